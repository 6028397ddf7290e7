"""ADB's transport packets: 24 bytes of header, then the payload.

Six little-endian uint32: command, arg0, arg1, payload length, payload byte sum, command ^ 0xffffffff.
"""

import struct
from dataclasses import dataclass
from typing import Protocol

HEADER = struct.Struct("<6I")
MAX_PAYLOAD = 1 << 20  # bytes; what a host announces at most
VERSION = 0x01000001
OUR_MAX_PAYLOAD = 256 * 1024


def _code(name: str) -> int:
    return int.from_bytes(name.encode(), "little")


CNXN, OPEN, OKAY, WRTE = _code("CNXN"), _code("OPEN"), _code("OKAY"), _code("WRTE")
CLSE, AUTH, STLS, SYNC = _code("CLSE"), _code("AUTH"), _code("STLS"), _code("SYNC")
COMMANDS = frozenset({CNXN, OPEN, OKAY, WRTE, CLSE, AUTH, STLS, SYNC})


class ProtocolError(Exception):
    """The other side does not speak ADB, or damaged what it sent; the connection is closed."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One message. `arg0` and `arg1` are stream ids, or version and size in CNXN."""

    command: int
    arg0: int = 0
    arg1: int = 0
    payload: bytes = b""

    def pack(self) -> bytes:
        """Header and payload."""
        total = sum(self.payload) & 0xFFFFFFFF
        return (
            HEADER.pack(self.command, self.arg0, self.arg1, len(self.payload), total, self.command ^ 0xFFFFFFFF)
            + self.payload
        )


def unpack_header(data: bytes) -> tuple[int, int, int, int]:
    """(command, arg0, arg1, payload length). Raises `ProtocolError`. Hosts may leave the sum 0: it is not checked."""
    command, arg0, arg1, length, _, magic = HEADER.unpack(data)
    if command ^ 0xFFFFFFFF != magic or command not in COMMANDS:
        raise ProtocolError(f"not an ADB packet: {data[:4]!r}")
    if length > MAX_PAYLOAD:
        raise ProtocolError(f"a payload of {length} bytes is over the limit")
    return command, arg0, arg1, length


class Reader(Protocol):
    """What `asyncio.StreamReader` offers."""

    async def readexactly(self, n: int, /) -> bytes: ...


async def read_packet(reader: Reader) -> Packet:
    """The next packet. Raises `ProtocolError`, or `IncompleteReadError` at the end."""
    command, arg0, arg1, length = unpack_header(await reader.readexactly(HEADER.size))
    return Packet(command, arg0, arg1, await reader.readexactly(length) if length else b"")
