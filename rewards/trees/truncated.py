"""SLATE: several next steps at one prefix, judged, and one of them to go on from."""

from typing import NamedTuple

import numpy as np

from rewards.groups import zscore
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Ints, Missing, Scores, finite, same_length

BUDGET, BONUS = 4, 0.1


class Sampled(NamedTuple):
    """`advantages` and `probabilities` a candidate, `chosen` (B,): which one each prefix goes on with, -1 for none."""

    advantages: Ragged
    probabilities: Ragged
    chosen: Ints


def slate_reward(
    thinking: Column, action: Column, answers: Column, turn: Column, *, budget: int = BUDGET, lam: float = BONUS
) -> Scores:
    """Reward of a next step: what a judge says of its thinking and of what it does, and a bonus for early answers.

    `thinking`, `action` (a query or an answer): -1, 0 or 1; `answers`: 1 for an answer, which gets
    lam * (budget - turn) / budget more.
    Source: Truncated Step-Level Sampling, SLATE (code). Raises ValueError for labels that are none of the three.
    """
    thought, done, ends, at = (
        Scores.of(column, name)
        for column, name in ((thinking, "thinking"), (action, "action"), (answers, "answers"), (turn, "turn"))
    )
    same_length(thinking=thought, action=done, answers=ends, turn=at)
    if not np.isin(np.concatenate([thought.values, done.values]), (-1.0, 0.0, 1.0)).all():
        raise ValueError("thinking and action may only hold -1, 0 and 1")
    if budget < 1:
        raise ValueError(f"budget must be at least 1, not {budget}")
    bonus = finite(lam, "lam", 0.0) * (budget - at.values) / budget
    known = thought.known & done.known & ends.known & (at.known | (ends.values == 0))
    return Scores(thought.values + done.values + np.where(ends.values != 0, bonus, 0.0), known)


def truncated_step_sampling(
    rewards: Rows,
    *,
    rng: np.random.Generator,
    eta: float = 0.7,
    eps: float = 1e-6,
    missing: Missing = "raise",
) -> Sampled:
    """z-scores of the candidates at each prefix, and one drawn from their softmax at temperature eta.

    `rewards`: a row a prefix, k = 5 candidates in the source. eta <= 0 takes the first best. Only the new step learns.
    ddof = 1. Source: Truncated Step-Level Sampling, SLATE (code).
    """
    rows = Ragged.of(rewards, "rewards").settled(missing, "rewards")
    finite(eta, "eta")
    advantages = rows.like(zscore(rows.flat, rows.row, ddof=1, eps=eps).values)
    top = rows.spread(advantages.max().values)
    if eta > 0:
        weight = np.where(rows.known, np.exp((advantages.values - top) / eta), 0.0)
    else:
        best = rows.known & (advantages.values == top)
        first = np.concatenate([[0], np.cumsum(best)])
        weight = (best & (first[:-1] == np.repeat(first[rows.starts[:-1]], rows.lengths))).astype(np.float64)
    total = rows.spread(np.bincount(rows.row, weights=weight, minlength=len(rows)))
    probabilities = rows.like(weight / np.where(total > 0, total, 1.0))
    chosen = np.full(len(rows), -1, dtype=np.int64)
    for i, row in enumerate(probabilities.tolist()):
        known = [p or 0.0 for p in row]
        if sum(known) > 0:
            chosen[i] = rng.choice(len(known), p=np.array(known) / sum(known))
    return Sampled(advantages, probabilities, chosen)
