"""`gui-mcp compare`."""

import os
from pathlib import Path

from rich.console import Console

from benchmarks.result import read_results
from benchmarks.summary import compare, summarise
from gui_mcp.table import plain

SURE = 0.05


def run(folder: Path, other: Path) -> int:
    """Always 0: what came of it is printed."""
    console = Console()
    one, two = read_results(folder / "results.jsonl"), read_results(other / "results.jsonl")
    found, a, b = compare(one, two), summarise(one), summarise(two)
    if len(suites := {result.suite for result in (*one, *two)}) > 1:
        console.print(
            f"[yellow]not the same suite[/] ({', '.join(sorted(suites))}): what differs may be the tasks",
            highlight=False,
        )
    rows = [
        ("strict success", f"{a.strict:.1%}", f"{b.strict:.1%}"),
        ("95 % over templates", *(f"{s.strict_interval[0]:.1%} – {s.strict_interval[1]:.1%}" for s in (a, b))),
        ("progress", f"{a.progress:.1%}", f"{b.progress:.1%}"),
        ("false complete", f"{a.false_complete:.1%}", f"{b.false_complete:.1%}"),
        ("side effects", f"{a.side_effects:.1%}", f"{b.side_effects:.1%}"),
        ("errors", str(a.errors), str(b.errors)),
        ("passed by this one alone", str(found.one_only), str(found.other_only)),
    ]
    console.print(plain(("measure", *_names(folder.resolve(), other.resolve())), rows))
    console.print(
        f"{found.tasks} tasks in both ({found.unpaired} in one alone): both pass {found.both}, neither "
        f"{found.neither}; {found.same} episodes are the same to the byte", highlight=False,
    )  # fmt: skip
    verdict = "differ" if found.p < SURE else "cannot be told apart"
    console.print(f"McNemar, exact, two-sided: p = {found.p:.3g}; the two {verdict} at {SURE}", highlight=False)
    return 0


def _names(one: Path, other: Path) -> tuple[str, str]:
    """What two folders are called beside each other: by more than their names where these are the same."""
    if one.name != other.name or one == other:
        return one.name, other.name
    common = os.path.commonpath([one, other])
    return str(one.relative_to(common)), str(other.relative_to(common))
