"""What an export needs of a model's language, and when two decisions are one in it."""

from collections.abc import Sequence
from typing import Any, Protocol

from agent.dialects import gelab
from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Step
from devices.action import Click, LongPress, Point, Swipe, Wait
from devices.device import Observation

ROUNDING = 0.001  # of a side of the screen, and a pixel: what a dialect may move a point by


class Dialect(Protocol):
    """What a module of `agent.dialects` offers. `fields` finds the memory of a reply, under "summary"."""

    def prompt(self, goal: str, past: Sequence[Step], seen: Observation) -> list[dict[str, Any]]: ...
    def parse(self, text: str, seen: Observation) -> Reply: ...
    def render(
        self, decision: Decision, seen: Observation, explain: str = "", memory: str = "", think: str = ""
    ) -> str: ...
    def fields(self, text: str) -> dict[str, str]: ...


DIALECTS: dict[str, Dialect] = {"gelab": gelab}


def same(one: Decision, other: Decision, seen: Observation) -> bool:
    """Are they one decision, but for a dialect's rounding of points, for durations, and for the breaks in free text?"""
    match one, other:
        case (Done(answer=a), Done(answer=b)) | (GiveUp(why=a), GiveUp(why=b)) | (Ask(question=a), Ask(question=b)):
            return a.split() == b.split()
        case (Act(action=Click() as a), Act(action=Click() as b)):
            return (a.button, a.count) == (b.button, b.count) and _near(a.at, b.at, seen)
        case (Act(action=LongPress(at=a)), Act(action=LongPress(at=b))):
            return _near(a, b, seen)
        case (Act(action=Swipe() as a), Act(action=Swipe() as b)):
            return _near(a.start, b.start, seen) and _near(a.end, b.end, seen)
        case (Act(action=Wait()), Act(action=Wait())):
            return True
        case _:
            return one == other


def _near(a: Point, b: Point, seen: Observation) -> bool:
    return abs(a.x - b.x) <= seen.width * ROUNDING + 1 and abs(a.y - b.y) <= seen.height * ROUNDING + 1
