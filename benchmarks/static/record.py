"""Recording an episode with all that is needed to say, afterwards, what else would have been right at each step."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from agent.policies.scripted import ScriptedPolicy
from agent.trajectory import Act, Reply, Step, Trajectory
from benchmarks.daily.task import DailyTask
from benchmarks.run import run_task
from benchmarks.static.regions import meaning
from devices.action import Click, Press
from devices.device import Observation
from devices.element import Element
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World

TRIES = 6  # touches that are looked at before a detour is given up


@dataclass(frozen=True, slots=True)
class Moment:
    """The phone just before a decision: the world, and what could be touched. `move` is the number of the script's
    move, -1 on a detour; `astray` says that the decision was a wrong one, made on purpose."""

    world: bytes
    touchable: tuple[tuple[Element, int], ...]
    move: int
    astray: bool = False


@dataclass(frozen=True, slots=True)
class Recording:
    """An episode and the moment before each of its steps; `after` are the worlds that followed."""

    task: DailyTask
    episode: Trajectory
    moments: tuple[Moment, ...]
    after: tuple[bytes, ...]


def record(task: DailyTask, device: VirtualDevice, detours: float = 0.0, seed: int = 0) -> Recording:
    """Run a task's oracle, now and then astray: with the chance `detours` a step it opens something else first, and
    comes back."""
    guide = Guide(task, device, detours, seed)
    after: list[bytes] = []
    steps = int(task.max_steps * (1 + 2 * detours)) + 4
    episode = run_task(
        task, device, guide, max_steps=steps, on_step=lambda number, step: after.append(device.phone.snapshot())
    )
    return Recording(task, episode, tuple(guide.moments), tuple(after))


class Guide:
    """The oracle, watched, and led astray by chance."""

    def __init__(self, task: DailyTask, device: VirtualDevice, detours: float, seed: int) -> None:
        self._script, self._device, self._chance = ScriptedPolicy(task.moves), device, detours
        self._rng = Random(f"{task.id}:{seed}:detours")
        self.moments: list[Moment] = []
        self._back_to: bytes | None = None
        self._script_past: list[Step] = []

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The next decision, and a note of the moment it was made in."""
        phone = self._device.phone
        now, touchable = phone.snapshot(), tuple(phone.touchable())
        if self._back_to is not None:
            target, self._back_to = self._back_to, None
            self.moments.append(Moment(now, touchable, -1))
            return Reply(Act(_way_back(now, touchable, target)), thought="this is not where it should go: back")
        if past and self._rng.random() < self._chance:
            wrong = self._detour(now, touchable)
            if wrong is not None:
                self._back_to = meaning(World.loads(now), focus=False)
                self.moments.append(Moment(now, touchable, -1, astray=True))
                return Reply(Act(Click(wrong.bounds.centre)), thought="astray")
        self.moments.append(Moment(now, touchable, self._script.at))
        reply = self._script(goal, self._script_past, seen)
        self._script_past.append(Step(seen, reply))
        return reply

    def _detour(self, now: bytes, touchable: Sequence[tuple[Element, int]]) -> Element | None:
        """Something that leads elsewhere, changes nothing, and can be undone with Back."""
        untouched = World.loads(now)
        here = meaning(untouched, focus=False)
        for element, number in self._rng.sample(touchable, min(TRIES, len(touchable))):
            world = World.loads(now)
            node = next(node for i, node in enumerate(world.tree().walk()) if i == number)
            if node.role == "field":
                continue
            world.touched()
            world.tap(node)
            if meaning(world, focus=False) == here or world.apps != untouched.apps:
                continue
            world.key("back")
            if meaning(world, focus=False) == here:
                return element
        return None


def _way_back(now: bytes, touchable: Sequence[tuple[Element, int]], target: bytes) -> Click | Press:
    """The arrow on the screen where it leads back, else the phone's own key."""
    for element, number in touchable:
        if element.role != "button":
            continue
        world = World.loads(now)
        world.tap(next(node for i, node in enumerate(world.tree().walk()) if i == number))
        if meaning(world, focus=False) == target:
            return Click(element.bounds.centre)
    return Press("back")
