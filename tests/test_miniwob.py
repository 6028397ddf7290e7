"""MiniWoB++ on the web device: solved by its known ways and by no others, the same twice, and nothing to be had from
the page but its tasks."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.policy import Policy
from agent.store import Store
from agent.trajectory import Act, Decision, Done, GiveUp, Reply, Step, Stop, Trajectory
from benchmarks.miniwob.blind import BlindAgent
from benchmarks.miniwob.catalogue import EXCLUDED, TASKS, chosen
from benchmarks.miniwob.page import MiniwobPage
from benchmarks.miniwob.pages import html_folder
from benchmarks.miniwob.proctor import Proctored
from benchmarks.miniwob.score import lead
from benchmarks.miniwob.task import LEFT, UNFINISHED, MiniwobTask
from benchmarks.result import read_results
from benchmarks.run import judge, run_task
from devices.action import Click, Hotkey, InputText, Point, Press, Wait
from devices.device import Observation
from devices.element import Box, Element
from devices.errors import ActionFailed
from gui_mcp.cli import app

Say = Callable[[str], str]


class Escapable(MiniwobPage):
    """A page with the way out that none of its tasks has."""

    def reload(self) -> None:
        self._browser.run(self._alive().reload())


@pytest.fixture(scope="module")
def page() -> Iterator[Escapable]:
    device = Escapable()
    yield device
    device.close()


def quoted(goal: str) -> list[str]:
    return re.findall(r'"([^"]+)"', goal)


def at(seen: Observation, text: str = "", role: str = "", number: int = 0) -> Act:
    found = [e for e in seen.elements if e.clickable and (not role or e.role == role) and text in (e.text, e.label, "")]
    return Act(Click(found[number].bounds.centre))


def played(task: MiniwobTask, page: MiniwobPage, ways: Callable[[str, Observation], Sequence[Decision]]) -> Trajectory:
    """An episode of what `ways` gives for the goal and the first screen, in a row."""
    script: list[Decision] = []

    def policy(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        if not past:
            script.extend(ways(goal, seen))
        return Reply(script[len(past)] if len(past) < len(script) else GiveUp("out of ideas"))

    return run_task(task, page, Proctored(policy, task))


def click_button(goal: str, seen: Observation) -> list[Decision]:
    return [at(seen, quoted(goal)[0], "button")]


def click_another_button(goal: str, seen: Observation) -> list[Decision]:
    named = quoted(goal)[0]
    return [at(seen, next(e.text for e in seen.elements if e.role == "button" and e.text != named), "button")]


def enter_text(goal: str, seen: Observation, spoilt: str = "") -> list[Decision]:
    return [at(seen, role="field"), Act(InputText(quoted(goal)[0] + spoilt)), at(seen, "Submit")]


def enter_date(goal: str, seen: Observation) -> list[Decision]:
    month, day, year = re.findall(r"\d+", goal)
    box = seen.elements[0].bounds
    return [Act(Click(Point(box.x1 + 12, box.centre.y))), Act(InputText(month + day + year)), at(seen, "Submit")]


def check(goal: str, seen: Observation, fewer: int = 0) -> list[Decision]:
    names = goal.removeprefix("Select ").removesuffix(" and click Submit.").split(", ")
    return [*(at(seen, name, "checkbox") for name in names[fewer:]), at(seen, "Submit")]


def choose(goal: str, seen: Observation) -> list[Decision]:
    country = goal.removeprefix("Select ").partition(" from")[0]
    return [at(seen, role="field"), Act(InputText(country)), Act(Press("enter")), at(seen, "Submit")]


def log_in(goal: str, seen: Observation, spoilt: str = "") -> list[Decision]:
    name, password = quoted(goal)
    return [
        at(seen, role="field"), Act(InputText(name)), at(seen, role="field", number=1),
        Act(InputText(password + spoilt)), at(seen, "Login"),
    ]  # fmt: skip


def copy_and_paste(goal: str, seen: Observation) -> list[Decision]:
    keys = [Act(Hotkey(("ctrl", key))) for key in "acv"]
    return [at(seen, role="field", number=1), *keys[:2], at(seen, role="field"), keys[2], at(seen, "Submit")]


SOLVED: Mapping[str, Callable[[str, Observation], Sequence[Decision]]] = {
    "click-button": click_button,
    "enter-text": enter_text,
    "enter-date": enter_date,
    "click-checkboxes": check,
    "choose-list": choose,
    "login-user": log_in,
    "copy-paste": copy_and_paste,
}
FAILED: Mapping[str, Callable[[str, Observation], Sequence[Decision]]] = {
    "click-button": click_another_button,
    "enter-text": lambda goal, seen: enter_text(goal, seen, "!"),
    "click-checkboxes": lambda goal, seen: check(goal, seen, 99),
    "login-user": lambda goal, seen: log_in(goal, seen, "!"),
}


@pytest.mark.parametrize("name", SOLVED)
def test_a_known_solution_passes_and_the_page_ends_the_episode(name: str, page: MiniwobPage) -> None:
    task = MiniwobTask(name, seed=3)
    episode = played(task, page, SOLVED[name])
    assert episode.verdict is not None
    assert episode.verdict.success is True, (episode.goal, episode.verdict)
    assert episode.stop is Stop.DONE
    assert judge(task, episode) == episode.verdict, "the verdict follows from what was kept"


@pytest.mark.parametrize("name", FAILED)
def test_a_near_miss_fails_and_is_no_claim_of_the_agent(name: str, page: MiniwobPage) -> None:
    episode = played(MiniwobTask(name, seed=3), page, FAILED[name])
    assert episode.verdict is not None
    assert (episode.verdict.success, episode.stop) == (False, Stop.GAVE_UP)
    assert episode.evidence["reward"] < 0


def test_to_say_done_before_anything_is_submitted_fails(page: MiniwobPage) -> None:
    episode = played(MiniwobTask("enter-text", 1), page, lambda goal, seen: [*enter_text(goal, seen)[:2], Done()])
    assert episode.verdict is not None
    assert (episode.verdict.success, episode.verdict.why) == (False, UNFINISHED)


def test_the_same_seed_gives_the_same_page_and_another_seed_another(page: MiniwobPage) -> None:
    starts: dict[int, set[object]] = {}
    for seed in (4, 5, 4):
        task = MiniwobTask("login-user", seed)
        task.setup(page)
        seen = page.observe()
        starts.setdefault(seed, set()).add((task.goal, seen.elements, seen.png))
    assert [len(found) for found in starts.values()] == [1, 1]
    assert starts[4] != starts[5]


def test_the_policy_sees_the_task_but_neither_its_goal_nor_its_reward_among_the_elements(page: MiniwobPage) -> None:
    task = MiniwobTask("click-button", 3)
    task.setup(page)
    seen = page.observe()
    assert (seen.width, seen.height, seen.image().size) == (480, 630, (480, 630))
    words = " ".join(e.text for e in seen.elements)
    assert "button" not in words
    assert not re.search("reward|Time left|START", words)
    assert all(e.bounds.y1 >= 150 for e in seen.elements), "the goal has the fifty rows on top"


@pytest.mark.parametrize(
    "second_try",
    [
        [Act(Click(Point(240, 315), count=3)), Act(Click(Point(240, 315)))],
        [Act(Press("home")), Act(Press("back"))],
        [Act(Hotkey(("ctrl", "r"))), Act(Press("enter"))],
    ],
)
def test_what_is_lost_cannot_be_played_again(second_try: list[Act], page: MiniwobPage) -> None:
    task = MiniwobTask("click-button", 3)

    def ways(goal: str, seen: Observation) -> list[Decision]:
        return [*click_another_button(goal, seen), *second_try, *click_button(goal, seen)]

    task.setup(page)
    for decision in ways(task.goal, page.observe()):
        assert isinstance(decision, Act)
        if isinstance(decision.action, Press) and decision.action.key in ("home", "back"):
            with pytest.raises(ActionFailed, match="one page"):
                page.act(decision.action)
        else:
            page.act(decision.action)
    assert task.outcome().over
    assert task.outcome().reward <= 0


def test_a_page_that_was_loaded_again_counts_for_nothing(page: Escapable) -> None:
    task = MiniwobTask("click-test", 0)

    def reload(goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        page.reload()
        return Reply(Act(Wait(0)))

    episode = run_task(task, page, Proctored(reload, task))
    assert episode.verdict is not None
    assert (episode.verdict.success, episode.verdict.why) == (False, LEFT)


def test_every_task_of_the_package_is_run_or_left_out_for_a_reason() -> None:
    there = {path.stem for path in (html_folder() / "miniwob").glob("*.html")}
    there |= {f"flight.{path.parent.name}" for path in (html_folder() / "flight").glob("*/wrapper.html")}
    assert set(TASKS) | set(EXCLUDED) == there
    assert not set(TASKS) & set(EXCLUDED)
    assert len(TASKS) == sum(1 for name in chosen())
    listed = (Path(__file__).parent.parent / "docs" / "miniwob.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in listed for name in EXCLUDED)


def test_a_reward_above_nought_passes_as_it_does_elsewhere_and_a_full_one_is_told_apart(page: MiniwobPage) -> None:
    partly = played(MiniwobTask("click-checkboxes", 3), page, lambda goal, seen: check(goal, seen, 1)).verdict
    whole = played(MiniwobTask("click-checkboxes", 3), page, check).verdict
    assert partly is not None
    assert whole is not None
    assert (partly.success, partly.progress, whole.progress) == (True, pytest.approx(0.6), 1.0)


def test_the_pages_are_found_without_the_package_being_imported() -> None:
    code = """import sys
from benchmarks.miniwob.pages import html_folder
html_folder()
print({"miniwob", "selenium", "gymnasium"} & set(sys.modules))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "set()"


def test_without_the_package_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.miniwob.pages.PACKAGE", "no_such_package")
    html_folder.cache_clear()
    try:
        done = CliRunner(env={"COLUMNS": "150"}).invoke(app, ["eval", "miniwob", "--only", "click-test"])
    finally:
        html_folder.cache_clear()
    assert done.exit_code == 2
    assert "pip install 'gui-mcp[miniwob]'" in done.output


def test_the_blind_floor_knows_places_and_the_goal_but_no_word_of_the_screen() -> None:
    def screen(*texts: str) -> Observation:
        boxes = [Box(0, 20 * i, 40, 20 * i + 10) for i in range(len(texts))]
        rows = tuple(
            Element(b, t, clickable=True, editable=i == 0, focused=i == 0)
            for i, (b, t) in enumerate(zip(boxes, texts, strict=True))
        )
        return Observation(b"", 480, 630, rows)

    def run(goal: str, seen: Observation) -> list[object]:
        agent: Policy = BlindAgent("enter-text-s0")
        return [agent(goal, (), seen).decision for _ in range(60)]

    goal = 'Enter "Ada" and "Bo", then press Submit.'
    one, other = run(goal, screen("", "Submit", "Cancel")), run(goal, screen("x", "y", "z"))
    assert one == other
    assert {d.action.text for d in one if isinstance(d, Act) and isinstance(d.action, InputText)} == {"Ada", "Bo"}
    assert not any(isinstance(d, Done | GiveUp) for d in one)
    assert run("Enter Ada.", screen(""))[:9] != one[:9]


def test_eval_prints_the_floor_beside_the_policy_and_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    only = ["--only", "click-test-2", "--only", "enter-text-d"]
    words = ["eval", "miniwob", "--policy", "lexical", *only, "-n", "2", "--out", str(folder)]
    runner = CliRunner(env={"COLUMNS": "150"})
    first = runner.invoke(app, words)
    assert first.exit_code == 0, first.output
    said = " ".join(first.output.split())
    assert "2 tasks × 1 seeds" in said
    assert re.search(r"group ┃ tasks ┃ lexical ┃ blind", said)
    assert "over the floor" in said
    results, floor = read_results(folder / "results.jsonl"), read_results(folder / "blind" / "results.jsonl")
    assert {r.id for r in results} == {r.id for r in floor}
    assert sum(r.success is True for r in results) == 2
    assert lead(results, floor).episodes == 2
    assert "blind floor" in (folder / "report.html").read_text(encoding="utf-8")
    assert json.loads((folder / "summary.json").read_text())["strict"] == 1.0
    assert {s.meta["axes"]["split"] for s in Store(folder).episodes()} == {"test"}
    again = runner.invoke(app, words)
    assert again.output.count("2 kept from before") == 2, "the policy's and the floor's"
    assert read_results(folder / "results.jsonl") == results
    judged = runner.invoke(app, ["rescore", str(folder)])
    assert (judged.exit_code, "0 verdicts changed" in judged.output) == (0, True), judged.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--split", "train"], "no train split"),
        (["--lang", "zh"], "virtual phone"),
        (["--policy", "oracle"], "no oracle"),
        (["--only", "stock-market"], "the prices run out"),
        (["--where", "group=nothing"], "no task has group=nothing"),
    ],
)
def test_what_makes_no_sense_here_is_refused_in_words(words: list[str], said: str, tmp_path: Path) -> None:
    done = CliRunner(env={"COLUMNS": "150"}).invoke(app, ["eval", "miniwob", "--out", str(tmp_path / "run"), *words])
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert not (tmp_path / "run").exists()
