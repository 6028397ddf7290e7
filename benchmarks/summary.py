"""A run in a few numbers, each with an interval where one is due."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.result import Result
from benchmarks.stats import mcnemar, pass_all, pass_at, per_template, rate_interval, tally


@dataclass(frozen=True, slots=True)
class Summary:
    """Rates are shares of all episodes, those that broke included. `strict_wilson` treats episodes as independent,
    `strict_interval` resamples templates, which is the one to quote where there are several seeds.

    `pass_at` and `pass_all` (pass^k) are by k, averaged over templates. `over_optimal` is steps taken over the oracle's
    (scrolling not counted), on successes; `seconds` and `tokens` are per success, failures' cost included; None without
    a success.
    """

    episodes: int
    templates: int
    errors: int
    strict: float
    strict_wilson: tuple[float, float]
    strict_interval: tuple[float, float]
    lenient: float
    progress: float
    false_complete: float
    overdue: float
    side_effects: float
    pass_at: dict[int, float]
    pass_all: dict[int, float]
    over_optimal: float | None
    seconds: float | None
    tokens: float | None

    def json(self) -> dict[str, Any]:
        """For summary.json."""
        return asdict(self)


def summarise(results: Sequence[Result]) -> Summary:
    """The summary of at least one result. Raises ValueError for none."""
    if not results:
        raise ValueError("there is no episode to summarise")
    count = len(results)
    strict = tally(results)
    templates = per_template(results)
    most = min(t.total for t in templates.values())
    ks = [k for k in range(1, most + 1) if k in (1, most) or k in (2, 3, 5, 8)]
    passed = [r for r in results if r.success]
    ratios = [r.steps / r.optimal_steps for r in passed if r.optimal_steps]

    def share(found: int) -> float:
        return found / count

    return Summary(
        episodes=count,
        templates=len(templates),
        errors=strict.errors,
        strict=strict.rate,
        strict_wilson=strict.interval,
        strict_interval=rate_interval([r.success is True for r in results], [r.template for r in results]),
        lenient=share(sum(r.lenient for r in results)),
        progress=sum(r.progress for r in results) / count,
        false_complete=share(sum(r.false_complete for r in results)),
        overdue=share(sum(r.overdue for r in results)),
        side_effects=share(sum(not r.clean for r in results)),
        pass_at={k: sum(pass_at(k, t.passed, t.total) for t in templates.values()) / len(templates) for k in ks},
        pass_all={k: sum(pass_all(k, t.passed, t.total) for t in templates.values()) / len(templates) for k in ks},
        over_optimal=sum(ratios) / len(ratios) if ratios else None,
        seconds=sum(r.seconds for r in results) / len(passed) if passed else None,
        tokens=sum(r.tokens for r in results) / len(passed) if passed else None,
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the same tasks. `p` is McNemar's exact one; `same` counts episodes that were equal to the byte."""

    tasks: int
    both: int
    one_only: int
    other_only: int
    neither: int
    p: float
    same: int
    unpaired: int


def compare(one: Sequence[Result], other: Sequence[Result]) -> Comparison:
    """Pair two runs by task. Raises ValueError where they share none."""
    left, right = {r.id: r for r in one}, {r.id: r for r in other}
    shared = sorted(left.keys() & right.keys())
    if not shared:
        raise ValueError("these two runs have no task in common: run the same suite, split and seeds")
    pairs = [(left[i].success is True, right[i].success is True) for i in shared]
    one_only, other_only = pairs.count((True, False)), pairs.count((False, True))
    return Comparison(
        tasks=len(shared),
        both=pairs.count((True, True)),
        one_only=one_only,
        other_only=other_only,
        neither=pairs.count((False, False)),
        p=mcnemar(one_only, other_only),
        same=sum(left[i].episode == right[i].episode for i in shared),
        unpaired=len(left.keys() ^ right.keys()),
    )
