"""Saved posts, tags, and what can be set."""

from devices.virtual.app import Look
from devices.virtual.apps.feed.parts import drawing, face, line_item, post_card, stamp, undo_bar
from devices.virtual.apps.feed.post_views import audience_words
from devices.virtual.apps.feed.state import FeedState, handle_of, name_of, tagged
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    button,
    check,
    column,
    confirm,
    dialog,
    empty,
    fab,
    field,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    page,
    picture,
    radio,
    row,
    text,
    tint_of,
    toggle,
)
from devices.virtual.words import t, tn

WHO = ("everyone", "followers", "nobody")


def who_words(who: str) -> str:
    """Who may do something."""
    return {"everyone": t("Everybody"), "followers": t("People I follow"), "nobody": t("Nobody")}[who]


def tag(state: FeedState, look: Look) -> Node:
    """All posts with a tag."""
    ids = tagged(state, look.args["tag"])
    if look.form.get("sort") == "top":
        ids = sorted(ids, key=lambda i: -state["posts"][i]["likes"])
    top = look.form.get("sort") == "top"
    return page(
        f"#{look.args['tag']}",
        row(
            text(tn("{n} post", "{n} posts", len(ids)), "muted grow"),
            button(t("Newest first") if top else t("Most liked first"), on("sort", by="new" if top else "top"), "flat"),
            style="pad",
        ),
        *([post_card(state, i, look) for i in ids] or [empty("tag", t("No posts with this tag"))]),
        bottom=undo_bar(state),
        actions=[icon_button("edit", t("Post with this tag"), on("compose_tag", tag=look.args["tag"]))],
        key="tag",
    )


def saved(state: FeedState, look: Look) -> Node:
    """The collections."""
    tiles: list[Node] = []
    for collection, one in sorted(state["collections"].items(), key=lambda pair: int(pair[0][1:])):
        posts = [i for i in one["posts"] if i in state["posts"]]
        first = next((state["posts"][i]["picture"] for i in posts if state["posts"][i]["picture"]), "")
        shown = (
            drawing(first, one["name"], "square") if first else picture("bookmark", tint_of(one["name"]), "feed-square")
        )
        words = (text(one["name"], "strong"), text(tn("{n} post", "{n} posts", len(posts)), "small muted"))
        opens = on("collection", id=collection)
        tiles.append(Node("column", children=(shown, *words), tap=opens, key=f"collection-{collection}"))
    none = empty("bookmark_border", t("Nothing saved yet"))
    return page(
        t("Saved"),
        gallery(*tiles, columns=2) if tiles else none,
        fab=fab("add", t("New collection"), on("new_collection")),
    )


def collection(state: FeedState, look: Look) -> Node:
    """One collection."""
    one = state["collections"].get(look.args["id"])
    if one is None:
        return page(t("Saved"), empty("bookmark_border", t("This collection is no longer here")))
    ids = [i for i in one["posts"] if i in state["posts"]]
    return page(
        one["name"],
        *([post_card(state, i, look) for i in ids] or [empty("bookmark_border", t("Nothing saved yet"))]),
        actions=[
            icon_button("edit", t("Rename"), on("rename", id=look.args["id"])),
            icon_button("delete", t("Delete collection"), on("ask_drop", id=look.args["id"])),
        ],
        bottom=undo_bar(state),
        key="collection",
    )


def collection_name(look: Look) -> Node:
    """What a collection is called."""
    error = look.form.get("name-error", "")
    return dialog(
        t("Rename collection") if look.args["id"] else t("New collection"),
        field("name", t("Name"), look.form.get("name", ""), submit=on("collection_saved"), error=error),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("collection_saved"), "flat")],
    )


def ask_drop(state: FeedState, look: Look) -> Node:
    """The last yes before a collection goes."""
    name = state["collections"][look.args["id"]]["name"]
    return confirm(t("Delete collection?"), t("“{name}” goes, the posts stay.", name=name), t("Delete"), on("dropped"))


def scheduled(state: FeedState, look: Look) -> Node:
    """Posts that go out later."""
    rows = [
        item(
            draft["text"] or t("Picture"),
            f"{stamp(draft['send_at'], look)} · {audience_words(draft['audience'])}",
            on("edit_scheduled", id=i),
            leading=icon("schedule"),
            trailing=icon_button("delete", t("Delete"), on("drop_scheduled", id=i), f"drop-{i}"),
            key=f"scheduled-{i}",
        )
        for i, draft in sorted(state["scheduled"].items(), key=lambda pair: pair[1]["send_at"])
    ]
    return page(t("Scheduled posts"), *(rows or [empty("schedule", t("No scheduled posts"))]))


def settings(state: FeedState) -> Node:
    """What can be set."""
    o = state["options"]
    words = tn("{n} word", "{n} words", len(state["muted_words"]))

    def switch(title: str, on_: bool, key: str, subtitle: str = "") -> Node:
        return toggle(title, on_, on("option", key=key), subtitle, key)

    def people(n: int) -> str:
        return tn("{n} person", "{n} people", n)

    return page(
        t("Settings"),
        heading(t("Privacy")),
        switch(t("Private account"), o["private"], "private", t("Only followers you accept see your posts")),
        line_item("mode_comment", t("Who may comment"), on("choose", key="comments"), who_words(o["comments"]), "who"),
        line_item(
            "person",
            t("Who may mention me"),
            on("choose", key="mentions"),
            who_words(o["mentions"]),
            "mentions",
        ),
        line_item("star", t("Close friends"), on("go", to="close"), people(len(state["close"])), "close"),
        line_item("volume_off", t("Muted accounts"), on("go", to="muted"), people(len(state["muted"])), "muted"),
        line_item(
            "block", t("Blocked accounts"), on("go", to="blocked_list"), people(len(state["blocked"])), "blocked"
        ),
        line_item("text_fields", t("Muted words"), on("go", to="words"), words, "words"),
        heading(t("Notifications")),
        switch(t("Likes"), o["notify_likes"], "notify_likes"),
        switch(t("Comments and mentions"), o["notify_comments"], "notify_comments"),
        switch(t("New followers"), o["notify_follows"], "notify_follows"),
        heading(t("Feed")),
        switch(t("Show numbers of likes"), o["show_likes"], "show_likes"),
        line_item(
            "visibility",
            t("Show hidden posts again"),
            on("unhide"),
            tn("{n} post", "{n} posts", len(state["hidden"])),
            "unhide",
        ),
        key="settings",
    )


def choose(state: FeedState, look: Look) -> Node:
    """Who may comment or mention."""
    key = look.args["key"]
    now = state["options"]["comments" if key == "comments" else "mentions"]
    return dialog(
        t("Who may comment") if key == "comments" else t("Who may mention me"),
        *[radio(who_words(one), one == now, on("chosen", to=one), key=f"may-{one}") for one in WHO],
        actions=[button(t("Cancel"), BACK, "flat")],
    )


def words(state: FeedState, look: Look) -> Node:
    """Words that hide posts."""
    rows = [
        item(
            word,
            leading=icon("text_fields"),
            trailing=icon_button("close", t("Remove {words}", words=word), on("drop_word", word=word), f"drop-{n}"),
            key=f"word-{n}",
        )
        for n, word in enumerate(sorted(state["muted_words"], key=str.casefold))
    ]
    error = look.form.get("word-error", "")
    return page(
        t("Muted words"),
        text(t("Posts with these words are not shown."), "muted pad"),
        field("word", t("Word or tag"), look.form.get("word", ""), submit=on("add_word"), error=error),
        button(t("Add"), on("add_word"), "wide"),
        *(rows or [text(t("No muted words"), "muted centre pad")]),
    )


def close(state: FeedState, look: Look) -> Node:
    """Who sees posts for close friends."""
    people = sorted(
        (name_of(state, i, look.others), i)
        for i, how in state["follows"].items()
        if how == "yes" and state["people"][i]["phone"]
    )
    rows: list[Node] = []
    for name, i in people:
        line = check(name, i in state["close"], on("close", id=i), handle_of(state, i), key=f"close-{i}")
        line.children = (face(state, i, name), *line.children[1:], line.children[0])
        rows.append(line)
    hint = text(t("They see what you post for close friends. Nobody is told."), "muted pad")
    return page(t("Close friends"), hint, *(rows or [empty("people", t("Follow somebody first"))]))


def account_list(state: FeedState, look: Look) -> Node:
    """Who is muted or blocked."""
    blocked = look.name == "blocked_list"
    ids = state["blocked"] if blocked else state["muted"]
    rows = [
        item(
            name,
            handle_of(state, i),
            on("person", id=i),
            leading=face(state, i, name),
            trailing=button(
                t("Unblock") if blocked else t("Unmute"),
                on("block" if blocked else "mute", id=i),
                "flat",
                f"undo-{i}",
            ),
            key=f"account-{i}",
        )
        for name, i in sorted((name_of(state, i, look.others), i) for i in ids)
    ]
    none = empty("block" if blocked else "volume_off", t("Nobody here"))
    return page(t("Blocked accounts") if blocked else t("Muted accounts"), column(*rows) if rows else none)
