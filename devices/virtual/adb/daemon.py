"""A phone's ADB daemon on a TCP port: stock adb, adbutils and other people's tools connect to it as to a real one."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from typing import Any

from devices.errors import DeviceUnavailable
from devices.virtual.adb.commands import COMMANDS
from devices.virtual.adb.connection import Connection, Lobby
from devices.virtual.adb.files import Files
from devices.virtual.adb.shell import Shell
from devices.virtual.phone import VirtualPhone

BOOT_SECONDS = 1.0  # no connection is taken for so long after a reboot
GOODBYE_SECONDS = 5.0


class AdbDaemon:
    """Serves one phone. It never starts a host process: the shell is a program of our own (shell.py)."""

    def __init__(self, phone: VirtualPhone, host: str = "127.0.0.1", port: int = 0) -> None:
        self._phone, self._host, self._port = phone, host, port
        self._shell = Shell(phone, Files(lambda: int(phone.world.now.timestamp())), COMMANDS)
        self._shell.restarted = self._restarted
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self._lobby = Lobby()

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

    def _restarted(self) -> None:
        """The phone restarts: its connections drop, and for a moment it takes no new ones."""
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(
                self._lobby.empty, BOOT_SECONDS if self._shell.memory.restart == "reboot" else 0.0
            )

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        connection = Connection(self._shell, self._lobby, reader, writer)
        try:
            if self._lobby.enter(connection):
                await connection.run()
        except asyncio.CancelledError:
            pass  # the daemon is closing; asyncio's own callback takes a cancelled handler for a fault
        finally:
            self._lobby.leave(connection)
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await asyncio.wait_for(writer.wait_closed(), GOODBYE_SECONDS)
