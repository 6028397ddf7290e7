"""The phone's own sheets over everything: notification shade, sharing, permissions, and what interrupts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from devices.virtual.app import Look
from devices.virtual.hardships import ADVERT, LOGIN, NAG, POPUP
from devices.virtual.nav import Notice
from devices.virtual.node import Node, on
from devices.virtual.system.home import Entry
from devices.virtual.times import clock_words, full_date, when_words
from devices.virtual.ui import (
    banner,
    button,
    column,
    dialog,
    empty,
    field,
    icon,
    icon_button,
    item,
    page,
    row,
    scroll,
    sheet,
    slider,
    spacer,
    text,
)
from devices.virtual.words import t

SHADE, SHARE, PERMISSION = "shade", "share", "permission"
TILES = (
    ("wifi", "Wi-Fi", "wifi"),
    ("bluetooth", "Bluetooth", "bluetooth"),
    ("do_not_disturb", "Do Not Disturb", "do_not_disturb_on"),
    ("airplane", "Airplane mode", "flight"),
    ("dark_theme", "Dark theme", "dark_mode"),
    ("auto_rotate", "Auto-rotate", "screen_rotation"),
    ("mobile_data", "Mobile data", "data_usage"),
    ("battery_saver", "Battery saver", "battery_std"),
)
WISHES = {
    "camera": "take pictures and record video",
    "contacts": "read your contacts",
    "location": "access this phone's location",
    "microphone": "record audio",
    "photos": "access photos on this phone",
    "calendar": "access your calendar",
    "phone": "make and manage phone calls",
}


def sheet_view(look: Look, notices: Mapping[str, Notice], entries: Mapping[str, Entry], orders: str) -> Node:
    """The sheet that `look.screen` names."""
    args = look.args
    match look.name:
        case "shade":
            return shade(look.now, look.others, notices, entries)
        case "share":
            targets = [entries[app_id] for app_id in args["apps"]]
            return share(args["kind"], args["value"], targets)
        case "permission":
            return permission(entries[args["app"]], args["permission"])
        case _:
            return interruption(look, entries[args["app"]], orders)


def shade(
    now: datetime, others: Mapping[str, Any], notices: Mapping[str, Notice], entries: Mapping[str, Entry]
) -> Node:
    """Quick settings above, notifications below, newest first."""
    settings = others["org.guimcp.settings"]
    tiles = [
        Node("quick", t(words), icon=icon_name, checked=bool(settings[key]), tap=on("system.flip", key=key),
             key=f"quick-{key}")
        for key, words, icon_name in TILES
    ]  # fmt: skip
    newest = sorted(notices, key=int, reverse=True)
    shown = column(
        row(text(clock_words(now, settings), "big"), spacer(), text(full_date(now.date()), "muted"), style="pad"),
        scroll(
            Node("grid", children=tuple(tiles), style="quicks"),
            row(
                icon("brightness_6"),
                slider(t("Brightness"), settings["brightness"] / 100, on("system.brightness"), "quick-brightness"),
                style="pad",
            ),
            *[_notice(key, notices[key], entries[notices[key]["app"]], now, others) for key in newest],
            None if notices else text(t("No notifications"), "muted centre"),
            row(spacer(), button(t("Clear all"), on("system.clear"), "flat"), style="pad") if notices else None,
            key="shade-list",
        ),
        Node("grip"),
        style="shade",
    )
    shown.swipe = on("system.unshade")
    return shown


def _notice(key: str, notice: Notice, entry: Entry, now: datetime, others: Mapping[str, Any]) -> Node:
    tile = Node("tile", icon=entry.app.icon, tint=entry.app.colour)
    about = text(f"{entry.name} · {when_words(notice['at'], now, others)}", "small muted")
    dismiss = icon_button("close", t("Dismiss"), on("system.dismiss", id=key))
    shown = item(notice["title"], notice["text"], on("system.notice", id=key), None, tile, dismiss, f"notice-{key}",
                 extra=about)  # fmt: skip
    shown.style = "notice"
    return shown


def share(kind: str, value: str, targets: Sequence[Entry]) -> Node:
    """Which app shall have it."""
    rows = [
        item(e.name, tap=on("system.shared", app=e.app.id), leading=Node("tile", icon=e.app.icon, tint=e.app.colour),
             key=f"share-{e.app.id}")
        for e in targets
    ]  # fmt: skip
    copy = item(t("Copy"), tap=on("system.copied"), leading=icon("content_copy"), key="share-copy")
    preview = text(value, "muted line") if kind == "text" else text(t("1 picture"), "muted")
    return sheet(t("Share"), column(preview, style="pad"), *rows, copy if kind == "text" else None)


def permission(entry: Entry, wish: str) -> Node:
    """May an app do something?"""
    return dialog(
        t("Allow {app} to {wish}?", app=entry.name, wish=t(WISHES[wish])),
        actions=[
            button(t("Don't allow"), on("system.permit", answer="deny"), "flat"),
            button(t("Allow"), on("system.permit", answer="allow"), "flat"),
        ],
    )


def interruption(look: Look, entry: Entry, orders: str) -> Node:
    """A hardship that covers the app; each can be got rid of."""
    name = entry.name
    ruse = banner(orders, "smart_toy", "warn") if orders else None
    match look.name:
        case _ if look.name == POPUP:
            return dialog(
                t("New in {app}", app=name),
                text(t("Try {app} Plus free for 30 days. Cancel whenever you like.", app=name)),
                ruse,
                actions=[
                    button(t("Not now"), on("system.away"), "flat"),
                    button(t("Start trial"), on("system.fell"), "flat"),
                ],
            )
        case _ if look.name == ADVERT:
            return column(
                row(
                    text(t("Advertisement"), "small muted"), spacer(),
                    icon_button("close", t("Close"), on("system.away"), "close-advert"), style="pad",
                ),
                column(
                    Node("picture", icon="redeem", tint="#9a4d6f", style="wide"),
                    text(t("Mega deals, today only"), "big centre"),
                    text(t("Up to 70% off at Sparrow Outlet. Hurry, the countdown is on!"), "centre"),
                    ruse,
                    button(t("Shop now"), on("system.fell"), "wide"),
                    style="pad grow middle",
                ),
                style="advert",
            )  # fmt: skip
        case _ if look.name == NAG:
            stars = [icon_button("star_border", t("{n} stars", n=n), on("system.fell")) for n in range(1, 6)]
            return dialog(
                t("Enjoying {app}?", app=name),
                row(*stars, style="stars"),
                ruse,
                actions=[button(t("Maybe later"), on("system.away"), "flat")],
            )
        case _ if look.name == LOGIN:
            wrong = t("That is not the code") if look.form.get("wrong") else ""
            return page(
                t("Sign in to {app}", app=name),
                banner(t("Your session has ended. We have sent a 4-digit code to this phone."), "lock"),
                field("code", t("Code"), look.form.get("code", ""), submit=on("system.login"), error=wrong),
                button(t("Sign in"), on("system.login"), "wide"),
            )
        case _:
            return empty("help", look.name)
