"""From a finished run to its results, beside those of the blind floor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agent.store import Store, Stored
from benchmarks.miniwob.catalogue import TASKS
from benchmarks.miniwob.suite import suite_hash
from benchmarks.miniwob.task import MiniwobTask
from benchmarks.report import Scored
from benchmarks.result import Result, result_of
from benchmarks.run import judge
from benchmarks.stats import cluster_bootstrap


def is_miniwob(meta: Mapping[str, Any]) -> bool:
    """Is an episode with this meta one of MiniWoB++, of a task that there still is?"""
    return meta.get("benchmark") == "miniwob" and meta.get("template") in TASKS


def score(stored: Stored, rejudge: bool = False) -> Scored:
    """One episode's result, whose verdict is found anew from its evidence where `rejudge` says so. Where a touch should
    have gone is not known here: targets and step rewards are None. Raises KeyError for a foreign task."""
    if rejudge and stored.complete:
        task = MiniwobTask(stored.meta["template"], int(stored.meta["seed"]))
        judged = replace(stored.trajectory, verdict=judge(task, stored.trajectory))
        stored = replace(stored, trajectory=judged, meta={**stored.meta, "suite": suite_hash()["suite"]})
    unknown = [None] * len(stored.trajectory.steps)
    return Scored(stored, result_of(stored), unknown, unknown)


def score_run(store: Store) -> list[Scored]:
    """Every episode of a run."""
    return [score(stored) for stored in store.episodes()]


@dataclass(frozen=True, slots=True)
class Lead:
    """By how much one run passes more than another on the same episodes: the mean difference, with a 95 % interval that
    resamples whole tasks. `episodes` are those that both have."""

    episodes: int
    mean: float
    interval: tuple[float, float]


def lead(results: Sequence[Result], floor: Sequence[Result]) -> Lead:
    """Paired by task and seed. Raises ValueError where the runs share none."""
    other = {r.id: r for r in floor}
    pairs = [(r, other[r.id]) for r in results if r.id in other]
    if not pairs:
        raise ValueError("these two runs have no episode in common")
    gains = [float(one.success is True) - float(two.success is True) for one, two in pairs]
    return Lead(len(gains), sum(gains) / len(gains), cluster_bootstrap(gains, [one.template for one, _ in pairs]))
