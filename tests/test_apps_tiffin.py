"""Tiffin as a user finds it."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.food.catalogue import CUISINES, DISHES, HOUSE_OF, RESTAURANTS
from devices.virtual.apps.food.state import FoodState, coupon_problem, is_active, slots
from devices.virtual.money import money
from devices.virtual.node import on
from tests.virtual_user import User

FOOD = TypeAdapter(FoodState)


def hungry(seed: int = 0) -> User:
    """A user in a town where everybody is open and brings anything from five euros on."""
    user = User("Tiffin", seed)
    for standing in user.state["restaurants"].values():
        standing.update(open=True, minimum=500, fee=150)
    user.world.touch_state()
    return user


def add(user: User, dish: str, *choices: str) -> None:
    if user.front.find("menu") is not None:
        user.back()
    user.fill("query", dish)
    user.tap(dish, *choices, "Add to cart")


def shown(user: User, key: str) -> int:
    """A price on the screen in cents; 0 where there is none."""
    node = user.front.find(key)
    return int(node.text.replace("€", "").replace(".", "").replace("−", "-")) if node else 0


def houses(user: User) -> list[str]:
    return [n.key.removeprefix("restaurant-") for n in user.front.walk() if n.key.startswith("restaurant-")]


def active(user: User) -> str:
    return next(i for i, order in user.state["orders"].items() if is_active(order))


@pytest.mark.parametrize("seed", range(8))
def test_a_fresh_town_fits_its_schema_and_its_orders_add_up(seed: int) -> None:
    user = User("Tiffin", seed)
    FOOD.validate_python(user.state, strict=True)
    assert len(user.state["restaurants"]) == len(RESTAURANTS) == 12
    for order in user.state["orders"].values():
        assert order["subtotal"] == sum(line["price"] * line["quantity"] for line in order["lines"].values())
        assert order["total"] == order["subtotal"] + order["fee"] - order["discount"] + order["tip"]
        assert {HOUSE_OF[line["dish"]] for line in order["lines"].values()} == {order["restaurant"]}
        assert order["at"] < user.world.now.isoformat()


def test_the_catalogue_names_each_dish_once_and_every_cuisine() -> None:
    assert len({dish.name for dish in DISHES.values()}) == len(DISHES)
    assert {house.cuisine for house in RESTAURANTS.values()} == set(CUISINES)


def test_filters_leave_what_fits_in_the_chosen_order() -> None:
    user = User("Tiffin")
    everything = houses(user)
    user.tap("Filter and sort", "Rating", "Open now")
    user.back()
    assert houses(user) == everything  # leaving the sheet changes nothing
    user.tap("Filter and sort", "Rating", "Open now", "Apply")
    ratings = [user.state["restaurants"][i]["rating"] for i in houses(user)]
    assert ratings == sorted(ratings, reverse=True)
    assert set(houses(user)) == {i for i, s in user.state["restaurants"].items() if s["open"]}
    user.tap("Filter and sort", "Price", "Open now", "Rating 4.5+", "Apply")
    averages = [RESTAURANTS[i].average for i in houses(user)]
    assert averages == sorted(averages)
    assert set(houses(user)) == {i for i, s in user.state["restaurants"].items() if s["rating"] >= 45}
    user.tap("Filter and sort", "Clear all", "Apply")
    assert houses(user) == everything


def test_search_finds_dishes_and_says_when_there_are_none() -> None:
    user = User("Tiffin")
    user.fill("query", "gyoza")
    assert user.sees("Pork Gyoza")
    assert user.sees("Vegetable Gyoza")
    assert not houses(user)
    user.fill("query", "haggis")
    assert user.sees("No restaurant or dish fits")


def test_an_order_costs_what_the_lines_on_the_screen_add_up_to() -> None:
    user = hungry()
    add(user, "Margherita", "Large", "Extra cheese", "Increase quantity")
    add(user, "Tiramisu")
    user.tap("view-cart", "€2.00")
    user.fill("coupon", "hello5")
    user.tap("apply-coupon", "Cash")
    lines = sum(shown(user, node.key) for node in user.front.walk() if node.key.startswith("price-"))
    assert lines == shown(user, "subtotal") == 2 * (850 + 450 + 120) + 520
    assert shown(user, "discount") == -500
    total = shown(user, "total")
    assert total == lines + shown(user, "fee") + shown(user, "discount") + shown(user, "tip")
    user.tap("place-order", "Confirm order")
    order = user.state["orders"][f"o{user.state['next_id'] - 1}"]
    assert (order["total"], order["coupon"], order["payment"], order["status"]) == (
        total, "HELLO5", "cash", "preparing",
    )  # fmt: skip
    assert user.state["cart"] == {"restaurant": "", "lines": {}}
    FOOD.validate_python(user.state, strict=True)


def test_coupons_are_refused_when_unknown_expired_or_below_their_minimum() -> None:
    user = hungry()
    add(user, "Tiramisu")
    user.tap("view-cart")
    for code, words in (
        ("", "Enter a code first"),
        ("NOPE", "This code is not valid"),
        ("WINTER20", "This code has expired"),
        ("HELLO5", "This code needs an order of at least €20.00"),
    ):
        user.fill("coupon", code)
        user.tap("apply-coupon")
        assert user.sees(words)
        assert shown(user, "discount") == 0


def test_a_coupon_is_good_on_its_last_day_only_and_lapses_when_the_cart_shrinks() -> None:
    user = hungry()
    add(user, "Rainbow Platter", "Increase quantity")
    user.tap("view-cart")
    user.fill("coupon", "HELLO5")
    user.tap("apply-coupon", "Card", "Decrease Rainbow Platter")
    assert shown(user, "discount") == 0
    user.tap("place-order")
    assert user.toast.startswith("HELLO5: This code needs")
    user.tap("Increase Rainbow Platter")
    assert shown(user, "discount") == -500
    user.state["coupons"]["HELLO5"]["expires"] = f"{user.world.now:%Y-%m-%d}"
    assert coupon_problem(user.state, "HELLO5", user.world.now) == ""
    assert coupon_problem(user.state, "HELLO5", user.world.now + timedelta(days=1)) == "This code has expired"


def test_the_cart_belongs_to_one_restaurant() -> None:
    user = hungry()
    add(user, "Margherita")
    add(user, "Pork Gyoza")
    assert user.title == "Start a new cart?"
    user.tap("Cancel")
    assert user.state["cart"]["restaurant"] == "r1"
    user.tap("Add to cart", "New cart")
    assert user.state["cart"]["restaurant"] == "r7"
    assert [line["dish"] for line in user.state["cart"]["lines"].values()] == ["r7d5"]
    user.tap("view-cart", "Remove Pork Gyoza")
    assert user.sees("Your cart is empty")
    assert user.state["cart"] == {"restaurant": "", "lines": {}}


def test_the_same_dish_made_alike_is_one_line_and_made_otherwise_another() -> None:
    user = hungry()
    for choices in (("Olives",), ("Olives",), ("Large",)):
        add(user, "Funghi", *choices)
    lines = user.state["cart"]["lines"].values()
    assert sorted((line["size"], line["quantity"]) for line in lines) == [("Large", 1), ("Small", 2)]


def test_a_closed_restaurant_takes_nothing_and_the_choices_stay() -> None:
    user = hungry()
    user.state["restaurants"]["r1"]["open"] = False
    user.world.touch_state()
    user.fill("query", "Diavola")
    user.tap("Diavola", "Large", "Add to cart")
    assert user.toast == "Forno Lucertola is closed right now"
    assert user.state["cart"]["lines"] == {}
    assert user.sees("Add to cart · €15.00")


def test_an_order_needs_its_minimum_a_payment_and_enough_in_the_wallet() -> None:
    user = hungry()
    user.state["restaurants"]["r1"]["minimum"] = 1000
    user.state["wallet"] = 1000
    before = len(user.state["orders"])
    add(user, "Tiramisu")
    user.tap("view-cart", "place-order")
    assert user.toast == "The minimum order is €10.00"
    user.tap("Increase Tiramisu", "place-order")
    assert user.toast == "Choose how to pay"
    user.tap("Wallet", "place-order")
    assert user.toast == "There is only €10.00 in your wallet"
    assert len(user.state["orders"]) == before


def test_an_order_comes_at_the_slot_that_was_chosen_with_the_note_for_the_rider() -> None:
    user = hungry()
    user.state["restaurants"]["r1"]["minutes"] = 40
    add(user, "Margherita")
    user.tap("view-cart", "Cash")
    offered = [n.key.removeprefix("slot-") for n in user.front.walk() if n.key.startswith("slot-")]
    assert offered == ["now", "10:30", "11:00", "11:30", "12:00", "12:30"]  # it is 9:30 and they take 40 minutes
    user.fill("rider", "Ring twice")
    user.tap("11:00 AM", "place-order")
    assert user.sees("11:00 AM")
    user.tap("Confirm order")
    order = user.state["orders"][f"o{user.state['next_id'] - 1}"]
    assert (order["slot"], order["note"]) == ("11:00", "Ring twice")
    assert user.sees("Being prepared, to arrive at 11:00 AM")
    assert user.sees("11:00 AM")


def test_no_slot_is_offered_after_midnight() -> None:
    user = hungry()
    user.state["restaurants"]["r1"]["minutes"] = 15
    assert slots(user.state, "r1", user.world.now.replace(hour=22, minute=50)) == ["23:30"]


def test_a_menu_shows_every_dish_under_its_section() -> None:
    user = hungry()
    user.tap("restaurant-r1")
    menu = user.front.find("menu")
    assert menu is not None
    shown_words = [n.text for n in menu.walk() if n.role == "heading" or n.style == "item-title"]
    assert shown_words == [
        "Mains", "Margherita", "Diavola", "Quattro Formaggi", "Capricciosa",
        "Starters and sides", "Rocket Salad", "Desserts", "Tiramisu",
    ]  # fmt: skip


def test_cancelling_asks_first_and_gives_the_wallet_its_money_back() -> None:
    user = hungry()
    user.state["wallet"] = 9000
    add(user, "Margherita")
    user.tap("view-cart", "Wallet", "place-order", "Confirm order")
    order = user.state["orders"][f"o{user.state['next_id'] - 1}"]
    assert user.state["wallet"] == 9000 - order["total"]
    user.tap("Cancel order", "Keep order")
    assert order["status"] == "preparing"
    user.tap("Cancel order", "Yes, cancel")
    assert (order["status"], user.state["wallet"]) == ("cancelled", 9000)
    FOOD.validate_python(user.state, strict=True)


def test_an_order_on_its_way_cannot_be_cancelled() -> None:
    user = User("Tiffin")
    order = user.state["orders"][active(user)]
    order["status"] = "on the way"
    user.tap("Orders", f"order-{active(user)}")
    assert not user.sees("Cancel order")
    order["status"] = "preparing"
    user.world.touch_state()
    user.tap("Cancel order")
    order["status"] = "on the way"  # the rider left while the question was on the screen
    user.tap("Yes, cancel")
    assert order["status"] == "on the way"
    assert user.toast == "It is too late to cancel this order"


def test_a_past_order_is_rated_and_ordered_again() -> None:
    user = hungry()
    order_id = max(
        (i for i, o in user.state["orders"].items() if not is_active(o)), key=lambda i: user.state["orders"][i]["at"]
    )
    order = user.state["orders"][order_id]
    user.tap("Orders", f"order-{order_id}", "4 stars")
    assert order["stars"] == 4
    user.tap("Order again")
    assert user.title == "Cart"
    assert user.state["cart"]["restaurant"] == order["restaurant"]
    assert shown(user, "subtotal") == order["subtotal"]


def test_a_new_address_wants_both_fields_and_keeps_what_was_typed() -> None:
    user = User("Tiffin")
    user.tap("address", "Add new address")
    user.fill("label", "home")
    user.tap("Save address")
    assert user.sees("There is an address with this label already")
    assert user.sees("Enter street and number")
    user.fill("label", "Gym")
    user.fill("street", "9 Pulley Yard")
    user.tap("Save address")
    assert user.state["addresses"][user.state["address"]] == {"label": "Gym", "street": "9 Pulley Yard"}
    assert user.sees("Deliver to Gym")


def test_hearts_fill_the_favourites_and_survive_a_restart() -> None:
    user = User("Tiffin")
    for standing in user.state["restaurants"].values():
        standing["favourite"] = False
    user.tap("restaurant-r5", "Add to favourites", "Back", "Favourites")
    assert houses(user) == ["r5"]
    user.restart()
    assert houses(user) == ["r5"]
    user.tap("restaurant-r5", "Remove from favourites", "Back")
    assert user.sees("Tap the heart of a restaurant to find it here")


def test_what_lies_under_a_sheet_does_not_answer_while_it_is_open() -> None:
    user = hungry()
    user.tap("restaurant-r1")
    covered = user.find("dish-r1d5")
    user.tap("Margherita")
    with pytest.raises(LookupError, match="under a sheet"):
        user.world.tap(covered)
    assert user.title == "Margherita"
    user.tap("Large")
    assert user.sees("Add to cart · €13.00")


def test_unknown_events_are_refused() -> None:
    user = User("Tiffin")
    node = user.find("Coupons")
    node.tap = on("levitate")
    with pytest.raises(ValueError, match="levitate"):
        user.world.tap(node)


def test_money_is_written_with_two_digits() -> None:
    assert [money(cents) for cents in (5, 1250, -500)] == ["€0.05", "€12.50", "−€5.00"]
