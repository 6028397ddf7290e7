"""Confidence inside the reward: PPO-C, PPO-M, and trust in a second reward."""

import re
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from rewards.groups import Single, group_labels, group_mean, zscore
from rewards.scores import Column, Floats, Scores, finite, positive, same_length, within

CLAMP = 10.0  # of rewards, in the release
SAID = re.compile(r"confidence:\s*(-?\d+(?:\.\d+)?)", re.IGNORECASE)
DOUBTFUL, SURE, SURELY_NOT = 0.2, 0.9, 0.1  # SophiaVL-R1's code: thresholds of outcome and thinking reward


@dataclass(frozen=True, slots=True)
class PpoC:
    """Rewards corrected by verbal confidence: more for confident good answers, less for confident bad ones.

    `average` is the running mean of rewards, moved by `alpha` before each use. form "threshold" (the released default):
    r + w|r|(q - .5) if r >= average, else r - w|r|(q - .5); "difference": r + w(r - average)(q - .5).
    Source: Taming Overconfidence (code: w .5; its scripts say 2.0). Begin with the reward model's mean.
    """

    average: float
    weight: float = 0.5
    alpha: float = 0.1
    form: Literal["threshold", "difference"] = "threshold"

    def __post_init__(self) -> None:
        finite(self.average, "average")
        finite(self.weight, "weight", 0.0)
        finite(self.alpha, "alpha", 0.0, 1.0)
        if self.form not in ("threshold", "difference"):
            raise ValueError(f"form must be 'threshold' or 'difference', not {self.form!r}")

    def fit(self, rewards: Column) -> "PpoC":
        """The same with the running mean moved by a batch; rewards are clamped to [-10, 10] first."""
        given = _clamped(rewards)
        if not given.known.any():
            return self
        mean = float(given.values[given.known].mean())
        return replace(self, average=self.alpha * mean + (1.0 - self.alpha) * self.average)

    def transform(self, rewards: Column, confidence: Column) -> Scores:
        """Corrected rewards, one an answer. `confidence` 0 to 1; None (nothing said) leaves the reward as it is."""
        given = _clamped(rewards)
        said = within(Scores.of(confidence, "confidence"), 0.0, 1.0, "confidence")
        same_length(rewards=given, confidence=said)
        lean = np.where(said.known, said.values - 0.5, 0.0)
        r = given.values
        if self.form == "difference":
            out = r + self.weight * (r - self.average) * lean
        else:
            out = r + np.where(r >= self.average, 1.0, -1.0) * self.weight * np.abs(r) * lean
        return Scores(out, given.known.copy())


def ppo_m_loss(
    chosen_high: Column,
    chosen_low: Column,
    rejected_high: Column,
    rejected_low: Column,
    *,
    chosen: Column | None = None,
    rejected: Column | None = None,
) -> Scores:
    """Loss of a calibrated reward model, one a pair: confident good answers above unsure ones, bad ones the other way.

    L(chosen_high, chosen_low) + L(rejected_low, rejected_high) with L(a, b) = -log sigma(a - b), plus
    L(chosen, rejected) where those are given ("combined"). Source: Taming Overconfidence, PPO-M (code; a variant with
    L(chosen_high, rejected_low) is switched off in the release).
    """
    given = {"chosen_high": chosen_high, "chosen_low": chosen_low, "rejected_low": rejected_low,
             "rejected_high": rejected_high}  # fmt: skip
    if (chosen is None) != (rejected is None):
        raise ValueError("chosen and rejected go together")
    if chosen is not None and rejected is not None:
        given |= {"chosen": chosen, "rejected": rejected}
    columns = {name: Scores.of(column, name) for name, column in given.items()}
    same_length(**columns)
    flat = list(columns.values())
    pairs = list(zip(flat[::2], flat[1::2], strict=True))
    loss = np.sum([np.logaddexp(0.0, b.values - a.values) for a, b in pairs], axis=0)
    known = np.logical_and.reduce([a.known & b.known for a, b in pairs])
    return Scores(loss, known)


def trust_weight(
    outcome: Column,
    thinking: Column,
    group: "npt.ArrayLike | None" = None,
    *,
    step: int = 0,
    alpha: float = 0.3,
    decay: float = 500.0,
    gates: bool = False,
    ddof: int = 1,
    eps: float = 1e-4,
    single: Single = "zero",
) -> Scores:
    """Group z-scores of outcome + trust * alpha * e^(-step / decay) * thinking reward, one an answer.

    A group's trust is 1 where right answers (outcome >= .5) have at least the wrong ones' mean thinking reward, else
    e^(mean of right - mean of wrong); 1 where one side is empty. `thinking` 0 to 1. gates=True adds the released code's
    rules: no thinking reward for outcomes below .2, and none in a group where all are >= .9 or all <= .1.
    Source: SophiaVL-R1, Trust-GRPO (paper and code); ddof and eps are not given there.
    """
    won, given = _inputs(outcome, thinking)
    label = group_labels(None if group is None else np.asarray(group).tolist(), len(won))
    shaped = _shaped(won, given, label, step, alpha, decay, gates)
    return zscore(shaped, label, ddof=ddof, eps=eps, single=single)


def trust(outcome: Column, thinking: Column, group: "npt.ArrayLike | None" = None) -> Floats:
    """How far a group's thinking reward is trusted, (n,), in (0, 1]: one number a group, repeated for its answers."""
    won, given = _inputs(outcome, thinking)
    return _trust(won, given, group_labels(None if group is None else np.asarray(group).tolist(), len(won)))


def said_confidence(text: str) -> float | None:
    """The last "Confidence: n" of an answer, n from 0 to 10, as a number from 0 to 1; None where nothing is said."""
    found = SAID.findall(text)
    return min(10.0, max(0.0, float(found[-1]))) / 10.0 if found else None


def _inputs(outcome: Column, thinking: Column) -> tuple[Scores, Scores]:
    won, given = Scores.of(outcome, "outcome"), within(Scores.of(thinking, "thinking"), 0.0, 1.0, "thinking")
    same_length(outcome=won, thinking=given)
    return won, given


def _trust(won: Scores, given: Scores, label: "npt.NDArray[np.int64]") -> Floats:
    both = won.known & given.known
    right, wrong = both & (won.values >= 0.5), both & (won.values < 0.5)
    gap = group_mean(Scores(given.values, right), label) - group_mean(Scores(given.values, wrong), label)
    size = int(label.max()) + 1 if len(label) else 0
    two = (np.bincount(label[right], minlength=size) > 0) & (np.bincount(label[wrong], minlength=size) > 0)
    return np.where(two[label], np.exp(np.minimum(gap, 0.0)), 1.0)


def _shaped(
    won: Scores, given: Scores, label: "npt.NDArray[np.int64]", step: int, alpha: float, decay: float, gates: bool
) -> Scores:
    if step < 0:
        raise ValueError(f"step must not be negative, not {step}")
    coefficient = finite(alpha, "alpha", 0.0) * np.exp(-step / positive(decay, "decay"))
    share = _trust(won, given, label) * coefficient * given.values
    if gates:
        high, low = given.known & (given.values >= SURE), given.known & (given.values <= SURELY_NOT)
        rest = [
            np.bincount(label[given.known & ~flag], minlength=int(label.max(initial=-1)) + 1) for flag in (high, low)
        ]
        alike = (rest[0] == 0) | (rest[1] == 0)
        share = np.where((won.values < DOUBTFUL) | alike[label], 0.0, share)
    return Scores(won.values + share, won.known & given.known)


def _clamped(rewards: Column) -> Scores:
    given = Scores.of(rewards, "rewards")
    return Scores(np.clip(given.values, -CLAMP, CLAMP), given.known)
