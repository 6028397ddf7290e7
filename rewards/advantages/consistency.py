"""Advantages for groups that agree with themselves, rightly or wrongly."""

from collections.abc import Hashable, Sequence

import numpy as np
from scipy.special import expit

from rewards.groups import group_labels, zscore
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, labels_of, positive, same_length, within


def copo(
    rewards: Column,
    answers: Sequence[Hashable],
    group: Sequence[Hashable] | None = None,
    *,
    gamma: float = 20.0,
    rho: float | None = None,
    ddof: int = 1,
    eps: float = 0.0,
    missing: Missing = "raise",
) -> Scores:
    """w * advantage in the group + (1 - w) * advantage of the group in the batch, (B,); w rises with disagreement.

    `answers`: the final answer of each trajectory; equal ones are a cluster, w = `consistency_weight` of the entropy
    over clusters. The batch is the call: z-scores of the groups' mean rewards, 0 with one group. A unanimous group
    still learns, from the second part. `rho` None: 0.84 * ln(group size), our scaling of the source's 1.5 for six.
    Source: COPO (second-hand); that a prompt's reward is its mean accuracy is our reading.
    """
    given = Scores.of(rewards, "rewards")
    label = group_labels(group, same_length(rewards=given, answers=answers))
    given = given.settled(missing, "rewards")
    size = np.bincount(label)
    middle = 0.84 * np.log(size)[label] if rho is None else np.full(len(label), finite(rho, "rho"))
    weight = expit(positive(gamma, "gamma") * (answer_entropy(answers, group).values - middle))
    local = zscore(given, label, ddof=ddof, eps=eps)
    count = np.bincount(label, weights=given.known)
    total = np.bincount(label, weights=given.values)
    prompts = Scores(total / np.maximum(count, 1), count > 0)
    across = zscore(prompts, np.zeros(len(size), dtype=np.int64), ddof=ddof, eps=eps)
    return Scores(weight * local.values + (1 - weight) * across.values[label], given.known)


def consistency_weight(entropy: Column, *, gamma: float = 20.0, rho: float = 1.5) -> Scores:
    """logistic(gamma * (entropy - rho)), (n,): near 0 for agreement, near 1 for answers that all differ.

    gamma 20 and rho 1.5 are the source's for groups of six, whose greatest entropy is ln 6 = 1.79.
    """
    given = within(Scores.of(entropy, "entropy"), 0.0, np.inf, "entropy")
    return Scores(expit(positive(gamma, "gamma") * (given.values - finite(rho, "rho"))), given.known)


def answer_entropy(answers: Sequence[Hashable], group: Sequence[Hashable] | None = None) -> Scores:
    """Entropy (natural logarithm) of the answers of each trajectory's group, (B,)."""
    label: Ints = group_labels(group, len(answers))
    name = labels_of(answers)
    _, pair, count = np.unique(label * (name.max(initial=0) + 1) + name, return_inverse=True, return_counts=True)
    size = np.bincount(label)
    surprise: Floats = np.log(size[label] / count[pair])
    return Scores.all_known((np.bincount(label, weights=surprise) / size)[label])
