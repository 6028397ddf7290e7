"""Advantages modulated by how sure the policy was."""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np

from rewards.advantages.turns import step_labels
from rewards.credit.inputs import known_with, paired
from rewards.groups import centred, group_labels, group_mean, zscore
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, within


def empg(
    advantages: Rows,
    entropy: Rows,
    *,
    k: float = 1.0,
    k_bonus: float = 1.0,
    zeta: float = 0.05,
    eps: float = 1e-8,
    bonus: Literal["next", "own"] = "next",
    missing: Missing = "raise",
) -> Ragged:
    """Advantages scaled up where the policy was sure, with a bonus for what leads to sureness, centred over the call.

    `entropy`: mean token entropy of each step, 0 or more; h is it scaled to 0..1 over all steps of the call:
    (H - min) / (max - min + eps). A step's factor is exp(-k h) / mean of that; the bonus zeta * exp(-k_bonus h) is of
    the next step ("next", none for the last) or of the step itself ("own", as in a port).
    Source: EMPG (second-hand; the paper's k, k_bonus and zeta may differ).
    """
    steps, doubt = _modulated(advantages, entropy, missing)
    for name, number in (("k", k), ("k_bonus", k_bonus), ("zeta", zeta)):
        finite(number, name, 0.0)
    if bonus not in ("next", "own"):
        raise ValueError(f"bonus must be 'next' or 'own', not {bonus!r}")
    all_steps = np.zeros(len(steps.flat), dtype=np.int64)
    h = _unit(doubt.flat, all_steps, finite(eps, "eps", 0.0))
    sure = Scores(np.exp(-k * h), doubt.known)
    factor = sure.values / np.where(doubt.known, group_mean(sure, all_steps), 1.0)
    extra = zeta * np.exp(-k_bonus * h)
    if bonus == "next":
        extra = np.where(steps.last | ~np.roll(doubt.known, -1), 0.0, np.roll(extra, -1))
    return Ragged(centred(Scores(steps.values * factor + extra, doubt.known), all_steps), steps.starts)


def aem(
    advantages: Rows,
    entropy: Rows,
    group: Sequence[Hashable] | None = None,
    *,
    lam: float = 1.0,
    floor: float = 0.1,
    missing: Missing = "raise",
) -> Ragged:
    """Advantages scaled up for responses of lower entropy than the others of their group; their mean factor is 1.

    `entropy`: token entropy per token of each response (a turn, or a row of one for the whole trajectory), 0 or more;
    h is it scaled to 0..1 in the group, the factor exp(-lam h) / mean of that. A group whose entropies span less than
    `floor` is left as it is. No bonus and no centring: the results need not sum to 0.
    Source: AEM, 2605.00425 (second-hand).
    """
    steps, doubt = _modulated(advantages, entropy, missing)
    label = step_labels(group_labels(group, len(steps)), steps)
    h = _unit(doubt.flat, label, 0.0)
    sure = Scores(np.exp(-finite(lam, "lam", 0.0) * h), doubt.known)
    factor = sure.values / np.where(doubt.known, group_mean(sure, label), 1.0)
    low, high = _ends(doubt.flat, label)
    wide = (high - low >= finite(floor, "floor", 0.0))[label]
    return steps.like(steps.values * np.where(wide, factor, 1.0), doubt.known)


def spae(
    rewards: Column,
    accuracy: Rows,
    confidence: Rows,
    group: Sequence[Hashable] | None = None,
    *,
    threshold: float = 0.9,
    alpha: float = 0.5,
    xi: float = 0.5,
    standardise: bool = True,
    ddof: int = 0,
    eps: float = 1e-8,
    missing: Missing = "raise",
) -> Ragged:
    """Centred reward, faded once the answer stands, + xi * how much the step raised the potential; then standardised.

    `rewards`: (B,), centred in the group. `accuracy`, `confidence`: of each step, 0 to 1, from short forced answers
    (mean probability of the reference; exp of minus the mean entropy). Fading: `saturation`; the rise: `step_gain`.
    standardise: z-score over all steps of the call, with ddof and eps (our reading).
    Source: SPAE (the potential from code, the advantage second-hand).
    """
    potential = step_potential(accuracy, confidence, missing=missing)
    _, given = paired(potential, rewards, "skip", "accuracy", "rewards")
    given = given.settled(missing, "rewards")
    whole = centred(given, group_labels(group, len(given)))
    faded = potential.spread(whole.values) * saturation(potential, threshold=threshold, alpha=alpha).values
    gain = step_gain(potential)
    out = faded + finite(xi, "xi") * gain.values
    result = potential.like(out, known_with(gain, given))
    if not standardise:
        return result
    return Ragged(zscore(result.flat, np.zeros(len(out), dtype=np.int64), ddof=ddof, eps=eps), result.starts)


def step_potential(accuracy: Rows, confidence: Rows, *, missing: Missing = "raise") -> Ragged:
    """1.5 * accuracy * confidence + accuracy / 2 - confidence, a step, from -1 (surely wrong) to 1 (surely right)."""
    right, sure = Ragged.of(accuracy, "accuracy"), Ragged.of(confidence, "confidence")
    same_rows(accuracy=right, confidence=sure)
    within(right.flat, 0.0, 1.0, "accuracy")
    within(sure.flat, 0.0, 1.0, "confidence")
    right, sure = right.settled(missing, "accuracy"), sure.settled(missing, "confidence")
    values = 1.5 * right.values * sure.values + 0.5 * right.values - sure.values
    return right.like(values, right.known & sure.known)


def saturation(potential: Rows, *, threshold: float = 0.9, alpha: float = 0.5) -> Ragged:
    """1 - alpha * (1 - exp(-c)), a step; c: how many earlier steps of the trajectory have a potential > threshold."""
    given = Ragged.of(potential, "potential")
    above = given.like(given.known & (given.values > finite(threshold, "threshold")))
    earlier = above.cumsum() - above.values
    return given.like(1 - finite(alpha, "alpha", 0.0, 1.0) * (1 - np.exp(-earlier)))


def step_gain(potential: Rows) -> Ragged:
    """exp(x) less its mean over the call, a step; x: the rise of the potential (0 for first steps) scaled to 0..1.

    The scaling is over all steps of the call (our reading), 0 where they all rise alike.
    """
    given = Ragged.of(potential, "potential")
    rise = np.where(given.first, 0.0, given.values - np.roll(given.values, 1))
    known = given.known & (given.first | np.roll(given.known, 1))
    all_steps = np.zeros(len(rise), dtype=np.int64)
    x = _unit(Scores(rise, known), all_steps, 0.0)
    return Ragged(centred(Scores(np.exp(x), known), all_steps), given.starts)


def _modulated(advantages: Rows, entropy: Rows, missing: Missing) -> tuple[Ragged, Ragged]:
    """Advantages and entropies, settled, the latter known only where both are."""
    steps, doubt = Ragged.of(advantages, "advantages"), Ragged.of(entropy, "entropy")
    same_rows(advantages=steps, entropy=doubt)
    within(doubt.flat, 0.0, np.inf, "entropy")
    steps, doubt = steps.settled(missing, "advantages"), doubt.settled(missing, "entropy")
    return steps, doubt.like(doubt.values, steps.known & doubt.known)


def _unit(scores: Scores, label: Ints, eps: float) -> Floats:
    """(value - least) / (greatest - least + eps) within groups, (n,); 0 in a constant one."""
    low, high = _ends(scores, label)
    span = (high - low + eps)[label]
    off = np.where(scores.known, scores.values - low[label], 0.0)
    return off / np.where(span > 0, span, 1.0)


def _ends(scores: Scores, label: Ints) -> tuple[Floats, Floats]:
    size = int(label.max(initial=-1)) + 1
    low, high = np.full(size, np.inf), np.full(size, -np.inf)
    np.minimum.at(low, label[scores.known], scores.values[scores.known])
    np.maximum.at(high, label[scores.known], scores.values[scores.known])
    none = low > high
    return np.where(none, 0.0, low), np.where(none, 0.0, high)
