"""The bench as a table: every method on the same episodes."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from agent.trajectory import Trajectory
from benchmarks.plots import front, reliability, save, strips
from benchmarks.stepbench.batch import Batch
from benchmarks.stepbench.build import Labelled, load
from benchmarks.stepbench.cost import Cost
from benchmarks.stepbench.judging import Panel, Votes
from benchmarks.stepbench.measure import Measured, measure, rows_of
from benchmarks.stepbench.probe import Completer, Meter, Probed, probe_all
from benchmarks.stepbench.rules import RULES
from benchmarks.stepbench.scorers import SCORERS, Scorer
from benchmarks.stepbench.signals import Signals, read
from rewards.ragged import Ragged

SHOWN = 5  # methods in a reliability diagram


def run_bench(
    root: Path,
    *,
    methods: Sequence[str] = (),
    completer: Completer = "imitator",
    k: int = 8,
    judges: Sequence[Votes] = tuple(RULES.values()),
    workers: int = 2,
    told: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> list[Measured]:
    """Every scorer fitted on the train split and measured on the test split, best macro-F1 first.

    Writes table.json and pictures beside the episodes. Raises ValueError for methods that have no scorer.
    """
    chosen = scorers_of(methods)
    episodes = list(load(root))
    train, test = ([e for e in episodes if e.split == split] for split in ("train", "test"))
    if not train or not test:
        raise ValueError(f"{root} needs episodes of both splits: build it from train and test templates")
    probed = None
    if any(scorer.needs == "rollouts" for scorer in chosen):
        probed = probe_all(root, episodes, k, completer, workers=workers, told=lambda d, n: told("rollouts", d, n))
    batches = [_Part(part, judges, probed) for part in (train, test)]
    out: list[Measured] = []
    scores: dict[str, Ragged] = {}
    for number, scorer in enumerate(chosen):
        told(scorer.method, number, len(chosen))
        fitted, _ = batches[0].score(scorer, batches[0])
        scores[scorer.method], cost = batches[1].score(scorer, batches[0])
        out.append(
            measure(
                scorer.method, scorer.needs, scores[scorer.method], batches[1].truth, fitted, batches[0].truth, cost
            )
        )
    out.sort(key=lambda m: -(m.f1 or 0.0))
    (root / "table.json").write_text(json.dumps([_row(m) for m in out], indent=1), encoding="utf-8")
    _draw(root, out, test, scores)
    return out


def scorers_of(methods: Sequence[str]) -> list[Scorer]:
    """The scorers of these methods, all of them for none. Raises ValueError that says what there is."""
    by_name = {scorer.method: scorer for scorer in SCORERS}
    unknown = [name for name in methods if name not in by_name]
    if unknown:
        raise ValueError(f"no scorer for {', '.join(unknown)}; there are: {', '.join(by_name)}")
    return [by_name[name] for name in methods] if methods else list(SCORERS)


class _Part:
    """The episodes of one split."""

    def __init__(self, episodes: Sequence[Labelled], judges: Sequence[Votes], probed: Probed | None) -> None:
        self.episodes = episodes
        self.truth = rows_of([e.truth.labels for e in episodes])
        self._trajectories: list[Trajectory] = [e.stored.trajectory for e in episodes]
        self._signals: Signals = read(self._trajectories, [e.stored.trajectory.task for e in episodes])
        self._judges, self._probed = judges, probed

    def batch(self) -> Batch:
        """A batch of its own for one method, so that it pays for what it asks."""
        values = Meter(self.episodes, self._probed) if self._probed is not None else None
        return Batch(self._trajectories, self._signals, Panel(self._trajectories, self._judges), values)

    def score(self, scorer: Scorer, train: "_Part") -> tuple[Ragged, Cost]:
        """A method's scores and what they cost."""
        batch, other = self.batch(), train.batch()
        began = time.perf_counter()
        scores = scorer.score(batch, other)
        cost = Cost(seconds=time.perf_counter() - began)
        cost.add(batch.judges.cost)
        if batch.values is not None:
            cost.add(batch.values.cost)
        return scores, cost


def _row(measured: Measured) -> dict[str, object]:
    row = asdict(measured)
    del row["probability"], row["advances"]
    return row


def _draw(root: Path, table: Sequence[Measured], test: Sequence[Labelled], scores: dict[str, Ragged]) -> None:
    best = [m for m in table if m.probability][:SHOWN]
    if best:
        save(reliability({m.method: (m.probability, m.advances) for m in best}), root / "reliability.png")
    points = {m.method: ((m.cost.rollouts + m.cost.judged) / max(1, m.steps), m.f1) for m in table if m.f1 is not None}
    if points:
        save(front({n: (x, y) for n, (x, y) in points.items()}, "rollouts and judged steps a step", "macro-F1"),
             root / "front.png")  # fmt: skip
    longest = max(range(len(test)), key=lambda i: (test[i].agent == "half-random", min(30, len(test[i].truth.labels))))
    shown = {m.method: scores[m.method].tolist()[longest] for m in table[:12]}
    if shown and test[longest].truth.labels:
        save(strips(shown, test[longest].truth.labels, test[longest].stored.id), root / "strips.png")
