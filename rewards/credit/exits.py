"""Rewards of answers forced early: the sooner right, the more."""

from typing import Literal

import numpy as np

from rewards.credit.inputs import binary
from rewards.ragged import Ragged, Rows
from rewards.scores import Missing


def exit_decay(
    correct: Rows, *, count: Literal["correct", "index"] = "correct", centre: bool = False, missing: Missing = "raise"
) -> Ragged:
    """Reward of each early exit: 0 if its answer is wrong, else halved for every exit before it that counts.

    `correct`: 0 or 1 for exits of one trajectory, earliest first; for a screen agent an exit is to stop and declare
    the task done. count="correct" halves for each right exit before (unchecked), "index" for each exit before
    (third-party code, four exits there); they differ and which is the authors' is not settled.
    centre=True subtracts the mean over the trajectory's exits, the serial group. Source: S-GRPO.
    """
    given = Ragged.of(correct, "correct").settled(missing, "correct")
    binary(given.flat, "correct")
    if count == "correct":
        halvings = given.cumsum() - 1.0
    elif count == "index":
        halvings = given.position.astype(np.float64)
    else:
        raise ValueError(f"count must be 'correct' or 'index', not {count!r}")
    reward = given.like(given.values * np.exp2(-np.maximum(halvings, 0.0)))
    return reward.like(reward.values - reward.spread(reward.mean().values)) if centre else reward
