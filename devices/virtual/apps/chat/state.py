"""What Parley remembers: people, chats with their messages, polls, and what the owner has set."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from typing_extensions import TypedDict

from devices.virtual.apps.contacts.state import known, who

ME = "me"
ALWAYS = "always"
MAX_NAME, MAX_OPTIONS = 40, 6
Kind = Literal["text", "image", "location", "contact", "poll", "event"]


class Person(TypedDict):
    """Somebody on Parley; `name` is how they call themselves, Contacts may know them by another."""

    name: str
    phone: str
    about: str
    picture: int


class Message(TypedDict):
    """`by` is a person's id, ME, or empty for what the app itself notes ("event").

    `ref` says what a message that is not text holds: a drawing ("sea:4"), an address, or a person's id. A poll's
    question and votes lie in `polls` under the message's id. `reactions` are by who reacted; `seen` says of one's
    own message that somebody has read it.
    """

    by: str
    kind: Kind
    text: str
    ref: str
    at: str
    reply: str
    reactions: dict[str, str]
    forwarded: bool
    starred: bool
    edited: bool
    deleted: bool
    seen: bool


class Poll(TypedDict):
    """`votes` are numbers of options by voter."""

    question: str
    options: list[str]
    votes: dict[str, list[int]]
    multiple: bool
    closed: bool


class Chat(TypedDict):
    """`members` says of each person's id (ME among them) whether they are an admin. `muted` is empty, ALWAYS, or the
    time until which the chat is silent. A direct chat has one member beside ME and no name of its own."""

    kind: Literal["direct", "group", "channel"]
    name: str
    about: str
    picture: int
    members: dict[str, bool]
    messages: dict[str, Message]
    pinned: bool
    archived: bool
    muted: str
    left: bool


class Pending(TypedDict):
    """What somebody is going to write."""

    chat: str
    by: str
    text: str
    at: str


class Profile(TypedDict):
    """What others see of the owner."""

    name: str
    about: str
    picture: int


class Options(TypedDict):
    """What can be set; `last_seen` and `groups` say who may see when one was here, and who may add one to groups."""

    read_receipts: bool
    last_seen: Literal["everyone", "contacts", "nobody"]
    groups: Literal["everyone", "contacts", "nobody"]
    notifications: bool
    previews: bool
    group_notifications: bool
    enter_sends: bool
    save_pictures: bool


class ChatState(TypedDict):
    """`unread` counts by chat id and `pending` is what the others will say: neither is the owner's own data."""

    me: Profile
    people: dict[str, Person]
    chats: dict[str, Chat]
    polls: dict[str, Poll]
    blocked: list[str]
    options: Options
    unread: dict[str, int]
    pending: dict[str, Pending]
    next_id: int


def new_message(by: str, text: str, at: str, kind: Kind = "text", ref: str = "", reply: str = "") -> Message:
    """A message nobody has reacted to."""
    return {"by": by, "kind": kind, "text": text, "ref": ref, "at": at, "reply": reply, "reactions": {},
            "forwarded": False, "starred": False, "edited": False, "deleted": False, "seen": False}  # fmt: skip


def new_chat(kind: Literal["direct", "group", "channel"], members: Mapping[str, bool], name: str = "") -> Chat:
    """A chat without messages."""
    return {"kind": kind, "name": name, "about": "", "picture": 0, "members": {**members}, "messages": {},
            "pinned": False, "archived": False, "muted": "", "left": False}  # fmt: skip


def new_id(state: ChatState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def minutes(at: datetime) -> str:
    """A time as the state writes it."""
    return at.isoformat(timespec="minutes")


def messages_of(chat: Chat) -> list[tuple[str, Message]]:
    """A chat's messages, oldest first; ids are given in the order of writing."""
    return sorted(chat["messages"].items(), key=lambda pair: (pair[1]["at"], int(pair[0][1:])))


def partner(chat: Chat) -> str:
    """The other one of a direct chat."""
    return next(i for i in sorted(chat["members"]) if i != ME)


def direct_with(state: ChatState, person_id: str) -> str:
    """The id of the direct chat with somebody, or empty."""
    return next((i for i, c in state["chats"].items() if c["kind"] == "direct" and person_id in c["members"]), "")


def settled(state: ChatState, chat_id: str) -> str:
    """The chat's id where "new:p3" stands for one with p3 that may have begun by now."""
    return direct_with(state, chat_id[4:]) or chat_id if chat_id.startswith("new:") else chat_id


def chat_at(state: ChatState, chat_id: str) -> Chat | None:
    """The chat with this id; one without messages for "new:p3", None where there is none."""
    chat_id = settled(state, chat_id)
    if chat_id.startswith("new:"):
        return new_chat("direct", {ME: False, chat_id[4:]: False})
    return state["chats"].get(chat_id)


def begun(state: ChatState, chat_id: str) -> str:
    """The id of a chat that is there now, made where it was "new:p3"."""
    chat_id = settled(state, chat_id)
    if not chat_id.startswith("new:"):
        return chat_id
    made = new_id(state, "t")
    state["chats"][made] = new_chat("direct", {ME: False, chat_id[4:]: False})
    return made


def person_name(state: ChatState, person_id: str, others: Mapping[str, Any]) -> str:
    """The name Contacts has for somebody, else the name they gave themselves."""
    if person_id == ME:
        return state["me"]["name"]
    person = state["people"][person_id]
    contact, name = who(known(others), person["phone"])
    return name if contact else person["name"]


def chat_name(state: ChatState, chat: Chat, others: Mapping[str, Any]) -> str:
    """What a chat is called in lists."""
    return person_name(state, partner(chat), others) if chat["kind"] == "direct" else chat["name"]


def is_muted(chat: Chat, now: datetime) -> bool:
    """Is the chat silent at this time?"""
    return chat["muted"] == ALWAYS or chat["muted"] > minutes(now)


def is_admin(chat: Chat) -> bool:
    """May the owner change the group?"""
    return chat["kind"] != "direct" and not chat["left"] and chat["members"].get(ME, False)


def may_write(state: ChatState, chat: Chat) -> bool:
    """May the owner write into this chat?"""
    if chat["kind"] == "direct":
        return partner(chat) not in state["blocked"]
    return not chat["left"] and (chat["kind"] == "group" or chat["members"].get(ME, False))


def picture_of(ref: str) -> tuple[str, int]:
    """(kind, number) of the drawing a message holds."""
    kind, _, number = ref.partition(":")
    return kind, int(number)
