"""What a screen says about itself: one `Element` for each thing a person could name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from devices.action import Point


class Box(NamedTuple):
    """Pixels, x2 and y2 exclusive; x1 < x2 and y1 < y2 on anything visible."""

    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def centre(self) -> Point:
        """The middle pixel."""
        return Point((self.x1 + self.x2) // 2, (self.y1 + self.y2) // 2)

    def holds(self, at: Point) -> bool:
        """Is the pixel inside?"""
        return self.x1 <= at.x < self.x2 and self.y1 <= at.y < self.y2


@dataclass(frozen=True, slots=True)
class Element:
    """A visible node of the accessibility tree, clipped to the screen.

    `text` is what is written on it, `label` what a screen reader adds (for a field: its name or hint).
    `parent` is an index into `Observation.elements`, -1 at the root.
    """

    bounds: Box
    text: str = ""
    label: str = ""
    role: str = ""
    id: str = ""
    parent: int = -1
    clickable: bool = False
    long_clickable: bool = False
    editable: bool = False
    checkable: bool = False
    checked: bool = False
    selected: bool = False
    focused: bool = False
    scrollable: bool = False
    password: bool = False
    enabled: bool = True


def caption(elements: Sequence[Element], index: int) -> str:
    """What a person would call the element: its own text or label, else the texts inside it, joined by " · ".

    A clickable row without words of its own is called by the words written in it.
    """
    own = elements[index].text or elements[index].label
    if own:
        return own
    inside = {index}
    words: list[str] = []
    for i in range(index + 1, len(elements)):
        if elements[i].parent not in inside:
            if elements[i].parent < index:
                break
            continue
        inside.add(i)
        word = elements[i].text or elements[i].label
        if word:
            words.append(word)
    return " · ".join(words)
