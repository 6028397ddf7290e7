"""Making the static set: oracle and varied runs of the daily suite, until there are steps enough."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.daily.template import Template
from benchmarks.pool import spread
from benchmarks.static.label import labelled
from benchmarks.static.matcher import NAME
from benchmarks.static.parquet import StaticWriter
from benchmarks.static.record import record
from benchmarks.static.step import StaticStep
from devices.device import Device
from devices.virtual.device import VirtualDevice

ANDROID_DAILY = 3146  # steps of AndroidDaily's static set

# Seed, phone, and how often a run goes astray. Every round plays all templates, each on the next of these, so that a
# set of any size holds all kinds of phone.
ROUNDS: tuple[tuple[int, Variant, float], ...] = (
    (0, Variant(), 0.0),
    (0, Variant("zh", ("dark",)), 0.1),
    (1, Variant("en", ("dark", "large"), ("popup", "slow")), 0.1),
    (1, Variant("zh", ("teal",), ("advert", "slow")), 0.1),
    (2, Variant("en", ("largest", "rust"), ("nag", "slow")), 0.2),
    (2, Variant("zh", ("large", "violet"), ("popup", "slow")), 0.2),
)


@dataclass(frozen=True, slots=True)
class Built:
    """What was made: `steps` with a right answer, of `rows` in all; `failed` are tasks whose run did not pass."""

    episodes: int
    rows: int
    steps: int
    failed: tuple[str, ...]


def build(
    path: Path,
    templates: Sequence[Template],
    *,
    least: int = ANDROID_DAILY,
    phones: int = 2,
    told: Callable[[int, int, str], None] = lambda steps, rows, task: None,
) -> Built:
    """Write rounds until `least` steps have a right answer, or the rounds are used up.

    A run that does not pass is left out: what it did is no example.
    """
    episodes, rows, steps, failed = 0, 0, 0, list[str]()
    about = {"suite": suite_hash(), "matcher": NAME, "split": sorted({t.split for t in templates})}
    with StaticWriter(path, about) as file:
        for number in range(len(ROUNDS)):
            if steps >= least:
                break
            tasks: list[DailyTask] = []
            astray: dict[str, float] = {}
            for at, template in enumerate(templates):
                seed, variant, detours = ROUNDS[(number + at) % len(ROUNDS)]
                tasks.append(DailyTask(template, seed, variant))
                astray[tasks[-1].id] = detours

            def work(task: DailyTask, device: Device, astray: Mapping[str, float] = astray) -> list[StaticStep]:
                assert isinstance(device, VirtualDevice)
                recording = record(task, device, astray[task.id])
                verdict = recording.episode.verdict
                return labelled(recording, device) if verdict is not None and verdict.success else []

            # Phones finish in any order; the file has the tasks' order, so that it is the same every time.
            done: dict[str, list[StaticStep]] = {}
            order = iter(tasks)
            due = next(order, None)
            for task, found in spread(tasks, VirtualDevice, work, phones):
                done[task.id] = found
                if not found:
                    failed.append(task.id)
                while due is not None and due.id in done:
                    found = done.pop(due.id)
                    file.add(found)
                    episodes, rows = episodes + bool(found), rows + len(found)
                    steps += sum(bool(step.valid) for step in found)
                    due = next(order, None)
                told(steps, rows, task.id)
    return Built(episodes, rows, steps, tuple(sorted(failed)))
