"""Differences of a value series."""

import copy
import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.ragged import Ragged
from rewards.steps.differences import (
    best_of_k,
    cumulative_regret,
    entropy_segments,
    most_progress,
    mrt_progress,
    mrt_reward,
    pav,
    pav_search_score,
    pav_step_reward,
    progress_ratio,
    relative_progress,
    vps_advantage,
    vps_delta,
    vsrm,
)
from tests.methods.strategies import binary, close, flat, numbers, probabilities, rows

series = rows(probabilities, max_steps=6)
eighths = st.integers(0, 8).map(lambda n: n / 8)
coarse = rows(eighths, max_steps=7)


def default(method: object, name: str) -> object:
    return inspect.signature(method).parameters[name].default  # type: ignore[arg-type]


@pytest.mark.parametrize("method", [pav, mrt_progress, vps_delta])
def test_a_difference_is_unscored_beside_an_unscored_value_and_short_rows_have_no_step(method) -> None:
    assert method([[0.25, None, 0.5, 1.0], [0.5], []]).tolist() == [[None, None, pytest.approx(0.5)], [], []]
    assert method([]).tolist() == []


@pytest.mark.parametrize(
    "method",
    [pav, mrt_progress, vps_delta, relative_progress, progress_ratio, lambda v: vsrm(v, epsilon=0.1, lookahead=1)],
)
def test_values_outside_0_and_1_are_refused(method) -> None:
    for wrong in (-0.1, 1.1):
        with pytest.raises(ValueError, match="values must lie from 0 to 1"):
            method([[0.5, wrong]])
    with pytest.raises(ValueError, match="values holds NaN"):
        method([[0.5, float("nan")]])


@pytest.mark.example("pav")
def test_advantages_are_differences_of_the_prover_s_values() -> None:
    out = pav([[0.3, 0.2, 0.5, 0.4, 1.0]]).tolist()[0]
    assert close(out, [-0.1, 0.3, -0.1, 0.6])
    assert close(sum(out), 0.7)
    assert best_of_k([[0.2, 0.35]]).tolist()[0] == pytest.approx([0.5904, 0.8215], abs=5e-5)
    assert pav([[0.2, 0.35]], k=4).tolist()[0] == pytest.approx([0.2311], abs=5e-5)


@pytest.mark.invariant("pav")
@given(series)
def test_advantages_sum_to_the_last_value_minus_the_first(values: list) -> None:
    for row, out in zip(values, pav(values), strict=True):
        assert len(out) == max(len(row) - 1, 0)
        assert close(sum(out), row[-1] - row[0] if row else 0.0)


@pytest.mark.invariant("pav")
@given(series, st.integers(1, 9))
def test_advantages_stay_within_one_and_the_input_is_kept(values: list, k: int) -> None:
    kept = copy.deepcopy(values)
    assert all(-1 <= x <= 1 for x in flat(pav(values, k=k).tolist()))
    assert values == kept


@pytest.mark.invariant("pav")
@given(series, st.integers(1, 9))
def test_more_attempts_help_every_prover_but_the_hopeless_and_the_sure(values: list, k: int) -> None:
    less, more = flat(best_of_k(values, k=k).tolist()), flat(best_of_k(values, k=k + 1).tolist())
    for q, a, b in zip(flat(values), less, more, strict=True):
        assert q - 1e-12 <= a <= b + 1e-12 <= 1 + 1e-12
        assert q not in (0.0, 1.0) or a == b == q


@pytest.mark.invariant("pav")
@given(series, st.integers(1, 5))
def test_a_best_of_k_prover_fails_only_where_every_attempt_does(values: list, k: int) -> None:
    failed = [float(np.prod([1 - q] * k)) for q in flat(values)]
    assert close([1 - x for x in flat(best_of_k(values, k=k).tolist())], failed)
    assert close(flat(best_of_k(values, k=1).tolist()), flat(values))


def test_tiny_chances_are_not_rounded_away() -> None:
    assert close(best_of_k([[1e-20]]).tolist()[0][0] * 1e20, 4.0)


def test_a_prover_has_at_least_one_attempt() -> None:
    for method in (pav, best_of_k):
        with pytest.raises(ValueError, match="k must be a finite number from 1"):
            method([[0.5, 0.5]], k=0)


def test_the_search_score_adds_half_the_advantage_to_the_policy_s_value() -> None:
    assert close(flat(pav_search_score([[0.4, 0.5]], [[0.2, 0.6, 0.4]]).tolist()), [0.6, 0.4])
    assert close(flat(pav_search_score([[0.4]], [[0.2, 0.35]], alpha=1.0, k=4).tolist()), [0.63109375])
    assert pav_search_score([[None, 0.5]], [[0.5, 0.5, None]]).tolist() == [[None, None]]
    with pytest.raises(ValueError, match="row 0: policy has 1 steps, advantage has 2"):
        pav_search_score([[0.4]], [[0.2, 0.6, 0.4]])
    with pytest.raises(ValueError, match="policy must lie from 0 to 1"):
        pav_search_score([[1.5]], [[0.2, 0.6]])
    with pytest.raises(ValueError, match="alpha must be a finite number"):
        pav_search_score([[0.5]], [[0.2, 0.6]], alpha=float("inf"))


def test_the_step_reward_adds_the_outcome_to_the_last_step() -> None:
    out = pav_step_reward([[0.5, 0.25, 0.75], [0.5, 0.75], [0.5]], [1, None, 1], alpha=4.0)
    assert [row if None in row else close(row, [-1.0, 3.0]) for row in out.tolist()[:2]] == [True, [None]]
    assert out.tolist()[2] == []
    assert pav_step_reward([[0.5, 0.25, 0.75]], [0.25], alpha=1.0).tolist()[0] == pytest.approx([-0.25, 0.75])
    assert close(flat(pav_step_reward([[0.2, 0.35]], [0], alpha=1.0, k=4).tolist()), [0.2311], 1e-4)
    with pytest.raises(ValueError, match="outcome has 1 numbers for 2 trajectories"):
        pav_step_reward([[0.5, 0.5], []], [1], alpha=1.0)
    with pytest.raises(ValueError, match="alpha must be a finite number"):
        pav_step_reward([[0.5, 0.5]], [1], alpha=float("nan"))


def test_the_defaults_are_the_sources() -> None:
    assert default(pav, "k") == default(pav_search_score, "k") == default(pav_step_reward, "k") == 1
    assert default(best_of_k, "k") == 4
    assert default(pav_search_score, "alpha") == 0.5
    assert default(vsrm, "gamma") == 0.7
    assert default(entropy_segments, "segments") == 4
    assert default(relative_progress, "epsilon") == 0.8
    for method, name in (
        (pav_step_reward, "alpha"),
        (mrt_reward, "alpha"),
        (vps_advantage, "alpha"),
        (vsrm, "epsilon"),
        (vsrm, "lookahead"),
    ):
        assert default(method, name) is inspect.Parameter.empty


@pytest.mark.example("mrt_progress")
def test_progress_is_what_a_step_adds_to_answering_now() -> None:
    out = mrt_progress([[0.1, 0.25, 0.4, 0.35, 0.75]]).tolist()[0]
    assert close(out, [0.15, 0.15, -0.05, 0.40])
    assert close(mrt_reward([[0.1, 0.25, 0.4, 0.35, 0.75]], [1], alpha=2.0).tolist(), [1 + 2 * 0.65])


@pytest.mark.invariant("mrt_progress")
@given(series)
def test_progress_telescopes_and_stays_within_one(values: list) -> None:
    for row, out in zip(values, mrt_progress(values), strict=True):
        assert close(np.cumsum(out), np.array(row[1:]) - (row[0] if row else 0.0))
        assert all(-1 <= x <= 1 for x in out)


@pytest.mark.invariant("mrt_progress")
@given(probabilities, st.integers(1, 6), numbers)
def test_standing_still_is_no_progress(value: float, steps: int, alpha: float) -> None:
    assert mrt_progress([[value] * (steps + 1)]).tolist() == [[0.0] * steps]
    assert mrt_reward([[value] * (steps + 1)], [0.5], alpha=alpha).tolist() == [0.5]


@pytest.mark.invariant("mrt_progress")
@given(series)
def test_regret_against_the_best_is_never_negative_and_never_falls(values: list) -> None:
    regret = cumulative_regret([[1.0] * len(row) for row in values], values)
    for row, out in zip(values, regret, strict=True):
        assert close(out, [sum(1 - x for x in row[: k + 1]) for k in range(len(row))])
        assert out == sorted(out)
    assert cumulative_regret(values, values).tolist() == [[0.0] * len(row) for row in values]


@pytest.mark.invariant("mrt_progress")
@given(series, st.randoms(use_true_random=False))
def test_permuting_trajectories_permutes_progress(values: list, random) -> None:
    order = list(range(len(values)))
    random.shuffle(order)
    assert mrt_progress([values[i] for i in order]).tolist() == [mrt_progress(values).tolist()[i] for i in order]


def test_regret_keeps_its_sign_and_what_is_unscored() -> None:
    assert close(flat(cumulative_regret([[0.5, 0.75]], [[0.25, 1.0]]).tolist()), [0.25, 0.0])
    with pytest.raises(ValueError, match="1 of 3 regrets are unscored"):
        cumulative_regret([[1.0, None, 1.0]], [[0.5, 0.5, 0.5]])
    skipped = cumulative_regret([[1.0, 1.0, 1.0]], [[0.5, None, 0.75]], missing="skip")
    assert skipped.tolist() == [[0.5, None, 0.75]]
    with pytest.raises(ValueError, match="row 0: best has 1 steps, values has 2"):
        cumulative_regret([[1.0]], [[1.0, 1.0]])
    with pytest.raises(ValueError, match="best must lie"):
        cumulative_regret([[2.0]], [[1.0]])
    with pytest.raises(ValueError, match="values must lie"):
        cumulative_regret([[1.0]], [[2.0]])


def test_the_training_reward_refuses_or_skips_gaps() -> None:
    with pytest.raises(ValueError, match="2 of 3 progress are unscored"):
        mrt_reward([[0.0, None, 0.5, 1.0]], [1], alpha=1.0)
    assert mrt_reward([[0.0, None, 0.5, 1.0]], [1], alpha=2.0, missing="skip").tolist() == [2.0]
    assert mrt_reward([[0.0, None, 0.5, 1.0]], [1], alpha=1.0, missing=0.25).tolist() == [2.0]
    assert mrt_reward([[0.5], [0.5, 1.0]], [1, None], alpha=1.0).tolist() == [None, None]
    with pytest.raises(ValueError, match="outcome has 2 numbers for 1"):
        mrt_reward([[0.5, 1.0]], [1, 1], alpha=1.0)
    with pytest.raises(ValueError, match="alpha must be"):
        mrt_reward([[0.5, 1.0]], [1], alpha=float("inf"))


def test_fine_tuning_keeps_the_correct_trace_with_the_most_progress_of_each_group() -> None:
    values = [[0.0, 0.9], [0.0, 0.5], [0.1, 0.6], [0.5, 0.4], [0.5, 0.3], [0.0, 1.0], [0.5]]
    correct = [0, 1, 1, 1, 1, None, 1]
    assert most_progress(values, correct, group="aaabbcc").tolist() == [1, 3]
    assert most_progress(values, correct).tolist() == [1]
    assert most_progress([[0.5, 0.6], [0.0, 0.75]], [1, 1]).tolist() == [1]
    assert most_progress([], []).tolist() == []
    assert most_progress([[0.0, 0.5], [0.0, 0.5], [0.0, 0.25]], [1, 1, 1], group="abb").tolist() == [0, 1]
    with pytest.raises(ValueError, match="correct must hold 0 and 1 only"):
        most_progress([[0.0, 0.9]], [0.5])
    with pytest.raises(ValueError, match="progress are unscored"):
        most_progress([[0.0, None]], [1])
    with pytest.raises(ValueError, match="group has 1 keys"):
        most_progress([[0.0, 0.9]] * 2, [1, 1], group="a")


@pytest.mark.example("vsrm")
def test_a_small_change_takes_the_discounted_reward_of_the_next_marked_one() -> None:
    out = vsrm([[0.25, 0.25, 0.25, 0.75, 0.75, 0.5]], epsilon=0.1, lookahead=3).tolist()[0]
    assert close(out, [0.245, 0.35, 0.5, -0.175, -0.25])


@pytest.mark.invariant("vsrm")
@given(series, st.integers(0, 3))
def test_with_no_threshold_the_rewards_are_plain_differences(values: list, lookahead: int) -> None:
    out = vsrm(values, epsilon=0.0, lookahead=lookahead).tolist()
    assert out == Ragged.of(values).differences().tolist()


@pytest.mark.invariant("vsrm")
@given(coarse, eighths, st.integers(0, 4), probabilities)
def test_rewards_agree_with_a_search_step_by_step(values: list, epsilon: float, lookahead: int, gamma: float) -> None:
    expected = []
    for row in values:
        change = [b - a for a, b in zip(row, row[1:], strict=False)]
        found = []
        for i in range(len(change)):
            ahead = [q for q in range(lookahead + 1) if i + q < len(change) and abs(change[i + q]) >= epsilon]
            found.append(gamma ** ahead[0] * change[i + ahead[0]] if ahead else 0.0)
        expected.append(found)
    assert close(flat(vsrm(values, epsilon=epsilon, lookahead=lookahead, gamma=gamma).tolist()), flat(expected))


@pytest.mark.invariant("vsrm")
@given(coarse, st.integers(1, 8), st.integers(0, 4))
def test_a_passed_on_reward_is_smaller_than_its_source_and_has_its_sign(values: list, n: int, lookahead: int) -> None:
    marked = vsrm(values, epsilon=n / 8, lookahead=0).tolist()
    for source, out in zip(marked, vsrm(values, epsilon=n / 8, lookahead=lookahead), strict=True):
        for i, x in enumerate(out):
            later = [y for y in source[i:] if y]
            assert x == 0 or (x * later[0] > 0 and abs(x) <= abs(later[0]) <= 1)
            assert not source[i] or x == source[i]


def test_the_look_ahead_ends_with_the_row_and_after_its_last_step() -> None:
    values = [[0.5, 0.5, 0.5, 0.5, 1.0], [0.0, 1.0]]
    assert vsrm(values, epsilon=0.5, lookahead=2, gamma=0.5).tolist() == [[0.0, 0.125, 0.25, 0.5], [1.0]]
    assert vsrm([[0.5, 0.5], [0.0, 1.0]], epsilon=0.5, lookahead=3).tolist() == [[0.0], [1.0]]
    assert vsrm([[0.5, 0.5], [0.5]], epsilon=0.5, lookahead=3).tolist() == [[0.0], []]
    assert vsrm([], epsilon=0.5, lookahead=3).tolist() == []


def test_an_unscored_change_on_the_way_leaves_the_reward_open() -> None:
    values = [[0.5, 0.5, None, 0.5, 1.0, 1.0]]
    assert vsrm(values, epsilon=0.5, lookahead=5).tolist() == [[None, None, None, 0.5, 0.0]]
    assert vsrm(values, epsilon=0.5, lookahead=0).tolist() == [[0.0, None, None, 0.5, 0.0]]


def test_thresholds_and_discounts_out_of_range_are_refused() -> None:
    for name, wrong in (("epsilon", -0.1), ("lookahead", -1), ("gamma", 1.1), ("gamma", -0.1)):
        with pytest.raises(ValueError, match=f"{name} must be a finite number"):
            vsrm([[0.5, 0.5]], **({"epsilon": 0.1, "lookahead": 1} | {name: wrong}))
    assert vsrm([[0.5, 0.5, 1.0]], epsilon=0.1, lookahead=1, gamma=1.0).tolist() == [[0.5, 0.5]]
    assert vsrm([[0.5, 0.5, 1.0]], epsilon=0.1, lookahead=1, gamma=0.0).tolist() == [[0.0, 0.5]]


@given(st.lists(binary, min_size=1, max_size=4))
def test_results_share_no_memory_with_what_was_given(values: list) -> None:
    array = np.array(values)
    out = best_of_k([array])
    out.values[:] = 7
    assert array.tolist() == values


NAN = float("nan")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("policy", lambda: pav_search_score([[NAN]], [[0, 1]])),
        ("values", lambda: pav_search_score([[1]], [[0, NAN]])),
        ("outcome", lambda: pav_step_reward([[0, 1]], [NAN], alpha=1)),
        ("values", lambda: mrt_progress([[NAN]])),
        ("outcome", lambda: mrt_reward([[0, 1]], [NAN], alpha=1)),
        ("best", lambda: cumulative_regret([[NAN]], [[1]])),
        ("values", lambda: cumulative_regret([[1]], [[NAN]])),
        ("correct", lambda: most_progress([[0, 1]], [NAN])),
        ("values", lambda: vsrm([[NAN]], epsilon=0, lookahead=0)),
        ("values", lambda: vps_delta([[NAN]])),
        ("advantage", lambda: vps_advantage([[0, 1]], [NAN], alpha=1)),
        ("entropy", lambda: entropy_segments([[NAN]])),
        ("values", lambda: relative_progress([[NAN]])),
        ("values", lambda: progress_ratio([[NAN]])),
        ("values", lambda: best_of_k([[NAN]])),
    ],
)
def test_what_is_not_a_number_is_named(name: str, call) -> None:
    with pytest.raises(ValueError, match=f"^{name} holds NaN or infinity"):
        call()
