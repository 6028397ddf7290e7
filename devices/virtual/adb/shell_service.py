"""`shell:` and `exec:`: a command or a terminal, with the framing of version 2 or raw."""

import asyncio
import struct
from collections.abc import Awaitable, Callable

from devices.virtual.adb.result import Gone, Held, Input
from devices.virtual.adb.runner import Runner, Write, sink, source
from devices.virtual.adb.shell import Shell
from devices.virtual.adb.stream import Stream, StreamClosed
from devices.virtual.adb.terminal import Event, Terminal, cooked

Service = Callable[[Stream], Awaitable[None]]
STDIN, STDOUT, STDERR, EXIT, CLOSE_STDIN = 0, 1, 2, 3, 4
MAX_FRAME = 1 << 20
CHUNK = 64 * 1024
PROMPT = "vphone1:{} $ "


def shell_service(flags: list[str], command: str, shell: Shell, runner: Runner) -> Service:
    """What `shell[,v2][,pty|raw][,TERM=…]:COMMAND` opens."""
    framed = "v2" in flags
    terminal = "pty" in flags if framed else not command and "raw" not in flags

    async def run(stream: Stream) -> None:
        link = _Framed(stream) if framed else _Raw(stream)
        if not command or terminal:
            code = await _terminal(shell, runner, stream, link, command, terminal)
        else:
            code = await _command(shell, runner, stream, link, command)
        await link.exit(code)

    return run


class _Raw:
    """Everything in one stream, as the first version of the protocol has it."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream

    async def out(self, data: bytes) -> None:
        await self.stream.write(data)

    err = out

    async def exit(self, code: int) -> None:
        del code

    async def read(self) -> bytes:
        """What comes in next, empty at the end."""
        try:
            return await self.stream.read_some()
        except StreamClosed:
            return b""


class _Framed(_Raw):
    """A byte for the kind and four for the length before each piece."""

    async def _frame(self, kind: int, data: bytes) -> None:
        for at in range(0, len(data), CHUNK):
            piece = data[at : at + CHUNK]
            await self.stream.write(struct.pack("<BI", kind, len(piece)) + piece)

    async def out(self, data: bytes) -> None:
        await self._frame(STDOUT, data)

    async def err(self, data: bytes) -> None:
        await self._frame(STDERR, data)

    async def exit(self, code: int) -> None:
        await self._frame(EXIT, bytes([code & 0xFF]))

    async def read(self) -> bytes:
        while True:
            try:
                kind, size = struct.unpack("<BI", await self.stream.read(5))
                if size > MAX_FRAME:
                    return b""
                data = await self.stream.read(size)
            except StreamClosed:
                return b""
            if kind == CLOSE_STDIN:
                return b""
            if kind == STDIN and data:
                return data


async def _command(shell: Shell, runner: Runner, stream: Stream, link: _Raw, command: str) -> int:
    out, err, given = sink(stream, link.out), sink(stream, link.err), source(link.read)

    def work() -> int:
        return shell.open(out, err, given, lambda: stream.closed).run(command)

    return await runner.run(work, stream)


async def _terminal(shell: Shell, runner: Runner, stream: Stream, link: _Raw, command: str, tty: bool) -> int:
    """Lines in, answers out, until `exit`, Ctrl-D or the end."""
    held, stop = Held(), [False, False]  # whether Ctrl-C was typed, and whether it ended a command
    screen = Terminal(held.write)
    write: Write = link.out if not tty else lambda data: link.out(cooked(data))
    out = sink(stream, write)
    events: asyncio.Queue[Event] = asyncio.Queue()
    session = shell.open(out, out, Input(), lambda: stream.closed or stop[0])

    async def typed() -> None:
        line = b""
        while data := await link.read():
            if tty:
                found = screen.type(data)
                stop[0] = stop[0] or any(kind == "interrupt" for kind, _ in found)
                await link.out(held.drained())
            else:
                *rows, line = (line + data).replace(b"\r\n", b"\n").split(b"\n")
                found: list[Event] = [("line", row.decode(errors="replace")) for row in rows]
            for event in found:
                events.put_nowait(event)
        if line:
            events.put_nowait(("line", line.decode(errors="replace")))
        events.put_nowait(("end", ""))

    def work(line: str) -> Callable[[], int]:
        return lambda: session.run(line)

    reader = asyncio.create_task(typed())
    try:
        if command:
            return await runner.run(work(command), stream)
        answered = True  # whether the last thing typed wants a prompt after it
        while True:
            if tty and answered:
                await link.out(PROMPT.format(session.cwd).encode())
            kind, line = await events.get()
            if kind == "end":
                return session.code
            if kind == "interrupt":
                answered, session.code = not stop[1], 130
                stop[:] = [False, False]
                continue
            stop[0] = False
            await runner.run(work(line), stream)
            if session.left and not stop[0]:
                return session.code
            session.left, stop[1], answered = False, stop[0], True
    except Gone:
        return 1
    finally:
        reader.cancel()
        await asyncio.gather(reader, return_exceptions=True)
