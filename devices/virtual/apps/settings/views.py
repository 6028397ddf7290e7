"""The screens of Settings."""

from devices.virtual.app import Look
from devices.virtual.apps.settings.state import (
    ACCENTS,
    FONT_SCALES,
    NETWORKS,
    RINGTONES,
    TIMEOUTS,
    SettingsState,
)
from devices.virtual.node import Node, on
from devices.virtual.times import day_words, month_words
from devices.virtual.ui import (
    BACK,
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
    progress,
    radio,
    search,
    slider,
    text,
    toggle,
)
from devices.virtual.words import LANGUAGES, language, speaking, t

SECTIONS = (
    ("network", "Network & internet", "Wi-Fi, mobile data, hotspot", "wifi"),
    ("devices", "Connected devices", "Bluetooth", "bluetooth"),
    ("apps", "Apps", "Permissions, notifications", "apps"),
    ("notifications", "Notifications", "Do Not Disturb, app notifications", "notifications"),
    ("display", "Display", "Brightness, dark theme, font size", "brightness_6"),
    ("sound", "Sound & vibration", "Volume, ringtone, vibration", "volume_up"),
    ("battery", "Battery", "Battery saver", "battery_full"),
    ("storage", "Storage", "What takes up space", "storage"),
    ("privacy", "Location", "Who may know where you are", "location_on"),
    ("language", "Language", "Language of the phone", "language"),
    ("time", "Date & time", "24-hour format", "schedule"),
    ("about", "About phone", "Device name, version", "info"),
)
GIGABYTES = (("Apps", 21, "apps"), ("Pictures", 14, "image"), ("Videos", 9, "movie"), ("Music", 4, "music_note"))
TOTAL = 64


def view(state: SettingsState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "network":
            return _network(state)
        case "wifi":
            return _wifi(state)
        case "devices":
            return page(
                t("Connected devices"),
                _flag(state, "bluetooth", t("Bluetooth"), "bluetooth"),
                heading(t("Paired devices")),
                *[item(t(name), t("Saved"), leading=icon("bluetooth")) for name in state["paired"]],
            )
        case "apps" | "notifications":
            return _apps(state, look)
        case "app":
            return _app(state, look)
        case "display":
            return _display(state)
        case "sound":
            return _sound(state)
        case "battery":
            return page(
                t("Battery"),
                text("82%", "huge centre"),
                text(t("About 1 day left"), "muted centre"),
                _flag(state, "battery_saver", t("Battery saver"), "battery_std"),
            )
        case "storage":
            return _storage()
        case "privacy":
            return page(
                t("Location"),
                _flag(state, "location", t("Use location"), "location_on"),
                banner(t("Apps ask before they use your location.")),
            )
        case "language":
            names = LANGUAGES.items()
            return page(
                t("Language"),
                *[radio(name, code == state["language"], on("language", code=code), key=code) for code, name in names],
            )
        case "time":
            return page(
                t("Date & time"),
                _flag(state, "clock_24h", t("Use 24-hour format"), "schedule"),
                item(t("Date"), day_words(look.now, year=True)),
                item(t("Time zone"), t("Central European Time")),
            )
        case "about":
            return page(
                t("About phone"),
                item(t("Device name"), state["device_name"], on("rename", which="device_name"), key="device-name"),
                item(t("Model"), "Virtual Phone 1"),
                item(t("Android version"), "15"),
                item(t("Security update"), month_words(look.now)),
                item(t("Build number"), "GM1.260310.001"),
            )
        case "choose":
            return _choose(state, look)
        case "rename":
            label = t("Device name") if look.args["which"] == "device_name" else t("Hotspot name")
            return dialog(
                label,
                field("name", label, look.form.get("name", ""), submit=on("named")),
                actions=[button(t("Cancel"), BACK, "flat"), button(t("OK"), on("named"), "flat")],
            )
        case _:
            return _home(look)


def _home(look: Look) -> Node:
    query = look.draft("query").casefold()
    found = [s for s in SECTIONS if query in f"{t(s[1])} {t(s[2])}".casefold()]
    rows = [
        item(t(name), t(words), on("go", screen=key), leading=icon(i), key=f"go-{key}") for key, name, words, i in found
    ]
    return page(
        t("Settings"),
        search("query", t("Search settings"), look.form.get("query", "")),
        *rows or [empty("search", t("No settings found"))],
        back=False,
    )


def _flag(state: SettingsState, key: str, title: str, icon_name: str, subtitle: str = "") -> Node:
    return toggle(title, bool(state[key]), on("flip", key=key), subtitle, key=key, icon_name=icon_name)  # type: ignore[literal-required]


def _network(state: SettingsState) -> Node:
    joined = t(state["wifi_network"]) if state["wifi"] and not state["airplane"] else t("Off")
    return page(
        t("Network & internet"),
        item(t("Wi-Fi"), joined, on("go", screen="wifi"), leading=icon("wifi"), key="go-wifi"),
        _flag(state, "mobile_data", t("Mobile data"), "data_usage"),
        _flag(state, "airplane", t("Airplane mode"), "flight"),
        divider(),
        _flag(state, "hotspot", t("Wi-Fi hotspot"), "wifi_tethering"),
        item(t("Hotspot name"), state["hotspot_name"], on("rename", which="hotspot_name"), key="hotspot-name"),
    )


def _wifi(state: SettingsState) -> Node:
    rows = [
        radio(
            t(name), name == state["wifi_network"], on("join", network=name), t("Connected") if i == 0 else t("Saved")
        )
        for i, name in enumerate(sorted(NETWORKS, key=lambda n: n != state["wifi_network"]))
    ]
    return page(
        t("Wi-Fi"),
        _flag(state, "wifi", t("Use Wi-Fi"), "wifi"),
        heading(t("Networks")) if state["wifi"] else empty("wifi_off", t("Turn Wi-Fi on to see networks")),
        *(rows if state["wifi"] else []),
    )


def _name_of(look: Look, app_id: str) -> str:
    app = look.installed[app_id]
    with speaking(language(), app.package):
        return t(app.name)


def _apps(state: SettingsState, look: Look) -> Node:
    names = sorted(((_name_of(look, app_id), app_id) for app_id in look.installed), key=lambda pair: pair[0].casefold())
    if look.name == "apps":
        rows = [
            item(name, tap=on("app", id=app_id), key=f"app-{app_id}",
                 leading=Node("tile", icon=look.installed[app_id].icon, tint=look.installed[app_id].colour))
            for name, app_id in names
        ]  # fmt: skip
        return page(t("Apps"), *rows)
    return page(
        t("Notifications"),
        _flag(state, "do_not_disturb", t("Do Not Disturb"), "do_not_disturb_on"),
        heading(t("App notifications")),
        *[
            toggle(name, state["notifications"][app_id], on("notify", app=app_id), key=f"notify-{app_id}")
            for name, app_id in names
        ],
    )


WISHES = (
    ("camera", "Camera", "photo_camera"),
    ("contacts", "Contacts", "contacts"),
    ("location", "Location", "location_on"),
    ("microphone", "Microphone", "mic"),
    ("photos", "Photos", "image"),
    ("calendar", "Calendar", "calendar_month"),
    ("phone", "Phone", "call"),
)
ANSWERS = {"ask": "Ask every time", "allow": "Allowed", "deny": "Not allowed"}


def _app(state: SettingsState, look: Look) -> Node:
    app_id = look.args["id"]
    asked = state["permissions"].get(app_id, {})
    wishes = [
        item(t(words), t(ANSWERS[asked[wish]]), on("permit", id=app_id, permission=wish), leading=icon(icon_name),
             key=f"permission-{wish}")
        for wish, words, icon_name in WISHES
        if wish in asked
    ]  # fmt: skip
    return page(
        _name_of(look, app_id),
        toggle(t("Notifications"), state["notifications"][app_id], on("notify", app=app_id), key="notify",
               icon_name="notifications"),
        heading(t("Permissions")),
        *wishes or [item(t("This app asks for no permissions"))],
    )  # fmt: skip


def _display(state: SettingsState) -> Node:
    return page(
        t("Display"),
        item(
            t("Brightness level"), f"{state['brightness']}%",
            extra=slider(t("Brightness"), state["brightness"] / 100, on("level", key="brightness"), key="brightness"),
        ),
        _flag(state, "adaptive_brightness", t("Adaptive brightness"), "brightness_5"),
        _flag(state, "dark_theme", t("Dark theme"), "dark_mode"),
        _pick(state, "accent", t("Colour"), "palette"),
        _pick(state, "font_scale", t("Font size"), "text_fields"),
        _flag(state, "auto_rotate", t("Auto-rotate screen"), "screen_rotation"),
        _pick(state, "screen_timeout", t("Screen timeout"), "timer"),
        _flag(state, "rtl", t("Right-to-left layout"), "format_textdirection_r_to_l", t("Mirrors every screen")),
    )  # fmt: skip


def _sound(state: SettingsState) -> Node:
    volumes = [
        ("media_volume", t("Media volume")), ("ring_volume", t("Ring volume")), ("alarm_volume", t("Alarm volume")),
    ]  # fmt: skip
    return page(
        t("Sound & vibration"),
        *[
            item(name, f"{state[key]}%", extra=slider(name, state[key] / 100, on("level", key=key), key=key))  # type: ignore[literal-required]
            for key, name in volumes
        ],
        _flag(state, "vibrate", t("Vibrate for calls"), "vibration"),
        _pick(state, "ringtone", t("Phone ringtone"), "music_note"),
    )


def _storage() -> Node:
    used = sum(size for _, size, _ in GIGABYTES)
    return page(
        t("Storage"),
        text(t("{used} GB of {all} GB used", used=used, all=TOTAL), "big centre"),
        column(progress(used / TOTAL), style="pad"),
        *[item(t(name), f"{size} GB", leading=icon(icon_name)) for name, size, icon_name in GIGABYTES],
    )


CHOICES = {
    "font_scale": ("Font size", tuple(FONT_SCALES)),
    "screen_timeout": ("Screen timeout", TIMEOUTS),
    "ringtone": ("Phone ringtone", RINGTONES),
    "accent": ("Colour", tuple(ACCENTS)),
}


def _pick(state: SettingsState, key: str, title: str, icon_name: str) -> Node:
    return item(title, t(str(state[key])), on("pick", key=key), leading=icon(icon_name), key=key)  # type: ignore[literal-required]


def _choose(state: SettingsState, look: Look) -> Node:
    key = look.args["key"]
    if key == "permission":
        now = state["permissions"][look.args["id"]][look.args["permission"]]
        rows = [radio(t(words), value == now, on("permitted", value=value)) for value, words in ANSWERS.items()]
        return dialog(t("Permission"), column(*rows), actions=[button(t("Cancel"), BACK, "flat")])
    title, values = CHOICES[key]
    rows = [radio(t(value), value == state[key], on("chosen", key=key, value=value)) for value in values]
    return dialog(t(title), column(*rows), actions=[button(t("Cancel"), BACK, "flat")])
