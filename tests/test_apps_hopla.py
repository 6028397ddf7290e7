"""Hopla, driven by nodes: what it shows is what it books, and it refuses what cannot be."""

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.rides.catalogue import KINDS, PLACES, fare
from devices.virtual.apps.rides.state import RidesState, euros
from tests.virtual_user import User


def free(seed: int = 0) -> User:
    """A user with no car on its way."""
    user = User("Hopla", seed)
    for trip in user.state["trips"].values():
        trip["status"] = "finished"
    user.world.touch_state()
    return user


def valid(user: User) -> bool:
    return TypeAdapter(RidesState).validate_python(user.state, strict=True) == user.state


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_price_shown_is_the_price_booked(kind: str) -> None:
    user = free()
    user.tap("Where to?", "place-museum", f"kind-{kind}")
    price = fare(kind, "home", "museum", user.state["level"])
    user.tap(f"Book {KINDS[kind].name} · {euros(price)}", "Confirm")
    trip = user.state["trips"]["t10"]
    assert (trip["price"], trip["kind"], trip["end"], trip["status"]) == (price, kind, "museum", "coming")
    assert valid(user)


def test_a_second_car_is_not_sent_while_one_is_on_its_way() -> None:
    user = User("Hopla")
    before = len(user.state["trips"])
    user.tap("Where to?", "place-museum", "book")
    assert "already" in user.toast
    assert len(user.state["trips"]) == before


def test_a_ride_is_cancelled_only_with_a_reason() -> None:
    user = User("Hopla")
    user.tap("trip-t6", "Cancel ride", "Cancel ride")
    assert user.toast == "Choose a reason"
    assert user.state["trips"]["t6"]["status"] == "coming"
    user.tap("I booked by mistake", "Cancel ride")
    assert (user.state["trips"]["t6"]["status"], user.state["trips"]["t6"]["reason"]) == (
        "cancelled",
        "I booked by mistake",
    )


def test_the_wallet_pays_no_more_than_it_holds_and_gets_back_what_is_cancelled() -> None:
    user = free()
    user.state["wallet"] = 100
    user.tap("Where to?", "place-airport", "Wallet", "book")
    assert "holds only €1.00" in user.toast
    user.state["wallet"] = 90_000
    user.tap("book", "Confirm")
    trip = user.state["trips"]["t10"]
    assert user.state["wallet"] == 90_000 - trip["price"]
    user.tap("trip-t10", "Cancel ride", "I booked by mistake", "Cancel ride")
    assert user.state["wallet"] == 90_000


@pytest.mark.parametrize(
    ("amount", "added"), [("20", 2000), ("7.50", 750), ("0", 0), ("", 0), ("-5", 0), ("9999", 0), ("1e3", 0)]
)
def test_only_sensible_amounts_are_topped_up(amount: str, added: int) -> None:
    user = User("Hopla")
    before = user.state["wallet"]
    user.tap("Wallet", "Top up", "amount")
    user.world.type_text(amount)
    user.tap("Top up")
    assert user.state["wallet"] == before + added
    assert user.sees("Enter an amount up to €500.00") is (added == 0)


@pytest.mark.parametrize(
    ("code", "error"), [("hello5", ""), ("SPRING10", "This code has expired"), ("NONE", "No such code")]
)
def test_promo_codes_are_good_expired_or_unknown(code: str, error: str) -> None:
    user = free()
    user.tap("Where to?", "place-airport", "promo")
    user.world.type_text(code)
    user.tap("Apply")
    assert user.sees(error) or not error
    user.tap("book", "Confirm")
    assert user.state["trips"]["t10"]["discount"] == (0 if error else 500)
    assert user.state["used_promos"] == ([] if error else ["HELLO5"])


@pytest.mark.parametrize(("time", "error"), [("25:00", "Enter a time"), ("", "Enter a time"), ("08:00", "has passed")])
def test_a_time_that_cannot_be_is_refused_and_nothing_is_lost(time: str, error: str) -> None:
    user = free()
    user.tap("Where to?", "place-park", "Today", "time")
    user.world.type_text(time)
    user.tap("book")
    assert any(error in node.text for node in user.front.walk())
    assert user.world.tree().find("time").text == time  # type: ignore[union-attr]
    user.tap("Tomorrow")
    if time == "08:00":
        user.tap("book", "Confirm")
        assert user.state["trips"]["t10"]["at"] == "2026-03-11T08:00"


def test_places_are_saved_changed_and_forgotten() -> None:
    user = User("Hopla")
    user.tap("Add place", "Save")
    assert user.sees("Enter a name")
    user.tap("name")
    user.world.type_text("Dentist")
    user.tap("choose", "place-clinic", "Save")
    assert user.state["saved"]["p10"] == {"name": "Dentist", "place": "clinic"}
    user.tap("Edit Dentist", "Delete place", "Delete")
    assert "p10" not in user.state["saved"]
    assert valid(user)


def test_another_pick_up_is_another_fare() -> None:
    user = free()
    user.tap("Where to?", "place-airport", "pickup", "place-museum", "book", "Confirm")
    trip = user.state["trips"]["t10"]
    assert (trip["start"], trip["price"]) == ("museum", fare("mini", "museum", "airport", user.state["level"]))


def test_another_destination_is_another_fare() -> None:
    user = User("Hopla")
    user.tap("trip-t6", "Change destination", "place-airport")
    trip = user.state["trips"]["t6"]
    assert (trip["end"], trip["price"]) == ("airport", fare(trip["kind"], "home", "airport", user.state["level"]))
    assert user.title == PLACES["airport"].name


def test_a_driver_is_rated_once_with_a_tip() -> None:
    user = User("Hopla")
    user.tap("Trips", "trip-t1", "Rate driver", "Send")
    assert "one to five" in user.toast
    user.tap("4 ★", "€2", "Send")
    assert (user.state["trips"]["t1"]["stars"], user.state["trips"]["t1"]["tip"]) == (4, 200)
    assert not user.sees("Rate driver")


def test_a_lost_item_is_reported_and_preferences_are_kept() -> None:
    user = User("Hopla")
    user.tap("Trips", "trip-t2", "Lost item", "lost")
    user.world.type_text("Blue umbrella")
    user.tap("Report")
    assert user.state["trips"]["t2"]["lost"] == "Blue umbrella"
    user.world.key("back")
    user.tap("Profile", "quiet", "chair")
    assert (user.state["quiet"], user.state["wheelchair"]) == (True, True)
    assert valid(user)


def test_searching_narrows_the_places_and_says_when_there_is_none() -> None:
    user = User("Hopla")
    user.tap("Where to?")
    user.world.type_text("quay")
    assert user.sees("Harbour Museum")
    assert not user.sees("Kestrel Stadium")
    user.world.type_text("zzz")
    assert user.sees("No such place")
