"""How right are a method's scores? Cut into three labels on training episodes, then measured on held-out ones.

A score is no label yet: two cuts (below the first is harmful, from the second on it advances) are chosen on the
training split for the best macro-F1, and an isotonic map turns scores into the probability that a step advances.
Nothing of the held-out split is used for either. A step without a score is predicted as nothing, which counts as
missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata  # pyright: ignore[reportUnknownVariableType]

from benchmarks.stepbench.cost import Cost
from rewards.calibration.isotonic import AutocalR
from rewards.calibration.proper import ece
from rewards.metrics.steps import ternary_metrics
from rewards.ragged import Ragged
from rewards.scores import Floats, Scores

LABELS = (-1.0, 0.0, 1.0)
CUTS = 60  # candidates for a cut, at quantiles of the training scores
FEWEST = 4  # labelled steps a calibration map can be fitted on


@dataclass(frozen=True, slots=True)
class Cuts:
    """Scores below `low` are harmful, those from `high` on advance, the rest is neutral."""

    low: float
    high: float

    def label(self, scores: Ragged) -> Ragged:
        """Labels -1, 0, 1; unscored where the score is."""
        values = scores.values
        return scores.like(np.where(values >= self.high, 1.0, np.where(values < self.low, -1.0, 0.0)))


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table. Shares are in [0, 1]; None where nothing can be said (no step, a constant score).

    `accuracy` of the three labels over steps, `f1` their macro mean, `first_error` the share of episodes whose first
    harmful step is found, `rank` Spearman's correlation of score and label, `calibration` the error (10 bins) of the
    fitted probability that a step advances, `scored` the share of steps with a score; `cost` on the held-out episodes.
    """

    method: str
    needs: str
    steps: int
    accuracy: float | None
    f1: float | None
    first_error: float | None
    rank: float | None
    calibration: float | None
    scored: float
    cost: Cost
    probability: tuple[float, ...] = ()  # of held-out steps, with `advances`: for reliability diagrams
    advances: tuple[float, ...] = ()


def fit_cuts(scores: Ragged, truth: Ragged) -> Cuts:
    """The cuts with the best macro-F1 on these steps; the first of equal ones, lower cuts first."""
    known = scores.known & truth.known
    values, labels = scores.values[known], truth.values[known]
    if not len(values):
        return Cuts(0.0, 0.0)
    places = np.unique(np.quantile(values, np.linspace(0, 1, CUTS)))
    places = np.append(places, np.nextafter(places[-1], np.inf))
    # below[c, p]: steps of label c with a score below place p.
    below = np.stack([np.searchsorted(np.sort(values[labels == c]), places, side="left") for c in LABELS])
    total = np.array([(labels == c).sum() for c in LABELS])[:, None]
    best, cuts = -1.0, Cuts(float(places[0]), float(places[0]))
    for i in range(len(places)):
        harmful, high = below[:, i : i + 1], below[:, i:]
        counts = np.stack([np.broadcast_to(harmful, high.shape), high - harmful, total - high])  # [said, true, place]
        right = np.stack([counts[c, c] for c in range(3)])
        size = counts.sum(axis=1) + total
        f1 = np.where(size > 0, 2 * right / np.maximum(size, 1), 0.0).mean(axis=0)
        if f1.max() > best + 1e-12:
            j = int(np.argmax(f1))
            best, cuts = float(f1[j]), Cuts(float(places[i]), float(places[i + j]))
    return cuts


def measure(
    method: str, needs: str, scores: Ragged, truth: Ragged, train_scores: Ragged, train_truth: Ragged, cost: Cost
) -> Measured:
    """Everything about one method, fitted on the training episodes."""
    predicted = fit_cuts(train_scores, train_truth).label(scores)
    found = ternary_metrics([predicted], [truth])
    probability, advances = _calibrated(scores, truth, train_scores, train_truth)
    return Measured(
        method, needs, len(truth.flat), found.micro, macro_f1(predicted, truth), found.first, rank(scores, truth),
        ece(advances, probability), float(scores.known.mean()) if len(scores.flat) else 0.0, cost,
        tuple(probability.tolist()), tuple(advances.tolist()),
    )  # fmt: skip


def macro_f1(predicted: Ragged, truth: Ragged) -> float | None:
    """Mean F1 of the labels that occur in the truth; None without steps. A step without prediction is missed."""
    scores: list[float] = []
    for label in LABELS:
        said, true = predicted.known & (predicted.values == label), truth.values == label
        if true.any():
            scores.append(2.0 * float((said & true).sum()) / float(said.sum() + true.sum()))
    return sum(scores) / len(scores) if scores else None


def rank(scores: Ragged, truth: Ragged) -> float | None:
    """Spearman's correlation of score and label over the scored steps; None for a constant one."""
    values, labels = scores.values[scores.known], truth.values[scores.known]
    if len(values) < 2 or (values == values[0]).all() or (labels == labels[0]).all():
        return None
    a, b = (np.asarray(rankdata(x), dtype=np.float64) for x in (values, labels))
    return float(np.corrcoef(a, b)[0, 1])


def rows_of(labels: Sequence[Sequence[int]]) -> Ragged:
    """True labels of episodes."""
    return Ragged.of([[float(x) for x in row] for row in labels], "labels")


def _calibrated(scores: Ragged, truth: Ragged, train_scores: Ragged, train_truth: Ragged) -> tuple[Floats, Floats]:
    """Probability that a step advances, and whether it does, of the scored held-out steps."""
    advances = (truth.values[scores.known] == 1).astype(np.float64)
    if int(train_scores.known.sum()) < FEWEST or not len(advances):
        return np.empty(0), np.empty(0)
    labels = Scores((train_truth.values == 1).astype(np.float64), train_scores.known.copy())
    fitted = AutocalR(mode="monotone").fit(train_scores.flat, labels)
    return fitted.transform(scores.flat).values[scores.known], advances
