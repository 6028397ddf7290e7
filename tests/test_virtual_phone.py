"""The phone itself: what a finger does, and that its whole world is one value."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.action import Awake, Click, Hotkey, InputText, LongPress, Point, Press, Swipe
from devices.device import Observation
from devices.element import Element, caption
from devices.errors import ActionFailed
from devices.virtual.apps import APPS
from devices.virtual.device import VirtualDevice
from devices.virtual.phone import VirtualPhone, find_app
from devices.virtual.world import World
from tests.virtual_crawler import reach

NOTES, SETTINGS = "org.guimcp.notes", "org.guimcp.settings"


def named(seen: Observation, name: str) -> Element:
    return next(e for i, e in enumerate(seen.elements) if e.clickable and caption(seen.elements, i).startswith(name))


@pytest.fixture
def phone(device: VirtualDevice) -> VirtualDevice:
    device.phone.restore(World.new(0).dumps())
    return device


def test_a_tap_at_an_icon_opens_its_app(phone: VirtualDevice) -> None:
    phone.act(Click(named(phone.observe(), "Notes").bounds.centre))
    assert phone.observe().app == NOTES


def test_the_keyboard_types_what_its_keys_say_and_back_hides_it(phone: VirtualDevice) -> None:
    phone.act(Awake("Notes"))
    phone.act(Click(next(e for e in phone.observe().elements if e.editable).bounds.centre))
    seen = phone.observe()
    assert seen.keyboard_shown
    # Keys are no elements; q lies at the keyboard's top left, below everything that is one.
    top = max(e.bounds.y2 for e in seen.elements)
    phone.act(Click(Point(36, top + 56)))
    assert next(e for e in phone.observe().elements if e.editable).text == "q"
    phone.act(Press("back"))
    assert not phone.observe().keyboard_shown
    assert phone.observe().app == NOTES


def test_the_same_swipe_runs_on_as_far_every_time_however_busy_the_machine_is(phone: VirtualDevice) -> None:
    phone.act(Awake("Contacts"))
    phone.observe()
    start, idle = phone.snapshot(), threading.Event()

    def burn() -> None:
        while not idle.is_set():
            sum(range(1000))

    busy = [threading.Thread(target=burn) for _ in range(2)]
    for thread in busy:
        thread.start()
    try:
        ends: set[float] = set()
        for _ in range(25):
            phone.restore(start)
            phone.phone.observe(pixels=False)
            phone.act(Swipe(Point(360, 1100), Point(360, 600)))
            ends |= set(phone.phone.world.screen["scroll"].values())
    finally:
        idle.set()
        for thread in busy:
            thread.join()
    assert len(ends) == 1, ends
    assert ends.pop() > 300, "the list runs on after the finger has left it"


def test_a_swipe_scrolls_the_list_under_the_finger_and_restore_brings_it_back(phone: VirtualDevice) -> None:
    phone.act(Awake("Settings"))
    phone.act(Click(named(phone.observe(), "Sound").bounds.centre))
    phone.phone.restore(World.new(0).dumps())
    phone.act(Awake("Notes"))
    before = phone.observe()
    phone.act(Swipe(Point(360, 1200), Point(360, 900)))
    scrolled, snapshot = phone.observe(), phone.snapshot()
    assert scrolled.elements != before.elements
    phone.act(Press("home"))
    phone.restore(snapshot)
    assert phone.observe().elements == scrolled.elements
    assert phone.observe().png == scrolled.png


def test_a_long_press_takes_no_real_time_and_is_told_from_a_tap(phone: VirtualDevice) -> None:
    phone.act(Awake("Messages"))
    threads = phone.observe()
    held = next(e for e in threads.elements if e.long_clickable)
    phone.act(LongPress(held.bounds.centre, 30.0))
    menu = phone.observe()
    phone.act(Press("back"))
    assert phone.observe().elements == threads.elements
    phone.act(Click(held.bounds.centre))
    assert menu.elements != threads.elements
    assert phone.observe().elements != menu.elements


def test_a_slider_takes_the_place_it_is_touched_at(phone: VirtualDevice) -> None:
    phone.act(Awake("Settings"))
    phone.act(Click(named(phone.observe(), "Display").bounds.centre))
    box = next(e for e in phone.observe().elements if e.role == "slider").bounds
    phone.act(Click(Point(box.x1 + 3 * (box.x2 - box.x1) // 4, box.centre.y)))
    assert phone.phone.world.apps[SETTINGS]["brightness"] == 75


def test_what_lies_below_a_dialog_is_no_element(phone: VirtualDevice) -> None:
    phone.act(Awake("Settings"))
    phone.act(Click(named(phone.observe(), "Display").bounds.centre))
    phone.act(Click(named(phone.observe(), "Font size").bounds.centre))
    words = [e.text for e in phone.observe().elements]
    assert "Largest" in words
    assert "Dark theme" not in words


def test_dark_theme_changes_the_picture_and_not_the_elements(phone: VirtualDevice) -> None:
    phone.act(Awake("Notes"))
    light = phone.observe()
    phone.phone.world.apps[SETTINGS]["dark_theme"] = True
    phone.phone.world.touch_state()
    dark = phone.observe()
    assert dark.elements == light.elements
    assert dark.image().convert("L").resize((1, 1)).getpixel((0, 0)) < 64  # type: ignore[operator]


def test_home_back_and_recents_go_where_they_say(phone: VirtualDevice) -> None:
    phone.act(Awake("Notes"))
    phone.act(Awake("Settings"))
    phone.act(Press("recents"))
    seen = phone.observe()
    assert [e.text for e in seen.elements if e.text in ("Notes", "Settings")] == ["Settings", "Notes"]
    phone.act(Click(named(seen, "Notes").bounds.centre))
    assert phone.observe().app == NOTES
    phone.act(Press("back"))
    assert phone.observe().app == ""


@pytest.mark.parametrize("name", ["Setings", "", "org.guimcp", "Chrome", "notes.apk"])
def test_an_unknown_app_is_refused_with_candidates(name: str) -> None:
    with pytest.raises(ActionFailed, match=r"(did you mean|apps:)"):
        find_app(name)


def test_typing_without_focus_is_refused_and_unicode_is_kept(phone: VirtualDevice) -> None:
    with pytest.raises(ActionFailed, match="no field has the focus"):
        phone.act(InputText("x"))
    phone.act(Awake("Notes"))
    phone.act(Click(next(e for e in phone.observe().elements if e.editable).bounds.centre))
    phone.act(InputText("你好 🙂 'quoted'"))
    assert next(e for e in phone.observe().elements if e.editable).text == "你好 🙂 'quoted'"
    phone.act(Hotkey(("ctrl", "backspace")))
    assert next(e for e in phone.observe().elements if e.editable).text == ""


def test_a_screen_of_another_size_shows_the_same_apps() -> None:
    phone = VirtualDevice(VirtualPhone(width=1080, height=2400, density=420))
    try:
        seen = phone.observe()
        assert seen.image().size == (1080, 2400)
        phone.act(Click(named(seen, "Settings").bounds.centre))
        assert phone.observe().app == SETTINGS
    finally:
        phone.close()


@pytest.mark.parametrize("size", [(0, 1600), (720, 99999), (-5, 5)])
def test_an_impossible_screen_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="pixels a side"):
        VirtualPhone(width=size[0], height=size[1])


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    assert World.new(3).dumps() == World.new(3).dumps()
    assert World.new(3).dumps() != World.new(4).dumps()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), max_size=40))
def test_a_world_driven_at_random_stays_valid_json_and_survives_a_round_trip(seed: int, touches: list[int]) -> None:
    world = World.new(seed % 50)
    for touch in touches:
        nodes = [n for n in reach(world) if n.tap is not None or n.hold is not None]
        node = nodes[touch % len(nodes)]
        if node.hold is not None and touch % 7 == 0:
            world.hold(node)
        else:
            world.tap(node)
        if touch % 5 == 0:
            world.type_text("7a")
    data = world.dumps()
    again = World.loads(data)
    assert again.dumps() == data
    assert [n.role for n in again.tree().walk()] == [n.role for n in world.tree().walk()]


@pytest.mark.parametrize("app_id", sorted(APPS))
@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_every_app_starts_in_a_state_its_schema_accepts(app_id: str, seed: int) -> None:
    from pydantic import TypeAdapter

    state = World.new(seed).apps[app_id]
    assert TypeAdapter(APPS[app_id].state).validate_python(state, strict=True) == state
