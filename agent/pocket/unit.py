"""What pocket points at: a word of the goal, a thing on the screen, something read before, something done before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from agent.pocket.words import words_of
from devices.device import Observation
from devices.element import Element

LONGEST = 20  # words of one unit; a longer text becomes several units
MOST = 110  # units of one screen


class Sort(IntEnum):
    """What a unit is."""

    START = 0  # the one unit that stands for the whole step
    GOAL = 1
    SCREEN = 2
    APP = 3  # an icon seen on a home screen: opens from anywhere
    MEMORY = 4  # a text of an earlier screen
    PAST = 5  # an action of this episode


PADDED = len(Sort)  # the sort of what only fills a batch


@dataclass(frozen=True, slots=True)
class Unit:
    """One position of the model's input. `element` is an index into `Observation.elements` (of the present screen),
    -1 for what is not on it."""

    sort: Sort
    text: str
    element: int = -1
    role: str = ""
    node: Element | None = None
    age: int = 0  # steps since it was seen or done


def units_of(seen: Observation) -> list[Unit]:
    """The things on a screen that a person could name or touch, in reading order, each once.

    What can be touched speaks for the texts inside it; other texts stand for themselves.
    """
    elements = seen.elements
    absorbed: set[int] = set()
    out: list[Unit] = []
    inside = _children(elements)
    for i, e in enumerate(elements):
        if touchable(e):
            text = own_words(e)
            held = [j for j in _below(inside, i) if not touchable(elements[j])]
            texts = [own_words(elements[j]) for j in held]
            if not text:
                text = " · ".join(t for t in texts if t)
                absorbed.update(held)
            else:
                absorbed.update(j for j, t in zip(held, texts, strict=True) if t and t in text)
            if text or not held or e.editable:
                out += _split(i, e, text)
        elif i not in absorbed and (text := own_words(e)):
            out += _split(i, e, text)
    return out[:MOST]


def touchable(e: Element) -> bool:
    """Does a finger on it do anything but scroll?"""
    return e.clickable or e.long_clickable or e.editable or e.checkable


def own_words(e: Element) -> str:
    """Its label and its text, each once; of a password only that there is one."""
    if e.password:
        return f"{e.label} {'•' if e.text else ''}".strip()
    if not e.label or e.label in e.text:
        return e.text
    return e.label if not e.text or e.text in e.label else f"{e.label}: {e.text}"


def _split(index: int, e: Element, text: str) -> list[Unit]:
    """One unit, or several for a text that is too long, cut between words."""
    words = words_of(text)
    if len(words) <= LONGEST:
        return [Unit(Sort.SCREEN, text, index, e.role, e)]
    groups = [words[at : at + LONGEST] for at in range(0, len(words), LONGEST)]
    return [Unit(Sort.SCREEN, text[g[0].start : g[-1].end], index, e.role, e) for g in groups]


def _children(elements: Sequence[Element]) -> list[list[int]]:
    inside: list[list[int]] = [[] for _ in elements]
    for i, e in enumerate(elements):
        if 0 <= e.parent < i:
            inside[e.parent].append(i)
    return inside


def _below(inside: Sequence[Sequence[int]], index: int) -> list[int]:
    out: list[int] = []
    for child in inside[index]:
        out += [child, *_below(inside, child)]
    return out
