"""A user's Basar as it is found: prices and stock, reviews, a half-filled cart, coupons, and orders of all kinds."""

from datetime import datetime, timedelta
from random import Random

from devices.virtual.apps.market.catalogue import CATEGORIES, PRODUCTS, SELLERS
from devices.virtual.apps.market.orders import APPROVE_AFTER, advance, move, place
from devices.virtual.apps.market.pricing import bill_of
from devices.virtual.apps.market.state import (
    Coupon,
    Delivery,
    Line,
    MarketState,
    Offer,
    Payment,
    Question,
    Review,
    Shop,
    Status,
    iso,
    new_id,
    number,
    refund_of,
)
from devices.virtual.apps.market.voices import PRAISE, QUESTIONS, REASONS, REVIEWERS
from devices.virtual.words import t

STREETS = ("14 Alder Row", "3 Canal Terrace", "27 Bellmaker Street", "8 Orchard Close")
OFFICES = ("Harrow House, 2 Mill Square", "Unit 5, Ropewalk Yard", "90 Station Parade")
OWNERS = ("Robin Hale", "Sascha Winter", "Kim Falkner")
FEES = (0, 0, 290, 290, 350, 390, 490)


def seed(rng: Random, now: datetime) -> MarketState:
    """Forty-seven offers of nine sellers, some reduced, one sold out; five lines in the cart and seven orders."""
    owner, town = t(rng.choice(OWNERS)), t("Lindenhof")
    postcode = f"{rng.randint(10000, 98999)}"
    state: MarketState = {
        "offers": _offers(rng),
        "shops": _shops(rng),
        "reviews": {},
        "questions": {},
        "cart": {},
        "addresses": {
            "a1": {"name": owner, "phone": "555-0100", "street": t(rng.choice(STREETS)), "postcode": postcode,
                   "town": town},
            "a2": {"name": owner, "phone": "555-0190", "street": t(rng.choice(OFFICES)), "postcode": postcode,
                   "town": town},
        },
        "address": "a1",
        "coupons": _coupons(rng, now),
        "orders": {},
        "returns": {},
        "wallet": 0,
        "entries": {},
        "history": rng.sample(sorted(PRODUCTS, key=number), 9),
        "searches": [t(words) for words in rng.sample(("lamp", "jacket", "coffee", "puzzle", "cream", "tent"), 3)],
        "next_id": 10,
    }  # fmt: skip
    _voices(state, rng, now)
    _past_orders(state, rng, now)
    _cart(state, rng)
    return state


def _offers(rng: Random) -> dict[str, Offer]:
    ids = sorted(PRODUCTS, key=number)
    reduced, gone, hearts = rng.sample(ids, 11), rng.choice(ids), rng.sample(ids, 4)
    offers: dict[str, Offer] = {}
    for i in ids:
        usual = round(PRODUCTS[i].price * rng.uniform(0.85, 1.2) / 50) * 50 - 10
        price = round(usual * rng.uniform(0.55, 0.9) / 50) * 50 - 10 if i in reduced else usual
        offers[i] = {
            "price": price, "old": usual if i in reduced else 0, "stock": 0 if i == gone else rng.randint(2, 60),
            "sold": rng.randint(15, 4800), "rating": rng.randint(32, 49), "ratings": rng.randint(12, 900),
            "favourite": i in hearts and i != gone,
        }  # fmt: skip
    return offers


def _shops(rng: Random) -> dict[str, Shop]:
    followed = rng.sample(sorted(SELLERS), 2)
    return {
        i: {
            "rating": rng.randint(38, 49), "followers": rng.randint(120, 9800), "followed": i in followed,
            "fee": rng.choice(FEES), "free_from": rng.choice((2500, 3000, 4000, 5000)), "days": rng.randint(2, 5),
        }
        for i in sorted(SELLERS)
    }  # fmt: skip


def _coupons(rng: Random, now: datetime) -> dict[str, Coupon]:
    soon, later = (f"{now + timedelta(days=rng.randint(*span)):%Y-%m-%d}" for span in ((3, 9), (12, 40)))
    gone = f"{now - timedelta(days=rng.randint(2, 20)):%Y-%m-%d}"
    one, other = rng.sample(sorted(CATEGORIES), 2)
    rows: tuple[Coupon, ...] = (
        _coupon("amount", 500, 4000, "", soon, True),
        _coupon("percent", rng.choice((8, 10, 12)), 6000, "", later, False),
        _coupon("delivery", 0, 1500, "", soon, True),
        _coupon("percent", rng.choice((15, 20)), 2000, one, later, False),
        _coupon("amount", rng.choice((300, 400)), 2000, other, soon, False),
        _coupon("amount", 1500, 12000, "", later, False),
        _coupon("percent", 25, 3000, "", gone, True),
    )
    return {f"k{n}": row for n, row in enumerate(rows, 1)}


def _coupon(kind: str, value: int, minimum: int, category: str, expires: str, claimed: bool) -> Coupon:
    assert kind in ("amount", "percent", "delivery")
    return {"kind": kind, "value": value, "minimum": minimum, "category": category, "expires": expires,
            "claimed": claimed, "used": False}  # fmt: skip


def _voices(state: MarketState, rng: Random, now: datetime) -> None:
    for product in sorted(PRODUCTS, key=number):
        rating = state["offers"][product]["rating"]
        for author in rng.sample(REVIEWERS, rng.randint(2, 5)):
            stars = min(5, max(1, round(rng.gauss(rating / 10, 0.9))))
            at = now - timedelta(days=rng.randint(2, 200), hours=rng.randint(0, 9), minutes=rng.randint(0, 59))
            review: Review = {"product": product, "author": t(author), "stars": stars,
                              "text": t(rng.choice(PRAISE[stars])), "at": iso(at), "likes": rng.randint(0, 40),
                              "helpful": False}  # fmt: skip
            state["reviews"][new_id(state, "v")] = review
        for text, answer in rng.sample(QUESTIONS, rng.randint(1, 3)):
            question: Question = {"product": product, "text": t(text), "answer": t(answer),
                                  "at": iso(now - timedelta(days=rng.randint(3, 90)))}  # fmt: skip
            state["questions"][new_id(state, "q")] = question


def _line(state: MarketState, rng: Random, product: str) -> Line:
    options = [rng.choice(option.choices)[0] for option in PRODUCTS[product].options]
    return {"product": product, "options": options, "quantity": min(rng.choice((1, 1, 1, 2)),
            state["offers"][product]["stock"]), "selected": True, "saved": False}  # fmt: skip


def _in_stock(state: MarketState) -> list[str]:
    return [i for i in sorted(PRODUCTS, key=number) if state["offers"][i]["stock"] >= 2]


def _past_orders(state: MarketState, rng: Random, now: datetime) -> None:
    move(state, rng.randrange(30000, 60000, 500), "", now - timedelta(days=90))
    wanted: tuple[tuple[int, Status], ...] = (
        (rng.randint(50, 80), "completed"), (rng.randint(30, 45), "completed"), (rng.randint(16, 28), "cancelled"),
        (rng.randint(7, 9), "delivered"), (rng.randint(5, 6), "delivered"), (2, "shipped"), (0, "to ship"),
        (0, "to pay"),
    )  # fmt: skip
    for days, status in wanted:
        at = now - timedelta(days=days, hours=rng.randint(1, 9), minutes=rng.randint(0, 59))
        if days > 2:
            at = (at - timedelta(days=1)).replace(hour=rng.randint(8, 22))
        _past_order(state, rng, at, status)
    order_id = next(i for i, order in state["orders"].items() if order["status"] == "completed")
    _past_return(state, rng, order_id)


def _past_order(state: MarketState, rng: Random, at: datetime, status: Status) -> None:
    goods = {f"l{n}": _line(state, rng, product) for n, product in enumerate(rng.sample(_in_stock(state), 2))}
    lines = dict(sorted(goods.items())[: rng.randint(1, 2)])
    delivery: Delivery = "standard"
    if status == "shipped":  # whoever sells it needs long enough for it to be on its way still
        for line in lines.values():
            shop = state["shops"][PRODUCTS[line["product"]].seller]
            shop["days"] = max(4, shop["days"])
    bill = bill_of(state, lines, delivery, "", at)
    payments: tuple[Payment, ...] = ("card", "card", "cash", "wallet")
    payment = rng.choice(payments) if bill.total < state["wallet"] else "card"
    if status in ("to pay", "cancelled"):
        payment = "later"
    address = state["addresses"][rng.choice(("a1", "a1", "a2"))]
    order_id = place(state, lines, bill, address, delivery, payment, "", "", at)
    order = state["orders"][order_id]
    while order["status"] != status:
        advance(state, order_id)


def _past_return(state: MarketState, rng: Random, order_id: str) -> None:
    order = state["orders"][order_id]
    lines = sorted(order["lines"])[:1]
    at = datetime.fromisoformat(order["steps"][-2]["at"]) + timedelta(days=2)
    state["returns"][new_id(state, "r")] = {
        "order": order_id, "lines": lines, "reason": rng.choice(REASONS), "refund": "card", "note": "",
        "amount": refund_of(state, order_id, lines), "at": iso(at + APPROVE_AFTER), "due": "", "status": "refunded",
    }  # fmt: skip


def _cart(state: MarketState, rng: Random) -> None:
    for n, product in enumerate(rng.sample(_in_stock(state), 5)):
        state["cart"][new_id(state, "l")] = {**_line(state, rng, product), "saved": n == 4}
