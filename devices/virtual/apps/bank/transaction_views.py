"""One movement, and what can be said about it."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.bank.catalogue import CATEGORIES, DISPUTES
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.parts import account_line, fact, signed
from devices.virtual.apps.bank.state import BankState
from devices.virtual.node import Node, on
from devices.virtual.times import full_date, time_words
from devices.virtual.ui import (
    BACK,
    banner,
    button,
    column,
    dialog,
    field,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    sheet,
    text,
)
from devices.virtual.words import t


def kind_words(kind: str) -> str:
    """What sort of movement it is."""
    match kind:
        case "card":
            return t("Card payment")
        case "cash":
            return t("Cash withdrawal")
        case "bill":
            return t("Bill payment")
        case "standing":
            return t("Standing order")
        case "own":
            return t("Between own accounts")
        case "income":
            return t("Money received")
        case "top-up":
            return t("Phone top-up")
        case "goal":
            return t("Savings goal")
        case _:
            return t("Transfer")


def transaction_page(state: BankState, look: Look) -> Node:
    """A movement of an account."""
    id_: str = look.args["id"]
    row_ = state["transactions"][id_]
    sign, tint = CATEGORIES[row_["category"]]
    account = state["accounts"][row_["account"]]
    at = f"{_day(row_['at'])}, {time_words(row_['at'][11:16], look.others)}"
    copy = icon_button("content_copy", t("Copy reference"), on("copy_reference", id=id_))
    return page(
        row_["title"],
        column(
            Node("tile", icon=sign, tint=tint),
            text(signed(row_["amount"]), "huge", key="amount"),
            text(row_["title"], "strong"),
            text(at, "muted"),
            style="portrait",
        ),
        banner(t("Reported: {reason}", reason=t(row_["disputed"])), "flag", "warn") if row_["disputed"] else None,
        fact(t("Kind"), kind_words(row_["kind"]), "swap_horiz", "kind"),
        item(t(row_["category"]), t("Category"), on("recategorise", id=id_), leading=icon(sign),
             trailing=icon("edit"), key="category"),
        fact(t("Purpose"), row_["purpose"], "subject", "purpose") if row_["purpose"] else None,
        fact(t("Account"), account_line(account), "account_balance_wallet", "account"),
        fact(t("Other account"), shown(row_["number"]), "tag", "other")
        if row_["number"] and row_["kind"] != "top-up" else None,
        item(row_["reference"], t("Reference"), leading=icon("receipt"), trailing=copy, key="reference"),
        item(row_["note"] or t("Add a note"), t("Your note"), on("note", id=id_), leading=icon("edit_note"),
             key="note"),
        item(t("Bill"), "", on("bill", id=row_["bill"]), leading=icon("receipt_long"),
             trailing=icon("chevron_right"), key="its-bill") if row_["bill"] in state["bills"] else None,
        row(
            button(t("Share receipt"), on("receipt", id=id_), "tonal", icon="share"),
            button(t("Send again"), on("repeat", id=id_), "tonal", icon="repeat")
            if row_["kind"] in ("transfer", "standing") else None,
            style="pad wrap",
        ),
        button(t("Withdraw report"), on("unreport", id=id_), "wide tonal")
        if row_["disputed"] else button(t("Report a problem"), on("report", id=id_), "wide tonal", icon="flag"),
        key="transaction",
    )  # fmt: skip


def _day(at: str) -> str:
    return full_date(datetime.fromisoformat(at).date())


def recategorise_sheet(state: BankState, look: Look) -> Node:
    """Categories to choose from."""
    now = state["transactions"][look.args["id"]]["category"]
    return sheet(
        t("Category"),
        *[
            radio(t(name), name == now, on("recategorised", id=look.args["id"], to=name),
                  key=f"to-{name.lower().replace(' ', '-')}")
            for name in CATEGORIES
        ],
    )  # fmt: skip


def report_sheet(state: BankState, look: Look) -> Node:
    """What may be wrong with a movement."""
    return sheet(
        t("What is wrong?"),
        *[
            item(t(words), "", on("reported", id=look.args["id"], reason=words), leading=icon("flag"),
                 key=f"reason-{n}")
            for n, words in enumerate(DISPUTES)
        ],
        text(t("We write to you within five working days."), "small muted pad"),
    )  # fmt: skip


def note_dialog(state: BankState, look: Look) -> Node:
    """Where a note is written."""
    return dialog(
        t("Your note"),
        field("note", t("Note"), look.form.get("note", ""), submit=on("noted", id=look.args["id"])),
        actions=[
            button(t("Cancel"), BACK, "flat"),
            button(t("Save"), on("noted", id=look.args["id"]), "flat"),
        ],
    )
