"""Progress through a task: by budgets of its subtasks, by a judge's estimate, by a measured quality."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, positive, within
from rewards.steps.signals import flag_column, probabilities


def budget_progress(budgets: Rows, change: Rows, subtask: Rows, *, missing: Missing = "raise") -> Ragged:
    """Progress after every step: budgets of the subtasks before its own, and of its own the share of change so far.

    `budgets`: for each trajectory the share >= 0 of each subtask, summing to 1; `change`: visual change >= 0 a step;
    `subtask`: the number of the step's subtask, from 0. A subtask without any change runs linearly over its steps.
    Labelled subtasks in order make it rise to 1; predicted ones may make it fall.
    Our reading of ProcVLM, whose reward form is not known to us.
    """
    shares = probabilities(budgets, "budgets").settled("raise", "budgets")
    moved = Ragged.of(change, "change").settled(missing, "change")
    if (np.abs(shares.sum().values - 1.0) > 1e-9)[shares.lengths > 0].any():
        raise ValueError("budgets of a trajectory must sum to 1")
    within(moved.flat, 0.0, np.inf, "change")
    cell = _cells(shares, moved, Ragged.of(subtask, "subtask"))
    order = np.argsort(cell, kind="stable")
    parts = Ragged.from_lengths(
        Scores(moved.values[order], moved.known[order]), np.bincount(cell, minlength=len(shares.flat))
    )
    done = _share(parts, parts.cumsum())
    linear = _share(parts, parts.like(parts.known).cumsum())
    moving = parts.spread(parts.max().values > 0) > 0
    fraction = np.empty(len(order))
    fraction[order] = np.where(moving, done, linear)
    before = shares.cumsum() - shares.values
    return moved.like(before[cell] + shares.values[cell] * fraction)


def budget_reward(budgets: Rows, change: Rows, subtask: Rows, *, missing: Missing = "raise") -> Ragged:
    """Gain of every step in `budget_progress`, from 0 before the first; None beside an unscored step."""
    level = budget_progress(budgets, change, subtask, missing=missing)
    before = np.where(level.first, 0.0, np.roll(level.values, 1))
    return level.like(level.values - before, level.known & (level.first | np.roll(level.known, 1)))


class ProgressJudge(Protocol):
    """Says how far a task has come, 0 to 1, or None where it cannot tell. Reasoning is its own business."""

    def __call__(self, init: Any, frames: Sequence[Any], current: Any, goal: Any) -> float | None: ...


def progress_estimate(
    observations: Sequence[Sequence[Any]], goals: Sequence[Any], *, progress: ProgressJudge
) -> Ragged:
    """A judge's estimate of the progress after every step, 0 to 1.

    `observations`: what was seen before the first step and after each, T + 1 for T steps; `goals`: one a trajectory.
    `progress(init, frames, current, goal)` gets the first one, all up to now, the current one and the goal.
    The interface is PRIMO R1's as we read it. Raises ValueError for an answer outside [0, 1].
    """
    if len(observations) != len(goals):
        raise ValueError(f"observations has {len(observations)} trajectories, goals has {len(goals)}")
    answers = [
        [progress(seen[0], seen[: t + 1], seen[t], goal) for t in range(1, len(seen))]
        for seen, goal in zip(observations, goals, strict=True)
    ]
    return probabilities(answers, "progress")


def estimate_reward(predicted: Rows, actual: Rows) -> Ragged:
    """Reward of every estimate: 1 - |predicted - actual|, both in [0, 1]. Our reading of PRIMO R1."""
    guess, truth = probabilities(predicted, "predicted"), probabilities(actual, "actual")
    same_rows(predicted=guess, actual=truth)
    return guess.like(1.0 - np.abs(guess.values - truth.values), guess.known & truth.known)


def estimate_error(predicted: Rows, actual: Rows, *, missing: Missing = "raise") -> Scores:
    """Mean absolute error of each trajectory's estimates, (B,); None for an empty one."""
    reward = estimate_reward(predicted, actual).settled(missing, "estimates")
    return reward.like(1.0 - reward.values).mean()


def value_order_correlation(predicted: Rows, *, missing: Missing = "raise") -> Scores:
    """Rank correlation of each trajectory's estimates with time, (B,), -1 to 1; ties share their mean rank.

    None where there are fewer than two estimates and where all are equal. Source: PRIMO R1's metric, our reading.
    """
    given = Ragged.of(predicted, "predicted").settled(missing, "predicted")
    row = given.row[given.known]
    rank = _centred(_ranks(given.values[given.known], row), row, len(given))
    time = _centred(given.position[given.known].astype(np.float64), row, len(given))
    spread = np.sqrt(_total(rank**2, row, len(given)) * _total(time**2, row, len(given)))
    varied = spread > 0
    return Scores(_total(rank * time, row, len(given)) / np.where(varied, spread, 1.0), varied)


def quality_gain(quality: Rows) -> Ragged:
    """Improvement of every turn: how much it raised the quality, 0 where it did not.

    `quality`: rows q_0 … q_n in [0, 1], one more than turns. Source: MedSAM-Agent, second-hand.
    """
    step = probabilities(quality, "quality").differences()
    return step.like(np.maximum(step.values, 0.0))


def overshoot(quality: Rows, *, missing: Missing = "raise") -> Scores:
    """How far each trajectory ended below its best quality, (B,); None for an empty one."""
    given = probabilities(quality, "quality").settled(missing, "quality")
    last, most = given.final(), given.max()
    return Scores(most.values - last.values, last.known)


def quality_reward(
    quality: Rows,
    tool_used: Column,
    stopped: Column,
    *,
    w_format: float,
    w_quality: float,
    lambda_gain: float,
    lambda_overshoot: float,
    lambda_turns: float,
    max_turns: int,
    missing: Missing = "raise",
) -> Scores:
    """Reward of every trajectory, (B,): form and a clipped sum of final quality, gains, overshoot and length.

    w_format * (half for `tool_used`, half for `stopped`: 0 or 1 each, (B,)) + w_quality * clip(last quality +
    lambda_gain * sum of gains - lambda_overshoot * overshoot - lambda_turns * turns / max_turns, 0, 1), turns being
    one fewer than the qualities. All weights >= 0. Source: MedSAM-Agent, second-hand: the authors' weights are not
    known, an example has .3, .2, .1 for the lambdas; that the last quality is the outcome's is our reading.
    """
    given = probabilities(quality, "quality").settled(missing, "quality")
    used, ended = flag_column(tool_used, len(given), "tool_used"), flag_column(stopped, len(given), "stopped")
    positive(max_turns, "max_turns")
    form = 0.5 * used.values + 0.5 * ended.values
    inner = (
        given.final().values
        + finite(lambda_gain, "lambda_gain", 0.0) * quality_gain(given).sum().values
        - finite(lambda_overshoot, "lambda_overshoot", 0.0) * overshoot(given, missing="skip").values
        - finite(lambda_turns, "lambda_turns", 0.0) * (given.lengths - 1) / max_turns
    )
    total = finite(w_format, "w_format", 0.0) * form + finite(w_quality, "w_quality", 0.0) * np.clip(inner, 0.0, 1.0)
    return Scores(total, given.final().known & used.known & ended.known)


def _cells(shares: Ragged, moved: Ragged, subtask: Ragged) -> Ints:
    """The place of every step's subtask among all budgets, (N,)."""
    same_rows(change=moved, subtask=subtask)
    if len(shares) != len(moved):
        raise ValueError(f"budgets has {len(shares)} rows, change has {len(moved)}")
    number = subtask.values
    wrong = ~subtask.known | (number % 1 != 0) | (number < 0) | (number >= shares.lengths[moved.row])
    if wrong.any():
        raise ValueError("subtask must hold numbers of budgets, from 0, none unscored")
    return shares.starts[:-1][moved.row] + number.astype(np.int64)


def _share(parts: Ragged, running: Floats) -> Floats:
    """A running sum over its last value, so that it ends at exactly 1."""
    whole = parts.like(running, np.ones(len(running))).final().values
    return running / parts.spread(np.where(whole > 0, whole, 1.0))


def _ranks(values: Floats, row: Ints) -> Floats:
    order = np.lexsort((values, row))
    ordered, rows = values[order], row[order]
    tie = np.cumsum(np.append(True, (np.diff(ordered) != 0) | (np.diff(rows) != 0))[: len(order)]) - 1
    place = np.bincount(tie, weights=np.arange(len(order))) / np.maximum(np.bincount(tie), 1)
    out = np.empty(len(order))
    out[order] = place[tie]
    return out


def _centred(values: Floats, row: Ints, rows: int) -> Floats:
    return values - (_total(values, row, rows) / np.maximum(np.bincount(row, minlength=rows), 1))[row]


def _total(values: Floats, row: Ints, rows: int) -> Floats:
    return np.bincount(row, weights=values, minlength=rows).astype(np.float64)
