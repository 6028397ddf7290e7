"""What the model reads at one step."""

from dataclasses import dataclass, field

from agent.pocket.arrays import Floats, Ints
from agent.pocket.choice import Kind, Span
from agent.pocket.deed import Deed
from agent.pocket.unit import Sort, Unit
from agent.pocket.words import Word

OFTEN = 2  # times that something may be done on the same screen


@dataclass(frozen=True, slots=True)
class Reading:
    """One step as arrays; N units, T words of all of them in order, V different words.

    vocabulary (V, GRAMS), row 0 is no word; words (T,) rows of it, owners (T,) unit numbers, places (T,) within the
    unit; cuts (T, 3) what each word is to a span (`sources.Cut`); sorts, roles, acts (N,); features (N, FEATURES);
    relations (RELATIONS, N, N).
    """

    units: tuple[Unit, ...]
    spelled: tuple[Word, ...]  # the T words; those of the goal know where they stand in `source`
    source: str  # the goal and what the user has told since
    here: tuple[Deed, ...]  # what was done before on a screen that showed just the same, oldest first
    vocabulary: Ints = field(repr=False)
    words: Ints = field(repr=False)
    owners: Ints = field(repr=False)
    places: Ints = field(repr=False)
    cuts: Ints = field(repr=False)
    sorts: Ints = field(repr=False)
    roles: Ints = field(repr=False)
    acts: Ints = field(repr=False)
    features: Floats = field(repr=False)
    relations: Floats = field(repr=False)

    def text_of(self, span: Span) -> str:
        """What a span says."""
        unit = self.units[int(self.owners[span.first])]
        text = self.source if unit.sort is Sort.GOAL else unit.text
        return text[self.spelled[span.first].start : self.spelled[span.last].end]

    def futile(self, kind: Kind, unit: int) -> bool:
        """Was just this done on just this screen before, and changed nothing, or came back here again and again?"""
        again = [d for d in self.here if d.kind is kind and (unit < 0 or self.units[unit].text == d.text)]
        return len(again) >= OFTEN or any(not d.changed for d in again)
