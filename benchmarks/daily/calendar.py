"""Appointments: making, moving and counting them."""

from datetime import date, datetime, timedelta
from random import Random

from agent.policies.scripted import Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import ANY, Apps
from benchmarks.daily.clock import typed_time
from benchmarks.daily.messages import add_message
from benchmarks.daily.template import Axes, Params, Template
from devices.virtual.apps.calendar.state import CALENDARS, REPEATS
from devices.virtual.apps.contacts.state import PEOPLE, known, ordered
from devices.virtual.times import time_words
from devices.virtual.world import EPOCH

CALENDAR, CLOCK = "org.guimcp.calendar", "org.guimcp.clock"
TODAY = EPOCH.date()


def _later(hhmm: str, minutes: int) -> str:
    return f"{datetime.fromisoformat(f'2000-01-01T{hhmm}') + timedelta(minutes=minutes):%H:%M}"


def _pick(day: date, month: date) -> list[Move]:
    """Choosing a day in the date dialog of the event editor, which shows `month` at first."""
    return [Tap("Date"), *([Tap("Next month")] if day.month != month.month else []), Tap(f"{day:%-d %B %Y}")]


def _look_up(title: str) -> list[Move]:
    return [Open("Calendar"), Tap("Search events"), Fill("Search events", title), Tap(title, "text")]


# -- create --------------------------------------------------------------------------------------------------------


def _create_params(rng: Random, apps: Apps) -> Params:
    day = TODAY + timedelta(days=rng.randint(2, 40))
    start = f"{rng.randint(8, 19):02}:{rng.choice((0, 20, 40)):02}"
    end = _later(start, rng.choice((30, 45, 75)))
    return {
        "title": rng.choice(("Flat viewing", "Pottery class", "Eye test", "Board games")),
        "place": rng.choice(("Mill Street 4", "Granite Hall", "Lakeside")),
        "calendar": rng.choice(list(CALENDARS)),
        "date": day.isoformat(),
        "day": f"{day:%-d %B %Y}",
        "start": start,
        "end": end,
        "from": time_words(start, apps),
        "to": time_words(end, apps),
    }


def _create_change(apps: Apps, p: Params) -> None:
    apps[CALENDAR]["events"]["new"] = {
        "title": p["title"], "date": p["date"], "start": p["start"], "end": p["end"], "all_day": False,
        "location": p["place"], "calendar": p["calendar"], "reminder": ANY, "repeat": REPEATS[0], "guests": [],
    }  # fmt: skip


def _create_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Calendar"), Tap("New event"), Fill("Title", p["title"]),
            *_pick(date.fromisoformat(p["date"]), TODAY), Fill("Start", p["from"]), Fill("End", p["to"]),
            Fill("Location", p["place"]), Tap(p["calendar"], "chip"), Tap("Save"), Say()]  # fmt: skip


# -- how many events with somebody ---------------------------------------------------------------------------------


def _count_params(rng: Random, apps: Apps) -> Params:
    guests = sorted({guest for event in apps[CALENDAR]["events"].values() for guest in event["guests"]})
    return {"name": known(apps)[rng.choice(guests)]["name"]}


def _count_answer(apps: Apps, p: Params) -> Answer:
    guest = next(i for i, contact in ordered(known(apps)) if contact["name"] == p["name"])
    return Answer("number", str(sum(guest in event["guests"] for event in apps[CALENDAR]["events"].values())))


def _count_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Calendar"), Tap("Search events"), Fill("Search events", p["name"]),
            Say(_count_answer(apps, p).value)]  # fmt: skip


# -- move or delete ------------------------------------------------------------------------------------------------


def _move_params(rng: Random, apps: Apps) -> Params:
    events = apps[CALENDAR]["events"]
    event_id = rng.choice(sorted(i for i, e in events.items() if not e["all_day"] and e["repeat"] == REPEATS[0]))
    return {"id": event_id, "title": events[event_id]["title"]}


def _next_day(apps: Apps, p: Params) -> date:
    return date.fromisoformat(apps[CALENDAR]["events"][p["id"]]["date"]) + timedelta(days=1)


def _move_change(apps: Apps, p: Params) -> None:
    if apps[CALENDAR]["events"][p["id"]]["guests"]:
        apps[CALENDAR]["events"][p["id"]]["date"] = _next_day(apps, p).isoformat()
    else:
        del apps[CALENDAR]["events"][p["id"]]


def _move_oracle(apps: Apps, p: Params) -> list[Move]:
    event, day = apps[CALENDAR]["events"][p["id"]], _next_day(apps, p)
    branch: list[Move] = [Tap("Delete"), Tap("Delete")]
    if event["guests"]:
        branch = [Tap("Edit"), *_pick(day, date.fromisoformat(event["date"])), Tap("Save")]
    return [*_look_up(p["title"]), *branch, Say()]


# -- an alarm before an event --------------------------------------------------------------------------------------


def _alarm_params(rng: Random, apps: Apps) -> Params:
    start = f"{rng.randint(12, 18):02}:{rng.choice((0, 15, 30, 45)):02}"
    minutes = rng.choice((25, 40, 50, 70))
    title = apps[CALENDAR]["events"]["e1"]["title"]
    return {"title": title, "start": start, "minutes": minutes, "time": _later(start, -minutes)}


def _alarm_start(apps: Apps, p: Params) -> None:
    # The event of today is put after the phone's clock, so that there is time left for an alarm.
    apps[CALENDAR]["events"]["e1"].update(start=p["start"], end=_later(p["start"], 60))


def _alarm_change(apps: Apps, p: Params) -> None:
    apps[CLOCK]["alarms"]["new"] = {"time": p["time"], "label": p["title"], "days": [], "vibrate": ANY,
                                    "enabled": True}  # fmt: skip


def _alarm_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Calendar"), Tap(p["title"]), Open("Clock"), Tap("Add alarm"), *typed_time(apps, p["time"]),
            Fill("Label", p["title"]), Tap("Save"), Say()]  # fmt: skip


# -- what a message proposes ---------------------------------------------------------------------------------------

PLANS = (("lunch", "Lunch", "Cafe Aurora"), ("a walk", "Walk", "Fern Hill"), ("table tennis", "Table tennis",
         "Granite Hall"))  # fmt: skip


def _plan_params(rng: Random, apps: Apps) -> Params:
    name, number = rng.choice(PEOPLE)
    words, title, place = rng.choice(PLANS)
    day = TODAY + timedelta(days=rng.randint(3, 20))
    start = f"{rng.randint(11, 18):02}:{rng.choice((10, 30, 50)):02}"
    text = f"How about {words} on {day:%A %-d %B} at {start}? I suggest {place}."
    return {"name": name, "number": number, "title": title, "place": place, "date": day.isoformat(), "start": start,
            "text": text}  # fmt: skip


def _plan_start(apps: Apps, p: Params) -> None:
    add_message(apps, p["number"], p["text"], mine=False, at=f"{TODAY}T08:40")


def _plan_change(apps: Apps, p: Params) -> None:
    apps[CALENDAR]["events"]["new"] = {
        "title": p["title"], "date": p["date"], "start": p["start"], "end": _later(p["start"], 60), "all_day": False,
        "location": p["place"], "calendar": "Home", "reminder": ANY, "repeat": REPEATS[0], "guests": [],
    }  # fmt: skip


def _plan_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Messages"), Tap(p["name"], "text"), Open("Calendar"), Tap("New event"), Fill("Title", p["title"]),
            *_pick(date.fromisoformat(p["date"]), TODAY), Fill("Start", p["start"]), Fill("Location", p["place"]),
            Tap("Home", "chip"), Tap("Save"), Say()]  # fmt: skip


TEMPLATES = (
    Template(
        id="calendar-create",
        goals=(
            'Add "{title}" to my {calendar} calendar on {day}, {from} to {to}, at {place}. Invite nobody.',
            'Create an event "{title}" on {day} from {from} until {to}; location {place}; calendar {calendar}.',
            'I have "{title}" on {day}. It starts at {from}, ends at {to} and is at {place}. Put it in {calendar}.',
        ),
        axes=Axes("system", ("Calendar",), composition="composite"),
        params=_create_params,
        change=_create_change,
        oracle=_create_oracle,
    ),
    Template(
        id="calendar-count-guest",
        goals=(
            "To how many events in my calendar is {name} invited, past ones included? Count a repeating event once.",
            "Count the calendar events, old and new, that have {name} as a guest; a repeating one counts once.",
            "How many of my events list {name} among the guests? Past ones count, repetitions do not. Give a number.",
        ),
        axes=Axes("system", ("Calendar",), "analyse"),
        params=_count_params,
        answer=_count_answer,
        oracle=_count_oracle,
    ),
    Template(
        id="calendar-move-or-delete",
        goals=(
            'If "{title}" in my calendar has guests, move it to the next day at the same time; if not, delete it.',
            'Check the event "{title}". With guests: put it one day later, same time. Without guests: delete it.',
            'Delete "{title}" from my calendar, unless it has guests: then only move it one day later, same time.',
        ),
        axes=Axes("system", ("Calendar",), composition="conditional", risk="delete"),
        params=_move_params,
        change=_move_change,
        oracle=_move_oracle,
    ),
    Template(
        id="calendar-alarm-before",
        goals=(
            'Set a one-time alarm {minutes} minutes before today\'s "{title}" starts and label it "{title}".',
            'My phone should ring once, {minutes} minutes before "{title}" today. Name the alarm "{title}".',
            'Look up when "{title}" starts today and add an alarm, not repeating, {minutes} minutes earlier. '
            'Its label: "{title}".',
        ),
        axes=Axes("system", ("Calendar", "Clock"), "analyse", "composite"),
        params=_alarm_params,
        start=_alarm_start,
        change=_alarm_change,
        oracle=_alarm_oracle,
    ),
    Template(
        id="calendar-from-message",
        goals=(
            '{name} texted me a plan for meeting. Put it in my Home calendar as "{title}", one hour long, with the '
            "place as its location and no guests.",
            'Read what {name} proposes in Messages and add it to the calendar Home: title "{title}", one hour, '
            "location as suggested, no guests.",
            'I say yes to what {name} suggested by message. Make a one-hour event "{title}" in my Home calendar at '
            "that time and place, without guests.",
        ),
        axes=Axes("system", ("Messages", "Calendar"), composition="composite"),
        params=_plan_params,
        start=_plan_start,
        change=_plan_change,
        oracle=_plan_oracle,
    ),
)
