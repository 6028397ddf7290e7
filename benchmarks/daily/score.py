"""From a finished run to its report and its training data."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from agent.store import Store, Stored
from benchmarks.daily import TEMPLATES
from benchmarks.daily.targets import gaussian, targets
from benchmarks.daily.task import DailyTask
from benchmarks.report import Scored
from rewards.csrs import csrs_select, label
from rewards.dataset import Labelled, write_dataset
from rewards.samples import extract


def score(stored: Stored) -> Scored:
    """Targets, Gaussian step rewards and CSRS-selected samples of one episode. Raises KeyError for a foreign task."""
    task = DailyTask(TEMPLATES[stored.meta["template"]], int(stored.meta["seed"]))
    episode = stored.trajectory
    chosen = csrs_select(extract(episode), label(episode)) if stored.complete else []
    return Scored(stored, targets(task, episode), gaussian(task, episode), chosen)


def score_run(store: Store) -> list[Scored]:
    """Every episode of a run of the daily suite."""
    return [score(stored) for stored in store.episodes()]


def write_training_data(path: Path, episodes: Iterable[Scored], run: str) -> int:
    """All selected samples as Parquet; how many."""
    return write_dataset(path, _rows(episodes, run))


def _rows(episodes: Iterable[Scored], run: str) -> Iterator[Labelled]:
    for scored in episodes:
        episode = scored.stored.trajectory
        success = label(episode)
        if success is None:
            continue
        for sample in scored.samples:
            step = episode.steps[sample.step]
            yield Labelled(sample, step.seen.png, episode.task, episode.goal, success, scored.rewards[sample.step], run)
