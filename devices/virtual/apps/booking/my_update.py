"""What is done with bookings, and what time does to them."""

from datetime import timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.booking.catalogue import CANCEL_HOURS
from devices.virtual.apps.booking.chance import showing_of
from devices.virtual.apps.booking.parts import address, name_of
from devices.virtual.apps.booking.state import (
    BookingState,
    Table,
    Ticket,
    begins,
    bookings,
    can_cancel,
    iso,
    new_id,
    number,
)
from devices.virtual.money import money
from devices.virtual.node import Event, on
from devices.virtual.times import SETTINGS, clock_words, date_words
from devices.virtual.words import t, tn

EVENTS = frozenset({
    "ticket", "table", "cancel", "cancelled", "share_booking", "to_calendar", "review", "post", "unreview",
})  # fmt: skip
LASTS = timedelta(hours=2)  # until a film or a meal is over
SOON = timedelta(hours=2)


def update(state: BookingState, event: Event, turn: Turn) -> None:
    """Every event about a booking or a review."""
    match event.name:
        case "ticket" | "table":
            turn.open(event.name, id=event["id"])
        case "cancel":
            if can_cancel(_thing(state, event["id"]), turn.now):
                turn.overlay("cancel", id=event["id"])
            else:
                turn.toast(t("You can only cancel until {n} hours before", n=CANCEL_HOURS))
        case "cancelled":
            _cancel(state, event["id"], turn)
        case "share_booking":
            turn.share("text", _words(_thing(state, event["id"]), turn))
        case "to_calendar":
            day = begins(_thing(state, event["id"])).date().isoformat()
            if not turn.follow(f"guimcp://calendar/new/{day}"):
                turn.toast(t("There is no calendar on this phone"))
        case _:
            _review(state, event, turn)


def _thing(state: BookingState, booking_id: str) -> Ticket | Table:
    return state["tickets"][booking_id] if booking_id in state["tickets"] else state["tables"][booking_id]


def _words(thing: Ticket | Table, turn: Turn) -> str:
    at = begins(thing)
    when = f"{date_words(iso(at), turn.now.date())}, {clock_words(at, turn.others[SETTINGS])}"
    if "film" in thing:
        cinema = showing_of(thing["showing"]).cinema
        seats = t("Seats: {seats}", seats=", ".join(thing["seats"]))
        return f"{name_of(thing['film'])}\n{when}\n{name_of(cinema)}, {address(cinema)}\n{seats}"
    people = tn("{n} person", "{n} people", thing["party"])
    place = thing["restaurant"]
    return f"{name_of(place)}, {address(place)}\n{when}\n{people}"


def _cancel(state: BookingState, booking_id: str, turn: Turn) -> None:
    thing = _thing(state, booking_id)
    turn.close()
    if not can_cancel(thing, turn.now):
        turn.toast(t("You can only cancel until {n} hours before", n=CANCEL_HOURS))
        return
    thing["status"] = "cancelled"
    if "film" not in thing:
        turn.toast(t("Table cancelled"))
        return
    state["points"] = max(0, state["points"] + thing["points"] - thing["price"] // 100)
    if thing["payment"] == "gift":
        state["gift"] += thing["price"]
        turn.toast(t("{price} were put back on your gift balance", price=money(thing["price"])))
    else:
        turn.toast(t("{price} go back to your card", price=money(thing["price"])))


# -- reviews --------------------------------------------------------------------------------------------------------


def own_review(state: BookingState, about: str) -> str:
    """The id of the user's review of a film or restaurant; empty where there is none."""
    mine = (i for i, r in state["reviews"].items() if r["mine"] and r["about"] == about)
    return min(mine, key=number, default="")


def _review(state: BookingState, event: Event, turn: Turn) -> None:
    match event.name:
        case "review":
            old = state["reviews"].get(own_review(state, event["id"]))
            turn.open("review", form={"stars": str(old["stars"]), "text": old["text"]} if old else {}, id=event["id"])
        case "unreview":
            state["reviews"].pop(event["id"], None)
            turn.toast(t("Review deleted"))
        case _:
            about, stars = turn.args["id"], int(turn.form.get("stars", "0"))
            turn.form["error"] = "" if stars else t("Give one to five stars")
            if not stars:
                return
            state["reviews"][own_review(state, about) or new_id(state, "e")] = {
                "about": about, "author": "", "stars": stars, "text": turn.draft("text"), "at": iso(turn.now),
                "mine": True,
            }  # fmt: skip
            turn.close()
            turn.toast(t("Review posted"))


# -- time -----------------------------------------------------------------------------------------------------------


def tick(state: BookingState, turn: Turn) -> None:
    """What is over becomes past; what begins within two hours is told once."""
    for booking_id, thing in bookings(state, "upcoming"):
        at = begins(thing)
        if at + LASTS <= turn.now:
            thing["status"] = "past"
        elif turn.now < at <= turn.now + SOON and state["reminders"] and booking_id not in state["told"]:
            state["told"].append(booking_id)
            time = clock_words(at, turn.others[SETTINGS])
            if "film" in thing:
                where = name_of(showing_of(thing["showing"]).cinema)
                words = t("{time} at {place}, seats {seats}", time=time, place=where, seats=", ".join(thing["seats"]))
                turn.notify(name_of(thing["film"]), words, on("ticket", id=booking_id))
            else:
                people = tn("{n} person", "{n} people", thing["party"])
                words = t("Your table at {time} for {people}", time=time, people=people)
                turn.notify(name_of(thing["restaurant"]), words, on("table", id=booking_id))
