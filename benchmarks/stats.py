"""Counting honestly: rates with intervals, errors in the denominator."""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.result import Result

Z95 = 1.959963984540054
DRAWS = 2000


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


def cluster_bootstrap(
    values: Sequence[float], clusters: Sequence[Hashable], draws: int = DRAWS, seed: int = 0
) -> tuple[float, float]:
    """95 % percentile interval of the mean, resampling whole clusters (templates): runs of one are no fresh evidence.

    Each draw takes as many clusters as there are, with replacement, and averages over all of their values (Field and
    Welsh 2007, cluster bootstrap). (0, 1) where there is nothing. Raises ValueError for lengths that differ.
    """
    if len(values) != len(clusters):
        raise ValueError(f"{len(values)} values for {len(clusters)} clusters")
    if not values:
        return 0.0, 1.0
    sums: dict[Hashable, float] = defaultdict(float)
    counts: dict[Hashable, int] = defaultdict(int)
    for value, cluster in zip(values, clusters, strict=True):
        sums[cluster] += value
        counts[cluster] += 1
    total, count = np.array([sums[c] for c in sums]), np.array([counts[c] for c in sums])
    picked = np.random.default_rng(seed).integers(0, len(total), (draws, len(total)))
    means = total[picked].sum(axis=1) / count[picked].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def rate_interval(wins: Sequence[bool], clusters: Sequence[Hashable]) -> tuple[float, float]:
    """95 % interval of a success rate over clusters (templates): `cluster_bootstrap`. Where all were won, or none,
    resampling can tell nothing: there it is Wilson's, with as many trials as there are clusters."""
    if any(wins) and not all(wins):
        return cluster_bootstrap([float(won) for won in wins], clusters)
    trials = len(set(clusters))
    return wilson(trials if any(wins) else 0, trials)


def pass_at(k: int, passed: int, total: int) -> float:
    """Chance that at least one of k runs passes, without bias: 1 - C(n-c, k) / C(n, k) (Chen et al. 2021, eq. 1)."""
    _check_k(k, passed, total)
    return 1.0 - math.comb(total - passed, k) / math.comb(total, k)


def pass_all(k: int, passed: int, total: int) -> float:
    """pass^k, the chance that all of k runs pass: C(c, k) / C(n, k) (Yao et al. 2024, tau-bench)."""
    _check_k(k, passed, total)
    return math.comb(passed, k) / math.comb(total, k)


def mcnemar(one_only: int, other_only: int) -> float:
    """Exact two-sided p that two policies are equally good, from the tasks that only one of them passed (McNemar)."""
    n = one_only + other_only
    if min(one_only, other_only) < 0:
        raise ValueError("counts cannot be negative")
    if n == 0:
        return 1.0
    tail = sum(math.comb(n, i) for i in range(min(one_only, other_only) + 1))
    return min(1.0, 2 * tail / 2**n)


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


def tally(results: Iterable[Result], holds: Callable[[Result], bool] = lambda r: r.success is True) -> Tally:
    """Count the results of which something holds: strict success, unless said otherwise."""
    found = list(results)
    return Tally(sum(map(holds, found)), len(found), sum(r.success is None for r in found))


def by_axis(results: Iterable[Result]) -> dict[str, dict[str, Tally]]:
    """Strict success per axis and value, values sorted. The axis "apps" counts a task for each of its apps."""
    groups: dict[str, dict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        for axis, value in result.axes.items():
            for part in value.split(", ") if axis == "apps" else [value]:
                groups[axis][part].append(result)
    return {axis: {v: tally(values[v]) for v in sorted(values)} for axis, values in groups.items()}


def per_template(results: Iterable[Result]) -> Mapping[str, Tally]:
    """Strict success of each template over its seeds."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.template].append(result)
    return {template: tally(found) for template, found in groups.items()}


def _check_k(k: int, passed: int, total: int) -> None:
    if not 1 <= k <= total or not 0 <= passed <= total:
        raise ValueError(f"pass@{k} of {passed} passes in {total} runs makes no sense")
