"""Rewards for ways of thinking, compared with steps that think alike."""

from collections.abc import Hashable, Sequence
from itertools import chain
from typing import Literal

import numpy as np

from rewards.advantages.turns import tag_labels
from rewards.credit.inputs import known_with, paired
from rewards.groups import Single, group_labels, zscore
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Missing, Scores, finite, same_length


def rlvmr_advantage(
    meta_rewards: Rows,
    tags: Sequence[Sequence[Hashable]],
    outcome: Column,
    group: Sequence[Hashable] | None = None,
    *,
    alpha: float = 0.5,
    form: Literal["paper", "code"] = "paper",
    step_weight: float = 1.0,
    scale: bool = True,
    ddof: int = 1,
    eps: float = 0.0,
    single: Single = "raw",
    missing: Missing = "raise",
) -> Ragged:
    """alpha * z-score of the outcome + (1 - alpha) * z-score of the step's meta-reward among its group's equal tags.

    `meta_rewards` and `tags` are a number and a tag a step, as `meta_tags` reads them; a step whose tag is None has no
    meta-reward and gets the first part alone (our reading). form="code": outcome part + step_weight * step part, as
    released (1 in its scripts, 0.5 in its configuration). scale=False only centres, as one of its modes does.
    `single`: a tag met once gives its reward ("raw", as released) or 0. Source: RLVMR (paper, code).
    """
    given = Ragged.of(meta_rewards, "meta_rewards")
    finite(alpha, "alpha", 0.0, 1.0)
    finite(step_weight, "step_weight")
    same_length(meta_rewards=given.lengths, tags=tags)
    if [len(row) for row in tags] != given.lengths.tolist():
        raise ValueError("tags must have a tag a step of meta_rewards")
    flat = list(chain.from_iterable(tags))
    tagged = np.array([tag is not None for tag in flat], dtype=np.bool_)
    given = given.like(np.where(tagged, given.values, 0.0), given.known | ~tagged)
    steps, wanted = paired(given, outcome, missing, "meta_rewards")
    label = group_labels(group, len(wanted))
    wanted = wanted.settled(missing, "outcome")
    whole = zscore(wanted, label, ddof=ddof, eps=eps, single=single, scale=scale)
    compared = Scores(steps.values, steps.known & tagged)
    part = zscore(compared, tag_labels(label, steps, flat), ddof=ddof, eps=eps, single=single, scale=scale)
    if form == "paper":
        out = alpha * steps.spread(whole.values) + (1 - alpha) * part.values
    elif form == "code":
        out = steps.spread(whole.values) + step_weight * part.values
    else:
        raise ValueError(f"form must be 'paper' or 'code', not {form!r}")
    return steps.like(out, known_with(steps, wanted))
