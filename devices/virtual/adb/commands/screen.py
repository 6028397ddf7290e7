"""`screencap`, `uiautomator`, `wm`."""

import io
import struct

from PIL import Image

from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.adb.uiautomator import dump

DUMP_FILE = "/sdcard/window_dump.xml"


def screencap(call: Call) -> Result:
    """`screencap [-p] [FILE]`: PNG with -p or to a .png, else width, height, format, colour space and RGBA."""
    args, names, png = iter(call.args), list[str](), False
    for arg in args:
        if arg in ("-d", "--display-id"):
            next(args, "")
        elif arg.startswith("-") and arg not in ("-p", "-a"):
            return error("usage: screencap [-ahp] [-d display-id] [FILENAME]", 0 if arg == "-h" else 1)
        elif arg.startswith("-"):
            png = png or arg == "-p"
        else:
            names.append(arg)
    name = names[0] if names else ""
    data = call.shell.phone.observe().png if png or name.endswith(".png") else _raw(call)
    if not name:
        return Result(out=data)
    call.shell.files.write(call.shell.files.clean(name, call.cwd), data)
    return Result()


def _raw(call: Call) -> bytes:
    """Width, height, format and colour space before the pixels; kept while the picture is the same."""
    with call.shell.phone.lock:  # whoever asks meanwhile shall have the same bytes
        seen, kept = call.shell.phone.observe(), call.shell.memory.raw
        if kept is None or kept[0] is not seen.png:
            pixels = Image.open(io.BytesIO(seen.png)).convert("RGBA").tobytes()
            kept = call.shell.memory.raw = seen.png, struct.pack("<4I", seen.width, seen.height, 1, 0) + pixels
        return kept[1]


def uiautomator(call: Call) -> Result:
    """`uiautomator dump [--compressed] [FILE]`."""
    if call.args[:1] != ["dump"]:
        return error(
            "Usage: uiautomator <subcommand> [options]\n\nAvailable subcommands:\n\ndump: creates an XML dump", 1
        )
    names = [arg for arg in call.args[1:] if not arg.startswith("-")]
    name = names[0] if names else DUMP_FILE
    phone = call.shell.phone
    xml = dump(phone.observe(pixels=False), int(phone.world.nav["landscape"]))
    if name in ("/dev/tty", "/dev/stdout", "/proc/self/fd/1"):
        return text(f"{xml}UI hierchary dumped to: {name}")
    call.shell.files.write(call.shell.files.clean(name, call.cwd), xml.encode())
    return text(f"UI hierchary dumped to: {name}")


def wm(call: Call) -> Result:
    """`wm size|density [reset|VALUE]`, `wm user-rotation [free|lock [ROTATION]]`."""
    phone = call.shell.phone
    width, height, density = phone.made
    match call.args:
        case ["size"]:
            return text(_told("size", f"{width}x{height}", "{}x{}".format(*phone.size)))
        case ["density"]:
            return text(_told("density", str(density), str(phone.density)))
        case ["size", word]:
            return _resize(call, word, (width, height) if word == "reset" else _pair(word), phone.density)
        case ["density", word]:
            wanted = density if word == "reset" else int(word) if word.isdigit() else 0
            return _resize(call, word, phone.size, wanted)
        case ["user-rotation" | "set-user-rotation", *rest]:
            return _rotate(call, rest)
        case ["dismiss-keyguard" | "set-fix-to-user-rotation" | "fixed-to-user-rotation", *_]:
            return Result()
        case _:
            return error("Window manager (window) commands:\n  size [reset|WxH]\n  density [reset|DENSITY]\n"
                         "  user-rotation [free|lock] [ROTATION]", 255)  # fmt: skip


def _told(what: str, made: str, now: str) -> str:
    return f"Physical {what}: {made}" + (f"\nOverride {what}: {now}" if now != made else "")


def _pair(word: str) -> tuple[int, int]:
    width, _, height = word.partition("x")
    return (int(width), int(height)) if width.isdigit() and height.isdigit() else (0, 0)


def _resize(call: Call, word: str, size: tuple[int, int], density: int) -> Result:
    try:
        call.shell.phone.resize(*size, density)
    except ValueError as problem:
        return error(f"Error: bad value {word}: {problem}", 255)
    return Result()


def _rotate(call: Call, words: list[str]) -> Result:
    phone = call.shell.phone
    match words:
        case []:
            turned = int(phone.world.nav["landscape"])
            return text("free" if phone.world.settings["auto_rotate"] else f"lock {turned}")
        case ["free", *_]:
            phone.set_up(auto_rotate=True)
        case ["lock", *rest] if not rest or rest[-1] in ("0", "1", "2", "3"):
            phone.set_up(auto_rotate=False)
            if rest:
                phone.rotate(int(rest[-1]) % 2 == 1)
        case _:
            return error(f"Error: rotation argument should be 0 to 3, not {words[-1]}", 255)
    return Result()


COMMANDS: dict[str, Command] = {"screencap": screencap, "uiautomator": uiautomator, "wm": wm}
