"""Buying a ticket: who travels, where they sit, what it costs, how it is paid."""

from collections.abc import Mapping

from devices.virtual.app import Look
from devices.virtual.apps.contacts.state import known, ordered
from devices.virtual.apps.trains.catalogue import (
    BIKE_FEE,
    COACHES,
    COLUMNS,
    FARES,
    INSURANCE,
    ROWS,
    SEAT_FEE,
)
from devices.virtual.apps.trains.fortune import CROWDS, crowd, taken
from devices.virtual.apps.trains.parts import bike_places, card_of, kind_words, people_of, people_words, when_words
from devices.virtual.apps.trains.state import (
    PAYMENTS,
    Bill,
    TrainsState,
    bill_of,
    by_number,
    fare_price,
    route_words,
)
from devices.virtual.apps.trains.timetable import Connection, Leg, connection_of
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    avatar,
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
    text,
)
from devices.virtual.words import t


def seats_of(form: Mapping[str, str], leg: int) -> list[str]:
    """The seats chosen for a leg, like "3-12A"."""
    return [seat for seat in form.get(f"seats{leg}", "").split(",") if seat]


def bill(state: TrainsState, look_form: Mapping[str, str], connection: Connection, card_: str) -> Bill:
    """What a booking comes to."""
    fare, people = look_form["fare"], people_of(look_form)
    chosen = sum(len(seats_of(look_form, n)) for n in range(len(connection.legs)))
    return bill_of(
        fare_price(state, connection, fare, people, card_), fare, chosen, int(look_form.get("bikes", "0")), len(people),
        bool(look_form.get("insured")), look_form.get("voucher_used", ""),
    )  # fmt: skip


def _bill(state: TrainsState, look: Look, connection: Connection) -> Bill:
    return bill(state, look.form, connection, card_of(state, look.form, look.now))


# -- who travels ----------------------------------------------------------------------------------------------------


def details_page(state: TrainsState, look: Look) -> Node:
    """Names, mail, seats and bicycles."""
    connection, form, people = connection_of(look.args["ids"]), look.form, people_of(look.form)
    total = _bill(state, look, connection)["total"]
    return page(
        t("Passengers and seats"),
        text(f"{route_words(connection.legs[0].start, connection.legs[-1].end)}\n{when_words(connection.depart, look)}",
             "muted pad"),
        *[node for n, kind in enumerate(people) for node in _passenger(look, n, kind)],
        heading(t("Where shall we send the ticket?")),
        field("email", t("E-mail"), form.get("email", ""), error=form.get("email_error", "")),
        field("phone", t("Mobile number, for delays (optional)"), form.get("phone", ""),
              error=form.get("phone_error", "")),
        heading(t("Seats")),
        *[_seat_item(form, n, leg) for n, leg in enumerate(connection.legs)],
        heading(t("Bicycles")),
        *([item(t("Bicycle ticket"), t("{price} each", price=money(BIKE_FEE)), leading=icon("pedal_bike"),
                trailing=_bikes(form, len(people)), key="bikes")] if bike_places(connection)
          else [text(t("Not every train takes bicycles."), "small muted pad")]),
        bottom=button(t("Go on · {price}", price=money(total)), on("checkout"), "wide", key="go-on"),
        key="details",
    )  # fmt: skip


def _passenger(look: Look, n: int, kind: str) -> list[Node]:
    form = look.form
    return [
        row(
            text(t("Passenger {n}: {kind}", n=n + 1, kind=kind_words(kind)), "strong grow"),
            button(t("Choose"), on("who", n=n), "tonal small", icon="person", key=f"choose-{n}"),
            style="pad",
        ),
        field(f"name{n}", t("First and last name"), form.get(f"name{n}", ""), error=form.get(f"name{n}_error", "")),
    ]


def _bikes(form: Mapping[str, str], most: int) -> Node:
    n = int(form.get("bikes", "0"))
    less = on("set", key="bikes", value=str(n - 1)) if n else None
    more = on("set", key="bikes", value=str(n + 1)) if n < most else None
    return stepper(t("bicycles"), str(n), less, more, "bike-count")


def _seat_item(form: Mapping[str, str], n: int, leg: Leg) -> Node:
    chosen = seats_of(form, n)
    if not leg.train.kind.seats:
        return item(leg.train.name, t("No reservation on this train"), leading=icon("event_seat"), key=f"seats-{n}")
    cost = t("included") if FARES[form["fare"]].first else t("{price} each", price=money(SEAT_FEE))
    words = t("Coach and seat: {seats}", seats=", ".join(chosen)) if chosen else t("Choose seats ({cost})", cost=cost)
    return item(leg.train.name, words, on("seats", leg=n), leading=icon("event_seat"), trailing=icon("chevron_right"),
                key=f"seats-{n}")  # fmt: skip


def who_sheet(state: TrainsState, look: Look) -> Node:
    """Saved passengers and contacts."""
    query = look.draft("who").casefold()
    saved = [(i, p) for i, p in by_number(state["people"]) if query in p["name"].casefold()]
    people = [(i, c) for i, c in ordered(known(look.others)) if query in c["name"].casefold()]
    return sheet(
        t("Who travels?"),
        search("who", t("Search names"), look.form.get("who", "")),
        heading(t("Saved passengers")) if saved else None,
        *[item(p["name"], kind_words(p["kind"]), on("named", name=p["name"]), leading=avatar(p["name"]),
               key=f"saved-{i}") for i, p in saved],
        heading(t("Contacts")) if people else None,
        *[item(c["name"], c["phone"], on("named", name=c["name"]), leading=avatar(c["name"]), key=f"contact-{i}")
          for i, c in people],
        None if saved or people else empty("person", t("Nobody of that name")),
    )  # fmt: skip


# -- seats ----------------------------------------------------------------------------------------------------------


def seats_page(state: TrainsState, look: Look) -> Node:
    """A coach with its seats; a touch takes one or gives it back."""
    at: int = look.args["leg"]
    leg = connection_of(look.args["ids"]).legs[at]
    first = FARES[look.args["fare"]].first
    coaches = [c for c, (_, is_first) in COACHES.items() if is_first == first]
    coach = look.form.get("coach") or coaches[0]
    chosen, most = seats_of(look.form, look.args["leg"]), look.args["most"]
    free = sum(not taken(state["luck"], leg.train, coach, f"{n}{c}") for n in range(1, ROWS + 1) for c in COLUMNS)
    return page(
        t("Seats on {train}", train=leg.train.name),
        text(route_words(leg.start, leg.end), "muted pad"),
        chips(*[chip(t("Coach {n}: {what}", n=c, what=t(COACHES[c][0])), c == coach, on("set", key="coach", value=c),
                     f"coach-{c}") for c in coaches]),
        text(t("{crowd}. {free} seats are free in this coach.", crowd=t(CROWDS[crowd(state["luck"], leg.train, first)]),
               free=free), "small muted pad", key="free"),
        row(_mark("seat", t("free")), _mark("seat taken", t("taken")), _mark("seat selected", t("yours")),
            style="chips"),
        Node("grid", children=tuple(_seat(state, leg, coach, f"{n}{c}", chosen)
                                    for n in range(1, ROWS + 1) for c in COLUMNS), style="seats"),
        text(t("A and D are at the window, B and C at the aisle."), "small muted pad"),
        bottom=row(
            text(t("{n} of {most} chosen: {seats}", n=len(chosen), most=most, seats=", ".join(chosen) or "–"), "grow",
                 key="chosen"),
            button(t("Done"), on("seats_done"), key="seats-done"),
            style="pad",
        ),
        key="coach",
    )  # fmt: skip


def _mark(style: str, words: str) -> Node:
    return row(Node("column", style=f"{style} swatch"), text(words, "small"))


def _seat(state: TrainsState, leg: Leg, coach: str, seat: str, chosen: list[str]) -> Node:
    gone = taken(state["luck"], leg.train, coach, seat)
    mine = f"{coach}-{seat}" in chosen
    where = t("window") if seat[-1] in "AD" else t("aisle")
    how = t("taken") if gone else t("yours") if mine else t("free")
    return Node(
        "button", seat, label=t("Seat {seat}, {where}, {how}", seat=seat, where=where, how=how),
        style="seat taken" if gone else "seat", tap=on("seat", seat=f"{coach}-{seat}"), selected=mine,
        enabled=not gone, key=f"seat-{seat}",
    )  # fmt: skip


# -- paying ---------------------------------------------------------------------------------------------------------


def bill_lines(sums: Bill, fare: str) -> list[Node]:
    """A bill from the fare to the total."""
    lines = (
        (t("Fare {fare}", fare=t(FARES[fare].name)), sums["fare"], "fare"),
        (t("Seats"), sums["seats"], "seats"),
        (t("Bicycles"), sums["bikes"], "bikes"),
        (t("Insurance"), sums["insurance"], "insurance"),
        (t("Voucher"), -sums["off"], "voucher"),
    )
    shown = [row(text(words), spacer(), text(money(cents), key=f"sum-{key}")) for words, cents, key in lines if cents]
    return [*shown, row(text(t("Total"), "strong"), spacer(), text(money(sums["total"]), "strong big", key="total"))]


def checkout_page(state: TrainsState, look: Look) -> Node:
    """The last look before paying."""
    connection, form = connection_of(look.args["ids"]), look.form
    sums, people = _bill(state, look, connection), people_of(look.form)
    return page(
        t("Check and pay"),
        card(
            text(route_words(connection.legs[0].start, connection.legs[-1].end), "big strong"),
            text(when_words(connection.depart, look), "muted"),
            text(" · ".join((people_words(form), ", ".join(form.get(f"name{n}", "") for n in range(len(people))))),
                 "muted"),
        ),
        heading(t("Insurance")),
        check(t("Insure this ticket"), bool(form.get("insured")), on("flag", key="insured"),
              t("{price} for each passenger. Pays back 80% if you cannot travel.", price=money(INSURANCE)), "insured"),
        heading(t("Voucher")),
        *_voucher(look),
        heading(t("Pay with")),
        *[radio(t(words), form.get("payment") == key, on("set", key="payment", value=key),
                t("{price} left", price=money(state["credit"])) if key == "credit" else "", f"pay-{key}")
          for key, words in PAYMENTS.items()],
        card(*bill_lines(sums, form["fare"])),
        check(t("I accept the conditions of carriage"), bool(form.get("accepted")), on("flag", key="accepted"),
              key="accepted"),
        text(form["pay_error"], "error small pad", key="pay-error") if form.get("pay_error") else None,
        bottom=button(t("Pay {price}", price=money(sums["total"])), on("pay"), "wide", key="pay"),
        key="checkout",
    )  # fmt: skip


def _voucher(look: Look) -> list[Node]:
    code = look.form.get("voucher_used", "")
    if code:
        drop = icon_button("close", t("Remove voucher"), on("no_voucher"))
        return [item(code, t("Voucher is used"), leading=icon("local_offer"), trailing=drop, key="voucher-used")]
    return [
        row(
            field("voucher", t("Voucher code"), look.form.get("voucher", ""), submit=on("voucher")),
            button(t("Apply"), on("voucher"), "tonal", key="apply-voucher"),
            style="pad",
        ),
        column(text(look.form["voucher_error"], "error small pad") if look.form.get("voucher_error") else None),
    ]


def pay_dialog(state: TrainsState, look: Look) -> Node:
    """The last question."""
    return dialog(
        t("Buy this ticket?"),
        text(t("{price} will be taken: {how}.", price=money(look.args["total"]), how=t(PAYMENTS[look.args["how"]]))),
        banner(t("This fare cannot be given back."), "info", "warn") if not look.args["refund"] else None,
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Buy"), on("paid"), "flat", key="buy")],
    )
