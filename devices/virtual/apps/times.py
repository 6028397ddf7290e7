"""Times and dates as people write and read them; the clock, contacts, messages and the calendar share this."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from devices.virtual.system import clock_words

SETTINGS = "org.guimcp.settings"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


def is_24h(others: Mapping[str, Any]) -> bool:
    """Has the user asked for the 24-hour clock?"""
    return bool(others[SETTINGS]["clock_24h"])


def time_words(hhmm: str, others: Mapping[str, Any]) -> str:
    """ "07:05" as the user reads times: "7:05 AM" or "07:05"."""
    return clock_words(datetime.combine(date.min, time.fromisoformat(hhmm)), others[SETTINGS])


def parse_time(words: str) -> str | None:
    """ "9", "9:30", "0930", "9.30 pm" or "21:30" as "HH:MM"; None where it is no time of day."""
    match = TIME.fullmatch(words.strip())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def date_words(iso: str, today: date) -> str:
    """A date for a list: "Today", "Tomorrow", "Yesterday", "Fri, 13 March", with the year where it is another."""
    day = date.fromisoformat(iso[:10])
    match (day - today).days:
        case 0:
            return "Today"
        case 1:
            return "Tomorrow"
        case -1:
            return "Yesterday"
        case _:
            return f"{day:%a, %-d %B}" if day.year == today.year else f"{day:%a, %-d %B %Y}"


def when_words(iso: str, now: datetime, others: Mapping[str, Any]) -> str:
    """When something happened: the time today, the weekday in the last week, the date before that."""
    at = datetime.fromisoformat(iso)
    days = (now.date() - at.date()).days
    if days == 0:
        return clock_words(at, others[SETTINGS])
    if days == 1:
        return "Yesterday"
    return f"{at:%a}" if days < 7 else f"{at:%-d %b}"
