"""Credit from critics that point at wrong steps."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.votes import capo_credit, unjudged
from tests.methods.strategies import batch, close, probabilities, rows


@pytest.mark.example("capo_credit")
def test_a_wrong_step_of_a_right_trajectory_earns_half() -> None:
    assert capo_credit([[0, 1, 0, 0]], [1]).tolist() == [[2, 1, 2, 2]]
    assert capo_credit([[0, 1, 0.5]], [0]).tolist() == [[0, -1, -0.5]]


@pytest.mark.invariant("capo_credit")
@given(rows(probabilities, min_steps=1), st.floats(0, 5), st.floats(0, 5))
def test_right_stays_above_wrong_exactly_while_the_whole_outweighs_the_process(
    wrong: list, whole: float, process: float
) -> None:
    right = capo_credit([[1.0, *row] for row in wrong], [1] * len(wrong), whole=whole, process=process)
    failed = capo_credit([[0.0, *row] for row in wrong], [0] * len(wrong), whole=whole, process=process)
    assert (min(right.min().values) >= max(failed.max().values)) == (whole >= process)


@pytest.mark.invariant("capo_credit")
@given(batch(probabilities))
def test_without_wrong_steps_the_reward_is_constant(data: tuple) -> None:
    wrong, outcome = data
    kept = copy.deepcopy(wrong)
    out = capo_credit([[0.0] * len(row) for row in wrong], outcome, whole=3.0, process=1.5).tolist()
    assert out == [[3.0 * r] * len(row) for row, r in zip(wrong, outcome, strict=True)]
    capo_credit(wrong, outcome)
    assert wrong == kept


@pytest.mark.invariant("capo_credit")
@given(batch(probabilities), probabilities)
def test_a_less_wrong_step_never_earns_less(data: tuple, k: float) -> None:
    wrong, outcome = data
    less = capo_credit([[k * w for w in row] for row in wrong], outcome).values
    more = capo_credit(wrong, outcome).values
    assert (less >= more).all()
    assert close(less - more, [(1 - k) * w for row in wrong for w in row])


def test_a_trajectory_without_a_readable_critique_has_no_penalty_and_is_reported() -> None:
    wrong = [[None, None], [0.5, None], [], [1.0]]
    assert unjudged(wrong).tolist() == [True, False, False, False]
    with pytest.raises(ValueError, match="1 of 5 wrong are unscored"):
        capo_credit(wrong, [1, 1, 1, 1])
    assert capo_credit(wrong, [1, 1, 1, None], missing="skip").tolist() == [[2, 2], [1.5, None], [], [None]]
    assert capo_credit(wrong, [1, 1, 1, 1], missing=1).tolist() == [[2, 2], [1.5, 1], [], [1]]
    assert capo_credit([[None, None]], [0]).tolist() == [[0, 0]]


def test_what_is_not_a_vote_or_a_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match="wrong must lie from 0 to 1"):
        capo_credit([[1.5]], [1])
    with pytest.raises(ValueError, match="wrong must lie from 0 to 1"):
        capo_credit([[-0.5]], [1])
    with pytest.raises(ValueError, match="outcome must hold 0 and 1 only"):
        capo_credit([[1]], [0.5])
    with pytest.raises(ValueError, match="whole must be a finite number from 0"):
        capo_credit([[1]], [1], whole=-1)
    with pytest.raises(ValueError, match="process must be a finite number from 0"):
        capo_credit([[1]], [1], process=-1)
    with pytest.raises(ValueError, match="wrong has 1, outcome has 2"):
        capo_credit([[1]], [1, 1])
    assert capo_credit([], []).tolist() == []
