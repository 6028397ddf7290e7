"""The suite's verifiers: near misses and doing nothing are refused, the goal with noise is not."""

import pytest

from agent.trajectory import Stop
from benchmarks.daily import TEMPLATES
from benchmarks.daily.honesty import offline
from benchmarks.daily.mutate import Ended, finished, goal_of
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.run import judge

NAMES = sorted(TEMPLATES)


@pytest.mark.parametrize("name", NAMES)
def test_near_misses_are_refused_and_the_goal_with_noise_is_not(name: str) -> None:
    task = DailyTask(TEMPLATES[name], NAMES.index(name) % 3, Variant(("en", "zh")[NAMES.index(name) % 2]))
    assert offline(task).faults == []
    _does_nothing(task)


def _does_nothing(task: DailyTask) -> None:
    goal = goal_of(task)
    for answer in ("", "yes", "no", "0"):
        still = finished(task, Ended(task.start_apps, answer))
        if task.feasible:
            assert judge(task, still).success is False
        given_up = finished(task, Ended(task.start_apps, answer, Stop.GAVE_UP))
        assert judge(task, given_up).success is not task.feasible, "to decline is right where nothing else is"
        for stop in (Stop.STEP_LIMIT, Stop.ASKED, Stop.TIME_LIMIT):
            assert judge(task, finished(task, Ended(goal, answer, stop))).success is False
