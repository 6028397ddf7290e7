"""What happens when the clock moves: scheduled transfers, standing orders and bills, in the order of their days."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from devices.virtual.app import Turn
from devices.virtual.apps.bank.catalogue import BILLERS
from devices.virtual.apps.bank.ledger import biller_words, pay_bill, problem, send
from devices.virtual.apps.bank.state import BankState, Bill, Every, new_id, number
from devices.virtual.money import money
from devices.virtual.node import on
from devices.virtual.words import t

MORNING = time(6)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_day(day: date, every: Every) -> date:
    """When a standing order comes again."""
    match every:
        case "weekly":
            return day + timedelta(days=7)
        case "monthly":
            return add_months(day, 1)
        case "quarterly":
            return add_months(day, 3)


def tick(state: BankState, since: datetime, turn: Turn) -> None:
    """Carry out whatever was due by now."""
    while due := min(_due(state, turn.now), default=None):
        day, kind, id_ = due
        at = datetime.combine(date.fromisoformat(day), MORNING)
        match kind:
            case "bill":
                _bill(state, id_, at, turn)
            case "biller":
                _new_bill(state, id_, turn)
            case "standing":
                _standing(state, id_, at, turn)
            case _:
                _scheduled(state, id_, at, turn)
    if since.date() < turn.now.date():
        _warn(state, turn)


def _due(state: BankState, now: datetime) -> Iterator[tuple[str, str, str]]:
    """(day, what, id) of everything that is to be done by now."""
    last = (now if now.time() >= MORNING else now - timedelta(days=1)).date().isoformat()
    for i, row in state["scheduled"].items():
        if not row["problem"] and row["day"] <= last:
            yield row["day"], "scheduled", i
    for i, order in state["standing"].items():
        if order["day"] <= last:
            yield order["day"], "standing", i
    for i, bill in state["bills"].items():
        day = pay_day(state, bill)
        if day and day <= last:
            yield day, "bill", i
    for biller in BILLERS:
        newest = newest_bill(state, biller)
        if newest and (late := _issued(state["bills"][newest]["due"])) <= last:
            yield late, "biller", biller


def _issued(due: str) -> str:
    """The day on which the bill after one of this due date comes in."""
    return (date.fromisoformat(due) + timedelta(days=5)).isoformat()


def pay_day(state: BankState, bill: Bill) -> str:
    """The day on which a bill is paid by itself; empty where the user must."""
    if bill["status"] == "scheduled":
        return bill["pay_on"]
    auto = bill["status"] == "open" and state["subscribers"][bill["biller"]]["autopay"] and not bill["problem"]
    return bill["due"] if auto else ""


def newest_bill(state: BankState, biller: str) -> str:
    """The id of a biller's last bill."""
    ids = [i for i, bill in state["bills"].items() if bill["biller"] == biller]
    return max(ids, key=lambda i: (state["bills"][i]["due"], number(i)), default="")


def _new_bill(state: BankState, biller: str, turn: Turn) -> None:
    old = state["bills"][newest_bill(state, biller)]
    due = add_months(date.fromisoformat(old["due"]), BILLERS[biller].months).isoformat()
    bill_id = new_id(state, "b")
    state["bills"][bill_id] = {"biller": biller, "amount": old["amount"], "due": due, "status": "open", "pay_on": "",
                               "paid": "", "problem": ""}  # fmt: skip
    if state["settings"]["notify_bills"]:
        title = t("New bill from {name}", name=biller_words(biller)[0])
        turn.notify(title, money(old["amount"]), on("bill", id=bill_id))


def _bill(state: BankState, bill_id: str, at: datetime, turn: Turn) -> None:
    bill = state["bills"][bill_id]
    source, name = state["subscribers"][bill["biller"]]["source"], biller_words(bill["biller"])[0]
    why = problem(state, source, bill["amount"], at.date(), outside=False)
    if why:
        bill.update(status="open", pay_on="", problem=why)
        turn.notify(t("Bill not paid: {name}", name=name), why, on("bill", id=bill_id))
        return
    pay_bill(state, bill_id, source, at)
    if state["settings"]["notify_bills"]:
        turn.notify(t("Bill paid: {name}", name=name), money(bill["amount"]), on("bill", id=bill_id))


def _standing(state: BankState, order_id: str, at: datetime, turn: Turn) -> None:
    order = state["standing"][order_id]
    order["day"] = next_day(date.fromisoformat(order["day"]), order["every"]).isoformat()
    if order["paused"]:
        return
    why = problem(state, order["source"], order["amount"], at.date(), outside=False)
    if why:
        title = t("Standing order not carried out: {name}", name=order["name"])
        turn.notify(title, why, on("standing_order", id=order_id))
        return
    send(state, order["source"], "", order["name"], order["number"], order["amount"], order["purpose"], at, "standing")
    _tell_sent(state, order["name"], order["amount"], order["source"], turn)


def _scheduled(state: BankState, row_id: str, at: datetime, turn: Turn) -> None:
    row = state["scheduled"][row_id]
    why = problem(state, row["source"], row["amount"], at.date(), outside=not row["own"])
    name = t(state["accounts"][row["own"]]["name"]) if row["own"] else row["name"]
    if why:
        row["problem"] = why
        turn.notify(t("Transfer not carried out: {name}", name=name), why, on("payments"))
        return
    del state["scheduled"][row_id]
    send(state, row["source"], row["own"], row["name"], row["number"], row["amount"], row["purpose"], at)
    _tell_sent(state, name, row["amount"], row["source"], turn)


def _tell_sent(state: BankState, name: str, amount: int, source: str, turn: Turn) -> None:
    if state["settings"]["notify_out"]:
        title = t("{amount} sent to {name}", amount=money(amount), name=name)
        turn.notify(title, t(state["accounts"][source]["name"]), on("account", id=source))


def _warn(state: BankState, turn: Turn) -> None:
    """Say so where an account has little left."""
    for i, account in state["accounts"].items():
        if account["kind"] == "checking" and account["balance"] < state["settings"]["low"]:
            turn.notify(t("Low balance"), t("{amount} left", amount=money(account["balance"])), on("account", id=i))
