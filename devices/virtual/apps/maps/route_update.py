"""What is done with routes: ends and stops, times, being led."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.maps.parts import where_words
from devices.virtual.apps.maps.route_views import route_places, route_time, route_ways
from devices.virtual.apps.maps.routing import Way, ways
from devices.virtual.apps.maps.state import (
    HERE,
    SETTINGS,
    MapsState,
    add_recent,
    avoided,
    covered,
    full_address,
    iso,
    name_of,
    new_id,
    real,
)
from devices.virtual.node import Event, on
from devices.virtual.times import clock_words, duration, parse_time
from devices.virtual.words import t

MAX_STOPS = 4
EVENTS = frozenset({
    "directions", "route", "start_now", "pick", "picked", "swap", "stop_up", "stop_gone", "mode", "when", "set_when",
    "route_options", "steps", "start", "resume", "next", "arrived", "end", "hazards", "hazard", "share_route",
    "share_arrival",
})  # fmt: skip


def update(state: MapsState, event: Event, turn: Turn) -> None:
    """Every event about routes."""
    form = turn.form
    match event.name:
        case "directions":
            _open_route(state, turn, "")
        case "route":
            _open_route(state, turn, event["id"])
        case "start_now":
            _start_now(state, turn, event["id"])
        case "pick":
            turn.open("pick", role=event["role"])
            turn.focus("query")
        case "picked":
            _picked(state, event["place"], turn)
        case "swap":
            stops = [stop for stop in form.get("stops", "").split(",") if stop]
            form.update({"from": form.get("to", ""), "to": form.get("from", ""), "stops": ",".join(reversed(stops))})
        case "stop_up" | "stop_gone":
            stops = form["stops"].split(",")
            stop = stops.pop(event["at"])
            if event.name == "stop_up":
                stops.insert(event["at"] - 1, stop)
            form["stops"] = ",".join(stops)
        case "mode":
            form["mode"] = event["mode"]
        case "when":
            turn.overlay("when", form={**form, "typed": form.get("time", ""), "error": ""})
        case "set_when":
            _set_when(turn)
        case "route_options":
            turn.overlay("route_options")
        case "steps":
            turn.open("steps", form=dict(form), variant=event["variant"])
        case "share_route":
            _share(state, turn)
        case _:
            _lead(state, event, turn)


def _open_route(state: MapsState, turn: Turn, to: str) -> None:
    allowed = turn.ask("location", on("locate")) and turn.others[SETTINGS]["location"]
    turn.open("route", form={"from": HERE if allowed else "", "to": to, "mode": state["options"]["mode"]})


def _start_now(state: MapsState, turn: Turn, to: str) -> None:
    """Be led at once by the quickest way, where the phone knows where it is; else choose a start first."""
    mode = state["options"]["mode"]
    form = {"from": HERE, "to": to, "mode": "drive" if mode == "transit" else mode}
    allowed = turn.ask("location", on("locate")) and turn.others[SETTINGS]["location"]
    best = route_ways(state, form, form["mode"], turn.now)
    if allowed and best and state["here"] != to:
        _start(state, best[0].variant, turn, form)
    else:
        turn.open("route", form={**form, "from": HERE if allowed else ""})


def _picked(state: MapsState, place: str, turn: Turn) -> None:
    role = turn.args["role"]
    if place == HERE and not (turn.ask("location", on("picked", place=HERE)) and turn.others[SETTINGS]["location"]):
        if not turn.others[SETTINGS]["location"]:
            turn.toast(t("Location is off. Turn it on in Settings."))
        return
    below = turn.below
    if place != HERE:
        add_recent(state, place, "", turn.now)
    match role:
        case "home" | "work":
            state["home" if role == "home" else "work"] = place
            turn.toast(t("Address saved"))
        case "stop":
            stops = [stop for stop in below.get("stops", "").split(",") if stop]
            if len(stops) >= MAX_STOPS:
                turn.toast(t("A route has room for {n} stops", n=MAX_STOPS))
            else:
                below["stops"] = ",".join((*stops, place))
        case "trip":
            _by_way_of(state, real(state, place), turn)
        case _:
            other = below.get("to" if role == "from" else "from", "")
            if real(state, place) == real(state, other) and other:
                turn.toast(t("Start and destination are the same place"))
                return
            below[role] = place
    turn.close()


def _by_way_of(state: MapsState, place: str, turn: Turn) -> None:
    trip = state["trip"]
    if trip is None or place in trip["places"]:
        return
    places = [*trip["places"][:-1], place, trip["places"][-1]]
    found = ways(trip["mode"], places, avoided(state["options"]), turn.now, state["jam"])
    way = next((w for w in found if w.variant == trip["variant"]), found[0])
    trip.update(places=places, variant=way.variant, step=0, minutes=way.minutes, metres=round(1000 * way.km))
    turn.toast(t("Stop added"))


def _set_when(turn: Turn) -> None:
    form, below = turn.form, turn.below
    kind = form.get("when", "now")
    if kind != "now":
        at = parse_time(form.get("typed", ""))
        day = form.get("day") or turn.now.date().isoformat()
        form["error"] = "" if at else t("Enter a time, like 14:30")
        if at and datetime.fromisoformat(f"{day}T{at}") < turn.now:
            form["error"] = t("This time is over already")
        if form["error"]:
            return
        below.update(time=at or "", day=day)
    below["when"] = kind
    turn.close()


def _share(state: MapsState, turn: Turn) -> None:
    places = route_places(state, turn.form)
    if not all(places):
        turn.toast(t("Choose where to start and where to go"))
        return
    words = " → ".join(where_words(state, place) for place in places)
    best = route_ways(state, turn.form, turn.form.get("mode", "drive"), turn.now) if (
        turn.form.get("mode") != "transit") else []  # fmt: skip
    turn.share("text", f"{words}, {duration(best[0].minutes)}" if best else words)


# -- being led ------------------------------------------------------------------------------------------------------


def _lead(state: MapsState, event: Event, turn: Turn) -> None:
    trip = state["trip"]
    match event.name:
        case "start":
            _start(state, event["variant"], turn, turn.form)
            return
        case "hazards":
            turn.overlay("hazards")
            return
        case "hazard":
            state["reports"][new_id(state, "h")] = {"kind": event["kind"], "at": iso(turn.now)}
            turn.close()
            turn.toast(t("Reported. Thank you."))
            return
        case "resume":
            turn.open("navigating")
            return
        case _:
            pass
    if trip is None:
        turn.root()
        return
    match event.name:
        case "next":
            trip["step"] += 1
        case "share_arrival":
            reach = datetime.fromisoformat(trip["began"]) + timedelta(minutes=trip["minutes"])
            at = clock_words(reach, turn.others[SETTINGS])
            turn.share("text", t("I will be at {place} at {time}", place=name_of(trip["places"][-1]), time=at))
        case "arrived":
            _arrive(state, turn)
            turn.root()
            turn.toast(t("You have arrived"))
        case _:
            state["trip"] = None
            turn.close()
            turn.toast(t("Navigation ended"))


def _start(state: MapsState, variant: str, turn: Turn, form: Mapping[str, str]) -> None:
    places = route_places(state, form)
    found = route_ways(state, form, form.get("mode", "drive"), turn.now)
    way: Way | None = next((w for w in found if w.variant == variant), None)
    if way is None:
        turn.toast(t("This way is not to be had any more"))
        return
    if not turn.online and not all(covered(state, place) for place in places):
        turn.toast(t("No connection, and this part of the map is not on the phone"))
        return
    if route_time(form, turn.now) > turn.now:
        turn.toast(t("Navigation starts when it is time. Choose “Leave now” to go at once."))
        return
    state["trip"] = {
        "places": places, "mode": way.mode, "variant": variant, "step": 0, "began": iso(turn.now),
        "minutes": way.minutes, "metres": round(1000 * way.km),
    }  # fmt: skip
    turn.open("navigating")


def _arrive(state: MapsState, turn: Turn) -> None:
    trip = state["trip"]
    if trip is None:
        return
    place = trip["places"][-1]
    if state["options"]["timeline"]:
        state["visits"][new_id(state, "v")] = {"place": place, "at": iso(turn.now), "minutes": 5, "mode": trip["mode"]}
    state["here"], state["trip"] = place, None


def tick(state: MapsState, turn: Turn) -> None:
    """One arrives when it is time."""
    trip = state["trip"]
    if trip is None:
        return
    if turn.now >= datetime.fromisoformat(trip["began"]) + timedelta(minutes=trip["minutes"]):
        place = trip["places"][-1]
        _arrive(state, turn)
        turn.notify(t("You have arrived"), f"{name_of(place)}, {full_address(place)}", on("place", id=place))
