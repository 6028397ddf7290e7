"""`gui-mcp stepbench`."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from benchmarks.daily.chosen import chosen
from benchmarks.stepbench.admitted import admitted
from benchmarks.stepbench.agentprocess import load_annotated, load_predictions
from benchmarks.stepbench.build import ORACLE, load
from benchmarks.stepbench.build import build as build_bench
from benchmarks.stepbench.measure import Measured
from benchmarks.stepbench.probe import Completer
from benchmarks.stepbench.table import run_bench
from gui_mcp.commands.jurors import judges_of
from gui_mcp.table import plain
from rewards.metrics.steps import ternary_metrics

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
           TimeRemainingColumn())  # fmt: skip


def build(path: Path, templates: int, only: Sequence[str], seed: int, pixels: bool, workers: int) -> int:
    """Play and label; the same command goes on where it was cut off."""
    console = Console()
    if only:
        ids = [t.id for t in chosen("daily", "all", only)]
    else:
        splits = [chosen("daily", split) for split in ("train", "test")]
        ids = [part[at * len(part) // templates].id for at in range(templates) for part in splits]
    ids = list(dict.fromkeys(ids))
    with Progress(*COLUMNS, console=console) as bar:
        row = bar.add_task("playing and labelling", total=len(ids))
        added = build_bench(path, ids, seed, pixels=pixels, workers=workers,
                            told=lambda done, _: bar.update(row, completed=done))  # fmt: skip
    rows: dict[tuple[str, str], list[int]] = {}
    for episode in load(path):
        row_of = rows.setdefault((episode.agent, episode.split), [0, 0, 0, 0, 0])
        row_of[0] += 1
        row_of[1] += episode.success
        for label in episode.truth.labels:
            row_of[3 - label] += 1
    table = [(agent, split, *map(str, counts)) for (agent, split), counts in sorted(rows.items())]
    console.print(plain(("agent", "split", "episodes", "passed", "advance", "neutral", "harmful"), table))
    console.print(f"{added} episodes added: {path}", highlight=False, soft_wrap=True)
    return 0


def run(
    path: Path,
    methods: Sequence[str],
    completer: Completer,
    rollouts: int,
    judge: str,
    model: str,
    base_url: str,
    workers: int,
) -> int:
    """Measure methods and print the table."""
    console = Console()
    with Progress(*COLUMNS, console=console) as bar:
        row = bar.add_task("measuring", total=1)

        def told(what: str, done: int, total: int) -> None:
            bar.update(row, description=f"{what:28.28}", completed=done, total=total)

        judges = judges_of(judge, model, base_url)
        table = run_bench(
            path, methods=methods, completer=completer, k=rollouts, judges=judges, workers=workers, told=told
        )
    console.print(plain(
        ("method", "needs", "accuracy", "macro-F1", "first error", "rank", "calibration", "scored", "rollouts",
         "judged", "seconds"),
        [_row(m) for m in table],
    ))  # fmt: skip
    for name in ("table.json", "front.png", "reliability.png", "strips.png"):
        console.print(f"{path / name}", highlight=False, soft_wrap=True)
    return 0


def labels(path: Path) -> int:
    """What would enter training of the bench's episodes, against their true labels. The known solutions are the most
    that can be hoped for: looking a thing up brings success no nearer to who knows it."""
    episodes = list(load(path))
    known = [episode for episode in episodes if episode.agent == ORACLE]
    every = admitted(episodes, filtered=False)
    counted = (
        ("every step of a success", every),
        ("needed steps of a success", admitted(episodes)),
        ("every step of the known solutions", admitted(known, filtered=False)),
    )
    console = Console()
    console.print(plain(
        ("what enters training", "steps", "advance", "neutral", "harmful", "not harmful", "advance", "recall"),
        [(words, str(a.kept), str(a.advancing), str(a.neutral), str(a.harmful), _share(a.sound), _share(a.precision),
          _share(a.recall)) for words, a in counted],
    ))  # fmt: skip
    console.print(f"judge calls: 0; a judge of every step of these {every.episodes} episodes: {every.judged}; verdicts "
                  f"of the tasks' own verifiers: {every.episodes}", highlight=False, soft_wrap=True)  # fmt: skip
    return 0


def agentprocess(annotated: Path, predictions: Path) -> int:
    """AgentProcessBench's two measures for a file of predictions."""
    truth = load_annotated(annotated)
    found = ternary_metrics(
        [[list(p) for p in load_predictions(predictions, truth)]], [[list(e.labels) for e in truth]]
    )
    rows = [("trajectories", str(len(truth))), ("step accuracy", _share(found.micro)),
            ("first error", _share(found.first)), ("whole trajectories", _share(found.exact))]  # fmt: skip
    Console().print(plain(("what", "value"), rows))
    return 0


def _row(m: Measured) -> tuple[str, ...]:
    shares = (m.accuracy, m.f1, m.first_error, m.rank, m.calibration, m.scored)
    return (m.method, m.needs, *map(_share, shares), str(m.cost.rollouts), str(m.cost.judged), f"{m.cost.seconds:.1f}")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
