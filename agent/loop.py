"""The loop: look, decide, act, until the agent stops or somebody stops it."""

import time
from collections.abc import Callable, Sequence
from threading import Event

from agent.errors import ModelUnavailable, ReplyMalformed
from agent.policy import Policy
from agent.settle import look
from agent.trajectory import Act, Ask, Done, GiveUp, Reply, Seconds, Step, Stop, Trajectory
from devices.action import Action, Wait
from devices.device import Device, Observation
from devices.errors import ActionFailed, ActionUnsupported, DeviceError

MALFORMED_IN_A_ROW = 3

OnStep = Callable[[int, Step], None]
User = Callable[[str], str | None]


def run_episode(
    goal: str,
    device: Device,
    policy: Policy,
    *,
    task: str = "",
    max_steps: int = 30,
    max_seconds: float = 600.0,
    cancel: Event | None = None,
    on_step: OnStep | None = None,
    user: User | None = None,
    past: Sequence[Step] = (),
) -> Trajectory:
    """Run one episode. `on_step(number, step)` is called after each step, before the next look.

    `past` steps led to where the device is now: the episode goes on from them (a branch of another episode).

    `user(question)` answers what the agent asks; None (or no user at all) ends the episode with `Stop.ASKED`.

    A refused action or an unreadable reply becomes the step's `error`, and the policy sees it in `past`;
    three unreadable replies in a row, a dead model or a dead device end the episode with `Stop.ERROR`.
    """
    steps = list(past)
    started, malformed = time.monotonic(), 0

    def end(stop: Stop, why: str = "", last: Observation | None = None) -> Trajectory:
        return Trajectory(task, goal, tuple(steps), stop, last=last, why=why)

    try:
        seen, looked = _timed_look(device)
        while True:
            if cancel is not None and cancel.is_set():
                return end(Stop.CANCELLED, "cancelled", seen)
            if len(steps) >= max_steps:
                return end(Stop.STEP_LIMIT, f"no end after {max_steps} steps", seen)
            if time.monotonic() - started > max_seconds:
                return end(Stop.TIME_LIMIT, f"no end after {max_seconds:.0f} s", seen)
            began = time.monotonic()
            try:
                reply, error = policy(goal, steps, seen), None
                malformed = 0
            except ReplyMalformed as problem:
                # Waiting is what an unreadable reply amounts to; the text is kept word for word.
                reply, error = Reply(Act(Wait(0)), said=problem.said), f"unreadable reply: {problem}"
                malformed += 1
            thought = time.monotonic()
            if isinstance(reply.decision, Act) and error is None:
                error = _carry_out(device, reply.decision.action)
            asked = reply.decision.question if isinstance(reply.decision, Ask) else None
            told = user(asked) if user is not None and asked is not None else None
            step = Step(seen, reply, error, Seconds(looked, thought - began, time.monotonic() - thought), told)
            steps.append(step)
            if on_step is not None:
                on_step(len(steps) - 1, step)
            match reply.decision:
                case Done():
                    return end(Stop.DONE, last=seen)
                case GiveUp(why=why):
                    return end(Stop.GAVE_UP, why, seen)
                case Ask(question=question) if told is None:
                    return end(Stop.ASKED, question, seen)
                case Act() | Ask():
                    pass
            if malformed >= MALFORMED_IN_A_ROW:
                return end(Stop.ERROR, f"{malformed} unreadable replies in a row; the last: {error}", seen)
            seen, looked = _timed_look(device)
    except (DeviceError, ModelUnavailable) as problem:
        return end(Stop.ERROR, f"{type(problem).__name__}: {problem}")


def _carry_out(device: Device, action: Action) -> str | None:
    try:
        device.act(action)
    except (ActionFailed, ActionUnsupported) as problem:
        return str(problem)
    return None


def _timed_look(device: Device) -> tuple[Observation, float]:
    began = time.monotonic()
    seen = look(device)
    return seen, time.monotonic() - began
