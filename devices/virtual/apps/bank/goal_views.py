"""Savings goals."""

from datetime import date

from devices.virtual.app import Look
from devices.virtual.apps.bank.catalogue import GOAL_ICONS
from devices.virtual.apps.bank.parts import amount_field, balance_words, fact, pair
from devices.virtual.apps.bank.state import BankState, Goal, number
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    BACK,
    badge,
    button,
    card,
    column,
    confirm,
    dialog,
    empty,
    fab,
    field,
    heading,
    icon_button,
    page,
    progress,
    row,
    text,
    tint_of,
)
from devices.virtual.words import t


def _percent(goal: Goal) -> int:
    return min(100, goal["saved"] * 100 // max(1, goal["target"]))


def goals_page(state: BankState, look: Look) -> Node:
    """All goals."""
    rows = sorted(state["goals"].items(), key=lambda pair: (pair[1]["day"], number(pair[0])))
    total = sum(goal["saved"] for _, goal in rows)
    return page(
        t("Savings goals"),
        card(text(t("Put aside"), "small muted"), text(balance_words(state, total), "huge", key="put-aside")),
        *[_card(i, goal, look) for i, goal in rows],
        None if rows else empty("savings", t("No goals yet. What do you save for?")),
        fab=fab("add", t("New goal"), on("goal_new")),
        key="goals",
    )


def _card(goal_id: str, goal: Goal, look: Look) -> Node:
    return card(
        row(
            Node("tile", icon=goal["icon"], tint=tint_of(goal["name"])),
            column(
                text(goal["name"], "strong"),
                text(t("until {day}", day=date_words(goal["day"], look.now.date())), "small muted"),
                style="grow",
            ),
            text(f"{_percent(goal)}%", "strong"),
        ),
        progress(_percent(goal) / 100),
        text(t("{saved} of {target}", saved=money(goal["saved"]), target=money(goal["target"])), "small muted"),
        tap=on("goal", id=goal_id),
        key=f"goal-{goal_id}",
    )


def goal_page(state: BankState, look: Look) -> Node:
    """One goal."""
    goal_id: str = look.args["id"]
    goal = state["goals"][goal_id]
    missing, today = max(0, goal["target"] - goal["saved"]), look.now.date()
    months = max(1, round((date.fromisoformat(goal["day"]) - today).days / 30))
    return page(
        goal["name"],
        column(
            Node("tile", icon=goal["icon"], tint=tint_of(goal["name"])),
            text(money(goal["saved"]), "huge", key="saved"),
            text(t("of {target}", target=money(goal["target"])), "muted"),
            badge(t("Reached"), "good") if not missing else None,
            style="portrait",
        ),
        column(progress(_percent(goal) / 100), style="pad"),
        card(
            pair(t("Still missing"), money(missing), "strong", "missing"),
            pair(t("A month"), money(-(-missing // months)), key="monthly"),
            pair(t("Until"), date_words(goal["day"], today)),
        ),
        fact(t("Paid from"), t(state["accounts"]["a1"]["name"]), "account_balance_wallet"),
        row(
            button(t("Put money in"), on("goal_in", id=goal_id), icon="add", key="put-in"),
            button(t("Take money out"), on("goal_out", id=goal_id), "tonal", icon="remove", key="take-out"),
            style="pad wrap",
        ),
        actions=[
            icon_button("edit", t("Edit"), on("goal_edit", id=goal_id)),
            icon_button("delete", t("Delete"), on("goal_delete", id=goal_id)),
        ],
        key="goal",
    )


def goal_form(state: BankState, look: Look) -> Node:
    """The form of a goal."""
    form = look.form
    return page(
        t("Edit goal") if "id" in look.args else t("New goal"),
        field("name", t("What do you save for?"), form.get("name", ""), error=form.get("name-error", "")),
        amount_field(look, "target", t("How much is needed?")),
        field("date", t("Date, as 2026-03-31"), form.get("date", ""), error=form.get("date-error", "")),
        heading(t("Picture")),
        row(
            *[
                icon_button(sign, t("Picture {n}", n=n), on("goal_icon", to=sign), f"icon-{sign}", sign == form["icon"])
                for n, sign in enumerate(GOAL_ICONS, 1)
            ],
            style="pad wrap",
        ),
        bottom=button(t("Save goal"), on("goal_save"), "wide"),
        key="goal-form",
    )


def goal_money_dialog(state: BankState, look: Look) -> Node:
    """How much goes into a goal, or out of it."""
    goal, out = state["goals"][look.args["id"]], look.args["out"]
    there = goal["saved"] if out else state["accounts"]["a1"]["balance"]
    return dialog(
        t("Take money out") if out else t("Put money in"),
        amount_field(look),
        text(t("{amount} available", amount=money(there)), "small muted"),
        actions=[
            button(t("Cancel"), BACK, "flat"),
            button(t("Take out") if out else t("Put in"), on("goal_moved"), "flat", key="move"),
        ],
    )


def goal_delete_dialog(state: BankState, look: Look) -> Node:
    """The question before a goal goes."""
    goal = state["goals"][look.args["id"]]
    words = t("{amount} go back to your everyday account.", amount=money(goal["saved"]))
    return confirm(t("Delete this goal?"), words, t("Delete"), on("goal_deleted", id=look.args["id"]))
