"""What Wayfare remembers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from typing_extensions import TypedDict

from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.apps.maps.catalogue import CATEGORIES, PLACES, PRAISE, Place
from devices.virtual.apps.maps.routing import crow, spot
from devices.virtual.apps.maps.town import AREAS, CITY
from devices.virtual.words import t

SETTINGS, MAPS = "org.guimcp.settings", "org.guimcp.maps"
HERE = "here"
MAX_RECENT = 12
LIST_ICONS = {"favourites": "favorite", "want": "flag", "own": "view_list"}
BUILT_IN = {"favourites": "Favourites", "want": "Want to go"}


class Standing(TypedDict):
    """`rating` in tenths, `price` 1 to 4 (0: it has none), `hours` from Monday on ("" where it is closed)."""

    rating: int
    count: int
    price: int
    hours: list[str]


class Review(TypedDict):
    """`mine`: written by the phone's owner."""

    place: str
    author: str
    stars: int
    text: str
    at: str
    mine: bool


class SavedList(TypedDict):
    """`kind` is "favourites", "want" or "own"; only own ones can be renamed and deleted. Places with a remark."""

    name: str
    kind: str
    entries: dict[str, str]
    at: str


class Recent(TypedDict):
    """Something that was looked for: a place's id, or words."""

    place: str
    query: str
    at: str


class Visit(TypedDict):
    """`minutes` that somebody stayed; `mode` is how they came."""

    place: str
    at: str
    minutes: int
    mode: str


class Download(TypedDict):
    """A part of the map on the phone; `stale`: there is a newer one."""

    at: str
    stale: bool


class Edit(TypedDict):
    """A correction that was sent in."""

    place: str
    what: str
    text: str
    at: str


class Report(TypedDict):
    """Something on the road that was reported while driving."""

    kind: str
    at: str


class Trip(TypedDict):
    """Where navigation is: `places` from start to destination, `step` counts from 0, `variant` names the way."""

    places: list[str]
    mode: str
    variant: str
    step: int
    began: str
    minutes: int
    metres: int


class Options(TypedDict):
    """`units` is "km" or "miles"; `mode` the one that routes begin with."""

    units: str
    mode: str
    traffic: bool
    voice: bool
    avoid_tolls: bool
    avoid_motorways: bool
    avoid_ferries: bool
    timeline: bool


class MapsState(TypedDict):
    """`here` is the place the phone is at, `home` and `work` places or empty; `notes` are private, by place.

    `share_with` is a contact's id, empty while the location is not shared. `jam` is the rush hour's slowness.
    """

    here: str
    home: str
    work: str
    jam: int
    standings: dict[str, Standing]
    reviews: dict[str, Review]
    lists: dict[str, SavedList]
    notes: dict[str, str]
    recents: dict[str, Recent]
    visits: dict[str, Visit]
    downloads: dict[str, Download]
    edits: dict[str, Edit]
    reports: dict[str, Report]
    trip: Trip | None
    share_with: str
    share_until: str
    options: Options
    next_id: int


OWN_LISTS = (("Date nights", "restaurant"), ("Sunday walks", "park"), ("Work from here", "cafe"))
SEARCHES = ("museum", "tram", "pharmacy", "noodles", "park")


def seed(rng: Random, now: datetime) -> MapsState:
    """A user who has lived in the town for a while."""
    state: MapsState = {
        "here": rng.choice(("home", "oldmarket", "central", "library")),
        "home": "home",
        "work": "work" if rng.random() < 0.6 else "",
        "jam": rng.choice((120, 130, 140, 150)),
        "standings": {i: _standing(rng, place) for i, place in PLACES.items() if not place.address},
        "reviews": {}, "lists": {}, "notes": {}, "recents": {}, "visits": {}, "downloads": {}, "edits": {},
        "reports": {}, "trip": None, "share_with": "", "share_until": "",
        "options": {"units": "km", "mode": "drive", "traffic": True, "voice": True, "avoid_tolls": rng.random() < 0.3,
                    "avoid_motorways": False, "avoid_ferries": rng.random() < 0.3, "timeline": True},
        "next_id": 1,
    }  # fmt: skip
    _seed_reviews(state, rng, now)
    _seed_lists(state, rng, now)
    known = sorted(state["standings"])
    for n, place in enumerate(rng.sample(known, 5)):
        add_recent(state, place, "", now - timedelta(days=n, hours=rng.randint(1, 8)))
    add_recent(state, "", t(rng.choice(SEARCHES)), now - timedelta(days=rng.randint(6, 9)))
    for n, place in enumerate(rng.sample(known, 9)):
        at = (now - timedelta(days=n // 2 + 1)).replace(hour=9 + 7 * (n % 2), minute=rng.randint(0, 59))
        mode = rng.choice(("walk", "drive", "cycle", "transit"))
        state["visits"][new_id(state, "v")] = {"place": place, "at": iso(at), "minutes": rng.randint(15, 140),
                                               "mode": mode}  # fmt: skip
    for area in rng.sample(sorted(set(AREAS) - {"all"}), 2):
        state["downloads"][area] = {"at": iso(now - timedelta(days=rng.randint(5, 90))), "stale": False}
    state["downloads"][sorted(state["downloads"])[rng.randint(0, 1)]]["stale"] = True
    state["notes"][rng.choice(known)] = t("Ring the bell at the side entrance")
    return state


def _standing(rng: Random, place: Place) -> Standing:
    category = CATEGORIES[place.category]
    week, saturday, sunday = rng.choice(category.hours)
    closed = rng.choice((0, 0, 1)) if place.category in ("museum", "restaurant") else None
    days = [week] * 5 + [saturday, sunday]
    if closed is not None and place.number % 2:
        days[closed] = ""
    return {"rating": rng.randint(33, 49), "count": rng.randint(9, 2400), "hours": days,
            "price": rng.randint(1, 4) if category.priced else 0}  # fmt: skip


def _seed_reviews(state: MapsState, rng: Random, now: datetime) -> None:
    for place in sorted(state["standings"]):
        pool = PRAISE.get(PLACES[place].category, PRAISE[""])
        for words in rng.sample(pool, 2):
            state["reviews"][new_id(state, "e")] = {
                "place": place, "author": t(rng.choice(PEOPLE)[0]), "stars": rng.choice((3, 4, 4, 5, 5)),
                "text": t(words), "at": iso(now - timedelta(days=rng.randint(2, 400))), "mine": False,
            }  # fmt: skip


def _seed_lists(state: MapsState, rng: Random, now: datetime) -> None:
    known = sorted(state["standings"])
    for kind, many in (("favourites", 4), ("want", 3)):
        entries = dict.fromkeys(rng.sample(known, many), "")
        state["lists"][new_id(state, "l")] = {"name": "", "kind": kind, "entries": entries, "at": iso(now)}
    for name, category in rng.sample(OWN_LISTS, 2):
        of_kind = [i for i in known if PLACES[i].category == category]
        entries = dict.fromkeys(rng.sample(of_kind, rng.randint(2, 3)), "")
        entries[min(entries)] = t("Anna told me about it")
        state["lists"][new_id(state, "l")] = {"name": t(name), "kind": "own", "entries": entries, "at": iso(now)}


def iso(at: datetime) -> str:
    """A time as it is kept."""
    return at.isoformat(timespec="minutes")


def new_id(state: MapsState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int(id_[1:])


def add_recent(state: MapsState, place: str, query: str, at: datetime) -> None:
    """Remember a search, once each, the oldest going first."""
    recents = state["recents"]
    for i in [i for i, r in recents.items() if (r["place"], r["query"]) == (place, query)]:
        del recents[i]
    recents[new_id(state, "s")] = {"place": place, "query": query, "at": iso(at)}
    for i in sorted(recents, key=lambda i: (recents[i]["at"], number(i)), reverse=True)[MAX_RECENT:]:
        del recents[i]


def recent(state: MapsState) -> list[tuple[str, Recent]]:
    """Searches, the latest first."""
    return sorted(state["recents"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def lists(state: MapsState) -> list[tuple[str, SavedList]]:
    """Favourites, what to see, then the user's own lists as they were made."""
    order = list(LIST_ICONS)
    return sorted(state["lists"].items(), key=lambda pair: (order.index(pair[1]["kind"]), number(pair[0])))


def list_name(saved: SavedList) -> str:
    """What a list is called."""
    return t(BUILT_IN[saved["kind"]]) if saved["kind"] in BUILT_IN else saved["name"]


def saved_in(state: MapsState, place: str) -> list[str]:
    """The lists a place is in."""
    return [i for i, saved in lists(state) if place in saved["entries"]]


def real(state: MapsState, place: str) -> str:
    """A place's id; HERE is where the phone is."""
    return state["here"] if place == HERE else place


def away(state: MapsState, place: str) -> float:
    """Kilometres from the phone, as the crow flies."""
    return crow(spot(state["here"]), spot(place))


def located(others: Mapping[str, Any]) -> bool:
    """Does Wayfare know where the phone is? It must be allowed to, and location must be on."""
    settings = others[SETTINGS]
    return bool(settings["location"]) and settings["permissions"].get(MAPS, {}).get("location") == "allow"


def rating_of(state: MapsState, place: str) -> tuple[int, int]:
    """(tenths, number of ratings), the user's own counted in."""
    standing = state["standings"][place]
    mine = next((r for r in state["reviews"].values() if r["mine"] and r["place"] == place), None)
    if mine is None:
        return standing["rating"], standing["count"]
    total = standing["rating"] * standing["count"] + 10 * mine["stars"]
    return round(total / (standing["count"] + 1)), standing["count"] + 1


def covered(state: MapsState, place: str) -> bool:
    """Does the place lie in a part of the map that is on the phone?"""
    x, y = spot(place)
    return any(
        AREAS[i].west <= x <= AREAS[i].east and AREAS[i].south <= y <= AREAS[i].north for i in state["downloads"]
    )


def avoided(options: Options) -> frozenset[str]:
    """What routes shall keep away from."""
    wanted = {"tolls": options["avoid_tolls"], "motorways": options["avoid_motorways"],
              "ferries": options["avoid_ferries"]}  # fmt: skip
    return frozenset(what for what, keep_away in wanted.items() if keep_away)


def address(place_id: str) -> str:
    """ "7 Mill Lane"."""
    place = PLACES[place_id]
    return t("{number} {street}", number=place.number, street=t(place.street)) if place.number else t(place.street)


def name_of(place_id: str) -> str:
    """A place's name in the phone's language; an address is its own name."""
    place = PLACES[place_id]
    return t(place.name) if place.name else address(place_id)


def full_address(place_id: str) -> str:
    """The address with the town."""
    return f"{address(place_id)}, {t(CITY)}"
