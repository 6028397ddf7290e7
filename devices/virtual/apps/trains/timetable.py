"""Which trains go when, and how to get from one station to another. The same every day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from devices.virtual.apps.trains.catalogue import KINDS, LINES, Kind

CHANGE = 5  # minutes that a change takes at least
LONGEST_CHANGE = 130
MOST_CHANGES = 2
ANY_DAY = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Train:
    """One train of one day: `day` is when it sets out, `back`: it goes from the last stop to the first."""

    line: str
    back: bool
    run: int
    day: date

    @property
    def kind(self) -> Kind:
        """What sort of train it is."""
        return KINDS[LINES[self.line].kind]

    @property
    def name(self) -> str:
        """ "IC 512"."""
        return f"{self.kind.letters} {LINES[self.line].number + 2 * self.run + (1 if self.back else 0)}"

    @property
    def id(self) -> str:
        """Unlike that of any other train."""
        return f"{self.line}-{int(self.back)}-{self.run}-{self.day.isoformat()}"

    @property
    def calls(self) -> list[tuple[str, datetime]]:
        """(station, when) for every stop."""
        return [(stop, self.at(stop)) for stop in _offsets(self.line, self.back)]

    def at(self, station: str) -> datetime:
        """When it is at one of its stops."""
        line = LINES[self.line]
        minutes = line.first + line.every * self.run + _offsets(self.line, self.back)[station]
        return datetime.combine(self.day, time()) + timedelta(minutes=minutes)


@lru_cache
def _offsets(line_id: str, back: bool) -> dict[str, int]:
    """Station → minutes after a run of the line begins, in the order of the stops."""
    line = LINES[line_id]
    stops = list(reversed(line.stops)) if back else list(line.stops)
    out, at = dict[str, int](), line.back if back else 0
    for n, (station, minutes, _) in enumerate(stops):
        at += (stops[n - 1][1] if back else minutes) if n else 0
        out[station] = at
    return out


def train_of(id_: str) -> Train:
    """The train with this id."""
    line, back, run, day = id_.split("-", 3)
    return Train(line, back == "1", int(run), date.fromisoformat(day))


@dataclass(frozen=True, slots=True)
class Leg:
    """A ride on one train."""

    train: Train
    start: str
    end: str

    @property
    def depart(self) -> datetime:
        """When it leaves."""
        return self.train.at(self.start)

    @property
    def arrive(self) -> datetime:
        """When it is there."""
        return self.train.at(self.end)

    @property
    def km(self) -> int:
        """How far it goes."""
        stops = [stop for stop, _, _ in LINES[self.train.line].stops]
        low, high = sorted((stops.index(self.start), stops.index(self.end)))
        return sum(km for _, _, km in LINES[self.train.line].stops[low + 1 : high + 1])

    @property
    def between(self) -> list[tuple[str, datetime]]:
        """The stops on the way."""
        calls = self.train.calls
        stops = [stop for stop, _ in calls]
        return calls[stops.index(self.start) + 1 : stops.index(self.end)]

    @property
    def id(self) -> str:
        """What to keep of it: `leg_of` makes it again."""
        return f"{self.train.id}/{self.start}/{self.end}"


def leg_of(id_: str) -> Leg:
    """The leg with this id."""
    train, start, end = id_.split("/")
    return Leg(train_of(train), start, end)


@dataclass(frozen=True, slots=True)
class Connection:
    """Legs from one station to another."""

    legs: tuple[Leg, ...]

    @property
    def depart(self) -> datetime:
        """When it leaves."""
        return self.legs[0].depart

    @property
    def arrive(self) -> datetime:
        """When one is there."""
        return self.legs[-1].arrive

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.arrive - self.depart).total_seconds()) // 60

    @property
    def changes(self) -> int:
        """How often one changes."""
        return len(self.legs) - 1

    @property
    def km(self) -> int:
        """How far it is by rail."""
        return sum(leg.km for leg in self.legs)

    @property
    def ids(self) -> list[str]:
        """What to keep of it."""
        return [leg.id for leg in self.legs]


def connection_of(ids: Sequence[str]) -> Connection:
    """The connection that was kept as `ids`."""
    return Connection(tuple(leg_of(id_) for id_ in ids))


@lru_cache(maxsize=256)
def connections(start: str, end: str, day: date) -> tuple[Connection, ...]:
    """Every connection that leaves on a day and that no other beats, by departure."""
    later = day - ANY_DAY
    return tuple(
        Connection(tuple(Leg(replace(leg.train, day=leg.train.day + later), leg.start, leg.end) for leg in one.legs))
        for one in _pattern(start, end)
    )


@lru_cache(maxsize=512)
def _pattern(start: str, end: str) -> tuple[Connection, ...]:
    """The connections of any one day; all days are alike."""
    day = ANY_DAY
    found: dict[tuple[datetime, datetime], Connection] = {}
    for plan in _plans(start, end):
        for connection in _along(plan, day):
            key = (connection.depart, connection.arrive)
            if key not in found or connection.changes < found[key].changes:
                found[key] = connection
    rides = [(depart, arrive, one.changes) for (depart, arrive), one in found.items()]
    return tuple(found[ride[:2]] for ride in sorted(rides) if not any(_beats(other, ride) for other in rides))


Ride = tuple[datetime, datetime, int]  # when it leaves, when one is there, how often one changes


def _beats(one: Ride, other: Ride) -> bool:
    """Does it leave no sooner, arrive no later and change no more often?"""
    return one[0] >= other[0] and one[1] <= other[1] and one[2] <= other[2] and one != other


@lru_cache(maxsize=512)
def _plans(start: str, end: str) -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """Rides as (line, from, to) without times; at most MOST_CHANGES changes, no station twice."""
    return tuple(_search(start, end, (), frozenset({start}))) if start != end else ()


def _search(
    here: str, end: str, so_far: tuple[tuple[str, str, str], ...], seen: frozenset[str]
) -> Iterator[tuple[tuple[str, str, str], ...]]:
    used = {line for line, _, _ in so_far}
    for line_id, line in LINES.items():
        stops = [stop for stop, _, _ in line.stops]
        if line_id in used or here not in stops:
            continue
        if end in stops:
            yield (*so_far, (line_id, here, end))
        elif len(so_far) < MOST_CHANGES:
            for stop in stops:
                if stop not in seen and _busy(stop):
                    yield from _search(stop, end, (*so_far, (line_id, here, stop)), seen | {stop})


def _busy(station: str) -> bool:
    """Can one change there?"""
    return sum(station in {stop for stop, _, _ in line.stops} for line in LINES.values()) > 1


def _along(plan: tuple[tuple[str, str, str], ...], day: date) -> Iterator[Connection]:
    (line, start, end), *rest = plan
    for first in _trains(line, start, end, day):
        if first.depart.date() != day:
            continue
        legs = [first]
        for line_, a, b in rest:
            following = _next(line_, a, b, legs[-1].arrive + timedelta(minutes=CHANGE))
            if following is None or following.depart - legs[-1].arrive > timedelta(minutes=LONGEST_CHANGE):
                break
            legs.append(following)
        else:
            yield Connection(tuple(legs))


def _next(line: str, start: str, end: str, at: datetime) -> Leg | None:
    days = (at.date() - timedelta(days=1), at.date(), at.date() + timedelta(days=1))
    return next((leg for day in days for leg in _trains(line, start, end, day) if leg.depart >= at), None)


@lru_cache(maxsize=4096)
def _trains(line_id: str, start: str, end: str, day: date) -> tuple[Leg, ...]:
    """The day's trains of a line between two of its stops, and those of the night before that come by that day."""
    line = LINES[line_id]
    stops = [stop for stop, _, _ in line.stops]
    back = stops.index(start) > stops.index(end)
    runs = range((line.last - line.first) // line.every + 1)
    days = (day - timedelta(days=1), day) if line.kind == "n" else (day,)
    return tuple(Leg(Train(line_id, back, run, d), start, end) for d in days for run in runs)


def board(station: str, at: datetime, arrivals: bool = False, hours: int = 4) -> list[tuple[datetime, Train]]:
    """Trains that leave a station (or end their way there or call) in the next hours, by time."""
    out: list[tuple[datetime, Train]] = []
    for line_id, line in LINES.items():
        stops = [stop for stop, _, _ in line.stops]
        if station not in stops:
            continue
        for back in (False, True):
            last = stops[0] if back else stops[-1]
            first = stops[-1] if back else stops[0]
            if station == (first if arrivals else last):
                continue
            out.extend(_calling(line_id, back, station, at, hours))
    return sorted(out, key=lambda pair: (pair[0], pair[1].id))


def _calling(line_id: str, back: bool, station: str, at: datetime, hours: int) -> Iterator[tuple[datetime, Train]]:
    line = LINES[line_id]
    for day in (at.date() - timedelta(days=1), at.date(), at.date() + timedelta(days=1)):
        for run in range((line.last - line.first) // line.every + 1):
            train = Train(line_id, back, run, day)
            when = train.at(station)
            if at <= when <= at + timedelta(hours=hours):
                yield when, train
