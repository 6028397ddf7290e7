"""Typed answers: what a query task accepts. Exact after normalising; never fuzzy, never a substring, never a list."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "money", "time", "date"]

# Latin letters next to digits make them part of a word; Chinese ones (3个) do not.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,])[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![A-Za-z0-9_])"
)  # fmt: skip
_MONEY = re.compile(r"(?:[€$£¥￥]\s*)?\d+(?:,\d{3})*(?:\.\d{1,2})?(?:\s*(?:€|\$|£|¥|元|eur|euros?))?", re.IGNORECASE)
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
    (case, accents kept; case, outer punctuation and white space do not count). `also` lists other wordings of a text.
    """

    kind: Kind
    value: str
    also: tuple[str, ...] = ()

    def accepts(self, said: str) -> bool:
        """Is `said` this answer?"""
        if self.kind == "text":
            return plain(said) in {plain(word) for word in (self.value, *self.also)}
        found = _READERS[self.kind](said)
        if self.kind == "date":
            found = [date if len(date) == len("2026-03-12") else f"{self.value[:4]}-{date}" for date in found]
        return len(found) == 1 and found[0] == _canonical(self.kind, self.value)

    def wrong(self) -> tuple[str, ...]:
        """Near misses that must be refused: neighbours, lists, nothing."""
        match self.kind:
            case "number":
                near = str(float(self.value) + 1)
            case "money":
                near = f"{(int(self.value) + 10) / 100:.2f}"
            case "time":
                near = f"{self.value[:3]}{(int(self.value[3:]) + 5) % 60:02d}"
            case "date":
                near = f"{self.value[:8]}{int(self.value[8:]) % 28 + 1:02d}"
            case "text":
                near = self.value[:-1] if len(self.value) > 1 else self.value + "x"
        return "", near, f"{near}, {self.shown()}", f"{self.shown()} or {near}"

    def shown(self) -> str:
        """As a person would write it."""
        return f"{int(self.value) / 100:.2f}" if self.kind == "money" else self.value


def plain(text: str) -> str:
    """Case folded, white space collapsed, outer quotes and punctuation taken off."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .!?,;:\"'“”‘’。、《》「」")


def _canonical(kind: Kind, value: str) -> str:
    return f"{float(value):g}" if kind == "number" else value


def _numbers(said: str) -> list[str]:
    return [f"{float(m.group().replace(',', '')):g}" for m in _NUMBER.finditer(said)]


def _amounts(said: str) -> list[str]:
    digits = [re.sub(r"[^\d.]", "", m.group()) for m in _MONEY.finditer(said)]
    return [str(round(float(d) * 100)) for d in digits if d]


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
            date = f"{month:02d}-{day:02d}"
            out.append(f"{year}-{date}" if year else date)
    return out


_READERS = {"number": _numbers, "money": _amounts, "time": _times, "date": _dates}
