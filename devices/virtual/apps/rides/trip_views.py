"""Hopla's screens about rides taken, money and the user."""

from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.rides.catalogue import EXPIRED, KINDS, PLACES, PROMOS, REASONS, fare
from devices.virtual.apps.rides.state import (
    CONTACTS,
    PAYMENTS,
    RidesState,
    Trip,
    contact_name,
    euros,
    newest,
    paid,
    promo_off,
    promo_problem,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    avatar,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    confirm,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    sheet,
    spacer,
    text,
    toggle,
)

LOOKS = {"coming": "good", "scheduled": "warn", "finished": "", "cancelled": "bad"}
TIPS = {"0": "No tip", "100": "€1", "200": "€2", "500": "€5"}
WORDS = {"coming": "On its way", "scheduled": "Scheduled", "finished": "Finished", "cancelled": "Cancelled"}


def when_words(at: str, look: Look) -> str:
    """ "Today, 9:30 AM", as the user reads times."""
    return f"{date_words(at, look.now.date())}, {time_words(at[11:16], look.others)}"


def trip_card(trip_id: str, trip: Trip, look: Look) -> Node:
    """A ride in a list."""
    return card(
        row(text(PLACES[trip["end"]].name, "strong"), spacer(), badge(WORDS[trip["status"]], LOOKS[trip["status"]])),
        text(f"{KINDS[trip['kind']].name} with {trip['driver']} · {trip['plate']}", "muted"),
        row(text(when_words(trip["at"], look), "small muted"), spacer(), text(euros(paid(trip)))),
        tap=on("trip", id=trip_id),
        key=f"trip-{trip_id}",
    )


def trips(state: RidesState, look: Look) -> list[Node | None]:
    """Rides to come and the history, newest first."""
    rows = newest(state)
    ahead = [trip_card(i, t, look) for i, t in rows if t["status"] in ("coming", "scheduled")]
    past = [trip_card(i, t, look) for i, t in rows if t["status"] in ("finished", "cancelled")]
    return [
        heading("Ahead") if ahead else None,
        *ahead,
        heading("Past") if past else None,
        *past,
        None if ahead or past else empty("history", "No trips yet"),
    ]


def wallet(state: RidesState, look: Look) -> list[Node | None]:
    """Balance, top-up, promo codes and what the wallet has paid for."""
    spent = [
        item(PLACES[t["end"]].name, when_words(t["at"], look), trailing=text(euros(paid(t))), key=f"paid-{i}")
        for i, t in newest(state)
        if t["payment"] == "wallet" and t["status"] != "cancelled"
    ]
    return [
        heading("Balance"),
        text(euros(state["wallet"]), "huge centre", key="balance"),
        button("Top up", on("topup"), "wide", icon="add"),
        heading("Promo codes"),
        *[
            item(code, f"{euros(cents)} off your next ride", leading=icon("local_offer"), key=f"promo-{code}",
                 trailing=badge("Used", "warn") if promo_problem(state, code) else badge("Ready", "good"))
            for code, cents in sorted(PROMOS.items())
        ],
        *[item(code, "No longer good", leading=icon("local_offer"), key=f"promo-{code}",
               trailing=badge("Expired", "bad")) for code in sorted(EXPIRED)],
        heading("Paid with the wallet"),
        *(spent or [text("Nothing yet", "muted pad")]),
    ]  # fmt: skip


# -- the user -------------------------------------------------------------------------------------------------------


def profile(state: RidesState, look: Look) -> list[Node | None]:
    """Preferences and whom trips are shared with."""
    name = contact_name(look.others, state["trusted"])
    return [
        heading("Preferences"),
        toggle("Quiet ride", state["quiet"], on("flip", key="quiet"), "Drivers keep talk to a minimum", "quiet",
               "volume_off"),
        toggle("Wheelchair access", state["wheelchair"], on("flip", key="wheelchair"), "Only cars with a ramp", "chair",
               "directions_car"),
        heading("Safety"),
        toggle("Share trips", state["share"], on("flip", key="share"), "Your trusted contact can follow", "share",
               "share"),
        item("Trusted contact", name or "Nobody yet", on("trust"), leading=icon("security"),
             trailing=icon("chevron_right"), key="trusted"),
    ]  # fmt: skip


def trusted(state: RidesState, look: Look) -> Node:
    """The address book, to choose a trusted contact from."""
    contacts: Mapping[str, Mapping[str, Any]] = look.others.get(CONTACTS, {}).get("contacts", {})
    people = sorted(contacts.items(), key=lambda pair: str(pair[1].get("name", "")))
    rows = [
        radio(
            str(p.get("name", "")), i == state["trusted"], on("trusted", id=i), str(p.get("phone", "")), f"person-{i}"
        )
        for i, p in people
    ]
    return sheet("Trusted contact", *(rows or [empty("group", "There is nobody in your contacts")]))


# -- one ride -------------------------------------------------------------------------------------------------------


def trip_screen(state: RidesState, look: Look) -> Node:
    """One ride, and the dialogs about it."""
    trip_id: str = look.args["id"]
    trip = state["trips"][trip_id]
    match look.name:
        case "cancel":
            chosen = look.form.get("reason", "")
            return dialog(
                "Why do you cancel?",
                *[radio(r, r == chosen, on("reason", reason=r), key=f"reason-{n}") for n, r in enumerate(REASONS)],
                actions=[
                    button("Keep ride", BACK, "flat"),
                    button("Cancel ride", on("cancelled", id=trip_id), "flat danger"),
                ],
            )
        case "rate":
            stars, tip = int(look.form.get("stars", "0")), look.form.get("tip", "0")
            return dialog(
                f"Rate {trip['driver']}",
                row(*[_star(n, stars) for n in range(1, 6)], style="stars"),
                text("Tip", "muted"),
                chips(*[chip(words, tip == cents, on("tip", tip=cents)) for cents, words in TIPS.items()]),
                actions=[button("Cancel", BACK, "flat"), button("Send", on("rated", id=trip_id), "flat")],
            )
        case "lost":
            return dialog(
                "Report a lost item",
                field("lost", "What did you lose?", look.form.get("lost", "")),
                actions=[button("Cancel", BACK, "flat"), button("Report", on("reported", id=trip_id), "flat")],
            )
        case "new_end":
            place = PLACES[look.args["place"]]
            price = fare(trip["kind"], trip["start"], look.args["place"], state["level"], trip["stop"])
            words = f"The ride to {place.name} costs {euros(price - promo_off(trip['promo'], price))} instead of "
            return confirm("Change destination?", words + f"{euros(paid(trip))}.", "Change", on("new_end", **look.args))
        case _:
            return _trip(state, trip_id, look)


def _star(n: int, stars: int) -> Node:
    name = "star" if n <= stars else "star_border"
    return icon_button(name, "1 star" if n == 1 else f"{n} stars", on("stars", stars=str(n)), f"star-{n}", n <= stars)


def _trip(state: RidesState, trip_id: str, look: Look) -> Node:
    trip = state["trips"][trip_id]
    finished, running = trip["status"] == "finished", trip["status"] in ("coming", "scheduled")
    follower = contact_name(look.others, state["trusted"]) if running and state["share"] else ""
    kind = KINDS[trip["kind"]]
    return page(
        PLACES[trip["end"]].name,
        row(
            badge(WORDS[trip["status"]], LOOKS[trip["status"]]), text(when_words(trip["at"], look), "muted"),
            style="pad",
        ),
        banner(f"{follower} can follow this ride.", "share", "good") if follower else None,
        item(trip["driver"], f"{kind.name} · {trip['plate']}", leading=avatar(trip["driver"]),
             trailing=icon(kind.icon), key="driver"),
        _stage("From", trip["start"], "my_location"),
        _stage("Stop", trip["stop"], "flag") if trip["stop"] else None,
        _stage("To", trip["end"], "place"),
        item("Note to driver", trip["note"], leading=icon("note")) if trip["note"] else None,
        item("Cancelled because", trip["reason"], leading=icon("cancel")) if trip["reason"] else None,
        item("Lost item", trip["lost"], leading=icon("report")) if trip["lost"] else None,
        item("Your rating", "★" * trip["stars"], leading=icon("star")) if trip["stars"] else None,
        heading("Receipt"),
        card(
            _amount("Fare", euros(trip["price"])),
            _amount(f"Discount {trip['promo']}", f"−{euros(trip['discount'])}") if trip["discount"] else None,
            _amount("Tip", euros(trip["tip"])) if trip["tip"] else None,
            _amount("Total", euros(paid(trip) + trip["tip"]), "strong"),
            text(f"Paid by {PAYMENTS[trip['payment']].lower()}", "small muted"),
        ),
        row(
            button("Rate driver", on("rate", id=trip_id), "tonal") if finished and not trip["stars"] else None,
            button("Lost item", on("lost", id=trip_id), "tonal") if finished and not trip["lost"] else None,
            button("Receipt by mail", on("receipt", id=trip_id), "tonal", icon="receipt_long") if finished else None,
            button("Change destination", on("redirect", id=trip_id), "tonal") if running else None,
            button("Cancel ride", on("cancel", id=trip_id), "flat danger") if running else None,
            style="chips",
        ),
    )  # fmt: skip


def _stage(words: str, place: str, icon_name: str) -> Node:
    return item(words, f"{PLACES[place].name}, {PLACES[place].street}", leading=icon(icon_name))


def _amount(words: str, amount: str, style: str = "") -> Node:
    return row(text(words, style), spacer(), text(amount, style, key=words.lower()))
