"""Shaping a reward model's output so that it is harder to hack."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import expit, log_expit
from scipy.stats import norm

from rewards.scores import Column, Floats, Scores, finite, positive

Form = Literal["meanstd", "clip", "minmax", "ceil", "lsc", "tanh", "sgfc", "polynomial"]
FORMS: tuple[Form, ...] = ("meanstd", "clip", "minmax", "ceil", "lsc", "tanh", "sgfc", "polynomial")
SPAN, DEGREE = 5.0, 5  # of the polynomial that stands in for the sigmoid
QUANTILE, SHIFT = 0.85, 3.0


def par(rewards: Column, references: npt.ArrayLike, *, k: float = 1.0) -> Scores:
    """Preference as reward, in [0, 1]: the mean over M references of sigma(k (reward - reference)), one an answer.

    `references`: (M,) for all, or (n, M): rewards of reference answers to the same prompt; one suffices.
    Source: Reward Shaping to Mitigate Reward Hacking (code, k = 1). ValueError without references and for k <= 0.
    """
    given = Scores.of(rewards, "rewards")
    against = np.array(references, dtype=np.float64)
    if against.ndim not in (1, 2) or against.shape[-1] == 0 or (against.ndim == 2 and len(against) != len(given)):
        raise ValueError(f"references must be (M,) or ({len(given)}, M) with M >= 1, not {against.shape}")
    if not np.isfinite(against).all():
        raise ValueError("references holds NaN or infinity")
    slope = positive(k, "k")
    values = expit(slope * (given.values[:, None] - np.broadcast_to(against, (len(given), against.shape[-1]))))
    return Scores(values.mean(axis=1), given.known.copy())


@dataclass(frozen=True, slots=True)
class RunningShaper:
    """Shapers of the same release, over everything seen so far. State is in the object: `fit` gives a new one.

    meanstd: (r - mean) / std, 0 before two different rewards were seen; clip: to mean ± std; minmax: to [0, 1] by the
    extremes seen (outside ones are clipped), .5 while they are equal; ceil: at most `limit`; tanh: tanh(r); lsc:
    log sigma(r - q), q the .85 quantile of a normal with the mean and std seen; sgfc: sigma(k (r - 3 - limit)), `limit`
    the reference reward; polynomial: degree-5 least-squares stand-in for the sigmoid on [-5, 5], rewards clipped there.
    Source: Reward Shaping to Mitigate Reward Hacking (code). One shaper a prompt gives FIND's running standardisation
    (our reading). Population std.
    """

    form: Form
    limit: float = 0.0
    k: float = 1.0
    count: int = 0
    mean: float = 0.0
    square: float = 0.0  # sum of squared deviations (Welford)
    low: float = 0.0
    high: float = 0.0

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise ValueError(f"form must be one of {', '.join(FORMS)}, not {self.form!r}")
        finite(self.limit, "limit")
        positive(self.k, "k")

    @property
    def std(self) -> float:
        """Population standard deviation of what was seen."""
        return float(np.sqrt(self.square / self.count)) if self.count else 0.0

    def fit(self, rewards: Column) -> "RunningShaper":
        """The shaper that has seen these, too."""
        given = Scores.of(rewards, "rewards")
        new = given.values[given.known]
        if not len(new):
            return self
        total, mean = self.count + len(new), float(new.mean())
        between = np.square(mean - self.mean) * self.count * len(new) / total
        return replace(
            self,
            count=total,
            mean=self.mean + (mean - self.mean) * len(new) / total,
            square=self.square + float(np.square(new - mean).sum() + between),
            low=min(self.low, float(new.min())) if self.count else float(new.min()),
            high=max(self.high, float(new.max())) if self.count else float(new.max()),
        )

    def transform(self, rewards: Column) -> Scores:
        """Shaped rewards, one an answer. Raises ValueError for a form that has seen nothing and needs to."""
        given = Scores.of(rewards, "rewards")
        if self.form in ("meanstd", "clip", "minmax", "lsc") and not self.count:
            raise ValueError(f"{self.form} has seen no reward yet: fit it first")
        return Scores(self._shape(given.values), given.known.copy())

    def _shape(self, r: Floats) -> Floats:
        match self.form:
            case "meanstd":
                return (r - self.mean) / self.std if self.low < self.high else np.zeros(len(r))
            case "clip":
                return np.clip(r, self.mean - self.std, self.mean + self.std)
            case "minmax":
                if self.low == self.high:
                    return np.full(len(r), 0.5)
                return np.clip((r - self.low) / (self.high - self.low), 0.0, 1.0)
            case "ceil":
                return np.minimum(r, self.limit)
            case "lsc":
                return log_expit(r - (self.mean + self.std * norm.ppf(QUANTILE)))
            case "tanh":
                return np.tanh(r)
            case "sgfc":
                return expit(self.k * (r - SHIFT - self.limit))
            case "polynomial":
                return np.polynomial.Polynomial.fit(*_sigmoid(), DEGREE)(np.clip(r, -SPAN, SPAN))


def length_penalty(lengths: npt.ArrayLike, *, penalty: float, valid: float) -> Scores:
    """-penalty for each unit of length beyond `valid`, one an answer; same release."""
    excess = np.maximum(np.array(lengths, dtype=np.float64) - finite(valid, "valid", 0.0), 0.0)
    return Scores.all_known(-finite(penalty, "penalty", 0.0) * excess)


def _sigmoid() -> tuple[Floats, Floats]:
    x = np.linspace(-SPAN, SPAN, 1001)
    return x, expit(x)
