"""Progress by budgets, by a judge, by quality."""

import copy
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rewards.steps.progress import (
    budget_progress,
    budget_reward,
    estimate_error,
    estimate_reward,
    overshoot,
    progress_estimate,
    quality_gain,
    quality_reward,
    value_order_correlation,
)
from tests.methods.strategies import binary, close, flat, numbers, probabilities, rows

changes = st.integers(0, 8).map(lambda n: n / 4)
weights = st.integers(0, 8).map(lambda n: n / 8)


@st.composite
def plans(draw: st.DrawFn, ordered: bool = True) -> tuple[list, list, list]:
    """Budgets, changes and subtasks of a batch; ordered ones visit every subtask."""
    budgets, change, subtask = [], [], []
    for _ in range(draw(st.integers(1, 3))):
        parts = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
        budgets.append([part / sum(parts) for part in parts])
        extra = draw(st.lists(st.integers(0, len(parts) - 1), max_size=4))
        numbers = [*range(len(parts)), *extra] if ordered else extra
        subtask.append(sorted(numbers) if ordered else numbers)
        change.append(draw(st.lists(changes, min_size=len(numbers), max_size=len(numbers))))
    return budgets, change, subtask


@pytest.mark.example("budget_progress")
def test_change_fills_the_budget_of_its_subtask() -> None:
    given_plan = [[0.5, 0.5]], [[1, 3, 2, 2, 0]], [[0, 0, 1, 1, 1]]
    assert budget_progress(*given_plan).tolist() == [[0.125, 0.5, 0.75, 1.0, 1.0]]
    assert budget_reward(*given_plan).tolist() == [[0.125, 0.375, 0.25, 0.25, 0.0]]


@pytest.mark.invariant("budget_progress")
@given(plans())
def test_progress_never_falls_and_ends_at_1(plan: tuple) -> None:
    kept = copy.deepcopy(plan)
    for change, out, reward in zip(plan[1], budget_progress(*plan), budget_reward(*plan), strict=True):
        assert len(out) == len(change)
        assert all(x >= -1e-12 for x in reward)
        assert close(out[-1], 1.0)
        assert close(sum(reward), 1.0)
    assert plan == kept


@pytest.mark.invariant("budget_progress")
@given(plans())
def test_a_step_gains_its_share_of_its_subtask_s_change(plan: tuple) -> None:
    for budgets, change, subtask, reward in zip(*plan, budget_reward(*plan), strict=True):
        for moved, j, gain in zip(change, subtask, reward, strict=True):
            own = [x for x, k in zip(change, subtask, strict=True) if k == j]
            share = moved / sum(own) if sum(own) else 1 / len(own)
            assert close(gain, budgets[j] * share)


@pytest.mark.invariant("budget_progress")
@given(plans(ordered=False), st.integers(1, 4))
def test_the_unit_of_change_does_not_matter(plan: tuple, halvings: int) -> None:
    budgets, change, subtask = plan
    smaller = [[x / 2**halvings for x in row] for row in change]
    assert budget_progress(budgets, smaller, subtask).tolist() == budget_progress(*plan).tolist()


@pytest.mark.invariant("budget_progress")
@given(plans(ordered=False))
def test_predicted_subtasks_may_jump_and_progress_follows_them(plan: tuple) -> None:
    for budgets, change, subtask, out in zip(*plan, budget_progress(*plan), strict=True):
        for t, j in enumerate(subtask):
            own = [x if k == j else None for x, k in zip(change, subtask, strict=True)]
            total = sum(x for x in own if x is not None)
            done = [x for x in own[: t + 1] if x is not None]
            share = sum(done) / total if total else len(done) / sum(x is not None for x in own)
            assert close(out[t], sum(budgets[:j]) + budgets[j] * share)


def test_a_subtask_without_change_runs_linearly_and_subtasks_may_be_skipped() -> None:
    plan = [[0.25, 0.25, 0.5], [1.0], []], [[0, 0, 3, 1], [0], []], [[0, 0, 2, 2], [0], []]
    assert budget_progress(*plan).tolist() == [[0.125, 0.25, 0.875, 1.0], [1.0], []]
    assert budget_progress([], [], []).tolist() == []
    assert budget_progress([[0.5, 0.5]], [[1, 1]], [[1, 0]]).tolist() == [[1.0, 0.5]]


def test_an_unscored_change_is_refused_skipped_or_replaced() -> None:
    plan = [[1.0], [1.0]], [[1, None, 3], [2]], [[0, 0, 0], [0]]
    for method in (budget_progress, budget_reward):
        with pytest.raises(ValueError, match="1 of 4 change are unscored"):
            method(*plan)
    assert budget_progress(*plan, missing="skip").tolist() == [[0.25, None, 1.0], [1.0]]
    assert budget_reward(*plan, missing="skip").tolist() == [[0.25, None, None], [1.0]]
    assert budget_progress(*plan, missing=4).tolist() == [[0.125, 0.625, 1.0], [1.0]]
    still = budget_progress([[1.0]], [[0, None, 0]], [[0, 0, 0]], missing="skip")
    assert still.tolist() == [[0.5, None, 1.0]]


def test_plans_that_do_not_add_up_are_refused() -> None:
    good = ([[0.5, 0.5]], [[1.0]], [[0]])
    for at, wrong, match in (
        (0, [[0.5, 0.6]], "must sum to 1"),
        (0, [[0.5, 0.5 - 1e-8]], "must sum to 1"),
        (0, [[0.5]], "must sum to 1"),
        (0, [[1.5, -0.5]], "budgets must lie from 0 to 1"),
        (0, [[1.0, None]], "1 of 2 budgets are unscored"),
        (0, [[1.0], [1.0]], "budgets has 2 rows, change has 1"),
        (0, [[]], "subtask must hold numbers of budgets"),
        (1, [[-1.0]], "change must lie from 0"),
        (1, [[1.0, 1.0]], "row 0: change has 2 steps, subtask has 1"),
        (2, [[2]], "subtask must hold numbers of budgets"),
        (2, [[-1]], "subtask must hold numbers of budgets"),
        (2, [[0.5]], "subtask must hold numbers of budgets"),
        (2, [[None]], "subtask must hold numbers of budgets"),
    ):
        with pytest.raises(ValueError, match=match):
            budget_progress(*good[:at], wrong, *good[at + 1 :])
    assert budget_progress([[0.5, 0.5 - 1e-10]], [[1.0]], [[0]]).tolist() == [[0.5]]


def share_of_goal(init: int, frames: list, current: int, goal: int) -> float | None:
    """A judge of counters: how far from the first number to the goal."""
    assert frames[0] == init
    assert frames[-1] == current
    return None if current < 0 else (current - init) / (goal - init)


@pytest.mark.example("progress_estimate")
def test_a_judge_s_estimate_is_rewarded_for_being_near() -> None:
    assert close(estimate_reward([[0.6]], [[0.75]]).tolist(), [[0.85]])
    out = progress_estimate([[0, 1, -1, 4], [2], []], [4, 9, 9], progress=share_of_goal)
    assert out.tolist() == [[0.25, None, 1.0], [], []]


@pytest.mark.invariant("progress_estimate")
@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5), min_size=1, max_size=3))
def test_every_step_is_judged_with_all_that_was_seen_so_far(batch: list) -> None:
    seen: list = []
    goals = [f"goal {i}" for i in range(len(batch))]

    def judge(init: int, frames: list, current: int, goal: str) -> float:
        seen.append((init, list(frames), current, goal))
        return current / 9

    out = progress_estimate(batch, goals, progress=judge).tolist()
    steps = [(row, t, goal) for row, goal in zip(batch, goals, strict=True) for t in range(1, len(row))]
    assert seen == [(row[0], row[: t + 1], row[t], goal) for row, t, goal in steps]
    assert out == [[x / 9 for x in row[1:]] for row in batch]


@pytest.mark.invariant("progress_estimate")
@given(rows(probabilities), st.data())
def test_rewards_lie_in_0_and_1_and_1_means_perfect(actual: list, data: st.DataObject) -> None:
    guess = [data.draw(st.lists(probabilities, min_size=len(row), max_size=len(row))) for row in actual]
    out = estimate_reward(guess, actual).tolist()
    assert all(0 <= x <= 1 for x in flat(out))
    assert out == estimate_reward(actual, guess).tolist()
    assert estimate_reward(actual, actual).tolist() == [[1.0] * len(row) for row in actual]
    for row, error in zip(out, estimate_error(guess, actual).tolist(), strict=True):
        assert error is None if not row else close(error, 1 - sum(row) / len(row))


@pytest.mark.invariant("progress_estimate")
@given(rows(st.integers(0, 4).map(float)))
def test_the_order_correlation_is_spearman_s_with_time(estimates: list) -> None:
    for row, out in zip(estimates, value_order_correlation(estimates).tolist(), strict=True):
        if len(set(row)) < 2:
            assert out is None
        else:
            assert close(out, stats.spearmanr(row, range(len(row))).statistic)


@pytest.mark.invariant("progress_estimate")
@given(st.lists(st.lists(numbers, min_size=2, max_size=5, unique=True), min_size=1, max_size=3))
def test_rising_estimates_correlate_perfectly_with_time(estimates: list) -> None:
    rising = [sorted(row) for row in estimates]
    assert close(value_order_correlation(rising).tolist(), [1.0] * len(rising))
    assert close(value_order_correlation([row[::-1] for row in rising]).tolist(), [-1.0] * len(rising))


def test_estimates_outside_0_and_1_and_batches_that_disagree_are_refused() -> None:
    for wrong in (-0.1, 1.1):
        with pytest.raises(ValueError, match="progress must lie from 0 to 1"):
            progress_estimate([[0, 1]], [1], progress=lambda *_, wrong=wrong: wrong)
        with pytest.raises(ValueError, match="predicted must lie"):
            estimate_reward([[wrong]], [[0.5]])
        with pytest.raises(ValueError, match="actual must lie"):
            estimate_reward([[0.5]], [[wrong]])
    with pytest.raises(ValueError, match="observations has 1 trajectories, goals has 2"):
        progress_estimate([[0, 1]], [1, 1], progress=share_of_goal)
    with pytest.raises(ValueError, match="row 0: predicted has 1 steps, actual has 2"):
        estimate_reward([[0.5]], [[0.5, 0.5]])


def test_unscored_estimates_are_refused_or_left_out() -> None:
    assert estimate_reward([[None, 0.5, 0.5]], [[0.5, None, 0.5]]).tolist() == [[None, None, 1.0]]
    with pytest.raises(ValueError, match="1 of 2 estimates are unscored"):
        estimate_error([[None, 0.5]], [[0.5, 0.5]])
    assert estimate_error([[None, 0.5], [None]], [[0.5, 1.0], [1.0]], missing="skip").tolist() == [0.5, None]
    with pytest.raises(ValueError, match="1 of 3 predicted are unscored"):
        value_order_correlation([[0.1, None, 0.2]])
    assert close(value_order_correlation([[0.1, None, 0.2]], missing="skip").tolist(), [1.0])
    assert close(value_order_correlation([[0.1, None, 0.2]], missing=0.0).tolist(), [0.5])
    assert value_order_correlation([]).tolist() == []


@pytest.mark.example("quality_gain")
def test_gains_count_and_ending_below_the_best_is_overshoot() -> None:
    assert close(quality_gain([[0.5, 0.7, 0.65]]).tolist(), [[0.2, 0.0]])
    assert close(overshoot([[0.5, 0.7, 0.65]]).tolist(), [0.05])


def reward_of(quality: list, used: list | None = None, stopped: list | None = None, **change: float) -> list:
    options = {"w_format": 0.25, "w_quality": 2.0, "lambda_gain": 0.3, "lambda_overshoot": 0.2, "lambda_turns": 0.1}
    flags = [[0.0] * len(quality) if given is None else given for given in (used, stopped)]
    return quality_reward(quality, *flags, **({"max_turns": 4} | options | change)).tolist()  # type: ignore[arg-type]


def test_the_reward_adds_form_quality_gain_overshoot_and_length() -> None:
    assert close(reward_of([[0.5, 0.7, 0.65]]), [2 * (0.65 + 0.3 * 0.2 - 0.2 * 0.05 - 0.1 * 2 / 4)])
    quality = [[0.5]] * 4
    assert close(reward_of(quality, [0, 1, 0, 1], [0, 0, 1, 1]), [1.0, 1.125, 1.125, 1.25])
    assert close(reward_of([[0.5, 0.5]], max_turns=1), [0.8])
    assert reward_of([[0.0, 1.0], [1.0, 0.0]], lambda_gain=9.0, lambda_overshoot=9.0) == [2.0, 0.0]


@pytest.mark.invariant("quality_gain")
@given(rows(probabilities))
def test_gains_are_the_rises_and_never_negative(quality: list) -> None:
    for row, out in zip(quality, quality_gain(quality), strict=True):
        assert close(out, [b - a if b > a else 0.0 for a, b in zip(row, row[1:], strict=False)])


@pytest.mark.invariant("quality_gain")
@given(rows(probabilities, min_steps=1))
def test_quality_that_never_falls_never_overshoots(quality: list) -> None:
    rising = [sorted(row) for row in quality]
    assert overshoot(rising).tolist() == [0.0] * len(rising)
    assert close([sum(row) for row in quality_gain(rising)], [row[-1] - row[0] for row in rising])
    assert close(overshoot([row[::-1] for row in rising]).tolist(), [row[-1] - row[0] for row in rising])


@pytest.mark.invariant("quality_gain")
@given(rows(probabilities, min_steps=1), binary, binary, weights, weights)
def test_the_reward_lies_between_0_and_its_weights(q: list, used: float, stop: float, w1: float, w2: float) -> None:
    out = reward_of(q, [used] * len(q), [stop] * len(q), w_format=w1, w_quality=w2, lambda_gain=5.0)
    assert all(0 <= x <= w1 + w2 for x in out)


@pytest.mark.invariant("quality_gain")
@given(st.lists(st.integers(3, 6).map(lambda n: n / 10), min_size=1, max_size=3))
def test_a_turn_without_gain_lowers_the_reward(quality: list) -> None:
    lazy = reward_of([[*quality, quality[-1]]], lambda_gain=0.1)[0]
    assert close(reward_of([quality], lambda_gain=0.1)[0] - lazy, 2 * 0.1 / 4)


def test_unscored_quality_is_refused_or_left_out() -> None:
    assert quality_gain([[0.5, None, 0.75, 1.0], [0.5], []]).tolist() == [[None, None, 0.25], [], []]
    with pytest.raises(ValueError, match="1 of 2 quality are unscored"):
        overshoot([[0.5, None]])
    with pytest.raises(ValueError, match="1 of 2 quality are unscored"):
        reward_of([[0.5, None]])
    options = {"w_format": 0, "w_quality": 1, "lambda_gain": 1, "lambda_overshoot": 1, "lambda_turns": 0}
    quality = [[0.25, None, 0.5, 0.75], [0.5, None], []]
    skipped = quality_reward(quality, [1] * 3, [1] * 3, **options, max_turns=1, missing="skip")  # type: ignore[arg-type]
    assert skipped.tolist() == [1.0, None, None]
    filled = quality_reward(quality[1:2], [1], [1], **options, max_turns=1, missing=0.25)  # type: ignore[arg-type]
    assert filled.tolist() == [0.0]
    assert overshoot([[0.5, None, 0.25], [0.5, None], []], missing="skip").tolist() == [0.25, None, None]
    assert reward_of([[0.5], [0.5]], [None, 1], [1, None]) == [None, None]


def test_qualities_flags_and_weights_out_of_range_are_refused() -> None:
    for method in (quality_gain, overshoot, reward_of):
        with pytest.raises(ValueError, match="quality must lie from 0 to 1"):
            method([[1.5]])
    with pytest.raises(ValueError, match="tool_used must hold 0 and 1 only"):
        reward_of([[0.5]], [0.5])
    with pytest.raises(ValueError, match="stopped must hold 0 and 1 only"):
        reward_of([[0.5]], [1], [2])
    with pytest.raises(ValueError, match="tool_used has 2 numbers for 1"):
        reward_of([[0.5]], [1, 1])
    with pytest.raises(ValueError, match="stopped has 0 numbers for 1"):
        reward_of([[0.5]], [1], [])
    with pytest.raises(ValueError, match="max_turns must be positive"):
        reward_of([[0.5]], max_turns=0)
    for name in ("w_format", "w_quality", "lambda_gain", "lambda_overshoot", "lambda_turns"):
        assert inspect.signature(quality_reward).parameters[name].default is inspect.Parameter.empty
        assert len(reward_of([[0.5]], **{name: 0.0})) == 1
        with pytest.raises(ValueError, match=f"{name} must be a finite number from 0"):
            reward_of([[0.5]], **{name: -0.1})


NAN = float("nan")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("budgets", lambda: budget_progress([[NAN]], [[1]], [[0]])),
        ("change", lambda: budget_progress([[1]], [[NAN]], [[0]])),
        ("subtask", lambda: budget_progress([[1]], [[1]], [[NAN]])),
        ("progress", lambda: progress_estimate([[0, 1]], [1], progress=lambda *_: NAN)),
        ("predicted", lambda: estimate_reward([[NAN]], [[1]])),
        ("actual", lambda: estimate_reward([[1]], [[NAN]])),
        ("predicted", lambda: value_order_correlation([[NAN]])),
        ("quality", lambda: quality_gain([[NAN]])),
        ("quality", lambda: overshoot([[NAN]])),
        ("quality", lambda: reward_of([[NAN]])),
        ("tool_used", lambda: reward_of([[1]], [NAN])),
        ("stopped", lambda: reward_of([[1]], [1], [NAN])),
    ],
)
def test_what_is_not_a_number_is_named(name: str, call) -> None:
    with pytest.raises(ValueError, match=f"^{name} holds NaN or infinity"):
        call()
