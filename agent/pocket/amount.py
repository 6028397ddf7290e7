"""Numbers in a text with their kind: money, time of day, plain."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

Kind = Literal["money", "time", "plain"]
AMOUNTS: tuple[Kind, ...] = get_args(Kind)
_MONEY = re.compile(r"[€$£¥]\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?[€$£¥]")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?:\s?([AaPp])\.?[Mm])?")
_PLAIN = re.compile(r"(?<![\w.,:])\d[\d,]*(?:\.\d+)?(?![\w:])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, what it counts, and where it stands. A time of day is minutes after midnight."""

    kind: Kind
    value: float
    start: int
    end: int


@lru_cache(maxsize=16384)
def amounts_of(text: str) -> tuple[Amount, ...]:
    """Every number of a text, in reading order."""
    if not any(c.isdigit() for c in text):
        return ()
    found: list[Amount] = []
    for m in _MONEY.finditer(text):
        found.append(Amount("money", _number(m.group(1) or m.group(2)), m.start(), m.end()))
    for m in _TIME.finditer(text):
        hour, half = int(m.group(1)), (m.group(3) or "").casefold()
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        found.append(Amount("time", hour * 60.0 + int(m.group(2)), m.start(), m.end()))
    taken = [(a.start, a.end) for a in found]
    for m in _PLAIN.finditer(text):
        if not any(start < m.end() and m.start() < end for start, end in taken):
            found.append(Amount("plain", _number(m.group()), m.start(), m.end()))
    return tuple(sorted(found, key=lambda a: a.start))


def _number(text: str) -> float:
    return float(text.replace(",", ""))
