"""Groups that agree with themselves."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.consistency import answer_entropy, consistency_weight, copo
from rewards.advantages.trajectory import group_zscore
from tests.methods.strategies import binary, close

batches = st.lists(st.tuples(binary, st.sampled_from("xyz"), st.sampled_from("abc")), min_size=1, max_size=10)
entropies = st.floats(0, 4)


def columns(items: list) -> tuple[list, list, list]:
    return tuple(list(x) for x in zip(*items, strict=True))  # type: ignore[return-value]


@pytest.mark.example("copo")
def test_agreement_shifts_the_weight_to_the_batch() -> None:
    assert consistency_weight([0, 1.5, 2.0]).tolist() == pytest.approx([0, 0.5, 0.99995], abs=5e-6)
    rewards = [1, 1, 1, 0, 0, 0]
    across = copo(rewards, ["same"] * 6, ["a", "a", "b", "b", "c", "c"], rho=50).tolist()
    assert across == pytest.approx([1, 1, 0, 0, -1, -1])


@pytest.mark.invariant("copo")
@given(st.lists(entropies, min_size=1, max_size=6), st.floats(0.1, 30), st.floats(0, 3))
def test_the_weight_lies_from_0_to_1_and_rises_with_disagreement(given_h: list, gamma: float, rho: float) -> None:
    given_h = sorted(given_h)
    out = consistency_weight(given_h, gamma=gamma, rho=rho).tolist()
    assert out == sorted(out)
    assert all(0 <= w <= 1 for w in out)
    assert close(out, [1 / (1 + math.exp(-gamma * (h - rho))) for h in given_h])


@pytest.mark.invariant("copo")
@given(st.lists(st.tuples(binary, st.sampled_from("abc")), min_size=1, max_size=9))
def test_a_unanimous_group_learns_from_the_batch_alone(items: list) -> None:
    rewards, group = [r for r, _ in items], [g for _, g in items]
    kept = copy.deepcopy(rewards)
    out = copo(rewards, [0] * len(items), group, rho=50).tolist()
    keys = sorted(set(group))
    means = {k: np.mean([r for r, g in items if g == k]) for k in keys}
    across = dict(zip(keys, group_zscore([means[k] for k in keys], eps=0).tolist(), strict=True))
    assert close(out, [across[g] for g in group], 1e-6)
    assert rewards == kept


@pytest.mark.invariant("copo")
@given(batches)
def test_the_names_of_answers_do_not_matter(items: list) -> None:
    rewards, answers, group = columns(items)
    out = copo(rewards, answers, group).tolist()
    assert copo(rewards, [("answer", a) for a in answers], group).tolist() == out
    swapped = [{"x": "z", "y": "x", "z": "y"}[a] for a in answers]
    assert close(copo(rewards, swapped, group).values, out)


@pytest.mark.invariant("copo")
@given(batches, st.floats(0.1, 20), st.floats(0, 2))
def test_both_advantages_are_mixed_by_the_weight_of_the_group(items: list, gamma: float, rho: float) -> None:
    rewards, answers, group = columns(items)
    local = group_zscore(rewards, group, eps=0).values
    across = copo(rewards, answers, group, rho=1e6).values
    w = consistency_weight(answer_entropy(answers, group), gamma=gamma, rho=rho).values
    assert close(copo(rewards, answers, group, gamma=gamma, rho=rho).values, w * local + (1 - w) * across)


@pytest.mark.invariant("copo")
@given(batches)
def test_entropy_is_that_of_the_answers_of_the_group(items: list) -> None:
    _, answers, group = columns(items)
    for g, h in zip(group, answer_entropy(answers, group).tolist(), strict=True):
        own = [a for a, k in zip(answers, group, strict=True) if k == g]
        share = [own.count(a) / len(own) for a in set(own)]
        assert close(h, -sum(p * math.log(p) for p in share))


def test_the_middle_of_the_weight_goes_with_the_size_of_the_group() -> None:
    for size in (2, 6, 16):
        rewards = [1.0] + [0.0] * (size - 1)
        default = copo(rewards, range(size)).tolist()
        assert default == copo(rewards, range(size), rho=0.84 * math.log(size)).tolist()
        assert default != copo(rewards, range(size), rho=0.9 * math.log(size)).tolist()
    assert 0.84 * math.log(6) == pytest.approx(1.505, abs=5e-4)
    mixed = copo([1, 0, 1, 0, 0], [0, 1, 0, 1, 2], [0, 0, 1, 1, 1]).tolist()
    for rows, rho in (([0, 1], 0.84 * math.log(2)), ([2, 3, 4], 0.84 * math.log(3))):
        same = copo([1, 0, 1, 0, 0], [0, 1, 0, 1, 2], [0, 0, 1, 1, 1], rho=rho).tolist()
        assert [mixed[i] for i in rows] == [same[i] for i in rows]


def test_a_group_alone_has_no_batch_to_be_compared_with() -> None:
    assert copo([1, 0], ["x", "x"]).tolist() == pytest.approx([0, 0], abs=1e-3)
    assert copo([1, 0], ["x", "y"], rho=0, gamma=1000).tolist() == pytest.approx([0.5**0.5, -(0.5**0.5)])


def test_the_constants_are_the_source_s_and_parameters_are_checked() -> None:
    h = [0.3, 1.4, 1.6]
    assert consistency_weight(h).tolist() == consistency_weight(h, gamma=20, rho=1.5).tolist()
    rewards, answers, group = [1, 0, 1, 0, 0], ["x", "y", "x", "x", "y"], [0, 0, 1, 1, 1]
    assert copo(rewards, answers, group).tolist() == copo(rewards, answers, group, gamma=20, ddof=1, eps=0).tolist()
    assert copo(rewards, answers, group).tolist() != copo(rewards, answers, group, ddof=0).tolist()
    assert copo(rewards, answers, group).tolist() != copo(rewards, answers, group, eps=0.1).tolist()
    assert copo(rewards, answers, group).tolist() != copo(rewards, answers, group, gamma=19).tolist()
    wide = copo([1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], rho=50, ddof=0, eps=0.2).tolist()
    assert wide == pytest.approx([0.25 / 0.45, 0.25 / 0.45, -0.25 / 0.45, -0.25 / 0.45])
    local = copo([1, 0], ["x", "y"], rho=0, gamma=1000, ddof=0, eps=0.25).tolist()
    assert local == pytest.approx([0.5 / 0.75, -0.5 / 0.75])
    for call in (lambda: consistency_weight([1], gamma=0), lambda: copo([1], [1], gamma=0)):
        with pytest.raises(ValueError, match="gamma must be positive"):
            call()
    for call in (lambda: consistency_weight([1], rho=math.inf), lambda: copo([1], [1], rho=math.inf)):
        with pytest.raises(ValueError, match="rho must be a finite number"):
            call()
    with pytest.raises(ValueError, match="entropy must lie from 0"):
        consistency_weight([-1])
    with pytest.raises(ValueError, match="rewards has 1, answers has 2"):
        copo([1], [1, 2])
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        copo([1, 1], [1, 2], ["a"])


def test_an_unscored_trajectory_has_no_say_and_gets_nothing() -> None:
    with pytest.raises(ValueError, match="1 of 3 rewards are unscored"):
        copo([1, None, 0], "xxy")
    out = copo([1, None, 0, 0, None], "xxxxx", [0, 0, 1, 1, 2], rho=50, missing="skip").tolist()
    assert out == [pytest.approx(0.5**0.5), None, pytest.approx(-(0.5**0.5)), pytest.approx(-(0.5**0.5)), None]
    assert copo([1, None], "xx", [0, 1], rho=50, missing=0).tolist() == pytest.approx([0.5**0.5, -(0.5**0.5)])
    assert consistency_weight([None, 1.5]).tolist() == [None, 0.5]
    assert copo([], []).tolist() == answer_entropy([]).tolist() == []
