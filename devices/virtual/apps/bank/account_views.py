"""One account with its movements, and the sheet that filters them."""

from collections.abc import Mapping
from datetime import date, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.bank.catalogue import CATEGORIES
from devices.virtual.apps.bank.due import add_months
from devices.virtual.apps.bank.parts import balance_words, by_day, movement, number_card, signed
from devices.virtual.apps.bank.state import BankState, Transaction, available, movements, number
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    button,
    card,
    chip,
    chips,
    empty,
    field,
    heading,
    icon_button,
    page,
    radio,
    row,
    search,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t, tn


def sorts() -> tuple[tuple[str, str], ...]:
    """Orders that movements can have."""
    return (("", t("Newest first")), ("old", t("Oldest first")), ("most", t("Largest amount")),
            ("least", t("Smallest amount")))  # fmt: skip


def periods() -> tuple[tuple[str, str], ...]:
    """Spans of time to choose from."""
    return (("", t("Any time")), ("7", t("Last 7 days")), ("30", t("Last 30 days")), ("month", t("This month")),
            ("before", t("Last month")), ("own", t("Own dates")))  # fmt: skip


def _span(form: Mapping[str, str], today: date) -> tuple[str, str]:
    """First and last day of the chosen period."""
    first = today.replace(day=1)
    match form.get("period", ""):
        case "7" | "30" as days:
            return (today - timedelta(days=int(days) - 1)).isoformat(), "9"
        case "month":
            return first.isoformat(), "9"
        case "before":
            return add_months(first, -1).isoformat(), (first - timedelta(days=1)).isoformat()
        case "own":
            return form.get("from", "").strip(), form.get("until", "").strip() or "9"
        case _:
            return "", "9"


def fitting(rows: list[tuple[str, Transaction]], form: Mapping[str, str], today: date) -> list[tuple[str, Transaction]]:
    """What search and filters leave, in the chosen order."""
    query, way, category = (form.get(key, "").strip() for key in ("query", "way", "category"))
    first, last = _span(form, today)
    keep = [
        (i, row)
        for i, row in rows
        if query.casefold() in f"{row['title']} {row['purpose']} {row['note']} {money(abs(row['amount']))}".casefold()
        and (not way or (row["amount"] > 0) == (way == "in"))
        and category in ("", row["category"])
        and first <= row["at"][:10] <= last
    ]
    match form.get("sort", ""):
        case "old":
            return keep[::-1]
        case "most":
            return sorted(keep, key=lambda pair: (-abs(pair[1]["amount"]), number(pair[0])))
        case "least":
            return sorted(keep, key=lambda pair: (abs(pair[1]["amount"]), number(pair[0])))
        case _:
            return keep


def account_page(state: BankState, look: Look) -> Node:
    """An account."""
    account_id: str = look.args["id"]
    account, form = state["accounts"][account_id], look.form
    shown = fitting(movements(state, account_id), form, look.now.date())
    total = sum(row_["amount"] for _, row_ in shown)
    narrowed = [dict(sorts())[form.get("sort", "")], dict(periods())[form.get("period", "")]]
    narrowed += [t(form["category"])] if form.get("category") else []
    in_days = form.get("sort", "") in ("", "old")
    return page(
        t(account["name"]),
        card(
            text(t("Balance"), "small muted"),
            text(balance_words(state, account["balance"]), "huge", key="balance"),
            text(t("{amount} available", amount=balance_words(state, available(account))), "muted"),
            text(t("Limit {amount}", amount=money(account["limit"])), "small muted") if account["limit"] else None,
        ),
        number_card(state["owner"], account["number"]) if account["kind"] != "credit" else None,
        row(*_buttons(account_id, account["kind"]), style="pad wrap"),
        chips(
            *[
                chip(words, key == form.get("way", ""), on("way", to=key), f"way-{key or 'all'}")
                for key, words in (("", t("All")), ("in", t("Money in")), ("out", t("Money out")))
            ]
        ),
        text(" · ".join((tn("{n} movement", "{n} movements", len(shown)), signed(total), *narrowed)),
             "small muted pad", key="summary"),
        *(by_day(shown, look) if in_days else [movement(i, row_, look, day=True) for i, row_ in shown]),
        None if shown else empty("receipt_long", t("No movement fits")),
        actions=[icon_button("tune", t("Filter and sort"), on("filter"),
                             selected=any(form.get(key) for key in ("category", "period", "sort")))],
        top=search("query", t("Search movements"), form.get("query", "")),
        key="movements",
    )  # fmt: skip


def _buttons(account_id: str, kind: str) -> list[Node]:
    statement = button(t("Statements"), on("open", to="statements"), "tonal small", icon="description")
    if kind == "credit":
        return [button(t("Pay off"), on("transfer", kind="own", to=account_id), "small", icon="payments"), statement]
    return [button(t("Transfer"), on("transfer", kind="payee", account=account_id), "small", icon="send"), statement]


def filter_sheet(state: BankState, look: Look) -> Node:
    """Filters as a sheet; nothing changes before Apply."""
    form = look.form
    here = movements(state, look.args["id"])
    used = {row_["category"] for _, row_ in here}
    panel = sheet(
        t("Filter and sort"),
        heading(t("Category")),
        chips(
            *[
                chip(t(name), name == form.get("category"), on("in_category", to=name),
                     f"in-{name.lower().replace(' ', '-')}")
                for name in CATEGORIES if name in used
            ]
        ),
        heading(t("Time")),
        chips(
            *[chip(words, key == form.get("period", ""), on("period", to=key), f"period-{key or 'any'}")
              for key, words in periods()]
        ),
        row(
            field("from", t("From, as 2026-03-01"), form.get("from", ""), error=form.get("from-error", "")),
            field("until", t("Until"), form.get("until", ""), error=form.get("until-error", "")),
            style="pad halves",
        ) if form.get("period") == "own" else None,
        heading(t("Sort by")),
        *[
            radio(words, key == form.get("sort", ""), on("sort", to=key), key=f"sort-{key or 'none'}")
            for key, words in sorts()
        ],
        key="filter",
    )  # fmt: skip
    count = len(fitting(here, form, look.now.date()))
    panel.children = (
        *panel.children,
        row(button(t("Clear all"), on("clear"), "flat"), spacer(),
            button(tn("Show {n} movement", "Show {n} movements", count), on("apply"), key="apply"), style="pad"),
    )  # fmt: skip
    return panel
