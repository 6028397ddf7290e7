"""Buying cinema tickets: seats, something to eat, codes and points, paying."""

from collections.abc import Mapping

from devices.virtual.app import Look
from devices.virtual.apps.booking.catalogue import MAX_SEATS, MAX_SNACKS, POINTS_WORTH, SNACKS, ZONES
from devices.virtual.apps.booking.chance import (
    LETTERS,
    Showing,
    film_at,
    seat_price,
    showing_of,
    taken,
    zone,
)
from devices.virtual.apps.booking.parts import name_of, poster, when_words
from devices.virtual.apps.booking.state import (
    PAYMENTS,
    Bill,
    BookingState,
    bill_of,
    own_seats,
    since_of,
)
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    banner,
    button,
    card,
    check,
    column,
    dialog,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    radio,
    row,
    spacer,
    stepper,
    text,
)
from devices.virtual.words import t, tn


def chosen_seats(form: Mapping[str, str]) -> list[str]:
    """The seats of a draft, row by row."""
    return sorted((seat for seat in form.get("seats", "").split(",") if seat), key=lambda s: (s[0], int(s[1:])))


def chosen_snacks(form: Mapping[str, str]) -> dict[str, int]:
    """Snacks of a draft by id."""
    return {i: int(form[i]) for i in SNACKS if int(form.get(i) or 0)}


def draft_bill(state: BookingState, form: Mapping[str, str], showing: Showing) -> Bill:
    """What a draft comes to."""
    return bill_of(
        state, showing, chosen_seats(form), chosen_snacks(form), form.get("promo_used", ""), bool(form.get("points"))
    )


def _head(state: BookingState, showing: Showing, look: Look) -> Node:
    film = film_at(state["luck"], since_of(state), showing)
    kind = f" · {t(showing.room.kind)}" if showing.room.kind else ""
    where = t("{cinema}, {hall}", cinema=name_of(showing.cinema), hall=t(showing.room.name))
    words = f"{when_words(showing.at, look)}\n{where}{kind}"
    return item(name_of(film), words, leading=poster(film, "thumb"), key="showing")


# -- seats ----------------------------------------------------------------------------------------------------------


def seats_page(state: BookingState, look: Look) -> Node:
    """The hall seen from above."""
    showing = showing_of(look.args["showing"])
    chosen, level = chosen_seats(look.form), state["level"]
    total = sum(seat_price(level, showing, seat) for seat in chosen)
    gone = own_seats(state, showing.id)
    free = sum(not taken(state["luck"], showing, seat) and seat not in gone for seat in showing.seats)
    zones = sorted({zone(showing.room, seat) for seat in showing.seats})
    prices = {zone(showing.room, seat): seat_price(level, showing, seat) for seat in showing.seats}
    return page(
        t("Choose seats"),
        _head(state, showing, look),
        text(tn("{n} seat is free", "{n} seats are free", free), "small muted pad", key="free"),
        text(t("Screen"), "small centre muted screen-bar"),
        _hall(state, showing, chosen, gone),
        row(*[row(Node("column", style=f"chair swatch zone{n}"), text(f"{t(ZONES[n][0])} {money(prices[n])}", "small"))
              for n in zones], style="chips"),
        row(*[row(Node("column", style=f"chair swatch {style}"), text(words, "small"))
              for style, words in (("taken", t("Taken")), ("selected", t("Yours")))], style="chips"),
        bottom=column(
            text(", ".join(chosen) if chosen else t("Up to {n} seats", n=MAX_SEATS), "centre", key="chosen"),
            button(t("Go on · {price}", price=money(total)), on("snacks"), "wide", key="go-on"),
        ),
        key="hall",
    )  # fmt: skip


def _hall(state: BookingState, showing: Showing, chosen: list[str], gone: set[str]) -> Node:
    room = showing.room
    nodes: list[Node] = []
    for row_ in range(room.rows):
        nodes.append(text(LETTERS[row_], "small muted centre"))
        nodes.extend(_chair(state, showing, f"{LETTERS[row_]}{n}", chosen, gone) for n in range(1, room.columns + 1))
    return Node("grid", children=tuple(nodes), style="hall", tint=str(room.columns))


def _chair(state: BookingState, showing: Showing, seat: str, chosen: list[str], gone: set[str]) -> Node:
    full, mine = taken(state["luck"], showing, seat) or seat in gone, seat in chosen
    level = zone(showing.room, seat)
    price = money(seat_price(state["level"], showing, seat))
    how = t("taken") if full else t("yours") if mine else t("free, {price}", price=price)
    return Node(
        "button", seat[1:], label=t("Row {row}, seat {n}, {how}", row=seat[0], n=seat[1:], how=how),
        style="chair taken" if full else f"chair zone{level}", tap=on("chair", seat=seat), selected=mine,
        enabled=not full, key=f"seat-{seat}",
    )  # fmt: skip


# -- snacks and paying ----------------------------------------------------------------------------------------------


def snacks_page(state: BookingState, look: Look) -> Node:
    """Something to eat, ready at the counter."""
    showing = showing_of(look.args["showing"])
    chosen = chosen_snacks(look.form)
    total = draft_bill(state, look.form, showing)["total"]
    return page(
        t("Snacks and drinks"),
        banner(t("Order now and pick it up without queueing."), "local_offer"),
        *[_snack(i, chosen.get(i, 0)) for i in SNACKS],
        bottom=button(t("Go on · {price}", price=money(total)) if chosen else t("Go on without snacks"), on("checkout"),
                      "wide", key="go-on"),
        key="snacks",
    )  # fmt: skip


def _snack(snack: str, n: int) -> Node:
    entry = SNACKS[snack]
    name = t(entry.name)
    less = on("set", key=snack, value=str(n - 1)) if n else None
    more = on("set", key=snack, value=str(n + 1)) if n < MAX_SNACKS else None
    count = stepper(name, str(n), less, more, f"n-{snack}")
    return item(name, money(entry.price), leading=icon(entry.icon), trailing=count, key=f"snack-{snack}")


def bill_lines(sums: Bill) -> list[Node]:
    """A bill from the seats to the total."""
    lines = ((t("Seats"), sums["seats"], "seats"), (t("Booking fee"), sums["fee"], "fee"),
             (t("Snacks"), sums["snacks"], "snacks"), (t("Code"), -sums["off"], "off"),
             (t("Points"), -sums["points_off"], "points"))  # fmt: skip
    shown = [row(text(words), spacer(), text(money(cents), key=f"sum-{key}")) for words, cents, key in lines if cents]
    return [*shown, row(text(t("Total"), "strong"), spacer(), text(money(sums["total"]), "strong big", key="total"))]


def checkout_page(state: BookingState, look: Look) -> Node:
    """Codes, points, how to pay."""
    form, showing = look.form, showing_of(look.args["showing"])
    sums = draft_bill(state, form, showing)
    snacks = ", ".join(f"{n} × {t(SNACKS[i].name)}" for i, n in chosen_snacks(form).items())
    worth = money(state["points"] * POINTS_WORTH)
    return page(
        t("Check and pay"),
        _head(state, showing, look),
        item(", ".join(chosen_seats(form)), t("Seats"), leading=icon("event_seat"), key="chosen-seats"),
        item(snacks, t("Snacks"), leading=icon("fastfood"), key="chosen-snacks") if snacks else None,
        heading(t("Promo code")),
        *_promo(look),
        check(t("Use my {n} points", n=state["points"]), bool(form.get("points")), on("flag", key="points"),
              t("Worth {price}", price=worth), "points"),
        heading(t("Pay with")),
        *[radio(t(words), form.get("payment") == key, on("set", key="payment", value=key),
                t("{price} left", price=money(state["gift"])) if key == "gift" else "", f"pay-{key}")
          for key, words in PAYMENTS.items()],
        card(*bill_lines(sums)),
        text(t("You can cancel until two hours before the film begins."), "small muted pad"),
        bottom=button(t("Pay {price}", price=money(sums["total"])), on("pay"), "wide", key="pay"),
        key="checkout",
    )  # fmt: skip


def _promo(look: Look) -> list[Node]:
    code, error = look.form.get("promo_used", ""), look.form.get("promo_error", "")
    if code:
        drop = icon_button("close", t("Remove code"), on("no_promo"))
        return [item(code, t("Code is used"), leading=icon("local_offer"), trailing=drop, key="promo-used")]
    line = row(
        field("promo", t("Promo code"), look.form.get("promo", ""), submit=on("promo")),
        button(t("Apply"), on("promo"), "tonal", key="apply-promo"),
        style="pad",
    )
    return [line, text(error, "error small pad")] if error else [line]


def pay_dialog(state: BookingState, look: Look) -> Node:
    """The last question."""
    showing = showing_of(look.args["showing"])
    sums = draft_bill(state, look.form, showing)
    film = film_at(state["luck"], since_of(state), showing)
    seats = chosen_seats(look.form)
    return dialog(
        t("Buy these tickets?"),
        text(name_of(film), "strong"),
        text(when_words(showing.at, look)),
        text(t("Seats: {seats}", seats=", ".join(seats))),
        text(t("{price} with: {how}", price=money(sums["total"]), how=t(PAYMENTS[look.form["payment"]]))),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Buy"), on("paid"), "flat", key="buy")],
    )
