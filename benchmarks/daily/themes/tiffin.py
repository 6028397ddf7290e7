"""What the themes about Tiffin share: dishes and orders, saying what is meant, and what ordering leaves."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from agent.policies.scripted import Fill, Move, Tap
from benchmarks.daily.scene import Scene
from devices.virtual.apps.food.catalogue import DISHES, HOUSE_OF, RESTAURANTS, Dish
from devices.virtual.apps.food.state import Bill, FoodState, Line, Order, Payment, new_order, newest, sum_of

TIFFIN = "org.guimcp.tiffin"
PAYING = {"card": ("by card", "用银行卡付"), "cash": ("in cash at the door", "货到付现金"),
          "wallet": ("from my Tiffin wallet", "用食盒钱包付")}  # fmt: skip


def tiffin(s: Scene) -> FoodState:
    """Tiffin as it is at the start."""
    return s.start[TIFFIN]


def dish_named(s: Scene, dish: str) -> str:
    """A dish as the phone calls it."""
    return s.t("Tiffin", DISHES[dish].name)


def house_named(s: Scene, house: str) -> str:
    """A restaurant as the phone calls it."""
    return s.t("Tiffin", RESTAURANTS[house].name)


def some_dish(s: Scene, fits: Callable[[Dish], object] = lambda dish: not dish.sizes) -> Dish:
    """A dish that fits, of a restaurant that takes orders of any size; by default one that comes in one size."""
    dish = DISHES[s.pick((i for i, dish in DISHES.items() if fits(dish)), lambda i: DISHES[i].name)]
    serving(s, HOUSE_OF[dish.id])
    return dish


def serving(s: Scene, house: str) -> None:
    """Let a restaurant be open and take orders from 5.00 on."""
    tiffin(s)["restaurants"][house].update(open=True, minimum=500)


def orders_with(s: Scene, *statuses: str) -> list[tuple[str, Order]]:
    """Orders in one of these states, the latest first."""
    return [pair for pair in newest(tiffin(s)) if pair[1]["status"] in statuses]


def visited_twice(s: Scene) -> list[tuple[str, Order]]:
    """The delivered orders of the restaurant that delivered twice, the latest first."""
    orders = orders_with(s, "delivered")
    houses = [order["restaurant"] for _, order in orders]
    return [pair for pair in orders if houses.count(pair[1]["restaurant"]) > 1]


def ordered_on(order: Order) -> date:
    """The day of an order."""
    return datetime.fromisoformat(order["at"]).date()


# -- what is left behind --------------------------------------------------------------------------------------------


def into_cart(s: Scene, *lines: Line) -> None:
    """Want these dishes, of one restaurant, in the cart, which is empty so far."""
    s.want(TIFFIN, "cart", "restaurant", value=HOUSE_OF[lines[0]["dish"]])
    for line in lines:
        s.add(TIFFIN, "cart", "lines", entity=line, letter="l")


def placed(
    s: Scene, lines: Iterable[Line], payment: Payment, address: str = "a1", tip: int = 0, code: str = "",
    discount: int = 0, slot: str = "", note: str = "", street: str = "",
) -> Order:  # fmt: skip
    """Want these dishes of one restaurant ordered, to an address that there is or to a `street` that there will be.

    What is in the cart already goes into the order as it stands there.
    """
    goal = s.goal[TIFFIN]
    rows = dict(goal["cart"]["lines"])
    if not rows:
        rows = {f"l{goal['next_id'] + n}": line for n, line in enumerate(lines)}
        goal["next_id"] += len(rows)
    house = HOUSE_OF[next(iter(rows.values()))["dish"]]
    bill = Bill(sum_of(rows), tiffin(s)["restaurants"][house]["fee"], discount, tip)
    s.need(bill.subtotal >= tiffin(s)["restaurants"][house]["minimum"])
    if not street:
        street, goal["address"] = tiffin(s)["addresses"][address]["street"], address
    order = new_order(house, rows, bill, code, street, payment, s.now, slot=slot, note=note)
    s.add(TIFFIN, "orders", entity=order, letter="o")
    goal["cart"] = {"restaurant": "", "lines": {}}
    if payment == "wallet":
        s.need(bill.total <= goal["wallet"])
        goal["wallet"] -= bill.total
    return order


# -- moves ----------------------------------------------------------------------------------------------------------


def to_dish(s: Scene, dish: str) -> list[Move]:
    """From the home page to a dish of a restaurant."""
    return [Fill("query", dish_named(s, dish)), Tap(f"hit-{dish}")]


def making(s: Scene, line: Line) -> list[Move]:
    """The taps on a dish that make it so and put it into the cart."""
    dish = DISHES[line["dish"]]
    sizes, extras = [name for name, _ in dish.sizes], [name for name, _ in dish.extras]
    more = Tap(s.t("Tiffin", "Increase {label}", label=s.t("Tiffin", "quantity")))
    return [
        *([Tap(f"size-{sizes.index(line['size'])}")] if line["size"] not in ("", *sizes[:1]) else []),
        *[Tap(f"extra-{extras.index(name)}") for name in line["extras"]],
        *[more] * (line["quantity"] - 1),
        Tap("add-to-cart"),
    ]


def paying(payment: Payment, address: str = "a1", tip: int = 0, slot: str = "") -> list[Move]:
    """From the full cart to the order."""
    return [
        *([Tap(f"tip-{tip}")] if tip else []),
        *([Tap(f"address-{address}")] if address != "a1" else []),
        *([Tap(f"slot-{slot}")] if slot else []),
        Tap(f"pay-{payment}"), Tap("place-order"), Tap("Confirm order"),
    ]  # fmt: skip
