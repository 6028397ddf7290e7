"""Hearth as a fresh phone has it."""

from datetime import datetime, timedelta
from random import Random

from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.apps.feed.people import FRIENDS, PLACES
from devices.virtual.apps.feed.posts import POSTS, SOON, STORIES, Say
from devices.virtual.apps.feed.state import (
    ME,
    Done,
    FeedState,
    Incoming,
    minutes,
    new_id,
    new_post,
    no_draft,
    no_undo,
    posts_by,
)
from devices.virtual.money import money
from devices.virtual.times import day_words
from devices.virtual.words import t

DAYS = ("Wednesday", "Thursday", "Friday", "Saturday")


def seed(rng: Random, now: datetime) -> FeedState:
    """Forty-nine posts of ten days with their comments, stories, collections and notices."""
    state: FeedState = {
        "me": {"name": t("Sam Rowan"), "handle": t("sam.rowan"), "bio": t("Walks, bread, books. Lowmoor."),
               "picture": rng.randint(1, 40)},
        "people": {}, "posts": {}, "comments": {}, "polls": {}, "stories": {}, "follows": {}, "followers": [],
        "close": [], "muted": [], "blocked": [], "hidden": [], "reported": {}, "muted_words": [], "collections": {},
        "notices": {}, "draft": no_draft(), "scheduled": {},
        "options": {"private": False, "comments": "everyone", "mentions": "everyone", "notify_likes": True,
                    "notify_comments": True, "notify_follows": True, "show_likes": rng.random() < 0.8},
        "searches": [t("market"), t("bookshelf")], "new": [], "seen": [], "incoming": {}, "undo": no_undo(),
        "next_id": 1,
    }  # fmt: skip
    _people(state, rng)
    _posts(state, rng, now)
    _stories(state, rng, now)
    _saved(state, rng)
    _notices(state, rng, now)
    mine = posts_by(state, ME)
    for kind, who, after, text in SOON:
        at = minutes(now + timedelta(minutes=after + rng.randint(0, 3)))
        incoming: Incoming = {
            "kind": kind, "by": person_id(who), "post": "" if kind == "follow" else rng.choice(mine),
            "text": t(text).format(**_facts(rng, now)) if text else "", "at": at,
        }  # fmt: skip
        state["incoming"][new_id(state, "w")] = incoming
    return state


def person_id(who: int | str) -> str:
    """The id of somebody named as in posts.py."""
    if isinstance(who, int):
        return f"u{who + 1}"
    return ME if who == "me" else f"u{len(PEOPLE) + 1 + list(PLACES).index(who)}"


def _people(state: FeedState, rng: Random) -> None:
    friends = [f"u{n + 1}" for n in range(len(PEOPLE))]
    places = [f"u{len(PEOPLE) + n + 1}" for n in range(len(PLACES))]
    for person, (name, phone) in zip(friends, PEOPLE, strict=True):
        handle, bio = FRIENDS[name]
        state["people"][person] = {
            "name": t(name), "handle": t(handle), "bio": t(bio), "picture": rng.randint(1, 400), "phone": phone,
            "private": False, "verified": False, "fans": rng.randint(20, 380),
            "follows": _sample([i for i in friends + places if i != person], rng.randint(6, 14), rng),
        }  # fmt: skip
    for place, (name, handle, bio, fans) in zip(places, PLACES.values(), strict=True):
        state["people"][place] = {
            "name": t(name), "handle": t(handle), "bio": t(bio), "picture": rng.randint(1, 400), "phone": "",
            "private": False, "verified": True, "fans": fans + rng.randint(-90, 900),
            "follows": _sample([i for i in places if i != place], rng.randint(2, 5), rng),
        }  # fmt: skip
    follows = [*rng.sample(friends, 9), *rng.sample(places, 5)]
    state["follows"] = dict.fromkeys(sorted(follows, key=_number), "yes")
    state["followers"] = sorted(rng.sample(friends, 8), key=_number)
    state["close"] = sorted(rng.sample([i for i in follows if i in state["followers"]] or friends[:1], 1), key=_number)
    strangers = [i for i in friends if i not in follows]
    for private in rng.sample(strangers, 2):
        state["people"][private]["private"] = True


def _sample(people: list[str], count: int, rng: Random) -> list[str]:
    return sorted(rng.sample(people, count), key=_number)


def _number(person: str) -> int:
    return int(person[1:])


def _posts(state: FeedState, rng: Random, now: datetime) -> None:
    order = list(range(len(POSTS)))
    rng.shuffle(order)
    for number, say in enumerate(POSTS):
        # What passes another post on comes after it.
        mine, other = order.index(number), order.index(say.of) if say.of >= 0 else -1
        if mine < other:
            order[mine], order[other] = order[other], order[mine]
    ids: dict[int, str] = {}
    for number, at in zip(order, _times(len(order), rng, now), strict=True):
        ids[number] = _post(state, POSTS[number], at, ids, rng, now)


def _times(count: int, rng: Random, now: datetime) -> list[datetime]:
    """Times of ten days, by daylight, oldest first; three of them this morning."""
    morning = [now.replace(hour=rng.randint(6, 7), minute=rng.randint(0, 59)) for _ in range(3)]
    days = [now - timedelta(days=1 + n % 9) for n in range(count - 3)]
    return sorted([*morning, *(day.replace(hour=rng.randint(7, 22), minute=rng.randint(0, 59)) for day in days)])


def _post(state: FeedState, say: Say, at: datetime, ids: dict[int, str], rng: Random, now: datetime) -> str:
    facts = _facts(rng, now)
    post = new_post(person_id(say.by), t(say.text).format(**facts), minutes(at), say.picture)
    post["tags"] = [t(tag) for tag in say.tags]
    fans = 60 if post["by"] == ME else state["people"][post["by"]]["fans"]
    post.update(likes=rng.randint(3, max(9, min(fans // 4, 900))), liked=rng.random() < 0.2,
                reposts=rng.randint(0, max(2, min(fans // 40, 60))), of=ids.get(say.of, ""))  # fmt: skip
    post["liked"] = post["liked"] and post["by"] != ME
    post_id = new_id(state, "n")
    state["posts"][post_id] = post
    if say.options:
        votes = [rng.randint(4, 90) for _ in say.options]
        state["polls"][post_id] = {"options": [t(o) for o in say.options], "votes": votes, "mine": -1}
    _comments(state, say, post_id, at, facts, rng, now)
    return post_id


def _comments(
    state: FeedState, say: Say, post_id: str, at: datetime, facts: dict[str, str], rng: Random, now: datetime
) -> None:
    before = ""
    for who, text in say.comments:
        answer = isinstance(who, str) and who.startswith("+")
        key = _who(who[1:] if isinstance(who, str) and answer else who)
        at = min(at + timedelta(minutes=rng.randint(3, 190)), now - timedelta(minutes=2))
        comment_id = new_id(state, "k")
        state["comments"][comment_id] = {
            "post": post_id, "by": person_id(key), "text": t(text).format(**facts), "at": minutes(at),
            "reply": before if answer else "", "likes": rng.randint(0, 14), "liked": False,
        }  # fmt: skip
        before = before if answer else comment_id


def _who(key: int | str) -> int | str:
    return int(key) if isinstance(key, str) and key.isdecimal() else key


def _stories(state: FeedState, rng: Random, now: datetime) -> None:
    for n, (who, picture, text) in enumerate(STORIES):
        at = minutes(now - timedelta(minutes=20 + 75 * n + rng.randint(0, 60)))
        state["stories"][new_id(state, "s")] = {
            "by": person_id(who), "picture": picture, "text": t(text).format(**_facts(rng, now)), "at": at,
            "liked": False,
        }  # fmt: skip


def _saved(state: FeedState, rng: Random) -> None:
    others = sorted((i for i, post in state["posts"].items() if post["by"] != ME), key=_number)
    for name, count in (("Saved", rng.randint(4, 7)), ("To cook", rng.randint(2, 3)), ("Weekend", rng.randint(1, 3))):
        state["collections"][new_id(state, "c")] = {"name": t(name), "posts": rng.sample(others, count)}


def _notices(state: FeedState, rng: Random, now: datetime) -> None:
    mine = posts_by(state, ME)
    at = now
    comments = [(i, c) for i, c in state["comments"].items() if c["post"] in mine and c["by"] != ME]
    for comment_id, comment in sorted(comments, key=lambda pair: pair[1]["at"], reverse=True)[:4]:
        state["notices"][new_id(state, "o")] = {
            "kind": "comment", "by": comment["by"], "post": comment["post"],
            "text": state["comments"][comment_id]["text"], "at": comment["at"],
        }  # fmt: skip
    kinds: tuple[Done, ...] = ("like", "like", "follow", "like", "repost", "mention", "like")
    for kind in kinds:
        at -= timedelta(minutes=rng.randint(30, 700))
        who = rng.choice(state["followers"])
        state["notices"][new_id(state, "o")] = {
            "kind": kind, "by": who, "post": "" if kind == "follow" else rng.choice(mine),
            "text": t("Sam should see this") if kind == "mention" else "", "at": minutes(at),
        }  # fmt: skip
    newest = sorted(state["notices"], key=lambda i: state["notices"][i]["at"], reverse=True)
    state["new"] = newest[: rng.randint(2, 5)]


def _facts(rng: Random, now: datetime) -> dict[str, str]:
    hour, share = rng.randint(9, 16), rng.randint(30, 190) * 50
    return {
        "small": money(rng.randint(5, 23) * 50),
        "medium": money(rng.randint(24, 79) * 50),
        "big": money(rng.randint(90, 240) * 100),
        "sum": money(share * 5),
        "share": money(share),
        "date": day_words(now.date() + timedelta(days=rng.randint(4, 24))),
        "day": t(rng.choice(DAYS)),
        "time": f"{hour}:{rng.choice((0, 15, 30, 45)):02}",
        "late": f"{rng.randint(17, 21)}:{rng.choice((10, 30, 50)):02}",
        "small_count": str(rng.randint(3, 9)),
        "count": str(rng.randint(21, 140)),
        "boxes": str(rng.randint(22, 68)),
        "km": str(rng.randint(6, 24)),
        "hill": str(rng.randint(30, 120) * 10),
        "minutes": str(rng.randint(18, 88)),
        "grams": str(rng.randint(5, 12) * 50),
        "page": str(rng.randint(60, 420)),
        "room": str(rng.randint(2, 29)),
        "width": str(rng.randint(14, 24) * 5),
        "score": f"{rng.randint(3, 9)}–{rng.randint(0, 6)}",
    }
