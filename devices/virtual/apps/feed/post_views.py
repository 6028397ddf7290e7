"""A post with its comments, writing one, and what is done with it."""

from devices.virtual.app import Look
from devices.virtual.apps.feed.parts import drawing, face, gone, line_item, photos, post_card, stamp, undo_bar
from devices.virtual.apps.feed.people import REASONS, TOPICS
from devices.virtual.apps.feed.state import (
    LIMIT,
    MAX_OPTIONS,
    ME,
    Comment,
    FeedState,
    collections_of,
    comments_of,
    name_of,
)
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, when_words
from devices.virtual.ui import (
    BACK,
    button,
    card,
    check,
    chip,
    chips,
    column,
    confirm,
    dialog,
    divider,
    empty,
    field,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    sheet,
    strip,
    text,
)
from devices.virtual.words import t, tn

AUDIENCES = (("public", "public"), ("followers", "people"), ("close", "star"))


def audience_words(audience: str) -> str:
    """Who may see a post."""
    names = {"public": t("Everybody"), "followers": t("My followers"), "close": t("Close friends")}
    return names[audience]


def post(state: FeedState, look: Look) -> Node:
    """A post and what was said about it."""
    post_id = look.args["id"]
    if post_id not in state["posts"]:
        return gone()
    top = look.form.get("sort") == "top"
    comments = comments_of(state, post_id, top)
    rows = [_comment(state, i, c, look) for i, c in comments]
    order = chips(
        chip(t("Newest"), not top, on("sort", by="new"), "sort-new"),
        chip(t("Top"), top, on("sort", by="top"), "sort-top"),
    )
    answering = state["comments"].get(look.form.get("reply", ""))
    above = (
        row(
            text(t("Answering {name}", name=name_of(state, answering["by"], look.others)), "small grow"),
            icon_button("close", t("Cancel"), on("no_reply")),
            style="replying",
        )
        if answering
        else None
    )
    compose = row(
        field("comment", t("Write a comment"), look.form.get("comment", ""), style="compose"),
        icon_button("send", t("Send"), on("send_comment"), "send", bool(look.draft("comment"))),
        style="composer",
    )
    return page(
        t("Thread"),
        post_card(state, post_id, look, whole=True),
        heading(tn("{n} comment", "{n} comments", len(comments))),
        order if comments else None,
        *(rows or [empty("mode_comment", t("No comments yet. Write the first one."))]),
        bottom=column(undo_bar(state), above, compose),
        key="post",
    )


def _comment(state: FeedState, comment_id: str, comment: Comment, look: Look) -> Node:
    name = name_of(state, comment["by"], look.others)
    likes = comment["likes"] + comment["liked"]
    return row(
        face(state, comment["by"], name),
        column(
            row(
                text(name, "strong line"),
                text(when_words(comment["at"], look.now, look.others), "small muted grow"),
                icon_button(
                    "more_horiz", t("Comment options"), on("comment_menu", id=comment_id), f"cmore-{comment_id}"
                ),
            ),
            text(comment["text"], key=f"ctext-{comment_id}", selectable=True),
            row(
                Node(
                    "row",
                    label=t("Unlike comment") if comment["liked"] else t("Like comment"),
                    children=(
                        icon("favorite" if comment["liked"] else "favorite_border", style="tiny"),
                        text(str(likes), "small"),
                    ),
                    tap=on("like_comment", id=comment_id),
                    key=f"clike-{comment_id}",
                    style="feed-tool selected" if comment["liked"] else "feed-tool",
                ),
                Node("text", t("Reply"), style="link", tap=on("reply", id=comment_id), key=f"reply-{comment_id}"),
            ),
            style="grow",
        ),
        style="feed-comment answer" if comment["reply"] in state["comments"] else "feed-comment",
        key=f"comment-{comment_id}",
    )


def comment_menu(state: FeedState, look: Look) -> Node:
    """What can be done with a comment."""
    comment = state["comments"][look.args["id"]]
    own = comment["by"] == ME
    mine = state["posts"][comment["post"]]["by"] == ME
    return sheet(
        "",
        text(comment["text"], "muted pad"),
        line_item("content_copy", t("Copy"), on("copy", text=comment["text"])),
        line_item("person", t("View profile"), on("person", id=comment["by"])) if not own else None,
        line_item("delete", t("Delete comment"), on("delete_comment", id=look.args["id"])) if own or mine else None,
        line_item("flag", t("Report"), on("report", id=look.args["id"])) if not own else None,
    )


def post_menu(state: FeedState, look: Look) -> Node:
    """What can be done with a post."""
    post_id = look.args["id"]
    one = state["posts"][post_id]
    save = t("Change collections") if collections_of(state, post_id) else t("Save")
    common = [
        line_item("bookmark_border", save, on("save", id=post_id)),
        line_item("link", t("Copy link"), on("copy_link", id=post_id)),
    ]
    if one["by"] == ME:
        who = audience_words(one["audience"])
        return sheet(
            t("Your post"),
            line_item("edit", t("Edit"), on("edit", id=post_id)) if one["text"] else None,
            line_item("people", t("Who can see this"), on("post_audience", id=post_id), who),
            *common,
            line_item("delete", t("Delete"), on("ask_delete", id=post_id)),
        )
    name = name_of(state, one["by"], look.others)
    return sheet(
        name,
        *common,
        line_item("visibility_off", t("Hide post"), on("hide", id=post_id)),
        line_item("volume_off", t("Mute {name}", name=name), on("mute", id=one["by"]))
        if one["by"] not in state["muted"]
        else None,
        line_item("block", t("Block {name}", name=name), on("block", id=one["by"])),
        line_item("flag", t("Report"), on("report", id=post_id)),
    )


def pass_on(state: FeedState, look: Look) -> Node:
    """Passing a post on, with or without words."""
    post_id = look.args["id"]
    passed = any(p["by"] == ME and p["of"] == post_id and not p["text"] for p in state["posts"].values())
    return sheet(
        t("Pass on"),
        line_item("repeat", t("Take back") if passed else t("Pass on to my followers"), on("passed", id=post_id)),
        line_item("edit_note", t("Quote with your words"), on("quote", id=post_id)),
    )


def share(look: Look) -> Node:
    """Where a post can go."""
    post_id = look.args["id"]
    return sheet(
        t("Share"),
        line_item("link", t("Copy link"), on("copy_link", id=post_id)),
        line_item("share", t("Share with other apps"), on("share_out", id=post_id)),
        line_item("edit_note", t("Quote with your words"), on("quote", id=post_id)),
    )


def report(look: Look) -> Node:
    """Why something is reported."""
    now = look.form.get("reason", "")
    return dialog(
        t("Why do you report this?"),
        *[radio(t(words), words == now, on("reason", to=words), key=f"reason-{n}") for n, words in enumerate(REASONS)],
        actions=[
            button(t("Cancel"), BACK, "flat"),
            button(t("Report"), on("reported"), "flat", key="report", enabled=bool(now)),
        ],
    )


def ask_delete() -> Node:
    """The last yes before a post goes."""
    words = t("Its comments and likes will go with it.")
    return confirm(t("Delete post?"), words, t("Delete"), on("deleted"))


# -- writing ----------------------------------------------------------------------------------------------------------


def compose(state: FeedState, look: Look) -> Node:
    """A post being written."""
    form = look.form
    words, editing = form.get("text", ""), bool(look.args.get("id"))
    left = LIMIT - len(words.strip())
    audience = form.get("audience", "public")
    count = int(form.get("options", "0"))
    choices = [
        field(
            f"option{n}", t("Option {n}", n=n + 1), form.get(f"option{n}", ""), error=form.get(f"option{n}-error", "")
        )
        for n in range(count)
    ]
    quoted = state["posts"].get(look.args.get("of", ""))
    return page(
        t("Edit post") if editing else t("New post"),
        row(
            face(state, ME, state["me"]["name"]),
            column(
                text(state["me"]["name"], "strong"),
                button(audience_words(audience), on("audience"), "tonal small", "audience",
                       dict(AUDIENCES)[audience]),
                style="grow",
            ),
            style="pad",
        ),
        field("text", t("What is on your mind?"), words, multiline=True, error=form.get("text-error", "")),
        text(str(left), "small right pad" + (" error" if left < 0 else " muted"), key="left"),
        row(
            drawing(form["picture"], t("Picture"), "grow feed-picture"),
            icon_button("close", t("Remove picture"), on("no_picture")),
            style="pad",
        )
        if form.get("picture")
        else None,
        column(heading(t("Poll")), *choices, _poll_tools(count)) if count else None,
        card(
            text(name_of(state, quoted["by"], look.others), "strong"),
            text(quoted["text"]),
        )
        if quoted
        else None,
        divider(),
        strip(*[chip(f"#{t(tag)}", False, on("add_tag", tag=t(tag)), f"add-{tag}") for tag in TOPICS], key="topics"),
        row(
            icon_button("image", t("Add picture"), on("pictures")),
            icon_button("poll", t("Add poll"), on("add_poll")) if not editing else None,
            icon_button("schedule", t("Schedule"), on("schedule")) if not editing else None,
            style="pad",
        ),
        back=False,
        actions=[button(t("Save") if editing else t("Post"), on("send"), key="send")],
        key="compose",
    )  # fmt: skip


def with_back(shown: Node) -> Node:
    """A page whose arrow keeps the draft before it leaves."""
    bar = shown.children[0]
    bar.children = (icon_button("arrow_back", t("Back"), on("leave")), *bar.children)
    return shown


def _poll_tools(count: int) -> Node:
    return row(
        button(t("Add option"), on("add_option"), "flat", icon="add") if count < MAX_OPTIONS else None,
        button(t("Remove poll"), on("no_poll"), "flat"),
        style="pad",
    )


def pictures(look: Look) -> Node:
    """The pictures to choose from."""
    tiles = [
        Node(
            "column",
            children=(drawing(ref, words, "square"), text(words, "small centre line")),
            tap=on("picture", ref=ref),
            key=f"picture-{n}",
        )
        for n, (ref, words) in enumerate(photos(look.others))
    ]
    return page(t("Choose a picture"), gallery(*tiles, columns=3))


def audience(look: Look) -> Node:
    """Who may see a post."""
    now = look.args["now"]
    return dialog(
        t("Who can see this"),
        *[radio(audience_words(key), key == now, on("audience_set", to=key), key=f"audience-{key}")
          for key, _ in AUDIENCES],
        actions=[button(t("Cancel"), BACK, "flat")],
    )  # fmt: skip


def times(look: Look) -> Node:
    """When a post goes out."""
    rows = [
        item(t(words), stamp(at, look), on("time", at=at), leading=icon("schedule"), key=f"time-{n}")
        for n, (words, at) in enumerate(look.args["choices"])
    ]
    return sheet(t("Schedule"), *rows, line_item("calendar_month", t("Pick date and time"), on("pick_time")))


def pick_time(look: Look) -> Node:
    """A day and a time of one's own."""
    days: list[str] = look.args["days"]
    chosen = look.form.get("day", days[0])
    dates = [chip(date_words(d, look.now.date()), d == chosen, on("day", to=d), f"day-{d}") for d in days]
    error = look.form.get("time-error", "")
    return dialog(
        t("Pick date and time"),
        strip(*dates, key="days"),
        field("time", t("Time"), look.form.get("time", ""), submit=on("picked_time"), error=error),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("picked_time"), "flat")],
    )


def leaving() -> Node:
    """What becomes of what was written."""
    return dialog(
        t("Keep this draft?"),
        text(t("You can go on writing later.")),
        actions=[
            button(t("Discard"), on("discard"), "flat danger"),
            button(t("Keep draft"), on("keep"), "flat"),
        ],
    )


# -- saving -----------------------------------------------------------------------------------------------------------


def save(state: FeedState, look: Look) -> Node:
    """In which collections a post is."""
    rows = [
        check(
            one["name"],
            look.args["id"] in one["posts"],
            on("collect", id=i),
            tn("{n} post", "{n} posts", len(one["posts"])),
            key=f"collect-{i}",
        )
        for i, one in sorted(state["collections"].items(), key=lambda pair: int(pair[0][1:]))
    ]
    new = line_item("add", t("New collection"), on("new_collection"))
    return sheet(t("Save to"), *rows, new, button(t("Done"), BACK, "wide"))
