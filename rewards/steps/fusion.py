"""Several scores of one thing made into one."""

from collections.abc import Iterable, Sequence

import numpy as np

from rewards.groups import Single, group_labels, zscore
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, same_length


def softmax_fusion(*signals: Rows, missing: Missing = "raise") -> Ragged:
    """Mean of every step's scores, weighted by their own softmax: it leans to the highest.

    `signals`: k >= 1 scores a step (in ReasonFlux-PRM: alignment with the answer, a judge's quality, coherence with
    the neighbours). "skip" fuses the scores a step has; None where it has none. Source: second-hand; Fin-PRM's
    knowledge check is one more signal, its weights are not known to us.
    """
    given = [Ragged.of(signal, "signals") for signal in signals]
    if not given:
        raise ValueError("softmax_fusion needs at least one signal")
    same_rows(**{f"signal {k}": signal for k, signal in enumerate(given)})
    given = [signal.settled(missing, "signals") for signal in given]
    values = np.stack([signal.values for signal in given])
    known = np.stack([signal.known for signal in given])
    most = np.where(known, values, -np.inf).max(axis=0)
    weight = np.where(known, np.exp(np.minimum(values - np.where(known.any(axis=0), most, 0.0), 0.0)), 0.0)
    total = np.where(known.any(axis=0), weight.sum(axis=0), 1.0)
    return given[0].like((weight / total * values).sum(axis=0), known.any(axis=0))


def drm_score(
    *dimensions: Column,
    weights: Sequence[float],
    group: Iterable[object] | None = None,
    normalise: bool = True,
    ddof: int = 0,
    eps: float = 0.0,
    single: Single = "zero",
) -> Scores:
    """Weighted sum of the dimensions of every answer, (B,), each normalised within its group first.

    `dimensions`: (B,) each, as confidence (mean log-prob), relevance, coherence; an answer unscored in one of them is
    unscored. `weights`: one a dimension, required: the paper finds them by grid search. `group`: a key an answer,
    None: all one group. Source: DRM, paper; normalising (`ddof`, `eps`, `single`) is our reading, `normalise=False`
    sums the scores as they are.
    """
    given = [Scores.of(dimension, "dimensions") for dimension in dimensions]
    if len(given) != len(weights) or not given:
        raise ValueError(f"drm_score has {len(given)} dimensions and {len(weights)} weights; it needs a weight each")
    same_length(**{f"dimension {k}": dimension for k, dimension in enumerate(given)})
    label = group_labels(group, len(given[0]))
    known = np.all([dimension.known for dimension in given], axis=0)
    total = np.zeros(len(label))
    for dimension, weight in zip(given, weights, strict=True):
        shared = Scores(dimension.values, known)
        part = zscore(shared, label, ddof=ddof, eps=eps, single=single) if normalise else shared
        total = total + finite(weight, "weights") * part.values
    return Scores(total, known)


def drm_pairs(scores: Column, *, group: Iterable[object] | None = None) -> list[tuple[int, int]]:
    """The best and the worst answer of each group, as (chosen, rejected); no pair where all are equal.

    Unscored answers take no part; ties: the first. Source: DRM, paper.
    """
    given = Scores.of(scores, "scores")
    label = group_labels(group, len(given))
    items = np.flatnonzero(given.known)
    best, worst = (_first(items, sign * given.values[items], label[items]) for sign in (-1.0, 1.0))
    pairs = zip(best.tolist(), worst.tolist(), strict=True)
    return [(i, j) for i, j in pairs if given.values[i] > given.values[j]]


def drm_advantage(
    outcome: Column,
    scores: Column,
    *,
    group: Iterable[object] | None = None,
    ddof: int = 0,
    eps: float = 0.0,
    single: Single = "zero",
) -> Scores:
    """Advantage of every answer, (B,): its outcome and its score, each normalised within the group, added up.

    `outcome`, `scores`: (B,); an answer unscored in either is unscored. Source: paper; `ddof`, `eps`, `single`: ours.
    """
    given, extra = Scores.of(outcome, "outcome"), Scores.of(scores, "scores")
    same_length(outcome=given, scores=extra)
    return drm_score(given, extra, weights=(1.0, 1.0), group=group, ddof=ddof, eps=eps, single=single)


def _first(items: Ints, values: Floats, label: Ints) -> Ints:
    """Of every group the item of least value, groups in order."""
    order = np.lexsort((items, values, label))
    _, first = np.unique(label[order], return_index=True)
    return items[order][first]
