"""Calendar: month and schedule, search, and events with place, calendar, reminder, repetition and guests."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from devices.virtual.app import Turn
from devices.virtual.apps.calendar.state import (
    CALENDARS,
    LEADS,
    REMINDERS,
    REPEATS,
    CalendarEvent,
    CalendarState,
    on_day,
)
from devices.virtual.node import Event, on
from devices.virtual.times import date_words, day_words, parse_time, time_words
from devices.virtual.words import t

HOUR = timedelta(hours=1)
LOOK_BACK = timedelta(days=31)


def update(state: CalendarState, event: Event, turn: Turn) -> None:
    """What each event does."""
    match event.name:
        case "tab":
            turn.form["tab"] = event["tab"]
        case "month":
            turn.form["month"] = event["month"]
        case "day":
            turn.form["day"] = event["date"]
        case "today":
            turn.form.update(tab="month", day=turn.now.date().isoformat(), month=f"{turn.now:%Y-%m}")
        case "search":
            turn.open("search")
            turn.focus("query")
        case "open":
            turn.open("event", id=event["id"], date=event["date"])
        case "delete":
            turn.overlay("delete", id=turn.args["id"])
        case "deleted":
            del state["events"][turn.args["id"]]
            turn.close(2)
            turn.toast(t("Event deleted"))
        case "new":
            turn.open("edit", form=_blank(turn))
        case "new_on":
            turn.open("edit", form={**_blank(turn), "date": _day_of(event["date"], turn)})
        case "received":
            turn.open("edit", form={**_blank(turn), "title": str(event["value"]).strip().split("\n")[0]})
        case "follow":
            if event["id"] in state["events"]:
                turn.open("event", id=event["id"], date=event.args.get("date", state["events"][event["id"]]["date"]))
            else:
                turn.toast(t("This event is no longer there"))
        case "share":
            turn.share("text", words_of(state["events"][turn.args["id"]], turn.args["date"], turn.others))
        case "edit":
            turn.open("edit", form=_form(state["events"][turn.args["id"]], turn), id=turn.args["id"])
        case "save":
            _save(state, turn)
        case _:
            _fill(event, turn)


def _day_of(words: str, turn: Turn) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return turn.now.date().isoformat()


def words_of(event: CalendarEvent, day: str, others: Mapping[str, Any]) -> str:
    """An event as one would tell it to somebody."""
    when = day_words(date.fromisoformat(day), year=True)
    hours = "" if event["all_day"] else f"{time_words(event['start'], others)} – {time_words(event['end'], others)}"
    return "\n".join(part for part in (event["title"], f"{when} {hours}".strip(), event["location"]) if part)


def tick(state: CalendarState, since: datetime, turn: Turn) -> None:
    """Reminders that fell due while the clock moved; of many only those of the last month."""
    first = max(since, turn.now - LOOK_BACK)
    days = ((turn.now - first).days + 3) if turn.now > first else 0
    for ahead in range(days):
        day = first.date() + timedelta(days=ahead)
        for event_id, event in on_day(state["events"], day):
            if event["reminder"] not in LEADS:
                continue
            start = datetime.fromisoformat(f"{day.isoformat()}T{event['start'] or '09:00'}")
            if first < start - LEADS[event["reminder"]] <= turn.now:
                hours = t("All day") if event["all_day"] else time_words(event["start"], turn.others)
                when = f"{date_words(day.isoformat(), turn.now.date())}, {hours}"
                turn.notify(event["title"], when, on("follow", id=event_id, date=day.isoformat()))


def _fill(event: Event, turn: Turn) -> None:
    """Choices made while an event is edited. A picker is an overlay with a copy of the form, put back when it ends."""
    form = turn.form
    match event.name:
        case "all_day":
            form["all_day"] = "no" if form["all_day"] == "yes" else "yes"
        case "calendar":
            form["calendar"] = event["name"]
        case "pick_date" | "guests":
            turn.overlay(event.name, form={k: v for k, v in form.items() if k != "month"}, **turn.args)
        case "choose":
            turn.overlay("choose", form=form, **{**turn.args, "key": event["key"]})
        case "picked":
            _back_to_edit(turn, {"date": event["date"]})
        case "chosen":
            _back_to_edit(turn, {turn.args["key"]: event["value"]})
        case "guest":
            chosen = [guest for guest in form["guests"].split(",") if guest and guest != event["id"]]
            if event["id"] not in form["guests"].split(","):
                chosen.append(event["id"])
            form["guests"] = ",".join(sorted(chosen))
        case "guests_done":
            _back_to_edit(turn, {"guests": form["guests"]})
        case _:
            raise ValueError(f"calendar knows no event {event.name!r}")


def _back_to_edit(turn: Turn, chosen: dict[str, str]) -> None:
    form = {key: value for key, value in turn.form.items() if key not in ("month", "query")}
    turn.replace("edit", form={**form, **chosen}, **{k: v for k, v in turn.args.items() if k != "key"})


def _blank(turn: Turn) -> dict[str, str]:
    return {
        "date": turn.form.get("day", turn.now.date().isoformat()),
        "all_day": "no",
        "calendar": next(iter(CALENDARS)),
        "reminder": REMINDERS[2],
        "repeat": REPEATS[0],
        "guests": "",
    }


def _form(event: CalendarEvent, turn: Turn) -> dict[str, str]:
    return {
        "title": event["title"],
        "date": event["date"],
        "start": time_words(event["start"], turn.others) if event["start"] else "",
        "end": time_words(event["end"], turn.others) if event["end"] else "",
        "all_day": "yes" if event["all_day"] else "no",
        "location": event["location"],
        "calendar": event["calendar"],
        "reminder": event["reminder"],
        "repeat": event["repeat"],
        "guests": ",".join(event["guests"]),
    }


def _times(turn: Turn) -> tuple[str, str] | str:
    """Start and end as typed, an hour long where no end was given; or what is wrong with them."""
    start, typed_end = parse_time(turn.draft("start")), turn.draft("end")
    if start is None:
        return t("Enter a start time such as 9:30 AM")
    if not typed_end:
        # An event ends on the day it starts.
        later = f"{datetime.fromisoformat(f'2000-01-01T{start}') + HOUR:%H:%M}"
        return start, later if later > start else "23:59"
    end = parse_time(typed_end)
    if end is None:
        return t("Enter an end time such as 10:30 AM")
    return (start, end) if end > start else t("The end must be after the start")


def _save(state: CalendarState, turn: Turn) -> None:
    form, whole = turn.form, turn.form["all_day"] == "yes"
    title = turn.draft("title")
    times = ("", "") if whole else _times(turn)
    form["error-title"] = "" if title else t("Enter a title")
    form["error-time"] = times if isinstance(times, str) else ""
    if not title or isinstance(times, str):
        turn.toast(form["error-title"] or form["error-time"])
        return
    saved: CalendarEvent = {
        "title": title,
        "date": form["date"],
        "start": times[0],
        "end": times[1],
        "all_day": whole,
        "location": turn.draft("location"),
        "calendar": form["calendar"],
        "reminder": form["reminder"],
        "repeat": form["repeat"],
        "guests": [guest for guest in form["guests"].split(",") if guest],
    }
    if "id" in turn.args:
        state["events"][turn.args["id"]] = saved
        turn.close(2)
        turn.open("event", id=turn.args["id"], date=saved["date"])
    else:
        state["events"][f"e{state['next_id']}"] = saved
        state["next_id"] += 1
        turn.close()
    turn.toast(t("Event saved"))
