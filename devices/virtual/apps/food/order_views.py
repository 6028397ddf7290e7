"""Orders: the one on its way, those of the past, and one in detail."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.food.cart_views import PAY_WORDS, bill_lines, slot_words
from devices.virtual.apps.food.catalogue import RESTAURANTS
from devices.virtual.apps.food.parts import bottom_bar
from devices.virtual.apps.food.state import (
    Bill,
    FoodState,
    Order,
    dish_name,
    dish_words,
    euros,
    is_active,
    lines_of,
    newest,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    card,
    column,
    dialog,
    empty,
    heading,
    icon,
    icon_button,
    item,
    page,
    progress,
    row,
    spacer,
    text,
)

BADGES = {"preparing": "warn", "on the way": "", "delivered": "good", "cancelled": "bad"}
PROGRESS = {"preparing": 0.4, "on the way": 0.8}


def orders_page(state: FoodState, look: Look) -> Node:
    """Active orders first, then the others, the latest first."""
    active = [_card(i, order, look) for i, order in newest(state) if is_active(order)]
    past = [_card(i, order, look) for i, order in newest(state) if not is_active(order)]
    return page(
        "Orders",
        heading("Active") if active else None,
        *active,
        heading("Past orders") if past else None,
        *past,
        None if active or past else empty("receipt_long", "You have not ordered anything yet"),
        back=False,
        bottom=bottom_bar(state, "orders"),
        key="orders",
    )


def _card(order_id: str, order: Order, look: Look) -> Node:
    what = ", ".join(f"{line['quantity']} × {dish_name(line)}" for _, line in lines_of(order["lines"]))
    status = order["status"]
    return card(
        row(
            text(RESTAURANTS[order["restaurant"]].name, "strong"),
            spacer(),
            badge(status.capitalize(), BADGES[status]),
        ),
        text(what, "muted"),
        row(text(_when(order, look), "small muted"), spacer(), text(euros(order["total"]), "strong")),
        progress(PROGRESS[status]) if status in PROGRESS else None,
        tap=on("order_detail", id=order_id),
        key=f"order-{order_id}",
    )


def _when(order: Order, look: Look) -> str:
    return f"{date_words(order['at'], look.now.date())}, {time_words(order['at'][11:16], look.others)}"


def order_page(state: FoodState, look: Look) -> Node:
    """One order with its bill and what can be done with it."""
    order_id: str = look.args["id"]
    order = state["orders"][order_id]
    house = RESTAURANTS[order["restaurant"]]
    bill = Bill(order["subtotal"], order["fee"], order["discount"], order["tip"])
    cancel = button("Cancel order", on("cancel", id=order_id), "wide danger", key="cancel-order")
    return page(
        "Order",
        item(house.name, _when(order, look), on("restaurant", id=house.id), leading=icon("restaurant"),
             trailing=badge(order["status"].capitalize(), BADGES[order["status"]]), key="order-restaurant"),
        _progress(state, order, look),
        heading("Items"),
        *[
            item(f"{line['quantity']} × {dish_name(line)}", dish_words(line),
                 trailing=text(euros(line["price"] * line["quantity"])), key=f"line-{line_id}")
            for line_id, line in lines_of(order["lines"])
        ],
        card(*bill_lines(bill)),
        item("Delivered to" if order["status"] == "delivered" else "Deliver to", order["address"],
             leading=icon("location_on"), key="order-address"),
        item("Delivery time", slot_words(order["slot"], look.others), leading=icon("schedule"), key="order-slot"),
        item("Note for the rider", order["note"], leading=icon("note"), key="order-note") if order["note"] else None,
        item("Paid with", PAY_WORDS[order["payment"]] + (f", coupon {order['coupon']}" if order["coupon"] else ""),
             leading=icon("payments"), key="order-payment"),
        *_rating(order_id, order),
        None if is_active(order) else button("Order again", on("reorder", id=order_id), "wide", "reorder", "repeat"),
        cancel if order["status"] == "preparing" else None,
        key="order",
    )  # fmt: skip


def _progress(state: FoodState, order: Order, look: Look) -> Node | None:
    match order["status"]:
        case "preparing":
            gone = int((look.now - datetime.fromisoformat(order["at"])).total_seconds()) // 60
            left = max(1, state["restaurants"][order["restaurant"]]["minutes"] - gone)
            until = (
                f"to arrive at {time_words(order['slot'], look.others)}" if order["slot"] else f"about {left} min to go"
            )
            return column(progress(PROGRESS["preparing"]), text(f"Being prepared, {until}", "muted"), style="pad")
        case "on the way":
            return column(
                progress(PROGRESS["on the way"]), text("The rider has it: too late to cancel", "muted"), style="pad"
            )
        case "cancelled":
            return banner("This order was cancelled.", "cancel", "bad")
        case "delivered":
            return None


def _rating(order_id: str, order: Order) -> list[Node]:
    if order["status"] != "delivered":
        return []
    stars = order["stars"]
    return [
        heading("Your rating" if stars else "How was it?"),
        row(
            *[
                icon_button("star" if n <= stars else "star_border", "1 star" if n == 1 else f"{n} stars",
                            on("rate", id=order_id, stars=n), f"star-{n}", n <= stars)
                for n in range(1, 6)
            ],
            style="pad",
        ),
    ]  # fmt: skip


def cancel_dialog(state: FoodState, order_id: str) -> Node:
    """The question before an order is cancelled."""
    order = state["orders"][order_id]
    name = RESTAURANTS[order["restaurant"]].name
    words = f"Your order from {name} for {euros(order['total'])} will not be delivered."
    return dialog(
        "Cancel this order?",
        text(words),
        actions=[
            button("Keep order", BACK, "flat"),
            button("Yes, cancel", on("cancelled", id=order_id), "flat danger"),
        ],
    )
