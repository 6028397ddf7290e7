"""Months of an account: what came in, what went out, what was left; and spending by kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.state import BankState, Transaction, movements
from devices.virtual.money import money
from devices.virtual.times import month_words
from devices.virtual.words import t

OUTSIDE = ("card", "transfer", "standing", "bill", "top-up", "cash")


@dataclass(frozen=True, slots=True)
class Month:
    """An account in a month ("2026-03")."""

    month: str
    opening: int
    incoming: int
    outgoing: int
    count: int

    @property
    def closing(self) -> int:
        """What was left at its end."""
        return self.opening + self.incoming + self.outgoing


def months_of(state: BankState, account: str) -> list[Month]:
    """Every month an account moved in, the latest first."""
    rows = [row for _, row in reversed(movements(state, account))]
    balance, out = state["accounts"][account]["opening"], list[Month]()
    for month in sorted({row["at"][:7] for row in rows}):
        amounts = [row["amount"] for row in rows if row["at"][:7] == month]
        here = Month(month, balance, sum(a for a in amounts if a > 0), sum(a for a in amounts if a < 0), len(amounts))
        out.append(here)
        balance = here.closing
    return out[::-1]


def month_name(month: str) -> str:
    """ "2026-03" as people say it."""
    return month_words(date.fromisoformat(f"{month}-01"))


def statement_words(state: BankState, account: str, month: str) -> str:
    """A statement as text."""
    row, here = state["accounts"][account], next(m for m in months_of(state, account) if m.month == month)
    return "\n".join((
        t("Alder Bank statement, {month}", month=month_name(month)),
        f"{t(row['name'])}, {shown(row['number'])}",
        t("Opening balance: {amount}", amount=money(here.opening)),
        t("Money in: {amount}", amount=money(here.incoming)),
        t("Money out: {amount}", amount=money(here.outgoing)),
        t("Closing balance: {amount}", amount=money(here.closing)),
    ))  # fmt: skip


def spent(rows: Iterable[Transaction], month: str) -> dict[str, int]:
    """Cents that went out in a month by category, the most first; moves between one's own accounts do not count."""
    sums: dict[str, int] = {}
    for row in rows:
        if row["at"][:7] == month and row["amount"] < 0 and row["kind"] in OUTSIDE:
            sums[row["category"]] = sums.get(row["category"], 0) - row["amount"]
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def earned(rows: Iterable[Transaction], month: str) -> int:
    """Cents that came in from outside in a month."""
    return sum(row["amount"] for row in rows if row["at"][:7] == month and row["kind"] == "income")
