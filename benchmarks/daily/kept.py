"""The signatures of test templates, written down beside the suite: laying the templates out takes half a minute.

They are believed as long as nothing has changed that they come from: templates, apps, and what tells signatures.
`make signatures` writes them anew.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from benchmarks.daily.suite import TASKS, digest

FILE = "signatures.json"
TOLD_BY = ("daily/drawn.py", "daily/signature.py", "changes.py", "facts.py")


@cache
def kept_signatures() -> Mapping[str, frozenset[frozenset[str]]]:
    """By template; nothing where they are of another suite than this one."""
    whole = json.loads(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))
    if whole["of"] != _sources():
        return {}
    return {name: frozenset(frozenset(kinds) for kinds in found) for name, found in whole["signatures"].items()}


def keep_signatures(found: Mapping[str, frozenset[frozenset[str]]]) -> None:
    """Write them down."""
    rows = {name: sorted(sorted(kinds) for kinds in of_it) for name, of_it in sorted(found.items())}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items())
    text = f'{{"of": {json.dumps(_sources())}, "signatures": {{\n{lines}\n}}}}\n'
    Path(__file__).with_name(FILE).write_text(text, encoding="utf-8")


@cache
def _sources() -> str:
    exam = files("benchmarks")
    tasks = [exam / "daily" / name for name in TASKS]
    return digest([*tasks, *(exam / name for name in TOLD_BY), files("devices") / "virtual"])[:16]
