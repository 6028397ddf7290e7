"""Any Android phone or emulator, real or virtual, over ADB."""

import base64
import difflib
import re
import shlex
import struct
import time
from typing import assert_never

from devices.action import Action, Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Press, Swipe, Wait
from devices.android_tree import parse
from devices.android_wire import Wire, serials
from devices.device import DeviceInfo, Observation, check_action
from devices.errors import ActionFailed, DeviceUnavailable, ObservationFailed

KEYS = {
    "back": "BACK", "home": "HOME", "recents": "APP_SWITCH", "enter": "ENTER", "backspace": "DEL",
    "delete": "FORWARD_DEL", "tab": "TAB", "escape": "ESCAPE", "space": "SPACE", "up": "DPAD_UP", "down": "DPAD_DOWN",
    "left": "DPAD_LEFT", "right": "DPAD_RIGHT", "page_up": "PAGE_UP", "page_down": "PAGE_DOWN",
    "volume_up": "VOLUME_UP", "volume_down": "VOLUME_DOWN", "power": "POWER", "ctrl": "CTRL_LEFT",
    "control": "CTRL_LEFT", "shift": "SHIFT_LEFT", "alt": "ALT_LEFT",
}  # fmt: skip
ADB_KEYBOARD = "com.android.adbkeyboard/.AdbIME"
PNG = b"\x89PNG\r\n\x1a\n"
BUSY = (b"could not get idle state", b"null root node")
FOCUS = re.compile(r"mCurrentFocus=Window\{\S+ \S+ ([\w.]+)[/}]")
LABEL = re.compile(r"packageName=(\S+)\s(?:(?!packageName=).)*?nonLocalizedLabel=(.*?) icon=", re.DOTALL)


def list_adb_devices() -> list[str]:
    """Serials of the phones that adb has ready."""
    return serials()


class AndroidDevice:
    """One phone. Points are pixels of the last screenshot, which is what `input tap` takes in every rotation."""

    def __init__(self, serial: str, server_port: int | None = None) -> None:
        self._wire: Wire | None = Wire(serial, server_port)
        self._serial = serial
        width, height = _size(self._screenshot())
        self._info = self._described(width, height)

    @property
    def info(self) -> DeviceInfo:
        """What it is; the size follows the rotation of the last look."""
        return self._info

    def observe(self) -> Observation:
        """Screenshot as the phone gives it, elements, the app in front and whether the keyboard is up."""
        state = self._open().raw("dumpsys window | grep mCurrentFocus; dumpsys input_method | grep mInputShown")
        words = state.decode(errors="replace")
        png = self._screenshot()
        width, height = _size(png)
        if (width, height) != (self._info.width, self._info.height):
            self._info = self._described(width, height)
        focus = FOCUS.search(words)
        app = focus.group(1) if focus else ""
        return Observation(
            png=png,
            width=width,
            height=height,
            elements=parse(self._hierarchy(), width, height),
            app="" if "launcher" in app else app,
            keyboard_shown="mInputShown=true" in words,
            at=time.monotonic(),
        )

    def act(self, action: Action) -> None:
        """Carry out one action; the screen may still move when it returns (agent/settle.py waits)."""
        self._open()
        check_action(self._info, action)
        match action:
            case Click(at=at, count=count, button=button):
                if button != "left":
                    raise ActionFailed(f"a finger has no {button} button")
                for _ in range(count):
                    self._input("tap", at.x, at.y)
            case LongPress(at=at, seconds=seconds):
                self._input("swipe", at.x, at.y, at.x, at.y, _ms(seconds))
            case Swipe(start=a, end=b, seconds=seconds):
                self._input("swipe", a.x, a.y, b.x, b.y, _ms(seconds))
            case Drag(start=a, end=b, seconds=seconds):
                self._input("draganddrop", a.x, a.y, b.x, b.y, _ms(seconds))
            case InputText(text=text):
                self._type(text)
            case Press(key=key):
                self._input("keyevent", _keycode(key))
            case Hotkey(keys=keys):
                self._hotkey(keys)
            case Awake(app=app):
                self._awake(app)
            case Wait(seconds=seconds):
                time.sleep(seconds)
            case Move():
                pass  # refused by check_action: a finger does not hover
            case _:
                assert_never(action)

    def close(self) -> None:
        """Let go of it; the phone stays as it is."""
        self._wire = None

    def _open(self) -> Wire:
        if self._wire is None:
            raise DeviceUnavailable(f"adb:{self._serial} was closed; open it again")
        return self._wire

    def _described(self, width: int, height: int) -> DeviceInfo:
        return DeviceInfo(
            name=f"adb:{self._serial}",
            platform="android",
            width=width,
            height=height,
            actions=frozenset({Click, LongPress, Drag, Swipe, InputText, Hotkey, Press, Awake, Wait}),
        )

    def _screenshot(self) -> bytes:
        png = self._open().raw("screencap -p")
        if not png.startswith(PNG):
            said = png[:120].decode(errors="replace")
            raise ObservationFailed(f"adb:{self._serial} gave no picture ({said!r}); is a protected screen in front?")
        return png

    def _hierarchy(self) -> bytes:
        xml = self._open().raw("uiautomator dump /dev/tty")
        if any(word in xml for word in BUSY):  # a moving screen; Android itself waits ten seconds before it says so
            xml = self._open().raw("uiautomator dump /dev/tty")
        return xml

    def _input(self, *arguments: object) -> None:
        said, code = self._open().run(["input", *map(str, arguments)])
        if code != 0 or said.startswith("Error"):
            raise ActionFailed(f"input {arguments[0]} was refused: {said.splitlines()[0] if said else code}")

    def _type(self, text: str) -> None:
        if not self._open().raw("dumpsys input_method | grep mInputShown=true").strip():
            raise ActionFailed("no field has the focus; tap the field first")
        if not text.isascii() or any(ord(char) < 32 and char != "\n" for char in text):
            self._type_unicode(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._input("keyevent", _keycode("enter"))
            # `input text` turns %s into a space: a literal %s is cut in two.
            for part in re.split(r"(?<=%)(?=s)", line):
                if part:
                    self._input("text", part.replace(" ", "%s"))

    def _type_unicode(self, text: str) -> None:
        wire = self._open()
        known, _ = wire.run(["ime", "list", "-s", "-a"])
        if ADB_KEYBOARD not in known.split():
            raise ActionFailed(
                "this phone cannot type other than ASCII: install ADBKeyBoard (com.android.adbkeyboard) and try again"
            )
        before, _ = wire.run(["settings", "get", "secure", "default_input_method"])
        if before != ADB_KEYBOARD:
            wire.run(["ime", "enable", ADB_KEYBOARD])
            wire.run(["ime", "set", ADB_KEYBOARD])
        try:
            message = base64.b64encode(text.encode()).decode()
            said, code = wire.run(["am", "broadcast", "-a", "ADB_INPUT_B64", "--es", "msg", message])
            if code != 0 or "Broadcast completed" not in said:
                raise ActionFailed(f"ADBKeyBoard did not take the text: {said[:200]}")
        finally:
            if before not in (ADB_KEYBOARD, "null", ""):
                wire.run(["ime", "set", before])

    def _hotkey(self, keys: tuple[str, ...]) -> None:
        if len(keys) == 1:
            self._input("keyevent", _keycode(keys[0]))
        else:
            self._input("keycombination", *map(_keycode, keys))

    def _awake(self, app: str) -> None:
        wire = self._open()
        packages, _ = wire.run(["pm", "list", "packages"])
        ids = [line.removeprefix("package:") for line in packages.splitlines() if line.startswith("package:")]
        query = "cmd package query-activities -a android.intent.action.MAIN -c android.intent.category.LAUNCHER"
        found = wire.raw(query).decode(errors="replace")
        labels = {
            label.strip(): package for package, label in LABEL.findall(found) if label.strip() not in ("", "null")
        }
        package = _resolve(app, ids, labels)
        said, code = wire.run(["monkey", "-p", package, "-c", "android.intent.category.LAUNCHER", "1"])
        if code != 0 or "aborted" in said:
            raise ActionFailed(f"{package} did not start: {said.splitlines()[0] if said else code}")


def _resolve(app: str, ids: list[str], labels: dict[str, str]) -> str:
    """An exact id, label or last part of an id, case aside; never the nearest."""
    wanted = app.strip().casefold()
    names = {name.rpartition(".")[2].casefold(): name for name in ids}
    names |= {label.casefold(): package for label, package in labels.items()} | {name.casefold(): name for name in ids}
    if wanted and wanted in names:
        return names[wanted]
    shown = [*labels, *ids]
    close = difflib.get_close_matches(app, shown, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(close)}?" if close else f"apps: {', '.join(shown[:20])}"
    raise ActionFailed(f"no app called {app!r}; {hint}")


def _keycode(key: str) -> str:
    name = KEYS.get(key.lower(), key.upper() if len(key) == 1 and key.isalnum() else "")
    if not name:
        raise ActionFailed(f"no key called {shlex.quote(key)}; there are: {', '.join(KEYS)}, letters and digits")
    return f"KEYCODE_{name}"


def _ms(seconds: float) -> int:
    return max(1, round(seconds * 1000))


def _size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height
