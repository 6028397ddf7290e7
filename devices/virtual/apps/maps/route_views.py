"""Ways: from here to there, the choice between them, every step, and being led."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.maps.drawn import TALL, around, town_map
from devices.virtual.apps.maps.parts import MODE_ICONS, MODE_WORDS, distance, where_words
from devices.virtual.apps.maps.routing import MODES, Step, Way, path, spot, steps, ways
from devices.virtual.apps.maps.state import MapsState, avoided, name_of, real
from devices.virtual.apps.maps.town import LINES, STOPS, Point
from devices.virtual.apps.maps.transit import Journey, Leg, journeys, passed
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import clock_words, date_words, duration
from devices.virtual.ui import (
    badge,
    banner,
    button,
    card,
    check,
    chip,
    chips,
    column,
    empty,
    field,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t, tn

SETTINGS = "org.guimcp.settings"
HAZARDS = (
    ("crash", "Accident", "error"),
    ("jam", "Traffic jam", "traffic"),
    ("works", "Roadworks", "low_priority"),
    ("closed", "Road closed", "block"),
    ("object", "Object on the road", "warning"),
    ("ice", "Slippery road", "ac_unit"),
)
WHENS = (("now", "Leave now"), ("depart", "Depart at"), ("arrive", "Arrive by"))
AVOID = (
    ("tolls", "Avoid tolls", "paid"),
    ("motorways", "Avoid motorways", "speed"),
    ("ferries", "Avoid ferries", "directions_boat"),
)


def route_places(state: MapsState, form: Mapping[str, str]) -> list[str]:
    """The places of a route in order, "" for an end that is not chosen yet."""
    stops = [real(state, stop) for stop in form.get("stops", "").split(",") if stop]
    return [real(state, form.get("from", "")), *stops, real(state, form.get("to", ""))]


def route_time(form: Mapping[str, str], now: datetime) -> datetime:
    """When to leave, or to arrive with "arrive"."""
    if form.get("when", "now") == "now":
        return now
    return datetime.fromisoformat(f"{form.get('day') or now.date().isoformat()}T{form['time']}")


def route_ways(state: MapsState, form: Mapping[str, str], mode: str, now: datetime) -> list[Way]:
    """The ways there are; none while an end is missing, none by public transport."""
    places = route_places(state, form)
    if mode == "transit" or not all(places):
        return []
    jam = state["jam"] if state["options"]["traffic"] else 100
    return ways(mode, places, avoided(state["options"]), route_time(form, now), jam)


def route_journeys(state: MapsState, form: Mapping[str, str], now: datetime) -> list[Journey]:
    """The journeys by public transport; none while an end is missing or the same."""
    places = route_places(state, form)
    if not all(places) or places[0] == places[-1]:
        return []
    return journeys(places[0], places[-1], route_time(form, now), form.get("when") == "arrive")


def _clock(at: datetime, look: Look) -> str:
    return clock_words(at, look.others[SETTINGS])


# -- the route ------------------------------------------------------------------------------------------------------


def route_page(state: MapsState, look: Look) -> Node:
    """Both ends, the mode, and what ways there are."""
    form = look.form
    mode, places = form.get("mode", "drive"), route_places(state, form)
    chosen = [spot(place) for place in places if place]
    best = route_ways(state, form, mode, look.now)
    line = path(places, best[0].variant) if best else _rails(state, look) if mode == "transit" else []
    shown = town_map(around([*chosen, *line]), route=line, ends=chosen) if chosen else None
    return page(
        t("Directions"),
        *_ends(state, look),
        row(*[_mode(state, look, m, m == mode) for m in MODES], style="chips"),
        row(
            button(_when_words(look), on("when"), "flat small", icon="schedule", key="when"),
            spacer(),
            button(t("Options"), on("route_options"), "flat small", icon="tune"),
        ),
        shown,
        *_choices(state, look, mode, best),
        actions=[
            icon_button("add_location", t("Add a stop"), on("pick", role="stop")),
            icon_button("share", t("Share route"), on("share_route")),
        ],
        key="route",
    )


def _rails(state: MapsState, look: Look) -> list[Point]:
    """The first journey's line on the map."""
    found = route_journeys(state, look.form, look.now)
    places = route_places(state, look.form)
    if not found:
        return []
    stops = [STOPS[stop] for leg in found[0].rides for stop in passed(leg)]
    return [spot(places[0]), *((stop.x, stop.y) for stop in stops), spot(places[-1])]


def _ends(state: MapsState, look: Look) -> list[Node | None]:
    form = look.form
    stops = [stop for stop in form.get("stops", "").split(",") if stop]
    return [
        item(where_words(state, form.get("from", "")), t("From"), on("pick", role="from"), leading=icon("my_location"),
             trailing=icon_button("swap_vert", t("Swap start and destination"), on("swap")), key="from"),
        *[_stop(state, n, stop, len(stops)) for n, stop in enumerate(stops)],
        item(where_words(state, form.get("to", "")), t("Destination"), on("pick", role="to"), leading=icon("place"),
             key="to"),
    ]  # fmt: skip


def _stop(state: MapsState, n: int, stop: str, many: int) -> Node:
    name = where_words(state, stop)
    up = icon_button("arrow_upward", t("Move {name} up", name=name), on("stop_up", at=n), f"up-{n}")
    return item(
        name, t("Stop {n}", n=n + 1), leading=icon("circle"), key=f"stop-{n}",
        trailing=row(up if n else None, icon_button("close", t("Remove {name}", name=name), on("stop_gone", at=n),
                                                    f"gone-{n}")),
    )  # fmt: skip


def _mode(state: MapsState, look: Look, mode: str, chosen: bool) -> Node:
    if mode == "transit":
        found = route_journeys(state, look.form, look.now)
        minutes = min((j.minutes for j in found), default=0)
    else:
        minutes = min((way.minutes for way in route_ways(state, look.form, mode, look.now)), default=0)
    words = f"{t(MODE_WORDS[mode])} · {duration(minutes)}" if minutes else t(MODE_WORDS[mode])
    return chip(words, chosen, on("mode", mode=mode), f"mode-{mode}", MODE_ICONS[mode])


def _when_words(look: Look) -> str:
    form = look.form
    kind = form.get("when", "now")
    if kind == "now":
        return t("Leave now")
    at = route_time(form, look.now)
    when = f"{date_words(at.date().isoformat(), look.now.date())}, {_clock(at, look)}"
    return t("Arrive by {when}", when=when) if kind == "arrive" else t("Depart {when}", when=when)


def _choices(state: MapsState, look: Look, mode: str, best: list[Way]) -> list[Node | None]:
    places = route_places(state, look.form)
    if not all(places):
        return [empty("route", t("Choose where to start and where to go"))]
    if mode == "transit":
        return _transit(state, look)
    arrive = look.form.get("when") == "arrive"
    return [_way(state, look, n, way, arrive) for n, way in enumerate(best)]


def _way(state: MapsState, look: Look, n: int, way: Way, arrive: bool) -> Node:
    at = route_time(look.form, look.now)
    leave = at - timedelta(minutes=way.minutes) if arrive else at
    reach = leave + timedelta(minutes=way.minutes)
    return card(
        row(
            text(duration(way.minutes), "big strong", key=f"minutes-{n}"),
            text(distance(way.km, state["options"]), "muted", key=f"km-{n}"),
            spacer(),
            badge(t("Quickest"), "good") if n == 0 else None,
            badge(t("Toll {price}", price=money(way.toll)), "warn") if way.toll else None,
        ),
        text(t("by {way}", way=t(way.kind.name)), "muted"),
        text(t("Leave {start}, arrive {end}", start=_clock(leave, look), end=_clock(reach, look)), "small muted"),
        row(
            button(t("Start"), on("start", variant=way.variant), "small", key=f"start-{n}", icon="navigation"),
            button(t("Steps"), on("steps", variant=way.variant), "tonal small", key=f"steps-{n}"),
        ),
        key=f"way-{n}",
        style="selected" if n == 0 else "",
    )


# -- public transport -----------------------------------------------------------------------------------------------


def _transit(state: MapsState, look: Look) -> list[Node | None]:
    if not look.online:
        return [banner(t("Timetables need a connection."), "cloud_off", "warn")]
    stops = [stop for stop in look.form.get("stops", "").split(",") if stop]
    found = route_journeys(state, look.form, look.now)
    return [
        banner(t("Stops on the way are left out by public transport.")) if stops else None,
        *[_journey(n, journey, look) for n, journey in enumerate(found)],
        None if found else empty("directions_bus", t("No tram, bus or train goes there at this time")),
    ]


def _journey(n: int, journey: Journey, look: Look) -> Node:
    times = f"{_clock(journey.depart, look)} – {_clock(journey.arrive, look)}"
    lines = [badge(t(LINES[leg.line].name)) for leg in journey.rides]
    changes = tn("{n} change", "{n} changes", journey.changes) if journey.changes else t("Direct")
    walked = t("{minutes} on foot", minutes=duration(journey.walk_minutes))
    return card(
        row(text(times, "strong"), spacer(), text(duration(journey.minutes), key=f"minutes-{n}")),
        row(*lines, style="wrap"),
        text(" · ".join((changes, walked, money(journey.fare))), "small muted", key=f"facts-{n}"),
        tap=on("steps", variant=str(n)),
        key=f"journey-{n}",
    )


def _journey_steps(journey: Journey, look: Look) -> list[Node | None]:
    out: list[Node | None] = [
        column(
            text(f"{_clock(journey.depart, look)} – {_clock(journey.arrive, look)}", "big strong"),
            text(t("{minutes}, fare {price}", minutes=duration(journey.minutes), price=money(journey.fare)), "muted",
                 key="fare"),
            style="pad",
        )
    ]  # fmt: skip
    return [*out, *[_leg(leg, look) for leg in journey.legs]]


def _leg(leg: Leg, look: Look) -> Node:
    to = t(STOPS[leg.end].name) if leg.end else t("your destination")
    if not leg.line:
        return item(t("Walk to {stop}", stop=to), duration(leg.minutes), leading=icon("directions_walk"))
    line = LINES[leg.line]
    towards = line.stops[-1] if line.stops.index(leg.end) > line.stops.index(leg.start) else line.stops[0]
    return card(
        row(icon(line.icon, line.tint), text(t("{line} towards {stop}", line=t(line.name), stop=t(STOPS[towards].name)),
                                            "strong grow")),
        row(text(_clock(leg.depart, look)), text(t(STOPS[leg.start].name), "grow")),
        text(t("{stops}, every {n} minutes", stops=tn("{n} stop", "{n} stops", leg.hops), n=line.every), "small muted"),
        row(text(_clock(leg.arrive, look)), text(t("Get off at {stop}", stop=to), "grow")),
    )  # fmt: skip


def steps_page(state: MapsState, look: Look) -> Node:
    """A way or a journey, step by step; the form is the route's."""
    form = look.form
    mode, variant = form.get("mode", "drive"), look.args["variant"]
    if mode == "transit":
        found = route_journeys(state, form, look.now)
        shown = _journey_steps(found[int(variant)], look) if int(variant) < len(found) else []
        return page(t("Journey"), *shown, key="steps")
    places = route_places(state, form)
    way = next((way for way in route_ways(state, form, mode, look.now) if way.variant == variant), None)
    if way is None:
        return page(t("Steps"), empty("route", t("This way is not to be had any more")))
    line = path(places, variant)
    return page(
        t("Steps"),
        column(
            text(f"{duration(way.minutes)} · {distance(way.km, state['options'])}", "big strong"),
            text(t("by {way}", way=t(way.kind.name)), "muted"),
            style="pad",
        ),
        town_map(around(line), route=line, ends=[spot(place) for place in places]),
        *[_step(state, n, step) for n, step in enumerate(steps(way, places))],
        bottom=button(t("Start"), on("start", variant=variant), "wide", icon="navigation"),
        key="steps",
    )


def _step(state: MapsState, n: int, step: Step, now: bool = False) -> Node:
    far = distance(step.km, state["options"]) if step.km else ""
    return item(step.words, far, leading=icon(step.icon), key=f"step-{n}", selected=now)


# -- sheets ---------------------------------------------------------------------------------------------------------


def route_options(state: MapsState, look: Look) -> Node:
    """What to keep away from."""
    options = state["options"]
    on_now = {"tolls": options["avoid_tolls"], "motorways": options["avoid_motorways"],
              "ferries": options["avoid_ferries"]}  # fmt: skip
    return sheet(
        t("Route options"),
        *[check(t(words), on_now[key], on("flip", key=f"avoid_{key}"), key=f"avoid-{key}") for key, words, _ in AVOID],
        row(spacer(), button(t("Done"), on("done")), style="pad"),
    )


def when_sheet(state: MapsState, look: Look) -> Node:
    """Leave now, depart at or arrive by, with a day and a time."""
    form = look.form
    kind, today = form.get("when", "now"), look.now.date()
    days = [(today + timedelta(days=n)).isoformat() for n in range(7)]
    timed = kind != "now"
    return sheet(
        t("When"),
        *[radio(t(words), key == kind, on("set", key="when", value=key), key=f"when-{key}") for key, words in WHENS],
        chips(*[chip(date_words(day, today), day == (form.get("day") or days[0]), on("set", key="day", value=day),
                     f"day-{day}") for day in days]) if timed else None,
        field("typed", t("Time, like 14:30"), form.get("typed", ""), submit=on("set_when"),
              error=form.get("error", "")) if timed else None,
        row(spacer(), button(t("Set time"), on("set_when")), style="pad"),
    )  # fmt: skip


# -- being led ------------------------------------------------------------------------------------------------------


def navigating(state: MapsState, look: Look) -> Node:
    """The next step in large, when one is there, and what can be done on the way."""
    trip = state["trip"]
    if trip is None:
        return page(t("Navigation"), empty("flag", t("You are there, or navigation was ended")))
    way = Way(trip["mode"], trip["variant"], trip["metres"] / 1000, trip["minutes"], 0)
    todo = steps(way, trip["places"])
    at = min(trip["step"], len(todo) - 1)
    now, line = todo[at], path(trip["places"], trip["variant"])
    reach = datetime.fromisoformat(trip["began"]) + timedelta(minutes=trip["minutes"])
    far = distance(now.km, state["options"]) if now.km else ""
    voice = state["options"]["voice"]
    return page(
        name_of(trip["places"][-1]),
        card(
            row(icon(now.icon), column(text(now.words, "big strong", key="step"), text(far) if far else None,
                                       style="grow")),
            text(t("Then: {step}", step=todo[at + 1].words), "small muted") if at + 1 < len(todo) else None,
            style="led",
        ),
        town_map(around(line, TALL), route=line, ends=[spot(place) for place in trip["places"]],
                 here=line[min(at, len(line) - 1)]),
        row(text(t("Arrive {time}", time=_clock(reach, look)), "strong", key="arrive"), spacer(),
            text(f"{duration(trip['minutes'])} · {distance(trip['metres'] / 1000, state['options'])}", "muted"),
            style="pad"),
        gallery(
            button(t("Mute") if voice else t("Unmute"), on("flip", key="voice"), "tonal",
                   icon="volume_up" if voice else "volume_off", key="voice"),
            button(t("Report a hazard"), on("hazards"), "tonal", icon="warning"),
            button(t("Add a stop"), on("pick", role="trip"), "tonal", icon="add_location"),
            button(t("Share arrival"), on("share_arrival"), "tonal", icon="share"),
            columns=2,
        ),
        heading(t("Steps")),
        *[_step(state, n, step, n == at) for n, step in enumerate(todo)],
        bottom=row(
            button(t("End"), on("end"), "danger", key="end"),
            spacer(),
            button(t("Next step"), on("next"), key="next") if at + 1 < len(todo) else
            button(t("I am there"), on("arrived"), key="arrived"),
            style="pad",
        ),
        key="navigating",
    )  # fmt: skip


def hazards(state: MapsState, look: Look) -> Node:
    """What can be reported."""
    return sheet(
        t("Report a hazard"),
        *[item(t(words), leading=icon(icon_), tap=on("hazard", kind=kind), key=f"hazard-{kind}")
          for kind, words, icon_ in HAZARDS],
    )  # fmt: skip
