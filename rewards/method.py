"""What is known of a method: whose it is and where its formula was read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Any


class Kind(Enum):
    """What a method does. Methods of a kind share a signature (docs/rewards.md)."""

    GROUNDING = "grounding"
    STEPS = "steps"
    CREDIT = "credit"
    ADVANTAGES = "advantages"
    TREES = "trees"
    CALIBRATION = "calibration"
    JUDGES = "judges"
    CURATION = "curation"
    SELECTION = "selection"
    METRICS = "metrics"


class Source(Flag):
    """Where the formula comes from. Several: the docstring says which part is which."""

    CODE = auto()  # read in the authors' code, or a port of it
    PAPER = auto()  # read in the paper
    NOTES = auto()  # second-hand: reviews, summaries, third-party code
    RECALL = auto()  # general knowledge, not checked against the paper
    OURS = auto()  # our reading: the paper's formula is not known to us

    @property
    def words(self) -> str:
        """As in "paper, code"."""
        names = {Source.CODE: "code", Source.PAPER: "paper", Source.NOTES: "second-hand", Source.RECALL: "unchecked",
                 Source.OURS: "our reading"}  # fmt: skip
        return ", ".join(word for part, word in names.items() if part in self)


@dataclass(frozen=True, slots=True)
class Method:
    """One entry of the library. `unknown` names the constants and rules that could not be found, if any: they are
    required arguments, documented defaults or our reading."""

    id: str
    kind: Kind
    call: Callable[..., Any]
    paper: str
    source: Source
    unknown: str = ""

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return (self.call.__doc__ or "").strip().split("\n")[0]

    @property
    def where(self) -> str:
        """Dotted path of the callable."""
        return f"{self.call.__module__}.{self.call.__qualname__}"
