"""Transfers, scheduled ones and standing orders."""

from collections.abc import Mapping
from datetime import timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.bank.due import add_months
from devices.virtual.apps.bank.ledger import problem, send
from devices.virtual.apps.bank.numbers import find_account, shown
from devices.virtual.apps.bank.plans import Plan, amount_error, day_error, plan_of, put_errors
from devices.virtual.apps.bank.state import SOURCES, BankState, Every, new_id
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event
from devices.virtual.words import t

FIELDS = ("to", "name", "number", "amount", "purpose", "date")
RHYTHMS: tuple[Every, ...] = ("weekly", "monthly", "quarterly")


def moving_event(state: BankState, event: Event, turn: Turn) -> bool:
    """Do it if it is about transfers; False if it is not."""
    match event.name:
        case "transfer" | "pay" | "received" | "repeat":
            _begin(state, event, turn)
        case "from" | "kind" | "to" | "when" | "day" | "save_payee" | "every":
            _choose(event, turn)
        case "pick_from" | "pick_payee" | "picked" | "picked_from":
            _pick(event, turn)
        case "review" | "ask_send" | "sent":
            _send(state, event, turn)
        case "scheduled" | "drop_scheduled" | "scheduled_dropped" | "retry":
            _scheduled(state, event, turn)
        case "standing" | "standing_order" | "standing_new" | "standing_edit" | "standing_save":
            _standing(state, event, turn)
        case "standing_pause" | "standing_delete" | "standing_deleted":
            _standing(state, event, turn)
        case _:
            return False
    return True


# -- beginning ------------------------------------------------------------------------------------------------------


def open_transfer(turn: Turn, **form: str) -> None:
    """Open the form of a transfer, partly filled in."""
    turn.open("transfer", form={"from": "a1", "kind": "payee", "when": "now", **form})


def _begin(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "transfer":
            open_transfer(turn, kind=event["kind"], to=event.args.get("to", ""), **_source(state, event.args))
        case "pay":
            _pay_link(state, turn, event["id"])
        case "repeat":
            row = state["transactions"][event["id"]]
            payee = next((i for i, p in state["payees"].items() if p["number"] == row["number"]), "")
            form = {"to": payee} if payee else {"kind": "new", "name": row["title"], "number": shown(row["number"])}
            words = f"{abs(row['amount']) / 100:.2f}"
            open_transfer(turn, **form, amount=words, purpose=row["purpose"])
        case _:
            _received(state, turn, " ".join(event["value"].split()))


def _source(state: BankState, args: Mapping[str, str]) -> dict[str, str]:
    account = state["accounts"].get(args.get("account", ""))
    return {"from": args["account"]} if account and account["kind"] in SOURCES else {}


def _pay_link(state: BankState, turn: Turn, id_: str) -> None:
    account = find_account(id_)
    payee = next((i for i, p in state["payees"].items() if i == id_ or (account and p["number"] == account)), "")
    if payee:
        open_transfer(turn, to=payee)
    elif account:
        open_transfer(turn, kind="new", number=shown(account))
    else:
        turn.toast(t("Nobody with this number is among your payees"))


def _received(state: BankState, turn: Turn, words: str) -> None:
    """A text from elsewhere: an account number, part of a payee's name, or what the money is for."""
    known = [i for i, payee in state["payees"].items() if words and words.casefold() in payee["name"].casefold()]
    if account := find_account(words):
        open_transfer(turn, kind="new", number=shown(account))
    elif known:
        turn.open("payees", form={"query": words})
    else:
        open_transfer(turn, purpose=words[:140])


# -- the form -------------------------------------------------------------------------------------------------------


def _choose(event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "kind":
            form["kind"], form["to"] = event["to"], ""
            put_errors(form, {}, FIELDS)
        case "day":
            day = turn.now.date()
            far = add_months(day, 1) if event["far"] == "month" else day + timedelta(days=int(event["far"]))
            form["date"], form["date-error"] = far.isoformat(), ""
        case "save_payee":
            form["save"] = "" if form.get("save") else "1"
        case _:
            form[event.name] = event["to"]


def _pick(event: Event, turn: Turn) -> None:
    match event.name:
        case "pick_from":
            turn.overlay("pick_from", form={"from": turn.form.get("from", "")})
        case "picked_from":
            turn.below["from"] = event["id"]
            turn.close()
        case "pick_payee":
            turn.open("pick_payee")
        case _:
            turn.below["to"], turn.below["to-error"] = event["id"], ""
            turn.close()


def _send(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "review":
            plan, errors = plan_of(state, turn.form, turn.now)
            put_errors(turn.form, errors, FIELDS)
            if not errors:
                turn.open("review", plan=plan)
        case "ask_send":
            turn.overlay("ask_send", plan=turn.args["plan"])
        case _:
            _carry_out(state, turn, turn.args["plan"])


def _carry_out(state: BankState, turn: Turn, plan: Plan) -> None:
    outside = not plan["own"]
    if not plan["day"] and (
        why := problem(state, plan["source"], plan["amount"], turn.now.date(), outside)
    ):  # the clock may have been moved, or money have left, since the form was filled in
        turn.close()
        turn.toast(why)
        return
    if plan["save"] and outside and all(p["number"] != plan["number"] for p in state["payees"].values()):
        state["payees"][new_id(state, "y")] = {"name": plan["name"], "number": plan["number"], "company": False,
                                               "favourite": False}  # fmt: skip
    turn.root()
    if plan["day"]:
        row_id = new_id(state, "s")
        state["scheduled"][row_id] = {
            "source": plan["source"], "own": plan["own"], "name": plan["name"], "number": plan["number"],
            "amount": plan["amount"], "purpose": plan["purpose"], "day": plan["day"], "problem": "",
        }  # fmt: skip
        turn.open("done", plan=plan, id="")
    else:
        id_ = send(state, plan["source"], plan["own"], plan["name"], plan["number"], plan["amount"], plan["purpose"],
                   turn.now)  # fmt: skip
        turn.open("done", plan=plan, id=id_)


def _scheduled(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "scheduled":
            turn.open("scheduled")
        case "drop_scheduled":
            turn.overlay("drop_scheduled", id=event["id"])
        case "scheduled_dropped":
            turn.close()
            if state["scheduled"].pop(event["id"], None):
                turn.toast(t("Scheduled transfer deleted"))
        case _:
            row = state["scheduled"][event["id"]]
            why = problem(state, row["source"], row["amount"], turn.now.date(), not row["own"])
            if why:
                turn.toast(why)
                return
            del state["scheduled"][event["id"]]
            send(state, row["source"], row["own"], row["name"], row["number"], row["amount"], row["purpose"], turn.now)
            turn.toast(t("{amount} sent", amount=money(row["amount"])))


# -- standing orders ------------------------------------------------------------------------------------------------


def _standing(state: BankState, event: Event, turn: Turn) -> None:
    orders = state["standing"]
    match event.name:
        case "standing":
            turn.open("standing")
        case "standing_order":
            if event["id"] in orders:
                turn.open("standing_order", id=event["id"])
        case "standing_new":
            form = {"from": "a1", "every": "monthly", "date": add_months(turn.now.date(), 1).isoformat()}
            turn.open("standing_form", form={**form, "to": event.args.get("to", "")})
        case "standing_edit":
            order = orders[event["id"]]
            payee = next((i for i, p in state["payees"].items() if p["number"] == order["number"]), "")
            form = {"from": order["source"], "every": order["every"], "date": order["day"], "to": payee,
                    "amount": f"{order['amount'] / 100:.2f}", "purpose": order["purpose"]}  # fmt: skip
            turn.open("standing_form", form=form, id=event["id"])
        case "standing_save":
            _save_standing(state, turn)
        case "standing_pause":
            order = orders[event["id"]]
            order["paused"] = not order["paused"]
            turn.toast(t("Standing order paused") if order["paused"] else t("Standing order goes on"))
        case "standing_delete":
            turn.overlay("standing_delete", id=event["id"])
        case _:
            turn.close(2)
            if orders.pop(event["id"], None):
                turn.toast(t("Standing order deleted"))


def _save_standing(state: BankState, turn: Turn) -> None:
    form, errors = turn.form, dict[str, str]()
    payee = state["payees"].get(form.get("to", ""))
    old = state["standing"].get(turn.args.get("id", ""))
    who = (payee["name"], payee["number"]) if payee else (old["name"], old["number"]) if old else None
    if who is None:
        errors["to"] = t("Choose who gets the money")
    if error := amount_error(turn.draft("amount")):
        errors["amount"] = error
    if error := day_error(turn.draft("date"), turn.now.date()):
        errors["date"] = error
    put_errors(form, errors, FIELDS)
    if errors or who is None:
        return
    order_id = turn.args.get("id") or new_id(state, "o")
    state["standing"][order_id] = {
        "source": form["from"], "name": who[0], "number": who[1], "amount": parse_money(turn.draft("amount")) or 0,
        "purpose": turn.draft("purpose"), "every": next(r for r in RHYTHMS if r == form["every"]),
        "day": turn.draft("date"), "paused": bool(old and old["paused"]),
    }  # fmt: skip
    turn.close()
    turn.toast(t("Standing order saved"))
