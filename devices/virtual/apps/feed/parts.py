"""Pieces that several screens of Hearth share."""

from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.feed.people import PICTURES
from devices.virtual.apps.feed.state import (
    ME,
    FeedState,
    Poll,
    Post,
    collections_of,
    comments_of,
    handle_of,
    name_of,
)
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words, time_words, when_words
from devices.virtual.ui import (
    art,
    button,
    card,
    chip,
    chips,
    column,
    empty,
    icon,
    icon_button,
    navigation,
    page,
    progress,
    row,
    text,
)
from devices.virtual.words import t, tn

GALLERY = "org.guimcp.gallery"


def face(state: FeedState, person: str, label: str, big: bool = False) -> Node:
    """Somebody's round picture."""
    picture = state["me"]["picture"] if person == ME else state["people"][person]["picture"]
    kind = "portrait" if person == ME or state["people"][person]["phone"] else "cover"
    return art(kind, picture, label, "round feed-big" if big else "round feed-face")


def drawing(ref: str, label: str, style: str = "wide") -> Node:
    """The picture of a post or story."""
    kind, _, number = ref.partition(":")
    return art(kind, int(number), label, style)


def post_card(state: FeedState, post_id: str, look: Look, whole: bool = False) -> Node:
    """A post in a list; `whole` on its own page."""
    post = state["posts"][post_id]
    name = name_of(state, post["by"], look.others)
    when = stamp(post["at"], look) if whole else when_words(post["at"], look.now, look.others)
    facts = " · ".join(part for part in (handle_of(state, post["by"]), when, t("edited") if post["edited"] else "")
                       if part)  # fmt: skip
    head = row(
        face(state, post["by"], name),
        column(
            row(text(name, "strong line"), _badge(state, post["by"]), _audience(post)),
            text(facts, "small muted line"),
            style="grow",
        ),
        tap=on("person", id=post["by"]),
        key=f"by-{post_id}",
        style="grow",
    )
    top = row(head, icon_button("more_horiz", t("Post options"), on("post_menu", id=post_id), f"more-{post_id}"))
    shown = drawing(post["picture"], t("Picture by {name}", name=name), "feed-picture") if post["picture"] else None
    tags = [chip(f"#{tag}", False, on("tag", tag=tag), f"tag-{post_id}-{n}") for n, tag in enumerate(post["tags"])]
    return card(
        row(icon("repeat", style="tiny"), text(t("{name} passed this on", name=name), "small muted"))
        if post["of"] and not post["text"]
        else None,
        top,
        text(post["text"], key=f"text-{post_id}", selectable=whole) if post["text"] else None,
        shown,
        _poll(post_id, state["polls"][post_id]) if post_id in state["polls"] else None,
        _original(state, post["of"], look) if post["of"] else None,
        chips(*tags) if tags else None,
        _tools(state, post_id, post),
        tap=None if whole else on("post", id=post_id),
        key=f"post-{post_id}",
        style="feed-post",
    )


def _badge(state: FeedState, person: str) -> Node | None:
    return icon("verified", "#3c6fb0", "tiny") if person != ME and state["people"][person]["verified"] else None


def _audience(post: Post) -> Node | None:
    icons = {"followers": "people", "close": "star"}
    return icon(icons[post["audience"]], style="tiny") if post["audience"] in icons else None


def _tools(state: FeedState, post_id: str, post: Post) -> Node:
    count = len(comments_of(state, post_id))
    likes = post["likes"] + post["liked"]
    passed = any(p["by"] == ME and p["of"] == post_id and not p["text"] for p in state["posts"].values())
    saved = bool(collections_of(state, post_id))
    like = t("Unlike") if post["liked"] else t("Like")
    shown = str(likes) if state["options"]["show_likes"] or post["by"] == ME else ""
    return row(
        _tool("favorite" if post["liked"] else "favorite_border", like, shown, on("like", id=post_id),
              f"like-{post_id}", post["liked"]),
        _tool("mode_comment", t("Comment"), str(count), on("comment", id=post_id), f"comment-{post_id}"),
        _tool("repeat", t("Pass on"), str(post["reposts"] + passed), on("pass_on", id=post_id),
              f"pass-{post_id}", passed),
        text("", "grow"),
        icon_button("bookmark" if saved else "bookmark_border", t("Saved") if saved else t("Save"),
                    on("save", id=post_id), f"save-{post_id}", saved),
        icon_button("share", t("Share"), on("share", id=post_id), f"share-{post_id}"),
        style="feed-tools",
    )  # fmt: skip


def _tool(name: str, label: str, count: str, tap: Event, key: str, selected: bool = False) -> Node:
    return Node(
        "row",
        label=label,
        children=(icon(name), text(count, "small")) if count else (icon(name),),
        tap=tap,
        key=key,
        style="feed-tool selected" if selected else "feed-tool",
        selected=selected,
    )


def _poll(post_id: str, poll: Poll) -> Node:
    total = sum(poll["votes"]) + (poll["mine"] >= 0)
    rows: list[Node] = []
    for at, option in enumerate(poll["options"]):
        count = poll["votes"][at] + (poll["mine"] == at)
        if poll["mine"] < 0:
            rows.append(button(option, on("vote", id=post_id, at=at), "tonal", f"vote-{post_id}-{at}"))
        else:
            share = f"{round(100 * count / total)} %"
            mark = icon("check_circle", style="tiny") if poll["mine"] == at else None
            rows += [row(text(option, "grow"), mark, text(share, "strong")), progress(count / total)]
    words = tn("{n} vote", "{n} votes", total)
    again = button(t("Take back"), on("vote", id=post_id, at=-1), "flat small", f"unvote-{post_id}")
    return column(*rows, row(text(words, "small muted grow"), again if poll["mine"] >= 0 else None), style="feed-poll")


def _original(state: FeedState, post_id: str, look: Look) -> Node:
    post = state["posts"].get(post_id)
    if post is None or post["by"] in state["blocked"]:
        return card(text(t("This post is no longer here"), "muted"))
    name = name_of(state, post["by"], look.others)
    return card(
        row(text(name, "strong"), text(when_words(post["at"], look.now, look.others), "small muted")),
        text(post["text"]),
        drawing(post["picture"], t("Picture by {name}", name=name), "feed-picture") if post["picture"] else None,
        tap=on("post", id=post_id),
        key=f"original-{post_id}",
    )


def stamp(at: str, look: Look) -> str:
    """ "Today, 09:12"."""
    return f"{date_words(at, look.now.date())}, {time_words(at[11:16], look.others)}"


def bottom_bar(state: FeedState, here: str) -> Node:
    """Home, Search, Activity with the number of new things, Profile."""
    new = len(state["new"])
    bar = navigation(
        (t("Home"), "home", here == "home", on("tab", to="home")),
        (t("Search"), "search", here == "search", on("tab", to="search")),
        (t("Activity {n}", n=new) if new else t("Activity"), "favorite", here == "notices", on("tab", to="notices")),
        (t("Profile"), "person", here == "me", on("tab", to="me")),
    )
    bar.children[2].label, bar.children[2].key = t("Activity"), "activity"
    return bar


def undo_bar(state: FeedState) -> Node | None:
    """What was done last, and a button that takes it back."""
    words = state["undo"]["words"]
    if not words:
        return None
    return row(text(words, "grow"), button(t("Undo"), on("undo"), "flat", key="undo"), style="snackbar")


def line_item(icon_name: str, words: str, tap: Event, subtitle: str = "", key: str = "") -> Node:
    """A row of a sheet or of settings with an icon before it."""
    below = Node("text", subtitle, style="item-sub") if subtitle else None
    title = column(Node("text", words, style="item-title"), below, style="grow")
    return Node("item", children=(icon(icon_name), title), tap=tap, key=key)


def person_row(state: FeedState, person: str, look: Look) -> Node:
    """Somebody in a list, with a button to follow them."""
    name = name_of(state, person, look.others)
    words = column(
        row(Node("text", name, style="item-title"), _badge(state, person)),
        Node("text", handle_of(state, person), style="item-sub"),
        style="grow",
    )
    return Node(
        "item",
        children=(face(state, person, name), words, *(() if person == ME else (follow_button(state, person, name),))),
        tap=on("person", id=person),
        key=f"person-{person}",
    )


def follow_button(state: FeedState, person: str, name: str, style: str = "small") -> Node:
    """Follow, or what has become of it."""
    how = state["follows"].get(person, "")
    back = person in state["followers"]
    words = {"yes": t("Following"), "asked": t("Requested")}.get(how, t("Follow back") if back else t("Follow"))
    made = button(words, on("follow", id=person), f"tonal {style}" if how else style, key=f"follow-{person}")
    made.label = t("{action}: {name}", action=words, name=name) if style == "small" else words
    return made


def gone() -> Node:
    """What is shown of a post that is no longer there."""
    return page(t("Not here"), empty("feed", t("This post is no longer here")))


def photos(others: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(drawing, words) of what can be sent: the photos in Gallery, newest first, else a few of one's own."""
    kept = [p for p in others.get(GALLERY, {"photos": {}})["photos"].values() if _is_open(p)]
    kept.sort(key=lambda photo: (photo["at"], photo["name"]), reverse=True)
    return [(p["art"], p["caption"] or p["name"]) for p in kept] or [(f"{k}:{n}", t(words)) for k, n, words in PICTURES]


def _is_open(photo: Mapping[str, Any]) -> bool:
    return photo["kind"] != "video" and not photo["hidden"] and not photo["binned"]
