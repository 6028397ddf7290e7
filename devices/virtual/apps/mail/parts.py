"""Pieces that several screens of Letterbox share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.mail.state import ME, File, MailState, Thread, letters_of
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words, time_words, when_words
from devices.virtual.ui import avatar, badge, button, column, empty, icon, icon_button, page, row, text
from devices.virtual.words import t

BOXES = (
    ("inbox", "inbox"), ("starred", "star_border"), ("snoozed", "snooze"), ("important", "label_important"),
    ("sent", "send"), ("scheduled", "schedule"), ("drafts", "drafts"), ("all", "mail"), ("archive", "archive"),
    ("spam", "report"), ("bin", "delete"),
)  # fmt: skip


def box_name(state: MailState, box: str) -> str:
    """What a folder or label is called."""
    names = {
        "inbox": t("Inbox"), "starred": t("Starred"), "snoozed": t("Snoozed"), "important": t("Important"),
        "sent": t("Sent"), "scheduled": t("Scheduled"), "drafts": t("Drafts"), "all": t("All mail"),
        "archive": t("Archive"), "spam": t("Spam"), "bin": t("Bin"),
    }  # fmt: skip
    return names[box] if box in names else state["labels"][box]["name"] if box in state["labels"] else t("Inbox")


def writers(state: MailState, thread_id: str) -> str:
    """Who wrote in a thread, and how many letters there are."""
    letters = letters_of(state, thread_id)
    names: list[str] = []
    for _, letter in letters:
        name = t("me") if letter["address"] == ME else letter["name"]
        if name not in names:
            names.append(name)
    if names == [t("me")]:
        to = letters[-1][1]["to"]
        return t("To: {names}", names=t(", ").join(who(state, address) for address in to))
    shown = t(", ").join(names if len(names) == 1 else [name.split()[0] for name in names])
    return f"{shown} {len(letters)}" if len(letters) > 1 else shown


def who(state: MailState, address: str) -> str:
    """Whom an address belongs to, as far as their letters say it."""
    if address == ME:
        return t("me")
    names = sorted(letter["name"] for letter in state["letters"].values() if letter["address"] == address)
    return names[0] if names else address


def thread_line(state: MailState, thread_id: str, look: Look, selecting: bool = False, chosen: bool = False) -> Node:
    """A thread in a list: who, what about, how it begins, when, and what is marked about it."""
    thread = state["threads"][thread_id]
    letters = letters_of(state, thread_id)
    last = letters[-1][1]
    fresh = thread_id in state["unread"]
    strong = " strong" if fresh else ""
    names = writers(state, thread_id)
    marks = [badge(state["labels"][i]["name"]) for i in thread["labels"] if i in state["labels"]]
    clip = icon("attach_file", style="tiny") if any(letter["files"] for _, letter in letters) else None
    words = column(
        row(
            Node("text", names, style="item-title line grow" + strong),
            clip,
            icon("label_important", "#c28a00", "tiny") if thread["important"] else None,
            text(_when(thread, last["at"], look), "small" + (" strong accent" if fresh else " muted")),
        ),
        text(thread["subject"], "line" + strong),
        text(last["body"].replace("\n\n", " "), "line muted"),
        row(*marks, style="mail-labels") if marks else None,
        style="grow",
    )
    first = next((letter["name"] for _, letter in letters if letter["address"] != ME), names)
    face = icon("check_circle", style="mail-check") if chosen else avatar(first)
    star = icon_button(
        "star" if thread["starred"] else "star_border",
        t("Remove star") if thread["starred"] else t("Star"),
        on("star", id=thread_id),
        f"star-{thread_id}",
        thread["starred"],
    )
    return Node(
        "item",
        children=(face, words, star),
        tap=on("choose", id=thread_id) if selecting else on("read", id=thread_id),
        hold=on("choose", id=thread_id) if look.name != "search" else None,
        swipe=None if selecting else on("swiped", id=thread_id),
        selected=chosen,
        style="mail-line",
        key=f"thread-{thread_id}",
    )


def _when(thread: Thread, at: str, look: Look) -> str:
    if thread["snoozed"]:
        return stamp(thread["snoozed"], look)
    return when_words(at, look.now, look.others)


def stamp(at: str, look: Look) -> str:
    """ "Today, 09:12"."""
    return stamp_of(at, look.now, look.others)


def stamp_of(at: str, now: datetime, others: Mapping[str, Any]) -> str:
    """The same where there is no look."""
    return f"{date_words(at, now.date())}, {time_words(at[11:16], others)}"


def undo_bar(state: MailState) -> Node | None:
    """What was done last, and a button that takes it back."""
    words = state["undo"]["words"]
    if not words:
        return None
    return row(text(words, "grow"), button(t("Undo"), on("undo"), "flat", key="undo"), style="snackbar")


def line_item(icon_name: str, words: str, tap: Event, subtitle: str = "", key: str = "", tint: str = "") -> Node:
    """A row of a sheet or of settings with an icon before it."""
    below = Node("text", subtitle, style="item-sub") if subtitle else None
    title = column(Node("text", words, style="item-title"), below, style="grow")
    return Node("item", children=(icon(icon_name, tint), title), tap=tap, key=key)


def size_words(kilobytes: int) -> str:
    """ "64 KB" or "1.2 MB"."""
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"


def file_icon(file: File) -> str:
    """The sign of a kind of file."""
    icons = {"document": "description", "table": "table_rows", "ticket": "confirmation_number", "archive": "folder"}
    return icons.get(file["kind"], "image")


def kind_words(file: File) -> str:
    """What kind of file this is."""
    names = {"document": t("Document"), "table": t("Table"), "ticket": t("Ticket"), "archive": t("Archive file")}
    return names.get(file["kind"], t("Picture"))


def gone() -> Node:
    """What is shown of a mail that is no longer there."""
    return page(t("Not here"), empty("mail", t("This mail is no longer here")))
