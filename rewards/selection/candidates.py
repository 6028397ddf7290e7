"""One among several candidates, by their scores. Ties go to the earliest; nothing to choose from is None."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal, TypeVar

import numpy as np

from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Missing, Scores, same_length, within

Answer = TypeVar("Answer", bound=Hashable)
How = Literal["last", "min", "prod", "mean", "geomean"]


def best_of_n(scores: Column) -> int | None:
    """Index of the candidate with the highest score; unscored ones are never chosen.

    Interface of GradeSQL's outcome reward model, Reward-SQL, RewardDance and others (our reading): whatever scores the
    candidates, the argmax is taken. GradeSQL's baselines are this one over flags (the first that executes) and
    `weighted_vote` of execution results with equal scores (their majority).
    """
    given = Scores.of(scores, "scores")
    if not given.known.any():
        return None
    return int(np.argmax(np.where(given.known, given.values, -np.inf)))


def step_aggregate(step_scores: Rows, *, how: How = "last", missing: Missing = "raise") -> Scores:
    """One score a candidate from its steps' scores, (B,): the last, the least, their product, mean or geometric mean.

    Unscored without steps. "geomean" (RewardMATH's) wants scores of at least 0: ValueError. Product and minimum punish
    long candidates: steps that are right with p = .95 make p^T, .77 for 5 and .21 for 30. Rethinking Reward
    Models for Multi-Domain Test-Time Scaling compares these (our reading) and finds that a judge of the outcome does
    best.
    """
    rows = Ragged.of(step_scores, "step_scores").settled(missing, "step_scores")
    match how:
        case "last":
            return rows.final()
        case "min":
            return rows.min()
        case "mean":
            return rows.mean()
        case "prod":
            with np.errstate(over="ignore"):  # told by Scores, as an error
                product = rows.scan(lambda block: np.asarray(np.cumprod(block, axis=1), dtype=np.float64), fill=1.0)
            return Scores(rows.like(product, np.ones(len(product), dtype=np.bool_)).final().values, rows.count() > 0)
        case "geomean":
            if (rows.values < 0).any():
                raise ValueError("step_scores must be at least 0 for a geometric mean")
            zero = rows.like((rows.values == 0).astype(np.float64)).max()
            logs = rows.like(np.log(np.where(rows.values > 0, rows.values, 1.0))).mean()
            return Scores(np.where(zero.values > 0, 0.0, np.exp(logs.values)), logs.known)
        case _:
            raise ValueError(f"how must be 'last', 'min', 'prod', 'mean' or 'geomean', not {how!r}")


def weighted_vote(answers: Sequence[Answer | None], scores: Column) -> Answer | None:
    """The answer with the greatest sum of scores; candidates without answer or score do not vote.

    Scores are least or product of the steps' in Easy-to-Hard Generalization (unchecked) and OmegaPRM (paper).
    """
    return _most(answers, Scores.of(scores, "scores"))


def confidence_vote(
    answers: Sequence[Answer | None], confidence: Column, *, form: Literal["sum", "max"] = "sum"
) -> Answer | None:
    """The answer with the greatest sum of confidence, or with form="max" the one said with the greatest.

    Confidence 0 to 1. Source: Beyond Binary Rewards, RLCR (code).
    """
    said = within(Scores.of(confidence, "confidence"), 0.0, 1.0, "confidence")
    if form == "sum":
        return _most(answers, said)
    if form != "max":
        raise ValueError(f"form must be 'sum' or 'max', not {form!r}")
    same_length(answers=answers, confidence=said)
    voting = said.known & np.array([answer is not None for answer in answers], dtype=np.bool_)
    best = best_of_n(Scores(said.values, voting))
    return None if best is None else answers[best]


def refine_rerank(draft: float | None, refined: Sequence[float | None]) -> int:
    """0 for the draft, else the number (from 1) of the refinement with the highest score; the draft wins ties.

    Source: GLoRe, which ranks a draft with a global and a local refinement by its outcome reward model (unchecked).
    """
    best = best_of_n([draft, *refined])
    return 0 if best is None else best


@dataclass(frozen=True, slots=True)
class Gated:
    """The chosen index, None without candidates, and whether no candidate had passed the gates."""

    index: int | None
    none_passed: bool


def gated_bon(scores: Column, *gates: Column) -> Gated:
    """The best-scored candidate among those that pass every gate; among all, and flagged, where none does.

    `gates`: columns of 0 and 1, in order. The pattern of PARM for image generation (our reading: clarity, potential,
    then best of N); its judges are not for screens.
    """
    given = Scores.of(scores, "scores")
    passed = np.ones(len(given), dtype=np.bool_)
    for number, gate in enumerate(gates):
        flags = Scores.of(gate, f"gate {number}")
        same_length(scores=given, gate=flags)
        if not np.isin(flags.values, (0.0, 1.0)).all():
            raise ValueError(f"gate {number} must hold 0 and 1 only")
        passed &= flags.known & (flags.values == 1)
    among = best_of_n(Scores(given.values, given.known & passed))
    if among is not None:
        return Gated(among, False)
    return Gated(best_of_n(given), bool(len(given)))


def _most(answers: Sequence[Answer | None], scores: Scores) -> Answer | None:
    same_length(answers=answers, scores=scores)
    said: dict[Answer, list[float]] = defaultdict(list)
    for answer, score, known in zip(answers, scores.values.tolist(), scores.known.tolist(), strict=True):
        if answer is not None and known:
            said[answer].append(score)
    total = {answer: fsum(own) for answer, own in said.items()}  # exact: order makes no winner
    return max(total, key=lambda answer: total[answer]) if total else None
