"""Several judges, or one several times: labels and scores by vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from rewards.groups import zscore
from rewards.ragged import Ragged
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite

Rule = Literal["intersection", "majority", "average"]


@dataclass(frozen=True, slots=True)
class Majority:
    """`labels` of the steps; `verdict`: 1 if all are right; `first_error`: index of the first 0, -1 for none."""

    labels: Scores
    verdict: float | None
    first_error: int


def step_majority(votes: Sequence[Column], *, ties: Literal["wrong", "right", "abstain"] = "wrong") -> Majority:
    """Label of every step by the majority of K votes (0 or 1), their AND, and the first error.

    `votes`: a row a verification, all of T steps; None leaves the count. A step nobody voted on is unscored, and then
    so is the verdict unless some step is wrong. `ties` go to wrong by default. Source: SPARK (second-hand; 16
    verifications of 8 solutions; the tie rule is ours).
    """
    if ties not in ("wrong", "right", "abstain"):
        raise ValueError(f"ties must be 'wrong', 'right' or 'abstain', not {ties!r}")
    rows = _matrix(votes)
    if not np.isin(rows.values, (0.0, 1.0)).all():
        raise ValueError("votes must hold 0 and 1 only")
    known, good = _square(rows, rows.known.astype(np.float64)), _square(rows, rows.values)
    yes, count = good.sum(axis=0), known.sum(axis=0)
    level = 2 * yes == count
    label = np.where(level, float(ties == "right"), (2 * yes > count).astype(np.float64))
    voted = (count > 0) & ~(level & (ties == "abstain"))
    labels = Scores(label, voted)
    wrong = np.flatnonzero(voted & (label == 0))
    verdict = 0.0 if len(wrong) else 1.0 if len(voted) and voted.all() else None
    return Majority(labels, verdict, int(wrong[0]) if len(wrong) else -1)


def wrong_step_vote(critiques: Sequence[Sequence[int] | None], steps: int, *, rule: Rule = "intersection") -> Scores:
    """How wrong every step is, in [0, 1], from K critiques that list wrong steps: `capo_credit` takes it.

    intersection: 1 where all list it; majority: more than half; average: the share. A critique that could not be read
    (None) is dropped; without any all steps are unscored. Source: CAPO (second-hand). Raises ValueError for steps
    that are not there.
    """
    if rule not in ("intersection", "majority", "average"):
        raise ValueError(f"rule must be 'intersection', 'majority' or 'average', not {rule!r}")
    read = [sorted(set(critique)) for critique in critiques if critique is not None]
    named = np.array([step for critique in read for step in critique], dtype=np.int64)
    if ((named < 0) | (named >= steps)).any():
        raise ValueError(f"a critique names a step beyond the {steps} there are")
    count = np.bincount(named, minlength=steps).astype(np.float64)
    share: Floats = count / max(1, len(read))
    out = share if rule == "average" else (share == 1.0 if rule == "intersection" else share > 0.5)
    return Scores(np.asarray(out, dtype=np.float64), np.full(steps, bool(read)))


def ensemble_score(
    models: Sequence[Column],
    *,
    accuracy: Sequence[float] | None = None,
    standardise: bool = True,
    missing: Missing = "raise",
) -> Scores:
    """Mean of several reward models' scores, one a candidate: standardised by model (population), weighted if told.

    `models`: a row a model; `accuracy`: its weight, such as on validation. standardise=False takes them as they are.
    BaseReward (our reading). InternLM-XComposer2.5-Reward's single score has the same three uses: reinforcement
    learning, `best_of_n`, and dropping the lowest quantile (`keep_above`).
    """
    rows = _matrix(models).settled(missing, "models")
    if len(rows) == 0:
        raise ValueError("an ensemble needs at least one model")
    weights = np.ones(len(rows)) if accuracy is None else np.array(accuracy, dtype=np.float64)
    if weights.shape != (len(rows),) or not np.isfinite(weights).all() or (weights < 0).any() or not weights.any():
        raise ValueError(f"accuracy must hold {len(rows)} weights that are not negative, and not all 0")
    scaled = zscore(rows.flat, rows.row).values if standardise else rows.values
    share = _square(rows, weights[rows.row] * rows.known).sum(axis=0)
    total = _square(rows, weights[rows.row] * scaled * rows.known).sum(axis=0)
    return Scores(np.where(share > 0, total / np.where(share > 0, share, 1.0), 0.0), share > 0)


def keep_above(scores: Column, *, quantile: float) -> Ints:
    """Indices of the items above the lowest quantile, in order; unscored ones are not kept."""
    given = Scores.of(scores, "scores")
    if not given.known.any():
        return np.empty(0, dtype=np.int64)
    bound = float(np.quantile(given.values[given.known], finite(quantile, "quantile", 0.0, 1.0)))
    return np.flatnonzero(given.known & (given.values >= bound)).astype(np.int64)


class Compass(NamedTuple):
    """`reward`: 1, 0 or unscored an answer; `mean` over what is valid, None without; `valid`: how many are."""

    reward: Scores
    mean: float | None
    valid: int


def ternary_verdict(verdicts: Sequence[Literal["correct", "incorrect", "invalid"] | None]) -> Compass:
    """Rewards of a verifier with three answers: 1, 0, and None for "invalid" (cut off, refused), left out of means.

    Interface of CompassVerifier (our reading; `verify(question, reference, response)` is any `Judge`).
    """
    known = {"correct": 1.0, "incorrect": 0.0, "invalid": None, None: None}
    for verdict in verdicts:
        if verdict not in known:
            raise ValueError(f"a verdict must be correct, incorrect or invalid, not {verdict!r}")
    reward = Scores.of([known[verdict] for verdict in verdicts], "verdicts")
    valid = int(reward.known.sum())
    return Compass(reward, float(reward.values.sum() / valid) if valid else None, valid)


def _matrix(rows: Sequence[Column]) -> Ragged:
    given = Ragged.of(rows, "votes")
    if len(set(given.lengths.tolist())) > 1:
        raise ValueError(f"every row must have the same length, not {sorted(set(given.lengths.tolist()))}")
    return given


def _square(rows: Ragged, values: Floats) -> Floats:
    """Values of rows of one length as a matrix."""
    return values.reshape(len(rows), len(values) // max(1, len(rows)))
