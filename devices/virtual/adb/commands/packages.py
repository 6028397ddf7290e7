"""`pm`: which apps there are, and what they may do."""

from devices.virtual.adb.commands.names import ACTIVITY, ADB_KEYBOARD, LAUNCHER, component
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.app import Permission
from devices.virtual.apps import APPS

SYSTEM = ("android", "com.android.systemui", LAUNCHER, "com.android.inputmethod.latin")
OURS_SYSTEM = frozenset({"org.guimcp.settings", "org.guimcp.clock", "org.guimcp.contacts", "org.guimcp.messages"})


def pm(call: Call) -> Result:
    """`pm list packages|path|resolve-activity|…`."""
    match call.args:
        case ["list", "packages", *flags]:
            return _packages(flags)
        case ["list", "features"]:
            return text("feature:android.hardware.touchscreen\nfeature:android.hardware.wifi")
        case ["list", "users"]:
            return text("Users:\n\tUserInfo{0:Owner:c13} running")
        case ["path", package] if package in APPS:
            return text(f"package:{_path(package)}")
        case ["path", _]:
            return Result(code=1)
        case ["resolve-activity", *rest] | ["query-activities", *rest]:
            return _activities(call, rest, many=call.args[0] == "query-activities")
        case ["clear", package] if package in APPS:
            call.shell.phone.clear(package)
            return text("Success")
        case ["clear", _]:
            return text("Failed", 1)
        case ["grant" | "revoke" as word, *rest] if len(rest) >= 2:
            return _permit(call, rest[-2], rest[-1], word == "grant")
        case ["enable" | "disable" | "trim-caches" | "set-install-location", *_]:
            return Result()
        case ["install", *_]:
            return Result(out=b"Failure [INSTALL_FAILED_INVALID_APK: this phone's apps are built in]\n", code=1)
        case ["uninstall", *_]:
            return Result(out=b"Failure [DELETE_FAILED_INTERNAL_ERROR]\n", code=1)
        case _:
            return error(
                "Package manager (package) commands:\n  list packages [-f] [-3] [-s] [FILTER]\n  path PACKAGE", 255
            )


# Android's permissions by the last word of their names.
PERMISSIONS: dict[str, Permission] = {
    "CAMERA": "camera", "READ_CONTACTS": "contacts", "ACCESS_FINE_LOCATION": "location",
    "ACCESS_COARSE_LOCATION": "location", "RECORD_AUDIO": "microphone", "READ_MEDIA_IMAGES": "photos",
    "READ_CALENDAR": "calendar", "CALL_PHONE": "phone",
}  # fmt: skip


def _permit(call: Call, package: str, name: str, granted: bool) -> Result:
    if package not in APPS:
        return error(f"Exception occurred while executing '{call.args[0]}':\njava.lang.IllegalArgumentException: "
                     f"Unknown package: {package}", 255)  # fmt: skip
    permission = PERMISSIONS.get(name.rpartition(".")[2])
    asked = call.shell.phone.world.settings["permissions"].get(package, {})
    if permission is None or permission not in asked:
        return error(f"Exception occurred while executing '{call.args[0]}':\njava.lang.SecurityException: "
                     f"Package {package} has not requested permission {name}", 255)  # fmt: skip
    asked[permission] = "allow" if granted else "deny"
    call.shell.phone.set_up()
    return Result()


def _packages(flags: list[str]) -> Result:
    names = [*APPS, *SYSTEM, ADB_KEYBOARD.partition("/")[0]]
    if "-3" in flags:
        names = [name for name in APPS if name not in OURS_SYSTEM]
    elif "-s" in flags:
        names = [name for name in names if name in SYSTEM or name in OURS_SYSTEM]
    words = [flag for flag in flags if not flag.startswith("-") and not flag.isdigit()]
    if words:
        names = [name for name in names if words[0] in name]
    return text("\n".join(f"package:{_path(n)}={n}" if "-f" in flags else f"package:{n}" for n in names))


def _path(package: str) -> str:
    return f"/data/app/{package}/base.apk"


def _activities(call: Call, args: list[str], many: bool) -> Result:
    names = [arg for arg in args if arg in APPS]
    if not many:
        if not names:
            return text("No activity found")
        return text(
            f"priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true\n{component(names[0])}"
        )
    found = names or list(APPS)
    if "--brief" in args or "--components" in args:
        return text("\n".join(component(name) for name in found))
    blocks = [
        f"  Activity #{i}:\n    priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false\n"
        f"    ActivityInfo:\n      name={name}{ACTIVITY}\n      packageName={name}\n"
        f"      labelRes=0x0 nonLocalizedLabel={call.shell.phone.world.app_name(name)} icon=0x0 banner=0x0\n"
        f"      enabled=true exported=true directBootAware=false\n"
        for i, name in enumerate(found)
    ]
    return text(f"{len(found)} activities found:\n" + "".join(blocks))


COMMANDS: dict[str, Command] = {"pm": pm}
