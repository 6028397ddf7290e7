"""What happened: decisions, steps, why it stopped, and what a verifier made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from devices.action import Action
from devices.device import Observation


@dataclass(frozen=True, slots=True)
class Act:
    """Do this on the device; the only decision that reaches one."""

    action: Action
    kind: Literal["act"] = "act"


@dataclass(frozen=True, slots=True)
class Done:
    """The goal is reached; `answer` holds what was asked for, if something was."""

    answer: str = ""
    kind: Literal["done"] = "done"


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The goal cannot be reached, for this reason."""

    why: str = ""
    kind: Literal["give_up"] = "give_up"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that only the user can answer."""

    question: str
    kind: Literal["ask"] = "ask"


Decision = Act | Done | GiveUp | Ask


@dataclass(frozen=True, slots=True)
class Reply:
    """A policy's answer. `said` is the model's text word for word, so that old episodes can be parsed again.

    `thought` is its reasoning, where it gave any; `seconds` the time to decide; `tokens` what it read and wrote.
    """

    decision: Decision
    said: str = ""
    thought: str = ""
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Seconds:
    """Where a step's time went."""

    look: float = 0.0
    think: float = 0.0
    act: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of the loop. `error` says why an action was refused or a reply could not be used; `told` is what the
    user answered to an `Ask`, None where nobody did."""

    seen: Observation
    reply: Reply
    error: str | None = None
    seconds: Seconds = field(default_factory=Seconds)
    told: str | None = None


class Stop(Enum):
    """Why an episode ended. Ended and cut short are different things."""

    DONE = "done"
    GAVE_UP = "gave_up"
    ASKED = "asked"
    STEP_LIMIT = "step_limit"
    TIME_LIMIT = "time_limit"
    CANCELLED = "cancelled"
    ERROR = "error"

    @property
    def truncated(self) -> bool:
        """Was it cut short by somebody other than the agent?"""
        return self in (Stop.STEP_LIMIT, Stop.TIME_LIMIT, Stop.CANCELLED, Stop.ERROR)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a verifier looked at."""

    field: str
    expected: str
    actual: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verifier found. `success` None means not judged, which is never the same as 0.

    `clean` is False where something else was changed (`side_effects`); `progress` is the share of rows passed, 0..1.
    `error` tells of a verifier that broke: counted and shown, neither a pass nor a fail.
    """

    success: bool | None
    clean: bool | None = None
    progress: float | None = None
    rows: tuple[Row, ...] = ()
    side_effects: tuple[str, ...] = ()
    why: str = ""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One episode. `evidence` is read from the device once, after the last step; `last` is the screen it ended on."""

    task: str
    goal: str
    steps: tuple[Step, ...]
    stop: Stop
    last: Observation | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict[str, Any])
    verdict: Verdict | None = None
    why: str = ""

    @property
    def answer(self) -> str:
        """What the agent answered, empty if nothing."""
        decision = self.steps[-1].reply.decision if self.steps else None
        return decision.answer if isinstance(decision, Done) else ""

    @property
    def seconds(self) -> float:
        """Time of all steps together."""
        return sum(s.seconds.look + s.seconds.think + s.seconds.act for s in self.steps)
