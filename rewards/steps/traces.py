"""Self-supervision on good traces: fill in a masked step, put shuffled steps in order."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Literal, TypeAlias

import numpy as np

from rewards.ragged import Ragged
from rewards.scores import Ints, Scores
from rewards.steps.signals import Keys, probabilities

Match: TypeAlias = Callable[[Any, Any], float]


def exact(step: Any, predicted: Any) -> float:
    """1 where the steps are equal, else 0."""
    return float(step == predicted)


def type_and_value(step: Sequence[Any], predicted: Sequence[Any]) -> float:
    """1 where the first two entries, the type and the value of a step, are equal, else 0."""
    return float(tuple(step[:2]) == tuple(predicted[:2]))


def mask_fill(traces: Sequence[Sequence[Any]], predicted: Sequence[Sequence[Any]], *, match: Match = exact) -> Ragged:
    """How well every masked step was filled in, 0 to 1; None for the steps that were not masked.

    `traces`: good traces; `predicted`: a prediction for each masked step, None elsewhere. `match(step, prediction)`:
    `exact`, `type_and_value` or any other from 0 to 1. Our reading of MR-RLVR, whose formulas are not known to us.
    """
    if [len(row) for row in traces] != [len(row) for row in predicted]:
        raise ValueError("traces and predicted must have rows of the same lengths")
    rows = [
        [None if guess is None else match(step, guess) for step, guess in zip(*pair, strict=True)]
        for pair in zip(traces, predicted, strict=True)
    ]
    return probabilities(rows, "match")


def draw_masks(lengths: Sequence[int], rng: np.random.Generator) -> list[int | None]:
    """A step to mask in each trace, all equally likely; None for an empty trace."""
    return [int(rng.integers(length)) if length else None for length in lengths]


def reorder(predicted: Keys, actual: Keys, *, measure: Literal["positions", "kendall"] = "positions") -> Scores:
    """How well each shuffled trace was put in order, (B,), 0 to 1; None for fewer than two steps.

    `predicted`, `actual`: the same distinct keys in the predicted and the true order. positions: share of keys in
    their place; kendall: share of pairs in the right order, (tau + 1) / 2. Our reading of MR-RLVR.
    Raises ValueError where a row does not hold the same keys, each once.
    """
    if measure not in ("positions", "kendall"):
        raise ValueError(f"measure must be 'positions' or 'kendall', not {measure!r}")
    if len(predicted) != len(actual):
        raise ValueError(f"predicted has {len(predicted)} rows, actual has {len(actual)}")
    score = _right_places if measure == "positions" else _right_pairs
    places = [_places(guess, true) for guess, true in zip(predicted, actual, strict=True)]
    return Scores.of([score(place) if len(place) > 1 else None for place in places], "reorder")


def draw_orders(lengths: Sequence[int], rng: np.random.Generator) -> list[list[int]]:
    """A shuffled order of each trace's steps, all equally likely."""
    return [rng.permutation(np.arange(length)).tolist() for length in lengths]


def _places(predicted: Sequence[Hashable], actual: Sequence[Hashable]) -> Ints:
    """The true place of each predicted key."""
    place = {key: i for i, key in enumerate(actual)}
    if len(place) != len(actual) or len(predicted) != len(actual) or set(predicted) != set(place):
        raise ValueError("predicted and actual must hold the same keys, each once")
    return np.array([place[key] for key in predicted], dtype=np.int64)


def _right_places(place: Ints) -> float:
    return np.count_nonzero(place == np.arange(len(place))) / len(place)


def _right_pairs(place: Ints) -> float:
    first, second = np.triu_indices(len(place), k=1)
    return np.count_nonzero(place[first] < place[second]) / len(first)
