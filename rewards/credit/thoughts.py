"""Steps joined into thoughts: a thought is rewarded once, as a whole."""

from collections.abc import Hashable, Sequence

import numpy as np

from rewards.credit.inputs import binary, known_with, paired
from rewards.groups import group_labels, group_mean
from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Column, Missing, Scores, same_length, within


def thought_merge(
    labels: Rows,
    outcome: Column,
    group: Sequence[Hashable] | None = None,
    *,
    answer_step: Column | None = None,
    missing: Missing = "raise",
) -> Ragged:
    """Reward of the thought that each step belongs to: 1 right, -(success rate of the group) wrong, 0 after the answer.

    `labels`: 1 for a right step, 0 for a wrong one; equal neighbours are one thought (`thoughts`). `outcome`: (B,),
    from 0 to 1, gives the success rate. `answer_step`: (B,), the step with the first right answer, None for none;
    thoughts that begin later get 0. missing="skip": an unscored step ends a thought.
    Source: TP-GRPO; the merging is the paper's, the rewards are our reading (its adaptive credit is not known to us).
    """
    steps, wanted = paired(labels, outcome, missing, "labels")
    binary(steps.flat, "labels")
    within(wanted, 0.0, 1.0, "outcome")
    rate = steps.spread(group_mean(wanted, group_labels(group, len(wanted))))
    reward = np.where(steps.values == 1, 1.0, -rate)
    if answer_step is not None:
        answer = Scores.of(answer_step, "answer_step")
        same_length(outcome=wanted, answer_step=answer)
        if (answer.values < 0).any():
            raise ValueError("answer_step counts from 0: it must not be negative")
        begin = np.maximum.accumulate(np.where(_begins(steps), np.arange(len(reward)), 0))
        late = steps.position[begin] > steps.spread(np.where(answer.known, answer.values, np.inf))
        reward = np.where(late, 0.0, reward)
    return steps.like(reward, known_with(steps, wanted))


def thoughts(labels: Rows) -> list[list[tuple[int, int, float | None]]]:
    """Maximal runs of equal labels, a trajectory: (first step, step after the last, label)."""
    steps = Ragged.of(labels, "labels")
    begin = np.flatnonzero(_begins(steps))
    size = np.diff(np.append(begin, len(steps.flat)))
    start, row = steps.position[begin], steps.row[begin]
    runs = list(
        zip(
            start.tolist(),
            (start + size).tolist(),
            Scores(steps.values[begin], steps.known[begin]).tolist(),
            strict=True,
        )
    )
    edges = np.searchsorted(row, np.arange(len(steps) + 1)).tolist()
    return [runs[a:b] for a, b in zip(edges[:-1], edges[1:], strict=True)]


def _begins(steps: Ragged) -> Bools:
    begins = steps.first
    begins[1:] |= (steps.values[1:] != steps.values[:-1]) | (steps.known[1:] != steps.known[:-1])
    return begins
