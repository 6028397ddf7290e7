"""A delegated task: the local policy carries it out in a worker thread, the client follows it by id.

A run belongs to no request: a client may leave, come back and ask by its id. It stops when it is done, when its limits
are reached, when `task_cancel` is called, or when the call that follows it is cancelled by the client.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Literal

from agent.loop import run_episode
from agent.policy import Policy
from agent.store import Store
from agent.trajectory import Act, Step, Stop, Trajectory
from gui_mcp.hub import DeviceBusy, Hub, Slot
from rewards.samples import describe, intent

Status = Literal["working", "done", "gave_up", "asked", "step_limit", "time_limit", "cancelled", "error"]


@dataclass
class Run:
    """One delegated task. `changed` is set whenever something new can be told."""

    goal: str
    device: str
    max_steps: int
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    steps: int = 0
    summary: str = "starting"
    status: Status = "working"
    answer: str = ""
    stop: Event = field(default_factory=Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    work: "asyncio.Task[None] | None" = None


class Delegate:
    """Starts and follows runs; `runs` keeps them until the server ends."""

    def __init__(
        self, hub: Hub, policy: Callable[[], Policy], max_seconds: float = 600.0, keep: Path | None = None
    ) -> None:
        self._hub, self._policy, self._max_seconds = hub, policy, max_seconds
        self._store = Store(keep) if keep else None
        if self._store is not None:
            self._store.begin({"kind": "delegated tasks"}, alone=False)  # each task's id is its own
        self.runs: dict[str, Run] = {}

    async def start(self, goal: str, device: str, max_steps: int) -> Run:
        """Begin. Raises `DeviceUnavailable`, or `DeviceBusy` while another task has the device."""
        slot = await self._hub.slot(device)
        if slot.holder:
            raise DeviceBusy(f"{device or self._hub.default} is busy with task {slot.holder}: wait or task_cancel it")
        run = Run(goal, device or self._hub.default, max_steps)
        slot.holder = run.id
        self.runs[run.id] = run
        run.work = asyncio.create_task(self._run(run, slot))
        return run

    async def follow(self, run: Run, seconds: float, told: Callable[[Run], "asyncio.Future[None] | object"]) -> None:
        """Return when the run ends, at the latest after `seconds`; `told` hears of each step in between."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while run.status == "working" and (left := end - loop.time()) > 0:
            run.changed.clear()
            try:
                await asyncio.wait_for(run.changed.wait(), left)
            except TimeoutError:
                return
            outcome = told(run)
            if asyncio.iscoroutine(outcome):
                await outcome

    async def cancel(self, run: Run) -> None:
        """Stop after the action under way."""
        run.stop.set()
        if run.work is not None:
            await asyncio.wait({run.work}, timeout=20)

    async def close(self) -> None:
        """Stop everything."""
        for run in self.runs.values():
            if run.status == "working":
                await self.cancel(run)

    async def _run(self, run: Run, slot: Slot) -> None:
        loop = asyncio.get_running_loop()

        def on_step(number: int, step: Step) -> None:
            loop.call_soon_threadsafe(self._tell, run, number, step)

        try:
            async with slot.lock:
                episode = await asyncio.to_thread(self._episode, run, slot, on_step)
            run.status, run.answer = _status(episode.stop), episode.answer
            run.summary = _closing(episode)
        except Exception as problem:  # noqa: BLE001 - whatever broke, the client is told and the device let go
            run.status, run.summary = "error", f"{type(problem).__name__}: {problem}"
        finally:
            slot.holder = ""
            run.changed.set()

    def _episode(self, run: Run, slot: Slot, on_step: Callable[[int, Step], None]) -> Trajectory:
        def play(told: Callable[[int, Step], None]) -> Trajectory:
            return run_episode(
                run.goal, slot.device, self._policy(), task=run.id, max_steps=run.max_steps,
                max_seconds=self._max_seconds, cancel=run.stop, on_step=told,
            )  # fmt: skip

        if self._store is None:
            return play(on_step)
        with self._store.write(run.id, run.goal, meta={"device": run.device}) as writer:

            def both(number: int, step: Step) -> None:
                writer.step(number, step)
                on_step(number, step)

            episode = play(both)
            writer.end(episode)
            return episode

    @staticmethod
    def _tell(run: Run, number: int, step: Step) -> None:
        run.steps = number + 1
        decision = step.reply.decision
        words = intent(decision, step.seen) if isinstance(decision, Act) else describe(decision, step.seen)
        run.summary = f"step {run.steps}: {words}" + (f" (refused: {step.error})" if step.error else "")
        run.changed.set()


def _status(stop: Stop) -> Status:
    match stop:
        case Stop.DONE:
            return "done"
        case Stop.GAVE_UP:
            return "gave_up"
        case Stop.ASKED:
            return "asked"
        case Stop.STEP_LIMIT:
            return "step_limit"
        case Stop.TIME_LIMIT:
            return "time_limit"
        case Stop.CANCELLED:
            return "cancelled"
        case Stop.ERROR:
            return "error"


def _closing(episode: Trajectory) -> str:
    steps = f"after {len(episode.steps)} steps"
    match episode.stop:
        case Stop.DONE:
            return f"done {steps}" + (f": {episode.answer}" if episode.answer else "")
        case Stop.ASKED:
            return f"asks {steps}: {episode.why}"
        case _:
            return f"{episode.stop.value} {steps}: {episode.why}"
