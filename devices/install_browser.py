"""Find a Chromium or get one: `python -m devices.install_browser`.

Playwright's own if it is there or its download works, else the system's Chromium, Chrome or Edge, else, as root on
Debian or Ubuntu, the distribution's package; otherwise an error with the next step.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from devices.browser import NO_BROWSER, find_chromium

DOWNLOAD_SECONDS = 600


def ensure() -> str:
    """Path of a Chromium that is there now. Raises RuntimeError with the next step."""
    own = _own()
    if os.environ.get("GUI_MCP_BROWSER"):
        chosen = find_chromium()
        if chosen is None:
            raise RuntimeError(f"GUI_MCP_BROWSER={os.environ['GUI_MCP_BROWSER']} does not exist")
        return chosen
    if not Path(own).exists() and _run([sys.executable, "-m", "playwright", "install", "chromium"]):
        own = _own()
    found = find_chromium(own)
    if found is None and _debian_root():
        _run(["apt-get", "update"])
        _run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
        found = find_chromium(own)
    if found is None:
        raise RuntimeError(NO_BROWSER)
    return found


def _own() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _debian_root() -> bool:
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def _run(command: list[str]) -> bool:
    """Run a command quietly; did it work?"""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=DOWNLOAD_SECONDS,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    try:
        print(f"browser: {ensure()}")
    except RuntimeError as problem:
        sys.exit(f"error: {problem}")
