"""What the methods of this kind are given, checked."""

from collections.abc import Sequence

import numpy as np

from rewards.groups import centred
from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Column, Floats, Ints, Missing, Scores, same_length


def paired(
    step_scores: Rows, outcome: Column, missing: Missing, name: str = "step_scores", column: str = "outcome"
) -> tuple[Ragged, Scores]:
    """Settled steps and a number for each of their trajectories, copied. ValueError where the two disagree."""
    steps, wanted = Ragged.of(step_scores, name), Scores.of(outcome, column)
    same_length(**{name: steps.lengths, column: wanted})
    return steps.settled(missing, name), wanted


def known_with(steps: Ragged, column: Scores) -> Bools:
    """Which steps are scored in trajectories whose number is known, (N,)."""
    return steps.known & np.repeat(column.known, steps.lengths)


def binary(scores: Scores, name: str) -> Scores:
    """The same scores, all of them 0 or 1. Raises ValueError that names the argument."""
    wrong = scores.known & (scores.values != 0) & (scores.values != 1)
    if wrong.any():
        raise ValueError(f"{name} must hold 0 and 1 only, found {scores.values[wrong][0]:g}")
    return scores


def simplex(weights: Sequence[float] | Floats, name: str = "weights") -> Floats:
    """Weights >= 0 that sum to 1, (M,). Raises ValueError for others."""
    given = Scores.of(np.asarray(weights, dtype=np.float64), name).values
    if (given < 0).any() or abs(given.sum() - 1) > 1e-9:
        raise ValueError(f"{name} must be 0 or more and sum to 1, not {given.tolist()}")
    return given


def leave_one_out(scores: Scores, label: Ints) -> Floats:
    """Each number less the mean of the others of its group, (n,). Raises ValueError for one that has no others."""
    count = np.bincount(label, weights=scores.known)[label]
    if (scores.known & (count == 1)).any():
        raise ValueError("a group has one rollout only: it has no others to compare with")
    return count / np.maximum(count - 1, 1) * centred(scores, label).values
