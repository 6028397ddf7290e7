"""Hopla's screens about rides taken, money and the user."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.rides.catalogue import KINDS, PLACES, REASONS
from devices.virtual.apps.rides.state import PAYMENTS, RidesState, Trip, euros
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    badge,
    button,
    card,
    chip,
    chips,
    dialog,
    empty,
    field,
    heading,
    icon,
    item,
    page,
    row,
    spacer,
    text,
    toggle,
)

LOOKS = {"coming": "good", "scheduled": "warn", "finished": "", "cancelled": "bad"}
TIPS = {"0": "No tip", "100": "€1", "200": "€2", "500": "€5"}
WORDS = {"coming": "On its way", "scheduled": "Scheduled", "finished": "Finished", "cancelled": "Cancelled"}


def when(at: str) -> str:
    """7 March, 18:25."""
    return f"{datetime.fromisoformat(at):%-d %B, %H:%M}"


def trip_card(trip_id: str, trip: Trip) -> Node:
    """A ride in a list."""
    return card(
        row(text(PLACES[trip["end"]].name, "strong"), spacer(), badge(WORDS[trip["status"]], LOOKS[trip["status"]])),
        text(f"{KINDS[trip['kind']].name} with {trip['driver']} · {trip['plate']}", "muted"),
        row(text(when(trip["at"]), "small muted"), spacer(), text(euros(paid(trip)))),
        tap=on("trip", id=trip_id),
        key=f"trip-{trip_id}",
    )


def paid(trip: Trip) -> int:
    """What a trip costs, without the tip."""
    return trip["price"] - trip["discount"]


def trips(state: RidesState, look: Look) -> list[Node | None]:
    """The history, newest first."""
    rows = sorted(state["trips"].items(), key=lambda pair: (pair[1]["at"], pair[0]), reverse=True)
    return [trip_card(i, t) for i, t in rows] or [empty("history", "No trips yet")]


def wallet(state: RidesState, look: Look) -> list[Node | None]:
    """Balance and top-up."""
    return [
        heading("Balance"),
        text(euros(state["wallet"]), "huge centre", key="balance"),
        button("Top up", on("topup"), "wide", icon="add"),
        heading("Paid with the wallet"),
        *(
            [
                item(PLACES[t["end"]].name, when(t["at"]), trailing=text(euros(paid(t))), key=f"paid-{i}")
                for i, t in sorted(state["trips"].items())
                if t["payment"] == "wallet" and t["status"] != "cancelled"
            ]
            or [text("Nothing yet", "muted centre")]
        ),
    ]


def profile(state: RidesState, look: Look) -> list[Node | None]:
    """Preferences."""
    return [
        heading("Preferences"),
        toggle("Quiet ride", state["quiet"], on("flip", key="quiet"), "Drivers keep talk to a minimum", "quiet"),
        toggle("Wheelchair access", state["wheelchair"], on("flip", key="wheelchair"), "Suitable cars", "chair"),
        toggle("Share trips", state["share"], on("flip", key="share"), "Your trusted contact can follow", "share"),
    ]  # fmt: skip


def trip_screen(state: RidesState, look: Look) -> Node:
    """One ride, and the dialogs about it."""
    trip_id = look.args["id"]
    trip = state["trips"][trip_id]
    match look.name:
        case "cancel":
            chosen = look.form.get("reason", "")
            return dialog(
                "Why do you cancel?",
                chips(*[chip(r, r == chosen, on("reason", reason=r)) for r in REASONS]),
                actions=[
                    button("Keep ride", BACK, "flat"),
                    button("Cancel ride", on("cancelled", id=trip_id), "flat danger"),
                ],
            )
        case "rate":
            stars, tip = int(look.form.get("stars", "0")), look.form.get("tip", "0")
            return dialog(
                f"Rate {trip['driver']}",
                chips(*[chip(f"{n} ★", n == stars, on("stars", stars=str(n))) for n in range(1, 6)]),
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
        case _:
            return _trip(trip_id, trip)


def _trip(trip_id: str, trip: Trip) -> Node:
    finished, running = trip["status"] == "finished", trip["status"] in ("coming", "scheduled")
    return page(
        PLACES[trip["end"]].name,
        row(badge(WORDS[trip["status"]], LOOKS[trip["status"]]), text(when(trip["at"]), "muted"), style="pad"),
        item("From", f"{PLACES[trip['start']].name}, {PLACES[trip['start']].street}", leading=icon("my_location")),
        item("To", f"{PLACES[trip['end']].name}, {PLACES[trip['end']].street}", leading=icon("place")),
        item("Driver", f"{trip['driver']}, {trip['plate']}", leading=icon("person")),
        item("Ride", KINDS[trip["kind"]].name, leading=icon(KINDS[trip["kind"]].icon)),
        item("Note to driver", trip["note"], leading=icon("note")) if trip["note"] else None,
        heading("Receipt"),
        item("Fare", trailing=text(euros(trip["price"]))),
        item("Discount", trailing=text(f"−{euros(trip['discount'])}")) if trip["discount"] else None,
        item("Tip", trailing=text(euros(trip["tip"]))) if trip["tip"] else None,
        item("Total", PAYMENTS[trip["payment"]], trailing=text(euros(paid(trip) + trip["tip"]), "strong"), key="total"),
        item("Cancelled because", trip["reason"]) if trip["reason"] else None,
        item("Lost item", trip["lost"]) if trip["lost"] else None,
        item("Your rating", "★" * trip["stars"]) if trip["stars"] else None,
        row(
            button("Rate driver", on("rate", id=trip_id), "tonal") if finished and not trip["stars"] else None,
            button("Lost item", on("lost", id=trip_id), "flat") if finished and not trip["lost"] else None,
            button("Change destination", on("redirect", id=trip_id), "tonal") if running else None,
            button("Cancel ride", on("cancel", id=trip_id), "flat danger") if running else None,
            style="chips",
        ),
    )
