"""Amounts of money. They are kept in cents; the phone's country follows its language."""

import re

from devices.virtual.words import language

AMOUNT = re.compile(r"[€¥￥]?\s*(\d{1,7})(?:[.,](\d{1,2}))?\s*[€¥￥元]?")


def currency() -> str:
    """The sign of the phone's money."""
    return "¥" if language() == "zh" else "€"


def money(cents: int) -> str:
    """ "€12.50", "−€3.00", "¥12.50"."""
    sign = "−" if cents < 0 else ""
    return f"{sign}{currency()}{abs(cents) // 100}.{abs(cents) % 100:02}"


def parse_money(words: str) -> int | None:
    """What somebody typed ("12", "12.5", "€12,50") in cents; None where it is no amount."""
    match = AMOUNT.fullmatch(words.strip())
    if match is None:
        return None
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
