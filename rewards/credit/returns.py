"""Returns of a reward sequence, and a reward that changes none of their ranking."""

import numpy as np

from rewards.ragged import Ragged, Rows
from rewards.scores import Floats, Missing, Scores, finite


def discounted_return(rewards: Rows, *, gamma: float, missing: Missing = "raise") -> Ragged:
    """Reward of this step plus gamma times the return of the next, a step.

    gamma from 0 (the reward itself) to 1 (suffix sums). missing="skip": an unscored step adds nothing, has no return
    and still costs a discount. Source: textbook.
    """
    given = Ragged.of(rewards, "rewards").settled(missing, "rewards")
    return given.like(decayed(given, finite(gamma, "gamma", 0.0, 1.0)))


def decayed(rewards: Ragged, factor: float) -> Floats:
    """x[t] + factor * (the same of t + 1) along every row, (N,)."""

    def work(block: Floats) -> Floats:
        out, weight, reach = block.copy(), factor, 1
        while reach < out.shape[1] and weight > 0:  # each round doubles how far a step sees
            out[:, reach:] += weight * out[:, :-reach]
            weight, reach = weight * weight, 2 * reach
        return out

    return rewards.scan(work, reverse=True)


def potential_shaping(potentials: Rows, *, gamma: float, missing: Missing = "raise") -> Ragged:
    """gamma * potential after the step - potential before it, a step: added to a reward it keeps the best policy.

    `potentials`: T + 1 numbers for T steps, such as an expert's values. Unscored where either end is.
    Source: textbook form, unchecked against the thesis; its exploration bonus is `count_bonus`.
    """
    given = Ragged.of(potentials, "potentials").settled(missing, "potentials")
    finite(gamma, "gamma", 0.0, 1.0)
    later, earlier = ~given.first, ~given.last
    change = Scores(gamma * given.values[later] - given.values[earlier], given.known[later] & given.known[earlier])
    return Ragged.from_lengths(change, np.maximum(given.lengths - 1, 0))
