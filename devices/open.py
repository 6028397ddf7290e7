"""From a word on the command line to a device."""

import importlib
from collections.abc import Callable
from typing import cast

from devices.device import Device
from devices.errors import DeviceUnavailable

HELP = (
    "virtual[:SEED[?size=large&lang=zh&look=dark&hard=popup]] (a phone of our own), "
    "adb:SERIAL (a phone, an emulator, or HOST:PORT), web:URL, or package.module:factory"
)
# Kind → dotted path of a factory taking what stands behind the colon; imported only when chosen.
KINDS: dict[str, str] = {
    "virtual": "devices.open:open_virtual",
    "adb": "devices.open:open_adb",
    "web": "devices.open:open_web",
}


def open_device(name: str) -> Device:
    """Open the device called `name`: see `HELP`. Raises `DeviceUnavailable` with what to try instead."""
    kind, _, rest = name.partition(":")
    path = KINDS.get(kind)
    if path is None and "." in kind and rest:
        path, rest = name, ""
    if path is None:
        raise DeviceUnavailable(f"no device called {name!r}; say {HELP}")
    module, _, attribute = path.partition(":")
    try:
        factory = cast("Callable[[str], Device]", getattr(importlib.import_module(module), attribute))
    except (ImportError, AttributeError) as problem:
        raise DeviceUnavailable(f"{path} could not be loaded: {problem}") from problem
    return factory(rest)


def open_virtual(words: str) -> Device:
    """A virtual phone, in-process: "7?size=large&lang=zh&look=dark&hard=popup" (devices/virtual/spec.py)."""
    spec = importlib.import_module("devices.virtual.spec")
    try:
        chosen = spec.parse(words)
    except ValueError as problem:
        raise DeviceUnavailable(str(problem)) from problem
    module = importlib.import_module("devices.virtual.device")
    return module.VirtualDevice(chosen.phone(), name=f"virtual:{words}" if words else "virtual")


def open_adb(serial: str) -> Device:
    """A phone over ADB."""
    if not serial:
        raise DeviceUnavailable("say which phone: adb:SERIAL; `gui-mcp devices` lists them")
    return importlib.import_module("devices.android").AndroidDevice(serial)


def open_web(url: str) -> Device:
    """A web page; without a scheme, https."""
    if not url:
        raise DeviceUnavailable("say which page: web:https://example.org")
    full = url if "://" in url else f"https://{url}"
    return importlib.import_module("devices.web").WebDevice(full)
