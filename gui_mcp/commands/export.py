"""`gui-mcp export`."""

from pathlib import Path

from rich.console import Console

from agent.store import Store
from benchmarks.inspect_log import write_inspect
from benchmarks.thumbnail import thumbnail

FORMATS = ("inspect",)


def run(folder: Path, to: str, out: Path | None) -> int:
    """0; raises ValueError for an unknown format."""
    if to not in FORMATS:
        raise ValueError(f"nothing is exported to {to!r}; there is: {', '.join(FORMATS)}")
    store = Store(folder)
    manifest = store.manifest
    path = out or folder / f"{folder.resolve().name}.eval"
    if path.suffix != ".eval":
        raise ValueError(f"Inspect opens files that end in .eval, not {path.name}")
    write_inspect(path, list(store.episodes()), manifest, thumbnail)
    console = Console()
    console.print(f"Inspect log: {path}", highlight=False, soft_wrap=True)
    console.print(f"look at it with: inspect view --log-dir {path.parent}", highlight=False, soft_wrap=True)
    return 0
