"""What things cost: options, delivery by seller, coupons, and the bill of a checkout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from devices.virtual.apps.market.catalogue import PRODUCTS, SELLERS
from devices.virtual.apps.market.state import EXPRESS, Delivery, Line, MarketState, number
from devices.virtual.money import money
from devices.virtual.words import t


@dataclass(frozen=True, slots=True)
class Bill:
    """How a total comes about."""

    subtotal: int
    fee: int
    discount: int

    @property
    def total(self) -> int:
        """What is to be paid."""
        return self.subtotal + self.fee - self.discount


def unit_price(state: MarketState, product: str, options: list[str]) -> int:
    """What one costs with these choices."""
    extra = 0
    for option, chosen in zip(PRODUCTS[product].options, options, strict=True):
        extra += dict(option.choices)[chosen]
    return state["offers"][product]["price"] + extra


def line_price(state: MarketState, line: Line) -> int:
    """What a line of the cart comes to."""
    return unit_price(state, line["product"], line["options"]) * line["quantity"]


def in_cart(state: MarketState) -> dict[str, Line]:
    """Lines of the cart that were not put aside, in the order they came in."""
    return {i: line for i, line in sorted(state["cart"].items(), key=lambda p: number(p[0])) if not line["saved"]}


def chosen(state: MarketState) -> dict[str, Line]:
    """Lines of the cart that are ticked."""
    return {i: line for i, line in in_cart(state).items() if line["selected"]}


def by_seller(lines: Mapping[str, Line]) -> dict[str, dict[str, Line]]:
    """Lines by who sells them, in the sellers' order."""
    return {
        seller: own
        for seller in sorted(SELLERS, key=number)
        if (own := {i: line for i, line in lines.items() if PRODUCTS[line["product"]].seller == seller})
    }


def delivery_fee(state: MarketState, lines: Mapping[str, Line], delivery: Delivery) -> int:
    """What sending these lines costs: each seller's own fee, or one fee a seller for express."""
    fee = 0
    for seller, own in by_seller(lines).items():
        shop, worth = state["shops"][seller], sum(line_price(state, line) for line in own.values())
        fee += EXPRESS if delivery == "express" else shop["fee"] if worth < shop["free_from"] else 0
    return fee


def delivery_days(state: MarketState, sellers: list[str], delivery: Delivery) -> int:
    """Days until everything is there."""
    days = max((state["shops"][seller]["days"] for seller in sellers), default=3)
    return max(1, days // 2) if delivery == "express" else days


def delivery_day(state: MarketState, sellers: list[str], delivery: Delivery, now: datetime) -> date:
    """The day on which an order placed now is there."""
    return (now + timedelta(days=delivery_days(state, sellers, delivery))).date()


def free_delivery(state: MarketState, product: str) -> bool:
    """Is one of it sent free of charge?"""
    shop = state["shops"][PRODUCTS[product].seller]
    return not shop["fee"] or state["offers"][product]["price"] >= shop["free_from"]


def coupon_problem(state: MarketState, coupon_id: str, lines: Mapping[str, Line], now: datetime) -> str:
    """Why a coupon cannot be used for these lines; empty where it can."""
    coupon = state["coupons"][coupon_id]
    if coupon["used"]:
        return t("Already used")
    if coupon["expires"] < f"{now:%Y-%m-%d}":
        return t("This coupon has expired")
    if not coupon["claimed"]:
        return t("Claim this coupon first")
    worth = _worth(state, coupon["category"], lines)
    if coupon["category"] and not worth:
        return t("Only for {category}", category=t(coupon["category"]))
    if worth < coupon["minimum"]:
        return t("Spend {more} more to use it", more=money(coupon["minimum"] - worth))
    return ""


def _worth(state: MarketState, category: str, lines: Mapping[str, Line]) -> int:
    return sum(
        line_price(state, line)
        for line in lines.values()
        if category in ("", PRODUCTS[line["product"]].category)
    )  # fmt: skip


def coupon_worth(state: MarketState, coupon_id: str, lines: Mapping[str, Line], fee: int) -> int:
    """What a coupon takes off."""
    coupon = state["coupons"][coupon_id]
    worth = _worth(state, coupon["category"], lines)
    match coupon["kind"]:
        case "amount":
            return min(coupon["value"], worth)
        case "percent":
            return worth * coupon["value"] // 100
        case "delivery":
            return fee


def bill_of(state: MarketState, lines: Mapping[str, Line], delivery: Delivery, coupon: str, now: datetime) -> Bill:
    """What these lines come to; a coupon that cannot be used takes nothing off."""
    fee = delivery_fee(state, lines, delivery)
    usable = coupon and not coupon_problem(state, coupon, lines, now)
    discount = coupon_worth(state, coupon, lines, fee) if usable else 0
    return Bill(_worth(state, "", lines), fee, discount)


def coupon_words(state: MarketState, coupon_id: str) -> str:
    """What a coupon gives: "€5.00 off", "10% off Books", "Free delivery"."""
    coupon = state["coupons"][coupon_id]
    match coupon["kind"]:
        case "amount":
            what = t("{amount} off", amount=money(coupon["value"]))
        case "percent":
            what = t("{percent}% off", percent=coupon["value"])
        case "delivery":
            what = t("Free delivery")
    return t("{what}, {category}", what=what, category=t(coupon["category"])) if coupon["category"] else what
