"""What Linia remembers. Money is in cents."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal, TypeVar

from typing_extensions import TypedDict

from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.apps.trains.catalogue import (
    BIKE_FEE,
    CARDS,
    FARES,
    INSURANCE,
    INSURED_REFUND,
    KINDS,
    LINES,
    PEOPLE_KINDS,
    SEASONS,
    SEAT_FEE,
    STATIONS,
    VOUCHERS,
)
from devices.virtual.apps.trains.fortune import dice
from devices.virtual.apps.trains.timetable import Connection, connection_of, connections
from devices.virtual.words import t

T = TypeVar("T")
Status = Literal["upcoming", "past", "cancelled"]
PAYMENTS = {"card": "Card ending in 4421", "credit": "Linia credit", "invoice": "Direct debit"}
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Passenger(TypedDict):
    """`kind` is a key of PEOPLE_KINDS."""

    name: str
    kind: str


class Ticket(TypedDict):
    """`legs` are ids of timetable.Leg, `seats` leg by leg ("3-12A" or empty for none).

    `price` is what was paid with seats, bicycles and insurance, `refund` what came back.
    """

    legs: list[str]
    fare: str
    passengers: list[Passenger]
    seats: list[list[str]]
    bikes: int
    insured: bool
    card: str
    voucher: str
    price: int
    refund: int
    payment: str
    code: str
    email: str
    status: Status
    booked: str


class Railcard(TypedDict):
    """`kind` is a key of CARDS."""

    kind: str
    number: str
    until: str


class Trip(TypedDict):
    """A journey that is looked for again and again."""

    start: str
    end: str
    name: str


class Alert(TypedDict):
    """Tell me of delays on direct trains between two stations, from one time of the day to another."""

    start: str
    end: str
    since: str
    until: str
    on: bool


class Season(TypedDict):
    """`kind` is a key of SEASONS."""

    start: str
    end: str
    kind: str
    since: str
    until: str
    price: int


class Recent(TypedDict):
    """A search."""

    start: str
    end: str
    at: str


class TrainsState(TypedDict):
    """`luck` decides what chance does to trains, `level` is the price level in per cent, `told` what was notified."""

    tickets: dict[str, Ticket]
    people: dict[str, Passenger]
    railcards: dict[str, Railcard]
    trips: dict[str, Trip]
    alerts: dict[str, Alert]
    seasons: dict[str, Season]
    recents: dict[str, Recent]
    credit: int
    used: list[str]
    luck: int
    level: int
    reminders: bool
    told: list[str]
    next_id: int


ROUTES = (
    ("lc", "ka"),
    ("lc", "al"),
    ("lc", "qu"),
    ("lw", "mi"),
    ("lc", "os"),
    ("gr", "ha"),
    ("lc", "ju"),
    ("ro", "lc"),
)


def seed(rng: Random, now: datetime) -> TrainsState:
    """A traveller with tickets behind and before them."""
    state: TrainsState = {
        "tickets": {}, "people": {}, "railcards": {}, "trips": {}, "alerts": {}, "seasons": {}, "recents": {},
        "credit": rng.choice((0, 850, 2400, 5000)), "used": [], "luck": rng.randint(1, 10**6),
        "level": rng.choice((90, 95, 100, 105, 110)), "reminders": True, "told": [], "next_id": 1,
    }  # fmt: skip
    me = t("Sam Rowan")
    state["people"][new_id(state, "p")] = {"name": me, "kind": "adult"}
    for name, kind in zip(rng.sample([name for name, _ in PEOPLE], 2), ("adult", rng.choice(("child", "senior"))),
                          strict=True):  # fmt: skip
        state["people"][new_id(state, "p")] = {"name": t(name), "kind": kind}
    kind = rng.choice(("c25", "young", "trial"))
    until = now + timedelta(days=rng.randint(20, 300))
    state["railcards"][new_id(state, "c")] = {"kind": kind, "number": f"{rng.randint(10**7, 10**8 - 1)}",
                                              "until": until.date().isoformat()}  # fmt: skip
    for days in (-40, -23, -9, -2, 1, rng.randint(3, 9), rng.randint(12, 25)):
        _seed_ticket(state, rng, now, days, me)
    gone = rng.choice([i for i, ticket in sorted(state["tickets"].items()) if ticket["status"] == "past"])
    state["tickets"][gone].update(status="cancelled", fare="flex", refund=state["tickets"][gone]["price"] - 500)
    for start, end in rng.sample(ROUTES, 2):
        state["trips"][new_id(state, "s")] = {
            "start": start,
            "end": end,
            "name": t(rng.choice(("To the office", "Weekend trip", "To Mum"))),
        }
    start, end = rng.choice((("lc", "mi"), ("lw", "lo"), ("lc", "al")))
    state["alerts"][new_id(state, "a")] = {"start": start, "end": end, "since": "07:00", "until": "09:30", "on": True}
    for n, (start, end) in enumerate(rng.sample(ROUTES, 3)):
        add_recent(state, start, end, now - timedelta(days=n + 1))
    return state


def _seed_ticket(state: TrainsState, rng: Random, now: datetime, days: int, me: str) -> None:
    start, end = rng.choice(ROUTES)
    found = connections(start, end, (now + timedelta(days=days)).date())
    chosen = found[rng.randrange(len(found) // 4, len(found))]
    fare = rng.choice(("saver", "flex", "flex", "first"))
    passengers: list[Passenger] = [{"name": me, "kind": "adult"}]
    if rng.random() < 0.4:
        passengers.append({"name": t(rng.choice(PEOPLE)[0]), "kind": "adult"})
    coach, place = "1" if fare == "first" else str(rng.randint(2, 5)), rng.randint(1, 9)
    mine = [f"{coach}-{place}{letter}" for letter in "AB"[: len(passengers)]]
    seats = [list(mine) if leg.train.kind.seats else [] for leg in chosen.legs]
    price = fare_price(state, chosen, fare, [p["kind"] for p in passengers])
    booked = min(chosen.depart, now) - timedelta(days=rng.randint(1, 12), minutes=rng.randint(0, 600))
    status: Status = "upcoming" if chosen.arrive > now else "past"
    state["tickets"][new_id(state, "t")] = {
        "legs": chosen.ids, "fare": fare, "passengers": passengers, "seats": seats, "bikes": 0, "insured": False,
        "card": "", "voucher": "", "price": price, "refund": 0, "payment": "card", "code": code_of(state),
        "email": "sam.rowan@fernpost.example", "status": status, "booked": booked.isoformat(timespec="minutes"),
    }  # fmt: skip


# -- ids and orders -------------------------------------------------------------------------------------------------


def new_id(state: TrainsState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int(id_[1:])


def code_of(state: TrainsState) -> str:
    """A booking code for the next ticket, like "K7M2QX"."""
    value = dice(state["luck"], "code", state["next_id"])
    return "".join(LETTERS[value // 32**n % 32] for n in range(6))


def add_recent(state: TrainsState, start: str, end: str, at: datetime) -> None:
    """Remember a search, each once, six at most."""
    recents = state["recents"]
    for i in [i for i, r in recents.items() if (r["start"], r["end"]) == (start, end)]:
        del recents[i]
    recents[new_id(state, "r")] = {"start": start, "end": end, "at": at.isoformat(timespec="minutes")}
    for i in sorted(recents, key=lambda i: (recents[i]["at"], number(i)), reverse=True)[6:]:
        del recents[i]


def latest(state: "TrainsState") -> list[tuple[str, Recent]]:
    """Searches, the latest first."""
    return sorted(state["recents"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def journey(ticket: Ticket) -> Connection:
    """What a ticket is for."""
    return connection_of(ticket["legs"])


def ordered(state: TrainsState, status: str) -> list[tuple[str, Ticket]]:
    """Tickets of a kind: the next first, what is over from the latest on."""
    found = [(i, ticket) for i, ticket in state["tickets"].items() if ticket["status"] == status]
    found.sort(key=lambda pair: (journey(pair[1]).depart, number(pair[0])), reverse=status != "upcoming")
    return found


def by_number(things: Mapping[str, T]) -> list[tuple[str, T]]:
    """Things in the order they were made."""
    return sorted(things.items(), key=lambda pair: number(pair[0]))


def valid_card(state: TrainsState, card: str, day: date) -> bool:
    """Does the user have this railcard, and does it still hold on that day?"""
    return card in state["railcards"] and state["railcards"][card]["until"] >= day.isoformat()


# -- prices ---------------------------------------------------------------------------------------------------------


def basic_price(state: TrainsState, connection: Connection) -> int:
    """Cents for one adult in second class, in steps of ten. Dearer trains cost more, early booking less."""
    cents = sum(leg.km * KINDS[LINES[leg.train.line].kind].rate for leg in connection.legs) / 10
    demand = 85 + dice(state["luck"], "price", connection.ids[0]) % 41
    return max(190, 10 * round(cents * state["level"] * demand / 100000))


def fare_price(state: TrainsState, connection: Connection, fare: str, kinds: Sequence[str], card: str = "") -> int:
    """Cents for everybody by a fare; `card` is a kind of railcard, which counts for the first passenger."""
    one = basic_price(state, connection) * FARES[fare].percent
    off = CARDS[card].percent if card else 0
    return sum(
        10 * round(one * PEOPLE_KINDS[kind][1] * (100 - (off if n == 0 else 0)) / 10**7) for n, kind in enumerate(kinds)
    )


def season_price(start: str, end: str, kind: str) -> int:
    """Cents for a season ticket between two stations."""
    km = min(one.km for one in connections(start, end, date(2026, 1, 5)))
    return 100 * round(min(km, 150) * SEASONS[kind][2] * 0.42 + 9)


def voucher_problem(state: TrainsState, code: str) -> str:
    """Why a voucher cannot be used; empty where it can."""
    if not code:
        return t("Enter a code")
    if code in state["used"]:
        return t("You have used this voucher already")
    return "" if code in VOUCHERS else t("There is no such voucher")


def voucher_off(code: str, cents: int) -> int:
    """What a voucher takes off."""
    if code not in VOUCHERS:
        return 0
    how, worth = VOUCHERS[code]
    return min(worth, cents) if how == "amount" else cents * worth // 100


class Bill(TypedDict):
    """What a booking comes to, line by line."""

    fare: int
    seats: int
    bikes: int
    insurance: int
    off: int
    total: int


def bill_of(fare_cents: int, fare: str, seats: int, bikes: int, people: int, insured: bool, voucher: str) -> Bill:
    """Seats cost nothing in first class; a voucher counts for the fare alone."""
    seat_cents = 0 if FARES[fare].first else SEAT_FEE * seats
    bike_cents, insurance = BIKE_FEE * bikes, INSURANCE * people if insured else 0
    off = voucher_off(voucher, fare_cents)
    return {"fare": fare_cents, "seats": seat_cents, "bikes": bike_cents, "insurance": insurance, "off": off,
            "total": fare_cents + seat_cents + bike_cents + insurance - off}  # fmt: skip


def refund_of(ticket: Ticket, now: datetime) -> int:
    """Cents that come back if a ticket is cancelled now."""
    if ticket["status"] != "upcoming" or now >= journey(ticket).depart:
        return 0
    fare = FARES[ticket["fare"]]
    if not fare.refund:
        return ticket["price"] * INSURED_REFUND // 100 if ticket["insured"] else 0
    return max(0, ticket["price"] * fare.refund // 100 - fare.fee)


def station_name(station: str) -> str:
    """A station's name in the phone's language."""
    return t(STATIONS[station].name) if station else t("Choose a station")


def route_words(start: str, end: str) -> str:
    """ "Aldersee – Halvik"."""
    return f"{station_name(start)} – {station_name(end)}"
