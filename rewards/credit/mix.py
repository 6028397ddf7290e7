"""A process reward joined with the outcome."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from rewards.credit.inputs import binary, known_with, paired
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Missing, Scores, finite, same_length, within


def renorm(step_scores: Rows, outcome: Column, *, maximum: Rows | None = None, missing: Missing = "raise") -> Ragged:
    """(step score - 1/2) + (outcome - 1/2), a step: never negative in a success, never positive in a failure.

    `step_scores` from 0 to 1, or points out of `maximum` (same rows); a maximum of 0 leaves the step unscored.
    `outcome`: (B,), from 0 to 1. Source: PPR / ReNorm (unchecked, confirmed second-hand); the source's 0 for a maximum
    of 0 is not taken over.
    """
    given = Ragged.of(step_scores, "step_scores")
    if maximum is not None:
        most = Ragged.of(maximum, "maximum")
        if missing == "raise":
            most.settled(missing, "maximum")
        same_rows(step_scores=given, maximum=most)
        if (most.values < 0).any():
            raise ValueError("maximum must not be negative")
        scored = most.values > 0
        share = given.values / np.where(scored, most.values, 1.0)
        given = given.like(np.where(scored | ~most.known, share, 0.0), given.known & most.known)
    else:
        scored = np.ones(len(given.flat), dtype=np.bool_)
    within(given.flat, 0.0, 1.0, "step_scores")
    steps, wanted = paired(given, outcome, missing)
    within(wanted, 0.0, 1.0, "outcome")
    return steps.like(steps.values + steps.spread(wanted.values) - 1.0, known_with(steps, wanted) & scored)


def dataprm_mix(
    step_scores: Rows,
    outcome: Column,
    *,
    beta: float,
    answered: Column | None = None,
    on_invalid: float | None = None,
    missing: Missing = "raise",
) -> Scores:
    """(1 - beta) * outcome + beta * mean step reward, (B,); the last step's reward is corrected by the outcome first.

    Arguments as in `dataprm_steps`; beta from 0 to 1 has no published value. Unscored without steps.
    Source: DataPRM (paper, code).
    """
    steps = dataprm_steps(step_scores, outcome, answered=answered, on_invalid=on_invalid, missing=missing)
    wanted, mean = Scores.of(outcome, "outcome"), steps.mean()
    finite(beta, "beta", 0.0, 1.0)
    return Scores((1 - beta) * wanted.values + beta * mean.values, wanted.known & mean.known)


def dataprm_steps(
    step_scores: Rows,
    outcome: Column,
    *,
    answered: Column | None = None,
    on_invalid: float | None = None,
    missing: Missing = "raise",
) -> Ragged:
    """Step rewards whose last one agrees with the outcome, and is 0 where the last step gave no answer.

    `step_scores`: 1 right, 0.5 an error that teaches and can be mended, 0 fatal (anything from 0 to 1 is taken);
    `outcome`: (B,), from 0 to 1; `answered`: (B,), 0 or 1. `on_invalid` takes the place of unscored steps (-1 in the
    source, for what could not be parsed); None leaves them to `missing`. Source: DataPRM (paper, code).
    """
    given = Ragged.of(step_scores, "step_scores")
    within(given.flat, 0.0, 1.0, "step_scores")
    steps, wanted = paired(given, outcome, missing if on_invalid is None else on_invalid)
    within(wanted, 0.0, 1.0, "outcome")
    final = wanted.values
    if answered is not None:
        told = binary(Scores.of(answered, "answered"), "answered").settled("raise", "answered")
        same_length(outcome=wanted, answered=told)
        final = final * told.values
    known = (steps.known | steps.last) & np.repeat(wanted.known, steps.lengths)
    return steps.like(np.where(steps.last, steps.spread(final), steps.values), known)


def reasonflux_mix(
    step_scores: Rows,
    outcome: Column,
    final: Column,
    *,
    beta: float,
    alpha: float = 1.0,
    missing: Missing = "raise",
) -> Scores:
    """(1 - beta) * outcome + beta * (mean step score + alpha * final), (B,).

    `final`: (B,), from 0 to 1, the mean correctness of answers guided by a template of the trajectory. beta from 0 to 1
    has no published value; alpha is 0.8 to 1 there. Source: ReasonFlux-PRM (second-hand).
    """
    steps, wanted = paired(step_scores, outcome, missing)
    template = within(Scores.of(final, "final"), 0.0, 1.0, "final").settled(missing, "final")
    same_length(outcome=wanted, final=template)
    mean = steps.mean()
    process = mean.values + finite(alpha, "alpha") * template.values
    finite(beta, "beta", 0.0, 1.0)
    return Scores((1 - beta) * wanted.values + beta * process, wanted.known & mean.known & template.known)


def spark_rewards(
    labels: Rows,
    outcome: Column,
    *,
    form: Literal["process_aware", "step_average"] = "process_aware",
    well_formed: Column | None = None,
    missing: Missing = "raise",
) -> Scores:
    """Verdict on the whole trajectory, or the mean of its step labels, (B,); 0 where the format is broken.

    `labels`: 0 or 1, as `step_majority` gives them; `outcome`: (B,), the verdict, 0 or 1, used by process_aware.
    `well_formed`: (B,), 0 or 1, see `answer_gate`. Source: SPARK (unchecked); its selective reward is not known to us.
    """
    steps, verdict = paired(labels, outcome, missing, "labels")
    binary(steps.flat, "labels")
    binary(verdict, "outcome")
    if form not in ("process_aware", "step_average"):
        raise ValueError(f"form must be 'process_aware' or 'step_average', not {form!r}")
    reward = verdict if form == "process_aware" else steps.mean()
    if well_formed is None:
        return reward
    gate = binary(Scores.of(well_formed, "well_formed"), "well_formed").settled("raise", "well_formed")
    same_length(outcome=verdict, well_formed=gate)
    return Scores(reward.values * gate.values, reward.known | (gate.values == 0))


def answer_gate(texts: Sequence[str], *, opening: str, closing: str) -> Scores:
    """1 where a text has exactly one answer block and nothing after it, else 0, (B,)."""
    if not opening or not closing:
        raise ValueError("opening and closing must not be empty")
    return Scores.all_known([_one_block(text, opening, closing) for text in texts])


def _one_block(text: str, opening: str, closing: str) -> bool:
    before, found, rest = text.partition(opening)
    inside, closed, after = rest.partition(closing)
    return bool(found and closed) and not after.strip() and closing not in before and opening not in inside
