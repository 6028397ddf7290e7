"""Which screen of Linia is drawn by what."""

from collections.abc import Callable

from devices.virtual.app import Look
from devices.virtual.apps.trains.account_views import (
    account_tab,
    alert_page,
    alerts_page,
    buy_card_dialog,
    drop_card_dialog,
    new_season_page,
    passenger_dialog,
    passengers_page,
    railcards_page,
    seasons_page,
)
from devices.virtual.apps.trains.board_views import board_page, board_tab, station_page, train_page
from devices.virtual.apps.trains.booking_views import checkout_page, details_page, pay_dialog, seats_page, who_sheet
from devices.virtual.apps.trains.parts import bottom_bar
from devices.virtual.apps.trains.result_views import (
    connection_page,
    fares_page,
    filter_sheet,
    results_page,
    trip_dialog,
)
from devices.virtual.apps.trains.search_views import cards_sheet, date_page, people_sheet, search_tab, time_sheet
from devices.virtual.apps.trains.search_views import station_page as pick_station
from devices.virtual.apps.trains.state import TrainsState
from devices.virtual.apps.trains.ticket_views import (
    change_dialog,
    forget_dialog,
    refund_dialog,
    ticket_page,
    tickets_tab,
)
from devices.virtual.node import Node
from devices.virtual.ui import page
from devices.virtual.words import t

SCREENS: dict[str, Callable[[TrainsState, Look], Node]] = {
    "pick": pick_station, "date": date_page, "time": time_sheet, "people": people_sheet, "cards": cards_sheet,
    "results": results_page, "filter": filter_sheet, "connection": connection_page, "fares": fares_page,
    "details": details_page, "who": who_sheet, "seats": seats_page, "checkout": checkout_page, "pay": pay_dialog,
    "ticket": ticket_page, "refund": refund_dialog, "change": change_dialog, "forget": forget_dialog,
    "trip_name": trip_dialog, "board": board_page, "train": train_page,
    "station": station_page, "passengers": passengers_page, "passenger": passenger_dialog, "railcards": railcards_page,
    "buy_card": buy_card_dialog, "drop_card": drop_card_dialog, "seasons": seasons_page, "new_season": new_season_page,
    "alerts": alerts_page, "alert": alert_page,
}  # fmt: skip


def view(state: TrainsState, look: Look) -> Node:
    """Every screen by name."""
    if look.name in SCREENS:
        return SCREENS[look.name](state, look)
    tab = look.form.get("tab", "search")
    tabs = {"tickets": tickets_tab, "board": board_tab, "account": account_tab}
    titles = {"tickets": t("My tickets"), "board": t("Departures"), "account": t("Account")}
    shown = tabs.get(tab, search_tab)(state, look)
    return page(titles.get(tab, t("Linia")), *shown, back=False, bottom=bottom_bar(tab), key=f"list-{tab}")
