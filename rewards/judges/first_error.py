"""Verifiers that name the first wrong step."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from rewards.scores import Column, Scores, same_length

Step = TypeVar("Step")
NONE = -1


class Agreement(NamedTuple):
    """Share of items that agree exactly, within one step, and on whether there is an error at all."""

    precise: float | None
    approx: float | None
    rough: float | None


def first_error_verifier(predicted: Column, actual: Column, *, lam: float) -> Scores:
    """Reward of predicted first errors, in {-1} and (0, 1]: lam^distance if both have an error or neither has, else -1.

    `predicted`, `actual`: index of the first wrong step, -1 for none; lam in (0, 1), not given in print: required.
    Expert iteration keeps predictions with reward 1. Source: OPV, Outcome-based Process Verifier (paper).
    """
    said, true = _indices(predicted, "predicted"), _indices(actual, "actual")
    same_length(predicted=said, actual=true)
    if not 0.0 < lam < 1.0:
        raise ValueError(f"lam must lie between 0 and 1, not {lam}")
    agree = (said.values == NONE) == (true.values == NONE)
    reward = np.where(agree, np.power(lam, np.abs(said.values - true.values)), -1.0)
    return Scores(reward, said.known & true.known)


def consistency(runs: Sequence[Column]) -> tuple[Scores, Scores]:
    """(most frequent prediction, its share of the runs), one an item; the earliest step wins a tie.

    `runs`: a row of predictions a run; None does not count. `active_query` of `rewards.curation` asks a person where
    the share is low.
    """
    columns = [_indices(run, "runs") for run in runs]
    if not columns:
        return Scores.all_known([]), Scores.all_known([])
    count = same_length(**{f"run {i}": column for i, column in enumerate(columns)})
    most: list[float | None] = []
    share: list[float | None] = []
    for item in range(count):
        said = Counter(c.values[item] for c in columns if c.known[item])
        best = min(said, key=lambda step: (-said[step], step)) if said else None
        most.append(None if best is None else float(best))
        share.append(None if best is None else said[best] / said.total())
    return Scores.of(most), Scores.of(share)


def agreement(predicted: Column, actual: Column) -> Agreement:
    """How often first errors are right: exactly, within one step, or in whether there is one.

    -1 (none) and 0 are one apart, and count as near in the second: the paper's handling is not known. None predictions
    count as missed.
    """
    said, true = _indices(predicted, "predicted"), _indices(actual, "actual").settled("raise", "actual")
    same_length(predicted=said, actual=true)
    if not len(said):
        return Agreement(None, None, None)
    away = np.abs(said.values - true.values)
    rough = (said.values == NONE) == (true.values == NONE)
    return Agreement(*(float((said.known & hit).mean()) for hit in (away == 0, away <= 1, rough)))


@dataclass(frozen=True, slots=True)
class Reviewed(Generic[Step]):
    """What a judge says of a step: intent, fit with the screen, logic; a better step where it is wrong."""

    intent: str
    fits: bool
    logical: bool
    correction: Step | None = None

    @property
    def right(self) -> bool:
        """Fits the screen and is logical."""
        return self.fits and self.logical


@dataclass(frozen=True, slots=True)
class Corrected(Generic[Step]):
    """`labels` of the steps, 1 or 0; the first wrong one and its correction, None where all pass."""

    labels: Scores
    first_error: int | None
    correction: Step | None


def corrective_prm(
    steps: Sequence[Step], *, review: Callable[[Sequence[Step], int], Reviewed[Step] | None]
) -> Corrected[Step]:
    """Every step reviewed, and the first wrong one corrected: at most one correction.

    `review(steps, t)` judges step t, None where it cannot be read (unscored). Search with it: `refined_bon` of
    `rewards.curation`. Source: GM-PRM (our reading; its counts are not known to us).
    """
    found = [review(steps, t) for t in range(len(steps))]
    labels = Scores.of([None if r is None else float(r.right) for r in found], "labels")
    first = next((t for t, r in enumerate(found) if r is not None and not r.right), None)
    wrong = found[first] if first is not None else None
    return Corrected(labels, first, wrong.correction if wrong is not None else None)


def spare_align(
    steps: Sequence[Step],
    reference: Sequence[Step],
    *,
    align: Callable[[Sequence[Step], Sequence[Step]], "Sequence[Match | None]"],
) -> "Aligned":
    """Labels -1 or 1 of steps by aligning them with a reference in one pass; a step without a match is unscored.

    `align(steps, reference)` gives a `Match` or None a step; raises ValueError for another number of them, or for
    reference steps that are not there. In a GUI the reference is a person's trajectory. Source: SPARE (paper; that no
    match means unscored is our rule).
    """
    matches = list(align(steps, reference))
    if len(matches) != len(steps):
        raise ValueError(f"align gave {len(matches)} matches for {len(steps)} steps")
    for match in matches:
        if match is not None and not all(0 <= step < len(reference) for step in match.steps):
            raise ValueError(f"a match names a step beyond the {len(reference)} of the reference")
    labels = [None if match is None or not match.steps else 1.0 if match.right else -1.0 for match in matches]
    return Aligned(Scores.of(labels, "labels"), tuple(matches))


@dataclass(frozen=True, slots=True)
class Match:
    """The reference steps one step corresponds to, whether it is right, what is wrong with it, and why."""

    steps: tuple[int, ...]
    right: bool
    error_type: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Aligned:
    """`labels` -1, 1 or unscored a step, and the matches they come from."""

    labels: Scores
    matches: tuple[Match | None, ...]


def _indices(column: Column, name: str) -> Scores:
    given = Scores.of(column, name)
    if (given.values < NONE).any() or (given.values != np.round(given.values)).any():
        raise ValueError(f"{name} must be indices of steps, -1 for none")
    return given
