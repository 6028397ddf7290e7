"""What the money went to, month by month."""

from datetime import date

from devices.virtual.app import Look
from devices.virtual.apps.bank.catalogue import CATEGORIES
from devices.virtual.apps.bank.due import add_months
from devices.virtual.apps.bank.parts import bottom_bar, by_day, pair
from devices.virtual.apps.bank.state import BankState, Transaction, movements
from devices.virtual.apps.bank.statements import OUTSIDE, earned, month_name, spent
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import card, column, empty, heading, icon_button, page, progress, row, spacer, text
from devices.virtual.words import t, tn


def spending_page(state: BankState, look: Look) -> Node:
    """A month's spending by category."""
    this = f"{look.now:%Y-%m}"
    month = look.form.get("month") or this
    before = add_months(date.fromisoformat(f"{month}-01"), -1).isoformat()[:7]
    rows = [row_ for _, row_ in movements(state)]
    sums, income = spent(rows, month), earned(rows, month)
    total, last = sum(sums.values()), sum(spent(rows, before).values())
    first = min((row_["at"][:7] for row_ in rows), default=this)
    return page(
        t("Spending"),
        row(
            icon_button("chevron_left", t("Earlier month"), on("month", by=-1)) if month > first else None,
            spacer(),
            text(month_name(month), "big", key="month"),
            spacer(),
            icon_button("chevron_right", t("Later month"), on("month", by=1)) if month < this else None,
            style="pad",
        ),
        card(
            text(t("Spent"), "small muted"),
            text(money(total), "huge", key="spent"),
            pair(t("Received"), money(income), key="received"),
            pair(t("Spent the month before"), money(last), key="spent-before"),
        ),
        heading(t("By category")),
        *[_category(name, cents, total, month, rows) for name, cents in sums.items()],
        None if sums else empty("pie_chart", t("Nothing was spent in this month")),
        back=False,
        bottom=bottom_bar("spending"),
        key="spending",
    )


def _category(name: str, cents: int, total: int, month: str, rows: list[Transaction]) -> Node:
    sign, tint = CATEGORIES[name]
    count = sum(
        r["category"] == name and r["at"][:7] == month and r["kind"] in OUTSIDE and r["amount"] < 0 for r in rows
    )
    return card(
        row(
            Node("tile", icon=sign, tint=tint),
            column(
                row(text(t(name), "strong"), spacer(), text(money(cents), "strong")),
                progress(cents / total),
                text(f"{tn('{n} movement', '{n} movements', count)} · {round(100 * cents / total)}%", "small muted"),
                style="grow",
            ),
        ),
        tap=on("spent_on", category=name, month=month),
        key=f"category-{name.lower().replace(' ', '-')}",
    )


def spent_page(state: BankState, look: Look) -> Node:
    """The movements of a category in a month."""
    category, month = look.args["category"], look.args["month"]
    rows = [
        (i, row_)
        for i, row_ in movements(state)
        if row_["category"] == category and row_["at"][:7] == month and row_["kind"] in OUTSIDE and row_["amount"] < 0
    ]
    return page(
        t(category),
        column(
            text(month_name(month), "muted"),
            text(money(sum(-row_["amount"] for _, row_ in rows)), "huge", key="spent"),
            style="pad",
        ),
        *by_day(rows, look),
        None if rows else empty("receipt_long", t("No movement fits")),
        key="spent",
    )
