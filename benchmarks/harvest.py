"""Run a suite with one policy and keep every episode: crash-safe, and a second run goes on where the first was cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from agent.policy import Policy
from agent.store import Store
from agent.trajectory import Step, Trajectory
from benchmarks.daily.task import DailyTask
from benchmarks.pool import spread
from benchmarks.run import run_task
from devices.device import Device


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
    tasks: Sequence[DailyTask],
    open_device: Callable[[], Device],
    policy: Callable[[DailyTask], Policy],
    store: Store,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    phones: int = 1,
    cancel: Event | None = None,
    told: Callable[[Progress], None] = lambda progress: None,
) -> int:
    """Run every task that the store has not finished yet, on `phones` devices at once; how many were run.

    `told` may be called from several threads. A device that dies is opened afresh for the next task; its episode ends
    with `Stop.ERROR` and stays in the count. An episode that `cancel` cut short is run again next time.
    """
    left = [task for task in tasks if not store.complete(task.id)]
    done = len(tasks) - len(left)
    if done:
        told(Progress(done, len(tasks), f"{done} kept from before", 0, None))

    def work(task: DailyTask, device: Device) -> Trajectory:
        with store.write(task.id, task.goal, task.id, task.meta) as writer:

            def on_step(count: int, step: Step) -> None:
                writer.step(count, step)
                told(Progress(done, len(tasks), task.id, count + 1, None))

            episode = run_task(
                task, device, policy(task), max_seconds=limits.seconds, max_steps=limits.steps, cancel=cancel,
                on_step=on_step,
            )  # fmt: skip
            if cancel is None or not cancel.is_set():
                writer.end(episode)
            return episode

    for task, episode in spread(left, open_device, work, phones, cancel):
        done += 1
        told(Progress(done, len(tasks), task.id, len(episode.steps), episode))
    return len(left)
