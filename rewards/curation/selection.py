"""What filters, transforms and pairings give back."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

import numpy as np

from rewards.scores import Bools, Column, Ints, Scores

Step = TypeVar("Step")
Group: TypeAlias = Sequence[Hashable] | None


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Which items stay. `kept` and `dropped` are positions in rising order; together they name every item once.

    `reason` has a word for each dropped item; `flipped` are kept items whose label is to be turned round.
    """

    kept: Ints
    dropped: Ints
    reason: tuple[str, ...]
    flipped: Ints

    def __post_init__(self) -> None:
        every = np.sort(np.concatenate([self.kept, self.dropped]))
        rising = all((np.diff(part) > 0).all() for part in (self.kept, self.dropped, self.flipped))
        if not rising or not np.array_equal(every, np.arange(len(every))):
            raise ValueError("kept and dropped must rise and name every item once")
        if len(self.reason) != len(self.dropped):
            raise ValueError(f"{len(self.dropped)} items are dropped for {len(self.reason)} reasons")
        if not np.isin(self.flipped, self.kept).all():
            raise ValueError("only kept items can be flipped")

    @classmethod
    def dropping(cls, count: int, rules: Mapping[str, Bools], flipped: Bools | None = None) -> "Selection":
        """`count` items less those that a rule marks, (count,) each; the first rule that marks an item is the reason.

        `flipped` marks items to turn round; only those that are kept count.
        """
        which = np.full(count, len(rules), dtype=np.int64)
        for number, marked in reversed(list(enumerate(rules.values()))):
            which[marked] = number
        keep, names = which == len(rules), list(rules)
        dropped = np.flatnonzero(~keep).astype(np.int64)
        turned = np.zeros(count, dtype=np.bool_) if flipped is None else flipped & keep
        return cls(
            np.flatnonzero(keep).astype(np.int64),
            dropped,
            tuple(names[int(number)] for number in which[dropped]),
            np.flatnonzero(turned).astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.kept) + len(self.dropped)


class Origin(StrEnum):
    """Where a step of a changed trajectory comes from."""

    KEPT = "kept"  # as it was
    DONOR = "donor"  # out of another trajectory
    ADDED = "added"  # put in by the transform
    CORRECTED = "corrected"  # written by someone else than the policy, in place of a wrong step
    RESUMED = "resumed"  # what the policy did after the change


@dataclass(frozen=True, slots=True)
class Transformed(Generic[Step]):
    """A changed trajectory. `label` is 1 for success, 0 for failure, None where nobody judged it.

    `provenance` says for each step where it comes from.
    """

    steps: tuple[Step, ...]
    label: int | None
    provenance: tuple[Origin, ...]

    def __post_init__(self) -> None:
        if len(self.steps) != len(self.provenance):
            raise ValueError(f"{len(self.steps)} steps with a provenance for {len(self.provenance)}")


@dataclass(frozen=True, slots=True)
class Pair(Generic[Step]):
    """`win` is preferred to `lose`: positions in the input, or the things themselves. `weight` scales the loss."""

    win: Step
    lose: Step
    weight: float = 1.0


def unchanged(steps: Sequence[Step], label: int | None) -> Transformed[Step]:
    """A trajectory as it was."""
    return Transformed(tuple(steps), label, (Origin.KEPT,) * len(steps))


def verdicts(given: Column, name: str) -> Scores:
    """Scores that are 0 or 1 where known. Raises ValueError that names the argument for other numbers."""
    scores = Scores.of(given, name)
    wrong = scores.known & ~np.isin(scores.values, (0.0, 1.0))
    if wrong.any():
        raise ValueError(f"{name} must hold 0 and 1 only, found {scores.values[wrong][0]:g}")
    return scores


def whole(number: int, name: str, low: int) -> int:
    """An integer parameter of at least `low`. Raises ValueError that names it."""
    if not low <= number < 2**53 or number != int(number):
        raise ValueError(f"{name} must be a whole number from {low}, not {number}")
    return int(number)
