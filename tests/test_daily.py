"""The suite itself: as many tasks of each kind as it says, solvable, exact, and no use to who deserves nothing."""

import shutil
import string
from collections import Counter
from pathlib import Path

import pytest

from agent.trajectory import Ask, Done, Reply, Step
from benchmarks.daily import TEMPLATES, suite
from benchmarks.daily.mutate import BLANK, Ended, finished, near_misses, perfect
from benchmarks.daily.scene import TEST, TRAIN, Scene, split_of
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.targets import gaussian
from benchmarks.daily.task import DailyTask, TaskBroken, Variant, lay_out
from benchmarks.daily.template import Theme
from benchmarks.facts import Among
from benchmarks.run import judge, run_task
from devices.virtual.apps import APPS
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World
from devices.web import WebDevice

ROOT = Path(__file__).parent.parent
NOTES = "org.guimcp.notes"
NAMES = sorted(TEMPLATES)


@pytest.fixture(scope="module")
def english() -> dict[str, DailyTask]:
    return {name: DailyTask(TEMPLATES[name]) for name in NAMES}


@pytest.fixture(scope="module")
def chinese() -> dict[str, DailyTask]:
    return {name: DailyTask(TEMPLATES[name], 0, Variant("zh")) for name in NAMES}


# -- what there is ---------------------------------------------------------------------------------------------------


def test_there_are_enough_templates_of_both_splits() -> None:
    splits = Counter(t.split for t in TEMPLATES.values())
    assert splits[TEST] >= 120
    assert splits[TRAIN] >= 120


@pytest.mark.parametrize("split", [TEST, TRAIN])
def test_the_tasks_are_in_the_proportions_of_daily_life(split: str) -> None:
    found = [t.axes for t in TEMPLATES.values() if t.split == split]
    outside = Counter(axes.scenario for axes in found if axes.scenario != "system")
    whole = outside.total()
    shares = {"transport": 30, "shopping": 25, "social": 18, "content": 15, "local and money": 12}
    assert {name: pytest.approx(share, abs=4) for name, share in shares.items()} == {
        name: 100 * count / whole for name, count in outside.items()
    }
    assert sum(len(axes.apps) > 1 for axes in found) >= 0.25 * len(found)
    assert sum(not axes.feasible for axes in found) >= 0.08 * len(found)


def test_every_axis_has_tasks_of_every_value_in_both_splits() -> None:
    for split in (TEST, TRAIN):
        found = [t.axes for t in TEMPLATES.values() if t.split == split]
        assert {a.objective for a in found} == {"act", "query", "filter", "analyse"}
        assert {a.composition for a in found} == {"atomic", "composite", "conditional", "loop"}
        assert {a.clarity for a in found} == {"clear", "incomplete", "ambiguous"}
        assert {a.risk for a in found} == {"none", "pay", "send", "delete"}
    used = {app for t in TEMPLATES.values() for app in t.axes.apps}
    assert used == {app.name for app in APPS.values()}, "every app has its tasks"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_wording_names_what_it_is_filled_with(
    language: str, english: dict[str, DailyTask], chinese: dict[str, DailyTask]
) -> None:
    for name, task in (chinese if language == "zh" else english).items():
        assert "{" not in task.goal
        goals = TEMPLATES[name].goals(language)
        fields = [{field for _, field, _, _ in string.Formatter().parse(words) if field} for words in goals]
        assert all(one == fields[0] for one in fields), f"{name}: wordings that tell different things pose other tasks"


def test_a_chinese_goal_calls_apps_by_their_chinese_names(chinese: dict[str, DailyTask]) -> None:
    world = World.new(0, language="zh")
    english = [app.name for app in APPS.values() if world.app_name(app.id) != app.name]
    assert {n: name for n, task in chinese.items() for name in english if name in task.goal} == {}


def test_no_two_templates_say_the_same() -> None:
    for language in ("en", "zh"):
        said = Counter(words for t in TEMPLATES.values() for words in t.goals(language))
        assert [words for words, count in said.items() if count > 1] == []


def test_what_is_drawn_for_training_is_never_drawn_for_a_test(
    english: dict[str, DailyTask], chinese: dict[str, DailyTask]
) -> None:
    drawn: dict[str, set[str]] = {TEST: set(), TRAIN: set()}
    for task in (*english.values(), *chinese.values()):
        drawn[task.template.split] |= {repr(value) for value in task.drawn}
    assert len(drawn[TEST]) > 50
    assert len(drawn[TRAIN]) > 50
    assert drawn[TEST] & drawn[TRAIN] == set()


def test_train_and_test_worlds_are_different_worlds() -> None:
    worlds: dict[str, set[int]] = {TEST: set(), TRAIN: set()}
    for name in NAMES[::5]:
        world, _ = lay_out(TEMPLATES[name], 0, Variant())
        worlds[TEMPLATES[name].split].add(world.state["seed"])
    assert worlds[TEST]
    assert worlds[TEST] & worlds[TRAIN] == set()


def test_a_value_is_of_one_split_whichever_template_draws_it() -> None:
    values = [*range(60), *"abcdefghijklmnop"]
    assert {split_of(value) for value in values} == {TEST, TRAIN}
    assert [split_of(value) for value in values] == [split_of(value) for value in values]


def test_no_one_answer_is_worth_guessing(english: dict[str, DailyTask]) -> None:
    answers = [task.answer.shown() for task in english.values() if task.answer is not None]
    (_, most), *_ = Counter(answers).most_common()
    assert most <= 0.1 * len(answers)


# -- a task ----------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_task_to_the_byte() -> None:
    for name in NAMES[::7]:
        one = DailyTask(TEMPLATES[name], 5, Variant("zh", ("dark",)))
        lay_out.cache_clear()
        two = DailyTask(TEMPLATES[name], 5, Variant("zh", ("dark",)))
        assert (one.goal, one.digest, one.goal_apps.keys()) == (two.goal, two.digest, two.goal_apps.keys())
        assert one.digest != DailyTask(TEMPLATES[name], 6, Variant("zh", ("dark",))).digest


def test_an_episode_is_the_same_twice_byte_for_byte(device: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES["notes-create"], 0)
    runs = [run_task(task, device, task.oracle()) for _ in range(2)]
    assert [s.seen.elements for s in runs[0].steps] == [s.seen.elements for s in runs[1].steps]
    assert [s.seen.png for s in runs[0].steps] == [s.seen.png for s in runs[1].steps]
    assert runs[0].evidence == runs[1].evidence
    rewards = [reward for reward in gaussian(task, runs[0]) if reward is not None]
    assert rewards
    assert max(rewards) > 0.99, "the oracle touches the middle of its targets"


def test_an_unclear_goal_wants_to_be_asked_about() -> None:
    unclear = [n for n in NAMES if TEMPLATES[n].axes.clarity != "clear"]
    assert len(unclear) >= 20
    task = DailyTask(TEMPLATES[unclear[0]])
    right = perfect(task)
    assert judge(task, right).success
    guessed = finished(
        task, Ended(perfect(task).evidence["apps"], task.answer.shown() if task.answer else "", asked=False)
    )
    assert judge(task, guessed).success is False
    assert task.reply("What do you mean?") == task.reply("Which one?") != ""


def test_a_device_without_a_world_is_refused_with_the_reason() -> None:
    device = WebDevice("about:blank")
    try:
        with pytest.raises(TypeError, match="virtual phone"):
            DailyTask(TEMPLATES["notes-create"]).setup(device)
    finally:
        device.close()


def test_a_verifier_that_breaks_is_an_error_and_neither_pass_nor_fail() -> None:
    task = DailyTask(TEMPLATES["notes-create"])
    broken = perfect(task)
    object.__setattr__(broken, "evidence", {"start": task.digest, "apps": 7, "fell": []})
    assert judge(task, broken).error is not None
    assert judge(task, broken).success is None


def test_what_was_agreed_to_on_the_way_is_a_side_effect() -> None:
    task = DailyTask(TEMPLATES["notes-create"])
    good = perfect(task)
    fell = finished(task, Ended({**task.goal_apps}, "", fell=("popup",)))
    assert judge(task, good).success
    assert judge(task, fell).side_effects == ("agreed to popup",)


def test_strict_success_needs_the_goal_nothing_else_and_the_right_stop() -> None:
    task = DailyTask(TEMPLATES["notes-count-open"])
    assert task.answer is not None
    right = Step(BLANK, Reply(Done(task.answer.shown())))
    verdict = judge(task, finished(task, Ended(task.goal_apps, task.answer.shown())))
    assert (verdict.success, verdict.clean, verdict.progress) == (True, True, 1.0)
    assert [row.field for row in verdict.rows] == ["answer", "stop"]
    wrong = judge(task, finished(task, Ended(task.goal_apps, "99")))
    assert (wrong.success, wrong.progress) == (False, 0.0)
    assert right.reply.decision == Done(task.answer.shown())


# -- laying out ------------------------------------------------------------------------------------------------------

WORDS = ("one", "two", "three")


def laid(lay: object, **axes: object) -> DailyTask:
    theme = Theme("system", "Notes")
    theme.task("x-test", TEST, en=WORDS, zh=WORDS, **axes)(lay)  # type: ignore[arg-type]
    return DailyTask(theme.templates[0])


def test_a_goal_that_holds_already_is_refused() -> None:
    with pytest.raises(TaskBroken, match="holds already"):
        laid(lambda s: s.do("Notes"))


def test_a_switch_that_is_where_it_should_be_is_put_the_other_way() -> None:
    for value in (True, False):
        task = laid(lambda s, value=value: s.want("org.guimcp.settings", "wifi", value=value))
        assert task.start_apps["org.guimcp.settings"]["wifi"] is (not value)
        assert task.goal_apps["org.guimcp.settings"]["wifi"] is value


def test_a_value_that_is_as_it_should_be_needs_another_to_start_from() -> None:
    now = World.new(0).settings["screen_timeout"]
    task = laid(lambda s: s.want("org.guimcp.settings", "screen_timeout", value=now, was="10 minutes"))
    assert task.start_apps["org.guimcp.settings"]["screen_timeout"] in ("10 minutes", *[now] * (now != "x"))
    assert task.goal_apps["org.guimcp.settings"]["screen_timeout"] == now


def test_parameters_that_fit_no_world_are_said_to_be_so() -> None:
    with pytest.raises(TaskBroken, match="widen its pools"):
        laid(lambda s: s.need(False))


def test_axes_that_say_something_else_than_the_scene_are_refused() -> None:
    def declining(s: Scene) -> None:
        s.decline("cannot be done")

    with pytest.raises(TaskBroken, match="its axes say"):
        laid(declining)
    assert laid(declining, feasible=False).feasible is False

    def unclear(s: Scene) -> None:
        s.unclear("Which?", "That one.")
        s.want("org.guimcp.settings", "wifi", value=True)

    with pytest.raises(TaskBroken, match="its axes say"):
        laid(unclear)
    assert isinstance(run_oracle_once(laid(unclear, clarity="incomplete")), Ask)


def run_oracle_once(task: DailyTask) -> object:
    return task.oracle()("", (), BLANK).decision


def test_two_wordings_are_too_few() -> None:
    with pytest.raises(ValueError, match="3 different wordings"):
        Theme("system").task("x", TEST, en=("a", "a", "b"), zh=WORDS)


def test_a_goal_leaves_open_what_it_says_and_near_misses_lie_outside_of_that() -> None:
    def open_ended(s: Scene) -> None:
        s.want("org.guimcp.settings", "ringtone", value=Among("Pebbles", "Harbour"))

    task = laid(open_ended)
    ends = [episode.evidence["apps"] for name, episode in near_misses(task) if "ringtone" in name]
    misses = {apps["org.guimcp.settings"]["ringtone"] for apps in ends if "org.guimcp.settings" in apps}
    assert misses
    assert not {"Pebbles", "Harbour"} & misses


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("benchmarks/daily/themes/notes.py", "tasks"), ("benchmarks/daily/scene.py", "tasks"),
        ("benchmarks/changes.py", "verifiers"), ("benchmarks/facts.py", "verifiers"),
        ("devices/virtual/apps/notes/update.py", "apps"), ("devices/virtual/apps/notes/zh.json", "apps"),
        ("benchmarks/report.py", None), ("benchmarks/daily/honesty.py", None),
    ],
)  # fmt: skip
def test_the_suites_hash_covers_tasks_apps_and_verifiers_and_nothing_else(
    file: str, part: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("benchmarks", "devices"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "*.png", "*.woff2"))
    monkeypatch.setattr(suite, "files", lambda room: tmp_path / room)
    before = suite_hash.__wrapped__()
    assert before == suite_hash.__wrapped__()
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes() + b"\n")
    after = suite_hash.__wrapped__()
    assert {name for name in before if before[name] != after[name]} == ({part, "suite"} if part else set())
