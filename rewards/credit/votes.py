"""Credit from critics that point at wrong steps."""

import numpy as np

from rewards.credit.inputs import binary, known_with, paired
from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Column, Missing, finite, within


def capo_credit(
    wrong: Rows, outcome: Column, *, whole: float = 2.0, process: float = 1.0, missing: Missing = "raise"
) -> Ragged:
    """whole * (1 if the trajectory is right) - process * (how wrong the step is), a step.

    `wrong`: from 0 to 1, as `wrong_step_vote` gives it; a trajectory with None throughout has no critique that could
    be read and no penalty (`unjudged` tells). `outcome`: (B,), 0 or 1. With whole >= process no wrong trajectory's
    step exceeds a right one's. Normalise in the group afterwards. Source: CAPO; the asymmetry second-hand, the
    weights 2 and 1 unchecked.
    """
    given = Ragged.of(wrong, "wrong")
    within(given.flat, 0.0, 1.0, "wrong")
    given = given.like(given.values, given.known | np.repeat(unjudged(given), given.lengths))
    steps, wanted = paired(given, outcome, missing, "wrong")
    binary(wanted, "outcome")
    base = finite(whole, "whole", 0.0) * wanted.values
    return steps.like(steps.spread(base) - finite(process, "process", 0.0) * steps.values, known_with(steps, wanted))


def unjudged(wrong: Rows) -> Bools:
    """Which trajectories have steps and not one judged, (B,)."""
    given = Ragged.of(wrong, "wrong")
    return (given.lengths > 0) & (given.count() == 0)
