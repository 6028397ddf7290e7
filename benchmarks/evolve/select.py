"""From judged episodes to what is learnt: CSRS's labels, the step filter, and advantages within trees.

A success teaches its needed steps. A failure teaches no action (CSRS); in a tree that holds both, its steps get a
negative advantage, from where it left the successes on.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from agent.pocket.example import Example, examples_of
from agent.trajectory import Trajectory
from benchmarks.evolve.gathered import Gathered
from rewards.advantages.trees import fork_advantage
from rewards.csrs import label
from rewards.step_filter import needed_steps, screen_of
from rewards.tree import Tree

T = TypeVar("T")
FORK = 0.5  # what a step's advantage over its siblings counts beside its rollouts' z-score


def learnt(episode: Trajectory, *, filtered: bool = True, wordings: Sequence[str] = ()) -> Gathered:
    """What a success teaches: its needed steps, under its goal and under other `wordings` of it. A failure: nothing."""
    out = Gathered(episodes=1)
    if not label(episode):
        return out
    kept = needed_steps(episode) if filtered else [True] * len(episode.steps)
    out.successes, out.steps, out.idle = 1, len(kept), kept.count(False)
    for goal in dict.fromkeys((episode.goal, *wordings)):
        out.good += examples_of(replace(episode, goal=goal), [float(keep) for keep in kept])
    return out


def evened(one: Sequence[T], other: Sequence[T], most: int = 4) -> list[T]:
    """Both, the shorter so many times over (`most` at most) that neither is drowned by the other."""
    if not one or not other:
        return [*one, *other]
    times = [min(most, max(1, round(max(len(one), len(other)) / len(part)))) for part in (one, other)]
    return [*one] * times[0] + [*other] * times[1]


def own_of(tries: Sequence[Trajectory], parents: Sequence[int], shared: Sequence[int]) -> list[Example]:
    """Steps of a tree with both ends, weighted by advantage / length, so that no long failure outweighs the rest.

    Try i shares its first `shared[i]` steps with try `parents[i]` (-1: none); (n,) each.
    """
    ends = [bool(label(episode)) for episode in tries]
    if all(ends) or not any(ends):
        return []
    weights = _advantages(tries, parents, shared, ends)
    right = {pair for episode, end in zip(tries, ends, strict=True) if end for pair in _pairs(episode)}
    out: list[Example] = []
    for episode, end, row in zip(tries, ends, weights, strict=True):
        if not end:  # what a success did on the same screen cannot be what went wrong
            row = [0.0 if pair in right else w for pair, w in zip(_pairs(episode), row, strict=True)]
        out += examples_of(episode, [w / len(row) for w in row])
    return out


def _advantages(
    tries: Sequence[Trajectory], parents: Sequence[int], shared: Sequence[int], ends: Sequence[bool]
) -> list[list[float]]:
    """Of each step of each try; a shared step counts where it was first made, and is 0 in the others."""
    above, outcome = [-1], list[float | None]([None])  # node 0 is the start
    nodes: list[list[int]] = []
    for episode, parent, common in zip(tries, parents, shared, strict=True):
        mine = list(nodes[parent][:common]) if parent >= 0 else []
        for _ in range(common, len(episode.steps)):
            above.append(mine[-1] if mine else 0)
            outcome.append(None)
            mine.append(len(above) - 1)
        nodes.append(mine)
    inner = set(above)
    for mine, end in zip(nodes, ends, strict=True):
        if mine and mine[-1] not in inner:
            outcome[mine[-1]] = float(end)
    found = fork_advantage(Tree.of(above, outcome), trajectory_weight=1.0, fork_weight=FORK, gamma=1.0, missing="skip")
    values = np.where(found.known, found.values, 0.0)
    return [
        [0.0 if t < common else float(values[node]) for t, node in enumerate(mine)]
        for mine, common in zip(nodes, shared, strict=True)
    ]


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
