"""Settings: what the phone itself can be told. Its state is read by the system's own screens."""

from devices.virtual.app import App
from devices.virtual.apps.settings.state import SettingsState, seed
from devices.virtual.apps.settings.update import update
from devices.virtual.apps.settings.views import view

APP = App(
    "org.guimcp.settings", "Settings", "settings", "#4a6572", SettingsState, seed, view, update,
    links={"guimcp://settings/{screen}": "go"},
)  # fmt: skip
