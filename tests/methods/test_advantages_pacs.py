"""Outcomes as labels of a classifier."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.pacs import pacs
from rewards.advantages.trajectory import group_zscore, rloo
from tests.methods.strategies import binary, close

logs = st.floats(-20, 0).map(lambda x: round(x, 6))
rollouts = st.lists(st.tuples(st.lists(st.tuples(logs, logs), min_size=1, max_size=4), binary), min_size=2, max_size=8)


def columns(items: list) -> tuple[list, list, list]:
    new, old = ([[pair[side] for pair in row] for row, _ in items] for side in (0, 1))
    return new, old, [y for _, y in items]


EXAMPLE = ([[-0.6], [-1.2], [-0.9], [-1.3]], [[-1.0]] * 4, [1, 0, 0, 0])  # implicit rewards .4 -.2 .1 -.3


@pytest.mark.example("pacs")
def test_logits_weights_and_losses_of_four_rollouts() -> None:
    terms = pacs(*EXAMPLE)
    assert terms.logit.tolist() == pytest.approx([0.5333, -0.2667, 0.1333, -0.4], abs=5e-5)
    assert terms.weight.tolist() == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3])
    entropy = (terms.loss.values / terms.weight.values).tolist()
    assert entropy == pytest.approx([0.4616, 0.5687, 0.762, 0.513], abs=5e-5)
    assert terms.mean() == pytest.approx(0.5381, abs=5e-5)


@pytest.mark.invariant("pacs")
@given(rollouts)
def test_logits_of_a_group_sum_to_zero(items: list) -> None:
    new, old, labels = columns(items)
    kept = copy.deepcopy(new)
    out = pacs(new, old, labels)
    assert close(out.logit.values.sum(), 0, 1e-7)
    implicit = [sum(a) - sum(b) for a, b in zip(new, old, strict=True)]
    assert close(out.logit.values, rloo(implicit).values, 1e-7)
    assert new == kept


@pytest.mark.invariant("pacs")
@given(rollouts, st.sampled_from([1, 2]))
def test_both_classes_weigh_the_same_and_together_as_many_as_there_are(items: list, copies: int) -> None:
    new, old, labels = columns(items)
    group = [k for k in range(copies) for _ in items]
    out = pacs(new * copies, old * copies, labels * copies, group).weight.values
    right = np.array(labels * copies) == 1
    assert close(out.sum(), len(out))
    if right.any() and not right.all():
        assert close(out[right].sum(), out[~right].sum())
    else:
        assert (out == 1).all()


@pytest.mark.invariant("pacs")
@given(rollouts, st.sampled_from(["rloo", "group", "naive"]))
def test_before_the_first_step_the_loss_is_ln_2(items: list, baseline: str) -> None:
    new, _, labels = columns(items)
    out = pacs(new, new, labels, baseline=baseline)
    assert out.logit.tolist() == [0] * len(items)
    assert close(out.mean(), math.log(2) * out.weight.values.mean())


@pytest.mark.invariant("pacs")
@given(rollouts, st.floats(1, 1e6))
def test_losses_of_large_logits_are_finite_and_never_negative(items: list, beta: float) -> None:
    out = pacs(*columns(items), beta=beta)
    assert (out.loss.values >= 0).all()
    margin = np.where(np.array(columns(items)[2]) == 1, out.logit.values, -out.logit.values)
    assert (out.loss.values >= out.weight.values * np.maximum(-margin, 0) * (1 - 1e-9)).all()


@pytest.mark.invariant("pacs")
@given(rollouts, st.floats(0.1, 5))
def test_beta_scales_the_implicit_reward(items: list, beta: float) -> None:
    new, old, labels = columns(items)
    assert close(pacs(new, old, labels, beta=beta).logit.values, beta * pacs(new, old, labels).logit.values, 1e-7)


def test_the_baseline_can_be_the_group_s_scale_or_none() -> None:
    implicit = [0.4, -0.2, 0.1, -0.3]
    assert close(pacs(*EXAMPLE, baseline="naive").logit.values, implicit)
    assert close(pacs(*EXAMPLE, baseline="group").logit.values, group_zscore(implicit).values)
    wide = pacs(*EXAMPLE, baseline="group", ddof=0, eps=0.1).logit.values
    assert close(wide, group_zscore(implicit, ddof=0, eps=0.1).values)
    with pytest.raises(ValueError, match="baseline must be 'rloo', 'group' or 'naive', not 'none'"):
        pacs(*EXAMPLE, baseline="none")  # type: ignore[arg-type]


def test_without_an_old_policy_the_reward_is_the_mean_log_probability() -> None:
    out = pacs([[-1, -3], [-1]], None, [1, 0], beta=2, baseline="naive")
    assert out.logit.tolist() == [-4, -2]
    assert pacs([[-1, -3], [-1]], None, [1, 0]).logit.tolist() == [-1, 1]


def test_groups_are_apart_and_none_is_of_one() -> None:
    new, old, labels = [[-1.0], [-2.0], [-3.0], [-1.0]], [[-1.0]] * 4, [1, 0, 1, 1]
    out = pacs(new, old, labels, group=["a", "a", "b", "b"])
    assert out.logit.tolist() == [1, -1, -2, 2]
    assert out.weight.tolist() == [1, 1, 1, 1]
    three = pacs(new, old, labels, group=["a", "a", "a", "b"], baseline="naive").weight.tolist()
    assert three == [0.75, 1.5, 0.75, 1]
    with pytest.raises(ValueError, match="one rollout only"):
        pacs(new, old, labels, group=["a", "a", "a", "b"])


def test_what_is_no_log_probability_or_no_label_is_refused() -> None:
    with pytest.raises(ValueError, match="old_log_probs must not be above 0"):
        pacs([[-1.0], [0.0]], [[0.5], [0]], [1, 0])
    with pytest.raises(ValueError, match="^log_probs must not be above 0"):
        pacs([[0.5], [0]], [[0], [0]], [1, 0])
    with pytest.raises(ValueError, match="labels must hold 0 and 1 only"):
        pacs([[-1]], [[-1]], [0.5])
    with pytest.raises(ValueError, match="log_probs has 1, labels has 2"):
        pacs([[-1]], [[-1]], [0, 1])
    with pytest.raises(ValueError, match="row 0: log_probs has 1 steps, old_log_probs has 2"):
        pacs([[-1]], [[-1, -1]], [0])
    with pytest.raises(ValueError, match="beta must be a finite number"):
        pacs(*EXAMPLE, beta=math.inf)
    assert pacs([], [], []).mean() is None


def test_unscored_rollouts_have_no_say() -> None:
    new, old, labels = [[-1.0], [-2.0], [-4.0]], [[-1.0]] * 3, [1, 0, 1]
    for at, name in ((0, "log_probs"), (1, "old_log_probs")):
        gap = [new, old]
        gap[at] = [*gap[at][:2], [None]]
        with pytest.raises(ValueError, match=f"1 of 3 {name} are unscored"):
            pacs(*gap, labels)
        out = pacs(*gap, labels, missing="skip")
        assert out.logit.tolist() == [1, -1, None]
        assert out.weight.tolist() == [1, 1, None]
        assert out.mean() == pytest.approx(math.log(1 + math.exp(-1)))
    with pytest.raises(ValueError, match="1 of 3 labels are unscored"):
        pacs(new, old, [1, 0, None])
    assert pacs(new, old, [1, 0, None], missing="skip").logit.tolist() == [1, -1, None]
    assert pacs(new, old, [1, 0, None], missing=1).logit.tolist() == pacs(new, old, labels).logit.tolist()
    assert pacs([[-1.0], [-2.0], []], [[-1.0]] * 2 + [[]], labels).logit.tolist() == [1, -1, None]
