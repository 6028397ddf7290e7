"""Films and cinemas: what is on, one film with its times, one cinema with its films."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby

from devices.virtual.app import Look
from devices.virtual.apps.booking.catalogue import AGES, CINEMAS, FILMS, GENRES, LANGUAGES
from devices.virtual.apps.booking.chance import Showing, film_at, next_days, showings
from devices.virtual.apps.booking.parts import (
    address,
    age_words,
    clock,
    day_strip,
    film_facts,
    heart,
    name_of,
    poster,
    review_list,
    stars,
)
from devices.virtual.apps.booking.state import BookingState, is_on, number, rating_of, since_of
from devices.virtual.apps.maps.catalogue import phone_of
from devices.virtual.node import Node, on
from devices.virtual.times import day_words, duration
from devices.virtual.ui import (
    art,
    avatar,
    badge,
    banner,
    button,
    card,
    check,
    chip,
    chips,
    column,
    empty,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    search,
    sheet,
    spacer,
    strip,
    text,
)
from devices.virtual.words import t, tn

DAYS = 7
SORTS = (("", "Recommended"), ("rating", "Rating"), ("title", "Title"), ("length", "Length"))
FILTERS = ("sort", "language", "age", "short", "want")
SHORT = 105  # minutes


def cinema_tab(state: BookingState, look: Look) -> list[Node | None]:
    """Posters of what is on or coming."""
    form, coming = look.form, look.form.get("soon") == "1"
    films = films_shown(state, look)
    genre = form.get("genre", "")
    return [
        strip(
            chip(t("Now showing"), not coming, on("set", key="soon", value=""), "now-showing"),
            chip(t("Coming soon"), coming, on("set", key="soon", value="1"), "coming-soon"),
            chip(t("Cinemas"), False, on("cinemas"), "cinemas", "theaters"),
            key="parts",
        ),
        search("film", t("Search films, actors, directors"), form.get("film", "")),
        strip(*[chip(t(g), g == genre, on("set", key="genre", value="" if g == genre else g), f"genre-{g}")
                for g in GENRES], key="genres"),
        text(tn("{n} film", "{n} films", len(films)), "small muted pad", key="count"),
        gallery(*[_film_card(state, film) for film in films], columns=2),
        None if films else empty("movie", t("No film fits")),
    ]  # fmt: skip


def films_shown(state: BookingState, look: Look) -> list[str]:
    """What search and filters leave, in the chosen order."""
    form, query = look.form, look.draft("film").casefold()
    coming, today = form.get("soon") == "1", look.now.date()
    age = int(form.get("age") or 18)
    keep = [
        i
        for i, film in FILMS.items()
        if is_on(state, i, today) != coming
        and form.get("genre", "") in ("", film.genre)
        and form.get("language", "") in ("", film.language)
        and film.age <= age
        and (not form.get("short") or film.minutes <= SHORT)
        and (not form.get("want") or i in state["want"])
        and query in _words(i)
    ]
    orders: dict[str, Callable[[str], tuple[float | str, ...]]] = {
        "": lambda i: (FILMS[i].opens, -rating_of(state, i)[1], i),
        "rating": lambda i: (-rating_of(state, i)[0], i),
        "title": lambda i: (name_of(i).casefold(),),
        "length": lambda i: (FILMS[i].minutes, i),
    }
    return sorted(keep, key=orders[form.get("sort", "")])


def _words(film: str) -> str:
    entry = FILMS[film]
    people = (entry.director, *entry.cast)
    return " ".join((entry.title, t(entry.title), *people, *(t(name) for name in people))).casefold()


def _film_card(state: BookingState, film: str) -> Node:
    wanted = icon("bookmark", "#b3261e", "tiny") if film in state["want"] else None
    opened = FILMS[film].opens
    rated = t("Opens {day}", day=day_words(since_of(state) + timedelta(days=opened))) if opened else stars(
        rating_of(state, film)[0])  # fmt: skip
    return card(
        poster(film),
        column(
            text(name_of(film), "strong"),
            text(film_facts(film), "small muted"),
            row(text(rated, "small"), spacer(), wanted),
        ),
        tap=on("film", id=film),
        key=f"film-{film}",
        style="flush",
    )


def film_filter(state: BookingState, look: Look) -> Node:
    """Order, language, age, length."""
    form = look.form
    panel = sheet(
        t("Filter and sort"),
        heading(t("Sort by")),
        *[radio(t(words), key == form.get("sort", ""), on("set", key="sort", value=key), key=f"sort-{key or 'best'}")
          for key, words in SORTS],
        heading(t("Language")),
        chips(*[chip(t(words), words == form.get("language", ""),
                     on("set", key="language", value="" if words == form.get("language") else words), f"speaks-{words}")
                for words in LANGUAGES]),
        heading(t("Suitable for")),
        chips(*[chip(age_words(age), str(age) == form.get("age", ""),
                     on("set", key="age", value="" if str(age) == form.get("age") else str(age)), f"age-{age}")
                for age in AGES]),
        check(t("Short films only"), bool(form.get("short")), on("flag", key="short"), t("Up to {n} minutes", n=SHORT),
              "short"),
        check(t("Only what I want to see"), bool(form.get("want")), on("flag", key="want"), key="only-want"),
    )  # fmt: skip
    show, clear = button(t("Show films"), on("filtered")), button(t("Clear all"), on("unfilter"), "flat")
    panel.children = (*panel.children, row(clear, spacer(), show, style="pad"))
    return panel


# -- a film ---------------------------------------------------------------------------------------------------------


def film_page(state: BookingState, look: Look) -> Node:
    """A film with its times."""
    film = look.args["id"]
    entry, showing = FILMS[film], is_on(state, film, look.now.date())
    wanted = film in state["want"]
    tenths, count = rating_of(state, film)
    return page(
        t(entry.title),
        poster(film, "wide"),
        column(
            text(film_facts(film), "strong"),
            text(f"{t(entry.language)} · {entry.year}", "muted"),
            text(f"{stars(tenths)} · {tn('{n} rating', '{n} ratings', count)}", "muted", key="rating")
            if showing else None,
            text(t(entry.words)),
            style="pad",
        ),
        row(button(t("On my list") if wanted else t("Want to see"), on("want", id=film), "tonal", key="want",
                   icon="bookmark" if wanted else "bookmark_border"),
            button(t("Times"), on("times", id=film), key="times", icon="schedule") if showing else None, style="pad"),
        heading(t("Cast and crew")),
        item(t(entry.director), t("Director"), leading=avatar(t(entry.director)), key="director"),
        *[item(t(name), t("Cast"), leading=avatar(t(name)), key=f"cast-{n}") for n, name in enumerate(entry.cast)],
        *(_times(state, look, film) if showing else [
            banner(t("In cinemas from {day}. We tell you if it is on your list.", day=_opens(state, film)), "event")]),
        *(review_list(state, look, film) if showing else []),
        actions=[icon_button("share", t("Share film"), on("share_film", id=film))],
        key="film",
    )  # fmt: skip


def _opens(state: BookingState, film: str) -> str:
    return day_words(since_of(state) + timedelta(days=FILMS[film].opens))


def day_of(look: Look) -> date:
    """The chosen day, today at the earliest."""
    today = look.now.date()
    return max(today, date.fromisoformat(look.form.get("day") or today.isoformat()))


def _times(state: BookingState, look: Look, film: str) -> list[Node | None]:
    day = day_of(look)
    found = [s for s in showings(state["luck"], since_of(state), day, film) if s.at > look.now]
    out: list[Node | None] = [heading(t("Times")), day_strip(next_days(look.now.date(), DAYS), day, look.now.date())]
    for cinema, group in groupby(found, key=lambda s: s.cinema):
        out.append(item(name_of(cinema), address(cinema), on("cinema", id=cinema), leading=icon("theaters"),
                        trailing=icon("chevron_right"), key=f"at-{cinema}"))  # fmt: skip
        out.append(times_row(list(group), look))
    if not found:
        out.append(text(t("Not shown on this day"), "muted pad"))
    return out


def times_row(found: list[Showing], look: Look) -> Node:
    """Times to touch, each with what is special about its hall."""
    return chips(
        *[
            chip(" · ".join(part for part in (clock(s.at, look), t(s.room.kind) if s.room.kind else "") if part), False,
                 on("showing", id=s.id), f"showing-{s.id}".replace("/", "-"))
            for s in found
        ]
    )  # fmt: skip


def times_page(state: BookingState, look: Look) -> Node:
    """A film's times alone."""
    film = look.args["id"]
    return page(
        t(FILMS[film].title),
        text(film_facts(film), "muted pad"),
        *_times(state, look, film),
        key="times",
    )


# -- cinemas --------------------------------------------------------------------------------------------------------


def cinemas_page(state: BookingState, look: Look) -> Node:
    """Every cinema, one's favourites first."""
    order = sorted(CINEMAS, key=lambda i: (i not in state["favourites"], name_of(i)))
    return page(
        t("Cinemas"),
        *[
            card(
                art("city", 60 + number(i), t("Picture of {name}", name=name_of(i)), "banner"),
                row(text(name_of(i), "big strong grow"),
                    icon("favorite", "#b3261e") if i in state["favourites"] else None),
                text(t(CINEMAS[i].words), "muted"),
                text(f"{t(CINEMAS[i].area)} · {address(i)}", "small muted"),
                tap=on("cinema", id=i), key=f"cinema-{i}",
            )
            for i in order
        ],
        key="cinemas",
    )  # fmt: skip


def cinema_page(state: BookingState, look: Look) -> Node:
    """One cinema and what it shows on a day."""
    cinema = look.args["id"]
    entry, day, today = CINEMAS[cinema], day_of(look), look.now.date()
    found = [s for s in showings(state["luck"], since_of(state), day, cinema=cinema) if s.at > look.now]
    by_film: dict[str, list[Showing]] = {}
    for showing in found:
        by_film.setdefault(film_at(state["luck"], since_of(state), showing), []).append(showing)
    kinds = [t(hall.kind) for hall in entry.halls if hall.kind]
    return page(
        name_of(cinema),
        art("city", 60 + number(cinema), t("Picture of {name}", name=name_of(cinema)), "wide"),
        text(t(entry.words), "pad"),
        chips(badge(tn("{n} hall", "{n} halls", len(entry.halls))), *[badge(kind) for kind in dict.fromkeys(kinds)]),
        item(address(cinema), t("Show on map"), on("on_map", id=cinema), leading=icon("place"), key="address"),
        item(phone_of(cinema), t("Phone"), on("call", id=cinema), leading=icon("call"), key="phone"),
        heading(t("Films")),
        day_strip(next_days(today, DAYS), day, today),
        *[node for film in sorted(by_film, key=name_of) for node in _shown(film, by_film[film], look)],
        None if by_film else text(t("Nothing more today"), "muted pad"),
        actions=[heart(cinema, state["favourites"])],
        key="cinema",
    )  # fmt: skip


def _shown(film: str, found: list[Showing], look: Look) -> list[Node]:
    entry = FILMS[film]
    return [
        item(t(entry.title), f"{t(entry.genre)} · {duration(entry.minutes)}", on("film", id=film),
             leading=poster(film, "thumb"), trailing=icon("chevron_right"), key=f"plays-{film}"),
        times_row(found, look),
    ]  # fmt: skip
