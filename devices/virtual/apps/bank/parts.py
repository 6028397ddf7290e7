"""Pieces that several screens of Alder Bank share."""

from devices.virtual.app import Look
from devices.virtual.apps.bank.catalogue import CATEGORIES
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.state import SOURCES, Account, BankState, Transaction, accounts_of, available
from devices.virtual.money import money
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    avatar,
    button,
    column,
    field,
    heading,
    icon,
    item,
    navigation,
    radio,
    row,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t

ACCOUNT_ICONS = {"checking": "account_balance_wallet", "savings": "savings", "credit": "credit_card"}


def bottom_bar(here: str) -> Node:
    """Home, Payments, Cards, Spending and More."""
    places = (
        ("home", t("Home"), "home"), ("payments", t("Payments"), "swap_horiz"), ("cards", t("Cards"), "credit_card"),
        ("spending", t("Spending"), "pie_chart"), ("more", t("More"), "more_horiz"),
    )  # fmt: skip
    return navigation(*[(words, sign, name == here, on("go", to=name)) for name, words, sign in places])


def signed(cents: int) -> str:
    """An amount with its sign, also where it is more."""
    return ("+" if cents > 0 else "") + money(cents)


def balance_words(state: BankState, cents: int) -> str:
    """A balance, or dots where balances are hidden."""
    return "••••" if state["settings"]["hidden"] else money(cents)


def account_line(account: Account) -> str:
    """An account as a sender: its name and the end of its number."""
    return t("{name} ••{digits}", name=t(account["name"]), digits=account["number"][-4:])


def movement(id_: str, transaction: Transaction, look: Look, day: bool = False) -> Node:
    """A transaction as a line of a list; with `day` its date is told too."""
    sign, tint = CATEGORIES[transaction["category"]]
    at = time_words(transaction["at"][11:16], look.others)
    when = f"{date_words(transaction['at'], look.now.date())}, {at}" if day else at
    sub = " · ".join(part for part in (transaction["purpose"] or t(transaction["category"]), when) if part)
    leading = (
        avatar(transaction["title"])
        if transaction["kind"] in ("transfer", "standing")
        else Node("tile", icon=sign, tint=tint, style="soft")
    )
    return item(
        transaction["title"], sub, on("transaction", id=id_), leading=leading, key=f"transaction-{id_}",
        trailing=text(signed(transaction["amount"]), "strong good" if transaction["amount"] > 0 else "strong"),
    )  # fmt: skip


def by_day(rows: list[tuple[str, Transaction]], look: Look) -> list[Node]:
    """Transactions with a heading for each day; they come sorted by time."""
    out: list[Node] = []
    last = ""
    for id_, transaction in rows:
        if transaction["at"][:10] != last:
            last = transaction["at"][:10]
            out.append(heading(date_words(last, look.now.date())))
        out.append(movement(id_, transaction, look))
    return out


def source_row(state: BankState, look: Look) -> Node:
    """Which account the money comes from; a touch changes it."""
    account = state["accounts"][look.form.get("from", "a1")]
    there = t("{amount} available", amount=balance_words(state, available(account)))
    return item(account_line(account), there, on("pick_from"), leading=icon(ACCOUNT_ICONS[account["kind"]]),
                trailing=icon("expand_more"), key="from")  # fmt: skip


def pick_from_sheet(state: BankState, look: Look) -> Node:
    """One's own accounts, to pay from."""
    return sheet(
        t("Pay from"),
        *[
            radio(account_line(account), i == look.form.get("from"), on("picked_from", id=i),
                  t("{amount} available", amount=balance_words(state, available(account))), f"from-{i}")
            for i, account in accounts_of(state, *SOURCES)
        ],
    )  # fmt: skip


def fact(label: str, value: str, sign: str = "", key: str = "", tap: Event | None = None) -> Node:
    """A line that says something: what it is above, what it says below."""
    return item(value, label, tap, leading=icon(sign) if sign else None, key=key)


def amount_field(look: Look, key: str = "amount", label: str = "") -> Node:
    """Where an amount is typed."""
    return field(key, label or t("Amount"), look.form.get(key, ""), error=look.form.get(f"{key}-error", ""))


def pair(words: str, value: str, style: str = "", key: str = "") -> Node:
    """Words at the left, a value at the right."""
    return row(text(words, "muted"), spacer(), text(value, f"right {style}".strip(), key=key))


def error_line(look: Look, key: str) -> Node | None:
    """What is wrong with something that is not a field."""
    return text(look.form.get(f"{key}-error", ""), "error small pad") if look.form.get(f"{key}-error") else None


def number_card(name: str, number: str) -> Node:
    """An account number with what can be done with it."""
    return column(
        fact(t("Account number"), shown(number), "tag", "account-number"),
        row(
            button(t("Copy number"), on("copy_number", number=number), "tonal small", icon="content_copy"),
            button(t("Share number"), on("share_number", name=name, number=number), "tonal small", icon="share"),
            style="pad wrap",
        ),
    )
