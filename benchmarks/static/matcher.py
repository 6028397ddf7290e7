"""The matcher `regions-1`: is a predicted step right? Two questions, type and value, both answered yes or no.

- Type: the prediction's type is that of one of the valid actions.
- Value, given the type: CLICK and LONG_PRESS: the point lies in a valid box and in none of its holes. TYPE: the same
  text, NFKC, case and white space aside. SLIDE: the finger starts in the box and moves along the direction, within 45
  degrees. AWAKE: the same app, by id or name. COMPLETE: done or infeasible as it should be, and the answer, where one
  is due, is accepted by its type (benchmarks/answer.py). INFO and WAIT: nothing more. KEY: the same keys.

A step is right where both are. There is no partial credit, no distance, no model. A change to any of these rules gets
another name.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.trajectory import Act, Decision, Done, GiveUp
from benchmarks.answer import plain
from benchmarks.static.step import EIGHT, TYPES, StaticStep, Type, Valid, type_of
from benchmarks.stats import wilson
from devices.action import Action, Awake, Click, Drag, Hotkey, InputText, LongPress, Press, Swipe
from devices.errors import ActionFailed
from devices.virtual.phone import find_app

NAME = "regions-1"


@dataclass(frozen=True, slots=True)
class Match:
    """`type` right, and `right` altogether."""

    type: bool
    right: bool


def match(valid: Iterable[Valid], decision: Decision) -> Match:
    """Compare a prediction with every right way to go on."""
    kind = type_of(decision)
    same = [one for one in valid if one.type == kind]
    return Match(bool(same), any(_fits(one, decision) for one in same))


def _fits(valid: Valid, decision: Decision) -> bool:
    match decision:
        case Done(answer=answer):
            return valid.value == "done" and (valid.answer is None or valid.answer.accepts(answer))
        case GiveUp():
            return valid.value == "infeasible"
        case Act(action=action):
            return _does(valid, action)
        case _:
            return True


def _does(valid: Valid, action: Action) -> bool:
    match action:
        case Click(at=at) | LongPress(at=at):
            return valid.box is not None and valid.box.holds(at) and not any(hole.holds(at) for hole in valid.holes)
        case InputText(text=text):
            return plain(text) == plain(valid.value)
        case Swipe(start=start, end=end) | Drag(start=start, end=end):
            return (
                valid.box is not None and valid.box.holds(start) and direction(action) == valid.value and start != end
            )
        case Awake(app=app):
            return _app(app) == valid.value
        case Press(key=key):
            return key == valid.value
        case Hotkey(keys=keys):
            return "+".join(keys) == valid.value
        case _:
            return True


def direction(action: Swipe | Drag) -> str:
    """Where the finger goes: the larger part of its way decides."""
    dx, dy = action.end.x - action.start.x, action.end.y - action.start.y
    if abs(dx) > abs(dy):
        return "right" if dx > 0 else "left"
    return "down" if dy > 0 else "up"


def _app(name: str) -> str:
    try:
        return find_app(name)
    except ActionFailed:
        return ""


@dataclass(slots=True)
class Score:
    """Counts by the type of the recorded action. Steps without a right answer are not counted."""

    total: Counter[Type] = field(default_factory=Counter[Type])
    types: Counter[Type] = field(default_factory=Counter[Type])
    right: Counter[Type] = field(default_factory=Counter[Type])

    def add(self, step: StaticStep, decision: Decision) -> None:
        """One prediction more."""
        kind = step.type
        if kind is None:
            return
        found = match(step.valid, decision)
        self.total[kind] += 1
        self.types[kind] += found.type
        self.right[kind] += found.right

    def rows(self) -> list[tuple[str, int, float, float, tuple[float, float]]]:
        """(type, steps, type accuracy, accuracy, its 95 % interval) for each type met, then for AndroidDaily's eight
        together ("all")."""
        out: list[tuple[str, int, float, float, tuple[float, float]]] = []
        groups: list[tuple[str, tuple[Type, ...]]] = [(kind, (kind,)) for kind in TYPES if self.total[kind]]
        for name, kinds in [*groups, ("all", EIGHT)]:
            total, types, right = (sum(count[k] for k in kinds) for count in (self.total, self.types, self.right))
            if total:
                out.append((name, total, types / total, right / total, wilson(right, total)))
        return out
