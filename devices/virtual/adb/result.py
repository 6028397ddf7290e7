"""What goes into a command of the phone's shell and what comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass

Sink = Callable[[bytes], None]  # takes output as it is printed; may raise `Gone`
MAX_HELD = 64 << 20  # bytes of output that are kept for a pipe or a variable


class Gone(Exception):
    """Nobody listens any more: the client has closed the stream, or what is printed is over any limit."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command printed and its exit code."""

    out: bytes = b""
    err: bytes = b""
    code: int = 0

    def merged(self) -> bytes:
        """Both streams together, as the old shell protocol has them."""
        return self.out + self.err


class Held:
    """Output that is kept."""

    def __init__(self) -> None:
        self._data = bytearray()

    def write(self, data: bytes) -> None:
        """Keep it. Raises `Gone` where it is over the limit."""
        if len(self._data) + len(data) > MAX_HELD:
            raise Gone
        self._data += data

    def drained(self) -> bytes:
        """All that was kept, which is then forgotten."""
        out, self._data = bytes(self._data), bytearray()
        return out

    def taken(self) -> bytes:
        """All that was kept."""
        return bytes(self._data)


class Input:
    """What a command can read: given at once, or asked for only when a command reads it."""

    def __init__(self, data: bytes = b"", more: Callable[[], bytes] | None = None) -> None:
        self._data, self._more = data, more  # `more` waits for the next bytes, empty at the end

    def line(self) -> bytes:
        """The next line with its end, empty at the end of the input."""
        while b"\n" not in self._data and self._grow():
            pass
        row, end, self._data = self._data.partition(b"\n")
        return row + end

    def take(self, count: int) -> bytes:
        """So many bytes, fewer at the end of the input."""
        while len(self._data) < min(count, MAX_HELD) and self._grow():
            pass
        out, self._data = self._data[:count], self._data[count:]
        return out

    def drop(self, count: int) -> None:
        """Read so many bytes and forget them."""
        while count > 0 and (part := self.take(min(count, 1 << 16))):
            count -= len(part)

    def rest(self) -> bytes:
        """All that is left, up to the end."""
        parts = [self._data]
        self._data = b""
        held = len(parts[0])
        while self._grow():
            parts.append(self._data)
            held += len(self._data)
            self._data = b""
            if held > MAX_HELD:
                raise Gone
        return b"".join(parts)

    def _grow(self) -> bool:
        more = self._more() if self._more is not None else b""
        if not more:
            self._more = None
        self._data += more
        return bool(more)


def text(out: str, code: int = 0) -> Result:
    """A result of words, a new line at the end."""
    return Result(out=(out + "\n" if out and not out.endswith("\n") else out).encode(errors="replace"), code=code)


def error(err: str, code: int = 1) -> Result:
    """A failure with words on stderr."""
    return Result(err=(err + "\n").encode(errors="replace"), code=code)
