"""`am` and `monkey`: starting apps, broadcasts to ADBKeyBoard."""

import base64
import binascii

from devices.errors import ActionFailed
from devices.virtual.adb.commands.keycodes import NUMBERS
from devices.virtual.adb.commands.keys import press
from devices.virtual.adb.commands.names import (
    ADB_KEYBOARD,
    LAUNCHER,
    LOCALES,
    component,
    front_package,
    task_id,
    window,
)
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.apps import APPS

VIEW, SEND = "android.intent.action.VIEW", "android.intent.action.SEND"
OPENING = frozenset({VIEW, "android.intent.action.DIAL", "android.intent.action.CALL", "android.intent.action.SENDTO"})
# What an action without a package opens, by how it begins.
SCREENS = {
    "android.settings.": "org.guimcp.settings", "android.intent.action.SET_ALARM": "org.guimcp.clock",
    "android.intent.action.SHOW_ALARMS": "org.guimcp.clock", "android.intent.action.DIAL": "org.guimcp.contacts",
}  # fmt: skip
ONE_VALUE = frozenset(
    {
        "-a",
        "-n",
        "-c",
        "-d",
        "-t",
        "-f",
        "-p",
        "--user",
        "--display",
        "-i",
        "--throttle",
        "-s",
        "--pct-touch",
        "--pct-syskeys",
        "--activity-options",
    }
)
TWO_VALUES = frozenset({"--es", "--ei", "--ez", "--el", "--ef", "--eu", "-e", "--eia"})


def am(call: Call) -> Result:
    """`am start|force-stop|kill|broadcast|get-current-user …`."""
    match call.args:
        case ["start" | "start-activity", *rest]:
            return _start(call, rest)
        case ["force-stop" | "kill", *rest] if rest:
            if rest[-1] in APPS:
                call.shell.phone.quit(rest[-1])
            return Result()
        case ["broadcast", *rest]:
            return _broadcast(call, rest)
        case ["get-current-user"]:
            return text("0")
        case ["stack" | "task", "list"]:
            return _tasks(call)
        case ["task", "lock", *_]:
            return text("Activity manager is in lockTaskMode" if call.args[-1] != "stop" else "")
        case ["startservice" | "start-service" | "start-foreground-service" as word, *rest]:
            options, _, alone = _intent(rest)
            shown = f"Starting service: Intent {{ {_shown(options, options.get('-n', ''.join(alone[:1])))} }}"
            return Result(f"{shown}\n".encode(), b"Error: Not found; no service started.\n", 0 if word else 1)
        case ["instrument", *rest] if rest:
            return error(f"android.util.AndroidException: INSTRUMENTATION_FAILED: {rest[-1]}\nINSTRUMENTATION_STATUS: "
                         f"Error=Unable to find instrumentation info for: ComponentInfo{{{rest[-1]}}}")  # fmt: skip
        case ["kill-all" | "clear-debug-app" | "set-debug-app" | "wait-for-broadcast-idle" | "idle-maintenance", *_]:
            return Result()
        case ["get-config", *_]:
            return text(_config(call))
        case ["get-started-user-state", *_]:
            return text("RUNNING_UNLOCKED")
        case _:
            return error("Activity manager (activity) commands:\n  start|force-stop|broadcast <INTENT>", 255)


def _tasks(call: Call) -> Result:
    """Tasks from the top to the bottom, the front one visible."""
    phone = call.shell.phone
    front = front_package(phone)
    names = [front, *(name for name in (LAUNCHER, *reversed(phone.world.nav["running"])) if name != front)]
    bounds = f"bounds=[0,0][{phone.width},{phone.height}]"
    rows: list[str] = []
    for name in names:
        number, shown = task_id(name), window(name)
        visible = str(name == front).lower()
        rows.append(
            f"RootTask id={number} {bounds} displayId=0 userId=0\n configuration={{1.0 {_config(call)}}}\n"
            f"  taskId={number}: {shown} {bounds} userId=0 visible={visible} topActivity=ComponentInfo{{{shown}}}\n"
        )
    return text("\n".join(rows))


def _config(call: Call) -> str:
    phone = call.shell.phone
    language = LOCALES[phone.world.settings["language"]].replace("-", "-r")
    way = "land" if phone.world.nav["landscape"] else "port"
    night = "night" if phone.world.settings["dark_theme"] else "notnight"
    return f"config: {language}-ldltr-sw360dp-normal-long-notround-{way}-{night}-{phone.density}dpi-finger-v35"


def _intent(args: list[str]) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Options by name, extras by key, and what stands alone (a package or component)."""
    options: dict[str, str] = {}
    extras: dict[str, str] = {}
    alone: list[str] = []
    at = 0
    while at < len(args):
        arg = args[at]
        if arg in TWO_VALUES and at + 2 < len(args):
            extras[args[at + 1]] = args[at + 2]
            at += 3
        elif arg in ONE_VALUE and at + 1 < len(args):
            options[arg] = args[at + 1]
            at += 2
        else:
            if not arg.startswith("-"):
                alone.append(arg)
            at += 1
    return options, extras, alone


def _start(call: Call, args: list[str]) -> Result:
    options, extras, alone = _intent(args)
    target = options.get("-n") or options.get("-p") or next((word for word in alone if ":" not in word), "")
    link = options.get("-d") or next((word for word in alone if ":" in word), "")
    action = options.get("-a", VIEW if link else "")
    words = f"Starting: Intent {{ {_shown({**options, **({'-d': link} if link else {})}, target)} }}"
    package = target.partition("/")[0]
    phone = call.shell.phone
    call.shell.log("I", "ActivityTaskManager", f"START u0 {{{_shown(options, target)}}} from uid 2000")
    if action == SEND and "android.intent.extra.TEXT" in extras:
        phone.share(extras["android.intent.extra.TEXT"], package if package in APPS else "")
        return text(words)
    if link and action in OPENING:
        if phone.follow(link):
            return text(words)
        return _unresolved(words, action, link)
    if not package and action == "android.intent.action.MAIN" and "HOME" in options.get("-c", ""):
        package = LAUNCHER
    if not package:
        package = next((app for start, app in SCREENS.items() if action.startswith(start)), "")
    if package == LAUNCHER:
        phone.key("home")
        return text(words)
    if package not in APPS:
        if options.get("-n"):
            why = f"Error type 3\nError: Activity class {{{target}}} does not exist."
            return Result(out=f"{words}\n".encode(), err=f"{why}\n".encode(), code=1)
        return _unresolved(words, action, link)
    front = phone.world.front == package
    if "-S" in args:
        phone.quit(package)
    phone.launch(package)
    if "-W" in args:
        words += (
            f"\nStatus: ok\nLaunchState: WARM\nActivity: {component(package)}\nTotalTime: 20\nWaitTime: 21\nComplete"
        )
    elif front:
        words += "\nWarning: Activity not started, intent has been delivered to currently running top-most instance."
    return text(words)


def _unresolved(words: str, action: str, link: str) -> Result:
    shown = " ".join(part for part in (f"act={action}" if action else "", f"dat={link}" if link else "") if part)
    why = f"Error: Activity not started, unable to resolve Intent {{ {shown} flg=0x10000000 }}"
    return Result(out=f"{words}\n".encode(), err=f"{why}\n".encode(), code=1)


def _shown(options: dict[str, str], target: str) -> str:
    words = [f"act={options['-a']}"] if "-a" in options else []
    words += [f"cat=[{options['-c']}]"] if "-c" in options else []
    words += [f"dat={options['-d']}"] if "-d" in options else []
    words += [f"cmp={target}"] if "/" in target else [f"pkg={target}"] if target else []
    return " ".join(words)


def _broadcast(call: Call, args: list[str]) -> Result:
    options, extras, _ = _intent(args)
    action = options.get("-a", "")
    words = f"Broadcasting: Intent {{ act={action} flg=0x400000" + (" (has extras)" if extras else "") + " }"
    if action.startswith("ADB_") and call.shell.memory.ime == ADB_KEYBOARD:
        try:
            _keyboard(call, action, extras)
        except (binascii.Error, UnicodeDecodeError, ValueError):
            pass  # the keyboard app ignores what it cannot read
        except ActionFailed:
            pass  # no field has the focus: the text goes nowhere
    return text(f"{words}\nBroadcast completed: result=0")


def _keyboard(call: Call, action: str, extras: dict[str, str]) -> None:
    phone = call.shell.phone
    match action:
        case "ADB_INPUT_B64":
            phone.type_text(base64.b64decode(extras.get("msg", ""), validate=True).decode())
        case "ADB_INPUT_TEXT":
            phone.type_text(extras.get("msg", ""))
        case "ADB_INPUT_CODE":
            press(call, NUMBERS.get(int(extras.get("code", "0")), ""))
        case "ADB_EDITOR_CODE":
            phone.key("enter")
        case "ADB_INPUT_CHARS":
            phone.type_text("".join(chr(int(code)) for code in extras.get("chars", "").split(",") if code))
        case "ADB_CLEAR_TEXT":
            phone.key("delete_all")
        case _:
            return


def monkey(call: Call) -> Result:
    """`monkey -p PACKAGE … 1`: starts the app; it makes no random events."""
    options, _, _ = _intent(call.args)
    package = options.get("-p", "")
    if package not in APPS:
        words = f"** No activities found to run, monkey aborted.\n  bash arg: -p\n  bash arg: {package}"
        return Result(out=(words + "\n").encode(), code=252)
    call.shell.phone.launch(package)
    call.shell.log("I", "ActivityTaskManager", f"START u0 {{cmp={component(package)}}} from uid 2000")
    injected = next((word for word in reversed(call.args) if word.isdigit()), "1")
    return text(
        f"  bash arg: -p\n  bash arg: {package}\nEvents injected: {injected}\n"
        "## Network stats: elapsed time=21ms (0ms mobile, 0ms wifi, 21ms not connected)"
    )


COMMANDS: dict[str, Command] = {"am": am, "monkey": monkey}
