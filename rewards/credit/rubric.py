"""Rubrics that tell right answers apart and never lift a wrong one over them."""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from rewards.credit.inputs import binary
from rewards.groups import group_labels
from rewards.scores import Column, Floats, Missing, Scores, finite, positive, same_length, within


def positive_only_rubric(
    rubric: Column,
    outcome: Column,
    group: Sequence[Hashable] | None = None,
    *,
    eta: float = 0.3,
    variant: Literal["positive", "negative", "f_beta"] = "positive",
    missing: Missing = "raise",
) -> Scores:
    """(1 - eta) * outcome + eta * rubric for right trajectories, the outcome for wrong ones, (B,).

    `rubric` from 0 to 1, such as the share of milestone screens seen (`rubric_recall`), is divided by the greatest of
    its group; `outcome`: 0 or 1. "negative" mixes for wrong trajectories only. "f_beta" takes `rubric` for an F score
    (see `f_beta`), unscaled: r + eta * F + (1 - eta) * r * F.
    Source: LongTraceRL (code). Where the group's greatest rubric is a wrong trajectory's, no right one reaches 1.
    """
    found, wanted = Scores.of(rubric, "rubric"), Scores.of(outcome, "outcome")
    label = group_labels(group, same_length(rubric=found, outcome=wanted))
    found = within(found, 0.0, 1.0, "rubric").settled(missing, "rubric")
    right = binary(wanted, "outcome").values
    finite(eta, "eta", 0.0, 1.0)
    most = np.zeros(int(label.max(initial=-1)) + 1)
    np.maximum.at(most, label, found.values)
    scaled = found.values / np.where(most > 0, most, 1.0)[label]
    mixed = (1 - eta) * right + eta * scaled
    if variant == "positive":
        out = np.where(right == 1, mixed, right)
    elif variant == "negative":
        out = np.where(right == 1, right, mixed)
    elif variant == "f_beta":
        out = right + eta * found.values + (1 - eta) * right * found.values
    else:
        raise ValueError(f"variant must be 'positive', 'negative' or 'f_beta', not {variant!r}")
    return Scores(out, found.known & wanted.known)


def f_beta(precision: Column, recall: Column, *, beta: float = 2.0) -> Scores:
    """F score, (B,): recall counts beta times as much as precision; 0 where both are 0."""
    exact = within(Scores.of(precision, "precision"), 0.0, 1.0, "precision")
    found = within(Scores.of(recall, "recall"), 0.0, 1.0, "recall")
    same_length(precision=exact, recall=found)
    square = positive(beta, "beta") ** 2
    below: Floats = square * exact.values + found.values
    value = (1 + square) * exact.values * found.values / np.where(below > 0, below, 1.0)
    return Scores(value, exact.known & found.known)


def rubric_recall(texts: Sequence[str | None], gold: Sequence[Sequence[str]]) -> Scores:
    """Share of the gold items that a text contains, (B,); case and spacing do not matter. Unscored without items."""
    same_length(texts=texts, gold=gold)
    shares = [None if text is None else _share(_plain(text), items) for text, items in zip(texts, gold, strict=True)]
    return Scores.of(shares, "shares")


def _share(text: str, items: Sequence[str]) -> float | None:
    hits: npt.NDArray[np.bool_] = np.array([_plain(item) in text for item in items], dtype=np.bool_)
    return float(hits.mean()) if len(hits) else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
