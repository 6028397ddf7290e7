"""h-calibration: errors of a sliding window over sorted probabilities, and a map that makes them small."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import minimize  # pyright: ignore[reportUnknownVariableType]
from scipy.special import expit, logit

from rewards.scores import Bools, Column, Floats, Scores, finite, same_length, within

WIDTH, EPSILON, CLUSTERS = 201, 1e-20, 15
ROUNDS = 100
EDGE = 1e-12  # probabilities are kept this far from 0 and 1 before their logit is taken


def h_error(
    confidence: Column,
    correct: Column,
    *,
    width: int = WIDTH,
    epsilon: float = EPSILON,
    clusters: int = CLUSTERS,
    classes: int = 1,
    padded: bool = True,
) -> float | None:
    """Mean error of the window means of p - y over sorted probabilities, in [0, 1]; None without a scored answer.

    T = |mean of p(1 - y) - mean of (1 - p)y| of each window; e = max(0, T - epsilon); the mean over clusters of p
    (k-means) of the cluster's mean e. `classes` 2 takes the answers' complements in, as one-hot labels do. padded=True
    (the source) has a window at every probability, filled up with zeros at the ends; False only whole windows. A width
    above the number of probabilities shrinks to it. Equal probabilities share the mean of their labels (our reading: in
    the source their order decides). Source: h-calibration (code).
    Raises ValueError for parameters out of range.
    """
    p, y = _flat(confidence, correct, classes)
    if not len(p):
        return None
    if width < 1 or clusters < 1:
        raise ValueError(f"width and clusters must be at least 1, not {width} and {clusters}")
    return _error(p, y, width, finite(epsilon, "epsilon", 0.0), clusters, padded)


@dataclass(frozen=True, slots=True)
class HCalibration:
    """A map of probabilities, p -> sigma(slope * logit p + shift), fitted by the h-calibration error.

    The source fits its map by Adam (rate .005, at most 2000 epochs, loss weight 1e5); which map is not known to us:
    this one, and Nelder-Mead from the identity, are our reading. slope > 0, so the order of answers stays.
    """

    slope: float = 1.0
    shift: float = 0.0
    width: int = WIDTH
    classes: int = 1

    def fit(self, confidence: Column, correct: Column) -> "HCalibration":
        """The fitted map; never worse on these answers than the one it begins with."""
        p, y = _flat(confidence, correct, 1)
        if not len(p):
            raise ValueError("there is no scored answer to fit on")

        def loss(parameters: Floats) -> float:
            mapped = _mapped(
                p, float(np.exp(np.clip(parameters[0], -20, 20))), float(np.clip(parameters[1], -1e3, 1e3))
            )
            error = h_error(mapped, y, width=self.width, classes=self.classes)
            return error if error is not None else 0.0

        start = np.array([np.log(self.slope), self.shift])
        found: Any = minimize(  # pyright: ignore[reportUnknownVariableType]
            loss, start, method="Nelder-Mead", options={"maxiter": 400, "xatol": 1e-4, "fatol": 1e-9}
        )
        best = np.asarray(found.x, dtype=np.float64)
        best = best if loss(best) < loss(start) else start
        return replace(self, slope=float(np.exp(np.clip(best[0], -20, 20))), shift=float(np.clip(best[1], -1e3, 1e3)))

    def transform(self, confidence: Column) -> Scores:
        """Calibrated probabilities, in [0, 1]."""
        given = within(Scores.of(confidence, "confidence"), 0.0, 1.0, "confidence")
        return Scores(_mapped(given.values, self.slope, self.shift), given.known.copy())


def _mapped(p: Floats, slope: float, shift: float) -> Floats:
    return expit(slope * logit(np.clip(p, EDGE, 1.0 - EDGE)) + shift)


def _flat(confidence: Column, correct: Column, classes: int) -> tuple[Floats, Floats]:
    said = within(Scores.of(confidence, "confidence"), 0.0, 1.0, "confidence")
    right = Scores.of(correct, "correct")
    same_length(confidence=said, correct=right)
    if not np.isin(right.values, (0.0, 1.0)).all():
        raise ValueError("correct must hold 0 and 1 only")
    if classes not in (1, 2):
        raise ValueError(f"classes must be 1 or 2, not {classes}")
    both: Bools = said.known & right.known
    p, y = said.values[both], right.values[both]
    if classes == 2:
        p, y = np.concatenate([p, 1.0 - p]), np.concatenate([y, 1.0 - y])
    order = np.argsort(p, kind="stable")
    p, y = p[order], y[order]
    # Equal probabilities share the mean of their labels: else the error would hang on the order they were given in.
    _, group, count = np.unique(p, return_inverse=True, return_counts=True)
    return p, (np.bincount(group, weights=y) / count)[group]


def _error(p: Floats, y: Floats, width: int, epsilon: float, clusters: int, padded: bool) -> float:
    size = min(width, len(p))
    sums = np.concatenate([[0.0], np.cumsum(p - y)])
    if padded:
        centre = np.arange(len(p))
        low, high = np.maximum(centre - (size - 1) // 2, 0), np.minimum(centre + size // 2 + 1, len(p))
        at = p
    else:
        low = np.arange(len(p) - size + 1)
        high = low + size
        at = p[low + (size - 1) // 2]
    error = np.maximum(np.abs(sums[high] - sums[low]) / size - epsilon, 0.0)
    label = _clusters(at, clusters)
    count = np.bincount(label)
    return float((np.bincount(label, weights=error)[count > 0] / count[count > 0]).mean())


def _clusters(sorted_values: Floats, clusters: int) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """k-means of numbers in order, from their quantiles."""
    different = np.unique(sorted_values)
    centres = np.unique(np.quantile(different, np.linspace(0, 1, min(clusters, len(different)))))
    label = np.zeros(len(sorted_values), dtype=np.intp)
    for _ in range(ROUNDS):
        label = np.searchsorted((centres[1:] + centres[:-1]) / 2, sorted_values)
        count = np.bincount(label, minlength=len(centres))
        total = np.bincount(label, weights=sorted_values, minlength=len(centres))
        moved = np.where(count > 0, total / np.maximum(count, 1), centres)
        if np.array_equal(moved, centres):
            break
        centres = moved
    return label
