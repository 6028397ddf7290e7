"""A task tried again: the same task under another name, so that a group of episodes can lie side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from agent.task import Task
from agent.trajectory import Trajectory, Verdict
from devices.device import Device


class Recorded(Task, Protocol):
    """A task that says what to write down with its episodes."""

    @property
    def meta(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """Try `number` of a task."""

    task: Recorded
    number: int

    @property
    def id(self) -> str:
        """The task's and the number."""
        return f"{self.task.id}-try{self.number}"

    @property
    def goal(self) -> str:
        return self.task.goal

    @property
    def max_steps(self) -> int:
        return self.task.max_steps

    @property
    def meta(self) -> dict[str, Any]:
        """The task's, and which group it belongs to."""
        return {**self.task.meta, "group": self.task.id}

    def setup(self, device: Device) -> None:
        """Bring the device to the start."""
        self.task.setup(device)

    def reply(self, question: str) -> str | None:
        """What the user answers."""
        return self.task.reply(question)

    def evidence(self, device: Device) -> Mapping[str, Any]:
        """What the verdict needs."""
        return self.task.evidence(device)

    def verify(self, trajectory: Trajectory) -> Verdict:
        """Judge a finished episode."""
        return self.task.verify(trajectory)
