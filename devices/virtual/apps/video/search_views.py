"""Searching: recent searches, results, and the sheet that filters and sorts them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.video.catalogue import CATEGORIES, CHANNELS, SERIES, VIDEOS
from devices.virtual.apps.video.parts import channel_row, video_row
from devices.virtual.apps.video.state import VideoState, iso, number, out, recommended, title_of
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    button,
    check,
    chip,
    chips,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    link,
    page,
    radio,
    row,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t, tn

DAYS = {"today": 1, "week": 7, "month": 31, "year": 365}
KEYS = ("length", "date", "category", "subtitles", "sort")


def lengths() -> tuple[tuple[str, str], ...]:
    """Lengths to choose from."""
    return (("", t("Any length")), ("short", t("Under 10 minutes")), ("middle", t("10 to 30 minutes")),
            ("long", t("Over 30 minutes")))  # fmt: skip


def dates() -> tuple[tuple[str, str], ...]:
    """Upload dates to choose from."""
    return (("", t("Any time")), ("today", t("Today")), ("week", t("This week")), ("month", t("This month")),
            ("year", t("This year")))  # fmt: skip


def sorts() -> tuple[tuple[str, str], ...]:
    """Orders that results can have."""
    return (("", t("Relevance")), ("views", t("Most watched")), ("newest", t("Newest")),
            ("short", t("Shortest")))  # fmt: skip


def matches(state: VideoState, form: Mapping[str, str], now: datetime) -> list[str]:
    """Ids of videos that fit a form of words and filters, in the chosen order."""
    words = form.get("query", "").casefold().split()
    since = iso(now - timedelta(days=DAYS[form["date"]])) if form.get("date") else ""
    keep = [
        i
        for i in out(state, now)
        if all(word in _searched(i) for word in words)
        and form.get("category", "") in ("", VIDEOS[i].category)
        and state["clips"][i]["at"] >= since
        and (not form.get("subtitles") or VIDEOS[i].subtitles)
        and _long_enough(VIDEOS[i].seconds, form.get("length", ""))
    ]
    match form.get("sort", ""):
        case "views":
            return sorted(keep, key=lambda i: -state["clips"][i]["views"])
        case "newest":
            return keep
        case "short":
            return sorted(keep, key=lambda i: (VIDEOS[i].seconds, number(i)))
        case _:
            return sorted(keep, key=lambda i: (not all(w in title_of(i).casefold() for w in words), number(i)))


def _long_enough(seconds: int, length: str) -> bool:
    match length:
        case "short":
            return seconds < 600
        case "middle":
            return 600 <= seconds <= 1800
        case "long":
            return seconds > 1800
        case _:
            return True


def _searched(video: str) -> str:
    known = VIDEOS[video]
    series = t(SERIES[known.series][0]) if known.series else ""
    parts = (t(known.title), t(known.about), t(known.category), t(CHANNELS[known.channel].name), series)
    return " ".join(parts).casefold()


def search_page(state: VideoState, look: Look) -> Node:
    """Where one types, with what was looked for before."""
    query = look.draft("query")
    found = matches(state, {"query": query}, look.now)[:6] if query else []
    hints = [i for i in recommended(state, look.now) if state["clips"][i]["position"] == 0][:5]
    return page(
        t("Search"),
        item(t("Search for “{words}”", words=query), "", on("search"), leading=icon("search"), key="search-for")
        if query else None,
        *[
            item(title_of(i), t(CHANNELS[VIDEOS[i].channel].name), on("watch", id=i, playlist=""),
                 leading=icon("play_circle"), key=f"suggestion-{i}")
            for i in found
        ],
        *([] if query else _recent(state)),
        *([] if query else [heading(t("You could like"))]),
        *([] if query else [
            item(title_of(i), "", on("watch", id=i, playlist=""), leading=icon("trending_up"), key=f"hint-{i}")
            for i in hints
        ]),
        top=field("query", t("Search Reelhouse"), look.form.get("query", ""), submit=on("search"), icon="search",
                  style="search"),
        key="search",
    )  # fmt: skip


def _recent(state: VideoState) -> list[Node]:
    if not state["searches"]:
        return [empty("history", t("What you search for is kept here"))]
    return [
        row(text(t("Recent searches"), "strong"), spacer(), link(t("Clear all"), on("searches_clear")), style="pad"),
        *[
            item(
                words, "", on("search_for", value=words), leading=icon("history"), key=f"recent-{n}",
                trailing=icon_button("close", t("Remove “{words}”", words=words), on("search_gone", value=words),
                                     f"recent-gone-{n}"),
            )
            for n, words in enumerate(state["searches"])
        ],
    ]  # fmt: skip


def results_page(state: VideoState, look: Look) -> Node:
    """What a search found: channels, then videos."""
    form, query = look.form, look.draft("query").casefold()
    found = matches(state, form, look.now)
    plain = not any(form.get(key) for key in KEYS)
    channels = [i for i in sorted(CHANNELS, key=number) if query and query in t(CHANNELS[i].name).casefold()]
    return page(
        t("Results"),
        chips(
            *[chip(words, key == form.get("sort", ""), on("sort", by=key), f"sort-{key or 'none'}")
              for key, words in sorts()]
        ),
        text(_summary(form, len(found)), "small muted pad", key="summary"),
        *([channel_row(state, i) for i in channels] if plain else []),
        *[video_row(state, i, look) for i in found],
        None if found else empty("search", t("Nothing fits. Try other words or fewer filters.")),
        actions=[icon_button("tune", t("Filter"), on("filter"), "filter", selected=not plain)],
        top=field("query", t("Search Reelhouse"), form.get("query", ""), submit=on("search"), icon="search",
                  style="search"),
        key="results",
    )  # fmt: skip


def _summary(form: Mapping[str, str], count: int) -> str:
    parts = [tn("{n} video", "{n} videos", count)]
    if form.get("category"):
        parts.append(t(form["category"]))
    if form.get("length"):
        parts.append(dict(lengths())[form["length"]])
    if form.get("date"):
        parts.append(dict(dates())[form["date"]])
    if form.get("subtitles"):
        parts.append(t("With subtitles"))
    return " · ".join(parts)


def filter_sheet(state: VideoState, look: Look) -> Node:
    """Filters as a sheet; nothing changes before it is applied."""
    form = look.form
    panel = sheet(
        t("Filter"),
        heading(t("Length")),
        *[radio(words, key == form.get("length", ""), on("set", key="length", to=key), key=f"length-{key or 'any'}")
          for key, words in lengths()],
        heading(t("Upload date")),
        *[radio(words, key == form.get("date", ""), on("set", key="date", to=key), key=f"date-{key or 'any'}")
          for key, words in dates()],
        heading(t("Category")),
        chips(
            *[chip(t(name), name == form.get("category"), on("set", key="category", to=name), f"in-{name.lower()}")
              for name in CATEGORIES]
        ),
        check(t("With subtitles"), bool(form.get("subtitles")), on("set", key="subtitles", to="1"), key="subtitles"),
        heading(t("Sort by")),
        *[radio(words, key == form.get("sort", ""), on("sort", by=key), key=f"by-{key or 'none'}")
          for key, words in sorts()],
        key="filter",
    )  # fmt: skip
    count = len(matches(state, form, look.now))
    panel.children = (
        *panel.children,
        row(
            button(t("Clear all"), on("filters_clear"), "flat"),
            spacer(),
            button(tn("Show {n} video", "Show {n} videos", count), on("apply"), key="apply"),
            style="pad",
        ),
    )
    return panel
