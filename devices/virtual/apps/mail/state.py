"""What Letterbox remembers: threads of letters, drafts, labels, rules, and what the owner has set."""

import re
from datetime import datetime
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.words import t

ME = "sam.rowan@letterbox.example"
ADDRESS = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[a-zA-Z]{2,}")
COLOURS = ("#7b5ea7", "#2f7d6b", "#b3593b", "#3c6fb0", "#9a4d6f", "#5c7a2e", "#8a6d1f", "#4a6572")
Folder = Literal["inbox", "archive", "sent", "spam", "bin"]
Category = Literal["primary", "updates", "promotions"]
Act = Literal["label", "archive", "star", "bin"]


class File(TypedDict):
    """Something attached: `kind` is "document", "table", "ticket", "archive", or a drawing ("hills:4")."""

    name: str
    kind: str
    size: int


class Letter(TypedDict):
    """One mail; `name` and `address` say whom it is from. `links` stand below the text."""

    thread: str
    name: str
    address: str
    to: list[str]
    cc: list[str]
    body: str
    at: str
    files: list[File]
    links: list[str]


class Thread(TypedDict):
    """Letters that answer one another. `labels` are ids; `snoozed` is empty or when the thread comes back.

    A thread in the folder "sent" holds nothing but what the owner wrote. `newsletter` can be unsubscribed from.
    """

    subject: str
    folder: Folder
    category: Category
    starred: bool
    important: bool
    labels: list[str]
    snoozed: str
    newsletter: bool


class Draft(TypedDict):
    """A letter not sent yet; with `send_at` it is sent then. `reply` is the id of the letter it answers, or empty."""

    to: list[str]
    cc: list[str]
    subject: str
    body: str
    files: list[File]
    reply: str
    at: str
    send_at: str


class Label(TypedDict):
    """What threads can be sorted by."""

    name: str
    colour: str


class Rule(TypedDict):
    """What happens to new mail from whom: `sender` is part of an address or name, `label` a label's id."""

    sender: str
    act: Act
    label: str
    on: bool


class Vacation(TypedDict):
    """What is answered while the owner is away; `until` is an ISO date or empty."""

    on: bool
    subject: str
    body: str
    until: str


class Options(TypedDict):
    """What can be set."""

    signature: str
    swipe: Literal["archive", "bin", "read"]
    reply_all: bool
    confirm_delete: bool
    confirm_send: bool
    notifications: bool
    promotions_notify: bool
    categories: bool


class Incoming(TypedDict):
    """A mail on its way here; `thread` is empty or the thread it answers in."""

    thread: str
    subject: str
    name: str
    address: str
    body: str
    category: Category
    at: str


class Undo(TypedDict):
    """What the last touch can be taken back to: threads as they were, and a letter that was sent with its draft."""

    words: str
    threads: dict[str, Thread]
    letter: str
    draft: list[Draft]


class MailState(TypedDict):
    """`unread` lists threads; it, `incoming` and `undo` are not the owner's own data. `saved` says which attachments
    were kept ("m3:0" is the first of letter m3)."""

    letters: dict[str, Letter]
    threads: dict[str, Thread]
    drafts: dict[str, Draft]
    labels: dict[str, Label]
    rules: dict[str, Rule]
    blocked: list[str]
    unsubscribed: list[str]
    saved: list[str]
    vacation: Vacation
    options: Options
    searches: list[str]
    unread: list[str]
    incoming: dict[str, Incoming]
    undo: Undo
    next_id: int


def no_undo() -> Undo:
    """Nothing to take back."""
    return {"words": "", "threads": {}, "letter": "", "draft": []}


def minutes(at: datetime) -> str:
    """A time as the state writes it."""
    return at.isoformat(timespec="minutes")


def new_id(state: MailState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def new_thread(subject: str, folder: Folder = "inbox", category: Category = "primary") -> Thread:
    """A thread without marks."""
    return {"subject": subject, "folder": folder, "category": category, "starred": False, "important": False,
            "labels": [], "snoozed": "", "newsletter": False}  # fmt: skip


def copy_of(thread: Thread) -> Thread:
    """A thread that does not change with the first."""
    return {**thread, "labels": [*thread["labels"]]}


def letters_of(state: MailState, thread_id: str) -> list[tuple[str, Letter]]:
    """A thread's letters, oldest first."""
    own = [(i, letter) for i, letter in state["letters"].items() if letter["thread"] == thread_id]
    return sorted(own, key=lambda pair: (pair[1]["at"], int(pair[0][1:])))


def newest_of(state: MailState) -> dict[str, tuple[str, int]]:
    """When each thread was last written in, for sorting."""
    newest: dict[str, tuple[str, int]] = {}
    for i, letter in state["letters"].items():
        key = (letter["at"], int(i[1:]))
        newest[letter["thread"]] = max(newest.get(letter["thread"], ("", 0)), key)
    return newest


def in_box(state: MailState, thread_id: str, box: str, sent: frozenset[str]) -> bool:
    """Does a thread lie in a box ("inbox", "starred", a label's id, …)? `sent` are threads the owner wrote in."""
    thread = state["threads"][thread_id]
    if thread["folder"] in ("spam", "bin"):
        return box == thread["folder"]
    match box:
        case "inbox":
            return thread["folder"] == "inbox" and not thread["snoozed"]
        case "archive":
            return thread["folder"] == "archive" and not thread["snoozed"]
        case "snoozed":
            return bool(thread["snoozed"])
        case "starred":
            return thread["starred"]
        case "important":
            return thread["important"]
        case "sent":
            return thread_id in sent
        case "all":
            return True
        case _:
            return box in thread["labels"]


def box_of(state: MailState, box: str) -> list[str]:
    """The ids of a box's threads, newest first."""
    newest = newest_of(state)
    sent = frozenset(letter["thread"] for letter in state["letters"].values() if letter["address"] == ME)
    shown = [i for i in state["threads"] if in_box(state, i, box, sent)]
    return sorted(shown, key=lambda i: newest.get(i, ("", 0)), reverse=True)


def drafts_of(state: MailState, scheduled: bool) -> list[str]:
    """Drafts, or what is going to be sent, newest first."""
    shown = [i for i, draft in state["drafts"].items() if bool(draft["send_at"]) == scheduled]
    return sorted(shown, key=lambda i: (state["drafts"][i]["send_at"] or state["drafts"][i]["at"], i), reverse=True)


def labels_by_name(state: MailState) -> list[tuple[str, Label]]:
    """Labels in the order of lists."""
    return sorted(state["labels"].items(), key=lambda pair: (pair[1]["name"].casefold(), pair[0]))


def is_address(words: str) -> bool:
    """Is this a mail address?"""
    return ADDRESS.fullmatch(words) is not None


def reply_subject(subject: str) -> str:
    """ "Re: …", once."""
    return subject if subject.startswith(t("Re: ")) else t("Re: ") + subject


def file(name: str, kind: str = "document", size: int = 120) -> File:
    """An attachment of so many kilobytes."""
    return {"name": name, "kind": kind, "size": size}


def matches(rule: Rule, address: str, name: str) -> bool:
    """Does a rule speak of this sender?"""
    words = rule["sender"].casefold()
    return rule["on"] and bool(words) and (words in address.casefold() or words in name.casefold())


def count_unread(state: MailState, ids: list[str]) -> int:
    """How many of these threads are new."""
    return sum(i in state["unread"] for i in ids)
