"""One stream of an ADB connection: bytes both ways, one WRTE in flight until its OKAY."""

import asyncio
from collections.abc import Awaitable, Callable

from devices.virtual.adb.packet import CLSE, OKAY, WRTE, Packet

MAX_QUEUED = 4 << 20  # bytes a client may send ahead of what is read


class StreamClosed(Exception):
    """The other side has gone."""


class Stream:
    """The phone's end. `local` and `remote` are the two sides' ids."""

    def __init__(self, local: int, remote: int, send: Callable[[Packet], Awaitable[None]], chunk: int) -> None:
        self.local, self.remote = local, remote
        self._send, self._chunk = send, chunk
        self._incoming: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._acked = asyncio.Event()
        self._rest = b""
        self._queued = 0
        self.closed = False

    async def write(self, data: bytes) -> None:
        """Send all of it. Raises `StreamClosed` when the other side has gone."""
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
        while len(self._rest) < count:
            more = await self._incoming.get()
            if more is None:
                raise StreamClosed
            self._queued -= len(more)
            self._rest += more
        out, self._rest = self._rest[:count], self._rest[count:]
        return out

    async def feed(self, data: bytes) -> bool:
        """A WRTE came; False where the client floods a stream that nobody reads."""
        self._queued += len(data)
        if self._queued > MAX_QUEUED:
            return False
        self._incoming.put_nowait(data)
        await self._send(Packet(OKAY, self.local, self.remote))
        return True

    def acknowledge(self) -> None:
        """An OKAY came."""
        self._acked.set()

    def end(self) -> None:
        """A CLSE came, or the connection broke."""
        self.closed = True
        self._acked.set()
        self._incoming.put_nowait(None)

    async def close(self) -> None:
        """Say goodbye, once."""
        if not self.closed:
            self.end()
            await self._send(Packet(CLSE, self.local, self.remote))
