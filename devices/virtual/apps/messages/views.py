"""The screens of Messages."""

from collections.abc import Mapping

from devices.virtual.app import Look
from devices.virtual.apps.contacts.state import Contact, known, ordered, tidy_number, who
from devices.virtual.apps.messages.state import Message, MessagesState, Thread, messages_of, thread_with
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words, when_words
from devices.virtual.ui import (
    BACK,
    avatar,
    badge,
    column,
    confirm,
    divider,
    empty,
    fab,
    field,
    icon,
    icon_button,
    item,
    menu,
    page,
    row,
    scroll,
    search,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t


def view(state: MessagesState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "thread":
            return _thread(state, look)
        case "new":
            return _new(look)
        case "starred":
            return _starred(state, look)
        case "menu":
            return menu((t("Starred messages"), on("starred")))
        case "thread_menu" | "thread_sheet":
            return _thread_menu(state, look)
        case "message":
            return _message_sheet(state, look)
        case "delete":
            _, name = who(known(look.others), look.args["number"])
            return confirm(
                t("Delete conversation?"),
                t("All messages with {name} will be gone for good.", name=name),
                t("Delete"),
                on("deleted", number=look.args["number"]),
            )
        case _:
            return _home(state, look)


def _home(state: MessagesState, look: Look) -> Node:
    query = look.draft("query").casefold()
    contacts = known(look.others)
    shown = [(i, thread) for i, thread in _by_age(state) if query in _words(thread, contacts)]
    none = empty("search", t("No messages found")) if query else empty("chat", t("No conversations yet"))
    return page(
        t("Messages"),
        *([_line(i, thread, state, look) for i, thread in shown] or [none]),
        top=search("query", t("Search messages"), look.form.get("query", "")),
        back=False,
        actions=[icon_button("more_vert", t("More options"), on("menu"))],
        fab=fab("chat", t("New message"), on("new")),
        key="threads",
    )


def _by_age(state: MessagesState) -> list[tuple[str, Thread]]:
    """Pinned threads first, then those with the newest message."""

    def newest(pair: tuple[str, Thread]) -> tuple[bool, str, int]:
        message_id, message = messages_of(pair[1])[-1]
        return pair[1]["pinned"], message["at"], int(message_id[1:])

    return sorted(state["threads"].items(), key=newest, reverse=True)


def _words(thread: Thread, contacts: Mapping[str, Contact]) -> str:
    texts = (message["text"] for message in thread["messages"].values())
    return " ".join((who(contacts, thread["number"])[1], thread["number"], *texts)).casefold()


def _line(thread_id: str, thread: Thread, state: MessagesState, look: Look) -> Node:
    contact_id, name = who(known(look.others), thread["number"])
    _, last = messages_of(thread)[-1]
    unread = state["unread"].get(thread_id, 0)
    marks = row(
        icon("push_pin", style="tiny") if thread["pinned"] else None,
        icon("notifications_off", style="tiny") if thread["muted"] else None,
        badge(str(unread), "count") if unread else None,
        style="marks",
    )
    side = column(text(when_words(last["at"], look.now, look.others), "small muted right"), marks, style="aside")
    words = column(
        Node("text", name, style="item-title strong" if unread else "item-title"),
        text(
            t("You: {text}", text=last["text"]) if last["mine"] else last["text"],
            "line strong" if unread else "line muted",
        ),
        style="grow",
    )
    return Node(
        "item",
        children=(avatar(name if contact_id else "?"), words, side),
        tap=on("open", number=thread["number"]),
        hold=on("hold", number=thread["number"]),
        key=f"thread-{thread_id}",
    )


def _thread(state: MessagesState, look: Look) -> Node:
    number: str = look.args["number"]
    contact_id, name = who(known(look.others), number)
    thread = state["threads"].get(thread_with(state["threads"], number))
    messages = messages_of(thread) if thread else []
    bubbles: list[Node] = []
    day = ""
    for message_id, message in messages:
        if message["at"][:10] != day:
            day = message["at"][:10]
            bubbles.append(text(date_words(day, look.now.date()), "small muted centre pad"))
        bubbles.append(_bubble(message_id, message, name, look))
    bar = row(
        icon_button("arrow_back", t("Back"), BACK),
        avatar(name if contact_id else "?"),
        Node("title", name, key="page-title"),
        spacer(),
        icon("notifications_off") if thread and thread["muted"] else None,
        icon_button("more_vert", t("More options"), on("thread_menu", number=number)) if thread else None,
        style="bar",
    )
    compose = row(
        field("text", t("Text message"), look.form.get("text", ""), style="compose"),
        icon_button("send", t("Send"), on("send", number=number), "send", bool(look.draft("text"))),
        style="composer",
    )
    # The key grows with the thread, so that a new message scrolls the list to its end again.
    body = scroll(*(bubbles or [empty("chat", t("No messages yet"))]), key=f"messages-{len(messages)}", style="end")
    return column(bar, body, compose, style="page")


def _bubble(message_id: str, message: Message, name: str, look: Look) -> Node:
    line = row(
        text(time_words(message["at"][11:16], look.others), "small muted"),
        icon("star", style="tiny") if message["starred"] else None,
    )
    return Node(
        "column",
        label=t("You: {text}", text=message["text"]) if message["mine"] else f"{name}: {message['text']}",
        style="bubble mine" if message["mine"] else "bubble",
        children=(text(message["text"]), line),
        hold=on("message", id=message_id),
        key=f"message-{message_id}",
    )


def _thread_menu(state: MessagesState, look: Look) -> Node:
    number: str = look.args["number"]
    thread_id = thread_with(state["threads"], number)
    thread = state["threads"][thread_id]
    choices = [
        ("push_pin", t("Unpin") if thread["pinned"] else t("Pin"), on("pin", number=number)),
        ("notifications", t("Unmute") if thread["muted"] else t("Mute"), on("mute", number=number)),
        ("delete", t("Delete conversation"), on("delete", number=number)),
    ]
    if look.name == "thread_menu":
        return menu(*[(words, event) for _, words, event in choices])
    read = state["unread"].get(thread_id, 0) == 0
    choices.insert(
        2, ("mark_email_read", t("Mark as unread") if read else t("Mark as read"), on("mark", number=number))
    )
    return sheet(who(known(look.others), number)[1], *[item(w, "", e, leading=icon(i)) for i, w, e in choices])


def _message_sheet(state: MessagesState, look: Look) -> Node:
    message_id: str = look.args["id"]
    message = state["threads"][thread_with(state["threads"], look.args["number"])]["messages"][message_id]
    when = f"{date_words(message['at'], look.now.date())}, {time_words(message['at'][11:16], look.others)}"
    return sheet(
        t("Message"),
        text(message["text"], "muted pad"),
        text(f"{t('Sent') if message['mine'] else t('Received')} · {when}", "small muted pad"),
        divider(),
        item(
            t("Remove star") if message["starred"] else t("Star message"),
            "",
            on("star", id=message_id),
            leading=icon("star_border" if message["starred"] else "star"),
        ),
        item(t("Copy text"), "", on("copy", text=message["text"]), leading=icon("content_copy")),
        item(t("Share"), "", on("share", text=message["text"]), leading=icon("share")),
        item(t("Delete message"), "", on("remove", id=message_id), leading=icon("delete")),
    )


def _starred(state: MessagesState, look: Look) -> Node:
    starred = [
        (thread["number"], message_id, message)
        for _, thread in _by_age(state)
        for message_id, message in messages_of(thread)
        if message["starred"]
    ]
    rows = [
        item(
            who(known(look.others), number)[1],
            message["text"],
            on("open", number=number),
            leading=icon("star", "#c28a00"),
            key=f"starred-{message_id}",
        )
        for number, message_id, message in starred
    ]
    return page(t("Starred messages"), *(rows or [empty("star_border", t("No starred messages"))]))


def _new(look: Look) -> Node:
    query = look.draft("to").casefold()
    number = tidy_number(query)
    rows = [
        item(c["name"], c["phone"], on("write", number=c["phone"]), leading=avatar(c["name"]), key=f"to-{i}")
        for i, c in ordered(known(look.others))
        if query in f"{c['name']} {c['phone']} {c['phone'].replace('-', '')}".casefold() and not c["blocked"]
    ]
    direct = (
        item(t("Send to {number}", number=number), "", on("write", number=number), leading=icon("dialpad"))
        if number
        else None
    )
    found = [node for node in (direct, *rows) if node is not None]
    return page(
        t("New message"),
        *(found or [empty("search", t("No contacts found"))]),
        top=search("to", t("Type a name or number"), look.form.get("to", "")),
    )
