"""The virtual phone in-process: the fast way in, with no ADB in between."""

import time
from typing import assert_never

from devices.action import Action, Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.device import DeviceInfo, Observation, Snapshot, check_action
from devices.errors import ActionFailed
from devices.virtual.phone import VirtualPhone
from devices.virtual.world import World

MOVES = 8  # points a swipe is drawn with
TAP_SECONDS = 0.05
KEYS = {"back": "back", "home": "home", "recents": "recents", "enter": "enter", "backspace": "backspace",
        "delete": "backspace", "escape": "back"}  # fmt: skip


class VirtualDevice:
    """Implements `Device` and `Snapshots`. Every act ends on a still screen, and restore takes milliseconds.

    Without `pixels` an observation holds elements only, and takes a third of the time.
    """

    def __init__(self, phone: VirtualPhone | None = None, name: str = "virtual", pixels: bool = True) -> None:
        self.phone = phone or VirtualPhone()
        self._pixels = pixels
        self._info = DeviceInfo(
            name=name,
            platform="android",
            width=self.phone.width,
            height=self.phone.height,
            actions=frozenset({Click, LongPress, Drag, Swipe, InputText, Hotkey, Press, Awake, Wait}),
            can_snapshot=True,
            settles=True,
        )

    @property
    def info(self) -> DeviceInfo:
        """What it is."""
        return self._info

    @property
    def world(self) -> World:
        """The phone's state."""
        return self.phone.world

    def observe(self) -> Observation:
        """The screen, picture (where wanted) and elements of the same moment."""
        return self.phone.observe(self._pixels)

    def act(self, action: Action) -> None:
        """Carry out one action; the screen is still when it returns."""
        check_action(self._info, action)
        match action:
            case Click(at=at, count=count, button=button):
                if button != "left":
                    raise ActionFailed(f"a finger has no {button} button")
                for _ in range(count):
                    self.phone.touch([at], TAP_SECONDS)
            case LongPress(at=at, seconds=seconds):
                self.phone.touch([at], seconds)
            case Swipe(start=start, end=end, seconds=seconds) | Drag(start=start, end=end, seconds=seconds):
                self.phone.touch(line(start, end), seconds)
            case InputText(text=text):
                self.phone.type_text(text)
            case Press(key=key):
                self._press(key)
            case Hotkey(keys=keys):
                self._hotkey(keys)
            case Awake(app=app):
                self.phone.launch(app)
            case Wait(seconds=seconds):
                self.phone.observe(pixels=False)  # a closed phone says so
                time.sleep(seconds)
            case Move():
                pass  # refused by check_action: a finger does not hover
            case _:
                assert_never(action)

    def snapshot(self) -> Snapshot:
        """The whole phone."""
        return Snapshot(self.phone.snapshot())

    def restore(self, snapshot: Snapshot) -> None:
        """Put the whole phone back."""
        self.phone.restore(snapshot.data)

    def close(self) -> None:
        """Close the phone."""
        self.phone.close()

    def _press(self, key: str) -> None:
        if key in ("tab", "space"):
            self.phone.type_text({"tab": "\t", "space": " "}[key])
        elif key in KEYS:
            self.phone.observe(pixels=False)
            self.phone.key(KEYS[key])
        else:
            raise ActionFailed(f"this phone has no {key} key; it has: {', '.join([*KEYS, 'tab', 'space'])}")

    def _hotkey(self, keys: tuple[str, ...]) -> None:
        pressed = tuple(key.lower() for key in keys)
        if len(pressed) == 1:
            self._press(pressed[0])
        elif pressed == ("ctrl", "backspace"):
            self.phone.key("delete_all")
        else:
            raise ActionFailed(f"this phone knows no hotkey {'+'.join(keys)}; single keys and ctrl+backspace work")


def line(start: Point, end: Point) -> list[Point]:
    """Evenly spaced points from start to end."""
    steps = range(MOVES + 1)
    return [Point(start.x + (end.x - start.x) * i // MOVES, start.y + (end.y - start.y) * i // MOVES) for i in steps]
