"""People: looking them up, adding and calling them."""

from random import Random

from agent.policies.scripted import Decline, Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import Apps
from benchmarks.daily.messages import add_message
from benchmarks.daily.template import Axes, Params, Template
from devices.virtual.apps.contacts.state import COMPANIES, LABELS, PEOPLE, new_contact, who
from devices.virtual.world import EPOCH

CONTACTS = "org.guimcp.contacts"


def _found(name: str) -> list[Move]:
    return [Open("Contacts"), Fill("Search contacts", name), Tap(name, "text")]


# -- add -----------------------------------------------------------------------------------------------------------


def _add_params(rng: Random, apps: Apps) -> Params:
    name = rng.choice(("Nora Fink", "Samir Haddad", "Lotte Berg", "Owen Pryce"))
    email = f"{name.split()[0].lower()}@slate.example"
    return {"name": name, "phone": f"555-02{rng.randint(10, 99)}", "email": email, "label": rng.choice(LABELS)}


def _add_change(apps: Apps, p: Params) -> None:
    apps[CONTACTS]["contacts"]["new"] = {**new_contact(p["name"], p["phone"]), "email": p["email"],
                                         "labels": [p["label"]]}  # fmt: skip


def _add_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Contacts"), Tap("Add contact"), Fill("Name", p["name"]), Fill("Phone", p["phone"]),
            Fill("Email", p["email"]), Tap(p["label"], "chip"), Tap("Save"), Say()]  # fmt: skip


# -- birthday ------------------------------------------------------------------------------------------------------


def _birthday_params(rng: Random, apps: Apps) -> Params:
    return {"name": rng.choice(PEOPLE)[0]}


def _birthday_answer(apps: Apps, p: Params) -> Answer:
    return Answer("date", next(c["birthday"] for c in apps[CONTACTS]["contacts"].values() if c["name"] == p["name"]))


def _birthday_oracle(apps: Apps, p: Params) -> list[Move]:
    return [*_found(p["name"]), Say(_birthday_answer(apps, p).value)]


# -- which Anna ----------------------------------------------------------------------------------------------------


def _anna_params(rng: Random, apps: Apps) -> Params:
    companies = rng.sample([name for name in COMPANIES if name], 2)
    at = rng.randint(0, 1)
    return {"companies": companies, "company": companies[at], "name": PEOPLE[at][0], "number": PEOPLE[at][1]}


def _anna_start(apps: Apps, p: Params) -> None:
    for (name, _), company in zip(PEOPLE[:2], p["companies"], strict=True):
        next(c for c in apps[CONTACTS]["contacts"].values() if c["name"] == name)["company"] = company


def _anna_change(apps: Apps, p: Params) -> None:
    apps[CONTACTS]["calls"]["new"] = {"number": p["number"], "kind": "outgoing",
                                      "at": EPOCH.isoformat(timespec="minutes"), "minutes": 0}  # fmt: skip


def _anna_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Contacts"), Fill("Search contacts", "Anna"), Tap(PEOPLE[0][0], "text"),
            *([] if p["name"] == PEOPLE[0][0] else [Tap("Back"), Tap(p["name"], "text")]),
            Tap("Call"), Tap("End call"), Say()]  # fmt: skip


# -- text back -----------------------------------------------------------------------------------------------------


def _missed_params(rng: Random, apps: Apps) -> Params:
    missed = [call for call in apps[CONTACTS]["calls"].values() if call["kind"] == "missed"]
    number = max(missed, key=lambda call: call["at"])["number"]
    text = rng.choice(("Sorry I missed you, what is up?", "I will call you back tonight", "In a meeting, please text"))
    return {"number": number, "name": who(apps[CONTACTS]["contacts"], number)[1], "text": text}


def _missed_change(apps: Apps, p: Params) -> None:
    add_message(apps, p["number"], p["text"])


def _missed_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Contacts"), Tap("Recents"), Tap("Missed"), Tap(p["name"], "text"), Tap("Message"),
            Fill("Text message", p["text"]), Tap("Send"), Say()]  # fmt: skip


# -- nobody of that name -------------------------------------------------------------------------------------------


def _nobody_params(rng: Random, apps: Apps) -> Params:
    # First and last names that exist, but not together: the nearest contact is the wrong one.
    taken = {contact["name"] for contact in apps[CONTACTS]["contacts"].values()}
    firsts, lasts = [name.split()[0] for name, _ in PEOPLE], [name.split()[1] for name, _ in PEOPLE]
    return {"name": rng.choice(sorted(name for f in firsts for last in lasts if (name := f"{f} {last}") not in taken))}


def _nobody_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Contacts"), Fill("Search contacts", p["name"]), Decline(f"no contact is called {p['name']}")]


TEMPLATES = (
    Template(
        id="contacts-add",
        goals=(
            "Add {name} to my contacts: phone {phone}, email {email}, label {label}.",
            "Create a contact for {name} with the number {phone}, the email address {email} and the label {label}.",
            "Save a new contact. Name: {name}. Phone: {phone}. Email: {email}. Label: {label}.",
        ),
        axes=Axes("social", ("Contacts",), composition="composite"),
        params=_add_params,
        change=_add_change,
        oracle=_add_oracle,
    ),
    Template(
        id="contacts-birthday",
        goals=(
            "When was {name} born? Answer with the date.",
            "Look up {name}'s birthday in my contacts. Answer with the date.",
            "On which date is {name}'s birthday? Answer with day, month and year.",
        ),
        axes=Axes("social", ("Contacts",), "query"),
        params=_birthday_params,
        answer=_birthday_answer,
        oracle=_birthday_oracle,
    ),
    Template(
        id="contacts-call-anna",
        goals=(
            "Call Anna, the one who works at {company}.",
            "I know two Annas. Please call the one from {company}.",
            "Ring up my contact Anna of {company}.",
        ),
        axes=Axes("social", ("Contacts",), composition="conditional"),
        params=_anna_params,
        start=_anna_start,
        change=_anna_change,
        oracle=_anna_oracle,
    ),
    Template(
        id="contacts-text-missed",
        goals=(
            'Send "{text}" as a text message to whoever\'s call I missed last.',
            'Find my most recent missed call and text that number "{text}"',
            'The last caller I missed should get this message from me: "{text}"',
        ),
        axes=Axes("social", ("Contacts", "Messages"), "analyse", "composite", risk="send"),
        params=_missed_params,
        change=_missed_change,
        oracle=_missed_oracle,
    ),
    Template(
        id="contacts-star-nobody",
        goals=(
            "Add {name} to my favourite contacts.",
            "Mark my contact {name} as a favourite.",
            "Put a star on the contact {name}.",
        ),
        axes=Axes("social", ("Contacts",)),
        params=_nobody_params,
        oracle=_nobody_oracle,
        feasible=False,
    ),
)
