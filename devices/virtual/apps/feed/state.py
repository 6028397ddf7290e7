"""What Hearth remembers: people, posts, comments, whom the owner follows, what is saved, and what has been set."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from typing_extensions import TypedDict

from devices.virtual.apps.contacts.state import known, who

ME = "me"
LIMIT = 280
MAX_NAME, MAX_BIO, MAX_OPTIONS = 30, 120, 4
TAG = re.compile(r"#(\w+)")
Audience = Literal["public", "followers", "close"]
Done = Literal["like", "comment", "follow", "mention", "request", "repost", "accepted"]
Who = Literal["everyone", "followers", "nobody"]


class Person(TypedDict):
    """Somebody on Hearth, or a shop or club. `follows` are ids, of the owner (ME) too; `fans` counts those who follow
    but are not known here. `phone` is empty for what is no person."""

    name: str
    handle: str
    bio: str
    picture: int
    phone: str
    private: bool
    verified: bool
    follows: list[str]
    fans: int


class Profile(TypedDict):
    """What others see of the owner."""

    name: str
    handle: str
    bio: str
    picture: int


class Post(TypedDict):
    """`picture` is empty or a drawing ("sea:4"). `likes` and `reposts` count the others; `of` is the post that is
    passed on, with words (a quote) or without."""

    by: str
    text: str
    picture: str
    tags: list[str]
    at: str
    audience: Audience
    likes: int
    liked: bool
    reposts: int
    of: str
    edited: bool


class Comment(TypedDict):
    """`reply` is the comment it answers, or empty."""

    post: str
    by: str
    text: str
    at: str
    reply: str
    likes: int
    liked: bool


class Poll(TypedDict):
    """`votes` counts the others; `mine` is the option the owner chose, or -1."""

    options: list[str]
    votes: list[int]
    mine: int


class Collection(TypedDict):
    """Saved posts under a name, the last saved first."""

    name: str
    posts: list[str]


class Story(TypedDict):
    """A picture that is there for a day."""

    by: str
    picture: str
    text: str
    at: str
    liked: bool


class Notice(TypedDict):
    """Somebody did something; `post` is empty where it is about no post."""

    kind: Done
    by: str
    post: str
    text: str
    at: str


class Draft(TypedDict):
    """A post not sent yet; with `send_at` it is posted then."""

    text: str
    picture: str
    audience: Audience
    options: list[str]
    send_at: str


class Options(TypedDict):
    """What can be set."""

    private: bool
    comments: Who
    mentions: Who
    notify_likes: bool
    notify_comments: bool
    notify_follows: bool
    show_likes: bool


class Incoming(TypedDict):
    """What somebody is about to do."""

    kind: Literal["like", "comment", "follow", "mention", "accepted"]
    by: str
    post: str
    text: str
    at: str


class Undo(TypedDict):
    """What the last touch can be taken back to."""

    words: str
    posts: dict[str, Post]
    comments: dict[str, Comment]
    hidden: str


class FeedState(TypedDict):
    """`follows` says of each id "yes", or "asked" where a private person has not answered. `new` lists notices not
    looked at; it, `seen`, `incoming` and `undo` are not the owner's own data."""

    me: Profile
    people: dict[str, Person]
    posts: dict[str, Post]
    comments: dict[str, Comment]
    polls: dict[str, Poll]
    stories: dict[str, Story]
    follows: dict[str, str]
    followers: list[str]
    close: list[str]
    muted: list[str]
    blocked: list[str]
    hidden: list[str]
    reported: dict[str, str]
    muted_words: list[str]
    collections: dict[str, Collection]
    notices: dict[str, Notice]
    draft: Draft
    scheduled: dict[str, Draft]
    options: Options
    searches: list[str]
    new: list[str]
    seen: list[str]
    incoming: dict[str, Incoming]
    undo: Undo
    next_id: int


def no_draft() -> Draft:
    """Nothing written."""
    return {"text": "", "picture": "", "audience": "public", "options": [], "send_at": ""}


def no_undo() -> Undo:
    """Nothing to take back."""
    return {"words": "", "posts": {}, "comments": {}, "hidden": ""}


def new_post(by: str, text: str, at: str, picture: str = "", audience: Audience = "public") -> Post:
    """A post nobody has seen; its tags are those in its text."""
    tags = list(dict.fromkeys(TAG.findall(text)))
    return {"by": by, "text": text, "picture": picture, "tags": tags, "at": at, "audience": audience, "likes": 0,
            "liked": False, "reposts": 0, "of": "", "edited": False}  # fmt: skip


def new_id(state: FeedState, letter: str) -> str:
    """The next free id."""
    state["next_id"] += 1
    return f"{letter}{state['next_id'] - 1}"


def minutes(at: datetime) -> str:
    """A time as the state writes it."""
    return at.isoformat(timespec="minutes")


def name_of(state: FeedState, person_id: str, others: Mapping[str, Any]) -> str:
    """The name Contacts has for somebody, else the one they gave themselves."""
    if person_id == ME:
        return state["me"]["name"]
    person = state["people"][person_id]
    contact, name = who(known(others), person["phone"])
    return name if contact else person["name"]


def handle_of(state: FeedState, person_id: str) -> str:
    """ "@somebody"."""
    return "@" + (state["me"]["handle"] if person_id == ME else state["people"][person_id]["handle"])


def is_shown(state: FeedState, post: Post, post_id: str) -> bool:
    """Is a post to be seen in lists: not hidden, its author neither muted nor blocked, without muted words?"""
    if post["by"] == ME:
        return True
    words = f"{post['text']} {' '.join(post['tags'])}".casefold()
    return (
        post_id not in state["hidden"]
        and post["by"] not in state["muted"]
        and post["by"] not in state["blocked"]
        and not any(word.casefold() in words for word in state["muted_words"])
    )


def newest(state: FeedState, ids: list[str]) -> list[str]:
    """Posts, the last written first."""
    return sorted(ids, key=lambda i: (state["posts"][i]["at"], int(i[1:])), reverse=True)


def following(state: FeedState) -> list[str]:
    """The posts of whom the owner follows, and their own, newest first."""
    mine = {ME, *(i for i, how in state["follows"].items() if how == "yes")}
    shown = [i for i, post in state["posts"].items() if post["by"] in mine and is_shown(state, post, i)]
    return newest(state, shown)


def discover(state: FeedState) -> list[str]:
    """The posts of others whom the owner does not follow, the most liked first."""
    shown = [
        i for i, post in state["posts"].items()
        if post["by"] not in (ME, *state["follows"]) and is_shown(state, post, i)
        and not state["people"][post["by"]]["private"]
    ]  # fmt: skip
    return sorted(shown, key=lambda i: (-state["posts"][i]["likes"], int(i[1:])))


def posts_by(state: FeedState, person_id: str) -> list[str]:
    """Somebody's posts, newest first."""
    return newest(state, [i for i, post in state["posts"].items() if post["by"] == person_id])


def tagged(state: FeedState, tag: str) -> list[str]:
    """Posts with a tag that are open to the owner, newest first."""
    words = tag.casefold()
    shown = [
        i for i, post in state["posts"].items()
        if words in [one.casefold() for one in post["tags"]]
        and is_shown(state, post, i)
        and may_see(state, post["by"])
    ]  # fmt: skip
    return newest(state, shown)


def comments_of(state: FeedState, post_id: str, top: bool = False) -> list[tuple[str, Comment]]:
    """A post's comments, newest or most liked first; an answer stands below what it answers, oldest first."""
    mine = {
        i: c
        for i, c in state["comments"].items()
        if c["post"] == post_id and c["by"] not in state["blocked"]
    }  # fmt: skip
    roots = [i for i, c in mine.items() if c["reply"] not in mine]
    roots.sort(key=lambda i: (mine[i]["at"], int(i[1:])), reverse=True)
    if top:
        roots.sort(key=lambda i: -_likes(mine[i]))
    answers = sorted((c["at"], int(i[1:]), i) for i, c in mine.items() if c["reply"] in mine)
    out: list[tuple[str, Comment]] = []
    for root in roots:
        out.append((root, mine[root]))
        out += [(i, mine[i]) for _, _, i in answers if mine[i]["reply"] == root]
    return out


def _likes(comment: Comment) -> int:
    return comment["likes"] + comment["liked"]


def collections_of(state: FeedState, post_id: str) -> list[str]:
    """The ids of the collections a post is in."""
    return sorted(i for i, one in state["collections"].items() if post_id in one["posts"])


def fans_of(state: FeedState, person_id: str) -> list[str]:
    """Who is known to follow somebody."""
    if person_id == ME:
        return list(state["followers"])
    found = [i for i, p in state["people"].items() if person_id in p["follows"]]
    return [*found, ME] if state["follows"].get(person_id) == "yes" else found


def followed_by(state: FeedState, person_id: str) -> list[str]:
    """Whom somebody follows."""
    if person_id == ME:
        return [i for i, how in state["follows"].items() if how == "yes"]
    follows = [i for i in state["people"][person_id]["follows"] if i != ME]
    return [*follows, ME] if person_id in state["followers"] else follows


def may_see(state: FeedState, person_id: str) -> bool:
    """Are somebody's posts open to the owner?"""
    return person_id == ME or not state["people"][person_id]["private"] or state["follows"].get(person_id) == "yes"
