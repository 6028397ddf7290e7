"""Knockouts, and what WebGen-Agent hands in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.selection.duels import Winner, duel, tournament
from rewards.selection.webgen import Backtrack, backtrack, webgen_select
from tests.methods.strategies import numbers

marks = st.integers(0, 5).map(float)
versions = st.lists(st.tuples(marks, marks, st.booleans()), min_size=1, max_size=7)


def stronger(a: float, b: float) -> Winner:
    return "first" if a > b else "second" if b > a else "tie"


@pytest.mark.example("tournament")
def test_the_strongest_of_three_wins() -> None:
    assert tournament([2, 3, 1], stronger) == 1


@pytest.mark.invariant("tournament")
@given(st.lists(numbers, min_size=1, max_size=8), st.data())
def test_a_transitive_judge_has_one_champion_whatever_the_bracket(strengths: list, data: st.DataObject) -> None:
    champion = tournament(strengths, stronger)
    assert strengths[champion or 0] == max(strengths)
    other = data.draw(st.permutations(strengths))
    assert other[tournament(other, stronger) or 0] == max(strengths)


@pytest.mark.invariant("tournament")
@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_ties_go_to_the_earlier_candidate(strengths: list) -> None:
    assert tournament(strengths, stronger) == strengths.index(max(strengths))


@pytest.mark.invariant("tournament")
@given(st.lists(numbers, min_size=1, max_size=8), st.booleans())
def test_there_is_a_match_less_than_candidates(strengths: list, both: bool) -> None:
    asked = []

    def compare(a: float, b: float) -> Winner:
        asked.append((a, b))
        return stronger(a, b)

    tournament(strengths, compare, both_orders=both)
    assert len(asked) == (len(strengths) - 1) * (2 if both else 1)


def test_a_judge_that_always_prefers_the_first_ties_when_asked_twice() -> None:
    first = lambda a, b: "first"  # noqa: E731
    assert duel(1, 2, first) == "tie"
    assert duel(1, 2, first, both_orders=False) == "first"
    assert tournament([1, 2, 3], lambda a, b: "second") == 0
    assert tournament([1, 2, 3], lambda a, b: "second", both_orders=False) == 2
    assert tournament([], stronger) is None
    assert duel(1, 2, stronger) == "second"
    with pytest.raises(ValueError, match="compare must say 'first', 'second' or 'tie', not 'a'"):
        duel(1, 2, lambda a, b: "a")  # type: ignore[arg-type,return-value]


@pytest.mark.example("webgen_select")
def test_three_versions_by_use_and_looks() -> None:
    assert webgen_select([4, 3, 5], [2, 4, 4]) == 2


@pytest.mark.invariant("webgen_select")
@given(versions)
def test_a_version_that_is_fit_to_be_seen_comes_before_any_other(rows: list) -> None:
    shot, gui, error = ([row[i] for row in rows] for i in range(3))
    chosen = webgen_select(shot, gui, error)
    fit = [i for i in range(len(rows)) if shot[i] >= 3 and not error[i]]
    among = fit or list(range(len(rows)))
    assert chosen == max(among, key=lambda i: (gui[i], shot[i], i))


@pytest.mark.invariant("webgen_select")
@given(versions)
def test_the_same_version_once_more_is_handed_in_as_the_later_one(rows: list) -> None:
    shot, gui, error = ([row[i] for row in rows] for i in range(3))
    chosen = webgen_select(shot, gui, error) or 0
    again = webgen_select([*shot, shot[chosen]], [*gui, gui[chosen]], [*error, error[chosen]])
    assert again == len(rows)


@pytest.mark.invariant("webgen_select")
@given(versions)
def test_unscored_versions_are_never_handed_in(rows: list) -> None:
    shot, gui, error = ([row[i] for row in rows] for i in range(3))
    assert webgen_select([None, *shot], [5, *gui], [False, *error]) == (webgen_select(shot, gui, error) or 0) + 1
    assert webgen_select([*shot, 5], [*gui, None], [*error, False]) == webgen_select(shot, gui, error)


@pytest.mark.example("backtrack")
def test_five_errors_in_a_row_lead_back_to_the_best_version() -> None:
    error = [False, False, True, True, True, True, True]
    assert backtrack(error, [4, 3, 5, 5, 5, 5, 5], [2, 4, 5, 5, 5, 5, 5]) == Backtrack(True, 1)


@pytest.mark.invariant("backtrack")
@given(versions, st.integers(1, 6))
def test_fewer_errors_in_a_row_change_nothing(rows: list, patience: int) -> None:
    shot, gui, error = ([row[i] for row in rows] for i in range(3))
    tail = 0
    for bad in reversed(error):
        if not bad:
            break
        tail += 1
    found = backtrack(error, shot, gui, patience=patience)
    assert found.leave == (tail >= patience)
    assert found.leave or found.to is None


@pytest.mark.invariant("backtrack")
@given(versions)
def test_nobody_goes_back_to_an_error(rows: list) -> None:
    shot, gui, error = ([row[i] for row in rows] for i in range(3))
    found = backtrack([*error, True], [*shot, 5], [*gui, 5], patience=1)
    assert found.leave
    assert found.to == (None if all(error) else webgen_select(
        [None if e else s for s, e in zip(shot, error, strict=True)], gui))  # fmt: skip


@pytest.mark.invariant("backtrack")
@given(st.integers(0, 12))
def test_where_everything_failed_one_begins_anew(count: int) -> None:
    assert backtrack([True] * count, [5] * count, [5] * count) == Backtrack(count >= 5, None)


def test_versions_without_scores_and_nonsense() -> None:
    assert webgen_select([], []) is None
    assert webgen_select([2, 3], [5, 0]) == 1
    assert webgen_select([2.9, 2], [5, 0], [False, False]) == 0
    assert backtrack([], [], []) == Backtrack(False, None)
    with pytest.raises(ValueError, match="patience must be at least 1"):
        backtrack([True], [1], [1], patience=0)
    with pytest.raises(ValueError, match="lengths must agree"):
        webgen_select([1], [1, 2])
    with pytest.raises(ValueError, match="lengths must agree"):
        backtrack([True], [1, 2], [1])
