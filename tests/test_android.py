"""The Android backend over real ADB, on a virtual phone."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.action import Awake, Click, Hotkey, InputText, LongPress, Press
from devices.android import AndroidDevice
from devices.android_tree import parse
from devices.contract import CHECKS, check_device
from devices.device import Observation
from devices.element import Box, Element
from devices.errors import ActionFailed, DeviceUnavailable, ObservationFailed
from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.adb.uiautomator import dump
from devices.virtual.phone import VirtualPhone
from devices.virtual.world import World

words = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), *[st.integers(0, 600)] * 2, *[st.integers(1, 100)] * 2)
elements = st.builds(
    Element,
    bounds=boxes,
    text=words.filter(bool),
    label=words,
    role=st.sampled_from(["button", "text", "field", "switch", "checkbox", "radio", "slider", "image", "item", "chip"]),
    id=st.from_regex(r"[a-z_]{0,8}", fullmatch=True),
    clickable=st.booleans(),
    checked=st.booleans(),
    selected=st.booleans(),
    focused=st.booleans(),
    enabled=st.booleans(),
)


@given(st.lists(elements, max_size=6))
def test_a_dump_is_read_back_as_what_was_on_the_screen(shown: list[Element]) -> None:
    seen = Observation(b"", 720, 1600, tuple(shown), "org.example")
    back = parse(dump(seen).encode(), 720, 1600)
    assert [(e.bounds, e.text, e.label, e.role, e.id) for e in back] == [
        (e.bounds, e.text, e.label, e.role, e.id) for e in shown
    ]
    assert [(e.clickable, e.checked, e.selected, e.focused, e.enabled) for e in back] == [
        (e.clickable, e.checked, e.selected, e.focused, e.enabled) for e in shown
    ]


def test_a_circle_that_turns_is_seen_though_nothing_is_written_on_it() -> None:
    bar = '<node class="android.widget.ProgressBar" bounds="[300,700][420,820]" enabled="true"/>'
    (ring,) = parse(f"<hierarchy>{bar}</hierarchy>".encode(), 720, 1600)
    assert ring.role == "ring"


@pytest.mark.parametrize(
    "xml",
    [b"", b"ERROR: could not get idle state.", b"<hierarchy><node></hierarchy>", b"<hierarchy>&x;</hierarchy>",
     b'<hierarchy><!DOCTYPE x></hierarchy>', b"<hierarchy>" + b" " * (9 << 20) + b"</hierarchy>"],
)  # fmt: skip
def test_what_is_no_hierarchy_is_said_and_not_shown_as_an_empty_screen(xml: bytes) -> None:
    with pytest.raises(ObservationFailed):
        parse(xml, 720, 1600)


@pytest.fixture
def phone(served: tuple[VirtualPhone, AdbDaemon]) -> VirtualPhone:
    served[0].restore(World.new(0).dumps())
    return served[0]


@pytest.fixture
def android(served: tuple[VirtualPhone, AdbDaemon], phone: VirtualPhone, server_port: int) -> Iterator[AndroidDevice]:
    device = AndroidDevice(served[1].address, server_port)
    yield device
    device.close()


def test_it_keeps_the_contract_over_real_adb(served: tuple[VirtualPhone, AdbDaemon], server_port: int) -> None:
    def make() -> AndroidDevice:
        served[0].restore(World.new(0).dumps())
        served[0].launch("Settings")
        return AndroidDevice(served[1].address, server_port)

    report = check_device(make)
    assert report.skipped == ("a snapshot can be put back",)
    assert len(report.held) == len(CHECKS) - 1


def test_it_sees_what_the_phone_shows_in_process(android: AndroidDevice, phone: VirtualPhone) -> None:
    for app in ("Notes", "Settings", "Calendar"):
        phone.launch(app)
        there, here = phone.observe(), android.observe()
        assert here.png == there.png
        assert here.app == there.app
        named = [(e.text, e.label, e.bounds, e.id, e.checked) for e in there.elements if e.text or e.label]
        assert [(e.text, e.label, e.bounds, e.id, e.checked) for e in here.elements if e.text or e.label] == named


@pytest.mark.parametrize(
    "text", ['it\'s $HOME; "x" %s & `id` \\ |<>(){}[]*?~#!', "100%sure %%s", " two  spaces ", "Grüße 你好 🙂"]
)
def test_typed_text_arrives_as_it_is(android: AndroidDevice, phone: VirtualPhone, text: str) -> None:
    phone.launch("Notes")
    android.act(Click(next(e for e in android.observe().elements if e.editable).bounds.centre))
    android.act(InputText(text))
    assert next(e for e in android.observe().elements if e.editable).text == text
    android.act(Hotkey(("ctrl", "backspace")))
    assert next(e for e in android.observe().elements if e.editable).text == ""


def test_apps_start_by_exact_name_or_id_and_nothing_else_starts(android: AndroidDevice, phone: VirtualPhone) -> None:
    android.act(Awake("Notes"))
    assert phone.world.front == "org.guimcp.notes"
    android.act(Awake("org.guimcp.clock"))
    assert phone.world.front == "org.guimcp.clock"
    with pytest.raises(ActionFailed, match="did you mean Notes"):
        android.act(Awake("Nots"))
    assert phone.world.front == "org.guimcp.clock"


def test_keys_and_long_presses_arrive(android: AndroidDevice, phone: VirtualPhone) -> None:
    android.act(Awake("Messages"))
    held = next(e for e in android.observe().elements if e.long_clickable)
    before = len(phone.observe(pixels=False).elements)
    android.act(LongPress(held.bounds.centre))
    assert len(phone.observe(pixels=False).elements) != before
    android.act(Press("home"))
    assert phone.world.front == "home"


def test_a_phone_that_is_not_there_is_said_with_what_is(server_port: int) -> None:
    with pytest.raises(DeviceUnavailable, match=r"no phone 'nosuch'; connected:"):
        AndroidDevice("nosuch", server_port)
    with pytest.raises(DeviceUnavailable, match="cannot connect to 127.0.0.1:1"):
        AndroidDevice("127.0.0.1:1", server_port)


def test_a_phone_that_dies_is_said_to_be_gone(server_port: int) -> None:
    phone = VirtualPhone()
    daemon = AdbDaemon(phone)
    daemon.start()
    device = AndroidDevice(daemon.address, server_port)
    daemon.close()
    phone.close()
    with pytest.raises(DeviceUnavailable):
        device.observe()
    device.close()
