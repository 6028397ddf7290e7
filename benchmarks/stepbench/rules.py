"""Judges without a model: three plain rules that look at a step's screens, each another thing.

What they are worth is what such rules are worth; they make the methods that need judges comparable on any machine. A
model judges better and costs more (`rewards.judges.chat`).
"""

from collections.abc import Callable

from agent.policies.wording import tokens
from agent.trajectory import Act, Ask, Done, GiveUp, Step, Trajectory
from devices.action import Awake, Click, InputText, LongPress, Point
from devices.device import Observation
from devices.element import caption

COMMIT = tokens("save send ok add done confirm apply create order book pay")
GOOD, NEUTRAL, BAD = 1.0, 0.0, -1.0

Rule = Callable[[Trajectory], list[float | None]]


def by_words(episode: Trajectory) -> list[float | None]:
    """Good: what was touched, typed or opened has words of the goal, or commits; bad: it was refused, or the agent gave
    up; else neutral."""
    goal = tokens(episode.goal)
    return [_by_words(step, goal) for step in episode.steps]


def by_effect(episode: Trajectory) -> list[float | None]:
    """Good: the screen said something new afterwards; bad: it did not change; neutral: it changed back to a known one.
    Endings are not judged, nor is a step after which nobody looked."""
    screens = [step.seen for step in episode.steps] + ([episode.last] if episode.last else [])
    said = [_said(seen) for seen in screens]
    out: list[float | None] = []
    for t, step in enumerate(episode.steps):
        if not isinstance(step.reply.decision, Act) or t + 1 >= len(said):
            out.append(None)
        elif said[t + 1] == said[t]:
            out.append(BAD)
        else:
            out.append(NEUTRAL if said[t + 1] in said[: t + 1] else GOOD)
    return out


def by_repetition(episode: Trajectory) -> list[float | None]:
    """Bad: the same decision on the same screen as before; good: the first decision on a screen first seen."""
    out: list[float | None] = []
    done: set[tuple[object, object]] = set()
    met: set[object] = set()
    for step in episode.steps:
        screen = _said(step.seen)
        pair = (screen, step.reply.decision)
        out.append(BAD if pair in done else NEUTRAL if screen in met else GOOD)
        done.add(pair)
        met.add(screen)
    return out


RULES: dict[str, Rule] = {"words": by_words, "effect": by_effect, "repetition": by_repetition}


def _by_words(step: Step, goal: frozenset[str]) -> float:
    if step.error is not None:
        return BAD
    match step.reply.decision:
        case GiveUp():
            return BAD
        case Act(action=Click(at=at) | LongPress(at=at)):
            words = tokens(_touched(step.seen, at))
            return GOOD if words & (goal | COMMIT) else NEUTRAL
        case Act(action=InputText(text=text)) | Act(action=Awake(app=text)):
            return GOOD if tokens(text) & goal else NEUTRAL
        case Act() | Ask() | Done():
            return NEUTRAL


def _touched(seen: Observation, at: Point) -> str:
    """The words of the smallest clickable thing there."""
    hits = [i for i, e in enumerate(seen.elements) if e.clickable and e.bounds.holds(at)]
    if not hits:
        return ""
    smallest = min(hits, key=lambda i: _area(seen, i))
    return caption(seen.elements, smallest)


def _area(seen: Observation, i: int) -> int:
    x1, y1, x2, y2 = seen.elements[i].bounds
    return (x2 - x1) * (y2 - y1)


def _said(seen: Observation) -> tuple[str, int]:
    return seen.app, hash(tuple((e.text, e.label, e.checked, e.selected) for e in seen.elements))
