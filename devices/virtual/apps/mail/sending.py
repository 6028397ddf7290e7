"""Letters going out: how a draft becomes a letter, and what is answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from devices.virtual.apps.contacts.state import known
from devices.virtual.apps.mail.people_letters import ANSWERS, PEOPLE
from devices.virtual.apps.mail.state import (
    ME,
    Draft,
    Letter,
    MailState,
    minutes,
    new_id,
    new_thread,
    reply_subject,
)
from devices.virtual.words import t


def send(state: MailState, draft: Draft, at: datetime, others: Mapping[str, Any]) -> str:
    """Send a draft; the letter's id. People are going to answer."""
    answered = state["letters"].get(draft["reply"])
    thread_id = answered["thread"] if answered else ""
    if not answered or draft["subject"] not in (state["threads"][thread_id]["subject"],
                                                reply_subject(state["threads"][thread_id]["subject"])):  # fmt: skip
        thread_id = new_id(state, "t")
        state["threads"][thread_id] = new_thread(draft["subject"] or t("(no subject)"), "sent")
    signature = state["options"]["signature"]
    body = "\n\n".join(part for part in (draft["body"], signature) if part)
    letter_id = new_id(state, "m")
    letter: Letter = {"thread": thread_id, "name": t("Sam Rowan"), "address": ME, "to": [*draft["to"]],
                      "cc": [*draft["cc"]], "body": body, "at": minutes(at),
                      "files": [*draft["files"]], "links": []}  # fmt: skip
    state["letters"][letter_id] = letter
    _expect(state, letter_id, letter, draft["subject"], at, others)
    return letter_id


def _expect(
    state: MailState, letter_id: str, letter: Letter, subject: str, at: datetime, others: Mapping[str, Any]
) -> None:
    """Let the first addressee answer within the hour, if it is a person."""
    people = {c["email"]: c["name"] for c in known(others).values() if c["email"]}
    people |= {address: t(name) for name, address in PEOPLE.values()}
    address = next((a for a in letter["to"] if a in people), "")
    if not address or any(w["thread"] == letter["thread"] for w in state["incoming"].values()):
        return
    rng = Random(f"{letter_id}:{letter['body']}")
    state["incoming"][new_id(state, "w")] = {
        "thread": letter["thread"], "subject": subject, "name": people[address], "address": address,
        "body": f"{t(rng.choice(ANSWERS))}\n\n{people[address].split()[0]}", "category": "primary",
        "at": minutes(at + timedelta(minutes=rng.randint(12, 55))),
    }  # fmt: skip


def take_back(state: MailState, letter_id: str) -> None:
    """Undo `send`: the letter, the thread it began and the answer it would get are gone."""
    letter = state["letters"].pop(letter_id)
    thread_id = letter["thread"]
    if not any(m["thread"] == thread_id for m in state["letters"].values()):
        del state["threads"][thread_id]
    state["incoming"] = {i: w for i, w in state["incoming"].items() if w["thread"] != thread_id or not thread_id}
