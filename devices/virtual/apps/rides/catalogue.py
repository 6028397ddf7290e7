"""Hopla's town: fictional places on a map in kilometres, and the kinds of rides."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """`x` and `y` in kilometres from the town hall."""

    name: str
    street: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Kind:
    """Prices in cents: to get in, and a kilometre. `ramp`: a wheelchair can get in."""

    name: str
    seats: int
    base: int
    per_km: int
    wait: int
    icon: str
    ramp: bool
    words: str


PLACES = {
    "aurora": Place("Cafe Aurora", "7 Mill Lane", 0.8, 0.4),
    "central": Place("Central Station", "1 Station Square", 0.0, -1.2),
    "airport": Place("Northfield Airport", "Terminal 1", 4.0, 11.5),
    "museum": Place("Harbour Museum", "22 Quay Street", -2.6, 0.9),
    "clinic": Place("Birchgate Clinic", "50 Birch Road", 2.2, -3.1),
    "stadium": Place("Kestrel Stadium", "3 Arena Way", 5.1, -1.4),
    "library": Place("Harbour Library", "9 Quay Street", -2.1, 0.6),
    "market": Place("Old Market Hall", "14 Market Street", 0.3, 0.2),
    "park": Place("Linden Park", "North gate", -0.9, 2.8),
    "theatre": Place("Lantern Theatre", "5 Opera Row", 1.1, -0.6),
    "uni": Place("Fernhill University", "Main building", -3.9, -2.2),
    "pool": Place("Tidewater Pool", "31 Shore Road", -4.4, 1.7),
    "depot": Place("Copper Mill Works", "2 Foundry Lane", 3.4, 2.0),
    "school": Place("Pinecrest School", "12 Pinecrest Avenue", -0.5, 3.6),
    "dental": Place("Birchgate Dental", "48 Birch Road", 2.0, -2.8),
    "climbing": Place("Granite Hall", "6 Quarry Way", 4.6, 0.5),
    "lakeside": Place("Lakeside Pool", "2 Lake Road", -3.2, 4.4),
    "home": Place("Home", "3 Canal Terrace", -1.4, -0.7),
    "work": Place("Work", "18 Weaver Street", 1.9, 0.9),
}

KINDS = {
    "mini": Kind("Mini", 3, 220, 95, 3, "directions_car", False, "Small and cheap"),
    "comfort": Kind("Comfort", 4, 320, 125, 5, "local_taxi", True, "More room for your legs"),
    "xl": Kind("XL", 6, 450, 165, 7, "airport_shuttle", True, "For groups and luggage"),
    "green": Kind("Green", 4, 260, 110, 6, "electric_car", False, "Electric cars only"),
    "pet": Kind("Pet", 4, 380, 120, 8, "directions_car", False, "Your animal may come along"),
}

DRIVERS = (
    ("Ines Falk", "HB 214 K"), ("Tomas Rehn", "KL 880 A"), ("Yara Osei", "MN 437 C"), ("Piet Janssen", "DR 052 E"),
    ("Nadia Orlov", "ST 619 B"), ("Jonas Thiel", "GV 303 F"),
)  # fmt: skip
STOP_FEE = 100  # cents
STOP_MINUTES = 3
PROMOS = {"HELLO5": 500, "NIGHT3": 300}
EXPIRED = frozenset({"SPRING10", "WELCOME20"})
REASONS = ("I changed my plans", "The driver is too far away", "I booked by mistake", "Another reason")


def kilometres(start: str, end: str) -> float:
    """Road distance, a third longer than the crow flies, 0.6 at least."""
    a, b = PLACES[start], PLACES[end]
    return max(0.6, 1.33 * math.hypot(a.x - b.x, a.y - b.y))


def route(start: str, end: str, stop: str = "") -> float:
    """Kilometres from start to end, by way of `stop` where there is one."""
    return kilometres(start, stop) + kilometres(stop, end) if stop else kilometres(start, end)


def fare(kind: str, start: str, end: str, level: int, stop: str = "") -> int:
    """Cents, in steps of ten; `level` is the town's price level in per cent."""
    k = KINDS[kind]
    return 10 * round((k.base + k.per_km * route(start, end, stop) + (STOP_FEE if stop else 0)) * level / 1000)


def minutes(start: str, end: str, stop: str = "") -> int:
    """How long the way takes."""
    return max(3, round(2.1 * route(start, end, stop) + (STOP_MINUTES if stop else 0)))
