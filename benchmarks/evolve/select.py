"""From judged episodes to what is learnt: CSRS's labels, the step filter, and advantages within groups.

A success teaches its needed steps. A failure teaches no action (CSRS); in a group that holds both, its steps get
GRPO's negative advantage, from where it left the group's successes on.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from agent.pocket.example import Example, examples_of
from agent.store import Stored
from agent.trajectory import Trajectory
from rewards.advantages.trajectory import group_zscore
from rewards.csrs import label
from rewards.step_filter import Replayed, needed_steps, screen_of


@dataclass(frozen=True, slots=True)
class Harvested:
    """What a round's episodes give. `good` are needed steps of successes, to be learnt by likelihood; `own` all steps
    of groups with both ends, with advantages, for the policy that made them. The counts are of episodes and steps."""

    good: list[Example]
    own: list[Example]
    episodes: int
    successes: int
    steps: int
    idle: int

    def __add__(self, other: "Harvested") -> "Harvested":
        return Harvested(
            self.good + other.good, self.own + other.own, self.episodes + other.episodes,
            self.successes + other.successes, self.steps + other.steps, self.idle + other.idle,
        )  # fmt: skip


def select(
    episodes: Sequence[Stored], *, filtered: bool = True, replayed: Callable[[Stored], Replayed] | None = None
) -> Harvested:
    """What is learnt from these episodes, whose `meta["group"]` says which belong together."""
    good, steps, idle, successes = list[Example](), 0, 0, 0
    groups: dict[str, list[Trajectory]] = defaultdict(list)
    for stored in episodes:
        episode, success = stored.trajectory, label(stored.trajectory) if stored.complete else None
        if success is None:
            continue
        groups[str(stored.meta.get("group", stored.id))].append(episode)
        if not success:
            continue
        kept = (
            needed_steps(episode, replayed(stored) if replayed else None) if filtered else [True] * len(episode.steps)
        )
        successes, steps, idle = successes + 1, steps + len(kept), idle + kept.count(False)
        good += examples_of(episode, [float(keep) for keep in kept])
    own = [example for group in groups.values() for example in _own(group)]
    return Harvested(good, own, len(episodes), successes, steps, idle)


def _own(group: Sequence[Trajectory]) -> list[Example]:
    """Steps of a group with both ends, weighted by advantage / length, so that no long failure outweighs the rest."""
    ends = [bool(label(episode)) for episode in group]
    if all(ends) or not any(ends):
        return []
    advantages = group_zscore([float(end) for end in ends], ddof=0).values
    right = {pair for episode, end in zip(group, ends, strict=True) if end for pair in _pairs(episode)}
    out: list[Example] = []
    for episode, end, advantage in zip(group, ends, advantages, strict=True):
        weights = [float(advantage) / len(episode.steps)] * len(episode.steps)
        if not end:  # what a success did on the same screen cannot be what went wrong
            weights = [0.0 if pair in right else w for pair, w in zip(_pairs(episode), weights, strict=True)]
        out += examples_of(episode, weights)
    return out


def _pairs(episode: Trajectory) -> list[tuple[Hashable, Hashable]]:
    return [(screen_of(step.seen), step.reply.decision) for step in episode.steps]


def bounded(examples: Sequence[Example], most: int, rng: np.random.Generator) -> list[Example]:
    """At most so many, drawn evenly."""
    if len(examples) <= most:
        return list(examples)
    return [examples[int(i)] for i in sorted(rng.choice(len(examples), most, replace=False))]


def with_old(examples: Sequence[Example], likelihoods: Sequence[float]) -> list[Example]:
    """The policy's own choices with how likely they were to it."""
    return [replace(e, old=float(old)) for e, old in zip(examples, likelihoods, strict=True)]
