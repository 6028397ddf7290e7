"""What a benchmark asks: a goal, a start, evidence and a verdict."""

from collections.abc import Mapping
from typing import Any, Protocol

from agent.trajectory import Trajectory, Verdict
from devices.device import Device


class Task(Protocol):
    """One instance, all parameters fixed. `verify` is pure: it can be called again years later."""

    @property
    def id(self) -> str: ...
    @property
    def goal(self) -> str: ...
    @property
    def max_steps(self) -> int: ...

    def setup(self, device: Device) -> None:
        """Bring the device to the start."""
        ...

    def reply(self, question: str) -> str | None:
        """What the user of this task answers to a question; None where there is nobody to ask."""
        ...

    def evidence(self, device: Device) -> Mapping[str, Any]:
        """Read what the verdict needs, once, after the last step."""
        ...

    def verify(self, trajectory: Trajectory) -> Verdict:
        """Judge a finished episode."""
        ...
