"""What is known of each unit besides its words: place, flags, what was done with it, how its number compares."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from agent.pocket.amount import AMOUNTS, Amount
from agent.pocket.arrays import Floats
from agent.pocket.choice import Kind
from agent.pocket.deed import Deed
from agent.pocket.unit import Sort, Unit
from agent.pocket.words import key, quoted, words_of
from devices.device import Observation

FEATURES = 40
EDITABLE, FILLED, UNNAMED = 6, 14, 18  # columns of what is on the screen
GOAL_WORDS = 100  # words of a goal that are read


def features_of(
    source: str, units: Sequence[Unit], amounts: Sequence[Sequence[Amount]], deeds: Sequence[Deed],
    here: Sequence[Deed], seen: Observation,
) -> Floats:  # fmt: skip
    """(N, FEATURES): what is known of each unit besides its words; the columns differ by the unit's sort.

    `deeds` are all that was done in this episode, the PAST units its last ones; `here` those on a screen like this.
    """
    f = np.zeros((len(units), FEATURES), np.float32)
    touched = Counter(d.text for d in deeds if d.kind in (Kind.TAP, Kind.HOLD, Kind.SET) and d.text)
    touched_here = Counter(d.text for d in here if d.text)
    last = deeds[-1] if deeds else None
    used = {key(w.text) for d in deeds if d.kind is not None for w in words_of(d.text)}
    typed = {d.text for d in deeds if d.kind is Kind.TYPE}
    marked = quoted(source)
    goal = words_of(source)
    for i, unit in enumerate(units):
        row = f[i]
        match unit.sort:
            case Sort.START:
                row[0:8] = (
                    min(1.0, len(deeds) / 30),
                    seen.keyboard_shown,
                    not seen.app,
                    any(e.scrollable for e in seen.elements),
                    last is not None and not last.changed,
                    min(1.0, len(units) / 200),
                    min(1.0, _scrolled(deeds) / 6),
                    min(1.0, len(here) / 3),
                )
            case Sort.GOAL:
                word = goal[i - 1]
                row[0:7] = (
                    marked[word.start],
                    bool(key(word.text)) and key(word.text) in used,
                    word.text[:1].isdigit(),
                    word.text[:1].isupper(),
                    min(1.0, i / GOAL_WORDS),
                    marked[word.start] and not marked[word.start - 1],
                    marked[word.start] and not marked[min(word.end, len(marked) - 1)],
                )
            case Sort.SCREEN:
                e = unit.node
                assert e is not None
                box = e.bounds
                row[0:4] = (
                    (box.x1 + box.x2) / 2 / seen.width,
                    (box.y1 + box.y2) / 2 / seen.height,
                    (box.x2 - box.x1) / seen.width,
                    (box.y2 - box.y1) / seen.height,
                )
                row[4:15] = (  # EDITABLE and FILLED are two of them
                    e.clickable, e.long_clickable, e.editable, e.checkable, e.checked, e.selected, e.focused,
                    e.scrollable, e.enabled, e.password, e.editable and bool(e.text),
                )  # fmt: skip
                row[15] = min(3, touched[unit.text]) / 3
                row[16] = last is not None and last.text == unit.text and bool(unit.text)
                row[17] = e.editable and e.text in typed and bool(e.text)
                row[UNNAMED] = not unit.text
                row[19] = min(2, touched_here[unit.text]) / 2
            case Sort.APP | Sort.MEMORY:
                row[0] = min(1.0, unit.age / 12)
            case Sort.PAST:
                deed = deeds[len(deeds) - len(units) + i]
                row[0:3] = (min(1.0, unit.age / 12), deed.changed, deed.failed)
    _ranks(f, units, amounts)
    return f


def _scrolled(deeds: Sequence[Deed]) -> int:
    """How many of the last deeds in a row were scrolling."""
    count = 0
    while count < len(deeds) and deeds[-1 - count].kind in (Kind.SCROLL_DOWN, Kind.SCROLL_UP):
        count += 1
    return count


def _ranks(f: Floats, units: Sequence[Unit], amounts: Sequence[Sequence[Amount]]) -> None:
    """For numbers on the screen: which kinds a unit has, and whether it has the most or the least of that kind."""
    for k, kind in enumerate(AMOUNTS):
        values = {
            i: [a.value for a in amounts[i] if a.kind == kind][0]
            for i, unit in enumerate(units)
            if unit.sort is Sort.SCREEN and any(a.kind == kind for a in amounts[i])
        }
        if not values:
            continue
        low, high = min(values.values()), max(values.values())
        for i, value in values.items():
            at = 24 + 4 * k
            f[i, at] = 1.0
            f[i, at + 1] = value == low and len(values) > 1
            f[i, at + 2] = value == high and len(values) > 1
            f[i, at + 3] = (value - low) / (high - low) if high > low else 0.5
