"""What makes two results on MiniWoB++ comparable: a hash of its pages, of the device, and of what judges an episode."""

import hashlib
from functools import cache
from importlib.resources import files

from benchmarks.daily.suite import digest
from benchmarks.miniwob.pages import html_folder

PAGES = ("common", "core", "miniwob")
DEVICE = ("browser.py", "web.py", "web_elements.js")
JUDGES = ("miniwob/page.py", "miniwob/task.py", "run.py")


@cache
def suite_hash() -> dict[str, str]:
    """sha256 by part ("pages", "device", "verifiers") and of all of them ("suite"), the first 16 digits each. Raises
    MiniwobMissing."""
    exam = files("benchmarks")
    parts = {
        "pages": digest(html_folder() / name for name in PAGES),
        "device": digest(files("devices") / name for name in DEVICE),
        "verifiers": digest(exam / name for name in JUDGES),
    }
    whole = hashlib.sha256("".join(parts[key] for key in sorted(parts)).encode()).hexdigest()
    return {"suite": whole[:16], **{name: part[:16] for name, part in parts.items()}}
