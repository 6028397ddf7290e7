"""What Hopla remembers. Money is in cents."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal

from typing_extensions import TypedDict

from devices.virtual.apps.rides.catalogue import DRIVERS, EXPIRED, KINDS, PLACES, PROMOS, fare, minutes
from devices.virtual.words import t

Status = Literal["coming", "scheduled", "finished", "cancelled"]
PAYMENTS = {"card": "Card", "cash": "Cash", "wallet": "Wallet"}
CONTACTS = "org.guimcp.contacts"
MAX_RECENT = 3


class Trip(TypedDict):
    """`start`, `stop` (or empty) and `end` are place ids; `at` is when it began or shall begin.

    `promo` is the code used, or empty. `stars` 0: not rated. `reason` is why it was cancelled, `lost` what was left in
    the car, `receipt`: was it mailed?
    """

    start: str
    stop: str
    end: str
    kind: str
    price: int
    promo: str
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
    receipt: bool


class Saved(TypedDict):
    """A place under a name of the user's."""

    name: str
    place: str


class RidesState(TypedDict):
    """`level` is the town's price level in per cent, `wallet` the balance, `trusted` a contact's id or empty."""

    trips: dict[str, Trip]
    saved: dict[str, Saved]
    wallet: int
    level: int
    quiet: bool
    wheelchair: bool
    share: bool
    trusted: str
    used_promos: list[str]
    next_id: int


def seed(rng: Random, now: datetime) -> RidesState:
    """Five past trips, one car on its way, three saved places."""
    level = rng.choice((95, 100, 105, 110))
    away = [name for name in PLACES if name not in ("home", "work")]
    trips: dict[str, Trip] = {}
    ends = rng.sample(away, 5)
    for number, end in enumerate(ends, 1):
        began = now - timedelta(days=3 * number + rng.randint(0, 1))
        began = began.replace(hour=rng.randint(7, 22), minute=5 * rng.randint(0, 11))
        trips[f"t{number}"] = _trip(rng, "home" if number % 2 else "work", end, level, began, "finished")
        trips[f"t{number}"]["stars"] = rng.choice((0, 4, 5)) if number > 1 else 0
    trips["t6"] = _trip(rng, "home", rng.choice([p for p in away if p not in ends]), level, now, "coming")
    saved: dict[str, Saved] = {
        "p7": {"name": t("Home"), "place": "home"},
        "p8": {"name": t("Work"), "place": "work"},
        "p9": {"name": t(rng.choice(("Gym", "Grandma", "Choir"))), "place": rng.choice(away)},
    }
    share = rng.random() < 0.5
    return {
        "trips": trips, "saved": saved, "wallet": rng.choice((350, 780, 1240, 2150)), "level": level, "quiet": False,
        "wheelchair": False, "share": share, "trusted": f"c{rng.randint(1, 14)}" if share else "", "used_promos": [],
        "next_id": 10,
    }  # fmt: skip


def _trip(rng: Random, start: str, end: str, level: int, at: datetime, status: Status) -> Trip:
    kind, driver = rng.choice(sorted(KINDS)), rng.choice(DRIVERS)
    return new_trip(start, end, kind, level, rng.choice(("card", "cash")), at, status, driver)


def new_trip(
    start: str, end: str, kind: str, level: int, payment: str, at: datetime, status: Status, driver: tuple[str, str],
    stop: str = "", promo: str = "", note: str = "",
) -> Trip:  # fmt: skip
    """A trip with its price worked out; `driver` is the name and the plate."""
    price = fare(kind, start, end, level, stop)
    return {
        "start": start, "stop": stop, "end": end, "kind": kind, "price": price, "promo": promo,
        "discount": promo_off(promo, price),
        "payment": payment, "driver": driver[0], "plate": driver[1], "at": at.isoformat(timespec="minutes"),
        "status": status, "note": note, "stars": 0, "tip": 0, "reason": "", "lost": "", "receipt": False,
    }  # fmt: skip


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int(id_[1:])


def new_id(state: RidesState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def current(state: RidesState) -> str:
    """The id of the ride on its way, empty if none."""
    return next((i for i in sorted(state["trips"], key=number) if state["trips"][i]["status"] == "coming"), "")


def status_at(trip: Trip, now: datetime) -> Status:
    """How far a ride that was not cancelled is at this time."""
    began = datetime.fromisoformat(trip["at"])
    way = KINDS[trip["kind"]].wait + minutes(trip["start"], trip["end"], trip["stop"])
    if trip["status"] == "finished" or now >= began + timedelta(minutes=way):
        return "finished"
    return "coming" if trip["status"] == "coming" or now >= began else "scheduled"


def paid(trip: Trip) -> int:
    """What a trip costs, without the tip."""
    return trip["price"] - trip["discount"]


def promo_off(code: str, price: int) -> int:
    """Cents that a valid code takes off; never more than the price."""
    return min(PROMOS.get(code, 0), price)


def promo_problem(state: RidesState, code: str) -> str:
    """Why a code cannot be used; empty where it can."""
    if code in EXPIRED:
        return t("This code has expired")
    if code in state["used_promos"]:
        return t("You have used this code already")
    if code not in PROMOS:
        return t("No such code") if code else t("Enter a code")
    return ""


def recent(state: RidesState) -> list[str]:
    """Where the last trips went, the latest first, each place once."""
    ends = [trip["end"] for _, trip in newest(state) if trip["status"] in ("coming", "finished")]
    return list(dict.fromkeys(ends))[:MAX_RECENT]


def newest(state: RidesState) -> list[tuple[str, Trip]]:
    """Trips, the latest first."""
    return sorted(state["trips"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def kinds(state: RidesState) -> list[str]:
    """The rides on offer: with wheelchair access, only those with a ramp."""
    return [i for i, kind in KINDS.items() if kind.ramp or not state["wheelchair"]]


def contact_name(others: Mapping[str, Any], contact_id: str) -> str:
    """The name of somebody in the address book; empty where there is no such person."""
    contact: Mapping[str, Any] = others.get(CONTACTS, {}).get("contacts", {}).get(contact_id, {})
    return str(contact.get("name", ""))
