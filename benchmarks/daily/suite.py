"""What makes two results comparable: a hash of the tasks, of the phone they run on, and of what judges them."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

SOURCES = (".py", ".json", ".js", ".css", ".html")
TASKS = ("scene.py", "task.py", "template.py", "themes")
VERIFIERS = ("alignment.py", "answer.py", "changes.py", "facts.py", "run.py")


@cache
def suite_hash() -> dict[str, str]:
    """sha256 by part ("tasks", "apps", "verifiers") and of all of them ("suite"), the first 16 digits each."""
    exam = files("benchmarks")
    parts = {
        "tasks": digest(exam / "daily" / name for name in TASKS),
        "apps": digest([files("devices") / "virtual"]),
        "verifiers": digest(exam / name for name in VERIFIERS),
    }
    whole = hashlib.sha256("".join(parts[key] for key in sorted(parts)).encode()).hexdigest()
    return {"suite": whole[:16], **{name: part[:16] for name, part in parts.items()}}


def _walk(entry: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if entry.is_dir():
        for child in sorted(entry.iterdir(), key=lambda e: e.name):
            if child.name != "__pycache__":
                yield from _walk(child, f"{name}/{child.name}")
    elif name.endswith(SOURCES):
        yield name, entry


def digest(entries: Iterable[Traversable]) -> str:
    """sha256 over the sources among these files and folders, with their names."""
    whole = hashlib.sha256()
    for name, file in (pair for entry in entries for pair in _walk(entry, entry.name)):
        # Line ends are the checkout's, not the suite's.
        whole.update(f"{name}\0".encode() + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()
