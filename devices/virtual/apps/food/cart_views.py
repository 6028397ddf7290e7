"""The cart: what is in it, where it goes, how it is paid and what it comes to."""

from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.food.catalogue import RESTAURANTS
from devices.virtual.apps.food.parts import amount, bottom_bar
from devices.virtual.apps.food.state import (
    MAX_QUANTITY,
    PAYMENTS,
    TIPS,
    Bill,
    FoodState,
    Line,
    bill_of,
    coupon_problem,
    dish_name,
    dish_words,
    euros,
    lines_of,
    number,
    slots,
)
from devices.virtual.node import Node, on
from devices.virtual.times import time_words
from devices.virtual.ui import (
    BACK,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    spacer,
    stepper,
    text,
)

SOON = "As soon as possible"
PAY_WORDS = {"card": "Card", "cash": "Cash", "wallet": "Wallet"}


def slot_words(slot: str, others: Mapping[str, Any]) -> str:
    """When an order shall come, as the user reads times."""
    return time_words(slot, others) if slot else SOON


def house_items(state: FoodState, house_id: str) -> dict[str, Line]:
    """What the cart holds of this restaurant."""
    return state["cart"]["lines"] if state["cart"]["restaurant"] == house_id else {}


def cart_page(state: FoodState, look: Look) -> Node:
    """The cart, or that there is nothing in it."""
    cart = state["cart"]
    if not cart["lines"]:
        return page("Cart", empty("shopping_basket", "Your cart is empty"), back=False,
                    bottom=bottom_bar(state, "cart"), key="cart")  # fmt: skip
    standing = state["restaurants"][cart["restaurant"]]
    bill = bill_of(state, look.form.get("applied", ""), int(look.form.get("tip", "0")), look.now)
    missing, soon = standing["minimum"] - bill.subtotal, f"{SOON}, {standing['minutes']} min"
    return page(
        "Cart",
        item(RESTAURANTS[cart["restaurant"]].name, f"{standing['minutes']} min · add more from the menu",
             on("restaurant", id=cart["restaurant"]), leading=icon("restaurant"), key="cart-restaurant"),
        *[_line(line_id, line) for line_id, line in lines_of(cart["lines"])],
        banner(f"Minimum order {euros(standing['minimum'])}: add {euros(missing)} more", style="warn")
        if missing > 0 else None,
        *_coupon(state, look),
        heading("Tip for the rider"),
        chips(*[chip(euros(tip) if tip else "No tip", str(tip) == look.form.get("tip", "0"), on("tip", cents=tip),
                     key=f"tip-{tip}") for tip in TIPS]),
        heading("Deliver to"),
        *[
            radio(place["label"], i == state["address"], on("address", id=i, close=False), place["street"],
                  f"address-{i}")
            for i, place in sorted(state["addresses"].items(), key=lambda pair: number(pair[0]))
        ],
        item("Add new address", "", on("new_address", close=False), leading=icon("add"), key="add-address"),
        field("rider", "Note for the rider", look.form.get("rider", "")),
        heading("Delivery time"),
        chips(
            chip(soon, not look.form.get("slot"), on("slot", at=""), key="slot-now"),
            *[chip(slot_words(at, look.others), at == look.form.get("slot"), on("slot", at=at), key=f"slot-{at}")
              for at in slots(state, cart["restaurant"], look.now)],
        ),
        heading("Pay with"),
        *[
            radio(PAY_WORDS[way], look.form.get("payment") == way, on("payment", by=way), _pay_sub(state, way),
                  f"pay-{way}")
            for way in PAYMENTS
        ],
        card(*bill_lines(bill)),
        button(f"Place order · {euros(bill.total)}", on("order"), "wide", key="place-order"),
        back=False,
        actions=[icon_button("delete", "Empty cart", on("empty"))],
        bottom=bottom_bar(state, "cart"),
        key="cart",
    )  # fmt: skip


def _line(line_id: str, line: Line) -> Node:
    quantity, name = line["quantity"], dish_name(line)
    less = on("line", id=line_id, to=quantity - 1) if quantity > 1 else None
    more = on("line", id=line_id, to=quantity + 1) if quantity < MAX_QUANTITY else None
    return card(
        row(text(name, "strong"), spacer(), text(euros(line["price"] * quantity), key=f"price-{line_id}")),
        text(dish_words(line), "small muted") if dish_words(line) else None,
        row(
            stepper(name, str(quantity), less, more, key=f"quantity-{line_id}"),
            spacer(),
            icon_button("delete", f"Remove {name}", on("line", id=line_id, to=0), key=f"remove-{line_id}"),
        ),
        key=f"line-{line_id}",
    )


def _coupon(state: FoodState, look: Look) -> list[Node]:
    applied = look.form.get("applied", "")
    if not applied:
        return [
            heading("Coupon"),
            row(
                field("coupon", "Coupon code", look.form.get("coupon", ""), submit=on("coupon")),
                button("Apply", on("coupon"), "tonal", key="apply-coupon"),
                style="pad",
            ),
            text(look.form.get("coupon-error", ""), "error small pad") if look.form.get("coupon-error") else column(),
        ]
    problem = coupon_problem(state, applied, look.now)
    return [
        heading("Coupon"),
        item(applied, problem or "Applied", leading=icon("local_offer"),
             trailing=icon_button("close", "Remove coupon", on("no_coupon")), key="applied-coupon"),
    ]  # fmt: skip


def _pay_sub(state: FoodState, way: str) -> str:
    match way:
        case "card":
            return "Ending in 4421"
        case "cash":
            return "At the door"
        case _:
            return f"Balance {euros(state['wallet'])}"


def bill_lines(bill: Bill) -> list[Node | None]:
    """A bill from subtotal to total."""
    return [
        amount("Subtotal", bill.subtotal, key="subtotal"),
        amount("Delivery fee", bill.fee, key="fee"),
        amount("Discount", -bill.discount, key="discount") if bill.discount else None,
        amount("Tip", bill.tip, key="tip") if bill.tip else None,
        amount("Total", bill.total, "strong", key="total"),
    ]


def order_dialog(state: FoodState, look: Look) -> Node:
    """The last question before paying."""
    bill = bill_of(state, look.form.get("applied", ""), int(look.form.get("tip", "0")), look.now)
    address = state["addresses"][state["address"]]
    return dialog(
        "Place order?",
        text(RESTAURANTS[state["cart"]["restaurant"]].name, "strong"),
        text(f"To {address['label']}, {address['street']}"),
        text(slot_words(look.form.get("slot", ""), look.others)),
        text(f"{euros(bill.total)} by {PAY_WORDS[look.form['payment']].lower()}"),
        actions=[button("Cancel", BACK, "flat"), button("Confirm order", on("placed"), "flat")],
    )


def start_over(state: FoodState, look: Look) -> Node:
    """Asked when something from another restaurant is added."""
    old = RESTAURANTS[state["cart"]["restaurant"]].name
    event = on("reordered", id=look.args["order"]) if "order" in look.args else on("start_over")
    return confirm("Start a new cart?", f"Your cart holds dishes from {old}. They will be removed.", "New cart", event)
