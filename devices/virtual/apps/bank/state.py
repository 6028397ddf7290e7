"""What Alder Bank remembers. Money is in cents; `at` are ISO times to the minute, days are ISO dates."""

from datetime import date, datetime
from typing import Literal

from typing_extensions import TypedDict

AccountKind = Literal["checking", "savings", "credit"]
Kind = Literal["card", "transfer", "own", "standing", "bill", "income", "top-up", "goal", "cash"]
Every = Literal["weekly", "monthly", "quarterly"]
BillStatus = Literal["open", "scheduled", "paid"]


class Account(TypedDict):
    """`balance` is `opening` plus all its transactions; `limit` is what a credit card may owe."""

    name: str
    kind: AccountKind
    number: str
    opening: int
    balance: int
    limit: int


class Transaction(TypedDict):
    """A movement of one account, negative where money leaves. `disputed` is a reason or empty, `bill` a bill's id."""

    account: str
    amount: int
    at: str
    title: str
    purpose: str
    category: str
    kind: Kind
    number: str
    reference: str
    note: str
    disputed: str
    bill: str


class Payee(TypedDict):
    """Somebody money is sent to."""

    name: str
    number: str
    company: bool
    favourite: bool


class Scheduled(TypedDict):
    """A transfer that is still to come; `problem` says why it was turned down, empty where it waits."""

    source: str
    own: str
    name: str
    number: str
    amount: int
    purpose: str
    day: str
    problem: str


class Standing(TypedDict):
    """A transfer that is made again and again; `day` is the next time."""

    source: str
    name: str
    number: str
    amount: int
    purpose: str
    every: Every
    day: str
    paused: bool


class Bill(TypedDict):
    """One bill of a biller. `pay_on` is the day it is scheduled for; `problem` says why autopay failed."""

    biller: str
    amount: int
    due: str
    status: BillStatus
    pay_on: str
    paid: str
    problem: str


class Subscriber(TypedDict):
    """How the user stands with a biller."""

    customer: str
    autopay: bool
    source: str


class Card(TypedDict):
    """A card of an account; `limit` is for a day. `replaced` is the day a new one was ordered, or empty."""

    account: str
    digits: str
    expires: str
    frozen: bool
    online: bool
    abroad: bool
    contactless: bool
    limit: int
    replaced: str


class Goal(TypedDict):
    """Something that is saved for; its money lies outside the accounts."""

    name: str
    icon: str
    target: int
    saved: int
    day: str


class Request(TypedDict):
    """Money that was asked for."""

    name: str
    amount: int
    purpose: str
    at: str
    settled: bool


class Settings(TypedDict):
    """`daily` is the most that may be sent to others in a day, `low` the balance under which to warn."""

    hidden: bool
    daily: int
    low: int
    notify_out: bool
    notify_bills: bool


class BankState(TypedDict):
    """Everything by id. `rates` are ten-thousandths of a currency for one of the phone's own money."""

    accounts: dict[str, Account]
    transactions: dict[str, Transaction]
    payees: dict[str, Payee]
    scheduled: dict[str, Scheduled]
    standing: dict[str, Standing]
    bills: dict[str, Bill]
    subscribers: dict[str, Subscriber]
    cards: dict[str, Card]
    goals: dict[str, Goal]
    requests: dict[str, Request]
    rates: dict[str, int]
    settings: Settings
    owner: str
    phone: str
    next_id: int


MOST_DAILY = 2_000_000
MOST_CARD = 500_000
SOURCES = ("checking", "savings")


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int("".join(char for char in id_ if char.isdigit()))


def new_id(state: BankState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def iso(at: datetime) -> str:
    """A time as it is kept."""
    return at.isoformat(timespec="minutes")


def parse_day(words: str) -> date | None:
    """ "2026-03-14" as a date; None where it is none."""
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def accounts_of(state: BankState, *kinds: str) -> list[tuple[str, Account]]:
    """Accounts of these kinds (of all where none is named), in their order."""
    rows = [pair for pair in state["accounts"].items() if not kinds or pair[1]["kind"] in kinds]
    return sorted(rows, key=lambda pair: number(pair[0]))


def available(account: Account) -> int:
    """What may be spent of it."""
    return account["balance"] + account["limit"]


def movements(state: BankState, account: str = "") -> list[tuple[str, Transaction]]:
    """Transactions of an account, or of all, the latest first."""
    rows = [pair for pair in state["transactions"].items() if account in ("", pair[1]["account"])]
    return sorted(rows, key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def ordered_payees(state: BankState) -> list[tuple[str, Payee]]:
    """Payees as a list shows them: favourites first, then by name."""
    return sorted(
        state["payees"].items(), key=lambda p: (not p[1]["favourite"], p[1]["name"].casefold(), number(p[0]))
    )  # fmt: skip


def own_account(state: BankState, account_number: str) -> str:
    """The id of one's own account with this number; empty where it is somebody else's."""
    return next((i for i, account in accounts_of(state) if account["number"] == account_number), "")


def is_overdue(bill: Bill, today: date) -> bool:
    """Should it have been paid by now?"""
    return bill["status"] == "open" and bill["due"] < today.isoformat()
