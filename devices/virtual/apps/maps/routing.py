"""Ways by car, on foot and by bicycle: how long, how far, where to turn. All of it follows from coordinates."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from devices.virtual.apps.maps.catalogue import PLACES
from devices.virtual.apps.maps.town import MAIN_ROADS, RING, STREETS, Point
from devices.virtual.words import t

MODES = ("drive", "transit", "walk", "cycle")
DETOUR = 1.33  # streets are so much longer than the crow flies
STOP_MINUTES = 3
TUNNEL_TOLL = 280  # cents
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True, slots=True)
class Variant:
    """A kind of way: how much longer than the shortest, minutes a kilometre, minutes on top, from how many
    kilometres on it makes sense, and what somebody may want to avoid about it ("motorways", "tolls", "ferries")."""

    name: str
    stretch: float
    pace: float
    extra: int
    least: float = 0.0
    avoid: str = ""
    toll: int = 0


VARIANTS: dict[str, dict[str, Variant]] = {
    "drive": {
        "town": Variant("Through the town", 1.0, 2.1, 2),
        "ring": Variant("Ring Road", 1.22, 1.25, 4, 3.5, "motorways"),
        "tunnel": Variant("Harbour Tunnel", 0.93, 1.7, 2, 2.5, "tolls", TUNNEL_TOLL),
        "ferry": Variant("Lake ferry", 0.78, 1.7, 15, 5.0, "ferries"),
        "quiet": Variant("Side streets", 1.08, 2.5, 1),
    },
    "walk": {
        "town": Variant("Shortest way", 0.92, 12.0, 0),
        "canal": Variant("Along the canal", 1.1, 12.0, 0, 0.8),
        "ferry": Variant("Lake ferry", 0.75, 11.0, 15, 5.0, "ferries"),
    },
    "cycle": {
        "town": Variant("Shortest way", 0.95, 4.0, 1),
        "canal": Variant("Cycle path by the canal", 1.12, 3.7, 0, 1.2),
        "ferry": Variant("Lake ferry", 0.78, 3.8, 15, 5.0, "ferries"),
    },
}


@dataclass(frozen=True, slots=True)
class Way:
    """One of several ways: `variant` is a key of VARIANTS[mode], `toll` in cents."""

    mode: str
    variant: str
    km: float
    minutes: int
    toll: int

    @property
    def kind(self) -> Variant:
        """What sort of way it is."""
        return VARIANTS[self.mode][self.variant]


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do on the way; `km` are until the next."""

    icon: str
    words: str
    km: float


def spot(place_id: str) -> Point:
    """Where a place lies."""
    return PLACES[place_id].x, PLACES[place_id].y


def crow(a: Point, b: Point) -> float:
    """Kilometres as the crow flies."""
    return math.dist(a, b)


def street_km(points: Sequence[Point]) -> float:
    """Kilometres by street through all the points; 0.1 at least."""
    return max(0.1, DETOUR * sum(crow(a, b) for a, b in zip(points, points[1:], strict=False)))


def ways(mode: str, places: Sequence[str], avoid: frozenset[str], at: datetime, jam: int) -> list[Way]:
    """What ways there are, the quickest first. `jam` is how much longer driving takes in the rush hour, in per cent;
    100 leaves traffic out."""
    base = street_km([spot(place) for place in places])
    slow = jam / 100 if mode == "drive" and rush_hour(at) else 1.0
    pause = STOP_MINUTES * (len(places) - 2)
    found = [
        Way(mode, key, base * v.stretch, max(1, round(base * v.stretch * v.pace * slow) + v.extra + pause), v.toll)
        for key, v in VARIANTS[mode].items()
        if base >= v.least and v.avoid not in avoid
    ]
    return sorted(found, key=lambda way: (way.minutes, way.variant))[:3]


def rush_hour(at: datetime) -> bool:
    """Is it when everybody drives?"""
    return at.weekday() < 5 and (7 <= at.hour < 10 or 16 <= at.hour < 19)


# -- the line on the map --------------------------------------------------------------------------------------------


def path(places: Sequence[str], variant: str) -> list[Point]:
    """The corners of a way."""
    points = [spot(place) for place in places]
    out = points[:1]
    for a, b in zip(points, points[1:], strict=False):
        out.extend(_between(a, b, variant))
        out.append(b)
    return out


def _between(a: Point, b: Point, variant: str) -> list[Point]:
    (ax, ay), (bx, by) = a, b
    match variant:
        case "ring":
            return _along_ring(a, b)
        case "town":
            return [(bx, ay)] if abs(bx - ax) < abs(by - ay) else [(ax, by)]
        case "tunnel":
            return [(ax + (bx - ax) * 0.5, ay + (by - ay) * 0.35)]
        case "ferry":
            return [(min(ax, bx) - 0.8, (ay + by) / 2)]
        case _:
            x, y = ax + (bx - ax) * 0.3, ay + (by - ay) * 0.6
            return [(x, ay), (x, y), (bx, y)]


def _along_ring(a: Point, b: Point) -> list[Point]:
    ring = RING[0][1]
    first, last = (min(range(len(ring)), key=lambda n: crow(ring[n], end)) for end in (a, b))
    if first <= last:
        return list(ring[first : last + 1])
    return list(reversed(ring[last : first + 1]))


# -- steps ----------------------------------------------------------------------------------------------------------


def near_street(point: Point) -> str:
    """The name of the street that a point lies at."""
    return min(((_away(point, line), name) for name, line in (*STREETS, *MAIN_ROADS)))[1]


def _away(point: Point, line: Sequence[Point]) -> float:
    return min(_from_segment(point, a, b) for a, b in zip(line, line[1:], strict=False))


def _from_segment(p: Point, a: Point, b: Point) -> float:
    (px, py), (ax, ay), (bx, by) = p, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    part = min(1.0, max(0.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return math.dist(p, (ax + part * (bx - ax), ay + part * (by - ay)))


def compass(a: Point, b: Point) -> str:
    """Which way b lies from a: one of COMPASS."""
    angle = math.degrees(math.atan2(b[0] - a[0], b[1] - a[1])) % 360
    return COMPASS[round(angle / 45) % 8]


def steps(way: Way, places: Sequence[str]) -> list[Step]:
    """Every turn from the first place to the last, in the phone's language."""
    total = street_km([spot(place) for place in places])
    out: list[Step] = []
    for n, (start, end) in enumerate(zip(places, places[1:], strict=False), 1):
        share = way.km * street_km([spot(start), spot(end)]) / total
        out.extend(_leg(way, spot(start), spot(end), share))
        last = n == len(places) - 1
        side = t("on the left") if n % 2 else t("on the right")
        words = t("Your destination is {side}", side=side) if last else t("Stop {n} is {side}", n=n, side=side)
        out.append(Step("flag" if last else "place", words, 0.0))
    return out


def _leg(way: Way, a: Point, b: Point, km: float) -> Iterator[Step]:
    first, last = near_street(a), near_street(b)
    middle = near_street(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
    turn = (b[0] - a[0]) * a[1] - (b[1] - a[1]) * a[0] > 0
    yield Step("straight", t("Head {way} on {street}", way=t(compass(a, b)), street=t(first)), km * 0.2)
    match way.variant:
        case "ring":
            yield Step("trending_up", t("Take the slip road onto the Ring Road"), km * 0.6)
            yield Step("turn_right", t("Leave at exit {n}", n=2 + round(abs(b[0]) + abs(b[1])) % 9), km * 0.1)
        case "tunnel":
            yield Step("paid", t("Drive through the Harbour Tunnel (toll)"), km * 0.5)
        case "ferry":
            yield Step("directions_boat", t("Take the lake ferry, every 20 minutes"), km * 0.5)
        case "canal":
            yield Step("water", t("Follow the path along the canal"), km * 0.5)
        case _:
            pass
    if middle not in (first, last) and way.variant in ("town", "quiet"):
        yield _turn(turn, middle, km * 0.3)
        if km > 2.5 and way.mode == "drive":
            exit_ = 1 + round(10 * km) % 3
            yield Step("roundabout_right", t("At the roundabout, take exit {n}", n=exit_), km * 0.2)
    if last != first:
        yield _turn(not turn, last, km * 0.2)


def _turn(left: bool, street: str, km: float) -> Step:
    if left:
        return Step("turn_left", t("Turn left onto {street}", street=t(street)), km)
    return Step("turn_right", t("Turn right onto {street}", street=t(street)), km)
