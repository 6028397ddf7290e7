"""What Basar remembers. Money is in cents, ratings are in tenths of a star, times are ISO strings to the minute."""

from datetime import datetime, timedelta
from typing import Literal

from typing_extensions import TypedDict

Payment = Literal["wallet", "card", "cash", "later"]
Delivery = Literal["standard", "express"]
Status = Literal["to pay", "to ship", "shipped", "delivered", "completed", "cancelled"]
CouponKind = Literal["amount", "percent", "delivery"]
ReturnStatus = Literal["requested", "approved", "refunded", "withdrawn"]
Refund = Literal["wallet", "card"]


class Offer(TypedDict):
    """What varies of a product; `old` is the price before it was reduced, 0 where it was not."""

    price: int
    old: int
    stock: int
    sold: int
    rating: int
    ratings: int
    favourite: bool


class Shop(TypedDict):
    """What varies of a seller. Delivery costs `fee` unless what is bought of them comes to `free_from`."""

    rating: int
    followers: int
    followed: bool
    fee: int
    free_from: int
    days: int


class Review(TypedDict):
    """`author` is empty where the user wrote it; `helpful` says whether they found it so."""

    product: str
    author: str
    stars: int
    text: str
    at: str
    likes: int
    helpful: bool


class Question(TypedDict):
    """`answer` is empty until the seller has given one."""

    product: str
    text: str
    answer: str
    at: str


class Line(TypedDict):
    """Some of one product; `options` are the chosen words in the order of the product's options."""

    product: str
    options: list[str]
    quantity: int
    selected: bool
    saved: bool


class Address(TypedDict):
    """A place to deliver to."""

    name: str
    phone: str
    street: str
    postcode: str
    town: str


class Coupon(TypedDict):
    """`value` is cents, per cent or nothing, as `kind` says; `category` is empty where it is good for everything."""

    kind: CouponKind
    value: int
    minimum: int
    category: str
    expires: str
    claimed: bool
    used: bool


class Bought(TypedDict):
    """A line of an order; `price` is what one cost then, `review` the id of the user's review or empty."""

    product: str
    options: list[str]
    quantity: int
    price: int
    review: str


class Step(TypedDict):
    """What an order became, and when."""

    status: Status
    at: str


class Order(TypedDict):
    """`due` is when the next step happens by itself, empty where it waits for the user."""

    lines: dict[str, Bought]
    address: Address
    delivery: Delivery
    payment: Payment
    coupon: str
    note: str
    subtotal: int
    fee: int
    discount: int
    total: int
    status: Status
    at: str
    due: str
    steps: list[Step]
    tracking: str


class Return(TypedDict):
    """`lines` are ids of lines of the order; `due` is when the seller acts next."""

    order: str
    lines: list[str]
    reason: str
    refund: Refund
    note: str
    amount: int
    at: str
    due: str
    status: ReturnStatus


class Entry(TypedDict):
    """A movement of the wallet; `order` is empty for a top-up."""

    amount: int
    at: str
    order: str


class MarketState(TypedDict):
    """Everything by id. `address` is the id of the usual one; `history` are product ids, the latest first."""

    offers: dict[str, Offer]
    shops: dict[str, Shop]
    reviews: dict[str, Review]
    questions: dict[str, Question]
    cart: dict[str, Line]
    addresses: dict[str, Address]
    address: str
    coupons: dict[str, Coupon]
    orders: dict[str, Order]
    returns: dict[str, Return]
    wallet: int
    entries: dict[str, Entry]
    history: list[str]
    searches: list[str]
    next_id: int


MAX_QUANTITY = 20
EXPRESS = 490
PAY_WITHIN = timedelta(hours=24)
RETURN_WITHIN = timedelta(days=14)
PAYMENTS: tuple[Payment, ...] = ("wallet", "card", "cash", "later")


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int("".join(char for char in id_ if char.isdigit()))


def new_id(state: MarketState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def iso(at: datetime) -> str:
    """A time as it is kept."""
    return at.isoformat(timespec="minutes")


def newest(orders: dict[str, Order]) -> list[tuple[str, Order]]:
    """Orders, the latest first."""
    return sorted(orders.items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def reviews_of(state: MarketState, product: str) -> list[tuple[str, Review]]:
    """What people wrote about a product, the latest first."""
    rows = [pair for pair in state["reviews"].items() if pair[1]["product"] == product]
    return sorted(rows, key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def stars_words(tenths: int) -> str:
    """A rating as "4.6 ★"."""
    return f"{tenths // 10}.{tenths % 10} ★"


def returnable(state: MarketState, order_id: str, now: datetime) -> list[str]:
    """Ids of an order's lines that may still be sent back."""
    order = state["orders"][order_id]
    came = next((step["at"] for step in reversed(order["steps"]) if step["status"] == "delivered"), "")
    if not came or iso(now - RETURN_WITHIN) > came:
        return []
    gone = {
        line
        for back in state["returns"].values()
        if back["order"] == order_id and back["status"] != "withdrawn"
        for line in back["lines"]
    }
    return sorted(order["lines"].keys() - gone, key=number)


def refund_of(state: MarketState, order_id: str, lines: list[str]) -> int:
    """What sending these lines back gives: their price less their share of what a coupon took off the goods."""
    order = state["orders"][order_id]
    price = sum(order["lines"][i]["price"] * order["lines"][i]["quantity"] for i in lines)
    coupon = state["coupons"].get(order["coupon"])
    off = order["discount"] if coupon is not None and coupon["kind"] != "delivery" else 0
    return price - off * price // max(1, order["subtotal"])
