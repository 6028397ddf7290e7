"""`input`: taps, swipes, text, keys."""

from devices.action import Point
from devices.errors import ActionFailed
from devices.virtual.adb.commands.keycodes import NAMES, NUMBERS, TYPED
from devices.virtual.adb.shell import Call, Command, Result, error
from devices.virtual.device import line

USAGE = """Error: Invalid arguments for command: {0}
Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]
The commands and default sources are:
      text <string> (Default: keyboard)
      keyevent [--longpress|--doubletap] <key code number or name> ... (Default: keyboard)
      tap <x> <y> (Default: touchscreen)
      swipe <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      draganddrop <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      press (Default: trackball)
      roll <dx> <dy> (Default: trackball)
      motionevent <DOWN|UP|MOVE|CANCEL> <x> <y> (Default: touchscreen)
      keycombination [-t duration(ms)] <key code 1> <key code 2> ... (Default: keyboard)"""
SOURCES = frozenset({"keyboard", "touchscreen", "trackball", "touchpad", "mouse", "stylus", "dpad", "gamepad"})
PRESSED = {
    "HOME": "home", "BACK": "back", "ESCAPE": "back", "APP_SWITCH": "recents", "ENTER": "enter",
    "NUMPAD_ENTER": "enter", "DEL": "backspace", "FORWARD_DEL": "delete", "MOVE_HOME": "start", "MOVE_END": "end",
    "DPAD_LEFT": "left", "DPAD_RIGHT": "right", "CUT": "cut", "COPY": "copy", "PASTE": "paste", "POWER": "power",
    "DPAD_CENTER": "enter",
}  # fmt: skip
COMBINED = {"A": "select_all", "C": "copy", "X": "cut", "V": "paste", "DEL": "delete_all"}  # with Ctrl
VOLUME = {"VOLUME_UP": 7, "VOLUME_DOWN": -7, "VOLUME_MUTE": -100}
MAX_MS = 60_000


class Usage(Exception):  # noqa: N818 - not an error of ours
    """Arguments that `input` does not take."""


def run(call: Call) -> Result:
    """`input …`."""
    args = call.args[1:] if call.args and call.args[0] in SOURCES else call.args
    if args[:1] == ["-d"]:
        args = args[2:]
    if not args:
        return error(USAGE.format("input"), 255)
    try:
        return _command(call, args[0], args[1:])
    except (Usage, ValueError):
        return error(USAGE.format(args[0]), 255)


def _command(call: Call, name: str, args: list[str]) -> Result:
    phone = call.shell.phone
    match name:
        case "tap":
            (at,) = _points(args, 1)
            phone.touch([at])
        case "swipe" | "draganddrop":
            start, end = _points(args[:4], 2)
            seconds = _ms(args[4:], 300 if name == "swipe" else 500) / 1000
            phone.touch([start] if start == end else line(start, end), seconds)
        case "text":
            return _text(call, args)
        case "keyevent":
            names = [_key(arg) for arg in args if not arg.startswith("--")]
            if not names:
                raise Usage
            for key in names:
                press(call, key)
        case "keycombination":
            names = [_key(arg) for arg in (args[2:] if args[:1] == ["-t"] else args)]
            if len(names) < 2:
                raise Usage
            if names[0] in ("CTRL_LEFT", "CTRL_RIGHT") and names[1] in COMBINED:
                phone.key(COMBINED[names[1]])
        case "motionevent":
            _motion(call, args)
        case "press" | "roll":
            pass  # there is no trackball
        case _:
            raise Usage
    return Result()


def _text(call: Call, args: list[str]) -> Result:
    if len(args) != 1:
        raise Usage
    typed = args[0].replace("%s", " ")
    if not typed.isascii():
        # What Android does: its key map has no keys for the characters.
        words = "Exception occurred while executing 'text':\njava.lang.NullPointerException: "
        return error(words + "Attempt to get length of null array", 255)
    _type(call, typed)
    return Result()


def _type(call: Call, text: str) -> None:
    try:
        call.shell.phone.type_text(text)
    except ActionFailed:
        return  # keys that nothing listens to are lost, as on any phone


def press(call: Call, name: str) -> None:
    """Press one key by its Android name without KEYCODE_."""
    phone = call.shell.phone
    if name in PRESSED:
        phone.key(PRESSED[name])
    elif name in VOLUME:
        level = phone.world.settings["media_volume"] + VOLUME[name]
        phone.set_up(media_volume=min(100, max(0, level)))
    elif name in ("WAKEUP", "SLEEP"):
        if phone.world.nav["awake"] != (name == "WAKEUP"):
            phone.key("power")
    elif name == "NOTIFICATION":
        phone.shade(True)
    elif name in TYPED:
        _type(call, TYPED[name])
    elif len(name) == 1:
        _type(call, name.lower())


def _key(word: str) -> str:
    name = word.upper().removeprefix("KEYCODE_")
    if word.isdigit() and int(word) > 0:
        return NUMBERS.get(int(word), f"KEY_{word}")
    if name not in NAMES:
        raise Usage
    return name


def _motion(call: Call, args: list[str]) -> None:
    if len(args) != 3:
        raise Usage
    (at,) = _points(args[1:], 1)
    path = call.shell.memory.gesture
    match args[0].upper():
        case "DOWN":
            path[:] = [at]
        case "MOVE":
            path.append(at)
        case "UP" if path:
            points = [Point(*p) for p in path if tuple(p) != tuple(at)] or [at]
            path.clear()
            call.shell.phone.touch([*points, at] if points != [at] else [at], 0.2)
        case "CANCEL" | "UP":
            path.clear()
        case _:
            raise Usage


def _points(args: list[str], count: int) -> list[Point]:
    if len(args) != 2 * count:
        raise Usage
    numbers = [round(float(arg)) for arg in args]
    if not all(abs(number) < 1_000_000 for number in numbers):
        raise Usage
    return [Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _ms(args: list[str], default: int) -> int:
    if len(args) > 1:
        raise Usage
    ms = int(args[0]) if args else default
    return default if ms < 0 else min(ms, MAX_MS)


COMMANDS: dict[str, Command] = {"input": run}
