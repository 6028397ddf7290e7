"""Wayfare: the town's map; find places, ways by car, tram, bicycle and on foot, lists, offline maps."""

from devices.virtual.app import App
from devices.virtual.apps.maps.state import MapsState, seed
from devices.virtual.apps.maps.update import tick, update
from devices.virtual.apps.maps.views import view

APP = App(
    "org.guimcp.maps", "Wayfare", "map", "#2f7d4f", MapsState, seed, view, update, tick=tick,
    links={"geo:{query}": "query", "guimcp://maps/place/{id}": "open_place"}, receives={"text": "received"},
    permissions=("location",), volatile=("next_id", "recents"),
)  # fmt: skip
