"""The honesty check: `python -m benchmarks.daily.check [ID…] [--seeds N] [--quick]`.

For each template and seed: its oracle must score 1, null agents 0, near misses 0, and the goal state with noise 1.
"""

import argparse
import copy
import sys
from collections.abc import Callable
from dataclasses import dataclass

from agent.policy import Policy
from benchmarks.daily import TEMPLATES
from benchmarks.daily.mutate import filled, finished, near_misses
from benchmarks.daily.task import VOLATILE, DailyTask
from benchmarks.null_agents import RandomAgent, blind_submit, instant_done, no_op
from benchmarks.run import judge, run_task
from devices.browser import Browser
from devices.virtual.device import VirtualDevice

NULL_AGENTS: dict[str, Callable[[], Policy]] = {
    "no-op": lambda: no_op,
    "instant-done": lambda: instant_done,
    "random": lambda: RandomAgent(1),
    "blind-submit": lambda: blind_submit,
}
MIN_MISSES = 2


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a task does that it must not."""

    task: str
    what: str


def check_offline(task: DailyTask) -> list[Fault]:
    """Near misses refused, the goal state with volatile noise accepted."""
    faults: list[Fault] = []
    misses = near_misses(task)
    if len(misses) < MIN_MISSES:
        faults.append(Fault(task.id, f"only {len(misses)} near misses could be made"))
    for name, episode in misses:
        verdict = judge(task, episode)
        if verdict.success is not False:
            faults.append(Fault(task.id, f"near miss passes: {name} {verdict.error or ''}"))
    noisy = filled(copy.deepcopy(task.goal_apps))
    for app, keys in VOLATILE.items():
        for key in keys:
            noisy[app][key] = 999
    verdict = judge(task, finished(task, noisy, task.answer.shown() if task.answer else ""))
    if verdict.success is not True:
        faults.append(Fault(task.id, f"the goal state is refused: {verdict}"))
    return faults


def check_agents(task: DailyTask, device: VirtualDevice, names: tuple[str, ...]) -> list[Fault]:
    """Oracle 1, the named null agents 0."""
    faults: list[Fault] = []
    episode = run_task(task, device, task.oracle())
    if episode.verdict is None or episode.verdict.success is not True:
        faults.append(Fault(task.id, f"the oracle fails ({episode.stop.value} {episode.why}): {episode.verdict}"))
    for name in names:
        episode = run_task(task, device, NULL_AGENTS[name]())
        if episode.verdict is None or episode.verdict.success is not False:
            faults.append(Fault(task.id, f"{name} passes: {episode.verdict}"))
    return faults


def main(argv: list[str] | None = None) -> int:
    """Print a line a task and the faults found; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", help="template ids or prefixes; all if none")
    parser.add_argument("--seeds", type=int, default=1, help="seeds 0..N-1 of each template")
    parser.add_argument("--quick", action="store_true", help="the oracle only, no null agents")
    args = parser.parse_args(argv)
    chosen = [t for i, t in TEMPLATES.items() if not args.ids or any(i.startswith(p) for p in args.ids)]
    faults: list[Fault] = []
    device = VirtualDevice()
    for template in chosen:
        for seed in range(args.seeds):
            task = DailyTask(template, seed)
            found = check_offline(task) + check_agents(task, device, () if args.quick else tuple(NULL_AGENTS))
            faults += found
            misses = len(near_misses(task))
            print(
                f"{'FAULT' if found else 'ok':6}{task.id:32}{task.optimal_steps:3} steps {misses:4} near misses",
                flush=True,
            )
            for fault in found:
                print(f"      {fault.what}")
    device.close()
    Browser.shutdown()
    print(f"{len(chosen)} templates x {args.seeds} seeds: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
