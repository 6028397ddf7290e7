"""What Tiffin remembers: standing of the kitchens, addresses, coupons, the cart and the orders. Money is in cents."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.apps.food.catalogue import DISHES, RESTAURANTS, Dish, price_of
from devices.virtual.money import money
from devices.virtual.words import t

Payment = Literal["card", "cash", "wallet"]
Status = Literal["preparing", "on the way", "delivered", "cancelled"]
CouponKind = Literal["amount", "percent", "delivery"]


class Standing(TypedDict):
    """What varies of a restaurant of the catalogue. `rating` is in tenths of a star."""

    rating: int
    minutes: int
    fee: int
    minimum: int
    open: bool
    favourite: bool


class Address(TypedDict):
    """A place to deliver to."""

    label: str
    street: str


class Coupon(TypedDict):
    """`value` is cents, per cent or nothing, as `kind` says; good up to and including `expires`."""

    kind: CouponKind
    value: int
    minimum: int
    expires: str


class Line(TypedDict):
    """Some of one dish, all made alike; `price` is for one. `extras` are in the menu's order."""

    dish: str
    size: str
    extras: list[str]
    quantity: int
    note: str
    price: int


class Cart(TypedDict):
    """Lines of one restaurant; `restaurant` is empty where there are none."""

    restaurant: str
    lines: dict[str, Line]


class Order(TypedDict):
    """A placed order. `slot` is when it shall come ("HH:MM" today, empty: as soon as possible).

    `note` is for the rider; `stars` is 0 where it has not been rated.
    """

    restaurant: str
    lines: dict[str, Line]
    subtotal: int
    fee: int
    discount: int
    tip: int
    total: int
    coupon: str
    address: str
    payment: Payment
    at: str
    slot: str
    note: str
    status: Status
    stars: int


class FoodState(TypedDict):
    """Everything by id; `address` is the id of the chosen one, `wallet` the balance."""

    restaurants: dict[str, Standing]
    addresses: dict[str, Address]
    address: str
    coupons: dict[str, Coupon]
    wallet: int
    cart: Cart
    orders: dict[str, Order]
    next_id: int


@dataclass(frozen=True, slots=True)
class Bill:
    """How a total comes about."""

    subtotal: int
    fee: int
    discount: int
    tip: int

    @property
    def total(self) -> int:
        """What is to be paid."""
        return self.subtotal + self.fee - self.discount + self.tip


FEES = (0, 0, 0, 0, 99, 149, 179, 199, 249, 299, 349, 399)
MINIMA = (500, 800, 1000, 1200, 1500)
PAYMENTS: tuple[Payment, ...] = ("card", "cash", "wallet")
TIPS = (0, 100, 200, 300)
STREETS = ("14 Alder Row", "3 Canal Terrace", "27 Bellmaker Street", "8 Orchard Close")
OFFICES = ("Harrow House, 2 Mill Square", "Unit 5, Ropewalk Yard", "90 Station Parade")
MAX_QUANTITY = 20
SLOTS = 5


def seed(rng: Random, now: datetime) -> FoodState:
    """Twelve restaurants of which three are closed, two addresses, four coupons, an active and five past orders."""
    ids = sorted(RESTAURANTS, key=number)
    ratings = rng.sample(range(34, 50), len(ids))
    minutes = rng.sample(range(15, 61), len(ids))
    fees = rng.sample(FEES, len(ids))
    closed, hearts = rng.sample(ids, 3), rng.sample(ids, 2)
    restaurants: dict[str, Standing] = {
        i: {"rating": ratings[n], "minutes": minutes[n], "fee": fees[n], "minimum": rng.choice(MINIMA),
            "open": i not in closed, "favourite": i in hearts}
        for n, i in enumerate(ids)
    }  # fmt: skip
    addresses: dict[str, Address] = {
        "a1": {"label": t("Home"), "street": t(rng.choice(STREETS))},
        "a2": {"label": t("Work"), "street": t(rng.choice(OFFICES))},
    }
    state: FoodState = {
        "restaurants": restaurants,
        "addresses": addresses,
        "address": "a1",
        "coupons": _coupons(rng, now),
        "wallet": rng.randrange(1500, 4500, 50),
        "cart": {"restaurant": "", "lines": {}},
        "orders": {},
        "next_id": 3,
    }
    _past_orders(state, rng, now)
    return state


def _coupons(rng: Random, now: datetime) -> dict[str, Coupon]:
    good = f"{now + timedelta(days=rng.randint(3, 20)):%Y-%m-%d}"
    gone = f"{now - timedelta(days=rng.randint(2, 20)):%Y-%m-%d}"
    return {
        "HELLO5": {"kind": "amount", "value": 500, "minimum": 2000, "expires": good},
        "LUNCH10": {"kind": "percent", "value": 10, "minimum": 1500, "expires": good},
        "FREERIDE": {"kind": "delivery", "value": 0, "minimum": 1000, "expires": good},
        "WINTER20": {"kind": "percent", "value": 20, "minimum": 1000, "expires": gone},
    }


def _past_orders(state: FoodState, rng: Random, now: datetime) -> None:
    # Two orders from one of the places, so that "the last one from there" means something.
    houses = rng.sample(sorted(RESTAURANTS, key=number), 5)
    days = sorted(rng.sample(range(1, 40), 5), reverse=True)
    for house, day in zip([*houses[:4], houses[0]], days, strict=True):
        at = (now - timedelta(days=day)).replace(hour=rng.randint(11, 21), minute=rng.randint(0, 59))
        _place_seeded(state, rng, house, at, "delivered", rng.choice((0, 3, 4, 5)) if day > days[-1] else 0)
    soon = now - timedelta(minutes=rng.randint(4, 12))
    _place_seeded(state, rng, houses[4], soon, rng.choice(("preparing", "preparing", "on the way")), 0)


def _place_seeded(state: FoodState, rng: Random, house: str, at: datetime, status: Status, stars: int) -> None:
    lines: dict[str, Line] = {}
    for dish in rng.sample(RESTAURANTS[house].dishes, rng.randint(2, 3)):
        size = rng.choice(dish.sizes)[0] if dish.sizes else ""
        extras = [name for name, _ in dish.extras if rng.random() < 0.25]
        lines[new_id(state, "l")] = new_line(dish, size, extras, rng.choice((1, 1, 2)))
    bill = Bill(sum_of(lines), state["restaurants"][house]["fee"], 0, rng.choice((0, 0, 100, 200)))
    street = state["addresses"][rng.choice(("a1", "a1", "a2"))]["street"]
    payment: Payment = rng.choice(("card", "card", "cash"))
    state["orders"][new_id(state, "o")] = new_order(house, lines, bill, "", street, payment, at, status, stars)


# -- what app and tasks share ---------------------------------------------------------------------------------------


def new_line(dish: Dish, size: str = "", extras: list[str] | None = None, quantity: int = 1, note: str = "") -> Line:
    """A line with its price worked out."""
    chosen = extras or []
    return {"dish": dish.id, "size": size, "extras": chosen, "quantity": quantity, "note": note,
            "price": price_of(dish, size, chosen)}  # fmt: skip


def new_order(
    house: str, lines: dict[str, Line], bill: Bill, coupon: str, street: str, payment: Payment, at: datetime,
    status: Status = "preparing", stars: int = 0, slot: str = "", note: str = "",
) -> Order:  # fmt: skip
    """An order as it is kept."""
    return {
        "restaurant": house, "lines": lines, "subtotal": bill.subtotal, "fee": bill.fee, "discount": bill.discount,
        "tip": bill.tip, "total": bill.total, "coupon": coupon, "address": street, "payment": payment,
        "at": at.isoformat(timespec="minutes"), "slot": slot, "note": note, "status": status, "stars": stars,
    }  # fmt: skip


def slots(state: FoodState, house: str, now: datetime) -> list[str]:
    """Half hours today from which a restaurant can deliver later than as soon as possible, as "HH:MM"."""
    first = now + timedelta(minutes=state["restaurants"][house]["minutes"])
    first = first.replace(minute=0) + timedelta(minutes=30 * (first.minute // 30 + 1))
    later = [first + timedelta(minutes=30 * n) for n in range(SLOTS)]
    return [f"{at:%H:%M}" for at in later if at.date() == now.date()]


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int("".join(char for char in id_ if char.isdigit()))


def new_id(state: FoodState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def sum_of(lines: dict[str, Line]) -> int:
    """Cents for all lines."""
    return sum(line["price"] * line["quantity"] for line in lines.values())


def lines_of(lines: dict[str, Line]) -> list[tuple[str, Line]]:
    """Lines in the order they were added."""
    return sorted(lines.items(), key=lambda pair: number(pair[0]))


def newest(state: FoodState) -> list[tuple[str, Order]]:
    """Orders, the latest first."""
    return sorted(state["orders"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def is_active(order: Order) -> bool:
    """Is it still to come?"""
    return order["status"] in ("preparing", "on the way")


def status_at(state: FoodState, order: Order, now: datetime) -> Status:
    """How far an order that was not cancelled is at this time: half of the minutes go into cooking it."""
    minutes = state["restaurants"][order["restaurant"]]["minutes"]
    placed = datetime.fromisoformat(order["at"])
    due = placed + timedelta(minutes=minutes)
    if order["slot"]:
        due = max(due, datetime.fromisoformat(f"{order['at'][:10]}T{order['slot']}"))
    if now >= due:
        return "delivered"
    left = now >= due - timedelta(minutes=minutes // 2)
    return "on the way" if left or order["status"] == "on the way" else "preparing"


def coupon_problem(state: FoodState, code: str, now: datetime) -> str:
    """Why a code cannot be used on the present cart; empty where it can."""
    coupon = state["coupons"].get(code)
    if coupon is None:
        return t("This code is not valid")
    if coupon["expires"] < f"{now:%Y-%m-%d}":
        return t("This code has expired")
    if sum_of(state["cart"]["lines"]) < coupon["minimum"]:
        return t("This code needs an order of at least {minimum}", minimum=money(coupon["minimum"]))
    return ""


def bill_of(state: FoodState, code: str, tip: int, now: datetime) -> Bill:
    """What the present cart comes to; a code that cannot be used takes nothing off."""
    cart = state["cart"]
    subtotal = sum_of(cart["lines"])
    fee = state["restaurants"][cart["restaurant"]]["fee"] if cart["restaurant"] else 0
    discount = 0
    if code and not coupon_problem(state, code, now):
        coupon = state["coupons"][code]
        match coupon["kind"]:
            case "amount":
                discount = min(coupon["value"], subtotal)
            case "percent":
                discount = subtotal * coupon["value"] // 100
            case "delivery":
                discount = fee
    return Bill(subtotal, fee, discount, tip)


def dish_words(line: Line) -> str:
    """How a dish is to be made: size, extras and note."""
    parts = [line["size"], *line["extras"]]
    named = [t(part) for part in parts if part] + ([f"“{line['note']}”"] if line["note"] else [])
    return t(", ").join(named)


def dish_name(line: Line) -> str:
    """The name of a line's dish."""
    return t(DISHES[line["dish"]].name)
