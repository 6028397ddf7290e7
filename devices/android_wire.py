"""One phone's line to adb: commands as argument lists, raw bytes back, foreign errors mapped in one place."""

import contextlib
import re
import shlex
from collections.abc import Generator, Sequence
from typing import cast

from adbutils import AdbClient, AdbError

from devices.errors import DeviceUnavailable

SECONDS = 60.0  # for one command
ADDRESS = re.compile(r"[\w.\-\[\]:]+:\d{1,5}")
CODE = b"\x01exit "


@contextlib.contextmanager
def mapped(what: str) -> Generator[None]:
    """adbutils' and the sockets' errors become `DeviceUnavailable`."""
    try:
        yield
    except (AdbError, OSError, RuntimeError) as problem:
        why = str(problem) or type(problem).__name__
        raise DeviceUnavailable(f"{what}: {why}; `gui-mcp devices` lists what is connected") from problem


def serials(client: AdbClient | None = None) -> list[str]:
    """Serials of the phones that are ready. Raises `DeviceUnavailable` where adb cannot be started."""
    with mapped("adb does not answer"):
        return [info.serial for info in (client or AdbClient()).list() if info.state == "device"]


class Wire:
    """A serial, connected to first where it is HOST:PORT. `server_port`: of the adb server, adb's own if None."""

    def __init__(self, serial: str, server_port: int | None = None) -> None:
        self.serial = serial
        self._client = AdbClient(port=server_port)
        if ADDRESS.fullmatch(serial):
            with mapped(f"adb cannot connect to {serial}"):
                said = self._client.connect(serial, timeout=10)
            if "connected to" not in said or "cannot" in said or "unable" in said or "failed" in said:
                raise DeviceUnavailable(f"adb cannot connect to {serial}: {said}")
        found = serials(self._client)
        if serial not in found:
            raise DeviceUnavailable(f"no phone {serial!r}; connected: {', '.join(found) or 'none'}")

    def raw(self, line: str) -> bytes:
        """What a command line prints, byte for byte. The line's parts must be quoted already."""
        with mapped(f"{self.serial} does not answer"):
            line_to_phone = self._client.make_connection(timeout=SECONDS)
            try:  # by hand, since adbutils leaves the socket open when the phone is gone
                line_to_phone.send_command(f"host:tport:serial:{self.serial}")
                line_to_phone.check_okay()
                line_to_phone.read(8)  # the transport's number
                line_to_phone.send_command(f"exec:{line}")
                line_to_phone.check_okay()
                return cast("bytes", line_to_phone.read_until_close(encoding=None))
            finally:
                line_to_phone.close()

    def run(self, arguments: Sequence[str]) -> tuple[str, int]:
        """(output and errors, exit code) of one command, each argument quoted for the phone's shell."""
        data = self.raw(f"{shlex.join(arguments)} 2>&1; echo; echo '{CODE.decode()}'$?")
        said, mark, code = data.rpartition(CODE)
        if not mark or not code.strip().isdigit():
            raise DeviceUnavailable(f"{self.serial} broke off in the middle of {arguments[0]}")
        return said.decode(errors="replace").strip(), int(code)
