"""Status bar, navigation bar, what is said in passing, and the bar that cuts and pastes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from devices.virtual.node import Node, on
from devices.virtual.times import clock_words
from devices.virtual.ui import button, column, icon_button, row, spacer, text
from devices.virtual.words import t

NOTICE_ICONS = 4


def status_bar(now: datetime, settings: Mapping[str, Any], notices: tuple[str, ...]) -> Node:
    """Time and the icons of notifications at the left, what is switched on at the right. Pull it down for more."""
    icons = [
        "do_not_disturb_on" if settings["do_not_disturb"] else "",
        "bluetooth" if settings["bluetooth"] else "",
        "flight" if settings["airplane"] else "signal_cellular_alt",
        "wifi" if settings["wifi"] and not settings["airplane"] else "",
        "battery_full",
    ]
    small = [Node("icon", icon=name) for name in icons if name]
    told = [Node("icon", icon=name) for name in notices[:NOTICE_ICONS]]
    bar = row(text(clock_words(now, settings)), *told, spacer(), *small, style="statusbar")
    bar.swipe = on("system.shade")
    return bar


def navigation_bar() -> Node:
    """Back, home, recents."""
    return row(
        icon_button("arrow_back", t("Back"), on("system.back")),
        icon_button("circle", t("Home"), on("system.home")),
        icon_button("crop_square", t("Recents"), on("system.recents")),
        style="navbar",
    )


def tools(editing: bool, selected: bool, clipboard: bool) -> Node:
    """What can be done with selected text; over the top of the app, as long as something is selected."""
    return row(
        button(t("Cut"), on("system.key", name="cut"), "flat") if editing and selected else None,
        button(t("Copy"), on("system.key", name="copy"), "flat") if selected or not editing else None,
        button(t("Paste"), on("system.key", name="paste"), "flat") if editing and clipboard else None,
        button(t("Select all"), on("system.key", name="select_all"), "flat") if editing else None,
        button(t("Share"), on("system.share"), "flat") if selected or not editing else None,
        spacer(),
        icon_button("close", t("Close"), on("system.deselect")),
        style="tools",
    )


def heads_up(title: str, words: str, icon: str, tint: str, key: str) -> Node:
    """A notification that just came in, over the top of whatever is there."""
    said = column(text(title, "strong"), text(words, "small line"), style="grow")
    shown = Node("headsup", children=(Node("tile", icon=icon, tint=tint), said), key="heads-up")
    shown.tap, shown.swipe = on("system.notice", id=key), on("system.hush")
    return shown
