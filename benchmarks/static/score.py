"""How well a policy picks the next step, on recorded screens: no phone, no consequences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from agent.errors import ReplyMalformed
from agent.policy import Policy
from agent.trajectory import Act
from benchmarks.static.matcher import Score
from benchmarks.static.step import StaticStep
from devices.action import Wait

UNREADABLE = Act(Wait(0))  # what the loop takes an unreadable reply for; it can be right on a loading screen alone


@dataclass(slots=True)
class StaticScore:
    """By type, and by axis and value of the tasks."""

    all: Score = field(default_factory=Score)
    axes: dict[tuple[str, str], Score] = field(default_factory=dict[tuple[str, str], Score])
    unreadable: int = 0


def score_policy(
    episodes: Iterable[list[StaticStep]],
    policy: Callable[[], Policy],
    told: Callable[[int], None] = lambda steps: None,
) -> StaticScore:
    """Ask a fresh policy an episode about each of its steps, with the recorded steps before it as its past, whatever
    it said itself. An unreadable reply is wrong. Raises `ModelUnavailable`."""
    out, asked = StaticScore(), 0
    for episode in episodes:
        mind = policy()
        for number, step in enumerate(episode):
            if not step.valid:
                continue
            try:
                decision = mind(step.goal, [s.step for s in episode[:number]], step.step.seen).decision
            except ReplyMalformed:
                decision, out.unreadable = UNREADABLE, out.unreadable + 1
            out.all.add(step, decision)
            for axis in ("scenario", "language", "look", "hardship", "difficulty"):
                key = (axis, step.axes.get(axis, ""))
                out.axes.setdefault(key, Score()).add(step, decision)
            asked += 1
            told(asked)
    return out
