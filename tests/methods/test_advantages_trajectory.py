"""One advantage a trajectory."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.trajectory import group_zscore, rloo, to_steps
from tests.methods.strategies import binary, close, numbers

grouped = st.lists(st.tuples(numbers, st.sampled_from("abc")), min_size=1, max_size=9)
sized = grouped.filter(lambda items: all(sum(h == g for _, h in items) > 1 for _, g in items))


def split(items: list) -> tuple[list, list]:
    return [r for r, _ in items], [g for _, g in items]


def sums(values: list, group: list) -> list:
    return [sum(v for v, g in zip(values, group, strict=True) if g == key) for key in sorted(set(group))]


@pytest.mark.example("group_zscore")
def test_rewards_are_compared_with_their_group() -> None:
    assert group_zscore([1, 1, 0, 0]).tolist() == pytest.approx([0.866, 0.866, -0.866, -0.866], abs=5e-5)
    assert group_zscore([1, 1, 0, 0], eps=0).tolist() == pytest.approx([0.75**0.5] * 2 + [-(0.75**0.5)] * 2)
    assert group_zscore([1, 1, 0, 0], ddof=0, eps=0).tolist() == [1, 1, -1, -1]
    assert group_zscore([1, 1, 0, 0], scale=False).tolist() == [0.5, 0.5, -0.5, -0.5]


@pytest.mark.invariant("group_zscore")
@given(grouped, st.sampled_from([0, 1]), st.booleans())
def test_advantages_of_a_group_sum_to_zero(items: list, ddof: int, scale: bool) -> None:
    rewards, group = split(items)
    kept = copy.deepcopy(rewards)
    out = group_zscore(rewards, group, ddof=ddof, scale=scale).tolist()
    assert close(sums(out, group), [0] * len(set(group)))
    assert rewards == kept


@pytest.mark.invariant("group_zscore")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), numbers, st.sampled_from(["zero"]))
def test_equal_rewards_give_no_advantage(group: list, reward: float, single: str) -> None:
    assert group_zscore([reward] * len(group), group, single=single).tolist() == [0] * len(group)


@pytest.mark.invariant("group_zscore")
@given(grouped, st.randoms())
def test_advantages_go_with_their_trajectories(items: list, random) -> None:
    order = random.sample(range(len(items)), len(items))
    out = group_zscore(*split(items)).values
    assert close(group_zscore(*split([items[i] for i in order])).values, out[order], 1e-6)


@pytest.mark.invariant("group_zscore")
@given(grouped, st.integers(-50, 50), st.sampled_from([0.5, 2.0, 8.0]))
def test_neither_a_shift_nor_a_scale_of_rewards_matters(items: list, shift: int, k: float) -> None:
    whole = [(round(r), g) for r, g in items]
    out = group_zscore(*split(whole), eps=0).values
    assert close(group_zscore(*split([(k * r + shift, g) for r, g in whole]), eps=0).values, out)


@pytest.mark.invariant("group_zscore")
@given(grouped, st.sampled_from([0, 1]), st.sampled_from([0.0, 1e-6, 0.5]))
def test_each_group_is_scaled_by_its_own_deviation(items: list, ddof: int, eps: float) -> None:
    rewards, group = split(items)
    for r, g, out in zip(rewards, group, group_zscore(rewards, group, ddof=ddof, eps=eps).tolist(), strict=True):
        own = [x for x, h in items if h == g]
        std = np.std(own, ddof=ddof) if len(own) > 1 else 0
        if std > 2 * eps and len(set(own)) > 1:
            assert close(out, (r - np.mean(own)) / (std + eps), 1e-6)
        elif len(set(own)) == 1:
            assert out == 0


def test_groups_of_one_and_gaps_have_their_rules() -> None:
    assert group_zscore([3, 1, 2], ["a", "b", "b"]).tolist()[0] == 0
    assert group_zscore([3, 1, 2], ["a", "b", "b"], single="raw").tolist()[0] == 3
    with pytest.raises(ValueError, match="1 of 3 rewards are unscored"):
        group_zscore([1, None, 0])
    out = group_zscore([1, None, 0], eps=0, missing="skip").tolist()
    assert out == [pytest.approx(0.5**0.5), None, pytest.approx(-(0.5**0.5))]
    assert group_zscore([1, None], eps=0, ddof=0, missing=0).tolist() == [1, -1]
    assert group_zscore([]).tolist() == []
    assert group_zscore([2, 2.0000001], ddof=0, eps=0.5).tolist() == [0, 0]
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        group_zscore([1, 2], ["a"])
    with pytest.raises(ValueError, match="rewards holds NaN"):
        group_zscore([1, float("nan")])


def test_the_default_scale_is_that_of_most_releases() -> None:
    assert group_zscore([1, 0]).tolist() == [0.5 / (0.5**0.5 + 1e-6), -0.5 / (0.5**0.5 + 1e-6)]


@pytest.mark.example("rloo")
def test_a_reward_is_compared_with_the_others() -> None:
    assert rloo([1, 1, 0, 0]).tolist() == pytest.approx([0.6667, 0.6667, -0.6667, -0.6667], abs=5e-5)
    assert rloo([1, 1, -1, -1]).tolist() == pytest.approx([1.3333, 1.3333, -1.3333, -1.3333], abs=5e-5)


@pytest.mark.invariant("rloo")
@given(sized)
def test_leave_one_out_advantages_sum_to_zero(items: list) -> None:
    rewards, group = split(items)
    kept = copy.deepcopy(rewards)
    assert close(sums(rloo(rewards, group).tolist(), group), [0] * len(set(group)))
    assert rewards == kept


@pytest.mark.invariant("rloo")
@given(sized)
def test_a_reward_loses_the_mean_of_the_others(items: list) -> None:
    rewards, group = split(items)
    for i, out in enumerate(rloo(rewards, group).tolist()):
        others = [r for j, r in enumerate(rewards) if j != i and group[j] == group[i]]
        assert close(out, rewards[i] - sum(others) / len(others))


@pytest.mark.invariant("rloo")
@given(st.lists(binary, min_size=2, max_size=8))
def test_leave_one_out_is_centring_scaled_by_the_group_s_size(rewards: list) -> None:
    count = len(rewards)
    centred = group_zscore(rewards, scale=False).values
    assert close(rloo(rewards).values, count / (count - 1) * centred)


@pytest.mark.invariant("rloo")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), numbers)
def test_equal_rewards_are_no_better_than_the_others(group: list, reward: float) -> None:
    assert rloo([reward] * len(group), group, single="zero").tolist() == [0] * len(group)


def test_a_trajectory_without_others_is_refused_unless_told() -> None:
    rewards, group = [3, 1, 2], ["a", "b", "b"]
    with pytest.raises(ValueError, match="one rollout only"):
        rloo(rewards, group)
    assert rloo(rewards, group, single="zero").tolist() == [0, -1, 1]
    assert rloo(rewards, group, single="raw").tolist() == [3, -1, 1]
    with pytest.raises(ValueError, match="single must be 'raise', 'zero' or 'raw', not 'none'"):
        rloo(rewards, group, single="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="1 of 3 rewards are unscored"):
        rloo([1, None, 0])
    assert rloo([1, None, 0], missing="skip").tolist() == [1, None, -1]
    assert rloo([1, None, 0], [0, 0, 1], single="raw", missing="skip").tolist() == [1, None, 0]
    assert rloo([1, 0, 2, None, None], [0, 0, 1, 2, 3], single="raw", missing="skip").tolist() == [1, -1, 2, None, None]
    assert rloo([1, None, 4], missing=1).tolist() == [-1.5, -1.5, 3]
    assert rloo([]).tolist() == rloo([], single="zero").tolist() == []
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        rloo([1, 2], ["a"])


def test_a_trajectory_s_advantage_is_that_of_its_steps() -> None:
    assert to_steps([1, None, 3], [2, 1, 0]).tolist() == [[1, 1], [None], []]
    with pytest.raises(ValueError, match="advantages has 1, lengths has 2"):
        to_steps([1], [1, 1])
