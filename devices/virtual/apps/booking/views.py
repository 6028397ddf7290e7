"""Which screen of Evening is drawn by what."""

from collections.abc import Callable

from devices.virtual.app import Look
from devices.virtual.apps.booking.film_views import (
    FILTERS as FILM_FILTERS,
)
from devices.virtual.apps.booking.film_views import (
    cinema_page,
    cinema_tab,
    cinemas_page,
    film_filter,
    film_page,
    times_page,
)
from devices.virtual.apps.booking.my_views import bookings_tab, cancel_dialog, review_page, table_page, ticket_page
from devices.virtual.apps.booking.parts import bottom_bar
from devices.virtual.apps.booking.seat_views import checkout_page, pay_dialog, seats_page, snacks_page
from devices.virtual.apps.booking.state import BookingState
from devices.virtual.apps.booking.table_views import (
    FILTERS as TABLE_FILTERS,
)
from devices.virtual.apps.booking.table_views import (
    book_page,
    confirm_table,
    restaurant_page,
    table_filter,
    tables_tab,
    wait_dialog,
)
from devices.virtual.apps.booking.you_views import (
    give_page,
    given_page,
    hearts_page,
    mine_page,
    redeem_dialog,
    wanted_page,
    whom_sheet,
    you_tab,
)
from devices.virtual.node import Node, on
from devices.virtual.ui import icon_button, page
from devices.virtual.words import t

SCREENS: dict[str, Callable[[BookingState, Look], Node]] = {
    "film": film_page, "times": times_page, "cinemas": cinemas_page, "cinema": cinema_page, "film_filter": film_filter,
    "seats": seats_page, "snacks": snacks_page, "checkout": checkout_page, "pay": pay_dialog,
    "restaurant": restaurant_page, "table_filter": table_filter, "book": book_page, "confirm_table": confirm_table,
    "wait": wait_dialog, "ticket": ticket_page, "table": table_page, "cancel": cancel_dialog, "review": review_page,
    "wanted": wanted_page, "hearts": hearts_page, "mine": mine_page, "given": given_page, "redeem": redeem_dialog,
    "give": give_page, "whom": whom_sheet,
}  # fmt: skip


def view(state: BookingState, look: Look) -> Node:
    """Every screen by name."""
    if look.name in SCREENS:
        return SCREENS[look.name](state, look)
    tab = look.form.get("tab", "cinema")
    tabs = {"tables": tables_tab, "bookings": bookings_tab, "you": you_tab}
    titles = {"tables": t("Restaurants"), "bookings": t("My bookings"), "you": t("You")}
    return page(
        titles.get(tab, t("Evening")), *tabs.get(tab, cinema_tab)(state, look), back=False, bottom=bottom_bar(tab),
        actions=_filter_button(tab, look), key=f"list-{tab}",
    )  # fmt: skip


def _filter_button(tab: str, look: Look) -> list[Node]:
    keys = {"cinema": FILM_FILTERS, "tables": TABLE_FILTERS}.get(tab, ())
    if not keys:
        return []
    return [icon_button("tune", t("Filter and sort"), on("filter", tab=tab), selected=any(map(look.form.get, keys)))]
