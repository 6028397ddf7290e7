"""Calendar: month and schedule, search, and events with place, calendar, reminder, repetition and guests."""

from devices.virtual.app import App
from devices.virtual.apps.calendar.state import CalendarState, seed
from devices.virtual.apps.calendar.update import tick, update
from devices.virtual.apps.calendar.views import view

APP = App(
    "org.guimcp.calendar", "Calendar", "calendar_month", "#b3593b", CalendarState, seed, view, update, tick=tick,
    links={"guimcp://calendar/event/{id}": "follow", "guimcp://calendar/new/{date}": "new_on"},
    receives={"text": "received"},
)  # fmt: skip
