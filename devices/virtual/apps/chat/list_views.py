"""The chats, who is on Parley, what is archived and starred, and searching."""

from devices.virtual.app import Look
from devices.virtual.apps.chat.parts import author, by_age, chat_line, line_item, people_by_name, stamp, words_of
from devices.virtual.apps.chat.state import ChatState, chat_name, is_muted, messages_of
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    avatar,
    chip,
    chips,
    column,
    empty,
    fab,
    heading,
    icon_button,
    item,
    menu,
    navigation,
    page,
    search,
    sheet,
)
from devices.virtual.words import t, tn

FILTERS = ("all", "unread", "groups", "channels")


def home(state: ChatState, look: Look) -> Node:
    """The first screen: chats or people."""
    if look.form.get("tab") == "people":
        return _people(state, look)
    query, only = look.draft("query").casefold(), look.form.get("only", "all")
    names = {"all": t("All"), "unread": t("Unread"), "groups": t("Groups"), "channels": t("Channels")}
    return page(
        t("Parley"),
        chips(*[chip(names[name], name == only, on("only", name=name), f"only-{name}") for name in FILTERS]),
        *(_found(state, look, query) if query else _chats(state, look, only)),
        top=search("query", t("Search chats and messages"), look.form.get("query", "")),
        back=False,
        actions=[
            icon_button("star_border", t("Starred messages"), on("go", to="starred")),
            icon_button("more_vert", t("More options"), on("home_menu")),
        ],
        fab=fab("chat", t("New chat"), on("new_chat")),
        bottom=_bar("chats"),
        key="chats",
    )


def _bar(here: str) -> Node:
    return navigation(
        (t("Chats"), "forum", here == "chats", on("tab", to="chats")),
        (t("People"), "people", here == "people", on("tab", to="people")),
        (t("Settings"), "settings", False, on("go", to="settings")),
    )


def _chats(state: ChatState, look: Look, only: str) -> list[Node]:
    shown = [i for i in by_age(state) if _fits(state, i, only)]
    archived = sum(chat["archived"] for chat in state["chats"].values())
    rows = [chat_line(i, state, look) for i in shown]
    if archived and only == "all":
        words = tn("{n} chat", "{n} chats", archived)
        rows.insert(0, line_item("archive", t("Archived"), on("go", to="archived"), words, key="archived"))
    return rows or [empty("chat", t("No unread chats") if only == "unread" else t("No chats here"))]


def _fits(state: ChatState, chat_id: str, only: str) -> bool:
    kind = state["chats"][chat_id]["kind"]
    match only:
        case "unread":
            return state["unread"].get(chat_id, 0) > 0
        case "groups":
            return kind == "group"
        case "channels":
            return kind == "channel"
        case _:
            return True


def _found(state: ChatState, look: Look, query: str) -> list[Node]:
    ids = [*by_age(state), *by_age(state, archived=True)]
    chats = [i for i in ids if query in chat_name(state, state["chats"][i], look.others).casefold()]
    hits = [hit for i in ids for hit in hits_in(state, look, i, query)]
    rows = [heading(t("Chats"))] if chats else []
    rows += [chat_line(i, state, look) for i in chats]
    rows += [heading(t("Messages"))] if hits else []
    return [*rows, *hits] or [empty("search", t("Nothing found"))]


def hits_in(state: ChatState, look: Look, chat_id: str, query: str, name: bool = True) -> list[Node]:
    """Rows of the messages of a chat in which the words stand, newest first."""
    chat = state["chats"][chat_id]
    return [
        _hit(state, look, chat_id, message_id, name)
        for message_id, message in reversed(messages_of(chat))
        if not message["deleted"]
        and message["kind"] != "event"
        and query in words_of(state, message_id, message, look).casefold()
    ]


def _hit(state: ChatState, look: Look, chat_id: str, message_id: str, name: bool = True) -> Node:
    chat = state["chats"][chat_id]
    message = chat["messages"][message_id]
    who = author(state, message["by"], look)
    where = chat_name(state, chat, look.others)
    title = where if name and chat["kind"] == "direct" else t("{name} in {chat}", name=who, chat=where) if name else who
    return item(
        title,
        f"{words_of(state, message_id, message, look)}\n{stamp(message['at'], look)}",
        on("open", id=chat_id, at=message_id),
        leading=avatar(who if chat["kind"] != "direct" else where),
        key=f"hit-{message_id}",
    )


def _people(state: ChatState, look: Look) -> Node:
    query = look.draft("who").casefold()
    rows = [
        item(
            name,
            t("Blocked") if i in state["blocked"] else state["people"][i]["about"],
            on("person", id=i),
            leading=avatar(name),
            key=f"person-{i}",
        )
        for i, name in people_by_name(state, look)
        if query in name.casefold() or query in state["people"][i]["phone"]
    ]
    return page(
        t("People"),
        *(rows or [empty("search", t("Nobody found"))]),
        top=search("who", t("Search people"), look.form.get("who", "")),
        back=False,
        actions=[icon_button("group_add", t("New group"), on("new_group"))],
        bottom=_bar("people"),
        key="people",
    )


def archived(state: ChatState, look: Look) -> Node:
    """What was put away."""
    rows = [chat_line(i, state, look) for i in by_age(state, archived=True)]
    return page(t("Archived"), *(rows or [empty("archive", t("No archived chats"))]), key="archived-chats")


def starred(state: ChatState, look: Look) -> Node:
    """All messages with a star, or those of one chat, newest first."""
    only = look.args.get("id", "")
    found = sorted(
        (
            (message["at"], message_id, chat_id)
            for chat_id, chat in state["chats"].items()
            for message_id, message in chat["messages"].items()
            if message["starred"] and not message["deleted"] and only in ("", chat_id)
        ),
        reverse=True,
    )
    rows = [_hit(state, look, chat_id, message_id) for _, message_id, chat_id in found]
    return page(t("Starred messages"), *(rows or [empty("star_border", t("No starred messages"))]))


def search_in(state: ChatState, look: Look) -> Node:
    """Searching one chat."""
    chat_id = look.args["id"]
    query = look.draft("find").casefold()
    rows = hits_in(state, look, chat_id, query, name=False) if query else []
    hint = t("Nothing found") if query else t("Type a word to find it in this chat")
    return page(
        chat_name(state, state["chats"][chat_id], look.others),
        column(*rows) if rows else empty("search", hint),
        top=search("find", t("Search in this chat"), look.form.get("find", "")),
    )


def home_menu() -> Node:
    """What else the first screen offers."""
    return menu(
        (t("New group"), on("new_group")),
        (t("Mark all as read"), on("all_read")),
        (t("Archived chats"), on("go", to="archived")),
        (t("Starred messages"), on("go", to="starred")),
        (t("Settings"), on("go", to="settings")),
    )


def chat_sheet(state: ChatState, look: Look) -> Node:
    """What can be done with a chat in the list."""
    chat_id = look.args["id"]
    chat = state["chats"][chat_id]
    unread = state["unread"].get(chat_id, 0)
    muted = is_muted(chat, look.now)
    return sheet(
        chat_name(state, chat, look.others),
        line_item("push_pin", t("Unpin") if chat["pinned"] else t("Pin"), on("pin", id=chat_id)),
        line_item(
            "notifications" if muted else "notifications_off",
            t("Unmute") if muted else t("Mute"),
            on("unmute" if muted else "mute", id=chat_id),
        ),
        line_item("mark_chat_unread", t("Mark as read") if unread else t("Mark as unread"), on("mark", id=chat_id)),
        line_item(
            "unarchive" if chat["archived"] else "archive",
            t("Unarchive") if chat["archived"] else t("Archive"),
            on("archive", id=chat_id),
        ),
        line_item("brush", t("Clear chat"), on("ask", what="clear", id=chat_id)),
        line_item("delete", t("Delete chat"), on("ask", what="delete_chat", id=chat_id))
        if chat["kind"] == "direct" or chat["left"]
        else line_item("logout", _leave_words(chat["kind"]), on("ask", what="leave", id=chat_id)),
    )


def _leave_words(kind: str) -> str:
    return t("Unfollow channel") if kind == "channel" else t("Leave group")
