"""Calibration maps fitted on labels: what a judge's score is worth."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.interpolate import BSpline
from scipy.optimize import isotonic_regression

from rewards.scores import Bools, Column, Floats, Ints, Scores, same_length, within

FOLDS = 5
FEWEST, ENOUGH = 4, 20  # labels to fit at all, and to try two stages
KNOTS, DEGREE, RIDGE = 5, 3, 1e-6  # of the spline index; ours
REGIONS = 3
COMPARED = 20_000  # labels on which "auto" makes its choice, spread evenly over the scores


@dataclass(frozen=True, slots=True)
class Steps:
    """A monotone map: through (x, y), straight in between, flat outside."""

    x: Floats
    y: Floats

    @classmethod
    def fit(cls, x: Floats, y: Floats, increasing: bool = True) -> "Steps":
        """Isotonic least squares; equal x are averaged first, with their number as weight."""
        order = np.argsort(x, kind="stable")
        return cls.fit_sorted(x[order], y[order], increasing)

    @classmethod
    def fit_sorted(cls, x: Floats, y: Floats, increasing: bool = True) -> "Steps":
        """The same for x in order."""
        starts = np.flatnonzero(np.concatenate([[True], x[1:] > x[:-1]]))
        count = np.diff(np.append(starts, len(x)))
        mean = np.add.reduceat(y, starts) / count
        fitted = isotonic_regression(mean, weights=count.astype(np.float64), increasing=increasing)
        return cls(x[starts], np.asarray(fitted.x, dtype=np.float64))

    def __call__(self, x: Floats) -> Floats:
        """The map's values."""
        return np.interp(x, self.x, self.y)


@dataclass(frozen=True, slots=True)
class TwoStage:
    """A map that need not rise: a smooth index of the score first, then isotonic in the index's rank."""

    knots: Floats
    coefficients: Floats
    index: Floats  # of the training scores, in order
    steps: Steps

    @classmethod
    def fit(cls, x: Floats, y: Floats) -> "TwoStage":
        """Cubic spline by ridge, then isotonic least squares on ranks."""
        inner = np.unique(np.quantile(x, np.linspace(0, 1, KNOTS + 2)))
        low, high = inner[0], inner[-1]
        knots = np.concatenate([[low] * DEGREE, inner, [high] * DEGREE])
        design = _design(x, knots)
        gram = design.T @ design + RIDGE * len(x) * np.eye(design.shape[1])
        coefficients = np.asarray(np.linalg.solve(gram, design.T @ y), dtype=np.float64)
        index = design @ coefficients
        ordered = np.sort(index)
        return cls(knots, coefficients, ordered, Steps.fit(_rank(ordered, index), y))

    def __call__(self, x: Floats) -> Floats:
        """The map's values."""
        index = _design(np.clip(x, self.knots[0], self.knots[-1]), self.knots) @ self.coefficients
        return self.steps(_rank(self.index, index))


Map = Steps | TwoStage


@dataclass(slots=True)
class AutocalR:
    """Scores as expected labels, by isotonic least squares: CJE's AutoCal-R.

    mode "monotone": one isotonic map; "two_stage": a spline index, its rank, then isotonic; "auto" (the default) takes
    two stages where their cross-fitted error is lower by more than a standard error, or lower in two of three regions
    of the score, and never below 20 labels. Folds are by prompt: the same prompts give the same folds. Values are
    clipped to [0, 1]. Source: Causal Judge Evaluation (code); the spline is ours (cubic, 5 inner knots).
    """

    mode: Literal["auto", "monotone", "two_stage"] = "auto"
    folds: int = FOLDS
    chosen: str = ""
    crossfitted: Scores | None = None
    fold: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    _map: Map | None = None
    _held_out: list[Map] = field(default_factory=list[Map])

    def fit(self, scores: Column, labels: Column, prompts: Sequence[Hashable] | None = None) -> "AutocalR":
        """Fit on the labelled ones (labels in [0, 1], None = not labelled); returns itself.

        `crossfitted` then holds what the maps of the other folds say of each labelled score, and `chosen` the mode.
        Raises ValueError below 4 labels, or where the labelled prompts leave fewer than 2 folds with anything to learn.
        """
        given, wanted = Scores.of(scores, "scores"), within(Scores.of(labels, "labels"), 0.0, 1.0, "labels")
        count = same_length(scores=given, labels=wanted)
        if self.mode not in ("auto", "monotone", "two_stage"):
            raise ValueError(f"mode must be 'auto', 'monotone' or 'two_stage', not {self.mode!r}")
        if self.folds < 2:
            raise ValueError(f"folds must be at least 2, not {self.folds}")
        used = given.known & wanted.known
        total = int(used.sum())
        if total < FEWEST:
            raise ValueError(f"{total} labelled scores are too few: at least {FEWEST} are needed")
        self.fold = _folds(count, prompts, min(self.folds, total // 2))
        x, y, fold = given.values[used], wanted.values[used], self.fold[used]
        order = np.argsort(x, kind="stable")
        x, y, fold = x[order], y[order], fold[order]
        self.chosen = self.mode if self.mode != "auto" else _choice(x, y, fold)
        out, self._held_out = _crossfit(x, y, fold, two_stage=self.chosen == "two_stage")
        self._map = TwoStage.fit(x, y) if self.chosen == "two_stage" else Steps.fit_sorted(x, y)
        values = np.zeros(count)
        values[np.flatnonzero(used)[order]] = np.clip(out, 0.0, 1.0)
        self.crossfitted = Scores(values, used)
        return self

    def transform(self, scores: Column) -> Scores:
        """Calibrated scores, in [0, 1]. Raises ValueError before `fit`."""
        if self._map is None:
            raise ValueError("fit it first")
        given = Scores.of(scores, "scores")
        return Scores(np.clip(self._map(given.values), 0.0, 1.0), given.known.copy())

    def estimate(self, scores: Column) -> float | None:
        """Mean calibrated score of fresh draws: the direct estimate of a policy's value."""
        found = self.transform(scores)
        return float(found.values[found.known].mean()) if found.known.any() else None

    def held_out(self, scores: Column) -> list[float]:
        """The direct estimate by the map of each set of folds that leaves one out: what `oua` wants."""
        given = Scores.of(scores, "scores")
        if not given.known.any():
            return []
        values = given.values[given.known]
        return [float(np.clip(fitted(values), 0.0, 1.0).mean()) for fitted in self._held_out]


def _folds(count: int, prompts: Sequence[Hashable] | None, folds: int) -> Ints:
    if prompts is None:
        return np.arange(count, dtype=np.int64) % folds
    if len(prompts) != count:
        raise ValueError(f"prompts has {len(prompts)} entries for {count} scores")
    return np.array([crc32(repr(prompt).encode()) % folds for prompt in prompts], dtype=np.int64)


def _crossfit(x: Floats, y: Floats, fold: Ints, two_stage: bool) -> tuple[Floats, list[Map]]:
    out, maps = np.empty(len(x)), list[Map]()
    for number in np.unique(fold).tolist():
        held: Bools = fold == number
        if held.all():
            raise ValueError("all labelled prompts fall into one fold: more prompts are needed")
        fitted: Map = TwoStage.fit(x[~held], y[~held]) if two_stage else Steps.fit_sorted(x[~held], y[~held])
        out[held] = fitted(x[held])
        maps.append(fitted)
    return out, maps


def _choice(x: Floats, y: Floats, fold: Ints) -> str:
    """Is the first stage worth it? Errors are those of scores that a map was not fitted on."""
    if len(x) < ENOUGH or x[0] == x[-1]:
        return "monotone"
    some = np.unique(np.linspace(0, len(x) - 1, min(len(x), COMPARED)).astype(np.int64))
    x, y, fold = x[some], y[some], fold[some]
    plain, staged = (_crossfit(x, y, fold, two_stage=stages)[0] for stages in (False, True))
    return "two_stage" if _better(y, plain, staged) else "monotone"


def _better(y: Floats, plain: Floats, staged: Floats) -> bool:
    wrong, less = np.square(plain - y), np.square(staged - y)
    rmse, other = float(np.sqrt(wrong.mean())), float(np.sqrt(less.mean()))
    if rmse == 0:
        return False
    error = float(wrong.std()) / np.sqrt(len(y)) / (2.0 * rmse)
    regions = np.array_split(np.arange(len(y)), REGIONS)
    wins = sum(bool(less[region].mean() < wrong[region].mean()) for region in regions)
    return other < rmse - error or wins >= 2


def _design(x: Floats, knots: Floats) -> Floats:
    if knots[0] == knots[-1]:
        return np.ones((len(x), 1))
    return np.asarray(BSpline.design_matrix(x, knots, DEGREE).toarray(), dtype=np.float64)


def _rank(ordered: Floats, values: npt.NDArray[np.float64]) -> Floats:
    """Share of the training index that is not above."""
    return np.searchsorted(ordered, values, side="right") / len(ordered)
