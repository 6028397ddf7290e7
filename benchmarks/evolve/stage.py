"""One folder of a circle: episodes of one kind, played once, whatever interrupts it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import Any, Protocol

from agent.policy import Policy
from agent.store import Store, Stored
from agent.task import Task
from benchmarks.daily.suite import suite_hash
from benchmarks.harvest import Limits, Progress, harvest
from devices.virtual.device import VirtualDevice

Told = Callable[[Progress], None]


class Recorded(Task, Protocol):
    """A task that says what to write down with its episodes."""

    @property
    def meta(self) -> Mapping[str, Any]: ...


def played(
    folder: Path,
    tasks: Sequence[Recorded],
    policy: Callable[[Recorded], Policy],
    *,
    phones: int = 2,
    notes: Mapping[str, Any] | None = None,
    cancel: Event | None = None,
    told: Told = lambda progress: None,
) -> list[Stored]:
    """The episodes of these tasks; those that the folder holds already are not played again. No pictures are taken:
    pocket reads elements."""
    store = Store(folder)
    store.begin({"kind": "evolve", "suite": suite_hash(), "pixels": False, **(notes or {})})
    harvest(
        tasks, lambda: VirtualDevice(pixels=False), policy, store, limits=Limits(300.0), phones=phones, cancel=cancel,
        told=told,
    )  # fmt: skip
    return [stored for stored in store.episodes() if stored.complete]
