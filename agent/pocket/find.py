"""From a decision that somebody made back to the choice that pocket would have had to make."""

import numpy as np

from agent.pocket.choice import Choice, Kind, Span, kind_of, pointed, unit_at
from agent.pocket.reading import Reading
from agent.pocket.sources import reach
from agent.pocket.unit import Sort
from agent.pocket.words import quoted, words_of
from agent.trajectory import Act, Decision, Done
from devices.action import Awake, InputText
from devices.device import Observation

RANKS = (Sort.GOAL, Sort.GOAL, Sort.SCREEN, Sort.MEMORY)  # in quotation marks, and not


def choice_of(decision: Decision, reading: Reading, seen: Observation) -> Choice | None:
    """The choice that gives this decision on this screen; None where pocket has none for it."""
    kind, units = kind_of(decision), reading.units
    if kind is None:
        return None
    match decision:
        case Done(answer=answer) if answer:
            span = find_span(reading, answer)
            return Choice(kind, span=span) if span is not None else None
        case Act(action=InputText(text=text)):
            span = find_span(reading, text)
            return Choice(kind, span=span) if span is not None else None
        case Act(action=Awake(app=app)):
            icons = (Sort.SCREEN,) if not seen.app else (Sort.APP,)
            for i, unit in enumerate(units):
                if unit.sort in icons and unit.text == app and (unit.node is None or unit.node.clickable):
                    return Choice(Kind.TAP if unit.sort is Sort.SCREEN else Kind.OPEN, i)
            return None
        case _:
            pass
    if kind in (Kind.TAP, Kind.HOLD, Kind.SWIPE_LEFT, Kind.SWIPE_RIGHT):
        at = pointed(decision)
        number = unit_at(units, at) if at is not None else -1
        if number < 0:
            return None
        if kind is Kind.TAP and units[number].role == "slider":
            return None
        return Choice(kind, number)
    return Choice(kind)


def find_span(reading: Reading, text: str) -> Span | None:
    """Where a text can be copied from: the goal (in quotation marks first), then the screen, then what was read."""
    wanted = [w.text.casefold() for w in words_of(text)]
    if not wanted:
        return None
    said = [w.text.casefold() for w in reading.spelled]
    marked = quoted(reading.source)
    best: tuple[int, int] | None = None
    for at in np.flatnonzero(reading.cuts[:, 1]).tolist():
        end = at + len(wanted) - 1
        if said[at : end + 1] != wanted or not reach(reading.cuts, reading.sorts, reading.owners, at)[end]:
            continue
        sort = reading.sorts[reading.owners[at]]
        rank = RANKS.index(sort) + (sort == Sort.GOAL and not marked[reading.spelled[at].start])
        best = min(best or (rank, at), (rank, at))
    return Span(best[1], best[1] + len(wanted) - 1) if best is not None else None
