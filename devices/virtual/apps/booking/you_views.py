"""What belongs to the user: gift balance, points, films to see, favourites, their reviews."""

from datetime import date

from devices.virtual.app import Look
from devices.virtual.apps.booking.catalogue import CINEMAS, GIFT_AMOUNTS, POINTS_WORTH
from devices.virtual.apps.booking.parts import film_facts, name_of, poster
from devices.virtual.apps.booking.state import BookingState, by_number
from devices.virtual.apps.booking.table_views import facts
from devices.virtual.apps.contacts.state import known, ordered
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import day_words
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    card,
    chip,
    chips,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    progress,
    row,
    search,
    sheet,
    text,
    toggle,
)
from devices.virtual.words import t, tn

SILVER = 500  # points from which one is a silver guest


def you_tab(state: BookingState, look: Look) -> list[Node | None]:
    """Balance, points, and what is kept."""
    mine = [r for r in state["reviews"].values() if r["mine"]]
    missing = max(0, SILVER - state["points"])
    return [
        card(
            text(t("Gift balance"), "muted"),
            text(money(state["gift"]), "huge", key="gift"),
            row(button(t("Redeem a voucher"), on("redeem"), "tonal small"),
                button(t("Give a voucher"), on("give"), "tonal small", icon="card_giftcard")),
        ),
        card(
            row(text(t("Points"), "muted grow"), text(str(state["points"]), "big strong", key="points")),
            progress(min(1.0, state["points"] / SILVER)),
            text(t("{n} more and you are a silver guest.", n=missing) if missing else t("You are a silver guest."),
                 "small muted"),
            text(t("One point for each euro. {n} points are worth {price}.", n=100, price=money(100 * POINTS_WORTH)),
                 "small muted"),
        ),
        _entry("wanted", t("Films to see"), tn("{n} film", "{n} films", len(state["want"])), "bookmark"),
        _entry("hearts", t("Favourites"), tn("{n} place", "{n} places", len(state["favourites"])), "favorite"),
        _entry("mine", t("Your reviews"), tn("{n} review", "{n} reviews", len(mine)), "star"),
        _entry("given", t("Vouchers you gave"), tn("{n} voucher", "{n} vouchers", len(state["gifts"])),
               "card_giftcard"),
        toggle(t("Remind me two hours before"), state["reminders"], on("reminders"), t("Films and tables"), "reminders",
               "alarm"),
        item("555-0170", t("Guest service"), on("service"), leading=icon("support_agent"), key="service"),
    ]  # fmt: skip


def _entry(screen: str, words: str, sub: str, icon_: str) -> Node:
    return item(words, sub, on("screen", name=screen), leading=icon(icon_), trailing=icon("chevron_right"), key=screen)


def wanted_page(state: BookingState, look: Look) -> Node:
    """Films on one's list."""
    return page(
        t("Films to see"),
        *[item(name_of(film), film_facts(film), on("film", id=film), leading=poster(film, "thumb"), key=f"film-{film}",
               trailing=icon_button("bookmark", t("Remove {name}", name=name_of(film)), on("want", id=film),
                                    f"unwant-{film}", selected=True))
          for film in sorted(state["want"], key=name_of)],
        None if state["want"] else empty("bookmark_border", t("Touch “Want to see” on a film to keep it here")),
    )  # fmt: skip


def hearts_page(state: BookingState, look: Look) -> Node:
    """Restaurants and cinemas one likes."""
    rows: list[Node] = []
    for thing in sorted(state["favourites"], key=name_of):
        cinema = thing in CINEMAS
        words = t("Remove {name}", name=name_of(thing))
        drop = icon_button("favorite", words, on("heart", id=thing), f"unheart-{thing}", selected=True)
        rows.append(item(name_of(thing), t("Cinema") if cinema else facts(state, thing), key=f"heart-{thing}",
                         tap=on("cinema" if cinema else "restaurant", id=thing), trailing=drop,
                         leading=icon("theaters" if cinema else "restaurant")))  # fmt: skip
    hint = t("Touch the heart of a restaurant or cinema to find it here")
    return page(t("Favourites"), *rows, None if rows else empty("favorite_border", hint))


def mine_page(state: BookingState, look: Look) -> Node:
    """One's own reviews."""
    mine = [(i, r) for i, r in by_number(state["reviews"]) if r["mine"]]
    return page(
        t("Your reviews"),
        *[card(row(text(name_of(r["about"]), "strong grow"), text("★" * r["stars"], "muted")),
               text(r["text"]) if r["text"] else None,
               row(button(t("Edit review"), on("review", id=r["about"]), "flat small", key=f"edit-{i}"),
                   button(t("Delete review"), on("unreview", id=i), "flat small danger", key=f"delete-{i}")),
               key=f"mine-{i}") for i, r in mine],
        None if mine else empty("star_border", t("You have not reviewed anything yet")),
    )  # fmt: skip


def given_page(state: BookingState, look: Look) -> Node:
    """Vouchers that were bought for others."""
    return page(
        t("Vouchers you gave"),
        *[card(row(text(t("For {name}", name=gift["to"]), "strong grow"), text(money(gift["cents"]), "strong")),
               text(gift["words"], "muted") if gift["words"] else None,
               row(text(gift["code"], "grow", selectable=True),
                   text(day_words(date.fromisoformat(gift["at"][:10]), year=True), "small muted")),
               row(button(t("Send code"), on("send_gift", id=i), "flat small", icon="send", key=f"send-{i}")),
               key=f"gift-{i}") for i, gift in by_number(state["gifts"])],
        None if state["gifts"] else empty("card_giftcard", t("You have not given a voucher yet")),
        bottom=button(t("Give a voucher"), on("give"), "wide", icon="card_giftcard", key="give"),
    )  # fmt: skip


def redeem_dialog(state: BookingState, look: Look) -> Node:
    """The code of a voucher that somebody gave one."""
    return dialog(
        t("Redeem a voucher"),
        field("gift_code", t("Voucher code"), look.form.get("gift_code", ""), submit=on("redeemed"),
              error=look.form.get("error", "")),
        text(t("You find it on the voucher, like GIFT-1234."), "small muted"),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Redeem"), on("redeemed"), "flat", key="redeem")],
    )  # fmt: skip


def give_page(state: BookingState, look: Look) -> Node:
    """A voucher for somebody: how much, for whom, with what words."""
    form = look.form
    cents = int(form.get("cents", str(GIFT_AMOUNTS[1])))
    return page(
        t("Give a voucher"),
        card(text(t("Evening voucher"), "centre"), text(money(cents), "huge centre", key="worth"),
             text(t("For {name}", name=form["to"]) if form.get("to") else t("For somebody"), "centre muted"),
             style="ticket"),
        heading(t("How much?")),
        chips(*[chip(money(amount), amount == cents, on("set", key="cents", value=str(amount)), f"worth-{amount}")
                for amount in GIFT_AMOUNTS]),
        heading(t("Who shall get it?")),
        item(form.get("to") or t("Choose from contacts"), "", on("whom"), leading=icon("person"),
             trailing=icon("chevron_right"), key="whom"),
        text(form["error"], "error small pad") if form.get("error") else None,
        field("words", t("A few words (optional)"), form.get("words", ""), multiline=True),
        text(t("Paid with your card ending in 4421."), "small muted pad"),
        bottom=button(t("Buy voucher · {price}", price=money(cents)), on("given"), "wide", key="buy-gift"),
    )  # fmt: skip


def whom_sheet(state: BookingState, look: Look) -> Node:
    """Contacts."""
    query = look.draft("who").casefold()
    people = [(i, c) for i, c in ordered(known(look.others)) if query in c["name"].casefold()]
    return sheet(
        t("Who shall get it?"),
        search("who", t("Search contacts"), look.form.get("who", "")),
        *[item(c["name"], c["phone"], on("for_whom", name=c["name"]), leading=avatar(c["name"]), key=f"contact-{i}")
          for i, c in people],
        None if people else empty("person", t("Nobody of that name")),
    )  # fmt: skip
