"""Values of states of any daily run: its actions are done again on the phone, and rollouts begin from there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from time import perf_counter

from agent.store import Stored
from agent.trajectory import Act, Ask, Step
from benchmarks.changes import as_bytes
from benchmarks.daily.task import DailyTask
from benchmarks.stepbench.build import task_of
from benchmarks.stepbench.cost import Cost
from benchmarks.stepbench.plan import Known, Planner
from benchmarks.stepbench.probe import Completer, completer, rollout
from devices.action import Wait
from devices.device import Observation
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World


def states_of(
    task: DailyTask, steps: Sequence[Step], device: VirtualDevice | NodeDevice,
    looked: Callable[[int, Observation], None] = lambda number, seen: None,
) -> list[bytes]:  # fmt: skip
    """The phone before each step and after the last, by doing it all again: the phone is deterministic. `looked` is
    told what is on the screen before each step. Pauses are not kept: the phone's clock stands still."""
    task.setup(device)
    states = [device.snapshot().data]
    for number, step in enumerate(steps):
        looked(number, device.observe())  # looking is part of what happened: slow screens wait for it
        if isinstance(step.reply.decision, Act) and step.error is None:
            action = step.reply.decision.action
            device.act(Wait(0) if isinstance(action, Wait) else action)
        states.append(device.snapshot().data)
    return states


@dataclass(slots=True)
class LiveValues:
    """Values of states by k rollouts each, played when they are asked for. Raises ValueError for an episode that does
    not lead again to where it ended: apps or tasks have changed since."""

    episodes: Sequence[Stored]
    device: VirtualDevice
    k: int
    name: Completer
    cost: Cost = field(default_factory=Cost)
    _states: dict[int, list[bytes]] = field(default_factory=dict[int, list[bytes]])
    _known: dict[tuple[int, int], float] = field(default_factory=dict[tuple[int, int], float])

    def value(self, i: int, t: int) -> float:
        """The share of wins from state t of episode i; an ended episode is worth its verdict."""
        trajectory = self.episodes[i].trajectory
        if t == len(trajectory.steps) and not trajectory.stop.truncated:
            return float(trajectory.verdict is not None and trajectory.verdict.success is True)
        if (i, t) not in self._known:
            self._known[i, t] = self._probe(i, t)
        return self._known[i, t]

    def series(self) -> list[list[float]]:
        """V_0 … V_T of every episode."""
        return [[self.value(i, t) for t in range(len(e.trajectory.steps) + 1)] for i, e in enumerate(self.episodes)]

    def _probe(self, i: int, t: int) -> float:
        began, stored = perf_counter(), self.episodes[i]
        task, steps = task_of(stored), stored.trajectory.steps
        states = self._replayed(i, task)
        asked = any(isinstance(step.reply.decision, Ask) for step in steps[:t])
        way = None
        if self.name == "imitator":
            known = Known()
            for number in range(t + 1):
                known = known.after(World.loads(states[number]))
            way = Planner(task, task.moves).way(World.loads(states[t]), Known(known.screens, asked))
        wins = 0
        for n in range(self.k):
            policy = completer(self.name, task, way, Random(f"{stored.id}:{t}:{n}"))
            found = rollout(task, World.loads(states[t]), policy, asked=asked)
            wins += found.success
            self.cost.add(Cost(1, found.steps))
        self.cost.seconds += perf_counter() - began
        return wins / self.k

    def _replayed(self, i: int, task: DailyTask) -> list[bytes]:
        if i not in self._states:
            stored = self.episodes[i]
            states = states_of(task, stored.trajectory.steps, self.device)
            final, recorded = World.loads(states[-1]).apps, stored.trajectory.evidence.get("apps", {})
            ends = {**task.start_apps, **recorded}
            if any(as_bytes(final[app]) != as_bytes(ends[app]) for app in final):
                raise ValueError(f"{stored.id} does not lead to where it ended when it is done again: run it anew")
            self._states[i] = states
        return self._states[i]
