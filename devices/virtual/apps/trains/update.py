"""What each event of Linia does: moving about and searching; the rest is in the modules it hands on to."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.trains.account_update import EVENTS as ACCOUNT_EVENTS
from devices.virtual.apps.trains.account_update import tick as account_tick
from devices.virtual.apps.trains.account_update import update as account_event
from devices.virtual.apps.trains.booking_update import EVENTS as BOOKING_EVENTS
from devices.virtual.apps.trains.booking_update import update as booking_event
from devices.virtual.apps.trains.catalogue import STATIONS
from devices.virtual.apps.trains.parts import day_of
from devices.virtual.apps.trains.search_views import DAYS_AHEAD
from devices.virtual.apps.trains.state import TrainsState, add_recent, new_id, route_words
from devices.virtual.apps.trains.ticket_update import EVENTS as TICKET_EVENTS
from devices.virtual.apps.trains.ticket_update import tick as ticket_tick
from devices.virtual.apps.trains.ticket_update import update as ticket_event
from devices.virtual.apps.trains.timetable import connection_of
from devices.virtual.node import Event
from devices.virtual.times import parse_time
from devices.virtual.words import t

SEARCH = ("from", "to", "day", "time", "arrive", "adult", "child", "senior", "card", "class", "direct", "changes",
          "bike", "no_night", "regional", "sort")  # fmt: skip
FILTERS = ("direct", "changes", "bike", "no_night", "regional")
MORE = 4


def update(state: TrainsState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    match event.name:
        case name if name in BOOKING_EVENTS:
            booking_event(state, event, turn)
        case name if name in TICKET_EVENTS:
            ticket_event(state, event, turn)
        case name if name in ACCOUNT_EVENTS:
            account_event(state, event, turn)
        case "tab":
            turn.form["tab"] = event["tab"]
        case "set":
            turn.form[event["key"]] = event["value"]
        case "flag":
            turn.form[event["key"]] = "" if turn.form.get(event["key"]) else "1"
        case "station" | "picked" | "swap" | "date" | "day" | "time" | "set_time" | "now":
            _fill(event, turn)
        case "people" | "count" | "people_done" | "cards" | "card":
            _who(event, turn)
        case "search" | "again" | "from_train":
            _search(state, event, turn)
        case "more" | "next_day" | "filter" | "filtered" | "unfilter" | "connection" | "share_connection":
            _results(event, turn)
        case "save_trip" | "trip_saved" | "drop_trip":
            _trips(state, event, turn)
        case "train":
            turn.open("train", id=event["id"])
        case "station_info":
            turn.open("station", id=event["id"])
        case "trains_from":
            turn.open("board", form={"board": event["id"]})
        case "on_map":
            if not turn.follow(f"geo:{STATIONS[event['id']].place}"):
                turn.toast(t("There is no map on this phone"))
        case "call":
            turn.follow("tel:555-0160")
        case _:
            raise ValueError(f"Linia knows no event {event.name!r}")


# -- the form -------------------------------------------------------------------------------------------------------


def _fill(event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "station":
            turn.open("pick", role=event["role"])
            turn.focus("query")
        case "picked":
            turn.below[turn.args["role"]] = event["station"]
            turn.below["error"] = ""
            turn.close()
        case "swap":
            form.update({"from": form.get("to", ""), "to": form.get("from", "")})
        case "date":
            turn.open("date", day=form.get("day") or turn.now.date().isoformat())
        case "day":
            turn.below["day"] = event["day"]
            turn.close()
        case "time":
            turn.overlay("time", form={"typed": form.get("time", ""), "arrive": form.get("arrive", "")})
        case "now":
            turn.below.update(time="", arrive="", day="")
            turn.close()
        case _:
            at = parse_time(form.get("typed", ""))
            form["error"] = "" if at else t("Enter a time, like 14:30")
            if at:
                turn.below.update(time=at, arrive=form.get("arrive", ""))
                turn.close()


def _who(event: Event, turn: Turn) -> None:
    match event.name:
        case "people":
            turn.overlay("people", form={key: turn.form.get(key, "1" if key == "adult" else "0")
                                         for key in ("adult", "child", "senior")})  # fmt: skip
        case "count":
            turn.form[event["kind"]] = str(event["to"])
        case "people_done":
            turn.below.update(turn.form)
            turn.close()
        case "cards":
            turn.overlay("cards", card=turn.form.get("card", ""))
        case _:
            turn.below["card"] = event["id"]
            turn.close()


# -- searching ------------------------------------------------------------------------------------------------------


def search_form(form: Mapping[str, str]) -> dict[str, str]:
    """The parts of a form that make a search."""
    return {key: form[key] for key in SEARCH if key in form}


def _search(state: TrainsState, event: Event, turn: Turn) -> None:
    form = search_form(turn.form) if turn.name == "home" else {}
    if event.name != "search":
        form.update({"from": event["start"], "to": event["end"]})
    if "day" in event.args:
        form["day"] = max(event["day"], turn.now.date().isoformat())
    error = ""
    if not form.get("from") or not form.get("to"):
        error = t("Choose both stations")
    elif form["from"] == form["to"]:
        error = t("Choose two different stations")
    if error:
        turn.form["error"] = error
        turn.toast(error)
        return
    if day_of(form, turn.now) < turn.now.date():
        form["day"] = ""
    add_recent(state, form["from"], form["to"], turn.now)
    turn.open("results", form=form)


def _results(event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "more":
            key = f"more_{event['way']}"
            form[key] = str(int(form.get(key, "0")) + MORE)
        case "next_day":
            day = day_of(form, turn.now) + timedelta(days=event["by"])
            if not turn.now.date() <= day <= turn.now.date() + timedelta(days=DAYS_AHEAD):
                turn.toast(t("Tickets can be bought {n} days ahead.", n=DAYS_AHEAD))
                return
            form.update(day=day.isoformat(), more_before="0", more_after="0")
            if not form.get("time"):
                form["time"] = "00:00" if event["by"] > 0 else ""
        case "filter":
            # The sheet works on a copy, so that leaving it changes nothing.
            turn.overlay("filter", form=dict(form))
        case "filtered":
            turn.below.update({key: form.get(key, "") for key in FILTERS})
            turn.close()
        case "unfilter":
            for key in FILTERS:
                form.pop(key, None)
        case "connection":
            change = {"change": turn.args["change"]} if "change" in turn.args else {}
            turn.open("connection", form=search_form(form), ids=event["ids"], **change)
        case _:
            connection = connection_of(turn.args["ids"])
            trains = ", ".join(leg.train.name for leg in connection.legs)
            day = connection.depart.date().isoformat()
            ends = route_words(connection.legs[0].start, connection.legs[-1].end)
            times = f"{connection.depart:%H:%M}–{connection.arrive:%H:%M}"
            turn.share("text", f"{ends}, {day} {times}, {trains}")


def _trips(state: TrainsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "save_trip":
            turn.overlay("trip_name", start=turn.form["from"], end=turn.form["to"])
            turn.focus("name")
        case "drop_trip":
            trip = state["trips"].pop(event["id"])
            turn.toast(t("“{name}” removed", name=trip["name"]))
        case _:
            name = turn.draft("name")
            taken = {trip["name"].casefold() for trip in state["trips"].values()}
            turn.form["error"] = "" if name else t("Enter a name")
            if name.casefold() in taken:
                turn.form["error"] = t("There is a trip of this name already")
            if turn.form["error"]:
                return
            state["trips"][new_id(state, "s")] = {"start": turn.args["start"], "end": turn.args["end"], "name": name}
            turn.close()
            turn.toast(t("Trip saved"))


def tick(state: TrainsState, since: datetime, turn: Turn) -> None:
    """The clock was moved: tickets become past, delays and departures are told."""
    ticket_tick(state, turn)
    account_tick(state, turn)
