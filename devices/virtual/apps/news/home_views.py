"""Top stories, sections, the feed of follows, and search."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.news.catalogue import ARTICLES, SKIES
from devices.virtual.apps.news.paper import AUTHORS, SECTIONS, TOPICS
from devices.virtual.apps.news.parts import bottom_bar, go_row, head, lead_card, story_row
from devices.virtual.apps.news.state import (
    NewsState,
    for_you,
    iso,
    number,
    out,
    paragraphs,
    title_of,
)
from devices.virtual.node import Node, on
from devices.virtual.times import full_date
from devices.virtual.ui import (
    banner,
    button,
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
    strip,
    text,
)
from devices.virtual.words import t, tn

DAYS = {"today": 1, "week": 7, "month": 31}
EDITION_SECTION = {"Lindenhof": "City", "International": "World"}
KEYS = ("section", "date", "author", "sort")


def home_page(state: NewsState, look: Look) -> Node:
    """The lead and the newest of every section, or of one."""
    section = look.form.get("section", "")
    shown = [name for name in SECTIONS if name not in state["hidden_sections"]]
    return page(
        t("The Lantern Post"),
        text(f"{full_date(look.now.date())} · {t(state['options']['edition'])}", "small muted pad", key="date"),
        *_stories(state, look, section),
        back=False,
        top=strip(
            chip(t("All"), not section, on("section_tab", name=""), "section-all"),
            *[
                chip(t(name), name == section, on("section_tab", name=name), f"section-{name.lower()}", SECTIONS[name])
                for name in shown
            ],
            key="sections",
        ),
        actions=[icon_button("tune", t("Sections and sources"), on("open", name="hidden"), "tune")],
        bottom=bottom_bar(state, "home"),
        key="home",
    )


def section_page(state: NewsState, look: Look) -> Node:
    """A section on its own."""
    section = look.args["name"]
    return page(t(section), *_stories(state, look, section), bottom=bottom_bar(state, ""), key="section")


def _stories(state: NewsState, look: Look, section: str) -> list[Node | None]:
    ids = [i for i in out(state, look.now, hidden=bool(section)) if section in ("", ARTICLES[i].section)]
    if not ids:
        return [empty("newspaper", t("Nothing here yet"))]
    lead = _lead(state, ids, look.now)
    rest = [i for i in ids if i != lead]
    news = next((i for i in ids if ARTICLES[i].breaking and i != lead), "")
    return [
        _extra(state, section, look),
        lead_card(state, lead, look),
        _breaking(state, news) if news and not section else None,
        *[story_row(state, i, look) for i in rest],
    ]


def _lead(state: NewsState, ids: list[str], now: datetime) -> str:
    """What was read most among the newest, of the edition's own section where there is something."""
    fresh = [i for i in ids if state["stories"][i]["at"] >= iso(now - timedelta(days=2))] or ids[:5]
    home = EDITION_SECTION.get(state["options"]["edition"], "")
    return max(fresh, key=lambda i: (ARTICLES[i].section == home, state["stories"][i]["reads"], -number(i)))


def _breaking(state: NewsState, article: str) -> Node:
    note = banner(t("Breaking: {title}", title=title_of(state, article)), "campaign", "bad")
    note.tap, note.key = on("article", id=article), "breaking"
    return note


def _extra(state: NewsState, section: str, look: Look) -> Node | None:
    """What the weather and the sport section have above their articles."""
    place = state["options"]["place"]
    now = state["forecasts"][place]["hours"][0]
    if section in ("", "Weather"):
        return go_row(SKIES[now["sky"]], t("{place}, {degrees}°", place=t(place), degrees=now["temperature"]),
                      on("open", name="weather"), t("Weather today and this week"), "weather")  # fmt: skip
    if section == "Sport":
        return go_row("leaderboard", t("Scores and table"), on("open", name="scores"), t("The league"), "scores")
    return None


def foryou_page(state: NewsState, look: Look) -> Node:
    """The newest of what one follows."""
    ids, topics, authors = for_you(state, look.now), state["topics"], state["authors"]
    only = look.form.get("only", "")
    shown = [i for i in ids if not only or only in ARTICLES[i].topics or only == ARTICLES[i].author]
    return page(
        t("For you"),
        chips(
            chip(t("All"), not only, on("only", name=""), "only-all"),
            *[chip(t(name), only == name, on("only", name=name), f"only-{name.lower()}") for name in topics],
            *[chip(t(AUTHORS[i].name), only == i, on("only", name=i), f"only-{i}") for i in authors],
        ),
        *[story_row(state, i, look) for i in shown],
        None if shown else empty("rss_feed", t("Nothing new of what you follow") if topics or authors else
                                 t("Follow topics and authors to fill this page")),
        row(button(t("Choose what to follow"), on("open", name="follow"), "tonal", key="choose", icon="add"),
            style="pad"),
        back=False,
        bottom=bottom_bar(state, "foryou"),
        key="foryou",
    )  # fmt: skip


def follow_page(state: NewsState, look: Look) -> Node:
    """Topics and authors to follow."""
    counts = {topic: sum(topic in ARTICLES[i].topics for i in out(state, look.now, True)) for topic in TOPICS}
    return page(
        t("Following"),
        heading(t("Topics")),
        chips(
            *[
                chip(f"{t(topic)} ({counts[topic]})", topic in state["topics"], on("topic", name=topic),
                     f"topic-{topic.lower()}", "check" if topic in state["topics"] else "add")
                for topic in TOPICS
            ]
        ),
        heading(t("Authors")),
        *[
            item(
                t(author.name), t(author.beat), on("author", id=i), leading=icon("person"),
                trailing=button(t("Following") if i in state["authors"] else t("Follow"), on("follow", id=i),
                                "tonal small" if i in state["authors"] else "small", key=f"follow-{i}"),
                key=f"author-{i}",
            )
            for i, author in AUTHORS.items()
        ],
        key="follow",
    )  # fmt: skip


def author_page(state: NewsState, look: Look) -> Node:
    """An author and what they wrote."""
    author = AUTHORS[look.args["id"]]
    ids = [i for i in out(state, look.now, True) if ARTICLES[i].author == author.id]
    mine = author.id in state["authors"]
    return page(
        t(author.name),
        row(
            text(t(author.beat), "grow"),
            button(t("Following") if mine else t("Follow"), on("follow", id=author.id), "tonal" if mine else "",
                   key="follow"),
            style="pad",
        ),
        head(tn("{n} article", "{n} articles", len(ids))),
        *[story_row(state, i, look) for i in ids],
        key="author",
    )  # fmt: skip


def topic_page(state: NewsState, look: Look) -> Node:
    """Everything about a topic."""
    topic = look.args["name"]
    ids = [i for i in out(state, look.now, True) if topic in ARTICLES[i].topics]
    mine = topic in state["topics"]
    return page(
        t(topic),
        row(
            text(tn("{n} article", "{n} articles", len(ids)), "grow"),
            button(t("Following") if mine else t("Follow"), on("topic", name=topic), "tonal" if mine else "",
                   key="follow"),
            style="pad",
        ),
        *[story_row(state, i, look) for i in ids],
        None if ids else empty("newspaper", t("Nothing here yet")),
        key="topic",
    )  # fmt: skip


def dates() -> tuple[tuple[str, str], ...]:
    """Dates to choose from."""
    return (("", t("Any time")), ("today", t("Today")), ("week", t("This week")), ("month", t("This month")))


def sorts() -> tuple[tuple[str, str], ...]:
    """Orders that results can have."""
    return (("", t("Relevance")), ("new", t("Newest first")), ("old", t("Oldest first")), ("read", t("Most read")))


def found(state: NewsState, form: Mapping[str, str], now: datetime) -> list[str]:
    """Articles that fit a form of words and filters, in the chosen order."""
    words = form.get("query", "").casefold().split()
    since = iso(now - timedelta(days=DAYS[form["date"]])) if form.get("date") else ""
    keep = [
        i
        for i in out(state, now, hidden=True)
        if form.get("section", "") in ("", ARTICLES[i].section)
        and form.get("author", "") in ("", ARTICLES[i].author)
        and state["stories"][i]["at"] >= since
        and all(word in _searched(state, i) for word in words)
    ]
    match form.get("sort", ""):
        case "new":
            return keep
        case "old":
            return keep[::-1]
        case "read":
            return sorted(keep, key=lambda i: -state["stories"][i]["reads"])
        case _:
            return sorted(keep, key=lambda i: not all(word in title_of(state, i).casefold() for word in words))


def _searched(state: NewsState, article: str) -> str:
    known = ARTICLES[article]
    parts = (title_of(state, article), *paragraphs(state, article), t(known.section), t(AUTHORS[known.author].name),
             *(t(topic) for topic in known.topics))  # fmt: skip
    return " ".join(parts).casefold()


def search_page(state: NewsState, look: Look) -> Node:
    """A field, results under it, filters in a sheet."""
    form = look.form
    asked = bool(look.draft("query")) or any(form.get(key) for key in KEYS)
    ids = found(state, form, look.now) if asked else []
    narrowed = any(form.get(key) for key in KEYS)
    return page(
        t("Search"),
        *(_results(state, look, ids) if asked else _recent(state)),
        back=False,
        top=field("query", t("Search the paper"), form.get("query", ""), submit=on("searched"), icon="search",
                  style="search"),
        actions=[icon_button("tune", t("Filter"), on("filter"), "filter", selected=narrowed)],
        bottom=bottom_bar(state, "search"),
        key="search",
    )  # fmt: skip


def _results(state: NewsState, look: Look, ids: list[str]) -> list[Node | None]:
    form = look.form
    parts = [tn("{n} article", "{n} articles", len(ids)), dict(sorts())[form.get("sort", "")]]
    if form.get("section"):
        parts.append(t(form["section"]))
    if form.get("author"):
        parts.append(t(AUTHORS[form["author"]].name))
    if form.get("date"):
        parts.append(dict(dates())[form["date"]])
    return [
        text(" · ".join(parts), "small muted pad", key="summary"),
        *[story_row(state, i, look) for i in ids],
        None if ids else empty("search", t("Nothing fits. Try other words or fewer filters.")),
    ]


def _recent(state: NewsState) -> list[Node | None]:
    return [
        row(text(t("Recent searches"), "strong"), spacer(), link(t("Clear all"), on("searches_clear")), style="pad")
        if state["searches"] else None,
        *[
            item(
                words, "", on("search_for", value=words), leading=icon("history"), key=f"searched-{n}",
                trailing=icon_button("close", t("Remove “{words}”", words=words), on("search_gone", value=words),
                                     f"searched-gone-{n}"),
            )
            for n, words in enumerate(state["searches"])
        ],
        heading(t("Topics")),
        chips(*[chip(t(topic), False, on("topic_page", name=topic), f"topic-{topic.lower()}") for topic in TOPICS]),
    ]  # fmt: skip


def filter_sheet(state: NewsState, look: Look) -> Node:
    """Filters as a sheet; nothing changes before it is applied."""
    form = look.form
    panel = sheet(
        t("Filter"),
        heading(t("Section")),
        chips(
            *[chip(t(name), form.get("section") == name, on("set", key="section", to=name), f"in-{name.lower()}")
              for name in SECTIONS]
        ),
        heading(t("Date")),
        *[radio(words, key == form.get("date", ""), on("pick", key="date", to=key), key=f"date-{key or 'any'}")
          for key, words in dates()],
        heading(t("Author")),
        chips(
            *[chip(t(author.name), form.get("author") == i, on("set", key="author", to=i), f"by-{i}")
              for i, author in AUTHORS.items()]
        ),
        heading(t("Sort by")),
        *[radio(words, key == form.get("sort", ""), on("pick", key="sort", to=key), key=f"sort-{key or 'none'}")
          for key, words in sorts()],
        key="filter",
    )  # fmt: skip
    count = len(found(state, form, look.now))
    panel.children = (
        *panel.children,
        row(
            button(t("Clear all"), on("filters_clear"), "flat"), spacer(),
            button(tn("Show {n} article", "Show {n} articles", count), on("apply"), key="apply"), style="pad",
        ),
    )  # fmt: skip
    return panel
