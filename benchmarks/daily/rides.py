"""Getting about with Hopla."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from agent.policies.scripted import Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import ANY, Apps
from benchmarks.daily.template import Axes, Params, Template
from devices.virtual.apps.rides.catalogue import DRIVERS, KINDS, PLACES
from devices.virtual.apps.rides.state import new_trip
from devices.virtual.world import EPOCH

HOPLA, NOTES = "org.guimcp.hopla", "org.guimcp.notes"
AWAY = sorted(name for name in PLACES if name not in ("home", "work"))


def _trip(apps: Apps, kind: str, end: str, payment: str, at: datetime) -> dict[str, Any]:
    """A scheduled trip from home; who drives is left open."""
    trip = new_trip("home", end, kind, apps[HOPLA]["level"], payment, at, "scheduled", DRIVERS[0])
    return {**trip, "driver": ANY, "plate": ANY}


def _booking(place: str, kind: str, day: str, at: str, payment: str) -> list[Move]:
    """From Hopla's first screen to the confirmed booking."""
    return [
        Tap("Where to?"), Fill("query", PLACES[place].name), Tap(PLACES[place].name, "item"), Tap(f"kind-{kind}"),
        Tap(day, "chip"), Fill("Time (HH:MM)", at), Tap(payment, "chip"), Tap("book"), Tap("Confirm"),
    ]  # fmt: skip


# -- money into the wallet -----------------------------------------------------------------------------------------


def _top_up_params(rng: Random, apps: Apps) -> Params:
    return {"amount": rng.choice((15, 25, 35, 40))}


def _top_up_change(apps: Apps, p: Params) -> None:
    apps[HOPLA]["wallet"] += 100 * p["amount"]


def _top_up_oracle(apps: Apps, p: Params) -> list[Move]:
    return [
        Open("Hopla"),
        Tap("Wallet", "tab"),
        Tap("Top up"),
        Fill("Amount in euros", str(p["amount"])),
        Tap("Top up"),
        Say(),
    ]


# -- what a ride cost ----------------------------------------------------------------------------------------------


def _fare_params(rng: Random, apps: Apps) -> Params:
    trips = apps[HOPLA]["trips"]
    trip_id = rng.choice(sorted(i for i, t in trips.items() if t["status"] == "finished"))
    return {"id": trip_id, "place": PLACES[trips[trip_id]["end"]].name}


def _fare_answer(apps: Apps, p: Params) -> Answer:
    trip = apps[HOPLA]["trips"][p["id"]]
    return Answer("money", str(trip["price"] - trip["discount"]))


def _fare_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Hopla"), Tap("Trips", "tab"), Tap(f"trip-{p['id']}"), Say(_fare_answer(apps, p).shown())]


# -- a ride for tomorrow -------------------------------------------------------------------------------------------


def _book_params(rng: Random, apps: Apps) -> Params:
    kind, place = rng.choice(sorted(KINDS)), rng.choice(AWAY)
    return {"kind": kind, "kind_name": KINDS[kind].name, "place": place, "place_name": PLACES[place].name,
            "time": rng.choice(("08:15", "14:30", "19:45"))}  # fmt: skip


def _book_change(apps: Apps, p: Params) -> None:
    at = datetime.combine(EPOCH + timedelta(days=1), time.fromisoformat(p["time"]))
    apps[HOPLA]["trips"]["new"] = _trip(apps, p["kind"], p["place"], "cash", at)


def _book_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Hopla"), *_booking(p["place"], p["kind"], "Tomorrow", p["time"], "Cash"), Say()]


# -- if this driver, then that -------------------------------------------------------------------------------------


def _cancel_params(rng: Random, apps: Apps) -> Params:
    (trip_id,) = (i for i, t in apps[HOPLA]["trips"].items() if t["status"] == "coming")
    driver = apps[HOPLA]["trips"][trip_id]["driver"]
    other = rng.choice([name for name, _ in DRIVERS if name != driver])
    return {"id": trip_id, "driver": rng.choice((driver, other))}


def _comes(apps: Apps, p: Params) -> bool:
    return apps[HOPLA]["trips"][p["id"]]["driver"] == p["driver"]


def _cancel_change(apps: Apps, p: Params) -> None:
    if _comes(apps, p):
        apps[HOPLA]["trips"][p["id"]].update(status="cancelled", reason="I changed my plans")
    else:
        apps[HOPLA]["quiet"] = True


def _cancel_oracle(apps: Apps, p: Params) -> list[Move]:
    if not _comes(apps, p):
        return [Open("Hopla"), Tap("Profile", "tab"), Tap("quiet"), Say()]
    cancel: list[Move] = [Tap("Cancel ride"), Tap("I changed my plans"), Tap("Cancel ride")]
    return [Open("Hopla"), Tap(f"trip-{p['id']}"), *cancel, Say()]


# -- to the place in a note ----------------------------------------------------------------------------------------


def _note_params(rng: Random, apps: Apps) -> Params:
    place = rng.choice(AWAY)
    return {"place": place, "time": rng.choice(("12:30", "16:00", "20:15")), "title": "Meeting point"}


def _note_start(apps: Apps, p: Params) -> None:
    state = apps[NOTES]
    state["notes"][f"n{state['next_id']}"] = {
        "title": p["title"], "body": f"We meet at {PLACES[p['place']].name}, bring the tickets", "checklist": [],
        "label": "", "pinned": False, "archived": False, "edited": EPOCH.isoformat(timespec="minutes"),
    }  # fmt: skip
    state["next_id"] += 1


def _note_change(apps: Apps, p: Params) -> None:
    at = datetime.combine(EPOCH, time.fromisoformat(p["time"]))
    apps[HOPLA]["trips"]["new"] = _trip(apps, "mini", p["place"], "card", at)


def _note_oracle(apps: Apps, p: Params) -> list[Move]:
    booking = _booking(p["place"], "mini", "Today", p["time"], "Card")
    return [Open("Notes"), Tap(p["title"]), Open("Hopla"), *booking, Say()]


TEMPLATES = (
    Template(
        id="rides-top-up",
        goals=(
            "Top up my Hopla wallet by {amount} euros.",
            "Put {amount} euros into the Hopla wallet.",
            "Add €{amount} to my balance in Hopla.",
        ),
        axes=Axes("transport", ("Hopla",), risk="pay"),
        params=_top_up_params,
        change=_top_up_change,
        oracle=_top_up_oracle,
    ),
    Template(
        id="rides-fare",
        goals=(
            "What did my finished Hopla ride to {place} cost? Answer with the amount.",
            "How much was the fare of my past ride to {place} with Hopla? Answer with the amount only.",
            "Look up in Hopla what I paid for the finished trip to {place}. Answer with the amount.",
        ),
        axes=Axes("transport", ("Hopla",), "query"),
        params=_fare_params,
        answer=_fare_answer,
        oracle=_fare_oracle,
    ),
    Template(
        id="rides-book",
        goals=(
            "Book a Hopla {kind_name} from Home to {place_name} for tomorrow at {time}, paid in cash.",
            "I need a ride with Hopla tomorrow at {time}: {kind_name}, from Home to {place_name}. I pay cash.",
            "Schedule a {kind_name} ride in Hopla from Home to {place_name}, tomorrow {time}, payment cash.",
        ),
        axes=Axes("transport", ("Hopla",), composition="composite", risk="pay"),
        params=_book_params,
        change=_book_change,
        oracle=_book_oracle,
    ),
    Template(
        id="rides-cancel-if",
        goals=(
            "If {driver} drives the Hopla ride that is on its way, cancel it because I changed my plans. "
            "If somebody else does, turn on quiet ride in my Hopla preferences instead.",
            "Check who comes in my current Hopla ride: if it is {driver}, cancel with the reason that I changed my "
            "plans, otherwise only switch on quiet ride.",
            "Is {driver} coming with Hopla right now? Then cancel (I changed my plans). If not, enable quiet ride.",
        ),
        axes=Axes("transport", ("Hopla",), composition="conditional", risk="delete"),
        params=_cancel_params,
        change=_cancel_change,
        oracle=_cancel_oracle,
    ),
    Template(
        id="rides-to-note",
        goals=(
            "Book a Hopla Mini from Home for today at {time} to the place in my note “{title}”, paid by card.",
            "My note “{title}” says where we meet. Schedule a Hopla Mini from Home to it, {time} today, by card.",
            "Today at {time} I have to be picked up at Home: Hopla Mini, by card, to the place written in “{title}”.",
        ),
        axes=Axes("transport", ("Notes", "Hopla"), composition="composite", risk="pay"),
        params=_note_params,
        start=_note_start,
        change=_note_change,
        oracle=_note_oracle,
    ),
)
