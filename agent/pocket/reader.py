"""From a goal, a history and a screen to what the model reads.

Everything is of this step alone, or of the steps before it in the same episode: nothing is learnt here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.pocket.amount import amounts_of
from agent.pocket.choice import Kind
from agent.pocket.deed import Deed, deed_of, shown
from agent.pocket.features import GOAL_WORDS, features_of
from agent.pocket.reading import Reading
from agent.pocket.relations import relations_of
from agent.pocket.sources import NEVER, SOURCES, Cut, cuts
from agent.pocket.unit import Sort, Unit, units_of
from agent.pocket.words import GRAMS, Word, grams, key, keys_of, words_of
from agent.trajectory import Step
from devices.device import Observation

UNIT_WORDS = 24  # words of a unit that are read
APPS, REMEMBERED, DONE_BEFORE = 28, 24, 12  # units at most: apps seen, texts of earlier screens, past steps
ROLES = ("", "text", "button", "field", "item", "switch", "checkbox", "radio", "slider", "list", "tab", "chip", "image",
         "link", "option", "row", "dialog", "month", "weekday", "progress")  # fmt: skip


class Reader:
    """Reads the steps of one episode in their order; remembers the screens it has seen."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._known = 0
        self._deeds: list[Deed] = []
        self._screens: list[tuple[str, ...]] = []
        self._texts: list[Unit] = []
        self._apps: dict[str, Unit] = {}
        self._seen: Observation | None = None
        self._screen: Sequence[Unit] = ()

    def read(self, goal: str, past: Sequence[Step], seen: Observation) -> Reading:
        """The next step's reading. An empty `past` begins a new episode."""
        if len(past) < self._known or not past:
            self._begin()
        looks = [*(step.seen for step in past[self._known + 1 :]), seen]
        for step, after in zip(past[self._known :], looks, strict=False):
            self._learn(step, after)
        self._known = len(past)
        told = [f" {step.told}" for step in past if step.told]
        source = goal + "".join(told)
        return self._arrays(source, self._units(source, self._screen_of(seen), seen), seen)

    def _screen_of(self, seen: Observation) -> Sequence[Unit]:
        if seen is not self._seen:
            self._seen, self._screen = seen, units_of(seen)
        return self._screen

    def _learn(self, step: Step, after: Observation) -> None:
        units = self._screen_of(step.seen)
        deed = deed_of(step, units)
        deed.changed = deed.screen != shown(self._screen_of(after))
        self._deeds.append(deed)
        age = len(self._deeds)
        if not step.seen.app:
            for unit in units:
                if unit.node is not None and unit.node.clickable and unit.text:
                    self._apps.setdefault(unit.text, Unit(Sort.APP, unit.text, role=unit.role))
        else:
            known = {u.text for u in self._texts}
            self._texts += [
                Unit(Sort.MEMORY, u.text, role=u.role, age=age) for u in units if u.text and u.text not in known
            ]

    def _units(self, source: str, screen: Sequence[Unit], seen: Observation) -> list[Unit]:
        goal = [Unit(Sort.GOAL, w.text) for w in words_of(source)[:GOAL_WORDS]]
        here = {u.text for u in screen}
        apps = [] if not seen.app else list(self._apps.values())[:APPS]
        wanted = {k for u in goal if (k := key(u.text))}
        common = Counter(k for u in self._texts for k in keys_of(u.text))
        scored = [
            (sum(1.0 / common[k] for k in sorted(keys_of(u.text) & wanted)) + 0.02 * u.age, n)
            for n, u in enumerate(self._texts)
            if u.text not in here
        ]
        kept = sorted(n for _, n in sorted(scored, reverse=True)[:REMEMBERED])
        now = len(self._deeds) + 1
        memory = [replace(self._texts[n], age=now - self._texts[n].age) for n in kept]
        past = [
            Unit(Sort.PAST, deed.text, role=deed.role, age=len(self._deeds) - n)
            for n, deed in list(enumerate(self._deeds))[-DONE_BEFORE:]
        ]
        return [Unit(Sort.START, ""), *goal, *screen, *apps, *memory, *past]

    def _arrays(self, source: str, units: Sequence[Unit], seen: Observation) -> Reading:
        count = len(units)
        goal = iter(zip(words_of(source), cuts(source, GOAL_WORDS, asked=True), strict=False))
        spelled: list[Word] = []
        owners, places, cut = list[int](), list[int](), list[Cut]()
        for n, unit in enumerate(units):
            if unit.sort is Sort.GOAL:
                word, own = next(goal)
                found = (word,)
                cut.append(own)
            else:
                found = words_of(unit.text)[:UNIT_WORDS]
                cut += cuts(unit.text, UNIT_WORDS) if unit.sort in SOURCES else [NEVER] * len(found)
            spelled += found
            owners += [n] * len(found)
            places += range(len(found))
        rows: dict[str, int] = {"": 0}
        words = [rows.setdefault(word.text.casefold(), len(rows)) for word in spelled]
        vocabulary = np.array([grams(word) if word else (0,) * GRAMS for word in rows], np.int64)
        deeds = self._deeds[-DONE_BEFORE:]
        acts = np.zeros(count, np.int64)
        for n, deed in enumerate(deeds):
            acts[count - len(deeds) + n] = 1 + (deed.kind if deed.kind is not None else len(Kind))
        amounts = [amounts_of(unit.text) for unit in units]
        now = shown(units)
        here = tuple(deed for deed in self._deeds if deed.screen == now)
        return Reading(
            tuple(units),
            tuple(spelled),
            source,
            here,
            vocabulary,
            np.array(words, np.int64),
            np.array(owners, np.int64),
            np.array(places, np.int64),
            np.array(cut, np.int64).reshape(-1, 3),
            np.array([unit.sort for unit in units], np.int64),
            np.array([ROLES.index(u.role) if u.role in ROLES else 0 for u in units], np.int64),
            acts,
            features_of(source, units, amounts, self._deeds, here, seen),
            relations_of(units, amounts, seen),
        )
