"""`screencap`, `uiautomator`, `wm`."""

import io
import struct

from PIL import Image

from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.adb.uiautomator import dump

DUMP_FILE = "/sdcard/window_dump.xml"


def screencap(call: Call) -> Result:
    """`screencap [-p] [FILE]`: PNG with -p or to a .png, else width, height, format, colour space and RGBA."""
    names = [arg for arg in call.args if not arg.startswith("-")]
    wrong = [arg for arg in call.args if arg.startswith("-") and arg not in ("-p", "-d", "-h")]
    if wrong or "-h" in call.args:
        return error("usage: screencap [-hp] [-d display-id] [FILENAME]", 1)
    name = names[-1] if names and "-d" not in call.args else (names[1] if len(names) > 1 else "")
    seen = call.shell.phone.observe()
    data = seen.png
    if "-p" not in call.args and not name.endswith(".png"):
        pixels = Image.open(io.BytesIO(seen.png)).convert("RGBA").tobytes()
        data = struct.pack("<4I", seen.width, seen.height, 1, 0) + pixels
    if not name:
        return Result(out=data)
    call.shell.files.write(call.shell.files.clean(name, call.cwd), data)
    return Result()


def uiautomator(call: Call) -> Result:
    """`uiautomator dump [--compressed] [FILE]`."""
    if call.args[:1] != ["dump"]:
        return error(
            "Usage: uiautomator <subcommand> [options]\n\nAvailable subcommands:\n\ndump: creates an XML dump", 1
        )
    names = [arg for arg in call.args[1:] if not arg.startswith("-")]
    name = names[0] if names else DUMP_FILE
    xml = dump(call.shell.phone.observe(pixels=False))
    if name in ("/dev/tty", "/dev/stdout", "/proc/self/fd/1"):
        return text(f"{xml}UI hierchary dumped to: {name}")
    call.shell.files.write(call.shell.files.clean(name, call.cwd), xml.encode())
    return text(f"UI hierchary dumped to: {name}")


def wm(call: Call) -> Result:
    """`wm size|density [reset]`. The glass keeps the size it was made with."""
    phone = call.shell.phone
    match call.args:
        case ["size"]:
            return text(f"Physical size: {phone.width}x{phone.height}")
        case ["density"]:
            return text(f"Physical density: {phone.density}")
        case ["size" | "density", "reset"]:
            return Result()
        case ["size" | "density", _]:
            return error("Error: this phone's screen cannot be changed; start one with another size", 255)
        case ["user-rotation" | "set-user-rotation" | "dismiss-keyguard", *_]:
            return Result()
        case _:
            return error("Window manager (window) commands:\n  size [reset|WxH]\n  density [reset|DENSITY]", 255)


COMMANDS: dict[str, Command] = {"screencap": screencap, "uiautomator": uiautomator, "wm": wm}
