"""Parley as a fresh phone has it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from devices.virtual.apps.chat.group_talk import GROUPS, TOWN_NEWS, Group
from devices.virtual.apps.chat.people import ABOUTS, STRANGERS, TOWN
from devices.virtual.apps.chat.state import (
    ALWAYS,
    ME,
    Chat,
    ChatState,
    Message,
    direct_with,
    messages_of,
    minutes,
    new_chat,
    new_id,
    new_message,
)
from devices.virtual.apps.chat.talk import SOON, TALKS, Say
from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.money import money
from devices.virtual.times import day_words
from devices.virtual.words import t

STREETS = ("Juniper Lane", "Mill Street", "Orchard Road", "Chapel Row", "Fern Hill")
DAYS = ("Wednesday", "Thursday", "Friday", "Saturday")
TOWN_ID = "p19"


def seed(rng: Random, now: datetime) -> ChatState:
    """Ten chats with one person, six groups and a channel: pinned, muted, archived and unread ones among them."""
    state: ChatState = {
        "me": {"name": t("Sam Rowan"), "about": t("Available"), "picture": rng.randint(1, 40)},
        "people": {}, "chats": {}, "polls": {}, "blocked": [],
        "options": {"read_receipts": rng.random() < 0.6, "last_seen": rng.choice(("everyone", "contacts")),
                    "groups": "everyone", "notifications": True, "previews": True, "group_notifications": True,
                    "enter_sends": False, "save_pictures": rng.random() < 0.5},
        "unread": {}, "pending": {}, "next_id": 1,
    }  # fmt: skip
    _people(state, rng)
    plan: list[tuple[str, Group | int]] = [("g", group) for group in GROUPS]
    plan += [("d", number) for number in rng.sample(sorted(TALKS), 10)]
    plan.append(("c", TOWN_NEWS))
    rng.shuffle(plan)
    facts: dict[int, dict[str, str]] = {}
    for rank, (kind, what) in enumerate(plan):
        drawn = _facts(rng)
        if isinstance(what, Group):
            _group(state, what, drawn, rank, rng, now, channel=kind == "c")
        else:
            facts[what] = drawn
            chat = new_chat("direct", {ME: False, f"p{what + 1}": False})
            state["chats"][new_id(state, "t")] = chat
            _talk(state, chat, [ME, f"p{what + 1}"], TALKS[what], drawn, rank, rng, now)
    _marks(state, rng, now)
    for number, after, text in SOON:
        if number in facts:
            at = minutes(now + timedelta(minutes=after + rng.randint(0, 5)))
            state["pending"][new_id(state, "w")] = {
                "chat": direct_with(state, f"p{number + 1}"), "by": f"p{number + 1}",
                "text": t(text).format(**facts[number]), "at": at,
            }  # fmt: skip
    return state


def _people(state: ChatState, rng: Random) -> None:
    known = [(name, phone, ABOUTS[name]) for name, phone in PEOPLE]
    for name, phone, about in (*known, *STRANGERS, TOWN):
        person_id = f"p{len(state['people']) + 1}"
        state["people"][person_id] = {"name": t(name), "phone": phone, "about": t(about),
                                      "picture": rng.randint(1, 400)}  # fmt: skip
    state["blocked"].append("p18")


def _group(
    state: ChatState, group: Group, facts: dict[str, str], rank: int, rng: Random, now: datetime, channel: bool
) -> None:
    cast = [TOWN_ID] if channel else [f"p{number + 1}" for number in group.cast]
    chat = new_chat("channel" if channel else "group", {cast[0]: True, **dict.fromkeys(cast[1:], False)})
    chat["members"][ME] = group.admin
    chat.update(name=t(group.name), about=t(group.about), picture=rng.randint(1, 90))
    state["chats"][new_id(state, "t")] = chat
    if not channel:
        first = t("{name} created the group", name=state["people"][cast[0]]["name"])
        chat["messages"][new_id(state, "m")] = new_message("", first, minutes(now - timedelta(days=60 + rank)), "event")
    _talk(state, chat, [ME, *cast], group.lines, facts, rank, rng, now)


def _talk(
    state: ChatState, chat: Chat, cast: Sequence[str], lines: Sequence[Say], facts: dict[str, str], rank: int,
    rng: Random, now: datetime,
) -> None:  # fmt: skip
    """The lines, the last of them `rank` half days ago; a line that is `later` was said on another day."""
    breaks = sum(line.later for line in lines)
    day = now - timedelta(days=(rank + 1) // 3 + breaks * 2)
    at = _start(day, breaks == 0 and rank < 2, rng)
    ids: list[str] = []
    for line in lines:
        if line.later:
            breaks, day = breaks - 1, day + timedelta(days=2)
            at = _start(day, breaks == 0 and rank < 2, rng)
        at += timedelta(minutes=rng.randint(1, 6))
        message = _message(line, cast, facts, minutes(at))
        message["reply"] = ids[line.reply] if line.reply >= 0 else ""
        ids.append(new_id(state, "m"))
        chat["messages"][ids[-1]] = message
        if line.kind == "poll":
            state["polls"][ids[-1]] = {
                "question": t(line.text), "options": [t(option) for option in line.options],
                "votes": {cast[i]: list(votes) for i, votes in enumerate(line.votes) if votes and rng.random() < 0.85},
                "multiple": line.multiple, "closed": False,
            }  # fmt: skip


def _start(day: datetime, today: bool, rng: Random) -> datetime:
    """When a conversation began: early in the morning where it has to be over by now."""
    hour = 7 if today or rng.random() < 0.2 else rng.randint(8, 20)
    return day.replace(hour=hour, minute=rng.randint(0, 25))


def _message(line: Say, cast: Sequence[str], facts: dict[str, str], at: str) -> Message:
    message = new_message(cast[line.by], t(line.text).format(**facts), at, line.kind)
    message["ref"] = t(line.ref) if line.kind == "location" else line.ref
    message["reactions"] = {cast[who]: sign for who, sign in line.react}
    message["starred"], message["edited"], message["deleted"] = line.star, line.edited, line.deleted
    message["seen"] = line.by == 0
    return message


def _marks(state: ChatState, rng: Random, now: datetime) -> None:
    """Pinned, muted, archived and unread chats; stars on half of what could have one."""
    ids = sorted(state["chats"], key=lambda i: int(i[1:]))
    newest = sorted(ids, key=lambda i: messages_of(state["chats"][i])[-1][1]["at"], reverse=True)
    for chat_id in rng.sample(newest[:7], 2):
        state["chats"][chat_id]["pinned"] = True
    muted = rng.sample(ids, 3)
    for chat_id in muted:
        state["chats"][chat_id]["muted"] = ALWAYS
    state["chats"][muted[0]]["muted"] = minutes(now + timedelta(hours=rng.randint(3, 7)))
    for chat_id in rng.sample(newest[9:], 2):
        state["chats"][chat_id].update(archived=True, pinned=False)
    theirs = [i for i in newest[:11] if messages_of(state["chats"][i])[-1][1]["by"] != ME]
    for chat_id in rng.sample(theirs, min(4, len(theirs))):
        run = 0
        for _, message in reversed(messages_of(state["chats"][chat_id])):
            if message["by"] == ME:
                break
            run += 1
        state["unread"][chat_id] = rng.randint(1, min(run, 5))
    for chat_id in ids:
        for _, message in messages_of(state["chats"][chat_id]):
            message["starred"] = message["starred"] and rng.random() < 0.5


def _facts(rng: Random) -> dict[str, str]:
    hour, rent = rng.randint(9, 18), rng.randint(60, 180) * 500
    return {
        "number": str(rng.randint(2, 89)),
        "street": t(rng.choice(STREETS)),
        "day": t(rng.choice(DAYS)),
        "date": day_words(date(2026, 4, rng.randint(1, 28))),
        "time": f"{hour}:{rng.choice((0, 15, 30, 45)):02}",
        "late": f"{hour + rng.randint(2, 4)}:{rng.choice((0, 20, 40)):02}",
        "small": money(rng.randint(9, 60) * 50),
        "medium": money(rng.randint(10, 48) * 100),
        "big": money(rng.randint(24, 60) * 500),
        "sum": money(rng.randint(80, 640) * 50),
        "rent": money(rent),
        "share": money(rent // 5),
        "count": str(rng.randint(6, 48)),
        "grams": str(rng.randint(5, 16) * 50),
        "slides": str(rng.randint(4, 12)),
        "nights": str(rng.randint(2, 9)),
        "copies": str(rng.randint(2, 9)),
        "boxes": str(rng.randint(12, 60) * 5),
        "room": str(rng.randint(2, 29)),
        "tram": str(rng.randint(2, 18)),
        "chapter": str(rng.randint(2, 19)),
        "page": str(rng.randint(60, 310)),
        "km": str(rng.randint(9, 21)),
        "hill": str(rng.randint(20, 90) * 10),
        "delay": str(rng.randint(2, 9) * 5),
        "size": str(rng.randint(7, 11)),
        "score": f"{rng.randint(3, 9)}–{rng.randint(0, 6)}",
        "flight": f"KE{rng.randint(210, 989)}",
        "surname": t(rng.choice(("Moreau", "Lenz"))),
        "code": str(rng.randint(1024, 9876)),
    }
