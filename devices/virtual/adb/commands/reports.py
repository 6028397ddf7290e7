"""`dumpsys` of what changes little: the battery, memory, processors, packages; and the services that say nothing."""

from collections.abc import Callable

from devices.virtual.adb.commands.names import ADB_KEYBOARD, LATIN, LAUNCHER, component, process_id, processes
from devices.virtual.adb.shell import Call
from devices.virtual.apps import APPS

TOKEN = "5f2c1d8"
SYSTEM = ("android", "com.android.systemui", LAUNCHER, LATIN.partition("/")[0])
QUIET = frozenset({
    "account", "accessibility", "appops", "audio", "autofill", "backup", "bluetooth_manager", "clipboard",
    "connectivity", "device_policy", "deviceidle", "diskstats", "dropbox", "gpu", "hardware_properties", "jobscheduler",
    "launcherapps", "location", "lock_settings", "media.audio_flinger", "media.camera", "media_session", "mount",
    "netpolicy", "netstats", "overlay", "permission", "phone", "print", "procstats", "role", "search", "sensorservice",
    "settings", "shortcut", "statusbar", "telecom", "telephony.registry", "thermalservice", "trust", "uimode",
    "usagestats", "usb", "user", "vibrator_manager", "wallpaper", "webviewupdate",
})  # fmt: skip
BATTERY = {
    "AC powered": "false", "USB powered": "false", "Wireless powered": "false", "Dock powered": "false",
    "Max charging current": "0", "Max charging voltage": "0", "Charge counter": "2870000", "status": "3", "health": "2",
    "present": "true", "level": "82", "scale": "100", "voltage": "4100", "temperature": "260", "technology": "Li-ion",
}  # fmt: skip
SHORT = {"ac": "AC powered", "usb": "USB powered", "wireless": "Wireless powered", "dock": "Dock powered",
         "counter": "Charge counter", "temp": "temperature"}  # fmt: skip
GROUPS = {"location": "ACCESS_FINE_LOCATION", "camera": "CAMERA", "contacts": "READ_CONTACTS",
          "microphone": "RECORD_AUDIO", "photos": "READ_MEDIA_IMAGES", "calendar": "READ_CALENDAR",
          "phone": "CALL_PHONE", "notifications": "POST_NOTIFICATIONS"}  # fmt: skip


def _battery(call: Call) -> str:
    pretended = call.shell.memory.battery
    match call.args[1:]:
        case ["reset", *_]:
            pretended.clear()
            return ""
        case ["unplug", *_]:
            pretended.update({"AC powered": "false", "USB powered": "false", "Wireless powered": "false"})
            return ""
        case ["set", name, value, *_] if SHORT.get(name, name) in BATTERY:
            on = {"0": "false", "1": "true"}.get(value, value) if "powered" in SHORT.get(name, "") else value
            pretended[SHORT.get(name, name)] = on
            return ""
        case ["set", name, *_]:
            return f"Unknown set option: {name}"
        case ["get", name, *_] if SHORT.get(name, name) in BATTERY:
            return {**BATTERY, **pretended}[SHORT.get(name, name)]
        case _:
            stopped = "  (UPDATES STOPPED -- use 'reset' to restart)\n" if pretended else ""
            rows = {**BATTERY, **pretended}.items()
            return f"Current Battery Service state:\n{stopped}" + "\n".join(f"  {key}: {value}" for key, value in rows)


def _batterystats(call: Call) -> str:
    if "-c" in call.args or "--checkin" in call.args:
        version = "9,0,i,vers,36,215,GM1.260310.001,GM1.260310.001"
        return f"{version}\n9,0,l,bt,0,86400000,86400000,86400000,86400000,1773045000000,0,0"
    return "Battery History [Format: 2] (0% used, 0KB used of 4096KB, 0 strings using 0KB):\n"


def _package(call: Call) -> str:
    name = next((arg for arg in call.args[1:] if not arg.startswith("-")), "")
    if not name:
        return "Packages:\n" + "\n".join(_described(call, one) for one in (*APPS, *SYSTEM))
    if name not in APPS and name not in SYSTEM and name != ADB_KEYBOARD.partition("/")[0]:
        return f"Dexopt state:\n  Unable to find package: {name}"
    table = (
        "Activity Resolver Table:\n  Non-Data Actions:\n      android.intent.action.MAIN:\n"
        f"        {TOKEN} {component(name)} filter {TOKEN}\n"
        '          Action: "android.intent.action.MAIN"\n          Category: "android.intent.category.LAUNCHER"\n\n'
    )
    return (table if name in APPS else "") + "Packages:\n" + _described(call, name)


def _described(call: Call, name: str) -> str:
    permissions = call.shell.phone.world.settings["permissions"].get(name, {})
    asked = {f"android.permission.{GROUPS[p]}": state == "allow" for p, state in permissions.items() if p in GROUPS}
    rows = "".join(f"        {p}: granted={str(on).lower()}, flags=[ USER_SET ]\n" for p, on in asked.items())
    return (
        f"  Package [{name}] ({TOKEN}):\n    userId={10100 + (list(APPS).index(name) if name in APPS else 0)}\n"
        f"    pkg=Package{{{TOKEN} {name}}}\n    codePath=/data/app/{name}\n    resourcePath=/data/app/{name}\n"
        "    primaryCpuAbi=null\n    versionCode=1 minSdk=30 targetSdk=35\n    versionName=0.1.0\n"
        f"    signatures=PackageSignatures{{{TOKEN} version:3, signatures:[5f2c1d8a], past signatures:[]}}\n"
        "    pkgFlags=[ HAS_CODE ALLOW_CLEAR_USER_DATA ]\n    dataDir=/data/user/0/" + name + "\n"
        "    timeStamp=2026-03-01 09:00:00\n    firstInstallTime=2026-03-01 09:00:00\n"
        "    lastUpdateTime=2026-03-01 09:00:00\n    installerPackageName=null\n"
        "    requested permissions:\n" + "".join(f"      {permission}\n" for permission in asked) +
        "    User 0: ceDataInode=4242 installed=true hidden=false suspended=false stopped=false notLaunched=false "
        f"enabled=0 instant=false virtual=false\n      runtime permissions:\n{rows}"
    )  # fmt: skip


def _meminfo(call: Call) -> str:
    names = [arg for arg in call.args[1:] if not arg.startswith("-")]
    running = processes(call.shell.phone)
    if not names:
        rows = "\n".join(f"     90,000K: {name} (pid {process_id(name)})" for name in running)
        return f"Applications Memory Usage (in Kilobytes):\nTotal PSS by process:\n{rows}\n\nTotal RAM: 4,026,532K"
    if names[0] not in running:
        return f"No process found for: {names[0]}"
    return (
        "Applications Memory Usage (in Kilobytes):\nUptime: 86400000 Realtime: 86400000\n\n"
        f"** MEMINFO in pid {process_id(names[0])} [{names[0]}] **\n"
        "                   Pss  Private  Private  SwapPss      Rss     Heap     Heap     Heap\n"
        "                 Total    Dirty    Clean    Dirty    Total     Size    Alloc     Free\n"
        "                ------   ------   ------   ------   ------   ------   ------   ------\n"
        "  Native Heap    12040    12000        0        0    14000    20480    14336     6144\n"
        "  Dalvik Heap     8040     8000        0        0    10000    16384     8192     8192\n"
        "        TOTAL    90000    60000    20000        0   120000    36864    22528    14336\n"
    )


def _cpuinfo(call: Call) -> str:
    rows = "\n".join(f"  0.1% {process_id(name)}/{name}: 0% user + 0% kernel" for name in processes(call.shell.phone))
    return f"Load: 0.1 / 0.1 / 0.1\nCPU usage from 60000ms to 0ms ago:\n{rows}\n1% TOTAL: 0.5% user + 0.5% kernel"


def _gfxinfo(call: Call) -> str:
    name = call.args[1] if len(call.args) > 1 else ""
    if name not in processes(call.shell.phone):
        return f"No process found for: {name}" if name else "Applications Graphics Acceleration Info:"
    return (
        f"Applications Graphics Acceleration Info:\n\n** Graphics info for pid {process_id(name)} [{name}] **\n\n"
        "Stats since: 0ns\nTotal frames rendered: 120\nJanky frames: 0 (0.00%)\n50th percentile: 5ms\n"
        "90th percentile: 7ms\n95th percentile: 8ms\n99th percentile: 12ms"
    )


def _quiet(call: Call) -> str:
    return f"{call.args[0]} service state:"


REPORTS: dict[str, Callable[[Call], str]] = {
    **dict.fromkeys(QUIET, _quiet),
    "battery": _battery,
    "batterystats": _batterystats,
    "package": _package,
    "meminfo": _meminfo,
    "cpuinfo": _cpuinfo,
    "gfxinfo": _gfxinfo,
}
