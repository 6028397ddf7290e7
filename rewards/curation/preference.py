"""Losses of reward models on preference pairs, and how hard a pair pulls."""

from typing import Literal

import numpy as np

from rewards.curation.selection import whole
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Scores, finite, positive, same_length


def scaled_bt(
    chosen: Column,
    rejected: Column,
    magnitude: Column,
    *,
    form: Literal["scaled", "margin", "regular"] = "scaled",
) -> Scores:
    """The Bradley-Terry loss of each pair, (n,), by how much better the chosen response was found.

    With d = reward of the chosen less that of the rejected and m = `magnitude` in {1, 2, 3}: scaled
    -m * log logistic(d), margin -log logistic(d - m), regular -log logistic(d). `agreed_preference` makes magnitudes.
    Source: HelpSteer2-Preference, unchecked.
    """
    better, worse, size = (
        Scores.of(chosen, "chosen"),
        Scores.of(rejected, "rejected"),
        Scores.of(magnitude, "magnitude"),
    )
    same_length(chosen=better, rejected=worse, magnitude=size)
    if not np.isin(size.values[size.known], (1.0, 2.0, 3.0)).all():
        raise ValueError("magnitude must be 1, 2 or 3")
    off = better.values - worse.values
    if form == "scaled":
        out = size.values * np.logaddexp(0.0, -off)
    elif form == "margin":
        out = np.logaddexp(0.0, size.values - off)
    elif form == "regular":
        out = np.logaddexp(0.0, -off)
    else:
        raise ValueError(f"form must be 'scaled', 'margin' or 'regular', not {form!r}")
    return Scores(out, better.known & worse.known & size.known)


def agreed_preference(annotations: Rows, *, annotators: int = 3, max_spread: float = 2.0) -> Scores:
    """The mean of each pair's most agreeing annotations, (B,); None where they spread over more than `max_spread`.

    `annotations`: a row a pair, a signed strength each annotator (None is left out). The `annotators` of least spread
    count, the lowest on ties; fewer give None. Source: HelpSteer2-Preference, unchecked; the mean is our reading.
    """
    given, size = Ragged.of(annotations, "annotations"), whole(annotators, "annotators", 1)
    limit = finite(max_spread, "max_spread", 0.0)
    order = np.lexsort((given.values, given.row))
    order = order[given.known[order]]
    row, values = given.row[order], given.values[order]
    first = np.arange(max(len(order) - size + 1, 0))
    first = first[row[first] == row[first + size - 1]]
    spread = values[first + size - 1] - values[first]
    ranked = first[np.lexsort((spread, row[first]))]
    owner, lead = np.unique(row[ranked], return_index=True)
    start = ranked[lead]
    sums = sum((values[start + k] for k in range(size)), np.zeros(len(start)))
    out, known = np.zeros(len(given)), np.zeros(len(given), dtype=np.bool_)
    out[owner], known[owner] = sums / size, values[start + size - 1] - values[start] <= limit
    return Scores(out, known)


def dynamic_beta(
    margin: Column,
    *,
    beta: float = 0.1,
    weight: float | None = None,
    rate: float = 0.5,
    form: Literal["paper", "code"] = "paper",
    low: float = 1e-3,
) -> Scores:
    """The DPO beta of each pair, (n,): beta * (1 + weight * (1 - exp(-rate * margin))), at least `low`.

    `margin`: the reward model's, chosen less rejected; a surer pair pulls harder. `weight` .5. form "code": `margin` is
    a factor computed before, beta * (1 + weight * factor), `weight` .1. Raises ValueError for beta below `low`.
    Source: MM-RLHF, second-hand, the constants unchecked; the released trainer is the code form.
    """
    given, base, floor = Scores.of(margin, "margin"), positive(beta, "beta"), positive(low, "low")
    if base < floor:
        raise ValueError(f"beta must not be below low ({floor:g}), it is {base:g}")
    if form == "paper":
        exponent = np.clip(-positive(rate, "rate") * given.values, None, 300.0)  # exp stays a float
        factor, scale = -np.expm1(exponent), finite(0.5 if weight is None else weight, "weight", 0.0)
    elif form == "code":
        factor, scale = given.values, finite(0.1 if weight is None else weight, "weight", 0.0)
    else:
        raise ValueError(f"form must be 'paper' or 'code', not {form!r}")
    return Scores(np.maximum(base * (1 + scale * factor), floor), given.known.copy())
