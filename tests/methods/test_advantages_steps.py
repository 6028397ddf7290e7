"""Steps compared with steps."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.steps import mixed_turn_batch, step_pool_advantage, turn_advantage, two_level
from rewards.advantages.trajectory import group_zscore, to_steps
from rewards.credit.returns import discounted_return
from tests.methods.strategies import batch, close, flat, numbers, rows


def keys(count: int) -> list[str]:
    """Two tasks, their trajectories in turn."""
    return ["ab"[i % 2] for i in range(count)]


def standard(values: list, ddof: int = 0) -> list:
    """z-scores by hand; 0 for equal values."""
    if len(set(values)) < 2:
        return [0.0] * len(values)
    mean, std = np.mean(values), np.std(values, ddof=ddof)
    return [(v - mean) / std for v in values]


@pytest.mark.example("two_level")
def test_steps_are_compared_with_all_steps_of_the_group() -> None:
    out = two_level([[0.2, -0.1], [0.4, -0.3]], [1, 1]).tolist()
    assert flat(out) == pytest.approx([0.557, -0.557, 1.3, -1.3], abs=5e-4)
    both = two_level([[0.2, -0.1], [0.4, -0.3]], [1, 0], alpha=2).tolist()
    assert flat(both) == pytest.approx([1 + 1.1142, 1 - 1.1142, -1 + 2.5997, -1 - 2.5997], abs=5e-4)


@pytest.mark.invariant("two_level")
@given(batch(), st.floats(0.5, 2))
def test_the_step_part_sums_to_zero_in_each_group(data: tuple, alpha: float) -> None:
    steps, outcome = data
    group, kept = keys(len(steps)), copy.deepcopy(steps)
    part = two_level(steps, outcome, group, alpha=alpha).values - two_level(steps, outcome, group, alpha=0).values
    of_step = [g for g, row in zip(group, steps, strict=True) for _ in row]
    for key in set(of_step):
        assert close(sum(x for x, g in zip(part, of_step, strict=True) if g == key), 0, 1e-7)
    assert steps == kept


@pytest.mark.invariant("two_level")
@given(batch())
def test_without_alpha_the_group_s_advantage_of_the_outcome_is_left(data: tuple) -> None:
    steps, outcome = data
    group = keys(len(steps))
    whole = group_zscore(outcome, group, ddof=0, eps=1e-8)
    assert two_level(steps, outcome, group, alpha=0).tolist() == to_steps(whole, [len(row) for row in steps]).tolist()


@pytest.mark.invariant("two_level")
@given(batch(items=st.integers(-20, 20).map(float)), st.integers(-9, 9))
def test_a_shift_of_all_step_rewards_changes_nothing(data: tuple, shift: int) -> None:
    steps, outcome = data
    moved = [[x + shift for x in row] for row in steps]
    assert close(two_level(moved, outcome).values, two_level(steps, outcome).values)


def test_two_level_checks_and_passes_on_its_parameters() -> None:
    steps, outcome = [[0.0, 1.0], [3.0]], [1, 0]
    assert two_level(steps, outcome).tolist() == two_level(steps, outcome, alpha=1, ddof=0, eps=1e-8).tolist()
    assert two_level([[0.0, 0.001], [0.003]], outcome).values[0] != two_level(
        [[0.0, 0.001], [0.003]], outcome, eps=1e-7).values[0]  # fmt: skip
    assert two_level([[2.0, 0.0]], [5], eps=0.25).tolist() == [[0.8, -0.8]]
    assert two_level([[0.0], [0.0]], [2, 0], eps=0.25).tolist() == [[0.8], [-0.8]]
    sample = two_level(steps, outcome, ddof=1, eps=0).tolist()
    assert close(flat(sample), np.add([0.5**0.5] * 2 + [-(0.5**0.5)], standard([0, 1, 3], ddof=1)))
    assert two_level([[4.0]], [3]).tolist() == [[0]]
    assert two_level([[4.0]], [3], single="raw").tolist() == [[7]]
    with pytest.raises(ValueError, match="alpha must be a finite number"):
        two_level(steps, outcome, alpha=float("inf"))
    with pytest.raises(ValueError, match="step_rewards has 2, outcome has 1"):
        two_level(steps, [1])
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        two_level(steps, outcome, ["a"])
    with pytest.raises(ValueError, match="1 of 2 outcome are unscored"):
        two_level(steps, [1, None])
    with pytest.raises(ValueError, match="1 of 3 step_rewards are unscored"):
        two_level([[0, None], [3]], outcome)
    out = two_level([[0, None], [3], [1.5]], [1, 0, None], missing="skip").tolist()
    assert [out[0][1], out[2]] == [None, [None]]
    assert close([out[0][0], out[1][0]], [1 + standard([0, 3, 1.5])[0], -1 + standard([0, 3, 1.5])[1]], 1e-6)
    assert two_level([], []).tolist() == []


@pytest.mark.example("step_pool_advantage")
def test_all_steps_of_a_task_are_one_pool() -> None:
    out = step_pool_advantage([[5, 8], [-1]]).tolist()
    assert flat(out) == pytest.approx([0.2182, 0.8729, -1.0911], abs=5e-5)


@pytest.mark.invariant("step_pool_advantage")
@given(rows())
def test_pooled_steps_sum_to_zero_in_each_group(steps: list) -> None:
    group, kept = keys(len(steps)), copy.deepcopy(steps)
    out = step_pool_advantage(steps, group, single="zero").tolist()
    for key in "ab":
        assert close(sum(x for row, g in zip(out, group, strict=True) if g == key for x in row), 0, 1e-7)
    assert [len(row) for row in out] == [len(row) for row in steps]
    assert steps == kept


@pytest.mark.invariant("step_pool_advantage")
@given(rows(st.integers(-9, 9).map(float)))
def test_a_pool_does_not_know_whose_steps_it_holds(steps: list) -> None:
    together = step_pool_advantage([flat(steps)], eps=0, single="zero").values
    assert close(step_pool_advantage(steps, eps=0, single="zero").values, together)
    assert close(together, standard(flat(steps), ddof=1))


@pytest.mark.invariant("step_pool_advantage")
@given(rows())
def test_the_forms_sum_what_is_to_come_or_take_the_greatest(steps: list) -> None:
    group = keys(len(steps))
    plain = step_pool_advantage(steps, group).tolist()
    cumulative = step_pool_advantage(steps, group, form="cumulative").tolist()
    greatest = step_pool_advantage(steps, group, form="max").tolist()
    assert close(flat(cumulative), [sum(row[t:]) for row in plain for t in range(len(row))])
    assert greatest == [[max(row, default=0)] * len(row) for row in plain]


@pytest.mark.invariant("step_pool_advantage")
@given(numbers, st.integers(2, 6))
def test_one_step_gives_its_reward_and_equal_steps_nothing(reward: float, count: int) -> None:
    assert step_pool_advantage([[reward]]).tolist() == [[reward]]
    assert step_pool_advantage([[reward] * count]).tolist() == [[0] * count]


def test_the_pool_checks_and_passes_on_its_parameters() -> None:
    small = [[0.0, 1e-3], [3e-3]]
    assert step_pool_advantage(small).tolist() == step_pool_advantage(small, ddof=1, eps=1e-6).tolist()
    assert step_pool_advantage(small).tolist() != step_pool_advantage(small, eps=0).tolist()
    assert step_pool_advantage(small).tolist() != step_pool_advantage(small, ddof=0).tolist()
    with pytest.raises(ValueError, match="form must be 'plain', 'cumulative' or 'max', not 'none'"):
        step_pool_advantage(small, form="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        step_pool_advantage(small, ["a"])
    with pytest.raises(ValueError, match="1 of 3 step_rewards are unscored"):
        step_pool_advantage([[0, None], [1]])
    skipped = step_pool_advantage([[0, None], [1, 1]], missing="skip", form="cumulative", eps=0).tolist()
    z = standard([0, 1, 1], ddof=1)
    assert skipped[0] == [pytest.approx(z[0]), None]
    assert skipped[1] == pytest.approx([2 * z[1], z[1]])
    assert step_pool_advantage([[0, None]], missing=1, eps=0).tolist() == [pytest.approx([-(0.5**0.5), 0.5**0.5])]
    assert step_pool_advantage([[], []], form="max").tolist() == [[], []]
    assert step_pool_advantage([]).tolist() == []


@pytest.mark.example("turn_advantage")
def test_steps_are_compared_with_those_of_the_same_turn() -> None:
    out = turn_advantage([[1, 0], [1, 1], [0, 1], [0, 1]]).tolist()
    assert [row[0] for row in out] == pytest.approx([1, 1, -1, -1])
    assert [row[1] for row in out] == pytest.approx([-1.732, 0.577, 0.577, 0.577], abs=5e-4)


@pytest.mark.invariant("turn_advantage")
@given(rows(st.integers(-9, 9).map(float)))
def test_each_turn_is_standardised_over_those_who_got_so_far(steps: list) -> None:
    group, kept = keys(len(steps)), copy.deepcopy(steps)
    out = turn_advantage(steps, group).tolist()
    for key in "ab":
        for t in range(6):
            live = [i for i, row in enumerate(steps) if group[i] == key and len(row) > t]
            assert close([out[i][t] for i in live], standard([steps[i][t] for i in live]), 1e-6)
    assert steps == kept


@pytest.mark.invariant("turn_advantage")
@given(rows(min_rows=2), st.integers(0, 5))
def test_a_trajectory_s_end_changes_no_other_turn(steps: list, end: int) -> None:
    cut = [steps[0][:end], *steps[1:]]
    before, after = turn_advantage(steps).tolist(), turn_advantage(cut).tolist()
    for a, b in zip(before[1:], after[1:], strict=True):
        assert a[:end] == b[:end]
    assert before[0][:end] == after[0]


@pytest.mark.invariant("turn_advantage")
@given(rows(min_rows=2), st.randoms())
def test_turns_go_with_their_trajectories(steps: list, random) -> None:
    order = random.sample(range(len(steps)), len(steps))
    out = turn_advantage(steps).tolist()
    permuted = turn_advantage([steps[i] for i in order]).tolist()
    assert close(flat(permuted), flat([out[i] for i in order]), 1e-6)


def test_who_is_alone_at_a_turn_has_no_advantage_there() -> None:
    assert turn_advantage([[1, 5], [0]]).tolist() == [[pytest.approx(1), 0], [pytest.approx(-1)]]
    assert turn_advantage([[1, 5], [0]], single="raw").tolist()[0][1] == 5
    assert turn_advantage([[1, 5], [0, 3]], group="ab").tolist() == [[0, 0], [0, 0]]
    small = [[1e-6], [0.0]]
    assert turn_advantage(small).tolist() == turn_advantage(small, ddof=0, eps=1e-8).tolist()
    assert turn_advantage(small).tolist() != turn_advantage(small, eps=0).tolist()
    assert turn_advantage([[1], [0]], ddof=1).tolist()[0] == pytest.approx([0.5**0.5])
    with pytest.raises(ValueError, match="1 of 2 step_rewards are unscored"):
        turn_advantage([[1], [None]])
    assert turn_advantage([[1], [None], [3]], missing="skip").tolist() == [
        [pytest.approx(-1)], [None], [pytest.approx(1)]]  # fmt: skip
    assert turn_advantage([[1], [None]], missing=0).tolist() == [[pytest.approx(1)], [pytest.approx(-1)]]
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        turn_advantage([[1], [1]], ["a"])
    assert turn_advantage([]).tolist() == []


MIXED = [[1, 0.5], [0.6, 0.5], [0.2, 0.8]]


@pytest.mark.example("mixed_turn_batch")
def test_returns_are_compared_at_their_turn_and_in_the_batch() -> None:
    turn = flat(mixed_turn_batch(MIXED, weight=1, gamma=1).tolist())
    assert turn == pytest.approx([1.3887, -0.7071, -0.4629, -0.7071, -0.9258, 1.4142], abs=5e-5)
    whole = flat(mixed_turn_batch(MIXED, weight=0, gamma=1).tolist())
    assert whole == pytest.approx([1.7085, -1.139, 0.5695, -1.139, 0.2847, -0.2847], abs=5e-5)
    half = flat(mixed_turn_batch(MIXED, weight=0.5, gamma=1).tolist())
    assert half == pytest.approx([1.5486, -0.923, 0.0533, -0.923, -0.3205, 0.5647], abs=6e-5)


@pytest.mark.invariant("mixed_turn_batch")
@given(rows(min_steps=1), st.floats(0, 1), st.floats(0, 1))
def test_the_mix_is_linear_in_its_weight(steps: list, weight: float, gamma: float) -> None:
    group, kept = keys(len(steps)), copy.deepcopy(steps)
    turn, whole, mix = (mixed_turn_batch(steps, group, weight=w, gamma=gamma).values for w in (1, 0, weight))
    assert close(mix, weight * turn + (1 - weight) * whole)
    assert steps == kept


@pytest.mark.invariant("mixed_turn_batch")
@given(rows(st.integers(-9, 9).map(float)))
def test_both_parts_are_z_scores_of_returns(steps: list) -> None:
    group = keys(len(steps))
    returns = discounted_return(steps, gamma=0.5)
    turn = mixed_turn_batch(steps, group, weight=1, gamma=0.5)
    assert turn.tolist() == turn_advantage(returns, group).tolist()
    assert close(mixed_turn_batch(steps, group, weight=0, gamma=0.5).values, standard(returns.values.tolist()), 1e-6)


@pytest.mark.invariant("mixed_turn_batch")
@given(rows(), st.floats(0, 1))
def test_mixed_advantages_sum_to_zero_over_the_call(steps: list, weight: float) -> None:
    assert close(mixed_turn_batch(steps, keys(len(steps)), weight=weight, gamma=0.9).values.sum(), 0, 1e-7)


def test_the_batch_knows_no_groups_and_parameters_are_checked() -> None:
    apart, together = (mixed_turn_batch(MIXED, g, weight=0, gamma=1).tolist() for g in ("abc", None))
    assert apart == together
    assert mixed_turn_batch(MIXED, "abc", weight=1, gamma=1).tolist() == [[0, 0]] * 3
    for weight in (-0.1, 1.1):
        with pytest.raises(ValueError, match="weight must be a finite number from 0"):
            mixed_turn_batch(MIXED, weight=weight, gamma=1)
    with pytest.raises(ValueError, match="gamma must be a finite number from 0"):
        mixed_turn_batch(MIXED, weight=0.5, gamma=2)
    with pytest.raises(ValueError, match="group has 1 keys for 3 items"):
        mixed_turn_batch(MIXED, ["a"], weight=0.5, gamma=1)
    assert mixed_turn_batch([[3.0]], weight=0.5, gamma=1).tolist() == [[0]]
    assert mixed_turn_batch([[3.0]], weight=0.25, gamma=1, single="raw").tolist() == [[3]]
    assert mixed_turn_batch([[3.0], [1.0], [1.0]], "abb", weight=1, gamma=1, single="raw").tolist()[0] == [3]
    small = [[1e-6, 0.0], [3e-6, 2e-6]]
    for w in (0, 1):
        default = mixed_turn_batch(small, weight=w, gamma=1).tolist()
        assert default == mixed_turn_batch(small, weight=w, gamma=1, ddof=0, eps=1e-8).tolist()
        assert default != mixed_turn_batch(small, weight=w, gamma=1, eps=0).tolist()
        assert default != mixed_turn_batch(small, weight=w, gamma=1, ddof=1).tolist()
    with pytest.raises(ValueError, match="rewards are unscored"):
        mixed_turn_batch([[1, None]], weight=1, gamma=1)
    assert mixed_turn_batch([[1, None], [2, 5]], weight=1, gamma=0, missing="skip").tolist() == [
        [pytest.approx(-1), None], [pytest.approx(1), 0]]  # fmt: skip
    assert mixed_turn_batch([], weight=1, gamma=1).tolist() == []
