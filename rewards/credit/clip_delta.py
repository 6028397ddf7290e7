"""Process rewards that cannot be gathered by taking more steps."""

from typing import Literal, TypeAlias

import numpy as np

from rewards.credit.inputs import paired
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Missing, Scores, finite

Mode: TypeAlias = Literal["clip", "delta", "both"]


def clip_delta(
    step_scores: Rows, *, mode: Mode = "both", eta: float | None = None, missing: Missing = "raise"
) -> Ragged:
    """Step rewards clipped from above at 0, or differenced, or both (clipped first).

    clip: min(r - eta, 0). delta: r[t] - r[t + 1]; r itself at the last step but one; 0 at the last, which is left to
    the outcome. Both: the rewards of a trajectory no longer grow with its length. `eta` is wanted where `mode` clips:
    no value is published. Source: "On Designing Effective RL Reward ..." (unchecked, the order second-hand).
    """
    given = Ragged.of(step_scores, "step_scores").settled(missing, "step_scores")
    if mode not in ("clip", "delta", "both"):
        raise ValueError(f"mode must be 'clip', 'delta' or 'both', not {mode!r}")
    if mode != "delta":
        if eta is None:
            raise ValueError("eta, the clipping threshold, has no published value: say one")
        given = given.like(np.minimum(given.values - finite(eta, "eta"), 0.0))
    return given if mode == "clip" else _delta(given)


def clip_delta_total(
    step_scores: Rows,
    outcome: Column,
    *,
    alpha: float,
    mode: Mode = "both",
    eta: float | None = None,
    missing: Missing = "raise",
) -> Scores:
    """Outcome + alpha * the sum of `clip_delta`, (B,); alpha has no published value. Without steps: the outcome."""
    steps, wanted = paired(step_scores, outcome, missing)
    dense = clip_delta(steps, mode=mode, eta=eta, missing="skip").sum()
    return Scores(
        wanted.values + finite(alpha, "alpha") * dense.values, wanted.known & (dense.known | (steps.lengths == 0))
    )


def _delta(given: Ragged) -> Ragged:
    from_end = np.repeat(given.lengths, given.lengths) - 1 - given.position
    inner = from_end > 1
    change = given.values - np.roll(given.values, -1)
    values = np.where(inner, change, np.where(from_end == 1, given.values, 0.0))
    return given.like(values, given.known & (np.roll(given.known, -1) | ~inner))
