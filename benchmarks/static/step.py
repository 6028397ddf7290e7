"""One step of the static set: a screen, what is wanted, and every right way to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Step
from benchmarks.answer import Answer
from devices.action import Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Press, Swipe, Wait
from devices.element import Box

Type = Literal["CLICK", "TYPE", "SLIDE", "AWAKE", "INFO", "COMPLETE", "WAIT", "LONG_PRESS", "KEY"]
TYPES: tuple[Type, ...] = get_args(Type)
EIGHT = TYPES[:8]  # AndroidDaily's; KEY (back, enter, clearing a field) stands beside them


@dataclass(frozen=True, slots=True)
class Valid:
    """One right way to go on.

    CLICK, LONG_PRESS: anywhere in `box` and in none of `holes`, which are other things that lie over it.
    TYPE: `value` is the text. AWAKE: the app's id. KEY: the keys, joined by "+". SLIDE: `value` is the finger's
    direction (up, down, left, right), begun in `box`. COMPLETE: `value` is "done" or "infeasible", `answer` what has to
    be answered. INFO and WAIT have no value: any question, any length.
    """

    type: Type
    box: Box | None = None
    holes: tuple[Box, ...] = ()
    value: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class StaticStep:
    """`step` is the recorded one, with its screen; `valid` is empty where it has no one right answer and stands in the
    history of later steps only."""

    episode: str
    number: int
    goal: str
    step: Step
    valid: tuple[Valid, ...]
    axes: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def type(self) -> Type | None:
        """The type of the recorded action; None where the step is not scored."""
        return self.valid[0].type if self.valid else None


def type_of(decision: Decision) -> Type:
    """A decision in AndroidDaily's types."""
    match decision:
        case Done() | GiveUp():
            return "COMPLETE"
        case Ask():
            return "INFO"
        case Act(action=action):
            match action:
                case Click() | Move():
                    return "CLICK"
                case LongPress():
                    return "LONG_PRESS"
                case InputText():
                    return "TYPE"
                case Swipe() | Drag():
                    return "SLIDE"
                case Awake():
                    return "AWAKE"
                case Wait():
                    return "WAIT"
                case Press() | Hotkey():
                    return "KEY"


def valid_to_json(valid: Sequence[Valid]) -> list[dict[str, Any]]:
    """Plain JSON; what is empty is left out."""
    out: list[dict[str, Any]] = []
    for one in valid:
        row: dict[str, Any] = {"type": one.type}
        if one.box is not None:
            row["box"] = list(one.box)
        if one.holes:
            row["holes"] = [list(hole) for hole in one.holes]
        if one.value:
            row["value"] = one.value
        if one.answer is not None:
            row["answer"] = asdict(one.answer)
        out.append(row)
    return out


def valid_from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[Valid, ...]:
    """Back from `valid_to_json`."""
    return tuple(
        Valid(
            row["type"],
            Box(*row["box"]) if "box" in row else None,
            tuple(Box(*hole) for hole in row.get("holes", ())),
            row.get("value", ""),
            _answer(row["answer"]) if "answer" in row else None,
        )
        for row in rows
    )


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(row["kind"], row["value"], tuple(row["also"]), row["unit"])
