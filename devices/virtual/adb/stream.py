"""One stream of an ADB connection: bytes both ways, one WRTE in flight until its OKAY."""

import asyncio
from collections.abc import Awaitable, Callable

from devices.virtual.adb.packet import CLSE, OKAY, WRTE, Packet

AHEAD = 1 << 20  # bytes that are taken in before anybody has read them
MAX_QUEUED = 4 << 20  # a client that sends as much without waiting for an OKAY is cut off


class StreamClosed(Exception):
    """The other side has gone."""


class Stream:
    """The phone's end. `local` and `remote` are the two sides' ids."""

    def __init__(self, local: int, remote: int, send: Callable[[Packet], Awaitable[None]], chunk: int) -> None:
        self.local, self.remote = local, remote
        self._send, self._chunk = send, chunk
        self._held = bytearray()
        self._came, self._acked = asyncio.Event(), asyncio.Event()
        self._unanswered = 0  # WRTE packets whose OKAY waits for a reader
        self._writing = asyncio.Lock()
        self.closed = False

    async def write(self, data: bytes) -> None:
        """Send all of it. Raises `StreamClosed` when the other side has gone."""
        async with self._writing:
            for start in range(0, len(data), self._chunk):
                if self.closed:
                    raise StreamClosed
                self._acked.clear()
                await self._send(Packet(WRTE, self.local, self.remote, data[start : start + self._chunk]))
                await self._acked.wait()
        if self.closed:
            raise StreamClosed

    async def read(self, count: int) -> bytes:
        """Exactly `count` bytes. Raises `StreamClosed` at the end."""
        while len(self._held) < count:
            await self._more()
        return await self._take(count)

    async def read_some(self) -> bytes:
        """What has come, at least a byte. Raises `StreamClosed` at the end."""
        while not self._held:
            await self._more()
        return await self._take(len(self._held))

    async def _more(self) -> None:
        if self.closed:
            raise StreamClosed
        self._came.clear()
        if self._unanswered:
            self._unanswered -= 1  # the reader wants more than is there: let the client send on
            await self._send(Packet(OKAY, self.local, self.remote))
        await self._came.wait()

    async def _take(self, count: int) -> bytes:
        out = bytes(self._held[:count])
        del self._held[:count]
        while self._unanswered and len(self._held) < AHEAD and not self.closed:
            self._unanswered -= 1
            await self._send(Packet(OKAY, self.local, self.remote))
        return out

    async def feed(self, data: bytes) -> bool:
        """A WRTE came; False where the client floods a stream that nobody reads."""
        self._held += data
        self._came.set()
        if len(self._held) > MAX_QUEUED:
            self.end()
            return False
        if len(self._held) >= AHEAD:
            self._unanswered += 1
        else:
            await self._send(Packet(OKAY, self.local, self.remote))
        return True

    def acknowledge(self) -> None:
        """An OKAY came."""
        self._acked.set()

    def end(self) -> None:
        """A CLSE came, or the connection broke."""
        self.closed = True
        self._acked.set()
        self._came.set()

    async def close(self) -> None:
        """Say goodbye, once."""
        if not self.closed:
            self.end()
            await self._send(Packet(CLSE, self.local, self.remote))
