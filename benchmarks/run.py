"""Run one task: set up, let the agent act, read the evidence once, judge."""

from dataclasses import replace
from threading import Event

from agent.loop import OnStep, run_episode
from agent.policy import Policy
from agent.task import Task
from agent.trajectory import Trajectory, Verdict
from devices.device import Device
from devices.errors import DeviceError


def run_task(
    task: Task,
    device: Device,
    policy: Policy,
    *,
    max_seconds: float = 600.0,
    max_steps: int | None = None,
    cancel: Event | None = None,
    on_step: OnStep | None = None,
) -> Trajectory:
    """One judged episode. A verifier that breaks gives a verdict with `error`, neither a pass nor a fail."""
    task.setup(device)
    episode = run_episode(
        task.goal, device, policy, task=task.id, max_steps=max_steps or task.max_steps, max_seconds=max_seconds,
        cancel=cancel, on_step=on_step, user=task.reply,
    )  # fmt: skip
    try:
        episode = replace(episode, evidence=task.evidence(device))
    except DeviceError as problem:
        return replace(episode, verdict=Verdict(None, error=f"no evidence: {problem}"))
    return replace(episode, verdict=judge(task, episode))


def judge(task: Task, episode: Trajectory) -> Verdict:
    """The verdict on a finished episode, from its evidence alone."""
    try:
        return task.verify(episode)
    except Exception as problem:  # noqa: BLE001 - whatever a verifier trips over is reported as its error
        return Verdict(None, error=f"{type(problem).__name__}: {problem}")
