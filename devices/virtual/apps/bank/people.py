"""Payees, and asking people for money."""

from devices.virtual.app import Turn
from devices.virtual.apps.bank.numbers import shown, tidy_account
from devices.virtual.apps.bank.plans import amount_error, number_error, put_errors
from devices.virtual.apps.bank.state import BankState, Request, iso, new_id, own_account
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event
from devices.virtual.words import t


def people_event(state: BankState, event: Event, turn: Turn) -> bool:
    """Do it if it is about payees or requests; False if it is not."""
    match event.name:
        case "payees":
            turn.open("payees")
        case "payee" | "payee_new" | "payee_edit" | "payee_save" | "payee_company" | "payee_delete" | "payee_deleted":
            _payee(state, event, turn)
        case "payee_heart" | "copy_number" | "share_number":
            _payee_extra(state, event, turn)
        case "ask_name":
            turn.form["name"] = event["to"]
        case "requests" | "request" | "ask_for" | "settle" | "remind" | "request_delete":
            _request(state, event, turn)
        case _:
            return False
    return True


def _payee(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "payee":
            turn.open("payee", id=event["id"])
        case "payee_new":
            turn.open("payee_form", form={})
        case "payee_edit":
            payee = state["payees"][event["id"]]
            form = {"name": payee["name"], "number": shown(payee["number"]), "company": "1" if payee["company"] else ""}
            turn.open("payee_form", form=form, id=event["id"])
        case "payee_company":
            turn.form["company"] = "" if turn.form.get("company") else "1"
        case "payee_save":
            _save_payee(state, turn)
        case "payee_delete":
            turn.overlay("payee_delete", id=event["id"])
        case _:
            turn.close(2)
            if state["payees"].pop(event["id"], None):
                turn.toast(t("Payee deleted"))


def _save_payee(state: BankState, turn: Turn) -> None:
    name, account, mine = turn.draft("name"), tidy_account(turn.draft("number")), turn.args.get("id", "")
    errors = {"number": error} if (error := number_error(account)) else {}
    if len(name) < 2:
        errors["name"] = t("Enter the name of the recipient")
    if not errors and own_account(state, account):
        errors["number"] = t("This is your own account")
    if not errors and any(p["number"] == account and i != mine for i, p in state["payees"].items()):
        errors["number"] = t("This number is among your payees already")
    put_errors(turn.form, errors, ("name", "number"))
    if errors:
        return
    old = state["payees"].get(mine)
    state["payees"][mine or new_id(state, "y")] = {
        "name": name, "number": account, "company": bool(turn.form.get("company")),
        "favourite": bool(old and old["favourite"]),
    }  # fmt: skip
    turn.close()
    turn.toast(t("Payee saved"))


def _payee_extra(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "payee_heart":
            payee = state["payees"][event["id"]]
            payee["favourite"] = not payee["favourite"]
            turn.toast(t("Added to favourites") if payee["favourite"] else t("Removed from favourites"))
        case "copy_number":
            turn.copy(shown(event["number"]))
            turn.toast(t("Account number copied"))
        case _:
            turn.share("text", f"{event['name']}\n{shown(event['number'])}")


# -- asking for money -----------------------------------------------------------------------------------------------


def _request(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "requests":
            turn.open("requests")
        case "request":
            turn.open("request", form={"name": event.args.get("name", "")})
        case "ask_for":
            _ask_for(state, turn)
        case "settle":
            request = state["requests"][event["id"]]
            request["settled"] = not request["settled"]
        case "remind":
            turn.share("text", request_words(state, state["requests"][event["id"]]))
        case _:
            del state["requests"][event["id"]]
            turn.toast(t("Request deleted"))


def _ask_for(state: BankState, turn: Turn) -> None:
    name, words = turn.draft("name"), turn.draft("amount")
    errors = {"amount": error} if (error := amount_error(words)) else {}
    if len(name) < 2:
        errors["name"] = t("Whom do you ask?")
    put_errors(turn.form, errors, ("name", "amount"))
    if errors:
        return
    request: Request = {"name": name, "amount": parse_money(words) or 0, "purpose": turn.draft("purpose"),
                        "at": iso(turn.now), "settled": False}  # fmt: skip
    state["requests"][new_id(state, "q")] = request
    turn.replace("requests")
    turn.share("text", request_words(state, request))


def request_words(state: BankState, request: Request) -> str:
    """What is sent to somebody who shall pay."""
    account = state["accounts"]["a1"]["number"]
    first = t("{name}, please send me {amount}", name=request["name"], amount=money(request["amount"]))
    what = t("For: {purpose}", purpose=request["purpose"]) if request["purpose"] else ""
    lines = (first, what, t("My account: {number}", number=shown(account)), f"guimcp://bank/pay/{account}")
    return "\n".join(line for line in lines if line)
