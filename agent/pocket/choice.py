"""What pocket can choose, and how a choice becomes a decision and back.

A choice is a kind, for some kinds a unit that is pointed at, for some a span of words that is copied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from agent.pocket.unit import Sort, Unit, touchable
from agent.trajectory import Act, Ask, Decision, Done, GiveUp
from devices.action import (
    Action,
    Awake,
    Click,
    Drag,
    Hotkey,
    InputText,
    LongPress,
    Move,
    Point,
    Press,
    Swipe,
    Wait,
)
from devices.device import Observation
from devices.element import Box

NOTHING_FOUND = "What was asked for is not to be found here."
WHICH = "Which one do you mean? Something I need is not in what you asked for."
CLEARING = ("ctrl", "backspace")


class Kind(IntEnum):
    """Pointing kinds come first: their number is a row of the model's pointer."""

    TAP = 0
    HOLD = 1
    SWIPE_LEFT = 2
    SWIPE_RIGHT = 3
    SET = 4  # a slider, to the copied percentage
    OPEN = 5  # an app seen on a home screen
    TYPE = 6
    CLEAR = 7
    SCROLL_DOWN = 8
    SCROLL_UP = 9
    BACK = 10
    HOME = 11
    ENTER = 12
    WAIT = 13
    DONE = 14
    ANSWER = 15
    ASK = 16
    GIVE_UP = 17


POINTING = 6  # the first kinds, which need a unit
COPYING = (Kind.SET, Kind.TYPE, Kind.ANSWER)


class Span(NamedTuple):
    """Words one after another, both ends included, as numbers of `Reading.words`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`unit` is -1 where the kind points at none, `span` None where it copies nothing."""

    kind: Kind
    unit: int = -1
    span: Span | None = None


def allowed(units: Sequence[Unit], seen: Observation) -> list[tuple[Kind, int]]:
    """Every (kind, unit) that makes sense on this screen; unit -1 for kinds that point at none."""
    out: list[tuple[Kind, int]] = []
    for i, unit in enumerate(units):
        if unit.sort is Sort.APP:
            out.append((Kind.OPEN, i))
        if unit.sort is not Sort.SCREEN or unit.node is None or not unit.node.enabled:
            continue
        if unit.node.role == "slider":
            out.append((Kind.SET, i))
        elif touchable(unit.node):
            out.append((Kind.TAP, i))
        out += [(kind, i) for kind in (Kind.HOLD, Kind.SWIPE_LEFT, Kind.SWIPE_RIGHT)]
    focused = seen.keyboard_shown or any(e.focused and e.editable for e in seen.elements)
    scrolls = _scrolled(seen) is not None
    for kind in list(Kind)[POINTING:]:
        typing = kind in (Kind.TYPE, Kind.CLEAR, Kind.ENTER)
        scrolling = kind in (Kind.SCROLL_DOWN, Kind.SCROLL_UP)
        if (focused or not typing) and (scrolls or not scrolling):
            out.append((kind, -1))
    return out


def decide(choice: Choice, units: Sequence[Unit], text: str, seen: Observation) -> Decision:
    """The decision a choice stands for; `text` is what its span says."""
    node = units[choice.unit].node if choice.unit >= 0 else None
    at = node.bounds if node is not None else None
    match choice.kind:
        case Kind.DONE:
            return Done()
        case Kind.ANSWER:
            return Done(text)
        case Kind.ASK:
            return Ask(WHICH)
        case Kind.GIVE_UP:
            return GiveUp(NOTHING_FOUND)
        case Kind.OPEN:
            return Act(Awake(units[choice.unit].text))
        case _:
            return Act(_action(choice.kind, at, text, seen))


def _action(kind: Kind, at: Box | None, text: str, seen: Observation) -> Action:
    centre = at.centre if at is not None else Point(seen.width // 2, seen.height // 2)
    match kind:
        case Kind.HOLD:
            return LongPress(centre)
        case Kind.SWIPE_LEFT | Kind.SWIPE_RIGHT:
            reach = (at.x2 - at.x1) * 4 // 10 if at is not None else seen.width // 4
            right, left = Point(centre.x + reach, centre.y), Point(centre.x - reach, centre.y)
            return Swipe(right, left) if kind is Kind.SWIPE_LEFT else Swipe(left, right)
        case Kind.SET:
            assert at is not None
            return Click(Point(min(at.x2 - 1, round(at.x1 + _share(text) * (at.x2 - at.x1))), centre.y))
        case Kind.TYPE:
            return InputText(text)
        case Kind.CLEAR:
            return Hotkey(CLEARING)
        case Kind.SCROLL_DOWN | Kind.SCROLL_UP:
            box = _scrolled(seen) or Box(0, 0, seen.width, seen.height)
            near, far = box.y1 + (box.y2 - box.y1) * 3 // 10, box.y1 + (box.y2 - box.y1) * 7 // 10
            start, end = (far, near) if kind is Kind.SCROLL_DOWN else (near, far)
            return Swipe(Point(box.centre.x, start), Point(box.centre.x, end))
        case Kind.BACK:
            return Press("back")
        case Kind.HOME:
            return Press("home")
        case Kind.ENTER:
            return Press("enter")
        case Kind.WAIT:
            return Wait(1.0)
        case _:
            return Click(centre)


def kind_of(decision: Decision) -> Kind | None:
    """The kind of a decision; None for what pocket has no choice for."""
    match decision:
        case Done(answer=answer):
            return Kind.ANSWER if answer else Kind.DONE
        case GiveUp():
            return Kind.GIVE_UP
        case Ask():
            return Kind.ASK
        case Act(action=action):
            return _kind_of_action(action)


def _kind_of_action(action: Action) -> Kind | None:
    match action:
        case Click():
            return Kind.TAP
        case LongPress():
            return Kind.HOLD
        case Swipe(start=a, end=b) | Drag(start=a, end=b):
            if abs(a.x - b.x) > abs(a.y - b.y):
                return Kind.SWIPE_LEFT if b.x < a.x else Kind.SWIPE_RIGHT
            return Kind.SCROLL_DOWN if b.y < a.y else Kind.SCROLL_UP
        case InputText():
            return Kind.TYPE
        case Hotkey(keys=keys):
            return Kind.CLEAR if tuple(k.lower() for k in keys) == CLEARING else None
        case Press(key=key):
            return {"back": Kind.BACK, "home": Kind.HOME, "enter": Kind.ENTER}.get(key)
        case Awake():
            return Kind.OPEN
        case Wait():
            return Kind.WAIT
        case Move():
            return None


def pointed(decision: Decision) -> Point | None:
    """The pixel that a decision touches first."""
    match decision:
        case Act(action=Click(at=at)) | Act(action=LongPress(at=at)):
            return at
        case Act(action=Swipe(start=at)) | Act(action=Drag(start=at)):
            return at
        case _:
            return None


def unit_at(units: Sequence[Unit], at: Point) -> int:
    """The unit a touch there is for: the smallest that can be touched, else the smallest; -1 for none."""
    here = [(i, u.node) for i, u in enumerate(units) if u.node is not None and u.node.bounds.holds(at)]
    if not here:
        return -1

    def size(pair: tuple[int, object]) -> tuple[bool, int]:
        node = units[pair[0]].node
        assert node is not None
        box = node.bounds
        return not touchable(node), (box.x2 - box.x1) * (box.y2 - box.y1)

    return min(here, key=size)[0]


def _scrolled(seen: Observation) -> Box | None:
    lists = [e.bounds for e in seen.elements if e.scrollable]
    return max(lists, key=lambda b: (b.x2 - b.x1) * (b.y2 - b.y1), default=None)


def _share(text: str) -> float:
    digits = "".join(c for c in text if c.isdigit() or c == ".")
    try:
        value = float(digits)
    except ValueError:
        return 0.5
    return min(1.0, value / 100 if value > 1 else value)
