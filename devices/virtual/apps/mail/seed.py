"""Letterbox as a fresh phone has it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from devices.virtual.apps.mail.letters import FIRMS, POSTS, SOON, SPAM, Post
from devices.virtual.apps.mail.people_letters import DRAFTS, LETTERS, PEOPLE, SCHEDULED, SENT
from devices.virtual.apps.mail.state import (
    COLOURS,
    ME,
    Draft,
    File,
    Folder,
    Letter,
    MailState,
    minutes,
    new_id,
    new_thread,
    no_undo,
    reply_subject,
)
from devices.virtual.money import money
from devices.virtual.times import day_words
from devices.virtual.words import t

LABELS = ("Bills", "Travel", "Work", "Friends", "Receipts", "Health")
DAYS = ("Wednesday", "Thursday", "Friday", "Saturday")
PARTING = "\n\n"


def seed(rng: Random, now: datetime) -> MailState:
    """Fifty threads: bills, tickets, work, friends, newsletters, spam; drafts, one letter scheduled, three rules."""
    state: MailState = {
        "letters": {}, "threads": {}, "drafts": {}, "labels": {}, "rules": {}, "blocked": [], "unsubscribed": [],
        "saved": [],
        "vacation": {"on": False, "subject": t("Away"), "body": t("I am away until next week."), "until": ""},
        "options": {"signature": t("Sam Rowan"), "swipe": "archive", "reply_all": False, "confirm_delete": False,
                    "confirm_send": False, "notifications": True, "promotions_notify": rng.random() < 0.4,
                    "categories": True},
        "searches": [t("invoice"), t("ticket")], "unread": [], "incoming": {}, "undo": no_undo(), "next_id": 1,
    }  # fmt: skip
    for name, colour in zip(LABELS, COLOURS, strict=False):
        state["labels"][new_id(state, "l")] = {"name": t(name), "colour": colour}
    _threads(state, rng, now)
    _marks(state, rng)
    _own(state, rng, now)
    for after, post in SOON:
        at = minutes(now + timedelta(minutes=after + rng.randint(0, 6)))
        name, address = _sender(post.sender)
        facts = _facts(rng, now)
        state["incoming"][new_id(state, "w")] = {
            "thread": "", "subject": t(post.subject).format(**facts), "name": name, "address": address,
            "body": _body(post.body, facts), "category": post.category, "at": at,
        }  # fmt: skip
    _rules(state)
    return state


def _threads(state: MailState, rng: Random, now: datetime) -> None:
    posts: list[tuple[Post, Folder]] = [(replace(post, category="primary"), "inbox") for post in LETTERS]
    posts.extend((post, "inbox") for post in POSTS)
    posts.extend((post, "spam") for post in SPAM)
    rng.shuffle(posts)
    for number, (post, folder) in enumerate(posts):
        back = rng.randint(*post.days)
        at = (now - timedelta(days=back)).replace(hour=rng.randint(7, 21), minute=rng.randint(0, 59))
        if at > now - timedelta(minutes=40):
            at = now.replace(hour=rng.randint(5, 7))
        # Two at the same minute would be sorted by their ids alone.
        at = at.replace(minute=(at.minute // 2 * 2 + number % 2) % 60)
        _thread(state, post, folder, at, rng, now)


def _thread(state: MailState, post: Post, folder: Folder, at: datetime, rng: Random, now: datetime) -> None:
    facts = _facts(rng, now)
    thread_id = new_id(state, "t")
    thread = new_thread(t(post.subject).format(**facts), folder, post.category)
    thread["newsletter"] = post.newsletter
    if post.label and rng.random() < 0.75:
        thread["labels"].append(_label(state, post.label))
    state["threads"][thread_id] = thread
    name, address = _sender(post.sender)
    files: list[File] = [{"name": t(n), "kind": k, "size": size} for n, k, size in post.files]
    others = [PEOPLE["mira"][1]] if post.sender in ("daniel", "anna", "jonas") else []
    first = _letter(thread_id, name, address, [ME], _body(post.body, facts), at, files, others)
    first["links"] = [to.format(**facts) for to in post.links]
    state["letters"][new_id(state, "m")] = first
    for who, words in post.answers:
        at = min(at + timedelta(hours=rng.randint(1, 7), minutes=rng.randint(0, 50)), now - timedelta(hours=1))
        mine = who == "me"
        writer = (t("Sam Rowan"), ME) if mine else _sender(who)
        body = _body((words, t("Sam") if mine else writer[0].split()[0]), facts)
        state["letters"][new_id(state, "m")] = _letter(
            thread_id, *writer, [address] if mine else [ME], body, at, [], others
        )


def _letter(
    thread: str, name: str, address: str, to: list[str], body: str, at: datetime, files: list[File], cc: Sequence[str]
) -> Letter:
    return {"thread": thread, "name": name, "address": address, "to": to, "cc": [*cc], "body": body,
            "at": minutes(at), "files": files, "links": []}  # fmt: skip


def _sender(key: str) -> tuple[str, str]:
    name, address = FIRMS[key] if key in FIRMS else PEOPLE[key]
    return t(name), address


def _body(parts: Sequence[str], facts: dict[str, str]) -> str:
    return PARTING.join(t(part).format(**facts) for part in parts)


def _label(state: MailState, name: str) -> str:
    return next(i for i, label in state["labels"].items() if label["name"] == t(name))


def _marks(state: MailState, rng: Random) -> None:
    """Unread, starred, important, archived and deleted threads."""
    inbox = [i for i, thread in state["threads"].items() if thread["folder"] == "inbox"]
    old = sorted(inbox, key=lambda i: min(m["at"] for m in state["letters"].values() if m["thread"] == i))
    for thread_id in rng.sample(old[:26], 10):
        state["threads"][thread_id]["folder"] = "archive"
    for thread_id in rng.sample([i for i in old[:30] if state["threads"][i]["folder"] == "inbox"], 3):
        state["threads"][thread_id]["folder"] = "bin"
    kept = [i for i in inbox if state["threads"][i]["folder"] == "inbox"]
    for thread_id in rng.sample(kept, 4):
        state["threads"][thread_id]["starred"] = True
    for thread_id in rng.sample(kept, 5):
        state["threads"][thread_id]["important"] = True
    state["unread"] = sorted(rng.sample(kept, 9), key=lambda i: int(i[1:]))
    state["unread"] += [i for i, thread in state["threads"].items() if thread["folder"] == "spam"]


def _own(state: MailState, rng: Random, now: datetime) -> None:
    for back, (to, subject, body) in enumerate(SENT, 2):
        thread_id = new_id(state, "t")
        state["threads"][thread_id] = new_thread(t(subject), "sent")
        at = (now - timedelta(days=3 * back)).replace(hour=rng.randint(9, 20), minute=rng.randint(0, 59))
        letter = _letter(thread_id, t("Sam Rowan"), ME, [to], _body(body, _facts(rng, now)), at, [], [])
        state["letters"][new_id(state, "m")] = letter
    for back, (to, subject, body) in enumerate(DRAFTS, 1):
        at = (now - timedelta(days=back)).replace(hour=rng.randint(9, 20), minute=rng.randint(0, 59))
        draft = _draft(to, subject, _body(body, _facts(rng, now)), at)
        if subject == "Housewarming":
            draft["subject"] = reply_subject(t(subject))
        state["drafts"][new_id(state, "d")] = draft
    to, subject, body = SCHEDULED
    draft = _draft(to, subject, _body(body, _facts(rng, now)), now - timedelta(days=1))
    draft["send_at"] = minutes((now + timedelta(days=1)).replace(hour=rng.randint(7, 11), minute=0))
    state["drafts"][new_id(state, "d")] = draft


def _draft(to: str, subject: str, body: str, at: datetime) -> Draft:
    return {"to": [to], "cc": [], "subject": t(subject), "body": body, "files": [], "reply": "", "at": minutes(at),
            "send_at": ""}  # fmt: skip


def _rules(state: MailState) -> None:
    bills, receipts = _label(state, "Bills"), _label(state, "Receipts")
    state["rules"][new_id(state, "r")] = {"sender": "brightgrid.example", "act": "label", "label": bills, "on": True}
    state["rules"][new_id(state, "r")] = {"sender": "hopla.example", "act": "label", "label": receipts, "on": True}
    state["rules"][new_id(state, "r")] = {"sender": "bigprize.example", "act": "bin", "label": "", "on": False}


def _facts(rng: Random, now: datetime) -> dict[str, str]:
    day = now.date() + timedelta(days=rng.randint(4, 24))
    hour, spent = rng.randint(9, 17), rng.randint(900, 1900) * 100
    return {
        "bill": money(rng.randint(36, 180) * 50 + rng.choice((0, 15, 20, 45))),
        "small": money(rng.randint(9, 60) * 50),
        "fine": money(rng.randint(2, 12) * 50),
        "price": money(rng.randint(120, 780) * 50),
        "sum": money(rng.randint(90, 480) * 1000),
        "rent": money(rng.randint(640, 1280) * 100),
        "balance": money(rng.randint(500, 4200) * 100 + rng.randint(1, 99)),
        "salary": money(rng.randint(2100, 3900) * 100),
        "out": money(spent),
        "date": day_words(day),
        "iso": day.isoformat(),
        "day": t(rng.choice(DAYS)),
        "time": f"{hour}:{rng.choice((0, 15, 30, 45)):02}",
        "late": f"{hour + rng.randint(1, 4)}:{rng.choice((10, 30, 50)):02}",
        "morning": f"{rng.randint(6, 10)}:{rng.choice((0, 30)):02}",
        "number": str(rng.randint(100_000, 999_999)),
        "reading": str(rng.randint(1000, 8999)),
        "parcel": f"SC{rng.randint(10_000, 99_999)}",
        "booking": f"B{rng.randint(10_000, 99_999)}",
        "flight": f"KE{rng.randint(210, 989)}",
        "card": str(rng.randint(1000, 9999)),
        "code": str(rng.randint(100_000, 999_999)),
        "percent": str(rng.randint(2, 9) * 5),
        "size": f"{rng.randint(3, 19)}.{rng.randint(1, 9)}",
        "count": str(rng.randint(11, 96)),
        "coach": str(rng.randint(7, 24)),
        "seat": str(rng.randint(10, 68)),
        "room": str(rng.randint(2, 29)),
        "tram": str(rng.randint(100, 899)),
        "terminal": str(rng.randint(1, 3)),
        "nights": str(rng.randint(2, 8)),
        "days": str(rng.randint(6, 24)),
        "grams": str(rng.randint(5, 12) * 50),
        "minutes": str(rng.randint(12, 28)),
    }
