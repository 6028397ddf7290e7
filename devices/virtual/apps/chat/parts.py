"""Pieces that several screens of Parley share."""

from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.chat.people import PICTURES
from devices.virtual.apps.chat.state import (
    ME,
    Chat,
    ChatState,
    Message,
    chat_name,
    is_muted,
    messages_of,
    partner,
    person_name,
    picture_of,
)
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words, time_words, when_words
from devices.virtual.ui import art, avatar, badge, column, empty, icon, page, row, text
from devices.virtual.words import t

GALLERY = "org.guimcp.gallery"


def face(state: ChatState, chat: Chat, look: Look) -> Node:
    """The round picture of a chat: initials of a person, a drawing of a group."""
    if chat["kind"] == "direct":
        return avatar(chat_name(state, chat, look.others))
    return art("cover" if chat["kind"] == "channel" else "hills", chat["picture"], chat["name"], "thumb round")


def author(state: ChatState, person_id: str, look: Look) -> str:
    """Who wrote something: "You" or a name."""
    return t("You") if person_id == ME else person_name(state, person_id, look.others)


def words_of(state: ChatState, message_id: str, message: Message, look: Look) -> str:
    """What a message says, in one line."""
    if message["deleted"]:
        return t("This message was deleted")
    match message["kind"]:
        case "image":
            return t("Picture: {words}", words=message["text"]) if message["text"] else t("Picture")
        case "location":
            return t("Location: {place}", place=message["text"])
        case "contact":
            return t("Contact: {name}", name=person_name(state, message["ref"], look.others))
        case "poll":
            return t("Poll: {question}", question=state["polls"][message_id]["question"])
        case _:
            return message["text"]


def stamp(at: str, look: Look) -> str:
    """ "Today, 09:12"."""
    return f"{date_words(at, look.now.date())}, {time_words(at[11:16], look.others)}"


def chat_line(chat_id: str, state: ChatState, look: Look) -> Node:
    """A chat in a list: who, the last message, when, and what is marked about it."""
    chat = state["chats"][chat_id]
    messages = messages_of(chat)
    unread = state["unread"].get(chat_id, 0)
    preview, when = t("No messages yet"), ""
    if messages:
        last_id, last = messages[-1]
        preview, when = words_of(state, last_id, last, look), when_words(last["at"], look.now, look.others)
        if last["by"] == ME or (chat["kind"] == "group" and last["by"]):
            preview = t("{name}: {words}", name=author(state, last["by"], look).split()[0], words=preview)
    marks = row(
        icon("push_pin", style="tiny") if chat["pinned"] else None,
        icon("notifications_off", style="tiny") if is_muted(chat, look.now) else None,
        badge(str(unread), "count") if unread else None,
        style="marks",
    )
    words = column(
        Node("text", chat_name(state, chat, look.others), style="item-title strong" if unread else "item-title"),
        text(preview, "line strong" if unread else "line muted"),
        style="grow",
    )
    return Node(
        "item",
        children=(face(state, chat, look), words, column(text(when, "small muted right"), marks, style="aside")),
        tap=on("open", id=chat_id),
        hold=on("chat_sheet", id=chat_id),
        swipe=on("swiped", id=chat_id),
        key=f"chat-{chat_id}",
    )


def by_age(state: ChatState, archived: bool = False) -> list[str]:
    """The ids of chats, pinned ones first, then by their newest message."""

    def newest(chat_id: str) -> tuple[bool, str, int]:
        chat = state["chats"][chat_id]
        messages = messages_of(chat)
        return chat["pinned"], messages[-1][1]["at"] if messages else "", int(chat_id[1:])

    return sorted((i for i, c in state["chats"].items() if c["archived"] == archived), key=newest, reverse=True)


def members_words(state: ChatState, chat: Chat, look: Look) -> str:
    """What stands below a chat's name: members, or when somebody was last here."""
    match chat["kind"]:
        case "direct":
            person = partner(chat)
            if person in state["blocked"]:
                return t("Blocked")
            theirs = [m["at"] for _, m in messages_of(chat) if m["by"] == person]
            return t("last seen {when}", when=when_words(theirs[-1], look.now, look.others)) if theirs else ""
        case "channel":
            return t("Channel")
        case _:
            names = [author(state, i, look).split()[0] for i in sorted(chat["members"], key=_by_number)]
            return t(", ").join(names)


def _by_number(person_id: str) -> int:
    return 999 if person_id == ME else int(person_id[1:])


def people_by_name(state: ChatState, look: Look) -> list[tuple[str, str]]:
    """(id, name) of everybody who is a person, by name."""
    named = [(i, person_name(state, i, look.others)) for i in state["people"] if i != "p19"]
    return sorted(named, key=lambda pair: (pair[1].casefold(), pair[0]))


def drawing(ref: str, label: str, style: str = "") -> Node:
    """The picture a message holds."""
    kind, number = picture_of(ref)
    return art(kind, number, label or t("Picture"), style)


def line_item(icon_name: str, words: str, tap: Event, subtitle: str = "", key: str = "") -> Node:
    """A row of a sheet or of settings with an icon before it."""
    title = Node("text", words, style="item-title")
    below = Node("text", subtitle, style="item-sub") if subtitle else None
    return Node("item", children=(icon(icon_name), column(title, below, style="grow")), tap=tap, key=key)


def gone() -> Node:
    """What is shown of a chat or a message that is no longer there."""
    return page(t("Not here"), empty("chat", t("This is no longer here")))


def photos(others: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(drawing, words) of what can be sent: the photos in Gallery, newest first, else a few of one's own."""
    kept = [p for p in others.get(GALLERY, {"photos": {}})["photos"].values() if _is_open(p)]
    kept.sort(key=lambda photo: (photo["at"], photo["name"]), reverse=True)
    return [(p["art"], p["caption"] or p["name"]) for p in kept] or [(f"{k}:{n}", t(words)) for k, n, words in PICTURES]


def _is_open(photo: Mapping[str, Any]) -> bool:
    return photo["kind"] != "video" and not photo["hidden"] and not photo["binned"]
