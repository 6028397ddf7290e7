"""`getprop`, `settings`, `ime`, `svc`, `logcat` and small answers about the phone."""

import time
from dataclasses import dataclass
from typing import Any, Literal

from devices.virtual.adb.commands.activity import ADB_KEYBOARD
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.world import SETTINGS

LATIN = "com.android.inputmethod.latin/.LatinIME"
IMES = (LATIN, ADB_KEYBOARD)
MAX_SLEEP = 30.0
PROPS = {
    "ro.product.model": "Virtual Phone 1", "ro.product.manufacturer": "gui-mcp", "ro.product.brand": "gui-mcp",
    "ro.product.name": "virtual_phone", "ro.product.device": "vphone1", "ro.product.cpu.abi": "x86_64",
    "ro.product.locale": "en-GB", "ro.build.version.release": "15", "ro.build.version.sdk": "35",
    "ro.build.version.codename": "REL", "ro.build.id": "GM1.260310.001", "ro.build.type": "user",
    "ro.build.display.id": "GM1.260310.001", "ro.build.characteristics": "default", "ro.serialno": "VPHONE1",
    "ro.kernel.qemu": "0", "ro.debuggable": "0", "sys.boot_completed": "1", "dev.bootcomplete": "1",
    "init.svc.bootanim": "stopped", "persist.sys.timezone": "Europe/Berlin", "persist.sys.locale": "en-GB",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapped:
    """A key of `settings` that is a field of the Settings app; `kind` says how its value is written."""

    field: str
    kind: Literal["flag", "per cent of 255", "12 or 24"] = "flag"

    def write(self, value: Any) -> str:
        """From the app's value."""
        match self.kind:
            case "flag":
                return str(int(value))
            case "per cent of 255":
                return str(round(value * 255 / 100))
            case "12 or 24":
                return "24" if value else "12"

    def read(self, word: str) -> Any:
        """To the app's value. Raises ValueError."""
        match self.kind:
            case "flag":
                return bool(int(word))
            case "per cent of 255":
                return min(100, max(0, round(int(word) * 100 / 255)))
            case "12 or 24":
                return int(word) == 24


MAPPED = {
    ("system", "screen_brightness"): Mapped("brightness", "per cent of 255"),
    ("global", "airplane_mode_on"): Mapped("airplane"),
    ("global", "wifi_on"): Mapped("wifi"),
    ("global", "bluetooth_on"): Mapped("bluetooth"),
    ("global", "mobile_data"): Mapped("mobile_data"),
    ("system", "time_12_24"): Mapped("clock_24h", "12 or 24"),
}
DEFAULTS = {("secure", "default_input_method"): LATIN, ("system", "accelerometer_rotation"): "0",
            ("system", "user_rotation"): "0", ("global", "device_provisioned"): "1"}  # fmt: skip


def getprop(call: Call) -> Result:
    """`getprop [NAME [DEFAULT]]`."""
    if not call.args:
        return text("\n".join(f"[{name}]: [{value}]" for name, value in sorted(PROPS.items())))
    return Result(out=(PROPS.get(call.args[0], call.args[1] if len(call.args) > 1 else "") + "\n").encode())


def settings(call: Call) -> Result:
    """`settings get|put|delete|list system|secure|global …`; what the Settings app shows is read and written there."""
    args = [arg for i, arg in enumerate(call.args) if arg != "--user" and (i == 0 or call.args[i - 1] != "--user")]
    match args:
        case ["get", ("system" | "secure" | "global") as space, key]:
            return text(_get(call, space, key))
        case ["put", ("system" | "secure" | "global") as space, key, value]:
            return _put(call, space, key, value)
        case ["delete", ("system" | "secure" | "global") as space, key]:
            return text(f"Deleted {int(call.shell.memory.settings.pop((space, key), None) is not None)} rows")
        case ["list", ("system" | "secure" | "global") as space]:
            keys = {k for s, k in (*MAPPED, *DEFAULTS, *call.shell.memory.settings) if s == space}
            return text("\n".join(f"{key}={_get(call, space, key)}" for key in sorted(keys)))
        case _:
            return error(
                "usage: settings [--user <USER_ID> | current] get|put|delete|list NAMESPACE [KEY [VALUE]]", 255
            )


def _get(call: Call, space: str, key: str) -> str:
    if (space, key) in MAPPED:
        mapped = MAPPED[space, key]
        return mapped.write(call.shell.phone.world.apps[SETTINGS][mapped.field])
    if key == "default_input_method":
        return call.shell.memory.ime
    return call.shell.memory.settings.get((space, key), DEFAULTS.get((space, key), "null"))


def _put(call: Call, space: str, key: str, value: str) -> Result:
    if (space, key) not in MAPPED:
        call.shell.memory.settings[space, key] = value
        return Result()
    mapped = MAPPED[space, key]
    try:
        new = mapped.read(value)
    except ValueError:
        return error(f"java.lang.IllegalArgumentException: {key}: {value}", 255)
    with call.shell.phone.lock:
        call.shell.phone.world.apps[SETTINGS][mapped.field] = new
        call.shell.phone.world.touch_state()
    return Result()


def svc(call: Call) -> Result:
    """`svc wifi|bluetooth|data enable|disable`."""
    fields = {"wifi": "wifi", "bluetooth": "bluetooth", "data": "mobile_data"}
    match call.args:
        case [service, ("enable" | "disable") as word] if service in fields:
            with call.shell.phone.lock:
                call.shell.phone.world.apps[SETTINGS][fields[service]] = word == "enable"
                call.shell.phone.world.touch_state()
            return Result()
        case ["power", *_]:
            return Result()
        case _:
            return error("Available commands:\n    help\n    power\n    data\n    wifi\n    bluetooth", 1)


def ime(call: Call) -> Result:
    """`ime list|set|enable|disable|reset`."""
    match call.args:
        case ["list", *flags]:
            if "-s" in flags:
                return text("\n".join(IMES))
            return text("\n".join(f"{name}:\n  mId={name} mIsDefault=false" for name in IMES))
        case ["set", name] if name in IMES:
            call.shell.memory.ime = name
            return text(f"Input method {name} selected for user #0")
        case ["enable" | "disable" as word, name] if name in IMES:
            return text(f"Input method {name}: now {word}d for user #0")
        case ["reset"]:
            call.shell.memory.ime = LATIN
            return text(f"Reset current and enabled IMEs for user #0\n  Selected: {LATIN}")
        case ["set" | "enable" | "disable", name]:
            return error(f"Unknown input method {name} cannot be selected for user #0", 255)
        case _:
            return error("usage: ime list [-a] [-s] | enable ID | disable ID | set ID | reset", 255)


def date(call: Call) -> Result:
    """The phone's own, frozen clock."""
    now = call.shell.phone.world.now
    form = next((arg[1:] for arg in call.args if arg.startswith("+")), "")
    if not form:
        return text(now.strftime("%a %b %e %H:%M:%S CET %Y"))
    return text(now.strftime(form.replace("%s", str(int(now.timestamp())))))


def sleep(call: Call) -> Result:
    """`sleep SECONDS`, 30 at most."""
    try:
        time.sleep(max(0.0, min(MAX_SLEEP, float(call.args[0]))))
    except (IndexError, ValueError):
        return error("sleep: Needs 1 argument", 1)
    return Result()


def content(call: Call) -> Result:
    """`content query --uri …`: the phone keeps no provider, which is said and not made up."""
    return error(f"Error while accessing provider:{' '.join(call.args[2:3])}\njava.lang.SecurityException", 1)


def _says(words: str) -> Command:
    return lambda call: text(words)


COMMANDS: dict[str, Command] = {
    "getprop": getprop,
    "setprop": lambda call: Result(),
    "settings": settings,
    "svc": svc,
    "ime": ime,
    "date": date,
    "sleep": sleep,
    "content": content,
    "id": _says("uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input) context=u:r:shell:s0"),
    "whoami": _says("shell"),
    "uname": lambda call: text("Linux localhost 6.1.0 #1 SMP PREEMPT x86_64 Toybox" if call.args else "Linux"),
    "logcat": lambda call: text("--------- beginning of main" if "-d" in call.args else ""),
    "uptime": _says(" 09:30:00 up 1 day,  0 users,  load average: 0.10, 0.10, 0.10"),
    "true": lambda call: Result(),
    "false": lambda call: Result(code=1),
    "sync": lambda call: Result(),
    "sh": lambda call: call.shell.run(call.args[1]) if call.args[:1] == ["-c"] and len(call.args) > 1 else Result(),
    "pidof": lambda call: Result(code=1),
    "ps": _says("USER  PID  PPID  VSZ  RSS  WCHAN  ADDR S NAME\nshell 1    0     1000 1000 0      0    S init"),
}
