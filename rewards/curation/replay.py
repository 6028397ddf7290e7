"""What is worth training on again, and which predicted next screens are worth believing."""

from typing import Literal

import numpy as np

from rewards.curation.selection import Group, Selection, verdicts, whole
from rewards.groups import group_labels
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, positive, same_length, within


def replay_filter(
    probability: Rows,
    success: Column,
    *,
    task: Group = None,
    low: float = 0.5,
    high: float = 0.95,
    form: Literal["paper", "code"] = "paper",
    current: int | None = None,
    ratio: float = 2.0,
    rng: np.random.Generator | None = None,
) -> Selection:
    """The steps of successes that the policy neither knows by heart nor would never take; positions of flat steps.

    `probability` p of each step's action in [0, 1], a geometric mean over its tokens (`mean_probability`); its
    perplexity is 1 / p. Kept where the perplexity lies in [1 / `high`, 1 / `low`], both included; form "code":
    `low` < p <= `high`. `success` (B,) in {0, 1}, None drops. Of each `task` (None: all differ) the first success.
    With `current` (steps of new data) at most `ratio` times as many are kept, drawn by `rng`.
    Source: WebRL, second-hand; the first success and counting by steps are our reading.
    """
    given, outcome = Ragged.of(probability, "probability"), verdicts(success, "success")
    within(given.flat, 0, 1, "probability")
    count = same_length(probability=given.lengths, success=outcome)
    finite(low, "low", 0.0, 1.0)
    finite(high, "high", low, 1.0)
    finite(ratio, "ratio", 0.0)
    won = outcome.known & (outcome.values == 1)
    label = np.arange(count) if task is None else group_labels(task, count)
    first = np.zeros(count, dtype=np.bool_)
    first[np.flatnonzero(won)[np.unique(label[won], return_index=True)[1]]] = True
    if form not in ("paper", "code"):
        raise ValueError(f"form must be 'paper' or 'code', not {form!r}")
    p = given.values
    outside = (p > high) | (p < low) | ((p == low) & (form == "code"))
    rules = {
        "unscored": ~given.known | np.repeat(~outcome.known, given.lengths),
        "failed": np.repeat(~won, given.lengths),
        "task has a success": np.repeat(~first, given.lengths),
        "perplexity": outside,
    }
    if current is not None:
        if rng is None:
            raise ValueError("current bounds the replayed steps, which are drawn at random: it needs rng")
        room = int(whole(current, "current", 0) * finite(ratio, "ratio", 0.0))
        fit = np.flatnonzero(~np.logical_or.reduce(list(rules.values())))
        rules["no room"] = np.isin(np.arange(len(p)), rng.permutation(fit)[room:])
    return Selection.dropping(len(p), rules)


def mean_probability(logprobs: Rows) -> Scores:
    """The geometric mean of each row's token probabilities, (B,) in [0, 1]: one over the perplexity.

    `logprobs` <= 0, natural logarithm. Raises ValueError for others and for None.
    """
    given = Ragged.of(logprobs, "logprobs").settled("raise", "logprobs")
    if (given.values > 0).any():
        raise ValueError("logprobs must not be above 0")
    mean = given.mean()
    return Scores(np.exp(mean.values), mean.known)


def transition_filter(
    discriminators: Rows,
    *,
    r_min: float | None,
    group: Group = None,
    mode: Literal["softmax", "argmax"] = "softmax",
    temperature: float | None = None,
    missing: Missing = "raise",
    rng: np.random.Generator | None = None,
) -> Selection:
    """One predicted next state a transition, the better rewarded the likelier, unless its reward is below `r_min`.

    `discriminators`: a row a candidate, a number each member of the ensemble; the reward is their mean. `group` the
    transition (s, a) a candidate continues. softmax draws with `transition_probabilities` (needs `temperature` and
    `rng`), argmax takes the best, the earliest on ties. `r_min` None keeps any.
    Source: MOREC, unchecked (its abstract says argmax, the paper softmax); temperature and r_min are unknown.
    """
    given = Ragged.of(discriminators, "discriminators").settled(missing, "discriminators")
    reward = given.mean()
    label = group_labels(group, len(reward))
    if mode == "softmax":
        if temperature is None or rng is None:
            raise ValueError("mode='softmax' needs temperature and rng")
        order = _logits(reward, label, temperature) + rng.gumbel(size=len(reward))
    elif mode == "argmax":
        order = reward.values
    else:
        raise ValueError(f"mode must be 'softmax' or 'argmax', not {mode!r}")
    ranked = np.lexsort((-np.where(reward.known, order, -np.inf), label))
    best = ranked[np.unique(label[ranked], return_index=True)[1]]
    low = np.zeros(len(reward), dtype=np.bool_) if r_min is None else reward.values < finite(r_min, "r_min")
    chosen = np.isin(np.arange(len(reward)), best)
    return Selection.dropping(len(reward), {"unscored": ~reward.known, "not chosen": ~chosen, "below r_min": low})


def transition_probabilities(reward: Column, *, temperature: float, group: Group = None) -> Scores:
    """softmax(reward / temperature) within each group, (n,); the smaller the temperature, the nearer to argmax."""
    scores = Scores.of(reward, "reward")
    label = group_labels(group, len(scores))
    raised = np.exp(_logits(scores, label, temperature)) * scores.known
    return Scores(raised / np.maximum(np.bincount(label, weights=raised), 1.0)[label], scores.known)


def _logits(scores: Scores, label: Ints, temperature: float) -> Floats:
    """(score - best of the group) / temperature, <= 0: -inf where it is too low for a float."""
    top = np.full(int(label.max(initial=-1)) + 1, -np.inf)
    np.maximum.at(top, label[scores.known], scores.values[scores.known])
    below = np.where(scores.known, scores.values - np.where(np.isfinite(top), top, 0.0)[label], 0.0)
    with np.errstate(over="ignore"):
        return below / positive(temperature, "temperature")
