"""The virtual phone roughly laid out: nobody draws it, but it has a screen of a usual size, which has to be scrolled.

Between the nodes alone (nodes.py: all within reach at once) and the glass (right to the pixel, many times slower): rows
of estimated heights, one list that scrolls. What is learnt here about where to look carries over to the glass; where
things lie to the pixel does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from devices.action import Action, Click, Drag, LongPress, Point, Swipe
from devices.device import Observation, Snapshot, check_action
from devices.element import Box, Element
from devices.errors import ActionFailed
from devices.virtual.nodes import STRIP, NodeDevice
from devices.virtual.nodes import WIDTH as NODES_WIDTH
from devices.virtual.world import World

WIDTH, HEIGHT = 720, 1600  # pixels
STATUS, NAVIGATION, KEYBOARD = 64, 80, 560  # pixels that the system takes above and below
HEIGHTS = {"text": 42, "button": 88, "tab": 90, "chip": 72, "field": 104, "switch": 64, "checkbox": 64, "radio": 64,
           "slider": 80, "image": 220, "item": 96, "row": 96, "weekday": 56}  # fmt: skip
LETTERS = 42  # of a text that fit into a line
BESIDE = {"chip": 3, "tab": 5, "weekday": 7}  # so many of a role lie side by side
IN_MONTH, ICONS = 7, 4  # days of a month, icons of a home screen side by side
TRAILING = ("switch", "checkbox", "radio", "button")  # lie at the right of a row that has words
MANY = 5  # of a kind that lie about freely are put side by side
PADDING = 18
LEAST = 8  # pixels of what shows


@dataclass(slots=True)
class _Page:
    """Where everything would lie on a screen without end, and what part of it shows."""

    boxes: list[Box]
    listed: list[bool]  # does it scroll?
    view: Box  # of the list
    length: int  # of the list's content, pixels
    main: int  # the list that scrolls; -1 where the whole page does

    @property
    def free(self) -> bool:
        """Does the whole page scroll?"""
        return self.main < 0


class SketchDevice(NodeDevice):
    """Implements `Device` and `Snapshots` on a world alone, with a screen of WIDTH × HEIGHT that scrolls."""

    def __init__(self, world: World | None = None, name: str = "sketch") -> None:
        super().__init__(world, name)
        self._info = replace(self._info, width=WIDTH, height=HEIGHT)
        self._offset = 0
        self._laid: tuple[World, int] | None = None
        self._where: tuple[object, ...] = ()
        self._shows: list[tuple[int, Box]] = []  # number among all elements, where it shows
        self._view, self._most, self._main = Box(0, 0, WIDTH, HEIGHT), 0, -1

    def observe(self) -> Observation:
        """What shows at present, without a picture."""
        whole = super().observe()
        self._laid = (self.world, self.world.version)
        where = self._place()
        if where != self._where:
            self._where, self._offset = where, 0
        page = _laid_out(whole.elements, whole.keyboard_shown)
        self._main = page.main
        self._view, self._most = page.view, max(0, page.length - (page.view.y2 - page.view.y1))
        self._offset = min(self._offset, self._most)
        self._shows = [(i, box) for i in range(len(whole.elements)) if (box := self._seen(page, i)) is not None]
        pages = [Element(page.view, role="list", scrollable=True)] if page.free and self._most else []
        number = {i: at + len(pages) for at, (i, _) in enumerate(self._shows)}
        shown = (*pages, *(self._element(whole.elements, i, box, number) for i, box in self._shows))
        return replace(whole, width=WIDTH, height=HEIGHT, elements=shown)

    def act(self, action: Action) -> None:
        """As on the glass: a stroke up or down scrolls, the rest is for what shows there."""
        check_action(self._info, action)
        if self._laid != (self.world, self.world.version):
            self.observe()  # what lies where is known only once it was laid out
        match action:
            case Click(at=at, count=count, button=button):
                self._do(Click(self._strip(at), count=count, button=button))
            case LongPress(at=at, seconds=seconds):
                self._do(LongPress(self._strip(at), seconds))
            case Swipe(start=start, end=end) | Drag(start=start, end=end):
                if abs(start.y - end.y) >= abs(start.x - end.x):
                    self._offset = max(0, min(self._most, self._offset + start.y - end.y))
                else:
                    at = self._strip(start)
                    self._do(Swipe(at, Point(max(0, min(NODES_WIDTH - 1, at.x + end.x - start.x)), at.y)))
            case _:
                self._do(action)

    def restore(self, snapshot: Snapshot) -> None:
        """Put the whole phone back, its lists at their beginnings."""
        super().restore(snapshot)
        self._where = ()

    def _place(self) -> tuple[object, ...]:
        nav = self.world.nav
        screen = self.world.screen
        return nav["front"], len(self.world.stack), len(nav["over"]), screen["name"], str(screen.get("args"))

    def _seen(self, page: _Page, i: int) -> Box | None:
        box, room = page.boxes[i], Box(0, 0, WIDTH, HEIGHT)
        if page.listed[i]:
            box, room = Box(box.x1, box.y1 - self._offset, box.x2, box.y2 - self._offset), page.view
        x1, x2 = max(0, min(box.x1, WIDTH - LEAST)), min(WIDTH, max(box.x2, LEAST))
        y1, y2 = max(box.y1, room.y1), min(box.y2, room.y2)
        return Box(x1, y1, x2, y2) if y2 - y1 >= LEAST else None

    def _element(self, elements: Sequence[Element], i: int, box: Box, number: dict[int, int]) -> Element:
        e, above = elements[i], elements[i].parent
        while above >= 0 and above not in number:
            above = elements[above].parent
        scrolls = self._most > 0 and i == self._main
        return replace(e, bounds=box, parent=number.get(above, -1), scrollable=scrolls)

    def _strip(self, at: Point) -> Point:
        """Where on the endless screen that is which shows here."""
        here = [(i, box) for i, box in self._shows if box.holds(at)]
        if not here:
            raise ActionFailed(f"nothing lies at {at.x}, {at.y}")
        i, box = min(here, key=lambda pair: ((pair[1].x2 - pair[1].x1) * (pair[1].y2 - pair[1].y1), -pair[0]))
        share = (at.x - box.x1) / max(1, box.x2 - box.x1)
        return Point(min(NODES_WIDTH - 1, round(share * NODES_WIDTH)), i * STRIP + STRIP // 2)


def _laid_out(elements: Sequence[Element], keyboard: bool) -> _Page:
    """Head, list and foot of a screen, one below the other."""
    inside: list[list[int]] = [[] for _ in elements]
    tops = [i for i, e in enumerate(elements) if e.parent < 0]
    for i, e in enumerate(elements):
        if e.parent >= 0:
            inside[e.parent].append(i)
    boxes = [Box(0, 0, 1, 1)] * len(elements)
    listed = [False] * len(elements)
    lists = [i for i in tops if elements[i].role == "list"]
    main = max(lists, key=lambda i: _size(inside, i), default=-1)
    bottom = HEIGHT - NAVIGATION - (KEYBOARD if keyboard else 0)
    around = tops if main < 0 else [i for i in tops if i != main]
    if main < 0 or _rows(elements, inside, around, boxes, 0, 0, WIDTH) > (bottom - STATUS) * 2 // 3:
        length = _rows(elements, inside, tops, boxes, 0, STATUS, WIDTH)
        return _Page(boxes, [True] * len(elements), Box(0, STATUS, WIDTH, bottom), length, -1)
    at = tops.index(main)
    top = STATUS + _rows(elements, inside, tops[:at], boxes, 0, STATUS, WIDTH)
    foot = _rows(elements, inside, tops[at + 1 :], boxes, 0, 0, WIDTH)
    bottom -= foot
    _rows(elements, inside, tops[at + 1 :], boxes, 0, bottom, WIDTH)
    length = _rows(elements, inside, inside[main], boxes, 0, top, WIDTH, "list")
    boxes[main] = view = Box(0, top, WIDTH, bottom)
    for i, e in enumerate(elements):
        listed[i] = e.parent >= 0 and (e.parent == main or listed[e.parent])
    return _Page(boxes, listed, view, length, main)


def _rows(
    elements: Sequence[Element], inside: Sequence[Sequence[int]], children: Sequence[int], boxes: list[Box], x: int,
    y: int, width: int, within: str = "",
) -> int:  # fmt: skip
    """Put children below each other, small ones of a kind side by side; how much height they take."""
    began, at = y, 0
    while at < len(children):
        role = elements[children[at]].role
        if not within and role == "list":  # a strip of chips beside the main list
            y, at = y + _strip_of(elements, inside, children[at], boxes, x, y, width), at + 1
            continue
        beside = IN_MONTH if within == "month" else BESIDE.get(role, 1)
        if not within and role == "button" and inside[children[at]]:
            beside = ICONS  # a home screen's
        alike = list(takewhile(lambda c: elements[c].role == role, children[at:]))  # noqa: B023 - used at once
        if not within and role in ("button", "text") and len(alike) >= MANY:
            beside = MANY  # pins and names on a map
        group = alike[:beside]
        tall, wide = 0, width // max(1, len(group) if within != "month" else IN_MONTH)
        for n, child in enumerate(group):
            tall = max(tall, _put(elements, inside, child, boxes, x + n * wide, y, wide))
        y, at = y + tall, at + len(group)
    return y - began


def _strip_of(
    elements: Sequence[Element], inside: Sequence[Sequence[int]], i: int, boxes: list[Box], x: int, y: int, width: int
) -> int:
    children = inside[i]
    wide = max(8, width // max(1, len(children)))
    tall = max((_put(elements, inside, c, boxes, x + n * wide, y, wide) for n, c in enumerate(children)), default=0)
    boxes[i] = Box(x, y, x + width, y + tall)
    return tall


def _size(inside: Sequence[Sequence[int]], i: int) -> int:
    return 1 + sum(_size(inside, child) for child in inside[i])


def _put(
    elements: Sequence[Element], inside: Sequence[Sequence[int]], i: int, boxes: list[Box], x: int, y: int, width: int
) -> int:
    e, children = elements[i], inside[i]
    if not children:
        tall = HEIGHTS.get(e.role, 60)
        if e.role == "text":
            tall *= 1 + len(e.text) // LETTERS
        boxes[i] = Box(x, y, x + width, y + tall)
        return tall
    worded = any(elements[c].role == "text" for c in children)
    beside = [c for c in children if worded and elements[c].role in TRAILING and not inside[c]]
    below = [c for c in children if c not in beside]
    room = width - 80 * len(beside) - 2 * PADDING
    tall = 2 * PADDING + _rows(elements, inside, below, boxes, x + PADDING, y + PADDING, max(8, room), e.role)
    for n, c in enumerate(beside):
        left = x + width - PADDING - 80 * (len(beside) - n)
        boxes[c] = Box(left, y + PADDING, left + 72, y + PADDING + min(64, max(8, tall - 2 * PADDING)))
    boxes[i] = Box(x, y, x + width, y + tall)
    return tall
