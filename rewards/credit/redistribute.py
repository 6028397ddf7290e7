"""An outcome shared out over the steps of its trajectory."""

from typing import Literal

import numpy as np

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Bools, Column, Missing, Scores, finite, same_length


def spa_redistribute(
    step_scores: Rows,
    outcome: Column,
    *,
    mode: Literal["additive", "proportional"] = "additive",
    missing: Missing = "raise",
) -> Ragged:
    """Step contributions corrected so that they sum to the outcome.

    `step_scores` c: a contribution a step; `outcome` R: (B,), None leaves its row unscored. additive adds
    (R - sum c) / T to every step; proportional scales by R / sum c where `can_scale` allows it and adds elsewhere.
    Source: SPA-RL; the estimator of c is the authors' (code), the exact conservation ours: they train it to hold. For
    their release's centring by the other rollouts' mean, give `rloo` of the outcomes as outcome.
    """
    scores, wanted = _given(step_scores, outcome, missing)
    total, count = scores.sum().values, np.maximum(scores.count(), 1)
    added = scores.values + scores.spread((wanted.values - total) / count)
    if mode == "additive":
        out = added
    elif mode == "proportional":
        scalable = can_scale(scores)
        factor = wanted.values / np.where(scalable, total, 1.0)
        out = np.where(np.repeat(scalable, scores.lengths), scores.values * scores.spread(factor), added)
    else:
        raise ValueError(f"mode must be 'additive' or 'proportional', not {mode!r}")
    return scores.like(out, scores.known & np.repeat(wanted.known, scores.lengths))


def can_scale(step_scores: Rows) -> Bools:
    """Which rows `spa_redistribute` can scale, (B,): their contributions do not mix signs and do not sum to 0."""
    scores = Ragged.of(step_scores, "step_scores")
    mixed = (scores.min().values < 0) & (scores.max().values > 0)
    return ~mixed & (np.abs(scores.sum().values) > np.finfo(np.float64).tiny)


def spa_step_reward(
    contribution: Rows, executable: Rows, *, alpha: float = 1.0, beta: float = 0.5, missing: Missing = "raise"
) -> Ragged:
    """SPA-RL's training reward a step: alpha * contribution + beta * (1 where the action could be executed).

    Source: beta from the authors' code, alpha unchecked. Their pipeline departs from the paper (it overwrites the
    contribution by a constant and weighs it by the steps left); this is the paper's form.
    Raises ValueError where `executable` is anything but 0 and 1.
    """
    given, grounded = Ragged.of(contribution, "contribution"), Ragged.of(executable, "executable")
    same_rows(contribution=given, executable=grounded)
    if not np.isin(grounded.values, (0.0, 1.0)).all():
        raise ValueError("executable must hold 0 and 1 only")
    given, grounded = given.settled(missing, "contribution"), grounded.settled(missing, "executable")
    values = finite(alpha, "alpha") * given.values + finite(beta, "beta") * grounded.values
    return given.like(values, given.known & grounded.known)


def importance_redistribute(weights: Rows, outcome: Column, *, missing: Missing = "raise") -> Ragged:
    """The outcome shared out in proportion to weights >= 0; equally where they are all 0.

    Our reading of ReviBranch's importance-weighted terminal reward, whose formula is not known to us; a weight can be
    |progress| of a step. Raises ValueError for negative weights.
    """
    given, wanted = _given(weights, outcome, missing, "weights")
    if (given.values < 0).any():
        raise ValueError("weights must not be negative")
    largest = given.max().values
    share = given.like(given.values / given.spread(np.where(largest > 0, largest, 1.0)))
    total, count = share.sum().values, np.maximum(share.count(), 1)
    part = np.where(
        share.spread(total) > 0,
        share.values / share.spread(np.where(total > 0, total, 1.0)),
        share.spread(1.0 / count),
    )
    return given.like(part * given.spread(wanted.values), given.known & np.repeat(wanted.known, given.lengths))


def _given(rows: Rows, outcome: Column, missing: Missing, name: str = "step_scores") -> tuple[Ragged, Scores]:
    scores, wanted = Ragged.of(rows, name), Scores.of(outcome, "outcome")
    same_length(**{name: scores.lengths}, outcome=wanted)
    return scores.settled(missing, name), wanted
