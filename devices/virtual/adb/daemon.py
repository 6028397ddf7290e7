"""A phone's ADB daemon on a TCP port: stock adb, adbutils and other people's tools connect to it as to a real one."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any

from devices.errors import DeviceUnavailable
from devices.virtual.adb.commands import COMMANDS
from devices.virtual.adb.files import Files
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
from devices.virtual.adb.services import serve
from devices.virtual.adb.shell import Shell
from devices.virtual.adb.stream import Stream, StreamClosed
from devices.virtual.phone import VirtualPhone

BANNER = (
    b"device::ro.product.name=virtual_phone;ro.product.model=Virtual Phone 1;ro.product.device=vphone1;"
    b"features=cmd,stat_v2,shell_v2"
)
MAX_STREAMS = 64  # a connection
MAX_CONNECTIONS = 32
HELLO_SECONDS = 30.0  # a socket that has not said CNXN by then is closed


class AdbDaemon:
    """Serves one phone. It never starts a host process: the shell is a program of our own (shell.py)."""

    def __init__(self, phone: VirtualPhone, host: str = "127.0.0.1", port: int = 0) -> None:
        self._phone, self._host, self._port = phone, host, port
        self._shell = Shell(phone, Files(), COMMANDS)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        """HOST:PORT to give to `adb connect`."""
        return f"{self._host}:{self._port}"

    def start(self) -> None:
        """Listen. Raises `DeviceUnavailable` where the port is taken."""
        loop = asyncio.new_event_loop()
        self._loop = loop
        self._thread = threading.Thread(target=loop.run_forever, name="adbd", daemon=True)
        self._thread.start()
        try:
            self._run(self._listen())
        except OSError as problem:
            self.close()
            raise DeviceUnavailable(
                f"{self.address} cannot be listened on ({problem}); choose another port"
            ) from problem

    def close(self) -> None:
        """Stop listening and drop every connection; a second call does nothing."""
        loop, self._loop = self._loop, None
        if loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join(5)
        loop.close()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, self._host, self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()
        await asyncio.get_running_loop().shutdown_default_executor()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            if len(self._open) <= MAX_CONNECTIONS:
                await Connection(self._shell, reader, writer).run()
        except asyncio.CancelledError:
            pass  # the daemon is closing; asyncio's own callback takes a cancelled handler for a fault
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()


class Connection:
    """One host's connection and its streams."""

    def __init__(self, shell: Shell, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._shell, self._reader, self._writer = shell, reader, writer
        self._streams: dict[int, Stream] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._next = 1
        self._chunk = OUR_MAX_PAYLOAD
        self._sending = asyncio.Lock()

    async def run(self) -> None:
        """Until the host goes or talks nonsense."""
        try:
            hello = await asyncio.wait_for(read_packet(self._reader), HELLO_SECONDS)
            if hello.command != CNXN:
                return
            await self._greet(hello)
            while True:
                await self._handle(await read_packet(self._reader))
        except (ProtocolError, asyncio.IncompleteReadError, ConnectionError, TimeoutError):
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
                stream.end()
            case command if command == CNXN:
                await self._greet(packet)
            case _:
                pass  # AUTH, STLS, SYNC and answers to streams long closed need none

    async def _begin(self, packet: Packet) -> None:
        if len(self._streams) >= MAX_STREAMS:
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
            run = serve(service, self._shell)
            if run is None:  # an unknown service is answered, not left hanging
                stream.closed = True
                await self._send(Packet(CLSE, 0, stream.remote))
                return
            await self._send(Packet(OKAY, stream.local, stream.remote))
            with contextlib.suppress(StreamClosed):
                await run(stream)
            await stream.close()
        except ConnectionError:
            stream.end()
        finally:
            self._streams.pop(stream.local, None)
