"""Hopla, driven by nodes: what it shows is what it books, and it refuses what cannot be."""

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.rides.catalogue import KINDS, PLACES, fare
from devices.virtual.apps.rides.state import RidesState
from devices.virtual.money import money
from devices.virtual.node import on
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
    user.tap(f"Book {KINDS[kind].name} · {money(price)}", "Confirm")
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
    user.tap("trip-t6", "Change destination", "place-airport", "Cancel")
    assert user.state["trips"]["t6"]["end"] != "airport"
    user.tap("place-airport", "Change")
    trip = user.state["trips"]["t6"]
    assert (trip["end"], trip["price"]) == ("airport", fare(trip["kind"], "home", "airport", user.state["level"]))
    assert user.title == PLACES["airport"].name


def test_a_driver_is_rated_once_with_a_tip() -> None:
    user = User("Hopla")
    user.tap("Trips", "trip-t1", "Rate driver", "Send")
    assert "one to five" in user.toast
    user.tap("4 stars", "€2", "Send")
    assert (user.state["trips"]["t1"]["stars"], user.state["trips"]["t1"]["tip"]) == (4, 200)
    assert not user.sees("Rate driver")


def test_a_lost_item_is_reported_and_preferences_are_kept() -> None:
    user = User("Hopla")
    user.tap("Trips", "trip-t2", "Lost item", "Report")
    assert user.toast == "Say what you lost"
    user.tap("lost")
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


def test_a_fresh_town_fits_its_schema_and_fares_follow_the_distance() -> None:
    for seed in range(8):
        user = User("Hopla", seed)
        assert valid(user)
        for trip in user.state["trips"].values():
            assert trip["price"] == fare(trip["kind"], trip["start"], trip["end"], user.state["level"])
            assert trip["start"] != trip["end"]
    assert fare("mini", "home", "airport", 100) > fare("mini", "home", "central", 100)


def test_a_stop_on_the_way_costs_more_and_may_be_dropped_again() -> None:
    user = free()
    user.tap("Where to?", "place-museum")
    straight = fare("mini", "home", "museum", user.state["level"])
    user.tap("Add a stop", "place-museum", "book")
    assert user.toast == "The stop is the pick-up or the destination"
    user.tap("stop", "place-park")
    by_way = fare("mini", "home", "museum", user.state["level"], "park")
    assert by_way > straight
    assert user.sees(f"Book Mini · {money(by_way)}")
    user.tap("Remove stop")
    assert user.sees(f"Book Mini · {money(straight)}")
    user.tap("Add a stop", "place-park", "book", "Confirm")
    assert (user.state["trips"]["t10"]["stop"], user.state["trips"]["t10"]["price"]) == ("park", by_way)
    assert valid(user)


def test_the_wallet_makes_up_for_a_destination_that_costs_another_fare() -> None:
    user = free()
    user.state["wallet"] = 90_000
    user.tap("Where to?", "place-market", "Wallet", "book", "Confirm")
    user.tap("trip-t10", "Change destination", "place-airport", "Change")
    assert user.state["wallet"] == 90_000 - fare("mini", "home", "airport", user.state["level"])
    user.state["wallet"] = 0
    user.tap("Change destination", "place-market", "Change")  # cheaper: money comes back
    back = fare("mini", "home", "airport", user.state["level"]) - fare("mini", "home", "market", user.state["level"])
    assert user.state["wallet"] == back
    user.state["wallet"] = 0
    user.tap("Change destination", "place-airport", "Change")
    assert user.toast == "The wallet holds only €0.00"
    assert user.state["trips"]["t10"]["end"] == "market"


def test_a_code_typed_after_another_was_applied_is_not_the_one_used_up() -> None:
    user = free()
    user.tap("Where to?", "place-airport")
    user.fill("promo", "HELLO5")
    user.tap("Apply", "Remove code")
    user.fill("promo", "NIGHT3")
    user.tap("Apply", "book", "Confirm")
    assert user.state["trips"]["t10"]["discount"] == 300
    assert user.state["used_promos"] == ["NIGHT3"]
    user.tap("Where to?", "place-airport")
    user.fill("promo", "night3")
    user.tap("Apply")
    assert user.sees("You have used this code already")


def test_a_promo_code_keeps_its_worth_through_a_cheaper_destination() -> None:
    user = free()
    user.state["wallet"] = 90_000
    user.tap("Where to?", "place-airport")
    user.fill("promo", "HELLO5")
    user.tap("Apply", "Wallet", "book", "Confirm", "trip-t10")
    trip = user.state["trips"]["t10"]
    user.tap("Change destination", "place-market", "Change")
    assert trip["discount"] == min(500, trip["price"])
    user.tap("Change destination", "place-airport", "Change")
    assert trip["discount"] == 500
    assert user.state["wallet"] == 90_000 - trip["price"] + 500
    assert valid(user)


def test_a_ride_is_scheduled_days_ahead_at_a_time_written_either_way() -> None:
    user = User("Hopla")  # with a car on its way, which does not matter for later
    user.tap("Where to?", "place-museum", "Thu, 12 March")
    user.fill("time", "6:30 pm")
    user.tap("book")
    assert user.sees("Mini, Thu, 12 March, 6:30 PM")
    user.tap("Confirm")
    trip = user.state["trips"]["t10"]
    assert (trip["at"], trip["status"]) == ("2026-03-12T18:30", "scheduled")
    assert user.sees("Scheduled")


def test_wheelchair_access_offers_only_cars_with_a_ramp() -> None:
    user = free()
    user.tap("Profile", "chair", "Ride", "Where to?", "place-museum")
    offered = {n.key.removeprefix("kind-") for n in user.front.walk() if n.key.startswith("kind-")}
    assert offered == {kind for kind, k in KINDS.items() if k.ramp}
    user.tap("book", "Confirm")
    assert KINDS[user.state["trips"]["t10"]["kind"]].ramp


def test_trips_are_shared_with_somebody_from_the_address_book() -> None:
    user = free()
    user.state["share"], user.state["trusted"] = False, ""
    user.world.touch_state()
    user.tap("Profile", "share")
    assert user.title == "Trusted contact"
    user.back()
    assert user.state["share"] is False
    user.tap("share", "Greta Holm")
    people = user.world.apps["org.guimcp.contacts"]["contacts"]
    assert people[user.state["trusted"]]["name"] == "Greta Holm"
    assert user.state["share"] is True
    user.tap("Ride", "Where to?", "place-museum", "book", "Confirm", "trip-t10")
    assert user.sees("Greta Holm can follow this ride.")
    del people[user.state["trusted"]]
    user.world.touch_state()
    assert not user.sees("Greta Holm can follow this ride.")


def test_two_saved_places_cannot_have_one_name() -> None:
    user = User("Hopla")
    user.tap("Add place", "choose", "place-clinic")
    user.fill("name", "home")
    user.tap("Save")
    assert user.sees("There is a place of this name already")
    assert user.sees("Birchgate Clinic")  # what was chosen is still there
    assert "p10" not in user.state["saved"]


def test_recent_places_are_where_the_last_trips_went() -> None:
    user = free()
    user.tap("Where to?", "place-museum", "book", "Confirm")
    shown = [n.key.removeprefix("recent-") for n in user.front.walk() if n.key.startswith("recent-")]
    assert shown[0] == "museum"
    assert len(shown) == len(set(shown)) == 3


def test_unknown_events_are_refused() -> None:
    user = User("Hopla")
    node = user.find("Where to?")
    node.tap = on("levitate")
    with pytest.raises(ValueError, match="levitate"):
        user.world.tap(node)
