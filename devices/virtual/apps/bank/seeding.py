"""A user's bank as it is found: three accounts with two months of movements, payees, bills, orders, cards and goals."""

from datetime import date, datetime, timedelta
from random import Random

from devices.virtual.apps.bank.catalogue import (
    BILLERS,
    COMPANIES,
    EMPLOYERS,
    EURO_RATES,
    GOALS,
    PURPOSES,
    SHOPS,
    SUBSCRIPTIONS,
    YUAN_RATES,
)
from devices.virtual.apps.bank.due import add_months
from devices.virtual.apps.bank.ledger import pay_bill, post, send
from devices.virtual.apps.bank.numbers import account_number
from devices.virtual.apps.bank.state import (
    Account,
    AccountKind,
    BankState,
    Card,
    Goal,
    Payee,
    Request,
    Scheduled,
    Standing,
    new_id,
)
from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.words import language, t

OWNERS = ("Robin Hale", "Sascha Winter", "Kim Falkner")
DAYS = 62
LATE = 2  # bills that are overdue: of those that are not paid by themselves


def seed(rng: Random, now: datetime) -> BankState:
    """Everything a user of some years would have."""
    state: BankState = {
        "accounts": {
            "a1": _account(rng, "Everyday account", "checking", 0),
            "a2": _account(rng, "Savings account", "savings", 0),
            "a3": _account(rng, "Credit card", "credit", rng.choice((150000, 200000, 250000, 300000))),
        },
        "transactions": {},
        "payees": _payees(rng),
        "scheduled": {},
        "standing": {},
        "bills": {},
        "subscribers": {
            i: {"customer": f"{rng.randint(100, 999)}-{rng.randint(10000, 99999)}", "autopay": rng.random() < 0.3,
                "source": "a1"}
            for i in BILLERS
        },
        "cards": {"c1": _card(rng, "a1"), "c2": _card(rng, "a3")},
        "goals": _goals(rng, now),
        "requests": {},
        "rates": _rates(rng),
        "settings": {"hidden": False, "daily": rng.choice((100000, 150000, 200000, 300000)),
                     "low": rng.choice((5000, 10000, 20000)), "notify_out": True,
                     "notify_bills": True},
        "owner": t(rng.choice(OWNERS)),
        "phone": "555-0100",
        "next_id": 30,
    }  # fmt: skip
    _bills(state, rng, now)
    _movements(state, rng, now)
    _orders(state, rng, now)
    _requests(state, rng, now)
    _settle(state, rng)
    return state


def _account(rng: Random, name: str, kind: AccountKind, limit: int) -> Account:
    number = account_number(f"2040{rng.randint(0, 99999999):08}")
    return {"name": name, "kind": kind, "number": number, "opening": 0, "balance": 0, "limit": limit}


def _card(rng: Random, account: str) -> Card:
    digits = "5412" + "".join(str(rng.randint(0, 9)) for _ in range(12))
    return {"account": account, "digits": digits, "expires": f"{rng.randint(1, 12):02}/{rng.randint(27, 30)}",
            "frozen": False, "online": rng.random() < 0.7, "abroad": rng.random() < 0.5, "contactless": True,
            "limit": rng.randrange(50000, 300000, 10000), "replaced": ""}  # fmt: skip


def _payees(rng: Random) -> dict[str, Payee]:
    names = [(t(name), False) for name, _ in rng.sample(PEOPLE, 7)] + [(t(name), True) for name in COMPANIES]
    hearts = rng.sample(range(len(names)), 3)
    return {
        f"y{n + 1}": {"name": name, "number": account_number(f"{rng.randint(1000, 9999)}{rng.randint(0, 99999999):08}"),
                      "company": company, "favourite": n in hearts}
        for n, (name, company) in enumerate(names)
    }  # fmt: skip


def _goals(rng: Random, now: datetime) -> dict[str, Goal]:
    goals: dict[str, Goal] = {}
    for n, (name, icon, target) in enumerate(rng.sample(GOALS, 3)):
        saved = round(target * rng.uniform(0.1, 0.85) / 500) * 500
        day = add_months(now.date(), rng.randint(3, 14)).isoformat()
        goals[f"g{n + 1}"] = {"name": t(name), "icon": icon, "target": target, "saved": saved, "day": day}
    return goals


def _rates(rng: Random) -> dict[str, int]:
    table = YUAN_RATES if language() == "zh" else EURO_RATES
    return {i: round(rate * rng.uniform(0.96, 1.04)) for i, (_, rate) in table.items()}


def _bills(state: BankState, rng: Random, now: datetime) -> None:
    """Last month's bills, paid, and this month's: two overdue, the others still to come."""
    ids = sorted(BILLERS)
    by_hand = [i for i in ids if not state["subscribers"][i]["autopay"]]
    for i in [i for i in ids if i not in by_hand][: max(0, LATE - len(by_hand))]:
        state["subscribers"][i]["autopay"] = False
        by_hand.append(i)
    late = rng.sample(by_hand, LATE)
    for i in ids:
        biller = BILLERS[i]
        amount = rng.randint(biller.least, biller.most) // 10 * 10
        days = -rng.randint(1, 4) if i in late else rng.randint(1, 24)
        due = (now + timedelta(days=days)).date()
        before = add_months(due, -biller.months)
        paid_amount = amount if biller.what == "Rent" else amount + rng.randrange(-300, 300, 10)
        old = new_id(state, "b")
        state["bills"][old] = {"biller": i, "amount": paid_amount, "due": before.isoformat(), "status": "open",
                               "pay_on": "", "paid": "", "problem": ""}  # fmt: skip
        paid = datetime.combine(before, datetime.min.time()).replace(hour=6)
        if paid > now - timedelta(days=DAYS):
            pay_bill(state, old, "a1", min(paid, now - timedelta(days=1)))
        else:
            state["bills"][old].update(status="paid", paid=paid.isoformat(timespec="minutes"))
        state["bills"][new_id(state, "b")] = {"biller": i, "amount": amount, "due": due.isoformat(), "status": "open",
                                              "pay_on": "", "paid": "", "problem": ""}  # fmt: skip


def _movements(state: BankState, rng: Random, now: datetime) -> None:
    start = (now - timedelta(days=DAYS)).replace(hour=0, minute=0)
    employer, salary = t(rng.choice(EMPLOYERS)), rng.randrange(260000, 390000, 1000)
    for back in (1, 2):
        day = add_months(now.date().replace(day=27), -back)
        post(state, "a1", salary, _at(day, 7, 0), employer, "Income", "income", t("Salary"))
        send(state, "a1", "a2", "", "", rng.randrange(10000, 40000, 5000), t("Monthly saving"), _at(day, 8, 0))
    for day in sorted(rng.choices(range(DAYS), k=46)):
        at = start + timedelta(days=day, hours=rng.randint(8, 20), minutes=rng.randint(0, 59))
        name, category, least, most = rng.choice(SHOPS)
        account = "a3" if category in ("Travel", "Shopping") or (rng.random() < 0.2 and category != "Cash") else "a1"
        amount = rng.randrange(least, most, 1000) // 1000 * 1000 if category == "Cash" else rng.randint(least, most)
        post(state, account, -amount, at, t(name), category, "cash" if category == "Cash" else "card")
    for name, category, price in SUBSCRIPTIONS:
        for back in (0, 1):
            day = add_months(now.date().replace(day=rng.randint(2, 8)), -back)
            post(state, "a3", -price, _at(day, 4, rng.randint(0, 59)), t(name), category, "card")
    _between_people(state, rng, now)
    for back in (1, 2):
        day = add_months(now.date().replace(day=5), -back)
        send(state, "a1", "a3", "", "", rng.randrange(15000, 40000, 500), t("Credit card bill"), _at(day, 9, 15))


def _between_people(state: BankState, rng: Random, now: datetime) -> None:
    people = [payee for payee in state["payees"].values() if not payee["company"]]
    for days in rng.sample(range(1, DAYS), 9):
        payee, purpose = rng.choice(people), t(rng.choice(PURPOSES))
        at = (now - timedelta(days=days)).replace(hour=rng.randint(9, 21), minute=rng.randint(0, 59))
        amount, incoming = rng.randrange(500, 9000, 50), rng.random() < 0.45
        post(state, "a1", amount if incoming else -amount, at, payee["name"], "Transfers",
             "income" if incoming else "transfer", purpose, payee["number"])  # fmt: skip


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


def _orders(state: BankState, rng: Random, now: datetime) -> None:
    chosen = rng.sample(sorted(i for i, payee in state["payees"].items() if not payee["company"]), 4)
    every = ("monthly", "weekly", "monthly")
    for n, (payee, words) in enumerate(zip(chosen, ("Allowance", "Choir", "Pocket money"), strict=False)):
        row, day = state["payees"][payee], (now + timedelta(days=rng.randint(1, 20))).date().isoformat()
        order: Standing = {
            "source": "a1", "name": row["name"], "number": row["number"], "amount": rng.randrange(1000, 12000, 500),
            "purpose": t(words), "every": every[n], "day": day, "paused": n == 2,
        }  # fmt: skip
        state["standing"][new_id(state, "o")] = order
    last = state["payees"][chosen[3]]
    later: Scheduled = {
        "source": "a1", "own": "", "name": last["name"], "number": last["number"],
        "amount": rng.randrange(2000, 30000, 250), "purpose": t("Deposit for the cabin"),
        "day": (now + timedelta(days=rng.randint(2, 12))).date().isoformat(), "problem": "",
    }  # fmt: skip
    state["scheduled"][new_id(state, "s")] = later


def _requests(state: BankState, rng: Random, now: datetime) -> None:
    people = sorted(payee["name"] for payee in state["payees"].values() if not payee["company"])
    for n, name in enumerate(rng.sample(people, 2)):
        at = (now - timedelta(days=rng.randint(2, 20))).isoformat(timespec="minutes")
        request: Request = {"name": name, "amount": rng.randrange(500, 6000, 50), "purpose": t(rng.choice(PURPOSES)),
                            "at": at, "settled": n == 1}  # fmt: skip
        state["requests"][new_id(state, "q")] = request


def _settle(state: BankState, rng: Random) -> None:
    """Give each account such an opening balance that it ends where it should."""
    wanted = {"a1": rng.randint(140000, 420000), "a2": rng.randint(300000, 1500000), "a3": -rng.randint(12000, 90000)}
    for i, balance in wanted.items():
        account = state["accounts"][i]
        account["opening"] = balance - account["balance"]
        account["balance"] = balance
