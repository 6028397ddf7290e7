"""Departures and arrivals of a station, one train's run, what a station has."""

from datetime import timedelta

from devices.virtual.app import Look
from devices.virtual.apps.trains.catalogue import FACILITIES, LINES, STATIONS
from devices.virtual.apps.trains.fortune import CROWDS, bikes_left, cancelled, crowd, delay, reason
from devices.virtual.apps.trains.parts import clock, platform_node
from devices.virtual.apps.trains.state import TrainsState, station_name
from devices.virtual.apps.trains.timetable import Train, board, train_of
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import time_words
from devices.virtual.ui import (
    art,
    badge,
    banner,
    button,
    chip,
    chips,
    column,
    divider,
    empty,
    heading,
    icon,
    item,
    page,
    row,
    search,
    spacer,
    text,
)
from devices.virtual.words import t, tn

HOME_STATION = "lc"
FILTERS = (("", "All"), ("long", "Long distance"), ("r", "Regional"))


def board_tab(state: TrainsState, look: Look) -> list[Node | None]:
    """The next trains of a station, with delays."""
    form = look.form
    station, arrivals = form.get("board", HOME_STATION), bool(form.get("arrivals"))
    query, only = look.draft("towards").casefold(), form.get("only", "")
    shown = [
        (at, train)
        for at, train in board(station, look.now - timedelta(minutes=5), arrivals)
        if _fits(train, only) and query in f"{_far_end(train, arrivals)} {train.name}".casefold()
    ]
    return [
        item(station_name(station), t("Tap to choose another station"), on("station", role="board"),
             leading=icon("train"), key="board-station",
             trailing=button(t("Station"), on("station_info", id=station), "tonal small", key="station-info")),
        chips(chip(t("Departures"), not arrivals, on("set", key="arrivals", value=""), "departures"),
              chip(t("Arrivals"), arrivals, on("set", key="arrivals", value="1"), "arrivals"),
              *[chip(t(words), only == key, on("set", key="only", value=key), f"only-{key or 'all'}")
                for key, words in FILTERS]),
        search("towards", t("Destination or train"), form.get("towards", "")),
        text(t("Live, as of {time}", time=clock(look.now, look)), "small muted pad"),
        *[_line(state, look, station, train, arrivals) for _, train in shown],
        None if shown else empty("train", t("No trains in the next four hours")),
    ]  # fmt: skip


def board_page(state: TrainsState, look: Look) -> Node:
    """The same as a page of its own."""
    return page(t("Departures"), *board_tab(state, look), key="board")


def _fits(train: Train, only: str) -> bool:
    regional = LINES[train.line].kind == "r"
    return not only or regional == (only == "r")


def _far_end(train: Train, arrivals: bool) -> str:
    return station_name(train.calls[0 if arrivals else -1][0])


def _line(state: TrainsState, look: Look, station: str, train: Train, arrivals: bool) -> Node:
    luck, today = state["luck"], look.now.date()
    at, late, gone = train.at(station), delay(luck, train, today), cancelled(luck, train, today)
    status = badge(t("Cancelled"), "bad") if gone else badge(t("+{n} min", n=late), "warn") if late else badge(
        t("On time"), "good")  # fmt: skip
    return item(
        _far_end(train, arrivals), f"{clock(at, look)} · {train.name}", on("train", id=train.id),
        leading=icon(train.kind.icon, train.kind.tint), extra=platform_node(luck, train, station, today),
        trailing=column(status, text(clock(at + timedelta(minutes=late), look), "small error") if late and not gone
                        else None, style="aside"), key=f"train-{train.id}",
    )  # fmt: skip


def train_page(state: TrainsState, look: Look) -> Node:
    """One train from its first stop to its last."""
    train = train_of(look.args["id"])
    luck, today = state["luck"], look.now.date()
    late, gone = delay(luck, train, today), cancelled(luck, train, today)
    line = LINES[train.line]
    calls = train.calls
    return page(
        train.name,
        column(
            row(icon(train.kind.icon, train.kind.tint), text(t(train.kind.name), "strong")),
            text(f"{station_name(calls[0][0])} – {station_name(calls[-1][0])}", "big"),
            text(t(CROWDS[crowd(luck, train)]), "muted"),
            text(tn("{n} place for bicycles left", "{n} places for bicycles left", bikes_left(luck, train, line.bikes)),
                 "muted") if line.bikes else None,
            style="pad",
        ),
        banner(t("Cancelled: {why}", why=t(reason(luck, train))), "error", "bad") if gone else
        banner(t("{n} minutes late: {why}", n=late, why=t(reason(luck, train))), "warning", "warn") if late else
        banner(t("On time"), "check_circle", "good"),
        heading(t("Stops")),
        *[
            item(
                station_name(stop), clock(at, look), on("station_info", id=stop), key=f"stop-{stop}",
                leading=icon("radio_button_checked" if at + timedelta(minutes=late) <= look.now else "circle"),
                extra=text(t("expected {time}", time=clock(at + timedelta(minutes=late), look)), "small error")
                if late and not gone else None,
                trailing=platform_node(luck, train, stop, today),
            )
            for stop, at in calls
        ],
        divider(),
        heading(t("On board")),
        chips(*[badge(t(words)) for words in train.kind.amenities]),
        row(button(t("Find tickets"), on("from_train", start=calls[0][0], end=calls[-1][0], day=train.day.isoformat()),
                   "tonal", icon="search"), style="pad"),
        key="run",
    )  # fmt: skip


def station_page(state: TrainsState, look: Look) -> Node:
    """What a station has, and where it is."""
    station = look.args["id"]
    entry = STATIONS[station]
    opens, _, closes = entry.hours.partition("-")
    lines = [line for line in LINES.values() if station in {stop for stop, _, _ in line.stops}]
    ends = sorted({station_name(stop) for line in lines for stop in (line.stops[0][0], line.stops[-1][0])}
                  - {station_name(station)})  # fmt: skip
    office = f"{time_words(opens, look.others)} – {time_words(closes, look.others)}" if opens else t("No ticket office")
    return page(
        station_name(station),
        art("city", 40 + sum(station.encode()), t("Picture of {name}", name=station_name(station)), "wide"),
        text(t("{town}, {n} platforms", town=t(entry.town), n=entry.platforms), "muted pad"),
        row(button(t("Trains from here"), on("trains_from", id=station), "tonal", icon="train"),
            button(t("Show on map"), on("on_map", id=station), "tonal", icon="map") if entry.place else spacer(),
            style="pad"),
        item(office, t("Ticket office"), leading=icon("schedule"), key="office"),
        item(t("{price} a day", price=money(entry.locker)) if entry.locker else t("None"), t("Luggage lockers"),
             leading=icon("luggage"), key="lockers"),
        item("555-0160", t("Service number"), on("call"), leading=icon("call"), key="service"),
        heading(t("At the station")),
        *[item(t(FACILITIES[f][1]), leading=icon(FACILITIES[f][0]), key=f"has-{f}") for f in entry.facilities],
        heading(t("Trains go to")),
        text(t(", ").join(ends), "pad"),
        key="station",
    )  # fmt: skip
