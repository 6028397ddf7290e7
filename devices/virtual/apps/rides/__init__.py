"""Hopla: find a ride, book it, follow it, pay for it and rate it."""

from devices.virtual.app import App
from devices.virtual.apps.rides.state import RidesState, seed
from devices.virtual.apps.rides.update import tick, update
from devices.virtual.apps.rides.views import view

APP = App(
    "org.guimcp.hopla", "Hopla", "local_taxi", "#3f6f8f", RidesState, seed, view, update, tick=tick, online=True,
    links={"guimcp://hopla/trip/{id}": "linked", "guimcp://hopla/to/{place}": "linked_place"},
)  # fmt: skip
