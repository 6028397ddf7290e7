"""What a host may open a stream for: a shell, a raw command, file sync, the frame buffer."""

import asyncio
import io
import struct
from collections.abc import Awaitable, Callable

from PIL import Image

from devices.virtual.adb.device_server import SOCKET, device_server
from devices.virtual.adb.shell import Result, Shell
from devices.virtual.adb.stream import Stream, StreamClosed
from devices.virtual.adb.sync import sync

Service = Callable[[Stream], Awaitable[None]]

STDIN, STDOUT, STDERR, EXIT, CLOSE_STDIN = 0, 1, 2, 3, 4
MAX_STDIN = 4 << 20
FRAME = struct.Struct("<12I")
CHUNK = 64 * 1024


def serve(name: str, shell: Shell) -> Service | None:
    """The service of this name, or None where a phone has none such."""
    kind, _, rest = name.partition(":")
    if kind.startswith("shell,"):
        flags = kind.split(",")
        return _shell_v2(shell, rest) if "v2" in flags else _shell_v1(shell, rest)
    match kind:
        case "shell" | "exec":
            return _shell_v1(shell, rest)
        case "sync":
            return lambda stream: sync(stream, shell.files)
        case "framebuffer":
            return _framebuffer(shell)
        case "localabstract" if rest == SOCKET and SOCKET in shell.memory.sockets:
            return lambda stream: device_server(stream, shell)
        case _:
            return None


def _shell_v1(shell: Shell, command: str) -> Service:
    async def run(stream: Stream) -> None:
        if not command:
            await _interactive(shell, stream, stream.write)
            return
        result = await asyncio.to_thread(shell.run, command)
        await stream.write(result.merged())

    return run


def _shell_v2(shell: Shell, command: str) -> Service:
    async def run(stream: Stream) -> None:
        if not command:
            await _interactive(shell, stream, lambda data: _frame(stream, STDOUT, data))
            await _frame(stream, EXIT, b"\0")
            return
        result = await asyncio.to_thread(shell.run, command)
        await _answer(stream, result)

    return run


async def _answer(stream: Stream, result: Result) -> None:
    for kind, data in ((STDOUT, result.out), (STDERR, result.err)):
        for start in range(0, len(data), CHUNK):
            await _frame(stream, kind, data[start : start + CHUNK])
    await _frame(stream, EXIT, bytes([result.code & 0xFF]))


async def _frame(stream: Stream, kind: int, data: bytes) -> None:
    await stream.write(struct.pack("<BI", kind, len(data)) + data)


async def _interactive(shell: Shell, stream: Stream, write: Callable[[bytes], Awaitable[None]]) -> None:
    """`adb shell` without a command: lines in, answers out, until `exit` or the end."""
    lines = _framed_lines(stream) if write != stream.write else _plain_lines(stream)
    await write(b"vphone1:/ $ ")
    async for line in lines:
        if line.strip() == "exit":
            return
        result = await asyncio.to_thread(shell.run, line)
        await write(result.merged() + b"vphone1:/ $ ")


async def _plain_lines(stream: Stream):  # noqa: ANN202 - an async generator of str
    line = b""
    while True:
        try:
            byte = await stream.read(1)
        except StreamClosed:
            return
        if byte in b"\r\n":
            yield line.decode(errors="replace")
            line = b""
        else:
            line += byte


async def _framed_lines(stream: Stream):  # noqa: ANN202 - an async generator of str
    line = b""
    while True:
        try:
            kind, size = struct.unpack("<BI", await stream.read(5))
            data = await stream.read(size) if size <= MAX_STDIN else b""
        except StreamClosed:
            return
        if kind == CLOSE_STDIN or size > MAX_STDIN:
            if line:
                yield line.decode(errors="replace")
            return
        if kind != STDIN:
            continue
        *whole, line = (line + data).replace(b"\r", b"\n").split(b"\n")
        for one in whole:
            yield one.decode(errors="replace")


def _framebuffer(shell: Shell) -> Service:
    async def run(stream: Stream) -> None:
        seen = await asyncio.to_thread(shell.phone.observe)
        pixels = Image.open(io.BytesIO(seen.png)).convert("RGBA").tobytes()
        # version 1, bits per pixel, size, width, height, then offset and length of red, blue, green, alpha
        await stream.write(FRAME.pack(1, 32, len(pixels), seen.width, seen.height, 0, 8, 16, 8, 8, 8, 24)
                           + struct.pack("<I", 8))  # fmt: skip
        await stream.write(pixels)

    return run
