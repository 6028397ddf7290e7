"""Rows of unequal length: a batch of trajectories with one number a step.

Stored flat, so that every operation over all steps of all trajectories is one over an array. No operation lets a row
touch another: a huge number in one trajectory takes no digit away from the next.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rewards.scores import Bools, Column, Floats, Ints, Missing, Scores

Scan: TypeAlias = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """`flat` holds the numbers of all rows, (N,); row i is flat[starts[i]:starts[i + 1]], starts is (B + 1,)."""

    flat: Scores
    starts: Ints

    def __post_init__(self) -> None:
        if len(self.starts) == 0 or self.starts[0] != 0 or self.starts[-1] != len(self.flat):
            raise ValueError("starts must run from 0 to the number of values")
        if (np.diff(self.starts) < 0).any():
            raise ValueError("starts must not fall")

    @classmethod
    def of(cls, rows: "Rows", name: str = "rows") -> "Ragged":
        """A copy of what a caller gives: a list of rows (None = unscored) or Ragged. ValueError as in `Scores.of`."""
        if isinstance(rows, Ragged):
            return cls(Scores.of(rows.flat, name), rows.starts.copy())
        parts = [Scores.of(row, name) for row in rows]
        lengths = [len(part) for part in parts]
        if not parts:
            return cls(Scores.all_known([]), np.zeros(1, dtype=np.int64))
        values, known = (np.concatenate(arrays) for arrays in zip(*((p.values, p.known) for p in parts), strict=True))
        return cls.from_lengths(Scores(values, known), lengths)

    @classmethod
    def from_lengths(cls, flat: Scores, lengths: npt.ArrayLike) -> "Ragged":
        """Cut a flat column into rows."""
        return cls(flat, np.concatenate([[0], np.cumsum(np.asarray(lengths, dtype=np.int64))]).astype(np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def values(self) -> Floats:
        """All numbers, (N,); 0 where unscored."""
        return self.flat.values

    @property
    def known(self) -> Bools:
        """Which of them are scored, (N,)."""
        return self.flat.known

    @property
    def lengths(self) -> Ints:
        """Steps of each row, (B,)."""
        return np.diff(self.starts)

    @property
    def row(self) -> Ints:
        """The row each number belongs to, (N,)."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.lengths)

    @property
    def position(self) -> Ints:
        """The step of each number within its row, from 0, (N,)."""
        return np.arange(len(self.flat), dtype=np.int64) - np.repeat(self.starts[:-1], self.lengths)

    @property
    def first(self) -> Bools:
        """Which numbers are the first of their row, (N,)."""
        return self.position == 0

    @property
    def last(self) -> Bools:
        """Which numbers are the last of their row, (N,)."""
        return self.position == np.repeat(self.lengths - 1, self.lengths)

    def like(self, values: npt.ArrayLike, known: npt.ArrayLike | None = None) -> "Ragged":
        """Other numbers in the same rows; `known` is this one's unless given."""
        mask = self.known if known is None else np.asarray(known, dtype=np.bool_)
        return Ragged(Scores(np.array(values, dtype=np.float64), mask.copy()), self.starts.copy())

    def spread(self, column: npt.ArrayLike) -> Floats:
        """A number a row, repeated for each of its steps, (N,)."""
        return np.repeat(np.asarray(column, dtype=np.float64), self.lengths)

    def settled(self, missing: Missing, name: str = "rows") -> "Ragged":
        """As `Scores.settled`."""
        return Ragged(self.flat.settled(missing, name), self.starts)

    def sum(self) -> Scores:
        """Sum of each row's scored numbers, (B,); unscored where there is none."""
        total = np.bincount(self.row, weights=self.values, minlength=len(self)).astype(np.float64)
        return Scores(total, self.count() > 0)

    def mean(self) -> Scores:
        """Mean of each row's scored numbers, (B,); unscored where there is none."""
        count = self.count()
        return Scores(self.sum().values / np.maximum(count, 1), count > 0)

    def min(self) -> Scores:
        """Least scored number of each row, (B,); unscored where there is none."""
        return self._extreme(np.minimum, np.inf)

    def max(self) -> Scores:
        """Greatest scored number of each row, (B,); unscored where there is none."""
        return self._extreme(np.maximum, -np.inf)

    def count(self) -> Ints:
        """Scored numbers of each row, (B,)."""
        return np.bincount(self.row[self.known], minlength=len(self)).astype(np.int64)

    def final(self) -> Scores:
        """The last number of each row, (B,); unscored for empty rows."""
        there = self.lengths > 0
        at = np.where(there, self.starts[1:] - 1, 0)
        if not len(self.flat):
            return Scores(np.zeros(len(self)), there)
        return Scores(self.values[at], there & self.known[at])

    def differences(self) -> "Ragged":
        """x[t + 1] - x[t] within rows: one number fewer a row (none for rows of one). Unscored where either is."""
        shorter = np.maximum(self.lengths - 1, 0)
        later, earlier = ~self.first, ~self.last
        values = self.values[later] - self.values[earlier]
        return Ragged.from_lengths(Scores(values, self.known[later] & self.known[earlier]), shorter)

    def scan(self, work: Scan, fill: float = 0.0, reverse: bool = False) -> Floats:
        """A running operation along every row, (N,): `work` gets a block (rows, steps) and returns one of its shape.

        Rows of like length share a block, padded on the right with `fill`; `reverse` runs from the last step to the
        first. `work` must let no row, and no padding, change what comes before it. Unscored numbers come as `fill`.
        """
        out = np.zeros(len(self.flat))
        source = np.where(self.known, self.values, fill)
        lengths = self.lengths
        sizes = np.ceil(np.log2(np.maximum(lengths, 1))).astype(np.int64)
        for size in np.unique(sizes[lengths > 0]).tolist():
            rows = np.flatnonzero((sizes == size) & (lengths > 0))
            width = int(lengths[rows].max())
            steps = np.arange(width)
            there = steps < lengths[rows, None]
            offset = (lengths[rows, None] - 1 - steps) if reverse else np.broadcast_to(steps, there.shape)
            at = np.where(there, self.starts[rows, None] + offset, 0)
            block = work(np.where(there, source[at], fill))
            out[at[there]] = block[there]
        return out

    def cumsum(self) -> Floats:
        """Running sum along every row, (N,)."""
        return self.scan(lambda block: np.cumsum(block, axis=1))

    def suffix_sum(self) -> Floats:
        """Sum of this and all later steps of the row, (N,)."""
        return self.scan(lambda block: np.cumsum(block, axis=1), reverse=True)

    def tolist(self) -> list[list[float | None]]:
        """Rows of Python floats, None where unscored."""
        flat = self.flat.tolist()
        return [flat[a:b] for a, b in zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True)]

    def __iter__(self) -> Iterator[list[float | None]]:
        return iter(self.tolist())

    def _extreme(self, ufunc: np.ufunc, start: float) -> Scores:
        out = np.full(len(self), start)
        ufunc.at(out, self.row[self.known], self.values[self.known])
        count = self.count()
        return Scores(np.where(count > 0, out, 0.0), count > 0)


Rows: TypeAlias = Ragged | Sequence[Column] | Sequence[Sequence[float]] | Sequence[Sequence[int]]


def same_rows(**ragged: Ragged) -> Ints:
    """The common lengths, (B,). Raises ValueError that names the arguments whose rows disagree."""
    named = list(ragged.items())
    for name, other in named[1:]:
        if len(other) != len(named[0][1]):
            raise ValueError(f"{named[0][0]} has {len(named[0][1])} rows, {name} has {len(other)}")
        differs = np.flatnonzero(other.lengths != named[0][1].lengths)
        if len(differs):
            i = int(differs[0])
            raise ValueError(
                f"row {i}: {named[0][0]} has {named[0][1].lengths[i]} steps, {name} has {other.lengths[i]}"
            )
    return named[0][1].lengths
