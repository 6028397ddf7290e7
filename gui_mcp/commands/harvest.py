"""`gui-mcp harvest`."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from benchmarks.daily.scene import TRAIN
from benchmarks.harvest import Limits
from benchmarks.haul import Haul, haul_of
from gui_mcp.commands.folder import run_folder
from gui_mcp.commands.play import Asked, Mind, play
from gui_mcp.progress import RunProgress
from gui_mcp.table import plain


def run(
    suite: str,
    policy: str,
    split: str,
    seeds: int,
    seed_from: int,
    phones: int,
    only: Sequence[str],
    where: Sequence[str],
    size: str,
    language: str,
    look: str,
    hard: str,
    pixels: bool,
    model: str,
    base_url: str,
    max_seconds: float,
    max_steps: int | None,
    out: Path | None,
) -> int:
    """Play, judge, keep. 0 however the policy did."""
    console = Console()
    asked = Asked(suite, split, seeds, seed_from, only, where, size, language, look, hard)
    tasks = asked.tasks()
    folder = run_folder(out, f"harvest-{policy.replace(':', '-')}")
    console.print(f"{len(tasks)} tasks of {len({t.template.id for t in tasks})} templates; {phones} phones; {folder}",
                  highlight=False, soft_wrap=True)  # fmt: skip
    if split != TRAIN:
        console.print("what is of test tasks is kept out of every dataset; --split train gives what can be learnt from")
    store, told = play(
        tasks, Mind(policy, model, base_url), Limits(max_seconds, max_steps), folder, console, phones=phones, size=size,
        pixels=pixels, notes={"asked": asdict(asked)},
    )  # fmt: skip
    _show(haul_of(store), told, console)
    for words, line in (
        ("a dataset of it", f"gui-mcp dataset {folder} --out {folder}-data"),
        ("a report of it", f"gui-mcp view {folder}"),
        ("more of it", "the same command with --out and other --seed-from, --lang, --look or --hard"),
    ):
        console.print(f"{words}: {line}", highlight=False, soft_wrap=True, markup=False)
    return 0


def _show(haul: Haul, told: RunProgress, console: Console) -> None:
    rate = f"{haul.successes / haul.episodes:.1%} of the episodes" if haul.episodes else ""
    rows = [
        ("episodes", str(haul.episodes), f"{told.episodes} of them now" + f", {haul.cut} cut off" * bool(haul.cut)),
        ("steps", str(haul.steps), f"{told.steps} of them now"),
        ("successes", str(haul.successes), rate),
        ("steps/s", f"{told.speed:.1f}" if told.steps else "–", f"in {told.seconds:.0f} s, over all phones"),
        ("screens", f"{haul.stored / 1e6:.1f} MB", "pictures and elements on the disk"),
        ("repeats", str(haul.repeats), f"screens known already, which saved {haul.saved / 1e6:.1f} MB"),
    ]
    console.print(plain(("harvest", "", ""), rows))
