"""What makes two results comparable: a hash of the tasks, of the apps they run on, and of what judges them."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

SOURCES = (".py", ".json", ".js", ".css", ".html")
VERIFIERS = ("alignment.py", "answer.py", "changes.py", "facts.py", "run.py")


@cache
def suite_hash() -> dict[str, str]:
    """sha256 by part ("tasks", "apps", "verifiers") and of all of them ("suite"), the first 16 digits each."""
    exam = files("benchmarks")
    parts = {
        "tasks": _digest(_walk(exam / "daily")),
        "apps": _digest(_walk(files("devices") / "virtual")),
        "verifiers": _digest((name, exam / name) for name in VERIFIERS),
    }
    whole = hashlib.sha256("".join(parts[key] for key in sorted(parts)).encode()).hexdigest()
    return {"suite": whole[:16], **{name: digest[:16] for name, digest in parts.items()}}


def _walk(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _walk(entry, f"{under}{entry.name}/")
        elif entry.name.endswith(SOURCES):
            yield under + entry.name, entry


def _digest(entries: Iterator[tuple[str, Traversable]]) -> str:
    whole = hashlib.sha256()
    for name, entry in entries:
        # Line ends are the checkout's, not the suite's.
        whole.update(f"{name}\0".encode() + entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()
