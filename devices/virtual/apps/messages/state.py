"""What the phone's messages are: threads by number, and the small talk a fresh phone holds."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random

from typing_extensions import TypedDict

from devices.virtual.times import day_words
from devices.virtual.words import t


class Message(TypedDict):
    """One bubble; `mine` says that the phone's owner wrote it."""

    text: str
    mine: bool
    at: str
    starred: bool


class Thread(TypedDict):
    """All messages to and from one number, by id."""

    number: str
    messages: dict[str, Message]
    pinned: bool
    muted: bool


class MessagesState(TypedDict):
    """`unread` counts by thread id; reading a message is not counted as changing the user's data."""

    threads: dict[str, Thread]
    unread: dict[str, int]
    next_id: int


# Who wrote what; a line that begins with ">" is mine. Facts in braces are drawn by the seed.
TALKS: dict[str, tuple[str, ...]] = {
    "555-0101": (
        "Are we still on for coffee?",
        ">Yes! Where?",
        "The little place at {number} {street}. Meet you there at {time}",
    ),
    "555-0102": (
        "Did you ever find that lamp?",
        ">I did, at the flea market",
        "How much was it in the end?",
        ">It was {price} euros, lampshade included",
    ),
    "555-0103": ("The choir moved rehearsal to room {room}", ">Thanks for telling me", "See you there, bring water"),
    "555-0104": (">Happy birthday!", "Thank you so much 🎉", "Dinner at mine, {number} {street}, ring at {surname}"),
    "555-0105": ("The printer is out of toner again", ">I will order some", "Model is {model}, two of them please"),
    "555-0106": ("Cabin is booked for the weekend!", "The key box code is {door}", ">Brilliant, thank you"),
    "555-0107": (">How was the match?", "We won {score}!", "Next one is on {day} at {time}"),
    "555-0108": ("Could you feed the cat on {day}?", ">Of course", "Two scoops, the food is under the sink"),
    "555-0111": ("Train gets in at {time}", ">I will pick you up", "Platform {room}, I have a big green suitcase"),
    "555-0113": ("You owe me {price} euros for the tickets", ">Will send it tonight"),
    "555-0114": ("Guess who got the job?", ">You?!", "Me! I start on the {date}"),
    "555-0170": ("Swiftcrate: parcel {parcel} is ready for pick-up at locker {room}. Your code is {code}.",),
    "555-0172": ("Tall Oak Vets: Biscuit's check-up is on {day} at {time}. Reply CANCEL to cancel.",),
    "555-0174": ("Harbour Library: your reserved book is waiting until {day}. Fine so far: {price} euros.",),
}
SERVICES = ("555-0170", "555-0172", "555-0174")
STREETS = ("Juniper Lane", "Mill Street", "Orchard Road", "Chapel Row", "Fern Hill")


def seed(rng: Random, now: datetime) -> MessagesState:
    """Eight threads of the last week, one with a parcel code, one or two unread."""
    numbers = ["555-0170", rng.choice(SERVICES[1:])]
    numbers += rng.sample(sorted(TALKS.keys() - set(SERVICES)), 6)
    rng.shuffle(numbers)
    threads: dict[str, Thread] = {}
    next_id = 9
    for index, number in enumerate(numbers):
        facts = _facts(rng)
        # The newest thread is of this morning, the others of the days before, by daylight.
        start = now.replace(hour=7 if index == 0 else rng.randint(8, 20), minute=rng.randint(0, 40))
        at = start - timedelta(days=index)
        messages: dict[str, Message] = {}
        for line in TALKS[number]:
            at += timedelta(minutes=rng.randint(1, 9))
            words = t(line.removeprefix(">")).format(**facts)
            messages[f"m{next_id}"] = {"text": words, "mine": line.startswith(">"),
                                       "at": f"{at:%Y-%m-%dT%H:%M}", "starred": False}  # fmt: skip
            next_id += 1
        threads[f"t{index + 1}"] = {"number": number, "messages": messages, "pinned": False, "muted": False}
    theirs = [i for i, thread in threads.items() if not messages_of(thread)[-1][1]["mine"]]
    threads[rng.choice(sorted(threads))]["pinned"] = True
    return {"threads": threads, "unread": dict.fromkeys(rng.sample(theirs[:4], 2), 1), "next_id": next_id}


def _facts(rng: Random) -> dict[str, str]:
    return {
        "number": str(rng.randint(2, 89)),
        "street": t(rng.choice(STREETS)),
        "time": f"{rng.randint(10, 19)}:{rng.choice((0, 15, 30, 45)):02}",
        "price": f"{rng.randint(8, 49)}.{rng.choice((20, 50, 80))}",
        "room": str(rng.randint(2, 29)),
        "surname": t(rng.choice(("Moreau", "Lenz"))),
        "model": f"{rng.choice('KLT')}{rng.randint(210, 980)}",
        "door": str(rng.randint(1024, 9876)),
        "score": f"{rng.randint(2, 5)}–{rng.randint(0, 1)}",
        "day": t(rng.choice(("Wednesday", "Thursday", "Friday", "Saturday"))),
        "date": day_words(date(2026, 4, rng.randint(2, 28))),
        "parcel": f"SC{rng.randint(10_000, 99_999)}",
        "code": str(rng.randint(100_000, 999_999)),
    }


def messages_of(thread: Thread) -> list[tuple[str, Message]]:
    """A thread's messages, oldest first; ids are given in the order of writing."""
    return sorted(thread["messages"].items(), key=lambda pair: int(pair[0][1:]))


def thread_with(threads: Mapping[str, Thread], number: str) -> str:
    """The id of the thread with this number, or empty."""
    return next((i for i, thread in threads.items() if thread["number"] == number), "")
