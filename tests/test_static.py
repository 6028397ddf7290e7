"""The static set: what is marked right is right, what is right is marked, and a score says what it counts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply
from benchmarks.answer import Answer
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.static.androiddaily import counts, load
from benchmarks.static.build import ROUNDS, build
from benchmarks.static.label import labelled
from benchmarks.static.matcher import Match, match
from benchmarks.static.parquet import about, read_static
from benchmarks.static.record import Recording, record
from benchmarks.static.regions import meaning
from benchmarks.static.score import score_policy
from benchmarks.static.step import StaticStep, Valid, type_of, valid_from_json, valid_to_json
from devices.action import Awake, Click, Hotkey, InputText, LongPress, Point, Press, Swipe, Wait
from devices.element import Box
from devices.virtual.device import VirtualDevice
from devices.virtual.world import World


@pytest.fixture(scope="module")
def phone() -> Iterator[VirtualDevice]:
    device = VirtualDevice()
    yield device
    device.close()


@pytest.fixture(scope="module")
def creating(phone: VirtualDevice) -> tuple[Recording, list[StaticStep]]:
    recording = record(DailyTask(TEMPLATES["notes-create"]), phone)
    return recording, labelled(recording, phone)


BOX = Box(100, 100, 200, 200)


@pytest.mark.parametrize(
    ("valid", "right", "type_alone", "wrong"),
    [
        (Valid("CLICK", BOX, (Box(150, 150, 200, 200),)), [Click(Point(100, 199))],
         [Click(Point(160, 160)), Click(Point(99, 150))], [LongPress(Point(120, 120)), Wait(1)]),
        (Valid("LONG_PRESS", BOX), [LongPress(Point(120, 120))], [LongPress(Point(0, 0))], [Click(Point(120, 120))]),
        (Valid("TYPE", value="Oat milk"), [InputText("oat  milk"), InputText("OAT MILK")], [InputText("Oat")],
         [Click(Point(1, 1))]),
        (Valid("SLIDE", BOX, value="up"), [Swipe(Point(150, 190), Point(160, 110))],
         [Swipe(Point(150, 110), Point(150, 190)), Swipe(Point(0, 190), Point(0, 110)),
          Swipe(Point(150, 190), Point(110, 180))], [Wait(1)]),
        (Valid("AWAKE", value="org.guimcp.notes"), [Awake("Notes"), Awake("笔记"), Awake("org.guimcp.notes")],
         [Awake("Clock"), Awake("Nothing")], [Press("home")]),
        (Valid("KEY", value="back"), [Press("back")], [Press("enter"), Hotkey(("ctrl", "backspace"))], [Wait(1)]),
        (Valid("WAIT"), [Wait(0.5), Wait(3)], [], [Click(Point(1, 1))]),
    ],
)  # fmt: skip
def test_the_matcher_asks_for_the_type_and_then_for_the_value(
    valid: Valid, right: list[object], type_alone: list[object], wrong: list[object]
) -> None:
    for actions, expected in (
        (right, Match(True, True)),
        (type_alone, Match(True, False)),
        (wrong, Match(False, False)),
    ):
        assert [a for a in actions if match([valid], Act(a)) != expected] == []  # type: ignore[arg-type]


def test_an_end_is_right_with_the_right_answer_and_a_question_is_a_question() -> None:
    end = Valid("COMPLETE", value="done", answer=Answer("number", "3"))
    assert match([end], Done("there are 3")).right
    assert match([end], Done("4")) == Match(True, False)
    assert match([end], GiveUp()) == Match(True, False)
    assert match([Valid("COMPLETE", value="infeasible")], GiveUp("no")).right
    assert not match([Valid("COMPLETE", value="infeasible")], Done()).right
    assert match([Valid("INFO")], Ask("Which one?")).right
    assert match([Valid("INFO"), end], Done("3")).right, "any one of several right ways will do"


boxes = st.tuples(*[st.integers(0, 300)] * 4).map(lambda b: Box(min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]) + 1,
                                                                max(b[1], b[3]) + 1))  # fmt: skip
valids = st.lists(st.builds(
    Valid, st.sampled_from(["CLICK", "LONG_PRESS"]), boxes, st.lists(boxes, max_size=3).map(tuple),
), max_size=4)  # fmt: skip


@given(valids, st.integers(0, 320), st.integers(0, 320))
def test_a_touch_is_right_where_some_region_holds_it_and_no_hole_of_that_region_does(
    valid: list[Valid], x: int, y: int
) -> None:
    def inside(box: Box | None) -> bool:
        return box is not None and box.x1 <= x < box.x2 and box.y1 <= y < box.y2

    wanted = any(v.type == "CLICK" and inside(v.box) and not any(map(inside, v.holes)) for v in valid)
    assert match(valid, Act(Click(Point(x, y)))).right is wanted
    assert valid_from_json(json.loads(json.dumps(valid_to_json(valid)))) == tuple(valid)


def test_what_was_done_is_among_what_is_right(creating: tuple[Recording, list[StaticStep]]) -> None:
    _, steps = creating
    assert [type_of(step.step.reply.decision) for step in steps] == [
        "AWAKE", "CLICK", "CLICK", "TYPE", "CLICK", "TYPE", "CLICK", "COMPLETE",
    ]  # fmt: skip
    for step in steps:
        assert match(step.valid, step.step.reply.decision).right, step


def test_the_home_screens_icon_is_as_right_as_opening_the_app_by_name(
    creating: tuple[Recording, list[StaticStep]],
) -> None:
    first = creating[1][0]
    icon = next(e for e in first.step.seen.elements if e.label == "Notes" or e.text == "Notes")
    assert match(first.valid, Act(Click(icon.bounds.centre))).right


def test_the_second_field_may_be_filled_before_the_first(creating: tuple[Recording, list[StaticStep]]) -> None:
    step = creating[1][2]  # New note is open, nothing typed yet
    fields = [e for e in step.step.seen.elements if e.editable]
    assert [match(step.valid, Act(Click(field.bounds.centre))).right for field in fields] == [True, True]


def test_every_region_leads_where_the_recorded_touch_led(
    phone: VirtualDevice, creating: tuple[Recording, list[StaticStep]]
) -> None:
    recording, steps = creating
    tried = 0
    for step, moment, after in zip(steps, recording.moments, recording.after, strict=True):
        if step.type != "CLICK":
            continue
        led_to = meaning(World.loads(after))
        for valid in step.valid[:1]:
            assert valid.box is not None
            phone.phone.restore(moment.world)
            phone.act(Click(valid.box.centre))
            assert meaning(phone.phone.world) == led_to
            tried += 1
        for element, _ in moment.touchable:
            if not match(step.valid, Act(Click(element.bounds.centre))).right:
                phone.phone.restore(moment.world)
                phone.act(Click(element.bounds.centre))
                assert meaning(phone.phone.world) != led_to, f"{element} is right too"
    assert tried >= 4


def test_a_detour_is_no_example_and_the_way_back_from_it_is(phone: VirtualDevice) -> None:
    task = DailyTask(TEMPLATES["notes-create"], 0, Variant("zh", ("dark",)))
    recording = record(task, phone, detours=0.6)
    verdict = recording.episode.verdict
    assert verdict is not None
    assert verdict.success, "a detour changes nothing"
    steps = labelled(recording, phone)
    astray = [i for i, moment in enumerate(recording.moments) if moment.astray]
    assert astray
    for at in astray:
        assert steps[at].valid == ()
        assert steps[at + 1].valid
        assert match(steps[at + 1].valid, Act(Press("back"))).right


def test_a_loading_screen_is_waited_for(phone: VirtualDevice) -> None:
    for seed in range(6):
        recording = record(DailyTask(TEMPLATES["notes-create"], seed, Variant(hard=("slow",))), phone)
        waits = [step for step in labelled(recording, phone) if step.type == "WAIT"]
        if waits:
            assert all(match(step.valid, Act(Wait(1))).right for step in waits)
            return
    pytest.fail("six slow phones and nothing ever loaded")


def test_a_set_is_the_same_every_time_and_reads_back_as_it_was_written(tmp_path: Path) -> None:
    templates = [TEMPLATES["notes-create"], TEMPLATES["notes-delete"], TEMPLATES["notes-count-open"]]
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    made = build(one, templates, least=16, phones=3)
    build(two, templates, least=16, phones=1)
    episodes = list(read_static(one))
    assert [[(s.episode, s.goal, s.valid, s.step.seen.png) for s in e] for e in episodes] == [
        [(s.episode, s.goal, s.valid, s.step.seen.png) for s in e] for e in read_static(two)
    ]
    assert sum(bool(s.valid) for e in episodes for s in e) == made.steps >= 16
    assert len(episodes) == made.episodes == 3, "one round was enough"
    assert [[s.number for s in e] for e in episodes] == [list(range(len(e))) for e in episodes]
    assert {s.axes["language"] for e in episodes for s in e} == {"en", "zh"}, "every round has all kinds of phone"
    assert {s.axes["hardship"] for e in episodes for s in e} == {"none", "popup, slow"}
    assert about(one)["matcher"] == "regions-1"
    assert about(one)["split"] == ["test"]


def test_a_policy_is_asked_with_the_recorded_past_and_scored_by_type(
    creating: tuple[Recording, list[StaticStep]],
) -> None:
    _, steps = creating
    pasts: list[int] = []

    class Parrot:
        def __call__(self, goal: str, past: object, seen: object) -> Reply:
            pasts.append(len(past))  # type: ignore[arg-type]
            decision: Decision = steps[len(past)].step.reply.decision if len(past) < 6 else Ask("?")  # type: ignore[arg-type]
            return Reply(decision)

    found = score_policy([steps], Parrot)
    assert pasts == list(range(8))
    rows = {name: (count, types, right) for name, count, types, right, _ in found.all.rows()}
    assert rows == {"CLICK": (4, 0.75, 0.75), "TYPE": (2, 1.0, 1.0), "AWAKE": (1, 1.0, 1.0), "COMPLETE": (1, 0.0, 0.0),
                    "all": (8, 0.75, 0.75)}  # fmt: skip


def test_what_is_no_static_set_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="static build"):
        next(read_static(tmp_path / "no.parquet"))
    other = tmp_path / "other.parquet"
    other.write_text("words")
    with pytest.raises(ValueError, match="no Parquet"):
        next(read_static(other))


def test_a_build_that_breaks_leaves_no_file_behind(tmp_path: Path) -> None:
    path = tmp_path / "set.parquet"
    with pytest.raises(AttributeError):
        build(path, [TEMPLATES["notes-create"]], told=lambda *_: _.nothing)  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_the_rounds_cover_both_languages_looks_and_hardships() -> None:
    variants = [variant for _, variant, _ in ROUNDS]
    assert {v.language for v in variants} == {"en", "zh"}
    assert {"dark", "large", "largest"} <= {word for v in variants for word in v.look}
    assert {"popup", "slow", "advert", "nag"} <= {word for v in variants for word in v.hard}


CSV = """源,类别,任务,场景,APP名称,信息处理类型,任务复杂度,任务模糊度,个性化程度,综合难度,task_tag,需要预制
,,"打开地图，查一下回家的路",交通,某地图,查询,原子,低,无,简单,t1,0
,,在某商城买两包面巾纸然后告诉小红,购物,"某商城、某聊天",筛选,复合,中,弱,中等,t2,1
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_androiddailys_own_list_is_read_in_the_codings_it_travels_in(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "androiddaily.csv"
    path.write_text(CSV, encoding=encoding)
    one, two = load(path)
    assert (one.id, one.goal, one.apps, one.difficulty) == ("t1", "打开地图，查一下回家的路", ("某地图",), "简单")
    assert two.apps == ("某商城", "某聊天")
    assert counts([one, two])["scenario"] == {"交通": 1, "购物": 1}


def test_another_table_is_not_taken_for_androiddailys(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="no column 任务"):
        load(path)
