"""Trees of tries: branches begin at the best states on the way, with all that was done until there."""

import pytest

from agent.policies.scripted import Decline, Move, Say, ScriptedPolicy
from agent.policy import Policy
from agent.trajectory import Reply, Step, Stop
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask
from benchmarks.evolve.explore import Try, explore
from benchmarks.evolve.select import evened, learnt, own_of
from devices.device import Observation

HALF = 3  # moves of the known solution that an unlucky policy makes


class Resumed:
    """The rest of a script, whatever was done before: what a branch is to go on with."""

    def __init__(self, moves: list[Move]) -> None:
        self._inner, self._before = ScriptedPolicy(moves), -1

    def __call__(self, goal: str, past: list[Step], seen: Observation) -> Reply:
        if self._before < 0:
            self._before = len(past)
        return self._inner(goal, past[self._before :], seen)


@pytest.fixture(scope="module")
def task() -> DailyTask:
    return DailyTask(TEMPLATES["budget-card-abroad"], 1)


@pytest.fixture(scope="module")
def tried(task: DailyTask) -> list[Try]:
    moves = task.moves
    cut = next(n for n in range(2, len(moves)) if _passed(task, moves[:n]))

    def policy(number: int) -> Policy:
        return ScriptedPolicy([*moves[:cut], Decline("lost")]) if number < 2 else Resumed([*moves[cut:], Say("")])

    return explore(task, policy, tries=2, branches=3)


def _passed(task: DailyTask, moves: list[Move]) -> bool:
    one = explore(task, lambda n: ScriptedPolicy([*moves, Decline("lost")]), tries=1, branches=0)[0]
    return max(one.worth) > one.worth[0]


def test_a_branch_goes_on_from_the_best_state_and_the_first_that_wins_ends_it(tried: list[Try]) -> None:
    assert [t.won for t in tried] == [False, False, True]
    branch, parent = tried[2], tried[tried[2].parent]
    assert 0 < branch.shared < len(parent.episode.steps)
    assert branch.episode.steps[: branch.shared] == parent.episode.steps[: branch.shared]
    assert branch.states[: branch.shared + 1] == parent.states[: branch.shared + 1]
    assert branch.worth[branch.shared] > branch.worth[0]


def test_every_state_is_kept_with_its_worth(tried: list[Try]) -> None:
    for one in tried:
        assert len(one.states) == len(one.worth) == len(one.episode.steps) + 1
        assert max(one.worth) <= 1


def test_where_nothing_got_anywhere_no_branch_begins(task: DailyTask) -> None:
    tried = explore(task, lambda n: ScriptedPolicy([Decline("no idea")]), tries=2, branches=3)
    assert len(tried) == 2
    assert all(t.episode.stop is Stop.GAVE_UP and not t.won for t in tried)


def test_steps_of_a_tree_count_once_and_failures_count_against_what_they_alone_did(tried: list[Try]) -> None:
    episodes = [t.episode for t in tried]
    own = own_of(episodes, [t.parent for t in tried], [t.shared for t in tried])
    assert own
    assert any(e.weight > 0 for e in own)
    assert any(e.weight < 0 for e in own)
    assert len(own) <= sum(len(t.episode.steps) - t.shared for t in tried)
    assert own_of(episodes[:2], [-1, -1], [0, 0]) == []


def test_a_failure_teaches_no_action_and_a_success_its_steps_under_every_wording(tried: list[Try]) -> None:
    assert learnt(tried[0].episode).good == []
    once = learnt(tried[2].episode, filtered=False)
    twice = learnt(tried[2].episode, filtered=False, wordings=["Get the card ready for abroad"])
    assert len(once.good) < len(twice.good) <= 2 * len(once.good)


def test_what_there_is_less_of_is_repeated_until_neither_drowns_the_other() -> None:
    assert evened([1, 2], list(range(5, 11))) == [1, 2] * 3 + [5, 6, 7, 8, 9, 10]
    assert len(evened(list(range(100)), [1, 2, 3])) == 100 + 4 * 3, "four times at most"
    assert evened([1, 2, 3], [4, 5]) == [1, 2, 3] + [4, 5] * 2
    assert evened([1], []) == evened([], [1]) == [1]
