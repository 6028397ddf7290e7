"""Which steps of a success were needed: a trajectory that reached its goal still holds many idle ones.

No judge is asked. What was done between two looks at the same screen led nowhere, unless it left a trace that shows
later; so a loop is cut out only where it typed nothing and finished nothing, or where `replayed` says that the goal is
reached without it. Source: our own; WebSTAR (second-hand) found fewer than half of the steps of successful
trajectories to be right.
"""

from collections.abc import Callable, Hashable, Sequence

from agent.trajectory import Act, Ask, Step, Trajectory
from devices.action import InputText, Press, Wait
from devices.device import Observation

Replayed = Callable[[Sequence[int]], bool]


def needed_steps(episode: Trajectory, replayed: Replayed | None = None) -> list[bool]:
    """For each step: does it belong to a way without detours?

    `replayed(kept)` carries out only the steps of these numbers from the start and tells whether the goal is reached;
    with it every cut is tested, at one replay for each loop. Without it, loops that typed text are left alone.
    """
    steps = episode.steps
    kept = [step.error is None and not _idle(steps, t) for t, step in enumerate(steps)]
    for first, last in _loops([screen_of(step.seen) for step in steps], kept):
        inside = [t for t in range(first, last) if kept[t]]
        if replayed is not None:
            without = [t for t, keep in enumerate(kept) if keep and t not in inside]
            if not replayed(without):
                continue
        elif any(_tells(steps[t]) for t in inside):
            continue
        for t in inside:
            kept[t] = False
    return kept


def screen_of(seen: Observation) -> Hashable:
    """What a screen looked like to somebody who reads it."""
    shown = tuple((e.text, e.label, e.role, e.checked, e.selected, e.focused) for e in seen.elements)
    return seen.app, shown


def _loops(screens: Sequence[Hashable], kept: Sequence[bool]) -> list[tuple[int, int]]:
    """(first, last) of each longest stretch that begins and ends on the same screen; they do not overlap."""
    later = {screen: t for t, screen in enumerate(screens)}
    out: list[tuple[int, int]] = []
    t = 0
    while t < len(screens):
        end = later[screens[t]]
        if end > t and kept[t]:
            out.append((t, end))
            t = end
        else:  # an idle step begins no loop, but one that begins after it may lead back to the same screen
            t += 1
    return out


def _idle(steps: Sequence[Step], t: int) -> bool:
    """Waiting, or an action after which the screen was as before."""
    decision = steps[t].reply.decision
    if not isinstance(decision, Act) or t + 1 == len(steps):
        return False
    if isinstance(decision.action, Wait):
        return True
    return screen_of(steps[t].seen) == screen_of(steps[t + 1].seen) and not isinstance(decision.action, Press)


def _tells(step: Step) -> bool:
    """Does it say something that no screen need show: text typed, a question put to the user?"""
    match step.reply.decision:
        case Act(action=InputText()) | Ask():
            return True
        case _:
            return False
