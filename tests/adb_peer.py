"""A host that speaks ADB's packets by hand, for what no real client would ever send."""

import socket
import struct

from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.adb.packet import CNXN, HEADER, OKAY, OPEN, VERSION, Packet

PROMPT = 5.0  # seconds within which others must have their answer
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset


class Peer:
    """A host that speaks the packets by hand."""

    def __init__(self, daemon: AdbDaemon) -> None:
        host, port = daemon.address.split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=20)

    def send(self, *packets: Packet) -> None:
        self.socket.sendall(b"".join(packet.pack() for packet in packets))

    def receive(self) -> Packet:
        command, arg0, arg1, length, _, _ = HEADER.unpack(self._exactly(HEADER.size))
        return Packet(command, arg0, arg1, self._exactly(length))

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise ConnectionError("closed")
            data += more
        return data

    def greet(self) -> "Peer":
        self.send(Packet(CNXN, VERSION, 1 << 20, b"host::\0"))
        assert self.receive().payload.startswith(b"device::")
        return self

    def open(self, service: bytes, number: int = 1) -> int:
        """Open a stream; the phone's number of it."""
        self.send(Packet(OPEN, number, 0, service + b"\0"))
        answer = self.receive()
        assert (answer.command, answer.arg1) == (OKAY, number)
        return answer.arg0

    def dropped(self) -> bool:
        """Whether the daemon has closed it."""
        self.socket.settimeout(PROMPT)
        try:
            while self.socket.recv(1 << 16):
                pass
        except ConnectionResetError:
            return True
        except TimeoutError:
            return False
        return True

    def reset(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.socket.close()

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()
