"""What the clock holds: alarms, cities, timers and a stopwatch; and how they read in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.times import WEEKDAYS
from devices.virtual.words import t


class Alarm(TypedDict):
    """`time` is "HH:MM"; `days` are of WEEKDAYS, none means once."""

    time: str
    label: str
    days: list[str]
    vibrate: bool
    enabled: bool


class Timer(TypedDict):
    """`seconds` it was set for, `left` when it was last stopped; `ends` is when it will ring, empty unless it runs."""

    name: str
    seconds: int
    left: int
    running: bool
    ends: str


class Stopwatch(TypedDict):
    """`elapsed` seconds when it was last paused, running on `since` then; `laps` are readings in seconds."""

    status: Literal["stopped", "running", "paused"]
    elapsed: int
    since: str
    laps: list[int]


class ClockState(TypedDict):
    """Alarms and timers by id; cities in the order they were added."""

    alarms: dict[str, Alarm]
    cities: list[str]
    timers: dict[str, Timer]
    stopwatch: Stopwatch
    next_id: int


# Hours ahead of the phone (Central European winter time). A table, since hosts differ in their time zone files.
CITIES = {
    "Anchorage": -9, "Athens": 1, "Auckland": 12, "Bangkok": 6, "Beijing": 7, "Buenos Aires": -4, "Cairo": 1,
    "Cape Town": 1, "Chicago": -6, "Delhi": 4.5, "Denver": -7, "Dubai": 3, "Hanoi": 6, "Havana": -5, "Helsinki": 1,
    "Honolulu": -11, "Istanbul": 2, "Jakarta": 6, "Kathmandu": 4.75, "Lagos": 0, "Lima": -6, "Lisbon": -1,
    "London": -1, "Los Angeles": -8, "Mexico City": -7, "Nairobi": 2, "New York": -5, "Perth": 7, "Reykjavik": -1,
    "Santiago": -4, "Seoul": 8, "Singapore": 7, "Sydney": 10, "Tokyo": 8, "Toronto": -5, "Vancouver": -8,
}  # fmt: skip
WORKDAYS = WEEKDAYS[:5]
ALARMS: tuple[tuple[str, str, Sequence[str]], ...] = (
    ("06:30", "Wake up", WORKDAYS),
    ("07:15", "School run", WORKDAYS),
    ("09:00", "Weekend lie-in", ("Sat", "Sun")),
    ("12:45", "Take vitamins", WEEKDAYS),
    ("17:50", "Leave for choir", ("Wed",)),
    ("19:30", "Water the plants", ("Mon", "Thu")),
    ("22:15", "Wind down", ("Mon", "Tue", "Wed", "Thu", "Sun")),
    ("05:10", "Early train", ()),
)
TIMERS = (("Tea", 240), ("Pasta", 600), ("Laundry", 2700), ("Stretching", 90), ("Bread", 2100))


def seed(rng: Random, now: datetime) -> ClockState:
    """Five alarms, three cities, two timers and a stopwatch at rest."""
    alarms: dict[str, Alarm] = {}
    for number, (at, label, days) in enumerate(rng.sample(ALARMS, 5), 1):
        moved = datetime.fromisoformat(f"{now:%Y-%m-%d}T{at}") + timedelta(minutes=5 * rng.randint(0, 3))
        alarms[f"a{number}"] = {"time": f"{moved:%H:%M}", "label": t(label), "days": list(days),
                                "vibrate": rng.random() < 0.5, "enabled": rng.random() < 0.6}  # fmt: skip
    timers: dict[str, Timer] = {
        f"t{number}": new_timer(t(name), seconds) for number, (name, seconds) in enumerate(rng.sample(TIMERS, 2), 6)
    }
    return {
        "alarms": alarms,
        "cities": rng.sample(sorted(CITIES), 3),
        "timers": timers,
        "stopwatch": new_stopwatch(),
        "next_id": 8,
    }


def days_words(days: list[str]) -> str:
    """When an alarm repeats, in words."""
    if not days:
        return t("Once")
    named = {" ".join(WEEKDAYS): t("Every day"), " ".join(WORKDAYS): t("Mon to Fri"), "Sat Sun": t("Weekends")}
    return named.get(" ".join(days), ", ".join(t(day) for day in days))


def duration_words(seconds: int) -> str:
    """Seconds as "4:00" or "1:05:30"."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def new_timer(name: str, seconds: int) -> Timer:
    """A timer that does not run yet."""
    return {"name": name, "seconds": seconds, "left": seconds, "running": False, "ends": ""}


def new_stopwatch() -> Stopwatch:
    """A stopwatch at nought."""
    return {"status": "stopped", "elapsed": 0, "since": "", "laps": []}


def left_of(timer: Timer, now: datetime) -> int:
    """The seconds until a timer rings."""
    if not timer["running"]:
        return timer["left"]
    return max(0, round((datetime.fromisoformat(timer["ends"]) - now).total_seconds()))


def elapsed_of(watch: Stopwatch, now: datetime) -> int:
    """What a stopwatch shows, in seconds."""
    running = now - datetime.fromisoformat(watch["since"]) if watch["status"] == "running" else timedelta()
    return watch["elapsed"] + max(0, round(running.total_seconds()))


def stopwatch_words(seconds: int) -> str:
    """Seconds as "00:00.00"; the phone's clock knows no smaller steps."""
    return f"{seconds // 60:02}:{seconds % 60:02}.00"


def city_time(city: str, now: datetime) -> datetime:
    """What the time is in a city of CITIES while it is `now` on the phone."""
    return now + timedelta(hours=CITIES[city])


def number_of(words: str, low: int, high: int) -> int | None:
    """A whole number within bounds, or None."""
    return int(words) if words.isdecimal() and low <= int(words) <= high else None


def typed_seconds(form: Mapping[str, str]) -> int | None:
    """The seconds in the fields of a timer; None where they hold no number of them."""
    minutes, seconds = form.get("minutes", "").strip(), form.get("seconds", "").strip()
    whole, rest = number_of(minutes or "0", 0, 5999), number_of(seconds or "0", 0, 59)
    return None if whole is None or rest is None else 60 * whole + rest
