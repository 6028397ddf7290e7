"""Ordering food: finding a restaurant, paying, cancelling, looking back."""

from random import Random

from agent.policies.scripted import Decline, Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import ANY, Apps
from benchmarks.daily.template import Axes, Params, Template
from devices.virtual.apps.food.catalogue import DISHES, HOUSE_OF, RESTAURANTS, Restaurant
from devices.virtual.apps.food.state import Bill, Line, Order, Payment, new_line, new_order, newest, number
from devices.virtual.money import money
from devices.virtual.world import EPOCH

TIFFIN, NOTES = "org.guimcp.tiffin", "org.guimcp.notes"


def _past(apps: Apps, restaurant: str) -> tuple[str, Order]:
    """The last delivered order from a restaurant."""
    orders = newest(apps[TIFFIN])
    return next(pair for pair in orders if pair[1]["status"] == "delivered" and pair[1]["restaurant"] == restaurant)


def _open_house(apps: Apps, p: Params) -> None:
    """The restaurant of the dish takes orders of any size that the task could ask for."""
    apps[TIFFIN]["restaurants"][HOUSE_OF[p["dish_id"]]].update(open=True, minimum=500)


def _placed(apps: Apps, line: Line, tip: int, street: str, payment: Payment) -> None:
    """A new order of one line, as the goal has it."""
    house = HOUSE_OF[line["dish"]]
    bill = Bill(line["price"] * line["quantity"], apps[TIFFIN]["restaurants"][house]["fee"], 0, tip)
    apps[TIFFIN]["orders"]["new"] = new_order(house, {"new": line}, bill, "", street, payment, EPOCH)


# -- cancel --------------------------------------------------------------------------------------------------------


def _cancel_params(rng: Random, apps: Apps) -> Params:
    order_id, order = newest(apps[TIFFIN])[0]  # the one on its way is the latest
    return {"id": order_id, "name": RESTAURANTS[order["restaurant"]].name}


def _cancel_start(apps: Apps, p: Params) -> None:
    apps[TIFFIN]["orders"][p["id"]]["status"] = "preparing"


def _cancel_change(apps: Apps, p: Params) -> None:
    apps[TIFFIN]["orders"][p["id"]]["status"] = "cancelled"


def _cancel_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Tiffin"), Tap("Orders"), Tap(p["name"]), Tap("Cancel order"), Tap("Yes, cancel"), Say()]


# -- the fastest of a cuisine --------------------------------------------------------------------------------------


def _fastest_params(rng: Random, apps: Apps) -> Params:
    return {"cuisine": rng.choice(("Italian", "Asian"))}


def _by_time(apps: Apps, p: Params) -> list[Restaurant]:
    standing = apps[TIFFIN]["restaurants"]
    houses = [house for house in RESTAURANTS.values() if house.cuisine == p["cuisine"]]
    return sorted(houses, key=lambda house: standing[house.id]["minutes"])


def _fastest_start(apps: Apps, p: Params) -> None:
    # The fastest of all is closed, so that looking at the minutes alone gives the wrong name.
    for i, house in enumerate(_by_time(apps, p)):
        apps[TIFFIN]["restaurants"][house.id]["open"] = i > 0


def _fastest_answer(apps: Apps, p: Params) -> Answer:
    return Answer("text", next(h.name for h in _by_time(apps, p) if apps[TIFFIN]["restaurants"][h.id]["open"]))


def _fastest_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Tiffin"), Tap(p["cuisine"], "chip"), Tap("Filter and sort"), Tap("Delivery time"), Tap("Open now"),
            Tap("Apply"), Say(_fastest_answer(apps, p).value)]  # fmt: skip


# -- order ---------------------------------------------------------------------------------------------------------


def _order_params(rng: Random, apps: Apps) -> Params:
    dish = DISHES[rng.choice(sorted((i for i, d in DISHES.items() if d.sizes and d.extras), key=number))]
    size, extra = rng.choice(dish.sizes[1:])[0], rng.choice(dish.extras)[0]
    tip = rng.choice((100, 200, 300))
    return {"dish_id": dish.id, "dish": dish.name, "restaurant": RESTAURANTS[HOUSE_OF[dish.id]].name, "size": size,
            "extra": extra, "quantity": rng.randint(2, 3), "tip": tip, "tip_words": money(tip)}  # fmt: skip


def _order_change(apps: Apps, p: Params) -> None:
    line = new_line(DISHES[p["dish_id"]], p["size"], [p["extra"]], p["quantity"])
    _placed(apps, line, p["tip"], apps[TIFFIN]["addresses"]["a1"]["street"], "card")


def _order_oracle(apps: Apps, p: Params) -> list[Move]:
    more: list[Move] = [Tap("Increase quantity")] * (p["quantity"] - 1)
    return [Open("Tiffin"), Fill("Search restaurants and dishes", p["dish"]), Tap(p["dish"], "text"), Tap(p["size"]),
            Tap(p["extra"]), *more, Tap("Add to cart"), Tap("view-cart"), Tap(p["tip_words"], "chip"), Tap("Card"),
            Tap("place-order"), Tap("Confirm order"), Say()]  # fmt: skip


# -- rate, and say what it cost ------------------------------------------------------------------------------------


def _rate_params(rng: Random, apps: Apps) -> Params:
    houses = [order["restaurant"] for order in apps[TIFFIN]["orders"].values() if order["status"] == "delivered"]
    twice = next(house for house in sorted(houses, key=number) if houses.count(house) > 1)
    return {"house": twice, "name": RESTAURANTS[twice].name, "stars": rng.randint(2, 5)}


def _rate_change(apps: Apps, p: Params) -> None:
    _past(apps, p["house"])[1]["stars"] = p["stars"]


def _rate_answer(apps: Apps, p: Params) -> Answer:
    return Answer("money", str(_past(apps, p["house"])[1]["total"]))


def _rate_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Tiffin"), Tap("Orders"), Tap(p["name"]), Tap(f"{p['stars']} stars"),
            Say(_rate_answer(apps, p).shown())]  # fmt: skip


# -- to the address in a note --------------------------------------------------------------------------------------


def _note_params(rng: Random, apps: Apps) -> Params:
    who, street = rng.choice((("Elsa", "12 Fennel Lane"), ("Theo", "41 Tanner's Wharf"), ("Mira", "6 Hazel Steps")))
    dish = DISHES[rng.choice(sorted((i for i, d in DISHES.items() if not d.sizes and d.price >= 500), key=number))]
    return {"who": who, "street": street, "title": f"{who}'s new flat", "dish_id": dish.id, "dish": dish.name,
            "restaurant": RESTAURANTS[HOUSE_OF[dish.id]].name}  # fmt: skip


def _note_start(apps: Apps, p: Params) -> None:
    _open_house(apps, p)
    notes = apps[NOTES]
    notes["notes"][f"n{notes['next_id']}"] = {
        "title": p["title"], "body": f"{p['street']}\nSecond floor, the blue door", "checklist": [],
        "label": "", "pinned": False, "archived": False, "edited": "2026-03-09T18:20",
    }  # fmt: skip
    notes["next_id"] += 1


def _note_change(apps: Apps, p: Params) -> None:
    apps[TIFFIN]["addresses"]["new"] = {"label": p["who"], "street": p["street"]}
    apps[TIFFIN]["address"] = ANY  # its id, or another one picked again afterwards
    _placed(apps, new_line(DISHES[p["dish_id"]]), 0, p["street"], "cash")


def _note_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Notes"), Tap(p["title"]), Open("Tiffin"), Fill("Search restaurants and dishes", p["dish"]),
            Tap(p["dish"], "text"), Tap("Add to cart"), Tap("view-cart"), Tap("Add new address"),
            Fill("Label", p["who"]), Fill("Street and number", p["street"]), Tap("Save address"), Tap("Cash"),
            Tap("place-order"), Tap("Confirm order"), Say()]  # fmt: skip


# -- closed --------------------------------------------------------------------------------------------------------


def _closed_params(rng: Random, apps: Apps) -> Params:
    standing = apps[TIFFIN]["restaurants"]
    house = RESTAURANTS[rng.choice(sorted((i for i in standing if not standing[i]["open"]), key=number))]
    return {"restaurant": house.name, "dish": rng.choice(house.dishes).name}


def _closed_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Tiffin"), Fill("Search restaurants and dishes", p["restaurant"]), Tap(p["restaurant"], "text"),
            Tap(p["dish"]), Tap("Add to cart"), Decline(f"{p['restaurant']} is closed right now")]  # fmt: skip


TEMPLATES = (
    Template(
        id="food-cancel-order",
        goals=(
            "Cancel the food order from {name} that is still being prepared.",
            "I changed my mind: call off my current Tiffin order from {name}.",
            "My order from {name} is not on its way yet. Cancel it.",
        ),
        axes=Axes("local services", ("Tiffin",), risk="delete"),
        params=_cancel_params,
        start=_cancel_start,
        change=_cancel_change,
        oracle=_cancel_oracle,
    ),
    Template(
        id="food-fastest-open",
        goals=(
            "Which {cuisine} restaurant on Tiffin that is open now delivers fastest? Answer with its name only.",
            "In Tiffin, find the open {cuisine} restaurant with the shortest delivery time. Answer with just the name.",
            "I am hungry for {cuisine} food. Who on Tiffin is open and quickest? Answer with the name only.",
        ),
        axes=Axes("local services", ("Tiffin",), "filter"),
        params=_fastest_params,
        start=_fastest_start,
        answer=_fastest_answer,
        oracle=_fastest_oracle,
    ),
    Template(
        id="food-order-dish",
        goals=(
            'Order {quantity} × "{dish}" from {restaurant} in size {size}, each with {extra}, to my home address. '
            "Tip the rider {tip_words} and pay by card.",
            "Get me {quantity} {dish} ({size}, with {extra}) from {restaurant} delivered to Home. "
            "Card payment, {tip_words} tip.",
            'On Tiffin, place an order at {restaurant}: "{dish}", {size}, extra {extra}, quantity {quantity}. '
            "Deliver to Home, tip {tip_words}, pay with the card.",
        ),
        axes=Axes("local services", ("Tiffin",), composition="composite", risk="pay"),
        params=_order_params,
        start=_open_house,
        change=_order_change,
        oracle=_order_oracle,
    ),
    Template(
        id="food-rate-paid",
        goals=(
            "Give my last order from {name} {stars} stars and tell me what I paid for it in total.",
            "Rate the most recent Tiffin order from {name} with {stars} stars. How much was it altogether?",
            "My latest delivery from {name} deserves {stars} stars, rate it so. Then answer with the order's total.",
        ),
        axes=Axes("local services", ("Tiffin",), "query", "composite"),
        params=_rate_params,
        change=_rate_change,
        answer=_rate_answer,
        oracle=_rate_oracle,
    ),
    Template(
        id="food-order-to-note",
        goals=(
            'Send {who} one "{dish}" from {restaurant} with Tiffin. The street is in my note "{title}"; '
            'save it as a new address labelled "{who}". Pay cash, no tip.',
            'Order one {dish} from {restaurant} to the street address in the note "{title}". Add the address to '
            'Tiffin under the label "{who}", give no tip and pay in cash.',
            '{who} moved, the street and number are in my note "{title}". Add them in Tiffin as "{who}" and have one '
            "{dish} from {restaurant} delivered there, cash, without a tip.",
        ),
        axes=Axes("local services", ("Notes", "Tiffin"), composition="composite", risk="pay"),
        params=_note_params,
        start=_note_start,
        change=_note_change,
        oracle=_note_oracle,
    ),
    Template(
        id="food-closed",
        goals=(
            'Order a "{dish}" from {restaurant} on Tiffin right now, paid by card.',
            "Have {restaurant} deliver one {dish} to Home now. Pay by card.",
            "I want {dish} from {restaurant}, and only from there. Order it now and pay by card.",
        ),
        axes=Axes("local services", ("Tiffin",), risk="pay"),
        params=_closed_params,
        oracle=_closed_oracle,
        feasible=False,
    ),
)
