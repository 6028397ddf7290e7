"""Android's names for what the phone shows: packages and activities."""

from devices.virtual.phone import VirtualPhone

LAUNCHER = "com.android.launcher"
ACTIVITY = ".MainActivity"


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
