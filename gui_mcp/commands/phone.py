"""`gui-mcp phone`."""

import signal
import threading

from rich.console import Console

from devices.virtual.adb.daemon import AdbDaemon
from devices.virtual.spec import listed, make


def run(port: int, seed: int, size: str, language: str, look: str, hard: str) -> None:
    """Serve one phone over ADB until Ctrl-C or SIGTERM. Raises ValueError for words that no phone fits."""
    spec = make(seed, size, language, listed(look), listed(hard))
    console = Console()
    phone = spec.phone()
    daemon = AdbDaemon(phone, port=port)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: stop.set())
    try:
        daemon.start()
        console.print(
            f"virtual phone {phone.width}x{phone.height}, {phone.density} dpi, world {seed}, at {daemon.address}",
            highlight=False,
        )
        console.print(f"  adb connect {daemon.address}", highlight=False)
        console.print(f"  adb -s {daemon.address} shell input tap 360 800", highlight=False)
        console.print(f'  gui-mcp run "Turn on dark theme" --device adb:{daemon.address}', highlight=False)
        console.print("Ctrl-C ends it.")
        stop.wait()
    finally:
        daemon.close()
        phone.close()
