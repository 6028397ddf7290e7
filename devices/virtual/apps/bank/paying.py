"""Bills, topping up a phone, and savings goals."""

from datetime import date, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.bank.catalogue import GOAL_ICONS
from devices.virtual.apps.bank.due import add_months
from devices.virtual.apps.bank.ledger import pay_bill, post, problem
from devices.virtual.apps.bank.plans import amount_error, day_error, put_errors
from devices.virtual.apps.bank.state import BankState, new_id
from devices.virtual.apps.contacts.state import tidy_number
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event
from devices.virtual.words import t

MOST_TOP_UP = 10000


def paying_event(state: BankState, event: Event, turn: Turn) -> bool:
    """Do it if it is about bills, topping up or goals; False if it is not."""
    match event.name:
        case (
            "bills" | "bill" | "biller" | "bill_pay" | "bill_paid" | "bill_schedule" | "bill_scheduled" | "bill_unplan"
        ):
            _bill(state, event, turn)
        case "bill_tab" | "autopay" | "bill_source":
            _bill(state, event, turn)
        case "top_up" | "top_up_number" | "top_up_amount" | "top_up_ask" | "topped_up":
            _top_up(state, event, turn)
        case "goals" | "goal" | "goal_new" | "goal_edit" | "goal_icon" | "goal_save" | "goal_delete" | "goal_deleted":
            _goal(state, event, turn)
        case "goal_in" | "goal_out" | "goal_moved":
            _goal_money(state, event, turn)
        case _:
            return False
    return True


# -- bills ----------------------------------------------------------------------------------------------------------


def _bill(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "bills":
            turn.open("bills")
        case "bill_tab":
            turn.form["tab"] = event["to"]
        case "bill":
            if event["id"] in state["bills"]:
                turn.open("bill", id=event["id"])
        case "biller":
            turn.open("biller", id=event["id"])
        case "autopay":
            subscriber = state["subscribers"][event["id"]]
            subscriber["autopay"] = not subscriber["autopay"]
            turn.toast(t("Autopay is on") if subscriber["autopay"] else t("Autopay is off"))
        case "bill_source":
            turn.form["source"] = event["id"]
        case "bill_pay":
            source = state["subscribers"][state["bills"][event["id"]]["biller"]]["source"]
            turn.overlay("bill_pay", form={"source": source}, id=event["id"])
        case "bill_schedule":
            due = max(state["bills"][event["id"]]["due"], (turn.now.date() + timedelta(days=1)).isoformat())
            turn.overlay("bill_schedule", form={"date": due}, id=event["id"])
        case "bill_unplan":
            state["bills"][event["id"]].update(status="open", pay_on="")
            turn.toast(t("The bill is no longer scheduled"))
        case "bill_paid":
            _pay(state, turn, event["id"])
        case _:
            _schedule(state, turn, event["id"])


def _pay(state: BankState, turn: Turn, bill_id: str) -> None:
    bill, source = state["bills"][bill_id], turn.form["source"]
    if bill["status"] == "paid":
        turn.close()
        return
    why = problem(state, source, bill["amount"], turn.now.date(), outside=False)
    if why:
        turn.toast(why)
        return
    pay_bill(state, bill_id, source, turn.now)
    turn.close()
    turn.toast(t("{amount} paid", amount=money(bill["amount"])))


def _schedule(state: BankState, turn: Turn, bill_id: str) -> None:
    words = turn.draft("date")
    turn.form["date-error"] = day_error(words, turn.now.date())
    if turn.form["date-error"]:
        return
    state["bills"][bill_id].update(status="scheduled", pay_on=words, problem="")
    turn.close()
    turn.toast(t("Bill scheduled"))


# -- topping up a phone ---------------------------------------------------------------------------------------------


def _top_up(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "top_up":
            turn.open("top_up", form={"number": state["phone"], "from": "a1"})
        case "top_up_number":
            turn.form["number"] = event["number"]
        case "top_up_amount":
            turn.form["amount"] = str(event["cents"] // 100)
        case "top_up_ask":
            if _top_up_ready(state, turn):
                turn.overlay("top_up_ask", form=dict(turn.form))
        case _:
            if _top_up_ready(state, turn):
                _topped_up(state, turn)


def _top_up_ready(state: BankState, turn: Turn) -> bool:
    number, words = tidy_number(turn.draft("number")), turn.draft("amount")
    errors = {} if number else {"number": t("Enter a phone number")}
    cents = parse_money(words) or 0
    if error := amount_error(words):
        errors["amount"] = error
    elif cents > MOST_TOP_UP:
        errors["amount"] = t("At most {most} at a time", most=money(MOST_TOP_UP))
    elif why := problem(state, turn.form["from"], cents, turn.now.date(), outside=False):
        errors["amount"] = why
    put_errors(turn.form, errors, ("number", "amount"))
    return not errors


def _topped_up(state: BankState, turn: Turn) -> None:
    number, cents = tidy_number(turn.draft("number")) or "", parse_money(turn.draft("amount")) or 0
    title = t("Top-up {number}", number=number)
    id_ = post(state, turn.form["from"], -cents, turn.now, title, "Bills", "top-up", number=number)
    turn.root()
    turn.open("transaction", id=id_)
    turn.toast(t("{amount} of credit added", amount=money(cents)))


# -- savings goals --------------------------------------------------------------------------------------------------


def _goal(state: BankState, event: Event, turn: Turn) -> None:
    goals = state["goals"]
    match event.name:
        case "goals":
            turn.open("goals")
        case "goal":
            turn.open("goal", id=event["id"])
        case "goal_new":
            day = add_months(turn.now.date(), 6).isoformat()
            turn.open("goal_form", form={"icon": "savings", "date": day})
        case "goal_edit":
            goal = goals[event["id"]]
            form = {"name": goal["name"], "target": f"{goal['target'] / 100:.2f}", "icon": goal["icon"],
                    "date": goal["day"]}  # fmt: skip
            turn.open("goal_form", form=form, id=event["id"])
        case "goal_icon":
            turn.form["icon"] = event["to"]
        case "goal_save":
            _save_goal(state, turn, turn.now.date())
        case "goal_delete":
            turn.overlay("goal_delete", id=event["id"])
        case _:
            turn.close(2)
            goal = goals.pop(event["id"])
            if goal["saved"]:
                post(state, "a1", goal["saved"], turn.now, goal["name"], "Savings", "goal", t("Savings goal closed"))
            turn.toast(t("Goal deleted"))


def _save_goal(state: BankState, turn: Turn, today: date) -> None:
    name, words, day = turn.draft("name"), turn.draft("target"), turn.draft("date")
    errors = {} if name else {"name": t("Give the goal a name")}
    for key, error in (("target", amount_error(words)), ("date", day_error(day, today, timedelta(days=3650)))):
        if error:
            errors[key] = error
    put_errors(turn.form, errors, ("name", "target", "date"))
    if errors:
        return
    old = state["goals"].get(turn.args.get("id", ""))
    icon = turn.form["icon"] if turn.form["icon"] in GOAL_ICONS or old else "savings"
    state["goals"][turn.args.get("id") or new_id(state, "g")] = {
        "name": name, "icon": icon, "target": parse_money(words) or 0, "saved": old["saved"] if old else 0, "day": day,
    }  # fmt: skip
    turn.close()
    turn.toast(t("Goal saved"))


def _goal_money(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "goal_in" | "goal_out":
            turn.overlay("goal_money", id=event["id"], out=event.name == "goal_out")
            turn.focus("amount")
        case _:
            _move_goal(state, turn)


def _move_goal(state: BankState, turn: Turn) -> None:
    goal, out, words = state["goals"][turn.args["id"]], turn.args["out"], turn.draft("amount")
    cents, error = parse_money(words) or 0, amount_error(words)
    if not error and out and cents > goal["saved"]:
        error = t("There is only {amount} in this goal", amount=money(goal["saved"]))
    if not error and not out:
        error = problem(state, "a1", cents, turn.now.date(), outside=False)
    turn.form["amount-error"] = error
    if error:
        return
    signed = cents if out else -cents
    goal["saved"] -= signed
    post(state, "a1", signed, turn.now, goal["name"], "Savings", "goal", t("Savings goal"))
    turn.close()
    turn.toast(t("{amount} taken out", amount=money(cents)) if out else t("{amount} put aside", amount=money(cents)))
