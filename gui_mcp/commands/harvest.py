"""`gui-mcp harvest`."""

from dataclasses import asdict

from rich.console import Console

from benchmarks.daily.scene import TRAIN
from benchmarks.harvest import Limits
from benchmarks.haul import Haul, haul_of
from gui_mcp.commands.folder import run_folder
from gui_mcp.commands.play import play, tasks_of
from gui_mcp.plan import Plan
from gui_mcp.progress import RunProgress
from gui_mcp.table import plain


def run(plan: Plan, pixels: bool) -> int:
    """Play, judge, keep. 0 however the policy did."""
    asked, mind = plan.asked, plan.mind
    console, tasks = Console(), tasks_of(asked)
    folder = run_folder(plan.out, f"harvest-{mind.policy.replace(':', '-')}")
    console.print(f"{len(tasks)} tasks of {len({t.template.id for t in tasks})} templates; {plan.phones} phones; "
                  f"{folder}", highlight=False, soft_wrap=True)  # fmt: skip
    if asked.split != TRAIN:
        console.print("what is of test tasks is kept out of every dataset; --split train gives what can be learnt from")
    store, told = play(
        tasks, mind, Limits(plan.max_seconds, plan.max_steps), folder, console, phones=plan.phones, size=asked.size,
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
