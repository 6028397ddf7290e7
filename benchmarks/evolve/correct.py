"""Corrections: a policy acts, and a demonstrator says at every screen what it would have done there.

A policy that imitates demonstrations has never seen what its own slips lead to, and there it slips again. Asking the
demonstrator on the policy's own way mends that (Ross, Gordon and Bagnell 2011, DAgger, algorithm 3.1): what is learnt
is the demonstrator's decision, what is done is mostly the policy's.
"""

from collections.abc import Sequence
from random import Random

from agent.policies.by_icon import ByIcon
from agent.policies.scripted import Decline, Move
from agent.policy import Policy
from agent.trajectory import Act, Decision, GiveUp, Reply, Step
from benchmarks.stepbench.mixed import Expert, LookAt
from benchmarks.stepbench.plan import Planner, Started
from devices.device import Observation

HELPED = 0.3  # of the steps are the demonstrator's own, so that the way leads on to screens that are worth a word


class Corrected:
    """`policy`, corrected: `corrections` holds what should have been done at each step of the episode, None where the
    demonstrator knows no way either (and ends the episode). It alone ends an episode, or asks."""

    def __init__(self, policy: Policy, task: Started, script: Sequence[Move], world: LookAt, rng: Random) -> None:
        self._policy, self._rng = policy, rng
        self._ends = GiveUp(script[-1].why) if isinstance(script[-1], Decline) else None
        self._expert = Expert(Planner(task, script), world)
        self._guide = ByIcon(self._expert)
        self.corrections: list[Decision | None] = []

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The policy's step, or its demonstrator's."""
        if not past:
            self.corrections = []
        right = self._guide(goal, past, seen)
        own = self._policy(goal, past, seen)
        known = not isinstance(right.decision, GiveUp) or right.decision == self._ends
        self.corrections.append(right.decision if known else None)
        if not isinstance(right.decision, Act) or not isinstance(own.decision, Act) or self._rng.random() < HELPED:
            return right
        if own.decision != right.decision:
            self._expert.replan()
            self._guide.replan()
        return own
