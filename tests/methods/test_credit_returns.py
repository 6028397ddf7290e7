"""Returns, and shaping by a potential."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.returns import discounted_return, potential_shaping
from rewards.ragged import Ragged
from rewards.scores import Scores
from tests.methods.strategies import close, flat, numbers, rows

discounts = st.floats(0, 1).map(lambda x: round(x, 6))


@pytest.mark.example("discounted_return")
def test_without_discount_a_return_is_the_sum_of_what_follows() -> None:
    assert discounted_return([[1, 0.5]], gamma=1).tolist() == [[1.5, 0.5]]
    assert discounted_return([[1, 2, 4], [], [8]], gamma=0.5).tolist() == [[3.0, 4.0, 4.0], [], [8.0]]


@pytest.mark.invariant("discounted_return")
@given(rows(max_steps=11), discounts)
def test_a_return_is_the_reward_and_the_discounted_return_of_the_next_step(rewards: list, gamma: float) -> None:
    kept = copy.deepcopy(rewards)
    for row, out in zip(rewards, discounted_return(rewards, gamma=gamma).tolist(), strict=True):
        assert len(row) == len(out)
        assert close(out, [r + gamma * g for r, g in zip(row, [*out[1:], 0.0], strict=True)] if row else [])
    assert rewards == kept


@pytest.mark.invariant("discounted_return")
@given(rows(min_steps=1, max_steps=11), discounts)
def test_the_first_return_is_the_discounted_sum(rewards: list, gamma: float) -> None:
    first = [row[0] for row in discounted_return(rewards, gamma=gamma)]
    assert close(first, [sum(gamma**t * r for t, r in enumerate(row)) for row in rewards])


@pytest.mark.invariant("discounted_return")
@given(rows(), numbers, discounts)
def test_returns_are_linear_and_without_future_they_are_the_rewards(rewards: list, k: float, gamma: float) -> None:
    scaled = discounted_return([[k * r for r in row] for row in rewards], gamma=gamma)
    assert close(scaled.values, k * discounted_return(rewards, gamma=gamma).values)
    assert discounted_return(rewards, gamma=0).tolist() == rewards


def test_a_trajectory_of_a_million_steps_has_returns_too() -> None:
    rewards = Ragged.from_lengths(Scores.all_known(np.ones(1_000_000)), [1_000_000])
    out = discounted_return(rewards, gamma=0.9).values
    assert close(out[:3], [10.0] * 3)
    assert close(out[-3:], [2.71, 1.9, 1.0])


def test_an_unscored_step_is_refused_or_costs_a_discount_only() -> None:
    with pytest.raises(ValueError, match="1 of 3 rewards are unscored"):
        discounted_return([[1, None, 1]], gamma=0.5)
    assert discounted_return([[1, None, 1]], gamma=0.5, missing="skip").tolist() == [[1.25, None, 1.0]]
    assert discounted_return([[1, None, 1]], gamma=0.5, missing=2).tolist() == [[2.25, 2.5, 1.0]]


@pytest.mark.parametrize("gamma", [-0.1, 1.1, float("nan")])
def test_gamma_lies_from_0_to_1(gamma: float) -> None:
    with pytest.raises(ValueError, match="gamma must be"):
        discounted_return([[1.0]], gamma=gamma)
    with pytest.raises(ValueError, match="gamma must be"):
        potential_shaping([[1.0]], gamma=gamma)


@pytest.mark.example("potential_shaping")
def test_shaping_is_the_change_of_the_potential() -> None:
    out = potential_shaping([[0, 0.5, 0.2, 1]], gamma=1)
    assert out.tolist()[0] == pytest.approx([0.5, -0.3, 0.8])
    assert out.sum().one() == pytest.approx(1)
    assert potential_shaping([[1, 2], [4, 4, 8]], gamma=0.5).tolist() == [[0.0], [-2.0, 0.0]]


@pytest.mark.invariant("potential_shaping")
@given(rows(min_steps=1))
def test_shaping_sums_to_the_last_potential_less_the_first(potentials: list) -> None:
    out = potential_shaping(potentials, gamma=1).tolist()
    assert [len(row) for row in out] == [len(row) - 1 for row in potentials]
    assert close([sum(row) for row in out], [row[-1] - row[0] for row in potentials])


@pytest.mark.invariant("potential_shaping")
@given(rows(min_steps=1), discounts)
def test_the_return_of_shaping_depends_on_the_ends_alone(potentials: list, gamma: float) -> None:
    total = [
        row[0] if row else 0.0 for row in discounted_return(potential_shaping(potentials, gamma=gamma), gamma=gamma)
    ]
    assert close(total, [gamma ** (len(row) - 1) * row[-1] - row[0] for row in potentials])


@pytest.mark.invariant("potential_shaping")
@given(numbers, st.integers(1, 6), discounts)
def test_a_constant_potential_gives_nothing_but_what_discounting_takes(phi: float, steps: int, gamma: float) -> None:
    assert close(potential_shaping([[phi] * (steps + 1)], gamma=gamma).tolist()[0], [(gamma - 1) * phi] * steps)


def test_shaping_needs_both_ends_scored_and_a_trajectory_without_steps_has_none() -> None:
    with pytest.raises(ValueError, match="1 of 3 potentials are unscored"):
        potential_shaping([[0, None, 1]], gamma=1)
    assert potential_shaping([[0, None, 1, 3]], gamma=1, missing="skip").tolist() == [[None, None, 2.0]]
    assert potential_shaping([[0, 1, None]], gamma=1, missing="skip").tolist() == [[1.0, None]]
    assert potential_shaping([[5.0], []], gamma=1).tolist() == [[], []]
    assert potential_shaping([], gamma=1).tolist() == []


def test_a_row_takes_nothing_from_its_neighbours() -> None:
    together = discounted_return([[1e90, 1e90], [1.0, 2.0, 3.0]], gamma=0.9).tolist()
    assert together[1] == discounted_return([[1.0, 2.0, 3.0]], gamma=0.9).tolist()[0]
    assert flat(together)[0] == pytest.approx(1.9e90)
