"""The states of a recorded episode, had again: what was done is done once more on the phone, which is deterministic."""

from collections.abc import Mapping
from typing import Any

from agent.store import Stored
from agent.trajectory import Trajectory
from benchmarks.changes import as_bytes
from benchmarks.daily import TEMPLATES
from benchmarks.daily.score import is_daily
from benchmarks.daily.task import DailyTask, TaskBroken
from benchmarks.knowledge.course import Course
from benchmarks.stepbench.live import states_of
from devices.device import Observation
from devices.errors import ActionFailed
from devices.virtual.device import VirtualDevice
from devices.virtual.nodes import HEIGHT, NodeDevice
from devices.virtual.sketch import SketchDevice
from devices.virtual.world import World
from rewards.samples import words


class NotReplayed(ValueError):
    """The states of an episode cannot be had again; the message says why."""


def can_be_replayed(meta: Mapping[str, Any]) -> bool:
    """Was an episode with this meta played on the virtual phone, from a start that can be laid out again?"""
    return is_daily(meta)


def replayed(stored: Stored, phone: VirtualDevice) -> Course:
    """A judged episode with its states, played again on a phone, or on what it was played on in a phone's place. A
    replay counts only if it shows the same words on every screen, and ends with the same data. Raises NotReplayed."""
    episode, verdict = stored.trajectory, stored.trajectory.verdict
    try:
        task = DailyTask.from_meta(TEMPLATES, stored.meta)
    except (KeyError, TaskBroken) as problem:
        raise NotReplayed("of a task that is no more") from problem
    if verdict is None or verdict.success is None or episode.evidence.get("start") != task.digest:
        raise NotReplayed("which began in another world than the task does today")
    if any(step.seen.height == HEIGHT for step in episode.steps):
        return Course(episode, verdict, task, _again(episode, task, NodeDevice()))
    try:
        states = _again(episode, task, phone)
    except NotReplayed as problem:
        try:
            states = _again(episode, task, SketchDevice())
        except NotReplayed:
            raise problem from None
    return Course(episode, verdict, task, states)


def _again(episode: Trajectory, task: DailyTask, device: VirtualDevice | NodeDevice) -> list[bytes]:
    def looked(number: int, seen: Observation) -> None:
        was = episode.steps[number].seen
        if (seen.app, words(seen)) != (was.app, words(was)):
            raise NotReplayed("which shows other screens when it is played again")

    try:
        states = states_of(task, episode.steps, device, looked)
    except ActionFailed as problem:
        raise NotReplayed("whose actions are refused when it is played again") from problem
    ends = {**task.start_apps, **episode.evidence["apps"]}
    final = World.loads(states[-1]).apps
    if any(as_bytes(final[app]) != as_bytes(ends[app]) for app in final):
        raise NotReplayed("which ends with other data when it is played again")
    return states
