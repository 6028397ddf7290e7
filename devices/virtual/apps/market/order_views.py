"""Orders: the list by status, one in detail, and what can be done with it."""

from devices.virtual.app import Look
from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.checkout_views import bill_lines
from devices.virtual.apps.market.parts import (
    PAY_ICONS,
    STATUS_WORDS,
    bottom_bar,
    delivery_words,
    options_words,
    order_status,
    pay_words,
    picture_of,
    product_row,
)
from devices.virtual.apps.market.pricing import Bill
from devices.virtual.apps.market.state import MarketState, Order, newest, number, returnable
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    dialog,
    empty,
    heading,
    icon,
    icon_button,
    item,
    page,
    row,
    search,
    spacer,
    strip,
    text,
)
from devices.virtual.words import t, tn

TABS: dict[str, tuple[str, ...]] = {
    "": (), "to pay": ("to pay",), "to ship": ("to ship",), "shipped": ("shipped",),
    "delivered": ("delivered", "completed"), "returned": (), "cancelled": ("cancelled",),
}  # fmt: skip
REASONS = ("I changed my mind", "Wrong address", "Found it cheaper", "Delivery takes too long", "Ordered by mistake")


def tab_words(tab: str) -> str:
    """A tab of the list of orders."""
    match tab:
        case "":
            return t("All")
        case "returned":
            return t("Returned")
        case _:
            return t(STATUS_WORDS[tab][0])


def in_tab(state: MarketState, order_id: str, tab: str) -> bool:
    """Does an order belong under a tab?"""
    if tab == "returned":
        return any(b["order"] == order_id and b["status"] != "withdrawn" for b in state["returns"].values())
    return not tab or state["orders"][order_id]["status"] in TABS[tab]


def orders_page(state: MarketState, look: Look) -> Node:
    """Orders under their tabs, the latest first."""
    tab, query = look.form.get("tab", ""), look.draft("query").casefold()
    shown = [
        (i, order)
        for i, order in newest(state["orders"])
        if in_tab(state, i, tab)
        and any(query in t(PRODUCTS[line["product"]].name).casefold() for line in order["lines"].values())
    ]
    return page(
        t("Orders"),
        strip(
            *[chip(tab_words(key), key == tab, on("tab", to=key), f"tab-{key.replace(' ', '-') or 'all'}")
              for key in TABS],
            key="tabs",
        ),
        *[_card(state, i, order, look) for i, order in shown],
        None if shown else empty("receipt_long", t("No orders here")),
        back=False,
        top=search("query", t("Search your orders"), look.form.get("query", "")),
        bottom=bottom_bar(state, "orders"),
        key="orders",
    )  # fmt: skip


def _lines(order: Order) -> list[tuple[str, str]]:
    return [(i, order["lines"][i]["product"]) for i in sorted(order["lines"], key=number)]


def _card(state: MarketState, order_id: str, order: Order, look: Look) -> Node:
    lines, count = _lines(order), sum(line["quantity"] for line in order["lines"].values())
    name = t(PRODUCTS[lines[0][1]].name)
    if len(lines) > 1:
        name = tn("{name} and {n} more", "{name} and {n} more", len(lines) - 1, name=name)
    return card(
        row(text(t("Order {number}", number=number(order_id)), "small muted"), spacer(), order_status(order)),
        row(picture_of(lines[0][1]), text(name, "strong grow")),
        row(
            text(date_words(order["at"], look.now.date()), "small muted"),
            spacer(),
            text(tn("{n} item", "{n} items", count), "small muted"),
            text(money(order["total"]), "strong"),
        ),
        badge(t("Return under way"), "warn") if _returning(state, order_id) else None,
        tap=on("order", id=order_id),
        key=f"order-{order_id}",
    )


def _returning(state: MarketState, order_id: str) -> bool:
    return any(b["order"] == order_id and b["status"] in ("requested", "approved") for b in state["returns"].values())


def order_page(state: MarketState, look: Look) -> Node:
    """One order."""
    order_id: str = look.args["id"]
    order = state["orders"][order_id]
    address = order["address"]
    return page(
        t("Order {number}", number=number(order_id)),
        _headline(order, look),
        *_timeline(order, look),
        _tracking(order_id, order),
        heading(t("Items")),
        *[node for line_id, _ in _lines(order) for node in _item(order_id, order, line_id)],
        card(*bill_lines(Bill(order["subtotal"], order["fee"], order["discount"]))),
        item(f"{address['name']}, {address['phone']}",
             f"{address['street']}, {address['postcode']} {address['town']}", leading=icon("location_on"),
             key="order-address"),
        item(pay_words(order["payment"]), t("Delivery: {way}", way=delivery_words(order["delivery"])),
             leading=icon(PAY_ICONS[order["payment"]]), key="order-payment"),
        item(t("Note for the seller"), order["note"], leading=icon("note"), key="order-note")
        if order["note"] else None,
        *_returns(state, order_id),
        *_buttons(state, order_id, look),
        key="order",
    )  # fmt: skip


def _headline(order: Order, look: Look) -> Node:
    today = look.now.date()
    due = f"{date_words(order['due'], today)} {time_words(order['due'][11:16], look.others)}" if order["due"] else ""
    match order["status"]:
        case "to pay":
            return banner(t("Pay until {when}, or the order lapses", when=due), "schedule", "warn")
        case "to ship":
            return banner(t("The sellers are packing your order"), "inventory_2")
        case "shipped":
            return banner(t("On its way, expected {day}", day=date_words(order["due"], today)), "local_shipping")
        case "delivered":
            return banner(t("Delivered. Please confirm that you have everything."), "inbox", "good")
        case "completed":
            return banner(t("Completed"), "check_circle", "good")
        case "cancelled":
            return banner(t("This order was cancelled."), "cancel", "bad")


def _timeline(order: Order, look: Look) -> list[Node]:
    steps = [
        row(
            icon("check_circle", style="tiny"),
            text(t(STEP_WORDS[step["status"]]), "grow"),
            text(f"{date_words(step['at'], look.now.date())} {time_words(step['at'][11:16], look.others)}",
                 "small muted right"),
        )
        for step in order["steps"]
    ]  # fmt: skip
    return [column(*steps, style="pad", key="timeline")]


STEP_WORDS = {"to pay": "Ordered", "to ship": "Paid or agreed", "shipped": "Handed to the courier",
              "delivered": "Delivered", "completed": "Completed", "cancelled": "Cancelled"}  # fmt: skip


def _tracking(order_id: str, order: Order) -> Node | None:
    if not order["tracking"]:
        return None
    copy = icon_button("content_copy", t("Copy tracking number"), on("track", id=order_id))
    return item(t("Tracking number"), order["tracking"], leading=icon("qr_code"), trailing=copy, key="tracking")


def _item(order_id: str, order: Order, line_id: str) -> list[Node]:
    line = order["lines"][line_id]
    sub = " · ".join(filter(None, (options_words(line["options"]), f"× {line['quantity']}")))
    rows = [
        product_row(line["product"], sub, on("product", id=line["product"]), f"item-{line_id}",
                    text(money(line["price"] * line["quantity"])), line["options"])
    ]  # fmt: skip
    if order["status"] in ("delivered", "completed"):
        words = t("Edit review") if line["review"] else t("Write a review")
        rows.append(row(spacer(), button(words, on("review", id=order_id, line=line_id), "flat small",
                                         key=f"review-{line_id}"), style="pad"))  # fmt: skip
    return rows


def _returns(state: MarketState, order_id: str) -> list[Node]:
    return [
        item(t("Return of {amount}", amount=money(back["amount"])), t(RETURN_WORDS[back["status"]]),
             on("return_detail", id=i), leading=icon("assignment_return"), trailing=icon("chevron_right"),
             key=f"return-{i}")
        for i, back in sorted(state["returns"].items(), key=lambda pair: number(pair[0])) if back["order"] == order_id
    ]  # fmt: skip


RETURN_WORDS = {"requested": "Requested", "approved": "Approved", "refunded": "Refunded", "withdrawn": "Withdrawn"}


def _buttons(state: MarketState, order_id: str, look: Look) -> list[Node | None]:
    status = state["orders"][order_id]["status"]
    return [
        button(t("Pay now"), on("pay", id=order_id), "wide", "pay-now") if status == "to pay" else None,
        button(t("Confirm receipt"), on("receive", id=order_id), "wide", "receive") if status == "delivered" else None,
        button(t("Buy again"), on("again", id=order_id), "wide tonal", "again", "repeat"),
        button(t("Return items"), on("return", id=order_id), "wide tonal", "return", "assignment_return")
        if returnable(state, order_id, look.now) else None,
        button(t("Cancel order"), on("cancel", id=order_id), "wide danger", "cancel-order")
        if status in ("to pay", "to ship") else None,
    ]  # fmt: skip


def pay_dialog(state: MarketState, look: Look) -> Node:
    """How an order that waits for money is paid."""
    order_id = look.args["id"]
    wallet = t("Balance {amount}", amount=money(state["wallet"]))
    return dialog(
        t("Pay {amount}", amount=money(state["orders"][order_id]["total"])),
        item(t("Wallet"), wallet, on("paid", id=order_id, by="wallet"), leading=icon("account_balance_wallet"),
             key="with-wallet"),
        item(t("Card"), t("Ending in {digits}", digits="4421"), on("paid", id=order_id, by="card"),
             leading=icon("credit_card"), key="with-card"),
        actions=[button(t("Cancel"), BACK, "flat")],
    )  # fmt: skip


def cancel_dialog(state: MarketState, look: Look) -> Node:
    """The question before an order is called off."""
    return dialog(
        t("Cancel this order?"),
        text(t("Why do you cancel it?"), "muted"),
        chips(
            *[
                chip(t(words), words == look.form.get("why"), on("why", id=look.args["id"], words=words), f"why-{n}")
                for n, words in enumerate(REASONS)
            ]
        ),
        actions=[
            button(t("Keep order"), BACK, "flat"),
            button(t("Yes, cancel"), on("cancelled", id=look.args["id"]), "flat danger"),
        ],
    )


def receive_dialog(state: MarketState, look: Look) -> Node:
    """The question before an order is closed."""
    words = t("Only confirm when everything is there. You can still return items for 14 days.")
    return confirm(t("Confirm receipt?"), words, t("Confirm"), on("received_all", id=look.args["id"]))
