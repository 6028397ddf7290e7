"""Comments on a video, and answers to them."""

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import CHANNELS, VIDEOS
from devices.virtual.apps.video.parts import ago
from devices.virtual.apps.video.state import VideoState, comments_of, number, title_of
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    avatar,
    badge,
    chip,
    column,
    empty,
    field,
    icon_button,
    link,
    page,
    row,
    text,
)
from devices.virtual.words import t, tn


def comment_card(state: VideoState, comment_id: str, look: Look, short: bool = False) -> Node:
    """One comment with what can be done about it; `short` leaves out answering and deleting."""
    comment = state["comments"][comment_id]
    author = comment["author"] or state["options"]["name"]
    publisher = t(CHANNELS[VIDEOS[comment["video"]].channel].name) == author
    answers = len(comments_of(state, comment["video"], comment_id))
    return row(
        avatar(author),
        column(
            row(
                text(author if comment["author"] else t("{name} (you)", name=author), "small strong"),
                badge(t("Publisher"), "good") if publisher else None,
                text(ago(comment["at"], look.now), "small muted"),
                style="wrap",
            ),
            text(comment["text"], key=f"words-{comment_id}", selectable=True),
            row(
                chip(str(comment["likes"]), comment["liked"], on("comment_like", id=comment_id), f"like-{comment_id}",
                     "thumb_up"),
                link(t("Reply"), on("reply", id=comment_id)) if not short and not comment["parent"] else None,
                link(t("Delete"), on("sure", what="comment", id=comment_id))
                if not short and not comment["author"] else None,
                text(tn("{n} answer", "{n} answers", answers), "small accent") if answers and short else None,
                style="comment-doing",
            ),
            style="grow",
        ),
        style="comment answer" if comment["parent"] else "comment",
        key=f"comment-{comment_id}",
    )  # fmt: skip


def comments_page(state: VideoState, look: Look) -> Node:
    """All comments on a video with a field to write one."""
    video, newest = look.args["id"], look.form.get("sort") == "newest"
    rows = comments_of(state, video, newest=newest)
    return page(
        t("Comments"),
        text(title_of(video), "muted pad"),
        row(
            chip(t("Most liked"), not newest, on("comment_sort", by=""), "sort-top"),
            chip(t("Newest"), newest, on("comment_sort", by="newest"), "sort-newest"),
            chip(t("Mine"), bool(look.form.get("mine")), on("comment_mine"), "mine"),
            style="chips",
        ),
        *[
            node
            for i, comment in rows
            if not look.form.get("mine") or not comment["author"]
            for node in (
                comment_card(state, i, look),
                *[comment_card(state, answer, look) for answer, _ in comments_of(state, video, i)],
            )
        ],
        None if rows else empty("comment", t("No comments yet. Write the first one.")),
        bottom=_composer(state, look),
        key="comments",
    )


def _composer(state: VideoState, look: Look) -> Node:
    to = look.form.get("to", "")
    answered = state["comments"].get(to)
    words = (answered["author"] or state["options"]["name"]) if answered else ""
    return column(
        row(
            text(t("Answering {name}", name=words), "small muted grow"),
            icon_button("close", t("Cancel reply"), on("reply", id=""), "reply-cancel"),
            style="replying",
        ) if answered else None,
        row(
            field("comment", t("Add a comment"), look.form.get("comment", ""), multiline=True, style="compose"),
            icon_button("send", t("Post comment"), on("comment_post"), "comment-post"),
            style="composer",
        ),
        text(look.form["comment-error"], "error small pad") if look.form.get("comment-error") else None,
    )  # fmt: skip


def mine_page(state: VideoState, look: Look) -> Node:
    """Everything the user has written, the latest first."""
    rows = sorted(
        ((i, comment) for i, comment in state["comments"].items() if not comment["author"]),
        key=lambda pair: (pair[1]["at"], number(pair[0])),
        reverse=True,
    )
    return page(
        t("Your comments"),
        *[
            column(link(title_of(comment["video"]), on("comments", id=comment["video"])), text(comment["text"]),
                   text(ago(comment["at"], look.now), "small muted"), style="pad", key=f"mine-{i}")
            for i, comment in rows
        ],
        None if rows else empty("comment", t("You have not written anything yet")),
        key="mine",
    )  # fmt: skip
