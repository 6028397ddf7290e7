"""Which steps of a group are compared with each other, as one number a step."""

from collections.abc import Hashable, Sequence

import numpy as np

from rewards.ragged import Ragged
from rewards.scores import Ints, labels_of


def step_labels(label: Ints, rows: Ragged) -> Ints:
    """The group of each step, (N,); `label` is that of each trajectory."""
    return np.repeat(label, rows.lengths)


def turn_labels(label: Ints, rows: Ragged) -> Ints:
    """The same for steps at the same turn of the same group, (N,)."""
    longest = np.zeros_like(np.bincount(label))
    np.maximum.at(longest, label, rows.lengths)
    return step_labels((np.cumsum(longest) - longest)[label], rows) + rows.position


def tag_labels(label: Ints, rows: Ragged, tags: Sequence[Hashable]) -> Ints:
    """The same for steps of the same group with equal tags, (N,); `tags` is (N,)."""
    return pair_labels(step_labels(label, rows), labels_of(tags))


def pair_labels(one: Ints, other: Ints) -> Ints:
    """The same for items that agree in both, (n,); from 0, below 4 * n."""
    key = one * (other.max(initial=0) + 1) + other
    if key.max(initial=0) < 4 * len(key):
        return key
    return np.unique(key, return_inverse=True)[1].reshape(-1).astype(np.int64)
