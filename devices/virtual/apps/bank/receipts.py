"""A movement in words, for somebody else to read."""

from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.state import BankState, Transaction
from devices.virtual.money import money
from devices.virtual.words import t


def receipt_words(state: BankState, row: Transaction) -> str:
    """A receipt as text."""
    account = state["accounts"][row["account"]]
    lines = (
        t("Alder Bank receipt"),
        f"{row['title']}: {money(row['amount'])}",
        row["at"].replace("T", " "),
        t("For: {purpose}", purpose=row["purpose"]) if row["purpose"] else "",
        t("Account: {name}", name=f"{t(account['name'])}, {shown(account['number'])}"),
        t("Reference: {reference}", reference=row["reference"]),
    )
    return "\n".join(line for line in lines if line)
