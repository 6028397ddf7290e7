"""Ends an episode when the page has."""

from collections.abc import Sequence

from agent.policy import Policy
from agent.trajectory import Done, GiveUp, Reply, Step
from benchmarks.miniwob.task import MiniwobTask
from devices.device import Observation

ENDED = "the page has ended the episode"


class Proctored:
    """A policy that is asked only while the page is waiting for it.

    What stands in the trajectory after that is not the policy's word but the page's: done where it passed, given up
    where it failed. So `Done` of a failed episode is always a claim that the policy made itself.
    """

    def __init__(self, policy: Policy, task: MiniwobTask) -> None:
        self._policy, self._task = policy, task

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The policy's decision, or the end."""
        now = self._task.outcome()
        if not now.over:
            return self._policy(goal, past, seen)
        return Reply(Done() if now.reward > 0 else GiveUp(ENDED), thought=ENDED)
