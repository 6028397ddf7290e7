"""`gui-mcp dataset`."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.dataset.build import Made, build
from benchmarks.dataset.card import card
from gui_mcp import __version__
from gui_mcp.table import plain

NAMED = 5  # refused episodes that are named


def run(folders: Sequence[Path], out: Path) -> int:
    """0 where there is a dataset, whatever was kept out of it."""
    console = Console()
    columns = [TextColumn("episodes"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        row = bar.add_task("")
        made = build(
            folders, out, lambda made: card(made, out.name, __version__),
            told=lambda done, total: bar.update(row, completed=done, total=total),
        )  # fmt: skip
    _show(made, out, console)
    if (steps := made.rows["steps"]) and made.pictures < steps:
        console.print(f"{steps - made.pictures} steps have no screenshot: they were harvested with --no-pixels")
    console.print(f"dataset: {out}", highlight=False, soft_wrap=True, markup=False)
    console.print(f'open it: datasets.load_dataset("{out}", "steps", split="train")', highlight=False, soft_wrap=True,
                  markup=False)  # fmt: skip
    return 0


def _show(made: Made, out: Path, console: Console) -> None:
    rows: list[tuple[str, str, str]] = []
    for table, count in made.rows.items():
        files = sorted((out / table).glob("*.parquet"))
        size = sum(file.stat().st_size for file in files) / 1e6
        rows.append((table, str(count), f"{len(files)} file{'s' * (len(files) != 1)}, {size:.1f} MB"))
    console.print(plain(("table", "rows", ""), rows))
    for reason, count in sorted(made.refused.items()):
        console.print(f"[yellow]kept out[/] {count} {reason}:", highlight=False)
        for what in made.like[reason][:NAMED]:
            console.print(f"  {what}", highlight=False, soft_wrap=True, markup=False)
        if count > NAMED:
            console.print(f"  and {count - NAMED} more")
