"""A stage of a circle: what failed is played again, and kept under a goal that it did reach."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from agent.store import Store, Stored
from agent.trajectory import Trajectory
from benchmarks.daily import TEMPLATES
from benchmarks.daily.leaks import leak
from benchmarks.daily.signature import leaks_by_state
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask
from benchmarks.hindsight.relabel import relabelled
from benchmarks.stepbench.live import states_of
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World


def hindsight(
    folder: Path, episodes: Sequence[Stored], most: int, seed: int, told: Callable[[int], None] = lambda done: None
) -> list[Stored]:
    """Episodes with new goals out of at most `most` failed ones; those that the folder holds are not made again."""
    store = Store(folder)
    store.begin({"kind": "evolve", "suite": suite_hash(), "stage": "hindsight", "pixels": False})
    failed = [e for e in episodes if e.trajectory.verdict and e.trajectory.verdict.success is False]
    chosen = Random(f"hindsight:{seed}").sample(failed, min(most, len(failed)))
    device = VirtualDevice(pixels=False)
    try:
        for number, stored in enumerate(chosen):
            if not store.complete(stored.id):
                _one(store, stored, device, seed)
            told(number + 1)
    finally:
        device.close()
    return [found for found in store.episodes() if found.complete and found.trajectory.steps]


def _one(store: Store, stored: Stored, device: VirtualDevice, seed: int) -> None:
    task = DailyTask.from_meta(TEMPLATES, stored.meta)
    states = states_of(task, stored.trajectory.steps, device)
    found = relabelled(stored, states, Random(f"{seed}:{stored.id}"))
    ends = World.loads(states[0]).apps, World.loads(states[-1]).apps
    if found is not None and (leak(found.goal) is not None or leaks_by_state(*ends) is not None):
        found = None  # what a test template asks for is not learnt
    # An episode that gives no goal is written down, too, as one without steps: so it is not tried again.
    goal = found.goal if found is not None else ""
    with store.write(stored.id, goal, stored.id, {"found": "hindsight", "axes": stored.meta["axes"]}) as writer:
        episode = found if found is not None else _empty(stored)
        for at, step in enumerate(episode.steps):
            writer.step(at, step)
        writer.end(episode)


def _empty(stored: Stored) -> Trajectory:
    return Trajectory(stored.id, "", (), stored.trajectory.stop, why="nothing that could be asked for")
