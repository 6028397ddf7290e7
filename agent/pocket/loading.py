"""Screens that are still on their way: nothing is to be decided there yet."""

from collections.abc import Sequence

from agent.pocket.unit import touchable
from agent.trajectory import Act, Step
from devices.action import Wait
from devices.device import Observation

RINGS = ("ring", "progressbar")  # what turns while something is loaded: a phone's role for it, and a web page's
WAITS = 5  # in a row; what is not there then is decided about as it is


def loading(past: Sequence[Step], seen: Observation) -> bool:
    """Does the screen show that something is coming, and nothing yet to be touched but a way back? False where it has
    been waited for long enough."""
    if not any(e.role in RINGS for e in seen.elements) or sum(e.enabled and touchable(e) for e in seen.elements) > 1:
        return False
    return len(past) < WAITS or not all(_waited(step) for step in past[-WAITS:])


def _waited(step: Step) -> bool:
    match step.reply.decision:
        case Act(action=Wait()):
            return True
        case _:
            return False
