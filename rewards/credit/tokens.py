"""Weights of tokens, or steps, from what a reward model gives them."""

from typing import Literal, NamedTuple

import numpy as np
from scipy.special import expit

from rewards.ragged import Ragged, Rows
from rewards.scores import Floats, Missing, finite


class TokenWeights(NamedTuple):
    """How much a token counts in a right trajectory, and in a wrong one; both from 0 to 1."""

    positive: Ragged
    negative: Ragged


def token_weights(
    token_scores: Rows,
    *,
    theta: float = 0.5,
    mode: Literal["rescale", "top"] = "rescale",
    ratio: float = 0.5,
    missing: Missing = "raise",
) -> TokenWeights:
    """Weights of tokens from p = logistic(running mean of their scores): for right trajectories and for wrong ones.

    rescale: clip((p - theta) / (1 - theta), 0, 1), of 1 - p for the negative; theta from 0 to below 1. top: the share
    `ratio` with the greatest p (rounded up, ties to the earlier) scaled to 0..1 by its least and greatest, 1 where
    all are equal; the others 0. missing="skip" leaves unscored tokens out of the mean.
    Source: OREAL (code); what top ranks and how it rounds is our reading.
    """
    given = Ragged.of(token_scores, "token_scores").settled(missing, "token_scores")
    finite(ratio, "ratio", 0.0, 1.0)
    if not 0 <= theta < 1:
        raise ValueError(f"theta must be from 0 to below 1, not {theta}")
    seen = given.like(given.known.astype(np.float64)).cumsum()
    mean = given.cumsum() / np.maximum(seen, 1.0)
    right, wrong = (given.like(expit(side * mean)) for side in (1.0, -1.0))
    if mode == "rescale":
        return TokenWeights(*(p.like(np.clip((p.values - theta) / (1 - theta), 0.0, 1.0)) for p in (right, wrong)))
    if mode == "top":
        return TokenWeights(*(p.like(_top(p, ratio)) for p in (right, wrong)))
    raise ValueError(f"mode must be 'rescale' or 'top', not {mode!r}")


def _top(p: Ragged, ratio: float) -> Floats:
    def ranks(block: Floats) -> Floats:
        order = np.argsort(-block, axis=1, kind="stable")  # of equals the earlier comes first, padding last
        out = np.empty(block.shape)
        np.put_along_axis(out, order, np.arange(block.shape[1], dtype=np.float64)[None], axis=1)
        return out

    rank = p.scan(ranks, fill=-np.inf)
    best = p.like(p.values, p.known & (rank < p.spread(np.ceil(ratio * p.count()))))
    low, high = best.spread(best.min().values), best.spread(best.max().values)
    span = high - low
    return np.where(best.known, np.where(span > 0, (p.values - low) / np.where(span > 0, span, 1.0), 1.0), 0.0)
