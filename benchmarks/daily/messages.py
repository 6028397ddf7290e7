"""Writing to people and finding what they wrote."""

import re
from random import Random

from agent.policies.scripted import Back, Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import Apps
from benchmarks.daily.template import Axes, Params, Template
from devices.virtual.apps.contacts.state import PEOPLE, known, new_contact
from devices.virtual.apps.messages.state import thread_with
from devices.virtual.times import time_words
from devices.virtual.world import EPOCH

MESSAGES, CONTACTS, CALENDAR = "org.guimcp.messages", "org.guimcp.contacts", "org.guimcp.calendar"
PARCELS = "555-0170"


def add_message(apps: Apps, number: str, text: str, mine: bool = True, at: str = "") -> None:
    """Put a message at the end of the thread with this number, as if sent now (or received `at`)."""
    state = apps[MESSAGES]
    thread_id = thread_with(state["threads"], number)
    if not thread_id:
        thread_id, state["next_id"] = f"t{state['next_id']}", state["next_id"] + 1
        state["threads"][thread_id] = {"number": number, "messages": {}, "pinned": False, "muted": False}
    message_id, state["next_id"] = f"m{state['next_id']}", state["next_id"] + 1
    state["threads"][thread_id]["messages"][message_id] = {
        "text": text, "mine": mine, "at": at or EPOCH.isoformat(timespec="minutes"), "starred": False,
    }  # fmt: skip


def write(name: str, text: str) -> list[Move]:
    """Writing to a contact from the Messages app."""
    return [Open("Messages"), Tap("New message"), Fill("Type a name or number", name), Tap(name, "text"),
            Fill("Text message", text), Tap("Send")]  # fmt: skip


def _send_change(apps: Apps, p: Params) -> None:
    add_message(apps, p["number"], p["text"])


# -- send ----------------------------------------------------------------------------------------------------------


def _send_params(rng: Random, apps: Apps) -> Params:
    name, number = rng.choice(PEOPLE)
    text = rng.choice(("Running ten minutes late, sorry!", "Can I borrow your ladder?", "The soup was lovely."))
    return {"name": name, "number": number, "text": text}


def _send_oracle(apps: Apps, p: Params) -> list[Move]:
    return [*write(p["name"], p["text"]), Say()]


# -- the parcel's code ---------------------------------------------------------------------------------------------


def _parcel_params(rng: Random, apps: Apps) -> Params:
    return {}


def _parcel_answer(apps: Apps, p: Params) -> Answer:
    threads = apps[MESSAGES]["threads"]
    texts = " ".join(m["text"] for m in threads[thread_with(threads, PARCELS)]["messages"].values())
    found = re.search(r"Your code is (\d+)", texts)
    assert found is not None
    return Answer("text", found[1])


def _parcel_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Messages"), Tap(PARCELS), Say(_parcel_answer(apps, p).value)]


# -- save a sender -------------------------------------------------------------------------------------------------


def _save_params(rng: Random, apps: Apps) -> Params:
    return {"name": rng.choice(("Swiftcrate", "Parcel service", "Swiftcrate lockers"))}


def _save_change(apps: Apps, p: Params) -> None:
    apps[CONTACTS]["contacts"]["new"] = new_contact(p["name"], PARCELS)


def _save_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Messages"), Tap(PARCELS), Open("Contacts"), Tap("Add contact"), Fill("Name", p["name"]),
            Fill("Phone", PARCELS), Tap("Save"), Say()]  # fmt: skip


# -- tell when an event starts -------------------------------------------------------------------------------------


def _when_params(rng: Random, apps: Apps) -> Params:
    events = apps[CALENDAR]["events"]
    event = events[rng.choice(sorted(i for i, e in events.items() if not e["all_day"]))]
    name, number = rng.choice(PEOPLE)
    return {"title": event["title"], "name": name, "number": number, "text": time_words(event["start"], apps)}


def _when_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Calendar"), Tap("Search events"), Fill("Search events", p["title"]),
            *write(p["name"], p["text"]), Say()]  # fmt: skip


# -- mute strangers ------------------------------------------------------------------------------------------------


def _mute_params(rng: Random, apps: Apps) -> Params:
    return {}


def _strangers(apps: Apps) -> list[str]:
    numbers = {contact["phone"] for contact in known(apps).values()}
    return sorted(i for i, thread in apps[MESSAGES]["threads"].items() if thread["number"] not in numbers)


def _mute_change(apps: Apps, p: Params) -> None:
    for thread_id in _strangers(apps):
        apps[MESSAGES]["threads"][thread_id]["muted"] = True


def _mute_oracle(apps: Apps, p: Params) -> list[Move]:
    moves: list[Move] = [Open("Messages")]
    for thread_id in _strangers(apps):
        moves += [Tap(apps[MESSAGES]["threads"][thread_id]["number"]), Tap("More options"), Tap("Mute"), Back()]
    return [*moves, Say()]


TEMPLATES = (
    Template(
        id="messages-send",
        goals=(
            'Send {name} the message "{text}"',
            'Text {name}: "{text}"',
            'Write a message to {name} that says "{text}"',
        ),
        axes=Axes("social", ("Messages",), risk="send"),
        params=_send_params,
        change=_send_change,
        oracle=_send_oracle,
    ),
    Template(
        id="messages-parcel-code",
        goals=(
            "What is the code for picking up my parcel? I got it by text message. Answer with the code only.",
            "Find the pick-up code of my parcel in Messages and answer with nothing but the code.",
            "A parcel is waiting for me at a locker. Which code do I need? Answer with the digits only.",
        ),
        axes=Axes("social", ("Messages",), "query"),
        params=_parcel_params,
        answer=_parcel_answer,
        oracle=_parcel_oracle,
    ),
    Template(
        id="messages-save-sender",
        goals=(
            'Save the number that texted me about my parcel as a new contact called "{name}".',
            'Someone texted me a parcel code. Add that number to my contacts under the name "{name}".',
            'Add a contact "{name}" with the phone number the parcel message came from.',
        ),
        axes=Axes("social", ("Messages", "Contacts"), composition="composite"),
        params=_save_params,
        change=_save_change,
        oracle=_save_oracle,
    ),
    Template(
        id="messages-event-time",
        goals=(
            'Look up when "{title}" in my calendar starts and text {name} the time and nothing else, as in "9:05 AM".',
            'Text {name} the start time of "{title}" from my calendar. Write only the time, in the form "9:05 AM".',
            '{name} wants to know when my event "{title}" begins: send a message with just the time, like "9:05 AM".',
        ),
        axes=Axes("social", ("Calendar", "Messages"), composition="composite", risk="send"),
        params=_when_params,
        change=_send_change,
        oracle=_when_oracle,
    ),
    Template(
        id="messages-mute-strangers",
        goals=(
            "Mute every conversation with a number that is not in my contacts.",
            "In Messages, mute all threads from senders I have not saved as contacts.",
            "I want no sound from unknown senders: mute each conversation that shows a bare number.",
        ),
        axes=Axes("social", ("Messages",), "filter", "loop"),
        params=_mute_params,
        change=_mute_change,
        oracle=_mute_oracle,
    ),
)
