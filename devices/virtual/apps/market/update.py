"""What each event of Basar does, and what time does to it."""

from datetime import datetime

from devices.virtual.app import Turn
from devices.virtual.apps.market.buying import buying_event
from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.ordering import ordering_event
from devices.virtual.apps.market.orders import advance, progress_return
from devices.virtual.apps.market.shopping import shopping_event
from devices.virtual.apps.market.state import MarketState, iso, number
from devices.virtual.money import money
from devices.virtual.node import Event, on
from devices.virtual.words import t


def update(state: MarketState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    if not any(part(state, event, turn) for part in (shopping_event, buying_event, ordering_event)):
        raise ValueError(f"Basar knows no event {event.name!r}")


def tick(state: MarketState, since: datetime, turn: Turn) -> None:
    """Orders are packed, sent and delivered, unpaid ones lapse, and returns are settled."""
    now = iso(turn.now)
    for order_id in sorted(state["orders"], key=number):
        order = state["orders"][order_id]
        while order["due"] and order["due"] <= now:
            advance(state, order_id)
            _tell_order(state, order_id, turn)
    for return_id in sorted(state["returns"], key=number):
        back = state["returns"][return_id]
        while back["due"] and back["due"] <= now:
            progress_return(state, return_id)
            _tell_return(state, return_id, turn)


def _tell_order(state: MarketState, order_id: str, turn: Turn) -> None:
    order = state["orders"][order_id]
    first = min(order["lines"], key=number)
    name = t(PRODUCTS[order["lines"][first]["product"]].name)
    match order["status"]:
        case "shipped":
            title = t("Your order is on its way")
        case "delivered":
            title = t("Your order has been delivered")
        case "cancelled":
            title = t("Your order was cancelled: it was not paid in time")
        case _:
            return
    turn.notify(title, name, on("order", id=order_id))


def _tell_return(state: MarketState, return_id: str, turn: Turn) -> None:
    back = state["returns"][return_id]
    approved = back["status"] == "approved"
    title = t("Your return was approved") if approved else t("Your return was refunded")
    turn.notify(title, money(back["amount"]), on("return_detail", id=return_id))
