"""Restaurants: finding one, looking at it, booking a table."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from devices.virtual.app import Look
from devices.virtual.apps.booking.chance import next_days, slots
from devices.virtual.apps.booking.parts import (
    address,
    day_strip,
    heart,
    hours_table,
    hours_words,
    name_of,
    open_badge,
    price_words,
    review_list,
    stars,
    when_words,
)
from devices.virtual.apps.booking.state import BookingState, free_slots, hours_of, number, rating_of
from devices.virtual.apps.booking.tables import (
    AREAS,
    CUISINES,
    MAX_PARTY,
    MENUS,
    REQUESTS,
    RESTAURANTS,
    SECTIONS,
    price_of,
)
from devices.virtual.apps.maps.catalogue import phone_of
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    art,
    badge,
    banner,
    button,
    card,
    check,
    chip,
    chips,
    column,
    dialog,
    empty,
    field,
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
    stepper,
    strip,
    text,
)
from devices.virtual.words import t, tn

DAYS = 21
SORTS = (("", "Recommended"), ("rating", "Rating"), ("cheap", "Price, low first"), ("name", "Alphabetical"))
FILTERS = ("order", "level", "area", "top", "outside", "heart", "day")
WHERE = {"indoor": "Inside", "outdoor": "Outside"}


def tables_tab(state: BookingState, look: Look) -> list[Node | None]:
    """Restaurants with search and filters."""
    form, found = look.form, restaurants_shown(state, look)
    cuisine = form.get("cuisine", "")
    return [
        search("place", t("Search restaurants, kitchens, dishes"), form.get("place", "")),
        strip(*[chip(t(c), c == cuisine, on("set", key="cuisine", value="" if c == cuisine else c), f"cuisine-{c}")
                for c in CUISINES], key="cuisines"),
        text(tn("{n} restaurant", "{n} restaurants", len(found)), "small muted pad", key="count"),
        *[_restaurant_card(state, look, i) for i in found],
        None if found else empty("restaurant", t("No restaurant fits")),
    ]  # fmt: skip


def restaurants_shown(state: BookingState, look: Look) -> list[str]:
    """What search and filters leave, in the chosen order."""
    form, query = look.form, look.draft("place").casefold()
    day = form.get("day", "")
    keep = [
        i
        for i, entry in RESTAURANTS.items()
        if form.get("cuisine", "") in ("", entry.cuisine)
        and form.get("level", "") in ("", str(entry.level))
        and form.get("area", "") in ("", entry.area)
        and (not form.get("top") or rating_of(state, i)[0] >= 42)
        and (not form.get("outside") or entry.outdoor)
        and (not form.get("heart") or i in state["favourites"])
        and (not day or bool(slots(hours_of(look.others, i), date.fromisoformat(day))))
        and query in _words(i)
    ]
    orders: dict[str, Callable[[str], tuple[float | str, ...]]] = {
        "": lambda i: (-rating_of(state, i)[0] - (5 if i in state["favourites"] else 0), i),
        "rating": lambda i: (-rating_of(state, i)[0], -rating_of(state, i)[1], i),
        "cheap": lambda i: (RESTAURANTS[i].level, name_of(i).casefold()),
        "name": lambda i: (name_of(i).casefold(),),
    }
    return sorted(keep, key=orders[form.get("order", "")])


def _words(restaurant: str) -> str:
    entry = RESTAURANTS[restaurant]
    dishes = [dish.name for dish in MENUS[entry.cuisine]]
    words = (entry.name, entry.cuisine, entry.area, *dishes)
    return " ".join((*words, *(t(word) for word in words))).casefold()


def facts(state: BookingState, restaurant: str) -> str:
    """Rating, kitchen and price in one line."""
    entry = RESTAURANTS[restaurant]
    return " · ".join((stars(rating_of(state, restaurant)[0]), t(entry.cuisine), price_words(entry.level)))


def _restaurant_card(state: BookingState, look: Look, restaurant: str) -> Node:
    entry = RESTAURANTS[restaurant]
    return card(
        row(
            art("plate", number(restaurant), t("Picture of {name}", name=name_of(restaurant)), "thumb"),
            column(
                text(name_of(restaurant), "strong"),
                text(facts(state, restaurant), "small muted"),
                text(f"{t(entry.area)} · {address(restaurant)}", "small muted"),
                style="grow",
            ),
            column(open_badge(restaurant, look),
                   icon("favorite", "#b3261e", "tiny") if restaurant in state["favourites"] else None, style="aside"),
        ),
        tap=on("restaurant", id=restaurant), key=f"restaurant-{restaurant}",
    )  # fmt: skip


def table_filter(state: BookingState, look: Look) -> Node:
    """Order, price, part of town, day."""
    form, today = look.form, look.now.date()

    def choice(key: str, value: str, words: str) -> Node:
        chosen = form.get(key, "") == value
        return chip(words, chosen, on("set", key=key, value="" if chosen else value), f"{key}-{value}")

    panel = sheet(
        t("Filter and sort"),
        heading(t("Sort by")),
        *[radio(t(words), key == form.get("order", ""), on("set", key="order", value=key), key=f"sort-{key or 'best'}")
          for key, words in SORTS],
        heading(t("Price level")),
        chips(*[choice("level", str(n), price_words(n)) for n in range(1, 5)]),
        heading(t("Part of town")),
        chips(*[choice("area", area, t(area)) for area in AREAS]),
        heading(t("Open on")),
        chips(*[choice("day", day.isoformat(), date_words(day.isoformat(), today)) for day in next_days(today, 7)]),
        heading(t("Show only")),
        check(t("4.2 stars or better"), bool(form.get("top")), on("flag", key="top"), key="top"),
        check(t("Tables outside"), bool(form.get("outside")), on("flag", key="outside"), key="outside"),
        check(t("My favourites"), bool(form.get("heart")), on("flag", key="heart"), key="only-hearts"),
    )  # fmt: skip
    show, clear = button(t("Show restaurants"), on("filtered")), button(t("Clear all"), on("unfilter"), "flat")
    panel.children = (*panel.children, row(clear, spacer(), show, style="pad"))
    return panel


# -- a restaurant ---------------------------------------------------------------------------------------------------


def restaurant_page(state: BookingState, look: Look) -> Node:
    """Pictures, menu, hours, reviews."""
    restaurant = look.args["id"]
    entry, wide = RESTAURANTS[restaurant], bool(look.form.get("wide"))
    today = hours_of(look.others, restaurant)[look.now.weekday()]
    seed = 10 * number(restaurant)
    name = name_of(restaurant)
    return page(
        name,
        art("plate", number(restaurant), t("Picture of {name}", name=name), "wide"),
        column(text(facts(state, restaurant), "strong", key="facts"), text(t(entry.words)),
               text(t(entry.area), "muted"), style="pad"),
        strip(*[art(kind, seed + n, t("Picture {n} of {name}", n=n + 1, name=name), "thumb")
                for n, kind in enumerate(("room", "plate", "plate", "portrait", "plate"))], key="pictures"),
        item(hours_words(today, look), t("Today's hours"), on("flag", key="wide"), leading=icon("schedule"),
             trailing=row(open_badge(restaurant, look), icon("expand_less" if wide else "expand_more")), key="opening"),
        hours_table(restaurant, look) if wide else None,
        item(address(restaurant), t("Show on map"), on("on_map", id=restaurant), leading=icon("place"), key="address"),
        item(phone_of(restaurant), t("Phone"), on("call", id=restaurant), leading=icon("call"), key="phone"),
        badge(t("Tables outside")) if entry.outdoor else None,
        heading(t("Menu")),
        *_menu(restaurant),
        *review_list(state, look, restaurant),
        actions=[heart(restaurant, state["favourites"]),
                 icon_button("share", t("Share restaurant"), on("share_place", id=restaurant))],
        bottom=button(t("Book a table"), on("book", id=restaurant), "wide", icon="event_seat", key="book"),
        key="restaurant",
    )  # fmt: skip


def _menu(restaurant: str) -> list[Node]:
    entry = RESTAURANTS[restaurant]
    out: list[Node] = []
    for section in SECTIONS:
        out.append(text(t(section), "strong pad"))
        for dish in MENUS[entry.cuisine]:
            if dish.section == section:
                price = text(money(price_of(dish, entry.level)), "strong")
                out.append(item(t(dish.name), t("Vegetarian") if dish.vegetarian else "", trailing=price))
    return out


# -- a table --------------------------------------------------------------------------------------------------------


def book_page(state: BookingState, look: Look) -> Node:
    """Day, people, time, where, for whom; also what a table is changed with."""
    restaurant, form, today = look.args["restaurant"], look.form, look.now.date()
    changing = "id" in look.args
    day = date.fromisoformat(form["day"])
    party, area = int(form["party"]), form["area"]
    less = on("set", key="party", value=str(party - 1)) if party > 1 else None
    more = on("set", key="party", value=str(party + 1)) if party < MAX_PARTY else None
    return page(
        t("Change booking") if changing else t("Book a table"),
        item(name_of(restaurant), facts(state, restaurant), leading=art("plate", number(restaurant), style="thumb"),
             key="at"),
        item(t("People"), trailing=stepper(t("people"), str(party), less, more, "party"), key="people"),
        chips(*[chip(t(words), key == area, on("set", key="area", value=key), f"area-{key}")
                for key, words in WHERE.items()]) if RESTAURANTS[restaurant].outdoor else None,
        day_strip(next_days(today, DAYS), day, today),
        heading(t("Time")),
        *_slots(state, look, restaurant, day, party, area),
        text(form["time_error"], "error small pad") if form.get("time_error") else None,
        heading(t("For whom?")),
        field("name", t("Name"), form.get("name", ""), error=form.get("name_error", "")),
        field("phone", t("Telephone number"), form.get("phone", ""), error=form.get("phone_error", "")),
        heading(t("Wishes")),
        chips(*[chip(t(words), False, on("wish", words=t(words)), f"wish-{n}") for n, words in enumerate(REQUESTS)]),
        field("request", t("Special request (optional)"), form.get("request", ""), multiline=True),
        bottom=button(t("Save changes") if changing else t("Book table"), on("book_table"), "wide", key="book-table"),
        key="book",
    )  # fmt: skip


def _slots(state: BookingState, look: Look, restaurant: str, day: date, party: int, area: str) -> list[Node]:
    found = list(free_slots(state, look.others, restaurant, day, party, area, look.now))
    if not found:
        closed = not slots(hours_of(look.others, restaurant), day)
        return [banner(t("Closed on this day") if closed else t("No more tables today"), "schedule", "warn")]
    chosen = look.form.get("time", "")
    free = [chip(time_words(time, look.others), time == chosen, on("set", key="time", value=time), f"slot-{time}")
            for time, ok in found if ok]  # fmt: skip
    full = [chip(time_words(time, look.others), False, on("wait", time=time), f"full-{time}", "hourglass_empty")
            for time, ok in found if not ok]  # fmt: skip
    nodes = [chips(*free)] if free else [text(t("Everything is booked for so many people."), "muted pad")]
    wait = text(t("Full. Touch a time for the waiting list:"), "small muted pad")
    return [*nodes, wait, chips(*full)] if full else nodes


def confirm_table(state: BookingState, look: Look) -> Node:
    """The last question before a table is booked."""
    a, form = look.args, look.form
    people = tn("{n} person", "{n} people", int(form["party"]))
    return dialog(
        t("Change the booking?") if "id" in a else t("Book this table?"),
        text(name_of(a["restaurant"]), "strong"),
        text(when_words(begins_at(form), look)),
        text(f"{people} · {t(WHERE[form['area']])}"),
        text(f"{form['name'].strip()}, {form['phone'].strip()}", "muted"),
        text(form["request"].strip(), "muted") if form.get("request", "").strip() else None,
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Confirm"), on("table_booked"), "flat", key="confirm")],
    )


def wait_dialog(state: BookingState, look: Look) -> Node:
    """Asked before one is put on a waiting list."""
    form = look.form
    people = tn("{n} person", "{n} people", int(form["party"]))
    return dialog(
        t("Join the waiting list?"),
        text(name_of(look.args["restaurant"]), "strong"),
        text(f"{when_words(begins_at(form), look)} · {people}"),
        text(t("We tell you as soon as somebody cancels.")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Join"), on("waiting"), "flat", key="join")],
    )


def begins_at(form: Mapping[str, str]) -> datetime:
    """When the table of a draft is for."""
    return datetime.fromisoformat(f"{form['day']}T{form['time']}")
