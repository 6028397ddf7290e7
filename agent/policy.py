"""Whoever decides: a model, a script, a rule."""

from collections.abc import Sequence
from typing import Protocol

from agent.trajectory import Reply, Step
from devices.device import Observation


class Policy(Protocol):
    """Called once a step. May keep memory between the steps of one episode; `past` is empty on its first step."""

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """Decide. Raises `ReplyMalformed` or `ModelUnavailable`."""
        ...
