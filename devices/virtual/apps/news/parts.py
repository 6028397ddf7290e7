"""Pieces that several screens of The Lantern Post share."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.news.catalogue import ARTICLES, listen_seconds, read_minutes
from devices.virtual.apps.news.state import NewsState, author_name, number, paragraphs, title_of, was_read
from devices.virtual.node import Event, Node, on
from devices.virtual.times import day_words
from devices.virtual.ui import (
    art,
    badge,
    button,
    card,
    column,
    icon,
    icon_button,
    item,
    link,
    navigation,
    progress,
    row,
    spacer,
    text,
)
from devices.virtual.words import t, tn


def ago(at: str, now: datetime) -> str:
    """How long ago something came out."""
    then = datetime.fromisoformat(at)
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return t("Just now")
    if minutes < 60:
        return tn("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 1440:
        return tn("{n} hour ago", "{n} hours ago", minutes // 60)
    if minutes < 1440 * 7:
        return tn("{n} day ago", "{n} days ago", minutes // 1440)
    return day_words(then.date())


def clock(seconds: int) -> str:
    """ "1:05"."""
    return f"{seconds // 60}:{seconds % 60:02}"


def picture_of(article: str, style: str, label: str = "") -> Node:
    """The picture of an article."""
    return art(ARTICLES[article].art, 500 + 11 * number(article), label, style)


def facts(state: NewsState, article: str, look: Look) -> str:
    """Section, age and how long it takes to read."""
    minutes = tn("{n} min read", "{n} min read", read_minutes(article))
    return f"{t(ARTICLES[article].section)} · {ago(state['stories'][article]['at'], look.now)} · {minutes}"


def marks(state: NewsState, article: str) -> Node | None:
    """What is special about an article."""
    labels = [
        badge(t("Breaking"), "bad") if ARTICLES[article].breaking else None,
        badge(t("Read")) if was_read(state, article) else None,
        badge(t("Bookmarked"), "good") if article in state["saved"] else None,
        badge(t("Offline")) if article in state["downloads"] else None,
    ]
    return row(*labels, style="wrap") if any(labels) else None


def more_button(state: NewsState, article: str) -> Node:
    """The button that opens what can be done with an article."""
    return icon_button("more_vert", t("Options for {title}", title=title_of(state, article)),
                       on("options", id=article), f"more-{article}")  # fmt: skip


def lead_card(state: NewsState, article: str, look: Look) -> Node:
    """The most important article, large."""
    return card(
        picture_of(article, "wide") if state["options"]["images"] else None,
        column(
            text(title_of(state, article), "big strong"),
            text(paragraphs(state, article)[0], "muted"),
            marks(state, article),
            row(text(facts(state, article, look), "small muted grow"), more_button(state, article)),
        ),
        tap=on("article", id=article),
        key=f"article-{article}",
        style="flush",
    )


def story_row(state: NewsState, article: str, look: Look, sub: str = "", trailing: Node | None = None) -> Node:
    """An article as a line of a list."""
    return item(
        title_of(state, article),
        sub or f"{author_name(article)} · {facts(state, article, look)}",
        on("article", id=article),
        leading=picture_of(article, "thumb") if state["options"]["images"] else icon("article"),
        trailing=trailing or more_button(state, article),
        key=f"article-{article}",
        extra=marks(state, article),
    )


def bottom_bar(state: NewsState, here: str) -> Node:
    """What is being read aloud, over Top stories, For you, Search, Saved and More."""
    places = (
        ("home", t("Top stories"), "newspaper"), ("foryou", t("For you"), "rss_feed"),
        ("search", t("Search"), "search"), ("saved", t("Saved"), "bookmark"), ("more", t("More"), "menu"),
    )  # fmt: skip
    bar = navigation(*[(words, sign, name == here, on("go", to=name)) for name, words, sign in places])
    return column(_mini(state), bar)


def _mini(state: NewsState) -> Node | None:
    article, playing = state["player"]["article"], state["player"]["playing"]
    if not article:
        return None
    at, length = state["stories"][article]["listened"], listen_seconds(article)
    return column(
        progress(at / length),
        row(
            icon("headphones"),
            column(
                text(title_of(state, article), "line strong"), text(f"{clock(at)} / {clock(length)}", "small muted"),
                style="grow",
            ),
            icon_button("pause" if playing else "play_arrow", t("Pause") if playing else t("Play"), on("listen"),
                        "mini-play"),
            icon_button("close", t("Stop listening"), on("listen_stop"), "mini-close"),
            tap=on("article", id=article),
            key="mini",
        ),
        style="mini-player",
    )  # fmt: skip


def head(words: str, more: str = "", tap: Event | None = None) -> Node:
    """A heading, with a link to everything."""
    return row(text(words, "strong big"), spacer(), link(more, tap) if tap is not None else None, style="pad")


def go_row(sign: str, title: str, tap: Event, sub: str = "", key: str = "") -> Node:
    """A line that leads on."""
    return item(title, sub, tap, leading=icon(sign), trailing=icon("chevron_right"), key=key)


def undo_bar(words: str) -> Node:
    """Says what was removed, with a way back."""
    return row(text(words, "grow"), button(t("Undo"), on("undo"), "flat", key="undo"), style="snackbar")
