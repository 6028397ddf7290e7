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
    lines_of,
    number,
    slots,
)
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import duration, time_words
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
from devices.virtual.words import t

SOON = "As soon as possible"
PAY_WORDS = {"card": "Card", "cash": "Cash", "wallet": "Wallet"}


def slot_words(slot: str, others: Mapping[str, Any]) -> str:
    """When an order shall come, as the user reads times."""
    return time_words(slot, others) if slot else t(SOON)


def house_items(state: FoodState, house_id: str) -> dict[str, Line]:
    """What the cart holds of this restaurant."""
    return state["cart"]["lines"] if state["cart"]["restaurant"] == house_id else {}


def cart_page(state: FoodState, look: Look) -> Node:
    """The cart, or that there is nothing in it."""
    cart = state["cart"]
    if not cart["lines"]:
        return page(
            t("Cart"),
            empty("shopping_basket", t("Your cart is empty")),
            back=False,
            bottom=bottom_bar(state, "cart"),
            key="cart",
        )
    standing = state["restaurants"][cart["restaurant"]]
    bill = bill_of(state, look.form.get("applied", ""), int(look.form.get("tip", "0")), look.now)
    missing, soon = standing["minimum"] - bill.subtotal, f"{t(SOON)}{t(', ')}{duration(standing['minutes'])}"
    return page(
        t("Cart"),
        item(
            t(RESTAURANTS[cart["restaurant"]].name),
            t("{minutes} min · add more from the menu", minutes=standing["minutes"]),
            on("restaurant", id=cart["restaurant"]),
            leading=icon("restaurant"),
            key="cart-restaurant",
        ),
        *[_line(line_id, line) for line_id, line in lines_of(cart["lines"])],
        banner(
            t(
                "Minimum order {minimum}: add {missing} more",
                minimum=money(standing["minimum"]),
                missing=money(missing),
            ),
            style="warn",
        )
        if missing > 0
        else None,
        *_coupon(state, look),
        heading(t("Tip for the rider")),
        chips(
            *[
                chip(
                    money(tip) if tip else t("No tip"),
                    str(tip) == look.form.get("tip", "0"),
                    on("tip", cents=tip),
                    key=f"tip-{tip}",
                )
                for tip in TIPS
            ]
        ),
        heading(t("Deliver to")),
        *[
            radio(
                place["label"], i == state["address"], on("address", id=i, close=False), place["street"], f"address-{i}"
            )
            for i, place in sorted(state["addresses"].items(), key=lambda pair: number(pair[0]))
        ],
        item(t("Add new address"), "", on("new_address", close=False), leading=icon("add"), key="add-address"),
        field("rider", t("Note for the rider"), look.form.get("rider", "")),
        heading(t("Delivery time")),
        chips(
            chip(soon, not look.form.get("slot"), on("slot", at=""), key="slot-now"),
            *[
                chip(slot_words(at, look.others), at == look.form.get("slot"), on("slot", at=at), key=f"slot-{at}")
                for at in slots(state, cart["restaurant"], look.now)
            ],
        ),
        heading(t("Pay with")),
        *[
            radio(
                t(PAY_WORDS[way]),
                look.form.get("payment") == way,
                on("payment", by=way),
                _pay_sub(state, way),
                f"pay-{way}",
            )
            for way in PAYMENTS
        ],
        card(*bill_lines(bill)),
        button(t("Place order · {total}", total=money(bill.total)), on("order"), "wide", key="place-order"),
        back=False,
        actions=[icon_button("delete", t("Empty cart"), on("empty"))],
        bottom=bottom_bar(state, "cart"),
        key="cart",
    )


def _line(line_id: str, line: Line) -> Node:
    quantity, name = line["quantity"], dish_name(line)
    less = on("line", id=line_id, to=quantity - 1) if quantity > 1 else None
    more = on("line", id=line_id, to=quantity + 1) if quantity < MAX_QUANTITY else None
    return card(
        row(text(name, "strong"), spacer(), text(money(line["price"] * quantity), key=f"price-{line_id}")),
        text(dish_words(line), "small muted") if dish_words(line) else None,
        row(
            stepper(name, str(quantity), less, more, key=f"quantity-{line_id}"),
            spacer(),
            icon_button("delete", t("Remove {name}", name=name), on("line", id=line_id, to=0), key=f"remove-{line_id}"),
        ),
        key=f"line-{line_id}",
    )


def _coupon(state: FoodState, look: Look) -> list[Node]:
    applied = look.form.get("applied", "")
    if not applied:
        return [
            heading(t("Coupon")),
            row(
                field("coupon", t("Coupon code"), look.form.get("coupon", ""), submit=on("coupon")),
                button(t("Apply"), on("coupon"), "tonal", key="apply-coupon"),
                style="pad",
            ),
            text(look.form.get("coupon-error", ""), "error small pad") if look.form.get("coupon-error") else column(),
        ]
    problem = coupon_problem(state, applied, look.now)
    return [
        heading(t("Coupon")),
        item(
            applied,
            problem or t("Applied"),
            leading=icon("local_offer"),
            trailing=icon_button("close", t("Remove coupon"), on("no_coupon")),
            key="applied-coupon",
        ),
    ]


def _pay_sub(state: FoodState, way: str) -> str:
    match way:
        case "card":
            return t("Ending in 4421")
        case "cash":
            return t("At the door")
        case _:
            return t("Balance {wallet}", wallet=money(state["wallet"]))


def bill_lines(bill: Bill) -> list[Node | None]:
    """A bill from subtotal to total."""
    return [
        amount(t("Subtotal"), bill.subtotal, key="subtotal"),
        amount(t("Delivery fee"), bill.fee, key="fee"),
        amount(t("Discount"), -bill.discount, key="discount") if bill.discount else None,
        amount(t("Tip"), bill.tip, key="tip") if bill.tip else None,
        amount(t("Total"), bill.total, "strong", key="total"),
    ]


def order_dialog(state: FoodState, look: Look) -> Node:
    """The last question before paying."""
    bill = bill_of(state, look.form.get("applied", ""), int(look.form.get("tip", "0")), look.now)
    address = state["addresses"][state["address"]]
    return dialog(
        t("Place order?"),
        text(t(RESTAURANTS[state["cart"]["restaurant"]].name), "strong"),
        text(t("To {label}, {street}", label=address["label"], street=address["street"])),
        text(slot_words(look.form.get("slot", ""), look.others)),
        text(t("{total} by {lower}", total=money(bill.total), lower=t(PAY_WORDS[look.form["payment"]]).lower())),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Confirm order"), on("placed"), "flat")],
    )


def start_over(state: FoodState, look: Look) -> Node:
    """Asked when something from another restaurant is added."""
    old = t(RESTAURANTS[state["cart"]["restaurant"]].name)
    event = on("reordered", id=look.args["order"]) if "order" in look.args else on("start_over")
    return confirm(
        t("Start a new cart?"),
        t("Your cart holds dishes from {old}. They will be removed.", old=old),
        t("New cart"),
        event,
    )
