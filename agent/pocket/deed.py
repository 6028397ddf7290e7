"""A past step, as it is remembered: in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from agent.pocket.choice import Kind, kind_of, pointed, unit_at
from agent.pocket.unit import Unit
from agent.trajectory import Act, Ask, Decision, Done, Step
from devices.action import Awake, InputText

Shown: TypeAlias = tuple[tuple[str, bool, bool], ...]


@dataclass(slots=True)
class Deed:
    """`text` is what it was about and `role` that thing's; `changed` tells whether the screen was another one
    afterwards, `failed` whether it was refused. `kind` is None for what pocket itself has no choice for. `screen` is
    what was shown before it."""

    text: str
    kind: Kind | None
    role: str
    changed: bool
    failed: bool
    screen: Shown


def shown(units: Sequence[Unit]) -> Shown:
    """What tells one screen from another."""
    return tuple((u.text, u.node.checked, u.node.selected) for u in units if u.node is not None)


def deed_of(step: Step, units: Sequence[Unit]) -> Deed:
    """A step on the screen that `units` are of; whether it changed that screen is not known yet."""
    text, role = _about(units, step.reply.decision)
    return Deed(text, kind_of(step.reply.decision), role, True, step.error is not None, shown(units))


def _about(units: Sequence[Unit], decision: Decision) -> tuple[str, str]:
    """What a decision was about, in words, and that thing's role."""
    match decision:
        case Act(action=InputText(text=text)):
            hidden = any(u.node is not None and u.node.password and u.node.focused for u in units)
            return ("•" if hidden else text), "field"
        case Act(action=Awake(app=app)):
            return app, "button"
        case Done(answer=answer):
            return answer, ""
        case Ask(question=_):
            return "", ""
        case _:
            at = pointed(decision)
            number = unit_at(units, at) if at is not None else -1
            return (units[number].text, units[number].role) if number >= 0 else ("", "")
