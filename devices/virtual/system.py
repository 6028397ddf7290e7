"""What the phone itself draws: status bar, launcher, recent apps, keyboard, navigation bar, toast."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from devices.virtual.app import App
from devices.virtual.node import Node, on
from devices.virtual.ui import column, icon_button, item, page, row, spacer, text

LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SYMBOLS = ("1234567890", "@#$%&-+()/", "*\"':;!?,_=")


def clock_words(now: datetime, settings: Mapping[str, Any]) -> str:
    """The time of day as the user has set it: 24-hour or with AM and PM."""
    return now.strftime("%H:%M") if settings["clock_24h"] else now.strftime("%I:%M %p").lstrip("0")


def status_bar(now: datetime, settings: Mapping[str, Any]) -> Node:
    """Time at the left, what is switched on at the right."""
    icons = [
        "do_not_disturb_on" if settings["do_not_disturb"] else "",
        "bluetooth" if settings["bluetooth"] else "",
        "flight" if settings["airplane"] else "signal_cellular_alt",
        "wifi" if settings["wifi"] and not settings["airplane"] else "",
        "battery_full",
    ]
    small = [Node("icon", icon=name) for name in icons if name]
    return row(text(clock_words(now, settings)), spacer(), *small, style="statusbar")


def navigation_bar() -> Node:
    """Back, home, recents."""
    return row(
        icon_button("arrow_back", "Back", on("system.back")),
        icon_button("circle", "Home", on("system.home")),
        icon_button("crop_square", "Recents", on("system.recents")),
        style="navbar",
    )


def launcher(apps: Mapping[str, App[Any]], now: datetime, settings: Mapping[str, Any]) -> Node:
    """The home screen."""
    icons = [
        Node(
            "appicon",
            tap=on("system.launch", app=app.id),
            key=f"app-{app.id}",
            children=(Node("tile", icon=app.icon, tint=app.colour), Node("text", app.name)),
        )
        for app in apps.values()
    ]
    return column(
        Node("text", clock_words(now, settings), style="clock"),
        Node("text", now.strftime("%A, %-d %B"), style="today"),
        Node("grid", children=tuple(icons), style="grid"),
        style="launcher",
    )


def recents(running: Sequence[App[Any]]) -> Node:
    """The apps used last, newest first."""
    cards = [
        item(
            app.name,
            tap=on("system.launch", app=app.id),
            leading=Node("icon", icon=app.icon, tint=app.colour),
            trailing=icon_button("close", f"Close {app.name}", on("system.quit", app=app.id)),
        )
        for app in running
    ]
    return page("Recent apps", *cards or [text("No recent apps", "muted centre")], back=False)


def keyboard(shift: bool, symbols: bool) -> Node:
    """The on-screen keyboard. Its keys are no elements, as on Android: they belong to another window."""
    rows = SYMBOLS if symbols else LETTERS
    case = str.upper if shift and not symbols else str
    lines = [[_key(case(char)) for char in line] for line in rows]
    if not symbols:
        lines[2].insert(0, _key("", "shift", "keyboard_capslock", "wide selected" if shift else "wide"))
    lines[2].append(_key("", "backspace", "backspace", "wide"))
    bottom = [
        _key("ABC" if symbols else "?123", "symbols", style="wide"),
        _key(","),
        _key(" ", style="bar"),
        _key("."),
        _key("", "enter", "keyboard_return", "wide"),
    ]
    return column(*(row(*line, style="keyrow") for line in [*lines, bottom]), style="keyboard")


def _key(char: str, name: str = "", icon: str = "", style: str = "") -> Node:
    event = on("system.key", name=name) if name else on("system.char", char=char)
    return Node("keycap", char, icon=icon, style=style, tap=event)
