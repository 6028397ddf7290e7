"""Importance weights that do not explode, and how uncertain a calibrated estimate is."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rewards.calibration.isotonic import FOLDS, Steps
from rewards.calibration.mixing import shortest
from rewards.scores import Column, Floats, Scores, finite, same_length

RIDGE = 1e-8
ROUNDING = 1e-12  # of the rewards: less spread than this is none


def simcal_w(
    weights: Column,
    scores: Column,
    rewards: Column,
    *,
    ess_floor: float = 0.2,
    var_cap: float = 1.0,
    folds: int = FOLDS,
) -> Scores:
    """Stabilised importance weights with mean 1, monotone in the score or a mix of a rising and a falling fit.

    Candidates are the isotonic fits of w on the score, rising and falling; they are mixed so that the out-of-fold
    influence on the weighted mean of the rewards varies least, and blended with 1 until the variance is at most
    min(var_cap, 1 / ess_floor - 1). Source: Causal Judge Evaluation, SIMCal-W (code of an earlier release).
    Raises ValueError for weights that are negative or all 0, fewer than 4 of them, gaps, and parameters out of range.
    """
    w, s, r = (Scores.of(c, n) for c, n in ((weights, "weights"), (scores, "scores"), (rewards, "rewards")))
    count = same_length(weights=w, scores=s, rewards=r)
    if not (w.known.all() and s.known.all() and r.known.all()):
        raise ValueError("weights, scores and rewards must all be scored")
    if count < 4 or folds < 2:
        raise ValueError(f"{count} weights and {folds} folds: at least 4 and 2 are needed")
    mean = _mean_one(w.values)
    floor = finite(ess_floor, "ess_floor", 0.0, 1.0)
    cap = min(finite(var_cap, "var_cap", 0.0), 1.0 / floor - 1.0 if floor else np.inf)
    fold = np.arange(count) % min(folds, count // 2)
    influence = np.empty((2, count))
    for number in range(int(fold.max()) + 1):
        held = fold == number
        for row, rising in enumerate((True, False)):
            fitted = Steps.fit(s.values[~held], mean[~held], rising)
            train, out = np.maximum(fitted(s.values[~held]), 0.0), np.maximum(fitted(s.values[held]), 0.0)
            base = train.mean() or 1.0
            psi = float((train * r.values[~held]).sum() / (train.sum() or 1.0))  # Hajek
            influence[row, held] = (out * (r.values[held] - psi) - psi * (out - base)) / base
    influence -= influence.mean(axis=1, keepdims=True)
    size = float(np.linalg.norm(influence))
    if size > ROUNDING * np.sqrt(count) * float(np.abs(r.values).max()):
        ridge = np.sqrt(RIDGE / 2) * np.eye(2)
        share = shortest(np.hstack([influence / size, ridge]))
    else:
        share = np.array([0.5, 0.5])
    candidates = [_mean_one(np.maximum(Steps.fit(s.values, mean, rising)(s.values), 0.0)) for rising in (True, False)]
    return Scores.all_known(capped(share[0] * candidates[0] + share[1] * candidates[1], cap))


def capped(weights: Column, cap: float) -> Floats:
    """Weights with mean 1 pulled towards 1 until their variance is at most `cap`: 1 + (1 - g)(w - 1)."""
    w = _mean_one(Scores.of(weights, "weights").values)
    variance = float(w.var())
    limit = finite(cap, "cap", 0.0)
    pull = 1.0 - np.sqrt(limit / variance) if variance > limit else 0.0
    return 1.0 + (1.0 - pull) * (w - 1.0)


def effective_size(weights: Column) -> float:
    """How many equal weights these are worth: n / (1 + variance of w / mean)."""
    w = _mean_one(Scores.of(weights, "weights").values)
    return float(len(w) / (1.0 + w.var()))


class Uncertainty(NamedTuple):
    """Standard error with the calibration's share in it, that share as a variance, and degrees of freedom."""

    se: float
    variance: float
    df: int


def oua(held_out: Sequence[float], se: float, *, df_cluster: int) -> Uncertainty:
    """Standard error of an estimate whose calibrator was fitted, too: the jackknife over its folds is added.

    `held_out`: the estimate with each fold left out, (K,); variance (K - 1) / K * sum (psi_k - mean)^2, 0 for K < 2;
    degrees of freedom max(1, min(df_cluster, K - 1)). Source: Causal Judge Evaluation, OUA (code).
    """
    psi = Scores.of(list(held_out), "held_out").values
    k = len(psi)
    variance = float((k - 1) / k * np.square(psi - psi.mean()).sum()) if k > 1 else 0.0
    total = float(np.sqrt(np.square(finite(se, "se", 0.0)) + variance))
    return Uncertainty(total, variance, max(1, min(df_cluster, k - 1)))


def _mean_one(weights: Floats) -> Floats:
    if not len(weights) or (weights < 0).any() or not weights.any():
        raise ValueError("weights must not be negative, and not all 0")
    scaled = weights / weights.max()
    return scaled / scaled.mean()
