"""`pm`: which apps there are, and what they may do."""

from devices.virtual.adb.commands.names import ACTIVITY, ADB_KEYBOARD, LAUNCHER, component
from devices.virtual.adb.shell import Call, Command, Result, error, text
from devices.virtual.app import Permission
from devices.virtual.apps import APPS

FEATURES = ("bluetooth", "camera", "faketouch", "location", "microphone", "screen.landscape", "screen.portrait",
            "sensor.accelerometer", "telephony", "touchscreen", "touchscreen.multitouch", "wifi")  # fmt: skip
PERMISSION_GROUPS = ("CALENDAR", "CAMERA", "CONTACTS", "LOCATION", "MICROPHONE", "PHONE", "STORAGE")
SYSTEM = ("android", "com.android.systemui", LAUNCHER, "com.android.inputmethod.latin")
OURS_SYSTEM = frozenset({"org.guimcp.settings", "org.guimcp.clock", "org.guimcp.contacts", "org.guimcp.messages"})


def pm(call: Call) -> Result:
    """`pm list packages|path|resolve-activity|…`."""
    match call.args:
        case ["list", "packages", *flags]:
            return _packages(flags)
        case ["list", "features"]:
            return text("\n".join(f"feature:android.hardware.{name}" for name in FEATURES))
        case ["list", "libraries"]:
            return text("library:android.test.base\nlibrary:android.test.runner\nlibrary:org.apache.http.legacy")
        case ["list", "permission-groups"]:
            return text("\n".join(f"permission group:android.permission-group.{name}" for name in PERMISSION_GROUPS))
        case ["list", "permissions", *_]:
            return text("All Permissions:\n\n" + "\n".join(f"permission:android.permission.{p}" for p in PERMISSIONS))
        case ["list", "instrumentation", *_]:
            return Result()
        case ["list", "users"] | ["list", "user"]:
            return text("Users:\n\tUserInfo{0:Owner:4c13} running")
        case ["path", *rest] if rest:
            known = rest[-1] in APPS or rest[-1] in SYSTEM or rest[-1] == ADB_KEYBOARD.partition("/")[0]
            return text(f"package:{_path(rest[-1])}") if known else Result(code=1)
        case ["dump", *rest]:
            return call.run(["dumpsys", "package", *rest])
        case ["get-install-location"]:
            return text("0[auto]")
        case ["get-max-users"]:
            return text("Maximum supported users: 4")
        case ["has-feature", name, *_]:
            has = name.removeprefix("android.hardware.") in FEATURES
            return text(str(has).lower(), int(not has))
        case ["resolve-activity", *rest] | ["query-activities", *rest]:
            return _activities(call, rest, many=call.args[0] == "query-activities")
        case ["clear", *rest] if rest:
            if rest[-1] not in APPS:
                return text("Failed", 1)
            call.shell.phone.clear(rest[-1])
            return text("Success")
        case ["grant" | "revoke" as word, *rest] if len(rest) >= 2:
            return _permit(call, rest[-2], rest[-1], word == "grant")
        case ["enable" | "disable" | "trim-caches" | "set-install-location", *_]:
            return Result()
        case ["install" | "install-create" | "install-streaming" | "install-multiple", *rest]:
            for name, size in zip(rest, rest[1:], strict=False):
                if name == "-S" and size.isdigit():
                    call.source.drop(int(size))  # the client sends the whole file before it listens
            return text("Failure [INSTALL_FAILED_USER_RESTRICTED: this virtual phone runs its built-in apps only]", 1)
        case ["install-existing", *rest] if rest:
            known = rest[-1] in APPS
            said = f"Package {rest[-1]} installed for user: 0" if known else f"Failure [{rest[-1]} not found]"
            return text(said, int(not known))
        case ["uninstall", *rest] if rest:
            known = rest[-1] in APPS or rest[-1] in SYSTEM
            why = "DELETE_FAILED_USER_RESTRICTED" if known else "not installed for 0"
            return text(f"Failure [{why}]", 1)
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
    if "-d" in flags:
        names = []
    valued = ("--user", "--uid")
    words = [word for at, word in enumerate(flags) if word[:1] != "-" and (at == 0 or flags[at - 1] not in valued)]
    if words:
        names = [name for name in names if words[0] in name]
    return text("\n".join(_listed(name, flags) for name in names))


def _listed(name: str, flags: list[str]) -> str:
    row = f"package:{_path(name)}={name}" if "-f" in flags else f"package:{name}"
    row += " versionCode:1" if "--show-versioncode" in flags else ""
    row += f"  uid:{10100 + (list(APPS).index(name) if name in APPS else 0)}" if "-U" in flags else ""
    return row + ("  installer=null" if "-i" in flags else "")


def _path(package: str) -> str:
    if package in SYSTEM:
        return f"/system/priv-app/{package}/{package.rpartition('.')[2]}.apk"
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
