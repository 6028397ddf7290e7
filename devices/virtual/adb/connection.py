"""One host's connection to the phone's daemon, and the lobby that keeps the door: floods shut nobody out."""

import asyncio
import contextlib

from devices.virtual.adb.packet import (
    CLSE,
    CNXN,
    OKAY,
    OPEN,
    OUR_MAX_PAYLOAD,
    VERSION,
    WRTE,
    Packet,
    ProtocolError,
    read_packet,
)
from devices.virtual.adb.runner import Crew, Runner
from devices.virtual.adb.services import serve
from devices.virtual.adb.shell import Shell
from devices.virtual.adb.stream import Stream, StreamClosed

BANNER = (
    b"device::ro.product.name=virtual_phone;ro.product.model=Virtual Phone 1;ro.product.device=vphone1;"
    b"features=shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir,abb,abb_exec,sendrecv_v2"
)
MAX_STREAMS = 256  # a connection
MAX_CONNECTIONS = 400
MAX_STRANGERS = 64  # connections that have not said CNXN yet
HELLO_SECONDS = 30.0  # a socket that has not said CNXN by then is closed


class Lobby:
    """Who is connected. Where it is full, the oldest that have not greeted go, then the oldest that do nothing."""

    def __init__(self) -> None:
        self._strangers: dict[Connection, None] = {}
        self._guests: dict[Connection, None] = {}
        self.crew = Crew()
        self._shut_until = 0.0

    def enter(self, connection: "Connection") -> bool:
        """Let it in to greet; False while the phone restarts."""
        if asyncio.get_running_loop().time() < self._shut_until:
            return False
        if len(self._strangers) >= MAX_STRANGERS:
            oldest = next(iter(self._strangers))
            del self._strangers[oldest]
            oldest.drop()
        self._strangers[connection] = None
        return True

    def admit(self, connection: "Connection") -> bool:
        """It has greeted; False where every other is at work and there is no room."""
        if len(self._guests) >= MAX_CONNECTIONS:
            idle = next((guest for guest in self._guests if guest.idle), None)
            if idle is None:
                return False
            del self._guests[idle]
            idle.drop()
        self._strangers.pop(connection, None)
        self._guests[connection] = None
        return True

    def leave(self, connection: "Connection") -> None:
        """It has gone."""
        self._strangers.pop(connection, None)
        self._guests.pop(connection, None)

    def empty(self, seconds: float) -> None:
        """Break off every connection, and take none for so long."""
        self._shut_until = asyncio.get_running_loop().time() + seconds
        for connection in [*self._strangers, *self._guests]:
            connection.drop()


class Connection:
    """One host's connection and its streams."""

    def __init__(
        self, shell: Shell, lobby: "Lobby", reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._shell, self._lobby, self._reader, self._writer = shell, lobby, reader, writer
        self.runner = Runner(lobby.crew, self.drop)
        self.greeted = False
        self._streams: dict[int, Stream] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._next = 1
        self._chunk = OUR_MAX_PAYLOAD
        self._sending = asyncio.Lock()

    @property
    def idle(self) -> bool:
        """Whether nothing is open on it."""
        return not self._streams

    def drop(self) -> None:
        """Break it off, whatever it does."""
        self._writer.transport.abort()

    async def run(self) -> None:
        """Until the host goes or talks nonsense."""
        try:
            hello = await asyncio.wait_for(read_packet(self._reader), HELLO_SECONDS)
            if hello.command != CNXN or not self._lobby.admit(self):
                return
            self.greeted = True
            await self._greet(hello)
            while True:
                await self._handle(await read_packet(self._reader))
        except (ProtocolError, asyncio.IncompleteReadError, OSError):
            pass  # a host that has gone or is none; nobody is left to tell
        finally:
            for stream in self._streams.values():
                stream.end()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _greet(self, hello: Packet) -> None:
        self._chunk = max(4096, min(OUR_MAX_PAYLOAD, hello.arg1))
        await self._send(Packet(CNXN, VERSION, OUR_MAX_PAYLOAD, BANNER))

    async def _send(self, packet: Packet) -> None:
        async with self._sending:
            if self._writer.is_closing():
                raise ConnectionError("the host has gone")
            self._writer.write(packet.pack())
            await self._writer.drain()

    async def _handle(self, packet: Packet) -> None:
        stream = self._streams.get(packet.arg1)
        match packet.command:
            case command if command == OPEN:
                await self._begin(packet)
            case command if command == OKAY and stream is not None:
                stream.acknowledge()
            case command if command == WRTE:
                if stream is None or not await stream.feed(packet.payload):
                    await self._send(Packet(CLSE, 0, packet.arg0))
            case command if command == CLSE and stream is not None:
                if not stream.closed:
                    stream.end()
                    await self._send(Packet(CLSE, stream.local, stream.remote))
            case command if command == CNXN:
                await self._greet(packet)
            case _:
                pass  # AUTH, STLS, SYNC and answers to streams long closed need none

    async def _begin(self, packet: Packet) -> None:
        if len(self._streams) >= MAX_STREAMS or packet.arg0 == 0:
            await self._send(Packet(CLSE, 0, packet.arg0))
            return
        stream = Stream(self._next, packet.arg0, self._send, self._chunk)
        self._next += 1
        self._streams[stream.local] = stream
        service = packet.payload.rstrip(b"\0").decode(errors="replace")
        task = asyncio.create_task(self._serve(stream, service))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, stream: Stream, service: str) -> None:
        try:
            run = serve(service, self._shell, self.runner)
            if run is None:  # an unknown service is answered, not left hanging
                stream.closed = True
                await self._send(Packet(CLSE, 0, stream.remote))
                return
            await self._send(Packet(OKAY, stream.local, stream.remote))
            with contextlib.suppress(StreamClosed):
                await run(stream)
            await stream.close()
        except (OSError, StreamClosed):
            stream.end()
        finally:
            stream.end()
            self._streams.pop(stream.local, None)
