"""How much an auxiliary reward should count."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rewards.credit.inputs import binary
from rewards.scores import Column, Floats, Missing, Scores, same_length

_TIE = 1e-12  # scores closer than this are equal but for rounding


@dataclass(frozen=True, slots=True)
class AuxWeight:
    """The weight that was found, how well the mixed reward agrees with the outcomes, and how well without it.

    A score is None where it is not defined: constant rewards, outcomes of one class.
    """

    weight: float
    score: float | None
    without: float | None


def aux_weight_search(
    primary: Column,
    auxiliary: Column,
    outcome: Column,
    *,
    grid: Sequence[float],
    score: Literal["correlation", "auc"] = "correlation",
    missing: Missing = "raise",
) -> AuxWeight:
    """Weight w of the grid, or 0, for which primary + w * auxiliary agrees best with the outcomes.

    All (B,), a number a validation trajectory; missing="skip" leaves out those with a gap. "correlation" is Pearson's,
    "auc" wants outcomes of 0 and 1. 0 is always tried; ties go to the weight nearest to 0.
    Source: BARFI; this search is our reading, the paper descends an implicit gradient, and learns a discount too.
    """
    columns = [Scores.of(c, name) for c, name in ((primary, "primary"), (auxiliary, "auxiliary"), (outcome, "outcome"))]
    same_length(primary=columns[0], auxiliary=columns[1], outcome=columns[2])
    if score not in ("correlation", "auc"):
        raise ValueError(f"score must be 'correlation' or 'auc', not {score!r}")
    names = ("primary", "auxiliary", "outcome")
    base, extra, truth = (c.settled(missing, name) for c, name in zip(columns, names, strict=True))
    if score == "auc":
        binary(truth, "outcome")
    there = base.known & extra.known & truth.known
    measure = _auc if score == "auc" else _correlation
    tried = Scores.of([0.0, *grid], "grid").values
    found = [measure(base.values[there] + w * extra.values[there], truth.values[there]) for w in tried.tolist()]
    best = max((value for value in found if value is not None), default=None)
    if best is None:
        return AuxWeight(0.0, None, None)
    good = [i for i, value in enumerate(found) if value is not None and value >= best - _TIE]
    chosen = min(good, key=lambda i: abs(tried[i]))
    return AuxWeight(float(tried[chosen]), found[chosen], found[0])


def _correlation(rewards: Floats, truth: Floats) -> float | None:
    if len(rewards) < 2 or np.ptp(rewards) == 0 or np.ptp(truth) == 0:
        return None
    a, b = ((x - x.mean()) / np.abs(x - x.mean()).max() for x in (rewards, truth))
    return float(np.clip(a @ b / np.sqrt((a @ a) * (b @ b)), -1.0, 1.0))


def _auc(rewards: Floats, truth: Floats) -> float | None:
    right = int((truth == 1).sum())
    wrong = len(truth) - right
    if not right or not wrong:
        return None
    _, at, count = np.unique(rewards, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[at]  # of equals the mean rank
    return float((ranks[truth == 1].sum() - right * (right + 1) / 2) / (right * wrong))
