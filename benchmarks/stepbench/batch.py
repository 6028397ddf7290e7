"""Episodes to be scored, with what may be asked about them: judges and values of states, each at its price."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from agent.trajectory import Trajectory
from benchmarks.stepbench.cost import Cost
from benchmarks.stepbench.signals import Signals
from rewards.ragged import Ragged
from rewards.scores import Scores


class Values(Protocol):
    """Who knows what a state is worth, at a price."""

    cost: Cost

    def value(self, i: int, t: int) -> float: ...
    def series(self) -> list[list[float]]: ...


class Judges(Protocol):
    """Who judges steps: a list of judges' labels for every step of every episode, -1, 0 or 1."""

    cost: Cost

    def votes(self) -> list[Ragged]: ...


@dataclass(slots=True)
class Batch:
    """Episodes to be scored, with what may be asked about them."""

    episodes: Sequence[Trajectory]
    signals: Signals
    judges: Judges
    values: Values | None = None

    @property
    def outcome(self) -> Scores:
        """1 success, 0 failure; an episode without verdict counts as none."""
        return self.signals.outcome

    def judged(self) -> Ragged:
        """The mean vote of every step, from -1 to 1; unscored where nobody voted."""
        votes = self.judges.votes()
        known = np.sum([vote.known for vote in votes], axis=0)
        total = np.sum([vote.values for vote in votes], axis=0)
        return votes[0].like(total / np.maximum(known, 1), known > 0)

    def shares(self) -> Ragged:
        """The mean vote as a number from 0 to 1; 1/2 where nobody voted."""
        judged = self.judged()
        return judged.like((judged.values + 1.0) / 2.0, np.ones(len(judged.flat), dtype=np.bool_))

    def prices(self) -> list[list[float]]:
        """Values of all states, T + 1 an episode. Raises ValueError where there are no rollouts."""
        if self.values is None:
            raise ValueError("this method needs rollouts: state values are not at hand")
        return self.values.series()
