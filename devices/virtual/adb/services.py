"""What a host may open a stream for: a shell, a raw command, file sync, the frame buffer, the daemon itself."""

import asyncio
import io
import struct
from collections.abc import Awaitable, Callable

from PIL import Image

from devices.virtual.adb.device_server import SOCKET, device_server
from devices.virtual.adb.reverse import reverse
from devices.virtual.adb.runner import Runner
from devices.virtual.adb.shell import Shell
from devices.virtual.adb.shell_service import shell_service
from devices.virtual.adb.stream import Stream, StreamClosed
from devices.virtual.adb.sync import sync

Service = Callable[[Stream], Awaitable[None]]
FRAME = struct.Struct("<13I")
# What a user build says to those who would change it.
SAID = {
    "root": "adbd cannot run as root in production builds\n",
    "unroot": "adbd not running as root\n",
    "remount": 'Not running as root. Try "adb root" first.\n',
    "disable-verity": "verity cannot be disabled/enabled - USER build\n",
    "enable-verity": "verity cannot be disabled/enabled - USER build\n",
}


def serve(name: str, shell: Shell, runner: Runner) -> Service | None:
    """The service of this name, or None where a phone has none such."""
    kind, sign, rest = name.partition(":")
    flags = kind.split(",")
    if flags[0] == "shell" and sign:
        return shell_service(flags[1:], rest, shell, runner)
    if kind in SAID:
        return _says(SAID[kind])
    match kind:
        case "exec" if sign:
            return shell_service(["raw"], rest, shell, runner)
        case "abb" | "abb_exec" if sign:
            words = ["cmd", *rest.split("\0")]
            line = " ".join(f"'{word}'" for word in (w.replace("'", "'\\''") for w in words))
            return shell_service(["v2", "raw"] if kind == "abb" else ["raw"], line, shell, runner)
        case "sync":
            return lambda stream: sync(stream, shell.files)
        case "framebuffer":
            return _framebuffer(shell)
        case "reverse" if sign:
            return reverse(rest, shell)
        case "tcpip" | "usb" | "reboot":
            return _restart(kind, rest, shell)
        case "jdwp" if not sign:
            return _says("")
        case "track-jdwp" | "track-app":
            return _track
        case "localabstract" if rest == SOCKET and SOCKET in shell.memory.sockets:
            return lambda stream: device_server(stream, shell)
        case _:
            return None


def _says(words: str) -> Service:
    async def run(stream: Stream) -> None:
        if words:
            await stream.write(words.encode())

    return run


async def _track(stream: Stream) -> None:
    """No process of a user build can be debugged; the host is told so, and waits for one."""
    await stream.write(b"0000")
    try:
        while True:
            await stream.read_some()
    except StreamClosed:
        return


def _restart(kind: str, rest: str, shell: Shell) -> Service:
    async def run(stream: Stream) -> None:
        if kind == "tcpip" and not (rest.isdigit() and 0 < int(rest) < 65536):
            await stream.write(b"invalid port\n")
            return
        said = {"tcpip": f"restarting in TCP mode port: {rest}\n", "usb": "restarting in USB mode\n"}.get(kind, "")
        if said:
            await stream.write(said.encode())
        if kind == "reboot":
            await asyncio.to_thread(shell.run, "reboot")
        else:
            await stream.close()
            shell.restart(kind)

    return run


def _framebuffer(shell: Shell) -> Service:
    async def run(stream: Stream) -> None:
        seen = await asyncio.to_thread(shell.phone.observe)
        pixels = Image.open(io.BytesIO(seen.png)).convert("RGBA").tobytes()
        # version 1, bits per pixel, size, width, height, then offset and length of red, blue, green, alpha
        await stream.write(FRAME.pack(1, 32, len(pixels), seen.width, seen.height, 0, 8, 16, 8, 8, 8, 24, 8))
        await stream.write(pixels)

    return run
