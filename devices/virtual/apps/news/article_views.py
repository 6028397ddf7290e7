"""The page of an article, with what belongs to it: listening, poll, comments, error form."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.news.catalogue import ARTICLES, POLLS, REPORTS, listen_seconds, read_minutes
from devices.virtual.apps.news.paper import AUTHORS
from devices.virtual.apps.news.parts import ago, clock, head, picture_of, story_row
from devices.virtual.apps.news.state import (
    SIZES,
    NewsState,
    comments_of,
    paragraphs,
    related,
    size_of,
    title_of,
)
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    avatar,
    badge,
    button,
    card,
    chip,
    chips,
    column,
    divider,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    link,
    page,
    progress,
    radio,
    row,
    sheet,
    slider,
    spacer,
    text,
)
from devices.virtual.words import t, tn


def article_page(state: NewsState, look: Look) -> Node:
    """An article."""
    article = look.args["id"]
    known, story = ARTICLES[article], state["stories"][article]
    at = datetime.fromisoformat(story["at"])
    size = f"read-{state['options']['size']}"
    saved = article in state["saved"]
    words = paragraphs(state, article)
    return page(
        t(known.section),
        picture_of(article, "wide", t("Picture: {title}", title=title_of(state, article)))
        if state["options"]["images"] else None,
        column(
            row(badge(t(known.section)), badge(t("Breaking"), "bad") if known.breaking else None),
            text(title_of(state, article), "headline", key="headline", selectable=True),
            text(words[0], f"strong {size}", key="paragraph-0", selectable=True),
            style="pad",
        ),
        item(
            t(AUTHORS[known.author].name),
            f"{t(known.source)}\n{date_words(story['at'], look.now.date())}, "
            f"{time_words(f'{at:%H:%M}', look.others)} · {tn('{n} min read', '{n} min read', read_minutes(article))}",
            on("author", id=known.author), leading=avatar(t(AUTHORS[known.author].name)),
            trailing=icon("chevron_right"), key="byline",
        ),
        _listen(state, article),
        column(
            *[text(words_, size, key=f"paragraph-{n}", selectable=True) for n, words_ in enumerate(words[1:], 1)],
            style="pad article",
        ),
        chips(*[chip(t(topic), topic in state["topics"], on("topic_page", name=topic), f"topic-{topic.lower()}")
                for topic in known.topics]),
        *_poll(state, article),
        row(link(t("Report an error"), on("report", id=article)), spacer(),
            text(tn("{n} reader", "{n} readers", story["reads"]), "small muted", key="reads"), style="pad"),
        *_comments(state, article, look),
        head(t("Related")),
        *[story_row(state, i, look) for i in related(state, article, look.now)],
        actions=[
            icon_button("text_fields", t("Text size"), on("sheet", name="text_size"), "text-size"),
            icon_button("bookmark" if saved else "bookmark_border", t("Remove from saved") if saved else t("Save"),
                        on("save", id=article), "save", saved),
            icon_button("share", t("Share"), on("share", id=article), "share"),
            icon_button("more_vert", t("More options"), on("options", id=article), "options"),
        ],
        key="article",
    )  # fmt: skip


def _listen(state: NewsState, article: str) -> Node:
    player, at = state["player"], state["stories"][article]["listened"]
    here, length = player["article"] == article, listen_seconds(article)
    playing = here and player["playing"]
    return card(
        row(
            icon_button("pause_circle" if playing else "play_circle", t("Pause") if playing else
                        t("Listen to this article"), on("listen", id=article), "listen"),
            column(text(t("Listen"), "strong"), text(f"{clock(at)} / {clock(length)}", "small muted", key="listened"),
                   style="grow"),
            chip(f"{player['pace'] / 100:g}×", player["pace"] != 100, on("pace"), "pace"),
        ),
        slider(t("Position"), at / length, on("listen_seek", id=article), "listen-seek") if here or at else None,
    )  # fmt: skip


def _poll(state: NewsState, article: str) -> list[Node]:
    return [poll_card(state, i) for i, poll in POLLS.items() if poll.article == article]


def poll_card(state: NewsState, poll_id: str) -> Node:
    """A poll: its answers to choose from, or the result."""
    poll, vote = POLLS[poll_id], state["polls"][poll_id]
    total = max(1, sum(vote["votes"]))
    voted = vote["choice"] >= 0
    rows: list[Node] = []
    for n, answer in enumerate(poll.answers):
        if voted:
            share = vote["votes"][n] / total
            mine = n == vote["choice"]
            rows.append(
                column(
                    row(text(t(answer), "strong" if mine else ""), icon("check") if mine else None, spacer(),
                        text(f"{round(100 * share)}%", "muted", key=f"share-{poll_id}-{n}")),
                    progress(share),
                )
            )  # fmt: skip
        else:
            rows.append(button(t(answer), on("vote", id=poll_id, n=n), "tonal", key=f"answer-{poll_id}-{n}"))
    return card(
        row(icon("poll"), text(t(poll.question), "strong grow")),
        *rows,
        row(text(tn("{n} vote", "{n} votes", sum(vote["votes"])), "small muted grow", key=f"votes-{poll_id}"),
            link(t("Change my vote"), on("vote", id=poll_id, n=-1)) if voted else None),
        key=f"poll-{poll_id}",
    )  # fmt: skip


def polls_page(state: NewsState, look: Look) -> Node:
    """All polls with their articles."""
    ids = [i for i, poll in POLLS.items() if state["stories"][poll.article]["at"] <= look.now.isoformat()]
    return page(
        t("Polls"),
        *[
            node
            for i in ids
            for node in (
                poll_card(state, i),
                row(link(title_of(state, POLLS[i].article), on("article", id=POLLS[i].article)), style="pad"),
            )
        ],
        None if ids else empty("poll", t("No polls at the moment")),
        key="polls",
    )


def _comments(state: NewsState, article: str, look: Look) -> list[Node | None]:
    rows = comments_of(state, article)
    count = sum(c["article"] == article and not c["reported"] for c in state["comments"].values())
    return [
        head(tn("{n} comment", "{n} comments", count), t("Show all"), on("comments", id=article)),
        *[comment_card(state, i, look, short=True) for i, _ in rows[:2]],
        row(button(t("Write a comment"), on("comments", id=article), "tonal", key="write", icon="comment"),
            style="pad"),
    ]  # fmt: skip


def comment_card(state: NewsState, comment_id: str, look: Look, short: bool = False) -> Node:
    """One comment; `short` leaves out answering, deleting and reporting."""
    comment = state["comments"][comment_id]
    author = comment["author"] or state["options"]["name"]
    mine = not comment["author"]
    return row(
        avatar(author),
        column(
            row(text(t("{name} (you)", name=author) if mine else author, "small strong"),
                text(ago(comment["at"], look.now), "small muted"), style="wrap"),
            text(comment["text"], key=f"words-{comment_id}", selectable=True),
            row(
                chip(str(comment["likes"]), comment["liked"], on("comment_like", id=comment_id), f"like-{comment_id}",
                     "thumb_up"),
                link(t("Reply"), on("reply", id=comment_id)) if not short and not comment["parent"] else None,
                link(t("Delete"), on("sure", what="comment", id=comment_id)) if not short and mine else None,
                link(t("Report"), on("sure", what="comment_report", id=comment_id)) if not short and not mine else None,
                style="comment-doing",
            ),
            style="grow",
        ),
        style="comment answer" if comment["parent"] else "comment",
        key=f"comment-{comment_id}",
    )  # fmt: skip


def comments_page(state: NewsState, look: Look) -> Node:
    """All comments on an article with a field to write one."""
    article, newest = look.args["id"], look.form.get("sort") == "new"
    rows = comments_of(state, article, newest=newest)
    to = look.form.get("to", "")
    answered = state["comments"].get(to)
    error = look.form.get("comment-error", "")
    return page(
        t("Comments"),
        text(title_of(state, article), "muted pad"),
        chips(
            chip(t("Most liked"), not newest, on("pick", key="sort", to=""), "sort-top"),
            chip(t("Newest first"), newest, on("pick", key="sort", to="new"), "sort-new"),
        ),
        *[
            node
            for i, _ in rows
            for node in (
                comment_card(state, i, look),
                *[comment_card(state, answer, look) for answer, _ in comments_of(state, article, i)],
            )
        ],
        None if rows else empty("comment", t("No comments yet. Write the first one.")),
        bottom=column(
            row(
                text(t("Answering {name}", name=answered["author"] or state["options"]["name"]), "small muted grow"),
                icon_button("close", t("Cancel reply"), on("reply", id=""), "reply-cancel"), style="replying",
            ) if answered else None,
            row(
                field("comment", t("Add a comment"), look.form.get("comment", ""), multiline=True, style="compose"),
                icon_button("send", t("Post comment"), on("comment_post"), "comment-post"), style="composer",
            ),
            text(error, "error small pad") if error else None,
        ),
        key="comments",
    )  # fmt: skip


def options_sheet(state: NewsState, look: Look) -> Node:
    """What can be done with an article."""
    article = look.args["id"]
    known = ARTICLES[article]
    saved, down = article in state["saved"], article in state["downloads"]
    hidden = known.section in state["hidden_sections"], known.source in state["hidden_sources"]
    rows: list[tuple[str, str, Event]] = [
        ("bookmark", t("Remove from saved") if saved else t("Save"), on("save", id=article)),
        ("folder", t("Folder and tags"), on("file", id=article)),
        ("download_done" if down else "download",
         t("Remove download") if down else t("Download for offline reading ({n} MB)", n=size_of(state, article)),
         on("download", id=article)),
        ("share", t("Share"), on("share", id=article)),
        ("link", t("Copy link"), on("copy_link", id=article)),
        ("person", t("More by {name}", name=t(AUTHORS[known.author].name)), on("author", id=known.author)),
        ("report", t("Report an error"), on("report", id=article)),
        ("visibility_off", t("Show section “{name}”", name=t(known.section)) if hidden[0] else
         t("Hide section “{name}”", name=t(known.section)), on("hide_section", name=known.section)),
        ("visibility_off", t("Show source “{name}”", name=t(known.source)) if hidden[1] else
         t("Hide source “{name}”", name=t(known.source)), on("hide_source", name=known.source)),
    ]  # fmt: skip
    return sheet(
        title_of(state, article),
        *[item(words, "", tap, leading=icon(sign), key=f"do-{tap.name}") for sign, words, tap in rows],
    )


def size_names() -> dict[str, str]:
    """Text sizes by their names."""
    return {"small": t("Small"), "normal": t("Normal"), "large": t("Large"), "huge": t("Very large")}


def text_size_sheet(state: NewsState, look: Look) -> Node:
    """How large articles are written."""
    now = state["options"]["size"]
    names = size_names()
    return sheet(
        t("Text size"),
        *[radio(names[size], size == now, on("size", to=size), key=f"size-{size}") for size in SIZES],
        divider(),
        column(text(t("This is how an article looks."), f"read-{now}"), style="pad"),
    )


def report_page(state: NewsState, look: Look) -> Node:
    """A form for errors."""
    form, article = look.form, look.args["id"]
    return page(
        t("Report an error"),
        text(title_of(state, article), "muted pad"),
        heading(t("What is wrong?")),
        *[radio(t(kind), form.get("kind") == kind, on("pick", key="kind", to=kind), key=f"kind-{n}")
          for n, kind in enumerate(REPORTS)],
        text(form["kind-error"], "error small pad") if form.get("kind-error") else None,
        field("text", t("What should it say?"), form.get("text", ""), multiline=True, error=form.get("text-error", "")),
        field("email", t("Your e-mail, if we may ask"), form.get("email", ""), error=form.get("email-error", "")),
        bottom=button(t("Send report"), on("report_send"), "wide", key="report-send"),
        key="report",
    )  # fmt: skip
