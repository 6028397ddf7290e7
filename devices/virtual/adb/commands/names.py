"""Android's names for what the phone shows: packages, activities, processes, locales."""

from devices.virtual.apps import APPS
from devices.virtual.phone import VirtualPhone

LAUNCHER = "com.android.launcher"
ACTIVITY = ".MainActivity"
ADB_KEYBOARD = "com.android.adbkeyboard/.AdbIME"
LATIN = "com.android.inputmethod.latin/.LatinIME"
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
DAEMONS = ("init", "adbd", "surfaceflinger", "system_server", "com.android.systemui", LAUNCHER)


def front_package(phone: VirtualPhone) -> str:
    """The package in front; the launcher's for the system's own screens."""
    front = phone.world.front
    return LAUNCHER if front in ("home", "recents") else front


def component(package: str) -> str:
    """PACKAGE/ACTIVITY in the short form."""
    return f"{package}/.Launcher" if package == LAUNCHER else f"{package}/{ACTIVITY}"


def window(package: str) -> str:
    """PACKAGE/ACTIVITY with the activity's full name, as window titles have it."""
    name, _, activity = component(package).partition("/")
    return f"{name}/{name}{activity}"


def processes(phone: VirtualPhone) -> list[str]:
    """The names of what runs: the system's own and the apps in recents."""
    return [*DAEMONS, *phone.world.nav["running"]]


def process_id(name: str) -> int:
    """A number that is always the same for a process."""
    known = [*DAEMONS, *APPS]
    return 100 * (known.index(name) + 1) + 1 if name in known else 99999


def task_id(package: str) -> int:
    """The number of an app's task."""
    return 1 if package == LAUNCHER else 10 + list(APPS).index(package) if package in APPS else 9
