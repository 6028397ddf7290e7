"""The circle: what is shown, played, kept out and learnt, on a part of the suite small enough for a test."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from typer.testing import CliRunner

from agent.errors import ModelUnavailable
from agent.pocket.choice import Kind
from agent.pocket.example import examples_of
from agent.pocket.policy import PocketPolicy
from agent.policies.open import policy_factory
from agent.store import Store
from agent.trajectory import Act, GiveUp, Reply, Step, Stop
from benchmarks.daily import TEMPLATES
from benchmarks.daily.scene import TEST, TRAIN
from benchmarks.evolve.circle import Circle
from benchmarks.evolve.config import EvolveConfig
from benchmarks.evolve.correct import Corrected
from benchmarks.evolve.curve import draw_curve
from benchmarks.evolve.round import Round
from benchmarks.evolve.tasks import Curriculum, demonstrated, held_out, learnable, tasks_of
from benchmarks.result import read_results
from benchmarks.run import run_task
from devices.action import Click, Press, Wait
from devices.device import Observation
from devices.element import Box, Element
from devices.virtual.sketch import SketchDevice
from gui_mcp.cli import app

SMALL = EvolveConfig(rounds=1, demonstrations=1, corrections=1, tasks=2, tries=2, branches=1, found=3, updates=4,
                     test_seeds=1, only=("notes",))  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Round]]:
    out = tmp_path_factory.mktemp("circle") / "run"
    words = ("evolve --rounds 1 --demonstrations 1 --corrections 1 --tasks 2 --tries 2 --branches 1 --found 3 "
             "--updates 4 --test-seeds 1 --only notes --out")  # fmt: skip
    called = CliRunner().invoke(app, [*words.split(), str(out)])
    assert called.exit_code == 0, called.output
    assert "round 1:" in called.output
    return out, Circle(out, SMALL).rounds


def test_a_circle_plays_learns_and_is_tested_round_by_round(done: tuple[Path, list[Round]]) -> None:
    out, rounds = done
    assert [r.number for r in rounds] == [0, 1]
    for r in rounds:
        assert (r.test.tested, r.train.tested) == (len(held_out(SMALL)), len(learnable(SMALL)))
        assert all(found.low <= found.success <= found.high for found in (r.test, r.train))
    assert rounds[1].played == SMALL.tasks * SMALL.tries
    assert rounds[1].found > 0
    for number in (0, 1):
        assert PocketPolicy(out / f"round-{number}" / "policy.onnx") is not None


def test_its_weights_decide_on_any_screen_and_the_same_for_the_same(done: tuple[Path, list[Round]]) -> None:
    make = policy_factory(f"pocket:{done[0] / 'round-1' / 'policy.onnx'}")
    for seen in (Observation(b"", 720, 1600), look("Save", "Cancel"), look(*[f"Thing {n}" for n in range(300)])):
        assert make()("Press “Save”", [], seen).decision == make()("Press “Save”", [], seen).decision


def test_a_policy_that_explores_draws_by_its_own_numbers(done: tuple[Path, list[Round]]) -> None:
    weights, seen = done[0] / "round-0" / "policy.onnx", look(*"ABCDEFGH")

    def drawn(seed: int) -> list[object]:
        policy = PocketPolicy(weights, 2.0, np.random.default_rng(seed))
        return [policy("Go", [], seen).decision for _ in range(12)]

    assert drawn(1) == drawn(1)
    assert len(set(map(str, drawn(1)))) > 3


def test_a_round_is_evaluated_as_any_other_policy(done: tuple[Path, list[Round]], tmp_path: Path) -> None:
    policy = f"pocket:{done[0] / 'round-1' / 'policy.onnx'}"
    words = ["eval", "daily", "--only", "notes-delete", "--policy", policy, "--out", str(tmp_path / "run")]
    called = CliRunner().invoke(app, words)
    assert called.exit_code == 0, called.output
    assert [r.template for r in read_results(tmp_path / "run" / "results.jsonl")] == ["notes-delete"]


def test_weights_that_are_not_there_are_missed_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"no weights of pocket at .*none.onnx; `gui-mcp evolve` makes some"):
        policy_factory(f"pocket:{tmp_path / 'none.onnx'}")


def test_held_out_templates_are_played_only_to_be_tested(done: tuple[Path, list[Round]]) -> None:
    out, _ = done
    for stage in ("demos-00", "round-1/found-00", "round-1/corrected-00", "round-1/play-00"):
        episodes = list(Store(out / stage).episodes())
        assert {e.meta["axes"]["split"] for e in episodes} == {TRAIN}, stage
    assert {e.meta["axes"]["split"] for e in Store(out / "round-1/test").episodes()} == {TEST}


def test_train_templates_are_judged_in_worlds_that_nothing_is_learnt_from(done: tuple[Path, list[Round]]) -> None:
    def worlds(stage: str) -> set[int]:
        return {e.meta["seed"] for e in Store(done[0] / stage).episodes() if "seed" in e.meta}

    judged = worlds("round-1/train")
    assert judged
    learnt = worlds("demos-00") | worlds("round-1/corrected-00") | worlds("round-1/play-00")
    trusted = worlds("round-1/trust-00")
    assert trusted
    assert not judged & (learnt | trusted)
    assert not trusted & learnt, "how far to trust it is told by worlds that are new to it"
    with pytest.raises(ValueError, match="test_seeds must be at most 300, not 301"):
        EvolveConfig(test_seeds=301)
    with pytest.raises(ValueError, match="demonstrations must be at most 500, not 501"):
        EvolveConfig(demonstrations=501)


def test_found_goals_are_played_by_the_policy_too_and_put_right_at_every_step(done: tuple[Path, list[Round]]) -> None:
    episodes = list(Store(done[0] / "round-1" / "found-00").episodes())
    corrected = [e for e in episodes if "corrections" in e.meta]
    assert {e.trajectory.goal for e in corrected} == {
        e.trajectory.goal for e in episodes if "corrections" not in e.meta
    }
    assert all(len(e.meta["corrections"]) == len(e.trajectory.steps) > 0 for e in corrected)


def wander(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
    """Opens the first app it sees and goes home again, a few times; then it does nothing."""
    icon = next((e for e in seen.elements if e.clickable), None) if not seen.app else None
    lost = Click(icon.bounds.centre) if icon is not None else Press("home")
    return Reply(Act(lost if len(past) < 6 else Wait(0)))


def test_a_demonstrator_puts_every_step_right_from_wherever_the_policy_has_gone() -> None:
    (task,) = tasks_of([TEMPLATES["notes-pin"]], [0])
    device = SketchDevice()
    policy = Corrected(wander, task, task.moves, lambda: device.world, Random(0))
    played = run_task(task, device, policy, max_steps=60)
    told = policy.corrections
    assert len(told) == len(played.steps)
    assert None not in told
    wrong = [n for n, (step, right) in enumerate(zip(played.steps, told, strict=True))
             if step.reply.decision != right]  # fmt: skip
    assert wrong, "it goes its own way"
    assert played.verdict is not None
    assert played.verdict.success, "and yet every correction leads on from where it is"
    learnt = examples_of(played, [1.0] * len(told), told)
    assert len(learnt) == len(told)
    assert all(one.choice.kind not in (Kind.HOME, Kind.WAIT) for one in learnt)


def test_where_the_demonstrator_knows_no_way_nothing_is_learnt() -> None:
    (task,) = tasks_of([TEMPLATES["notes-pin"]], [0])
    device = SketchDevice()

    def spoil(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        notes = device.world.apps["org.guimcp.notes"]["notes"]
        notes.pop(next(iter(notes)), None)  # a note is gone that nothing brings back
        return Reply(Act(Press("home")))

    policy = Corrected(spoil, task, task.moves, lambda: device.world, Random(0))
    played = run_task(task, device, policy)
    assert played.stop is Stop.GAVE_UP
    assert policy.corrections[-1] is None
    assert len(examples_of(played, [1.0] * len(played.steps), policy.corrections)) < len(played.steps)


def test_who_is_lost_in_a_task_that_cannot_be_done_does_not_teach_to_decline() -> None:
    (task,) = tasks_of([TEMPLATES["calendar-no-such-guest"]], [0])
    device = SketchDevice()

    def spoil(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        device.world.apps["org.guimcp.notes"]["notes"].clear()  # nothing brings them back
        return Reply(Act(Press("home")))

    policy = Corrected(spoil, task, task.moves, lambda: device.world, Random(0))
    played = run_task(task, device, policy)
    assert isinstance(played.steps[-1].reply.decision, GiveUp)
    assert policy.corrections[-1] is None


def test_a_circle_that_is_done_is_not_played_again(done: tuple[Path, list[Round]]) -> None:
    out, rounds = done
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert Circle(out, SMALL).run() == rounds
    after = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert after == before


def test_a_circle_that_is_done_can_be_judged_on_more_worlds(done: tuple[Path, list[Round]], tmp_path: Path) -> None:
    out, rounds = done
    again = Circle(shutil.copytree(out, tmp_path / "run"), replace(SMALL, test_seeds=2)).run()
    assert [r.test.tested for r in again] == [2 * r.test.tested for r in rounds]
    assert all(
        new.test.passed >= old.test.passed and new.seconds == old.seconds
        for new, old in zip(again, rounds, strict=True)
    )


def test_its_card_says_what_it_comes_to_and_the_command_that_makes_the_same_circle(
    done: tuple[Path, list[Round]],
) -> None:
    out, rounds = done
    card = (out / "card.md").read_text(encoding="utf-8")
    assert f"`{SMALL.command}`" in card
    for r in rounds:
        assert f"| {r.number} | {r.test} | {r.test.claims} | {r.train} | {r.train.claims} |" in card
    again = CliRunner().invoke(app, [*SMALL.command.split()[1:], "--out", str(out)])
    assert again.exit_code == 0, again.output
    assert "2 rounds are done" in again.output


@pytest.mark.parametrize(
    ("config", "command"),
    [
        (EvolveConfig(), "gui-mcp evolve"),
        (
            EvolveConfig(step_filter=False, relabelled=False, seed=3),
            "gui-mcp evolve --no-step-filter --no-hindsight --seed 3",
        ),
        (
            EvolveConfig(flow="generation", only=("notes", "clock")),
            "gui-mcp evolve --flow generation --only notes --only clock",
        ),
    ],
)
def test_a_command_says_what_is_not_as_usual(config: EvolveConfig, command: str) -> None:
    assert config.command == command


def test_a_folder_of_another_circle_is_refused(done: tuple[Path, list[Round]]) -> None:
    with pytest.raises(ValueError, match=r"another circle \(tries 2, not 5\)"):
        Circle(done[0], EvolveConfig(**{**SMALL.json, "only": SMALL.only, "tries": 5}))


def test_the_curve_is_drawn(done: tuple[Path, list[Round]], tmp_path: Path) -> None:
    path = draw_curve(done[1], tmp_path / "curve.png")
    assert path is not None
    assert path.read_bytes() == (done[0] / "curve.png").read_bytes()
    assert path.read_bytes().startswith(b"\x89PNG")


def test_of_train_templates_fifteen_percent_are_shown_or_as_many_as_asked_for() -> None:
    config = EvolveConfig()
    shown = demonstrated(config)
    assert 0 < len(shown) <= 0.15 * len(learnable(config))
    assert {t.split for t in shown} == {TRAIN}
    assert demonstrated(EvolveConfig(shown=1.0)) != learnable(config), "those of kinds not shown yet come first"
    assert {t.id for t in demonstrated(EvolveConfig(shown=1.0))} == {t.id for t in learnable(config)}
    for share in (0.0, 1.1):
        with pytest.raises(ValueError, match="a share of the train templates"):
            EvolveConfig(shown=share)


def test_what_wins_sometimes_is_drawn_most() -> None:
    curriculum = Curriculum()
    for _ in range(8):
        curriculum.tell("always", True)
        curriculum.tell("never", False)
    curriculum.tell("sometimes", True)
    curriculum.tell("sometimes", False)
    weights = [curriculum.weight(name) for name in ("sometimes", "unknown", "never", "always")]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_only_the_last_tries_of_a_template_count() -> None:
    curriculum = Curriculum(window=4)
    for success in (True, False, False, False, False):
        curriculum.tell("one", success)
    assert curriculum.weight("one") == Curriculum.load({"one": [False] * 4}).weight("one")


def look(*words: str) -> Observation:
    elements = [Element(Box(0, 100 * n, 700, 100 * n + 90), text=word, role="button", clickable=True)
                for n, word in enumerate(words)]  # fmt: skip
    return Observation(b"", 720, 1600, tuple(elements), "org.example")
