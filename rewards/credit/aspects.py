"""Several rewards of one item brought to one number."""

from collections.abc import Sequence

import numpy as np

from rewards.credit.inputs import simplex
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Missing, Scores, finite, positive, same_length, within


def vector_scalarise(rewards: Rows, *, weights: Sequence[float], missing: Missing = "raise") -> Scores:
    """Weighted mean of the objectives, a number an item.

    `rewards`: a row of M numbers an item (a step, a candidate; also logits of M heads). `weights`: (M,), 0 or more,
    summing to 1. missing="skip": the weights of the scored objectives are scaled to sum to 1.
    Source: MAH-DPO; one weighting at training and at inference (unchecked, our reading).
    """
    return weighted(Ragged.of(rewards, "rewards").settled(missing, "rewards"), simplex(weights), "rewards")


def aspect_mix(
    rule: Rows,
    model: Rows,
    confidence: Rows,
    *,
    weights: Sequence[float],
    lengths: Column | None = None,
    limit: float | None = None,
    length_weight: float | None = None,
    missing: Missing = "raise",
) -> Scores:
    """Weighted mean over aspects of confidence * rule + (1 - confidence) * model, less a length penalty, (B,).

    `rule`, `model`, `confidence` (0 to 1): a row of K numbers an item, one an aspect; `weights`: (K,) as in
    `vector_scalarise`. With `lengths` (B,), 0 or more, length_weight * clip((length - limit) / limit, 0, 1) is taken
    off; `limit` and `length_weight` are wanted then. Source: "Beyond Monolithic Rewards", our reading; its formula and
    constants are not known to us.
    """
    checked, judged = Ragged.of(rule, "rule"), Ragged.of(model, "model")
    trust = Ragged.of(confidence, "confidence")
    same_rows(rule=checked, model=judged, confidence=trust)
    within(trust.flat, 0.0, 1.0, "confidence")
    checked, judged = checked.settled(missing, "rule"), judged.settled(missing, "model")
    trust = trust.settled(missing, "confidence")
    mixed = trust.values * checked.values + (1 - trust.values) * judged.values
    known = checked.known & judged.known & trust.known
    reward = weighted(checked.like(mixed, known), simplex(weights), "rule")
    if lengths is None:
        return reward
    if limit is None or length_weight is None:
        raise ValueError("lengths want limit and length_weight: neither is published")
    size = within(Scores.of(lengths, "lengths"), 0.0, np.inf, "lengths").settled(missing, "lengths")
    same_length(rule=checked.lengths, lengths=size)
    excess = np.maximum(np.minimum(size.values, 2 * positive(limit, "limit")) / limit - 1, 0.0)
    return Scores(reward.values - finite(length_weight, "length_weight", 0.0) * excess, reward.known & size.known)


def weighted(rows: Ragged, weights: Floats, name: str) -> Scores:
    """Weighted mean of each row's scored numbers, (B,). ValueError where a row has not one number a weight."""
    if (rows.lengths != len(weights)).any():
        raise ValueError(f"every row of {name} must hold {len(weights)} numbers, one a weight")
    weight = np.where(rows.known, np.tile(weights, len(rows)), 0.0)
    total, mass = (np.bincount(rows.row, weights=w, minlength=len(rows)) for w in (weight * rows.values, weight))
    return Scores(total / np.where(mass > 0, mass, 1.0), mass > 0)
