"""The home screen with its pages and the search over all apps, and the recent apps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from devices.virtual.app import App
from devices.virtual.node import Node, on
from devices.virtual.times import clock_words, full_date
from devices.virtual.ui import button, column, empty, icon_button, item, page, row, search, text
from devices.virtual.words import t

DOCK = ("org.guimcp.contacts", "org.guimcp.messages", "org.guimcp.mail", "org.guimcp.gallery")
FIRST_PAGE, OTHER_PAGES = 12, 16


@dataclass(frozen=True, slots=True)
class Entry:
    """An app as the launcher knows it, its name in the phone's language."""

    app: App[Any]
    name: str


def pages(entries: Sequence[Entry]) -> list[list[Entry]]:
    """How apps are spread over the home screen's pages; those of the dock are on none."""
    rest = [entry for entry in entries if entry.app.id not in DOCK]
    starts = range(FIRST_PAGE, len(rest), OTHER_PAGES)
    return [rest[:FIRST_PAGE], *(rest[start : start + OTHER_PAGES] for start in starts)]


def launcher(entries: Sequence[Entry], shown: int, now: datetime, settings: Any) -> Node:
    """One page of the home screen; a stroke to the side turns it, one upwards shows all apps."""
    spread = pages(entries)
    shown = min(shown, len(spread) - 1)
    dock = [entry for app_id in DOCK for entry in entries if entry.app.id == app_id]
    dots = [
        Node("dot", label=t("Page {n} of {all}", n=n + 1, all=len(spread)), selected=n == shown,
             tap=on("system.page", to=n))
        for n in range(len(spread))
    ]  # fmt: skip
    whole = column(
        column(
            text(clock_words(now, settings), "clock"), text(full_date(now.date()), "today"), style="hours"
        ) if shown == 0 else None,
        Node("pill", t("Search apps"), icon="search", tap=on("system.drawer"), key="search-apps"),
        Node("grid", children=tuple(_icon(entry) for entry in spread[shown]), style="grid"),
        row(*dots, style="dots") if len(spread) > 1 else None,
        Node("grid", children=tuple(_icon(entry) for entry in dock), style="grid dock") if dock else None,
        style="launcher",
    )  # fmt: skip
    whole.swipe = on("system.turn")
    return whole


def _icon(entry: Entry) -> Node:
    app = entry.app
    tile = Node("tile", icon=app.icon, tint=app.colour)
    return Node(
        "appicon", label=entry.name, tap=on("system.launch", app=app.id), key=f"app-{app.id}",
        children=(tile, Node("caption", entry.name)),
    )  # fmt: skip


def drawer(entries: Sequence[Entry], query: str) -> Node:
    """All apps by name, narrowed by what is typed."""
    wanted = query.strip().casefold()
    found = sorted((e for e in entries if wanted in e.name.casefold()), key=lambda e: e.name.casefold())
    rows = [
        item(e.name, tap=on("system.launch", app=e.app.id), leading=Node("tile", icon=e.app.icon, tint=e.app.colour),
             key=f"app-{e.app.id}")
        for e in found
    ]  # fmt: skip
    return page(
        t("All apps"), search("query", t("Search apps"), query), *rows or [empty("search", t("No app of that name"))]
    )


def recents(running: Sequence[Entry]) -> Node:
    """The apps used last, newest first."""
    cards = [
        item(
            entry.name,
            tap=on("system.launch", app=entry.app.id),
            leading=Node("tile", icon=entry.app.icon, tint=entry.app.colour),
            trailing=icon_button("close", t("Close {app}", app=entry.name), on("system.quit", app=entry.app.id)),
        )
        for entry in running
    ]
    clear = row(button(t("Close all"), on("system.quit_all"), "tonal"), style="pad middle") if cards else None
    return page(t("Recent apps"), *cards or [empty("crop_square", t("No recent apps"))], clear, back=False)
