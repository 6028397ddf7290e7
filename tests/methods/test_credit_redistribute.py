"""An outcome shared out over steps."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.redistribute import can_scale, importance_redistribute, spa_redistribute, spa_step_reward
from tests.methods.strategies import batch, binary, close, flat, numbers, rows

weights = st.floats(0, 100).map(lambda x: round(x, 6))


@pytest.mark.example("spa_redistribute")
def test_the_outcome_s_surplus_is_added_or_scaled_in() -> None:
    assert spa_redistribute([[0.1, 0.3, 0.2]], [1]).tolist()[0] == pytest.approx([0.2333, 0.4333, 0.3333], abs=5e-5)
    scaled = spa_redistribute([[0.1, 0.3, 0.2]], [1], mode="proportional").tolist()[0]
    assert scaled == pytest.approx([0.1667, 0.5, 0.3333], abs=5e-5)


@pytest.mark.invariant("spa_redistribute")
@pytest.mark.parametrize("mode", ["additive", "proportional"])
@given(batch(min_steps=1))
def test_redistributed_steps_sum_to_the_outcome(mode: str, data: tuple) -> None:
    scores, outcome = data
    assert close([sum(row) for row in spa_redistribute(scores, outcome, mode=mode)], outcome)


@pytest.mark.invariant("spa_redistribute")
@given(batch(min_steps=1))
def test_adding_keeps_the_differences_between_steps(data: tuple) -> None:
    scores, outcome = data
    for before, after in zip(scores, spa_redistribute(scores, outcome), strict=True):
        assert close([x - before[0] for x in before], [x - after[0] for x in after])


@pytest.mark.invariant("spa_redistribute")
@given(batch(items=weights, min_steps=1))
def test_scaling_keeps_the_ratios_of_steps(data: tuple) -> None:
    scores, outcome = data
    out = spa_redistribute(scores, outcome, mode="proportional").tolist()
    for before, after, scaled in zip(scores, out, can_scale(scores), strict=True):
        assert not scaled or all(close(x * after[0], y * before[0]) for x, y in zip(before, after, strict=True))


@pytest.mark.invariant("spa_redistribute")
@pytest.mark.parametrize("mode", ["additive", "proportional"])
@given(batch(min_steps=1))
def test_what_is_conserved_already_is_not_changed_and_the_input_never_is(mode: str, data: tuple) -> None:
    scores, outcome = data
    kept = copy.deepcopy(scores)
    once = spa_redistribute(scores, outcome, mode=mode).tolist()
    assert close(flat(spa_redistribute(once, outcome, mode=mode).tolist()), flat(once))
    assert scores == kept


def test_contributions_that_cancel_or_mix_signs_fall_back_to_adding_and_say_so() -> None:
    scores = [[1.0, -1.0], [0.0, 0.0], [2.0, -1.0], [-1.0, -3.0]]
    assert can_scale(scores).tolist() == [False, False, False, True]
    out = spa_redistribute(scores, [1, 1, 1, 1], mode="proportional").tolist()
    assert out == [[1.5, -0.5], [0.5, 0.5], [2.0, -1.0], [0.25, 0.75]]


def test_an_unknown_outcome_leaves_its_trajectory_unscored_and_an_unknown_step_is_refused() -> None:
    assert spa_redistribute([[1.0, 2.0], []], [None, 1]).tolist() == [[None, None], []]
    with pytest.raises(ValueError, match="1 of 2 step_scores are unscored"):
        spa_redistribute([[1.0, None]], [1])
    assert spa_redistribute([[1.0, None]], [3], missing="skip").tolist() == [[3.0, None]]
    with pytest.raises(ValueError, match="mode must be"):
        spa_redistribute([[1.0]], [1], mode="none")  # type: ignore[arg-type]


@pytest.mark.example("spa_step_reward")
def test_a_step_earns_its_contribution_and_half_for_being_executable() -> None:
    assert spa_step_reward([[0.2, 0.4, 0.4]], [[1, 1, 1]]).tolist()[0] == pytest.approx([0.7, 0.9, 0.9])


@pytest.mark.invariant("spa_step_reward")
@given(batch(min_steps=1), st.data())
def test_training_rewards_sum_to_the_outcome_and_the_executable_steps(data: tuple, draw: st.DataObject) -> None:
    scores, outcome = data
    able = [draw.draw(st.lists(binary, min_size=len(row), max_size=len(row))) for row in scores]
    out = spa_step_reward(spa_redistribute(scores, outcome), able, alpha=2.0, beta=0.25)
    expected = [2.0 * r + 0.25 * sum(a) for r, a in zip(outcome, able, strict=True)]
    assert close([sum(row) for row in out], expected)


@pytest.mark.invariant("spa_step_reward")
@given(rows())
def test_what_cannot_be_executed_earns_its_contribution_alone(scores: list) -> None:
    assert spa_step_reward(scores, [[0.0] * len(row) for row in scores]).tolist() == scores


@pytest.mark.invariant("spa_step_reward")
@given(rows())
def test_beta_zero_leaves_the_contribution_and_alpha_zero_the_execution(scores: list) -> None:
    able = [[1.0] * len(row) for row in scores]
    assert spa_step_reward(scores, able, beta=0.0).tolist() == scores
    assert spa_step_reward(scores, able, alpha=0.0).tolist() == [[0.5] * len(row) for row in scores]


def test_executable_is_yes_or_no() -> None:
    with pytest.raises(ValueError, match="0 and 1 only"):
        spa_step_reward([[1.0]], [[0.5]])
    with pytest.raises(ValueError, match="row 0: contribution has 1 steps, executable has 2"):
        spa_step_reward([[1.0]], [[1, 1]])


@pytest.mark.example("importance_redistribute")
def test_the_outcome_is_shared_out_by_weight() -> None:
    assert importance_redistribute([[1, 3, 0]], [1]).tolist() == [[0.25, 0.75, 0.0]]


@pytest.mark.invariant("importance_redistribute")
@given(batch(items=weights, outcomes=numbers, min_steps=1))
def test_shares_sum_to_the_outcome_and_take_its_sign(data: tuple) -> None:
    given_weights, outcome = data
    out = importance_redistribute(given_weights, outcome).tolist()
    assert close([sum(row) for row in out], outcome)
    assert all(x * r >= 0 for row, r in zip(out, outcome, strict=True) for x in row)


@pytest.mark.invariant("importance_redistribute")
@given(batch(items=weights, min_steps=1), st.floats(1e-3, 1e3))
def test_the_scale_of_weights_is_irrelevant(data: tuple, k: float) -> None:
    given_weights, outcome = data
    scaled = [[k * w for w in row] for row in given_weights]
    assert close(
        flat(importance_redistribute(scaled, outcome).tolist()),
        flat(importance_redistribute(given_weights, outcome).tolist()),
    )


@pytest.mark.invariant("importance_redistribute")
@given(st.integers(1, 9), weights, numbers)
def test_equal_weights_give_equal_shares(steps: int, weight: float, outcome: float) -> None:
    assert close(importance_redistribute([[weight] * steps], [outcome]).tolist()[0], [outcome / steps] * steps)


def test_negative_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="must not be negative"):
        importance_redistribute([[1.0, -1.0]], [1])


def test_gaps_of_either_side_leave_the_step_without_a_reward() -> None:
    shared = importance_redistribute([[1, None, 3], [1, 1]], [8, None], missing="skip")
    assert shared.tolist() == [[2.0, None, 6.0], [None, None]]
    spa = spa_step_reward([[1, None, 1]], [[None, 1, 1]], missing="skip")
    assert [value is None for value in spa.tolist()[0]] == [True, True, False]
