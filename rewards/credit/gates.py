"""Rewards that count only behind others."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np

from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Floats, Missing, Scores

Comparator: TypeAlias = Literal[">=", ">"]


def gated_sum(rewards: Rows, *, gates: Sequence[float], comparator: Comparator, missing: Missing = "raise") -> Scores:
    """Sum of the rewards in front of which every gate is open, (B,); arguments as in `gated`.

    Unscored without rewards and behind an unscored gate. Source: G-RA; the rule as its abstract states it (our
    reading), the comparator > second-hand from other people's code. Thresholds are not published.
    """
    given = Ragged.of(rewards, "rewards").settled(missing, "rewards")
    shut, unsure = _doors(given, gates, comparator)
    total = given.like(np.where(shut, 0.0, given.values)).sum()
    doubtful = np.bincount(given.row[unsure], minlength=len(given)) > 0
    return Scores(total.values, total.known & ~doubtful)


def gated(rewards: Rows, *, gates: Sequence[float], comparator: Comparator, missing: Missing = "raise") -> Ragged:
    """Rewards, 0 behind a gate that is shut.

    `rewards`: of each trajectory the rewards in order of priority, as in [outcome, *steps]. `gates`: thresholds of the
    first of them, -inf for one that is always open; later ones gate nothing. A gate opens where its reward is
    `comparator` (">=" or ">") its threshold; what lies behind an unscored one is unscored.
    """
    given = Ragged.of(rewards, "rewards").settled(missing, "rewards")
    shut, unsure = _doors(given, gates, comparator)
    return given.like(np.where(shut, 0.0, given.values), (given.known & ~unsure) | shut)


def _doors(given: Ragged, gates: Sequence[float], comparator: Comparator) -> tuple[Bools, Bools]:
    limits = np.append(np.asarray(gates, dtype=np.float64), -np.inf)
    if np.isnan(limits).any():
        raise ValueError("gates must be numbers")
    if comparator not in (">=", ">"):
        raise ValueError(f"comparator must be '>=' or '>', not {comparator!r}")
    limit = limits[np.minimum(given.position, len(limits) - 1)]
    opens = (given.values >= limit) if comparator == ">=" else (given.values > limit)
    real = limit > -np.inf
    shut = given.position > given.spread(_first(given, real & given.known & ~opens))
    unsure = given.position > given.spread(_first(given, real & ~given.known))
    return shut, unsure & ~shut


def _first(given: Ragged, where: Bools) -> Floats:
    out = np.full(len(given), np.inf)
    np.minimum.at(out, given.row[where], given.position[where].astype(np.float64))
    return out
