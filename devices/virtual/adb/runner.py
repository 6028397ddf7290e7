"""Shell commands at work on threads of their own, each joined to a stream of the connection that asked for it."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from devices.virtual.adb.result import Gone, Input, Sink
from devices.virtual.adb.stream import Stream, StreamClosed

MAX_AT_WORK = 64  # threads of a connection; what comes beyond waits for one of these to end
MAX_IN_ALL = 512  # threads of all connections; then the one that has the most of them is broken off
Write = Callable[[bytes], Awaitable[None]]


class Crew:
    """All threads of a daemon."""

    def __init__(self) -> None:
        self.runners: dict[Runner, int] = {}

    def hired(self, runner: "Runner") -> None:
        """One more thread is at work for this connection."""
        if sum(self.runners.values()) >= MAX_IN_ALL:
            greediest = max(self.runners, key=lambda one: self.runners[one])
            greediest.drop()
        self.runners[runner] = self.runners.get(runner, 0) + 1

    def left(self, runner: "Runner") -> None:
        """One thread fewer."""
        self.runners[runner] -= 1
        if not self.runners[runner]:
            del self.runners[runner]


class Runner:
    """Starts the work of one connection; `drop` breaks that connection off."""

    def __init__(self, crew: Crew, drop: Callable[[], None]) -> None:
        self._crew, self.drop = crew, drop
        self._free = asyncio.Semaphore(MAX_AT_WORK)

    async def run(self, work: Callable[[], int], stream: Stream) -> int:
        """Do it and give its exit code. Raises `StreamClosed` where the stream ends before it is begun."""
        loop = asyncio.get_running_loop()
        async with self._free:
            if stream.closed:
                raise StreamClosed
            done: asyncio.Future[int] = loop.create_future()

            def finish(code: int) -> None:
                self._crew.left(self)
                if not done.done():
                    done.set_result(code)

            def body() -> None:
                code = 1
                try:
                    code = work()
                finally:
                    _tell(loop, finish, code)

            self._crew.hired(self)
            threading.Thread(target=body, name="adbd-shell", daemon=True).start()
            return await done


def _tell(loop: asyncio.AbstractEventLoop, say: Callable[[int], None], code: int) -> None:
    try:
        loop.call_soon_threadsafe(say, code)
    except RuntimeError:
        return  # the daemon was closed meanwhile


def sink(stream: Stream, write: Write) -> Sink:
    """A sink for a thread: what is put into it goes through `write`, and waits until the client has taken it."""
    loop = asyncio.get_running_loop()

    def put(data: bytes) -> None:
        if data:
            if stream.closed:
                raise Gone
            _wait(loop, _written(write, data))

    return put


def source(read: Callable[[], Coroutine[Any, Any, bytes]]) -> Input:
    """What a thread can read: whatever `read` gives, empty at the end."""
    loop = asyncio.get_running_loop()

    def more() -> bytes:
        return _wait(loop, read())

    return Input(more=more)


async def _written(write: Write, data: bytes) -> bytes:
    await write(data)
    return b""


def _wait(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, bytes]) -> bytes:
    if loop.is_closed():
        work.close()
        raise Gone
    try:
        return asyncio.run_coroutine_threadsafe(work, loop).result()
    except (StreamClosed, ConnectionError, RuntimeError, asyncio.CancelledError):
        raise Gone from None
