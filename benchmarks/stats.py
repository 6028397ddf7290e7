"""Counting honestly: rates with intervals, errors in the denominator."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agent.trajectory import Verdict

Z95 = 1.959963984540054


def wilson(passed: int, total: int, z: float = Z95) -> tuple[float, float]:
    """Wilson score interval of a rate (Wilson 1927), within [0, 1]; (0, 1) where nothing was counted."""
    if not 0 <= passed <= total:
        raise ValueError(f"{passed} of {total} is no rate")
    if total == 0:
        return 0.0, 1.0
    rate, n = passed / total, float(total)
    centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Tally:
    """`total` counts every episode; `errors` those that broke, which did not pass."""

    passed: int = 0
    total: int = 0
    errors: int = 0

    @property
    def rate(self) -> float:
        """Share passed, 0 where nothing was counted."""
        return self.passed / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval of the rate."""
        return wilson(self.passed, self.total)

    def plus(self, verdict: Verdict | None) -> "Tally":
        """One episode more."""
        success = verdict is not None and verdict.success is True
        broken = verdict is None or verdict.success is None
        return Tally(self.passed + success, self.total + 1, self.errors + broken)


def tally(verdicts: Iterable[Verdict | None]) -> Tally:
    """Count verdicts."""
    total = Tally()
    for verdict in verdicts:
        total = total.plus(verdict)
    return total


def by_axis(episodes: Iterable[tuple[Mapping[str, str], Verdict | None]]) -> dict[str, dict[str, Tally]]:
    """Tallies per axis and value, values sorted."""
    counts: dict[str, dict[str, Tally]] = defaultdict(dict)
    for axes, verdict in episodes:
        for axis, value in axes.items():
            counts[axis][value] = counts[axis].get(value, Tally()).plus(verdict)
    return {axis: dict(sorted(values.items())) for axis, values in counts.items()}
