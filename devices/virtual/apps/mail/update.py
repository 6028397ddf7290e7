"""What each event of Letterbox does, and what comes and goes as time passes."""

from datetime import datetime

from devices.virtual.app import Turn
from devices.virtual.apps.mail.box_update import BOXES, Handler
from devices.virtual.apps.mail.compose_update import COMPOSING
from devices.virtual.apps.mail.option_update import OPTIONS, apply_rule
from devices.virtual.apps.mail.sending import send
from devices.virtual.apps.mail.state import (
    ME,
    Incoming,
    MailState,
    matches,
    minutes,
    new_id,
    new_thread,
    no_undo,
    reply_subject,
)
from devices.virtual.apps.mail.thread_update import THREADS
from devices.virtual.node import Event, on
from devices.virtual.words import t

HANDLERS: dict[str, Handler] = {**BOXES, **THREADS, **COMPOSING, **OPTIONS}


def update(state: MailState, event: Event, turn: Turn) -> None:
    """Every event by name. What was done last can be taken back until something else is done."""
    handler = HANDLERS.get(event.name)
    if handler is None:
        raise ValueError(f"Letterbox knows no event {event.name!r}")
    if event.name != "undo":
        state["undo"] = no_undo()
    handler(state, event, turn)


def tick(state: MailState, since: datetime, turn: Turn) -> None:
    """Letters that were put off go out, threads come back, new mail arrives."""
    now = minutes(turn.now)
    state["undo"] = no_undo()
    for draft_id in sorted(i for i, draft in state["drafts"].items() if draft["send_at"] and draft["send_at"] <= now):
        draft = state["drafts"].pop(draft_id)
        at = datetime.fromisoformat(draft["send_at"])
        letter_id = send(state, {**draft, "send_at": ""}, at, turn.others)
        turn.notify(t("Mail sent"), draft["subject"] or t("(no subject)"), on("read", id=letter_id))
    for thread_id, thread in sorted(state["threads"].items()):
        if thread["snoozed"] and thread["snoozed"] <= now:
            thread["snoozed"] = ""
            _new(state, thread_id)
            turn.notify(t("Back in your inbox"), thread["subject"], on("read", id=thread_id))
    due = sorted((mail["at"], int(i[1:]), i) for i, mail in state["incoming"].items() if mail["at"] <= now)
    for _, _, mail_id in due:
        _arrive(state, state["incoming"].pop(mail_id), turn)


def _new(state: MailState, thread_id: str) -> None:
    if thread_id not in state["unread"]:
        state["unread"].append(thread_id)


def _arrive(state: MailState, mail: Incoming, turn: Turn) -> None:
    if mail["address"] in state["unsubscribed"]:
        return
    thread_id = mail["thread"]
    if thread_id not in state["threads"]:
        thread_id = new_id(state, "t")
        state["threads"][thread_id] = new_thread(mail["subject"], "inbox", mail["category"])
    thread = state["threads"][thread_id]
    thread["folder"] = "spam" if mail["address"] in state["blocked"] else "inbox"
    state["letters"][new_id(state, "m")] = {
        "thread": thread_id, "name": mail["name"], "address": mail["address"], "to": [ME], "cc": [],
        "body": mail["body"], "at": mail["at"],
        "files": [], "links": [],
    }  # fmt: skip
    _new(state, thread_id)
    for _, rule in sorted(state["rules"].items()):
        if thread["folder"] != "spam" and matches(rule, mail["address"], mail["name"]):
            apply_rule(state, rule, thread_id)
    _answer(state, thread_id, mail)
    quiet = mail["category"] == "promotions" and not state["options"]["promotions_notify"]
    if thread["folder"] == "inbox" and state["options"]["notifications"] and not quiet:
        turn.notify(mail["name"], thread["subject"], on("read", id=thread_id))


def _answer(state: MailState, thread_id: str, mail: Incoming) -> None:
    """What the vacation responder writes back to people."""
    vacation, folder = state["vacation"], state["threads"][thread_id]["folder"]
    over = vacation["until"] and mail["at"][:10] > vacation["until"]
    if not vacation["on"] or over or mail["category"] != "primary" or folder == "spam":
        return
    state["letters"][new_id(state, "m")] = {
        "thread": thread_id, "name": t("Sam Rowan"), "address": ME, "to": [mail["address"]], "cc": [],
        "body": f"{reply_subject(vacation['subject'])}\n\n{vacation['body']}", "at": mail["at"],
        "files": [], "links": [],
    }  # fmt: skip
