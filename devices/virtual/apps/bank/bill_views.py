"""Bills and topping up a phone."""

from datetime import date

from devices.virtual.app import Look
from devices.virtual.apps.bank.catalogue import BILLERS, TOP_UPS
from devices.virtual.apps.bank.ledger import biller_words
from devices.virtual.apps.bank.parts import account_line, amount_field, fact, source_row
from devices.virtual.apps.bank.state import (
    SOURCES,
    BankState,
    Bill,
    accounts_of,
    available,
    is_overdue,
    number,
)
from devices.virtual.apps.bank.transfer_views import day_fields
from devices.virtual.apps.contacts.state import known, ordered
from devices.virtual.money import money, parse_money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    chip,
    chips,
    column,
    dialog,
    empty,
    field,
    heading,
    icon,
    item,
    page,
    radio,
    sheet,
    tabs,
    text,
    toggle,
)
from devices.virtual.words import t, tn


def bill_badge(bill: Bill, state: BankState, today: date) -> Node:
    """How a bill stands."""
    if bill["status"] == "paid":
        return badge(t("Paid"), "good")
    if bill["status"] == "scheduled":
        return badge(t("Scheduled"))
    if is_overdue(bill, today):
        return badge(t("Overdue"), "bad")
    return (
        badge(t("Autopay"), "good") if state["subscribers"][bill["biller"]]["autopay"] else badge(t("To pay"), "warn")
    )


def bills_page(state: BankState, look: Look) -> Node:
    """Bills to pay, bills that were paid, and who sends them."""
    tab = look.form.get("tab", "")
    bills = sorted(state["bills"].items(), key=lambda pair: (pair[1]["due"], number(pair[0])))
    unpaid = [(i, bill) for i, bill in bills if bill["status"] != "paid"]
    paid = [(i, bill) for i, bill in reversed(bills) if bill["status"] == "paid"]
    shown = paid if tab == "paid" else unpaid
    total = tn(
        "{n} bill, {amount}", "{n} bills, {amount}", len(shown), amount=money(sum(b["amount"] for _, b in shown))
    )
    if tab == "billers":
        rows: list[Node | None] = [
            item(t(biller.name), t(biller.what), on("biller", id=i), leading=icon(biller.icon),
                 trailing=badge(t("Autopay"), "good") if state["subscribers"][i]["autopay"] else None,
                 key=f"biller-{i}")
            for i, biller in sorted(BILLERS.items(), key=lambda pair: number(pair[0]))
        ]  # fmt: skip
    else:
        rows = [text(total, "small muted pad", key="bills-total"), *[_bill_item(state, i, look) for i, _ in shown]]
        rows.append(None if shown else empty("receipt_long", t("No bills here")))
    return page(
        t("Bills"),
        *rows,
        top=tabs(
            (t("To pay"), tab == "", on("bill_tab", to="")),
            (t("Paid"), tab == "paid", on("bill_tab", to="paid")),
            (t("Billers"), tab == "billers", on("bill_tab", to="billers")),
        ),
        key=f"bills-{tab or 'open'}",
    )


def _bill_item(state: BankState, bill_id: str, look: Look) -> Node:
    bill, today = state["bills"][bill_id], look.now.date()
    day = bill["paid"] or bill["pay_on"] or bill["due"]
    words = t("Paid {day}") if bill["paid"] else t("Will be paid {day}") if bill["pay_on"] else t("Due {day}")
    return item(
        biller_words(bill["biller"])[0], words.format(day=date_words(day, today)), on("bill", id=bill_id),
        leading=icon(BILLERS[bill["biller"]].icon), key=f"bill-{bill_id}",
        trailing=column(text(money(bill["amount"]), "strong right"), bill_badge(bill, state, today), style="aside"),
    )  # fmt: skip


def bill_page(state: BankState, look: Look) -> Node:
    """One bill."""
    bill_id: str = look.args["id"]
    bill, today = state["bills"][bill_id], look.now.date()
    biller, subscriber = BILLERS[bill["biller"]], state["subscribers"][bill["biller"]]
    unpaid = bill["status"] != "paid"
    return page(
        t("Bill"),
        column(
            Node("tile", icon=biller.icon, tint="var(--accent)"),
            text(money(bill["amount"]), "huge", key="bill-amount"),
            text(t(biller.name), "strong"),
            bill_badge(bill, state, today),
            style="portrait",
        ),
        banner(bill["problem"], "warning", "bad") if bill["problem"] else None,
        banner(t("This bill should have been paid {day}", day=date_words(bill["due"], today)), "warning", "bad")
        if is_overdue(bill, today) else None,
        fact(t("For"), t(biller.what), biller.icon),
        fact(t("Due"), date_words(bill["due"], today), "event", "due"),
        fact(t("Paid on"), date_words(bill["paid"], today), "check_circle", "paid") if bill["paid"] else None,
        fact(t("Will be paid"), date_words(bill["pay_on"], today), "schedule", "pay-on") if bill["pay_on"] else None,
        fact(t("Customer number"), subscriber["customer"], "badge"),
        item(t("All bills from {name}", name=t(biller.name)), "", on("biller", id=biller.id),
             leading=icon("history"), trailing=icon("chevron_right"), key="history"),
        toggle(t("Autopay"), subscriber["autopay"], on("autopay", id=biller.id),
               t("Bills are paid on the day they are due"), "autopay", "autorenew"),
        button(t("Pay now"), on("bill_pay", id=bill_id), "wide", "pay-now") if unpaid else None,
        button(t("Choose a day"), on("bill_schedule", id=bill_id), "wide tonal", "schedule", "event")
        if bill["status"] == "open" else None,
        button(t("Do not pay by itself"), on("bill_unplan", id=bill_id), "wide tonal", "unplan")
        if bill["status"] == "scheduled" else None,
        key="bill",
    )  # fmt: skip


def biller_page(state: BankState, look: Look) -> Node:
    """Somebody who sends bills, with all of them."""
    biller = BILLERS[look.args["id"]]
    subscriber = state["subscribers"][biller.id]
    rows = sorted(
        ((i, bill) for i, bill in state["bills"].items() if bill["biller"] == biller.id),
        key=lambda pair: (pair[1]["due"], number(pair[0])), reverse=True,
    )  # fmt: skip
    every = tn("every month", "every {n} months", biller.months)
    return page(
        t(biller.name),
        column(Node("tile", icon=biller.icon, tint="var(--accent)"), text(t(biller.what), "big"), text(every, "muted"),
               style="portrait"),
        fact(t("Customer number"), subscriber["customer"], "badge"),
        fact(t("Paid from"), account_line(state["accounts"][subscriber["source"]]), "account_balance_wallet"),
        toggle(t("Autopay"), subscriber["autopay"], on("autopay", id=biller.id),
               t("Bills are paid on the day they are due"), "autopay", "autorenew"),
        heading(t("Bills")),
        *[_bill_item(state, i, look) for i, _ in rows],
        key="biller",
    )  # fmt: skip


def bill_pay_sheet(state: BankState, look: Look) -> Node:
    """From which account a bill is paid."""
    bill = state["bills"][look.args["id"]]
    return sheet(
        t("Pay {amount}", amount=money(bill["amount"])),
        text(biller_words(bill["biller"])[0], "muted pad"),
        *[
            radio(account_line(account), i == look.form.get("source"), on("bill_source", id=i),
                  t("{amount} available", amount=money(available(account))), f"source-{i}")
            for i, account in accounts_of(state, *SOURCES)
        ],
        button(t("Confirm payment"), on("bill_paid", id=look.args["id"]), "wide", "confirm-payment"),
    )  # fmt: skip


def bill_schedule_dialog(state: BankState, look: Look) -> Node:
    """On which day a bill is paid."""
    return dialog(
        t("When shall it be paid?"),
        *day_fields(look),
        actions=[
            button(t("Cancel"), BACK, "flat"),
            button(t("Schedule"), on("bill_scheduled", id=look.args["id"]), "flat", "do-schedule"),
        ],
    )


# -- topping up a phone ---------------------------------------------------------------------------------------------


def top_up_page(state: BankState, look: Look) -> Node:
    """Whose phone gets how much credit."""
    form, mine = look.form, state["phone"]
    people = [(c["name"], c["phone"]) for _, c in ordered(known(look.others)) if c["favourite"]][:4]
    return page(
        t("Top up a phone"),
        heading(t("From")),
        source_row(state, look),
        field("number", t("Phone number"), form.get("number", ""), error=form.get("number-error", ""), icon="phone"),
        chips(
            chip(t("My number"), form.get("number") == mine, on("top_up_number", number=mine), "my"),
            *[
                chip(name, form.get("number") == phone, on("top_up_number", number=phone), f"person-{n}")
                for n, (name, phone) in enumerate(people)
            ],
        ),
        amount_field(look),
        chips(
            *[
                chip(money(cents), form.get("amount") == str(cents // 100), on("top_up_amount", cents=cents),
                     f"amount-{cents}")
                for cents in TOP_UPS
            ]
        ),
        bottom=button(t("Continue"), on("top_up_ask"), "wide", key="continue"),
        key="top-up",
    )  # fmt: skip


def top_up_dialog(state: BankState, look: Look) -> Node:
    """The question before a phone is topped up."""
    account = state["accounts"][look.form["from"]]
    return dialog(
        t("Top up {number}?", number=look.form["number"].strip()),
        text(t("{amount} from {account}", amount=_amount(look), account=account_line(account))),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Confirm"), on("topped_up"), "flat", key="confirm")],
    )


def _amount(look: Look) -> str:
    return money(parse_money(look.form["amount"]) or 0)
