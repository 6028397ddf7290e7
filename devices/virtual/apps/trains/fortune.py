"""What chance does to trains: delays, platforms, how full they are. It follows from the world's luck alone."""

from datetime import date
from hashlib import blake2b

from devices.virtual.apps.trains.catalogue import COACHES, COLUMNS, ROWS, STATIONS
from devices.virtual.apps.trains.timetable import Train

REASONS = ("Repair on a train", "A signal fault", "Waiting for passengers", "Works on the track", "A late train ahead")
CROWDS = ("Plenty of room", "Fairly full", "Very full")


def dice(luck: int, *what: object) -> int:
    """A number that looks like chance and is always the same for the same things."""
    words = ":".join((str(luck), *map(str, what)))
    return int.from_bytes(blake2b(words.encode(), digest_size=6).digest())


def delay(luck: int, train: Train, today: date) -> int:
    """Minutes that a train is late; only known on its day and the one after. One in four is."""
    if train.day > today:
        return 0
    number = dice(luck, "late", train.id)
    return (5, 5, 8, 10, 12, 15, 20, 35)[number // 7 % 8] if number % 4 == 0 else 0


def cancelled(luck: int, train: Train, today: date) -> bool:
    """Is it not running at all? One in forty."""
    return train.day <= today and dice(luck, "gone", train.id) % 40 == 0


def reason(luck: int, train: Train) -> str:
    """Why it is late or not running."""
    return REASONS[dice(luck, "why", train.id) % len(REASONS)]


def platform(luck: int, train: Train, station: str) -> int:
    """Where it stands, as planned."""
    return 1 + dice(0, "platform", train.line, train.back, station) % STATIONS[station].platforms


def platform_now(luck: int, train: Train, station: str, today: date) -> int:
    """Where it really stands; one in eight is moved on the day."""
    planned = platform(luck, train, station)
    if train.day > today or dice(luck, "moved", train.id, station) % 8:
        return planned
    return 1 + planned % STATIONS[station].platforms


def crowd(luck: int, train: Train, first: bool = False) -> int:
    """How full it is: an index of CROWDS."""
    return dice(luck, "crowd", train.id, first) % 3


def taken(luck: int, train: Train, coach: str, seat: str) -> bool:
    """Does somebody else have this seat?"""
    return dice(luck, "seat", train.id, coach, seat) % 100 < (30, 48, 70)[crowd(luck, train, COACHES[coach][1])]


def free_seats(luck: int, train: Train, coach: str) -> list[str]:
    """The seats of a coach that can be had."""
    return [seat for seat in seats() if not taken(luck, train, coach, seat)]


def seats() -> list[str]:
    """The seats of a coach, row by row."""
    return [f"{row}{column}" for row in range(1, ROWS + 1) for column in COLUMNS]


def bikes_left(luck: int, train: Train, places: int) -> int:
    """Places for bicycles that are left."""
    return max(0, places - dice(luck, "bikes", train.id) % (places + 3))
