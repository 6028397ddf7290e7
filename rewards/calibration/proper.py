"""Proper scores and how well confidence fits correctness."""

import numpy as np
from scipy.stats import rankdata  # pyright: ignore[reportUnknownVariableType]

from rewards.scores import Bools, Column, Floats, Scores, same_length, within

BINS = 10


def rlcr(correct: Column, confidence: Column) -> Scores:
    """Correctness minus the squared error of the confidence: c - (q - c)^2, in [-1, 1], one an answer.

    `correct` 0 or 1, `confidence` 0 to 1. Expected reward is largest where the confidence is the success rate p, and is
    p^2 there. Source: Beyond Binary Rewards (code; the release weighs format, correctness and Brier score .5 each, an
    affine version). Raises ValueError outside these ranges; what a malformed answer earns is the caller's to say.
    """
    right, said = _pair(correct, confidence)
    return Scores(right.values - np.square(said.values - right.values), right.known & said.known)


def brier(correct: Column, confidence: Column) -> float | None:
    """Mean squared error of the confidence, in [0, 1]; None without a scored answer.

    Source: code of RLCR's evaluation.
    """
    c, q = _known(correct, confidence)
    return float(np.square(q - c).mean()) if len(q) else None


def ece(correct: Column, confidence: Column, *, bins: int = BINS) -> float | None:
    """Expected calibration error, in [0, 1]: mean |confidence - accuracy| of equal-width bins, by their size.

    Bins are closed below and open above, the last one closed. None without a scored answer. Source: code of RLCR's
    evaluation. Raises ValueError for fewer than one bin.
    """
    c, q = _known(correct, confidence)
    return float(_gap(c, q, bins)) if len(q) else None


def auroc(correct: Column, confidence: Column) -> float | None:
    """Probability that a right answer is said with more confidence than a wrong one, ties ½; None for one class only.

    Source: code of RLCR's evaluation. `confidence` may be any score here.
    """
    right, said = Scores.of(correct, "correct"), Scores.of(confidence, "confidence")
    same_length(correct=right, confidence=said)
    _binary(right)
    both = right.known & said.known
    c, ranks = right.values[both], np.asarray(rankdata(said.values[both]), dtype=np.float64)
    good = int(c.sum())
    bad = len(c) - good
    if not good or not bad:
        return None
    return float((ranks[c == 1].sum() - good * (good + 1) / 2) / (good * bad))


def preference_ece(margin: Column, *, bins: int = BINS) -> float | None:
    """Calibration error of a reward model on pairs: confidence sigma(|margin|) against whether the margin is positive.

    `margin`: reward of the preferred answer minus that of the other; 0 counts as wrong. In [0, 1], None without pairs.
    Source: On Diversified Preferences (unchecked). The number of bins is not given there.
    """
    given = Scores.of(margin, "margin")
    margins = given.values[given.known]
    if not len(margins):
        return None
    confidence = 1.0 / (1.0 + np.exp(-np.abs(margins)))
    return float(_gap((margins > 0).astype(np.float64), confidence, bins))


def _pair(correct: Column, confidence: Column) -> tuple[Scores, Scores]:
    right, said = Scores.of(correct, "correct"), within(Scores.of(confidence, "confidence"), 0.0, 1.0, "confidence")
    same_length(correct=right, confidence=said)
    _binary(right)
    return right, said


def _known(correct: Column, confidence: Column) -> tuple[Floats, Floats]:
    right, said = _pair(correct, confidence)
    both: Bools = right.known & said.known
    return right.values[both], said.values[both]


def _binary(right: Scores) -> None:
    if not np.isin(right.values, (0.0, 1.0)).all():
        raise ValueError("correct must hold 0 and 1 only")


def _gap(correct: Floats, confidence: Floats, bins: int) -> float:
    if bins < 1:
        raise ValueError(f"bins must be at least 1, not {bins}")
    number = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    # Sum over the bins of |their confidence - their accuracy| times their size, over all.
    return float(np.abs(np.bincount(number, weights=confidence - correct, minlength=bins)).sum() / len(correct))
