"""Evening: cinemas and restaurants; seats, tables, waiting lists, vouchers."""

from devices.virtual.app import App
from devices.virtual.apps.booking.state import BookingState, seed
from devices.virtual.apps.booking.update import tick, update
from devices.virtual.apps.booking.views import view

APP = App(
    "org.guimcp.booking", "Evening", "local_activity", "#8a2f5c", BookingState, seed, view, update,
    volatile=("next_id", "told"), tick=tick, online=True,
    links={
        "guimcp://booking/film/{id}": "film", "guimcp://booking/restaurant/{id}": "restaurant",
        "guimcp://booking/cinema/{id}": "cinema",
    },
)  # fmt: skip
