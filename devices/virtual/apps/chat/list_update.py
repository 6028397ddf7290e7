"""What happens in the lists of Parley: opening, pinning, muting, archiving, clearing, leaving, blocking."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from devices.virtual.app import Turn
from devices.virtual.apps.chat.state import (
    ALWAYS,
    ME,
    ChatState,
    chat_at,
    direct_with,
    minutes,
    new_id,
    new_message,
    partner,
    person_name,
    settled,
)
from devices.virtual.node import Event
from devices.virtual.words import t

Handler = Callable[[ChatState, Event, Turn], None]
SHEETS = {"home_menu", "chat_menu", "chat_sheet", "message", "member", "place", "attach", "card_sure"}


def off_sheet(turn: Turn) -> None:
    """Close the sheet or menu an event came from, if it came from one."""
    if turn.name in SHEETS:
        turn.close()


def _only(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["only"] = event["name"]


def _tab(state: ChatState, event: Event, turn: Turn) -> None:
    turn.form["tab"] = event["to"]


def _go(state: ChatState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    me = state["me"]
    form = {"name": me["name"], "about": me["about"], "picture": str(me["picture"])}
    turn.open(event["to"], form if event["to"] == "profile" else None)


def _menu(state: ChatState, event: Event, turn: Turn) -> None:
    turn.overlay(event.name, **event.args)


def open_chat(state: ChatState, event: Event, turn: Turn) -> None:
    """Show a chat, with `at` one of its messages marked."""
    chat_id = settled(state, event["id"])
    if chat_at(state, chat_id) is None:
        turn.toast(t("This is no longer here"))
        return
    state["unread"].pop(chat_id, None)
    turn.open("chat", id=chat_id, at=event.args.get("at", ""))


def with_person(state: ChatState, event: Event, turn: Turn) -> None:
    """Show the chat with somebody, by id or number."""
    known = {person["phone"]: i for i, person in state["people"].items()}
    who = known.get(event["id"], event["id"])
    if who not in state["people"]:
        turn.toast(t("This person is not on Parley"))
        return
    chat_id = direct_with(state, who) or f"new:{who}"
    state["unread"].pop(chat_id, None)
    turn.root()
    turn.open("chat", id=chat_id, at="")


def _all_read(state: ChatState, event: Event, turn: Turn) -> None:
    state["unread"].clear()
    turn.close()
    turn.toast(t("All chats marked as read"))


def _swiped(state: ChatState, event: Event, turn: Turn) -> None:
    if event["direction"] in ("left", "right"):
        _archive(state, event, turn)


def _archive(state: ChatState, event: Event, turn: Turn) -> None:
    chat = state["chats"][event["id"]]
    chat["archived"] = not chat["archived"]
    if chat["archived"]:
        chat["pinned"] = False
    off_sheet(turn)
    turn.toast(t("Chat archived") if chat["archived"] else t("Chat unarchived"))


def _pin(state: ChatState, event: Event, turn: Turn) -> None:
    chat = state["chats"][event["id"]]
    chat["pinned"] = not chat["pinned"]
    chat["archived"] = chat["archived"] and not chat["pinned"]
    off_sheet(turn)
    turn.toast(t("Chat pinned") if chat["pinned"] else t("Chat unpinned"))


def _mark(state: ChatState, event: Event, turn: Turn) -> None:
    if not state["unread"].pop(event["id"], 0):
        state["unread"][event["id"]] = 1
    off_sheet(turn)


def _mute(state: ChatState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("mute", id=event["id"])


def _muted(state: ChatState, event: Event, turn: Turn) -> None:
    until = minutes(turn.now + timedelta(hours=event["hours"])) if event["hours"] else ALWAYS
    state["chats"][turn.args["id"]]["muted"] = until
    turn.close()
    turn.toast(t("Notifications muted"))


def _unmute(state: ChatState, event: Event, turn: Turn) -> None:
    state["chats"][event["id"]]["muted"] = ""
    off_sheet(turn)
    turn.toast(t("Notifications on"))


def _ask(state: ChatState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("ask", what=event["what"], id=event["id"])


def _sure(state: ChatState, event: Event, turn: Turn) -> None:
    chat_id, what = turn.args["id"], turn.args["what"]
    chat = state["chats"][chat_id]
    if what == "clear":
        for message_id in chat["messages"]:
            state["polls"].pop(message_id, None)
        chat["messages"].clear()
        turn.close()
        turn.toast(t("Chat cleared"))
    elif what == "leave" and chat["kind"] == "group":
        _leave(state, chat_id, turn)
    else:
        for message_id in chat["messages"]:
            state["polls"].pop(message_id, None)
        del state["chats"][chat_id]
        turn.root()
        turn.toast(t("You unfollowed {name}", name=chat["name"]) if what == "leave" else t("Chat deleted"))
    state["unread"].pop(chat_id, None)


def _leave(state: ChatState, chat_id: str, turn: Turn) -> None:
    chat = state["chats"][chat_id]
    chat["members"].pop(ME)
    if chat["members"] and not any(chat["members"].values()):
        chat["members"][min(chat["members"], key=lambda i: int(i[1:]))] = True
    chat["left"] = True
    at = minutes(turn.now)
    chat["messages"][new_id(state, "m")] = new_message("", t("You left the group"), at, "event")
    turn.close()
    turn.toast(t("You left {name}", name=chat["name"]))


def _info(state: ChatState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    chat = chat_at(state, event["id"])
    if chat is not None and chat["kind"] == "direct":
        turn.open("person", id=partner(chat))
    else:
        turn.open("info", id=event["id"])


def _screen(name: str) -> Handler:
    def opens(state: ChatState, event: Event, turn: Turn) -> None:
        off_sheet(turn)
        turn.open(name, **event.args)

    return opens


def _block(state: ChatState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    if event["id"] in state["blocked"]:
        _unblock(state, event, turn)
    else:
        turn.overlay("ask_block", id=event["id"])


def _unblock(state: ChatState, event: Event, turn: Turn) -> None:
    state["blocked"].remove(event["id"])
    turn.toast(t("{name} unblocked", name=person_name(state, event["id"], turn.others)))


def _blocked(state: ChatState, event: Event, turn: Turn) -> None:
    state["blocked"].append(turn.args["id"])
    turn.close()
    turn.toast(t("{name} blocked", name=person_name(state, turn.args["id"], turn.others)))


def _link(state: ChatState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    if not turn.follow(event["to"]):
        turn.toast(t("No app can open this"))


def _option(state: ChatState, event: Event, turn: Turn) -> None:
    options: dict[str, Any] = {**state["options"]}
    options[event["key"]] = not options[event["key"]]
    state["options"].update(options)  # pyright: ignore[reportArgumentType, reportCallIssue]


def _choose(state: ChatState, event: Event, turn: Turn) -> None:
    turn.overlay("choose", key=event["key"])


def _chosen(state: ChatState, event: Event, turn: Turn) -> None:
    state["options"]["last_seen" if turn.args["key"] == "last_seen" else "groups"] = event["to"]
    turn.close()


LISTS: dict[str, Handler] = {
    "only": _only, "tab": _tab, "go": _go, "home_menu": _menu, "chat_menu": _menu, "chat_sheet": _menu,
    "open": open_chat, "with": with_person, "with_person": with_person, "all_read": _all_read, "swiped": _swiped,
    "archive": _archive, "pin": _pin, "mark": _mark, "mute": _mute, "muted": _muted, "unmute": _unmute, "ask": _ask,
    "sure": _sure, "info": _info, "search": _screen("search"), "media": _screen("media"),
    "starred_in": _screen("starred"), "person": _screen("person"), "new_chat": _screen("new_chat"), "block": _block,
    "unblock": _unblock, "blocked": _blocked, "link": _link, "option": _option, "choose": _choose, "chosen": _chosen,
}  # fmt: skip
