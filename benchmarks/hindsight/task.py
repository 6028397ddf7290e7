"""A task found by wandering: a world, a goal in words, and the state (or the answer) that fulfils it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from agent.policies.scripted import Decline, Move, Say, ScriptedPolicy
from agent.trajectory import Row, Stop, Trajectory, Verdict
from benchmarks.answer import Answer
from benchmarks.changes import Apps, as_bytes, compare
from benchmarks.daily.scene import TRAIN
from benchmarks.daily.signature import signature
from benchmarks.daily.task import VOLATILE
from devices.device import Device, Snapshot
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World


@dataclass(frozen=True)
class FoundTask:
    """Implements `Task` on the virtual phone. `wanted` is the state of every app at the end; `answer` is what a
    question's answer must say, `declines` that it cannot be done. `kind`: "change", "query" or "nowhere". `wordings`
    are other ways to say the goal."""

    id: str
    goal: str
    kind: str
    moves: tuple[Move, ...]
    start_world: bytes = field(repr=False)
    wanted: Apps = field(repr=False)
    answer: str = ""
    declines: bool = False
    wordings: tuple[str, ...] = ()

    @property
    def max_steps(self) -> int:
        """Twice what is needed and some more."""
        return max(10, 2 * len(self.moves) + 8)

    @property
    def meta(self) -> dict[str, Any]:
        """What is written down with an episode."""
        return {
            "found": self.kind, "axes": {"split": TRAIN}, "moves": len(self.moves), "wordings": list(self.wordings),
            "signature": sorted(signature(self.start_apps, self.wanted)),
        }  # fmt: skip

    @cached_property
    def start_apps(self) -> Apps:
        """The state every app starts with. To be read only."""
        return World.loads(self.start_world).apps

    def setup(self, device: Device) -> None:
        """Put the start world on a virtual phone, with or without its glass."""
        if not isinstance(device, VirtualDevice | NodeDevice):
            raise TypeError("found tasks run on the virtual phone, whose state can be set and read: use 'virtual'")
        device.restore(Snapshot(self.start_world))

    def reply(self, question: str) -> str | None:
        """Nobody wanted this: there is nobody to ask."""
        return None

    def evidence(self, device: Device) -> Mapping[str, Any]:
        """The state of every app that is not as it was."""
        assert isinstance(device, VirtualDevice | NodeDevice)
        apps = device.world.apps
        return {"apps": {a: s for a, s in apps.items() if as_bytes(s) != as_bytes(self.start_apps.get(a))}}

    def verify(self, trajectory: Trajectory) -> Verdict:
        """Success: the state that was found, nothing else changed, and the right end."""
        final: Apps = {**self.start_apps, **trajectory.evidence["apps"]}
        found = compare(self.start_apps, self.wanted, final, VOLATILE)
        rows = list(found.rows)
        if self.answer:
            said = trajectory.answer
            rows.append(Row("answer", self.answer, said, Answer("text", self.answer).accepts(said)))
        right = Stop.GAVE_UP if self.declines else Stop.DONE
        rows.append(Row("stop", right.value, trajectory.stop.value, trajectory.stop is right))
        return Verdict(
            success=not found.side_effects and all(row.passed for row in rows),
            clean=not found.side_effects,
            progress=sum(row.passed for row in rows[:-1]) / max(1, len(rows) - 1),
            rows=tuple(rows),
            side_effects=found.side_effects,
        )

    @property
    def script(self) -> Sequence[Move]:
        """The way it was found, and the right end."""
        return [*self.moves, Decline("it is not there") if self.declines else Say(self.answer)]

    def oracle(self) -> ScriptedPolicy:
        """The way it was found, as a policy."""
        return ScriptedPolicy(self.script)
