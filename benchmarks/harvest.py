"""Run a suite with one policy and keep every episode: crash-safe, and a second run goes on where the first was cut."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from agent.policy import Policy
from agent.store import Store
from agent.task import Task
from agent.trajectory import Step, Trajectory
from agent.writer import DEPTH, BackgroundWriter
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.daily.template import Template
from benchmarks.pool import spread
from benchmarks.run import run_task
from devices.device import Device


class KeptTask(Task, Protocol):
    """A task that can be harvested: `meta` is written down with its episodes (template, seed, axes …)."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Plain JSON."""
        ...


@runtime_checkable
class ToldByScreen(Protocol):
    """A task whose goal stands on its start screen and is known only then."""

    def read_goal(self, device: Device) -> None:
        """Bring the start up for the goal; the `setup` that follows leaves it as it is."""
        ...


T = TypeVar("T", bound=KeptTask)


@dataclass(frozen=True, slots=True)
class Planned:
    """A task that is laid out when its turn comes: a world takes longer to make than a step, and most of a run that
    goes on has been done."""

    template: Template
    seed: int = 0
    variant: Variant = Variant()  # noqa: RUF009 - frozen

    @property
    def id(self) -> str:
        """The task's."""
        return f"{self.template.id}-s{self.seed}{self.variant.tag}"

    def task(self) -> DailyTask:
        """The task itself. Raises TaskBroken."""
        return DailyTask(self.template, self.seed, self.variant)


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after every step and every episode. `episode` is None while one is running."""

    done: int
    total: int
    task: str
    step: int
    episode: Trajectory | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What an episode may take: `seconds`, and `steps` (None: what the task allows)."""

    seconds: float = 600.0
    steps: int | None = None


def harvest(
    tasks: Sequence[T | Planned],
    open_device: Callable[[], Device],
    policy: Callable[[T], Policy],
    store: Store,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    phones: int = 1,
    cancel: Event | None = None,
    told: Callable[[Progress], None] = lambda progress: None,
    depth: int = DEPTH,
) -> int:
    """Run every task that the store has not finished yet, on `phones` devices at once; how many were run.

    `told` may be called from several threads. A device that dies is opened afresh for the next task; its episode ends
    with `Stop.ERROR` and stays in the count. An episode that `cancel` cut short is run again next time. Steps are
    written in the background, of which `depth` may wait (agent/writer.py). Raises StoreFailed.
    """
    left = [task for task in tasks if not store.complete(task.id)]
    done = len(tasks) - len(left)
    if done:
        told(Progress(done, len(tasks), f"{done} kept from before", 0, None))

    def work(job: T | Planned, device: Device) -> tuple[Trajectory, Callable[[], None]]:
        task = cast("T", job.task()) if isinstance(job, Planned) else job
        if isinstance(task, ToldByScreen):
            task.read_goal(device)
        with writing.write(task.id, task.goal, task.id, task.meta) as writer:

            def on_step(count: int, step: Step) -> None:
                writer.step(count, step)
                told(Progress(done, len(tasks), task.id, count + 1, None))

            episode = run_task(
                task, device, policy(task), max_seconds=limits.seconds, max_steps=limits.steps, cancel=cancel,
                on_step=on_step,
            )  # fmt: skip
            cut = cancel is not None and cancel.is_set()
            return episode, (lambda: None) if cut else writer.ending(episode)

    with BackgroundWriter(store, depth) as writing:
        for task, (episode, until_written) in spread(left, open_device, work, phones, cancel):
            try:
                until_written()  # the phone is at its next task already
                done += 1
                told(Progress(done, len(tasks), task.id, len(episode.steps), episode))
            except KeyboardInterrupt:
                if cancel is not None:
                    cancel.set()
                raise
    return len(left)
