"""Exploring without the glass: a task tried several times, and again from the best states that were reached.

The tries of a task form a tree of steps by restored snapshots. What a try is worth on the way is what its verdict would
say there and then; a branch begins where most of the goal was fulfilled and nothing else was touched. The phone is only
laid out roughly meanwhile (devices/virtual/sketch.py), so that a step costs little more than a decision.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.loop import run_episode
from agent.policy import Policy
from agent.trajectory import Step, Stop, Trajectory
from benchmarks.changes import as_bytes
from benchmarks.evolve.stage import Recorded
from benchmarks.run import judge
from devices.device import Snapshot
from devices.virtual.sketch import SketchDevice

BRANCHES_OF_ONE = 3  # branches that may begin at the same state
TOUCHED = 1.0  # what a state is worth less where something else was changed


@dataclass(frozen=True, slots=True)
class Try:
    """One judged episode. `states` are the phone's before each step and after the last, (T + 1,); `worth` what the
    verdict would say of each, at most 1. It shares the first `shared` steps with try number `parent` (-1: none)."""

    episode: Trajectory
    states: tuple[bytes, ...]
    worth: tuple[float, ...]
    parent: int = -1
    shared: int = 0

    @property
    def won(self) -> bool:
        """Did it succeed?"""
        return bool(self.episode.verdict and self.episode.verdict.success)


def explore(task: Recorded, policy: Callable[[int], Policy], *, tries: int, branches: int) -> list[Try]:
    """`tries` episodes from the start by `policy(number)`; where none wins, up to `branches` more, each from the best
    state that has not been branched from too often. Ends at the first branch that wins."""
    device, out = SketchDevice(), list[Try]()
    for number in range(tries):
        out.append(_try(task, device, policy(number)))
    begun: dict[tuple[int, int], int] = {}
    while not any(t.won for t in out) and len(out) < tries + branches:
        fork = _fork(out, begun)
        if fork is None:
            break
        begun[fork] = begun.get(fork, 0) + 1
        out.append(_try(task, device, policy(len(out)), out[fork[0]], *fork))
    return out


def _fork(tried: list[Try], begun: dict[tuple[int, int], int]) -> tuple[int, int] | None:
    """(try, step) of the best state on the way: worth more than the start, as early as it got to be so."""
    best: tuple[float, int, tuple[int, int]] | None = None
    for i, one in enumerate(tried):
        for t in range(one.shared + 1, len(one.states) - 1):
            better = one.worth[t] > max(one.worth[0], one.worth[t - 1])
            if better and begun.get((i, t), 0) < BRANCHES_OF_ONE:
                rank = (one.worth[t] - 0.1 * begun.get((i, t), 0), -t, (i, t))
                best = rank if best is None or rank > best else best
    return best[2] if best is not None else None


def _try(
    task: Recorded, device: SketchDevice, policy: Policy, of: Try | None = None, parent: int = -1, at: int = 0
) -> Try:
    task.setup(device)
    past: tuple[Step, ...] = ()
    states, worth = [device.snapshot().data], [_worth(task, device)]
    if of is not None:
        device.restore(Snapshot(of.states[at]))
        past, states, worth = of.episode.steps[:at], list(of.states[: at + 1]), list(of.worth[: at + 1])
    apps = as_bytes(device.world.apps)

    def on_step(number: int, step: Step) -> None:
        nonlocal apps
        states.append(device.snapshot().data)
        now = as_bytes(device.world.apps)
        worth.append(worth[-1] if now == apps else _worth(task, device))
        apps = now

    episode = run_episode(
        task.goal, device, policy, task=task.id, max_steps=task.max_steps, on_step=on_step, user=task.reply, past=past
    )
    episode = replace(episode, evidence=task.evidence(device))
    episode = replace(episode, verdict=judge(task, episode))
    return Try(episode, tuple(states), tuple(worth), parent, at)


def _worth(task: Recorded, device: SketchDevice) -> float:
    """The share of the goal that is fulfilled as things stand."""
    here = Trajectory(task.id, task.goal, (), Stop.DONE, evidence=task.evidence(device))
    verdict = judge(task, here)
    return (verdict.progress or 0.0) - (0.0 if verdict.clean else TOUCHED)
