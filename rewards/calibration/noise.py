"""Rewards that are wrong sometimes."""

from collections.abc import Hashable, Sequence

import numpy as np

from rewards.groups import group_labels
from rewards.scores import Column, Scores, finite, same_length, within


def flip_noise(
    rewards: Column, group: Sequence[Hashable] | None = None, *, p: float, rng: np.random.Generator
) -> Scores:
    """Rewards r in [0, 1] with those of whole groups turned to 1 - r, each group with probability p.

    Decided once a rollout group, as in the source; the expected reward is (1 - 2p) r + p. Source: The Climb Carves
    Wisdom Deeper Than the Summit (code).
    """
    given = within(Scores.of(rewards, "rewards"), 0.0, 1.0, "rewards")
    label = group_labels(group, len(given))
    count = int(label.max()) + 1 if len(label) else 0
    flipped = (rng.random(count) < finite(p, "p", 0.0, 1.0))[label]
    return Scores(np.where(flipped, 1.0 - given.values, given.values), given.known.copy())


def rpr_calibrate(scores: Column, reasoning: Column, *, threshold: float = 0.0, weight: float | None = None) -> Scores:
    """Scores with the reward for reasoning phrases in the place of those that are not above `threshold`.

    `reasoning`: a reward for the pattern of reasoning, whatever the answer. With a `weight` it is added to low scores
    instead (score + weight * reasoning; .1 in the source's reward-model variant): our reading of that rule.
    Source: The Climb Carves Wisdom Deeper Than the Summit (code).
    """
    given, pattern = Scores.of(scores, "scores"), Scores.of(reasoning, "reasoning")
    same_length(scores=given, reasoning=pattern)
    low = given.known & (given.values <= finite(threshold, "threshold"))
    lifted = pattern.values if weight is None else given.values + finite(weight, "weight") * pattern.values
    return Scores(np.where(low, lifted, given.values), given.known & (pattern.known | ~low))
