"""What each event of Hopla does."""

from datetime import datetime

from devices.virtual.app import Turn
from devices.virtual.apps.rides.catalogue import DRIVERS, KINDS, PLACES, REASONS, fare
from devices.virtual.apps.rides.state import (
    PAYMENTS,
    RidesState,
    Trip,
    contact_name,
    current,
    kinds,
    new_id,
    new_trip,
    newest,
    paid,
    promo_off,
    promo_problem,
    status_at,
)
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event, on
from devices.virtual.times import date_words, parse_time, time_words
from devices.virtual.words import t

MAX_TOPUP = 50_000  # cents


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
        case "kind" | "when" | "pay" | "no_stop" | "promo" | "no_promo":
            _choose(state, event, turn)
        case "book":
            _check(state, turn)
        case "booked":
            _book(state, turn)
        case "add_place" | "edit_place" | "save_place" | "forget" | "forgotten":
            _places(state, event, turn)
        case "trip" | "cancel" | "rate" | "lost" | "redirect":
            _open_trip(event, turn)
        case "reason" | "stars" | "tip":
            turn.form.update(event.args)
        case "cancelled" | "rated" | "reported" | "receipt" | "new_end":
            _with_trip(state, event, turn)
        case "topup":
            turn.overlay("topup")
            turn.focus("amount")
        case "amount":
            turn.form["amount"] = event["value"]
        case "topped_up":
            _top_up(state, turn)
        case "flip" | "trust" | "trusted":
            _profile(state, event, turn)
        case "share":
            turn.share("text", _told(state["trips"][event["id"]], turn))
        case "linked":
            if event["id"] in state["trips"]:
                turn.open("trip", id=event["id"])
            else:
                turn.toast(t("This page no longer exists"))
        case "linked_place" if event["place"] not in PLACES:
            turn.toast(t("This page no longer exists"))
        case "linked_place":
            turn.open("options", end=event["place"])
        case _:
            raise ValueError(f"Hopla knows no event {event.name!r}")


def tick(state: RidesState, since: datetime, turn: Turn) -> None:
    """Cars come and rides end while the clock moves."""
    for trip_id, trip in newest(state):
        if trip["status"] not in ("coming", "scheduled"):
            continue
        status = status_at(trip, turn.now)
        if status != trip["status"]:
            trip["status"] = status
            said = (
                t("Your ride has ended")
                if status == "finished"
                else t("{driver} is on the way", driver=t(trip["driver"]))
            )
            turn.notify(t(PLACES[trip["end"]].name), said, on("linked", id=trip_id))


def _told(trip: Trip, turn: Turn) -> str:
    when = f"{date_words(trip['at'], turn.now.date())}{t(', ')}{time_words(trip['at'][11:16], turn.others)}"
    start, end = t(PLACES[trip["start"]].name), t(PLACES[trip["end"]].name)
    return t("My ride from {start} to {end}: {when}, {plate}", start=start, end=end, when=when, plate=trip["plate"])


def _profile(state: RidesState, event: Event, turn: Turn) -> None:
    match event.name, event.args.get("key"):
        case "flip", "quiet":
            state["quiet"] = not state["quiet"]
        case "flip", "wheelchair":
            state["wheelchair"] = not state["wheelchair"]
        case "flip", _ if state["share"] or state["trusted"]:
            state["share"] = not state["share"]
        case "trusted", _:
            # Sharing was asked for where nobody was chosen yet; choosing somebody then turns it on.
            state["share"] = state["share"] or bool(turn.args["share"])
            state["trusted"] = event["id"]
            turn.close()
            turn.toast(t("{id} is your trusted contact", id=contact_name(turn.others, event["id"])))
        case _:
            turn.overlay("trusted", share=event.name == "flip")


# -- booking --------------------------------------------------------------------------------------------------------


def _picked(state: RidesState, place: str, turn: Turn) -> None:
    match turn.args["role"]:
        case "end":
            turn.replace("options", end=place)
        case "new":
            trip = state["trips"][turn.args["id"]]
            if place in (trip["start"], trip["stop"], trip["end"]):
                turn.toast(t("The ride goes there already"))
                return
            turn.overlay("new_end", id=turn.args["id"], place=place)
        case "saved":
            turn.below["place"] = place
            turn.close()
        case role:
            turn.below["end" if role == "to" else role] = place
            turn.close()


def _choose(state: RidesState, event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "kind":
            form["kind"] = event["kind"]
        case "when":
            form["when"], form["time_error"] = event["day"], ""
        case "pay":
            form["payment"] = event["how"]
        case "no_stop":
            form["stop"] = ""
        case "no_promo":
            form["applied"] = form["promo"] = ""
        case _:
            code = turn.draft("promo").upper()
            form["promo_error"] = promo_problem(state, code)
            if not form["promo_error"]:
                form["applied"] = code
                turn.toast(t("{code} applied", code=code))


def _check(state: RidesState, turn: Turn) -> None:
    """Refuse what cannot be booked, else ask once more."""
    form, offered = turn.form, kinds(state)
    start, stop, end = form.get("start", "home"), form.get("stop", ""), form.get("end") or turn.args["end"]
    kind = form["kind"] if form.get("kind") in offered else offered[0]
    payment, promo = form.get("payment", "card"), form.get("applied", "")
    price = fare(kind, start, end, state["level"], stop)
    at = _departure(turn)
    if at is None:
        return
    if start == end:
        turn.toast(t("Pick-up and destination are the same"))
    elif stop in (start, end):
        turn.toast(t("The stop is the pick-up or the destination"))
    elif not form.get("when") and current(state):
        turn.toast(t("A car is on its way already"))
    elif payment == "wallet" and price - promo_off(promo, price) > state["wallet"]:
        turn.toast(t("The wallet holds only {wallet}", wallet=money(state["wallet"])))
    else:
        turn.overlay("confirm", start=start, stop=stop, end=end, kind=kind, payment=payment, promo=promo,
                     note=turn.draft("note"), at=at.isoformat(timespec="minutes"),
                     later=bool(form.get("when")))  # fmt: skip


def _departure(turn: Turn) -> datetime | None:
    """When the ride shall begin; None (and a word at the field) where that cannot be."""
    day = turn.form.get("when", "")
    if not day:
        return turn.now
    hhmm = parse_time(turn.draft("time"))
    at = datetime.fromisoformat(f"{day}T{hhmm}") if hhmm else None
    turn.form["time_error"] = "" if at else t("Enter a time such as 18:30")
    if at and at <= turn.now:
        turn.form["time_error"], at = t("This time has passed"), None
    return at


def _book(state: RidesState, turn: Turn) -> None:
    a = turn.args
    if a["payment"] not in PAYMENTS or a["kind"] not in KINDS:
        raise ValueError(f"no such ride or payment: {a['kind']!r}, {a['payment']!r}")
    driver, at = DRIVERS[state["next_id"] % len(DRIVERS)], datetime.fromisoformat(a["at"])
    trip = new_trip(
        a["start"], a["end"], a["kind"], state["level"], a["payment"], at, "scheduled" if a["later"] else "coming",
        driver, a["stop"], a["promo"], a["note"],
    )  # fmt: skip
    state["trips"][new_id(state, "t")] = trip
    if trip["payment"] == "wallet":
        state["wallet"] -= paid(trip)
    if a["promo"]:
        state["used_promos"].append(a["promo"])
    turn.root()
    when = f"{date_words(a['at'], turn.now.date())}{t(', ')}{time_words(a['at'][11:16], turn.others)}"
    turn.toast(t("Booked: {when}", when=when) if a["later"] else t("{driver} is on the way", driver=t(driver[0])))


# -- saved places ---------------------------------------------------------------------------------------------------


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
            turn.toast(t("Place deleted"))
        case _:
            _save_place(state, turn)


def _save_place(state: RidesState, turn: Turn) -> None:
    name, place, own = turn.draft("name"), turn.form.get("place", ""), turn.args.get("id", "")
    taken = {saved["name"].casefold() for i, saved in state["saved"].items() if i != own}
    turn.form["error"] = "" if name else t("Enter a name")
    if name.casefold() in taken:
        turn.form["error"] = t("There is a place of this name already")
    if turn.form["error"]:
        return
    if not place:
        turn.toast(t("Choose a place"))
        return
    state["saved"][own or new_id(state, "p")] = {"name": name, "place": place}
    turn.close()
    turn.toast(t("Place saved"))


# -- one ride -------------------------------------------------------------------------------------------------------


def _open_trip(event: Event, turn: Turn) -> None:
    match event.name:
        case "trip":
            turn.open("trip", id=event["id"])
        case "redirect":
            turn.open("search", role="new", id=event["id"])
            turn.focus("query")
        case name:
            turn.overlay(name, id=event["id"])
            if name == "lost":
                turn.focus("lost")


def _with_trip(state: RidesState, event: Event, turn: Turn) -> None:
    trip = state["trips"][event["id"]]
    match event.name:
        case "cancelled":
            if turn.form.get("reason") not in REASONS:
                turn.toast(t("Choose a reason"))
                return
            trip["status"], trip["reason"] = "cancelled", turn.form["reason"]
            if trip["promo"] in state["used_promos"]:
                state["used_promos"].remove(trip["promo"])
            if trip["payment"] == "wallet":
                state["wallet"] += paid(trip)
            turn.close()
            turn.toast(t("Ride cancelled"))
        case "rated":
            stars, tip = int(turn.form.get("stars", "0")), int(turn.form.get("tip", "0"))
            if not 1 <= stars <= 5:
                turn.toast(t("Choose one to five stars"))
                return
            if trip["payment"] == "wallet":
                if tip > state["wallet"]:
                    turn.toast(t("The wallet holds only {wallet}", wallet=money(state["wallet"])))
                    return
                state["wallet"] -= tip
            trip["stars"], trip["tip"] = stars, tip
            turn.close()
            turn.toast(t("Thank you"))
        case "reported":
            if not turn.draft("lost"):
                turn.toast(t("Say what you lost"))
                return
            trip["lost"] = turn.draft("lost")
            turn.close()
            turn.toast(t("The driver was told"))
        case "receipt":
            trip["receipt"] = True
            turn.toast(t("The receipt is in your mail"))
        case _:
            _redirect(state, event["id"], event["place"], turn)


def _redirect(state: RidesState, trip_id: str, place: str, turn: Turn) -> None:
    """Another destination at its own fare; what the wallet has paid is made up for."""
    trip = state["trips"][trip_id]
    price = fare(trip["kind"], trip["start"], place, state["level"], trip["stop"])
    discount = promo_off(trip["promo"], price)
    more = price - discount - paid(trip)
    if trip["payment"] == "wallet":
        if more > state["wallet"]:
            turn.close()
            turn.toast(t("The wallet holds only {wallet}", wallet=money(state["wallet"])))
            return
        state["wallet"] -= more
    trip["end"], trip["price"], trip["discount"] = place, price, discount
    turn.close(2)
    turn.toast(t("New fare {trip}", trip=money(paid(trip))))


def _top_up(state: RidesState, turn: Turn) -> None:
    cents = parse_money(turn.draft("amount")) or 0
    if not 0 < cents <= MAX_TOPUP:
        turn.form["error"] = t("Enter an amount up to {most}", most=money(MAX_TOPUP))
        return
    state["wallet"] += cents
    turn.close()
    turn.toast(t("{cents} added", cents=money(cents)))
