"""What the methods of this room are given, checked: probabilities, flags, keys and feature vectors a step."""

from collections.abc import Hashable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rewards.ragged import Ragged, Rows
from rewards.scores import HUGE, Bools, Column, Floats, Ints, Scores, labels_of, within

Keys: TypeAlias = Sequence[Sequence[Hashable]]
Vector: TypeAlias = Sequence[float] | npt.NDArray[np.generic]
VectorRows: TypeAlias = Sequence[Sequence[Vector | None] | npt.NDArray[np.generic]]


def probabilities(rows: Rows, name: str) -> Ragged:
    """Rows of numbers from 0 to 1. Raises ValueError that names the argument."""
    return _inside(rows, 0.0, 1.0, name)


def log_probabilities(rows: Rows, name: str) -> Ragged:
    """Rows of natural logarithms of probabilities: none above 0. Raises ValueError that names the argument."""
    return _inside(rows, -HUGE, 0.0, name)


def flags(rows: Rows, name: str) -> Ragged:
    """Rows of 0 and 1. Raises ValueError that names the argument."""
    given = Ragged.of(rows, name)
    _two_valued(given.flat, name)
    return given


def flag_column(items: Column, count: int, name: str) -> Scores:
    """0 or 1 a trajectory, (count,). Raises ValueError that names the argument."""
    return _two_valued(column(items, count, name), name)


def column(items: Column, count: int, name: str) -> Scores:
    """One number a trajectory, (count,). Raises ValueError that names the argument."""
    given = Scores.of(items, name)
    if len(given) != count:
        raise ValueError(f"{name} has {len(given)} numbers for {count} trajectories")
    return given


def key_labels(keys: Keys, lengths: Ints, name: str) -> Ints:
    """Keys as numbers, (N,): equal only where trajectory and key are. ValueError where rows are not `lengths` long."""
    found = [len(row) for row in keys]
    if found != lengths.tolist():
        raise ValueError(f"{name} has rows of {found} keys, the steps are {lengths.tolist()}")
    return labels_of((i, key) for i, row in enumerate(keys) for key in row)


def visits_before(label: Ints) -> Ints:
    """How often each label came before, (N,)."""
    order = np.argsort(label, kind="stable")
    ranked = label[order]
    start = np.searchsorted(ranked, ranked, side="left")
    before = np.empty_like(label)
    before[order] = np.arange(len(label)) - start
    return before


def vectors(rows: VectorRows, name: str, width: int | None = None) -> tuple[Floats, Bools, Ints]:
    """Vectors of all steps (N, D) with 0 where None, which are known (N,), and steps a row (B,).

    D is `width` or the first vector's length (0 where there is none). Raises ValueError that names the argument for
    vectors of another length and for NaN or infinity.
    """
    items: list[Vector | None] = [item for row in rows for item in row]
    known = np.array([item is not None for item in items], dtype=np.bool_)
    there = [Scores.of(item, name).values for item in items if item is not None]
    size = width if width is not None else len(there[0]) if there else 0
    if any(len(item) != size for item in there):
        raise ValueError(f"{name} must hold vectors of {size} numbers, found {[len(item) for item in there]}")
    out = np.zeros((len(items), size))
    if there:
        out[known] = np.stack(there)
    return out, known, np.array([len(row) for row in rows], dtype=np.int64)


def _inside(rows: Rows, low: float, high: float, name: str) -> Ragged:
    given = Ragged.of(rows, name)
    within(given.flat, low, high, name)
    return given


def _two_valued(given: Scores, name: str) -> Scores:
    if not np.isin(given.values, (0.0, 1.0)).all():
        raise ValueError(f"{name} must hold 0 and 1 only")
    return given
