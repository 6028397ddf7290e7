"""`cmd SERVICE …`: the services behind am, pm and wm, and switches of the status bar, the night and the network."""

from collections.abc import Callable

from devices.virtual.adb.commands.names import LOCALES
from devices.virtual.adb.shell import Call, Command, Result, error, text

BEHIND = {"activity": "am", "window": "wm", "input": "input", "package": "pm", "input_method": "ime",
          "settings": "settings"}  # fmt: skip


def cmd(call: Call) -> Result:
    """`cmd SERVICE [ARGS]`."""
    if not call.args:
        return error("cmd: No service specified; use -l to list all running services. Use -w to start and wait.", 20)
    service, rest = call.args[0], call.args[1:]
    if service == "-l":
        return text("Currently running services:\n" + "\n".join(f"  {name}" for name in sorted({*BEHIND, *SERVICES})))
    inner = call.again(rest)
    if service in BEHIND:
        return call.shell.commands[BEHIND[service]](inner)
    if service in SERVICES:
        return SERVICES[service](inner)
    return error(f"cmd: Can't find service: {service}", 20)


def _statusbar(call: Call) -> Result:
    match call.args[:1]:
        case ["expand-notifications" | "expand-settings"]:
            call.shell.phone.shade(True)
        case ["collapse"]:
            call.shell.phone.shade(False)
        case _:
            return error("Status bar commands:\n  expand-notifications\n  expand-settings\n  collapse", 255)
    return Result()


def _uimode(call: Call) -> Result:
    phone = call.shell.phone
    match call.args:
        case ["night", ("yes" | "no") as word]:
            phone.set_up(dark_theme=word == "yes")
        case ["night"]:
            pass
        case _:
            return error("UiModeManager service (uimode) commands:\n  night [yes|no]", 255)
    return text(f"Night mode: {'yes' if phone.world.settings['dark_theme'] else 'no'}")


def _display(call: Call) -> Result:
    phone = call.shell.phone
    if call.args[:1] != ["get-displays"]:
        return error("Display manager commands:\n  get-displays", 255)
    state = "ON" if phone.world.nav["awake"] else "OFF"
    return text(
        f'Displays:\nDisplay id 0: DisplayInfo{{"Built-in Screen", displayId 0, state {state}, '
        f"real {phone.width} x {phone.height}, density {phone.density}, rotation {int(phone.world.nav['landscape'])}, "
        f'uniqueId "local:0"}}'
    )


def _switch(field: str, on: tuple[str, ...], off: tuple[str, ...]) -> Callable[[Call], Result]:
    """A service whose last word turns a field of the settings on or off."""

    def run(call: Call) -> Result:
        word = call.args[-1] if call.args else ""
        if word not in (*on, *off):
            return error(f"Unknown command: {' '.join(call.args)}", 255)
        call.shell.phone.set_up(**{field: word in on})
        return Result()

    return run


def _notification(call: Call) -> Result:
    match call.args:
        case ["set_dnd", word]:
            call.shell.phone.set_up(do_not_disturb=word not in ("off", "all"))
            return Result()
        case ["list"]:
            return text(
                "\n".join(f"0|{n['app']}|{i}|null|10100" for i, n in call.shell.phone.world.nav["notices"].items())
            )
        case _:
            return error("usage: cmd notification list|set_dnd [none|off|priority|alarms|all]", 255)


def _locale(call: Call) -> Result:
    match call.args:
        case ["set-app-locales", *_]:
            return Result()  # apps follow the phone's language
        case ["get-app-locales", package, *_]:
            language = LOCALES[call.shell.phone.world.settings["language"]]
            return text(f"Locales for {package} for user 0 are [{language}]")
        case _:
            return error("Locale manager (locale) shell commands:\n  set-app-locales\n  get-app-locales", 255)


def _device_config(call: Call) -> Result:
    return text("null") if call.args[:1] == ["get"] else Result()


SERVICES: dict[str, Callable[[Call], Result]] = {
    "statusbar": _statusbar,
    "uimode": _uimode,
    "display": _display,
    "notification": _notification,
    "locale": _locale,
    "wifi": _switch("wifi", ("enabled",), ("disabled",)),
    "connectivity": _switch("airplane", ("enable",), ("disable",)),
    "bluetooth_manager": _switch("bluetooth", ("enable",), ("disable",)),
    "location": _switch("location", ("true",), ("false",)),
    "power": _switch("battery_saver", ("1",), ("0",)),
    "device_config": _device_config,
    "overlay": lambda call: Result(),
    "appops": lambda call: Result(),
}

COMMANDS: dict[str, Command] = {"cmd": cmd}
