"""What was found: connections, their filters, one connection, its fares."""

from collections.abc import Callable, Mapping
from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.trains.catalogue import FARES, LINES
from devices.virtual.apps.trains.parts import (
    bike_places,
    card_of,
    card_words,
    changes_words,
    connection_card,
    day_of,
    leg_card,
    people_of,
    people_words,
    span,
    time_of,
    trouble,
    when_words,
)
from devices.virtual.apps.trains.state import (
    TrainsState,
    fare_price,
    route_words,
    station_name,
)
from devices.virtual.apps.trains.timetable import Connection, connection_of, connections
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, duration
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    card,
    check,
    chip,
    chips,
    column,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    page,
    radio,
    row,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t

SHOWN = 6  # connections at a time
SORTS = (("", "Departure"), ("price", "Price"), ("minutes", "Duration"), ("changes", "Changes"))
CHANGES = (("", "Any number"), ("0", "Direct only"), ("1", "1 at most"))


def found(state: TrainsState, form: Mapping[str, str], now: datetime) -> list[Connection]:
    """The connections of the day that fit the search and its filters, in the chosen order, wherever they begin."""
    every = connections(form["from"], form["to"], day_of(form, now))
    most = 0 if form.get("direct") else int(form.get("changes") or 9)
    keep = [
        one
        for one in every
        if one.changes <= most
        and one.depart >= now
        and (not form.get("bike") or bike_places(one))
        and (not form.get("no_night") or all(LINES[leg.train.line].kind != "n" for leg in one.legs))
        and (not form.get("regional") or all(LINES[leg.train.line].kind == "r" for leg in one.legs))
    ]
    orders: dict[str, Callable[[Connection], tuple[int, datetime]]] = {
        "price": lambda c: (lowest(state, c, form, now), c.depart),
        "minutes": lambda c: (c.minutes, c.depart),
        "changes": lambda c: (c.changes, c.depart),
    }
    order = orders.get(form.get("sort", ""))
    return sorted(keep, key=order) if order else keep


def lowest(state: TrainsState, connection: Connection, form: Mapping[str, str], now: datetime) -> int:
    """Cents from which the connection is to be had in the class of the search."""
    fare = "first" if form.get("class") == "1" else "saver"
    return fare_price(state, connection, fare, people_of(form), card_of(state, form, now))


def window(every: list[Connection], form: Mapping[str, str], now: datetime) -> tuple[int, int]:
    """From which to which connection is shown: those around the wanted time, moved by "Earlier" and "Later"."""
    if form.get("sort"):
        return 0, len(every)
    wanted = time_of(form, now)
    if form.get("arrive"):
        fit = [n for n, one in enumerate(every) if one.arrive <= wanted]
        last = (fit[-1] + 1) if fit else 0
        first = max(0, last - SHOWN + 2)
    else:
        first = next((n for n, one in enumerate(every) if one.depart >= wanted), len(every))
        last = min(len(every), first + SHOWN)
    return max(0, first - int(form.get("more_before", "0"))), min(len(every), last + int(form.get("more_after", "0")))


def results_page(state: TrainsState, look: Look) -> Node:
    """Connections with prices."""
    form, now = look.form, look.now
    every = found(state, form, now)
    first, last = window(every, form, now)
    day = day_of(form, now)
    changing = "change" in look.args
    narrowed = any(form.get(key) for key in ("direct", "changes", "bike", "no_night", "regional"))
    return page(
        route_words(form["from"], form["to"]),
        banner(t("Choose the train you want to take instead."), "sync") if changing else None,
        text(" · ".join((date_words(day.isoformat(), now.date()), people_words(form),
                         t("First class") if form.get("class") == "1" else t("Second class"))), "muted pad"),
        chips(*[chip(t(words), form.get("sort", "") == key, on("set", key="sort", value=key), f"sort-{key or 'time'}")
                for key, words in SORTS]),
        row(button(t("Earlier"), on("more", way="before"), "flat", icon="expand_less"), style="pad") if first else None,
        *[connection_card(one, look, _price(state, one, look), on("connection", ids=one.ids), f"connection-{n}",
                          state["luck"]) for n, one in enumerate(every[first:last])],
        None if every[first:last] else empty(
            "train", t("No train fits on this day. Try another time or fewer filters.")),
        row(button(t("Later"), on("more", way="after"), "flat", icon="expand_more"), style="pad")
        if last < len(every) else None,
        row(button(t("Day before"), on("next_day", by=-1), "tonal small", enabled=day > now.date()), spacer(),
            button(t("Day after"), on("next_day", by=1), "tonal small"), style="pad"),
        actions=[
            icon_button("star_border", t("Save this trip"), on("save_trip")),
            icon_button("tune", t("Filters"), on("filter"), selected=narrowed),
        ],
        key="connections",
    )  # fmt: skip


def _price(state: TrainsState, connection: Connection, look: Look) -> Node:
    return text(t("from {price}", price=money(lowest(state, connection, look.form, look.now))), "strong accent")


def filter_sheet(state: TrainsState, look: Look) -> Node:
    """Changes, bicycles, kinds of trains."""
    form = look.form
    panel = sheet(
        t("Filters"),
        heading(t("Changes")),
        *[radio(t(words), form.get("changes", "") == key, on("set", key="changes", value=key),
                 key=f"changes-{key or 'any'}")
          for key, words in CHANGES],
        heading(t("Trains")),
        check(t("With bicycle places"), bool(form.get("bike")), on("flag", key="bike"), key="with-bike"),
        check(t("Regional trains only"), bool(form.get("regional")), on("flag", key="regional"), key="regional"),
        check(t("No night trains"), bool(form.get("no_night")), on("flag", key="no_night"), key="no-night"),
    )  # fmt: skip
    show, reset = button(t("Show results"), on("filtered")), button(t("Clear all"), on("unfilter"), "flat")
    panel.children = (*panel.children, row(reset, spacer(), show, style="pad"))
    return panel


# -- one connection -------------------------------------------------------------------------------------------------


def connection_page(state: TrainsState, look: Look) -> Node:
    """Every train of a connection and what changing there means."""
    connection, form = connection_of(look.args["ids"]), look.form
    late = trouble(connection, state["luck"], look)
    change = look.args.get("change", "")
    words = t("Take this train") if change else t("Fares from {price}", price=money(
        lowest(state, connection, form, look.now)))  # fmt: skip
    return page(
        t("Connection"),
        column(
            text(span(connection, look), "big strong", key="span"),
            text(" · ".join((date_words(connection.depart.date().isoformat(), look.now.date()),
                             duration(connection.minutes), changes_words(connection), t("{n} km", n=connection.km))),
                 "muted"),
            style="pad",
        ),
        banner(late, "warning", "bad") if late else None,
        *legs(connection, state, look),
        None if bike_places(connection) else text(t("Not every train takes bicycles."), "small muted pad"),
        actions=[icon_button("share", t("Share connection"), on("share_connection"))],
        bottom=button(words, on("take_instead") if change else on("fares"), "wide", key="go-on"),
        key="connection",
    )  # fmt: skip


def legs(connection: Connection, state: TrainsState, look: Look, seats: list[list[str]] | None = None) -> list[Node]:
    """The rides with the changes between them."""
    out: list[Node] = []
    for n, leg in enumerate(connection.legs):
        if n:
            wait = int((leg.depart - connection.legs[n - 1].arrive).total_seconds()) // 60
            out.append(row(icon("sync"), text(t("Change at {station}, {time}", station=station_name(leg.start),
                                                time=duration(wait)), "small muted grow"), style="pad"))  # fmt: skip
        mine = seats[n] if seats and n < len(seats) else []
        taken = t("Coach and seat: {seats}", seats=", ".join(mine)) if mine else ""
        wide = bool(look.form.get(f"wide{n}"))
        out.append(leg_card(leg, state["luck"], look, wide, on("flag", key=f"wide{n}"), taken, f"leg-{n}"))
    return out


def fares_page(state: TrainsState, look: Look) -> Node:
    """What a connection costs, and what one may do with the ticket."""
    connection, people = connection_of(look.args["ids"]), people_of(look.form)
    card_ = card_of(state, look.form, look.now)
    return page(
        t("Choose a fare"),
        text(f"{route_words(look.form['from'], look.form['to'])}\n{when_words(connection.depart, look)}", "muted pad"),
        *[_fare(state, connection, fare, people, card_) for fare in FARES],
        text(t("Prices are for {people} with {card}.", people=people_words(look.form),
               card=card_words(state, look.form, look.now)), "small muted pad"),
        key="fares",
    )  # fmt: skip


def _fare(state: TrainsState, connection: Connection, fare: str, people: list[str], card_: str) -> Node:
    full = fare_price(state, connection, fare, people)
    price = fare_price(state, connection, fare, people, card_)
    return card(
        row(
            text(t(FARES[fare].name), "big strong"),
            badge(t("First class") if FARES[fare].first else t("Second class")),
            spacer(),
            text(money(full), "strike small") if price < full else None,
            text(money(price), "big strong", key=f"price-{fare}"),
        ),
        *[row(icon("check", style="tiny"), text(t(words), "small grow")) for words in FARES[fare].words],
        row(spacer(), button(t("Choose {fare}", fare=t(FARES[fare].name)), on("fare", fare=fare), "small",
                             key=f"fare-{fare}")),
        key=f"card-{fare}",
    )  # fmt: skip


def trip_dialog(state: TrainsState, look: Look) -> Node:
    """A name for a trip that is kept."""
    return dialog(
        t("Save this trip"),
        text(route_words(look.args["start"], look.args["end"]), "muted"),
        field("name", t("Name"), look.form.get("name", ""), submit=on("trip_saved"), error=look.form.get("error", "")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("trip_saved"), "flat")],
    )
