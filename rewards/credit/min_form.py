"""Credit by the worst step instead of the sum."""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np

from rewards.credit.inputs import known_with, leave_one_out, paired
from rewards.groups import group_labels
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Missing, finite, positive, within


def pure_soft(
    step_scores: Rows,
    *,
    temperature: float = 0.1,
    weights: Literal["softmax", "uniform"] = "softmax",
    missing: Missing = "raise",
) -> Ragged:
    """Step scores weighted by softmax(-score / temperature), so that their sum is near the least score.

    `step_scores` r = P(right) - P(wrong), from -1 to 1. weights="uniform" gives r / T. Source: PURE (code).
    """
    given = _scored(step_scores, missing)
    positive(temperature, "temperature")
    if weights == "softmax":
        above = given.values - given.spread(given.min().values)
        with np.errstate(over="ignore"):  # a tiny temperature: exp(-inf) = 0 is what is meant
            mass = np.where(given.known, np.exp(-above / temperature), 0.0)
    elif weights == "uniform":
        mass = given.known.astype(np.float64)
    else:
        raise ValueError(f"weights must be 'softmax' or 'uniform', not {weights!r}")
    total = given.like(mass).sum().values
    return given.like(given.values * mass / given.spread(np.where(total > 0, total, 1.0)))


def pure_strict(step_scores: Rows, *, missing: Missing = "raise") -> Ragged:
    """Least score of this and all later steps, a step.

    `step_scores` from -1 to 1. missing="skip" passes over unscored steps. Source: PURE (code); the release takes the
    minimum over padding zeros as well, here nothing is padded.
    """
    given = _scored(step_scores, missing)
    return given.like(given.scan(lambda block: np.minimum.accumulate(block, axis=1), fill=np.inf, reverse=True))


def pure_advantage(
    rewards: Rows,
    outcome: Column,
    group: Sequence[Hashable] | None = None,
    *,
    coef: float = 1.0,
    missing: Missing = "raise",
) -> Ragged:
    """Rewards of `pure_soft` less the mean reward of the group's other rollouts, the verified outcome on the last step.

    `outcome`: (B,), 1 solved, 0 not; it enters as coef * (outcome - mean outcome of the others). Rollouts without
    steps are no part of the first mean. Source: PURE (code). Raises ValueError for a rollout that has no others.
    """
    given, solved = paired(rewards, outcome, missing, "rewards")
    label = group_labels(group, len(solved))
    within(solved, 0.0, 1.0, "outcome")
    mean = given.mean()
    base = given.spread(mean.values - leave_one_out(mean, label))
    verified = given.spread(finite(coef, "coef") * leave_one_out(solved, label))
    return given.like(given.values - base + np.where(given.last, verified, 0.0), known_with(given, solved))


def _scored(step_scores: Rows, missing: Missing) -> Ragged:
    given = Ragged.of(step_scores, "step_scores")
    within(given.flat, -1.0, 1.0, "step_scores")
    return given.settled(missing, "step_scores")
