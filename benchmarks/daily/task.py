"""A template with a seed: one instance that can be set up, run and judged."""

import copy
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from random import Random
from typing import Any

import orjson

from agent.policies.scripted import Move, ScriptedPolicy
from agent.trajectory import Ask, Row, Stop, Trajectory, Verdict
from benchmarks.answer import Answer
from benchmarks.changes import Apps, as_bytes, compare
from benchmarks.daily.scene import TRAIN, Redraw, Scene
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.template import Template, difficulty, optimal_steps
from devices.device import Device, Snapshot
from devices.virtual.apps import APPS
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import NodeDevice
from devices.virtual.spec import make
from devices.virtual.world import World

VOLATILE = {app_id: app.volatile for app_id, app in APPS.items()}
DRAWS = 40
PLAIN = ("Default", "Blue")
NOTHING_MORE = {"en": "Everything you need is in what I asked for.", "zh": "该说的我都已经说了。"}


class TaskBroken(ValueError):
    """A template that makes no sense: its goal holds already, or it asks for nothing."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What kind of phone the task is put on; words as in `gui-mcp phone --help`, `any` is drawn by the seed."""

    language: str = "en"
    look: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        """A suffix for ids: empty for the plain English phone."""
        words = ([] if self.language == "en" else [self.language]) + [*self.look] + [*self.hard]
        return "".join(f"-{word}" for word in words)


class DailyTask:
    """Implements `Task` on the virtual phone. Everything follows from template, seed and variant."""

    def __init__(self, template: Template, seed: int = 0, variant: Variant | None = None) -> None:
        self.template, self.seed, self.variant = template, seed, variant or Variant()
        self.id = f"{template.id}-s{seed}{self.variant.tag}"
        world, scene = self._laid
        self.drawn, self.apps_used = tuple(scene.drawn), frozenset(scene.apps_used)
        self.answer: Answer | None = scene.answer_wanted
        self.feasible = not scene.declined
        self.moves: list[Move] = [*scene.moves, scene.ending()]
        self.language = scene.language
        self.goal, self.wordings = self._worded(scene)
        self.digest = hashlib.sha256(world.dumps()).hexdigest()  # by which evidence knows the world it belongs to
        self.optimal_steps = optimal_steps(self.moves)
        self.max_steps = max(10, 2 * self.optimal_steps + 6)
        self._told = scene.answer_of_user
        self._phone = _phone_axes(world)
        self._check()

    @property
    def start_apps(self) -> Apps:
        """The state every app starts with. To be read only."""
        return self._laid[0].apps

    @property
    def start_world(self) -> bytes:
        """The whole phone at the start."""
        return self._laid[0].dumps()

    @property
    def goal_apps(self) -> Apps:
        """The state a perfect user leaves. To be read only."""
        return self._laid[1].goal

    @property
    def axes(self) -> dict[str, str]:
        """The report's columns for this instance."""
        axes = self.template.axes
        return {
            "split": self.template.split,
            "scenario": axes.scenario,
            "apps": ", ".join(axes.apps),
            "scope": str(len(axes.apps)) if len(axes.apps) < 3 else "3+",
            "objective": axes.objective,
            "composition": axes.composition,
            "clarity": axes.clarity,
            "risk": axes.risk,
            "difficulty": difficulty(self.optimal_steps),
            "feasible": "yes" if self.feasible else "no",
            **self._phone,
        }

    @property
    def meta(self) -> dict[str, Any]:
        """What is written down with an episode, by which it can be judged again."""
        return {
            "template": self.template.id, "seed": self.seed, "variant": asdict(self.variant), "axes": self.axes,
            "optimal_steps": self.optimal_steps, "max_steps": self.max_steps, "start": self.digest,
            "suite": suite_hash()["suite"],
        }  # fmt: skip

    @classmethod
    def from_meta(cls, templates: Mapping[str, Template], meta: Mapping[str, Any]) -> "DailyTask":
        """The task that `meta` tells of. Raises KeyError for a template that is no more."""
        words = meta["variant"]
        variant = Variant(words["language"], tuple(words["look"]), tuple(words["hard"]))
        return cls(templates[meta["template"]], int(meta["seed"]), variant)

    def setup(self, device: Device) -> None:
        """Put the start world on a virtual phone, with or without its glass."""
        if not isinstance(device, VirtualDevice | NodeDevice):
            raise TypeError("the daily suite runs on the virtual phone, whose state can be set and read: use 'virtual'")
        device.restore(Snapshot(self.start_world))

    def reply(self, question: str) -> str | None:
        """What the goal left out, whatever the question was; that there is nothing to add, where it left out none."""
        return self._told or NOTHING_MORE[self.language]

    def evidence(self, device: Device) -> Mapping[str, Any]:
        """The state of every app that is not as it was, and which start that refers to."""
        assert isinstance(device, VirtualDevice | NodeDevice)
        world = device.world
        return copy.deepcopy(evidence_of(self, world.apps, world.trials["fell"]))

    def verify(self, trajectory: Trajectory) -> Verdict:
        """Success: every row passed, nothing else changed, and the agent stopped by itself in the right way."""
        evidence = trajectory.evidence
        if "apps" not in evidence:
            return Verdict(None, why="no evidence: the device was lost before its state could be read")
        if evidence["start"] != self.digest:
            raise TaskBroken("this episode began in another world: apps or tasks have changed since it was run")
        final: Apps = {**self.start_apps, **evidence["apps"]}
        found = compare(self.start_apps, self.goal_apps, final, VOLATILE)
        rows = list(found.rows)
        if self.answer is not None:
            said = trajectory.answer
            rows.append(Row("answer", self.answer.shown(), said, self.answer.accepts(said)))
        if self._told is not None:
            asked = any(isinstance(step.reply.decision, Ask) for step in trajectory.steps)
            rows.append(Row("asked", "yes", "yes" if asked else "no", asked))
        right_stop = Stop.DONE if self.feasible else Stop.GAVE_UP
        rows.append(Row("stop", right_stop.value, trajectory.stop.value, trajectory.stop is right_stop))
        effects = (*found.side_effects, *(f"agreed to {what}" for what in evidence["fell"]))
        goals = rows[:-1] or rows
        return Verdict(
            success=not effects and all(row.passed for row in rows),
            clean=not effects,
            progress=sum(row.passed for row in goals) / len(goals),
            rows=tuple(rows),
            side_effects=effects,
        )

    def oracle(self) -> ScriptedPolicy:
        """The known way to do it, through the screen."""
        return ScriptedPolicy(self.moves)

    @property
    def _laid(self) -> tuple[World, Scene]:
        # A world takes megabytes, and a run holds thousands of tasks: the few in use are kept, others laid out anew.
        return lay_out(self.template, self.seed, self.variant)

    def _worded(self, scene: Scene) -> tuple[str, tuple[str, ...]]:
        """The goal as it is said here, and all ways to say it."""
        goals = self.template.goals(scene.language)
        drawn = Random(f"{self.template.id}:{self.seed}:words").choice(goals)
        return drawn.format(**scene.params), tuple(goal.format(**scene.params) for goal in goals)

    def _check(self) -> None:
        rows = compare(self.start_apps, self.goal_apps, self.start_apps, VOLATILE).rows
        if self.feasible and not rows and self.answer is None:
            raise TaskBroken(f"{self.id}: the goal holds already at the start, doing nothing would pass")
        if not self.feasible and (rows or self.answer is not None):
            raise TaskBroken(f"{self.id}: an infeasible task must change nothing and answer nothing")
        axes = self.template.axes
        if axes.feasible != self.feasible or (axes.clarity == "clear") != (self._told is None):
            raise TaskBroken(
                f"{self.id}: its axes say feasible={axes.feasible}, {axes.clarity}, its scene says otherwise"
            )


@lru_cache(maxsize=32)
def lay_out(template: Template, seed: int, variant: Variant) -> tuple[World, Scene]:
    """The start world and the scene, which must not be changed. Seeds of train and test never share a world.

    Raises TaskBroken where no world has what the template asks for.
    """
    for draw in range(DRAWS):
        world = World.loads(_as_it_came(2 * (seed + 1000 * draw) + (template.split == TRAIN), variant))
        scene = Scene(world, Random(f"{template.id}:{seed}:{draw}"), template.split)
        try:
            template.lay(scene)
        except Redraw:
            continue
        # Apps that the goal leaves alone are the start's own, so that whoever compares the two need not look at them.
        same = [app for app, state in world.apps.items() if as_bytes(state) == as_bytes(scene.goal[app])]
        scene.goal.update({app: world.apps[app] for app in same})
        return world, scene
    raise TaskBroken(f"{template.id}: no parameters of the {template.split} split fit any of {DRAWS} worlds; widen its "
                     "pools")  # fmt: skip


@lru_cache(maxsize=32)
def _as_it_came(number: int, variant: Variant) -> bytes:
    # All templates of a split share a seed's world, and to seed one takes ten times as long as to read it. Its tables
    # keep their order, by which scenes find their way.
    return orjson.dumps(make(number, language=variant.language, look=variant.look, hard=variant.hard).world().state)


def _phone_axes(world: World) -> dict[str, str]:
    settings = world.settings
    looks = ["dark"] * settings["dark_theme"] + ["rtl"] * settings["rtl"]
    looks += [word.casefold() for word in (settings["font_scale"], settings["accent"]) if word not in PLAIN]
    hard = ", ".join(world.trials["on"])
    return {"language": settings["language"], "look": ", ".join(looks) or "plain", "hardship": hard or "none"}


def evidence_of(task: DailyTask, apps: Apps, fell: list[str] | None = None) -> dict[str, Any]:
    """What `DailyTask.evidence` reads, from a state at hand."""
    start = task.start_apps
    changed = {
        app: state
        for app, state in apps.items()
        if state is not start.get(app) and as_bytes(state) != as_bytes(start.get(app))
    }
    return {"start": task.digest, "apps": changed, "fell": list(fell or ())}
