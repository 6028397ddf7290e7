"""Statistics of items that belong together: the rollouts of a task, the steps of a batch.

The one place where a group is centred and scaled. `label` is (n,) ints from 0; unscored items neither count nor get
a result. A group whose values are all equal gives exactly 0, whatever the rounding of its mean.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

import numpy as np

from rewards.scores import Bools, Floats, Ints, Scores, finite, labels_of

Single: TypeAlias = Literal["zero", "raw"]


def group_mean(scores: Scores, label: Ints) -> Floats:
    """Mean of each item's group, (n,); 0 where the group has no scored item."""
    count = _count(scores.known, label)
    total = np.bincount(label, weights=scores.values, minlength=len(count))
    return (total / np.maximum(count, 1))[label]


def centred(scores: Scores, label: Ints) -> Scores:
    """Value minus the mean of its group, (n,)."""
    off = scores.values - group_mean(scores, label)
    return Scores(np.where(_constant(scores, label), 0.0, off), scores.known.copy())


def group_std(scores: Scores, label: Ints, ddof: int = 0) -> Floats:
    """Standard deviation of each item's group, (n,); 0 for groups with fewer than ddof + 1 scored items."""
    off = centred(scores, label).values
    count = _count(scores.known, label)
    size = _most(np.abs(off), label, len(count))
    scale = np.where(size > 0, size, 1.0)  # squares of huge and tiny numbers stay in range
    square = np.bincount(label, weights=np.square(off / scale[label]), minlength=len(count))
    return (scale * np.sqrt(square / np.maximum(count - ddof, 1)) * (count > ddof))[label]


def zscore(
    scores: Scores, label: Ints, *, ddof: int = 0, eps: float = 0.0, single: Single = "zero", scale: bool = True
) -> Scores:
    """(value - group mean) / (group std + eps), (n,); exactly 0 in a constant group and where the std is <= eps.

    `single` says what a group of one gives: "zero", or "raw" for its value (mean 0, std 1 in some releases).
    `scale=False` only centres. Raises ValueError for ddof other than 0 and 1 and for eps < 0.
    """
    if ddof not in (0, 1):
        raise ValueError(f"ddof must be 0 (population) or 1 (sample), not {ddof}")
    finite(eps, "eps", 0.0)
    if single not in ("zero", "raw"):
        raise ValueError(f"single must be 'zero' or 'raw', not {single!r}")
    out = centred(scores, label).values
    if scale:
        std = group_std(scores, label, ddof)
        usable = std > eps
        out = np.where(usable, out / np.where(usable, std + eps, 1.0), 0.0)
    if single == "raw":
        alone = _count(scores.known, label)[label] == 1
        out = np.where(alone, scores.values, out)
    return Scores(out, scores.known.copy())


def group_labels(group: Iterable[object] | None, count: int) -> Ints:
    """Labels of `count` items by their group's key; None means that all are one group. ValueError for other lengths."""
    if group is None:
        return np.zeros(count, dtype=np.int64)
    label = labels_of(group)
    if len(label) != count:
        raise ValueError(f"group has {len(label)} keys for {count} items")
    return label


def _count(known: Bools, label: Ints) -> Ints:
    size = int(label.max()) + 1 if len(label) else 0
    return np.bincount(label[known], minlength=size).astype(np.int64)


def _most(values: Floats, label: Ints, size: int) -> Floats:
    out = np.zeros(size)
    np.maximum.at(out, label, values)
    return out


def _constant(scores: Scores, label: Ints) -> Bools:
    count = _count(scores.known, label)
    low, high = np.full(len(count), np.inf), np.full(len(count), -np.inf)
    np.minimum.at(low, label[scores.known], scores.values[scores.known])
    np.maximum.at(high, label[scores.known], scores.values[scores.known])
    return (low >= high)[label]
