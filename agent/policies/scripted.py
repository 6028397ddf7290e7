"""A policy that follows a script through the screen: what an oracle and a replayed demonstration are made of.

A script is a list of moves. Each move names what a person would name ("tap Save") and is worked out on the elements
seen at that moment; a target that is not on the screen is looked for by scrolling. No move knows pixels or state.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Step
from devices.action import Action, Awake, Click, Hotkey, InputText, LongPress, Point, Press, Swipe, Wait
from devices.device import Observation
from devices.element import Box, Element, caption

MAX_SCROLLS = 12
MAX_WAITS = 6  # loading screens and interruptions before a move is given up
# What an interruption is sent away with. "Close" is what an app's own dialogs say, too: those Back is to leave.
REFUSE = ("Not now", "Maybe later", "暂不", "以后再说")
AWAY = (*REFUSE, "Close", "关闭")
ADVERT = "close-advert"
SLIVER = 12  # pixels; of what shows less at the edge of a list, a person pulls more into sight before touching it
SLIVER_SCROLLS = 2
LOADING = ("Loading…", "正在加载…")

Direction = Literal["left", "right", "up", "down"]


@dataclass(frozen=True, slots=True)
class Open:
    """Start an app by its exact name."""

    app: str


@dataclass(frozen=True, slots=True)
class Tap:
    """Touch the thing called `name` (its text, label or id, exactly; else the words in it begin so).

    `role` narrows (button, text, switch, field, item …); `nth` picks among equals, in reading order;
    `within` is the words of the row or card it belongs to.
    """

    name: str
    role: str = ""
    nth: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Touch and hold the thing called `name`."""

    name: str
    role: str = ""
    nth: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """Put `text` into the field called `name` (label or id), in the place of what is there."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Slide:
    """Set the slider called `name` to `value`, 0..1."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """Swipe over the thing called `name`."""

    name: str
    direction: Direction
    role: str = ""
    nth: int = 0
    within: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """Press back."""


@dataclass(frozen=True, slots=True)
class Enter:
    """Press enter."""


@dataclass(frozen=True, slots=True)
class Say:
    """End with this answer (empty: just done)."""

    answer: str = ""


@dataclass(frozen=True, slots=True)
class Decline:
    """End by giving up."""

    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Ask the user."""

    words: str


Aimed = Tap | Hold | Fill | Slide | Stroke  # moves that need something on the screen
Move = Open | Aimed | Back | Enter | Say | Decline | Question


def find(seen: Observation, move: Aimed) -> Element | None:
    """The element a move means, on this screen, or None."""
    candidates = [i for i in range(len(seen.elements)) if _fits(seen.elements, i, move)]
    wanted = move.name.strip()
    names: list[Callable[[int], bool]] = [
        lambda i: wanted in (seen.elements[i].text, seen.elements[i].label) or wanted == seen.elements[i].id,
        lambda i: caption(seen.elements, i) == wanted or caption(seen.elements, i).startswith(wanted + " · "),
    ]
    nth = move.nth if isinstance(move, Tap | Hold | Stroke) else 0
    for matches in names:
        hits = [i for i in candidates if matches(i)]
        if len(hits) > nth:
            return seen.elements[hits[nth]]
    return None


def _fits(elements: Sequence[Element], i: int, move: Aimed) -> bool:
    element = elements[i]
    match move:
        case Fill():
            return element.editable
        case Slide():
            return element.role == "slider"
        case Tap() | Hold() | Stroke():
            if not element.enabled or (move.role and element.role != move.role):
                return False
            return not move.within or any(caption(elements, j).startswith(move.within) for j in _lineage(elements, i))


def _lineage(elements: Sequence[Element], i: int) -> list[int]:
    chain: list[int] = []
    while i >= 0 and elements[i].role != "list":
        chain.append(i)
        i = elements[i].parent
    return chain


class ScriptedPolicy:
    """Plays a script once. What it cannot find anywhere on the screen ends the episode with `GiveUp`."""

    def __init__(self, moves: Sequence[Move]) -> None:
        self._moves = list(moves)
        self._at = 0
        self._scrolls = 0
        self._direction = 1
        self._seen: Observation | None = None
        self._cleared = False
        self._waits = 0

    @property
    def at(self) -> int:
        """The number of the move that comes next."""
        return self._at

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The next action of the script."""
        if not past:
            self._at, self._scrolls, self._direction, self._seen, self._cleared = 0, 0, 1, None, False
            self._waits = 0
        if self._at >= len(self._moves):
            return Reply(Done(), thought="the script is at its end")
        if past and past[-1].error:
            return Reply(GiveUp(f"the last action failed: {past[-1].error}"))
        move = self._moves[self._at]
        return Reply(self._decide(move, seen), thought=f"{move}")

    def _decide(self, move: Move, seen: Observation) -> Decision:
        match move:
            case Open(app=app):
                return self._next(Act(Awake(app)))
            case Back():
                # Over an interruption, Back would put that away and lead no further.
                return self._unblock(seen, REFUSE) or self._next(Act(Press("back")))
            case Enter():
                return self._next(Act(Press("enter")))
            case Say(answer=answer):
                return self._next(Done(answer))
            case Decline(why=why):
                return self._next(GiveUp(why))
            case Question(words=words):
                return self._next(Ask(words))
            case Tap() | Hold() | Fill() | Slide() | Stroke():
                target = find(seen, move)
                if target is None or (_sliver(target) and self._scrolls < SLIVER_SCROLLS):
                    return self._search(move, seen)
                self._scrolls, self._seen = 0, None
                return self._touch(move, target)

    def _touch(self, move: Aimed, target: Element) -> Decision:
        box = target.bounds
        match move:
            case Tap():
                return self._next(Act(Click(box.centre)))
            case Hold():
                return self._next(Act(LongPress(box.centre)))
            case Slide(value=value):
                return self._next(Act(Click(Point(_along(box, value), box.centre.y))))
            case Stroke(direction=direction):
                return self._next(Act(_stroke(box, direction)))
            case Fill(text=text):
                if not target.focused:
                    return Act(Click(box.centre))
                if target.text and not self._cleared:
                    self._cleared = True
                    return Act(Hotkey(("ctrl", "backspace")))
                return self._next(Act(InputText(text)))

    def _search(self, move: Aimed, seen: Observation) -> Decision:
        """Wait for what is loading, put away what is in the way; else scroll on: down to the end of the list, then
        back up to its top, then give up."""
        if (way := self._unblock(seen, AWAY)) is not None:
            return way
        lists = [e for e in seen.elements if e.scrollable]
        stuck = self._seen is not None and self._seen.elements == seen.elements
        if stuck and self._direction == 1:
            self._direction, self._scrolls, stuck = -1, 0, False
        if not lists or stuck or self._scrolls >= MAX_SCROLLS:
            return GiveUp(f"nothing on the screen for {move}")
        self._scrolls, self._seen = self._scrolls + 1, seen
        box = max((e.bounds for e in lists), key=lambda b: (b.x2 - b.x1) * (b.y2 - b.y1))
        near, far = box.y1 + (box.y2 - box.y1) * 3 // 10, box.y1 + (box.y2 - box.y1) * 7 // 10
        start, end = (far, near) if self._direction == 1 else (near, far)
        return Act(Swipe(Point(box.centre.x, start), Point(box.centre.x, end)))

    def _unblock(self, seen: Observation, away: Sequence[str]) -> Decision | None:
        """Wait for what is loading, put away what is in the way; None where nothing is, or it never ends."""
        way = _clear_the_way(seen, away) if self._waits < MAX_WAITS else None
        if way is None:
            return None
        self._waits += 1
        return Act(way)

    def _next(self, decision: Decision) -> Decision:
        self._at += 1
        self._direction, self._cleared, self._waits = 1, False, 0
        return decision


def _clear_the_way(seen: Observation, away: Sequence[str]) -> Action | None:
    if any(e.label in LOADING for e in seen.elements):
        return Wait(0.1)
    for i, element in enumerate(seen.elements):
        if element.clickable and (element.id == ADVERT or caption(seen.elements, i) in away):
            return Click(element.bounds.centre)
    return None


def _stroke(box: Box, direction: Direction) -> Swipe:
    """Across the middle of a box, most of its way."""
    x, y = box.centre
    dx, dy = (box.x2 - box.x1) * 4 // 10, (box.y2 - box.y1) * 4 // 10
    match direction:
        case "left":
            return Swipe(Point(x + dx, y), Point(x - dx, y))
        case "right":
            return Swipe(Point(x - dx, y), Point(x + dx, y))
        case "up":
            return Swipe(Point(x, y + dy), Point(x, y - dy))
        case "down":
            return Swipe(Point(x, y - dy), Point(x, y + dy))


def _sliver(element: Element) -> bool:
    return element.bounds.y2 - element.bounds.y1 < SLIVER and element.role != "slider"


def _along(box: Box, value: float) -> int:
    return min(box.x2 - 1, max(box.x1, round(box.x1 + value * (box.x2 - box.x1))))
