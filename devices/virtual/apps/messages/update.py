"""What each event does in Messages."""

from devices.virtual.app import Turn
from devices.virtual.apps.messages.state import Message, MessagesState, Thread, thread_with
from devices.virtual.node import Event
from devices.virtual.words import t


def update(state: MessagesState, event: Event, turn: Turn) -> None:
    """What each event does."""
    match event.name:
        case "open":
            state["unread"].pop(thread_with(state["threads"], event["number"]), None)
            turn.open("thread", number=event["number"])
        case "write":
            state["unread"].pop(thread_with(state["threads"], event["number"]), None)
            turn.replace("thread", {"text": turn.form.get("shared", "")}, number=event["number"])
            turn.focus("text")
        case "received":
            turn.open("new", {"shared": event["value"]})
        case "copy":
            turn.copy(event["text"])
            turn.close()
            turn.toast(t("Copied"))
        case "share":
            turn.close()
            turn.share("text", event["text"])
        case "send":
            _send(state, event["number"], turn)
        case "new":
            turn.open("new")
            turn.focus("to")
        case "menu":
            turn.overlay("menu")
        case "starred":
            turn.close()
            turn.open("starred")
        case "hold":
            turn.overlay("thread_sheet", number=event["number"])
        case "thread_menu":
            turn.overlay("thread_menu", number=event["number"])
        case "message":
            turn.overlay("message", id=event["id"], number=turn.args["number"])
        case "pin" | "mute" | "mark":
            _set(state, event, turn)
        case "star":
            message = _of(state, turn)["messages"][event["id"]]
            message["starred"] = not message["starred"]
            turn.close()
        case "remove":
            thread = _of(state, turn)
            del thread["messages"][event["id"]]
            turn.close()
            if not thread["messages"]:
                del state["threads"][thread_with(state["threads"], thread["number"])]
                turn.root()
            turn.toast(t("Message deleted"))
        case "delete":
            turn.close()
            turn.overlay("delete", number=event["number"])
        case "deleted":
            thread_id = thread_with(state["threads"], event["number"])
            del state["threads"][thread_id]
            state["unread"].pop(thread_id, None)
            turn.root()
            turn.toast(t("Conversation deleted"))
        case _:
            raise ValueError(f"messages knows no event {event.name!r}")


def _of(state: MessagesState, turn: Turn) -> Thread:
    return state["threads"][thread_with(state["threads"], turn.args["number"])]


def _set(state: MessagesState, event: Event, turn: Turn) -> None:
    thread_id = thread_with(state["threads"], event["number"])
    thread = state["threads"][thread_id]
    match event.name:
        case "pin":
            thread["pinned"] = not thread["pinned"]
            turn.toast(t("Conversation pinned") if thread["pinned"] else t("Conversation unpinned"))
        case "mute":
            thread["muted"] = not thread["muted"]
            turn.toast(t("Conversation muted") if thread["muted"] else t("Conversation unmuted"))
        case _:
            if state["unread"].pop(thread_id, 0) == 0:
                state["unread"][thread_id] = 1
    turn.close()


def _send(state: MessagesState, number: str, turn: Turn) -> None:
    words = turn.draft("text")
    if not words:
        turn.toast(t("Write a message first"))
        return
    thread_id = thread_with(state["threads"], number)
    if not thread_id:
        thread_id = _new_id(state, "t")
        state["threads"][thread_id] = {"number": number, "messages": {}, "pinned": False, "muted": False}
    at = turn.now.isoformat(timespec="minutes")
    message: Message = {"text": words, "mine": True, "at": at, "starred": False}
    state["threads"][thread_id]["messages"][_new_id(state, "m")] = message
    state["unread"].pop(thread_id, None)
    turn.form["text"] = ""


def _new_id(state: MessagesState, letter: str) -> str:
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"
