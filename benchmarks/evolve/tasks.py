"""Which tasks are shown, and which are played next: those that succeed sometimes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import fmean
from zlib import crc32

from benchmarks.daily.chosen import chosen
from benchmarks.daily.scene import TEST, TRAIN
from benchmarks.daily.task import DailyTask, TaskBroken
from benchmarks.daily.template import Template
from benchmarks.evolve.config import MOST, TESTED, EvolveConfig

# Worlds before the first are shown, from there on judged in, from the second on trust is measured in, from the third on
# they are played, from the fourth on corrected.
FRESH, CHECKED, FIRST, TAUGHT = MOST, MOST + TESTED, 1000, 1_000_000
UNKNOWN, NEVER, ALWAYS, SOMETIMES = 1.0, 0.35, 0.1, 2.0  # how often a template is drawn, by what is known of it


def learnable(config: EvolveConfig) -> list[Template]:
    """What may be learnt from, by id. Raises ValueError for an `only` that fits nothing."""
    return sorted(chosen("daily", TRAIN, config.only), key=lambda t: t.id)


def held_out(config: EvolveConfig) -> list[Template]:
    """What a policy is judged on; never played while learning."""
    return sorted(chosen("daily", TEST, config.only), key=lambda t: t.id)


def demonstrated(config: EvolveConfig) -> list[Template]:
    """The train templates that are shown, a share of them (at least one): each next one is of the apps and the kinds
    that have been shown least so far, by the columns of the report alone."""
    left = sorted(learnable(config), key=lambda t: crc32(f"shown:{config.seed}:{t.id}".encode()))
    count, out, shown = max(1, int(config.shown * len(left))), list[Template](), Counter[str]()
    while len(out) < count:
        best = max(left, key=lambda t: fmean(0.5 ** shown[mark] for mark in _marks(t)))
        left.remove(best)
        out.append(best)
        shown.update(_marks(best))
    return out


def tasks_of(templates: Iterable[Template], seeds: Iterable[int]) -> list[DailyTask]:
    """World by world, without those in which a template finds nothing to ask for."""
    found, out = list(templates), list[DailyTask]()
    for seed in seeds:
        for template in found:
            try:
                out.append(DailyTask(template, seed))
            except TaskBroken:
                continue
    return out


def _marks(template: Template) -> list[str]:
    axes = template.axes
    return [*axes.apps, axes.objective, axes.composition, axes.clarity, f"feasible {axes.feasible}"]


@dataclass(slots=True)
class Curriculum:
    """Counts wins and tries of each train template, and draws where both are likely to be seen.

    A template that has won sometimes is drawn most, one never tried next; one that never or always wins is drawn
    seldom, but drawn: policies change. Only the last `window` tries of a template count.
    """

    window: int = 16
    results: dict[str, list[bool]] = field(default_factory=dict[str, list[bool]])

    def tell(self, template: str, success: bool) -> None:
        """One more try."""
        self.results.setdefault(template, []).append(success)
        del self.results[template][: -self.window]

    def weight(self, template: str) -> float:
        """How often it is drawn, against others."""
        past = self.results.get(template, [])
        if not past:
            return UNKNOWN
        if not any(past):
            return NEVER
        return ALWAYS if all(past) and len(past) >= self.window // 2 else SOMETIMES

    def draw(self, templates: Sequence[Template], count: int, number: int, seed: int) -> list[DailyTask]:
        """`count` tasks for round `number`: templates by weight, worlds that no other round has."""
        rng = Random(f"curriculum:{seed}:{number}")
        weights = [self.weight(t.id) for t in templates]
        drawn = rng.choices(list(templates), weights, k=count)
        first = FIRST + number * 1000
        return [task for at, template in enumerate(drawn) for task in tasks_of([template], [first + at])]

    def json(self) -> dict[str, list[bool]]:
        """To be kept."""
        return self.results

    @classmethod
    def load(cls, data: Mapping[str, Sequence[bool]]) -> "Curriculum":
        """Back from `json`."""
        return cls(results={name: list(past) for name, past in data.items()})
