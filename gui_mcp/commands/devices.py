"""`gui-mcp devices`."""

from rich.console import Console

from devices.android import list_adb_devices
from devices.errors import DeviceError
from gui_mcp.table import plain


def run() -> None:
    """A table of what can be driven."""
    rows = [["virtual", "a virtual phone, in-process; virtual:7 wakes up in world 7"]]
    note = ""
    try:
        rows += [[f"adb:{serial}", "a phone or emulator over ADB"] for serial in list_adb_devices()]
    except DeviceError as problem:
        note = f"no list of ADB devices: {problem}"
    rows.append(["web:URL", "a web page in headless Chromium"])
    console = Console()
    console.print(plain(["device", "what it is"], rows))
    if note:
        console.print(note, style="yellow")
