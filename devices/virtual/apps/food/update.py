"""What each event of Tiffin does."""

from collections.abc import Mapping
from datetime import datetime

from devices.virtual.app import Turn
from devices.virtual.apps.food.catalogue import DISHES, HOUSE_OF, RESTAURANTS, Dish
from devices.virtual.apps.food.state import (
    MAX_QUANTITY,
    FoodState,
    Line,
    bill_of,
    coupon_problem,
    is_active,
    lines_of,
    new_id,
    new_line,
    new_order,
    newest,
    status_at,
)
from devices.virtual.money import money
from devices.virtual.node import Event, on
from devices.virtual.words import t


def update(state: FoodState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    match event.name:
        case "go" | "cuisine" | "filter" | "sort" | "only" | "clear" | "apply" | "coupons" | "restaurant" | "found":
            _browse(event, turn)
        case "heart":
            standing = state["restaurants"][event["id"]]
            standing["favourite"] = not standing["favourite"]
            turn.toast(t("Added to favourites") if standing["favourite"] else t("Removed from favourites"))
        case "dish":
            _open_dish(turn, DISHES[event["id"]])
        case "size" | "extra" | "quantity":
            _choose(event, turn)
        case "add":
            _add(state, turn, fresh=False)
        case "start_over":
            _add(state, turn, fresh=True)
        case "cart":
            turn.root()
            turn.open("cart")
        case "line" | "empty" | "coupon" | "no_coupon" | "tip" | "slot" | "payment":
            _in_cart(state, event, turn)
        case "addresses" | "new_address" | "address" | "address_saved":
            _address(state, event, turn)
        case "order":
            _order(state, turn)
        case "placed":
            _placed(state, turn)
        case "order_detail":
            turn.open("order", id=event["id"])
        case "linked_restaurant":
            _linked(RESTAURANTS, "restaurant", event, turn)
        case "linked_order":
            _linked(state["orders"], "order", event, turn)
        case "share":
            house = RESTAURANTS[event["id"]]
            turn.share("text", f"{t(house.name)} guimcp://tiffin/restaurant/{house.id}")
        case "cancel":
            turn.overlay("cancel", id=event["id"])
        case "cancelled" | "rate" | "reorder" | "reordered":
            _with_order(state, event, turn)
        case _:
            raise ValueError(f"Tiffin knows no event {event.name!r}")


def tick(state: FoodState, since: datetime, turn: Turn) -> None:
    """Orders are cooked and brought while the clock moves."""
    for order_id, order in newest(state):
        if not is_active(order):
            continue
        status = status_at(state, order, turn.now)
        if status != order["status"]:
            order["status"] = status
            name = t(RESTAURANTS[order["restaurant"]].name)
            said = t("Your order has arrived") if status == "delivered" else t("Your order is on its way")
            turn.notify(name, said, on("linked_order", id=order_id))


def _linked(known: Mapping[str, object], screen: str, event: Event, turn: Turn) -> None:
    if event["id"] in known:
        turn.open(screen, id=event["id"])
    else:
        turn.toast(t("This page no longer exists"))


# -- finding --------------------------------------------------------------------------------------------------------


def _browse(event: Event, turn: Turn) -> None:
    match event.name:
        case "go":
            turn.root()
            if event["to"] != "home":
                turn.open(event["to"])
        case "cuisine":
            turn.form["cuisine"] = event["name"]
        case "filter":
            # The sheet works on a copy of the home screen's choices, so that leaving it changes nothing.
            turn.overlay("filter", form=dict(turn.form))
        case "sort":
            turn.form["sort"] = event["by"]
        case "only":
            turn.form[event["key"]] = "" if turn.form.get(event["key"]) else "1"
        case "clear":
            for key in ("sort", "free", "open", "top", "vegetarian"):
                turn.form.pop(key, None)
        case "apply":
            turn.replace("home", form=dict(turn.form))
        case "coupons":
            turn.open("coupons")
        case "restaurant":
            turn.open("restaurant", id=event["id"])
        case _:
            turn.open("restaurant", id=HOUSE_OF[event["id"]])
            _open_dish(turn, DISHES[event["id"]])


# -- a dish ---------------------------------------------------------------------------------------------------------


def _open_dish(turn: Turn, dish: Dish) -> None:
    turn.overlay("dish", form={"size": dish.sizes[0][0] if dish.sizes else "", "quantity": "1"}, id=dish.id)


def _choose(event: Event, turn: Turn) -> None:
    match event.name:
        case "size":
            turn.form["size"] = event["name"]
        case "extra":
            key = f"extra{event['at']}"
            turn.form[key] = "" if turn.form.get(key) else "1"
        case _:
            turn.form["quantity"] = str(event["to"])


def _add(state: FoodState, turn: Turn, fresh: bool) -> None:
    """Put the chosen dish into the cart; with `fresh` in the place of what another restaurant has in it."""
    dish = DISHES[turn.args["id"]]
    house, cart = HOUSE_OF[dish.id], state["cart"]
    if not state["restaurants"][house]["open"]:
        turn.toast(t("{name} is closed right now", name=t(RESTAURANTS[house].name)))
        return
    if cart["lines"] and cart["restaurant"] != house and not fresh:
        turn.overlay("new_cart", form=dict(turn.form), id=dish.id)
        return
    extras = [name for i, (name, _) in enumerate(dish.extras) if turn.form.get(f"extra{i}")]
    line = new_line(dish, turn.form["size"], extras, int(turn.form["quantity"]), turn.draft("note"))
    if fresh:
        cart["lines"].clear()
    cart["restaurant"] = house
    _put(state, line)
    turn.close(2 if fresh else 1)
    turn.toast(t("{name} added to cart", name=t(dish.name)))


def _put(state: FoodState, line: Line) -> None:
    """A dish made like one that is there already only raises its quantity."""
    lines = state["cart"]["lines"]
    for _, other in lines_of(lines):
        if {**other, "quantity": 0} == {**line, "quantity": 0}:
            other["quantity"] = min(MAX_QUANTITY, other["quantity"] + line["quantity"])
            return
    lines[new_id(state, "l")] = line


# -- the cart -------------------------------------------------------------------------------------------------------


def _in_cart(state: FoodState, event: Event, turn: Turn) -> None:
    cart = state["cart"]
    match event.name:
        case "line":
            if event["to"]:
                cart["lines"][event["id"]]["quantity"] = event["to"]
            else:
                name = DISHES[cart["lines"].pop(event["id"])["dish"]].name
                turn.toast(t("{name} removed", name=t(name)))
        case "empty":
            cart["lines"].clear()
            turn.toast(t("Cart emptied"))
        case "coupon":
            code = turn.draft("coupon").upper()
            turn.form["coupon-error"] = coupon_problem(state, code, turn.now) if code else t("Enter a code first")
            if not turn.form["coupon-error"]:
                turn.form["applied"] = code
                turn.toast(t("{code} applied", code=code))
        case "no_coupon":
            turn.form["applied"] = turn.form["coupon"] = ""
        case "tip":
            turn.form["tip"] = str(event["cents"])
        case "slot":
            turn.form["slot"] = event["at"]
        case _:
            turn.form["payment"] = event["by"]
    if not cart["lines"]:
        cart["restaurant"] = ""


def _address(state: FoodState, event: Event, turn: Turn) -> None:
    match event.name:
        case "addresses":
            turn.overlay("addresses")
        case "new_address":
            if event["close"]:
                turn.close()
            turn.overlay("new_address")
            turn.focus("label")
        case "address":
            state["address"] = event["id"]
            if event["close"]:
                turn.close()
        case _:
            label, street = turn.draft("label"), turn.draft("street")
            taken = {place["label"].casefold() for place in state["addresses"].values()}
            error = t("There is an address with this label already") if label.casefold() in taken else ""
            turn.form["label-error"] = error if label else t("Give the address a label")
            turn.form["street-error"] = "" if street else t("Enter street and number")
            if turn.form["label-error"] or turn.form["street-error"]:
                return
            state["address"] = new_id(state, "a")
            state["addresses"][state["address"]] = {"label": label, "street": street}
            turn.close()
            turn.toast(t("Delivering to {label}", label=label))


def _order(state: FoodState, turn: Turn) -> None:
    """Ask for the last yes, or say what is missing."""
    cart, payment, code = state["cart"], turn.form.get("payment", ""), turn.form.get("applied", "")
    standing = state["restaurants"][cart["restaurant"]]
    bill = bill_of(state, code, int(turn.form.get("tip", "0")), turn.now)
    if not standing["open"]:
        turn.toast(t("{name} is closed right now", name=t(RESTAURANTS[cart["restaurant"]].name)))
    elif bill.subtotal < standing["minimum"]:
        turn.toast(t("The minimum order is {minimum}", minimum=money(standing["minimum"])))
    elif code and (problem := coupon_problem(state, code, turn.now)):
        turn.toast(f"{code}: {problem}")
    elif not payment:
        turn.toast(t("Choose how to pay"))
    elif payment == "wallet" and bill.total > state["wallet"]:
        turn.toast(t("There is only {wallet} in your wallet", wallet=money(state["wallet"])))
    else:
        turn.overlay("confirm", form=dict(turn.form))


def _placed(state: FoodState, turn: Turn) -> None:
    cart, code, payment = state["cart"], turn.form.get("applied", ""), turn.form["payment"]
    if payment not in ("card", "cash", "wallet"):
        raise ValueError(f"nobody pays with {payment!r}")
    bill = bill_of(state, code, int(turn.form.get("tip", "0")), turn.now)
    street = state["addresses"][state["address"]]["street"]
    order_id = new_id(state, "o")
    state["orders"][order_id] = new_order(cart["restaurant"], cart["lines"], bill, code, street, payment, turn.now,
                                          slot=turn.form.get("slot", ""), note=turn.draft("rider"))  # fmt: skip
    if payment == "wallet":
        state["wallet"] -= bill.total
    state["cart"] = {"restaurant": "", "lines": {}}
    turn.root()
    turn.open("orders")
    turn.open("order", id=order_id)
    turn.toast(t("Order placed"))


# -- orders ---------------------------------------------------------------------------------------------------------


def _with_order(state: FoodState, event: Event, turn: Turn) -> None:
    order = state["orders"][event["id"]]
    match event.name:
        case "cancelled":
            turn.close()
            if order["status"] != "preparing":
                turn.toast(t("It is too late to cancel this order"))
                return
            order["status"] = "cancelled"
            if order["payment"] == "wallet":
                state["wallet"] += order["total"]
            turn.toast(t("Order cancelled"))
        case "rate":
            order["stars"] = event["stars"]
            turn.toast(t("Thank you for rating"))
        case _:
            house, cart = order["restaurant"], state["cart"]
            if not state["restaurants"][house]["open"]:
                turn.toast(t("{name} is closed right now", name=t(RESTAURANTS[house].name)))
                return
            if cart["lines"] and cart["restaurant"] != house and event.name == "reorder":
                turn.overlay("new_cart", order=event["id"])
                return
            if cart["restaurant"] != house:
                state["cart"] = {"restaurant": house, "lines": {}}
            for _, line in lines_of(order["lines"]):
                _put(state, {**line, "extras": [*line["extras"]]})
            turn.root()
            turn.open("cart")
