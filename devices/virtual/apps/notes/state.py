"""What Notes remembers."""

from datetime import datetime, timedelta
from random import Random

from typing_extensions import TypedDict

from devices.virtual.words import t


class Entry(TypedDict):
    """A line of a check list."""

    text: str
    done: bool


class Note(TypedDict):
    """`label` is one of LABELS or empty."""

    title: str
    body: str
    checklist: list[Entry]
    label: str
    pinned: bool
    archived: bool
    edited: str


class NotesState(TypedDict):
    """Notes by id."""

    notes: dict[str, Note]
    next_id: int


LABELS = ("Home", "Work", "Travel", "Ideas")
TEXTS = (
    ("Gift ideas", "Scarf for Mum, climbing book for Theo", "Ideas"),
    ("Meter readings", "Gas 4471, water 918, power 20233", "Home"),
    ("Standup", "Ask Priya about the staging server", "Work"),
    ("Packing", "Charger, rain jacket, swimming things", "Travel"),
    ("Wi-Fi at the cabin", "Network is Birchwood, ask Elsa for the rest", "Travel"),
    ("Book club", "Finish part two before Thursday", "Home"),
    ("Retro notes", "Shorter meetings, clearer tickets", "Work"),
    ("Garden", "Prune the apple tree, sow radishes", "Home"),
    ("Names", "Clover, Juniper, Tansy", "Ideas"),
)
LISTS = (
    ("Groceries", ("Oat milk", "Lentils", "Tomatoes", "Bread", "Olive oil"), "Home"),
    ("Moving", ("Call the landlord", "Order boxes", "Change address"), "Home"),
)


def seed(rng: Random, now: datetime) -> NotesState:
    """Six notes and a check list or two, edited over the last weeks."""
    notes: dict[str, Note] = {}
    chosen = rng.sample(TEXTS, 6)
    lists = rng.sample(LISTS, rng.randint(1, 2))
    for i, (title, body, label) in enumerate(chosen):
        notes[f"n{i + 1}"] = new_note(
            t(title), t(body), label, now - timedelta(days=2 * i + 1, hours=rng.randint(0, 9))
        )
    for j, (title, lines, label) in enumerate(lists, len(chosen)):
        note = new_note(t(title), "", label, now - timedelta(days=rng.randint(1, 20)))
        note["checklist"] = [{"text": t(line), "done": rng.random() < 0.3} for line in lines]
        notes[f"n{j + 1}"] = note
    notes[rng.choice(sorted(notes))]["pinned"] = True
    return {"notes": notes, "next_id": len(notes) + 1}


def words_of(note: Note) -> str:
    """Body and check list as plain text."""
    lines = [("☑ " if entry["done"] else "☐ ") + entry["text"] for entry in note["checklist"]]
    return "\n".join([note["body"], *lines] if note["body"] else lines)


def new_note(title: str, body: str, label: str, edited: datetime) -> Note:
    """A note that is neither pinned nor archived."""
    return {"title": title, "body": body, "checklist": [], "label": label, "pinned": False, "archived": False,
            "edited": edited.isoformat(timespec="minutes")}  # fmt: skip
