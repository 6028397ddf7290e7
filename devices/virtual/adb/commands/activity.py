"""`am` and `monkey`: starting apps, broadcasts to ADBKeyBoard."""

import base64
import binascii

from devices.errors import ActionFailed
from devices.virtual.adb.commands.keys import NUMBERS, press
from devices.virtual.adb.commands.names import LAUNCHER, component
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.apps import APPS

ADB_KEYBOARD = "com.android.adbkeyboard/.AdbIME"
SETTINGS_ACTION = "android.settings."
ONE_VALUE = frozenset({"-a", "-n", "-c", "-d", "-t", "-f", "-p", "--user", "--display", "-i"})
TWO_VALUES = frozenset({"--es", "--ei", "--ez", "--el", "--ef", "--eu", "-e", "--eia"})


def am(call: Call) -> Result:
    """`am start|force-stop|kill|broadcast|get-current-user …`."""
    match call.args:
        case ["start" | "start-activity", *rest]:
            return _start(call, rest)
        case ["force-stop" | "kill", *rest] if rest:
            if rest[-1] in APPS:
                with call.shell.phone.lock:
                    call.shell.phone.world.quit(rest[-1])
            return Result()
        case ["broadcast", *rest]:
            return _broadcast(call, rest)
        case ["get-current-user"]:
            return text("0")
        case ["stack" | "task", "list"]:
            return text(f"RootTask id=1\n  taskId=2: {component(_front(call))}")
        case _:
            return error("Activity manager (activity) commands:\n  start|force-stop|broadcast <INTENT>", 255)


def _front(call: Call) -> str:
    front = call.shell.phone.world.front
    return LAUNCHER if front in ("home", "recents") else front


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
    options, _, alone = _intent(args)
    target = options.get("-n") or options.get("-p") or (alone[0] if alone else "")
    package = target.partition("/")[0]
    action = options.get("-a", "")
    if not package and action == "android.intent.action.MAIN" and "HOME" in options.get("-c", ""):
        package = LAUNCHER
    if not package and action.startswith(SETTINGS_ACTION):
        package = "org.guimcp.settings"
    words = f"Starting: Intent {{ {_shown(options, target)} }}"
    if package == LAUNCHER:
        call.shell.phone.key("home")
        return text(words)
    if package not in APPS:
        if options.get("-n"):
            why = f"Error type 3\nError: Activity class {{{target}}} does not exist."
        else:
            why = "Error: Activity not started, unable to resolve Intent"
        return Result(out=f"{words}\n".encode(), err=f"{why}\n".encode(), code=1)
    front = call.shell.phone.world.front == package
    if "-S" in args:
        with call.shell.phone.lock:
            call.shell.phone.world.quit(package)
    call.shell.phone.launch(package)
    if "-W" in args:
        words += (
            f"\nStatus: ok\nLaunchState: WARM\nActivity: {component(package)}\nTotalTime: 20\nWaitTime: 21\nComplete"
        )
    elif front:
        words += "\nWarning: Activity not started, intent has been delivered to currently running top-most instance."
    return text(words)


def _shown(options: dict[str, str], target: str) -> str:
    words = [f"act={options['-a']}"] if "-a" in options else []
    words += [f"cat=[{options['-c']}]"] if "-c" in options else []
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
    return text(f"  bash arg: -p\n  bash arg: {package}\nEvents injected: 1\n## Network stats: elapsed time=21ms")


COMMANDS: dict[str, Command] = {"am": am, "monkey": monkey}
