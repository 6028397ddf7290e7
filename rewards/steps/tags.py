"""Rewards for what a step says it does, checked against what it did."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, finite
from rewards.steps.signals import Keys, flag_column, flags, key_labels, visits_before

Tag: TypeAlias = Literal["planning", "explore", "reflection", "monitor"]


def meta_tags(
    tags: Sequence[Sequence[Tag | None]],
    actions: Keys,
    valid: Rows,
    success: Column,
    *,
    well_formed: "Rows | None" = None,
    format_penalty: float = -0.1,
) -> Ragged:
    """Meta-reasoning reward of every step: 1 where its tag holds, 0 elsewhere, a penalty for a broken form.

    `tags`: what each step says it does, None without a tag; `actions`: hashable; `valid`: 0 or 1, whether the
    environment took the action; `success`: 0, 1 or None a trajectory; `well_formed`: 0 or 1 (None: all are).
    planning holds in a successful trajectory; explore where the action was not taken before; reflection where the
    action before was invalid and this one differs; monitor never earns. A step that is invalid earns nothing.
    None where what decides is unknown. Source: RLVMR, paper and code.
    """
    ok = flags(valid, "valid")
    if [len(row) for row in tags] != ok.lengths.tolist():
        raise ValueError(f"tags has rows of {[len(row) for row in tags]}, valid has {ok.lengths.tolist()}")
    tag = np.array([item for row in tags for item in row], dtype=object)
    strange = {item for item in tag.tolist() if item is not None} - set(get_args(Tag))
    if strange:
        raise ValueError(f"tags must be of {get_args(Tag)} or None, found {sorted(map(str, strange))}")
    label = key_labels(actions, ok.lengths, "actions")
    won = flag_column(success, len(ok), "success")
    planning, explore, reflection = (tag == name for name in ("planning", "explore", "reflection"))
    changed = label != np.roll(label, 1)
    failed, judged = np.roll(ok.values == 0.0, 1), np.roll(ok.known, 1)
    reflects = reflection & ~ok.first & changed
    holds = (
        (planning & (ok.spread(won.values) == 1.0)) | (explore & (visits_before(label) == 0)) | (reflects & failed)
    ) & (ok.values == 1.0)
    open_question = (ok.values == 1.0) & ((planning & ~np.repeat(won.known, ok.lengths)) | (reflects & ~judged))
    known = ok.known & ~open_question
    if well_formed is None:
        return ok.like(holds, known)
    form = flags(well_formed, "well_formed")
    same_rows(valid=ok, well_formed=form)
    broken = form.known & (form.values == 0.0)
    return ok.like(np.where(broken, finite(format_penalty, "format_penalty"), holds), form.known & (known | broken))
