"""`gui-mcp eval`."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from agent.store import Store
from benchmarks.daily.scene import TRAIN
from benchmarks.daily.score import score_run, write_training_data
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask
from benchmarks.harvest import Limits, Planned
from benchmarks.report import Scored, write_report
from benchmarks.result import Result, write_results
from benchmarks.summary import summarise
from gui_mcp import __version__
from gui_mcp.commands.folder import run_folder
from gui_mcp.commands.play import play, tasks_of
from gui_mcp.plan import Mind, Plan
from gui_mcp.table import by_axis, summary


def run(plan: Plan) -> int:
    """Run, keep, score, report. 0 however the policy did: a low score is a result, not an error."""
    asked, mind = plan.asked, plan.mind
    if asked.suite != "daily":
        raise ValueError(f"no suite called {asked.suite!r}; there are: daily, miniwob")
    console, tasks = Console(), tasks_of(asked)
    folder = run_folder(plan.out, f"daily-{mind.policy.replace(':', '-')}")
    suite_id, templates = suite_hash()["suite"], len({task.template.id for task in tasks})
    console.print(f"{len(tasks)} tasks of {templates} templates; suite {suite_id}; {folder}", highlight=False)
    limits = Limits(plan.max_seconds, plan.max_steps)
    scored = evaluate(tasks, mind, limits, folder, console, phones=plan.phones, size=asked.size)
    show(scored, console)
    show_files(folder, console)
    return 0


def evaluate(
    tasks: Sequence[DailyTask | Planned],
    mind: Mind,
    limits: Limits,
    folder: Path,
    console: Console,
    *,
    phones: int = 1,
    size: str = "phone",
) -> list[Scored]:
    """Play with live progress, then score, and write results, training data and report."""
    store, _ = play(tasks, mind, limits, folder, console, phones=phones, size=size)
    with console.status("judging and writing the report"):
        scored = score_run(store)
        write(folder, scored)
    if any(s.stored.meta["axes"]["split"] == TRAIN for s in scored):
        write_training_data(folder / "train.parquet", scored, folder.name)
    return scored


def write(folder: Path, scored: Sequence[Scored], note: str = "") -> None:
    """Results, summary and report of a run; `note` stands below the report's title."""
    write_numbers(folder, [s.result for s in scored])
    manifest = Store(folder).manifest
    title = f"{manifest.get('kind', 'run')}: {manifest.get('policy', '')}".rstrip(": ")
    suite = manifest.get("suite", {}).get("suite", "")
    about = " · ".join(part for part in (str(folder), f"suite {suite}", note) if part)
    write_report(folder / "report.html", title, about, scored, __version__)


def write_numbers(folder: Path, results: Sequence[Result]) -> None:
    """Results and summary of a run."""
    manifest = Store(folder).manifest
    write_results(folder / "results.jsonl", results)
    whole = {"suite": manifest.get("suite"), "policy": manifest.get("policy"), **summarise(results).json()}
    (folder / "summary.json").write_text(json.dumps(whole, indent=1), encoding="utf-8")


def show_files(folder: Path, console: Console) -> None:
    """Where everything is."""
    for name, file in (("report", "report.html"), ("results", "results.jsonl"), ("run", "")):
        console.print(f"{name}: {folder / file}", highlight=False, soft_wrap=True)


def show(scored: Sequence[Scored], console: Console) -> None:
    """The tables, and what was learnt from."""
    results = [s.result for s in scored]
    console.print(by_axis(results))
    console.print(summary(summarise(results)))
    for broken in [r for r in results if r.success is None][:5]:
        console.print(f"[red]error[/] {broken.id}: {broken.error}", highlight=False)
    rewards = [r for e in scored for r in e.rewards if r is not None]
    mean = f"{sum(rewards) / len(rewards):.3f}" if rewards else "none"
    console.print(f"mean Gaussian reward {mean} over {len(rewards)} touches with a known target", highlight=False)
