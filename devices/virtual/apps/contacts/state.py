"""What the address book holds: people, labels and the call log; and how numbers are written."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal

from typing_extensions import TypedDict

from devices.virtual.apps.contacts.order import sort_key
from devices.virtual.words import t

CONTACTS = "org.guimcp.contacts"


class Contact(TypedDict):
    """`phone` as `tidy_number` writes it; `birthday` is an ISO date or empty; `labels` are of LABELS, in that order."""

    name: str
    phone: str
    email: str
    company: str
    birthday: str
    labels: list[str]
    notes: str
    favourite: bool
    blocked: bool


CallKind = Literal["incoming", "outgoing", "missed"]


class Call(TypedDict):
    """A line of the call log; `minutes` is 0 where nobody spoke."""

    number: str
    kind: CallKind
    at: str
    minutes: int


class ContactsState(TypedDict):
    """Contacts and calls by id."""

    contacts: dict[str, Contact]
    calls: dict[str, Call]
    next_id: int


LABELS = ("Family", "Friends", "Work", "Club")
# The same people in every world, since messages and events refer to them; what is known of them varies.
PEOPLE = (
    ("Anna Lindqvist", "555-0101"),
    ("Anna Okafor", "555-0102"),
    ("Bruno Salvi", "555-0103"),
    ("Chiara Moreau", "555-0104"),
    ("Daniel Osei", "555-0105"),
    ("Elsa Brandt", "555-0106"),
    ("Farid Nasser", "555-0107"),
    ("Greta Holm", "555-0108"),
    ("Hugo Marten", "555-0109"),
    ("Ines Duarte", "555-0110"),
    ("Jonas Weber", "555-0111"),
    ("Keiko Arai", "555-0112"),
    ("Mira Patel", "555-0113"),
    ("Theo Lambert", "555-0114"),
)
PLACES = (
    ("Birchgate Dental", "555-0141"),
    ("Lowmoor Garage", "555-0142"),
    ("Quill & Thread Books", "555-0143"),
    ("Sunny Steps Nursery", "555-0144"),
    ("Tall Oak Vets", "555-0145"),
)
STRANGERS = ("555-0187", "555-0193")
COMPANIES = ("Harrow & Vale", "Northlight Studio", "Pinecrest School", "Brightwater Labs", "Cobble Lane Bakery", "")
MAILS = ("fernpost.example", "mossmail.example", "slate.example")
REMARKS = ("Met at the climbing hall", "Allergic to nuts", "Prefers a text to a call", "Has our spare key", "", "")


def seed(rng: Random, now: datetime) -> ContactsState:
    """Fourteen people and two places, three of them favourites, and eight calls of the last days."""
    contacts: dict[str, Contact] = {}
    for english, phone in PEOPLE:
        first, last = english.lower().split()
        name = t(english)
        contacts[f"c{len(contacts) + 1}"] = {
            **new_contact(name, phone),
            "email": f"{first}.{last}@{rng.choice(MAILS)}",
            "company": t(rng.choice(COMPANIES)),
            "birthday": f"{rng.randint(1958, 2003)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "labels": rng.choice((["Family"], ["Friends"], ["Work"], ["Friends", "Club"], ["Work", "Club"])),
            "notes": t(rng.choice(REMARKS)),
        }
    for i in rng.sample(sorted(contacts), 3):
        contacts[i]["favourite"] = True
    for name, phone in rng.sample(PLACES, 2):
        contacts[f"c{len(contacts) + 1}"] = new_contact(t(name), phone)
    calls: dict[str, Call] = {}
    kinds: list[CallKind] = ["incoming", "incoming", "outgoing", "outgoing", "missed", "missed", "missed", "incoming"]
    rng.shuffle(kinds)
    numbers = [*rng.sample([phone for _, phone in PEOPLE], 7), rng.choice(STRANGERS)]
    rng.shuffle(numbers)
    spots = rng.sample([(-days, hour) for days in range(1, 6) for hour in range(8, 21)], len(kinds))
    for number, kind, (day, hour) in zip(numbers, kinds, sorted(spots), strict=True):
        at = (now + timedelta(days=day)).replace(hour=hour, minute=rng.randint(0, 59))
        minutes = 0 if kind == "missed" else rng.randint(1, 40)
        calls[f"k{17 + len(calls)}"] = {"number": number, "kind": kind, "at": f"{at:%Y-%m-%dT%H:%M}",
                                        "minutes": minutes}  # fmt: skip
    return {"contacts": contacts, "calls": calls, "next_id": 25}


def new_contact(name: str, phone: str) -> Contact:
    """A contact of whom only this much is known."""
    return {"name": name, "phone": phone, "email": "", "company": "", "birthday": "", "labels": [], "notes": "",
            "favourite": False, "blocked": False}  # fmt: skip


def tidy_number(words: str) -> str | None:
    """A phone number in one spelling ("5550101" → "555-0101"), or None where it is none."""
    digits = re.sub(r"[\s().-]", "", words)
    if not re.fullmatch(r"\+?\d{3,15}", digits):
        return None
    return f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 and digits.isdecimal() else digits


def ordered(contacts: Mapping[str, Contact]) -> list[tuple[str, Contact]]:
    """Contacts as a list shows them, by name."""
    return sorted(contacts.items(), key=lambda pair: (sort_key(pair[1]["name"]), int(pair[0][1:])))


def who(contacts: Mapping[str, Contact], number: str) -> tuple[str, str]:
    """(id, name) of the contact with this number; ("", the number) where there is none."""
    return next(((i, c["name"]) for i, c in ordered(contacts) if c["phone"] == number), ("", number))


def known(others: Mapping[str, Any]) -> Mapping[str, Contact]:
    """The contacts, for other apps."""
    return others[CONTACTS]["contacts"]
