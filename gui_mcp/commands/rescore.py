"""`gui-mcp rescore`."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape

from agent.store import Store, Stored
from benchmarks.daily import score as daily
from benchmarks.daily.suite import suite_hash as daily_hash
from benchmarks.miniwob import score as miniwob
from benchmarks.miniwob.suite import suite_hash as miniwob_hash
from benchmarks.report import Scored
from benchmarks.result import read_results
from gui_mcp.commands.evaluate import show, write
from gui_mcp.commands.miniwob import conclude


def run(folder: Path) -> int:
    """0 where every verdict stood, 1 where one changed."""
    console = Console()
    store = Store(folder)
    before = {r.id: r for r in read_results(folder / "results.jsonl")} if (folder / "results.jsonl").exists() else {}
    manifest = store.manifest
    pages, policy = manifest.get("kind") == "miniwob", str(manifest.get("policy", ""))
    then, now = manifest.get("suite", {}), miniwob_hash() if pages else daily_hash()
    changed = sorted(part for part in now if part != "suite" and then.get(part) != now[part])
    if changed:
        console.print(
            f"[yellow]{', '.join(changed)} changed since this run was made[/]: a verdict may change with them"
        )
    scored = [_judged(one) for one in store.episodes()]
    if pages:
        conclude(folder, policy, scored, console)
    else:
        write(folder, scored)
        show(scored, console)
    differs = [s.result for s in scored if s.result.id in before and before[s.result.id].success != s.result.success]
    for result in differs:
        was = before[result.id].success
        console.print(f"{escape(result.id)}: {was} → {result.success} {escape(result.error)}", highlight=False)
    console.print(f"{len(scored)} episodes judged again, {len(differs)} verdicts changed")
    return 1 if differs else 0


def _judged(stored: Stored) -> Scored:
    if daily.is_daily(stored.meta):
        return daily.score(stored, rejudge=True)
    if miniwob.is_miniwob(stored.meta):
        return miniwob.score(stored, rejudge=True)
    raise ValueError(f"{stored.id} belongs to no template of this suite; rescore it with the version that ran it")
