"""`gui-mcp honesty`."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from benchmarks.daily.chosen import chosen
from benchmarks.daily.honesty import Honesty, check
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import Variant
from benchmarks.null_agents import NULL_AGENTS
from benchmarks.stats import wilson
from devices.virtual.spec import listed
from gui_mcp.table import plain


def run(
    suite: str, only: Sequence[str], split: str, seeds: int, languages: str, looks: str, agents: bool, phones: int
) -> int:
    """1 where a fault was found."""
    console = Console()
    templates = chosen(suite, split, only)
    variants = [
        Variant(language, () if words.strip() in ("", "plain") else tuple(listed(words)))
        for language in listed(languages) for words in looks.split(";")
    ]  # fmt: skip
    jobs = [(t, seed, variant) for t in templates for seed in range(seeds) for variant in variants]
    found, suite = Honesty(), suite_hash()["suite"]
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn()]  # fmt: skip
    with Progress(*columns, console=console) as bar:
        row = bar.add_task("no fault", total=len(jobs))
        for name, honesty in check(jobs, tuple(NULL_AGENTS) if agents else (), phones):
            found.merge(honesty)
            for fault in honesty.faults:
                console.print(f"[red]FAULT[/] {escape(fault.task)}: {escape(fault.what)}", highlight=False)
            words = f"{len(found.faults)} faults · {name}"
            bar.update(row, advance=1, description=f"{words:48.48}")
    console.print(_table(found))
    console.print(
        f"{len(templates)} templates × {seeds} worlds × {len(variants)} phones = {len(jobs)} tasks: "
        f"{len(found.faults)} faults; suite {suite}", highlight=False,
    )  # fmt: skip
    return 1 if found.faults else 0


def _table(found: Honesty) -> object:
    rows: list[tuple[str, str, str, str, str]] = []
    for name in found.tried:
        passed, tried = found.passed[name], found.tried[name]
        low, high = wilson(passed, tried)
        rows.append((name, str(passed), str(tried), f"{passed / tried:.1%}", f"{low:.1%} – {high:.1%}"))
    return plain(("who", "passed", "of", "rate", "95 % interval"), sorted(rows))
