"""What Hopla remembers. Money is in cents."""

from datetime import datetime, timedelta
from random import Random
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.apps.rides.catalogue import DRIVERS, KINDS, PLACES, fare

Status = Literal["coming", "scheduled", "finished", "cancelled"]
PAYMENTS = {"card": "Card", "cash": "Cash", "wallet": "Wallet"}


class Trip(TypedDict):
    """`start` and `end` are place ids; `at` is when it began or shall begin. `stars` 0: not rated."""

    start: str
    end: str
    kind: str
    price: int
    discount: int
    payment: str
    driver: str
    plate: str
    at: str
    status: Status
    note: str
    stars: int
    tip: int
    reason: str
    lost: str


class Saved(TypedDict):
    """A place under a name of the user's."""

    name: str
    place: str


class RidesState(TypedDict):
    """`level` is the town's price level in per cent; `wallet` the balance."""

    trips: dict[str, Trip]
    saved: dict[str, Saved]
    recent: list[str]
    wallet: int
    level: int
    quiet: bool
    wheelchair: bool
    share: bool
    used_promos: list[str]
    next_id: int


def seed(rng: Random, now: datetime) -> RidesState:
    """Five past trips, one car on its way, three saved places."""
    level = rng.choice((95, 100, 105, 110))
    away = [name for name in PLACES if name not in ("home", "work")]
    trips: dict[str, Trip] = {}
    ends = rng.sample(away, 5)
    for number, end in enumerate(ends, 1):
        ago = timedelta(days=3 * number + rng.randint(0, 1), hours=rng.randint(0, 8), minutes=5 * rng.randint(0, 11))
        began = now - ago
        trips[f"t{number}"] = _trip(rng, "home" if number % 2 else "work", end, level, began, "finished")
        trips[f"t{number}"]["stars"] = rng.choice((0, 4, 5)) if number > 1 else 0
    trips["t6"] = _trip(rng, "home", rng.choice([p for p in away if p not in ends]), level, now, "coming")
    saved: dict[str, Saved] = {
        "p7": {"name": "Home", "place": "home"},
        "p8": {"name": "Work", "place": "work"},
        "p9": {"name": rng.choice(("Gym", "Grandma", "Choir")), "place": rng.choice(away)},
    }
    return {
        "trips": trips, "saved": saved, "recent": ends[:3], "wallet": rng.choice((350, 780, 1240, 2150)),
        "level": level, "quiet": False, "wheelchair": False, "share": rng.random() < 0.5, "used_promos": [],
        "next_id": 10,
    }  # fmt: skip


def _trip(rng: Random, start: str, end: str, level: int, at: datetime, status: Status) -> Trip:
    driver, plate = rng.choice(DRIVERS)
    kind = rng.choice(sorted(KINDS))
    return new_trip(start, end, kind, fare(kind, start, end, level), 0, rng.choice(("card", "cash")), driver, plate,
                    at.isoformat(timespec="minutes"), status, "")  # fmt: skip


def new_trip(
    start: str,
    end: str,
    kind: str,
    price: int,
    discount: int,
    payment: str,
    driver: str,
    plate: str,
    at: str,
    status: Status,
    note: str,
) -> Trip:
    """A trip without rating, tip, reason or loss."""
    return {
        "start": start, "end": end, "kind": kind, "price": price, "discount": discount, "payment": payment,
        "driver": driver, "plate": plate, "at": at, "status": status, "note": note, "stars": 0, "tip": 0, "reason": "",
        "lost": "",
    }  # fmt: skip


def euros(cents: int) -> str:
    """€12.50."""
    return f"€{cents // 100}.{cents % 100:02d}"


def current(state: RidesState) -> str:
    """The id of the ride on its way, empty if none."""
    return next((i for i in sorted(state["trips"]) if state["trips"][i]["status"] == "coming"), "")
