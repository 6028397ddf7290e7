"""One's bookings: the list, a ticket with its code, a table, cancelling, reviewing."""

from datetime import datetime

from devices.virtual.app import Look
from devices.virtual.apps.booking.catalogue import CANCEL_HOURS, FILMS, SNACKS
from devices.virtual.apps.booking.chance import showing_of
from devices.virtual.apps.booking.parts import address, film_facts, name_of, poster, when_words
from devices.virtual.apps.booking.state import (
    PAYMENTS,
    BookingState,
    Table,
    Ticket,
    Waiting,
    begins,
    bookings,
    by_number,
    can_cancel,
    number,
)
from devices.virtual.apps.booking.table_views import WHERE
from devices.virtual.apps.maps.catalogue import phone_of
from devices.virtual.apps.trains.code import square_code
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    art,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    empty,
    field,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    page,
    row,
    search,
    spacer,
    text,
)
from devices.virtual.words import t, tn

KINDS = (("upcoming", "Upcoming", "good"), ("past", "Past", ""), ("cancelled", "Cancelled", "bad"))


def bookings_tab(state: BookingState, look: Look) -> list[Node | None]:
    """Tickets and tables together, and what one waits for."""
    kind, query = look.form.get("kind", "upcoming"), look.draft("find").casefold()
    shown = [(i, thing) for i, thing in bookings(state, kind) if query in _title(thing).casefold()]
    waits = by_number(state["waiting"]) if kind == "upcoming" else []
    return [
        chips(*[chip(f"{t(words)} ({len(bookings(state, key))})", key == kind, on("set", key="kind", value=key),
                     f"kind-{key}") for key, words, _ in KINDS]),
        search("find", t("Search bookings"), look.form.get("find", "")),
        *[_booking_card(i, thing, look) for i, thing in shown],
        None if shown else empty("event_busy", t("No bookings here")),
        heading(t("Waiting list")) if waits else None,
        *[_waiting(i, waiting, look) for i, waiting in waits],
    ]  # fmt: skip


def _title(thing: Ticket | Table) -> str:
    return name_of(thing["film"]) if "film" in thing else name_of(thing["restaurant"])


def _booking_card(booking_id: str, thing: Ticket | Table, look: Look) -> Node:
    if "film" in thing:
        showing = showing_of(thing["showing"])
        where = f"{name_of(showing.cinema)} · {', '.join(thing['seats'])}"
        shown = poster(thing["film"], "thumb")
        return _card("ticket", booking_id, thing, look, where, shown)
    where = f"{tn('{n} person', '{n} people', thing['party'])} · {t(WHERE[thing['area']])}"
    shown = art("plate", number(thing["restaurant"]), "", "thumb")
    return _card("table", booking_id, thing, look, where, shown)


def _card(event: str, booking_id: str, thing: Ticket | Table, look: Look, where: str, shown: Node) -> Node:
    words, style = next((words, style) for key, words, style in KINDS if key == thing["status"])
    return card(
        row(
            shown,
            column(text(_title(thing), "strong"), text(when_words(begins(thing), look)), text(where, "small muted"),
                   style="grow"),
            badge(t(words), style),
        ),
        tap=on(event, id=booking_id), key=f"{event}-{booking_id}",
    )  # fmt: skip


def _waiting(waiting_id: str, waiting: Waiting, look: Look) -> Node:
    people = tn("{n} person", "{n} people", waiting["party"])
    mark = badge(t("A table is free"), "good") if waiting["free"] else badge(t("Waiting"), "warn")
    name, at = name_of(waiting["restaurant"]), datetime.fromisoformat(waiting["at"])
    return item(
        name, f"{when_words(at, look)} · {people}", on("from_waiting", id=waiting_id),
        leading=icon("hourglass_empty"), extra=row(mark), key=f"waiting-{waiting_id}",
        trailing=icon_button("close", t("Leave the waiting list of {name}", name=name), on("unwait", id=waiting_id),
                             f"unwait-{waiting_id}"),
    )  # fmt: skip


# -- a ticket -------------------------------------------------------------------------------------------------------


def ticket_page(state: BookingState, look: Look) -> Node:
    """Cinema tickets with the code for the door."""
    ticket_id = look.args["id"]
    ticket = state["tickets"].get(ticket_id)
    if ticket is None:
        return page(t("Tickets"), empty("confirmation_number", t("This booking is gone")))
    showing = showing_of(ticket["showing"])
    words, style = next((words, style) for key, words, style in KINDS if key == ticket["status"])
    upcoming = ticket["status"] == "upcoming"
    snacks = ", ".join(f"{n} × {t(SNACKS[i].name)}" for i, n in sorted(ticket["snacks"].items()))
    rows = [
        (t("Cinema"), name_of(showing.cinema)), (t("Hall"), t(showing.room.name)),
        (t("Seats"), ", ".join(ticket["seats"])), (t("Snacks"), snacks or t("None")),
        (t("Paid"), money(ticket["price"])), (t("Pay with"), t(PAYMENTS[ticket["payment"]])),
        (t("Saved"), money(ticket["off"])), (t("Code"), ticket["promo"] or t("None")),
    ]  # fmt: skip
    return page(
        t("Tickets"),
        card(
            row(badge(t(words), style), spacer(), text(tn("{n} seat", "{n} seats", len(ticket["seats"])), "strong")),
            text(t(FILMS[ticket["film"]].title), "big strong centre"),
            text(when_words(showing.at, look), "centre"),
            square_code(ticket["code"]) if upcoming else None,
            text(ticket["code"], "big strong centre", key="code", selectable=True),
            style="ticket",
        ),
        banner(t("Please be there ten minutes before the film begins.")) if upcoming else None,
        *[row(text(label, "muted"), spacer(), text(value, "right"), style="pad") for label, value in rows],
        _ticket_actions(ticket_id, ticket, look),
        item(t(FILMS[ticket["film"]].title), film_facts(ticket["film"]), on("film", id=ticket["film"]),
             leading=poster(ticket["film"], "thumb"), trailing=icon("chevron_right"), key="to-film"),
        item(name_of(showing.cinema), address(showing.cinema), on("on_map", id=showing.cinema), leading=icon("place"),
             key="address"),
        actions=[icon_button("share", t("Share tickets"), on("share_booking", id=ticket_id))],
        key="ticket",
    )  # fmt: skip


def _ticket_actions(ticket_id: str, ticket: Ticket, look: Look) -> Node:
    if ticket["status"] == "upcoming":
        return gallery(
            button(t("Cancel tickets"), on("cancel", id=ticket_id), "tonal", icon="undo",
                   enabled=can_cancel(ticket, look.now), key="cancel"),
            button(t("Add to calendar"), on("to_calendar", id=ticket_id), "tonal", icon="event"),
            columns=2,
        )  # fmt: skip
    return gallery(
        button(t("Write a review"), on("review", id=ticket["film"]), "tonal", icon="edit", key="review"),
        button(t("See it again"), on("times", id=ticket["film"]), "tonal", icon="repeat"),
        columns=2,
    )


# -- a table --------------------------------------------------------------------------------------------------------


def table_page(state: BookingState, look: Look) -> Node:
    """A table that was booked."""
    table_id = look.args["id"]
    table = state["tables"].get(table_id)
    if table is None:
        return page(t("Table"), empty("event_busy", t("This booking is gone")))
    restaurant = table["restaurant"]
    words, style = next((words, style) for key, words, style in KINDS if key == table["status"])
    rows = [
        (t("People"), str(table["party"]), "people"), (t("Where"), t(WHERE[table["area"]]), "where"),
        (t("Name"), table["name"], "name"), (t("Phone"), table["phone"], "phone"),
        (t("Special request"), table["request"] or t("None"), "request"), (t("Booking code"), table["code"], "code"),
    ]  # fmt: skip
    return page(
        t("Table"),
        art("plate", number(restaurant), t("Picture of {name}", name=name_of(restaurant)), "wide"),
        column(
            row(text(name_of(restaurant), "big strong grow"), badge(t(words), style)),
            text(when_words(begins(table), look), "strong", key="when"),
            style="pad",
        ),
        *[row(text(label, "muted"), spacer(), text(value, "right", key=f"table-{key}"), style="pad")
          for label, value, key in rows],
        _table_actions(table_id, table, look),
        item(name_of(restaurant), t("Menu, pictures and reviews"), on("restaurant", id=restaurant),
             leading=icon("restaurant"), trailing=icon("chevron_right"), key="to-restaurant"),
        item(address(restaurant), t("Show on map"), on("on_map", id=restaurant), leading=icon("place"), key="address"),
        item(phone_of(restaurant), t("Phone"), on("call", id=restaurant), leading=icon("call"), key="call"),
        actions=[icon_button("share", t("Share booking"), on("share_booking", id=table_id))],
        key="table",
    )  # fmt: skip


def _table_actions(table_id: str, table: Table, look: Look) -> Node:
    if table["status"] == "upcoming":
        can = can_cancel(table, look.now)
        return gallery(
            button(t("Change booking"), on("change_table", id=table_id), "tonal", "change", "edit", can),
            button(t("Cancel booking"), on("cancel", id=table_id), "tonal", "cancel", "event_busy", can),
            button(t("Add to calendar"), on("to_calendar", id=table_id), "tonal", icon="event"),
            columns=2,
        )
    return gallery(
        button(t("Write a review"), on("review", id=table["restaurant"]), "tonal", icon="edit", key="review"),
        button(t("Book again"), on("book", id=table["restaurant"]), "tonal", icon="repeat"),
        columns=2,
    )


def cancel_dialog(state: BookingState, look: Look) -> Node:
    """Asked before a booking is given up."""
    booking_id = look.args["id"]
    if booking_id in state["tickets"]:
        ticket = state["tickets"][booking_id]
        back = t("You get back {price}.", price=money(ticket["price"]))
        points = f" {t('{n} points come back too.', n=ticket['points'])}" if ticket["points"] else ""
        return confirm(t("Cancel these tickets?"), back + points, t("Cancel tickets"), on("cancelled", id=booking_id))
    name = name_of(state["tables"][booking_id]["restaurant"])
    words = t("{name} will give your table to somebody else. It costs nothing until {n} hours before.", name=name,
              n=CANCEL_HOURS)  # fmt: skip
    return confirm(t("Cancel this table?"), words, t("Cancel booking"), on("cancelled", id=booking_id))


def review_page(state: BookingState, look: Look) -> Node:
    """Stars and words."""
    given = int(look.form.get("stars", "0"))
    return page(
        t("Your review"),
        text(name_of(look.args["id"]), "big strong centre pad"),
        row(
            *[
                icon_button("star" if n <= given else "star_border", tn("{n} star", "{n} stars", n),
                            on("set", key="stars", value=str(n)), f"star-{n}", n <= given)
                for n in range(1, 6)
            ],
            style="stars",
        ),
        text(look.form["error"], "error small centre") if look.form.get("error") else None,
        field("text", t("How was it?"), look.form.get("text", ""), multiline=True),
        actions=[button(t("Post"), on("post"), "flat")],
    )  # fmt: skip
