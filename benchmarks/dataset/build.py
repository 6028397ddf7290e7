"""Runs to a dataset: a folder of Parquet shards and a card, which `datasets.load_dataset(DIR, "steps")` opens."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent.store import Store, Stored
from benchmarks.daily.score import is_daily, score
from benchmarks.dataset.admission import CUT_OFF, EMPTY, refusal
from benchmarks.dataset.tables import TABLES, Row, Source, rows_of
from benchmarks.report import Scored
from benchmarks.result import result_of
from benchmarks.stepscores import read_step_scores
from rewards.csrs import csrs_select, label
from rewards.samples import extract
from rewards.shards import SHARD, Shards

AXES = ("template", "language", "look", "hardship", "policy")  # what the card counts episodes by


@dataclass(slots=True)
class Made:
    """What has gone into a dataset: `rows` a table, `counts` of episodes by axis and value, `kinds` of samples, and
    `refused` episodes by the reason, with `like` naming some."""

    sources: list[Source] = field(default_factory=list[Source])
    rows: Counter[str] = field(default_factory=Counter[str])
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {axis: Counter() for axis in AXES})
    kinds: Counter[str] = field(default_factory=Counter[str])
    outcomes: Counter[str] = field(default_factory=Counter[str])
    pictures: int = 0
    refused: Counter[str] = field(default_factory=Counter[str])
    like: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, rows: dict[str, list[Row]]) -> None:
        """Count an episode's rows."""
        self.rows.update({table: len(found) for table, found in rows.items()})
        (episode,) = rows["episodes"]
        for axis, count in self.counts.items():
            count[str(episode[axis])] += 1
        self.kinds.update(row["kind"] for row in rows["samples"])
        self.pictures += sum(row["screenshot"] is not None for row in rows["steps"])
        self.outcomes[{True: "successes", False: "failures", None: "not judged"}[episode["success"]]] += 1

    def refuse(self, reason: str, what: str) -> None:
        """Count an episode that is kept out."""
        self.refused[reason] += 1
        self.like.setdefault(reason, []).append(what)


def build(
    runs: Sequence[Path],
    out: Path,
    card: Callable[[Made], str],
    *,
    told: Callable[[int, int], None] = lambda done, total: None,
    shard: int = SHARD,
) -> Made:
    """Write the dataset of all complete episodes that may be learnt from; `told(done, total)` of episodes looked at.

    DIR appears when it is whole. Raises ValueError for a DIR that holds something, for two runs of one name and where
    nothing may be learnt from, FileNotFoundError for what is no run.
    """
    stores = _stores(runs)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ValueError(f"{out} holds something already: say another --out, or remove it")
    made = Made([Source(name, store.manifest) for name, store in stores.items()])
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a build that was cut off
    part.mkdir(parents=True)
    try:
        with ExitStack() as stack:
            tables = {
                name: stack.enter_context(
                    closing(Shards(part / name, columns, shard=shard, repeated=name == "samples"))
                )
                for name, columns in TABLES.items()
            }
            for rows in _all_rows(stores, made, told):
                made.add(rows)
                for name, found in rows.items():
                    tables[name].add(found)
        if not made.rows["episodes"]:
            why = ", ".join(f"{count} {reason}" for reason, count in made.refused.items()) or "no episodes at all"
            raise ValueError(f"there is nothing to learn from in these runs: {why}; harvest the train split")
        (part / "README.md").write_text(card(made), encoding="utf-8")
        if out.exists():
            out.rmdir()
        part.replace(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return made


def _stores(runs: Sequence[Path]) -> dict[str, Store]:
    out: dict[str, Store] = {}
    for folder in runs:
        name = folder.resolve().name
        if name in out:
            raise ValueError(f"two runs are called {name}, by which their episodes are told apart: rename a folder")
        out[name] = Store(folder)
    return out


def _all_rows(stores: dict[str, Store], made: Made, told: Callable[[int, int], None]) -> Iterator[dict[str, list[Row]]]:
    todo = [
        (source, store, id) for source, store in zip(made.sources, stores.values(), strict=True) for id in store.ids()
    ]
    kept = {name: read_step_scores(store.root) for name, store in stores.items()}
    for done, (source, store, episode) in enumerate(todo, 1):
        no = _why_not(store, episode)
        if no is None:
            yield rows_of(_scored(store.read(episode), kept[source.name].get(episode, {})), source)
        else:
            made.refuse(no[0], f"{source.name}/{episode}" + (f" ({no[1]})" if no[1] else ""))
        told(done, len(todo))


def _why_not(store: Store, episode: str) -> tuple[str, str] | None:
    """Why an episode is kept out, and what it is like, where that is so."""
    events = list(store.events(episode))
    if not events or events[-1]["event"] != "end":
        return CUT_OFF, ""
    if len(events) == 2:  # start and end: nothing was done
        return EMPTY, ""
    return refusal(events[0]["goal"], events[0]["meta"])


def _scored(stored: Stored, scores: dict[str, list[float | None]]) -> Scored:
    """An episode with targets, rewards and samples, as far as its task is known, and the step scores beside it."""
    if is_daily(stored.meta):
        return replace(score(stored), scores=scores)
    episode = stored.trajectory
    unknown = [None] * len(episode.steps)
    samples = csrs_select(extract(episode), label(episode))
    return Scored(stored, result_of(stored), unknown, unknown, samples, scores)
