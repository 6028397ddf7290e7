"""How orders come to be and go on: placing, paying, the steps that time brings, cancelling and sending back."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.pricing import Bill, delivery_days, unit_price
from devices.virtual.apps.market.state import (
    PAY_WITHIN,
    Address,
    Bought,
    Delivery,
    Line,
    MarketState,
    Order,
    Payment,
    Status,
    iso,
    new_id,
)

COMPLETE_AFTER = timedelta(days=10)
APPROVE_AFTER = timedelta(days=1)
REFUND_AFTER = timedelta(days=3)


def place(
    state: MarketState, lines: Mapping[str, Line], bill: Bill, address: Address, delivery: Delivery, payment: Payment,
    coupon: str, note: str, at: datetime,
) -> str:  # fmt: skip
    """Make an order of these lines, take them off the stock and pay for them; returns its id."""
    order_id = new_id(state, "o")
    bought: dict[str, Bought] = {}
    for line in lines.values():
        bought[new_id(state, "b")] = {
            "product": line["product"],
            "options": [*line["options"]],
            "quantity": line["quantity"],
            "price": unit_price(state, line["product"], line["options"]),
            "review": "",
        }
        offer = state["offers"][line["product"]]
        offer["stock"] -= line["quantity"]
        offer["sold"] += line["quantity"]
    order: Order = {
        "lines": bought, "address": {**address}, "delivery": delivery, "payment": payment, "coupon": coupon,
        "note": note, "subtotal": bill.subtotal, "fee": bill.fee, "discount": bill.discount, "total": bill.total,
        "status": "to pay", "at": iso(at), "due": iso(at + PAY_WITHIN), "steps": [], "tracking": "",
    }  # fmt: skip
    state["orders"][order_id] = order
    if coupon:
        state["coupons"][coupon]["used"] = True
    _step(order, "to pay", at)
    if payment != "later":
        pay(state, order_id, payment, at)
    return order_id


def pay(state: MarketState, order_id: str, payment: Payment, at: datetime) -> None:
    """Settle an order, so that its sellers pack it."""
    order = state["orders"][order_id]
    order["payment"] = payment
    if payment == "wallet":
        move(state, -order["total"], order_id, at)
    _step(order, "to ship", at)
    order["due"] = iso(at + timedelta(hours=8 if order["delivery"] == "express" else 20))


def move(state: MarketState, amount: int, order_id: str, at: datetime) -> None:
    """Put cents into the wallet, or take them out."""
    state["wallet"] += amount
    state["entries"][new_id(state, "e")] = {"amount": amount, "at": iso(at), "order": order_id}


def cancel(state: MarketState, order_id: str, at: datetime) -> None:
    """Call an order off: stock, coupon and money go back."""
    order = state["orders"][order_id]
    paid = order["status"] == "to ship" and order["payment"] == "wallet"
    for line in order["lines"].values():
        state["offers"][line["product"]]["stock"] += line["quantity"]
        state["offers"][line["product"]]["sold"] -= line["quantity"]
    if order["coupon"]:
        state["coupons"][order["coupon"]]["used"] = False
    if paid:
        move(state, order["total"], order_id, at)
    _step(order, "cancelled", at)
    order["due"] = ""


def receive(order: Order, at: datetime) -> None:
    """The user has everything and is content."""
    _step(order, "completed", at)
    order["due"] = ""


def advance(state: MarketState, order_id: str) -> None:
    """What happens to an order when its `due` has come."""
    order = state["orders"][order_id]
    at = datetime.fromisoformat(order["due"])
    match order["status"]:
        case "to pay":
            cancel(state, order_id, at)
        case "to ship":
            days = delivery_days(state, sellers_of(order), order["delivery"])
            order["tracking"] = f"BS {4100 + int(order_id[1:]) * 37 % 5900} {1000 + int(order_id[1:]) * 811 % 9000}"
            _step(order, "shipped", at)
            order["due"] = iso((datetime.fromisoformat(order["at"]) + timedelta(days=days)).replace(hour=14))
            if order["due"] <= order["steps"][-1]["at"]:
                order["due"] = iso(at + timedelta(hours=12))
        case "shipped":
            _step(order, "delivered", at)
            order["due"] = iso(at + COMPLETE_AFTER)
        case _:
            receive(order, at)


def progress_return(state: MarketState, return_id: str) -> None:
    """What the seller does when a return's `due` has come."""
    back = state["returns"][return_id]
    at = datetime.fromisoformat(back["due"])
    if back["status"] == "requested":
        back["status"], back["due"] = "approved", iso(at + REFUND_AFTER)
    else:
        back["status"], back["due"] = "refunded", ""
        if back["refund"] == "wallet":
            move(state, back["amount"], back["order"], at)


def sellers_of(order: Order) -> list[str]:
    """Ids of who sold an order's lines."""
    return sorted({PRODUCTS[line["product"]].seller for line in order["lines"].values()})


def _step(order: Order, status: Status, at: datetime) -> None:
    order["status"] = status
    order["steps"].append({"status": status, "at": iso(at)})
