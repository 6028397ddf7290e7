"""Linia: trains, tickets, seats, departures, railcards and season tickets."""

from devices.virtual.app import App
from devices.virtual.apps.trains.state import TrainsState, seed
from devices.virtual.apps.trains.update import tick, update
from devices.virtual.apps.trains.views import view

APP = App(
    "org.guimcp.trains", "Linia", "train", "#9a2f3f", TrainsState, seed, view, update,
    volatile=("next_id", "told", "recents"), tick=tick, links={"guimcp://trains/ticket/{id}": "ticket"}, online=True,
)  # fmt: skip
