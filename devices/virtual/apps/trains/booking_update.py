"""What is done on the way to a ticket."""

import re

from devices.virtual.app import Turn
from devices.virtual.apps.contacts.state import tidy_number
from devices.virtual.apps.trains.booking_views import bill, seats_of
from devices.virtual.apps.trains.catalogue import FARES
from devices.virtual.apps.trains.fortune import cancelled
from devices.virtual.apps.trains.parts import card_of, people_of
from devices.virtual.apps.trains.state import TrainsState, by_number, code_of, new_id, voucher_problem
from devices.virtual.apps.trains.timetable import connection_of
from devices.virtual.money import money
from devices.virtual.node import Event
from devices.virtual.words import t

EVENTS = frozenset({
    "fares", "fare", "who", "named", "seats", "seat", "seats_done", "checkout", "voucher", "no_voucher", "pay", "paid",
})  # fmt: skip
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def update(state: TrainsState, event: Event, turn: Turn) -> None:
    """Every event of a booking."""
    form, args = turn.form, turn.args
    match event.name:
        case "fares":
            if _to_be_had(state, turn):
                turn.open("fares", form=dict(form), ids=args["ids"])
        case "fare":
            people = by_number(state["people"])
            me = {"name0": people[0][1]["name"]} if people else {}
            turn.open("details", form={**form, "fare": event["fare"], **me}, ids=args["ids"])
        case "who":
            turn.overlay("who", n=event["n"])
        case "named":
            turn.below[f"name{args['n']}"] = event["name"]
            turn.close()
        case "seats" | "seat" | "seats_done":
            _seats(event, turn)
        case "checkout":
            if _complete(turn):
                turn.open("checkout", form=dict(form), ids=args["ids"])
        case "voucher":
            code = turn.draft("voucher").upper()
            form["voucher_error"] = voucher_problem(state, code)
            form["voucher_used"] = "" if form["voucher_error"] else code
        case "no_voucher":
            form.update(voucher_used="", voucher="")
        case "pay":
            _pay(state, turn)
        case _:
            _paid(state, turn)


def _to_be_had(state: TrainsState, turn: Turn) -> bool:
    """Can the connection still be booked? Says why not."""
    connection = connection_of(turn.args["ids"])
    if connection.depart <= turn.now:
        turn.toast(t("This train has left already"))
        return False
    gone = [leg for leg in connection.legs if cancelled(state["luck"], leg.train, turn.now.date())]
    if gone:
        turn.toast(t("{train} is cancelled. Choose another connection.", train=gone[0].train.name))
        return False
    return True


def _seats(event: Event, turn: Turn) -> None:
    form, args = turn.form, turn.args
    match event.name:
        case "seats":
            n, people = event["leg"], people_of(form)
            kept = {f"seats{n}": form.get(f"seats{n}", "")}
            turn.open("seats", form=kept, ids=args["ids"], leg=n, fare=form["fare"], most=len(people))
        case "seat":
            key, chosen = f"seats{args['leg']}", seats_of(form, args["leg"])
            if event["seat"] in chosen:
                chosen.remove(event["seat"])
            elif len(chosen) >= args["most"]:
                turn.toast(t("Everybody has a seat. Give one back first."))
            else:
                chosen.append(event["seat"])
            form[key] = ",".join(chosen)
        case _:
            key = f"seats{args['leg']}"
            turn.below[key] = form.get(key, "")
            turn.close()


def _complete(turn: Turn) -> bool:
    """Is everything filled in? Marks what is not."""
    form, people = turn.form, people_of(turn.form)
    names = [turn.draft(f"name{n}") for n in range(len(people))]
    good = True
    for n, name in enumerate(names):
        error = "" if name else t("Enter a name")
        if name and (len(name) < 2 or any(letter.isdigit() for letter in name)):
            error = t("This does not look like a name")
        elif name and name.casefold() in [other.casefold() for other in names[:n]]:
            error = t("This passenger is there already")
        form[f"name{n}_error"] = error
        good = good and not error
    form["email_error"] = "" if MAIL.fullmatch(turn.draft("email")) else t("Enter an e-mail address")
    phone = turn.draft("phone")
    form["phone_error"] = "" if not phone or tidy_number(phone) else t("This is no telephone number")
    if good and not form["email_error"] and not form["phone_error"]:
        return True
    turn.toast(t("Some details are missing"))
    return False


def _pay(state: TrainsState, turn: Turn) -> None:
    form = turn.form
    connection = connection_of(turn.args["ids"])
    total = bill(state, form, connection, card_of(state, form, turn.now))["total"]
    how = form.get("payment", "")
    form["pay_error"] = ""
    if not how:
        form["pay_error"] = t("Choose how to pay")
    elif how == "credit" and total > state["credit"]:
        form["pay_error"] = t("There is only {price} of credit", price=money(state["credit"]))
    elif not form.get("accepted"):
        form["pay_error"] = t("Accept the conditions of carriage first")
    if form["pay_error"]:
        turn.toast(form["pay_error"])
    elif _to_be_had(state, turn):
        refund = bool(FARES[form["fare"]].refund)
        turn.overlay("pay", form=dict(form), ids=turn.args["ids"], total=total, how=how, refund=refund)


def _paid(state: TrainsState, turn: Turn) -> None:
    form = turn.form
    connection, people = connection_of(turn.args["ids"]), people_of(form)
    card = card_of(state, form, turn.now)
    sums = bill(state, form, connection, card)
    if form["payment"] == "credit":
        state["credit"] -= sums["total"]
    voucher = form.get("voucher_used", "")
    if voucher:
        state["used"].append(voucher)
    code, ticket = code_of(state), new_id(state, "t")
    state["tickets"][ticket] = {
        "legs": connection.ids, "fare": form["fare"],
        "passengers": [{"name": form[f"name{n}"].strip(), "kind": kind} for n, kind in enumerate(people)],
        "seats": [seats_of(form, n) for n in range(len(connection.legs))], "bikes": int(form.get("bikes", "0")),
        "insured": bool(form.get("insured")), "card": card, "voucher": voucher, "price": sums["total"], "refund": 0,
        "payment": form["payment"], "code": code, "email": form["email"].strip(), "status": "upcoming",
        "booked": turn.now.isoformat(timespec="minutes"),
    }  # fmt: skip
    turn.root()
    turn.open("ticket", id=ticket)
    turn.toast(t("Ticket bought. It was sent to {mail}.", mail=form["email"].strip()))
