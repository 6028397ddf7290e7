"""Evening as somebody finds it who wants to go out."""

from datetime import date, datetime, timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.booking.catalogue import BOOKING_FEE, CINEMAS, FILMS, SNACKS
from devices.virtual.apps.booking.chance import dice, seat_price, showing_of, showings, slots, taken
from devices.virtual.apps.booking.state import (
    BookingState,
    begins,
    free_slots,
    hours_of,
    rating_of,
    since_of,
)
from devices.virtual.apps.booking.tables import MENUS, RESTAURANTS
from devices.virtual.apps.maps.catalogue import PLACES
from devices.virtual.world import EPOCH
from tests.virtual_user import User

BOOKING = TypeAdapter(BookingState)
TOMORROW = date(2026, 3, 11)


def text(user: User, key: str) -> str:
    node = user.front.find(key)
    assert node is not None, key
    return node.text


def cents(user: User, key: str) -> int:
    return int(text(user, key).replace("€", "").replace(".", "").replace("−", "-"))


def keys(user: User, start: str) -> list[str]:
    return [n.key for n in user.front.walk() if n.key.startswith(start)]


def films(user: User) -> list[str]:
    return [key.removeprefix("film-") for key in keys(user, "film-")]


def at_seats(film: str = "f14", seed: int = 0) -> tuple[User, list[str]]:
    """A user in front of tomorrow's first hall for a film, and the free seats there."""
    user = User("Evening", seed)
    user.tap(f"film-{film}", f"day-{TOMORROW}")
    user.tap(keys(user, "showing-")[0])
    showing = showing_of(user.world.screen["args"]["showing"])
    return user, [seat for seat in showing.seats if not taken(user.state["luck"], showing, seat)]


def bought(user: User, seats: list[str], payment: str = "card") -> str:
    """Buy seats without anything else; the ticket's id."""
    user.tap(*[f"seat-{seat}" for seat in seats], "go-on", "go-on", f"pay-{payment}", "pay", "buy")
    return f"t{user.state['next_id'] - 1}"


def at_table(restaurant: str = "r1", seed: int = 0) -> tuple[User, str]:
    """A user who books a table for two tomorrow, and the first time that is free."""
    user = User("Evening", seed)
    user.world.apps["org.guimcp.maps"]["standings"][restaurant]["hours"] = ["12:00-22:00"] * 7
    user.tap("Restaurants", f"restaurant-{restaurant}", "book", f"day-{TOMORROW}")
    found = free_slots(user.state, user.world.apps, restaurant, TOMORROW, 2, "indoor", EPOCH)
    return user, next(time for time, free in found if free)


@pytest.mark.parametrize("seed", range(4))
def test_worlds_differ_in_bookings_ratings_and_prices(seed: int) -> None:
    one, other = User("Evening", seed).state, User("Evening", seed + 1).state
    BOOKING.validate_python(one, strict=True)
    for key in ("tickets", "tables", "rated", "luck"):
        assert one[key] != other[key]


def test_places_are_where_the_map_has_them() -> None:
    for i, entry in {**CINEMAS, **RESTAURANTS}.items():
        place = PLACES[i]
        assert (place.name, place.number, place.street) == (entry.name, entry.number, entry.street)
        assert place.booking.endswith(f"/{i}")
    assert {restaurant.cuisine for restaurant in RESTAURANTS.values()} == set(MENUS)


def test_films_are_searched_filtered_and_sorted() -> None:
    user = User("Evening")
    on_now = [i for i, film in FILMS.items() if not film.opens]
    assert set(films(user)) == set(on_now)
    user.fill("film", "tobias lane")
    assert set(films(user)) == {i for i in on_now if "Tobias Lane" in FILMS[i].cast}
    user.fill("film", "zzz")
    assert user.sees("No film fits")
    user.world.key("delete_all")
    user.tap("Filter and sort", "Length", "age-6", "Show films")
    assert films(user) == sorted((i for i in on_now if FILMS[i].age <= 6), key=lambda i: (FILMS[i].minutes, i))
    user.tap("Filter and sort", "Clear all", "Show films", "coming-soon")
    assert set(films(user)) == {i for i, film in FILMS.items() if film.opens}


def test_a_film_that_has_not_opened_cannot_be_booked_and_is_told_when_it_opens() -> None:
    user = User("Evening")
    user.state["want"] = []
    user.tap("coming-soon", "film-f17")
    assert not user.sees("Times")
    user.tap("want")
    user.world.move_clock(EPOCH + timedelta(days=8))
    assert not [n for n in user.world.nav["notices"].values() if n["title"] == "Now in cinemas"]
    user.world.move_clock(EPOCH + timedelta(days=9))
    assert [n["text"] for n in user.world.nav["notices"].values() if n["title"] == "Now in cinemas"] == [
        "Map of the Moon"
    ]
    assert any(True for _ in showings(user.state["luck"], since_of(user.state), TOMORROW + timedelta(days=10), "f17"))


def test_tickets_cost_what_the_bill_says_with_snacks_a_code_and_points() -> None:
    user, free = at_seats()
    showing = showing_of(user.world.screen["args"]["showing"])
    points = user.state["points"]
    user.tap("go-on")
    assert user.toast == "Choose a seat first"
    user.tap(f"seat-{free[0]}", f"seat-{free[1]}", "go-on", "Increase Lemonade", "Increase Lemonade", "go-on")
    user.fill("promo", "autumn15")
    user.tap("apply-promo")
    assert user.sees("This code has expired")
    user.fill("promo", "evening10")
    user.tap("apply-promo", "points", "pay")
    assert user.toast == "Choose how to pay"
    seats = sum(seat_price(user.state["level"], showing, seat) for seat in free[:2])
    before = seats + 2 * BOOKING_FEE + 2 * SNACKS["s4"].price - seats * 10 // 100
    spent = min(points, before // 5)
    assert cents(user, "total") == before - 5 * spent
    user.tap("pay-card", "pay", "buy")
    ticket = user.state["tickets"][f"t{user.state['next_id'] - 1}"]
    assert (ticket["price"], ticket["seats"], ticket["snacks"]) == (before - 5 * spent, sorted(free[:2]), {"s4": 2})
    assert user.state["points"] == points - spent + ticket["price"] // 100
    assert text(user, "code") == ticket["code"]
    BOOKING.validate_python(user.state, strict=True)


def test_seats_are_limited_and_ones_own_are_taken_afterwards() -> None:
    user, free = at_seats("f2", 1)
    showing = user.world.screen["args"]["showing"]
    if len(free) > 8:
        user.tap(*[f"seat-{seat}" for seat in free[:9]])
        assert user.toast == "You can book 8 seats at most"
        user.tap(*[f"seat-{seat}" for seat in free[:8]])
    bought(user, free[:1])
    user.world.launch(user.app, "seats", {"showing": showing})
    node = user.front.find(f"seat-{free[0]}")
    assert node is not None
    assert not node.enabled


def test_tickets_are_cancelled_until_two_hours_before_and_the_money_comes_back() -> None:
    user, free = at_seats()
    user.state["gift"] = 10000
    points = user.state["points"]
    ticket_id = bought(user, free[:1], "gift")
    ticket = user.state["tickets"][ticket_id]
    assert user.state["gift"] == 10000 - ticket["price"]
    at = begins(ticket)
    user.world.move_clock(at - timedelta(hours=1, minutes=59))
    assert user.find("cancel").enabled is False
    user.world.move_clock(at - timedelta(hours=2))
    user.tap("cancel", "Cancel tickets")
    assert user.state["tickets"][ticket_id]["status"] == "cancelled"
    assert (user.state["gift"], user.state["points"]) == (10000, points)


def test_how_films_are_sorted_says_nothing_about_restaurants() -> None:
    user = User("Evening")
    user.tap("Filter and sort", "Title", "Show films", "Restaurants")
    assert len(keys(user, "restaurant-")) == len(RESTAURANTS)


def test_restaurants_are_filtered_by_kitchen_area_price_and_day() -> None:
    user = User("Evening")
    user.tap("Restaurants", "cuisine-Greek")
    shown = {key.removeprefix("restaurant-") for key in keys(user, "restaurant-")}
    assert shown == {i for i, entry in RESTAURANTS.items() if entry.cuisine == "Greek"}
    user.tap("cuisine-Greek", "Filter and sort", "level-4", "Price, low first", "Show restaurants")
    shown_ = [key.removeprefix("restaurant-") for key in keys(user, "restaurant-")]
    assert {RESTAURANTS[i].level for i in shown_} == {4}
    user.fill("place", "cheesecake")
    assert keys(user, "restaurant-") == ["restaurant-r13"]
    user.world.key("delete_all")
    user.tap("Filter and sort", "Clear all", "day-2026-03-15", "Show restaurants")
    for key in keys(user, "restaurant-"):
        assert slots(hours_of(user.world.apps, key.removeprefix("restaurant-")), date(2026, 3, 15))


def test_a_table_wants_a_time_a_name_and_a_number() -> None:
    user, time = at_table()
    user.fill("name", " ")
    user.fill("phone", "12")
    user.tap("book-table")
    assert user.sees("Choose a time")
    assert user.sees("Enter a name")
    assert user.sees("Enter a telephone number")
    user.fill("name", "Anna Lindqvist")
    user.fill("phone", "5550101")
    user.tap(f"slot-{time}", "wish-1", "wish-2", "book-table", "confirm")
    table = user.state["tables"][f"b{user.state['next_id'] - 1}"]
    assert (table["at"], table["party"], table["name"], table["phone"], table["request"]) == (
        f"{TOMORROW}T{time}", 2, "Anna Lindqvist", "555-0101", "Birthday, Quiet table",
    )  # fmt: skip
    assert user.sees("Anna Lindqvist")
    BOOKING.validate_python(user.state, strict=True)


def test_a_table_is_changed_with_the_room_there_is_and_cancelled_with_a_question() -> None:
    user, time = at_table()
    user.tap(f"slot-{time}", "book-table", "confirm")
    table_id = f"b{user.state['next_id'] - 1}"
    code = user.state["tables"][table_id]["code"]
    user.tap("change", *["Increase people"] * 8, "book-table")
    free = dict(free_slots(user.state, user.world.apps, "r1", TOMORROW, 10, "indoor", EPOCH))
    assert user.toast == "There is no table for so many people at this time"
    assert not free[time]
    user.tap(*["Decrease people"] * 9, "book-table", "confirm")
    assert (user.state["tables"][table_id]["party"], user.state["tables"][table_id]["code"]) == (1, code)
    user.tap("cancel", "Cancel")
    assert user.state["tables"][table_id]["status"] == "upcoming"
    user.tap("cancel", "Cancel booking")
    assert user.state["tables"][table_id]["status"] == "cancelled"


def test_whoever_waits_is_told_when_a_table_is_free() -> None:
    user, _ = at_table()
    full = [
        time for time, free in free_slots(user.state, user.world.apps, "r1", TOMORROW, 2, "indoor", EPOCH) if not free
    ]
    user.tap(f"full-{full[0]}", "join")
    waiting = next(iter(user.state["waiting"].values()))
    assert (waiting["restaurant"], waiting["at"]) == ("r1", f"{TOMORROW}T{full[0]}")
    user.tap(f"full-{full[0]}", "join")
    assert user.toast == "You are on the waiting list already"
    user.state["luck"] = next(n for n in range(99) if dice(n, "cancelled", "r1", waiting["at"]) % 3 < 2)
    user.world.move_clock(EPOCH + timedelta(minutes=10))
    assert not next(iter(user.state["waiting"].values()))["free"]
    user.world.move_clock(EPOCH + timedelta(minutes=40))
    assert next(iter(user.state["waiting"].values()))["free"]
    assert "A table is free" in [n["title"] for n in user.world.nav["notices"].values()]
    user.world.move_clock(datetime(2026, 3, 12, 0, 0))
    assert user.state["waiting"] == {}


def test_a_reminder_comes_two_hours_before_once_and_then_it_is_past() -> None:
    user, free = at_seats()
    user.state.update(tickets={}, tables={})
    ticket_id = bought(user, free[:1])
    at = begins(user.state["tickets"][ticket_id])
    user.world.nav["notices"].clear()
    for minutes in (121, 119, 60):
        user.world.move_clock(at - timedelta(minutes=minutes))
    titles = [n["title"] for n in user.world.nav["notices"].values() if n["app"] == user.app]
    assert titles == ["Too Many Spoons"]
    user.world.move_clock(at + timedelta(hours=2))
    assert user.state["tickets"][ticket_id]["status"] == "past"


def test_a_review_counts_in_the_rating() -> None:
    user = User("Evening")
    user.state["rated"]["r1"] = {"rating": 40, "count": 1}
    user.tap("Restaurants", "restaurant-r1", "Write a review", "Post")
    assert user.sees("Give one to five stars")
    user.tap("5 stars", "Post")
    assert rating_of(user.state, "r1") == (45, 2)
    user.tap("Delete review")
    assert rating_of(user.state, "r1") == (40, 1)


def test_vouchers_are_redeemed_once_and_given_to_contacts() -> None:
    user = User("Evening")
    before = user.state["gift"]
    user.tap("You", "Redeem a voucher")
    user.fill("gift_code", "gift-2640")
    user.tap("redeem")
    assert user.state["gift"] == before + 2000
    user.tap("Redeem a voucher")
    user.fill("gift_code", "gift-2640")
    user.tap("redeem")
    assert user.sees("This voucher has been redeemed already")
    user.world.launch(user.app, "home")
    user.tap("You", "Give a voucher", "buy-gift")
    assert user.sees("Choose somebody")
    user.tap("worth-5000", "whom", "contact-c6", "buy-gift")
    gift = next(iter(user.state["gifts"].values()))
    assert (gift["to"], gift["cents"]) == ("Elsa Brandt", 5000)
    assert user.title == "Vouchers you gave"


def test_links_lead_to_films_and_restaurants_and_from_here_to_the_map_and_the_telephone() -> None:
    user = User("Evening")
    assert user.world.follow("guimcp://booking/film/f3")
    assert user.title == "Salt and Cinders"
    assert user.world.follow("guimcp://booking/film/nothing")
    assert user.toast == "There is nothing of that kind"
    assert user.world.follow("guimcp://booking/restaurant/r14")
    user.tap("address")
    assert user.world.front == "org.guimcp.maps"
    assert user.sees("Petit Quai")
    user.tap("Petit Quai")
    user.tap("book")
    assert user.world.front == user.app
    assert user.title == "Petit Quai"
