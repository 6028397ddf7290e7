"""One advantage a trajectory, from the outcomes of its group."""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np

from rewards.credit.inputs import leave_one_out
from rewards.groups import Single, group_labels, zscore
from rewards.ragged import Ragged
from rewards.scores import Column, Missing, Scores, same_length


def group_zscore(
    rewards: Column,
    group: Sequence[Hashable] | None = None,
    *,
    ddof: int = 1,
    eps: float = 1e-6,
    single: Single = "zero",
    scale: bool = True,
    missing: Missing = "raise",
) -> Scores:
    """(reward - group mean) / (group std + eps), (B,); 0 in a group whose rewards are all equal.

    `group`: the task of each trajectory, None for one task. ddof 0 or 1 and eps differ between releases: 1 and 1e-6,
    1e-4 or 1e-8 are common. scale=False only centres; `single`: a group of one gives 0 or its reward.
    Source: GRPO (code).
    """
    given = Scores.of(rewards, "rewards")
    label = group_labels(group, len(given))
    return zscore(given.settled(missing, "rewards"), label, ddof=ddof, eps=eps, single=single, scale=scale)


def rloo(
    rewards: Column,
    group: Sequence[Hashable] | None = None,
    *,
    single: Single | Literal["raise"] = "raise",
    missing: Missing = "raise",
) -> Scores:
    """Reward less the mean reward of the group's other trajectories, (B,).

    `single`: a trajectory without others is refused, or gives 0 ("zero") or its reward ("raw"). Source: OREAL, PACS,
    PRIME (code); OREAL computes it before it filters, and offers `group_zscore` with ddof 1, eps 1e-8 instead.
    """
    given = Scores.of(rewards, "rewards")
    label = group_labels(group, len(given))
    given = given.settled(missing, "rewards")
    if single == "raise":
        return Scores(leave_one_out(given, label), given.known)
    if single not in ("zero", "raw"):
        raise ValueError(f"single must be 'raise', 'zero' or 'raw', not {single!r}")
    alone = np.bincount(label, weights=given.known)[label] == 1
    others = leave_one_out(Scores(given.values, given.known & ~alone), label)
    return Scores(np.where(alone, given.values if single == "raw" else 0.0, others), given.known)


def to_steps(advantages: Column, lengths: Sequence[int]) -> Ragged:
    """The advantage of each trajectory at each of its steps."""
    given = Scores.of(advantages, "advantages")
    same_length(advantages=given, lengths=lengths)
    return Ragged.from_lengths(Scores(np.repeat(given.values, lengths), np.repeat(given.known, lengths)), lengths)
