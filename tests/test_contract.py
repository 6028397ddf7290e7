"""Every backend keeps the contract, and the contract notices who does not."""

from pathlib import Path

import pytest

from devices.action import Action, Awake, Click, InputText, Point, Press
from devices.contract import CHECKS, ContractBroken, check_device
from devices.device import Observation
from devices.element import Box
from devices.errors import ActionFailed, DeviceUnavailable
from devices.virtual.device import VirtualDevice
from devices.web import WebDevice

PAGE = """<!doctype html><title>t</title><body style="height:3000px"><h1>Hello</h1>
<label>Name <input id="name"></label><button onclick="document.title='pressed'">Go</button>"""


def phone_in_settings() -> VirtualDevice:
    device = VirtualDevice()
    device.act(Awake("Settings"))
    return device


def test_the_virtual_phone_keeps_the_contract_whole() -> None:
    report = check_device(phone_in_settings)
    assert report.skipped == ()
    assert len(report.held) == len(CHECKS)


def test_the_web_device_keeps_the_contract(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    report = check_device(lambda: WebDevice(page.as_uri()))
    assert "text is typed as it is" in report.held
    assert set(report.skipped) == {
        "an unsupported action is refused",
        "an unknown app is refused",
        "a snapshot can be put back",
    }


class Careless(VirtualDevice):
    """Breaks what it can: ignores points off the screen, opens the nearest app, mangles quotes, shows a black image."""

    def act(self, action: Action) -> None:
        match action:
            case Click():
                try:
                    super().act(action)
                except ActionFailed:
                    return
            case Awake():
                super().act(Awake("Notes"))
            case InputText(text=text):
                super().act(InputText(text.replace("'", "")))
            case _:
                super().act(action)


def test_the_contract_names_everything_a_careless_device_breaks() -> None:
    def make() -> Careless:
        device = Careless()
        device.phone.launch("Settings")
        return device

    with pytest.raises(ContractBroken) as caught:
        check_device(make)
    message = str(caught.value)
    assert "a point off the screen is refused" in message
    assert "an unknown app is refused" in message
    assert "text is typed as it is" in message
    assert message.startswith("3 of 12 checks failed")


def test_web_elements_reach_into_frames_and_shadow_roots(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        """<body><div id=host></div><iframe srcdoc="<button style='margin:20px'>In frame</button>"></iframe>
        <script>host.attachShadow({mode: 'open'}).innerHTML = '<button>In shadow</button>'</script>
        <input type=password value=secret aria-label=Key>""",
        encoding="utf-8",
    )
    device = WebDevice(page.as_uri())
    try:
        seen = device.observe()
        names = {e.text: e for e in seen.elements}
        assert names["In shadow"].clickable
        assert names["In frame"].role == "button"
        assert "secret" not in repr(seen.elements)
        assert next(e for e in seen.elements if e.password).label == "Key"
    finally:
        device.close()


def test_a_web_device_loads_only_from_allowed_origins(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    with pytest.raises(DeviceUnavailable, match="did not open"):
        WebDevice(page.as_uri(), allow=["https://example.org"])


def test_web_clicks_and_keys_reach_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("document.title='pressed'", "this.textContent='pressed'"), encoding="utf-8")
    device = WebDevice(page.as_uri())
    try:

        def find(seen: Observation, text: str) -> bool:
            return any(e.text == text for e in seen.elements)

        button = next(e for e in device.observe().elements if e.text == "Go")
        device.act(Click(button.bounds.centre))
        assert find(device.observe(), "pressed")
        with pytest.raises(ActionFailed, match="no volume_up key"):
            device.act(Press("volume_up"))
    finally:
        device.close()


def test_a_small_page_is_seen_enlarged_and_touched_where_it_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        """<body style="margin:0;height:900px"><p id=low style="position:absolute;top:100px;margin:0"></p>
        <div style="position:absolute;left:20px;top:250px;width:40px;height:30px;background:rgb(255,0,0)" role=button
        onclick="this.style.background='rgb(0,255,0)'">Go</div>""",
        encoding="utf-8",
    )
    device = WebDevice(page.as_uri() + "#low", 300, 600, scale=3)
    try:
        seen = device.observe()
        bounds = next(e for e in seen.elements if e.text == "Go").bounds
        assert bounds == Box(60, 450, 180, 540), "scrolled by 100 of its own pixels, three of the picture each"
        picture = seen.image().convert("RGB")
        assert picture.size == (300, 600)
        inside, outside = (bounds.x2 - 6, bounds.y2 - 6), (bounds.x2 + 6, bounds.y2 - 6)
        assert picture.getpixel(inside) == (255, 0, 0)
        assert picture.getpixel(outside) == (255, 255, 255)
        device.act(Click(Point(*inside)))
        assert device.observe().image().convert("RGB").getpixel(inside) == (0, 255, 0)
    finally:
        device.close()


def test_a_page_hears_every_key_of_what_is_typed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        """<form onsubmit="document.title='submitted'"><textarea autofocus></textarea><input value=next></form>
        <p id=heard></p><script>addEventListener('keydown', e => heard.textContent += '[' + e.key + ']')</script>""",
        encoding="utf-8",
    )
    device = WebDevice(page.as_uri())
    try:
        device.act(InputText("a B\n\t'é"))
        seen = device.observe()
        field = next(e for e in seen.elements if e.editable)
        assert (field.text, field.focused) == ("a B\n\t'é", True), "tab and newline are text"
        assert "[a][ ][B][']" in {e.text for e in seen.elements}
    finally:
        device.close()
