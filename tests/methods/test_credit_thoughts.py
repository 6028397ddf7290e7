"""Steps joined into thoughts."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.thoughts import thought_merge, thoughts
from tests.methods.strategies import batch, binary, close, probabilities, rows


@pytest.mark.example("thought_merge")
def test_equal_neighbours_are_one_thought() -> None:
    assert thoughts([[1, 1, 0, 0, 1]]) == [[(0, 2, 1), (2, 4, 0), (4, 5, 1)]]
    assert thought_merge([[1, 1, 0, 0, 1], [0]], [1, 0]).tolist() == [[1, 1, -0.5, -0.5, 1], [-0.5]]


@pytest.mark.invariant("thought_merge")
@given(rows(binary))
def test_thoughts_cut_a_trajectory_into_parts_whose_neighbours_differ(labels: list) -> None:
    kept = copy.deepcopy(labels)
    for row, parts in zip(labels, thoughts(labels), strict=True):
        assert [label for start, end, label in parts for _ in range(start, end)] == row
        assert [start for start, _, _ in parts] + [len(row)] == [0, *(end for _, end, _ in parts)]
        assert all(a[2] != b[2] for a, b in zip(parts, parts[1:], strict=False))
    assert labels == kept


@pytest.mark.invariant("thought_merge")
@given(rows(binary))
def test_thoughts_of_thoughts_are_the_same_thoughts(labels: list) -> None:
    once = [[label for _, _, label in parts] for parts in thoughts(labels)]
    assert [[label for _, _, label in parts] for parts in thoughts(once)] == once


@pytest.mark.invariant("thought_merge")
@given(batch(binary, probabilities))
def test_right_earns_one_and_wrong_costs_what_the_group_usually_gets(data: tuple) -> None:
    labels, outcome = data
    rate = sum(outcome) / len(outcome)
    out = thought_merge(labels, outcome).tolist()
    assert [len(row) for row in out] == [len(row) for row in labels]
    assert close(sum(out, []), [1 if x else -rate for row in labels for x in row])


@pytest.mark.invariant("thought_merge")
@given(rows(binary))
def test_a_group_that_never_succeeds_pays_nothing(labels: list) -> None:
    assert thought_merge(labels, [0] * len(labels)).tolist() == labels


@pytest.mark.invariant("thought_merge")
@given(rows(binary, min_steps=1), st.data())
def test_thoughts_that_begin_after_the_answer_get_nothing(labels: list, data: st.DataObject) -> None:
    answer = [data.draw(st.none() | st.integers(0, len(row) - 1)) for row in labels]
    ones = [1.0] * len(labels)
    plain = thought_merge(labels, ones).tolist()
    cut = thought_merge(labels, ones, answer_step=answer).tolist()
    for a, row, before, after in zip(answer, thoughts(labels), plain, cut, strict=True):
        for start, end, _ in row:
            late = a is not None and start > a
            assert after[start:end] == ([0.0] * (end - start) if late else before[start:end])


def test_each_group_has_its_own_success_rate() -> None:
    out = thought_merge([[0], [0], [0], [0]], [1, 1, 0, 1], group=["a", "b", "a", "b"]).tolist()
    assert out == [[-0.5], [-1.0], [-0.5], [-1.0]]


def test_a_thought_that_holds_the_answer_is_rewarded_to_its_end() -> None:
    labels = [[0, 1, 1, 0, 1], [1, 0]]
    assert thought_merge(labels, [1, 0], answer_step=[1, None]).tolist() == [[-0.5, 1, 1, 0, 0], [1, -0.5]]
    assert thought_merge(labels, [1, 0], answer_step=[3, 0]).tolist() == [[-0.5, 1, 1, -0.5, 0], [1, 0]]


def test_an_unscored_step_ends_a_thought_and_an_unknown_outcome_gives_nothing() -> None:
    with pytest.raises(ValueError, match="1 of 3 labels are unscored"):
        thought_merge([[1, None, 1]], [1])
    assert thoughts([[1, None, None, 1], [0, 0]]) == [[(0, 1, 1), (1, 3, None), (3, 4, 1)], [(0, 2, 0)]]
    assert thought_merge([[1, None, 1], [0]], [1, None], missing="skip").tolist() == [[1, None, 1], [None]]
    out = thought_merge([[1, None, 1]], [1], answer_step=[0], missing="skip")
    assert out.tolist() == [[1, None, 0]]
    assert thought_merge([[0, None]], [1], missing=1).tolist() == [[-1, 1]]
    assert thoughts([[0, None]])[0] == [(0, 1, 0), (1, 2, None)]  # an unscored step is no wrong one


def test_labels_outcomes_and_answers_are_checked() -> None:
    with pytest.raises(ValueError, match="labels must hold 0 and 1 only, found 0.5"):
        thought_merge([[0.5]], [1])
    with pytest.raises(ValueError, match="outcome must lie from 0 to 1"):
        thought_merge([[1]], [2])
    with pytest.raises(ValueError, match="answer_step counts from 0"):
        thought_merge([[1], [1]], [1, 1], answer_step=[0, -1])
    with pytest.raises(ValueError, match="outcome has 1, answer_step has 2"):
        thought_merge([[1]], [1], answer_step=[0, 0])
    with pytest.raises(ValueError, match="labels has 1, outcome has 2"):
        thought_merge([[1]], [1, 1])
    with pytest.raises(ValueError, match="group has 2 keys for 1 items"):
        thought_merge([[1]], [1], group=["a", "b"])


def test_nothing_has_no_thoughts() -> None:
    assert thoughts([]) == []
    assert thoughts([[], [1], []]) == [[], [(0, 1, 1)], []]
    assert thought_merge([], []).tolist() == []
    assert thought_merge([[], []], [1, 0]).tolist() == [[], []]
