"""An outcome scaled by how it was reached."""

from collections.abc import Hashable, Sequence

import numpy as np

from rewards.credit.inputs import binary, paired
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Missing, Scores, finite, same_length, within


def effective_action_scale(effective: Rows, outcome: Column, *, missing: Missing = "raise") -> Scores:
    """Outcome times the share of actions that changed the state, (B,); 0 without actions.

    `effective`: 0 or 1 an action, see `changed`. missing="skip" takes the share of the scored actions.
    Source: WMAct (second-hand).
    """
    given, wanted = paired(effective, outcome, missing, "effective")
    share = Ragged(binary(given.flat, "effective"), given.starts).mean()
    return Scores(wanted.values * share.values, wanted.known & (share.known | (given.lengths == 0)))


def changed(states: Sequence[Sequence[Hashable]]) -> Ragged:
    """1 where an action left another state than it found, else 0.

    `states`: T + 1 a trajectory for T actions. Screens want a digest that forgives what does not matter: address,
    element tree, perceptual hash.
    """
    rows = [[float(a != b) for a, b in zip(row[:-1], row[1:], strict=True)] for row in states]
    return Ragged.of(rows, "states")


def conciseness_scale(
    outcome: Column,
    conciseness: Column,
    difficulty: Column,
    *,
    alpha: float,
    annealing: float,
    missing: Missing = "raise",
) -> Scores:
    """Outcome * (1 + alpha * conciseness * (annealing + difficulty)), (B,): a bonus for short right answers only.

    `conciseness` from 0.1 to 1, `difficulty` from 0 to 1 (from the group's accuracy); alpha and annealing 0 or more,
    neither is published. An outcome below 0 counts as 0: its penalty would grow with conciseness.
    Source: "Efficient Reasoning via Reward Model" (paper).
    """
    reward = Scores.of(outcome, "outcome").settled(missing, "outcome")
    short, hard = Scores.of(conciseness, "conciseness"), Scores.of(difficulty, "difficulty")
    same_length(outcome=reward, conciseness=short, difficulty=hard)
    short = within(short, 0.1, 1.0, "conciseness").settled(missing, "conciseness")
    hard = within(hard, 0.0, 1.0, "difficulty").settled(missing, "difficulty")
    bonus = finite(alpha, "alpha", 0.0) * short.values * (finite(annealing, "annealing", 0.0) + hard.values)
    return Scores(np.maximum(reward.values, 0.0) * (1 + bonus), reward.known & short.known & hard.known)


def bounded_penalty(terms: Rows, *, cap: float, missing: Missing = "raise") -> Scores:
    """Sum of an item's positive terms and of its negative ones, these together no less than -cap, (B,).

    Our reading of an idea in "A Mathematical Framework for Custom Reward Functions ..."; the cap is not published.
    """
    given = Ragged.of(terms, "terms").settled(missing, "terms")
    gain = given.like(np.maximum(given.values, 0.0)).sum()
    loss = given.like(np.minimum(given.values, 0.0)).sum()
    return Scores(gain.values + np.maximum(loss.values, -finite(cap, "cap", 0.0)), gain.known)
