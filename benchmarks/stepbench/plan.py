"""Re-planning with the oracle: how far is a state of the phone from success, and by which moves?

The oracle of a daily task is one script from the start. From any other state the way on is looked for among the
script's remainders, after getting back to where they apply: pressing back, or opening the app again. A way counts if,
played on a copy of the phone without its glass, it ends in success by the task's own verifier.

What an agent must have read before it can answer (or say that a task cannot be done) counts, too: a way that ends so
without the screens that the oracle looked at on its way is no way, unless the agent has seen them before.

Distances are upper bounds: a way that leaves the script for good is not found, and its state counts as lost.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import orjson

from agent.loop import run_episode
from agent.policies.scripted import (
    Back,
    Decline,
    Enter,
    Fill,
    Hold,
    Move,
    Open,
    Question,
    Say,
    ScriptedPolicy,
    Slide,
    Stroke,
    Tap,
    find,
)
from agent.task import Task
from agent.trajectory import Ask, Reply, Step, Stop
from benchmarks.run import judge
from devices.action import Awake, Press
from devices.device import Observation
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World

BACKS = 3  # how often back is pressed to find the way again
SLACK = 4  # actions a script may need beyond its moves: fields to clear, pop-ups to put away


class Started(Task, Protocol):
    """A task that begins in a known state of the phone."""

    @property
    def start_world(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What the agent has met on its way: screens it saw, and whether it asked the user."""

    screens: frozenset[str] = frozenset()
    asked: bool = False

    def after(self, world: World, asked: bool = False) -> "Known":
        """The same and the screen of `world`."""
        return Known(self.screens | {screen_of(world)}, self.asked or asked)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to success in `steps` actions, the ending included: open `app` ("" stays), press back `backs` times, then
    play the oracle's script from move number `join`."""

    app: str
    backs: int
    join: int
    steps: int

    def moves(self, script: Sequence[Move]) -> list[Move]:
        """The way as a script."""
        return [*([Open(self.app)] if self.app else []), *[Back()] * self.backs, *script[self.join :]]


@dataclass(slots=True)
class Planner:
    """Ways for one task, whose known solution is `script`, its ending included. What was worked out for a state is
    remembered; `played` counts the scripts tried out."""

    task: Started
    script: Sequence[Move]
    played: int = 0
    _ways: dict[str, Way | None] = field(default_factory=dict[str, "Way | None"])
    _read: list[frozenset[str]] = field(default_factory=list[frozenset[str]])

    def __post_init__(self) -> None:
        self._read = self._screens_before_moves()

    @property
    def tells(self) -> bool:
        """Does the ending rest on what was read on the way: an answer, or that it cannot be done?"""
        end = self.script[-1]
        return isinstance(end, Decline) or (isinstance(end, Say) and bool(end.answer))

    def way(self, world: World, known: Known) -> Way | None:
        """The shortest way found from here, None where there is none."""
        state = world.dumps()
        needed = known.screens & self._read[-1]
        key = hashlib.sha256(state + orjson.dumps([sorted(needed), known.asked])).hexdigest()
        if key not in self._ways:
            self._ways[key] = self._search(state, known)
        return self._ways[key]

    def _search(self, state: bytes, known: Known) -> Way | None:
        best: Way | None = None
        apps = dict.fromkeys(move.app for move in self.script if isinstance(move, Open))
        for way in self._candidates(list(_detours(state, list(apps))), known):
            if best is not None and way.steps >= best.steps:
                break
            steps = self._play(state, way.moves(self.script), known)
            if steps is not None and (best is None or steps < best.steps):
                best = replace(way, steps=steps)
        return best

    def _candidates(self, detours: "Sequence[Detour]", known: Known) -> Iterator[Way]:
        """What could be a way, by the number of moves; without those that cannot begin."""
        script = self.script
        pairs = [(d.length + len(script) - k, n, k) for n, d in enumerate(detours) for k in range(len(script))]
        for length, n, k in sorted(pairs):
            detour = detours[n]
            if detour.fits(script[k]) and self._may_end(known, k, detour):
                yield Way(detour.app, detour.backs, k, length)

    def _may_end(self, known: Known, start: int, detour: "Detour") -> bool:
        """Has everything been read that the ending rests on, if the script is joined at this move?"""
        if not self.tells:
            return True
        return self._read[start] <= known.screens | detour.screens

    def _play(self, state: bytes, moves: Sequence[Move], known: Known) -> int | None:
        self.played += 1
        device = NodeDevice(World.loads(state))
        episode = run_episode(
            self.task.goal, device, ScriptedPolicy(moves), task=self.task.id, max_steps=2 * len(moves) + SLACK,
            user=self.task.reply,
        )  # fmt: skip
        if episode.stop not in (Stop.DONE, Stop.GAVE_UP):
            return None
        steps = len(episode.steps)
        if known.asked:
            episode = replace(episode, steps=(Step(episode.steps[0].seen, Reply(Ask("?"))), *episode.steps))
        return steps if judge(self.task, replace(episode, evidence=self.task.evidence(device))).success else None

    def _screens_before_moves(self) -> list[frozenset[str]]:
        """For each move of the script, and its end, the screens that the oracle has seen before it."""
        device = NodeDevice(World.loads(self.task.start_world))
        policy, seen = ScriptedPolicy(self.script), frozenset[str]()
        before: list[frozenset[str]] = [seen] * (len(self.script) + 1)

        def watch(_: int, __: Step) -> None:
            nonlocal seen
            for at in range(policy.at, len(before)):
                before[at] = seen | {screen_of(device.world)}
            seen = seen | {screen_of(device.world)}

        run_episode(self.task.goal, device, policy, max_steps=self.task.max_steps, on_step=watch, user=self.task.reply)
        return before


@dataclass(frozen=True, slots=True)
class Detour:
    """Getting back to where the script may apply: the screen that ends on, and the screens it shows."""

    app: str
    backs: int
    seen: Observation
    screens: frozenset[str]

    @property
    def length(self) -> int:
        """Its moves."""
        return bool(self.app) + self.backs

    def fits(self, move: Move) -> bool:
        """Can the script go on with this move from here?"""
        match move:
            case Tap() | Hold() | Fill() | Slide() | Stroke():
                return find(self.seen, move) is not None
            case Open() | Back() | Enter() | Say() | Decline() | Question():
                return True


def _detours(state: bytes, apps: Sequence[str]) -> Iterator[Detour]:
    """Staying here, or opening an app of the script, and then pressing back as long as that does anything."""
    for app in ("", *apps):
        device = NodeDevice(World.loads(state))
        screens = {screen_of(device.world)}
        if app:
            device.act(Awake(app))
        before = b""
        for back in range(BACKS + 1):
            screens.add(screen_of(device.world))
            yield Detour(app, back, device.observe(), frozenset(screens))
            device.act(Press("back"))
            if (now := orjson.dumps(device.world.nav)) == before:
                break
            before = now


def screen_of(world: World) -> str:
    """A screen by which what was read on it is known again: the app, its page and all that is written there."""
    screen, tree = world.screen, world.tree()
    words = [word for node in tree.walk() if node.role != "toast" for word in (node.text, node.label) if word]
    return hashlib.sha256(orjson.dumps([world.front, screen["name"], words])).hexdigest()
