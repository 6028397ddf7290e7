"""How right step labels are."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Scores, same_length

NONE = -1.0  # index of the first error where there is none


class F1(NamedTuple):
    """Accuracy of the first error on wrong items and of "none" on right ones, and their harmonic mean."""

    wrong: float | None
    right: float | None
    f1: float | None


class StepMetrics(NamedTuple):
    """Pooled over all sets: right steps of all, right first errors of all items, items with all steps right."""

    micro: float | None
    first: float | None
    exact: float | None


def processbench_f1(predicted: Column, actual: Column) -> F1:
    """Harmonic mean of the accuracies on items with and without an error.

    `predicted`, `actual`: index of the first wrong step, -1 for none; an item without prediction counts as missed.
    None where a side is missing, 0 where either accuracy is. Source: The Lessons of Developing PRMs (unchecked).
    """
    said, true = Scores.of(predicted, "predicted"), Scores.of(actual, "actual").settled("raise", "actual")
    same_length(predicted=said, actual=true)
    for name, column in (("predicted", said), ("actual", true)):
        if (column.values < NONE).any() or (column.values != np.round(column.values)).any():
            raise ValueError(f"{name} must be indices of steps, -1 for none")
    hit = said.known & (said.values == true.values)
    sides = [hit[side] for side in (true.values != NONE, true.values == NONE)]
    wrong, right = (float(side.mean()) if len(side) else None for side in sides)
    if wrong is None or right is None:
        return F1(wrong, right, None)
    return F1(wrong, right, 2 * wrong * right / (wrong + right) if wrong and right else 0.0)


def ternary_metrics(predicted: Sequence[Rows], actual: Sequence[Rows]) -> StepMetrics:
    """AgentProcessBench's measures of three-valued labels, pooled over several sets of trajectories.

    `predicted`, `actual`: for each set the labels -1, 0 or 1 of its steps; an unscored prediction is a mismatch. The
    first error of a trajectory is its first -1, and none where there is none: an empty prediction counts as "none",
    as in the source. None without steps. Source: AgentProcessBench (code). For choosing among agents pair it with the
    outcome: weak ones look good by stopping early.
    """
    same_length(predicted=predicted, actual=actual)
    equal = steps = first = exact = items = 0
    for said, true in zip(predicted, actual, strict=True):
        guess, label = Ragged.of(said, "predicted"), Ragged.of(true, "actual").settled("raise", "actual")
        same_rows(predicted=guess, actual=label)
        for name, rows in (("predicted", guess), ("actual", label)):
            if not np.isin(rows.values, (-1.0, 0.0, 1.0)).all():
                raise ValueError(f"{name} may only hold -1, 0 and 1")
        hit = guess.known & (guess.values == label.values)
        equal, steps = equal + int(hit.sum()), steps + len(hit)
        first += int((first_negative(guess) == first_negative(label)).sum())
        missed = np.bincount(label.row[~hit], minlength=len(label))
        exact, items = exact + int((missed == 0).sum()), items + len(label)
    if not items:
        return StepMetrics(None, None, None)
    return StepMetrics(equal / steps if steps else None, first / items, exact / items)


def first_negative(labels: Rows) -> Floats:
    """Index of the first -1 of each trajectory, -1 where there is none, (B,)."""
    rows = Ragged.of(labels, "labels")
    wrong = rows.known & (rows.values == -1.0)
    out = np.full(len(rows), np.inf)
    np.minimum.at(out, rows.row[wrong], rows.position[wrong].astype(np.float64))
    return np.where(np.isfinite(out), out, NONE)
