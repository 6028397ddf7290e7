"""What Evening remembers. Money is in cents."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Literal, TypeVar

from typing_extensions import TypedDict

from devices.virtual.apps.booking.catalogue import (
    BOOKING_FEE,
    CANCEL_HOURS,
    FILM_PRAISE,
    FILMS,
    POINTS_WORTH,
    PROMOS,
    SNACKS,
)
from devices.virtual.apps.booking.chance import (
    Showing,
    dice,
    film_at,
    places_left,
    seat_price,
    showing_of,
    showings,
    slots,
    taken,
)
from devices.virtual.apps.booking.tables import RESTAURANTS, TABLE_PRAISE
from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.words import t

T = TypeVar("T")
Status = Literal["upcoming", "past", "cancelled"]
MAPS = "org.guimcp.maps"
EVERY_DAY = ["12:00-22:00"] * 7
PAYMENTS = {"card": "Card ending in 4421", "gift": "Gift balance"}
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Rated(TypedDict):
    """`rating` in tenths of a star, from so many people."""

    rating: int
    count: int


class Review(TypedDict):
    """`about` is a film's or a restaurant's id; `mine`: the user wrote it."""

    about: str
    author: str
    stars: int
    text: str
    at: str
    mine: bool


class Ticket(TypedDict):
    """Seats at a showing, with snacks by id. `price` is what was paid, `off` what a code and points took off."""

    film: str
    showing: str
    seats: list[str]
    snacks: dict[str, int]
    promo: str
    points: int
    off: int
    price: int
    payment: str
    code: str
    status: Status


class Table(TypedDict):
    """A table for `party` people; `area` is "indoor" or "outdoor"."""

    restaurant: str
    at: str
    party: int
    area: str
    name: str
    phone: str
    request: str
    code: str
    status: Status


class Waiting(TypedDict):
    """A table that was full; the user is told once somebody cancels."""

    restaurant: str
    at: str
    party: int
    since: str
    free: bool


class Gift(TypedDict):
    """A voucher that was bought for somebody."""

    to: str
    cents: int
    code: str
    words: str
    at: str


class BookingState(TypedDict):
    """`luck` decides who else goes out, `level` is the price level in per cent, `since` when films were counted from.

    `want` are films to see, `favourites` restaurants and cinemas. `points` are worth POINTS_WORTH cents each.
    """

    tickets: dict[str, Ticket]
    tables: dict[str, Table]
    waiting: dict[str, Waiting]
    reviews: dict[str, Review]
    gifts: dict[str, Gift]
    rated: dict[str, Rated]
    want: list[str]
    favourites: list[str]
    gift: int
    points: int
    used: list[str]
    reminders: bool
    luck: int
    level: int
    since: str
    told: list[str]
    next_id: int


def seed(rng: Random, now: datetime) -> BookingState:
    """Somebody who goes out about once a week."""
    state: BookingState = {
        "tickets": {}, "tables": {}, "waiting": {}, "reviews": {}, "gifts": {},
        "rated": {i: {"rating": rng.randint(31, 49), "count": rng.randint(12, 3200)} for i in (*FILMS, *RESTAURANTS)},
        "want": rng.sample(sorted(FILMS), 3),
        "favourites": [*rng.sample(sorted(RESTAURANTS), 3), rng.choice(("k1", "k2", "k4"))],
        "gift": rng.choice((0, 1200, 2500, 4000)), "points": rng.randint(40, 420), "used": [], "reminders": True,
        "luck": rng.randint(1, 10**6), "level": rng.choice((90, 95, 100, 105, 110)), "since": now.date().isoformat(),
        "told": [], "next_id": 1,
    }  # fmt: skip
    for about in (*FILMS, *RESTAURANTS):
        _seed_reviews(state, rng, now, about)
    for days in (-20, -6, rng.randint(1, 2), rng.randint(3, 6)):
        _seed_ticket(state, rng, now, days)
    for days in (-31, -12, -3, rng.randint(1, 4), rng.randint(5, 12)):
        _seed_table(state, rng, now, days)
    past = [i for i, table in sorted(state["tables"].items()) if table["status"] == "past"]
    state["tables"][rng.choice(past)]["status"] = "cancelled"
    return state


def _seed_reviews(state: BookingState, rng: Random, now: datetime, about: str) -> None:
    pool = FILM_PRAISE if about in FILMS else TABLE_PRAISE
    if about in FILMS and FILMS[about].opens:
        return
    for words in rng.sample(pool, 2):
        state["reviews"][new_id(state, "e")] = {
            "about": about, "author": t(rng.choice(PEOPLE)[0]), "stars": rng.choice((3, 4, 4, 5, 5)), "text": t(words),
            "at": iso(now - timedelta(days=rng.randint(1, 200))), "mine": False,
        }  # fmt: skip


def _seed_ticket(state: BookingState, rng: Random, now: datetime, days: int) -> None:
    day = (now + timedelta(days=days)).date()
    found = [s for s in showings(state["luck"], now.date(), day) if s.time >= "17:00"]
    showing = rng.choice(found)
    free = [seat for seat in showing.seats if not taken(state["luck"], showing, seat)]
    seats = free[len(free) // 2 : len(free) // 2 + rng.randint(1, 3)]
    film = film_at(state["luck"], now.date(), showing)
    snacks = {rng.choice(sorted(SNACKS)): rng.randint(1, 2)} if rng.random() < 0.5 else {}
    sums = bill_of(state, showing, seats, snacks, "", False)
    state["tickets"][new_id(state, "t")] = {
        "film": film, "showing": showing.id, "seats": seats, "snacks": snacks, "promo": "", "points": 0, "off": 0,
        "price": sums["total"], "payment": "card", "code": code_of(state), "status": "past" if days < 0 else "upcoming",
    }  # fmt: skip


def _seed_table(state: BookingState, rng: Random, now: datetime, days: int) -> None:
    at = (now + timedelta(days=days)).replace(hour=rng.choice((18, 19)), minute=rng.choice((0, 30)))
    while at.weekday() in (0, 1, 6):  # when many are closed
        at += timedelta(days=1 if days > 0 else -1)
    restaurant = rng.choice(sorted(RESTAURANTS))
    outdoor = RESTAURANTS[restaurant].outdoor and rng.random() < 0.4
    state["tables"][new_id(state, "b")] = {
        "restaurant": restaurant, "at": iso(at), "party": rng.randint(2, 5), "area": "outdoor" if outdoor else "indoor",
        "name": t("Sam Rowan"), "phone": "555-0100", "request": t(rng.choice(("", "Birthday", "Quiet table"))),
        "code": code_of(state), "status": "past" if days < 0 else "upcoming",
    }  # fmt: skip


# -- ids and orders -------------------------------------------------------------------------------------------------


def iso(at: datetime) -> str:
    """A time as it is kept."""
    return at.isoformat(timespec="minutes")


def new_id(state: BookingState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int(id_[1:])


def by_number(things: Mapping[str, T]) -> list[tuple[str, T]]:
    """Things in the order they were made."""
    return sorted(things.items(), key=lambda pair: number(pair[0]))


def code_of(state: BookingState) -> str:
    """A code for the next booking, like "K7M2QX"."""
    value = dice(state["luck"], "code", state["next_id"])
    return "".join(LETTERS[value // 32**n % 32] for n in range(6))


def begins(thing: "Ticket | Table") -> datetime:
    """When a film or a meal begins."""
    return showing_of(thing["showing"]).at if "showing" in thing else datetime.fromisoformat(thing["at"])


def bookings(state: BookingState, status: str) -> list[tuple[str, "Ticket | Table"]]:
    """Tickets and tables of a kind: the next first, what is over from the latest on."""
    both: list[tuple[str, Ticket | Table]] = [*state["tickets"].items(), *state["tables"].items()]
    found = [(i, thing) for i, thing in both if thing["status"] == status]
    found.sort(key=lambda pair: (begins(pair[1]), number(pair[0])), reverse=status != "upcoming")
    return found


def since_of(state: BookingState) -> date:
    """The day that films are counted from."""
    return date.fromisoformat(state["since"])


def is_on(state: BookingState, film: str, day: date) -> bool:
    """Has the film opened by that day?"""
    return since_of(state) + timedelta(days=FILMS[film].opens) <= day


def rating_of(state: BookingState, about: str) -> tuple[int, int]:
    """(tenths, number of ratings), the user's own counted in."""
    rated = state["rated"][about]
    mine = [r["stars"] for r in state["reviews"].values() if r["mine"] and r["about"] == about]
    total = rated["rating"] * rated["count"] + 10 * sum(mine)
    return round(total / (rated["count"] + len(mine))), rated["count"] + len(mine)


# -- what it costs --------------------------------------------------------------------------------------------------


class Bill(TypedDict):
    """What tickets come to, line by line; `spent` are the points used."""

    seats: int
    fee: int
    snacks: int
    off: int
    points_off: int
    spent: int
    total: int


def bill_of(
    state: BookingState, showing: Showing, seats: list[str], snacks: Mapping[str, int], promo: str, points: bool
) -> Bill:
    """Codes count for seats alone, points for what is left."""
    seat_cents = sum(seat_price(state["level"], showing, seat) for seat in seats)
    snack_cents = sum(SNACKS[i].price * n for i, n in snacks.items())
    off = promo_off(promo, seat_cents)
    before = seat_cents + BOOKING_FEE * len(seats) + snack_cents - off
    spent = min(state["points"], before // POINTS_WORTH) if points else 0
    return {"seats": seat_cents, "fee": BOOKING_FEE * len(seats), "snacks": snack_cents, "off": off,
            "points_off": spent * POINTS_WORTH, "spent": spent, "total": before - spent * POINTS_WORTH}  # fmt: skip


def promo_off(code: str, cents: int) -> int:
    """What a code takes off."""
    if code not in PROMOS:
        return 0
    how, worth = PROMOS[code]
    return min(worth, cents) if how == "amount" else cents * worth // 100


def own_seats(state: BookingState, showing: str) -> set[str]:
    """Seats that the user has at a showing already."""
    mine = [ticket for ticket in state["tickets"].values() if ticket["showing"] == showing]
    return {seat for ticket in mine if ticket["status"] == "upcoming" for seat in ticket["seats"]}


def can_cancel(thing: "Ticket | Table", now: datetime) -> bool:
    """Is it still two hours until it begins?"""
    return thing["status"] == "upcoming" and begins(thing) - now >= timedelta(hours=CANCEL_HOURS)


# -- tables ---------------------------------------------------------------------------------------------------------


def hours_of(others: Mapping[str, Any], restaurant: str) -> list[str]:
    """A restaurant's hours from Monday on, as the map has them."""
    standings = others.get(MAPS, {}).get("standings", {})
    return standings[restaurant]["hours"] if restaurant in standings else EVERY_DAY


def room(state: BookingState, restaurant: str, day: date, time: str, area: str, without: str = "") -> int:
    """How many people still find room, the user's own tables counted (but for `without`)."""
    at = f"{day.isoformat()}T{time}"
    mine = sum(
        table["party"]
        for i, table in state["tables"].items()
        if i != without and (table["restaurant"], table["at"], table["area"]) == (restaurant, at, area)
        and table["status"] == "upcoming"
    )  # fmt: skip
    return places_left(state["luck"], restaurant, day, time, area) - mine


def free_slots(
    state: BookingState, others: Mapping[str, Any], restaurant: str, day: date, party: int, area: str, now: datetime
) -> Iterator[tuple[str, bool]]:
    """(time, is there room) for every time of a day that is not over yet."""
    for time in slots(hours_of(others, restaurant), day):
        if datetime.fromisoformat(f"{day.isoformat()}T{time}") > now:
            yield time, room(state, restaurant, day, time, area) >= party
