"""Runs to a dataset: a folder of Parquet shards and a card, which `datasets.load_dataset(DIR, "steps")` opens."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from agent.store import Store, Stored
from benchmarks.daily.score import is_daily, score
from benchmarks.dataset.admission import CUT_OFF, EMPTY, only_by_words, refusal
from benchmarks.dataset.knowledge import Knowledge, OnScreens
from benchmarks.dataset.tables import TABLES, Row, Source, rows_of
from benchmarks.report import Scored
from benchmarks.result import result_of
from benchmarks.stepscores import read_step_scores
from rewards.csrs import csrs_select, label
from rewards.samples import Sample
from rewards.shards import SHARD, Shards

AXES = ("template", "language", "look", "hardship", "policy")  # what the card counts episodes by


@dataclass(slots=True)
class Made:
    """What has gone into a dataset: `rows` a table, `counts` of episodes by axis and value, samples by `kinds` and by
    what they are `backed` by, what was `missed` by their extraction, how many made-up goals could be held against test
    tasks `by_words` alone, and `refused` episodes by the reason, with `like` naming some."""

    sources: list[Source] = field(default_factory=list[Source])
    rows: Counter[str] = field(default_factory=Counter[str])
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {axis: Counter() for axis in AXES})
    kinds: Counter[str] = field(default_factory=Counter[str])
    outcomes: Counter[str] = field(default_factory=Counter[str])
    backed: Counter[str] = field(default_factory=Counter[str])
    missed: Counter[str] = field(default_factory=Counter[str])
    by_words: int = 0
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
        self.backed.update(row["source"] for row in rows["samples"])
        self.pictures += sum(row["screenshot"] is not None for row in rows["steps"])
        self.outcomes[{True: "successes", False: "failures", None: "not judged"}[episode["success"]]] += 1

    def refuse(self, reason: str, what: str) -> None:
        """Count an episode that is kept out."""
        self.refused[reason] += 1
        self.like.setdefault(reason, []).append(what)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An episode that was looked at. `no`: why it is kept out, and what it is like; None where it may enter."""

    source: Source
    store: Store
    id: str
    meta: Mapping[str, Any]
    no: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples that an episode's verdict allows."""

    knowledge: Knowledge
    failed_intents: bool

    def of(self, stored: Stored, source: Source) -> tuple[list[Sample], Counter[str]]:
        """Of an episode that nobody judged there are none, and nothing is asked."""
        success = label(stored.trajectory)
        if success is None:
            return [], Counter()
        found, missed = self.knowledge(stored, source.manifest)
        return csrs_select(found, success, failed_intents=self.failed_intents), missed


def build(
    runs: Sequence[Path],
    out: Path,
    card: Callable[[Made], str],
    *,
    knowledge: Knowledge = OnScreens(),  # noqa: B008 - without state
    failed_intents: bool = True,
    told: Callable[[int, int], None] = lambda done, total: None,
    shard: int = SHARD,
) -> Made:
    """Write the dataset of all complete episodes that may be learnt from; `told(done, total)` of episodes looked at.

    `knowledge` makes the samples, of which a failed episode gives kinds 1 to 6, or 1 to 5 without `failed_intents`.
    DIR appears when it is whole. Raises ValueError for a DIR that holds something, for two runs of one name, where
    nothing may be learnt from and for episodes that are nothing for `knowledge`; FileNotFoundError for what is no run.
    """
    stores = _stores(runs)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ValueError(f"{out} holds something already: say another --out, or remove it")
    made = Made([Source(name, store.manifest) for name, store in stores.items()])
    todo = [
        _judged(source, store, id)
        for source, store in zip(made.sources, stores.values(), strict=True)
        for id in store.ids()
    ]
    for one in todo:
        if one.no is None and (why := knowledge.objection(one.meta)):
            raise ValueError(f"{one.source.name}/{one.id} {why}")
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
            for rows in _all_rows(todo, made, Samples(knowledge, failed_intents), told):
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


def _all_rows(
    todo: Sequence[Candidate], made: Made, samples: Samples, told: Callable[[int, int], None]
) -> Iterator[dict[str, list[Row]]]:
    kept = {one.source.name: read_step_scores(one.store.root) for one in todo}
    for done, one in enumerate(todo, 1):
        if one.no is None:
            scored = _scored(one.store.read(one.id), kept[one.source.name].get(one.id, {}))
            found, missed = samples.of(scored.stored, one.source)
            made.missed.update(missed)
            made.by_words += only_by_words(one.meta)
            yield rows_of(replace(scored, samples=found), one.source)
        else:
            made.refuse(one.no[0], f"{one.source.name}/{one.id}" + (f" ({one.no[1]})" if one.no[1] else ""))
        told(done, len(todo))


def _judged(source: Source, store: Store, episode: str) -> Candidate:
    events = list(store.events(episode))
    if not events or events[-1]["event"] != "end":
        return Candidate(source, store, episode, {}, (CUT_OFF, ""))
    if len(events) == 2:  # start and end: nothing was done
        return Candidate(source, store, episode, {}, (EMPTY, ""))
    meta = events[0]["meta"]
    return Candidate(source, store, episode, meta, refusal(events[0]["goal"], meta))


def _scored(stored: Stored, scores: dict[str, list[float | None]]) -> Scored:
    """An episode with targets and rewards, as far as its task is known, and the step scores beside it."""
    if is_daily(stored.meta):
        return replace(score(stored), scores=scores)
    unknown = [None] * len(stored.trajectory.steps)
    return Scored(stored, result_of(stored), unknown, unknown, scores=scores)
