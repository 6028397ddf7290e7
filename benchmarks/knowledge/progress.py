"""How much of a task's goal holds in a state: the rows of its verdict that are already fulfilled, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.trajectory import Row
from benchmarks.changes import Apps, compare
from benchmarks.daily.task import VOLATILE, DailyTask
from benchmarks.facts import MISSING
from benchmarks.knowledge.effect import Effect, effects, value_at
from benchmarks.knowledge.telling import kept, listed, told


@dataclass(frozen=True, slots=True)
class Progress:
    """`held`: of the changes that the goal asks for, those that are there, in words by their number; `parts`: how many
    it asks for. `besides`: changes that it does not ask for, in words; `effects` how many facts of the state those
    are."""

    held: Mapping[int, str]
    parts: int
    besides: tuple[str, ...]
    effects: int

    def words(self) -> str:
        """Both, as a sentence or more."""
        if not self.parts:
            count = "No change of data is called for."
        elif self.parts == 1:
            count = f"The change that the goal asks for is {'there' if self.held else 'not there yet'}."
        else:
            count = f"{len(self.held)} of the {self.parts} changes that the goal asks for are there."
        done = f" {listed([*self.held.values()])}" if self.held else ""
        more = f" Changed besides: {listed(self.besides)}" if self.besides else ""
        unnamed = " Something else was changed, too." if self.effects and not self.besides else ""
        return f"{count}{done}{more}{unnamed}"


class Goal:
    """What a task asks for, compared with states. Lays the task out once."""

    def __init__(self, task: DailyTask) -> None:
        self._start, self._goal = task.start_apps, task.goal_apps
        self._wanted = effects(self._start, self._goal, volatile=True)

    def progress(self, apps: Apps) -> Progress:
        """Of one state; by the task's own verifier."""
        found = compare(self._start, self._goal, apps, VOLATILE)
        held = {
            number: kept(effect, self._holding(effect, apps))
            for number, effect in enumerate(self._wanted)
            if _passed(effect, found.rows)
        }
        besides = [e for e in effects(self._start, apps) if not self._asked(e)] if found.side_effects else []
        return Progress(held, len(self._wanted), tuple(told(besides, self._start, apps)), len(found.side_effects))

    def _holding(self, effect: Effect, apps: Apps) -> Apps:
        """A state in whose words a change that came about can be told. New things may have other ids than in the goal's
        state, but all that the goal says of them holds."""
        if effect.after is MISSING:
            return self._start
        old = value_at(self._start, effect.path[:-1]) is not MISSING
        return self._goal if effect.before is MISSING or not old else apps

    def _asked(self, effect: Effect) -> bool:
        """Does the goal change something here, above or below, or add something beside it?"""
        new = effect.before is MISSING
        return any(
            one.covers(effect.place)
            or effect.covers(one.place)
            or (new and one.before is MISSING and one.path[:-1] == effect.path[:-1])
            for one in self._wanted
        )


def _passed(effect: Effect, rows: Sequence[Row]) -> bool:
    here = "/".join(effect.place)  # parts may hold a slash themselves
    mine = [row.passed for row in rows if row.field == here or row.field.startswith(f"{here}/")]
    return bool(mine) and all(mine)
