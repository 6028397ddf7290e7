"""Advantages from what states are worth."""

import copy
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.values import (
    direct_advantage,
    hindsight_gae,
    hindsight_weights,
    informative,
    webrl_advantage,
    webrl_released,
)
from rewards.credit.returns import discounted_return
from tests.methods.strategies import batch, binary, close, flat, numbers, probabilities, rows

shares = st.floats(0, 1).map(lambda x: round(x, 4))


def one_step_errors(values: list, rewards: list, gamma: float) -> list:
    """reward + gamma * next value - value of all steps; 0 follows the last."""
    return [
        r + gamma * (values[i][t + 1] if t + 1 < len(values[i]) else 0.0) - values[i][t]
        for i, row in enumerate(rewards)
        for t, r in enumerate(row)
    ]


@pytest.mark.example("webrl_advantage")
def test_one_step_and_monte_carlo_are_mixed() -> None:
    assert webrl_advantage([[0.4, 0.6]], [[0, 1]], [1]).tolist()[0][0] == pytest.approx(0.4)
    assert webrl_advantage([[0.4, 0.3]], [[0, 0]], [0]).tolist()[0][0] == pytest.approx(-0.25)
    released = webrl_released([[0.4, 0.6]], [[0, 0]], [[0, 0]]).tolist()[0]
    assert released[0] == pytest.approx(0.15)


@pytest.mark.invariant("webrl_advantage")
@given(batch(probabilities, probabilities))
def test_lambda_1_is_one_step_and_0_is_monte_carlo(data: tuple) -> None:
    values, outcome = data
    kept = copy.deepcopy(values)
    rewards = [[0.5 * v for v in row] for row in values]
    td = webrl_advantage(values, rewards, outcome, lam=1).tolist()
    assert close(flat(td), one_step_errors(values, rewards, 1.0))
    mc = webrl_advantage(values, rewards, outcome, lam=0).tolist()
    assert close(flat(mc), [r - v for row, r in zip(values, outcome, strict=True) for v in row])
    assert values == kept


@pytest.mark.invariant("webrl_advantage")
@given(batch(probabilities, binary), shares)
def test_with_the_outcome_as_only_reward_no_advantage_exceeds_1(data: tuple, lam: float) -> None:
    values, outcome = data
    out = webrl_advantage(values, None, outcome, lam=lam)
    assert all(abs(x) <= 1 + 1e-12 for x in flat(out.tolist()))
    assert close([row[-1] for row in out if row], [r - row[-1] for row, r in zip(values, outcome, strict=True) if row])
    spelled = [[0.0] * (len(row) - 1) + [r] if row else [] for row, r in zip(values, outcome, strict=True)]
    assert close(out.values, webrl_advantage(values, spelled, outcome, lam=lam).values)


@pytest.mark.invariant("webrl_advantage")
@given(batch(probabilities, binary, min_steps=1), shares, probabilities)
def test_a_state_worth_more_leaves_less_advantage(data: tuple, lam: float, higher: float) -> None:
    values, outcome = data
    before = [row[0] for row in webrl_advantage(values, None, outcome, lam=lam)]
    raised = [[max(row[0], higher), *row[1:]] for row in values]
    after = [row[0] for row in webrl_advantage(raised, None, outcome, lam=lam)]
    rise = [new[0] - old[0] for new, old in zip(raised, values, strict=True)]
    assert close([b - a for a, b in zip(after, before, strict=True)], rise)


def test_webrl_weighs_both_alike_and_checks_its_arguments() -> None:
    values, rewards = [[0.5, 0.25]], [[0.0, 1.0]]
    assert webrl_advantage(values, rewards, [1]).tolist() == webrl_advantage(values, rewards, [1], lam=0.5).tolist()
    assert webrl_advantage(values, rewards, [1]).tolist() == [[0.125, 0.75]]
    with pytest.raises(ValueError, match="values must lie from 0 to 1"):
        webrl_advantage([[1.5]], None, [1])
    with pytest.raises(ValueError, match="values must lie from 0 to 1"):
        webrl_advantage([[-0.5]], None, [1])
    with pytest.raises(ValueError, match="outcome must lie from 0 to 1"):
        webrl_advantage([[0.5]], None, [2])
    for lam in (-0.1, 1.1):
        with pytest.raises(ValueError, match="lam must be a finite number from 0"):
            webrl_advantage(values, rewards, [1], lam=lam)
    with pytest.raises(ValueError, match="row 0: values has 2 steps, rewards has 1"):
        webrl_advantage(values, [[1]], [1])
    with pytest.raises(ValueError, match="values has 1, outcome has 2"):
        webrl_advantage(values, rewards, [1, 1])
    with pytest.raises(ValueError, match="1 of 2 values are unscored"):
        webrl_advantage([[0.5, None]], rewards, [1])
    with pytest.raises(ValueError, match="1 of 2 rewards are unscored"):
        webrl_advantage(values, [[None, 1]], [1])
    out = webrl_advantage([[0.5, None, 0.5, 0.5], [0.5]], None, [1, None], lam=1, missing="skip").tolist()
    assert out == [[None, None, 0.0, 0.5], [None]]
    assert webrl_advantage([[0.5], [None]], None, [1, 1], missing="skip").tolist() == [[0.5], [None]]
    assert webrl_advantage(values, [[None, 1]], [1], missing="skip").tolist() == [[None, 0.75]]
    assert webrl_advantage([[None]], [[None]], [1], missing=0).tolist() == [[0.5]]
    assert webrl_advantage([], None, []).tolist() == []


def test_the_released_form_is_clamped() -> None:
    values = [[0.5, 0.25]]
    assert webrl_released(values, [[0, 0]], [[0, 0]]).tolist()[0] == pytest.approx([-0.3, -0.3])
    assert webrl_released(values, [[2, -2]], [[0, 0]]).tolist() == [[1, -1]]
    assert webrl_released(values, [[0, 0]], [[2, -2]]).tolist() == [[1, -1]]
    assert webrl_released(values, [[2, -2]], [[0, 0]], bound=0.5).tolist() == [[0.5, -0.5]]
    assert webrl_released(values, [[0.25, 0.25]], [[0.5, 0.5]], cost=0).tolist() == [[0.5, 0.5]]
    gaps = webrl_released([[0.5, None, 0.5, 0.5, 0.5]], [[0, 0, 0, None, 0]], [[0, 0, 0, 0, None]]).tolist()
    assert gaps == [[None, None, pytest.approx(-0.05), None, None]]
    with pytest.raises(ValueError, match="values has 1 steps, mc_return has 2"):
        webrl_released([[0.5]], [[0]], [[0, 0]])
    with pytest.raises(ValueError, match="values has 1 steps, rewards has 2"):
        webrl_released([[0.5]], [[0, 0]], [[0]])
    with pytest.raises(ValueError, match="values must lie from 0 to 1"):
        webrl_released([[1.5]], [[0]], [[0]])
    with pytest.raises(ValueError, match="cost must be a finite number"):
        webrl_released([[0.5]], [[0]], [[0]], cost=math.inf)
    with pytest.raises(ValueError, match="bound must be a finite number from 0"):
        webrl_released([[0.5]], [[0]], [[0]], bound=-1)


@pytest.mark.example("direct_advantage")
def test_a_step_is_worth_what_it_adds_to_the_chance() -> None:
    assert direct_advantage([[0.3, 0.5, 0.4, 1]]).tolist()[0] == pytest.approx([0.2, -0.1, 0.6])


@pytest.mark.invariant("direct_advantage")
@given(rows(probabilities, min_steps=1))
def test_direct_advantages_sum_to_the_rise_from_first_to_last(values: list) -> None:
    kept = copy.deepcopy(values)
    out = direct_advantage(values).tolist()
    assert close([sum(row) for row in out], [row[-1] - row[0] for row in values])
    assert [len(row) for row in out] == [len(row) - 1 for row in values]
    assert values == kept


@pytest.mark.invariant("direct_advantage")
@given(rows(probabilities))
def test_no_direct_advantage_exceeds_1(values: list) -> None:
    assert all(abs(x) <= 1 for x in flat(direct_advantage(values).tolist()))


@pytest.mark.invariant("direct_advantage")
@given(rows(probabilities, min_steps=1))
def test_the_way_back_has_the_opposite_advantages(values: list) -> None:
    there = direct_advantage(values).tolist()
    back = direct_advantage([row[::-1] for row in values]).tolist()
    assert close(flat(back), [-x for row in there for x in row[::-1]])


def test_direct_values_are_probabilities_and_gaps_spread() -> None:
    with pytest.raises(ValueError, match="values must lie from 0 to 1"):
        direct_advantage([[0.5, 1.5]])
    with pytest.raises(ValueError, match="1 of 3 values are unscored"):
        direct_advantage([[0.5, None, 1]])
    assert direct_advantage([[0.5, None, 0.25, 1], [], [1]], missing="skip").tolist() == [[None, None, 0.75], [], []]
    assert direct_advantage([[0.5, None]], missing=1).tolist() == [[0.5]]


def test_states_whose_actions_are_alike_teach_nothing() -> None:
    assert informative([[0.1, 0.2], [0.3, 0.3], [0.5], [], [-0.1, None, -0.1], [None, 0, 1]]).tolist() == [
        True, False, False, False, False, True]  # fmt: skip


@pytest.mark.example("hindsight_gae")
def test_advantages_and_critic_weights_of_q_evolve() -> None:
    out = hindsight_gae([[0.2, 0.5, 0.6]], [[0, 0, 1]], gamma=0.99, lam=0.95).tolist()[0]
    assert out == pytest.approx([0.7372, 0.4702, 0.4], abs=5e-5)
    assert hindsight_weights([1, 0], [4, 4]).tolist() == [[1.125, 1.25, 1.375, 1.5], [0.625, 0.75, 0.875, 1]]


@pytest.mark.invariant("hindsight_gae")
@given(st.lists(binary, min_size=1, max_size=4), st.integers(1, 7))
def test_critic_weights_rise_and_a_success_weighs_half_more(won: list, steps: int) -> None:
    out = hindsight_weights(won, [steps] * len(won)).tolist()
    assert all(0.5 < w <= 1.5 for row in out for w in row)
    assert all(row == sorted(set(row)) for row in out)
    lost = hindsight_weights([0] * len(won), [steps] * len(won)).tolist()
    assert close([a - b for x, y in zip(out, lost, strict=True) for a, b in zip(x, y, strict=True)],
                 [0.5 * w for w in won for _ in range(steps)])  # fmt: skip


@st.composite
def valued(draw: st.DrawFn) -> tuple[list, list]:
    values = draw(rows())
    return values, [[draw(numbers) for _ in row] for row in values]


@pytest.mark.invariant("hindsight_gae")
@given(valued(), shares)
def test_without_lambda_the_one_step_error_is_left(data: tuple, gamma: float) -> None:
    values, rewards = data
    kept = copy.deepcopy(values)
    out = hindsight_gae(values, rewards, gamma=gamma, lam=0).tolist()
    assert close(flat(out), one_step_errors(values, rewards, gamma))
    assert values == kept


@pytest.mark.invariant("hindsight_gae")
@given(valued(), shares)
def test_with_full_lambda_the_return_less_the_value_is_left(data: tuple, gamma: float) -> None:
    values, rewards = data
    out = hindsight_gae(values, rewards, gamma=gamma, lam=1).values
    assert close(out, discounted_return(rewards, gamma=gamma).values - flat(values), 1e-7)


@pytest.mark.invariant("hindsight_gae")
@given(valued(), shares, shares)
def test_an_advantage_is_its_error_and_a_share_of_the_next(data: tuple, gamma: float, lam: float) -> None:
    delta = hindsight_gae(*data, gamma=gamma, lam=0).tolist()
    for row, errors in zip(hindsight_gae(*data, gamma=gamma, lam=lam), delta, strict=True):
        assert close(row, [d + gamma * lam * after for d, after in zip(errors, [*row[1:], 0.0], strict=True)]
                     if row else [])  # fmt: skip


def test_hindsight_checks_what_it_is_given() -> None:
    with pytest.raises(ValueError, match="row 0: values has 1 steps, rewards has 2"):
        hindsight_gae([[1]], [[1, 1]], gamma=1, lam=1)
    for odd in (
        {"gamma": 1.1, "lam": 1},
        {"gamma": 1, "lam": 1.1},
        {"gamma": -0.1, "lam": 1},
        {"gamma": 1, "lam": -0.1},
    ):
        name = "gamma" if odd["gamma"] not in (0, 1) else "lam"
        with pytest.raises(ValueError, match=f"{name} must be a finite number from 0"):
            hindsight_gae([[1]], [[1]], **odd)
    with pytest.raises(ValueError, match="1 of 2 values are unscored"):
        hindsight_gae([[None, 1]], [[1, 1]], gamma=1, lam=1)
    with pytest.raises(ValueError, match="1 of 2 rewards are unscored"):
        hindsight_gae([[1, 1]], [[None, 1]], gamma=1, lam=1)
    out = hindsight_gae([[1, None, 2, 3]], [[1, 1, None, 5]], gamma=1, lam=0.5, missing="skip").tolist()
    assert out == [[None, None, None, 2]]
    assert hindsight_gae([[2, 4]], [[None, 1]], gamma=0.5, lam=0.5, missing="skip").tolist() == [[None, -3]]
    assert hindsight_gae([[2, None]], [[0, 1]], gamma=0.5, lam=0, missing=4).tolist() == [[0, -3]]
    with pytest.raises(ValueError, match="won must hold 0 and 1 only"):
        hindsight_weights([0.5], [1])
    with pytest.raises(ValueError, match="won has 1, lengths has 2"):
        hindsight_weights([1], [1, 1])
    assert hindsight_weights([None, 1, 1], [2, 1, 0]).tolist() == [[None, None], [1.5], []]
