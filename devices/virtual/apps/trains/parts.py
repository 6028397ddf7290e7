"""What several screens of Linia share: connections, trains, the search's own words."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.trains.catalogue import CARDS, LINES, PEOPLE_KINDS
from devices.virtual.apps.trains.fortune import CROWDS, cancelled, crowd, delay, platform, platform_now
from devices.virtual.apps.trains.state import TrainsState, station_name, valid_card
from devices.virtual.apps.trains.timetable import Connection, Leg, Train
from devices.virtual.node import Event, Node, on
from devices.virtual.times import SETTINGS, clock_words, date_words, duration
from devices.virtual.ui import badge, card, column, icon, navigation, row, spacer, text
from devices.virtual.words import t, tn

TABS = (("search", "Search", "search"), ("tickets", "Tickets", "confirmation_number"), ("board", "Departures", "train"),
        ("account", "Account", "account_circle"))  # fmt: skip
COUNTS = ("adult", "child", "senior")


def bottom_bar(tab: str) -> Node:
    """The four parts of the app."""
    return navigation(*[(t(words), icon_, tab == name, on("tab", tab=name)) for name, words, icon_ in TABS])


def clock(at: datetime, look: Look) -> str:
    """A time of day as the user reads it."""
    return clock_words(at, look.others[SETTINGS])


def span(connection: Connection, look: Look) -> str:
    """ "9:02 AM – 11:21 AM", with the days after in brackets."""
    later = (connection.arrive.date() - connection.depart.date()).days
    more = f" (+{later})" if later else ""
    return f"{clock(connection.depart, look)} – {clock(connection.arrive, look)}{more}"


def changes_words(connection: Connection) -> str:
    """ "Direct", "2 changes"."""
    return tn("{n} change", "{n} changes", connection.changes) if connection.changes else t("Direct")


def train_badges(connection: Connection) -> Node:
    """The trains by name."""
    return row(*[badge(leg.train.name, tint=leg.train.kind.tint) for leg in connection.legs], style="wrap")


def connection_card(connection: Connection, look: Look, price: Node | None, tap: Event, key: str, luck: int) -> Node:
    """A connection in a list."""
    late = trouble(connection, luck, look)
    return card(
        row(text(span(connection, look), "strong big"), spacer(), price),
        row(text(f"{duration(connection.minutes)} · {changes_words(connection)}", "muted")),
        row(train_badges(connection), spacer(), text(t(CROWDS[crowd(luck, connection.legs[0].train)]), "small muted")),
        row(icon("warning", "#b3261e", "tiny"), text(late, "small error")) if late else None,
        tap=tap,
        key=key,
    )


def trouble(connection: Connection, luck: int, look: Look) -> str:
    """What is wrong with a connection of today: delays, trains that do not run; empty where nothing is."""
    today = look.now.date()
    for leg in connection.legs:
        if cancelled(luck, leg.train, today):
            return t("{train} is cancelled", train=leg.train.name)
        if late := delay(luck, leg.train, today):
            return t("{train} is {n} minutes late", train=leg.train.name, n=late)
    return ""


def platform_node(luck: int, train: Train, station: str, today: date, key: str = "") -> Node:
    """The platform, with a warning where it was changed."""
    planned, now = platform(luck, train, station), platform_now(luck, train, station, today)
    if planned == now:
        return text(t("Platform {n}", n=now), "small muted", key=key)
    return row(text(str(planned), "small strike"), badge(t("Platform {n}", n=now), "warn"), key=key)


def leg_card(leg: Leg, luck: int, look: Look, wide: bool, toggle: Event, seats: str = "", key: str = "") -> Node:
    """A ride: from where, on what, the stops between if `wide`, to where."""
    today, train = look.now.date(), leg.train
    late, gone = delay(luck, train, today), cancelled(luck, train, today)
    between = leg.between
    return card(
        _end(leg.depart, leg.start, luck, train, look, late),
        row(
            icon(train.kind.icon, train.kind.tint),
            column(
                text(f"{train.name} · {t(train.kind.name)}", "strong"),
                text(t("towards {station}", station=station_name(train.calls[-1][0])), "small muted"),
                text(" · ".join(t(words) for words in train.kind.amenities), "small muted"),
                text(t(CROWDS[crowd(luck, train)]), "small muted"),
                text(seats, "small strong", key=f"{key}-seats") if seats else None,
                style="grow",
            ),
        ),
        badge(t("Cancelled"), "bad") if gone else None,
        *([row(text(clock(at, look), "small"), text(station_name(stop), "small grow")) for stop, at in between]
          if wide else []),
        Node("button", tn("{n} stop between", "{n} stops between", len(between)), tap=toggle, style="flat small",
             icon="expand_less" if wide else "expand_more", key=f"{key}-stops") if between else None,
        _end(leg.arrive, leg.end, luck, train, look, late),
        key=key,
    )  # fmt: skip


def _end(at: datetime, station: str, luck: int, train: Train, look: Look, late: int) -> Node:
    return row(
        text(clock(at, look), "strong"),
        text(clock(at + timedelta(minutes=late), look), "small error") if late else None,
        text(station_name(station), "strong grow"),
        platform_node(luck, train, station, look.now.date()),
    )


# -- the search's own words -----------------------------------------------------------------------------------------


def people_of(form: Mapping[str, str]) -> list[str]:
    """The kind of every passenger of a search, adults first."""
    defaults = {"adult": "1"}
    return [kind for kind in COUNTS for _ in range(int(form.get(kind, defaults.get(kind, "0"))))]


def people_words(form: Mapping[str, str]) -> str:
    """ "2 adults, 1 child"."""
    people = people_of(form)
    parts = {
        "adult": tn("{n} adult", "{n} adults", people.count("adult")),
        "child": tn("{n} child", "{n} children", people.count("child")),
        "senior": tn("{n} senior", "{n} seniors", people.count("senior")),
    }
    return t(", ").join(words for kind, words in parts.items() if kind in people)


def kind_words(kind: str) -> str:
    """ "Child, 6 to 14"."""
    return t(PEOPLE_KINDS[kind][0])


def day_of(form: Mapping[str, str], now: datetime) -> date:
    """The day of a search."""
    return date.fromisoformat(form["day"]) if form.get("day") else now.date()


def time_of(form: Mapping[str, str], now: datetime) -> datetime:
    """When to leave (or to be there) at the earliest (or latest)."""
    return datetime.fromisoformat(f"{day_of(form, now).isoformat()}T{form.get('time') or f'{now:%H:%M}'}")


def card_of(state: TrainsState, form: Mapping[str, str], now: datetime) -> str:
    """The kind of railcard that a search reckons with; empty for none or one that has run out by then."""
    chosen = form.get("card", "")
    return state["railcards"][chosen]["kind"] if valid_card(state, chosen, day_of(form, now)) else ""


def card_words(state: TrainsState, form: Mapping[str, str], now: datetime) -> str:
    """The railcard of a search."""
    kind = card_of(state, form, now)
    return t(CARDS[kind].name) if kind else t("No railcard")


def when_words(at: datetime, look: Look) -> str:
    """ "Tomorrow, 9:02 AM"."""
    return t("{day}, {time}", day=date_words(at.date().isoformat(), look.now.date()), time=clock(at, look))


def bike_places(connection: Connection) -> bool:
    """Do all its trains take bicycles?"""
    return all(LINES[leg.train.line].bikes for leg in connection.legs)


def day_and_time(connection: Connection, look: Look) -> str:
    """ "Tomorrow, 9:02 AM – 11:21 AM"."""
    day = date_words(connection.depart.date().isoformat(), look.now.date())
    return t("{day}, {time}", day=day, time=span(connection, look))
