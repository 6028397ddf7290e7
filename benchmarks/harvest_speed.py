"""Part of `make bench`: what keeping every screen costs a harvest.

The same tasks, played by their oracles on the same phones with pictures: kept by `harvest` on the disk this is run
from, and played without keeping anything, in turns. The ratio is the median over the turns.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from agent.store import Store
from benchmarks.daily import TEMPLATES
from benchmarks.daily.scene import TRAIN
from benchmarks.daily.task import DailyTask
from benchmarks.harvest import Progress, harvest
from benchmarks.pool import spread
from benchmarks.run import run_task
from devices.browser import Browser
from devices.virtual.device import VirtualDevice

PHONES = (1, 4)
TASKS, TURNS = 6, 8


class Lent(VirtualDevice):
    """A phone that is used again when it is given back."""

    def close(self) -> None:
        """Given back by whoever lent it."""


def rows() -> list[Sequence[str]]:
    """The table's rows: what, ours, against, theirs, ratio, target."""
    train = [template for template in TEMPLATES.values() if template.split == TRAIN]
    tasks = [DailyTask(template) for template in train[:: len(train) // TASKS][:TASKS]]
    devices = [Lent() for _ in range(max(PHONES))]
    out: list[Sequence[str]] = []
    for phones in PHONES:
        _bare(tasks, devices[:phones])
        pairs = [_pair(tasks, devices[:phones], first=turn % 2 == 0) for turn in range(TURNS)]
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(kept / bare for kept, bare in pairs)
        name = f"harvest, {phones} phone{'s' * (phones > 1)}: steps/s"
        out.append((name, f"{ours:.1f}", "nothing kept", f"{theirs:.1f}", f"{ratio:.0%}", ">= 95 %"))
    for device in devices:
        device.phone.close()
    Browser.shutdown()
    return out


def _pair(tasks: Sequence[DailyTask], devices: Sequence[Lent], first: bool) -> tuple[float, float]:
    """Steps a second kept and bare; whichever comes `first` takes turns, too, as a machine grows busier or idler."""
    if first:
        return _kept(tasks, devices), _bare(tasks, devices)
    bare = _bare(tasks, devices)
    return _kept(tasks, devices), bare


def _kept(tasks: Sequence[DailyTask], devices: Sequence[Lent]) -> float:
    steps = 0

    def told(now: Progress) -> None:
        nonlocal steps
        steps += len(now.episode.steps) if now.episode else 0

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:  # not where temporary files lie: that may be memory
        began = time.perf_counter()
        harvest(tasks, _lender(devices), lambda task: task.oracle(), Store(Path(folder)), phones=len(devices),
                told=told)  # fmt: skip
        return steps / (time.perf_counter() - began)


def _bare(tasks: Sequence[DailyTask], devices: Sequence[Lent]) -> float:
    began = time.perf_counter()
    played = spread(tasks, _lender(devices), lambda task, device: run_task(task, device, task.oracle()), len(devices))
    return sum(len(episode.steps) for _, episode in played) / (time.perf_counter() - began)


def _lender(devices: Sequence[Lent]) -> Callable[[], Lent]:
    left = list(devices)
    return left.pop
