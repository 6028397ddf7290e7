"""Hopla's screens for finding and booking a ride."""

from datetime import timedelta

from devices.virtual.app import Look
from devices.virtual.apps.rides.catalogue import KINDS, PLACES, fare, minutes
from devices.virtual.apps.rides.state import (
    PAYMENTS,
    RidesState,
    Saved,
    current,
    kinds,
    number,
    promo_off,
    recent,
)
from devices.virtual.apps.rides.trip_views import profile, trip_card, trip_screen, trips, trusted, wallet, when_words
from devices.virtual.money import currency, money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, duration
from devices.virtual.ui import (
    BACK,
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
from devices.virtual.words import t

DAYS_AHEAD = 6
TABS = (
    ("ride", "Ride", "local_taxi"),
    ("trips", "Trips", "history"),
    ("wallet", "Wallet", "account_balance_wallet"),
    ("profile", "Profile", "person"),
)
SEARCHES = {"start": "Choose pick-up", "stop": "Choose a stop", "saved": "Choose place"}


def view(state: RidesState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "search":
            return _search(look)
        case "options":
            return _options(state, look)
        case "confirm":
            return _confirm(state, look)
        case "place":
            return _place(look)
        case "forget":
            name = state["saved"][look.args["id"]]["name"]
            return confirm(
                t("Delete place?"),
                t("“{name}” will no longer be saved.", name=name),
                t("Delete"),
                on("forgotten", **look.args),
            )
        case "trip" | "cancel" | "rate" | "lost" | "new_end":
            return trip_screen(state, look)
        case "trusted":
            return trusted(state, look)
        case "topup":
            return dialog(
                t("Top up wallet"),
                field(
                    "amount",
                    t("Amount in {currency}", currency=t("euros")),
                    look.form.get("amount", ""),
                    error=look.form.get("error", ""),
                ),
                chips(*[chip(f"{currency()}{n}", False, on("amount", value=str(n))) for n in (10, 20, 50)]),
                actions=[button(t("Cancel"), BACK, "flat"), button(t("Top up"), on("topped_up"), "flat")],
            )
        case _:
            return _home(state, look)


def _home(state: RidesState, look: Look) -> Node:
    tab = look.form.get("tab", "ride")
    shown = {"trips": trips, "wallet": wallet, "profile": profile}.get(tab, _ride)(state, look)
    bar = navigation(*[(t(words), picture, tab == name, on("tab", tab=name)) for name, words, picture in TABS])
    return page(t("Hopla"), *shown, back=False, bottom=bar, key=f"list-{tab}")


def _ride(state: RidesState, look: Look) -> list[Node | None]:
    now = current(state)
    later = sorted((t["at"], i) for i, t in state["trips"].items() if t["status"] == "scheduled")
    saved = sorted(state["saved"].items(), key=lambda pair: number(pair[0]))
    return [
        button(t("Where to?"), on("search", role="end"), "wide tonal", icon="search"),
        heading(t("On its way")) if now else None,
        trip_card(now, state["trips"][now], look) if now else None,
        heading(t("Scheduled")) if later else None,
        *[trip_card(i, state["trips"][i], look) for _, i in later],
        heading(t("Saved places")),
        *[
            item(
                s["name"],
                _where(s),
                on("to", place=s["place"]),
                leading=icon(_icon(s)),
                key=f"saved-{i}",
                trailing=icon_button("edit", t("Edit {name}", name=s["name"]), on("edit_place", id=i)),
            )
            for i, s in saved
        ],
        row(button(t("Add place"), on("add_place"), "flat", icon="add"), style="pad"),
        heading(t("Recent")) if recent(state) else None,
        *[
            item(t(PLACES[p].name), t(PLACES[p].street), on("to", place=p), leading=icon("history"), key=f"recent-{p}")
            for p in recent(state)
        ],
    ]


def _icon(saved: Saved) -> str:
    return saved["place"] if saved["place"] in ("home", "work") else "star"


def _where(saved: Saved) -> str:
    place = PLACES[saved["place"]]
    name, street = t(place.name), t(place.street)
    return street if name == saved["name"] else f"{name}{t(', ')}{street}"


def _search(look: Look) -> Node:
    query = look.draft("query").casefold()
    places = sorted(PLACES.items(), key=lambda pair: pair[1].name)
    found = [(i, p) for i, p in places if query in f"{t(p.name)} {t(p.street)} {p.name} {p.street}".casefold()]
    return page(
        t(SEARCHES.get(look.args["role"], "Choose destination")),
        *[
            item(t(p.name), t(p.street), on("picked", place=i), leading=icon("place"), key=f"place-{i}")
            for i, p in found
        ]
        or [empty("place", t("No such place"))],
        top=search("query", t("Search places"), look.form.get("query", "")),
    )


# -- booking --------------------------------------------------------------------------------------------------------


def _options(state: RidesState, look: Look) -> Node:
    form = look.form
    start, stop, end = form.get("start", "home"), form.get("stop", ""), form.get("end", look.args["end"])
    offered = kinds(state)
    chosen = form["kind"] if form.get("kind") in offered else offered[0]
    cost = fare(chosen, start, end, state["level"], stop)
    off = promo_off(form.get("applied", ""), cost)
    add_stop = item(t("Add a stop"), "", on("search", role="stop"), leading=icon("add"), key="add-stop")
    drop_stop = icon_button("close", t("Remove stop"), on("no_stop"))
    return page(
        t(PLACES[end].name),
        item(
            t("Pick-up"), t(PLACES[start].name), on("search", role="start"), leading=icon("my_location"), key="pickup"
        ),
        item(
            t("Stop"),
            t(PLACES[stop].name),
            on("search", role="stop"),
            leading=icon("flag"),
            trailing=drop_stop,
            key="stop",
        )
        if stop
        else add_stop,
        item(t("Destination"), t(PLACES[end].name), on("search", role="to"), leading=icon("place"), key="destination"),
        heading(t("About {stop} minutes", stop=minutes(start, end, stop))),
        banner(t("Wheelchair access is on: only cars with a ramp are shown.")) if state["wheelchair"] else None,
        *[_kind(state, i, i == chosen, fare(i, start, end, state["level"], stop)) for i in offered],
        heading(t("When")),
        *_when(look),
        heading(t("Payment")),
        chips(*[chip(t(name), form.get("payment", "card") == i, on("pay", how=i)) for i, name in PAYMENTS.items()]),
        text(t("Wallet balance {wallet}", wallet=money(state["wallet"])), "small muted pad"),
        heading(t("Extras")),
        *_promo(look, off),
        field("note", t("Note to driver"), form.get("note", "")),
        bottom=button(
            t("Book {name} · {off}", name=t(KINDS[chosen].name), off=money(cost - off)), on("book"), "wide", key="book"
        ),
    )


def _kind(state: RidesState, kind: str, chosen: bool, price: int) -> Node:
    k = KINDS[kind]
    return card(
        row(
            icon(k.icon),
            column(
                text(t(k.name), "strong"),
                text(t("{seats} seats · in {wait}", seats=k.seats, wait=duration(k.wait)), "muted small"),
                text(t(k.words), "muted small"),
            ),
            spacer(),
            text(money(price), "strong", key=f"price-{kind}"),
        ),
        tap=on("kind", kind=kind),
        key=f"kind-{kind}",
        style="selected" if chosen else "",
    )


def _when(look: Look) -> list[Node]:
    chosen, today = look.form.get("when", ""), look.now.date()
    days = [(today + timedelta(days=n)).isoformat() for n in range(DAYS_AHEAD + 1)]
    shown = chips(
        chip(t("Now"), not chosen, on("when", day="")),
        *[chip(date_words(day, today), day == chosen, on("when", day=day), key=f"day-{day}") for day in days],
    )
    error = look.form.get("time_error", "")
    return [shown, field("time", t("Time (HH:MM)"), look.form.get("time", ""), error=error)] if chosen else [shown]


def _promo(look: Look, off: int) -> list[Node]:
    code = look.form.get("applied", "")
    if code:
        drop = icon_button("close", t("Remove code"), on("no_promo"))
        return [item(code, t("{off} off", off=money(off)), leading=icon("local_offer"), trailing=drop, key="applied")]
    error = look.form.get("promo_error", "")
    line = row(
        field("promo", t("Promo code"), look.form.get("promo", ""), submit=on("promo")),
        button(t("Apply"), on("promo"), "tonal"),
        style="pad",
    )
    return [line, text(error, "error small pad")] if error else [line]


def _confirm(state: RidesState, look: Look) -> Node:
    a = look.args
    way = "From {name} to {end} by way of {stop}" if a["stop"] else "From {name} to {end}"
    price = fare(a["kind"], a["start"], a["end"], state["level"], a["stop"])
    return dialog(
        t("Book this ride?"),
        text(f"{t(KINDS[a['kind']].name)}, {when_words(a['at'], look) if a['later'] else t('now')}", "strong"),
        text(
            t(
                way,
                name=t(PLACES[a["start"]].name),
                end=t(PLACES[a["end"]].name),
                stop=t(PLACES[a["stop"]].name) if a["stop"] else "",
            )
        ),
        text(
            t(
                "{price} by {lower}",
                price=money(price - promo_off(a["promo"], price)),
                lower=t(PAYMENTS[a["payment"]]).lower(),
            )
        ),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Confirm"), on("booked"), "flat")],
    )


def _place(look: Look) -> Node:
    chosen = look.form.get("place", "")
    editing = "id" in look.args
    return page(
        t("Edit place") if editing else t("New place"),
        field("name", t("Name"), look.form.get("name", ""), error=look.form.get("error", "")),
        item(
            t("Place"),
            t(PLACES[chosen].name) if chosen else t("Choose a place"),
            on("search", role="saved"),
            leading=icon("place"),
            trailing=icon("chevron_right"),
            key="choose",
        ),
        banner(t("Saved places are offered on the first screen.")),
        row(button(t("Delete place"), on("forget", id=look.args["id"]), "flat danger"), style="pad")
        if editing
        else None,
        actions=[button(t("Save"), on("save_place"), "flat")],
    )
