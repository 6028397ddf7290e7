"""The rough phone: what shows can be touched, what does not must be scrolled for, tasks end as on the glass."""

from dataclasses import replace

import pytest

from agent.loop import run_episode
from agent.policies.by_icon import ByIcon
from agent.policies.scripted import Open, ScriptedPolicy, Tap
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask
from benchmarks.hindsight.moves import moves_of
from benchmarks.run import run_task
from devices.action import Awake, Click, InputText, Point, Swipe
from devices.device import Snapshot
from devices.errors import ActionFailed
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import NodeDevice
from devices.virtual.sketch import HEIGHT, WIDTH, SketchDevice
from devices.virtual.spec import make

TASKS = ("clock-which-alarm", "cart-which-line", "maps-route-defaults", "music-large-downloads")


@pytest.fixture
def phone() -> SketchDevice:
    return SketchDevice(make(11).world())


def texts(device: SketchDevice | NodeDevice) -> list[str]:
    return [e.text for e in device.observe().elements if e.text]


def test_what_shows_lies_on_the_screen(phone: SketchDevice) -> None:
    for app in ("Settings", "Basar", "Calendar", "Wayfare", "Parley"):
        phone.act(Awake(app))
        seen = phone.observe()
        assert (seen.width, seen.height) == (WIDTH, HEIGHT)
        assert seen.elements
        for e in seen.elements:
            assert 0 <= e.bounds.x1 < e.bounds.x2 <= WIDTH
            assert 0 <= e.bounds.y1 < e.bounds.y2 <= HEIGHT
            assert e.parent < seen.elements.index(e)


def test_a_long_list_has_to_be_scrolled_and_shows_all_of_it_by_and_by(phone: SketchDevice) -> None:
    whole = NodeDevice(make(11).world())
    for device in (phone, whole):
        device.act(Awake("Basar"))
    first = texts(phone)
    assert set(first) < set(texts(whole))
    shown = set(first)
    for _ in range(30):
        phone.act(Swipe(Point(360, 1200), Point(360, 500)))
        shown |= set(texts(phone))
    assert first[3] not in texts(phone)
    assert shown == set(texts(whole))
    for _ in range(30):
        phone.act(Swipe(Point(360, 500), Point(360, 1200)))
    assert texts(phone) == first


def test_a_touch_is_for_what_shows_there(phone: SketchDevice) -> None:
    phone.act(Awake("Settings"))
    phone.act(Swipe(Point(360, 1200), Point(360, 300)))
    item = next(e for e in phone.observe().elements if e.text == "About phone")
    phone.act(Click(item.bounds.centre))
    assert "Device name" in texts(phone)
    field = next((e for e in phone.observe().elements if e.editable), None)
    assert field is None
    with pytest.raises(ActionFailed, match="no field has the focus"):
        phone.act(InputText("x"))


def test_a_touch_beside_everything_says_so(phone: SketchDevice) -> None:
    phone.act(Awake("Settings"))
    with pytest.raises(ActionFailed, match="nothing lies at 719, 1599"):
        phone.act(Click(Point(719, 1599)))


def test_a_restored_phone_shows_its_lists_from_the_beginning(phone: SketchDevice) -> None:
    phone.act(Awake("Basar"))
    start, before = phone.snapshot(), texts(phone)
    phone.act(Swipe(Point(360, 1200), Point(360, 300)))
    assert texts(phone) != before
    phone.restore(Snapshot(start.data))
    assert texts(phone) == before


@pytest.mark.parametrize("name", TASKS)
def test_a_known_solution_leads_to_the_same_end_here_and_through_the_glass(
    name: str, phone: SketchDevice, glass: VirtualDevice
) -> None:
    task = DailyTask(TEMPLATES[name], 1)
    rough = run_task(task, phone, ByIcon(task.oracle()))
    assert rough.verdict is not None
    assert rough.verdict.success, rough.why
    moves = moves_of(rough.steps)
    assert moves is not None
    again = run_task(task, glass, ByIcon(ScriptedPolicy(moves)))
    assert again.verdict is not None
    assert again.verdict.success, again.why
    assert {**task.start_apps, **again.evidence["apps"]} == {**task.start_apps, **rough.evidence["apps"]}


def test_what_has_no_name_of_its_own_cannot_be_done_again(phone: SketchDevice) -> None:
    episode = run_episode("Look", phone, ScriptedPolicy([Open("Settings"), Tap("Display")]))
    step = next(s for s in episode.steps if s.seen.app)
    nameless = replace(step.seen, elements=tuple(replace(e, text="", label="", id="") for e in step.seen.elements))
    again = moves_of([step])
    assert again is not None
    assert run_episode("Look", phone, ScriptedPolicy([Open("Settings"), *again])).steps[-1].seen.elements
    assert moves_of([replace(step, seen=nameless)]) is None


@pytest.fixture(scope="module")
def glass():
    device = VirtualDevice(pixels=False)
    yield device
    device.close()
