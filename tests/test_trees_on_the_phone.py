"""Tree and Monte-Carlo methods with real rollouts: the drawn phone, its snapshots, the task's own verifier."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from agent.loop import run_episode
from agent.policies.scripted import ScriptedPolicy
from agent.trajectory import Act
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask
from benchmarks.null_agents import RandomAgent
from benchmarks.run import judge
from benchmarks.stepbench.plan import Known, Planner
from devices.action import Action, Awake
from devices.device import Snapshot
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World
from rewards.trees.beams import Candidate, value_beam
from rewards.trees.rollouts import (
    Continuation,
    binary_search_first_error,
    continuation_labels,
    mc_estimate,
    sorm_labels,
)

TASK = DailyTask(TEMPLATES["notes-delete"])


class Lab:
    """A phone that is put back, played on from, and judged."""

    def __init__(self, device: VirtualDevice) -> None:
        self.device, self.planner, self.rollouts = device, Planner(TASK, TASK.moves), 0

    def rollout(self, state: Snapshot, rng: np.random.Generator) -> Continuation:
        """Restore the state, let the oracle play on from there if it finds a way, else a random hand; then judge."""
        self.rollouts += 1
        self.device.restore(state)
        way = self.planner.way(World.loads(state.data), Known())
        policy = ScriptedPolicy(way.moves(TASK.moves)) if way else RandomAgent(int(rng.integers(1 << 30)))
        episode = run_episode(TASK.goal, self.device, policy, task=TASK.id, max_steps=way.steps + 4 if way else 6)
        episode = replace(episode, evidence=TASK.evidence(self.device))
        passed = judge(TASK, episode).success is True
        return Continuation(len(episode.steps), passed)

    def states(self, actions: Sequence[Action], spoil_after: int | None = None) -> list[Snapshot]:
        """The phone at the start and after each action; before number `spoil_after` another note is spoiled."""
        TASK.setup(self.device)
        out = [self.device.snapshot()]
        for number, action in enumerate(actions, start=1):
            if number == spoil_after:
                self.spoil()
            self.device.act(action)
            out.append(self.device.snapshot())
        return out

    def spoil(self) -> None:
        """What a bad step could do and nobody can undo."""
        world = World.loads(self.device.phone.snapshot())
        other = next(n for n in world.apps["org.guimcp.notes"]["notes"].values() if n["title"] not in TASK.goal)
        other["body"] = "overwritten"
        world.touch_state()
        self.device.phone.restore(world.dumps())


@pytest.fixture
def lab(blind: VirtualDevice) -> Lab:
    return Lab(blind)


def oracle_actions(device: VirtualDevice) -> list[Action]:
    TASK.setup(device)
    episode = run_episode(TASK.goal, device, TASK.oracle(), task=TASK.id, max_steps=TASK.max_steps)
    return [s.reply.decision.action for s in episode.steps if isinstance(s.reply.decision, Act)]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_values_of_states_are_what_rollouts_from_the_restored_phone_win(lab: Lab, rng: np.random.Generator) -> None:
    states = lab.states(oracle_actions(lab.device), spoil_after=2)
    found = mc_estimate(states, rollout=lab.rollout, k=2, rng=rng)
    assert found.soft.tolist() == [1.0, 1.0] + [0.0] * (len(states) - 2)
    assert found.rollouts == lab.rollouts == 2 * len(states)


def test_bisection_finds_the_step_that_spoiled_a_note_with_fewer_rollouts(lab: Lab, rng: np.random.Generator) -> None:
    states = lab.states(oracle_actions(lab.device), spoil_after=3)
    found = binary_search_first_error(
        len(states) - 1, prefix=lambda t: states[t], rollout=lab.rollout, rng=rng, k=1, root=0.5
    )
    assert found.index == 3  # the third step did it
    assert found.rollouts == lab.rollouts < len(states)


def test_steps_of_a_failure_are_good_as_long_as_somebody_could_still_win(lab: Lab, rng: np.random.Generator) -> None:
    states = lab.states(oracle_actions(lab.device), spoil_after=3)[1:]
    wanted = [1.0, 1.0] + [0.0] * (len(states) - 2)
    assert continuation_labels([states], [0], rollout=lab.rollout, rng=rng, k=1).labels.tolist() == [wanted]
    assert sorm_labels([states], [0], rollout=lab.rollout, rng=rng, k=1).labels.tolist() == [wanted]


def test_a_beam_over_restored_states_walks_to_the_goal(lab: Lab, rng: np.random.Generator) -> None:
    actions = oracle_actions(lab.device)
    wrong: Action = Awake("Clock")
    TASK.setup(lab.device)

    def expand(state: tuple[Snapshot, int], _: np.random.Generator) -> list[Candidate[tuple[Snapshot, int]]]:
        out: list[Candidate[tuple[Snapshot, int]]] = []
        for action in (wrong, actions[state[1]]):
            lab.device.restore(state[0])
            lab.device.act(action)
            after = lab.device.snapshot()
            way = lab.planner.way(World.loads(after.data), Known())
            value = -float(way.steps) if way else -100.0
            out.append(Candidate((after, state[1] + (action is not wrong)), value, state[1] + 1 == len(actions)))
        return out

    found = value_beam((lab.device.snapshot(), 0), expand=expand, rng=rng, beams=2, depth=len(actions))
    assert found.kept[0].state[1] == len(actions)
