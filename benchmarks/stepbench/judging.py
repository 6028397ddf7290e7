"""Who votes on steps: the rules, or a chat model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from agent.trajectory import Trajectory
from benchmarks.stepbench.cost import Cost
from benchmarks.stepbench.rules import RULES
from rewards.ragged import Ragged

Votes = Callable[[Trajectory], list[float | None]]


@dataclass(slots=True)
class Panel:
    """Judges of the steps of some episodes, each asked about an episode once; a step shown to a judge is paid for."""

    episodes: Sequence[Trajectory]
    judges: Sequence[Votes] = tuple(RULES.values())
    cost: Cost = field(default_factory=Cost)
    _votes: list[Ragged] | None = None

    def votes(self) -> list[Ragged]:
        """A label -1, 0 or 1 a step from each judge, unscored where it abstains."""
        if self._votes is None:
            self._votes = [Ragged.of([judge(e) for e in self.episodes], "votes") for judge in self.judges]
            self.cost.judged += len(self.judges) * sum(len(e.steps) for e in self.episodes)
        return self._votes
