"""Clock: alarms, world clock, timers and a stopwatch. The phone's clock stands still, so nothing runs down."""

from devices.virtual.app import App
from devices.virtual.apps.clock.state import ClockState, seed
from devices.virtual.apps.clock.update import tick, update
from devices.virtual.apps.clock.views import view

APP = App("org.guimcp.clock", "Clock", "schedule", "#3c5a99", ClockState, seed, view, update, tick=tick)
