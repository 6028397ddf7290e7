"""Steps as a script: what was done is named as a person would name it, so that it can be done again elsewhere.

A way that was found without the glass is carried out through it: what has to be scrolled for there is scrolled for.
"""

from collections.abc import Sequence

from agent.pocket.choice import pointed
from agent.policies.scripted import (
    Back,
    Decline,
    Enter,
    Fill,
    Hold,
    Move,
    Open,
    Question,
    Say,
    Slide,
    Stroke,
    Tap,
    find,
)
from agent.trajectory import Act, Ask, Done, GiveUp, Step
from devices.action import Awake, Click, Drag, InputText, LongPress, Press, Swipe
from devices.device import Observation
from devices.element import Element, caption

MOST_ALIKE = 6  # elements of the same name that can be told apart by their order


def moves_of(steps: Sequence[Step]) -> list[Move] | None:
    """A script that does what these steps did; None where something was touched that has no name of its own."""
    out: list[Move] = []
    for step in steps:
        decision = step.reply.decision
        if step.error is not None:
            continue
        match decision:
            case Done(answer=answer):
                out.append(Say(answer))
            case GiveUp(why=why):
                out.append(Decline(why))
            case Ask(question=question):
                out.append(Question(question))
            case Act(action=Awake(app=app)):
                out.append(Open(app))
            case Act(action=InputText(text=text)):
                name = _focused(step.seen)
                if name is None:
                    return None
                if out and isinstance(out[-1], Tap) and out[-1].name == name:
                    out.pop()
                out.append(Fill(name, text))
            case Act(action=Press(key="back")):
                out.append(Back())
            case Act(action=Press(key="enter")):
                out.append(Enter())
            case Act(action=Click() | LongPress() | Swipe() | Drag()):
                move = _aimed(step)
                if move is None:
                    return None
                out += move
            case _:  # waiting, clearing a field that is filled next, going home before an app is opened
                pass
    return out


def named(seen: Observation, i: int, hold: bool = False) -> Tap | Hold | None:
    """A move that finds this element again, None where its name is not unlike others."""
    e = seen.elements[i]
    name = e.id or e.text or e.label or caption(seen.elements, i)
    if not name:
        return None
    kind = Hold if hold else Tap
    for nth in range(MOST_ALIKE):
        move = kind(name, e.role, nth)
        hit = find(seen, move)
        if hit is None:
            return None
        if hit is e:
            return move
    return None


def _aimed(step: Step) -> list[Move] | None:
    """The move of a touch; an empty list for scrolling, which comes by itself."""
    seen, decision = step.seen, step.reply.decision
    at = pointed(decision)
    assert isinstance(decision, Act)
    if at is None:
        return None
    here = [(e.bounds.x2 - e.bounds.x1) * (e.bounds.y2 - e.bounds.y1) for e in seen.elements]
    hits = sorted((i for i, e in enumerate(seen.elements) if e.bounds.holds(at)), key=lambda i: (here[i], -i))
    match decision.action:
        case Swipe(start=a, end=b) | Drag(start=a, end=b):
            if abs(a.x - b.x) <= abs(a.y - b.y):
                return []
            for i in hits:
                move = named(seen, i)
                if move is not None:
                    return [Stroke(move.name, "left" if b.x < a.x else "right", move.role, move.nth)]
            return None
        case _:
            return _touched(seen, [i for i in hits if _minds(seen.elements[i])], decision)


def _touched(seen: Observation, hits: Sequence[int], decision: Act) -> list[Move] | None:
    if not hits:
        return []  # a touch on nothing
    e = seen.elements[hits[0]]
    if not seen.app:
        return [Open(caption(seen.elements, hits[0]))]
    at = pointed(decision)
    if e.role == "slider" and at is not None:
        return [Slide(e.label or e.id, (at.x - e.bounds.x1) / max(1, e.bounds.x2 - e.bounds.x1))]
    move = named(seen, hits[0], isinstance(decision.action, LongPress))
    return [move] if move is not None else None


def _minds(e: Element) -> bool:
    return e.clickable or e.long_clickable or e.editable or e.checkable or e.role == "slider"


def _focused(seen: Observation) -> str | None:
    field = next((e for e in seen.elements if e.focused and e.editable), None)
    return (field.id or field.text or field.label or None) if field is not None else None
