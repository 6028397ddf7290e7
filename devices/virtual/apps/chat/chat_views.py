"""A conversation: its bubbles, its polls, the composer, and what is done with a message."""

import re

from devices.virtual.app import Look
from devices.virtual.apps.chat.parts import (
    author,
    drawing,
    face,
    gone,
    line_item,
    members_words,
    stamp,
    words_of,
)
from devices.virtual.apps.chat.people import REACTIONS
from devices.virtual.apps.chat.state import (
    ME,
    Chat,
    ChatState,
    Message,
    chat_at,
    chat_name,
    is_admin,
    is_muted,
    may_write,
    messages_of,
    partner,
    person_name,
    settled,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    column,
    dialog,
    divider,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    menu,
    page,
    progress,
    row,
    scroll,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t, tn

LINK = re.compile(r"(?:guimcp://|tel:|mailto:|sms:)[^\s，。]+")


def chat(state: ChatState, look: Look) -> Node:
    """The conversation `id`."""
    chat_id = settled(state, look.args["id"])
    here = chat_at(state, chat_id)
    if here is None:
        return gone()
    messages = messages_of(here)
    rows: list[Node] = []
    day = ""
    for message_id, message in messages:
        if message["at"][:10] != day:
            day = message["at"][:10]
            rows.append(text(date_words(day, look.now.date()), "small muted centre pad"))
        rows.append(_bubble(state, here, message_id, message, look))
    name = chat_name(state, here, look.others)
    head = row(
        face(state, here, look),
        column(
            Node("title", name, key="page-title"),
            text(members_words(state, here, look), "small muted line"),
            style="grow chat-head",
        ),
        style="grow",
        tap=on("info", id=chat_id),
        key="chat-info",
    )
    bar = row(
        icon_button("arrow_back", t("Back"), BACK),
        head,
        icon("notifications_off", style="tiny") if is_muted(here, look.now) else None,
        icon_button("more_vert", t("More options"), on("chat_menu", id=chat_id)) if messages else None,
        style="bar",
    )
    # The key grows with the chat, so that a new message scrolls the list to its end again.
    none = empty("chat", t("No messages yet. Say hello!"))
    body = scroll(*(rows or [none]), key=f"messages-{len(messages)}", style="end")
    return column(bar, body, *_foot(state, chat_id, here, look), style="page")


def _bubble(state: ChatState, chat_: Chat, message_id: str, message: Message, look: Look) -> Node:
    if message["kind"] == "event":
        return text(message["text"], "small muted centre pad")
    mine = message["by"] == ME
    who = author(state, message["by"], look)
    facts = row(
        text(t("Edited"), "small muted") if message["edited"] and not message["deleted"] else None,
        icon("star", style="tiny") if message["starred"] else None,
        text(time_words(message["at"][11:16], look.others), "small muted"),
        icon("done_all" if message["seen"] else "done", style="tiny") if mine and not message["deleted"] else None,
    )
    counts = {s: list(message["reactions"].values()).count(s) for s in sorted({*message["reactions"].values()})}
    signs = "  ".join(f"{s} {n}" if n > 1 else s for s, n in counts.items())
    return Node(
        "column",
        label=t("{name}: {words}", name=who, words=words_of(state, message_id, message, look)),
        style=("bubble mine" if mine else "bubble") + (" found" if look.args.get("at") == message_id else ""),
        children=tuple(
            node
            for node in (
                text(who, "small strong accent") if chat_["kind"] == "group" and not mine else None,
                row(icon("forward", style="tiny"), text(t("Forwarded"), "small muted"))
                if message["forwarded"]
                else None,
                _quote(state, chat_, message["reply"], look),
                *_body(state, message_id, message, look),
                facts,
                text(signs, "small", key=f"reactions-{message_id}") if signs else None,
            )
            if node is not None
        ),
        hold=on("message", id=message_id),
        key=f"message-{message_id}",
    )


def _quote(state: ChatState, chat_: Chat, message_id: str, look: Look) -> Node | None:
    message = chat_["messages"].get(message_id)
    if message is None:
        return None
    return column(
        text(author(state, message["by"], look), "small strong accent"),
        text(words_of(state, message_id, message, look), "small"),
        style="quote",
    )


def _body(state: ChatState, message_id: str, message: Message, look: Look) -> list[Node | None]:
    if message["deleted"]:
        return [row(icon("block", style="tiny"), text(t("This message was deleted"), "muted"))]
    match message["kind"]:
        case "image":
            shown = drawing(message["ref"], message["text"], "chat-picture")
            return [shown, text(message["text"]) if message["text"] else None]
        case "location":
            place = column(text(message["text"], "strong"), text(message["ref"], "small"), style="grow")
            opens = on("place", id=message_id)
            return [row(icon("location_on"), place, tap=opens, key=f"place-{message_id}")]
        case "contact":
            name = person_name(state, message["ref"], look.others)
            number = text(state["people"][message["ref"]]["phone"], "small")
            words = column(text(name, "strong"), number, style="grow")
            return [row(avatar(name), words, tap=on("person", id=message["ref"]), key=f"card-{message_id}")]
        case "poll":
            return _poll(state, message_id, look)
        case _:
            return [text(message["text"])]


def _poll(state: ChatState, message_id: str, look: Look) -> list[Node | None]:
    poll = state["polls"][message_id]
    voters = len([votes for votes in poll["votes"].values() if votes])
    hint = t("Final result") if poll["closed"] else t("Choose one or more") if poll["multiple"] else t("Choose one")
    rows: list[Node | None] = [text(poll["question"], "strong"), text(hint, "small muted")]
    for at, option in enumerate(poll["options"]):
        count = sum(at in votes for votes in poll["votes"].values())
        chosen = at in poll["votes"].get(ME, [])
        sign = "check_circle" if chosen else "radio_button_unchecked"
        line = row(icon(sign), text(option, "grow"), text(str(count), "strong"))
        vote = None if poll["closed"] else on("vote", id=message_id, at=at)
        parts = (line, progress(count / max(1, voters)))
        rows.append(
            Node("column", label=option, children=parts, tap=vote, key=f"option-{message_id}-{at}", selected=chosen)
        )
    votes = tn("View {n} vote", "View {n} votes", voters)
    rows.append(button(votes, on("votes", id=message_id), "flat", key=f"votes-{message_id}"))
    return rows


def _foot(state: ChatState, chat_id: str, here: Chat, look: Look) -> list[Node | None]:
    if not may_write(state, here):
        return [_closed(here)]
    reply, editing = look.form.get("reply", ""), look.form.get("editing", "")
    above: Node | None = None
    if editing or reply:
        message = here["messages"].get(editing or reply)
        words = words_of(state, editing or reply, message, look) if message else ""
        who = t("Edit message") if editing else author(state, message["by"], look) if message else ""
        above = row(
            icon("edit" if editing else "reply"),
            column(text(who, "small strong accent"), text(words, "small line"), style="grow quote"),
            icon_button("close", t("Cancel"), on("unquote")),
            style="replying",
        )
    submit = on("send", id=chat_id) if state["options"]["enter_sends"] else None
    compose = row(
        icon_button("add", t("Attach"), on("attach", id=chat_id), "attach"),
        field(
            "text", t("Message"), look.form.get("text", ""), multiline=submit is None, submit=submit, style="compose"
        ),
        icon_button(
            "check" if editing else "send",
            t("Save") if editing else t("Send"),
            on("send", id=chat_id),
            "send",
            bool(look.draft("text")),
        ),
        style="composer",
    )
    return [above, compose]


def _closed(here: Chat) -> Node:
    if here["kind"] == "direct":
        return row(
            text(t("You blocked this person"), "grow muted"),
            button(t("Unblock"), on("unblock", id=partner(here)), "tonal"),
            style="pad",
        )
    words = t("You are no longer in this group") if here["left"] else t("Only admins can write here")
    return row(text(words, "grow muted centre"), style="pad")


def chat_menu(state: ChatState, look: Look) -> Node:
    """What else a conversation offers."""
    chat_id = look.args["id"]
    chat_ = state["chats"][chat_id]
    about = {"direct": t("View contact"), "group": t("Group info"), "channel": t("Channel info")}[chat_["kind"]]
    muted = is_muted(chat_, look.now)
    ends = (
        (t("Unblock") if partner(chat_) in state["blocked"] else t("Block"), on("block", id=partner(chat_)))
        if chat_["kind"] == "direct"
        else (t("Delete chat"), on("ask", what="delete_chat", id=chat_id))
        if chat_["left"]
        else (t("Unfollow channel") if chat_["kind"] == "channel" else t("Leave group"),
              on("ask", what="leave", id=chat_id))
    )  # fmt: skip
    return menu(
        (about, on("info", id=chat_id)),
        (t("Search"), on("search", id=chat_id)),
        (t("Unmute") if muted else t("Mute"), on("unmute" if muted else "mute", id=chat_id)),
        (t("Pictures"), on("media", id=chat_id)),
        (t("Clear chat"), on("ask", what="clear", id=chat_id)),
        ends,
    )


def message_sheet(state: ChatState, look: Look) -> Node:
    """What can be done with one message."""
    chat_id, message_id = look.args["chat"], look.args["id"]
    chat_ = state["chats"][chat_id]
    message = chat_["messages"][message_id]
    if message["deleted"]:
        return sheet(t("Message"), line_item("delete", t("Delete"), on("ask_delete", id=message_id)))
    mine = message["reactions"].get(ME, "")
    smileys = row(
        *[
            Node("chip", sign, label=t("React with {sign}", sign=sign), tap=on("react", sign=sign),
                 selected=sign == mine, key=f"react-{n}")
            for n, sign in enumerate(REACTIONS)
        ],
        style="chips",
    )  # fmt: skip
    link = LINK.search(message["text"])
    writes = may_write(state, chat_)
    words = message["text"] if message["kind"] in ("text", "image", "location") else ""
    own_poll = message["kind"] == "poll" and message["by"] == ME and not state["polls"][message_id]["closed"]
    return sheet(
        "",
        text(words_of(state, message_id, message, look), "muted pad"),
        smileys if not chat_["left"] else None,
        divider(),
        line_item("reply", t("Reply"), on("reply", id=message_id)) if writes else None,
        line_item("forward", t("Forward"), on("forward", id=message_id)) if message["kind"] != "poll" else None,
        line_item("content_copy", t("Copy"), on("copy", text=words)) if words else None,
        line_item("open_in_new", t("Open link"), on("link", to=link[0])) if link else None,
        line_item("share", t("Share"), on("share", id=message_id)) if words else None,
        line_item(
            "star" if message["starred"] else "star_border",
            t("Remove star") if message["starred"] else t("Star"),
            on("star", id=message_id),
        ),
        line_item("edit", t("Edit"), on("edit", id=message_id))
        if message["by"] == ME and message["kind"] == "text" and writes
        else None,
        line_item("poll", t("End poll"), on("end_poll", id=message_id)) if own_poll else None,
        line_item("info", t("Info"), on("message_info", id=message_id)),
        line_item("delete", t("Delete"), on("ask_delete", id=message_id)),
    )


def message_info(state: ChatState, look: Look) -> Node:
    """When a message was sent, and what others made of it."""
    chat_ = state["chats"][look.args["chat"]]
    message = chat_["messages"][look.args["id"]]
    rows = [
        item(author(state, who, look), sign, key=f"reaction-{who}")
        for who, sign in sorted(message["reactions"].items())
    ]
    seen = (t("Read") if message["seen"] else t("Delivered")) if message["by"] == ME else t("Received")
    return dialog(
        t("Message info"),
        text(words_of(state, look.args["id"], message, look), "muted"),
        text(t("From {name}", name=author(state, message["by"], look))),
        text(f"{t('Sent')}: {stamp(message['at'], look)}"),
        text(t("Status: {status}", status=seen)),
        heading(t("Reactions")) if rows else None,
        *rows,
        actions=[button(t("Close"), BACK, "flat")],
    )


def ask_delete(state: ChatState, look: Look) -> Node:
    """Deleting a message for oneself or for all."""
    message = state["chats"][look.args["chat"]]["messages"][look.args["id"]]
    chat_ = state["chats"][look.args["chat"]]
    for_all = not message["deleted"] and not chat_["left"] and (message["by"] == ME or is_admin(chat_))
    return dialog(
        t("Delete message?"),
        text(words_of(state, look.args["id"], message, look), "muted"),
        column(
            row(spacer(), button(t("Delete for everyone"), on("deleted", all=True), "flat danger"))
            if for_all
            else None,
            row(spacer(), button(t("Delete for me"), on("deleted", all=False), "flat danger")),
            row(spacer(), button(t("Cancel"), BACK, "flat")),
        ),
    )


def votes(state: ChatState, look: Look) -> Node:
    """Who voted for what."""
    poll = state["polls"].get(look.args["id"])
    if poll is None:
        return gone()
    rows: list[Node] = []
    for at, option in enumerate(poll["options"]):
        voters = sorted(author(state, who, look) for who, chosen in poll["votes"].items() if at in chosen)
        rows.append(heading(f"{option} · {len(voters)}"))
        rows += [item(name, leading=avatar(name), key=f"voter-{at}-{n}") for n, name in enumerate(voters)]
        if not voters:
            rows.append(text(t("Nobody yet"), "muted pad"))
    return page(t("Votes"), text(poll["question"], "big pad"), *rows)
