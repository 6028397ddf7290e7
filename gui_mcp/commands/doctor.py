"""`gui-mcp doctor`."""

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass

from adbutils import adb_path
from rich.console import Console
from rich.markup import escape

from devices.browser import Browser
from devices.errors import DeviceError
from gui_mcp import __version__


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `needed`: nothing works without it."""

    name: str
    fine: bool
    words: str
    needed: bool = False


def run() -> int:
    """Look at everything; 1 where something needed is missing."""
    console = Console()
    console.print(f"gui-mcp {__version__}, Python {sys.version.split()[0]}")
    findings = [_browser(), _adb(), _cjk(), *_extras()]
    for f in findings:
        mark = "[green]✓[/]" if f.fine else "[red]✗[/]" if f.needed else "[yellow]–[/]"
        console.print(f" {mark} {f.name}: {escape(f.words)}", highlight=False)
    return 1 if any(f.needed and not f.fine for f in findings) else 0


def _browser() -> Finding:
    try:
        path = Browser.shared().path
    except DeviceError as problem:
        return Finding("browser", False, str(problem), needed=True)
    Browser.shutdown()
    return Finding("browser", True, f"starts ({path})", needed=True)


def _adb() -> Finding:
    try:
        return Finding("adb", True, adb_path())
    except RuntimeError as problem:
        return Finding("adb", False, f"{problem}; install Android's platform-tools for real phones")


def _cjk() -> Finding:
    lister = shutil.which("fc-list")
    if lister is None:
        return Finding("Chinese fonts", True, "not checked (no fontconfig)")
    found = subprocess.run([lister, ":lang=zh", "family"], capture_output=True, text=True, timeout=30, check=False)
    if found.stdout.strip():
        return Finding("Chinese fonts", True, "found")
    why = "none: Chinese web pages show boxes (the phone brings its own); Debian: apt-get install -y fonts-noto-cjk"
    return Finding("Chinese fonts", False, why)


def _extras() -> list[Finding]:
    wanted = {"torch": "train", "transformers": "vlm", "ray": "ray", "miniwob": "miniwob"}
    return [
        Finding(name, found, "found" if found else f'not installed, not needed here (pip install "gui-mcp[{extra}]")')
        for name, extra in wanted.items()
        for found in (importlib.util.find_spec(name) is not None,)
    ]
