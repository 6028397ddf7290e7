"""What each event of Hopla does."""

import re
from datetime import datetime, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.rides.catalogue import DRIVERS, EXPIRED, PROMOS, fare
from devices.virtual.apps.rides.state import RidesState, Status, current, euros, new_trip
from devices.virtual.node import Event

MAX_TOPUP = 50_000  # cents
TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
AMOUNT = re.compile(r"(\d{1,4})(?:[.,](\d{2}))?")


def update(state: RidesState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    match event.name:
        case "tab":
            turn.form["tab"] = event["tab"]
        case "search":
            turn.open("search", role=event["role"])
            turn.focus("query")
        case "to":
            turn.open("options", end=event["place"])
        case "picked":
            _picked(state, event["place"], turn)
        case "kind" | "when" | "pay":
            key = {"kind": "kind", "when": "when", "how": "payment"}
            for name, value in event.args.items():
                turn.form[key[name]] = value
        case "promo":
            _promo(state, turn)
        case "book":
            _check(state, turn)
        case "booked":
            _book(state, turn)
        case "add_place" | "edit_place" | "save_place" | "forget" | "forgotten":
            _places(state, event, turn)
        case "trip" | "cancel" | "rate" | "lost" | "redirect":
            _open_trip(state, event, turn)
        case "reason" | "stars" | "tip":
            turn.form.update(event.args)
        case "cancelled" | "rated" | "reported":
            _with_trip(state, event, turn)
        case "topup":
            turn.overlay("topup")
        case "amount":
            turn.form["amount"] = event["value"]
        case "topped_up":
            _top_up(state, turn)
        case "flip":
            _flip(state, event["key"])
        case _:
            raise ValueError(f"Hopla knows no event {event.name!r}")


def _flip(state: RidesState, key: str) -> None:
    match key:
        case "quiet":
            state["quiet"] = not state["quiet"]
        case "wheelchair":
            state["wheelchair"] = not state["wheelchair"]
        case _:
            state["share"] = not state["share"]


def _picked(state: RidesState, place: str, turn: Turn) -> None:
    match turn.args["role"]:
        case "end":
            turn.replace("options", end=place)
        case "new":
            trip = state["trips"][turn.args["id"]]
            trip["end"] = place
            trip["price"] = fare(trip["kind"], trip["start"], place, state["level"])
            trip["discount"] = min(trip["discount"], trip["price"])
            turn.close()
            turn.toast(f"New fare {euros(trip['price'] - trip['discount'])}")
        case "start":
            turn.below["start"] = place
            turn.close()
        case _:
            turn.below["place"] = place
            turn.close()


def _promo(state: RidesState, turn: Turn) -> None:
    code = turn.draft("promo").upper()
    turn.form["off"] = "0"
    if code in EXPIRED:
        turn.form["promo_error"] = "This code has expired"
    elif code in state["used_promos"]:
        turn.form["promo_error"] = "You have used this code already"
    elif code not in PROMOS:
        turn.form["promo_error"] = "No such code" if code else "Enter a code"
    else:
        turn.form["promo_error"] = ""
        turn.form["off"] = str(PROMOS[code])
        turn.toast(f"{euros(PROMOS[code])} off")


def _check(state: RidesState, turn: Turn) -> None:
    """Refuse what cannot be booked, else ask once more."""
    form = turn.form
    start, end, kind = form.get("start", "home"), turn.args["end"], form.get("kind", "mini")
    price = fare(kind, start, end, state["level"])
    price -= min(price, int(form.get("off", "0")))
    form["time_error"] = ""
    at = turn.now
    if form.get("when", "now") != "now":
        hour = TIME.fullmatch(turn.draft("time"))
        if hour is None:
            form["time_error"] = "Enter a time such as 18:30"
            return
        day = turn.now + timedelta(days=form["when"] == "tomorrow")
        at = day.replace(hour=int(hour.group(1)), minute=int(hour.group(2)))
        if at <= turn.now:
            form["time_error"] = "This time has passed"
            return
    elif current(state):
        turn.toast("A car is on its way already")
        return
    if start == end:
        turn.toast("Pick-up and destination are the same")
        return
    if form.get("payment") == "wallet" and price > state["wallet"]:
        turn.toast(f"The wallet holds only {euros(state['wallet'])}")
        return
    turn.overlay("confirm", start=start, end=end, kind=kind, price=price, off=int(form.get("off", "0")),
                 payment=form.get("payment", "card"), note=turn.draft("note"), promo=turn.draft("promo").upper(),
                 at=at.isoformat(timespec="minutes"), later=form.get("when", "now") != "now")  # fmt: skip


def _book(state: RidesState, turn: Turn) -> None:
    a = turn.args
    full = fare(a["kind"], a["start"], a["end"], state["level"])
    driver, plate = DRIVERS[state["next_id"] % len(DRIVERS)]
    status: Status = "scheduled" if a["later"] else "coming"
    state["trips"][f"t{state['next_id']}"] = new_trip(
        a["start"],
        a["end"],
        a["kind"],
        full,
        full - a["price"],
        a["payment"],
        driver,
        plate,
        a["at"],
        status,
        a["note"],
    )
    state["next_id"] += 1
    if a["payment"] == "wallet":
        state["wallet"] -= a["price"]
    if a["off"]:
        state["used_promos"].append(a["promo"])
    turn.root()
    when = f"{datetime.fromisoformat(a['at']):%-d %B, %H:%M}"
    turn.toast(f"Booked for {when}" if a["later"] else f"{driver} is on the way")


def _places(state: RidesState, event: Event, turn: Turn) -> None:
    match event.name:
        case "add_place":
            turn.open("place")
        case "edit_place":
            saved = state["saved"][event["id"]]
            turn.open("place", form={"name": saved["name"], "place": saved["place"]}, id=event["id"])
        case "forget":
            turn.overlay("forget", id=event["id"])
        case "forgotten":
            del state["saved"][event["id"]]
            turn.root()
            turn.toast("Place deleted")
        case _:
            name, place = turn.draft("name"), turn.form.get("place", "")
            turn.form["error"] = "" if name else "Enter a name"
            if not name:
                return
            if not place:
                turn.toast("Choose a place")
                return
            key = turn.args.get("id", f"p{state['next_id']}")
            state["next_id"] += "id" not in turn.args
            state["saved"][key] = {"name": name, "place": place}
            turn.close()
            turn.toast("Place saved")


def _open_trip(state: RidesState, event: Event, turn: Turn) -> None:
    match event.name:
        case "trip":
            turn.open("trip", id=event["id"])
        case "redirect":
            turn.open("search", role="new", id=event["id"])
            turn.focus("query")
        case name:
            turn.overlay(name, id=event["id"])


def _with_trip(state: RidesState, event: Event, turn: Turn) -> None:
    trip = state["trips"][event["id"]]
    match event.name:
        case "cancelled":
            if not turn.form.get("reason"):
                turn.toast("Choose a reason")
                return
            trip["status"], trip["reason"] = "cancelled", turn.form["reason"]
            if trip["payment"] == "wallet":
                state["wallet"] += trip["price"] - trip["discount"]
            turn.close()
            turn.toast("Ride cancelled")
        case "rated":
            if not turn.form.get("stars"):
                turn.toast("Choose one to five stars")
                return
            trip["stars"], trip["tip"] = int(turn.form["stars"]), int(turn.form.get("tip", "0"))
            turn.close()
            turn.toast("Thank you")
        case _:
            if not turn.draft("lost"):
                turn.toast("Say what you lost")
                return
            trip["lost"] = turn.draft("lost")
            turn.close()
            turn.toast("The driver was told")


def _top_up(state: RidesState, turn: Turn) -> None:
    amount = AMOUNT.fullmatch(turn.draft("amount"))
    cents = int(amount.group(1)) * 100 + int(amount.group(2) or 0) if amount else 0
    if not 0 < cents <= MAX_TOPUP:
        turn.form["error"] = f"Enter an amount up to {euros(MAX_TOPUP)}"
        return
    state["wallet"] += cents
    turn.close()
    turn.toast(f"{euros(cents)} added")
