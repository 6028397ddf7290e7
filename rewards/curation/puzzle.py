"""Groups weighed by how hard their puzzle is and how widely the answers differ."""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np

from rewards.curation.selection import Group, whole
from rewards.groups import centred, group_labels, group_mean
from rewards.scores import Column, Missing, Scores, finite, labels_of, same_length, within

Diversity = Literal["entropy", "permutations", "none"]


def pc_grpo_weight(
    rewards: Column,
    options: Sequence[Hashable] | None = None,
    *,
    group: Group = None,
    diversity: Diversity = "entropy",
    available: int | None = None,
    lam: float = 4.0,
    gamma: float = 0.5,
    missing: Missing = "raise",
) -> Scores:
    """The weight of each rollout's group, (n,): lam * d * (1 - d) * diversity^gamma, in [0, 1] at lam = 4.

    d is the mean reward of the group, in [0, 1] (8 rollouts in the source); `options` is what each rollout chose, for
    `option_diversity`. diversity="none" is the paper's first version: difficulty alone.
    Source: Puzzle Curriculum GRPO, paper (later version). Its reasoning-answer consistency is a diagnostic by a judge.
    """
    scores = within(Scores.of(rewards, "rewards"), 0, 1, "rewards").settled(missing, "rewards")
    label = group_labels(group, len(scores))
    mean = group_mean(scores, label)
    weight = finite(lam, "lam", 0.0) * mean * (1 - mean)
    if diversity == "none":
        return Scores(weight, scores.known.copy())
    if options is None:
        raise ValueError("options must say what each rollout chose, unless diversity='none'")
    same_length(rewards=scores, options=options)
    spread = option_diversity(options, group=group, diversity=diversity, available=available)
    return Scores(weight * spread.values ** finite(gamma, "gamma", 0.0), scores.known & spread.known)


def pc_grpo_advantage(rewards: Column, weight: Column, *, group: Group = None, missing: Missing = "raise") -> Scores:
    """(reward - mean of the group) * weight, (n,), without division by a std. Source: PC-GRPO, paper."""
    scores, factor = Scores.of(rewards, "rewards").settled(missing, "rewards"), Scores.of(weight, "weight")
    same_length(rewards=scores, weight=factor)
    off = centred(scores, group_labels(group, len(scores)))
    return Scores(off.values * factor.values, off.known & factor.known)


def option_diversity(
    options: Sequence[Hashable],
    *,
    group: Group = None,
    diversity: Literal["entropy", "permutations"] = "entropy",
    available: int | None = None,
) -> Scores:
    """How widely a group's answers differ, in [0, 1], (n,), one number a group, repeated for its items.

    "entropy": of the chosen options over log of the number `available` (required; 0 where it is 1). "permutations":
    (M - 1) / (G - 1) for M distinct among G answers, 0 where G is 1. None (no answer) does not count; a group without
    an answer is unscored. Raises ValueError where a group chose more options than are available.
    """
    label = group_labels(group, len(options))
    known = np.array([option is not None for option in options], dtype=np.bool_)
    size = int(label.max(initial=-1)) + 1
    given = np.bincount(label[known], minlength=size)
    choice = labels_of(zip(label[known].tolist(), (o for o in options if o is not None), strict=True))
    first = np.unique(choice, return_index=True)[1]
    owner = label[known][first]
    distinct = np.bincount(owner, minlength=size)
    if diversity == "entropy":
        if available is None:
            raise ValueError("diversity='entropy' needs available, the number of options to choose from")
        if (distinct > whole(available, "available", 1)).any():
            raise ValueError(f"a group chose {int(distinct.max())} different options, available says {available}")
        share = np.bincount(choice) / given[owner]
        entropy = np.bincount(owner, weights=-share * np.log(share), minlength=size)
        out = np.clip(entropy / np.log(available), 0.0, 1.0) if available > 1 else np.zeros(size)
    elif diversity == "permutations":
        out = (distinct - 1) / np.maximum(given - 1, 1)
    else:
        raise ValueError(f"diversity must be 'entropy', 'permutations' or 'none', not {diversity!r}")
    return Scores(np.where(given > 0, out, 0.0)[label], (given > 0)[label])
