"""Payees and requests for money."""

from devices.virtual.app import Look
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.parts import amount_field, movement, number_card
from devices.virtual.apps.bank.state import BankState, Payee, movements, number, ordered_payees
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    avatar,
    badge,
    button,
    card,
    check,
    chip,
    chips,
    column,
    confirm,
    empty,
    fab,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    row,
    search,
    spacer,
    text,
)
from devices.virtual.words import t


def _found(state: BankState, look: Look) -> list[tuple[str, Payee]]:
    query = look.draft("query").casefold()
    tight = query.replace(" ", "")
    return [
        (i, payee)
        for i, payee in ordered_payees(state)
        if query in payee["name"].casefold() or tight in payee["number"].casefold()
    ]


def payees_page(state: BankState, look: Look) -> Node:
    """All payees, favourites first."""
    found = _found(state, look)
    hearts = [pair for pair in found if pair[1]["favourite"]]
    people = [pair for pair in found if not pair[1]["favourite"] and not pair[1]["company"]]
    companies = [pair for pair in found if not pair[1]["favourite"] and pair[1]["company"]]
    groups = ((t("Favourites"), hearts), (t("People"), people), (t("Companies"), companies))
    return page(
        t("Payees"),
        *[
            node
            for words, rows in groups
            for node in (
                heading(words) if rows else None,
                *[
                    item(payee["name"], shown(payee["number"]), on("payee", id=i), leading=avatar(payee["name"]),
                         key=f"payee-{i}")
                    for i, payee in rows
                ],
            )
        ],
        None if found else empty("person", t("Nobody fits")),
        top=search("query", t("Search payees"), look.form.get("query", "")),
        fab=fab("person_add", t("New payee"), on("payee_new")),
        key="payees",
    )  # fmt: skip


def pick_payee_page(state: BankState, look: Look) -> Node:
    """Payees to choose from for a transfer."""
    found = _found(state, look)
    return page(
        t("Choose a payee"),
        *[
            item(payee["name"], shown(payee["number"]), on("picked", id=i), leading=avatar(payee["name"]),
                 trailing=icon("favorite", style="tiny") if payee["favourite"] else None, key=f"pick-{i}")
            for i, payee in found
        ],
        None if found else empty("person", t("Nobody fits")),
        top=search("query", t("Search payees"), look.form.get("query", "")),
        actions=[icon_button("person_add", t("New payee"), on("payee_new"))],
        key="pick-payee",
    )  # fmt: skip


def payee_page(state: BankState, look: Look) -> Node:
    """One payee, with what went to and came from them."""
    payee_id: str = look.args["id"]
    payee = state["payees"][payee_id]
    past = [(i, row_) for i, row_ in movements(state) if row_["number"] == payee["number"]]
    heart = icon_button(
        "favorite" if payee["favourite"] else "favorite_border",
        t("Remove from favourites") if payee["favourite"] else t("Add to favourites"),
        on("payee_heart", id=payee_id), "heart", payee["favourite"],
    )  # fmt: skip
    return page(
        payee["name"],
        column(avatar(payee["name"]), text(payee["name"], "big"), style="portrait"),
        number_card(payee["name"], payee["number"]),
        button(t("Send money"), on("transfer", kind="payee", to=payee_id), "wide", "send-money", "send"),
        row(
            button(t("Request money"), on("request", name=payee["name"]), "tonal", icon="request_quote"),
            button(t("Standing order"), on("standing_new", to=payee_id), "tonal", icon="repeat"),
            style="pad wrap",
        ),
        heading(t("Movements")) if past else None,
        *[movement(i, row_, look, day=True) for i, row_ in past[:12]],
        actions=[
            heart,
            icon_button("edit", t("Edit"), on("payee_edit", id=payee_id)),
            icon_button("delete", t("Delete"), on("payee_delete", id=payee_id)),
        ],
        key="payee",
    )


def payee_form(state: BankState, look: Look) -> Node:
    """The form of a payee."""
    form = look.form
    return page(
        t("Edit payee") if "id" in look.args else t("New payee"),
        field("name", t("Name of the recipient"), form.get("name", ""), error=form.get("name-error", "")),
        field("number", t("Account number"), form.get("number", ""), error=form.get("number-error", "")),
        check(t("This is a company"), bool(form.get("company")), on("payee_company"), key="company"),
        bottom=button(t("Save payee"), on("payee_save"), "wide"),
        key="payee-form",
    )


def payee_delete_dialog(state: BankState, look: Look) -> Node:
    """The question before a payee goes."""
    name = state["payees"][look.args["id"]]["name"]
    words = t("{name} leaves your payees. Past movements stay.", name=name)
    return confirm(t("Delete payee?"), words, t("Delete"), on("payee_deleted", id=look.args["id"]))


# -- asking for money -----------------------------------------------------------------------------------------------


def requests_page(state: BankState, look: Look) -> Node:
    """Money that was asked for."""
    rows = sorted(state["requests"].items(), key=lambda pair: (pair[1]["settled"], -number(pair[0])))
    return page(
        t("Requests"),
        *[_request(state, i, look) for i, _ in rows],
        None if rows else empty("request_quote", t("You have not asked anybody for money")),
        fab=fab("add", t("New request"), on("request")),
        key="requests",
    )


def _request(state: BankState, request_id: str, look: Look) -> Node:
    request = state["requests"][request_id]
    settled = request["settled"]
    return card(
        row(
            avatar(request["name"]),
            column(
                text(request["name"], "strong"),
                text(request["purpose"], "muted") if request["purpose"] else None,
                text(date_words(request["at"], look.now.date()), "small muted"),
                style="grow",
            ),
            column(
                text(money(request["amount"]), "strong"),
                badge(t("Settled"), "good") if settled else badge(t("Open"), "warn"),
                style="aside",
            ),
        ),
        row(
            button(t("Remind"), on("remind", id=request_id), "flat small", f"remind-{request_id}")
            if not settled else None,
            button(t("Not settled") if settled else t("Mark as settled"), on("settle", id=request_id), "flat small",
                   f"settle-{request_id}"),
            spacer(),
            icon_button("delete", t("Delete request to {name}", name=request["name"]),
                        on("request_delete", id=request_id), f"delete-{request_id}"),
            style="wrap",
        ),
        key=f"request-{request_id}",
    )  # fmt: skip


def request_form(state: BankState, look: Look) -> Node:
    """Whom one asks for how much."""
    form = look.form
    people = [payee["name"] for _, payee in ordered_payees(state) if not payee["company"]]
    return page(
        t("Request money"),
        field("name", t("Whom do you ask?"), form.get("name", ""), error=form.get("name-error", "")),
        chips(
            *[
                chip(name, name == form.get("name"), on("ask_name", to=name), f"name-{n}")
                for n, name in enumerate(people[:6])
            ]
        ),
        amount_field(look),
        field("purpose", t("What for?"), form.get("purpose", "")),
        text(t("You get a text with your account number, to send in any app."), "small muted pad"),
        bottom=button(t("Create request"), on("ask_for"), "wide"),
        key="request",
    )
