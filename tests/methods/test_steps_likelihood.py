"""Step scores from log-probabilities."""

import copy
import inspect
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.steps.likelihood import (
    implicit_log_ratio,
    implicit_loss,
    implicit_value,
    oprl_loss,
    p2s,
    r3,
    r3_propagate,
    r3_weights,
    step_sums,
    suffix_probability,
)
from tests.methods.strategies import close, flat, numbers, probabilities, rows

logs = st.floats(-20, 0).map(lambda x: round(x, 6))
logits = st.floats(-30, 30).map(lambda x: round(x, 6))


@st.composite
def two_log_rows(draw: st.DrawFn) -> tuple[list, list]:
    """Log-probs of two models for the same tokens."""
    own = draw(rows(logs))
    return own, [draw(st.lists(logs, min_size=len(row), max_size=len(row))) for row in own]


@st.composite
def rollouts(draw: st.DrawFn, base: st.SearchStrategy = logs) -> tuple[list, list]:
    """Log-probs (G, n) of one group and its base (n,)."""
    n = draw(st.integers(1, 4))
    row = st.lists(logs, min_size=n, max_size=n)
    return draw(st.lists(row, min_size=1, max_size=4)), draw(st.lists(base, min_size=n, max_size=n))


@pytest.mark.example("p2s")
def test_a_step_gains_what_the_rest_of_the_gold_path_gained_in_probability() -> None:
    prefixes = [[math.log(f)] for f in (0.2, 0.5, 0.4, 0.9)]
    assert close(flat(p2s([prefixes]).tolist()), [0.3, -0.1, 0.5])
    assert close(suffix_probability([[math.log(0.2), math.log(0.6)]]).tolist(), [0.4])


@pytest.mark.invariant("p2s")
@given(st.lists(rows(logs, min_steps=1), max_size=3))
def test_gains_sum_to_the_change_of_mean_probability(batch: list) -> None:
    for prefixes, out in zip(batch, p2s(batch), strict=True):
        assert len(out) == len(prefixes) - 1
        first, last = (np.mean(np.exp(prefixes[i])) for i in (0, -1))
        assert close(sum(out), last - first)


@pytest.mark.invariant("p2s")
@given(rows(logs))
def test_suffix_probabilities_are_probabilities_and_do_not_grow_with_length(prefixes: list) -> None:
    once, twice = suffix_probability(prefixes).tolist(), suffix_probability([row * 2 for row in prefixes]).tolist()
    assert [x is None for x in once] == [not row for row in prefixes]
    assert all(x is None or (0 <= x <= 1 and close(x, y)) for x, y in zip(once, twice, strict=True))


@pytest.mark.invariant("p2s")
@given(st.lists(rows(logs, min_steps=1), min_size=2, max_size=3))
def test_each_trajectory_is_scored_by_itself(batch: list) -> None:
    kept = copy.deepcopy(batch)
    assert p2s(batch).tolist() == [p2s([one]).tolist()[0] for one in batch]
    assert batch == kept


def test_an_empty_suffix_is_unscored_and_an_unscored_token_is_refused() -> None:
    assert p2s([[[0.0], [], [0.0], [0.0]], []]).tolist() == [[None, None, 0.0], []]
    assert p2s([]).tolist() == []
    with pytest.raises(ValueError, match="1 of 2 logprobs are unscored"):
        p2s([[[0.0, None]]])
    with pytest.raises(ValueError, match="1 of 2 logprobs are unscored"):
        suffix_probability([[0.0, None]])
    assert p2s([[[0.0, None], [0.0]]], missing="skip").tolist() == [[0.0]]
    assert close(p2s([[[0.0, None], [0.0]]], missing=math.log(0.5)).tolist(), [[0.25]])
    with pytest.raises(ValueError, match="logprobs must lie from -1e\\+100 to 0"):
        p2s([[[0.5]]])


@pytest.mark.example("implicit_log_ratio")
def test_the_implicit_reward_is_a_scaled_log_ratio_and_its_sum_a_value() -> None:
    reward = implicit_log_ratio([[-1, -2, -0.5]], [[-1.2, -1.5, -1.5]])
    assert close(reward.tolist(), [[0.01, -0.025, 0.05]])
    assert close(implicit_value(reward).tolist(), [[0.01, -0.015, 0.035]])


@pytest.mark.invariant("implicit_log_ratio")
@given(rows(logs), numbers)
def test_equal_models_give_no_reward(policy: list, beta: float) -> None:
    assert implicit_log_ratio(policy, policy, beta=beta).tolist() == [[0.0] * len(row) for row in policy]


@pytest.mark.invariant("implicit_log_ratio")
@given(two_log_rows())
def test_swapping_the_models_turns_the_sign(data: tuple) -> None:
    own, other = data
    out = flat(implicit_log_ratio(own, other).tolist())
    assert out == [-x for x in flat(implicit_log_ratio(other, own).tolist())]
    assert close(out, [0.05 * (a - b) for a, b in zip(flat(own), flat(other), strict=True)])


@pytest.mark.invariant("implicit_log_ratio")
@given(rows(numbers), st.data())
def test_grouping_tokens_into_steps_keeps_the_total(rewards: list, data: st.DataObject) -> None:
    tokens = []
    for row in rewards:
        cuts = sorted(data.draw(st.lists(st.integers(0, len(row)), max_size=3)))
        tokens.append([b - a for a, b in zip([0, *cuts], [*cuts, len(row)], strict=True)])
    for row, counts, out in zip(rewards, tokens, step_sums(rewards, tokens), strict=True):
        assert [x is None for x in out] == [n == 0 for n in counts]
        assert close(sum(x for x in out if x is not None), sum(row))


@pytest.mark.invariant("implicit_log_ratio")
@given(st.lists(numbers, max_size=5), st.lists(numbers, max_size=5))
def test_values_add_up_over_a_concatenation(first: list, second: list) -> None:
    whole = implicit_value([first + second]).tolist()[0]
    start = implicit_value([first]).tolist()[0]
    assert close(whole[: len(first)], start)
    rest = implicit_value([second]).tolist()[0]
    assert close(whole[len(first) :], [x + (start[-1] if start else 0.0) for x in rest])


@pytest.mark.invariant("implicit_log_ratio")
@given(logits, probabilities)
def test_the_loss_is_the_cross_entropy_of_a_logit(q: float, label: float) -> None:
    p, complement = 1 / (1 + math.exp(-q)), 1 / (1 + math.exp(q))
    expected = -label * math.log(p) - (1 - label) * math.log(complement)
    assert close(implicit_loss([[q / 2, q / 2]], [label]).tolist(), [expected])
    assert close(oprl_loss([[q / 2]], [[0.0, -q / 2]]).tolist(), [-math.log(p)])


def test_losses_of_huge_rewards_do_not_overflow() -> None:
    assert implicit_loss([[1e6], [-1e6], [1e6], [-1e6]], [1, 0, 0, 1]).tolist() == [0.0, 0.0, 1e6, 1e6]
    assert oprl_loss([[1e6], [0.0]], [[0.0], [1e6]]).tolist() == [0.0, 1e6]


def test_each_sum_of_tokens_belongs_to_its_step() -> None:
    assert step_sums([[1, 2, 3], [4], []], [[2, 0, 1], [1], [0]]).tolist() == [[3.0, None, 3.0], [4.0], [None]]
    assert step_sums([], []).tolist() == []
    for tokens in ([[1, 1]], [[2, 2]], [[3], [0]]):
        with pytest.raises(ValueError, match="tokens add up to"):
            step_sums([[1, 2, 3]], tokens)
    for tokens in ([[4, -1]], [[1.5, 1.5]]):
        with pytest.raises(ValueError, match="tokens must hold whole numbers from 0"):
            step_sums([[1, 2, 3]], tokens)
    with pytest.raises(ValueError, match="1 of 2 rewards are unscored"):
        step_sums([[1, None]], [[2]])
    assert step_sums([[1, None]], [[2]], missing="skip").tolist() == [[1.0]]
    assert step_sums([[1, None]], [[2]], missing=5).tolist() == [[6.0]]


def test_unscored_tokens_stay_unscored_or_are_refused() -> None:
    assert implicit_log_ratio([[-1, None, -1]], [[None, -1, -1]]).tolist() == [[None, None, 0.0]]
    for sums in (implicit_value, lambda r, **k: implicit_loss(r, [1], **k), lambda r, **k: oprl_loss(r, r, **k)):
        with pytest.raises(ValueError, match="1 of 2 (rewards|better) are unscored"):
            sums([[1.0, None]])
    with pytest.raises(ValueError, match="1 of 1 worse are unscored"):
        oprl_loss([[1.0]], [[None]])
    assert implicit_value([[1.0, None, 2.0]], missing="skip").tolist() == [[1.0, None, 3.0]]
    assert implicit_value([[1.0, None, 2.0]], missing=1).tolist() == [[1.0, 2.0, 4.0]]
    assert implicit_loss([[0.0, None], [None]], [1, 1], missing="skip").tolist() == [math.log(2), None]
    assert implicit_loss([[0.0], []], [None, 1]).tolist() == [None, None]
    assert oprl_loss([[0.0, None], [0.0], []], [[None, 0.0], [], [0.0]], missing="skip").tolist() == [
        math.log(2),
        None,
        None,
    ]


def test_models_must_score_the_same_tokens_and_in_logs() -> None:
    with pytest.raises(ValueError, match="row 0: policy has 1 steps, reference has 2"):
        implicit_log_ratio([[-1]], [[-1, -1]])
    with pytest.raises(ValueError, match="policy must lie from"):
        implicit_log_ratio([[0.1]], [[-1]])
    with pytest.raises(ValueError, match="reference must lie from"):
        implicit_log_ratio([[-1]], [[0.1]])
    with pytest.raises(ValueError, match="beta must be"):
        implicit_log_ratio([[-1]], [[-1]], beta=float("nan"))
    with pytest.raises(ValueError, match="label must lie from 0 to 1"):
        implicit_loss([[1.0]], [1.5])
    with pytest.raises(ValueError, match="label has 2 numbers for 1"):
        implicit_loss([[1.0]], [1, 1])
    with pytest.raises(ValueError, match="worse has 2 numbers for 1"):
        oprl_loss([[1.0]], [[1.0], [1.0]])
    assert inspect.signature(implicit_log_ratio).parameters["beta"].default == 0.05


@pytest.mark.example("r3")
def test_the_reflection_reward_counts_tokens_by_how_much_reasoning_moves_them() -> None:
    logprobs, base = [[-0.1, -2], [-0.1, -0.5], [-0.12, -3]], [[0, 0]]
    assert r3(logprobs, base).tolist() == pytest.approx([-1.9827, -0.4964, -2.9738], abs=5e-5)
    for weights in r3_weights(logprobs):
        assert weights == pytest.approx([0.0091, 0.9909], abs=5e-5)


@pytest.mark.invariant("r3")
@given(rollouts(), logs)
def test_a_token_that_never_varies_has_no_effect_beside_one_that_does(data: tuple, constant: float) -> None:
    logprobs, base = data
    if all(row == logprobs[0] for row in logprobs):
        logprobs = [*logprobs, [x - 1.0 for x in logprobs[0]]]
    wider = [[*row, constant] for row in logprobs]
    assert close(r3(wider, [[*base, 0.0]]).tolist(), r3(logprobs, [base]).tolist())


@pytest.mark.invariant("r3")
@given(rollouts(), logs)
def test_shifting_the_base_shifts_every_reward_alike(data: tuple, shift: float) -> None:
    logprobs, base = data
    moved = r3(logprobs, [[x + shift for x in base]]).tolist()
    assert close(moved, [x - shift for x in r3(logprobs, [base]).tolist()])


@pytest.mark.invariant("r3")
@given(rollouts())
def test_rollouts_that_agree_weigh_all_tokens_alike(data: tuple) -> None:
    logprobs, base = data
    same = [logprobs[0]] * 3
    expected = np.mean(np.array(logprobs[0]) - base)
    assert close(r3(same, [base]).tolist(), [expected] * 3)


@pytest.mark.invariant("r3")
@given(rollouts())
def test_weights_are_in_proportion_to_the_population_std(data: tuple) -> None:
    logprobs, _ = data
    std = np.std(logprobs, axis=0)
    for weights in r3_weights(logprobs):
        assert close(sum(weights), 1.0)
        assert close(np.outer(weights, std), np.outer(std, weights), 1e-7)


@pytest.mark.invariant("r3")
@given(rollouts(), rollouts())
def test_groups_do_not_touch_each_other(one: tuple, two: tuple) -> None:
    both = [*one[0], *two[0]]
    group = ["a"] * len(one[0]) + ["b"] * len(two[0])
    expected = r3(one[0], [one[1]]).tolist() + r3(two[0], [two[1]]).tolist()
    assert close(r3(both, [one[1], two[1]], group=group).tolist(), expected)
    mixed = [x for pair in zip(both[::-1], group[::-1], strict=True) for x in [pair]]
    bases = [two[1], one[1]]
    assert close(r3([m[0] for m in mixed], bases, group=[m[1] for m in mixed]).tolist(), expected[::-1])


def test_groups_have_one_base_and_one_length_each() -> None:
    with pytest.raises(ValueError, match="the same reference tokens"):
        r3([[-1], [-1, -1]], [[-1]])
    with pytest.raises(ValueError, match="the same reference tokens"):
        r3_weights([[-1], [-1, -1]])
    for base in ([[-1]], [[-1, -1], [-1, -1]], []):
        with pytest.raises(ValueError, match="base has rows of"):
            r3([[-1, -1]], base)
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        r3([[-1], [-1]], [[-1]], group="a")
    with pytest.raises(ValueError, match="logprobs must lie"):
        r3([[1.0]], [[0.0]])
    with pytest.raises(ValueError, match="base must lie"):
        r3([[0.0]], [[1.0]])
    assert r3([], []).tolist() == []
    assert r3([[]], [[]]).tolist() == [None]


def test_unscored_reference_tokens_are_refused_or_left_out() -> None:
    logprobs, base = [[-1.0, None], [-3.0, -1.0]], [[0.0, 0.0]]
    with pytest.raises(ValueError, match="1 of 4 logprobs are unscored"):
        r3(logprobs, base)
    with pytest.raises(ValueError, match="1 of 4 logprobs are unscored"):
        r3_weights(logprobs)
    with pytest.raises(ValueError, match="1 of 2 base are unscored"):
        r3([[-1.0, -1.0]], [[0.0, None]])
    assert r3(logprobs, base, missing="skip").tolist() == [-1.0, -3.0]
    assert r3_weights(logprobs, missing="skip").tolist() == [[1.0, None], [1.0, 0.0]]
    assert close(r3(logprobs, base, missing=-5).tolist(), [-1 / 3 - 10 / 3, -1.0 - 2 / 3])
    assert r3([[-1.0, -2.0], [-1.0, -4.0]], [[0.0, None]], missing="skip").tolist() == [-1.0, -1.0]


@given(probabilities, st.floats(0, 50), st.floats(0, 5))
def test_a_correction_fades_into_certainty_with_distance(p: float, distance: float, gamma: float) -> None:
    out = r3_propagate([p, p], [0.0, distance], gamma=gamma).tolist()
    assert out[0] == p
    assert p <= out[1] <= 1 + 1e-12
    assert close(1 - out[1], (1 - p) * math.exp(-gamma * distance))


def test_propagation_checks_what_it_is_given() -> None:
    assert r3_propagate([None, 0.5], [1, None], gamma=1.0).tolist() == [None, None]
    for args, match in (
        (([1.5], [1]), "probability must lie from 0 to 1"),
        (([0.5], [-1]), "distance must lie from 0"),
        (([0.5], [1, 1]), "distance has 2 numbers for 1"),
    ):
        with pytest.raises(ValueError, match=match):
            r3_propagate(*args, gamma=1.0)
    with pytest.raises(ValueError, match="gamma must be a finite number from 0"):
        r3_propagate([0.5], [1], gamma=-1.0)


NAN = float("nan")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("logprobs", lambda: p2s([[[NAN]]])),
        ("policy", lambda: implicit_log_ratio([[NAN]], [[0]])),
        ("reference", lambda: implicit_log_ratio([[0]], [[NAN]])),
        ("rewards", lambda: implicit_value([[NAN]])),
        ("rewards", lambda: step_sums([[NAN]], [[1]])),
        ("tokens", lambda: step_sums([[1]], [[NAN]])),
        ("rewards", lambda: implicit_loss([[NAN]], [1])),
        ("label", lambda: implicit_loss([[1]], [NAN])),
        ("better", lambda: oprl_loss([[NAN]], [[1]])),
        ("worse", lambda: oprl_loss([[1]], [[NAN]])),
        ("logprobs", lambda: r3([[NAN]], [[0]])),
        ("base", lambda: r3([[0]], [[NAN]])),
        ("logprobs", lambda: r3_weights([[NAN]])),
        ("probability", lambda: r3_propagate([NAN], [1], gamma=1)),
        ("distance", lambda: r3_propagate([1], [NAN], gamma=1)),
    ],
)
def test_what_is_not_a_number_is_named(name: str, call) -> None:
    with pytest.raises(ValueError, match=f"^{name} holds NaN or infinity"):
        call()
