"""Is the suite honest? Oracles must score 1, null agents 0, near misses 0, and the goal state with noise 1."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.policy import Policy
from agent.trajectory import Trajectory
from benchmarks.daily.mutate import near_misses, perfect
from benchmarks.daily.task import DailyTask, Variant
from benchmarks.daily.template import Template
from benchmarks.facts import Among
from benchmarks.null_agents import NULL_AGENTS
from benchmarks.pool import spread
from benchmarks.run import judge, run_task
from devices.device import Device
from devices.virtual.device import VirtualDevice

MIN_MISSES = 3
ORACLE, MISSES, NOISE = "oracle", "near misses", "goal with noise"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a task does that it must not."""

    task: str
    what: str


@dataclass(slots=True)
class Honesty:
    """What was tried: per row of the table how many passed, of how many, and the faults found."""

    passed: Counter[str] = field(default_factory=Counter[str])
    tried: Counter[str] = field(default_factory=Counter[str])
    faults: list[Fault] = field(default_factory=list[Fault])

    def count(self, row: str, task: DailyTask, episode: Trajectory, name: str, wanted: bool) -> None:
        """One verdict more. An error of the verifier is a fault wherever it turns up."""
        verdict = episode.verdict
        success = verdict.success if verdict is not None else None
        self.tried[row] += 1
        self.passed[row] += success is True
        if success is not wanted:
            told = f"{episode.stop.value} {episode.why}: {verdict}"
            self.faults.append(Fault(task.id, f"{name} {'does not pass' if wanted else 'passes'} ({told})"))

    def merge(self, other: "Honesty") -> None:
        """Add what was found elsewhere."""
        self.passed += other.passed
        self.tried += other.tried
        self.faults += other.faults


def offline(task: DailyTask) -> Honesty:
    """Near misses refused, and the goal state accepted with noise in whatever does not matter."""
    out = Honesty()
    misses = near_misses(task)
    if len(misses) < MIN_MISSES:
        out.faults.append(Fault(task.id, f"only {len(misses)} near misses could be made"))
    for name, episode in misses:
        out.count(MISSES, task, _judged(task, episode), f"near miss “{name}”", wanted=False)
    for noise in (False, True):
        out.count(NOISE, task, _judged(task, perfect(task, noise)), "the goal state", wanted=True)
    return out


def played(task: DailyTask, device: Device, agents: Sequence[str]) -> Honesty:
    """The oracle and these null agents, through the screen."""
    out = Honesty()
    oracle = run_task(task, device, task.oracle())
    out.count(f"{ORACLE} ({task.axes['language']}, {task.axes['look']})", task, oracle, ORACLE, wanted=True)
    if task.apps_used != frozenset(task.template.axes.apps):
        out.faults.append(Fault(task.id, f"its axes name other apps than its oracle uses: {sorted(task.apps_used)}"))
    for name in agents:
        policy: Policy = NULL_AGENTS[name]()
        episode = run_task(task, device, policy)
        if name == "always-decline" and not task.feasible:
            continue  # declining is right there
        out.count(name, task, episode, name, wanted=False)
    return out


def check(
    jobs: Sequence[tuple[Template, int, Variant]], agents: Sequence[str], phones: int = 1
) -> Iterator[tuple[str, Honesty]]:
    """Everything of every task, on several phones: (task's id, what was found) as they finish. On all looks but the
    first only the oracle plays: neither verifiers nor null agents care for looks."""
    first = jobs[0][2].look if jobs else ()

    def work(job: tuple[Template, int, Variant], device: Device) -> tuple[str, Honesty]:
        task = DailyTask(*job)
        if job[2].look != first:
            return task.id, played(task, device, ())
        found = offline(task)
        found.merge(played(task, device, agents))
        return task.id, found

    # Real touches at real pixels; only the pictures, which none of these agents looks at, are not taken.
    for _, found in spread(jobs, lambda: VirtualDevice(pixels=False), work, phones):
        yield found


def left_open(task: DailyTask) -> int:
    """How many values its goal leaves open."""

    def count(value: object) -> int:
        if isinstance(value, Among):
            return 1
        if isinstance(value, dict):
            return sum(map(count, value.values()))  # type: ignore[arg-type]
        return sum(map(count, value)) if isinstance(value, list) else 0  # type: ignore[arg-type]

    return count(task.goal_apps)


def _judged(task: DailyTask, episode: Trajectory) -> Trajectory:
    return replace(episode, verdict=judge(task, episode))
