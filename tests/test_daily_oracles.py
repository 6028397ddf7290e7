"""The suite through the screen: oracles solve every task on every kind of phone, who deserves nothing gets nothing."""

import pytest

from benchmarks.daily import TEMPLATES
from benchmarks.daily.honesty import played
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.null_agents import NULL_AGENTS
from benchmarks.run import run_task
from devices.virtual.device import VirtualDevice

NAMES = sorted(TEMPLATES)
# Every phone a task is to be solvable on; in this run each template meets one of them, in `make slow` all.
PHONES = [Variant(language, look) for language in ("en", "zh") for look in ((), ("dark", "largest"), ("rtl", "teal"))]
ON_SCREEN = ("answer-everything", "blind-submit", "random")


@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_solves_it_through_the_screen(name: str, blind: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES[name], 0, PHONES[NAMES.index(name) % len(PHONES)])
    assert played(task, blind, ()).faults == []


@pytest.mark.slow
@pytest.mark.parametrize("variant", PHONES, ids=lambda v: v.tag or "plain")
@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_solves_it_on_every_phone_in_every_world(name: str, variant: Variant, blind: VirtualDevice) -> None:
    for seed in range(3):
        assert played(DailyTask(TEMPLATES[name], seed, variant), blind, ()).faults == []


@pytest.mark.parametrize("name", [n for i, n in enumerate(NAMES) if i % 3 == 0])
def test_an_agent_that_deserves_nothing_gets_nothing(name: str, blind: VirtualDevice) -> None:
    agent = ON_SCREEN[NAMES.index(name) // 3 % len(ON_SCREEN)]
    task = DailyTask(TEMPLATES[name])
    verdict = run_task(task, blind, NULL_AGENTS[agent]()).verdict
    assert verdict is not None
    assert verdict.success is False, verdict


@pytest.mark.slow
@pytest.mark.parametrize("agent", sorted(NULL_AGENTS))
@pytest.mark.parametrize("name", NAMES)
def test_no_agent_that_deserves_nothing_gets_anything(name: str, agent: str, blind: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES[name], 1, Variant("zh"))
    verdict = run_task(task, blind, NULL_AGENTS[agent]()).verdict
    assert verdict is not None
    assert verdict.success is (agent == "always-decline" and not task.feasible), verdict
