"""What the themes about Alder Bank share: accounts and payees, and what a payment leaves behind."""

from datetime import datetime, timedelta

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import Scene
from benchmarks.facts import Among
from devices.virtual.apps.bank.catalogue import BILLERS
from devices.virtual.apps.bank.ledger import post
from devices.virtual.apps.bank.numbers import account_number
from devices.virtual.apps.bank.state import BankState, Bill, Kind, iso

BANK = "org.guimcp.bank"
SLACK = 16  # how many ids others than the goal's own may have been given on the way


def bank(s: Scene) -> BankState:
    """The bank as it is at the start."""
    return s.start[BANK]


def person(s: Scene, taken: bool = True) -> str:
    """A payee who is a person; with `taken` False one who gets no standing order."""
    orders = {order["number"] for order in bank(s)["standing"].values()}
    payees = {i: row for i, row in bank(s)["payees"].items() if not row["company"]}
    return s.pick((i for i, row in payees.items() if taken or row["number"] not in orders), lambda i: payees[i]["name"])


def payee_called(s: Scene, name: str) -> str:
    """The payee of this name, put among them where there is none."""
    payees = bank(s)["payees"]
    for i, row in payees.items():
        if row["name"] == name:
            return i
    new = f"y{len(payees) + 1}"
    s.need(new not in payees)
    payees[new] = {"name": name, "number": new_number(s), "company": False, "favourite": False}
    return new


def new_number(s: Scene) -> str:
    """An account number that nobody has yet."""
    return account_number(f"{s.rng.randint(1000, 9999)}{s.rng.randint(0, 99999999):08}")


def happened(s: Scene, amount: int, title: str, purpose: str, number: str, ago: timedelta) -> str:
    """Let somebody have paid this into the everyday account, or have got it from there, some time ago; its id."""
    kind: Kind = "income" if amount > 0 else "transfer"
    return post(bank(s), "a1", amount, s.now - ago, title, "Transfers", kind, purpose, number)


def open_bills(s: Scene) -> dict[str, Bill]:
    """Bills that nobody has paid or planned to pay, the first due first."""
    rows = bank(s)["bills"].items()
    return dict(sorted(((i, b) for i, b in rows if b["status"] == "open"), key=lambda pair: (pair[1]["due"], pair[0])))


def booked(
    s: Scene, amount: int, title: str, category: str, kind: Kind, purpose: str = "", number: str = "", bill: str = "",
    account: str = "a1",
) -> None:  # fmt: skip
    """Want this booked on an account now."""
    goal = s.goal[BANK]
    s.need(goal["accounts"][account]["balance"] + amount > 0)
    first = bank(s)["next_id"]
    # The reference follows from the id, and that from the order in which things are done.
    references = (f"AB {10_000_000 + n * 7_919_173 % 89_999_999}" for n in range(first, first + SLACK))
    s.add(BANK, "transactions", letter="t", entity={
        "account": account, "amount": amount, "at": iso(s.now), "title": title, "purpose": purpose,
        "category": category, "kind": kind, "number": number, "reference": Among(*references), "note": "",
        "disputed": "", "bill": bill,
    })  # fmt: skip
    goal["accounts"][account]["balance"] += amount


def sent(s: Scene, payee: str, cents: int, purpose: str) -> None:
    """Want money sent to a payee from the everyday account."""
    row = bank(s)["payees"][payee]
    booked(s, -cents, row["name"], "Transfers", "transfer", purpose, row["number"])


def bill_paid(s: Scene, bill_id: str) -> None:
    """Want a bill paid from the everyday account."""
    bill = s.goal[BANK]["bills"][bill_id]
    bill.update(status="paid", paid=iso(s.now), pay_on="", problem="")
    booked(s, -bill["amount"], biller(s, bill), "Housing" if bill["biller"] == "w5" else "Bills", "bill", bill=bill_id)


def biller(s: Scene, bill: Bill) -> str:
    """Whom a bill is from, as the phone calls them."""
    return s.t("Alder Bank", BILLERS[bill["biller"]].name)


def typed(cents: int) -> str:
    """An amount as one types it."""
    return f"{cents // 100}.{cents % 100:02}" if cents % 100 else str(cents // 100)


def due_on(bill: Bill) -> datetime:
    """The day on which a bill is due."""
    return datetime.fromisoformat(bill["due"])


def sending(payee: str, cents: int, purpose: str) -> list[Move]:
    """From the home page to money sent."""
    return [Tap("quick-send"), Tap("payee"), Tap(f"pick-{payee}"), Fill("amount", typed(cents)),
            Fill("purpose", purpose), Tap("continue"), Tap("send"), Tap("confirm")]  # fmt: skip
