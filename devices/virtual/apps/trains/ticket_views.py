"""Tickets: the list, one ticket with its code, giving it back, taking another train."""

from devices.virtual.app import Look
from devices.virtual.apps.trains.catalogue import CARDS, FARES
from devices.virtual.apps.trains.code import square_code
from devices.virtual.apps.trains.parts import (
    changes_words,
    day_and_time,
    kind_words,
    span,
    train_badges,
    trouble,
    when_words,
)
from devices.virtual.apps.trains.result_views import legs
from devices.virtual.apps.trains.state import (
    PAYMENTS,
    Ticket,
    TrainsState,
    journey,
    ordered,
    refund_of,
    route_words,
)
from devices.virtual.apps.trains.timetable import connection_of
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    dialog,
    divider,
    empty,
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


def tickets_tab(state: TrainsState, look: Look) -> list[Node | None]:
    """Tickets by what became of them."""
    kind, query = look.form.get("kind", "upcoming"), look.draft("find").casefold()
    shown = [(i, ticket) for i, ticket in ordered(state, kind) if query in ticket_words(ticket).casefold()]
    return [
        chips(*[chip(f"{t(words)} ({len(ordered(state, key))})", key == kind, on("set", key="kind", value=key),
                     f"kind-{key}") for key, words, _ in KINDS]),
        search("find", t("Search tickets"), look.form.get("find", "")),
        *[ticket_card(i, ticket, state, look) for i, ticket in shown],
        None if shown else empty("confirmation_number", t("No tickets here")),
    ]  # fmt: skip


def ticket_words(ticket: Ticket) -> str:
    """What a ticket is found by: stations, trains, passengers, its code."""
    connection = journey(ticket)
    trains = " ".join(leg.train.name for leg in connection.legs)
    names = " ".join(passenger["name"] for passenger in ticket["passengers"])
    return f"{route_words(connection.legs[0].start, connection.legs[-1].end)} {trains} {names} {ticket['code']}"


def ticket_card(ticket_id: str, ticket: Ticket, state: TrainsState, look: Look) -> Node:
    """A ticket in a list."""
    connection = journey(ticket)
    words, style = next((words, style) for key, words, style in KINDS if key == ticket["status"])
    late = trouble(connection, state["luck"], look) if ticket["status"] == "upcoming" else ""
    people = tn("{n} passenger", "{n} passengers", len(ticket["passengers"]))
    return card(
        row(
            text(route_words(connection.legs[0].start, connection.legs[-1].end), "strong grow"), badge(t(words), style)
        ),
        text(when_words(connection.depart, look)),
        row(train_badges(connection), spacer(), text(f"{people} · {t(FARES[ticket['fare']].name)}", "small muted")),
        row(icon("warning", "#b3261e", "tiny"), text(late, "small error")) if late else None,
        tap=on("ticket", id=ticket_id),
        key=f"ticket-{ticket_id}",
    )


def ticket_page(state: TrainsState, look: Look) -> Node:
    """One ticket: its code, who travels, every train, what can be done."""
    ticket_id = look.args["id"]
    ticket = state["tickets"].get(ticket_id)
    if ticket is None:
        return page(t("Ticket"), empty("confirmation_number", t("There is no such ticket")))
    connection = journey(ticket)
    words, style = next((words, style) for key, words, style in KINDS if key == ticket["status"])
    late = trouble(connection, state["luck"], look) if ticket["status"] == "upcoming" else ""
    drop = icon_button("delete", t("Delete ticket"), on("forget_ticket", id=ticket_id))
    gone = [] if ticket["status"] == "upcoming" else [drop]
    return page(
        t("Ticket"),
        card(
            row(badge(t(words), style), spacer(), text(t(FARES[ticket["fare"]].name), "strong")),
            text(route_words(connection.legs[0].start, connection.legs[-1].end), "big strong centre"),
            text(f"{day_and_time(connection, look)}\n{changes_words(connection)}", "centre"),
            square_code(ticket["code"]) if ticket["status"] == "upcoming" else None,
            text(ticket["code"], "big centre strong", key="code", selectable=True),
            style="ticket",
        ),
        banner(late, "warning", "bad") if late else None,
        banner(t("Cancelled. {price} came back.", price=money(ticket["refund"])), "info", "warn")
        if ticket["status"] == "cancelled" else None,
        _actions(ticket_id, ticket),
        heading(t("Passengers")),
        *[item(p["name"], _passenger_words(ticket, n), leading=icon("person"), key=f"passenger-{n}")
          for n, p in enumerate(ticket["passengers"])],
        heading(t("Trains")),
        *legs(connection, state, look, ticket["seats"]),
        heading(t("Booking")),
        *_booking(ticket, look),
        heading(t("Conditions")),
        *[row(icon("info", style="tiny"), text(t(line), "small muted grow"), style="pad")
          for line in FARES[ticket["fare"]].words],
        actions=[icon_button("share", t("Share ticket"), on("share_ticket", id=ticket_id)), *gone],
        key="ticket",
    )  # fmt: skip


def _passenger_words(ticket: Ticket, n: int) -> str:
    seats = [leg[n] for leg in ticket["seats"] if n < len(leg)]
    kind = kind_words(ticket["passengers"][n]["kind"])
    return f"{kind} · {t('Seat {seats}', seats=', '.join(seats))}" if seats else kind


def _actions(ticket_id: str, ticket: Ticket) -> Node:
    if ticket["status"] == "upcoming":
        return gallery(
            button(t("Change train"), on("change", id=ticket_id), "tonal", icon="sync"),
            button(t("Cancel ticket"), on("refund", id=ticket_id), "tonal", icon="undo"),
            button(t("Add to calendar"), on("to_calendar", id=ticket_id), "tonal", icon="event"),
            button(t("Delay alert"), on("alert_for", id=ticket_id), "tonal", icon="notifications"),
            columns=2,
        )
    return gallery(
        button(t("Book again"), on("rebook", id=ticket_id), "tonal", icon="repeat"),
        button(t("Book the way back"), on("way_back", id=ticket_id), "tonal", icon="swap_horiz"),
        columns=2,
    )


def _booking(ticket: Ticket, look: Look) -> list[Node | None]:
    rows = [
        (t("Paid"), money(ticket["price"]), "paid"),
        (t("Pay with"), t(PAYMENTS[ticket["payment"]]), "how"),
        (t("Railcard"), t(CARDS[ticket["card"]].name) if ticket["card"] else t("None"), "railcard"),
        (t("Bicycles"), str(ticket["bikes"]), "bicycles"),
        (t("Insurance"), t("Yes") if ticket["insured"] else t("No"), "insured"),
        (t("Voucher"), ticket["voucher"] or t("None"), "voucher"),
        (t("Sent to"), ticket["email"], "mail"),
    ]
    return [row(text(words, "muted"), spacer(), text(value, "right", key=f"booking-{key}"), style="pad")
            for words, value, key in rows]  # fmt: skip


def refund_dialog(state: TrainsState, look: Look) -> Node:
    """What comes back, and why no more."""
    ticket = state["tickets"][look.args["id"]]
    fare, back = FARES[ticket["fare"]], refund_of(ticket, look.now)
    rule = t(fare.words[1])
    return dialog(
        t("Cancel this ticket?"),
        text(t("Fare {fare}", fare=t(fare.name)), "strong"),
        text(rule, "muted"),
        text(t("The insurance pays 80% of the price.")) if ticket["insured"] and not fare.refund else None,
        divider(),
        row(text(t("You paid")), spacer(), text(money(ticket["price"]))),
        row(text(t("You get back"), "strong"), spacer(), text(money(back), "strong", key="refund")),
        actions=[button(t("Keep ticket"), BACK, "flat"),
                 button(t("Cancel ticket"), on("refunded", id=look.args["id"]), "flat danger", key="refunded")],
    )  # fmt: skip


def forget_dialog(state: TrainsState, look: Look) -> Node:
    """Asked before a ticket that is over goes from the list."""
    return confirm(t("Delete ticket?"), t("It will no longer be in your list."), t("Delete"),
                   on("forgotten", id=look.args["id"]))  # fmt: skip


def change_dialog(state: TrainsState, look: Look) -> Node:
    """Another train instead: what it costs on top."""
    ticket, args = state["tickets"][look.args["id"]], look.args
    old, new = journey(ticket), connection_of(args["ids"])
    return dialog(
        t("Take this train instead?"),
        column(
            text(t("Until now: {when}", when=f"{when_words(old.depart, look)}, {old.legs[0].train.name}"), "muted"),
            text(t("From now on: {when}", when=f"{when_words(new.depart, look)}, {new.legs[0].train.name}"), "strong"),
        ),
        row(text(t("Difference in price")), spacer(), text(money(args["more"]), key="more")),
        row(text(t("Fee for the change")), spacer(), text(money(args["fee"]), key="change-fee")),
        row(text(t("To pay"), "strong"), spacer(), text(money(args["more"] + args["fee"]), "strong", key="to-pay")),
        text(t("Seats are given back and have to be chosen again."), "small muted") if any(ticket["seats"]) else None,
        text(span(new, look), "small muted"),
        actions=[button(t("Keep old train"), BACK, "flat"),
                 button(t("Change train"), on("changed"), "flat", key="changed")],
    )  # fmt: skip
