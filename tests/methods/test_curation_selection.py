"""What filters, transforms and pairings give back."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation import METHODS
from rewards.curation.selection import Origin, Pair, Selection, Transformed, unchanged, verdicts, whole
from rewards.method import Kind


def ints(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=8))
def test_the_first_rule_that_marks_an_item_is_its_reason(marks: list) -> None:
    one, two, turned = (np.array([m[k] for m in marks], dtype=bool) for k in range(3))
    chosen = Selection.dropping(len(marks), {"one": one, "two": two}, turned)
    assert chosen.kept.tolist() == [i for i, m in enumerate(marks) if not (m[0] or m[1])]
    assert chosen.dropped.tolist() == [i for i, m in enumerate(marks) if m[0] or m[1]]
    assert list(chosen.reason) == ["one" if marks[i][0] else "two" for i in chosen.dropped]
    assert chosen.flipped.tolist() == [i for i in chosen.kept.tolist() if marks[i][2]]
    assert len(chosen) == len(marks)


def test_a_selection_names_every_item_once_in_rising_order() -> None:
    none = ints()
    for kept, dropped, reason, flipped, words in (
        (ints(0, 1), ints(1), ("r",), none, "name every item once"),
        (ints(0), ints(2), ("r",), none, "name every item once"),
        (ints(1, 0), none, (), none, "must rise"),
        (none, ints(1, 0), ("r", "r"), none, "must rise"),
        (ints(0, 1), none, (), ints(1, 0), "must rise"),
        (ints(0, 1), none, (), ints(1, 1), "must rise"),
        (ints(0), ints(1), (), none, "1 items are dropped for 0 reasons"),
        (ints(0), ints(1), ("r",), ints(1), "only kept items"),
    ):
        with pytest.raises(ValueError, match=words):
            Selection(kept, dropped, reason, flipped)
    assert len(Selection(none, none, (), none)) == 0
    assert Selection.dropping(2, {}).flipped.tolist() == []


def test_a_changed_trajectory_says_where_each_step_comes_from() -> None:
    assert unchanged("ab", 1) == Transformed(("a", "b"), 1, (Origin.KEPT, Origin.KEPT))
    with pytest.raises(ValueError, match="2 steps with a provenance for 1"):
        Transformed(("a", "b"), None, (Origin.KEPT,))
    assert Pair(1, 2).weight == 1.0
    assert [origin.value for origin in Origin] == ["kept", "donor", "added", "corrected", "resumed"]
    for result, name in ((Pair(1, 2), "win"), (unchanged("ab", 1), "label"), (Selection.dropping(0, {}), "kept")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(result, name, 0)


def test_verdicts_are_yes_no_or_unknown_and_counts_are_whole() -> None:
    assert verdicts([1, None, False], "x").tolist() == [1.0, None, 0.0]
    with pytest.raises(ValueError, match=r"x must hold 0 and 1 only, found 0\.5"):
        verdicts([1, 0.5], "x")
    assert whole(3, "x", 3) == 3
    for number in (2, 3.5, 2**53, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="x must be a whole number from 3"):
            whole(number, "x", 3)  # type: ignore[arg-type]


def test_every_method_of_the_kind_is_listed_once_under_its_name() -> None:
    assert len(METHODS) == len({m.id for m in METHODS}) == 36
    assert all(m.kind is Kind.CURATION and m.id == m.call.__name__ and m.summary.endswith(".") for m in METHODS)
    assert {f.name for f in dataclasses.fields(Selection)} == {"kept", "dropped", "reason", "flipped"}
