"""`gui-mcp rescore`."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from agent.store import Store
from benchmarks.daily.score import is_daily, score
from benchmarks.daily.suite import suite_hash
from benchmarks.result import read_results
from gui_mcp.commands.evaluate import show, write


def run(folder: Path) -> int:
    """0 where every verdict stood, 1 where one changed."""
    console = Console()
    store = Store(folder)
    before = {r.id: r for r in read_results(folder / "results.jsonl")} if (folder / "results.jsonl").exists() else {}
    then, now = store.manifest.get("suite", {}), suite_hash()
    changed = sorted(part for part in now if part != "suite" and then.get(part) != now[part])
    if changed:
        console.print(
            f"[yellow]{', '.join(changed)} changed since this run was made[/]: a verdict may change with them"
        )
    stored = list(store.episodes())
    foreign = [one.id for one in stored if not is_daily(one.meta)]
    if foreign:
        raise ValueError(f"{foreign[0]} belongs to no template of this suite; rescore it with the version that ran it")
    scored = [score(one, rejudge=True) for one in stored]
    write(folder, scored)
    show(scored, console)
    differs = [s.result for s in scored if s.result.id in before and before[s.result.id].success != s.result.success]
    for result in differs:
        was = before[result.id].success
        console.print(f"{escape(result.id)}: {was} → {result.success} {escape(result.error)}", highlight=False)
    console.print(f"{len(scored)} episodes judged again, {len(differs)} verdicts changed")
    return 1 if differs else 0
