"""From a finished run to its report and its training data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from agent.store import Store, Stored
from benchmarks.daily import TEMPLATES
from benchmarks.daily.scene import TRAIN
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.targets import gaussian, targets
from benchmarks.daily.task import DailyTask
from benchmarks.report import Scored
from benchmarks.result import result_of
from benchmarks.run import judge
from benchmarks.stepscores import read_step_scores
from rewards.csrs import csrs_select, label
from rewards.dataset import Labelled, write_dataset
from rewards.samples import extract


def is_daily(meta: Mapping[str, Any]) -> bool:
    """Is an episode with this meta one of the daily suite, of a template that there still is?"""
    return meta.get("template") in TEMPLATES and "variant" in meta


def score(stored: Stored, rejudge: bool = False) -> Scored:
    """Targets, Gaussian step rewards and CSRS-selected samples of one episode, whose verdict is found anew from its
    evidence where `rejudge` says so. Targets and rewards are None where the episode began in another world than its
    task does today. Raises KeyError for a foreign task."""
    task = DailyTask.from_meta(TEMPLATES, stored.meta)
    if rejudge and stored.complete:
        episode = stored.trajectory
        judged = replace(episode, verdict=judge(task, episode))
        stored = replace(stored, trajectory=judged, meta={**stored.meta, "suite": suite_hash()["suite"]})
    episode = stored.trajectory
    chosen = csrs_select(extract(episode), label(episode)) if stored.complete else []
    if stored.meta.get("start") != task.digest:
        unknown = [None] * len(episode.steps)
        return Scored(stored, result_of(stored), unknown, unknown, chosen)
    return Scored(stored, result_of(stored), targets(task, episode), gaussian(task, episode), chosen)


def score_run(store: Store, rejudge: bool = False) -> list[Scored]:
    """Every episode of a run of the daily suite, with the step scores that were written beside it."""
    kept = read_step_scores(store.root)
    return [replace(score(stored, rejudge), scores=kept.get(stored.id, {})) for stored in store.episodes()]


def write_training_data(path: Path, episodes: Iterable[Scored], run: str) -> int:
    """The selected samples of the train split as Parquet; how many. What is run on test tasks is never learnt from."""
    return write_dataset(path, _rows(episodes, run))


def _rows(episodes: Iterable[Scored], run: str) -> Iterator[Labelled]:
    for scored in episodes:
        episode = scored.stored.trajectory
        success = label(episode)
        if success is None or scored.stored.meta["axes"]["split"] != TRAIN:
            continue
        for sample in scored.samples:
            step = episode.steps[sample.step]
            yield Labelled(sample, step.seen.png, episode.task, episode.goal, success, scored.rewards[sample.step], run)
