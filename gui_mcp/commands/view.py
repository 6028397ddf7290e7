"""`gui-mcp view`."""

import webbrowser
from pathlib import Path

from rich.console import Console

from agent.store import Store, Stored
from benchmarks.daily.score import is_daily, score
from benchmarks.report import Scored, write_report
from benchmarks.result import result_of
from gui_mcp import __version__


def run(folder: Path, open_it: bool) -> None:
    """Write the report anew and show it."""
    path = write(folder)
    Console().print(f"report: {path}", highlight=False)
    if open_it and not webbrowser.open(path.resolve().as_uri()):
        Console().print("no browser to open it with; copy the path into one")


def write(folder: Path) -> Path:
    """The report of any run. Raises FileNotFoundError for a folder that is none."""
    store = Store(folder)
    manifest = store.manifest
    episodes = [score(stored) if is_daily(stored.meta) else _unscored(stored) for stored in store.episodes()]
    kind = str(manifest.get("kind", "run"))
    title = f"{kind}: {manifest.get('policy', '')}".rstrip(": ")
    path = folder / "report.html"
    write_report(path, title, f"{folder} · {len(episodes)} episodes", episodes, __version__)
    return path


def _unscored(stored: Stored) -> Scored:
    nothing = [None] * len(stored.trajectory.steps)
    return Scored(stored, result_of(stored), nothing, nothing)
