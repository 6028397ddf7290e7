"""Answers by their kind, and thoughts that no longer differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.metrics.answers import Checked, Variety, answer_checkers, thought_collapse

letters = st.lists(st.sampled_from("abcd"), max_size=5)
tables = st.lists(st.fixed_dictionaries({"x": st.sampled_from("ab"), "y": st.integers(0, 1)}), max_size=4)


@pytest.mark.example("answer_checkers")
def test_two_sets_that_share_one_of_two() -> None:
    assert answer_checkers(["a", "b"], ["b", "c"], form="set") == Checked(False, 0.5, 0.5, 0.5)


@pytest.mark.invariant("answer_checkers")
@given(letters, letters, st.randoms())
def test_a_set_ignores_order_and_repetition(said: list, wanted: list, rng) -> None:
    shuffled = said * 2
    rng.shuffle(shuffled)
    found = answer_checkers(said, wanted, form="set")
    assert answer_checkers(shuffled, wanted, form="set") == found
    a, b = set(said), set(wanted)
    f1 = 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
    assert found.f1 == pytest.approx(f1)
    assert found.exact == (a == b)


@pytest.mark.invariant("answer_checkers")
@given(letters, letters)
def test_a_list_is_compared_place_by_place(said: list, wanted: list) -> None:
    found = answer_checkers(said, wanted, form="list")
    same = sum(a == b for a, b in zip(said, wanted, strict=False))
    assert found.exact == (said == wanted)
    if said and wanted:
        assert found.precision == same / len(said)
        assert found.recall == same / len(wanted)


@pytest.mark.invariant("answer_checkers")
@given(tables, tables)
def test_a_table_is_right_by_rows_only_if_it_is_by_cells(said: list, wanted: list) -> None:
    by_rows, by_cells = (answer_checkers(said, wanted, form=form) for form in ("rows", "cells"))  # type: ignore[arg-type]
    assert not by_rows.exact or by_cells.exact
    assert by_rows.f1 <= by_cells.f1 + 1e-12
    assert answer_checkers(said[::-1], wanted, form="rows") == by_rows


@pytest.mark.invariant("answer_checkers")
@given(tables, tables, letters, letters)
def test_swapping_swaps_precision_and_recall_and_exact_means_all(a: list, b: list, c: list, d: list) -> None:
    for form, x, y in (("rows", a, b), ("cells", a, b), ("set", c, d), ("list", c, d), ("item", tuple(c), tuple(d))):
        forth, back = answer_checkers(x, y, form=form), answer_checkers(y, x, form=form)  # type: ignore[arg-type]
        assert (forth.precision, forth.recall, forth.f1) == (back.recall, back.precision, pytest.approx(back.f1))
        assert forth.exact == (forth.f1 == 1.0)


def test_empty_answers_and_cells_of_different_rows() -> None:
    assert answer_checkers([], [], form="set") == Checked(True, 1.0, 1.0, 1.0)
    assert answer_checkers([], ["a"], form="list") == Checked(False, 0.0, 0.0, 0.0)
    assert answer_checkers(["a"], [], form="set") == Checked(False, 0.0, 0.0, 0.0)
    assert answer_checkers("4", "4", form="item").exact
    assert answer_checkers("4", 4, form="item") == Checked(False, 0.0, 0.0, 0.0)
    said, wanted = [{"x": 1, "y": 1}, {"x": 2, "y": 2}], [{"x": 1, "y": 2}, {"x": 2, "y": 1}]
    assert answer_checkers(said, wanted, form="rows").f1 == 0
    assert answer_checkers(said, wanted, form="cells") == Checked(True, 1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="form must be"):
        answer_checkers([], [], form="x")  # type: ignore[arg-type]
    for bad in ("ab", {"x": 1}, 3):
        with pytest.raises(ValueError, match="compares sequences"):
            answer_checkers(bad, [], form="set")
    with pytest.raises(ValueError, match="rows are mappings"):
        answer_checkers([["x", 1]], [], form="rows")


@pytest.mark.example("thought_collapse")
def test_two_of_four_thoughts_differ() -> None:
    assert thought_collapse(["x", "x", "y", "x"]) == Variety(0.5, None)


@pytest.mark.invariant("thought_collapse")
@given(st.sampled_from("ab"), st.integers(1, 9))
def test_equal_thoughts_have_one_over_their_number(thought: str, count: int) -> None:
    assert thought_collapse([thought] * count) == Variety(1 / count, None)
    assert thought_collapse(range(count)) == Variety(1.0, None)


@pytest.mark.invariant("thought_collapse")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.integers(1, 8))
def test_only_the_last_ones_count(thoughts: list, window: int) -> None:
    last = thoughts[-window:]
    assert thought_collapse(thoughts, window=window) == Variety(len(set(last)) / len(last), None)


@pytest.mark.invariant("thought_collapse")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
def test_similarity_is_the_mean_over_all_pairs(thoughts: list) -> None:
    found = thought_collapse(thoughts, similar=lambda a, b: float(a == b))
    pairs = [(a, b) for i, a in enumerate(thoughts) for b in thoughts[:i]]
    assert found is not None
    assert found.similarity == (pytest.approx(sum(a == b for a, b in pairs) / len(pairs)) if pairs else None)


def test_no_thoughts_have_no_variety() -> None:
    assert thought_collapse([]) is None
    with pytest.raises(ValueError, match="window must be at least 1"):
        thought_collapse(["x"], window=0)
