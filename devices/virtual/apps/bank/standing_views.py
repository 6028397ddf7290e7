"""Scheduled transfers and standing orders."""

from datetime import date

from devices.virtual.app import Look
from devices.virtual.apps.bank.due import next_day
from devices.virtual.apps.bank.moving import RHYTHMS
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.parts import account_line, amount_field, error_line, fact, source_row
from devices.virtual.apps.bank.state import BankState, number
from devices.virtual.apps.bank.transfer_views import day_fields, payee_row
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    avatar,
    badge,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    empty,
    fab,
    field,
    heading,
    icon_button,
    item,
    page,
    row,
    spacer,
    text,
)
from devices.virtual.words import t


def every_words(every: str) -> str:
    """How often."""
    match every:
        case "weekly":
            return t("Every week")
        case "monthly":
            return t("Every month")
        case _:
            return t("Every three months")


def scheduled_page(state: BankState, look: Look) -> Node:
    """Transfers that are still to come, and those that were turned down."""
    rows = sorted(state["scheduled"].items(), key=lambda pair: (pair[1]["day"], number(pair[0])))
    return page(
        t("Scheduled transfers"),
        *[_scheduled(state, i, look) for i, _ in rows],
        None if rows else empty("schedule", t("No transfer is waiting")),
        fab=fab("add", t("New transfer"), on("transfer", kind="payee")),
        key="scheduled",
    )


def _scheduled(state: BankState, row_id: str, look: Look) -> Node:
    row_ = state["scheduled"][row_id]
    name = t(state["accounts"][row_["own"]]["name"]) if row_["own"] else row_["name"]
    return card(
        row(
            avatar(name),
            column(
                text(name, "strong"),
                text(row_["purpose"], "muted") if row_["purpose"] else None,
                text(date_words(row_["day"], look.now.date()), "small muted"),
                style="grow",
            ),
            text(money(row_["amount"]), "strong"),
            icon_button("delete", t("Delete transfer to {name}", name=name), on("drop_scheduled", id=row_id),
                        f"drop-{row_id}"),
        ),
        text(row_["problem"], "error small") if row_["problem"] else None,
        row(spacer(), button(t("Try again"), on("retry", id=row_id), "tonal small", key=f"retry-{row_id}"))
        if row_["problem"] else None,
        key=f"scheduled-{row_id}",
    )  # fmt: skip


def drop_scheduled_dialog(state: BankState, look: Look) -> Node:
    """The question before a planned transfer goes."""
    row_ = state["scheduled"][look.args["id"]]
    words = t("{amount} will not be sent.", amount=money(row_["amount"]))
    return confirm(t("Delete this transfer?"), words, t("Delete"), on("scheduled_dropped", id=look.args["id"]))


def standing_page(state: BankState, look: Look) -> Node:
    """All standing orders."""
    rows = sorted(state["standing"].items(), key=lambda pair: (pair[1]["paused"], pair[1]["day"], number(pair[0])))
    return page(
        t("Standing orders"),
        *[
            item(
                order["name"],
                f"{every_words(order['every'])} · {t('next {day}', day=date_words(order['day'], look.now.date()))}",
                on("standing_order", id=i), leading=avatar(order["name"]), key=f"standing-{i}",
                trailing=column(
                    text(money(order["amount"]), "strong right"),
                    badge(t("Paused"), "warn") if order["paused"] else None,
                    style="aside",
                ),
            )
            for i, order in rows
        ],
        None if rows else empty("repeat", t("No standing orders yet")),
        fab=fab("add", t("New standing order"), on("standing_new")),
        key="standing",
    )  # fmt: skip


def standing_order_page(state: BankState, look: Look) -> Node:
    """One standing order."""
    order_id: str = look.args["id"]
    order = state["standing"][order_id]
    after = next_day(date.fromisoformat(order["day"]), order["every"]).isoformat()
    return page(
        t("Standing order"),
        column(
            avatar(order["name"]),
            text(money(order["amount"]), "huge", key="amount"),
            text(order["name"], "strong"),
            badge(t("Paused"), "warn") if order["paused"] else badge(t("Active"), "good"),
            style="portrait",
        ),
        fact(t("How often"), every_words(order["every"]), "repeat", "every"),
        fact(t("Next time"), date_words(order["day"], look.now.date()), "event", "next"),
        fact(t("After that"), date_words(after, look.now.date()), "event"),
        fact(t("Purpose"), order["purpose"], "subject") if order["purpose"] else None,
        fact(t("From"), account_line(state["accounts"][order["source"]]), "account_balance_wallet"),
        fact(t("Account number"), shown(order["number"]), "tag"),
        button(t("Resume") if order["paused"] else t("Pause"), on("standing_pause", id=order_id), "wide tonal",
               "pause-order", "play_arrow" if order["paused"] else "pause"),
        button(t("Delete"), on("standing_delete", id=order_id), "wide danger", "delete-order"),
        actions=[icon_button("edit", t("Edit"), on("standing_edit", id=order_id))],
        key="standing-order",
    )  # fmt: skip


def standing_form(state: BankState, look: Look) -> Node:
    """The form of a standing order."""
    form, editing = look.form, "id" in look.args
    return page(
        t("Edit standing order") if editing else t("New standing order"),
        heading(t("From")),
        source_row(state, look),
        heading(t("To")),
        payee_row(state, form.get("to", ""))
        if form.get("to") or not editing
        else item(state["standing"][look.args["id"]]["name"], "", on("pick_payee"), key="payee"),
        error_line(look, "to"),
        amount_field(look),
        field("purpose", t("Purpose"), form.get("purpose", "")),
        heading(t("How often")),
        chips(
            *[chip(every_words(every), every == form.get("every"), on("every", to=every), every) for every in RHYTHMS]
        ),
        heading(t("First time")) if not editing else heading(t("Next time")),
        *day_fields(look),
        bottom=button(t("Save"), on("standing_save"), "wide"),
        key="standing-form",
    )  # fmt: skip


def standing_delete_dialog(state: BankState, look: Look) -> Node:
    """The question before a standing order goes."""
    name = state["standing"][look.args["id"]]["name"]
    words = t("{name} will get no more money by itself.", name=name)
    return confirm(t("Delete this standing order?"), words, t("Delete"), on("standing_deleted", id=look.args["id"]))
