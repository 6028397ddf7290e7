"""Advantages shared by trajectories that do the same in the same place."""

from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from typing import TypeVar

import numpy as np

from rewards.advantages.turns import pair_labels, step_labels
from rewards.groups import Single, group_labels, group_mean, zscore
from rewards.ragged import Ragged
from rewards.scores import Column, Missing, Scores, labels_of, same_length

State = TypeVar("State")


def graph_merge(
    rewards: Column,
    states: Sequence[Sequence[State]],
    actions: Sequence[Sequence[Hashable]],
    group: Sequence[Hashable] | None = None,
    *,
    key_fn: Callable[[State], Hashable],
    ddof: int = 1,
    eps: float = 0.0,
    single: Single = "zero",
    missing: Missing = "raise",
) -> Ragged:
    """Group z-score of the trajectory, averaged over all steps of the group that take the same edge of the graph.

    `states`: T + 1 a trajectory, `actions`: T, hashable; an edge is (key of the state, action, key of the next
    state), `key_fn` says which states are the same: the paper's rule is not known to us. An edge that a trajectory
    takes twice counts twice (our choice). Unscored trajectories have no say and get nothing.
    Source: SALT (second-hand).
    """
    given = Scores.of(rewards, "rewards")
    label = group_labels(group, same_length(rewards=given, states=states, actions=actions))
    lengths = [len(row) for row in actions]
    if [len(row) for row in states] != [length + 1 for length in lengths]:
        raise ValueError("states must hold one more than actions: the state after the last action as well")
    given = given.settled(missing, "rewards")
    whole = zscore(given, label, ddof=ddof, eps=eps, single=single)
    place = labels_of(map(key_fn, chain.from_iterable(states)))
    after = np.ones(len(place), dtype=np.bool_)
    after[np.cumsum([0, *(length + 1 for length in lengths)])[:-1]] = False  # all but first states
    before = np.roll(after, -1)  # all but last states
    steps = Ragged.from_lengths(Scores(np.repeat(whole.values, lengths), np.repeat(whole.known, lengths)), lengths)
    edge = pair_labels(place[before], place[after])
    edge = pair_labels(edge, labels_of(chain.from_iterable(actions)))
    edge = pair_labels(edge, step_labels(label, steps))
    return steps.like(group_mean(steps.flat, edge))
