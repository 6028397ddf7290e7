"""Settings: what the phone itself can be told. Its state is read by the system's own screens."""

from datetime import datetime
from random import Random

from typing_extensions import TypedDict

from devices.virtual.app import App, Look, Turn
from devices.virtual.node import Event, Node, on
from devices.virtual.ui import (
    banner,
    button,
    column,
    dialog,
    divider,
    empty,
    field,
    heading,
    icon,
    item,
    page,
    radio,
    search,
    slider,
    text,
    toggle,
)


class SettingsState(TypedDict):
    """Volumes and brightness are per cent, 0..100."""

    wifi: bool
    wifi_network: str
    bluetooth: bool
    paired: list[str]
    airplane: bool
    mobile_data: bool
    hotspot: bool
    hotspot_name: str
    do_not_disturb: bool
    brightness: int
    adaptive_brightness: bool
    dark_theme: bool
    font_scale: str
    screen_timeout: str
    media_volume: int
    ring_volume: int
    alarm_volume: int
    vibrate: bool
    ringtone: str
    battery_saver: bool
    location: bool
    clock_24h: bool
    language: str
    device_name: str
    notifications: dict[str, bool]


NETWORKS = ("Lindenhof", "Cafe Aurora", "Guest-5G", "Moss & Fern")
TIMEOUTS = ("15 seconds", "30 seconds", "1 minute", "5 minutes", "10 minutes")
FONT_SCALES = {"Small": 0.85, "Default": 1.0, "Large": 1.15, "Largest": 1.3}
RINGTONES = ("Aurora", "Pebbles", "Harbour", "Meadow", "Signal")
GADGETS = ("Kestrel Buds", "Desk Speaker", "Car Audio", "Trail Watch")
NOTIFIERS = ("Messages", "Calendar", "Tiffin", "Hopla", "Clock")


def seed(rng: Random, now: datetime) -> SettingsState:
    """A phone as its owner left it."""
    return {
        "wifi": rng.random() < 0.7,
        "wifi_network": "Lindenhof",
        "bluetooth": rng.random() < 0.5,
        "paired": rng.sample(GADGETS, 2),
        "airplane": False,
        "mobile_data": True,
        "hotspot": False,
        "hotspot_name": f"Pixelfolk {rng.randint(10, 99)}",
        "do_not_disturb": False,
        "brightness": rng.choice((30, 40, 50, 60)),
        "adaptive_brightness": rng.random() < 0.5,
        "dark_theme": False,
        "font_scale": "Default",
        "screen_timeout": rng.choice(TIMEOUTS[1:4]),
        "media_volume": rng.choice((20, 40, 60)),
        "ring_volume": rng.choice((50, 70, 90)),
        "alarm_volume": rng.choice((40, 60, 80)),
        "vibrate": rng.random() < 0.5,
        "ringtone": rng.choice(RINGTONES[:3]),
        "battery_saver": False,
        "location": rng.random() < 0.5,
        "clock_24h": False,
        "language": "English",
        "device_name": f"Virtual {rng.choice(('One', 'Nova', 'Finch'))}",
        "notifications": {name: rng.random() < 0.8 for name in NOTIFIERS},
    }


SECTIONS = (
    ("network", "Network & internet", "Wi-Fi, mobile data, hotspot", "wifi"),
    ("devices", "Connected devices", "Bluetooth", "bluetooth"),
    ("notifications", "Notifications", "Do Not Disturb, app notifications", "notifications"),
    ("display", "Display", "Brightness, dark theme, font size", "brightness_6"),
    ("sound", "Sound & vibration", "Volume, ringtone, vibration", "volume_up"),
    ("battery", "Battery", "Battery saver", "battery_full"),
    ("privacy", "Location", "Who may know where you are", "location_on"),
    ("time", "Date & time", "24-hour format", "schedule"),
    ("about", "About phone", "Device name, version", "info"),
)


def view(state: SettingsState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "network":
            return _network(state)
        case "wifi":
            return _wifi(state)
        case "devices":
            return page(
                "Connected devices",
                _flag(state, "bluetooth", "Bluetooth", "bluetooth"),
                heading("Paired devices"),
                *[item(name, "Saved", leading=icon("bluetooth")) for name in state["paired"]],
            )
        case "notifications":
            return page(
                "Notifications",
                _flag(state, "do_not_disturb", "Do Not Disturb", "do_not_disturb_on"),
                heading("App notifications"),
                *[
                    toggle(name, is_on, on("notify", app=name), key=f"notify-{name}")
                    for name, is_on in state["notifications"].items()
                ],
            )
        case "display":
            return _display(state)
        case "sound":
            return _sound(state)
        case "battery":
            return page(
                "Battery",
                text("82%", "huge centre"),
                text("About 1 day left", "muted centre"),
                _flag(state, "battery_saver", "Battery saver", "battery_std"),
            )
        case "privacy":
            return page(
                "Location",
                _flag(state, "location", "Use location", "location_on"),
                banner("Apps ask before they use your location."),
            )
        case "time":
            return page(
                "Date & time",
                _flag(state, "clock_24h", "Use 24-hour format", "schedule"),
                item("Date", look.now.strftime("%-d %B %Y")),
                item("Time zone", "Central European Time"),
            )
        case "about":
            return page(
                "About phone",
                item("Device name", state["device_name"], on("rename", which="device_name"), key="device-name"),
                item("Model", "Virtual Phone 1"),
                item("Android version", "15"),
                item("Build number", "GM1.260310.001"),
            )
        case "choose":
            return _choose(state, look)
        case "rename":
            label = "Device name" if look.args["which"] == "device_name" else "Hotspot name"
            return dialog(
                label,
                field("name", label, look.form.get("name", ""), submit=on("named")),
                actions=[button("Cancel", on("system.back"), "flat"), button("OK", on("named"), "flat")],
            )
        case _:
            return _home(look)


def _home(look: Look) -> Node:
    query = look.draft("query").lower()
    found = [s for s in SECTIONS if query in f"{s[1]} {s[2]}".lower()]
    rows = [item(name, words, on("go", screen=key), leading=icon(i), key=f"go-{key}") for key, name, words, i in found]
    return page(
        "Settings",
        search("query", "Search settings", look.form.get("query", "")),
        *rows or [empty("search", "No settings found")],
        back=False,
    )


def _flag(state: SettingsState, key: str, title: str, icon_name: str, subtitle: str = "") -> Node:
    return toggle(title, bool(state[key]), on("flip", key=key), subtitle, key=key, icon_name=icon_name)  # type: ignore[literal-required]


def _network(state: SettingsState) -> Node:
    joined = state["wifi_network"] if state["wifi"] and not state["airplane"] else "Off"
    return page(
        "Network & internet",
        item("Wi-Fi", joined, on("go", screen="wifi"), leading=icon("wifi"), key="go-wifi"),
        _flag(state, "mobile_data", "Mobile data", "data_usage"),
        _flag(state, "airplane", "Airplane mode", "flight"),
        divider(),
        _flag(state, "hotspot", "Wi-Fi hotspot", "wifi_tethering"),
        item("Hotspot name", state["hotspot_name"], on("rename", which="hotspot_name"), key="hotspot-name"),
    )


def _wifi(state: SettingsState) -> Node:
    rows = [
        radio(name, name == state["wifi_network"], on("join", network=name), "Connected" if i == 0 else "Saved")
        for i, name in enumerate(sorted(NETWORKS, key=lambda n: n != state["wifi_network"]))
    ]
    return page(
        "Wi-Fi",
        _flag(state, "wifi", "Use Wi-Fi", "wifi"),
        heading("Networks") if state["wifi"] else empty("wifi_off", "Turn Wi-Fi on to see networks"),
        *(rows if state["wifi"] else []),
    )


def _display(state: SettingsState) -> Node:
    return page(
        "Display",
        item(
            "Brightness level", f"{state['brightness']}%",
            extra=slider("Brightness", state["brightness"] / 100, on("level", key="brightness"), key="brightness"),
        ),
        _flag(state, "adaptive_brightness", "Adaptive brightness", "brightness_5"),
        _flag(state, "dark_theme", "Dark theme", "dark_mode"),
        _pick(state, "font_scale", "Font size", "text_fields"),
        _pick(state, "screen_timeout", "Screen timeout", "timer"),
    )  # fmt: skip


def _sound(state: SettingsState) -> Node:
    volumes = [("media_volume", "Media volume"), ("ring_volume", "Ring volume"), ("alarm_volume", "Alarm volume")]
    return page(
        "Sound & vibration",
        *[
            item(name, f"{state[key]}%", extra=slider(name, state[key] / 100, on("level", key=key), key=key))  # type: ignore[literal-required]
            for key, name in volumes
        ],
        _flag(state, "vibrate", "Vibrate for calls", "vibration"),
        _pick(state, "ringtone", "Phone ringtone", "music_note"),
    )


CHOICES = {
    "font_scale": ("Font size", tuple(FONT_SCALES)),
    "screen_timeout": ("Screen timeout", TIMEOUTS),
    "ringtone": ("Phone ringtone", RINGTONES),
}


def _pick(state: SettingsState, key: str, title: str, icon_name: str) -> Node:
    return item(title, str(state[key]), on("pick", key=key), leading=icon(icon_name), key=key)  # type: ignore[literal-required]


def _choose(state: SettingsState, look: Look) -> Node:
    key = look.args["key"]
    title, values = CHOICES[key]
    rows = [radio(value, value == state[key], on("chosen", key=key, value=value)) for value in values]
    return dialog(title, column(*rows), actions=[button("Cancel", on("system.back"), "flat")])


def update(state: SettingsState, event: Event, turn: Turn) -> None:
    """What each event does."""
    match event.name:
        case "go":
            turn.open(event["screen"])
        case "flip":
            state[event["key"]] = not state[event["key"]]
            if event["key"] == "airplane" and state["airplane"]:
                state["wifi"] = state["bluetooth"] = False
        case "notify":
            state["notifications"][event["app"]] = not state["notifications"][event["app"]]
        case "join":
            state["wifi_network"] = event["network"]
            turn.toast(f"Connected to {event['network']}")
        case "level":
            state[event["key"]] = 5 * round(event["value"] * 20)
        case "pick":
            turn.overlay("choose", key=event["key"])
        case "chosen":
            state[event["key"]] = event["value"]
            turn.close()
        case "rename":
            turn.overlay("rename", form={"name": str(state[event["which"]])}, which=event["which"])
        case "named":
            if turn.draft("name"):
                state[turn.args["which"]] = turn.draft("name")
                turn.close()
            else:
                turn.toast("Enter a name")
        case _:
            raise ValueError(f"settings knows no event {event.name!r}")


APP = App("org.guimcp.settings", "Settings", "settings", "#4a6572", SettingsState, seed, view, update)
