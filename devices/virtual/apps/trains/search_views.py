"""Looking for a connection: the form and its pickers."""

from datetime import date, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.trains.catalogue import CARDS, LINES, MAX_PEOPLE, STATIONS
from devices.virtual.apps.trains.parts import (
    card_words,
    clock,
    day_of,
    kind_words,
    people_of,
    people_words,
    time_of,
)
from devices.virtual.apps.trains.state import (
    TrainsState,
    by_number,
    latest,
    route_words,
    station_name,
)
from devices.virtual.node import Node, on
from devices.virtual.times import WEEKDAYS, date_words, day_words, month_words
from devices.virtual.ui import (
    button,
    card,
    chip,
    chips,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    search,
    sheet,
    spacer,
    stepper,
    strip,
    text,
)
from devices.virtual.words import t, tn

DAYS_AHEAD = 90


def search_tab(state: TrainsState, look: Look) -> list[Node | None]:
    """The form that looks for trains, saved trips and what was looked for last."""
    form, today = look.form, look.now.date()
    day = day_of(form, look.now)
    near = [today + timedelta(days=n) for n in range(10)]
    arrive = bool(form.get("arrive"))
    return [
        card(
            item(station_name(form.get("from", "")), t("From"), on("station", role="from"), leading=icon("my_location"),
                 key="from", trailing=icon_button("swap_vert", t("Swap stations"), on("swap"))),
            item(station_name(form.get("to", "")), t("To"), on("station", role="to"), leading=icon("place"), key="to"),
            text(form["error"], "error small pad") if form.get("error") else None,
            style="flush",
        ),
        strip(
            *[chip(date_words(d.isoformat(), today), d == day, on("set", key="day", value=d.isoformat()),
                   f"day-{d.isoformat()}") for d in near],
            chip(t("Other date") if day in near else day_words(day), day not in near, on("date"), "other-date",
                 "calendar_month"),
            key="days",
        ),
        item(_time_words(look), t("Arrive by") if arrive else t("Depart after"), on("time"), leading=icon("schedule"),
             trailing=icon("chevron_right"), key="time"),
        item(people_words(form), t("Passengers"), on("people"), leading=icon("group"), trailing=icon("chevron_right"),
             key="people"),
        item(card_words(state, form, look.now), t("Railcard"), on("cards"), leading=icon("badge"),
             trailing=icon("chevron_right"), key="card"),
        chips(
            chip(t("Second class"), form.get("class", "2") == "2", on("set", key="class", value="2"), "class-2"),
            chip(t("First class"), form.get("class") == "1", on("set", key="class", value="1"), "class-1"),
            chip(t("Direct only"), bool(form.get("direct")), on("flag", key="direct"), "direct"),
            chip(t("With bicycle"), bool(form.get("bike")), on("flag", key="bike"), "bike", "pedal_bike"),
        ),
        button(t("Search trains"), on("search"), "wide", icon="search", key="search"),
        heading(t("Saved trips")) if state["trips"] else None,
        *[item(trip["name"], route_words(trip["start"], trip["end"]), on("again", start=trip["start"], end=trip["end"]),
               leading=icon("star"), key=f"trip-{i}",
               trailing=icon_button("close", t("Remove {name}", name=trip["name"]), on("drop_trip", id=i), f"drop-{i}"))
          for i, trip in by_number(state["trips"])],
        heading(t("Last searches")) if state["recents"] else None,
        *[item(route_words(r["start"], r["end"]), "", on("again", start=r["start"], end=r["end"]),
               leading=icon("history"), key=f"recent-{i}")
          for i, r in latest(state)],
    ]  # fmt: skip


def _time_words(look: Look) -> str:
    return clock(time_of(look.form, look.now), look) if look.form.get("time") else t("Now")


def station_page(state: TrainsState, look: Look) -> Node:
    """Pick a station."""
    query = look.draft("query").casefold()
    last = [station for _, r in latest(state) for station in (r["start"], r["end"])]
    known = sorted(STATIONS, key=lambda s: station_name(s).casefold())
    found = [s for s in known if query in f"{STATIONS[s].name} {station_name(s)}".casefold()]
    titles = {"from": t("From where?"), "to": t("Where to?"), "board": t("Choose a station")}
    return page(
        titles.get(look.args["role"], t("Choose a station")),
        *([heading(t("Lately used")), *[_station(s, f"last-{s}", "history") for s in list(dict.fromkeys(last))[:4]],
           heading(t("All stations"))] if not query and last else []),
        *[_station(s, f"station-{s}", "train") for s in found],
        None if found else empty("search", t("No station of this name")),
        top=search("query", t("Search stations"), look.form.get("query", "")),
        key="stations",
    )  # fmt: skip


def _station(station: str, key: str, icon_: str) -> Node:
    lines = sum(station in {stop for stop, _, _ in line.stops} for line in LINES.values())
    sub = tn("{n} line, {platforms} platforms", "{n} lines, {platforms} platforms", lines,
             platforms=STATIONS[station].platforms)  # fmt: skip
    return item(station_name(station), sub, on("picked", station=station), leading=icon(icon_), key=key)


def date_page(state: TrainsState, look: Look) -> Node:
    """A month to pick a day from; the past and what lies too far ahead cannot be picked."""
    today = look.now.date()
    first = date.fromisoformat(f"{look.form.get('month') or today.isoformat()[:7]}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    before = first - timedelta(days=1)
    days = [first + timedelta(days=n) for n in range((following - first).days)]
    last = today + timedelta(days=DAYS_AHEAD)
    chosen = look.args["day"]
    return page(
        t("Choose a date"),
        row(
            icon_button("chevron_left", t("Previous month"), on("set", key="month", value=before.isoformat()[:7])),
            spacer(), text(month_words(first), "strong", key="month-name"), spacer(),
            icon_button("chevron_right", t("Next month"), on("set", key="month", value=following.isoformat()[:7])),
            style="month-head",
        ),
        Node("month", children=(
            *[Node("weekday", t(name)) for name in WEEKDAYS],
            *[spacer() for _ in range(first.weekday())],
            *[Node("day", str(d.day), label=day_words(d, year=True), key=f"day-{d.isoformat()}",
                   selected=d.isoformat() == chosen, style="today" if d == today else "",
                   enabled=today <= d <= last, tap=on("day", day=d.isoformat())) for d in days],
        )),
        text(t("Tickets can be bought {n} days ahead.", n=DAYS_AHEAD), "small muted pad"),
    )  # fmt: skip


def time_sheet(state: TrainsState, look: Look) -> Node:
    """Depart after or arrive by, with a time."""
    arrive = bool(look.form.get("arrive"))
    return sheet(
        t("Time"),
        radio(t("Depart after"), not arrive, on("set", key="arrive", value=""), key="depart-after"),
        radio(t("Arrive by"), arrive, on("set", key="arrive", value="1"), key="arrive-by"),
        field("typed", t("Time, like 14:30"), look.form.get("typed", ""), submit=on("set_time"),
              error=look.form.get("error", "")),
        chips(*[chip(words, look.form.get("typed") == words, on("set", key="typed", value=words), f"at-{words}")
                for words in ("06:00", "09:00", "12:00", "15:00", "18:00", "21:00")]),
        row(button(t("Now"), on("now"), "flat", key="now"), spacer(), button(t("Set time"), on("set_time")),
            style="pad"),
    )  # fmt: skip


def people_sheet(state: TrainsState, look: Look) -> Node:
    """How many travel."""
    many = len(people_of(look.form))
    rows: list[Node] = []
    for kind in ("adult", "child", "senior"):
        n = int(look.form.get(kind, "1" if kind == "adult" else "0"))
        less = on("count", kind=kind, to=n - 1) if n and many > 1 else None
        more = on("count", kind=kind, to=n + 1) if many < MAX_PEOPLE else None
        rows.append(item(kind_words(kind), key=f"kind-{kind}",
                         trailing=stepper(kind_words(kind), str(n), less, more, f"count-{kind}")))  # fmt: skip
    return sheet(
        t("Passengers"), *rows,
        text(t("Children under 6 travel free and need no ticket."), "small muted pad"),
        row(spacer(), button(t("Done"), on("people_done")), style="pad"),
    )  # fmt: skip


def cards_sheet(state: TrainsState, look: Look) -> Node:
    """Which railcard?"""
    chosen = look.args["card"]
    return sheet(
        t("Railcard"),
        radio(t("No railcard"), not chosen, on("card", id=""), key="card-none"),
        *[radio(t(CARDS[rc["kind"]].name), i == chosen, on("card", id=i),
                t("{number}, until {day}", number=rc["number"],
                  day=day_words(date.fromisoformat(rc["until"]), year=True)),
                f"card-{i}") for i, rc in by_number(state["railcards"])],
        text(t("A railcard counts for the first passenger."), "small muted pad"),
    )  # fmt: skip
