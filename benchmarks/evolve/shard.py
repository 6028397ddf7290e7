"""Parts of a stage that run by themselves, each in a process and a folder of its own; resumable at every task.

A part that is done again reads what its folder holds and plays the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from zlib import crc32

import numpy as np

from agent.codec import decision_from_json, decision_to_json
from agent.pocket.example import examples_of
from agent.pocket.policy import PocketPolicy
from agent.policies.by_icon import ByIcon
from agent.policies.scripted import Move, ScriptedPolicy
from agent.policy import Policy
from agent.store import Store, Stored
from agent.trajectory import Trajectory
from benchmarks.daily import TEMPLATES
from benchmarks.daily.leaks import leak
from benchmarks.daily.signature import leaks_by_signature, signature
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask
from benchmarks.evolve.correct import Corrected
from benchmarks.evolve.explore import Try, explore
from benchmarks.evolve.gathered import Gathered
from benchmarks.evolve.select import learnt, own_of
from benchmarks.hindsight.find import FindConfig, find_tasks
from benchmarks.hindsight.moves import moves_of
from benchmarks.hindsight.reach import within_reach
from benchmarks.hindsight.relabel import relabelled
from benchmarks.run import run_task
from benchmarks.stepbench.plan import Started
from devices.device import Device
from devices.virtual.device import VirtualDevice
from devices.virtual.sketch import SketchDevice
from devices.virtual.world import World
from rewards.csrs import label
from rewards.step_filter import needed_steps

DONE = "done"  # a file that says that a folder holds all it is to hold
TOLD = 1  # failed tries of a task that are looked at for a goal which they did reach


@dataclass(frozen=True, slots=True)
class ShowShard:
    """Known solutions of tasks (template, seed), through the glass or on the sketch of it."""

    folder: Path
    tasks: tuple[tuple[str, int], ...]
    glass: bool

    def run(self) -> Gathered:
        """Do what is left of it."""
        store, out, device = _opened(self.folder), Gathered(), _device(self.glass)
        try:
            for template, seed in self.tasks:
                task = DailyTask(TEMPLATES[template], seed)
                if not store.complete(task.id):
                    _write(store, task.id, run_task(task, device, ByIcon(task.oracle())), task.meta)
                out.add(learnt(store.read(task.id).trajectory, filtered=False, wordings=task.wordings))
        finally:
            device.close()
        return out


@dataclass(frozen=True, slots=True)
class FindShard:
    """Goals found by wandering and carried out, through the glass or on the sketch of it; those within reach then by
    `weights`, on the sketch and corrected."""

    folder: Path
    config: FindConfig
    glass: bool
    weights: Path

    def run(self) -> Gathered:
        """Do what is left of it."""
        store, out = _opened(self.folder), Gathered()
        if not (self.folder / DONE).exists():
            self._play(store)
            (self.folder / DONE).touch()
        for stored in store.episodes():
            wordings: list[str] = stored.meta["wordings"]
            if "corrections" in stored.meta:
                told = _put_right(stored, wordings)
            else:
                told = learnt(stored.trajectory, filtered=False, wordings=wordings)
            told.found, told.good = told.good, []
            out.add(told)
        return out

    def _play(self, store: Store) -> None:
        device, sketch = _device(self.glass), SketchDevice()
        try:
            for task in find_tasks(self.config):
                if not store.complete(task.id):
                    episode = run_task(task, device, ByIcon(task.oracle()))
                    if not within_reach(episode):
                        continue
                    _write(store, task.id, episode, task.meta)
                if not store.complete(f"{task.id}-corrected"):
                    _correct(store, f"{task.id}-corrected", task, task.script, self.weights, sketch, task.meta)
        finally:
            device.close()


@dataclass(frozen=True, slots=True)
class PlayShard:
    """Train tasks (template, seed) tried out by `weights` on the sketch, in trees. What wins is done again through the
    glass; what fails is looked at for a goal which it did reach, where `told`."""

    folder: Path
    tasks: tuple[tuple[str, int], ...]
    weights: Path
    tries: int
    branches: int
    temperature: float
    seed: int
    filtered: bool
    told: bool

    def run(self) -> Gathered:
        """Do what is left of it."""
        store, out = _opened(self.folder), Gathered()
        glass = VirtualDevice(pixels=False)
        try:
            for template, seed in self.tasks:
                task = DailyTask(TEMPLATES[template], seed)
                if not store.complete(f"{task.id}-try0"):
                    self._play(task, store, glass)
                out.add(self._read(task, store))
        finally:
            glass.close()
        return out

    def _play(self, task: DailyTask, store: Store, glass: Device) -> None:
        tried = explore(task, lambda n: self._policy(task, n), tries=self.tries, branches=self.branches)
        best = next((one for one in tried if one.won), None)
        if best is not None:
            self._again(task, best, store, glass)
        elif self.told:
            self._tell(task, tried, store)
        for number in reversed(range(len(tried))):  # the first comes last: with it, all are there
            one = tried[number]
            meta = {**task.meta, "group": task.id, "parent": one.parent, "shared": one.shared}
            _write(store, f"{task.id}-try{number}", one.episode, meta)

    def _policy(self, task: DailyTask, number: int) -> Policy:
        draw = np.random.default_rng(crc32(f"{self.seed}:{task.id}:{number}".encode()))
        return PocketPolicy(self.weights, self.temperature if number else 0.0, draw, doubts=False)

    def _again(self, task: DailyTask, won: Try, store: Store, glass: Device) -> None:
        kept = needed_steps(won.episode) if self.filtered else [True] * len(won.episode.steps)
        moves = moves_of([step for step, keep in zip(won.episode.steps, kept, strict=True) if keep])
        if moves is not None:
            episode = run_task(task, glass, ByIcon(ScriptedPolicy(moves)))
            _write(store, f"{task.id}-glass", episode, {**task.meta, "group": f"{task.id}-glass"})

    def _tell(self, task: DailyTask, tried: list[Try], store: Store) -> None:
        rng = Random(f"{self.seed}:{task.id}")
        for number in rng.sample(range(len(tried)), min(TOLD, len(tried))):
            one = tried[number]
            found = relabelled(one.episode, list(one.states), rng)
            if found is None or leak(found.goal) is not None:
                continue
            kinds = signature(*(World.loads(one.states[at]).apps for at in (0, len(found.steps) - 1)))
            if leaks_by_signature(kinds) is None:
                meta: dict[str, object] = {"found": "hindsight", "axes": task.meta["axes"], "signature": sorted(kinds)}
                _write(store, f"{task.id}-told{number}", found, meta)

    def _read(self, task: DailyTask, store: Store) -> Gathered:
        out = Gathered()
        tries, parents, shared = list[Trajectory](), list[int](), list[int]()
        for number in range(self.tries + self.branches):
            name = f"{task.id}-try{number}"
            if not store.complete(name):
                break
            stored = store.read(name)
            tries.append(stored.trajectory)
            parents.append(int(stored.meta["parent"]))
            shared.append(int(stored.meta["shared"]))
            out.add(learnt(stored.trajectory, filtered=self.filtered, wordings=task.wordings))
            out.branched += parents[-1] >= 0
            if parents[-1] < 0:
                success = stored.trajectory.verdict is not None and bool(stored.trajectory.verdict.success)
                out.results.append((task.template.id, success))
            if store.complete(f"{task.id}-told{number}"):
                told = learnt(store.read(f"{task.id}-told{number}").trajectory, filtered=self.filtered)
                out.found += told.good
        if store.complete(f"{task.id}-glass"):
            again = store.read(f"{task.id}-glass").trajectory
            out.good += learnt(again, filtered=self.filtered, wordings=task.wordings).good
        out.own = own_of(tries, parents, shared)
        return out


@dataclass(frozen=True, slots=True)
class CorrectShard:
    """Tasks (template, seed) of templates that are shown, played by `weights` on the sketch; a demonstrator says at
    every step what it would have done."""

    folder: Path
    tasks: tuple[tuple[str, int], ...]
    weights: Path

    def run(self) -> Gathered:
        """Do what is left of it."""
        store, out, device = _opened(self.folder), Gathered(), SketchDevice()
        for template, seed in self.tasks:
            task = DailyTask(TEMPLATES[template], seed)
            if not store.complete(task.id):
                _correct(store, task.id, task, task.moves, self.weights, device, task.meta)
            out.add(_put_right(store.read(task.id), task.wordings))
        return out


@dataclass(frozen=True, slots=True)
class TrustShard:
    """Tasks (template, seed) played by `weights` on the sketch, each to its end: how likely its choices were to it, and
    what came of them."""

    folder: Path
    tasks: tuple[tuple[str, int], ...]
    weights: Path

    def run(self) -> Gathered:
        """Do what is left of it."""
        store, out, device = _opened(self.folder), Gathered(), SketchDevice()
        for template, seed in self.tasks:
            task = DailyTask(TEMPLATES[template], seed)
            if not store.complete(task.id):
                policy = PocketPolicy(self.weights, doubts=False)
                episode = run_task(task, device, policy)
                _write(store, task.id, episode, {**task.meta, "nats": policy.nats})
            stored = store.read(task.id)
            won = bool(label(stored.trajectory))
            out.add(Gathered(trusted=[(float(stored.meta["nats"]), won)], episodes=1, successes=int(won)))
        return out


Shard = ShowShard | FindShard | PlayShard | CorrectShard | TrustShard


def run_shard(shard: Shard) -> Gathered:
    """For a pool of processes."""
    return shard.run()


def parts(count: int, size: int) -> Iterator[int]:
    """`count` in parts of at most `size`."""
    while count > 0:
        yield min(size, count)
        count -= size


def _correct(
    store: Store, name: str, task: Started, script: Sequence[Move], weights: Path, device: SketchDevice,
    meta: Mapping[str, object],
) -> None:  # fmt: skip
    """Let `weights` play a task, and write down what should have been done at each step."""
    played, rng = PocketPolicy(weights, doubts=False), Random(f"{name}:corrected")
    policy = Corrected(played, task, script, lambda: device.world, rng)
    episode = run_task(task, device, policy)
    told = [decision_to_json(one) if one else None for one in policy.corrections]
    _write(store, name, episode, {**meta, "corrections": told})


def _put_right(stored: Stored, wordings: Sequence[str]) -> Gathered:
    """What should have been done, at every screen the policy got to, under all wordings of the goal."""
    told = [decision_from_json(one) if one else None for one in stored.meta["corrections"]]
    out = Gathered(episodes=1, successes=int(bool(label(stored.trajectory))))
    for goal in dict.fromkeys((stored.trajectory.goal, *wordings)):
        out.good += examples_of(replace(stored.trajectory, goal=goal), [1.0] * len(told), told)
    return out


def _opened(folder: Path) -> Store:
    store = Store(folder, sync=False)
    store.begin({"kind": "evolve", "suite": suite_hash(), "stage": folder.name, "pixels": False})
    return store


def _device(glass: bool) -> Device:
    return VirtualDevice(pixels=False) if glass else SketchDevice()


def _write(store: Store, name: str, episode: Trajectory, meta: Mapping[str, object]) -> None:
    with store.write(name, episode.goal, name, dict(meta)) as writer:
        for number, step in enumerate(episode.steps):
            writer.step(number, step)
        writer.end(episode)
