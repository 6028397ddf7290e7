"""The address book."""

from devices.virtual.app import Look
from devices.virtual.apps.market.buying import address_of
from devices.virtual.apps.market.state import Address, MarketState, number
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    badge,
    button,
    card,
    column,
    confirm,
    fab,
    field,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t


def _lines(address: Address) -> str:
    return f"{address['street']}, {address['postcode']} {address['town']}"


def _ordered(state: MarketState) -> list[tuple[str, Address]]:
    return sorted(state["addresses"].items(), key=lambda pair: number(pair[0]))


def addresses_page(state: MarketState, look: Look) -> Node:
    """All addresses."""
    return page(
        t("Addresses"), *[_card(state, i, address) for i, address in _ordered(state)],
        fab=fab("add", t("New address"), on("address_new", close=False)), key="addresses",
    )  # fmt: skip


def _card(state: MarketState, address_id: str, address: Address) -> Node:
    usual = address_id == state["address"]
    return card(
        row(
            text(f"{address['name']}, {address['phone']}", "strong grow"),
            badge(t("Usual"), "good") if usual else None,
            icon_button("edit", t("Edit {street}", street=address["street"]),
                        on("address_edit", id=address_id, close=False), f"edit-{address_id}"),
        ),
        text(_lines(address), "muted"),
        None if usual else row(
            spacer(), button(t("Make this the usual one"), on("address_usual", id=address_id), "flat small",
                             key=f"usual-{address_id}"),
        ),
        key=f"address-{address_id}",
    )  # fmt: skip


def pick_address_sheet(state: MarketState, look: Look) -> Node:
    """Addresses to choose from at checkout."""
    return sheet(
        t("Deliver to"),
        *[
            radio(_lines(address), i == address_of(state, look.form), on("address_picked", id=i), address["name"],
                  f"pick-{i}")
            for i, address in _ordered(state)
        ],
        item(t("New address"), "", on("address_new", close=True), leading=icon("add"), key="new-address"),
    )  # fmt: skip


def address_page(state: MarketState, look: Look) -> Node:
    """The form of an address."""
    form, editing = look.form, "id" in look.args

    def line(key: str, label: str) -> Node:
        return field(key, label, form.get(key, ""), error=form.get(f"{key}-error", ""))

    return page(
        t("Edit address") if editing else t("New address"),
        line("name", t("Full name")),
        line("phone", t("Phone number")),
        line("street", t("Street and number")),
        line("postcode", t("Postcode")),
        line("town", t("Town")),
        column(text(t("The courier calls this number when nobody opens."), "small muted"), style="pad"),
        actions=[icon_button("delete", t("Delete address"), on("address_delete", **look.args))] if editing else [],
        bottom=button(t("Save address"), on("address_save"), "wide"),
        key="address",
    )


def delete_address_dialog(state: MarketState, look: Look) -> Node:
    """The question before an address goes."""
    street = state["addresses"][look.args["id"]]["street"]
    return confirm(t("Delete this address?"), street, t("Delete"), on("address_deleted", id=look.args["id"]))
