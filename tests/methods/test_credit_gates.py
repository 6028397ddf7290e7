"""Rewards that count only behind others."""

import copy
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.gates import gated, gated_sum
from tests.methods.strategies import close, numbers, probabilities, rows

comparators = st.sampled_from([">", ">="])
thresholds = st.lists(numbers, max_size=4)


@pytest.mark.example("gated_sum")
def test_steps_count_behind_a_success_only() -> None:
    assert gated_sum([[0, 0.2, 0.3], [1, 0.2, 0.3]], gates=[0], comparator=">").tolist() == [0, 1.5]


@pytest.mark.invariant("gated_sum")
@given(rows(min_steps=1), rows(min_steps=1), comparators)
def test_behind_a_shut_gate_nothing_matters(one: list, other: list, comparator: str) -> None:
    shut = [[-200.0, *row] for row in one]
    assert gated_sum(shut, gates=[-150], comparator=comparator).tolist() == [-200.0] * len(one)
    out = gated([[-200.0, *row] for row in other], gates=[-150], comparator=comparator).tolist()
    assert out == [[-200.0] + [0.0] * len(row) for row in other]


@pytest.mark.invariant("gated_sum")
@given(rows(min_steps=1), st.integers(0, 6), comparators)
def test_gates_that_are_always_open_leave_the_plain_sum(rewards: list, count: int, comparator: str) -> None:
    kept = copy.deepcopy(rewards)
    out = gated_sum(rewards, gates=[-math.inf] * count, comparator=comparator)
    assert close(out.values, [sum(row) for row in rewards])
    assert gated(rewards, gates=[-math.inf] * count, comparator=comparator).tolist() == rewards == kept


@pytest.mark.invariant("gated_sum")
@given(rows(probabilities, min_steps=1), thresholds, comparators)
def test_rewards_of_zero_or_more_never_gain_by_gates(rewards: list, gates: list, comparator: str) -> None:
    out = gated_sum(rewards, gates=gates, comparator=comparator).values
    assert all(x <= sum(row) + 1e-9 for x, row in zip(out, rewards, strict=True))


@pytest.mark.invariant("gated_sum")
@given(rows(st.sampled_from([0.0, 0.5, 1.0]), min_steps=1), st.lists(st.sampled_from([0.0, 0.5, 1.0]), max_size=7),
       comparators)  # fmt: skip
def test_a_reward_counts_where_all_before_it_pass(rewards: list, gates: list, comparator: str) -> None:
    def opens(r: float, v: float) -> bool:
        return r >= v if comparator == ">=" else r > v

    expected = [
        sum(r for i, r in enumerate(row) if all(opens(x, v) for x, v in zip(row[:i], gates, strict=False)))
        for row in rewards
    ]
    assert close(gated_sum(rewards, gates=gates, comparator=comparator).values, expected)


def test_the_comparator_decides_at_the_threshold() -> None:
    assert gated_sum([[0.5, 1]], gates=[0.5], comparator=">=").tolist() == [1.5]
    assert gated_sum([[0.5, 1]], gates=[0.5], comparator=">").tolist() == [0.5]
    with pytest.raises(ValueError, match="comparator must be '>=' or '>', not '<'"):
        gated_sum([[1]], gates=[1], comparator="<")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="gates must be numbers"):
        gated_sum([[1]], gates=[math.nan], comparator=">")


def test_a_gate_of_infinity_never_opens_and_each_row_has_its_own_doors() -> None:
    rewards = [[5, 1, 1], [5, -1, 7], [-5, 9, 9]]
    assert gated_sum(rewards, gates=[0, 0], comparator=">").tolist() == [7, 4, -5]
    assert gated_sum(rewards, gates=[math.inf], comparator=">=").tolist() == [5, 5, -5]
    assert gated_sum([[], [1]], gates=[0], comparator=">").tolist() == [None, 1]
    assert gated_sum([], gates=[0], comparator=">").tolist() == []


def test_what_lies_behind_an_unscored_gate_is_unscored() -> None:
    rewards = [[1, None, 3], [None, 2, 3], [-1, None, 3]]
    with pytest.raises(ValueError, match="3 of 9 rewards are unscored"):
        gated_sum(rewards, gates=[0], comparator=">")
    assert gated(rewards, gates=[0], comparator=">", missing="skip").tolist() == [
        [1, None, 3],
        [None, None, None],
        [-1, 0, 0],
    ]
    assert gated_sum(rewards, gates=[0], comparator=">", missing="skip").tolist() == [4, None, -1]
    assert gated_sum(rewards, gates=[0, 0], comparator=">", missing="skip").tolist() == [None, None, -1]
    assert gated_sum(rewards, gates=[-math.inf], comparator=">", missing="skip").tolist() == [4, 5, 2]
    assert gated_sum([[1, None]], gates=[0, 0], comparator=">", missing="skip").tolist() == [1]
    assert gated_sum([[None]], gates=[], comparator=">", missing="skip").tolist() == [None]
    assert gated_sum(rewards, gates=[0, 0], comparator=">", missing=2).tolist() == [6, 7, -1]
    with pytest.raises(ValueError, match="3 of 9 rewards are unscored"):
        gated(rewards, gates=[0], comparator=">")
