"""`gui-mcp eval`."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from agent.policy import Policy
from agent.store import Store
from benchmarks.daily.chosen import chosen, holding, parse_where
from benchmarks.daily.scene import TRAIN
from benchmarks.daily.score import score_run, write_training_data
from benchmarks.daily.suite import suite_hash
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.harvest import Limits, harvest
from benchmarks.harvest import Progress as Told
from benchmarks.null_agents import NULL_AGENTS
from benchmarks.report import Scored, write_report
from benchmarks.result import write_results
from benchmarks.summary import summarise
from devices.virtual.device import VirtualDevice
from devices.virtual.spec import listed, make
from gui_mcp import __version__
from gui_mcp.commands.folder import run_folder
from gui_mcp.commands.minds import factory
from gui_mcp.table import by_axis, summary


def run(
    suite: str,
    policy: str,
    split: str,
    seeds: int,
    phones: int,
    only: Sequence[str],
    where: Sequence[str],
    size: str,
    language: str,
    look: str,
    hard: str,
    model: str,
    base_url: str,
    max_seconds: float,
    max_steps: int | None,
    out: Path | None,
) -> int:
    """Run, keep, score, report. 0 however the policy did: a low score is a result, not an error."""
    console = Console()
    templates = chosen(suite, split, only)
    variant = Variant(language, tuple(listed(look)), tuple(listed(hard)))
    make(0, size, language, variant.look, variant.hard)  # says what is wrong with these before anything runs
    tasks = holding([DailyTask(t, seed, variant) for seed in range(seeds) for t in templates], parse_where(where))
    folder = run_folder(out, f"daily-{policy.replace(':', '-')}")
    console.print(f"{len(tasks)} tasks of {len({t.template.id for t in tasks})} templates; suite {_suite()}; {folder}",
                  highlight=False)  # fmt: skip
    scored = evaluate(
        tasks, policy, model, base_url, Limits(max_seconds, max_steps), folder, console, phones=phones, size=size
    )
    show(scored, console)
    for name, file in (("report", "report.html"), ("results", "results.jsonl"), ("run", "")):
        console.print(f"{name}: {folder / file}", highlight=False, soft_wrap=True)
    return 0


def evaluate(
    tasks: Sequence[DailyTask],
    policy: str,
    model: str,
    base_url: str,
    limits: Limits,
    folder: Path,
    console: Console,
    *,
    phones: int = 1,
    size: str = "phone",
) -> list[Scored]:
    """Harvest with a progress bar, then score, and write results, training data and report."""
    store = Store(folder)
    store.begin({
        "kind": "daily", "policy": policy, "model": model if policy == "chat" else "", "size": size,
        "suite": suite_hash(), "version": __version__,
    })  # fmt: skip
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TimeRemainingColumn()]  # fmt: skip
    cancel = Event()
    with Progress(*columns, console=console) as bar:
        row = bar.add_task("running", total=len(tasks))
        passed = 0

        def told(now: Told) -> None:
            nonlocal passed
            if now.episode is not None:
                passed += bool(now.episode.verdict and now.episode.verdict.success)
            words = f"{passed} passed · {now.task} step {now.step}"
            bar.update(row, completed=now.done, description=f"{words:48.48}")

        def phone() -> VirtualDevice:
            return VirtualDevice(make(0, size).phone())

        try:
            harvest(tasks, phone, for_tasks(policy, model, base_url), store, limits=limits, phones=phones,
                    cancel=cancel, told=told)  # fmt: skip
        except KeyboardInterrupt:
            cancel.set()
            console.print(f"stopped; the same command with --out {folder} goes on where this left off")
            raise
    scored = score_run(store)
    write(folder, scored)
    if any(s.stored.meta["axes"]["split"] == TRAIN for s in scored):
        write_training_data(folder / "train.parquet", scored, folder.name)
    return scored


def for_tasks(policy: str, model: str, base_url: str) -> Callable[[DailyTask], Policy]:
    """As `factory`, and the benchmark's own: the oracle and the null agents."""
    if policy == "oracle":
        return lambda task: task.oracle()
    make = NULL_AGENTS[policy] if policy in NULL_AGENTS else factory(policy, model, base_url)
    return lambda task: make()


def write(folder: Path, scored: Sequence[Scored]) -> None:
    """Results, summary and report of a run."""
    results = [s.result for s in scored]
    manifest = Store(folder).manifest
    write_results(folder / "results.jsonl", results)
    whole = {"suite": manifest.get("suite"), "policy": manifest.get("policy"), **summarise(results).json()}
    (folder / "summary.json").write_text(json.dumps(whole, indent=1), encoding="utf-8")
    title = f"{manifest.get('kind', 'run')}: {manifest.get('policy', '')}".rstrip(": ")
    suite = manifest.get("suite", {}).get("suite", "")
    write_report(folder / "report.html", title, f"{folder} · suite {suite}", scored, __version__)


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


def _suite() -> str:
    return suite_hash()["suite"]
