"""What a round of the circle came to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.stats import rate_interval


@dataclass(frozen=True, slots=True)
class Judged:
    """Strict success over templates and worlds; `low` and `high` are its 95 % interval (`rate_interval`). Of the
    `tested` the policy called `done` so many, and of these so many were `right`."""

    passed: int
    tested: int
    low: float
    high: float
    done: int = 0
    right: int = 0

    @property
    def success(self) -> float:
        """As a share; 0 where nothing was tested."""
        return self.passed / max(1, self.tested)

    @classmethod
    def of(cls, wins: Sequence[bool], templates: Sequence[str], done: Sequence[bool]) -> "Judged":
        """From one win or loss an episode, the template of each, and whether the policy called it done."""
        low, high = rate_interval(wins, templates)
        right = sum(won and said for won, said in zip(wins, done, strict=True))
        return cls(sum(wins), len(wins), low, high, sum(done), right)

    @property
    def claims(self) -> str:
        """How many of those that it called done were."""
        return f"{self.right} of {self.done}"

    def __str__(self) -> str:
        return f"{self.success:.1%} ({self.low:.1%} – {self.high:.1%})"


@dataclass(frozen=True, slots=True)
class Round:
    """`test` is of templates that are never learnt from, `train` of those that may be, in worlds that are never learnt
    from. The other numbers are of what was played and learnt."""

    number: int
    test: Judged
    train: Judged
    played: int = 0
    won: int = 0
    branched: int = 0
    shown: int = 0  # steps of demonstrations and corrections
    found: int = 0
    examples: int = 0  # steps of its own successes
    own: int = 0
    idle: float = 0.0
    accepted: int = 0
    rejected: int = 0
    seconds: float = 0.0  # of training

    @property
    def json(self) -> dict[str, Any]:
        """To be kept."""
        return asdict(self)

    @classmethod
    def load(cls, row: Mapping[str, Any]) -> "Round":
        """Back from `json`."""
        fields: dict[str, Any] = {**row, "test": Judged(**row["test"]), "train": Judged(**row["train"])}
        return cls(**fields)
