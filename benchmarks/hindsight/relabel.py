"""New goals from failed episodes: what did happen, told as if it had been asked for (hindsight relabelling).

Source: HER (Andrychowicz et al. 2017, arXiv 1707.01495), with goals in words. The steps stay what they were; only the
goal and the end are other ones, so that the end is true: the last change is followed by "done".
"""

from dataclasses import replace
from random import Random

from agent.pocket.choice import pointed, unit_at
from agent.pocket.unit import units_of
from agent.trajectory import Act, Done, Reply, Step, Stop, Trajectory, Verdict
from benchmarks.hindsight.narrate import narrate, specified
from benchmarks.hindsight.said import Said, meant, touched
from benchmarks.hindsight.wander import matters
from devices.action import Awake, Click, InputText, LongPress
from devices.device import Observation
from devices.element import caption
from devices.virtual.world import World
from rewards.step_filter import needed_steps


def relabelled(episode: Trajectory, states: list[bytes], rng: Random) -> Trajectory | None:
    """The episode up to its last change, with a goal that asks for just this; None where nothing was changed, or what
    was done cannot be put in words that are about it alone. `states` are the phone's before each step and after the
    last, (T + 1,)."""
    steps = episode.steps
    worlds = [World.loads(state).apps for state in states]
    changes = [t for t in range(len(steps)) if worlds[t] != worlds[t + 1] and matters(worlds[0], worlds[t + 1])]
    if not changes or changes[-1] + 1 >= len(steps):
        return None
    end = changes[-1] + 1
    done = replace(episode, steps=steps[:end], last=steps[end].seen)
    kept = needed_steps(done)
    parts = meant([
        replace(said, counts=t in changes)
        for t, (step, keep) in enumerate(zip(done.steps, kept, strict=True)) if keep
        for said in _said(step)
    ])  # fmt: skip
    while parts and parts[0].part != "app":
        parts.pop(0)
    if len(parts) < 2 or any(part.part == "app" for part in parts[1:]):
        return None
    goal = specified(narrate(parts, rng), parts)
    if goal is None:
        return None
    finish = Step(steps[end].seen, Reply(Done()))
    return replace(
        done, goal=goal, steps=(*done.steps, finish), stop=Stop.DONE, verdict=Verdict(True, True, 1.0),
        why="relabelled",
    )  # fmt: skip


def _said(step: Step) -> list[Said]:
    seen = step.seen
    match step.reply.decision:
        case Act(action=Awake(app=app)):
            return [Said("app", app)]
        case Act(action=InputText(text=text)):
            field = next((e for e in seen.elements if e.focused and e.editable), None)
            hidden = field is None or field.password or not (field.label or field.id)
            return [] if hidden or field is None else [Said("value", text, field.label or field.id)]
        case Act(action=Click() | LongPress()):
            return _pressed(step, seen)
        case _:
            return []


def _pressed(step: Step, seen: Observation) -> list[Said]:
    at, units = pointed(step.reply.decision), units_of(seen)
    number = unit_at(units, at) if at is not None else -1
    node = units[number].node if number >= 0 else None
    if node is None or node.editable:
        return []
    element = units[number].element
    return [touched(seen.elements, element)] if seen.app else [Said("app", caption(seen.elements, element))]
