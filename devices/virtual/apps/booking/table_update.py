"""What is done on the way to a table."""

from datetime import datetime, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.booking.chance import dice, slots
from devices.virtual.apps.booking.parts import name_of
from devices.virtual.apps.booking.state import (
    BookingState,
    Table,
    can_cancel,
    code_of,
    hours_of,
    iso,
    new_id,
    number,
    room,
)
from devices.virtual.apps.booking.tables import RESTAURANTS
from devices.virtual.apps.contacts.state import tidy_number
from devices.virtual.node import Event, on
from devices.virtual.times import date_words, time_words
from devices.virtual.words import t

EVENTS = frozenset({
    "book", "change_table", "wish", "book_table", "table_booked", "wait", "waiting", "unwait", "from_waiting",
})  # fmt: skip
PATIENCE = timedelta(minutes=30)  # so long nobody on a waiting list hears anything


def update(state: BookingState, event: Event, turn: Turn) -> None:
    """Every event about tables."""
    match event.name:
        case "book":
            _open(turn, event["id"], {})
        case "change_table":
            table = state["tables"][event["id"]]
            if not can_cancel(table, turn.now):
                turn.toast(t("It is too late for that. Please call the restaurant."))
                return
            form = {"day": table["at"][:10], "time": table["at"][11:16], "party": str(table["party"]),
                    "area": table["area"], "name": table["name"], "phone": table["phone"],
                    "request": table["request"]}  # fmt: skip
            turn.open("book", form=form, restaurant=table["restaurant"], id=event["id"])
        case "wish":
            old = turn.draft("request")
            if event["words"] not in old:
                turn.form["request"] = t(", ").join(part for part in (old, event["words"]) if part)
        case "book_table":
            _check(state, turn)
        case "table_booked":
            _booked(state, turn)
        case _:
            _waiting(state, event, turn)


def _open(turn: Turn, restaurant: str, more: dict[str, str]) -> None:
    form = {"day": turn.now.date().isoformat(), "party": "2", "area": "indoor", "name": t("Sam Rowan"),
            "phone": "555-0100"}  # fmt: skip
    turn.open("book", form={**form, **more}, restaurant=restaurant)


def _check(state: BookingState, turn: Turn) -> None:
    form, restaurant = turn.form, turn.args["restaurant"]
    form["name_error"] = "" if turn.draft("name") else t("Enter a name")
    form["phone_error"] = "" if tidy_number(turn.draft("phone")) else t("Enter a telephone number")
    form["time_error"] = _time_error(state, turn, restaurant)
    if form["time_error"] or form["name_error"] or form["phone_error"]:
        turn.toast(form["time_error"] or t("Some details are missing"))
        return
    own = {"id": turn.args["id"]} if "id" in turn.args else {}
    turn.overlay("confirm_table", form=dict(form), restaurant=restaurant, **own)


def _time_error(state: BookingState, turn: Turn, restaurant: str) -> str:
    form = turn.form
    day, time = datetime.fromisoformat(form["day"]).date(), form.get("time", "")
    if not time:
        return t("Choose a time")
    if time not in slots(hours_of(turn.others, restaurant), day):
        return t("The restaurant is closed at this time")
    if datetime.fromisoformat(f"{form['day']}T{time}") <= turn.now:
        return t("This time is over already")
    area = form["area"] if RESTAURANTS[restaurant].outdoor else "indoor"
    if room(state, restaurant, day, time, area, turn.args.get("id", "")) < int(form["party"]):
        return t("There is no table for so many people at this time")
    return ""


def _booked(state: BookingState, turn: Turn) -> None:
    form, own = turn.form, turn.args.get("id", "")
    table: Table = {
        "restaurant": turn.args["restaurant"], "at": f"{form['day']}T{form['time']}", "party": int(form["party"]),
        "area": form["area"], "name": form["name"].strip(), "phone": tidy_number(form["phone"]) or "",
        "request": form.get("request", "").strip(), "code": state["tables"][own]["code"] if own else code_of(state),
        "status": "upcoming",
    }  # fmt: skip
    table_id = own or new_id(state, "b")
    state["tables"][table_id] = table
    for i, waiting in sorted(state["waiting"].items()):
        if (waiting["restaurant"], waiting["at"]) == (table["restaurant"], table["at"]):
            del state["waiting"][i]
    turn.root()
    turn.open("table", id=table_id)
    turn.toast(t("Booking changed") if own else t("Your table is booked"))


# -- waiting lists --------------------------------------------------------------------------------------------------


def _waiting(state: BookingState, event: Event, turn: Turn) -> None:
    match event.name:
        case "wait":
            turn.overlay("wait", form={**turn.form, "time": event["time"]}, restaurant=turn.args["restaurant"])
        case "unwait":
            state["waiting"].pop(event["id"], None)
            turn.toast(t("You left the waiting list"))
        case "from_waiting":
            waiting = state["waiting"][event["id"]]
            more = {"day": waiting["at"][:10], "party": str(waiting["party"])}
            if waiting["free"]:
                more["time"] = waiting["at"][11:16]
            _open(turn, waiting["restaurant"], more)
        case _:
            form = turn.form
            at = f"{form['day']}T{form['time']}"
            same = [w for w in state["waiting"].values() if (w["restaurant"], w["at"]) == (turn.args["restaurant"], at)]
            if not same:
                state["waiting"][new_id(state, "w")] = {
                    "restaurant": turn.args["restaurant"], "at": at, "party": int(form["party"]),
                    "since": iso(turn.now), "free": False,
                }  # fmt: skip
            turn.close()
            turn.toast(t("You are on the waiting list already") if same else t("You are on the waiting list"))


def tick(state: BookingState, turn: Turn) -> None:
    """Somebody cancelled, or what one waited for is over."""
    for waiting_id in sorted(state["waiting"], key=number):
        waiting = state["waiting"][waiting_id]
        at = datetime.fromisoformat(waiting["at"])
        if at <= turn.now:
            del state["waiting"][waiting_id]
            continue
        patient = turn.now - datetime.fromisoformat(waiting["since"]) >= PATIENCE
        lucky = dice(state["luck"], "cancelled", waiting["restaurant"], waiting["at"]) % 3 < 2
        if patient and lucky and not waiting["free"]:
            waiting["free"] = True
            day, time = date_words(waiting["at"], turn.now.date()), time_words(waiting["at"][11:16], turn.others)
            words = t("{name}, {day} at {time}", name=name_of(waiting["restaurant"]), day=day, time=time)
            turn.notify(t("A table is free"), words, on("from_waiting", id=waiting_id))
