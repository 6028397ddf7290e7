"""What several screens of Wayfare share: distances, opening hours, rows of places."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.maps.catalogue import ALWAYS, PLACES, kind_of
from devices.virtual.apps.maps.state import (
    HERE,
    MapsState,
    Options,
    Standing,
    address,
    away,
    located,
    name_of,
    rating_of,
)
from devices.virtual.money import currency
from devices.virtual.node import Event, Node, on
from devices.virtual.times import LONG_WEEKDAYS, day_words, time_words, weekday
from devices.virtual.ui import badge, column, icon, item, navigation, row, text
from devices.virtual.words import t

TABS = (
    ("explore", "Explore", "explore"),
    ("saved", "Saved", "bookmark"),
    ("timeline", "Timeline", "history"),
    ("you", "You", "account_circle"),
)
MODE_WORDS = {"drive": "Drive", "transit": "Public transport", "walk": "Walk", "cycle": "Cycle"}
MODE_ICONS = {
    "drive": "directions_car", "transit": "directions_bus", "walk": "directions_walk", "cycle": "directions_bike",
}  # fmt: skip
KM_PER_MILE = 1.609344


def bottom_bar(tab: str) -> Node:
    """The four parts of the app."""
    return navigation(*[(t(words), icon_, tab == name, on("tab", tab=name)) for name, words, icon_ in TABS])


def distance(km: float, options: Options) -> str:
    """ "350 m", "2.4 km", "1.5 mi"."""
    if options["units"] == "miles":
        return t("{n} mi", n=f"{km / KM_PER_MILE:.1f}")
    return t("{n} m", n=max(10, 10 * round(100 * km))) if km < 0.995 else t("{n} km", n=f"{km:.1f}")


def price_words(level: int) -> str:
    """ "€€"."""
    return currency() * level


def stars(tenths: int) -> str:
    """ "4.6 ★"."""
    return f"{tenths // 10}.{tenths % 10} ★"


# -- opening hours --------------------------------------------------------------------------------------------------


def is_open(hours: list[str], now: datetime) -> bool:
    """Is somebody there?"""
    opens, _, closes = hours[now.weekday()].partition("-")
    return bool(opens) and opens <= f"{now:%H:%M}" < closes


def hours_words(span: str, others: Mapping[str, Any]) -> str:
    """One day's hours: "08:00 – 18:00", "Open 24 hours", "Closed"."""
    if not span:
        return t("Closed")
    if span == ALWAYS:
        return t("Open 24 hours")
    opens, _, closes = span.partition("-")
    return f"{time_words(opens, others)} – {_close_words(closes, others)}"


def _close_words(closes: str, others: Mapping[str, Any]) -> str:
    return t("midnight") if closes == "24:00" else time_words(closes, others)


def status_words(hours: list[str], now: datetime, others: Mapping[str, Any]) -> str:
    """ "Open until 6:00 PM", "Opens at 5:00 PM", "Opens Wed 8:00 AM"."""
    span = hours[now.weekday()]
    opens, _, closes = span.partition("-")
    if is_open(hours, now):
        return t("Open 24 hours") if span == ALWAYS else t("Open until {time}", time=_close_words(closes, others))
    if span and f"{now:%H:%M}" < opens:
        return t("Opens at {time}", time=time_words(opens, others))
    for days in range(1, 8):
        day = now + timedelta(days=days)
        if span := hours[day.weekday()]:
            at = time_words(span.partition("-")[0], others)
            return t("Opens {day} {time}", day=t("tomorrow") if days == 1 else weekday(day.date()), time=at)
    return t("Closed for now")


def status_badge(standing: Standing, now: datetime) -> Node:
    """Open or closed."""
    return badge(t("Open"), "good") if is_open(standing["hours"], now) else badge(t("Closed"), "bad")


def hours_table(standing: Standing, look: Look) -> Node:
    """A week's hours, today's in bold."""
    today = look.now.weekday()
    lines = [
        row(
            text(t(LONG_WEEKDAYS[day]), "grow strong" if day == today else "grow"),
            text(hours_words(span, look.others), "strong" if day == today else "", key=f"hours-{day}"),
        )
        for day, span in enumerate(standing["hours"])
    ]
    return column(*lines, style="pad", key="hours")


# -- places ---------------------------------------------------------------------------------------------------------


def place_icon(place: str) -> Node:
    """A coloured tile with the sign of what kind of place it is."""
    category = kind_of(place)
    return Node("tile", icon=category.icon, tint=category.tint)


def place_facts(state: MapsState, place: str) -> str:
    """Kind, price and rating in one line."""
    entry = PLACES[place]
    if entry.address:
        return t("Address")
    standing = state["standings"][place]
    price = [price_words(standing["price"])] if standing["price"] else []
    return " · ".join([stars(rating_of(state, place)[0]), *price, t(entry.kind)])


def place_row(state: MapsState, look: Look, place: str, tap: Event, key: str, trailing: Node | None = None) -> Node:
    """A place in a list."""
    entry = PLACES[place]
    where = [] if entry.address else [address(place)]
    if located(look.others):
        where.append(distance(away(state, place), state["options"]))
    shown = None if entry.address else row(status_badge(state["standings"][place], look.now))
    return item(
        name_of(place), "\n".join((place_facts(state, place), " · ".join(where))) if where else t("Address"), tap,
        leading=place_icon(place), key=key, extra=shown, trailing=trailing,
    )  # fmt: skip


def short_row(place: str, tap: Event | None, key: str, icon_: str = "place", trailing: Node | None = None) -> Node:
    """A place in a list to pick from."""
    entry = PLACES[place]
    sub = t("Address") if entry.address else f"{t(entry.kind)} · {address(place)}"
    return item(name_of(place), sub, tap, leading=icon(icon_), key=key, trailing=trailing)


def where_words(state: MapsState, place: str) -> str:
    """An end of a route: a place's name, "Home", "Work" or "Your location"."""
    if place == HERE:
        return t("Your location")
    if not place:
        return t("Choose a place")
    if place == state["home"]:
        return t("Home")
    if place == state["work"]:
        return t("Work")
    return name_of(place)


def matches(place: str, query: str) -> bool:
    """Does a place fit what was typed, in English or in the phone's language?"""
    entry = PLACES[place]
    category = kind_of(place).name
    words = (entry.name, name_of(place), entry.kind, t(entry.kind), category, t(category), entry.street,
             address(place))  # fmt: skip
    return all(part in " ".join(words).casefold() for part in query.casefold().split())


def day_of(iso: str) -> str:
    """The day of a time, with its year."""
    return day_words(date.fromisoformat(iso[:10]), year=True)
