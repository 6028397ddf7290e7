"""The first screen of Hearth: the feed with its stories, search, activity and one's own profile."""

from devices.virtual.app import Look
from devices.virtual.apps.feed.parts import bottom_bar, drawing, face, person_row, post_card, undo_bar
from devices.virtual.apps.feed.people import TOPICS
from devices.virtual.apps.feed.profile_views import own_profile
from devices.virtual.apps.feed.state import (
    ME,
    FeedState,
    Notice,
    discover,
    following,
    is_shown,
    name_of,
    newest,
    tagged,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, when_words
from devices.virtual.ui import (
    button,
    chip,
    chips,
    column,
    empty,
    fab,
    heading,
    icon,
    icon_button,
    item,
    page,
    row,
    search,
    strip,
    tabs,
    text,
)
from devices.virtual.words import t, tn

KINDS = ("all", "people", "posts", "tags")


def home(state: FeedState, look: Look) -> Node:
    """The screen of the tab that is chosen."""
    match look.form.get("tab", "home"):
        case "search":
            return _search(state, look)
        case "notices":
            return _notices(state, look)
        case "me":
            return own_profile(state, look)
        case _:
            return _feed(state, look)


def _feed(state: FeedState, look: Look) -> Node:
    which = look.form.get("feed", "following")
    ids = following(state) if which == "following" else discover(state)
    none = t("Follow somebody to see their posts here") if which == "following" else t("Nothing new to discover")
    bar = bottom_bar(state, "home")
    return page(
        t("Hearth"),
        _stories(state, look) if which == "following" else None,
        *([post_card(state, i, look) for i in ids] or [empty("feed", none)]),
        top=tabs(
            (t("Following"), which == "following", on("feed", to="following")),
            (t("Discover"), which == "discover", on("feed", to="discover")),
        ),
        back=False,
        actions=[
            icon_button("bookmark_border", t("Saved"), on("go", to="saved")),
            icon_button("settings", t("Settings"), on("go", to="settings")),
        ],
        fab=fab("edit", t("New post"), on("compose")),
        bottom=column(undo_bar(state), bar) if state["undo"]["words"] else bar,
        key=f"feed-{which}",
    )


def _stories(state: FeedState, look: Look) -> Node | None:
    ids = story_ids(state)
    if not ids:
        return None
    nodes: list[Node] = []
    for story_id in ids:
        story = state["stories"][story_id]
        name = name_of(state, story["by"], look.others)
        nodes.append(
            Node(
                "column",
                label=t("Story of {name}", name=name),
                children=(face(state, story["by"], ""), text(name.split()[0], "small centre line")),
                tap=on("story", id=story_id),
                key=f"story-{story_id}",
                style="feed-story seen" if story_id in state["seen"] else "feed-story",
            )
        )
    return strip(*nodes, key="stories")


def story_ids(state: FeedState) -> list[str]:
    """Stories of whom the owner follows, new ones first."""
    shown = [
        i for i, s in state["stories"].items()
        if state["follows"].get(s["by"]) == "yes" and s["by"] not in (*state["muted"], *state["blocked"])
    ]  # fmt: skip
    shown.sort(key=lambda i: state["stories"][i]["at"], reverse=True)
    return sorted(shown, key=lambda i: i in state["seen"])


def story(state: FeedState, look: Look) -> Node:
    """One story, large."""
    one = state["stories"].get(look.args["id"])
    if one is None:
        return page(t("Story"), empty("image", t("This story is over")))
    name = name_of(state, one["by"], look.others)
    ids: list[str] = look.args["ids"]
    at = ids.index(look.args["id"])
    return page(
        name,
        text(t("{n} of {all}", n=at + 1, all=len(ids)), "small muted pad"),
        drawing(one["picture"], t("Picture by {name}", name=name), "chat-large"),
        text(one["text"], "big centre pad"),
        text(when_words(one["at"], look.now, look.others), "small muted centre"),
        row(
            button(t("Previous"), on("story_at", id=ids[at - 1]), "tonal", enabled=at > 0),
            button(t("Next"), on("story_at", id=ids[min(at + 1, len(ids) - 1)]), enabled=at + 1 < len(ids)),
            style="pad middle",
        ),
        actions=[
            icon_button(
                "favorite" if one["liked"] else "favorite_border",
                t("Unlike") if one["liked"] else t("Like"),
                on("like_story"),
                "like-story",
                one["liked"],
            ),
            icon_button("person", t("View profile"), on("person", id=one["by"])),
        ],
    )


# -- search -----------------------------------------------------------------------------------------------------------


def _search(state: FeedState, look: Look) -> Node:
    query, kind = look.draft("query").casefold().lstrip("#@"), look.form.get("kind", "all")
    names = {"all": t("All"), "people": t("People"), "posts": t("Posts"), "tags": t("Tags")}
    return page(
        t("Search"),
        *(_found(state, look, query, kind) if query else _before(state, look)),
        top=column(
            search("query", t("Search people, posts and tags"), look.form.get("query", "")),
            chips(*[chip(names[k], k == kind, on("kind", to=k), f"kind-{k}") for k in KINDS]) if query else None,
        ),
        back=False,
        bottom=bottom_bar(state, "search"),
        key="search",
    )


def _before(state: FeedState, look: Look) -> list[Node]:
    """What is offered before a word is typed: past searches, tags, people."""
    rows: list[Node] = []
    if state["searches"]:
        rows.append(row(heading(t("Recent searches")), text("", "grow"), button(t("Clear"), on("forget"), "flat")))
        rows += [
            item(
                words,
                tap=on("again", words=words),
                leading=icon("history"),
                trailing=icon_button("close", t("Remove {words}", words=words), on("forget_one", at=n), f"forget-{n}"),
                key=f"recent-{n}",
            )
            for n, words in enumerate(state["searches"])
        ]
    rows.append(heading(t("Topics")))
    rows.append(chips(*[chip(f"#{t(tag)}", False, on("tag", tag=t(tag)), f"topic-{tag}") for tag in TOPICS]))
    strangers = [i for i in state["people"] if i not in state["follows"] and i not in state["blocked"]]
    strangers.sort(key=lambda i: (i not in state["followers"], -state["people"][i]["fans"], i))
    rows.append(heading(t("People you may know")))
    return [*rows, *[person_row(state, i, look) for i in strangers[:6]]]


def _found(state: FeedState, look: Look, query: str, kind: str) -> list[Node]:
    people = [
        i for i, p in state["people"].items()
        if query in f"{name_of(state, i, look.others)} {p['name']} {p['handle']} {p['bio']}".casefold()
        and i not in state["blocked"]
    ]  # fmt: skip
    people.sort(key=lambda i: (i not in state["follows"], name_of(state, i, look.others).casefold()))
    posts = newest(state, [i for i, p in state["posts"].items() if query in p["text"].casefold() and
                           is_shown(state, p, i) and _open(state, p["by"])])  # fmt: skip
    tags = sorted({tag for p in state["posts"].values() for tag in p["tags"] if query in tag.casefold()})
    rows: list[Node] = []
    if people and kind in ("all", "people"):
        rows += [heading(t("People")), *[person_row(state, i, look) for i in people]]
    if tags and kind in ("all", "tags"):
        rows.append(heading(t("Tags")))
        rows += [
            item(
                f"#{tag}",
                tn("{n} post", "{n} posts", len(tagged(state, tag))),
                on("tag", tag=tag),
                leading=icon("tag"),
                key=f"found-{n}",
            )
            for n, tag in enumerate(tags)
        ]
    if posts and kind in ("all", "posts"):
        rows += [heading(t("Posts")), *[post_card(state, i, look) for i in posts]]
    return rows or [empty("search", t("Nothing found"))]


def _open(state: FeedState, person: str) -> bool:
    return person == ME or not state["people"][person]["private"] or state["follows"].get(person) == "yes"


# -- activity ---------------------------------------------------------------------------------------------------------


def _notices(state: FeedState, look: Look) -> Node:
    which = look.form.get("notices", "all")
    kinds = {"all": (), "comments": ("comment", "mention"), "likes": ("like", "repost"),
             "follows": ("follow", "request", "accepted")}  # fmt: skip
    names = {"all": t("All"), "comments": t("Comments"), "likes": t("Likes"), "follows": t("Follows")}
    shown = [
        (i, one)
        for i, one in sorted(state["notices"].items(), key=lambda p: (p[1]["at"], int(p[0][1:])), reverse=True)
        if (not kinds[which] or one["kind"] in kinds[which]) and one["by"] not in state["blocked"]
    ]
    rows: list[Node] = []
    day = ""
    for notice_id, one in shown:
        if one["at"][:10] != day:
            day = one["at"][:10]
            rows.append(heading(date_words(day, look.now.date())))
        rows.append(_notice(state, notice_id, one, look))
    return page(
        t("Activity"),
        chips(*[chip(names[k], k == which, on("notices", to=k), f"notices-{k}") for k in kinds]),
        *(rows or [empty("notifications", t("Nothing here yet"))]),
        back=False,
        actions=[icon_button("done_all", t("Mark all as read"), on("all_read"))] if state["new"] else (),
        bottom=bottom_bar(state, "notices"),
        key="notices",
    )


def _notice(state: FeedState, notice_id: str, one: Notice, look: Look) -> Node:
    name = name_of(state, one["by"], look.others)
    said = {
        "like": t("{name} likes your post", name=name),
        "comment": t("{name} commented: {words}", name=name, words=one["text"]),
        "follow": t("{name} follows you", name=name),
        "mention": t("{name} mentioned you: {words}", name=name, words=one["text"]),
        "request": t("{name} asks to follow you", name=name),
        "repost": t("{name} passed your post on", name=name),
        "accepted": t("{name} accepted your request", name=name),
    }[one["kind"]]
    new = notice_id in state["new"]
    post = state["posts"].get(one["post"])
    below = when_words(one["at"], look.now, look.others)
    if post is not None and post["text"]:
        below = f"{below} · {post['text'][:40]}…" if len(post["text"]) > 40 else f"{below} · {post['text']}"
    choice = row(
        button(t("Accept"), on("accept", id=notice_id), "small", key=f"accept-{notice_id}"),
        button(t("Decline"), on("decline", id=notice_id), "tonal small", key=f"decline-{notice_id}"),
    )
    words = column(
        Node("text", said, style="item-title strong" if new else "item-title"),
        Node("text", below, style="item-sub"),
        choice if one["kind"] == "request" else None,
        style="grow",
    )
    return Node(
        "item",
        children=(face(state, one["by"], name), words),
        tap=on("notice", id=notice_id),
        selected=new,
        key=f"notice-{notice_id}",
    )
