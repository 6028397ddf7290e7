"""What every device must do, as checks that anybody can run on their own backend: `check_device(make)`.

`make` opens a device on a screen that has an editable field in sight, if the platform has such a thing.
"""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from devices.action import ACTIONS, Awake, Click, InputText, Move, Point, Press, Swipe, Wait
from devices.device import Device, Observation, Snapshots
from devices.errors import ActionFailed, ActionUnsupported, DeviceUnavailable

# Everything that has broken a typing backend somewhere: quotes, shells, escapes, other scripts, astral planes.
HARD_TEXT = 'it\'s $HOME; `id` %s "x" \\n Grüße 你好 🙂'


class ContractBroken(AssertionError):
    """A device does not do what devices promise; the message lists every check that failed."""


@dataclass(frozen=True, slots=True)
class Report:
    """Names of the checks that held and of those that did not apply."""

    held: tuple[str, ...]
    skipped: tuple[str, ...]


class _Skip(Exception):  # noqa: N818 - not an error
    pass


def check_device(make: Callable[[], Device], *, text: str = HARD_TEXT) -> Report:
    """Run every check on fresh devices from `make`. Raises `ContractBroken` naming what failed and why."""
    held: list[str] = []
    skipped: list[str] = []
    broken: list[str] = []
    for check in CHECKS:
        name = check.__name__.strip("_").replace("_", " ")
        device = make()
        try:
            check(device, text)
        except _Skip:
            skipped.append(name)
        except Exception as problem:  # noqa: BLE001 - any failure of a foreign device is a finding
            broken.append(f"- {name}: {type(problem).__name__}: {problem}")
        else:
            held.append(name)
        finally:
            device.close()
    if broken:
        raise ContractBroken("\n".join([f"{len(broken)} of {len(CHECKS)} checks failed:", *broken]))
    return Report(tuple(held), tuple(skipped))


def _it_says_what_it_is(device: Device, text: str) -> None:
    info = device.info
    _require(bool(info.name and info.platform), "info needs a name and a platform")
    _require(info.width > 0 and info.height > 0, "the screen size must be positive")
    _require(info.actions <= set(ACTIONS), f"unknown action types {info.actions - set(ACTIONS)}")
    _require(bool(info.actions), "a device without actions is no device")
    _require(info.can_snapshot == isinstance(device, Snapshots), "can_snapshot must tell the truth")


def _the_picture_is_a_png_of_the_screen(device: Device, text: str) -> None:
    seen = device.observe()
    with Image.open(io.BytesIO(seen.png)) as image:
        _require(image.format == "PNG", f"the picture is {image.format}")
        _require(image.size == (seen.width, seen.height), f"{image.size} is not {seen.width}x{seen.height}")
        _require((seen.width, seen.height) == (device.info.width, device.info.height), "info and picture disagree")
        low, high = image.convert("L").getextrema()
        _require(low != high, "the picture is of one colour")


def _elements_lie_on_the_screen(device: Device, text: str) -> None:
    seen = device.observe()
    for i, e in enumerate(seen.elements):
        x1, y1, x2, y2 = e.bounds
        _require(0 <= x1 < x2 <= seen.width and 0 <= y1 < y2 <= seen.height, f"element {i} is off the screen: {e}")
        _require(-1 <= e.parent < i, f"element {i} comes before its parent {e.parent}")


def _looking_changes_nothing(device: Device, text: str) -> None:
    one, two = device.observe(), device.observe()
    _require(one.elements == two.elements and one.app == two.app, "two looks in a row differ")
    _require(two.at >= one.at, "the clock of observations runs backwards")


def _a_point_off_the_screen_is_refused(device: Device, text: str) -> None:
    before = device.observe()
    for point in (Point(-1, 5), Point(before.width, 5), Point(5, before.height), Point(10**6, 10**6)):
        _expect(ActionFailed, lambda at=point: device.act(Click(at)), f"click at {point}")
    _require(device.observe().elements == before.elements, "a refused action changed the screen")


def _an_unsupported_action_is_refused(device: Device, text: str) -> None:
    if Move in device.info.actions:
        raise _Skip
    _expect(ActionUnsupported, lambda: device.act(Move(Point(1, 1))), "Move")


def _an_unknown_app_is_refused(device: Device, text: str) -> None:
    if Awake not in device.info.actions:
        raise _Skip
    before = device.observe()
    _expect(ActionFailed, lambda: device.act(Awake("No Such App 4711")), "an unknown app")
    _require(device.observe().app == before.app, "an unknown app brought another to the front")


def _text_is_typed_as_it_is(device: Device, text: str) -> None:
    if InputText not in device.info.actions:
        raise _Skip
    index = _editable(device.observe())
    before = device.observe().elements[index].text
    device.act(Click(device.observe().elements[index].bounds.centre))
    device.act(InputText(text))
    shown = [e.text for e in device.observe().elements if e.editable]
    _require(any(text in t for t in shown), f"typed {text!r} after {before!r}, the fields show {shown!r}")


def _typing_without_a_field_is_refused_or_harmless(device: Device, text: str) -> None:
    if Press not in device.info.actions:
        raise _Skip
    device.act(Press("home"))
    before = device.observe()
    with contextlib.suppress(ActionFailed):
        device.act(InputText("x"))
    _require(device.observe().elements == before.elements, "typing with no field in focus changed the screen")


def _waiting_and_swiping_work(device: Device, text: str) -> None:
    seen = device.observe()
    device.act(Wait(0.0))
    if Swipe in device.info.actions:
        x, y = seen.width // 2, seen.height // 2
        device.act(Swipe(Point(x, y), Point(x, max(0, y - seen.height // 4))))
    _require(device.observe().width == seen.width, "the screen changed its size")


def _a_snapshot_can_be_put_back(device: Device, text: str) -> None:
    if not isinstance(device, Snapshots):
        raise _Skip
    before, snapshot = device.observe(), device.snapshot()
    device.act(Press("home"))
    device.restore(snapshot)
    after = device.observe()
    _require(after.elements == before.elements, "elements differ after restore")
    _require(after.png == before.png, "the picture differs after restore")
    _require(device.snapshot() == snapshot, "the state differs after restore")


def _closing_is_final_and_can_be_repeated(device: Device, text: str) -> None:
    device.observe()
    device.close()
    device.close()
    _expect(DeviceUnavailable, device.observe, "observe after close")
    _expect(DeviceUnavailable, lambda: device.act(Wait(0.0)), "act after close")


CHECKS: tuple[Callable[[Device, str], None], ...] = (
    _it_says_what_it_is,
    _the_picture_is_a_png_of_the_screen,
    _elements_lie_on_the_screen,
    _looking_changes_nothing,
    _a_point_off_the_screen_is_refused,
    _an_unsupported_action_is_refused,
    _an_unknown_app_is_refused,
    _text_is_typed_as_it_is,
    _typing_without_a_field_is_refused_or_harmless,
    _waiting_and_swiping_work,
    _a_snapshot_can_be_put_back,
    _closing_is_final_and_can_be_repeated,
)


def _editable(seen: Observation) -> int:
    for i, e in enumerate(seen.elements):
        if e.editable:
            return i
    raise _Skip


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise ContractBroken(what)


def _expect(error: type[Exception], call: Callable[[], object], what: str) -> None:
    try:
        call()
    except error:
        return
    raise ContractBroken(f"{what} should raise {error.__name__}")
