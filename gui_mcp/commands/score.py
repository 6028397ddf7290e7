"""`gui-mcp score`."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from agent.store import Store
from benchmarks.daily.score import is_daily, score_run
from benchmarks.stepbench.batch import Batch
from benchmarks.stepbench.judging import Panel
from benchmarks.stepbench.live import LiveValues
from benchmarks.stepbench.probe import Completer
from benchmarks.stepbench.signals import read
from benchmarks.stepbench.table import scorers_of
from benchmarks.stepscores import copy_run, write_step_scores
from devices.virtual.device import VirtualDevice
from gui_mcp.commands.evaluate import write
from gui_mcp.commands.jurors import judges_of
from gui_mcp.table import plain


def run(
    folder: Path,
    methods: Sequence[str],
    completer: Completer,
    rollouts: int,
    judge: str,
    model: str,
    base_url: str,
    out: Path | None,
) -> int:
    """Step scores of a run, in a copy of it."""
    console = Console()
    scorers, judges = scorers_of(methods), judges_of(judge, model, base_url)
    target = out or folder.with_name(folder.name + "-scored")
    episodes = list(Store(folder).episodes())
    foreign = [one.id for one in episodes if not is_daily(one.meta)]
    if foreign:
        raise ValueError(f"{foreign[0]} is not of the daily suite, whose steps alone can be scored")
    copy_run(folder, target)
    trajectories = [e.trajectory for e in episodes]
    signals = read(trajectories, [str(e.meta.get("template", e.trajectory.task)) for e in episodes])
    rows: list[tuple[str, str, list[float | None]]] = []
    table: list[tuple[str, ...]] = []
    device = VirtualDevice(pixels=False) if any(s.needs == "rollouts" for s in scorers) else None
    try:
        for scorer in scorers:
            values = LiveValues(episodes, device, rollouts, completer) if device is not None else None
            batch = Batch(trajectories, signals, Panel(trajectories, judges), values)
            with console.status(f"{scorer.method}: {scorer.inputs}"):
                scores = scorer.score(batch, batch).tolist()
            rows += [(e.id, scorer.method, row) for e, row in zip(episodes, scores, strict=True)]
            known = [x for row in scores for x in row if x is not None]
            mean = f"{sum(known) / len(known):.3f}" if known else "none"
            spent = values.cost.rollouts if values is not None and scorer.needs == "rollouts" else 0
            table.append((scorer.method, scorer.inputs, f"{len(known)} of {sum(map(len, scores))}", mean, str(spent)))
    finally:
        if device is not None:
            device.close()
    write_step_scores(target, rows)
    write(target, score_run(Store(target)))
    console.print(plain(("method", "fed with", "steps scored", "mean", "rollouts"), table))
    for name, file in (("report", "report.html"), ("scores", "scores.jsonl"), ("copy", "")):
        console.print(f"{name}: {target / file}", highlight=False, soft_wrap=True)
    return 0
