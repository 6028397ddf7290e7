"""From a word on the command line to a device."""

import importlib
from collections.abc import Callable
from typing import cast

from devices.device import Device
from devices.errors import DeviceUnavailable

HELP = (
    "virtual[:SEED] (a phone of our own), adb:SERIAL (a phone, an emulator, or HOST:PORT), web:URL, "
    "or package.module:factory"
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


def open_virtual(seed: str) -> Device:
    """A virtual phone, in-process."""
    module = importlib.import_module("devices.virtual.device")
    phone = importlib.import_module("devices.virtual.phone")
    if seed and not seed.isdigit():
        raise DeviceUnavailable(f"a virtual phone is named by a seed number, not {seed!r}: try virtual:7")
    return module.VirtualDevice(phone.VirtualPhone(seed=int(seed or 0)), name=f"virtual:{seed}" if seed else "virtual")


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
