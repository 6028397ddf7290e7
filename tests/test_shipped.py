"""The weights that ship: where they are, what is said of them, and that they can do something."""

import re
from pathlib import Path

from agent.pocket.policy import SHIPPED, PocketPolicy
from agent.policies.open import policy_factory
from agent.trajectory import Stop
from benchmarks.daily.scene import TRAIN
from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.tasks import FIRST, FRESH, TAUGHT, learnable, tasks_of
from benchmarks.run import run_task
from devices.virtual.sketch import SketchDevice
from gui_mcp.options import POLICY

ROOT = Path(__file__).parents[1]
CARD = SHIPPED.with_name("card.md").read_text(encoding="utf-8")
WORLD = 900  # no world of a demonstration, a correction, or a judged episode
MOST = 15_000_000  # bytes
FLOOR = 0.2  # of such tasks; the card says what is measured on all of them


def test_the_weights_are_small_enough_for_a_wheel_and_what_acts_unless_another_is_named() -> None:
    assert SHIPPED.stat().st_size <= MOST
    assert POLICY == "pocket"
    assert isinstance(policy_factory(POLICY)(), PocketPolicy)


def test_the_card_names_the_command_that_makefile_runs_to_make_them() -> None:
    made_by = re.search(r"`(gui-mcp evolve [^`]+)`", CARD)
    assert made_by is not None
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    runs = re.search(r"(gui-mcp evolve .+) --out runs/weights", recipe)
    assert runs is not None
    assert made_by.group(1).split() == runs.group(1).split()


def test_the_card_says_when_of_what_and_how_well() -> None:
    for words in ("made |", "seeds |", "demonstrations |", "test templates", "train templates", "What it cannot do"):
        assert words in CARD, words
    assert len(re.findall(r"\d+\.\d% \(\d+\.\d% – \d+\.\d%\)", CARD)) >= 2, "success is told with its interval"
    assert f"| {SHIPPED.stat().st_size / 1e6:.1f} MB" in CARD or f"{SHIPPED.stat().st_size / 1e6:.1f} MB" in CARD


def test_they_carry_out_tasks_of_the_kinds_they_learnt_in_a_world_they_never_saw() -> None:
    assert WORLD > FRESH + 100
    assert min(FIRST, TAUGHT) > WORLD
    templates = [t for t in learnable(EvolveConfig())[::6] if t.axes.feasible]
    assert {t.split for t in templates} == {TRAIN}
    device, won = SketchDevice(), 0
    tasks = tasks_of(templates, [WORLD])
    for task in tasks:
        episode = run_task(task, device, PocketPolicy())
        assert episode.stop is not Stop.ERROR
        won += bool(episode.verdict and episode.verdict.success)
    assert won >= FLOOR * len(tasks), f"{won} of {len(tasks)}; word matching does none of what can be done"
