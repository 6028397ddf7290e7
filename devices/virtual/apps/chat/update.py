"""What each event of Parley does, and what others write as time passes."""

from datetime import datetime, timedelta
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.chat.group_update import GROUPS
from devices.virtual.apps.chat.list_update import LISTS, Handler
from devices.virtual.apps.chat.message_update import MESSAGES
from devices.virtual.apps.chat.state import (
    ME,
    ChatState,
    Pending,
    begun,
    chat_name,
    is_muted,
    minutes,
    new_id,
    new_message,
    person_name,
)
from devices.virtual.node import Event, on
from devices.virtual.words import t

HANDLERS: dict[str, Handler] = {**LISTS, **MESSAGES, **GROUPS}


def update(state: ChatState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    handler = HANDLERS.get(event.name)
    if handler is None:
        raise ValueError(f"Parley knows no event {event.name!r}")
    handler(state, event, turn)


def tick(state: ChatState, since: datetime, turn: Turn) -> None:
    """What the others were about to write is written; they vote in the owner's polls."""
    due = [(p["at"], int(i[1:]), i) for i, p in state["pending"].items() if p["at"] <= minutes(turn.now)]
    for _, _, pending_id in sorted(due):
        _arrive(state, state["pending"].pop(pending_id), turn)
    _votes(state, turn)


def _arrive(state: ChatState, pending: Pending, turn: Turn) -> None:
    chat_id, by = pending["chat"], pending["by"]
    if by in state["blocked"]:
        return
    if chat_id not in state["chats"]:
        chat_id = begun(state, f"new:{by}")
    chat = state["chats"][chat_id]
    if chat["left"] or by not in chat["members"]:
        return
    for message in chat["messages"].values():
        message["seen"] = message["seen"] or message["by"] == ME
    chat["messages"][new_id(state, "m")] = new_message(by, pending["text"], pending["at"])
    state["unread"][chat_id] = state["unread"].get(chat_id, 0) + 1
    group, options = chat["kind"] == "group", state["options"]
    if is_muted(chat, turn.now) or not options["group_notifications" if group else "notifications"]:
        return
    name = person_name(state, by, turn.others)
    title = t("{name} in {chat}", name=name, chat=chat_name(state, chat, turn.others)) if group else name
    turn.notify(title, pending["text"] if options["previews"] else t("New message"), on("open", id=chat_id))


def _votes(state: ChatState, turn: Turn) -> None:
    before = minutes(turn.now - timedelta(minutes=2))
    for chat in state["chats"].values():
        for message_id, message in chat["messages"].items():
            poll = state["polls"].get(message_id)
            if poll is None or poll["closed"] or message["by"] != ME or message["at"] > before:
                continue
            for who in sorted(chat["members"].keys() - {ME} - poll["votes"].keys()):
                poll["votes"][who] = [Random(f"{message_id}:{who}").randrange(len(poll["options"]))]
