"""Run a suite with one policy and keep every episode: crash-safe, and a second run goes on where the first was cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.policy import Policy
from agent.store import Store
from agent.trajectory import Step, Trajectory
from benchmarks.daily.task import DailyTask
from benchmarks.run import run_task
from devices.device import Device
from devices.errors import DeviceUnavailable


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after every step and every episode. `episode` is None while one is running."""

    done: int
    total: int
    task: str
    step: int
    episode: Trajectory | None


def harvest(
    tasks: Sequence[DailyTask],
    open_device: Callable[[], Device],
    policy: Callable[[DailyTask], Policy],
    store: Store,
    *,
    max_seconds: float = 600.0,
    told: Callable[[Progress], None] = lambda progress: None,
) -> list[Trajectory]:
    """Run every task not finished yet and return all episodes, those of earlier runs read back from the store.

    A device that dies is opened afresh for the next task; its episode ends with `Stop.ERROR` and stays in the count.
    """
    out: list[Trajectory] = []
    device: Device | None = None
    try:
        for number, task in enumerate(tasks):
            if store.complete(task.id):
                out.append(store.read(task.id).trajectory)
                told(Progress(number + 1, len(tasks), task.id, 0, out[-1]))
                continue
            device = device or open_device()
            meta = {"axes": task.axes, "template": task.template.id, "seed": task.seed,
                    "optimal_steps": task.optimal_steps}  # fmt: skip
            with store.write(task.id, task.goal, task.id, meta) as writer:

                def on_step(count: int, step: Step, number: int = number, task: DailyTask = task) -> None:
                    writer.step(count, step)
                    told(Progress(number, len(tasks), task.id, count + 1, None))

                episode = run_task(task, device, policy(task), max_seconds=max_seconds, on_step=on_step)
                writer.end(episode)
            out.append(episode)
            told(Progress(number + 1, len(tasks), task.id, len(episode.steps), episode))
            device = _if_alive(device)
    finally:
        if device is not None:
            device.close()
    return out


def _if_alive(device: Device) -> Device | None:
    try:
        device.observe()
    except DeviceUnavailable:
        device.close()
        return None
    return device
