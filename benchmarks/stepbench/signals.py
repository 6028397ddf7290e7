"""What can be read off recorded episodes without a model, a rollout or the phone's state: what most methods take."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import orjson

from agent.codec import decision_to_json
from agent.trajectory import Step, Trajectory
from devices.device import Observation
from devices.element import caption
from rewards.ragged import Ragged
from rewards.scores import Scores


@dataclass(frozen=True, slots=True)
class Signals:
    """A batch of B episodes with T_i steps each.

    `outcome` (B,): 1 success, 0 failure, unscored where there is no verdict; `group`: the task of each;
    `actions`: each decision in words; `screens`: what each screen said, those before the steps and the last (T + 1);
    `executable`: 1 where the device took the action; `changed`: 1 where the screen was another one afterwards, unscored
    where nobody looked; `first_seen`: 1 where the screen afterwards had not been met in this episode.
    """

    outcome: Scores
    group: list[str]
    actions: list[list[str]]
    screens: list[list[str | None]]
    executable: Ragged
    changed: Ragged
    first_seen: Ragged

    @property
    def lengths(self) -> list[int]:
        """Steps of each episode."""
        return self.executable.lengths.tolist()


def read(episodes: Sequence[Trajectory], group: Sequence[str]) -> Signals:
    """The signals of episodes; `group` names what each was to do."""
    actions = [[decision_key(step) for step in episode.steps] for episode in episodes]
    screens = [_screens(episode) for episode in episodes]
    outcome = [None if e.verdict is None or e.verdict.success is None else float(e.verdict.success) for e in episodes]
    return Signals(
        outcome=Scores.of(outcome, "outcome"),
        group=list(group),
        actions=actions,
        screens=screens,
        executable=Ragged.of([[float(step.error is None) for step in e.steps] for e in episodes]),
        changed=Ragged.of([[_differs(a, b) for a, b in zip(row, row[1:], strict=False)] for row in screens]),
        first_seen=Ragged.of([_first_seen(row) for row in screens]),
    )


def decision_key(step: Step) -> str:
    """A decision as canonical JSON: equal decisions give equal words."""
    return orjson.dumps(decision_to_json(step.reply.decision), option=orjson.OPT_SORT_KEYS).decode()


def screen_key(seen: Observation) -> str:
    """What a screen says, without where: equal contents give equal keys, scrolled or not by a pixel."""
    words = [[caption(seen.elements, i), e.checked, e.selected] for i, e in enumerate(seen.elements)]
    return hashlib.sha256(orjson.dumps([seen.app, words])).hexdigest()


def constant(like: Ragged, values: Scores) -> Ragged:
    """A number an episode, for each of its steps."""
    return like.like(like.spread(values.values), np.repeat(values.known, like.lengths))


def _screens(episode: Trajectory) -> list[str | None]:
    last = screen_key(episode.last) if episode.last is not None else None
    return [*(screen_key(step.seen) for step in episode.steps), last]


def _differs(before: str | None, after: str | None) -> float | None:
    return None if before is None or after is None else float(before != after)


def _first_seen(screens: Sequence[str | None]) -> list[float | None]:
    met: set[str | None] = set(screens[:1])
    out: list[float | None] = []
    for screen in screens[1:]:
        out.append(None if screen is None else float(screen not in met))
        met.add(screen)
    return out
