"""Typed answers: what a query task accepts. Exact after normalising; never fuzzy, never a substring, never a list."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "number", "money", "time", "date"]

# Latin letters next to digits make them part of a word; Chinese ones (3个) do not.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,])[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![A-Za-z0-9_])"
)  # fmt: skip
_BEFORE, _AFTER = (
    r"€|\$|£|¥|￥|eur|cny|rmb|usd|gbp",
    r"€|\$|£|¥|￥|元|块|euros?|eur|yuan|cny|rmb|usd|dollars?|gbp|pounds?",
)
_MONEY = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?P<sign>[-−]?)(?:(?P<before>{_BEFORE})\s*)?(?P<sign2>[-−]?)(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+)"
    rf"(?:\.(?P<cents>\d{{1,2}}))?(?:\s*(?P<after>{_AFTER}))?(?![A-Za-z0-9_%]|[.,]\d)",
    re.IGNORECASE,
)
_CURRENCIES = {"€": "€", "¥": "¥", "￥": "¥", "元": "¥", "块": "¥"} | dict.fromkeys(("eur", "euro", "euros"), "€") | \
    dict.fromkeys(("yuan", "cny", "rmb"), "¥")  # fmt: skip
_TIME = re.compile(
    r"(?P<early>凌晨|早上|上午)?(?P<late>中午|下午|傍晚|晚上)?\s*(?<!\d)(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|点(?:(?P<zh>\d{1,2})分?|(?P<half>半))?)"
    r"(?:\s*(?P<ampm>[ap])\.?m\.?)?(?!\d)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?:(?P<year3>\d{4})年)?(?P<month3>\d{1,2})月(?P<day3>\d{1,2})[日号]"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})(?:,?\s+(?P<year>\d{4}))?"
    r"|(?P<month2>[A-Za-z]{3,9})\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>\d{4}))?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` in canonical form: text as is, number as decimal, money in cents, time "HH:MM", date "YYYY-MM-DD".

    An answer may be a sentence, but it must hold exactly one value of the kind; a text answer must be the text alone
    (accents kept; case, outer punctuation and white space do not count). `also` lists other wordings of a text.
    `unit` is the currency ("€", "¥") that an amount has: an answer may leave it out, but not name another.
    """

    kind: Kind
    value: str
    also: tuple[str, ...] = ()
    unit: str = ""

    def accepts(self, said: str) -> bool:
        """Is `said` this answer?"""
        match self.kind:
            case "text":
                return plain(said) in {plain(word) for word in (self.value, *self.also)}
            case "number":
                return _numbers(said) == [Decimal(self.value)]
            case "money":
                amounts = _amounts(said)
                return len(amounts) == 1 and amounts[0][0] == int(self.value) and self._bears(amounts[0][1])
            case "time":
                return _times(said) == [self.value]
            case "date":
                year = self.value[:4]
                return [d if len(d) == len("2026-03-12") else f"{year}-{d}" for d in _dates(said)] == [self.value]

    def _bears(self, currency: str) -> bool:
        return not (self.unit and currency) or currency == self.unit

    def wrong(self) -> tuple[str, ...]:
        """Near misses that must be refused: neighbours, lists, nothing."""
        near = tuple(self._near())
        return "", *near, f"{near[0]}, {self.shown()}", f"{self.shown()} or {near[0]}"

    def _near(self) -> Iterator[str]:
        match self.kind:
            case "number":
                yield str(Decimal(self.value) + 1)
                yield str(Decimal(self.value) * 10 + 1)
                if Decimal(self.value):
                    yield str(-Decimal(self.value))
            case "money":
                yield f"{(int(self.value) + 10) / 100:.2f}"
                yield f"{int(self.value) + 1:.2f}"
                if self.unit:
                    yield f"${self.shown()}"
                if int(self.value):
                    yield f"{-int(self.value) / 100:.2f}"
            case "time":
                hour, minute = int(self.value[:2]), int(self.value[3:])
                yield f"{hour:02d}:{(minute + 5) % 60:02d}"
                yield f"{(hour + 12) % 24:02d}:{minute:02d}"
            case "date":
                day = date.fromisoformat(self.value)
                for days in (1, -7, 365):
                    yield (day + timedelta(days)).isoformat()
            case "text":
                yield self.value[:-1] if len(self.value) > 1 else self.value + "x"
                yield f"{self.value} x"

    def shown(self) -> str:
        """As a person would write it."""
        return f"{int(self.value) / 100:.2f}" if self.kind == "money" else self.value


def plain(text: str) -> str:
    """Case folded, white space collapsed, outer quotes and punctuation taken off."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .!?,;:\"'“”‘’。、《》「」")


def _numbers(said: str) -> list[Decimal]:
    return [Decimal(m.group().replace(",", "").replace("−", "-")) for m in _NUMBER.finditer(said)]


def _amounts(said: str) -> list[tuple[Decimal, str]]:
    """(cents, currency) pairs; the currency is "" where none is named, "?" where it is one that the phone has not."""
    out: list[tuple[Decimal, str]] = []
    for m in _MONEY.finditer(said):
        # Not int, which refuses thousands of digits: a mad answer is a wrong one, not a broken verifier.
        cents = Decimal(m["whole"].replace(",", "")) * 100 + int((m["cents"] or "0").ljust(2, "0"))
        named = {_CURRENCIES.get(word.lower(), "?") for word in (m["before"], m["after"]) if word}
        unit = "" if not named else named.pop() if len(named) == 1 else "?"
        out.append((-cents if m["sign"] or m["sign2"] else cents, unit))
    return out


def _times(said: str) -> list[str]:
    out: list[str] = []
    for m in _TIME.finditer(said):
        hour = int(m["hour"])
        minute = 30 if m["half"] else int(m["minute"] or m["zh"] or 0)
        half = (m["ampm"] or "").lower() or ("a" if m["early"] else "p" if m["late"] and hour <= 12 else "")
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        out.append(f"{hour:02d}:{minute:02d}")
    return out


def _dates(said: str) -> list[str]:
    out: list[str] = []
    for m in _DATE.finditer(said):
        if m["iso"]:
            out.append(m["iso"])
            continue
        name = (m["month"] or m["month2"] or "")[:3].lower()
        month = int(m["month3"]) if m["month3"] else _MONTHS.index(name) + 1 if name in _MONTHS else 0
        if month:
            day, year = int(m["day"] or m["day2"] or m["day3"]), m["year"] or m["year2"] or m["year3"]
            out.append(f"{year}-{month:02d}-{day:02d}" if year else f"{month:02d}-{day:02d}")
    return out
