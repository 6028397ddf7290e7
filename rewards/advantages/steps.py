"""Steps compared with steps of the same group: with all, or with those of the same turn."""

from collections.abc import Hashable, Sequence
from typing import Literal

from rewards.advantages.turns import step_labels, turn_labels
from rewards.credit.inputs import known_with, paired
from rewards.credit.returns import discounted_return
from rewards.groups import Single, group_labels, zscore
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Missing, finite


def two_level(
    step_rewards: Rows,
    outcome: Column,
    group: Sequence[Hashable] | None = None,
    *,
    alpha: float = 1.0,
    ddof: int = 0,
    eps: float = 1e-8,
    single: Single = "zero",
    missing: Missing = "raise",
) -> Ragged:
    """z-score of the outcome in the group + alpha * z-score of the step among all steps of the group.

    `outcome`: (B,), None leaves its steps unscored with missing="skip". Step rewards as by `implicit_log_ratio`.
    Source: OPRL (second-hand; alpha = 1 unchecked).
    """
    steps, wanted = paired(step_rewards, outcome, missing, "step_rewards")
    label = group_labels(group, len(wanted))
    wanted = wanted.settled(missing, "outcome")
    whole = zscore(wanted, label, ddof=ddof, eps=eps, single=single)
    part = zscore(steps.flat, step_labels(label, steps), ddof=ddof, eps=eps, single=single)
    return steps.like(
        steps.spread(whole.values) + finite(alpha, "alpha") * part.values,
        known_with(steps, wanted),
    )


def step_pool_advantage(
    step_rewards: Rows,
    group: Sequence[Hashable] | None = None,
    *,
    form: Literal["plain", "cumulative", "max"] = "plain",
    ddof: int = 1,
    eps: float = 1e-6,
    single: Single = "raw",
    missing: Missing = "raise",
) -> Ragged:
    """z-score of each step among all steps of its group; longer trajectories weigh more.

    "cumulative" sums a step's own and all later ones of the trajectory, "max" gives all steps of a trajectory its
    greatest (our reading of that name). A group with one step gives its reward. Source: WebGen-Agent (code).
    """
    steps = Ragged.of(step_rewards, "step_rewards")
    label = group_labels(group, len(steps))
    steps = steps.settled(missing, "step_rewards")
    out = steps.like(zscore(steps.flat, step_labels(label, steps), ddof=ddof, eps=eps, single=single).values)
    if form == "plain":
        return out
    if form == "cumulative":
        return out.like(out.suffix_sum())
    if form == "max":
        return out.like(out.spread(out.max().values))
    raise ValueError(f"form must be 'plain', 'cumulative' or 'max', not {form!r}")


def turn_advantage(
    step_rewards: Rows,
    group: Sequence[Hashable] | None = None,
    *,
    ddof: int = 0,
    eps: float = 1e-8,
    single: Single = "zero",
    missing: Missing = "raise",
) -> Ragged:
    """z-score of each step among the steps at the same turn of its group's trajectories, those that lasted so long.

    Source: Verifiable Process Rewards (second-hand).
    """
    steps = Ragged.of(step_rewards, "step_rewards")
    label = group_labels(group, len(steps))
    steps = steps.settled(missing, "step_rewards")
    return steps.like(zscore(steps.flat, turn_labels(label, steps), ddof=ddof, eps=eps, single=single).values)


def mixed_turn_batch(
    step_rewards: Rows,
    group: Sequence[Hashable] | None = None,
    *,
    weight: float,
    gamma: float,
    ddof: int = 0,
    eps: float = 1e-8,
    single: Single = "zero",
    missing: Missing = "raise",
) -> Ragged:
    """weight * z-score of the return at its turn in the group + (1 - weight) * its z-score over all steps of the call.

    Returns are discounted by gamma. Earlier turns have more to come: the second part keeps that bias. weight from 0
    to 1 has no published value. Source: MAPO for dialogue (2603.06194), our reading.
    """
    returns = discounted_return(
        Ragged.of(step_rewards, "step_rewards").settled(missing, "step_rewards"), gamma=gamma, missing=missing
    )
    label = group_labels(group, len(returns))
    finite(weight, "weight", 0.0, 1.0)
    turn = zscore(returns.flat, turn_labels(label, returns), ddof=ddof, eps=eps, single=single).values
    batch = zscore(returns.flat, group_labels(None, len(returns.flat)), ddof=ddof, eps=eps, single=single).values
    return returns.like(weight * turn + (1 - weight) * batch)
