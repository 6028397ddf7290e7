"""Linia as a traveller finds it."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.trains.catalogue import FARES, INSURANCE, SEAT_FEE, STATIONS
from devices.virtual.apps.trains.fortune import cancelled, delay, free_seats
from devices.virtual.apps.trains.state import TrainsState, basic_price, fare_price, journey, refund_of
from devices.virtual.apps.trains.timetable import Connection, connection_of, connections
from devices.virtual.world import EPOCH
from tests.virtual_user import User

TRAINS = TypeAdapter(TrainsState)
TOMORROW = EPOCH.date() + timedelta(days=1)


def text(user: User, key: str) -> str:
    node = user.front.find(key)
    assert node is not None, key
    return node.text


def cents(user: User, key: str) -> int:
    return int(text(user, key).replace("€", "").replace(".", "").replace("−", "-"))


def shown(user: User) -> list[Connection]:
    """The connections on the screen, in order."""
    nodes = [n for n in user.front.walk() if n.key.startswith("connection-")]
    return [connection_of(n.tap.args["ids"]) for n in nodes if n.tap is not None]


def looking(start: str = "lc", end: str = "ka", seed: int = 0, *taps: str) -> User:
    """A user who looks for tomorrow's trains from nine o'clock on."""
    user = User("Linia", seed)
    for role, station in (("from", start), ("to", end)):
        user.tap(role, f"station-{station}")
    user.tap(f"day-{TOMORROW}", "time")
    user.fill("typed", "9:00")
    user.tap("Set time", *taps, "search")
    return user


def booked(user: User, fare: str, *extras: str) -> str:
    """Buy the first connection on the screen; the ticket's id."""
    user.tap("connection-0", "go-on", f"fare-{fare}")
    user.fill("email", "sam@fernpost.example")
    user.tap("go-on", "pay-card", "accepted", *extras, "pay", "buy")
    return f"t{user.state['next_id'] - 1}"


@pytest.mark.parametrize("seed", range(4))
def test_worlds_differ_in_tickets_and_prices(seed: int) -> None:
    one, other = User("Linia", seed).state, User("Linia", seed + 1).state
    TRAINS.validate_python(one, strict=True)
    assert one["tickets"] != other["tickets"]
    some = connections("lc", "ka", TOMORROW)
    assert [basic_price(one, c) for c in some] != [basic_price(other, c) for c in some]


def test_every_station_can_be_reached_from_every_other_and_trains_wait_for_no_one() -> None:
    for start, end in permutations(sorted(STATIONS)[:9], 2):
        found = connections(start, end, TOMORROW)
        assert found, (start, end)
        for one in found:
            assert (one.legs[0].start, one.legs[-1].end) == (start, end)
            assert one.depart.date() == TOMORROW
            for before, after in zip(one.legs, one.legs[1:], strict=False):
                assert before.end == after.start
                assert after.depart - before.arrive >= timedelta(minutes=5)


def test_no_connection_is_beaten_by_another() -> None:
    found = connections("lc", "ha", TOMORROW)
    for one in found:
        for other in found:
            assert one == other or not (
                other.depart >= one.depart and other.arrive <= one.arrive and other.changes <= one.changes
            )


def test_a_search_needs_two_different_stations() -> None:
    user = User("Linia")
    user.tap("search")
    assert user.sees("Choose both stations")
    user.tap("from", "station-lc", "to", "station-lc", "search")
    assert user.sees("Choose two different stations")


def test_connections_are_sorted_filtered_and_shifted() -> None:
    user = looking("lc", "ha")
    first = shown(user)
    assert first[0].depart >= datetime(2026, 3, 11, 9, 0)
    user.tap("Later")
    assert len(shown(user)) > len(first)
    user.tap("Earlier")
    assert shown(user)[0].depart < first[0].depart
    user.tap("Filters", "Direct only", "Show results", "Duration")
    assert {one.changes for one in shown(user)} == {0}
    assert [one.minutes for one in shown(user)] == sorted(one.minutes for one in shown(user))
    user.tap("Price")
    prices = [fare_price(user.state, one, "saver", ["adult"]) for one in shown(user)]
    assert prices == sorted(prices)


def test_arriving_by_a_time_shows_trains_that_are_there() -> None:
    user = looking("lc", "ka", 0, "time", "Arrive by", "Set time")
    assert all(one.arrive <= datetime(2026, 3, 11, 9, 0) for one in shown(user))


def test_children_seniors_and_railcards_make_it_cheaper() -> None:
    user = User("Linia")
    one = connections("lc", "ka", TOMORROW)[5]
    full = fare_price(user.state, one, "flex", ["adult"])
    assert fare_price(user.state, one, "flex", ["adult"], "c50") == pytest.approx(full / 2, abs=10)
    assert fare_price(user.state, one, "flex", ["adult", "child"]) == pytest.approx(full * 1.5, abs=10)
    assert fare_price(user.state, one, "saver", ["adult"]) < full < fare_price(user.state, one, "first", ["adult"])


def test_a_ticket_costs_what_its_bill_says() -> None:
    user = looking()
    first = shown(user)[0]
    user.tap("connection-0", "go-on", "fare-flex", "seats-0")
    train = first.legs[0].train
    seat = free_seats(user.state["luck"], train, "3")[0]
    user.tap("coach-3", f"seat-{seat}")
    other = free_seats(user.state["luck"], train, "3")[1]
    user.tap(f"seat-{other}")
    assert user.toast == "Everybody has a seat. Give one back first."
    user.tap("seats-done")
    user.fill("email", "sam@fernpost.example")
    user.tap("go-on", "insured")
    user.fill("voucher", "linia5")
    user.tap("apply-voucher", "pay-card", "accepted")
    fare = fare_price(user.state, first, "flex", ["adult"])
    assert cents(user, "total") == fare + SEAT_FEE + INSURANCE - 500
    user.tap("pay", "buy")
    ticket = user.state["tickets"][f"t{user.state['next_id'] - 1}"]
    assert ticket["price"] == fare + SEAT_FEE + INSURANCE - 500
    assert ticket["seats"] == [[f"3-{seat}"]]
    assert ticket["legs"] == first.ids
    assert user.state["used"] == ["LINIA5"]
    assert text(user, "code") == ticket["code"]
    TRAINS.validate_python(user.state, strict=True)


def test_details_and_payment_are_checked_and_nothing_typed_is_lost() -> None:
    user = looking("lc", "ka", 0, "people", "Increase Adult", "Done")
    user.tap("connection-0", "go-on", "fare-saver")
    user.fill("email", "sam@")
    user.fill("name1", "R2")
    user.tap("go-on")
    assert user.sees("Enter an e-mail address")
    assert user.sees("This does not look like a name")
    user.tap("choose-1", "contact-c6")
    user.fill("email", "sam@fernpost.example")
    user.tap("go-on", "pay")
    assert user.sees("Choose how to pay")
    user.state["credit"] = 100
    user.tap("pay-credit", "pay")
    assert user.sees("There is only €1.00 of credit")
    user.tap("pay-card", "pay")
    assert user.sees("Accept the conditions of carriage first")
    user.fill("voucher", "HELLO21")
    user.tap("apply-voucher")
    assert user.sees("There is no such voucher")
    user.tap("accepted", "pay", "buy")
    ticket = user.state["tickets"][f"t{user.state['next_id'] - 1}"]
    assert [p["name"] for p in ticket["passengers"]] == ["Sam Rowan", "Elsa Brandt"]


def test_refunds_follow_the_fare_and_the_insurance() -> None:
    user = looking()
    saver = booked(user, "saver")
    tickets = user.state["tickets"]
    assert refund_of(tickets[saver], EPOCH) == 0
    tickets[saver]["insured"] = True
    assert refund_of(tickets[saver], EPOCH) == tickets[saver]["price"] * 80 // 100
    user = looking(seed=1)
    flex, credit = booked(user, "flex"), user.state["credit"]
    user.tap("Cancel ticket")
    price = user.state["tickets"][flex]["price"]
    assert cents(user, "refund") == price - 500
    user.tap("Keep ticket")
    assert user.state["tickets"][flex]["status"] == "upcoming"
    user.tap("Cancel ticket", "refunded")
    assert user.state["tickets"][flex]["status"] == "cancelled"
    assert user.state["credit"] == credit + price - 500
    assert refund_of(user.state["tickets"][flex], EPOCH) == 0


def test_another_train_costs_the_difference_and_the_fee_of_the_fare() -> None:
    user = looking()
    ticket_id = booked(user, "saver")
    ticket = user.state["tickets"][ticket_id]
    before, old = ticket["price"], journey(ticket)
    user.tap("Change train", "connection-0", "go-on")
    assert user.toast == "This is the train you have"
    user.back()
    user.tap("connection-2")
    new = connection_of(user.world.screen["args"]["ids"])
    user.tap("go-on")
    more = max(0, fare_price(user.state, new, "saver", ["adult"]) - fare_price(user.state, old, "saver", ["adult"]))
    assert cents(user, "to-pay") == more + FARES["saver"].change
    user.tap("changed")
    assert ticket_id in user.state["tickets"]
    changed = user.state["tickets"][ticket_id]
    assert changed["legs"] == new.ids
    assert changed["price"] == before + more + FARES["saver"].change


def test_used_tickets_become_past_and_cannot_be_given_back() -> None:
    user = User("Linia")
    upcoming = [i for i, ticket in user.state["tickets"].items() if ticket["status"] == "upcoming"]
    user.world.move_clock(EPOCH + timedelta(days=60))
    assert {user.state["tickets"][i]["status"] for i in upcoming} == {"past"}
    user.tap("Tickets", "kind-past", f"ticket-{upcoming[0]}")
    assert not user.sees("Cancel ticket")
    assert user.sees("Book again")


def test_departure_and_delays_are_told_once() -> None:
    user = looking()
    ticket_id = booked(user, "flex")
    depart = journey(user.state["tickets"][ticket_id]).depart
    train = journey(user.state["tickets"][ticket_id]).legs[0].train
    user.state["alerts"] = {}
    for luck in range(200):
        if delay(luck, train, train.day) and not cancelled(luck, train, train.day):
            user.state["luck"] = luck
            break
    user.world.nav["notices"].clear()
    for minutes in (50, 40, 30):
        user.world.move_clock(depart - timedelta(minutes=minutes))
    titles = [n["title"] for n in user.world.nav["notices"].values() if n["app"] == user.app]
    late = delay(user.state["luck"], train, train.day)
    assert sorted(titles) == sorted([f"{train.name} is {late} minutes late", f"{train.name} leaves soon"])


def test_departures_show_what_leaves_a_station_next() -> None:
    user = User("Linia")
    user.tap("Departures", "board-station", "station-al")
    times = [n.key for n in user.front.walk() if n.key.startswith("train-")]
    assert len(times) >= 4
    user.tap(times[0], "stop-al")
    assert user.title == "Aldersee"
    assert text(user, "page-title") == "Aldersee"
    user.tap("Trains from here")
    assert user.title == "Departures"


def test_railcards_seasons_and_alerts_are_bought_and_checked() -> None:
    user = User("Linia")
    user.tap("Account", "railcards", "buy-c50", "Buy")
    card = user.state["railcards"][f"c{user.state['next_id'] - 1}"]
    assert (card["kind"], card["until"]) == ("c50", (EPOCH.date() + timedelta(days=365)).isoformat())
    user.back()
    user.tap("seasons", "Buy a season ticket", "from", "station-lc", "to", "station-mi", "Weekly", "buy-season")
    season = next(iter(user.state["seasons"].values()))
    assert (season["since"], season["until"]) == ("2026-03-10", "2026-03-16")
    user.back()
    user.tap("alerts", "New alert", "from", "station-fe", "to", "station-os")
    user.fill("until", "6:00")
    user.tap("Save")
    assert user.sees("There is no direct train between these stations")
    assert user.sees("This is before the beginning")
    user.tap("to", "station-ju")
    user.fill("until", "10 am")
    user.tap("Save")
    alert = user.state["alerts"][f"a{user.state['next_id'] - 1}"]
    assert (alert["start"], alert["end"], alert["since"], alert["until"]) == ("fe", "ju", "07:00", "10:00")


def test_a_link_opens_a_ticket_and_the_station_opens_on_the_map() -> None:
    user = User("Linia")
    ticket_id = sorted(user.state["tickets"])[0]
    assert user.world.follow(f"guimcp://trains/ticket/{ticket_id}")
    assert text(user, "code") == user.state["tickets"][ticket_id]["code"]
    assert user.world.follow("guimcp://trains/ticket/t999")
    assert user.toast == "There is no such ticket"
    user.world.launch(user.app, "station", {"id": "lc"})
    user.tap("Show on map")
    assert user.world.front == "org.guimcp.maps"
    assert user.sees("Central Station")


def test_a_train_that_does_not_run_cannot_be_booked() -> None:
    user = looking()
    train = shown(user)[0].legs[0].train
    user.world.move_clock(datetime(2026, 3, 11, 6, 0))
    user.state["luck"] = next(n for n in range(2000) if cancelled(n, train, date(2026, 3, 11)))
    user.world.touch_state()
    user.tap("connection-0")
    assert user.sees(f"{train.name} is cancelled")
    user.tap("go-on")
    assert user.toast == f"{train.name} is cancelled. Choose another connection."
