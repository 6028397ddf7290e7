"""Which templates a command is about."""

from collections.abc import Sequence

from benchmarks.daily import TEMPLATES
from benchmarks.daily.template import Template

SPLITS = ("test", "train", "all")


def chosen(suite: str, split: str = "all", only: Sequence[str] = ()) -> list[Template]:
    """Templates of a split whose ids begin with one of `only`. Raises ValueError that says what there is."""
    if suite != "daily":
        raise ValueError(f"no suite called {suite!r}; there is: daily")
    if split not in SPLITS:
        raise ValueError(f"no split called {split!r}; there are: {', '.join(SPLITS)}")
    here = [t for t in TEMPLATES.values() if split in ("all", t.split)]
    found = [t for t in here if not only or any(t.id.startswith(prefix) for prefix in only)]
    if not found:
        themes = sorted({t.id.partition("-")[0] for t in here})
        raise ValueError(f"no template begins with {', '.join(only)}; they begin with: {', '.join(themes)}")
    return found
