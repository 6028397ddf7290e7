"""What a judge says, and what it means when it says nothing usable."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Label = TypeVar("Label", covariant=True)
Context = TypeVar("Context", contravariant=True)


@dataclass(frozen=True, slots=True)
class Judgement(Generic[Label]):
    """`label` and `score` are None where the judge abstained, refused or could not be read: never 0.

    `rationale` is what it said before, `raw` its answer word for word, `trace` the tools it called.
    """

    label: Label | None = None
    score: float | None = None
    rationale: str = ""
    raw: str = ""
    trace: tuple[str, ...] = ()


class Judge(Protocol[Context]):
    """Anything that answers a context: a chat model (`rewards.judges.chat`), a script, a rule."""

    def __call__(self, context: Context) -> str: ...
