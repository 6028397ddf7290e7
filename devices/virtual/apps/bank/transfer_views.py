"""The Payments tab, and a transfer from its form to its receipt."""

from devices.virtual.app import Look
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.parts import (
    account_line,
    amount_field,
    balance_words,
    bottom_bar,
    error_line,
    pair,
    source_row,
)
from devices.virtual.apps.bank.plans import Plan
from devices.virtual.apps.bank.state import BankState, accounts_of, is_overdue, ordered_payees
from devices.virtual.money import money
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    card,
    check,
    chip,
    chips,
    column,
    dialog,
    field,
    heading,
    icon,
    item,
    page,
    radio,
    row,
    strip,
    tabs,
    text,
)
from devices.virtual.words import t, tn


def payments_page(state: BankState, look: Look) -> Node:
    """Every way to move money."""
    today = look.now.date()
    late = sum(is_overdue(bill, today) for bill in state["bills"].values())
    open_ = sum(bill["status"] != "paid" for bill in state["bills"].values())
    failed = sum(bool(row_["problem"]) for row_ in state["scheduled"].values())
    bills = tn("{n} overdue", "{n} overdue", late) if late else tn("{n} to pay", "{n} to pay", open_)
    later = t("Some were turned down") if failed else tn("{n} waiting", "{n} waiting", len(state["scheduled"]))
    rows: list[tuple[str, str, str, Event]] = [
        ("send", t("Transfer to a payee"), t("To people and companies"), on("transfer", kind="payee")),
        ("person_add", t("Transfer to someone new"), t("With their account number"), on("transfer", kind="new")),
        ("swap_horiz", t("Between own accounts"), t("At once and free of charge"), on("transfer", kind="own")),
        ("schedule", t("Scheduled transfers"), later, on("scheduled")),
        ("repeat", t("Standing orders"), tn("{n} order", "{n} orders", len(state["standing"])), on("standing")),
        ("receipt_long", t("Bills"), bills, on("bills")),
        ("request_quote", t("Request money"), t("Ask somebody to pay you"), on("requests")),
        ("smartphone", t("Top up a phone"), t("Yours or somebody else's"), on("top_up")),
        ("contacts", t("Payees"), tn("{n} payee", "{n} payees", len(state["payees"])), on("payees")),
    ]
    hearts = [(i, payee) for i, payee in ordered_payees(state) if payee["favourite"]]
    return page(
        t("Payments"),
        strip(*[_favourite(i, payee["name"]) for i, payee in hearts], key="favourites") if hearts else None,
        *[
            item(title, sub, tap, leading=icon(sign), trailing=icon("chevron_right"), key=f"pay-{sign}")
            for sign, title, sub, tap in rows
        ],
        back=False,
        bottom=bottom_bar("payments"),
        key="payments",
    )  # fmt: skip


def _favourite(payee_id: str, name: str) -> Node:
    node = column(avatar(name), text(name, "small centre"), style="quickpay", key=f"favourite-{payee_id}")
    node.tap = on("transfer", kind="payee", to=payee_id)
    return node


def transfer_page(state: BankState, look: Look) -> Node:
    """The form of a transfer."""
    form, kind = look.form, look.form.get("kind", "payee")
    later = form.get("when") == "later"
    return page(
        t("Transfer"),
        heading(t("From")),
        source_row(state, look),
        heading(t("To")),
        *_target(state, look, kind),
        error_line(look, "to"),
        amount_field(look),
        field("purpose", t("Purpose"), form.get("purpose", ""), error=form.get("purpose-error", "")),
        heading(t("When")),
        chips(
            chip(t("Now"), not later, on("when", to="now"), "when-now"),
            chip(t("On a later day"), later, on("when", to="later"), "when-later", "event"),
        ),
        *(day_fields(look) if later else []),
        top=tabs(
            (t("Payee"), kind == "payee", on("kind", to="payee")),
            (t("New recipient"), kind == "new", on("kind", to="new")),
            (t("Own account"), kind == "own", on("kind", to="own")),
        ),
        bottom=button(t("Continue"), on("review"), "wide", key="continue"),
        key="transfer",
    )


def _target(state: BankState, look: Look, kind: str) -> list[Node]:
    form = look.form
    match kind:
        case "own":
            return [
                radio(account_line(account), i == form.get("to"), on("to", to=i),
                      balance_words(state, account["balance"]), f"to-{i}")
                for i, account in accounts_of(state) if i != form.get("from")
            ]  # fmt: skip
        case "new":
            return [
                field("name", t("Name of the recipient"), form.get("name", ""), error=form.get("name-error", "")),
                field("number", t("Account number"), form.get("number", ""), error=form.get("number-error", "")),
                check(t("Keep among my payees"), bool(form.get("save")), on("save_payee"), key="save-payee"),
            ]
        case _:
            return [payee_row(state, form.get("to", ""))]


def payee_row(state: BankState, payee_id: str) -> Node:
    """The chosen payee, or that one is to be chosen."""
    payee = state["payees"].get(payee_id)
    if payee is None:
        return item(t("Choose a payee"), "", on("pick_payee"), leading=icon("person"), trailing=icon("chevron_right"),
                    key="payee")  # fmt: skip
    return item(payee["name"], shown(payee["number"]), on("pick_payee"), leading=avatar(payee["name"]),
                trailing=icon("chevron_right"), key="payee")  # fmt: skip


def day_fields(look: Look) -> list[Node]:
    """Where a day is typed, with some near ones to touch."""
    form = look.form
    return [
        field("date", t("Date, as 2026-03-31"), form.get("date", ""), error=form.get("date-error", "")),
        chips(
            chip(t("Tomorrow"), False, on("day", far="1"), "day-1"),
            chip(t("In a week"), False, on("day", far="7"), "day-7"),
            chip(t("In a month"), False, on("day", far="month"), "day-month"),
        ),
    ]


def _plan_lines(state: BankState, plan: Plan, look: Look) -> list[Node | None]:
    target = account_line(state["accounts"][plan["own"]]) if plan["own"] else plan["name"]
    day = date_words(plan["day"], look.now.date()) if plan["day"] else t("Now")
    return [
        pair(t("To"), target, key="review-to"),
        pair(t("Account number"), shown(plan["number"])) if plan["number"] else None,
        pair(t("From"), account_line(state["accounts"][plan["source"]])),
        pair(t("Purpose"), plan["purpose"], key="review-purpose") if plan["purpose"] else None,
        pair(t("When"), day, key="review-day"),
        pair(t("Fee"), money(0)),
    ]


def review_page(state: BankState, look: Look) -> Node:
    """A transfer once more, before it is sent."""
    plan: Plan = look.args["plan"]
    return page(
        t("Check the transfer"),
        column(
            text(money(plan["amount"]), "huge centre", key="review-amount"),
            text(t("Check the recipient: a transfer cannot be called back."), "small muted centre"),
            style="pad",
        ),
        card(*_plan_lines(state, plan, look)),
        bottom=column(
            button(t("Schedule transfer") if plan["day"] else t("Send money"), on("ask_send"), "wide", key="send"),
            button(t("Change"), BACK, "flat wide", key="change"),
        ),
        key="review",
    )


def ask_send_dialog(state: BankState, look: Look) -> Node:
    """The last question before money leaves."""
    plan: Plan = look.args["plan"]
    name = t(state["accounts"][plan["own"]]["name"]) if plan["own"] else plan["name"]
    return dialog(
        t("Send {amount}?", amount=money(plan["amount"])),
        text(t("To {name}", name=name)),
        text(date_words(plan["day"], look.now.date()), "muted") if plan["day"] else None,
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Confirm"), on("sent"), "flat", key="confirm")],
    )


def done_page(state: BankState, look: Look) -> Node:
    """Shown once a transfer was sent or planned."""
    plan: Plan = look.args["plan"]
    row_ = state["transactions"].get(look.args["id"])
    return page(
        t("Transfer planned") if plan["day"] else t("Money sent"),
        column(
            icon("schedule" if plan["day"] else "check_circle", style="grand"),
            text(money(plan["amount"]), "huge centre", key="done-amount"),
            style="empty",
        ),
        card(
            *_plan_lines(state, plan, look),
            pair(t("Reference"), row_["reference"], key="reference") if row_ else None,
        ),
        row(
            button(t("Share receipt"), on("receipt", id=look.args["id"]), "tonal", icon="share") if row_ else None,
            button(t("Details"), on("transaction", id=look.args["id"]), "tonal") if row_ else None,
            button(t("Scheduled transfers"), on("scheduled"), "tonal") if plan["day"] else None,
            style="pad wrap",
        ),
        bottom=button(t("Done"), on("go", to="home"), "wide", key="finished"),
        key="done",
    )
