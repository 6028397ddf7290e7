"""The screens of Alder Bank by name, and the overview."""

from datetime import date, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.bank.account_views import account_page, filter_sheet
from devices.virtual.apps.bank.bill_views import (
    bill_page,
    bill_pay_sheet,
    bill_schedule_dialog,
    biller_page,
    bills_page,
    top_up_dialog,
    top_up_page,
)
from devices.virtual.apps.bank.card_views import card_limit_dialog, card_new_dialog, card_page, cards_page
from devices.virtual.apps.bank.due import pay_day
from devices.virtual.apps.bank.goal_views import goal_delete_dialog, goal_form, goal_money_dialog, goal_page, goals_page
from devices.virtual.apps.bank.ledger import biller_words
from devices.virtual.apps.bank.more_views import (
    alerts_page,
    converter_page,
    limit_dialog,
    limits_page,
    low_dialog,
    more_page,
    statement_page,
    statements_page,
)
from devices.virtual.apps.bank.parts import ACCOUNT_ICONS, balance_words, bottom_bar, movement, pick_from_sheet
from devices.virtual.apps.bank.people_views import (
    payee_delete_dialog,
    payee_form,
    payee_page,
    payees_page,
    pick_payee_page,
    request_form,
    requests_page,
)
from devices.virtual.apps.bank.spending_views import spending_page, spent_page
from devices.virtual.apps.bank.standing_views import (
    drop_scheduled_dialog,
    scheduled_page,
    standing_delete_dialog,
    standing_form,
    standing_order_page,
    standing_page,
)
from devices.virtual.apps.bank.state import Account, BankState, accounts_of, available, movements, number
from devices.virtual.apps.bank.transaction_views import (
    note_dialog,
    recategorise_sheet,
    report_sheet,
    transaction_page,
)
from devices.virtual.apps.bank.transfer_views import (
    ask_send_dialog,
    done_page,
    payments_page,
    review_page,
    transfer_page,
)
from devices.virtual.money import money
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    banner,
    card,
    column,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    link,
    page,
    row,
    spacer,
    text,
)
from devices.virtual.words import t, tn

PAGES = {
    "account": account_page, "filter": filter_sheet, "transaction": transaction_page,
    "recategorise": recategorise_sheet, "report": report_sheet, "note": note_dialog, "payments": payments_page,
    "transfer": transfer_page, "pick_from": pick_from_sheet, "pick_payee": pick_payee_page, "review": review_page,
    "ask_send": ask_send_dialog, "done": done_page, "scheduled": scheduled_page,
    "drop_scheduled": drop_scheduled_dialog, "standing": standing_page, "standing_order": standing_order_page,
    "standing_form": standing_form, "standing_delete": standing_delete_dialog, "payees": payees_page,
    "payee": payee_page, "payee_form": payee_form, "payee_delete": payee_delete_dialog, "requests": requests_page,
    "request": request_form, "bills": bills_page, "bill": bill_page, "biller": biller_page,
    "bill_pay": bill_pay_sheet, "bill_schedule": bill_schedule_dialog, "top_up": top_up_page,
    "top_up_ask": top_up_dialog, "goals": goals_page, "goal": goal_page, "goal_form": goal_form,
    "goal_money": goal_money_dialog, "goal_delete": goal_delete_dialog, "cards": cards_page, "card": card_page,
    "card_new": card_new_dialog, "card_limit_edit": card_limit_dialog, "spending": spending_page,
    "spent": spent_page, "more": more_page, "converter": converter_page, "statements": statements_page,
    "statement": statement_page, "limits": limits_page, "limit_edit": limit_dialog, "low_edit": low_dialog,
    "alerts": alerts_page,
}  # fmt: skip


def view(state: BankState, look: Look) -> Node:
    """Every screen by name."""
    return PAGES.get(look.name, _home)(state, look)


def _home(state: BankState, look: Look) -> Node:
    hidden = state["settings"]["hidden"]
    total = sum(account["balance"] for _, account in accounts_of(state))
    late = sum(bill["status"] == "open" and bill["due"] < f"{look.now:%Y-%m-%d}" for bill in state["bills"].values())
    upcoming = _upcoming(state, look)
    return page(
        t("Alder Bank"),
        column(
            text(t("Hello, {name}", name=state["owner"]), "muted"),
            row(
                column(text(t("All accounts"), "small muted"), text(balance_words(state, total), "huge", key="total")),
                spacer(),
                icon_button("visibility" if hidden else "visibility_off",
                            t("Show balances") if hidden else t("Hide balances"), on("hide"), "hide"),
            ),
            style="pad",
        ),
        gallery(
            _quick("send", t("Transfer"), on("transfer", kind="payee")),
            _quick("receipt_long", t("Pay bills"), on("bills")),
            _quick("request_quote", t("Request"), on("request")),
            _quick("smartphone", t("Top up"), on("top_up")),
            columns=4,
        ),
        row(banner(tn("{n} bill is overdue", "{n} bills are overdue", late), "warning", "bad grow"),
            tap=on("bills"), key="overdue") if late else None,
        *[_account(state, i, account) for i, account in accounts_of(state)],
        heading(t("Upcoming payments")) if upcoming else None,
        *[node for _, node in upcoming[:4]],
        row(text(t("Latest movements"), "strong accent"), spacer(), link(t("See all"), on("account", id="a1")),
            style="pad"),
        *[movement(i, transaction, look, day=True) for i, transaction in movements(state)[:6]],
        back=False,
        actions=[icon_button("currency_exchange", t("Currency converter"), on("open", to="converter"))],
        bottom=bottom_bar("home"),
        key="home",
    )  # fmt: skip


def _quick(sign: str, words: str, tap: Event) -> Node:
    node = column(Node("tile", icon=sign, tint="var(--accent)"), text(words, "small centre"), style="quickpay",
                  key=f"quick-{sign}")  # fmt: skip
    node.tap = tap
    return node


def _account(state: BankState, account_id: str, account: Account) -> Node:
    sub = f"••{account['number'][-4:]}"
    if account["kind"] == "credit":
        sub += " · " + t("{amount} available", amount=balance_words(state, available(account)))
    return card(
        row(
            Node("tile", icon=ACCOUNT_ICONS[account["kind"]], tint="var(--accent)"),
            column(text(t(account["name"]), "strong"), text(sub, "small muted"), style="grow"),
            text(balance_words(state, account["balance"]), "big strong", key=f"balance-{account_id}"),
        ),
        tap=on("account", id=account_id),
        key=f"account-{account_id}",
    )


def _upcoming(state: BankState, look: Look) -> list[tuple[str, Node]]:
    """What will leave the accounts in the next two weeks, the nearest first."""
    rows: list[tuple[str, str, int, str, Event, str]] = []
    for i, bill in state["bills"].items():
        if day := pay_day(state, bill):
            rows.append((day, biller_words(bill["biller"])[0], bill["amount"], "receipt_long", on("bill", id=i), i))
    for i, order in state["standing"].items():
        if not order["paused"]:
            rows.append((order["day"], order["name"], order["amount"], "repeat", on("standing_order", id=i), i))
    for i, row_ in state["scheduled"].items():
        name = t(state["accounts"][row_["own"]]["name"]) if row_["own"] else row_["name"]
        rows.append((row_["day"], name, row_["amount"], "schedule", on("scheduled"), i))
    last = (look.now.date() + timedelta(days=14)).isoformat()
    near = sorted((r for r in rows if r[0] <= last), key=lambda r: (r[0], number(r[5])))
    return [
        (day, item(name, date_words(date.fromisoformat(day).isoformat(), look.now.date()), tap, leading=icon(sign),
                   trailing=text(money(-amount)), key=f"upcoming-{i}"))
        for day, name, amount, sign, tap, i in near
    ]  # fmt: skip
