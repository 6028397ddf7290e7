"""How well does a policy do what is asked for plainly? Found goals that nothing was learnt from, through the glass.

The tasks of the suite are hard; most of what a phone is asked for is not. These are goals of the kind that `evolve`
learns from, in draws of their own: what a policy makes of them is no measure for what it was never taught.

    python -m benchmarks.hindsight.judge
    python -m benchmarks.hindsight.judge --policy lexical --goals
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track
from rich.table import Table

from agent.policies.by_icon import ByIcon
from agent.policies.open import policy_factory
from agent.policies.scripted import Open
from agent.trajectory import Stop
from benchmarks.hindsight.find import FindConfig, find_tasks
from benchmarks.hindsight.reach import within_reach
from benchmarks.hindsight.task import FoundTask
from benchmarks.run import run_task
from benchmarks.stats import wilson
from devices.virtual.device import VirtualDevice

HELD = 10**9  # seeds from here on are to judge by; the circle's stay below


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one goal."""

    kind: str
    goal: str
    won: bool
    done: bool  # whether the policy said so


def kind_of(task: FoundTask) -> str:
    """What a goal asks for, as the table names it."""
    if task.kind != "change":
        return {"query": "a question", "nowhere": "something that is not there"}[task.kind]
    return "one thing" if sum(isinstance(move, Open) for move in task.moves) == 1 else "two things in two apps"


def tried(policy: str, count: int, seed: int) -> list[Tried]:
    """Of so many goals those within reach, each once."""
    make, device, out = policy_factory(policy), VirtualDevice(pixels=False), list[Tried]()
    try:
        goals = list(track(find_tasks(FindConfig(count, HELD + seed)), "finding goals", count, transient=True))
        for task in track(goals, "carrying them out", transient=True):
            if not within_reach(run_task(task, device, ByIcon(task.oracle()))):
                continue
            episode = run_task(task, device, make())
            won = episode.verdict is not None and bool(episode.verdict.success)
            out.append(Tried(kind_of(task), task.goal, won, episode.stop is Stop.DONE))
    finally:
        device.close()
    return out


def table(found: Sequence[Tried]) -> Table:
    """Success by kind, with Wilson's 95 % interval."""
    out = Table("asked for", "success", "", "95 %", "right, of called done")
    for kind in (*sorted({one.kind for one in found}), ""):
        rows = [one for one in found if kind in ("", one.kind)]
        won = sum(one.won for one in rows)
        low, high = wilson(won, len(rows))
        right = sum(one.won and one.done for one in rows)
        out.add_row(
            kind or "all", f"{won / len(rows):.0%}", f"{won} of {len(rows)}", f"{low:.0%} – {high:.0%}",
            f"{right} of {sum(one.done for one in rows)}",
        )  # fmt: skip
    return out


def main() -> None:
    """Find, try, print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--policy", default="pocket", help="as for `gui-mcp run`")
    words.add_argument("--count", type=int, default=100, help="goals to find; those within reach count")
    words.add_argument("--seed", type=int, default=0, help="another number, other goals")
    words.add_argument("--goals", action="store_true", help="print every goal and what became of it")
    asked = words.parse_args()
    if asked.count < 1 or asked.seed < 0:
        words.error("--count must be at least 1, and --seed at least 0")
    found, console = tried(asked.policy, asked.count, asked.seed), Console(highlight=False)
    if not found:
        words.error("none of these goals is within reach: find more with --count")
    if asked.goals:
        for one in found:
            console.print(f"{'+' if one.won else '-'} {one.goal}", markup=False)
    console.print(table(found))


if __name__ == "__main__":
    main()
