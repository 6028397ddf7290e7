"""A place: what is known of it, what people say, and the forms about it."""

from devices.virtual.app import Look
from devices.virtual.apps.maps.catalogue import FEATURES, PLACES, kind_of, phone_of
from devices.virtual.apps.maps.drawn import FLAT, Window, town_map
from devices.virtual.apps.maps.parts import (
    day_of,
    distance,
    hours_table,
    is_open,
    place_row,
    price_words,
    short_row,
    status_words,
)
from devices.virtual.apps.maps.state import (
    MapsState,
    Review,
    address,
    away,
    full_address,
    list_name,
    located,
    name_of,
    number,
    rating_of,
    saved_in,
)
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    art,
    avatar,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    dialog,
    divider,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    spacer,
    strip,
    text,
)
from devices.virtual.words import t, tn

SCENES = {"cafe": "room", "restaurant": "plate", "park": "forest", "museum": "cover", "travel": "city",
          "sport": "hills", "culture": "night", "address": "city"}  # fmt: skip
WRONG = (
    ("name", "The name is wrong"),
    ("hours", "The opening hours are wrong"),
    ("address", "It is somewhere else"),
    ("closed", "It has closed for good"),
    ("other", "Something else"),
)
REVIEW_SORTS = (("", "Newest"), ("high", "Best first"), ("low", "Worst first"))


def place_page(state: MapsState, look: Look) -> Node:
    """All about a place."""
    place = look.args["id"]
    entry = PLACES[place]
    window = Window(entry.x, entry.y, 2.4, FLAT)
    inside = saved_in(state, place)
    return page(
        name_of(place),
        art(_scene(place), sum(place.encode()), t("Picture of {name}", name=name_of(place)), "wide"),
        _summary(state, look, place),
        _actions(place, bool(inside)),
        row(icon("bookmark", kind_of(place).tint), text(t("Saved in {lists}", lists=", ".join(
            list_name(state["lists"][i]) for i in inside)), "small muted grow"), style="pad") if inside else None,
        *_facts(state, look, place),
        town_map(window, [place], place),
        *([] if entry.address else [*_reviews(state, look, place), *_nearby(state, look, place)]),
        actions=[
            icon_button("bookmark" if inside else "bookmark_border", t("Save to list"), on("save", id=place),
                        selected=bool(inside)),
            icon_button("share", t("Share"), on("share", id=place)),
        ],
        key="place",
    )  # fmt: skip


def _scene(place: str) -> str:
    return SCENES.get(PLACES[place].category, "city")


def _summary(state: MapsState, look: Look, place: str) -> Node:
    if PLACES[place].address:
        return column(text(full_address(place), "muted"), style="pad")
    standing, (rating, count) = state["standings"][place], rating_of(state, place)
    far = distance(away(state, place), state["options"]) if located(look.others) else ""
    opened = is_open(standing["hours"], look.now)
    return column(
        row(
            text(f"{rating // 10}.{rating % 10} ★", "strong big", key="rating"),
            text(tn("{n} rating", "{n} ratings", count), "muted"),
            spacer(),
            text(far, "muted", key="distance") if far else None,
        ),
        text(" · ".join(part for part in (t(PLACES[place].kind), price_words(standing["price"])) if part), "muted"),
        row(
            badge(t("Open"), "good") if opened else badge(t("Closed"), "bad"),
            text(status_words(standing["hours"], look.now, look.others), "grow", key="status"),
        ),
        style="pad",
    )


def _actions(place: str, saved: bool) -> Node:
    entry = PLACES[place]
    return strip(
        button(t("Directions"), on("route", id=place), icon="directions", key="directions"),
        button(t("Start"), on("start_now", id=place), "tonal", icon="navigation"),
        None if entry.address else button(t("Call"), on("call", id=place), "tonal", icon="call"),
        button(t("Saved") if saved else t("Save"), on("save", id=place), "tonal", key="save", icon="bookmark"),
        button(t("Showtimes") if entry.booking.startswith("cinema") else t("Book a table"), on("book", id=place),
               "tonal", icon="event_seat", key="book") if entry.booking else None,
        None if entry.address else button(t("Website"), on("site", id=place), "tonal", icon="language"),
        button(t("Add a note"), on("note", id=place), "tonal", icon="edit_note"),
        key="actions",
    )  # fmt: skip


def _facts(state: MapsState, look: Look, place: str) -> list[Node | None]:
    entry, note = PLACES[place], state["notes"].get(place, "")
    marks = [
        part for part, is_it in ((t("Home"), place == state["home"]), (t("Work"), place == state["work"])) if is_it
    ]
    known: list[Node | None] = [
        banner(t("This is your address: {what}", what=", ".join(marks)), "home") if marks else None,
        card(row(icon("edit_note"), text(t("Your private note"), "strong grow"), button(
            t("Edit"), on("note", id=place), "flat small", key="edit-note")), text(note, selectable=True, key="note"))
        if note else None,
        item(full_address(place), t("Tap to copy"), on("copy", text=full_address(place)), leading=icon("place"),
             key="address"),
    ]  # fmt: skip
    if entry.address:
        return known
    standing, wide = state["standings"][place], bool(look.form.get("hours"))
    return [
        *known,
        item(
            status_words(standing["hours"], look.now, look.others), t("Opening hours"), on("hours"),
            leading=icon("schedule"), trailing=icon("expand_less" if wide else "expand_more"), key="opening",
        ),
        hours_table(standing, look) if wide else None,
        item(phone_of(place), t("Phone"), on("call", id=place), leading=icon("call"), key="phone"),
        item(t("Suggest an edit"), t("Is something wrong here?"), on("edit", id=place), leading=icon("edit"),
             key="suggest"),
        chips(*[Node("badge", t(FEATURES[f][1])) for f in entry.features]) if entry.features else None,
    ]  # fmt: skip


def reviews_of(state: MapsState, place: str, order: str = "") -> list[tuple[str, Review]]:
    """A place's reviews: the user's own first, then as ordered."""
    here = [(i, r) for i, r in state["reviews"].items() if r["place"] == place]
    here.sort(key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    if order:
        here.sort(key=lambda pair: pair[1]["stars"], reverse=order == "high")
    return sorted(here, key=lambda pair: not pair[1]["mine"])


def _reviews(state: MapsState, look: Look, place: str) -> list[Node | None]:
    order = look.form.get("reviews", "")
    rows = reviews_of(state, place, order)
    mine = any(r["mine"] for _, r in rows)
    return [
        divider(),
        heading(t("Reviews")),
        chips(*[chip(t(words), key == order, on("set", key="reviews", value=key), f"reviews-{key or 'new'}")
                for key, words in REVIEW_SORTS]),
        *[_review(i, r) for i, r in rows],
        None if mine else row(button(t("Write a review"), on("review", id=place), "tonal", icon="edit"), style="pad"),
    ]  # fmt: skip


def _review(review_id: str, review: Review) -> Node:
    at = day_of(review["at"])
    buttons = row(
        button(t("Edit review"), on("review", id=review["place"]), "flat small"),
        button(t("Delete review"), on("unreview", id=review_id), "flat small danger"),
    )
    return card(
        row(
            avatar(review["author"] or t("You")),
            column(
                text(t("Your review") if review["mine"] else review["author"], "strong"),
                text(f"{'★' * review['stars']}{'☆' * (5 - review['stars'])} · {at}", "small muted"),
                style="grow",
            ),
        ),
        text(review["text"], selectable=True) if review["text"] else None,
        buttons if review["mine"] else None,
        key=f"review-{review_id}",
    )


def _nearby(state: MapsState, look: Look, place: str) -> list[Node | None]:
    here = PLACES[place]
    alike = [i for i, p in PLACES.items() if p.category == here.category and i != place]
    near = sorted(alike, key=lambda i: (abs(PLACES[i].x - here.x) + abs(PLACES[i].y - here.y), i))[:3]
    return [heading(t("Similar places nearby")) if near else None,
            *[place_row(state, look, i, on("place", id=i), f"near-{i}") for i in near]]  # fmt: skip


# -- forms ----------------------------------------------------------------------------------------------------------


def review_page(state: MapsState, look: Look) -> Node:
    """Stars and words."""
    given = int(look.form.get("stars", "0"))
    star_row = row(
        *[
            icon_button("star" if n <= given else "star_border", tn("{n} star", "{n} stars", n), on("stars", n=n),
                        f"star-{n}", n <= given)
            for n in range(1, 6)
        ],
        style="stars",
    )  # fmt: skip
    return page(
        t("Your review"),
        short_row(look.args["id"], None, "reviewed"),
        star_row,
        text(look.form["error"], "error small centre") if look.form.get("error") else None,
        field("text", t("What was it like?"), look.form.get("text", ""), multiline=True),
        text(t("Everybody can read your review."), "small muted pad"),
        actions=[button(t("Post"), on("post"), "flat")],
    )


def edit_page(state: MapsState, look: Look) -> Node:
    """A form that says what is wrong about a place."""
    what = look.form.get("what", "")
    return page(
        t("Suggest an edit"),
        short_row(look.args["id"], None, "edited"),
        heading(t("What is wrong?")),
        *[radio(t(words), key == what, on("set", key="what", value=key), key=f"wrong-{key}") for key, words in WRONG],
        field("text", t("How should it be?"), look.form.get("text", ""), multiline=True,
              error=look.form.get("error", "")),
        actions=[button(t("Send"), on("send_edit"), "flat")],
    )  # fmt: skip


def note_dialog(state: MapsState, look: Look) -> Node:
    """A note that only the user sees."""
    return dialog(
        t("Private note"),
        field("text", t("Note"), look.form.get("text", ""), multiline=True),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("noted"), "flat")],
    )


def site_page(state: MapsState, look: Look) -> Node:
    """What a place says of itself."""
    place = look.args["id"]
    entry = PLACES[place]
    known = [t(FEATURES[f][1]) for f in entry.features]
    return page(
        t("Website"),
        art(_scene(place), 7 + sum(place.encode()), name_of(place), "wide"),
        column(
            text(t("Welcome to {name}", name=name_of(place)), "big strong"),
            text(t("{kind} at {address}", kind=t(entry.kind), address=address(place)), "muted"),
            style="pad",
        ),
        heading(t("Good to know")),
        *[item(words, leading=icon("check")) for words in known],
        heading(t("Opening hours")),
        hours_table(state["standings"][place], look),
        item(phone_of(place), t("Call us"), on("call", id=place), leading=icon("call"), key="site-phone"),
    )  # fmt: skip
