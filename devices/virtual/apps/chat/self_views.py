"""The owner's profile and what can be set."""

from devices.virtual.app import Look
from devices.virtual.apps.chat.group_views import toggle_row
from devices.virtual.apps.chat.parts import line_item
from devices.virtual.apps.chat.people import STATUSES
from devices.virtual.apps.chat.state import MAX_NAME, ChatState, person_name
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    art,
    avatar,
    button,
    chip,
    chips,
    column,
    dialog,
    divider,
    empty,
    field,
    heading,
    item,
    page,
    radio,
    text,
)
from devices.virtual.words import t, tn

WHO = ("everyone", "contacts", "nobody")


def _who(name: str) -> str:
    return {"everyone": t("Everyone"), "contacts": t("My contacts"), "nobody": t("Nobody")}[name]


def settings(state: ChatState) -> Node:
    """What can be set."""
    me, options = state["me"], state["options"]
    blocked = len(state["blocked"])
    return page(
        t("Settings"),
        item(
            me["name"],
            me["about"],
            on("go", to="profile"),
            leading=art("portrait", me["picture"], t("Your picture"), "thumb round"),
            key="profile",
        ),
        divider(),
        heading(t("Privacy")),
        toggle_row(
            t("Read receipts"), options["read_receipts"], "read_receipts", t("Show others that you read messages")
        ),
        line_item("visibility", t("Last seen"), on("choose", key="last_seen"), _who(options["last_seen"]), "last_seen"),
        line_item(
            "groups", t("Who can add me to groups"), on("choose", key="groups"), _who(options["groups"]), "add_me"
        ),
        line_item(
            "block", t("Blocked people"), on("go", to="blocked"), tn("{n} person", "{n} people", blocked), "blocked"
        ),
        heading(t("Notifications")),
        toggle_row(t("Message notifications"), options["notifications"], "notifications"),
        toggle_row(t("Group notifications"), options["group_notifications"], "group_notifications"),
        toggle_row(t("Show previews"), options["previews"], "previews", t("The message's words in the notification")),
        heading(t("Chats")),
        toggle_row(t("Enter key sends"), options["enter_sends"], "enter_sends"),
        toggle_row(t("Save received pictures"), options["save_pictures"], "save_pictures"),
        line_item("archive", t("Archived chats"), on("go", to="archived")),
        line_item("star", t("Starred messages"), on("go", to="starred")),
        key="settings",
    )


def choose(state: ChatState, look: Look) -> Node:
    """Who may see or do something."""
    key = look.args["key"]
    now = state["options"]["last_seen" if key == "last_seen" else "groups"]
    return dialog(
        t("Last seen") if key == "last_seen" else t("Who can add me to groups"),
        *[radio(_who(name), name == now, on("chosen", to=name), key=f"who-{name}") for name in WHO],
        actions=[button(t("Cancel"), BACK, "flat")],
    )


def profile(state: ChatState, look: Look) -> Node:
    """How others see the owner."""
    number = int(look.form.get("picture", str(state["me"]["picture"])))
    return page(
        t("Profile"),
        column(
            art("portrait", number, t("Your picture"), "round chat-face"),
            button(t("Change picture"), on("other_picture"), "flat"),
            style="portrait",
        ),
        field("name", t("Name"), look.form.get("name", ""), error=look.form.get("name-error", "")),
        text(f"{len(look.draft('name'))}/{MAX_NAME}", "small muted right pad"),
        field("about", t("About"), look.form.get("about", "")),
        chips(
            *[chip(t(words), look.draft("about") == t(words), on("status", words=t(words))) for words in STATUSES],
        ),
        actions=[button(t("Save"), on("profile_saved"), "flat")],
    )


def blocked(state: ChatState, look: Look) -> Node:
    """Who may not write."""
    names = sorted((person_name(state, i, look.others), i) for i in state["blocked"])
    rows = [
        item(
            name,
            state["people"][i]["phone"],
            on("person", id=i),
            leading=avatar(name),
            trailing=button(t("Unblock"), on("unblock", id=i), "flat", key=f"unblock-{i}"),
            key=f"blocked-{i}",
        )
        for name, i in names
    ]
    return page(t("Blocked people"), *(rows or [empty("block", t("Nobody is blocked"))]))
