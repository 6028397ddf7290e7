"""Times and dates as people write and read them, in the phone's language."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from devices.virtual.words import language, t

SETTINGS = "org.guimcp.settings"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TIME = re.compile(r"(上午|下午)?\s*(\d{1,2})(?:[:.：]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


def clock_words(now: datetime, settings: Mapping[str, Any]) -> str:
    """The time of day as the user has set it: "09:30", or "9:30 AM" ("上午9:30")."""
    if settings["clock_24h"]:
        return now.strftime("%H:%M")
    plain = now.strftime("%I:%M").lstrip("0")
    if language() == "zh":
        return ("上午" if now.hour < 12 else "下午") + plain
    return f"{plain} {'AM' if now.hour < 12 else 'PM'}"


def is_24h(others: Mapping[str, Any]) -> bool:
    """Has the user asked for the 24-hour clock?"""
    return bool(others[SETTINGS]["clock_24h"])


def time_words(hhmm: str, others: Mapping[str, Any]) -> str:
    """ "07:05" as the user reads times: "7:05 AM" or "07:05"."""
    return clock_words(datetime.combine(date.min, time.fromisoformat(hhmm)), others[SETTINGS])


def parse_time(words: str) -> str | None:
    """ "9", "9:30", "0930", "9.30 pm", "下午9:30" or "21:30" as "HH:MM"; None where it is no time of day."""
    match = TIME.fullmatch(words.strip())
    if match is None or (match[1] and match[4]):
        return None
    hour, minute = int(match[2]), int(match[3] or 0)
    half = (match[4] or {"上午": "a", "下午": "p"}.get(match[1] or "", "")).lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def weekday(day: date) -> str:
    """ "Tue" or "周二"."""
    return t(WEEKDAYS[day.weekday()])


def month_words(day: date) -> str:
    """ "March 2026" or "2026年3月"."""
    return f"{day.year}年{day.month}月" if language() == "zh" else f"{day:%B %Y}"


def day_words(day: date, year: bool = False) -> str:
    """ "10 March" or "3月10日", with the year if asked for."""
    if language() == "zh":
        return (f"{day.year}年" if year else "") + f"{day.month}月{day.day}日"
    return f"{day:%-d %B %Y}" if year else f"{day:%-d %B}"


def full_date(day: date) -> str:
    """ "Tuesday, 10 March" or "3月10日 星期二"."""
    name = t(LONG_WEEKDAYS[day.weekday()])
    return f"{day_words(day)} {name}" if language() == "zh" else f"{name}, {day_words(day)}"


def date_words(iso: str, today: date) -> str:
    """A date for a list: "Today", "Tomorrow", "Yesterday", "Fri, 13 March", with the year where it is another."""
    day = date.fromisoformat(iso[:10])
    match (day - today).days:
        case 0:
            return t("Today")
        case 1:
            return t("Tomorrow")
        case -1:
            return t("Yesterday")
        case _:
            written = day_words(day, year=day.year != today.year)
            return f"{written} {weekday(day)}" if language() == "zh" else f"{weekday(day)}, {written}"


def when_words(iso: str, now: datetime, others: Mapping[str, Any]) -> str:
    """When something happened: the time today, the weekday in the last week, the date before that."""
    at = datetime.fromisoformat(iso)
    days = (now.date() - at.date()).days
    if days == 0:
        return clock_words(at, others[SETTINGS])
    if days == 1:
        return t("Yesterday")
    if days < 7:
        return weekday(at.date())
    return day_words(at.date()) if language() == "zh" else f"{at:%-d %b}"


def duration(minutes: int) -> str:
    """ "45 min", "2 h 05 min", "2小时05分"."""
    hours, rest = divmod(minutes, 60)
    if language() == "zh":
        return f"{hours}小时{rest:02}分" if hours and rest else f"{hours}小时" if hours else f"{rest}分钟"
    return f"{hours} h {rest:02} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"
