"""Outcome and dense rewards, each centred at its own grain, then added."""

from collections.abc import Hashable, Sequence

import numpy as np
from scipy.special import expit

from rewards.advantages.turns import step_labels
from rewards.credit.inputs import binary, known_with, leave_one_out, paired
from rewards.groups import Single, group_labels, zscore
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, same_length, within


def dual_granularity(
    step_rewards: Rows,
    outcome: Column,
    group: Sequence[Hashable] | None = None,
    *,
    tokens: Rows | None = None,
    beta: float = 0.3,
    ddof: int = 1,
    eps: float = 1e-4,
    step_eps: float = 1e-8,
    single: Single = "zero",
    missing: Missing = "raise",
) -> Ragged:
    """z-score of the outcome + beta * z-score of the step among all tokens of the group; 0 for steps without tokens.

    `tokens`: how many valid tokens a step has, 0 for what the agent did not write (observations); long steps dominate
    mean and population std. None counts every step once. `step_rewards` and `outcome` as by `prorag_step_reward` and
    `prorag_outcome`. ddof and eps are the outcome's. Source: ProRAG (code; beta 0.3, the class default is 0.5).
    """
    steps, wanted = paired(step_rewards, outcome, missing, "step_rewards")
    label = group_labels(group, len(wanted))
    wanted = wanted.settled(missing, "outcome")
    weight = np.ones(len(steps.flat))
    if tokens is not None:
        counted = Ragged.of(tokens, "tokens")
        same_rows(step_rewards=steps, tokens=counted)
        weight = counted.settled("raise", "tokens").values
        if (weight < 0).any():
            raise ValueError("tokens must not be negative")
    whole = zscore(wanted, label, ddof=ddof, eps=eps, single=single)
    part = _weighted_zscore(steps.flat, weight, step_labels(label, steps), finite(step_eps, "step_eps", 0.0))
    out = np.where(weight > 0, steps.spread(whole.values) + finite(beta, "beta") * part, 0.0)
    return steps.like(out, known_with(steps, wanted))


def prorag_step_reward(logits: Rows, well_formed: Rows) -> Ragged:
    """logistic(reward model's logit), 1 more for a well-formed step, 2 less for another."""
    given, sound = Ragged.of(logits, "logits"), Ragged.of(well_formed, "well_formed")
    same_rows(logits=given, well_formed=sound)
    binary(sound.flat, "well_formed")
    return given.like(expit(given.values) + np.where(sound.values == 1, 1.0, -2.0), given.known & sound.known)


def prorag_outcome(f1: Column, well_formed: Column) -> Scores:
    """2 * F1, or 0 below 0.2, and 1 more for a well-formed trajectory, 1 less for another, (B,)."""
    score, sound = within(Scores.of(f1, "f1"), 0.0, 1.0, "f1"), Scores.of(well_formed, "well_formed")
    same_length(f1=score, well_formed=sound)
    binary(sound, "well_formed")
    answer = np.where(score.values < 0.2, 0.0, 2 * score.values)
    return Scores(answer + np.where(sound.values == 1, 1.0, -1.0), score.known & sound.known)


def prime_advantage(
    dense_rewards: Rows,
    outcome: Column,
    group: Sequence[Hashable] | None = None,
    *,
    dense_weight: float = 5.0,
    outcome_weight: float = 5.0,
    whiten: bool = True,
    ddof: int = 0,
    eps: float = 1e-8,
    missing: Missing = "raise",
) -> Ragged:
    """Sum from each token on of dense_weight * dense + outcome_weight * outcome on the last, both leave-one-out.

    Dense rewards (a token or step, as by `implicit_log_ratio`) lose the mean of the other rollouts' means, on the
    scale n / (n - 1). whiten: z-score over all tokens of the call, with ddof and eps. Rollouts without tokens have no
    dense mean. Groups of one are refused. Source: PRIME (code of a port; both weights of 5 unchecked; ddof and eps of
    the whitening are our reading).
    """
    dense, wanted = paired(dense_rewards, outcome, missing, "dense_rewards")
    label = group_labels(group, len(wanted))
    wanted = wanted.settled(missing, "outcome")
    mean = dense.mean()
    live = np.bincount(label, weights=mean.known)[label]
    # n / (n - 1) * (r - mean of all means) = leave-one-out of the mean + n / (n - 1) * (r - mean)
    factor = dense.spread(live / np.maximum(live - 1, 1))
    local = dense.spread(leave_one_out(mean, label)) + factor * (dense.values - dense.spread(mean.values))
    verified = np.where(dense.last, dense.spread(leave_one_out(wanted, label)), 0.0)
    rewards = finite(dense_weight, "dense_weight") * np.where(dense.known, local, 0.0)
    rewards += finite(outcome_weight, "outcome_weight") * verified
    out = dense.like(dense.like(rewards, np.ones_like(dense.known)).suffix_sum(), known_with(dense, wanted))
    if not whiten:
        return out
    return Ragged(zscore(out.flat, group_labels(None, len(out.flat)), ddof=ddof, eps=eps), out.starts)


def _weighted_zscore(scores: Scores, weight: Floats, label: Ints, eps: float) -> Floats:
    mass = np.where(scores.known, weight, 0.0)
    here = mass > 0
    total = np.bincount(label, weights=mass)
    low, high = np.full(len(total), np.inf), np.full(len(total), -np.inf)
    total = np.where(total > 0, total, 1.0)
    mean = np.bincount(label, weights=mass * scores.values) / total
    np.minimum.at(low, label[here], scores.values[here])
    np.maximum.at(high, label[here], scores.values[here])
    off = np.where((low < high)[label], scores.values - mean[label], 0.0)
    std = np.sqrt(np.bincount(label, weights=mass * np.square(off)) / total)[label]
    usable = here & (std > eps)
    return np.where(usable, off / np.where(usable, std + eps, 1.0), 0.0)
