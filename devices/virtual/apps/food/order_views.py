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
    is_active,
    lines_of,
    newest,
)
from devices.virtual.money import money
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
from devices.virtual.words import t

BADGES = {"preparing": "warn", "on the way": "", "delivered": "good", "cancelled": "bad"}
STATUS = {"preparing": "Preparing", "on the way": "On the way", "delivered": "Delivered", "cancelled": "Cancelled"}
PROGRESS = {"preparing": 0.4, "on the way": 0.8}


def orders_page(state: FoodState, look: Look) -> Node:
    """Active orders first, then the others, the latest first."""
    active = [_card(i, order, look) for i, order in newest(state) if is_active(order)]
    past = [_card(i, order, look) for i, order in newest(state) if not is_active(order)]
    return page(
        t("Orders"),
        heading(t("Active")) if active else None,
        *active,
        heading(t("Past orders")) if past else None,
        *past,
        None if active or past else empty("receipt_long", t("You have not ordered anything yet")),
        back=False,
        bottom=bottom_bar(state, "orders"),
        key="orders",
    )


def _card(order_id: str, order: Order, look: Look) -> Node:
    what = t(", ").join(f"{line['quantity']} × {dish_name(line)}" for _, line in lines_of(order["lines"]))
    status = order["status"]
    return card(
        row(
            text(t(RESTAURANTS[order["restaurant"]].name), "strong"),
            spacer(),
            badge(t(STATUS[status]), BADGES[status]),
        ),
        text(what, "muted"),
        row(text(_when(order, look), "small muted"), spacer(), text(money(order["total"]), "strong")),
        progress(PROGRESS[status]) if status in PROGRESS else None,
        tap=on("order_detail", id=order_id),
        key=f"order-{order_id}",
    )


def _paid(order: Order) -> str:
    way = t(PAY_WORDS[order["payment"]])
    return t("{way}, coupon {code}", way=way, code=order["coupon"]) if order["coupon"] else way


def _when(order: Order, look: Look) -> str:
    return f"{date_words(order['at'], look.now.date())}{t(', ')}{time_words(order['at'][11:16], look.others)}"


def order_page(state: FoodState, look: Look) -> Node:
    """One order with its bill and what can be done with it."""
    order_id: str = look.args["id"]
    order = state["orders"][order_id]
    house = RESTAURANTS[order["restaurant"]]
    bill = Bill(order["subtotal"], order["fee"], order["discount"], order["tip"])
    cancel = button(t("Cancel order"), on("cancel", id=order_id), "wide danger", key="cancel-order")
    return page(
        t("Order"),
        item(t(house.name), _when(order, look), on("restaurant", id=house.id), leading=icon("restaurant"),
             trailing=badge(t(STATUS[order["status"]]), BADGES[order["status"]]), key="order-restaurant"),
        _progress(state, order, look),
        heading(t("Items")),
        *[
            item(f"{line['quantity']} × {dish_name(line)}", dish_words(line),
                 trailing=text(money(line["price"] * line["quantity"])), key=f"line-{line_id}")
            for line_id, line in lines_of(order["lines"])
        ],
        card(*bill_lines(bill)),
        item(t("Delivered to") if order["status"] == "delivered" else t("Deliver to"), order["address"],
             leading=icon("location_on"), key="order-address"),
        item(t("Delivery time"), slot_words(order["slot"], look.others), leading=icon("schedule"), key="order-slot"),
        item(t("Note for the rider"), order["note"], leading=icon("note"), key="order-note") if order["note"] else None,
        item(t("Paid with"), _paid(order),
             leading=icon("payments"), key="order-payment"),
        *_rating(order_id, order),
        None if is_active(order) else button(t("Order again"), on("reorder", id=order_id), "wide", "reorder", "repeat"),
        cancel if order["status"] == "preparing" else None,
        key="order",
    )  # fmt: skip


def _progress(state: FoodState, order: Order, look: Look) -> Node | None:
    match order["status"]:
        case "preparing":
            gone = int((look.now - datetime.fromisoformat(order["at"])).total_seconds()) // 60
            left = max(1, state["restaurants"][order["restaurant"]]["minutes"] - gone)
            until = (
                t("Being prepared, to arrive at {time}", time=time_words(order["slot"], look.others))
                if order["slot"]
                else t("Being prepared, about {left} min to go", left=left)
            )
            return column(progress(PROGRESS["preparing"]), text(until, "muted"), style="pad")
        case "on the way":
            return column(
                progress(PROGRESS["on the way"]), text(t("The rider has it: too late to cancel"), "muted"), style="pad"
            )
        case "cancelled":
            return banner(t("This order was cancelled."), "cancel", "bad")
        case "delivered":
            return None


def _rating(order_id: str, order: Order) -> list[Node]:
    if order["status"] != "delivered":
        return []
    stars = order["stars"]
    return [
        heading(t("Your rating") if stars else t("How was it?")),
        row(
            *[
                icon_button("star" if n <= stars else "star_border", t("1 star") if n == 1 else t("{n} stars", n=n),
                            on("rate", id=order_id, stars=n), f"star-{n}", n <= stars)
                for n in range(1, 6)
            ],
            style="pad",
        ),
    ]  # fmt: skip


def cancel_dialog(state: FoodState, order_id: str) -> Node:
    """The question before an order is cancelled."""
    order = state["orders"][order_id]
    name = t(RESTAURANTS[order["restaurant"]].name)
    words = t("Your order from {name} for {total} will not be delivered.", name=name, total=money(order["total"]))
    return dialog(
        t("Cancel this order?"),
        text(words),
        actions=[
            button(t("Keep order"), BACK, "flat"),
            button(t("Yes, cancel"), on("cancelled", id=order_id), "flat danger"),
        ],
    )
