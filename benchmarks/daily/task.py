"""A template with a seed: one instance that can be set up, run and judged."""

import copy
from collections.abc import Mapping
from functools import cached_property
from random import Random
from typing import Any

from agent.policies.scripted import Move, ScriptedPolicy
from agent.trajectory import Row, Stop, Trajectory, Verdict
from benchmarks.answer import Answer
from benchmarks.changes import Apps, compare
from benchmarks.daily.template import Params, Template, difficulty, optimal_steps
from devices.device import Device
from devices.virtual.apps import APPS
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World

VOLATILE = {app_id: app.volatile for app_id, app in APPS.items()}


class TaskBroken(ValueError):
    """A template that makes no sense on this seed: its goal holds already, or it asks for nothing."""


class DailyTask:
    """Implements `Task` on the virtual phone. Everything follows from the template and the seed."""

    def __init__(self, template: Template, seed: int = 0) -> None:
        self.template, self.seed = template, seed
        self.id = f"{template.id}-s{seed}"
        rng = Random(f"{template.id}:{seed}")
        self._world = World.new(seed)
        self.params: Params = template.params(rng, self._world.apps)
        if template.start is not None:
            template.start(self._world.apps, self.params)
        self.goal = rng.choice(template.goals).format(**self.params)
        self.moves: list[Move] = template.oracle(copy.deepcopy(self._world.apps), self.params)
        self.optimal_steps = optimal_steps(self.moves)
        self.max_steps = max(10, 2 * self.optimal_steps + 6)
        self._check()

    @cached_property
    def start_apps(self) -> Apps:
        """The state every app starts with."""
        return copy.deepcopy(self._world.apps)

    @cached_property
    def goal_apps(self) -> Apps:
        """The state a perfect user leaves."""
        apps = copy.deepcopy(self.start_apps)
        if self.template.change is not None:
            self.template.change(apps, self.params)
        return apps

    @cached_property
    def answer(self) -> Answer | None:
        """What has to be answered, if anything."""
        return self.template.answer(copy.deepcopy(self.start_apps), self.params) if self.template.answer else None

    @property
    def axes(self) -> dict[str, str]:
        """The report's columns for this instance."""
        axes = self.template.axes
        return {
            "scenario": axes.scenario,
            "apps": ", ".join(axes.apps),
            "objective": axes.objective,
            "composition": axes.composition,
            "clarity": axes.clarity,
            "risk": axes.risk,
            "difficulty": difficulty(self.optimal_steps),
            "feasible": "yes" if self.template.feasible else "no",
        }

    def setup(self, device: Device) -> None:
        """Put the start world on a virtual phone."""
        if not isinstance(device, VirtualDevice):
            raise TypeError("the daily suite runs on the virtual phone, whose state can be set and read: use 'virtual'")
        device.phone.restore(self._world.dumps())

    def evidence(self, device: Device) -> Mapping[str, Any]:
        """The state of every app."""
        assert isinstance(device, VirtualDevice)
        return {"apps": copy.deepcopy(device.phone.world.apps)}

    def verify(self, trajectory: Trajectory) -> Verdict:
        """Success: every row passed, nothing else changed, and the agent stopped by itself in the right way."""
        if "apps" not in trajectory.evidence:
            return Verdict(None, why="no evidence: the device was lost before its state could be read")
        final: Apps = dict(trajectory.evidence["apps"])
        found = compare(self.start_apps, self.goal_apps, final, VOLATILE)
        rows = list(found.rows)
        if self.answer is not None:
            said = trajectory.answer
            rows.append(Row("answer", self.answer.shown(), said, self.answer.accepts(said)))
        right_stop = Stop.DONE if self.template.feasible else Stop.GAVE_UP
        rows.append(Row("stop", right_stop.value, trajectory.stop.value, trajectory.stop is right_stop))
        clean = not found.side_effects
        goals = rows[:-1] or rows
        return Verdict(
            success=clean and all(row.passed for row in rows),
            clean=clean,
            progress=sum(row.passed for row in goals) / len(goals),
            rows=tuple(rows),
            side_effects=found.side_effects,
        )

    def oracle(self) -> ScriptedPolicy:
        """The known way to do it, through the screen."""
        return ScriptedPolicy(self.moves)

    def _check(self) -> None:
        changes = compare(self.start_apps, self.goal_apps, self.start_apps, VOLATILE).rows
        if self.template.feasible and not changes and self.answer is None:
            raise TaskBroken(f"{self.id}: the goal holds already at the start, doing nothing would pass")
        if not self.template.feasible and (changes or self.answer is not None):
            raise TaskBroken(f"{self.id}: an infeasible task must change nothing and answer nothing")
