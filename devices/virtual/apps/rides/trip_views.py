"""Hopla's screens about rides taken, money and the user."""

from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Look
from devices.virtual.apps.rides.catalogue import EXPIRED, KINDS, PLACES, PROMOS, REASONS, fare
from devices.virtual.apps.rides.state import (
    CONTACTS,
    PAYMENTS,
    RidesState,
    Trip,
    contact_name,
    newest,
    paid,
    promo_off,
    promo_problem,
)
from devices.virtual.money import currency, money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    avatar,
    badge,
    banner,
    button,
    card,
    chip,
    chips,
    confirm,
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
    sheet,
    spacer,
    text,
    toggle,
)
from devices.virtual.words import t

LOOKS = {"coming": "good", "scheduled": "warn", "finished": "", "cancelled": "bad"}
TIPS = (0, 100, 200, 500)
WORDS = {"coming": "On its way", "scheduled": "Scheduled", "finished": "Finished", "cancelled": "Cancelled"}


def when_words(at: str, look: Look) -> str:
    """ "Today, 9:30 AM", as the user reads times."""
    return f"{date_words(at, look.now.date())}{t(', ')}{time_words(at[11:16], look.others)}"


def trip_card(trip_id: str, trip: Trip, look: Look) -> Node:
    """A ride in a list."""
    return card(
        row(
            text(t(PLACES[trip["end"]].name), "strong"),
            spacer(),
            badge(t(WORDS[trip["status"]]), LOOKS[trip["status"]]),
        ),
        text(
            t(
                "{name} with {driver} · {plate}",
                name=t(KINDS[trip["kind"]].name),
                driver=t(trip["driver"]),
                plate=trip["plate"],
            ),
            "muted",
        ),
        row(text(when_words(trip["at"], look), "small muted"), spacer(), text(money(paid(trip)))),
        tap=on("trip", id=trip_id),
        key=f"trip-{trip_id}",
    )


def trips(state: RidesState, look: Look) -> list[Node | None]:
    """Rides to come and the history, newest first."""
    rows = newest(state)
    ahead = [trip_card(i, t, look) for i, t in rows if t["status"] in ("coming", "scheduled")]
    past = [trip_card(i, t, look) for i, t in rows if t["status"] in ("finished", "cancelled")]
    return [
        heading(t("Ahead")) if ahead else None,
        *ahead,
        heading(t("Past")) if past else None,
        *past,
        None if ahead or past else empty("history", t("No trips yet")),
    ]


def wallet(state: RidesState, look: Look) -> list[Node | None]:
    """Balance, top-up, promo codes and what the wallet has paid for."""
    spent = [
        item(
            t(PLACES[trip["end"]].name), when_words(trip["at"], look), trailing=text(money(paid(trip))), key=f"paid-{i}"
        )
        for i, trip in newest(state)
        if trip["payment"] == "wallet" and trip["status"] != "cancelled"
    ]
    return [
        heading(t("Balance")),
        text(money(state["wallet"]), "huge centre", key="balance"),
        button(t("Top up"), on("topup"), "wide", icon="add"),
        heading(t("Promo codes")),
        *[
            item(
                code,
                t("{cents} off your next ride", cents=money(cents)),
                leading=icon("local_offer"),
                key=f"promo-{code}",
                trailing=badge(t("Used"), "warn") if promo_problem(state, code) else badge(t("Ready"), "good"),
            )
            for code, cents in sorted(PROMOS.items())
        ],
        *[
            item(
                code,
                t("No longer good"),
                leading=icon("local_offer"),
                key=f"promo-{code}",
                trailing=badge(t("Expired"), "bad"),
            )
            for code in sorted(EXPIRED)
        ],
        heading(t("Paid with the wallet")),
        *(spent or [text(t("Nothing yet"), "muted pad")]),
    ]


# -- the user -------------------------------------------------------------------------------------------------------


def profile(state: RidesState, look: Look) -> list[Node | None]:
    """Preferences and whom trips are shared with."""
    name = contact_name(look.others, state["trusted"])
    return [
        heading(t("Preferences")),
        toggle(
            t("Quiet ride"),
            state["quiet"],
            on("flip", key="quiet"),
            t("Drivers keep talk to a minimum"),
            "quiet",
            "volume_off",
        ),
        toggle(
            t("Wheelchair access"),
            state["wheelchair"],
            on("flip", key="wheelchair"),
            t("Only cars with a ramp"),
            "chair",
            "directions_car",
        ),
        heading(t("Safety")),
        toggle(
            t("Share trips"),
            state["share"],
            on("flip", key="share"),
            t("Your trusted contact can follow"),
            "share",
            "share",
        ),
        item(
            t("Trusted contact"),
            name or t("Nobody yet"),
            on("trust"),
            leading=icon("security"),
            trailing=icon("chevron_right"),
            key="trusted",
        ),
    ]


def trusted(state: RidesState, look: Look) -> Node:
    """The address book, to choose a trusted contact from."""
    contacts: Mapping[str, Mapping[str, Any]] = look.others.get(CONTACTS, {}).get("contacts", {})
    people = sorted(contacts.items(), key=lambda pair: str(pair[1].get("name", "")))
    rows = [
        radio(
            str(p.get("name", "")), i == state["trusted"], on("trusted", id=i), str(p.get("phone", "")), f"person-{i}"
        )
        for i, p in people
    ]
    return sheet(t("Trusted contact"), *(rows or [empty("group", t("There is nobody in your contacts"))]))


# -- one ride -------------------------------------------------------------------------------------------------------


def trip_screen(state: RidesState, look: Look) -> Node:
    """One ride, and the dialogs about it."""
    trip_id: str = look.args["id"]
    trip = state["trips"][trip_id]
    match look.name:
        case "cancel":
            chosen = look.form.get("reason", "")
            return dialog(
                t("Why do you cancel?"),
                *[radio(t(r), r == chosen, on("reason", reason=r), key=f"reason-{n}") for n, r in enumerate(REASONS)],
                actions=[
                    button(t("Keep ride"), BACK, "flat"),
                    button(t("Cancel ride"), on("cancelled", id=trip_id), "flat danger"),
                ],
            )
        case "rate":
            stars, tip = int(look.form.get("stars", "0")), look.form.get("tip", "0")
            return dialog(
                t("Rate {driver}", driver=t(trip["driver"])),
                row(*[_star(n, stars) for n in range(1, 6)], style="stars"),
                text(t("Tip"), "muted"),
                chips(*[chip(_tip(cents), tip == str(cents), on("tip", tip=str(cents))) for cents in TIPS]),
                actions=[button(t("Cancel"), BACK, "flat"), button(t("Send"), on("rated", id=trip_id), "flat")],
            )
        case "lost":
            return dialog(
                t("Report a lost item"),
                field("lost", t("What did you lose?"), look.form.get("lost", "")),
                actions=[button(t("Cancel"), BACK, "flat"), button(t("Report"), on("reported", id=trip_id), "flat")],
            )
        case "new_end":
            place = PLACES[look.args["place"]]
            price = fare(trip["kind"], trip["start"], look.args["place"], state["level"], trip["stop"])
            words = t(
                "The ride to {place} costs {price} instead of {old}.",
                place=t(place.name),
                price=money(price - promo_off(trip["promo"], price)),
                old=money(paid(trip)),
            )
            return confirm(t("Change destination?"), words, t("Change"), on("new_end", **look.args))
        case _:
            return _trip(state, trip_id, look)


def _tip(cents: int) -> str:
    return f"{currency()}{cents // 100}" if cents else t("No tip")


def _star(n: int, stars: int) -> Node:
    name = "star" if n <= stars else "star_border"
    return icon_button(
        name, t("1 star") if n == 1 else t("{n} stars", n=n), on("stars", stars=str(n)), f"star-{n}", n <= stars
    )


def _trip(state: RidesState, trip_id: str, look: Look) -> Node:
    trip = state["trips"][trip_id]
    finished, running = trip["status"] == "finished", trip["status"] in ("coming", "scheduled")
    follower = contact_name(look.others, state["trusted"]) if running and state["share"] else ""
    kind = KINDS[trip["kind"]]
    return page(
        t(PLACES[trip["end"]].name),
        row(
            badge(t(WORDS[trip["status"]]), LOOKS[trip["status"]]),
            text(when_words(trip["at"], look), "muted"),
            style="pad",
        ),
        banner(t("{follower} can follow this ride.", follower=follower), "share", "good") if follower else None,
        item(
            t(trip["driver"]),
            f"{t(kind.name)} · {trip['plate']}",
            leading=avatar(t(trip["driver"])),
            trailing=icon(kind.icon),
            key="driver",
        ),
        _stage(t("From"), trip["start"], "my_location"),
        _stage(t("Stop"), trip["stop"], "flag") if trip["stop"] else None,
        _stage(t("To"), trip["end"], "place"),
        item(t("Note to driver"), trip["note"], leading=icon("note")) if trip["note"] else None,
        item(t("Cancelled because"), t(trip["reason"]), leading=icon("cancel")) if trip["reason"] else None,
        item(t("Lost item"), trip["lost"], leading=icon("report")) if trip["lost"] else None,
        item(t("Your rating"), "★" * trip["stars"], leading=icon("star")) if trip["stars"] else None,
        heading(t("Receipt")),
        card(
            _amount("Fare", money(trip["price"])),
            _amount("Discount {code}", f"−{money(trip['discount'])}", code=trip["promo"]) if trip["discount"] else None,
            _amount("Tip", money(trip["tip"])) if trip["tip"] else None,
            _amount("Total", money(paid(trip) + trip["tip"]), "strong"),
            text(t("Paid by {lower}", lower=t(PAYMENTS[trip["payment"]]).lower()), "small muted"),
        ),
        row(
            button(t("Rate driver"), on("rate", id=trip_id), "tonal") if finished and not trip["stars"] else None,
            button(t("Lost item"), on("lost", id=trip_id), "tonal") if finished and not trip["lost"] else None,
            button(t("Receipt by mail"), on("receipt", id=trip_id), "tonal", icon="receipt_long") if finished else None,
            button(t("Share"), on("share", id=trip_id), "tonal", icon="share") if running else None,
            button(t("Change destination"), on("redirect", id=trip_id), "tonal") if running else None,
            button(t("Cancel ride"), on("cancel", id=trip_id), "flat danger") if running else None,
            style="chips",
        ),
    )


def _stage(words: str, place: str, icon_name: str) -> Node:
    return item(words, f"{t(PLACES[place].name)}{t(', ')}{t(PLACES[place].street)}", leading=icon(icon_name))


def _amount(words: str, amount: str, style: str = "", code: str = "") -> Node:
    return row(text(t(words, code=code), style), spacer(), text(amount, style, key=words.split()[0].lower()))
