"""The phone without its glass: same world, same touches, no browser."""

import pytest

from agent.loop import run_episode
from benchmarks.daily import TEMPLATES
from benchmarks.daily.task import DailyTask, evidence_of
from devices.action import Awake, Click, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.device import Snapshot
from devices.errors import ActionFailed, ActionUnsupported
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import NodeDevice
from devices.virtual.world import World


def tapped(device: NodeDevice, name: str) -> None:
    """Touch the first element of this text, label or id."""
    found = next(e for e in device.observe().elements if name in (e.text, e.label, e.id))
    device.act(Click(found.bounds.centre))


@pytest.mark.parametrize("template", ["notes-delete", "calendar-course", "bank-pause-dear", "feed-follow-back-or-not"])
def test_an_oracle_succeeds_there_as_on_the_screen(template: str) -> None:
    task = DailyTask(TEMPLATES[template])
    device = NodeDevice(World.loads(task.start_world))
    episode = run_episode(task.goal, device, task.oracle(), task=task.id, max_steps=60, user=task.reply)
    evidence = evidence_of(task, device.world.apps, device.world.trials["fell"])
    verdict = task.verify(type(episode)(task.id, task.goal, episode.steps, episode.stop, evidence=evidence))
    assert verdict.success, verdict


def test_the_same_touches_lead_to_the_same_world(device: VirtualDevice) -> None:
    device.restore(Snapshot(World.new(3).dumps()))
    nodes = NodeDevice(World.new(3))
    for one in (device, nodes):
        one.act(Awake("Settings"))
        for name in ("go-display", "adaptive_brightness"):
            found = next(e for e in one.observe().elements if e.id == name)
            one.act(Click(found.bounds.centre))
        one.act(Press("back"))
    assert device.phone.world.settings == nodes.world.settings
    assert device.observe().app == nodes.observe().app


def test_elements_are_those_of_the_screen_and_more_that_it_would_scroll_to(device: VirtualDevice) -> None:
    device.restore(Snapshot(World.new(0).dumps()))
    nodes = NodeDevice(World.new(0))
    for one in (device, nodes):
        one.act(Awake("Settings"))
    seen = {(e.text, e.label, e.role, e.id) for e in device.observe().elements}
    reached = {(e.text, e.label, e.role, e.id) for e in nodes.observe().elements}
    assert seen <= reached
    assert len(reached) > len(seen)


def test_what_lies_under_a_dialog_is_out_of_reach() -> None:
    device = NodeDevice()
    device.act(Awake("Notes"))
    first = next(e for e in device.observe().elements if e.id.startswith("note-") and e.clickable)
    device.act(Click(first.bounds.centre))
    tapped(device, "More options")
    names = {e.text for e in device.observe().elements}
    assert "Delete" in names
    assert not any(e.id == "title" for e in device.observe().elements)


def test_text_goes_into_the_field_that_was_touched_and_nowhere_else() -> None:
    device = NodeDevice()
    with pytest.raises(ActionFailed, match="no field has the focus"):
        device.act(InputText("hello"))
    device.act(Awake("Notes"))
    field = next(e for e in device.observe().elements if e.editable)
    device.act(Click(field.bounds.centre))
    device.act(InputText("milk"))
    device.act(Press("space"))
    assert next(e.text for e in device.observe().elements if e.focused) == "milk "
    device.act(Hotkey(("ctrl", "backspace")))
    assert next(e.text for e in device.observe().elements if e.focused) == ""


def test_a_snapshot_brings_everything_back() -> None:
    device = NodeDevice()
    device.act(Awake("Settings"))
    before, kept = device.observe().elements, device.snapshot()
    tapped(device, "go-display")
    assert device.observe().elements != before
    device.restore(kept)
    assert device.observe().elements == before
    assert device.snapshot() == kept


def test_what_cannot_be_done_says_why() -> None:
    device = NodeDevice()
    for action, words in (
        (Click(Point(10, 500_000)), "nothing lies at 10, 500000: the screen holds"),
        (Click(Point(10, 10), button="right"), "a finger has no right button"),
        (Press("volume_up"), "this phone has no volume_up key"),
        (Hotkey(("ctrl", "c")), r"knows no hotkey ctrl\+c"),
        (Awake("Nowhere"), "no app called 'Nowhere'"),
    ):
        with pytest.raises(ActionFailed, match=words):
            device.act(action)
    with pytest.raises(ActionUnsupported):
        device.act(Move(Point(1, 1)))
    device.act(Wait(0))
    device.close()
    assert device.info.can_snapshot


def test_strokes_and_holds_reach_what_minds_them() -> None:
    device = NodeDevice()
    device.act(Awake("Clock"))
    before = device.snapshot()
    element = device.observe().elements[0].bounds
    device.act(Swipe(element.centre, Point(element.centre.x, element.centre.y + 80)))
    device.act(LongPress(element.centre))
    assert device.snapshot() == before
