"""`gui-mcp phone`."""

import re
import signal
import threading

from rich.console import Console

from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.phone import VirtualPhone


def run(port: int, seed: int, size: str, density: int) -> None:
    """Serve one phone over ADB until Ctrl-C or SIGTERM."""
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", size)
    if match is None:
        raise ValueError(f"--size is WIDTHxHEIGHT in pixels, as 720x1600, not {size!r}")
    console = Console()
    phone = VirtualPhone(seed, int(match.group(1)), int(match.group(2)), density)
    daemon = AdbDaemon(phone, port=port)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: stop.set())
    try:
        daemon.start()
        console.print(f"virtual phone {size}, world {seed}, at {daemon.address}", highlight=False)
        console.print(f"  adb connect {daemon.address}", highlight=False)
        console.print(f"  adb -s {daemon.address} shell input tap 360 800", highlight=False)
        console.print(f'  gui-mcp run "Turn on dark theme" --device adb:{daemon.address}', highlight=False)
        console.print("Ctrl-C ends it.")
        stop.wait()
    finally:
        daemon.close()
        phone.close()
