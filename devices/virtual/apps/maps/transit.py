"""Trams, buses and trains of Wayfare's town: which to take, where to change, what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from devices.virtual.apps.maps.routing import crow, spot, street_km
from devices.virtual.apps.maps.town import FARES, LINES, STOPS, Line, Point

FIRST, LAST = 5 * 60, 24 * 60 - 10  # minutes of the day between which lines set out
WALK_PACE = 12.0
CHANGE = 2  # minutes to change
NEAR = 3  # so many stops round each end are tried
FURTHEST = 3.2  # kilometres that somebody walks to a stop


@dataclass(frozen=True, slots=True)
class Leg:
    """A ride, or a walk where `line` is empty. `start` and `end` are ids of stops, empty at the ends of a journey."""

    line: str
    start: str
    end: str
    depart: datetime
    arrive: datetime
    hops: int = 0

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.arrive - self.depart).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Journey:
    """Legs from door to door."""

    legs: tuple[Leg, ...]

    @property
    def depart(self) -> datetime:
        """When to leave."""
        return self.legs[0].depart

    @property
    def arrive(self) -> datetime:
        """When one is there."""
        return self.legs[-1].arrive

    @property
    def minutes(self) -> int:
        """How long it takes from door to door."""
        return int((self.arrive - self.depart).total_seconds()) // 60

    @property
    def rides(self) -> tuple[Leg, ...]:
        """The legs that are not walked."""
        return tuple(leg for leg in self.legs if leg.line)

    @property
    def changes(self) -> int:
        """How often one changes."""
        return max(0, len(self.rides) - 1)

    @property
    def walk_minutes(self) -> int:
        """How much of it is walked."""
        return sum(leg.minutes for leg in self.legs if not leg.line)

    @property
    def fare(self) -> int:
        """Cents for one adult."""
        zones = {STOPS[stop].zone for leg in self.rides for stop in (leg.start, leg.end)}
        return FARES[max(zones)] if zones else 0


def passed(leg: Leg) -> list[str]:
    """The stops of a ride, from where one gets on to where one gets off."""
    stops = LINES[leg.line].stops
    a, b = stops.index(leg.start), stops.index(leg.end)
    return list(stops[a : b + 1]) if a < b else list(reversed(stops[b : a + 1]))


def journeys(start: str, end: str, at: datetime, arrive: bool = False) -> list[Journey]:
    """Up to four journeys that set out at `at` or later, or with `arrive` are there by then; the best first."""
    if arrive:
        tried = [j for n in range(3, 41) for j in _after(start, end, at - timedelta(minutes=5 * n))]
        fit = {(_lines(j), j.arrive): j for j in tried if j.arrive <= at}
        return sorted(fit.values(), key=lambda j: (j.arrive, -j.minutes), reverse=True)[:4]
    soon = _after(start, end, at)
    if soon:
        soon += _after(start, end, soon[0].depart + timedelta(minutes=10))
    unique = {(_lines(j), j.depart): j for j in soon}
    return sorted(unique.values(), key=lambda j: (j.arrive, j.changes, j.depart))[:4]


def _lines(journey: Journey) -> tuple[str, ...]:
    return tuple(leg.line for leg in journey.rides)


def _after(start: str, end: str, at: datetime) -> list[Journey]:
    a, b = spot(start), spot(end)
    best: dict[tuple[str, ...], Journey] = {}
    for first, last in product(_near(a), _near(b)):
        for rides in _plans(first, last):
            journey = _ride(a, b, rides, at)
            if journey is None or journey.walk_minutes > 70:
                continue
            key = _lines(journey)
            if key not in best or journey.arrive < best[key].arrive:
                best[key] = journey
    return sorted(best.values(), key=lambda j: (j.arrive, j.changes))[:3]


def _near(point: Point) -> list[str]:
    by = sorted(STOPS, key=lambda stop: (crow(point, _at(stop)), stop))[:NEAR]
    return [stop for stop in by if crow(point, _at(stop)) <= FURTHEST]


def _at(stop: str) -> Point:
    return STOPS[stop].x, STOPS[stop].y


def _plans(first: str, last: str) -> Iterator[list[tuple[str, str, str]]]:
    """Rides as (line, from, to): direct ones and those with one change."""
    if first == last:
        return
    here = [i for i in LINES if first in LINES[i].stops]
    there = [i for i in LINES if last in LINES[i].stops]
    for one, two in product(here, there):
        if one == two:
            yield [(one, first, last)]
            continue
        for change in LINES[one].stops:
            if change in LINES[two].stops and change not in (first, last):
                yield [(one, first, change), (two, change, last)]


def _ride(a: Point, b: Point, rides: list[tuple[str, str, str]], at: datetime) -> Journey | None:
    to_stop = _walk(a, _at(rides[0][1]))
    now, legs = at + timedelta(minutes=to_stop), list[Leg]()
    for line_id, start, end in rides:
        line = LINES[line_id]
        leaves = next_departure(line, start, end, now + timedelta(minutes=CHANGE if legs else 0))
        if leaves is None:
            return None
        hops = abs(line.stops.index(end) - line.stops.index(start))
        legs.append(Leg(line_id, start, end, leaves, leaves + timedelta(minutes=hops * line.hop), hops))
        now = legs[-1].arrive
    first, last = legs[0], legs[-1]
    walk_on = Leg("", "", first.start, first.depart - timedelta(minutes=to_stop), first.depart)
    walk_off = Leg("", last.end, "", last.arrive, last.arrive + timedelta(minutes=_walk(_at(last.end), b)))
    return Journey(tuple(leg for leg in (walk_on, *legs, walk_off) if leg.line or leg.minutes))


def _walk(a: Point, b: Point) -> int:
    return round(WALK_PACE * street_km([a, b]) * 0.92)


def next_departure(line: Line, start: str, end: str, at: datetime) -> datetime | None:
    """When the line next leaves `start` towards `end`; None where no more goes that day."""
    here, there = line.stops.index(start), line.stops.index(end)
    from_terminal = line.hop * (here if there > here else len(line.stops) - 1 - here)
    minute = at.hour * 60 + at.minute + (1 if at.second else 0)
    earliest = FIRST + line.offset + from_terminal
    runs = max(0, -(-(minute - earliest) // line.every))
    leaves = earliest + runs * line.every
    if leaves - from_terminal > LAST:
        return None
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(minutes=leaves)
