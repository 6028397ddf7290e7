"""Wayfare as a user finds it."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.maps.catalogue import CATEGORIES, PLACES
from devices.virtual.apps.maps.parts import is_open
from devices.virtual.apps.maps.routing import ways
from devices.virtual.apps.maps.state import MapsState, away, rating_of
from devices.virtual.apps.maps.transit import journeys
from devices.virtual.apps.rides.catalogue import PLACES as RIDES
from devices.virtual.world import EPOCH
from tests.virtual_user import User

MAPS = TypeAdapter(MapsState)


def at_home(seed: int = 0) -> User:
    """A user whose phone knows where it is: at home, with nothing to avoid."""
    user = User("Wayfare", seed)
    user.world.settings["location"] = True
    user.world.settings["permissions"]["org.guimcp.maps"]["location"] = "allow"
    user.state.update(here="home", home="home")
    user.state["options"].update(avoid_tolls=False, avoid_ferries=False)
    user.world.touch_state()
    return user


def place(user: User, name: str) -> None:
    """Look for a place and open it."""
    user.world.launch(user.app, "home")
    user.tap("Search here")
    user.fill("query", name)
    user.tap(f"place-{next(i for i, p in PLACES.items() if p.name == name)}")


def shown(user: User) -> list[str]:
    return [n.key.removeprefix("place-") for n in user.front.walk() if n.key.startswith("place-")]


def text(user: User, key: str) -> str:
    node = user.front.find(key)
    assert node is not None, key
    return node.text


@pytest.mark.parametrize("seed", range(4))
def test_worlds_differ_in_what_is_asked_about(seed: int) -> None:
    one, other = User("Wayfare", seed).state, User("Wayfare", seed + 1).state
    MAPS.validate_python(one, strict=True)
    for key in ("standings", "lists", "visits"):
        assert one[key] != other[key]


def test_places_lie_where_the_taxi_finds_them_under_the_same_names() -> None:
    for name, ride in RIDES.items():
        mine = next((p for p in PLACES.values() if (p.x, p.y) == (ride.x, ride.y)), None)
        assert mine is not None, name
        assert mine.address or mine.name == ride.name
        assert ride.street in (mine.street, f"{mine.number} {mine.street}")


def test_a_category_is_narrowed_and_sorted_by_what_is_known_of_its_places() -> None:
    user = at_home()
    user.tap("Cafés")
    cafes = {i for i, p in PLACES.items() if p.category == "cafe"}
    assert set(shown(user)) == cafes
    user.tap("Filter and sort", "Distance", "Open now", "Wheelchair access", "Show results")
    standings = user.state["standings"]
    wanted = [i for i in cafes if "w" in PLACES[i].features and is_open(standings[i]["hours"], user.world.now)]
    assert shown(user) == sorted(wanted, key=lambda i: away(user.state, i))
    user.tap("Filter and sort", "Clear all", "Rating", "Show results")
    assert shown(user) == sorted(cafes, key=lambda i: (-rating_of(user.state, i)[0], -rating_of(user.state, i)[1], i))


def test_leaving_the_filters_changes_nothing() -> None:
    user = at_home()
    user.tap("Museums")
    before = shown(user)
    user.tap("Filter and sort", "Name")
    user.back()
    assert shown(user) == before


def test_opening_hours_follow_the_clock() -> None:
    user = at_home()
    user.state["standings"]["glass"]["hours"] = ["", "10:00-17:00", "10:00-17:00", "", "", "", ""]
    place(user, "Gallery of Glass")
    assert text(user, "status") == "Opens at 10:00 AM"
    user.world.move_clock(EPOCH.replace(hour=12))
    assert text(user, "status") == "Open until 5:00 PM"
    user.world.move_clock(EPOCH.replace(hour=18))
    assert text(user, "status") == "Opens tomorrow 10:00 AM"
    user.world.move_clock(EPOCH.replace(day=12))
    assert text(user, "status") == "Opens Tue 10:00 AM"
    user.tap("opening")
    assert text(user, "hours-1") == "10:00 AM – 5:00 PM"
    assert text(user, "hours-3") == "Closed"


def test_a_review_counts_and_can_be_changed_and_deleted() -> None:
    user = at_home()
    user.state["standings"]["aurora"].update(rating=40, count=9)
    place(user, "Cafe Aurora")
    user.tap("Write a review", "Post")
    assert user.sees("Give one to five stars")
    user.tap("5 stars")
    user.fill("text", "Lovely")
    user.tap("Post")
    assert text(user, "rating") == "4.1 ★"
    assert not user.sees("Write a review")
    user.tap("Edit review", "1 star", "Post")
    mine = [r for r in user.state["reviews"].values() if r["mine"]]
    assert [(r["stars"], r["text"]) for r in mine] == [(1, "Lovely")]
    user.tap("Delete review")
    assert text(user, "rating") == "4.0 ★"


def test_routes_take_time_by_coordinates_and_keep_away_from_what_is_avoided() -> None:
    user = at_home()
    place(user, "Kestrel Stadium")
    user.tap("directions")
    names = {way.variant for way in ways("drive", ["home", "stadium"], frozenset(), EPOCH, 100)}
    assert {"tunnel", "ring"} <= names
    assert user.sees("Your location")
    tolls = [n.text for n in user.front.walk() if n.role == "badge" and n.text.startswith("Toll")]
    assert tolls == ["Toll €2.80"]
    user.tap("Options", "Avoid tolls", "Avoid motorways", "Done")
    assert not [n for n in user.front.walk() if n.text in ("by Ring Road", "by Harbour Tunnel")]
    assert user.state["options"]["avoid_tolls"]
    rush = ways("drive", ["home", "stadium"], frozenset(), EPOCH, 150)[0].minutes
    assert rush > ways("drive", ["home", "stadium"], frozenset(), EPOCH.replace(hour=12), 150)[0].minutes


def test_stops_are_added_moved_and_removed_and_both_ends_swapped() -> None:
    user = at_home()
    place(user, "Kestrel Stadium")
    user.tap("directions")
    short = text(user, "km-0")
    for stop in ("Linden Pharmacy", "Cafe Aurora"):
        user.tap("Add a stop")
        user.fill("query", stop)
        user.tap(f"place-{next(i for i, p in PLACES.items() if p.name == stop)}")
    assert user.world.screen["form"]["stops"] == "rx1,aurora"
    assert text(user, "km-0") != short
    user.tap("Move Cafe Aurora up", "Swap start and destination")
    form = user.world.screen["form"]
    assert (form["from"], form["stops"], form["to"]) == ("stadium", "rx1,aurora", "here")
    user.tap("Remove Linden Pharmacy", "Remove Cafe Aurora")
    assert text(user, "km-0") == short


def test_arriving_by_a_time_means_leaving_before_and_past_times_are_refused() -> None:
    user = at_home()
    place(user, "Kestrel Stadium")
    user.tap("directions", "when", "Arrive by")
    user.fill("typed", "9:00")
    user.tap("Set time")
    assert user.sees("This time is over already")
    user.fill("typed", "18:30")
    user.tap("Set time")
    assert user.sees("Arrive by Today, 6:30 PM")
    assert any(n.text.endswith("arrive 6:30 PM") for n in user.front.walk())
    user.tap("start-0")
    assert user.toast.startswith("Navigation starts when it is time")
    assert user.state["trip"] is None


def test_public_transport_changes_lines_and_charges_the_furthest_zone() -> None:
    found = journeys("pool", "dental", EPOCH)
    assert found
    assert all(j.depart >= EPOCH and j.legs[0].depart <= j.legs[-1].arrive for j in found)
    for journey in found:
        for before, after in zip(journey.legs, journey.legs[1:], strict=False):
            assert before.arrive <= after.depart
    assert {leg.line for leg in found[0].rides} == {"t1", "t3"}
    assert found[0].fare == 240
    assert journeys("central", "airport", EPOCH)[0].fare == 410
    by = journeys("pool", "dental", EPOCH + timedelta(hours=3), arrive=True)
    assert all(j.arrive <= EPOCH + timedelta(hours=3) for j in by)


def test_navigation_runs_until_one_is_there_and_is_remembered() -> None:
    user = at_home()
    place(user, "Cafe Aurora")
    user.tap("Start")
    trip = user.state["trip"]
    assert trip["places"] == ["home", "aurora"]
    step = text(user, "step")
    user.tap("next")
    assert text(user, "step") != step
    user.tap("Report a hazard", "Roadworks")
    assert [r["kind"] for r in user.state["reports"].values()] == ["works"]
    user.world.move_clock(user.world.now + timedelta(minutes=trip["minutes"]))
    assert user.state["trip"] is None
    assert user.state["here"] == "aurora"
    assert "You have arrived" in [n["title"] for n in user.world.nav["notices"].values()]
    assert any(v["place"] == "aurora" and v["minutes"] == 5 for v in user.state["visits"].values())


def test_lists_are_made_filled_renamed_and_deleted() -> None:
    user = at_home()
    place(user, "Green Fork")
    user.tap("save", "New list")
    user.tap("named")
    assert user.sees("Enter a name")
    user.fill("name", "favourites")
    user.tap("named")
    assert user.sees("There is a list of this name already")
    user.fill("name", "Lunch with Anna")
    user.tap("named", "Done")
    mine = next(i for i, s in user.state["lists"].items() if s["name"] == "Lunch with Anna")
    assert user.state["lists"][mine]["entries"] == {"r10": ""}
    user.world.launch(user.app, "home")
    user.tap("Saved", f"list-{mine}", "Add remark")
    user.fill("text", "Try the soup")
    user.tap("Save")
    assert user.state["lists"][mine]["entries"] == {"r10": "Try the soup"}
    user.tap("Rename list")
    user.fill("name", "Lunches")
    user.tap("named")
    assert user.title == "Lunches"
    user.tap("Delete list", "Delete")
    assert mine not in user.state["lists"]


def test_without_a_network_only_downloaded_areas_are_found() -> None:
    user = at_home()
    user.state["downloads"] = {"old": {"at": "2026-03-01T10:00", "stale": True}}
    user.world.settings.update(wifi=False, mobile_data=False)
    user.world.touch_state()
    user.tap("Cafés")
    assert set(shown(user)) == {"aurora", "samovar", "kettle"}
    user.world.launch(user.app, "home")
    user.tap("You", "areas", "download-harbour")
    assert user.toast == "No connection. Try again later."
    user.world.settings.update(wifi=True)
    user.world.touch_state()
    user.tap("download-harbour", "Update all", "Delete Old Town", "Delete")
    assert sorted(user.state["downloads"]) == ["harbour"]


def test_a_full_phone_takes_no_offline_map() -> None:
    user = at_home()
    user.state["downloads"] = {}
    user.world.state["trials"]["on"] = ["storage"]
    user.world.touch_state()
    user.tap("You", "areas", "download-all")
    assert user.toast == "Not enough space on the phone"
    assert user.state["downloads"] == {}


def test_sharing_the_location_ends_by_itself_and_says_so() -> None:
    user = at_home()
    user.tap("You", "share-location", "Start sharing")
    assert user.toast == "Choose somebody"
    user.tap("with-c6", "15 min", "Start sharing")
    assert (user.state["share_with"], user.state["share_until"]) == ("c6", "2026-03-10T09:45")
    user.world.move_clock(EPOCH + timedelta(minutes=14))
    assert user.state["share_with"] == "c6"
    user.world.move_clock(EPOCH + timedelta(minutes=15))
    assert user.state["share_with"] == ""
    assert "Location sharing ended" in [n["title"] for n in user.world.nav["notices"].values()]


def test_where_the_phone_is_stays_unknown_until_it_is_allowed() -> None:
    user = User("Wayfare")
    user.world.settings["location"] = True
    place(user, "Cafe Aurora")
    user.tap("directions", "Don't allow")
    assert user.world.screen["form"]["from"] == ""
    assert user.sees("Choose where to start and where to go")


def test_links_find_a_place_and_words_and_unknown_places_do_no_harm() -> None:
    user = User("Wayfare")
    assert user.world.follow("guimcp://maps/place/r14")
    assert user.title == "Petit Quai"
    assert user.world.follow("geo:quay%20street")
    assert "museum" in shown(user)
    assert user.world.follow("guimcp://maps/place/nowhere")
    assert user.toast == "There is no such place"


def test_miles_are_shown_where_they_are_asked_for_and_survive_a_restart() -> None:
    user = at_home()
    user.tap("You", "settings", "Miles")
    user.restart()
    place(user, "Cafe Aurora")
    assert text(user, "distance").endswith(" mi")


def test_every_category_has_places() -> None:
    assert {p.category for p in PLACES.values()} == set(CATEGORIES)
    assert len([p for p in PLACES.values() if not p.address]) >= 60
