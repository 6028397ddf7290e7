"""A task of MiniWoB++ with a seed: one page that can be begun, played and judged."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from agent.trajectory import Row, Trajectory, Verdict
from benchmarks.daily.scene import TEST
from benchmarks.miniwob.catalogue import TASKS
from benchmarks.miniwob.page import MiniwobPage, Outcome
from benchmarks.miniwob.suite import suite_hash
from devices.device import Device
from devices.errors import DeviceError, ObservationFailed

MAX_STEPS = 20  # twice BrowserGym's ten, since touching a field and typing into it are two steps here
LEFT = "the page was left or loaded again, which ends the episode"
UNFINISHED = "the page did not end the episode: nothing was submitted"


class MiniwobTask:
    """Implements `Task` on a `MiniwobPage`. Page and goal follow from name and seed; the goal is the page's own and
    known once the page stands."""

    def __init__(self, name: str, seed: int = 0) -> None:
        self.name, self.seed = name, seed
        self.id, self.max_steps = f"{name}-s{seed}", MAX_STEPS
        self.axes = {"split": TEST, "group": TASKS[name]}
        self._goal, self._broken = "", ""
        self._page: MiniwobPage | None = None
        self._fresh = False

    @property
    def goal(self) -> str:
        """What the page asks for; empty before `read_goal` or `setup`."""
        return self._goal

    @property
    def meta(self) -> dict[str, Any]:
        """What is written down with an episode."""
        return {
            "benchmark": "miniwob", "template": self.name, "seed": self.seed, "axes": self.axes,
            "max_steps": self.max_steps, "suite": suite_hash()["suite"],
        }  # fmt: skip

    def read_goal(self, device: Device) -> None:
        """Begin the episode, for the goal it tells; the `setup` that follows leaves it as it stands."""
        if not isinstance(device, MiniwobPage):
            raise TypeError("MiniWoB++ runs on a page of its own, whose outcome can be read: use MiniwobPage")
        self._page, self._goal, self._broken = device, "", ""
        try:
            self._goal = device.begin(self.name, self.seed)
        except DeviceError as problem:
            self._broken = str(problem)  # an episode that breaks is counted, and the others go on
        self._fresh = True

    def setup(self, device: Device) -> None:
        """Begin the episode."""
        if not self._fresh or device is not self._page:
            self.read_goal(device)
        self._fresh = False

    def reply(self, question: str) -> str | None:
        """There is nobody to ask."""
        return None

    def outcome(self) -> Outcome:
        """How it stands. Raises ObservationFailed for a page that never began, DeviceUnavailable."""
        if self._page is None or self._broken:
            raise ObservationFailed(self._broken or f"{self.id} was never set up")
        return self._page.outcome()

    def evidence(self, device: Device) -> Mapping[str, Any]:
        """The page's own reward and why it gave it."""
        return asdict(self.outcome())

    def verify(self, trajectory: Trajectory) -> Verdict:
        """Success: the page ended the episode with a reward above 0, whatever the agent says of it."""
        if "reward" not in trajectory.evidence:
            return Verdict(None, why="no evidence: the page was lost before its reward could be read")
        end = Outcome(**trajectory.evidence)
        shown = f"{end.reward:g}" if end.over and not end.left else "none"
        row = Row("reward", "> 0", shown, end.over and not end.left and end.reward > 0)
        why = LEFT if end.left else UNFINISHED if not end.over else end.reason
        return Verdict(
            row.passed, clean=True, progress=min(1.0, max(0.0, end.reward)), rows=(row,),
            why="" if row.passed else why,
        )  # fmt: skip
