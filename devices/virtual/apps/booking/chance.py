"""What plays when, which seats are taken and which tables are free. It follows from the world's luck alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import blake2b

from devices.virtual.apps.booking.catalogue import CINEMAS, FILMS, TIMES, ZONES, Hall
from devices.virtual.apps.booking.tables import RESTAURANTS

LETTERS = "ABCDEFGHIJ"


def dice(luck: int, *what: object) -> int:
    """A number that looks like chance and is always the same for the same things."""
    words = ":".join((str(luck), *map(str, what)))
    return int.from_bytes(blake2b(words.encode(), digest_size=6).digest())


@dataclass(frozen=True, slots=True)
class Showing:
    """A film in a hall at a time. `hall` counts the cinema's halls, `time` is one of TIMES."""

    cinema: str
    hall: int
    day: date
    time: str

    @property
    def id(self) -> str:
        """What to keep of it: `showing_of` makes it again."""
        return f"{self.cinema}/{self.hall}/{self.day.isoformat()}/{self.time}"

    @property
    def at(self) -> datetime:
        """When it begins."""
        return datetime.fromisoformat(f"{self.day.isoformat()}T{self.time}")

    @property
    def room(self) -> Hall:
        """Its hall."""
        return CINEMAS[self.cinema].halls[self.hall]

    @property
    def seats(self) -> list[str]:
        """Every seat, row by row: "A1", "A2"."""
        return [f"{LETTERS[row]}{n}" for row in range(self.room.rows) for n in range(1, self.room.columns + 1)]


def showing_of(id_: str) -> Showing:
    """The showing with this id."""
    cinema, hall, day, time = id_.split("/")
    return Showing(cinema, int(hall), date.fromisoformat(day), time)


def film_at(luck: int, since: date, showing: Showing) -> str:
    """Which film it shows; films change every other day, new ones come when they open."""
    days = (showing.day - since).days
    playing = _playing(max(0, days))
    return playing[dice(luck, showing.cinema, showing.hall, showing.time, days // 2) % len(playing)]


@cache
def _playing(days: int) -> list[str]:
    return [i for i, film in FILMS.items() if film.opens <= days]


def showings(luck: int, since: date, day: date, film: str = "", cinema: str = "") -> Iterator[Showing]:
    """The showings of a day, of one film or in one cinema if asked for, by cinema and time."""
    for cinema_id, house in CINEMAS.items():
        if cinema not in ("", cinema_id):
            continue
        for time in TIMES:
            for hall in range(len(house.halls)):
                showing = Showing(cinema_id, hall, day, time)
                if film in ("", film_at(luck, since, showing)):
                    yield showing


def zone(hall: Hall, seat: str) -> int:
    """An index of ZONES: the first two rows, the last two, and what is between."""
    row = LETTERS.index(seat[0])
    return 0 if row < 2 else 2 if row >= hall.rows - 2 else 1


def taken(luck: int, showing: Showing, seat: str) -> bool:
    """Does somebody else have this seat? Evenings and weekends are fuller; who comes, comes in pairs."""
    busy = 22 + (25 if showing.time in ("19:45", "17:00") else 0) + (15 if showing.day.weekday() >= 4 else 0)
    busy += (0, 12, 45)[dice(luck, "crowd", showing.id) % 8 // 3]
    pair = (int(seat[1:]) + 1) // 2
    return dice(luck, "seat", showing.id, seat[0], pair) % 100 < busy


def seat_price(level: int, showing: Showing, seat: str) -> int:
    """Cents for a seat: its zone, its hall, dearer in the evening, cheaper early in the week; in steps of ten."""
    cents = ZONES[zone(showing.room, seat)][1] + showing.room.extra
    cents += 150 if showing.time >= "17:00" else 0
    cents -= 150 if showing.day.weekday() < 2 else 0
    return 10 * round(cents * level / 1000)


# -- tables ---------------------------------------------------------------------------------------------------------


def slots(hours: list[str], day: date) -> list[str]:
    """The times at which one can come: every half hour until ninety minutes before it closes."""
    opens, _, closes = hours[day.weekday()].partition("-")
    if not opens:
        return []
    start = max(_minutes(opens), 11 * 60)
    return [f"{at // 60:02}:{at % 60:02}" for at in range(start, _minutes(closes) - 89, 30)]


def _minutes(hhmm: str) -> int:
    hours, minutes = hhmm.split(":")
    return 60 * int(hours) + int(minutes)


def places_left(luck: int, restaurant: str, day: date, time: str, area: str) -> int:
    """How many people still find room; fewer at eight in the evening and at weekends."""
    if area == "outdoor" and not RESTAURANTS[restaurant].outdoor:
        return 0
    number = dice(luck, "table", restaurant, day, time, area) % 14
    busy = 5 if time in ("19:00", "19:30", "20:00") else 2 if "18:00" <= time <= "21:00" else 0
    busy += 3 if day.weekday() >= 4 else 0
    return max(0, number - busy)


def next_days(today: date, many: int) -> list[date]:
    """Today and the days after it."""
    return [today + timedelta(days=n) for n in range(many)]
