"""What the calendar holds, and on which days an event takes place."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random

from typing_extensions import TypedDict

from devices.virtual.words import t


class CalendarEvent(TypedDict):
    """`date` is ISO, `start` and `end` are "HH:MM" (empty for an all-day event), `guests` contact ids.

    `calendar` is of CALENDARS, `reminder` of REMINDERS, `repeat` of REPEATS.
    """

    title: str
    date: str
    start: str
    end: str
    all_day: bool
    location: str
    calendar: str
    reminder: str
    repeat: str
    guests: list[str]


class CalendarState(TypedDict):
    """Events by id."""

    events: dict[str, CalendarEvent]
    next_id: int


CALENDARS = {"Work": "#3c6fb0", "Home": "#2f7d6b", "Family": "#9a4d6f"}
REMINDERS = ("None", "At time of event", "10 minutes before", "30 minutes before", "1 hour before", "1 day before")
LEADS = dict(zip(REMINDERS[1:], (timedelta(minutes=m) for m in (0, 10, 30, 60, 1440)), strict=True))
REPEATS = ("Does not repeat", "Daily", "Weekly", "Monthly", "Yearly")
LONGEST_SHOWN = 31  # days the schedule looks ahead

# Title, location, calendar, earliest start, minutes, most guests
TIMED = (
    ("Budget review", "Room Alder", "Work", 9, 60, 2),
    ("Interview with the new designer", "Room Birch", "Work", 13, 45, 1),
    ("Project kick-off", "Room Cedar", "Work", 10, 90, 3),
    ("Sales call", "", "Work", 15, 30, 1),
    ("Dentist", "Birchgate Dental", "Home", 8, 30, 0),
    ("Haircut", "Clip & Comb", "Home", 16, 45, 0),
    ("Plumber visit", "Home", "Home", 8, 120, 0),
    ("Parent evening", "Pinecrest School", "Family", 18, 90, 1),
    ("Climbing", "Granite Hall", "Home", 17, 120, 2),
    ("Dinner with friends", "Cafe Aurora", "Home", 19, 120, 3),
    ("Piano recital", "Harbour Library", "Family", 15, 60, 1),
    ("Swimming lesson", "Lakeside Pool", "Family", 14, 45, 0),
)
WHOLE_DAYS = (("Mum's birthday", "Family"), ("Bin collection", "Home"), ("Conference", "Work"), ("Day off", "Work"))


def seed(rng: Random, now: datetime) -> CalendarState:
    """Seven timed events of different days, a weekly meeting and two whole days, from last week to three weeks on."""
    today = now.date()
    days = [d for d in range(-6, 22) if d != 0 and (today + timedelta(days=d)).weekday() != 0]
    chosen = rng.sample(days, 7)
    chosen[0] = 0  # something is always on today
    events: dict[str, CalendarEvent] = {}
    for index, (title, place, calendar, earliest, minutes, most) in enumerate(rng.sample(TIMED, 7)):
        at = datetime.combine(today, datetime.min.time()) + timedelta(days=chosen[index], hours=earliest)
        at += timedelta(minutes=15 * rng.randint(0, 7))
        events[f"e{index + 1}"] = {
            "title": t(title),
            "date": at.date().isoformat(),
            "start": f"{at:%H:%M}",
            "end": f"{at + timedelta(minutes=minutes):%H:%M}",
            "all_day": False,
            "location": t(place) if place else "",
            "calendar": calendar,
            "reminder": rng.choice(REMINDERS[1:5]),
            "repeat": REPEATS[0],
            "guests": sorted(f"c{n}" for n in rng.sample(range(1, 15), rng.randint(min(1, most), most))),
        }
    monday = today - timedelta(days=today.weekday() + 14)
    hour = rng.choice((9, 10, 11))
    events["e8"] = {**events["e1"], "title": t("Team stand-up"), "date": monday.isoformat(), "start": f"{hour:02}:00",
                    "end": f"{hour:02}:15", "location": t("Room Elm"), "calendar": "Work", "repeat": "Weekly",
                    "guests": ["c5", "c7"]}  # fmt: skip
    for index, (title, calendar) in enumerate(rng.sample(WHOLE_DAYS, 2)):
        events[f"e{index + 9}"] = {
            "title": t(title),
            "date": (today + timedelta(days=rng.randint(2, 20))).isoformat(),
            "start": "",
            "end": "",
            "all_day": True,
            "location": "",
            "calendar": calendar,
            "reminder": rng.choice(("None", "1 day before")),
            "repeat": "Yearly" if "birthday" in title else REPEATS[0],
            "guests": [],
        }
    return {"events": events, "next_id": 11}


def takes_place(event: CalendarEvent, day: date) -> bool:
    """Is the event, or one of its repetitions, on this day?"""
    first = date.fromisoformat(event["date"])
    if day < first:
        return False
    match event["repeat"]:
        case "Daily":
            return True
        case "Weekly":
            return day.weekday() == first.weekday()
        case "Monthly":
            return day.day == first.day
        case "Yearly":
            return (day.month, day.day) == (first.month, first.day)
        case _:
            return day == first


def on_day(events: Mapping[str, CalendarEvent], day: date) -> list[tuple[str, CalendarEvent]]:
    """The events of a day: whole days first, then by start."""
    found = [(i, event) for i, event in events.items() if takes_place(event, day)]
    return sorted(found, key=lambda pair: (not pair[1]["all_day"], pair[1]["start"], int(pair[0][1:])))


def coming(events: Mapping[str, CalendarEvent], today: date) -> Iterator[tuple[date, list[tuple[str, CalendarEvent]]]]:
    """Days from today on that hold events, with their events."""
    for ahead in range(LONGEST_SHOWN):
        day = today + timedelta(days=ahead)
        found = on_day(events, day)
        if found:
            yield day, found
