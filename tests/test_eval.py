"""A run from end to end: phones at once, resume, judging again, comparing, and other tools' formats."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from typer.testing import CliRunner

from agent.policies.scripted import ScriptedPolicy
from agent.store import Store
from agent.trajectory import Act, Ask, Done, Reply, Stop
from benchmarks.daily import TEMPLATES
from benchmarks.daily.chosen import chosen, holding, parse_where
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.evolve.stage import played
from benchmarks.harvest import Limits, Progress, harvest
from benchmarks.result import read_results, write_results
from benchmarks.run import run_task
from devices.action import Wait
from devices.virtual.device import VirtualDevice
from gui_mcp.cli import app

TASKS = ["notes-create", "notes-delete", "notes-count-open"]


def cli(*words: str) -> tuple[int, str]:
    done = CliRunner(env={"COLUMNS": "150"}).invoke(app, list(words))
    return done.exit_code, " ".join(done.output.split())


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "oracle"
    only = [word for task in TASKS for word in ("--only", task)]
    code, said = cli("eval", "daily", "--policy", "oracle", "-k", "2", "-n", "2", *only, "--out", str(folder))
    assert code == 0, said
    assert "6 tasks of 3 templates" in said
    return folder


def test_a_run_keeps_results_summary_report_and_what_it_was_run_on(run: Path) -> None:
    results = read_results(run / "results.jsonl")
    assert [r.success for r in results] == [True] * 6
    assert {r.axes["language"] for r in results} == {"en"}
    summary = json.loads((run / "summary.json").read_text())
    assert (summary["strict"], summary["episodes"], summary["templates"]) == (1.0, 6, 3)
    assert summary["suite"] == suite_hash()
    assert {r.suite for r in results} == {suite_hash()["suite"]}
    assert Store(run).manifest["suite"] == suite_hash()
    assert "100%" in (run / "report.html").read_text()
    assert not (run / "train.parquet").exists(), "nothing is learnt from test tasks"


def test_the_same_run_again_runs_nothing_and_more_seeds_run_what_is_new(run: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(run, folder)
    store = Store(folder)
    tasks = [DailyTask(TEMPLATES[name], seed) for name in TASKS for seed in (0, 1)]
    told: list[Progress] = []
    more = [*tasks, DailyTask(TEMPLATES["notes-count-open"], 2)]
    assert harvest(tasks, VirtualDevice, lambda task: task.oracle(), store) == 0
    assert harvest(more, VirtualDevice, lambda task: task.oracle(), store, told=told.append) == 1
    assert (told[0].done, told[-1].done, told[-1].total) == (6, 7, 7)
    assert len(store.ids()) == 7


def test_a_run_that_is_called_off_goes_on_with_the_episode_that_was_cut(tmp_path: Path) -> None:
    store, cancel = Store(tmp_path / "run"), Event()
    store.begin({"kind": "daily"})
    tasks = [DailyTask(TEMPLATES[name]) for name in TASKS]

    def told(now: Progress) -> None:
        if now.task == tasks[1].id and now.step == 2:
            cancel.set()

    harvest(tasks, VirtualDevice, lambda task: task.oracle(), store, cancel=cancel, told=told)
    assert [store.complete(task.id) for task in tasks] == [True, False, False]
    assert harvest(tasks, VirtualDevice, lambda task: task.oracle(), store) == 2
    assert all(store.complete(task.id) for task in tasks)


def test_limits_cut_an_episode_short(tmp_path: Path) -> None:
    device = VirtualDevice()
    try:
        task = DailyTask(TEMPLATES["notes-create"])
        short = run_task(task, device, lambda goal, past, seen: Reply(Act(Wait(0))), max_steps=3)
        assert (short.stop, len(short.steps)) == (Stop.STEP_LIMIT, 3)
        late = run_task(task, device, lambda goal, past, seen: Reply(Act(Wait(0))), max_seconds=0.0)
        assert late.stop is Stop.TIME_LIMIT
        assert late.verdict is not None
        assert late.verdict.success is False
    finally:
        device.close()
    assert Limits().steps is None


def test_a_run_is_judged_again_without_a_phone_and_comes_out_the_same(run: Path) -> None:
    code, said = cli("rescore", str(run))
    assert code == 0, said
    assert "6 episodes judged again, 0 verdicts changed" in said


def rewritten(run: Path, folder: Path, change: Callable[[Any], None]) -> Path:
    """A copy of a run in which the evidence of one episode has been changed."""
    shutil.copytree(run, folder)
    events = folder / "episodes" / "notes-create-s0" / "events.jsonl"
    lines = events.read_text().splitlines()
    end = json.loads(lines[-1])
    change(end["evidence"])
    events.write_text("\n".join([*lines[:-1], json.dumps(end)]) + "\n")
    return folder


def test_evidence_that_tells_another_story_changes_the_verdict_and_says_so(run: Path, tmp_path: Path) -> None:
    def pin_all(evidence: Any) -> None:
        for note in evidence["apps"]["org.guimcp.notes"]["notes"].values():
            note["pinned"] = True

    folder = rewritten(run, tmp_path / "changed", pin_all)
    code, said = cli("rescore", str(folder))
    assert code == 1
    assert "notes-create-s0: True → False" in said
    code, said = cli("compare", str(run), str(folder))
    assert code == 0
    assert "both pass 5" in said


def test_evidence_of_another_world_is_an_error_and_no_verdict(run: Path, tmp_path: Path) -> None:
    folder = rewritten(run, tmp_path / "foreign", lambda evidence: evidence.update(start="0" * 64))
    code, said = cli("rescore", str(folder))
    assert code == 1
    broken = next(r for r in read_results(folder / "results.jsonl") if r.id == "notes-create-s0")
    assert broken.success is None
    assert "another world" in broken.error


def test_a_run_without_pictures_is_reported_with_its_elements_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    task = DailyTask(TEMPLATES["notes-create"], 0)
    [stored] = played(folder, [task], lambda task: ScriptedPolicy(task.moves), phones=1)
    assert not any(step.seen.png for step in stored.trajectory.steps)
    code, said = cli("rescore", str(folder))
    assert (code, "1 episodes judged again, 0 verdicts changed" in said) == (0, True), said
    page = (folder / "report.html").read_text()
    assert page.count('<div class="blank"') == len(stored.trajectory.steps)
    assert "<img" not in page
    assert ">New note</text>" in page


def test_runs_in_folders_of_the_same_name_are_told_apart(run: Path, tmp_path: Path) -> None:
    for round_ in ("round-0", "round-1"):
        shutil.copytree(run, tmp_path / round_ / "test")
    _, said = cli("compare", str(tmp_path / "round-0" / "test"), str(tmp_path / "round-1" / "test"))
    assert "round-0/test" in said
    assert "round-1/test" in said


def test_two_runs_of_the_same_seeds_are_the_same_to_the_byte(run: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    only = [word for task in TASKS for word in ("--only", task)]
    assert cli("eval", "daily", "--policy", "oracle", "-k", "2", "-n", "1", *only, "--out", str(again))[0] == 0
    one, two = read_results(run / "results.jsonl"), read_results(again / "results.jsonl")
    assert {r.id: r.episode for r in one} == {r.id: r.episode for r in two}
    _, said = cli("compare", str(run), str(again))
    assert "6 episodes are the same to the byte" in said
    assert "p = 1" in said


def test_runs_of_two_suites_are_not_compared_without_a_word(run: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(run, other)
    assert "not the same suite" not in cli("compare", str(run), str(other))[1]
    write_results(other / "results.jsonl", [replace(r, suite="0" * 16) for r in read_results(run / "results.jsonl")])
    assert "not the same suite (0000000000000000, " in cli("compare", str(run), str(other))[1]


def test_a_run_opens_in_inspect_with_every_screen_and_score(run: Path, tmp_path: Path) -> None:
    from inspect_ai.log import read_eval_log

    path = tmp_path / "daily.eval"
    code, said = cli("export", str(run), "--to", "inspect", "--out", str(path))
    assert code == 0, said
    log = read_eval_log(str(path), resolve_attachments=True)
    assert log.status == "success"
    assert log.samples is not None
    assert sorted((str(s.id), s.epoch) for s in log.samples) == sorted((t, e) for t in TASKS for e in (1, 2))
    sample = next(s for s in log.samples if s.id == "notes-create")
    assert sample.scores is not None
    assert sample.scores["strict"].value == "C"
    pictures = [
        part for m in sample.messages if isinstance(m.content, list) for part in m.content if part.type == "image"
    ]
    assert len(pictures) == 8
    assert all(picture.image.startswith("data:image/webp;base64,") for picture in pictures)
    assert log.results is not None
    assert log.results.scores[0].metrics["accuracy"].value == 1.0
    assert cli("export", str(run), "--to", "carrier-pigeon")[0] == 2


def test_tasks_are_chosen_by_split_beginning_and_axis() -> None:
    assert {t.split for t in chosen("daily", "train", ["notes"])} == {"train"}
    tasks = [DailyTask(t, 0, Variant("zh")) for t in chosen("daily", "all", ["notes"])]
    found = holding(tasks, parse_where(["objective=analyse", "objective=filter", "language=zh"]))
    assert {t.axes["objective"] for t in found} == {"analyse", "filter"}
    with pytest.raises(ValueError, match="no axis called 'colour'"):
        holding(tasks, parse_where(["colour=red"]))
    with pytest.raises(ValueError, match="there are: zh"):
        holding(tasks, parse_where(["language=fr"]))
    with pytest.raises(ValueError, match="AXIS=VALUE"):
        parse_where(["language"])
    with pytest.raises(ValueError, match="no split"):
        chosen("daily", "dev")
    with pytest.raises(ValueError, match="no template begins with nots"):
        chosen("daily", "all", ["nots"])


def test_a_kind_of_phone_that_there_is_not_is_refused_before_anything_runs(tmp_path: Path) -> None:
    for words in (["--hard", "earthquake"], ["--lang", "fr"], ["--look", "plaid"], ["--size", "enormous"]):
        code, said = cli("eval", "daily", "--only", "notes", "--out", str(tmp_path / "run"), *words)
        assert code == 2
        assert "error:" in said
    assert not (tmp_path / "run").exists()


def test_another_policys_folder_is_not_mixed_with_this_ones(run: Path) -> None:
    code, said = cli("eval", "daily", "--policy", "lexical", "--only", "notes-create", "--out", str(run))
    assert code == 2
    assert "another run" in said


def test_a_question_is_answered_and_the_episode_goes_on() -> None:
    device = VirtualDevice()
    seen: list[str | None] = []

    def asker(goal: str, past: object, now: object) -> Reply:
        steps = list(past)  # type: ignore[call-overload]
        seen.extend(step.told for step in steps[-1:])
        return Reply(Ask("Which one?")) if len(steps) < 2 else Reply(Done())

    try:
        episode = run_task(DailyTask(TEMPLATES["notes-create"]), device, asker)
    finally:
        device.close()
    assert episode.stop is Stop.DONE
    assert seen == ["Everything you need is in what I asked for."] * 2
    assert [step.told is None for step in episode.steps] == [False, False, True]
