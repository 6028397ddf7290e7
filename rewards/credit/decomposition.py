"""Step rewards learnt from labels of whole trajectories."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rewards.ragged import Ragged
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, positive, same_length

Features: TypeAlias = Sequence[npt.ArrayLike]


@dataclass(frozen=True, slots=True, eq=False)
class ReturnDecomposition:
    """Step rewards whose sum over a trajectory fits its label (ridge), lowered where the data say little.

    `rho` > 0: the ridge; `kappa` >= 0: how much of the uncertainty is taken off, 0 for none. Features are a list of
    (T, d) arrays, one a trajectory. The fit minimises sum_i (sum_t phi_it . w - y_i)^2 + rho |w|^2 over all w; a step's
    reward is phi . w - kappa * sqrt(phi' (F'F + rho I)^-1 phi), F the summed features of the trajectories.
    Warns (UserWarning) where the labels look like an AND over steps: such labels have no additive explanation, and the
    paper shows that learning from them alone can cost exponentially many trajectories.
    Source: the offline setting of OPAC; this surrogate is our reading, its objective is not known to us.
    """

    rho: float
    kappa: float = 0.0
    weights: Floats | None = None
    factor: Floats | None = None  # lower Cholesky factor of F'F + rho I

    def __post_init__(self) -> None:
        positive(self.rho, "rho")
        finite(self.kappa, "kappa", 0.0)

    def fit(self, features: Features, outcome: Column, *, missing: Missing = "raise") -> "ReturnDecomposition":
        """The same with weights, (d,). `outcome`: (B,); missing="skip" learns nothing from trajectories without one."""
        steps, lengths = _stacked(features)
        labels = Scores.of(outcome, "outcome")
        same_length(features=lengths, outcome=labels)
        labels = labels.settled(missing, "outcome")
        total, seen = _totals(steps, lengths)[labels.known], labels.values[labels.known]
        gram = total.T @ total + self.rho * np.eye(steps.shape[1])
        if and_like(features, labels):
            warnings.warn("the outcomes look like an AND over steps: no sum explains them", UserWarning, stacklevel=2)
        try:
            factor, weights = np.linalg.cholesky(gram), np.linalg.solve(gram, total.T @ seen)
        except np.linalg.LinAlgError:
            raise ValueError("rho is too small for features of this size: raise it or scale them down") from None
        return replace(self, weights=weights, factor=factor)

    def transform(self, features: Features) -> Ragged:
        """Reward of each step. Raises ValueError before `fit` and for another number of features."""
        if self.weights is None or self.factor is None:
            raise ValueError("fit it first")
        steps, lengths = _stacked(features)
        if not len(steps):
            return Ragged.from_lengths(Scores.all_known([]), lengths)
        if steps.shape[1] != len(self.weights):
            raise ValueError(f"features have {steps.shape[1]} columns, {len(self.weights)} were fitted")
        doubt = np.sqrt(np.square(np.linalg.solve(self.factor, steps.T)).sum(axis=0))
        return Ragged.from_lengths(Scores.all_known(steps @ self.weights - self.kappa * doubt), lengths)


def and_like(features: Features, outcome: Column) -> bool:
    """Whether labels of 0 and 1 follow "right only if every step is" and no sum over steps fits them.

    Every failure must hold a step, met in another failure too, that no success holds; our reading. Steps are the same
    where all their features are.
    """
    steps, lengths = _stacked(features)
    labels = Scores.of(outcome, "outcome")
    same_length(features=lengths, outcome=labels)
    known = labels.values[labels.known]
    if not len(steps) or not ((known == 0) | (known == 1)).all() or len(np.unique(known)) < 2:
        return False
    total = _totals(steps, lengths)[labels.known]
    fitted = total @ np.linalg.lstsq(total, known, rcond=None)[0]
    if np.abs(fitted - known).max() <= 1e-6:
        return False
    kind = np.unique(steps, axis=0, return_inverse=True)[1].reshape(-1)
    row = np.repeat(np.arange(len(lengths)), lengths)
    pairs = np.unique(np.stack([kind, row], axis=1), axis=0)
    pairs = pairs[labels.known[pairs[:, 1]]]
    right = labels.values[pairs[:, 1]] == 1
    size = int(kind.max()) + 1
    culprit = (np.bincount(pairs[right, 0], minlength=size) == 0) & (np.bincount(pairs[:, 0], minlength=size) > 1)
    explained = np.zeros(len(labels), dtype=np.bool_)
    explained[pairs[culprit[pairs[:, 0]], 1]] = True
    return bool(explained[labels.known & (labels.values == 0)].all())


def _stacked(features: Features) -> tuple[Floats, Ints]:
    parts = [np.asarray(part, dtype=np.float64) for part in features]
    width = next((part.shape[1] for part in parts if part.ndim == 2), 0)
    parts = [part if part.size or part.ndim == 2 else np.zeros((0, width)) for part in parts]
    if any(part.ndim != 2 or part.shape[1] != width for part in parts):
        raise ValueError("features must be (T, d) arrays with one d for all trajectories")
    steps = np.concatenate([np.zeros((0, width)), *parts])
    Scores.of(steps.ravel(), "features")  # refuses NaN, infinity and what is too large
    return steps, np.array([len(part) for part in parts], dtype=np.int64)


def _totals(steps: Floats, lengths: Ints) -> Floats:
    total = np.zeros((len(lengths), steps.shape[1]))
    some = lengths > 0
    if some.any():
        total[some] = np.add.reduceat(steps, np.concatenate([[0], np.cumsum(lengths[some])[:-1]]), axis=0)
    return total
