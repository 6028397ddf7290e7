"""The suite itself: oracles pass, agents that do nothing of worth do not, and near misses are refused."""

import copy
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.trajectory import Stop
from benchmarks.answer import Answer
from benchmarks.changes import ANY, compare
from benchmarks.daily import TEMPLATES
from benchmarks.daily.check import NULL_AGENTS, check_offline
from benchmarks.daily.mutate import finished, near_misses
from benchmarks.daily.targets import gaussian
from benchmarks.daily.task import DailyTask, TaskBroken
from benchmarks.run import judge, run_task
from benchmarks.stats import Tally, wilson
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World
from devices.web import WebDevice

NOTES = "org.guimcp.notes"


@pytest.fixture(scope="module")
def phone() -> Iterator[VirtualDevice]:
    device = VirtualDevice()
    yield device
    device.close()


def test_there_are_forty_templates_with_three_wordings_each() -> None:
    assert len(TEMPLATES) >= 40
    for template in TEMPLATES.values():
        assert len(set(template.goals)) >= 3, template.id
    infeasible = [t.id for t in TEMPLATES.values() if not t.feasible]
    assert len(infeasible) >= 2
    crossing = [t.id for t in TEMPLATES.values() if len(t.axes.apps) > 1]
    assert len(crossing) >= 4


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_the_oracle_solves_it_through_the_screen(template: str, phone: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES[template], 0)
    episode = run_task(task, phone, task.oracle())
    assert episode.verdict is not None
    assert episode.verdict.success, (episode.stop, episode.why, episode.verdict)
    rewards = [reward for reward in gaussian(task, episode) if reward is not None]
    assert not rewards or max(rewards) > 0.99, "the oracle touches the middle of its targets"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_the_oracle_solves_it_in_other_worlds_too(template: str, seed: int, phone: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES[template], seed)
    verdict = run_task(task, phone, task.oracle()).verdict
    assert verdict is not None
    assert verdict.success, verdict


@pytest.mark.parametrize("agent", sorted(NULL_AGENTS))
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_an_agent_that_deserves_nothing_gets_nothing(template: str, agent: str, phone: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES[template], 0)
    verdict = run_task(task, phone, NULL_AGENTS[agent]()).verdict
    assert verdict is not None
    assert verdict.success is False, verdict


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_near_misses_are_refused_and_the_goal_with_noise_is_not(template: str, seed: int) -> None:
    task = DailyTask(TEMPLATES[template], seed)
    assert len(near_misses(task)) >= 2
    assert check_offline(task) == []


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_the_same_seed_gives_the_same_task(template: str) -> None:
    one, two = DailyTask(TEMPLATES[template], 5), DailyTask(TEMPLATES[template], 5)
    assert (one.goal, one.params, one.start_apps) == (two.goal, two.params, two.start_apps)


def test_an_episode_is_the_same_twice_byte_for_byte(phone: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES["notes-create"], 0)
    runs = [run_task(task, phone, task.oracle()) for _ in range(2)]
    assert [s.seen.elements for s in runs[0].steps] == [s.seen.elements for s in runs[1].steps]
    assert [s.seen.png for s in runs[0].steps] == [s.seen.png for s in runs[1].steps]
    assert runs[0].evidence == runs[1].evidence


def test_a_goal_that_holds_already_is_refused() -> None:
    from dataclasses import replace

    template = TEMPLATES["notes-create"]
    with pytest.raises(TaskBroken, match="holds already"):
        DailyTask(replace(template, change=lambda apps, p: None))


def test_a_device_without_a_world_is_refused_with_the_reason() -> None:
    device = WebDevice("about:blank")
    try:
        with pytest.raises(TypeError, match="virtual phone"):
            DailyTask(TEMPLATES["notes-create"]).setup(device)
    finally:
        device.close()


def test_a_verifier_that_breaks_is_an_error_and_neither_pass_nor_fail() -> None:
    task = DailyTask(TEMPLATES["notes-create"])
    verdict = judge(task, finished(task, {NOTES: "no state"}, ""))
    assert verdict.success is None or verdict.success is False
    broken = finished(task, {}, "")
    object.__setattr__(broken, "evidence", {"apps": 7})
    assert judge(task, broken).error is not None
    assert Tally().plus(judge(task, broken)) == Tally(0, 1, 1)


def test_the_wrong_kind_of_stop_fails_a_right_state() -> None:
    task = DailyTask(TEMPLATES["notes-create"])
    assert judge(task, finished(task, task.goal_apps, "", Stop.STEP_LIMIT)).success is False


def test_a_new_entity_is_matched_by_content_and_a_second_one_is_a_side_effect() -> None:
    start = {NOTES: {"notes": {"n1": {"title": "a"}}, "next_id": 2}}
    goal = {NOTES: {"notes": {"n1": {"title": "a"}, "new": {"title": "b", "edited": ANY}}, "next_id": 2}}
    final = {NOTES: {"notes": {"n1": {"title": "a"}, "n9": {"title": "b", "edited": "x"}}, "next_id": 10}}
    volatile = {NOTES: ("next_id",)}
    right = compare(start, goal, final, volatile)
    assert all(row.passed for row in right.rows)
    assert right.side_effects == ()
    twice = copy.deepcopy(final)
    twice[NOTES]["notes"]["n10"] = {"title": "b", "edited": "x"}  # type: ignore[index]
    assert compare(start, goal, twice, volatile).side_effects


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        (Answer("number", "3"), ["3", "3.0", "There are 3 items.", "+3"], ["", "4", "3 or 4", "three", "13", "3, 3"]),
        (Answer("number", "1500"), ["1,500", "1500"], ["9500", "150", "1.500,0", "15 00"]),
        (Answer("money", "1250"), ["12.50", "€12.50", "12.5 €", "It costs 12.50 EUR"], ["12", "125.0", "12.50 or 13"]),
        (Answer("time", "17:30"), ["17:30", "5:30 PM", "at 5:30 p.m."], ["5:30", "17:35", "17:30 and 18:00"]),
        (Answer("date", "2026-03-12"), ["2026-03-12", "12 March", "March 12, 2026", "12th March"], ["13 March", "12"]),
        (Answer("text", "Cafe Aurora"), ["cafe aurora", " “Cafe Aurora”. "], ["Cafe", "Cafe Aurora, Lindenhof", ""]),
    ],
)
def test_typed_answers_are_exact_and_forgive_only_form(answer: Answer, right: list[str], wrong: list[str]) -> None:
    assert [said for said in right if not answer.accepts(said)] == []
    assert [said for said in wrong if answer.accepts(said)] == []
    assert [said for said in answer.wrong() if answer.accepts(said)] == []


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_wilson_interval_holds_the_rate_and_narrows(passed: int, more: int) -> None:
    total = passed + more
    low, high = wilson(passed, total)
    assert 0 <= low <= high <= 1
    if total:
        assert low - 1e-12 <= passed / total <= high + 1e-12
        wide = high - low
        low4, high4 = wilson(4 * passed, 4 * total)
        assert high4 - low4 <= wide + 1e-12


def test_the_wilson_interval_agrees_with_the_normal_form_at_one_half() -> None:
    low, high = wilson(58, 116)
    assert (round(low, 3), round(high, 3)) == (0.41, 0.59)
    with pytest.raises(ValueError, match="no rate"):
        wilson(3, 2)


def test_worlds_of_different_seeds_pose_different_tasks() -> None:
    assert World.new(0).dumps() != World.new(1).dumps()
    goals = {DailyTask(TEMPLATES["notes-create"], seed).goal for seed in range(8)}
    assert len(goals) > 2
