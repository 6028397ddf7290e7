"""Numbers that may be missing: unscored is None, never 0 and never NaN."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Missing: TypeAlias = Literal["raise", "skip"] | float

HUGE = 1e100  # larger inputs are refused: their squares and sums would leave float64


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """One number an item, (n,). `values` is finite everywhere and 0 where `known` is False.

    By construction no NaN and no infinity can be in it. `tolist()` gives None for what is unscored.
    Raises ValueError for NaN or infinity, which here means an overflow: inputs are checked by `Scores.of`.
    """

    values: Floats
    known: Bools

    def __post_init__(self) -> None:
        if self.values.shape != self.known.shape or self.values.ndim != 1:
            raise ValueError(f"scores must be flat: values {self.values.shape}, known {self.known.shape}")
        cleared = np.where(self.known, self.values, 0.0)
        if not np.isfinite(cleared).all():
            raise ValueError("a result is not finite: the inputs are too large for float64, scale them down")
        object.__setattr__(self, "values", cleared)

    @classmethod
    def of(cls, items: "Column", name: str = "scores") -> "Scores":
        """A copy of what a caller gives: a sequence of numbers and None, an array, or Scores.

        Raises ValueError that names the argument for NaN or infinity: None says that something is unscored.
        """
        if isinstance(items, Scores):
            return cls(items.values.copy(), items.known.copy())
        if isinstance(items, np.ndarray):
            values, known = np.array(items, dtype=np.float64), np.ones(items.shape, dtype=np.bool_)
        else:
            given: list[float | None] = list(items)
            known = np.array([item is not None for item in given], dtype=np.bool_)
            values = np.array([0.0 if item is None else item for item in given], dtype=np.float64)
        if values.ndim != 1:
            raise ValueError(f"{name} must be flat, one number an item, not of shape {values.shape}")
        if not np.isfinite(values).all():
            raise ValueError(f"{name} holds NaN or infinity; say None for what is unscored")
        if (np.abs(values) > HUGE).any():
            raise ValueError(f"{name} holds a number beyond {HUGE:g}; scale it down")
        return cls(values, known)

    @classmethod
    def all_known(cls, values: npt.ArrayLike) -> "Scores":
        """Scores without a gap, from a computed array."""
        array = np.array(values, dtype=np.float64)
        return cls(array, np.ones(array.shape, dtype=np.bool_))

    def __len__(self) -> int:
        return len(self.values)

    def tolist(self) -> list[float | None]:
        """Python floats, None where unscored."""
        return [
            value if known else None for value, known in zip(self.values.tolist(), self.known.tolist(), strict=True)
        ]

    def one(self) -> float | None:
        """The only score of a batch of one. Raises ValueError for another number of scores."""
        if len(self) != 1:
            raise ValueError(f"one() wants a batch of one, this holds {len(self)}")
        return self.tolist()[0]

    def settled(self, missing: Missing, name: str = "scores") -> "Scores":
        """What an aggregate does about gaps: "raise" refuses them, "skip" leaves them, a number takes their place."""
        if isinstance(missing, str) and missing not in ("raise", "skip"):
            raise ValueError(f"missing must be 'raise', 'skip' or a number, not {missing!r}")
        if missing == "skip" or self.known.all():
            return self
        if missing == "raise":
            gaps = int((~self.known).sum())
            raise ValueError(f"{gaps} of {len(self)} {name} are unscored; say missing='skip' or a number")
        return Scores.all_known(np.where(self.known, self.values, finite(missing, "missing")))


Column: TypeAlias = Scores | Sequence[float | None] | Sequence[float] | Sequence[int] | npt.NDArray[np.generic]


def finite(number: float, name: str, low: float | None = None, high: float | None = None) -> float:
    """A parameter that must be finite, and between `low` and `high` (both count). Raises ValueError that names it."""
    if not np.isfinite(number) or (low is not None and number < low) or (high is not None and number > high):
        span = f" from {low if low is not None else '-inf'} to {high if high is not None else 'inf'}"
        raise ValueError(f"{name} must be a finite number{'' if low is None and high is None else span}, not {number}")
    return float(number)


def positive(number: float, name: str) -> float:
    """A parameter that must be finite and above 0. Raises ValueError that names it."""
    if not np.isfinite(number) or number <= 0:
        raise ValueError(f"{name} must be positive and finite, not {number}")
    return float(number)


def within(scores: Scores, low: float, high: float, name: str) -> Scores:
    """The same scores, all of them from `low` to `high`. Raises ValueError that names the argument; never clips."""
    wrong = scores.known & ((scores.values < low) | (scores.values > high))
    if wrong.any():
        raise ValueError(f"{name} must lie from {low:g} to {high:g}, found {scores.values[wrong][0]:g}")
    return scores


def same_length(**columns: Sequence[object] | Scores | npt.NDArray[np.generic]) -> int:
    """The common length. Raises ValueError that names the arguments that disagree."""
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError("lengths must agree: " + ", ".join(f"{name} has {n}" for name, n in lengths.items()))
    return next(iter(lengths.values()), 0)


def labels_of(keys: Iterable[object]) -> Ints:
    """Hashable keys as numbers 0, 1, … in order of first appearance, (n,)."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)
