"""What can be sent beside words: pictures, places, people, polls; and forwarding."""

from devices.virtual.app import Look
from devices.virtual.apps.chat.parts import by_age, drawing, face, people_by_name, photos
from devices.virtual.apps.chat.people import PLACES
from devices.virtual.apps.chat.state import MAX_OPTIONS, ChatState, chat_at, chat_name, direct_with, may_write
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    card,
    check,
    chip,
    column,
    confirm,
    dialog,
    divider,
    empty,
    field,
    gallery,
    heading,
    icon,
    item,
    page,
    row,
    search,
    sheet,
    strip,
    text,
    toggle,
)
from devices.virtual.words import t


def attach(look: Look) -> Node:
    """What to send."""
    choices = (
        ("image", t("Picture"), "pictures"),
        ("location_on", t("Location"), "places"),
        ("person", t("Contact"), "cards"),
        ("poll", t("Poll"), "poll"),
    )
    return sheet(
        t("Attach"),
        gallery(
            *[
                Node("card", children=(icon(i), text(words, "centre")), tap=on("attach_what", to=to), style="choice")
                for i, words, to in choices
            ],
            columns=4,
        ),
    )


def pictures(look: Look) -> Node:
    """The pictures to choose from."""
    tiles = [
        Node(
            "column",
            children=(drawing(ref, words, "square"), text(words, "small centre line")),
            tap=on("picture", ref=ref, words=words),
            key=f"picture-{n}",
        )
        for n, (ref, words) in enumerate(photos(look.others))
    ]
    return page(t("Choose a picture"), gallery(*tiles, columns=3))


def caption(look: Look) -> Node:
    """A picture about to be sent, and what to write below it."""
    return page(
        t("Send picture"),
        drawing(look.args["ref"], look.args["words"], "wide"),
        field("caption", t("Add a caption"), look.form.get("caption", "")),
        button(t("Send"), on("send_picture"), "wide", icon="send"),
    )


def places(look: Look) -> Node:
    """The places to choose from."""
    query = look.draft("place").casefold()
    rows = [
        item(t(name), t(address), on("send_place", name=name), leading=icon("place"), key=f"place-{n}")
        for n, (name, address) in enumerate(PLACES)
        if query in f"{t(name)} {t(address)}".casefold()
    ]
    return page(
        t("Send location"),
        item(t("Send your current location"), "", on("here"), leading=icon("my_location"), key="here"),
        divider(),
        heading(t("Nearby")),
        *(rows or [empty("search", t("Nothing found"))]),
        top=search("place", t("Search places"), look.form.get("place", "")),
    )


def cards(state: ChatState, look: Look) -> Node:
    """Whose contact to send."""
    query = look.draft("who").casefold()
    rows = [
        item(name, state["people"][i]["phone"], on("card", id=i), leading=avatar(name), key=f"send-{i}")
        for i, name in people_by_name(state, look)
        if query in name.casefold()
    ]
    return page(
        t("Send contact"),
        *(rows or [empty("search", t("Nobody found"))]),
        top=search("who", t("Search people"), look.form.get("who", "")),
    )


def card_sure(state: ChatState, look: Look) -> Node:
    """The last yes before a contact is sent."""
    name = next(words for i, words in people_by_name(state, look) if i == look.args["person"])
    chat = chat_at(state, look.args["id"])
    to = chat_name(state, chat, look.others) if chat else ""
    words = t("Send the contact of {name} to {chat}?", name=name, chat=to)
    return confirm(t("Send contact"), words, t("Send"), on("send_card", person=look.args["person"]))


def poll_form(look: Look) -> Node:
    """A new poll."""
    count = int(look.form.get("count", "2"))
    fields = [
        field(
            f"option{n}",
            t("Option {n}", n=n + 1),
            look.form.get(f"option{n}", ""),
            error=look.form.get(f"option{n}-error", ""),
        )
        for n in range(count)
    ]
    return page(
        t("New poll"),
        field("question", t("Question"), look.form.get("question", ""), error=look.form.get("question-error", "")),
        heading(t("Options")),
        *fields,
        button(t("Add option"), on("add_option"), "flat", icon="add") if count < MAX_OPTIONS else None,
        toggle(t("Allow several answers"), look.form.get("multiple") == "1", on("several"), key="multiple"),
        button(t("Send poll"), on("send_poll"), "wide"),
    )


def forward(state: ChatState, look: Look) -> Node:
    """To whom something goes: chats with a tick, and people one has no chat with yet."""
    query = look.draft("query").casefold()
    open_ = [i for i in by_age(state) if may_write(state, state["chats"][i])]
    fresh = [
        f"new:{i}" for i, _ in people_by_name(state, look) if not direct_with(state, i) and i not in state["blocked"]
    ]
    named = {i: chat_name(state, chat, look.others) for i in [*open_, *fresh] if (chat := chat_at(state, i))}
    chosen = [i for i in named if look.form.get(i)]
    rows = {i: _target(state, look, i, name) for i, name in named.items() if query in name.casefold()}
    others = [rows[i] for i in fresh if i in rows]
    send = row(
        field("comment", t("Add a message"), look.form.get("comment", ""), style="compose"),
        button(t("Send to {n}", n=len(chosen)), on("forwarded"), key="send"),
        style="composer",
    )
    picked = strip(*[chip(named[i], True, on("target", id=i), f"picked-{i}", "close") for i in chosen], key="picked")
    return page(
        t("Send to…"),
        _preview(look),
        *[rows[i] for i in open_ if i in rows],
        heading(t("Other people")) if others else None,
        *others,
        None if rows else empty("search", t("Nothing found")),
        top=column(search("query", t("Search chats"), look.form.get("query", "")), picked if chosen else None),
        bottom=send if chosen else None,
        key="targets",
    )


def _preview(look: Look) -> Node:
    words, shown = look.args["text"], look.args["kind"] == "image"
    kinds = {"contact": t("Contact"), "location": t("Location"), "image": t("Picture")}
    said = words or kinds.get(look.args["kind"], "")
    return card(drawing(look.args["ref"], words, "wide") if shown else None, text(said, "muted"))


def _target(state: ChatState, look: Look, chat_id: str, name: str) -> Node:
    chat = chat_at(state, chat_id)
    row_ = check(name, bool(look.form.get(chat_id)), on("target", id=chat_id), key=f"to-{chat_id.replace(':', '-')}")
    if chat is not None:
        row_.children = (face(state, chat, look), *row_.children[1:], row_.children[0])
    return row_


def place_sheet(look: Look) -> Node:
    """A place somebody sent."""
    return dialog(
        look.args["name"],
        text(look.args["address"], selectable=True),
        actions=[
            button(t("Close"), BACK, "flat"),
            button(t("Copy"), on("copy", text=look.args["address"]), "flat"),
            button(t("Open map"), on("map", to=look.args["address"]), "flat"),
        ],
    )
