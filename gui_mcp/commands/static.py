"""`gui-mcp static`."""

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from benchmarks.daily.chosen import chosen
from benchmarks.static.androiddaily import counts, load
from benchmarks.static.build import build as build_file
from benchmarks.static.matcher import NAME
from benchmarks.static.parquet import about, read_static
from benchmarks.static.score import score_policy
from gui_mcp.commands.minds import factory
from gui_mcp.table import plain

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
           TimeRemainingColumn())  # fmt: skip


def build(path: Path, split: str, only: list[str], steps: int, phones: int) -> int:
    """1 where there are fewer steps than were asked for, or a run failed."""
    console = Console()
    with Progress(*COLUMNS, console=console) as bar:
        row = bar.add_task("building", total=steps)

        def told(done: int, rows: int, task: str) -> None:
            bar.update(row, completed=min(done, steps), description=f"{task:40.40}")

        made = build_file(path, chosen("daily", split, only), least=steps, phones=phones, told=told)
    for task in made.failed:
        console.print(f"[yellow]left out[/] {task}: its run did not pass", highlight=False)
    megabytes = path.stat().st_size / 1e6
    console.print(f"{made.steps} steps with right answers in {made.rows} rows of {made.episodes} episodes: "
                  f"{path}, {megabytes:.0f} MB", highlight=False, soft_wrap=True)  # fmt: skip
    return 0 if made.steps >= steps else 1


def score(path: Path, policy: str, model: str, base_url: str) -> int:
    """Always 0: what came of it is printed."""
    console = Console()
    told = about(path)
    if told["matcher"] != NAME:
        raise ValueError(f"{path} was made for the matcher {told['matcher']}, this is {NAME}: build it anew")
    total = sum(bool(step.valid) for episode in read_static(path) for step in episode)
    with Progress(*COLUMNS, console=console) as bar:
        row = bar.add_task("asking", total=total)
        found = score_policy(read_static(path), factory(policy, model, base_url),
                             lambda asked: bar.update(row, completed=asked))  # fmt: skip
    rows = [
        (name, str(count), f"{types:.1%}", f"{right:.1%}", f"{low:.1%} – {high:.1%}")
        for name, count, types, right, (low, high) in found.all.rows()
    ]
    console.print(plain(("type", "steps", "type right", "step right", "95 % interval"), rows))
    axes = [
        (axis, value, str(count), f"{types:.1%}", f"{right:.1%}")
        for (axis, value), score in sorted(found.axes.items())
        for name, count, types, right, _ in score.rows() if name == "all"
    ]  # fmt: skip
    console.print(plain(("axis", "value", "steps", "type right", "step right"), axes))
    console.print(f"matcher {NAME}; suite {told['suite']['suite']}; {found.unreadable} unreadable replies; "
                  "“all” is AndroidDaily's eight types", highlight=False)  # fmt: skip
    return 0


def androiddaily(path: Path) -> int:
    """What is in AndroidDaily's list."""
    console = Console()
    tasks = load(path)
    rows = [(axis, value or "(empty)", str(n)) for axis, found in counts(tasks).items() for value, n in found.items()]
    console.print(plain(("axis", "value", "tasks"), rows))
    console.print(f"{len(tasks)} tasks; released without start states or verifiers, so none can be scored here")
    return 0
