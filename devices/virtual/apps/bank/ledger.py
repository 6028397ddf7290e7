"""Moving money: the only place where a balance changes, and the rules that are checked before."""

from datetime import date, datetime

from devices.virtual.apps.bank.catalogue import BILLERS
from devices.virtual.apps.bank.state import BankState, Kind, available, iso, new_id
from devices.virtual.money import money
from devices.virtual.words import t


def post(
    state: BankState, account: str, amount: int, at: datetime, title: str, category: str, kind: Kind,
    purpose: str = "", number: str = "", bill: str = "",
) -> str:  # fmt: skip
    """Book a movement of one account and return its id."""
    transaction = new_id(state, "t")
    state["transactions"][transaction] = {
        "account": account, "amount": amount, "at": iso(at), "title": title, "purpose": purpose,
        "category": category, "kind": kind, "number": number,
        "reference": f"AB {10_000_000 + int(transaction[1:]) * 7_919_173 % 89_999_999}", "note": "", "disputed": "",
        "bill": bill,
    }  # fmt: skip
    state["accounts"][account]["balance"] += amount
    return transaction


def sent_on(state: BankState, day: date) -> int:
    """Cents that went to others by transfer on a day."""
    return -sum(
        row["amount"]
        for row in state["transactions"].values()
        if row["kind"] == "transfer" and row["amount"] < 0 and row["at"][:10] == day.isoformat()
    )


def problem(state: BankState, source: str, amount: int, day: date, outside: bool) -> str:
    """Why so much cannot leave an account on a day; empty where it can. Only what goes `outside` counts as sent."""
    if amount > (there := available(state["accounts"][source])):
        return t("Not enough money: {amount} available", amount=money(max(0, there)))
    left = state["settings"]["daily"] - sent_on(state, day)
    if outside and amount > left:
        return t("Over your daily limit: {amount} left today", amount=money(max(0, left)))
    return ""


def send(
    state: BankState, source: str, own: str, name: str, account_number: str, amount: int, purpose: str, at: datetime,
    kind: Kind = "transfer",
) -> str:  # fmt: skip
    """Send money to one's own account `own`, or to somebody else where that is empty; returns the movement's id."""
    if own:
        here, there = state["accounts"][source], state["accounts"][own]
        sent = post(state, source, -amount, at, t(there["name"]), "Transfers", "own", purpose, there["number"])
        post(state, own, amount, at, t(here["name"]), "Transfers", "own", purpose, here["number"])
        return sent
    return post(state, source, -amount, at, name, "Transfers", kind, purpose, account_number)


def pay_bill(state: BankState, bill_id: str, source: str, at: datetime) -> str:
    """Pay a bill from an account and return the movement's id."""
    bill = state["bills"][bill_id]
    bill.update(status="paid", paid=iso(at), pay_on="", problem="")
    name, category = biller_words(bill["biller"])
    return post(state, source, -bill["amount"], at, name, category, "bill", bill=bill_id)


def biller_words(biller: str) -> tuple[str, str]:
    """(name in the phone's language, category) of a biller."""
    return t(BILLERS[biller].name), "Housing" if biller == "w5" else "Bills"
