"""Choices among candidates agree with plain implementations of the papers' rules."""

from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from rewards.selection.candidates import (
    best_of_n,
    confidence_vote,
    gated_bon,
    refine_rerank,
    step_aggregate,
    weighted_vote,
)
from rewards.selection.duels import tournament
from rewards.selection.webgen import backtrack, webgen_select
from tests.methods.plain import selection as plain
from tests.methods.plain.agree import agree

few = settings(max_examples=20)
large = st.one_of(st.sampled_from([0.0, -1.0, 0.5, 1e6]), st.floats(-1e6, 1e6).map(lambda x: round(x, 3)))
eighths = st.integers(0, 8).map(lambda n: n / 8)  # sums without rounding, so that ties are ties
modest = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(-9, 9).map(lambda x: round(x, 4)))
names = st.sampled_from(["a", "b", "c", None])
grades = st.integers(0, 5).map(float)


def same_length_lists(*items: Any, most: int = 8) -> Any:
    """Columns of one length."""
    rows = st.lists(st.tuples(*items), max_size=most)
    return rows.map(lambda given: [[row[k] for row in given] for k in range(len(items))])


@few
@given(st.lists(st.one_of(large, eighths), max_size=8))
def test_best_of_n_agrees_with_its_plain_form(scores: list) -> None:
    assert best_of_n(scores) == plain.best_of_n(scores)


@few
@given(st.lists(st.lists(st.one_of(modest, eighths), max_size=8), min_size=1, max_size=5), st.booleans())
def test_step_aggregate_agrees_with_its_plain_form(rows: list, huge: bool) -> None:
    scale = 1e6 if huge else 1.0
    for how in ("last", "min", "prod", "mean"):
        given_rows = rows if how == "prod" else [[scale * x for x in row] for row in rows]
        wanted = [plain.step_aggregate(row, how) for row in given_rows]
        assert agree(step_aggregate(given_rows, how=how).tolist(), wanted)  # type: ignore[arg-type]


@few
@given(same_length_lists(names, st.integers(-8, 8).map(lambda n: n / 8)))
def test_weighted_vote_agrees_with_its_plain_form(columns: list) -> None:
    assert weighted_vote(*columns) == plain.weighted_vote(*columns)


@few
@given(same_length_lists(names, st.lists(st.sampled_from([0.25, 0.5, 1.0]), min_size=1, max_size=4)))
def test_votes_by_least_and_product_of_steps_agree_with_their_plain_form(columns: list) -> None:
    answers, steps = columns
    for how in ("min", "prod"):
        scores = step_aggregate(steps, how=how)  # type: ignore[arg-type]
        wanted = [plain.step_aggregate(row, how) for row in steps]
        assert weighted_vote(answers, scores) == plain.weighted_vote(answers, wanted)  # type: ignore[arg-type]


@few
@given(same_length_lists(names, eighths))
def test_confidence_vote_agrees_with_its_plain_form(columns: list) -> None:
    assert confidence_vote(*columns) == plain.weighted_vote(*columns)
    assert confidence_vote(*columns, form="max") == plain.most_confident(*columns)


@few
@given(st.lists(st.sampled_from([0.1, 0.2, 0.3, 0.7]), min_size=3, max_size=5), st.randoms(use_true_random=False))
@example([0.3, 0.2, 0.1], None)
def test_the_same_scores_in_another_order_tie_as_in_the_plain_form(scores: list, shuffle: Any) -> None:
    other = sorted(scores)
    if shuffle is not None:
        shuffle.shuffle(other)
    columns = (["a"] * len(scores) + ["b"] * len(scores), scores + other)
    assert weighted_vote(*columns) == plain.weighted_vote(*columns)
    assert confidence_vote(*columns) == plain.weighted_vote(*columns)


@few
@given(st.integers(0, 7), st.data())
def test_tournament_agrees_with_its_plain_form(n: int, data: st.DataObject) -> None:
    says = st.sampled_from(["first", "second", "tie"])
    table = data.draw(st.lists(st.lists(says, min_size=7, max_size=7), min_size=7, max_size=7))
    matches: list[tuple[int, int]] = []

    def compare(a: int, b: int) -> Any:
        matches.append((a, b))
        return table[a][b]

    def once(a: int, b: int) -> int | None:
        return {"first": a, "second": b, "tie": None}[table[a][b]]

    def both(a: int, b: int) -> int | None:
        forth, back = once(a, b), once(b, a)
        return forth if forth == back else None

    champion, count = plain.ladder(n, both)
    assert tournament(range(n), compare) == champion
    assert len(matches) == 2 * count
    assert tournament(range(n), compare, both_orders=False) == plain.ladder(n, once)[0]


@few
@given(st.lists(st.integers(0, 9), max_size=8, unique=True))
def test_a_consistent_judge_has_the_same_champion_in_every_bracket(strengths: list) -> None:
    def compare(a: int, b: int) -> Any:
        return "first" if a > b else "second"

    def better(a: int, b: int) -> int:
        return a if strengths[a] > strengths[b] else b

    assert tournament(strengths, compare) == plain.knockout(len(strengths), better)[0]


@few
@given(st.lists(st.one_of(eighths, large), min_size=3, max_size=3))
def test_refine_rerank_agrees_with_its_plain_form(scores: list) -> None:
    draft, overall, local = scores
    assert refine_rerank(draft, [overall, local]) == plain.refine_rerank(draft, overall, local)
    assert refine_rerank(draft, [None, local]) == plain.refine_rerank(draft, None, local)


@few
@given(same_length_lists(grades, grades, st.booleans(), most=9))
def test_webgen_select_agrees_with_its_plain_form(columns: list) -> None:
    shots, guis, errors = columns
    assert webgen_select(shots, guis, errors) == plain.webgen_select(shots, guis, errors)
    assert webgen_select(shots, guis) == plain.webgen_select(shots, guis, [False] * len(shots))


@few
@given(same_length_lists(grades, grades, st.sampled_from([True, True, False]), most=12), st.integers(1, 6))
def test_backtrack_agrees_with_its_plain_form(columns: list, patience: int) -> None:
    shots, guis, errors = columns
    found = backtrack(errors, shots, guis, patience=patience)
    assert (found.leave, found.to) == plain.backtrack(errors, shots, guis, patience)
    assert backtrack(errors, shots, guis).leave is plain.must_backtrack(errors)


@few
@given(same_length_lists(st.integers(0, 1), st.integers(0, 1), eighths))
def test_gated_bon_agrees_with_its_plain_form(columns: list) -> None:
    clear, promising, scores = columns
    assume(scores)
    found = gated_bon(scores, clear, promising)
    assert (found.index, found.none_passed) == plain.gated_bon(clear, promising, scores)
