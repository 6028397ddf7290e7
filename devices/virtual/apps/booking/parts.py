"""What several screens of Evening share: posters, facts, times, reviews."""

from datetime import date, datetime

from devices.virtual.app import Look
from devices.virtual.apps.booking.catalogue import CINEMAS, FILMS
from devices.virtual.apps.booking.state import BookingState, Review, hours_of, number, rating_of
from devices.virtual.apps.booking.tables import RESTAURANTS
from devices.virtual.money import currency
from devices.virtual.node import Node, on
from devices.virtual.times import LONG_WEEKDAYS, SETTINGS, clock_words, date_words, day_words, duration, time_words
from devices.virtual.ui import (
    art,
    avatar,
    badge,
    button,
    card,
    chip,
    chips,
    column,
    heading,
    icon_button,
    navigation,
    row,
    strip,
    text,
)
from devices.virtual.words import t, tn

TABS = (
    ("cinema", "Cinema", "local_movies"),
    ("tables", "Restaurants", "restaurant"),
    ("bookings", "My bookings", "confirmation_number"),
    ("you", "You", "account_circle"),
)
SCENES = {"Drama": "portrait", "Comedy": "room", "Thriller": "city", "Science fiction": "night", "Family": "forest",
          "Romance": "sea", "Mystery": "night", "Adventure": "hills", "Documentary": "sea",
          "Horror": "desert"}  # fmt: skip


def bottom_bar(tab: str) -> Node:
    """The four parts of the app."""
    return navigation(*[(t(words), icon_, tab == name, on("tab", tab=name)) for name, words, icon_ in TABS])


def clock(at: datetime, look: Look) -> str:
    """A time of day as the user reads it."""
    return clock_words(at, look.others[SETTINGS])


def when_words(at: datetime, look: Look) -> str:
    """ "Tomorrow, 7:45 PM"."""
    return t("{day}, {time}", day=date_words(at.date().isoformat(), look.now.date()), time=clock(at, look))


def day_strip(days: list[date], chosen: date, today: date, key: str = "day") -> Node:
    """Days to choose from, side by side."""
    return strip(
        *[
            chip(date_words(day.isoformat(), today), day == chosen, on("set", key=key, value=day.isoformat()),
                 f"{key}-{day.isoformat()}")
            for day in days
        ],
        key=f"{key}s",
    )  # fmt: skip


def poster(film: str, style: str = "tall") -> Node:
    """A film's poster."""
    return art(SCENES[FILMS[film].genre], 100 + number(film), t("Poster of {name}", name=t(FILMS[film].title)), style)


def age_words(age: int) -> str:
    """ "From 12", "For all"."""
    return t("From {n}", n=age) if age else t("For all ages")


def film_facts(film: str) -> str:
    """Genre, length and age in one line."""
    entry = FILMS[film]
    return " · ".join((t(entry.genre), duration(entry.minutes), age_words(entry.age)))


def stars(tenths: int) -> str:
    """ "4.6 ★"."""
    return f"{tenths // 10}.{tenths % 10} ★"


def price_words(level: int) -> str:
    """ "€€"."""
    return currency() * level


def name_of(thing: str) -> str:
    """What a film, a cinema or a restaurant is called."""
    if thing in FILMS:
        return t(FILMS[thing].title)
    return t(CINEMAS[thing].name) if thing in CINEMAS else t(RESTAURANTS[thing].name)


def address(thing: str) -> str:
    """ "14 Opera Row"."""
    entry = CINEMAS[thing] if thing in CINEMAS else RESTAURANTS[thing]
    return t("{number} {street}", number=entry.number, street=t(entry.street))


def heart(thing: str, favourites: list[str]) -> Node:
    """The button that keeps a restaurant or a cinema."""
    kept = thing in favourites
    label = t("Remove from favourites") if kept else t("Add to favourites")
    return icon_button("favorite" if kept else "favorite_border", label, on("heart", id=thing), "heart", kept)


# -- opening hours --------------------------------------------------------------------------------------------------


def hours_words(span: str, look: Look) -> str:
    """One day's hours, or that it is closed."""
    opens, _, closes = span.partition("-")
    if not opens:
        return t("Closed")
    last = t("midnight") if closes == "24:00" else time_words(closes, look.others)
    return f"{time_words(opens, look.others)} – {last}"


def open_badge(restaurant: str, look: Look) -> Node:
    """Open or closed at this moment."""
    opens, _, closes = hours_of(look.others, restaurant)[look.now.weekday()].partition("-")
    is_open = bool(opens) and opens <= f"{look.now:%H:%M}" < closes
    return badge(t("Open"), "good") if is_open else badge(t("Closed"), "bad")


def hours_table(restaurant: str, look: Look) -> Node:
    """A week's hours, today's in bold."""
    today = look.now.weekday()
    return column(
        *[
            row(text(t(LONG_WEEKDAYS[n]), "grow strong" if n == today else "grow"),
                text(hours_words(span, look), "strong" if n == today else "", key=f"hours-{n}"))
            for n, span in enumerate(hours_of(look.others, restaurant))
        ],
        style="pad", key="hours",
    )  # fmt: skip


# -- reviews --------------------------------------------------------------------------------------------------------


def reviews_of(state: BookingState, about: str, order: str = "") -> list[tuple[str, Review]]:
    """The reviews of a film or a restaurant: one's own first, then as ordered."""
    here = [(i, r) for i, r in state["reviews"].items() if r["about"] == about]
    here.sort(key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    if order:
        here.sort(key=lambda pair: pair[1]["stars"], reverse=order == "high")
    return sorted(here, key=lambda pair: not pair[1]["mine"])


def review_list(state: BookingState, look: Look, about: str) -> list[Node | None]:
    """Reviews with their order and one's own."""
    order, rows = look.form.get("reviews", ""), reviews_of(state, about, look.form.get("reviews", ""))
    orders = (("", t("Newest")), ("high", t("Best first")), ("low", t("Worst first")))
    mine = any(r["mine"] for _, r in rows)
    tenths, count = rating_of(state, about)
    return [
        heading(t("Reviews")),
        text(f"{stars(tenths)} · {tn('{n} rating', '{n} ratings', count)}", "muted pad", key="rated"),
        chips(*[chip(words, key == order, on("set", key="reviews", value=key), f"reviews-{key or 'new'}")
                for key, words in orders]) if len(rows) > 1 else None,
        *[_review(i, r) for i, r in rows],
        None if mine else row(button(t("Write a review"), on("review", id=about), "tonal", icon="edit"), style="pad"),
    ]  # fmt: skip


def _review(review_id: str, review: Review) -> Node:
    at = day_words(date.fromisoformat(review["at"][:10]), year=True)
    name = t("You") if review["mine"] else review["author"]
    buttons = row(
        button(t("Edit review"), on("review", id=review["about"]), "flat small"),
        button(t("Delete review"), on("unreview", id=review_id), "flat small danger"),
    )
    return card(
        row(
            avatar(name),
            column(text(t("Your review") if review["mine"] else name, "strong"),
                   text(f"{'★' * review['stars']}{'☆' * (5 - review['stars'])} · {at}", "small muted"), style="grow"),
        ),
        text(review["text"], selectable=True) if review["text"] else None,
        buttons if review["mine"] else None,
        key=f"review-{review_id}",
    )  # fmt: skip
