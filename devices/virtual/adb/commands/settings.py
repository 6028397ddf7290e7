"""`settings` and `svc`: what Android keeps as settings and the phone's Settings app shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from devices.virtual.adb.commands.names import ADB_KEYBOARD, LATIN, LOCALES
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.apps.settings.state import FONT_SCALES

TIMEOUTS = {"15 seconds": 15_000, "30 seconds": 30_000, "1 minute": 60_000, "5 minutes": 300_000,
            "10 minutes": 600_000}  # fmt: skip
SPACES = ("system", "secure", "global")
USAGE = "usage: settings [--user <USER_ID> | current] get|put|delete|list NAMESPACE [KEY [VALUE]]"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A key of `settings` that is a field of the Settings app. `read` raises ValueError for what it cannot take."""

    field: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def _flag(field: str, on: str = "1", off: str = "0") -> Mapped:
    return Mapped(field, lambda value: on if value else off, lambda word: int(word) not in (0, int(off)))


def _level(field: str, top: int) -> Mapped:
    """Per cent, written as a number up to `top`."""
    return Mapped(
        field,
        lambda value: str(round(value * top / 100)),
        lambda word: min(100, max(0, round(int(word) * 100 / top))),
    )


def _nearest(choices: dict[str, float], word: str) -> str:
    wanted = float(word)
    return min(choices, key=lambda name: abs(choices[name] - wanted))


def _language(word: str) -> str:
    code = word.partition("-")[0].partition(",")[0].casefold()
    if code not in LOCALES:
        raise ValueError(word)
    return code


MAPPED = {
    ("system", "screen_brightness"): _level("brightness", 255),
    ("system", "screen_brightness_mode"): _flag("adaptive_brightness"),
    ("system", "accelerometer_rotation"): _flag("auto_rotate"),
    ("system", "time_12_24"): _flag("clock_24h", "24", "12"),
    ("system", "font_scale"): Mapped(
        "font_scale", lambda name: str(FONT_SCALES[name]), lambda word: _nearest(FONT_SCALES, word)
    ),
    ("system", "screen_off_timeout"): Mapped(
        "screen_timeout", lambda name: str(TIMEOUTS[name]), lambda word: _nearest(dict(TIMEOUTS), word)
    ),
    ("system", "system_locales"): Mapped("language", lambda code: LOCALES[code], _language),
    ("system", "volume_music_speaker"): _level("media_volume", 15),
    ("system", "volume_ring_speaker"): _level("ring_volume", 15),
    ("system", "volume_alarm_speaker"): _level("alarm_volume", 15),
    ("system", "vibrate_when_ringing"): _flag("vibrate"),
    ("secure", "ui_night_mode"): _flag("dark_theme", "2", "1"),
    ("secure", "location_mode"): _flag("location", "3", "0"),
    ("global", "airplane_mode_on"): _flag("airplane"),
    ("global", "wifi_on"): _flag("wifi"),
    ("global", "bluetooth_on"): _flag("bluetooth"),
    ("global", "mobile_data"): _flag("mobile_data"),
    ("global", "low_power"): _flag("battery_saver"),
    ("global", "zen_mode"): _flag("do_not_disturb"),
    ("global", "device_name"): Mapped("device_name", str, str),
    ("global", "development_force_rtl"): _flag("rtl"),
}
DEFAULTS = {("global", "device_provisioned"): "1", ("global", "auto_time"): "1",
            ("global", "window_animation_scale"): "0", ("global", "transition_animation_scale"): "0",
            ("global", "animator_duration_scale"): "0", ("secure", "enabled_input_methods"): f"{LATIN}:{ADB_KEYBOARD}",
            ("global", "adb_enabled"): "1", ("global", "stay_on_while_plugged_in"): "0",
            ("secure", "user_setup_complete"): "1", ("secure", "android_id"): "5f2c1d8a0b3e4f67"}  # fmt: skip
ROTATION, IME = ("system", "user_rotation"), ("secure", "default_input_method")


def settings(call: Call) -> Result:
    """`settings get|put|delete|list system|secure|global …`; what the Settings app shows is read and written there."""
    args = [arg for i, arg in enumerate(call.args) if arg != "--user" and (i == 0 or call.args[i - 1] != "--user")]
    match args:
        case ["get", space, key] if space in SPACES:
            return text(get(call, space, key))
        case ["put", space, key, value, *_] if space in SPACES:
            return put(call, space, key, value)
        case ["delete", space, key] if space in SPACES:
            return text(f"Deleted {int(call.shell.memory.settings.pop((space, key), None) is not None)} rows")
        case ["reset", space, *_] if space in SPACES:
            for key in [key for key in call.shell.memory.settings if key[0] == space]:
                del call.shell.memory.settings[key]
            return Result()
        case ["list", space] if space in SPACES:
            return text("\n".join(f"{key}={get(call, space, key)}" for key in keys(call, space)))
        case _:
            return error(USAGE, 255)


def keys(call: Call, space: str) -> list[str]:
    """The keys of a name space that have a value."""
    known = (*MAPPED, *DEFAULTS, ROTATION, IME, *call.shell.memory.settings)
    return sorted({key for place, key in known if place == space})


def get(call: Call, space: str, key: str) -> str:
    """A value, "null" where there is none."""
    at = (space, key)
    if at in MAPPED:
        now, said = call.shell.phone.world.settings[MAPPED[at].field], call.shell.memory.settings.get(at)
        if said is not None and MAPPED[at].read(said) == now:
            return said  # as it was put, where the Settings app keeps less of it
        return MAPPED[at].write(now)
    if at == ROTATION:
        return str(int(call.shell.phone.world.nav["landscape"]))
    if at == IME:
        return call.shell.memory.ime
    return call.shell.memory.settings.get(at, DEFAULTS.get(at, "null"))


def put(call: Call, space: str, key: str, value: str) -> Result:
    """Set a value; one that Android would refuse is refused."""
    at, phone = (space, key), call.shell.phone
    try:
        if at in MAPPED:
            phone.set_up(**{MAPPED[at].field: MAPPED[at].read(value)})
            call.shell.memory.settings[at] = value
        elif at == IME:
            if value in (LATIN, ADB_KEYBOARD):
                call.shell.memory.ime = value
        elif at == ROTATION:
            phone.rotate(int(value) % 2 == 1)
        else:
            call.shell.memory.settings[at] = value
    except ValueError:
        return error(f"java.lang.IllegalArgumentException: {key}: {value}", 255)
    return Result()


def svc(call: Call) -> Result:
    """`svc wifi|bluetooth|data enable|disable`."""
    fields = {"wifi": "wifi", "bluetooth": "bluetooth", "data": "mobile_data"}
    match call.args:
        case [service, ("enable" | "disable") as word] if service in fields:
            call.shell.phone.set_up(**{fields[service]: word == "enable"})
            return Result()
        case ["power", ("reboot" | "shutdown"), *_]:
            return call.run(["reboot"])
        case ["power" | "usb" | "nfc", *_]:
            return Result()
        case _:
            return error("Available commands:\n    help\n    power\n    data\n    wifi\n    bluetooth", 1)


COMMANDS: dict[str, Command] = {"settings": settings, "svc": svc}
