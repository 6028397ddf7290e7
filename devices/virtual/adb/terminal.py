"""A terminal as the kernel's: what is typed is echoed, edited and cut into lines; Ctrl-C and Ctrl-D are signs."""

from collections.abc import Callable
from typing import Literal

MAX_LINE = 64 * 1024
INTERRUPT, END, ERASE, RUB_OUT, KILL, WORD = 3, 4, 8, 127, 21, 23
Event = tuple[Literal["line", "interrupt", "end"], str]


class Terminal:
    """Takes bytes as they are typed; `echo` prints them."""

    def __init__(self, echo: Callable[[bytes], None]) -> None:
        self._echo = echo
        self._line = bytearray()
        self._escape = False

    def type(self, data: bytes) -> list[Event]:
        """What the typing amounts to."""
        events: list[Event] = []
        for byte in data:
            if self._escape:  # arrow keys and the like: no history is kept, so they do nothing
                self._escape = not (chr(byte).isalpha() or byte == 126)
                continue
            match byte:
                case 13 | 10:
                    self._echo(b"\r\n")
                    events.append(("line", self._line.decode(errors="replace")))
                    self._line.clear()
                case 27:
                    self._escape = True
                case value if value == INTERRUPT:
                    self._echo(b"^C\r\n")
                    self._line.clear()
                    events.append(("interrupt", ""))
                case value if value == END:
                    if not self._line:
                        events.append(("end", ""))
                case value if value in (ERASE, RUB_OUT):
                    self._erase(1)
                case value if value == KILL:
                    self._erase(len(self._line))
                case value if value == WORD:
                    kept = self._line.rstrip().rpartition(b" ")
                    self._erase(len(self._line) - len(kept[0] + kept[1]))
                case _ if (byte >= 32 or byte == 9) and len(self._line) < MAX_LINE:
                    self._line.append(byte)
                    self._echo(bytes([byte]))
                case _:
                    pass
        return events

    def _erase(self, count: int) -> None:
        for _ in range(count):
            while self._line and self._line[-1] & 0xC0 == 0x80:
                self._line.pop()
            if self._line:
                self._line.pop()
                self._echo(b"\b \b")


def cooked(data: bytes) -> bytes:
    """Output as a terminal prints it: a carriage return before each new line."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
