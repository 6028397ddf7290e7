"""Rollouts from restored states: what would have become of an episode from here?

A completer plays on from a state of the phone, without its glass, and the task's own verifier judges the end. Two of
them: `lexical`, the baseline policy, and `imitator`, which knows the oracle's way from this state but whose hand slips
at random and who never plans again. What the imitator knows is what the true labels are made of, so Monte-Carlo labels
by it are as good as such labels can get; those by `lexical` show what a weak policy's are worth.
"""

import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Literal

from agent.loop import run_episode
from agent.policies.lexical import LexicalPolicy
from agent.policies.scripted import ScriptedPolicy
from agent.policy import Policy
from agent.store import Store
from agent.trajectory import Act, Ask, Reply, Step
from benchmarks.daily.task import DailyTask, evidence_of
from benchmarks.null_agents import RandomAgent
from benchmarks.run import judge
from benchmarks.stepbench.build import Labelled, state_of, task_of
from benchmarks.stepbench.cost import Cost
from benchmarks.stepbench.plan import Way
from devices.device import Observation
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World

Completer = Literal["imitator", "lexical"]
SLIPS = 0.1  # of the imitator's steps, those that are random


@dataclass(frozen=True, slots=True)
class Continuation:
    """How a rollout went: `steps` it took, and whether it ended in success."""

    steps: int
    success: bool


class Imitator:
    """Plays a script, but each step is a random one with probability `slips`."""

    def __init__(self, script: ScriptedPolicy, slips: float, rng: Random) -> None:
        self._script, self._slips, self._rng = script, slips, rng
        self._hand = RandomAgent(rng.randrange(1 << 30))
        self._mine: list[Step] = []
        self._slipped = True

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The script's next action, or any."""
        if past and not self._slipped:
            self._mine.append(past[-1])
        self._slipped = self._rng.random() < self._slips
        if not self._slipped:
            return self._script(goal, self._mine, seen)
        reply = self._hand(goal, past, seen)
        while not isinstance(reply.decision, Act):
            reply = self._hand(goal, past, seen)
        return reply


def rollout(
    task: DailyTask, world: World, policy: Policy, *, asked: bool = False, max_steps: int | None = None
) -> Continuation:
    """Let a policy play on from this state, to its end or at most `max_steps`. The world is used up."""
    device = NodeDevice(world)
    episode = run_episode(
        task.goal, device, policy, task=task.id, max_steps=max_steps or task.max_steps, user=task.reply
    )
    steps = len(episode.steps)
    if asked and episode.steps:
        episode = replace(episode, steps=(Step(episode.steps[0].seen, Reply(Ask("?"))), *episode.steps))
    episode = replace(episode, evidence=evidence_of(task, device.world.apps, device.world.trials["fell"]))
    return Continuation(steps, judge(task, episode).success is True)


def completer(name: Completer, task: DailyTask, way: Way | None, rng: Random) -> Policy:
    """A fresh policy for one rollout. Raises ValueError for a name nobody knows."""
    if name == "lexical":
        return LexicalPolicy()
    if name == "imitator":
        return Imitator(ScriptedPolicy(way.moves(task.moves) if way else task.moves), SLIPS, rng)
    raise ValueError(f"no completer called {name!r}; there are: imitator, lexical")


def probe(store: Store, episode: Labelled, t: int, k: int, name: Completer, seed: int = 0) -> list[Continuation]:
    """`k` rollouts from the state before step t (the last state for t = T)."""
    task = task_of(episode.stored)
    steps = episode.stored.trajectory.steps
    asked = any(isinstance(step.reply.decision, Ask) for step in steps[:t])
    out: list[Continuation] = []
    for n in range(k):
        rng = Random(f"{episode.stored.id}:{t}:{n}:{seed}")
        policy = completer(name, task, episode.truth.ways[t], rng)
        out.append(rollout(task, state_of(store, task, episode.states[t]), policy, asked=asked))
    return out


@dataclass(frozen=True, slots=True)
class Probed:
    """`k` rollouts from every state that is worth one: (wins, steps) by episode and state."""

    k: int
    seconds: float
    found: dict[str, list[tuple[int, int] | None]]

    def value(self, episode: str, t: int) -> tuple[float, Cost]:
        """The share of wins from a state, and what finding it out cost."""
        found = self.found[episode][t]
        if found is None:
            raise KeyError(f"state {t} of {episode} was not probed")
        wins, steps = found
        every = sum(self.k for row in self.found.values() for state in row if state is not None)
        return wins / self.k, Cost(self.k, steps, 0, self.seconds * self.k / max(1, every))


@dataclass(slots=True)
class Meter:
    """Values of states by rollouts, and what they cost whoever asked. A state is paid for once."""

    episodes: Sequence[Labelled]
    probed: Probed
    cost: Cost = field(default_factory=Cost)
    _paid: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def value(self, i: int, t: int) -> float:
        """The value of state t of episode i; an episode that has ended is worth its outcome, which costs nothing."""
        episode = self.episodes[i]
        trajectory = episode.stored.trajectory
        if t == len(trajectory.steps) and not trajectory.stop.truncated:
            return float(episode.success)
        value, cost = self.probed.value(episode.stored.id, t)
        if (i, t) not in self._paid:
            self._paid.add((i, t))
            self.cost.add(cost)
        return value

    def series(self) -> list[list[float]]:
        """V_0 … V_T of every episode."""
        return [[self.value(i, t) for t in range(len(e.truth.labels) + 1)] for i, e in enumerate(self.episodes)]


def probe_all(
    root: Path,
    episodes: Sequence[Labelled],
    k: int,
    name: Completer,
    *,
    workers: int = 2,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Probed:
    """Rollouts from every state of all episodes; kept in DIR/rollouts-NAME-K.json and read from there the next time."""
    path = root / f"rollouts-{name}-{k}.json"
    if path.exists():
        kept = json.loads(path.read_text(encoding="utf-8"))
        found = {key: [tuple(s) if s else None for s in row] for key, row in kept["found"].items()}
        if all(e.stored.id in found for e in episodes):
            return Probed(k, kept["seconds"], found)
    began, found = time.perf_counter(), dict[str, list[tuple[int, int] | None]]()
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        jobs = [pool.submit(_probe_episode, str(root), episode, k, name) for episode in episodes]
        for done, (episode, job) in enumerate(zip(episodes, jobs, strict=True)):
            found[episode.stored.id] = job.result()
            told(done + 1, len(episodes))
    seconds = (time.perf_counter() - began) * workers  # of one core
    path.write_text(json.dumps({"seconds": seconds, "found": found}), encoding="utf-8")
    return Probed(k, seconds, found)


def _probe_episode(root: str, episode: Labelled, k: int, name: Completer) -> list[tuple[int, int] | None]:
    store, trajectory = Store(Path(root)), episode.stored.trajectory
    out: list[tuple[int, int] | None] = []
    for t in range(len(episode.states)):
        if t == len(trajectory.steps) and not trajectory.stop.truncated:
            out.append(None)
            continue
        continuations = probe(store, episode, t, k, name)
        out.append((sum(c.success for c in continuations), sum(c.steps for c in continuations)))
    return out
