"""`gui-mcp eval`."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from agent.store import Store
from benchmarks.daily import TEMPLATES
from benchmarks.daily.score import score_run, write_training_data
from benchmarks.daily.task import DailyTask
from benchmarks.harvest import Progress as Told
from benchmarks.harvest import harvest
from benchmarks.report import Scored, write_report
from benchmarks.stats import by_axis, tally
from devices.virtual.device import VirtualDevice
from gui_mcp import __version__
from gui_mcp.commands.folder import run_folder
from gui_mcp.commands.minds import for_tasks
from gui_mcp.table import by_axis as axis_table

SHOWN_AXES = ("scenario", "objective", "composition", "difficulty")


def run(
    suite: str,
    policy: str,
    seeds: int,
    only: Sequence[str],
    model: str,
    base_url: str,
    max_seconds: float,
    out: Path | None,
) -> int:
    """Run, keep, score, report. 0 however the policy did: a low score is a result, not an error."""
    if suite != "daily":
        raise ValueError(f"no suite called {suite!r}; there is: daily")
    chosen = [t for i, t in TEMPLATES.items() if not only or any(i.startswith(p) for p in only)]
    if not chosen:
        raise ValueError(f"no template begins with {', '.join(only)}; there are: {', '.join(TEMPLATES)}")
    console = Console()
    tasks = [DailyTask(template, seed) for template in chosen for seed in range(seeds)]
    folder = run_folder(out, f"daily-{policy.replace(':', '-')}")
    scored = evaluate(tasks, policy, model, base_url, max_seconds, folder, console)
    summarise(scored, console)
    for name, path in (
        ("report", folder / "report.html"),
        ("training data", folder / "train.parquet"),
        ("run", folder),
    ):
        console.print(f"{name}: {path}", highlight=False)
    return 0


def evaluate(
    tasks: Sequence[DailyTask],
    policy: str,
    model: str,
    base_url: str,
    max_seconds: float,
    folder: Path,
    console: Console,
) -> list[Scored]:
    """Harvest with a progress bar, then score, write the training data and the report."""
    store = Store(folder)
    store.begin({"kind": "daily", "policy": policy, "model": model if policy == "chat" else ""})
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn()]  # fmt: skip
    with Progress(*columns, console=console) as bar:
        row = bar.add_task("running", total=len(tasks))
        passed = 0

        def told(now: Told) -> None:
            nonlocal passed
            if now.episode is not None:
                passed += bool(now.episode.verdict and now.episode.verdict.success)
            words = f"{passed} passed · {now.task} step {now.step}"
            bar.update(row, completed=now.done, description=f"{words:48.48}")

        harvest(tasks, VirtualDevice, for_tasks(policy, model, base_url), store, max_seconds=max_seconds, told=told)
    scored = score_run(store)
    write_training_data(folder / "train.parquet", scored, folder.name)
    write_report(folder / "report.html", f"daily: {policy}", f"{folder} · {len(scored)} episodes", scored, __version__)
    return scored


def summarise(scored: Sequence[Scored], console: Console) -> None:
    """The table, and what was learnt from."""
    axes = by_axis((e.stored.meta["axes"], e.stored.trajectory.verdict) for e in scored)
    overall = tally(e.stored.trajectory.verdict for e in scored)
    console.print(axis_table({axis: axes[axis] for axis in SHOWN_AXES if axis in axes}, overall))
    rewards = [r for e in scored for r in e.rewards if r is not None]
    mean = f"{sum(rewards) / len(rewards):.3f}" if rewards else "none"
    console.print(f"mean Gaussian reward {mean} over {len(rewards)} touches with a known target", highlight=False)
    samples = sum(len(e.samples) for e in scored)
    console.print(f"{samples} training samples selected by CSRS; {overall.errors} errors", highlight=False)
