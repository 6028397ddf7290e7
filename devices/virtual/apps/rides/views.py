"""Hopla's screens for finding and booking a ride."""

from devices.virtual.app import Look
from devices.virtual.apps.rides.catalogue import KINDS, PLACES, fare, minutes
from devices.virtual.apps.rides.state import PAYMENTS, RidesState, Saved, current, euros
from devices.virtual.apps.rides.trip_views import profile, trip_card, trip_screen, trips, wallet
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    navigation,
    page,
    row,
    search,
    spacer,
    text,
)


def view(state: RidesState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "search":
            return _search(state, look)
        case "options":
            return _options(state, look)
        case "confirm":
            a = look.args
            words = f"{KINDS[a['kind']].name} from {PLACES[a['start']].name} to {PLACES[a['end']].name}"
            return confirm("Book this ride?", f"{words}, {euros(a['price'])}", "Confirm", on("booked"))
        case "place":
            return _place(look)
        case "forget":
            name = state["saved"][look.args["id"]]["name"]
            return confirm(
                "Delete place?", f"“{name}” will no longer be saved.", "Delete", on("forgotten", **look.args)
            )
        case "trip" | "cancel" | "rate" | "lost":
            return trip_screen(state, look)
        case "topup":
            return dialog(
                "Top up wallet",
                field("amount", "Amount in euros", look.form.get("amount", ""), error=look.form.get("error", "")),
                chips(*[chip(f"€{n}", False, on("amount", value=str(n))) for n in (10, 20, 50)]),
                actions=[button("Cancel", BACK, "flat"), button("Top up", on("topped_up"), "flat")],
            )
        case _:
            return _home(state, look)


def _home(state: RidesState, look: Look) -> Node:
    tab = look.form.get("tab", "ride")
    shown = {"trips": trips, "wallet": wallet, "profile": profile}.get(tab, _ride)(state, look)
    bar = navigation(
        ("Ride", "local_taxi", tab == "ride", on("tab", tab="ride")),
        ("Trips", "history", tab == "trips", on("tab", tab="trips")),
        ("Wallet", "account_balance_wallet", tab == "wallet", on("tab", tab="wallet")),
        ("Profile", "person", tab == "profile", on("tab", tab="profile")),
    )
    return page("Hopla", *shown, back=False, bottom=bar, key=f"list-{tab}")


def _ride(state: RidesState, look: Look) -> list[Node | None]:
    now = current(state)
    saved = sorted(state["saved"].items(), key=lambda pair: pair[0])
    return [
        button("Where to?", on("search", role="end"), "wide tonal", icon="search"),
        heading("On its way") if now else None,
        trip_card(now, state["trips"][now]) if now else None,
        heading("Saved places"),
        *[
            item(
                s["name"], _where(s), on("to", place=s["place"]), leading=icon("star"), key=f"saved-{i}",
                trailing=icon_button("edit", f"Edit {s['name']}", on("edit_place", id=i)),
            )
            for i, s in saved
        ],
        row(button("Add place", on("add_place"), "flat", icon="add"), style="pad"),
        heading("Recent"),
        *[
            item(PLACES[p].name, PLACES[p].street, on("to", place=p), leading=icon("history"), key=f"recent-{p}")
            for p in state["recent"]
        ],
    ]  # fmt: skip


def _where(saved: Saved) -> str:
    place = PLACES[saved["place"]]
    return place.street if place.name == saved["name"] else f"{place.name}, {place.street}"


def _search(state: RidesState, look: Look) -> Node:
    query = look.draft("query").lower()
    places = sorted(PLACES.items(), key=lambda pair: pair[1].name)
    found = [(i, p) for i, p in places if query in f"{p.name} {p.street}".lower()]
    names = {
        "start": "Choose pick-up",
        "end": "Choose destination",
        "new": "Choose destination",
        "saved": "Choose place",
    }
    return page(
        names[look.args["role"]],
        search("query", "Search places", look.form.get("query", "")),
        *[item(p.name, p.street, on("picked", place=i), leading=icon("place"), key=f"place-{i}") for i, p in found]
        or [empty("place", "No such place")],
    )


def _options(state: RidesState, look: Look) -> Node:
    form, a = look.form, look.args
    start, end = form.get("start", "home"), a["end"]
    chosen, when = form.get("kind", "mini"), form.get("when", "now")
    cost = fare(chosen, start, end, state["level"])
    off = min(cost, int(form.get("off", "0")))
    return page(
        PLACES[end].name,
        item("Pick-up", PLACES[start].name, on("search", role="start"), leading=icon("my_location"), key="pickup"),
        item("Destination", PLACES[end].name, leading=icon("place")),
        heading(f"About {minutes(start, end)} minutes"),
        *[
            card(
                row(
                    icon(k.icon),
                    column(text(k.name, "strong"), text(f"{k.seats} seats · in {k.wait} min", "muted small")),
                    spacer(),
                    text(euros(fare(i, start, end, state["level"])), "strong"),
                ),
                tap=on("kind", kind=i),
                key=f"kind-{i}",
                style="selected" if i == chosen else "",
            )
            for i, k in KINDS.items()
        ],
        heading("When"),
        chips(
            chip("Now", when == "now", on("when", when="now")),
            chip("Today", when == "today", on("when", when="today")),
            chip("Tomorrow", when == "tomorrow", on("when", when="tomorrow")),
        ),
        None if when == "now" else _time(look),
        heading("Payment"),
        chips(*[chip(name, form.get("payment", "card") == i, on("pay", how=i)) for i, name in PAYMENTS.items()]),
        text(f"Wallet balance {euros(state['wallet'])}", "small muted centre"),
        field("promo", "Promo code", form.get("promo", ""), submit=on("promo"), error=form.get("promo_error", "")),
        row(button("Apply", on("promo"), "small tonal"), badge(f"−{euros(off)}", "good") if off else None, style="pad"),
        field("note", "Note to driver", form.get("note", "")),
        bottom=button(f"Book {KINDS[chosen].name} · {euros(cost - off)}", on("book"), "wide", key="book"),
    )  # fmt: skip


def _time(look: Look) -> Node:
    return field("time", "Time (HH:MM)", look.form.get("time", ""), error=look.form.get("time_error", ""))


def _place(look: Look) -> Node:
    chosen = look.form.get("place", "")
    body = [
        field("name", "Name", look.form.get("name", ""), error=look.form.get("error", "")),
        item("Place", PLACES[chosen].name if chosen else "Choose a place", on("search", role="saved"), key="choose"),
    ]  # fmt: skip
    editing = "id" in look.args
    return page(
        "Edit place" if editing else "New place",
        *body,
        banner("Saved places are offered on the first screen."),
        row(button("Delete place", on("forget", id=look.args["id"]), "flat danger"), style="pad") if editing else None,
        actions=[button("Save", on("save_place"), "flat")],
    )
