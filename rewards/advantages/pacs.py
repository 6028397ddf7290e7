"""Outcomes learnt as labels of a classifier whose logits are advantages."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rewards.credit.inputs import binary, leave_one_out
from rewards.groups import group_labels, zscore
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, same_length


@dataclass(frozen=True, slots=True)
class PacsTerms:
    """Of each trajectory: the logit (its advantage), its class weight, and weight * cross-entropy."""

    logit: Scores
    weight: Scores
    loss: Scores

    def mean(self) -> float | None:
        """Loss of the batch; None without trajectories."""
        return float(self.loss.values[self.loss.known].mean()) if self.loss.known.any() else None


def pacs(
    log_probs: Rows,
    old_log_probs: Rows | None,
    labels: Column,
    group: Sequence[Hashable] | None = None,
    *,
    beta: float = 1.0,
    baseline: Literal["rloo", "group", "naive"] = "rloo",
    ddof: int = 1,
    eps: float = 1e-6,
    missing: Missing = "raise",
) -> PacsTerms:
    """Logits, class weights and losses of trajectories judged right or wrong.

    `log_probs`, `old_log_probs` <= 0: a number a token (or step); the implicit reward is beta * sum(new - old), or
    beta * mean(new) without old ones. Logit: that reward less the mean of the group's others ("rloo"; groups of one
    are refused), its z-score ("group", with ddof and eps) or itself ("naive"). `labels`: (B,), 0 or 1; a class weighs
    n / (2 * its number) inside the group, 1 where the group has one class. Source: PACS (code).
    """
    new = Ragged.of(log_probs, "log_probs")
    wanted = Scores.of(labels, "labels")
    finite(beta, "beta")
    finite(eps, "eps", 0.0)
    label = group_labels(group, same_length(log_probs=new.lengths, labels=wanted))
    wanted = binary(wanted, "labels").settled(missing, "labels")
    _certain(new, "log_probs")
    new = new.settled(missing, "log_probs")
    if old_log_probs is None:
        implicit = new.mean()
    else:
        old = Ragged.of(old_log_probs, "old_log_probs")
        same_rows(log_probs=new, old_log_probs=old)
        _certain(old, "old_log_probs")
        old = old.settled(missing, "old_log_probs")
        implicit = new.like(new.values - old.values, new.known & old.known).sum()
    known = implicit.known & wanted.known
    implicit, wanted = Scores(beta * implicit.values, known), Scores(wanted.values, known)
    if baseline == "rloo":
        logit = leave_one_out(implicit, label)
    elif baseline == "group":
        logit = zscore(implicit, label, ddof=ddof, eps=eps).values
    elif baseline == "naive":
        logit = implicit.values
    else:
        raise ValueError(f"baseline must be 'rloo', 'group' or 'naive', not {baseline!r}")
    weight = _class_weight(wanted, label)
    loss = np.logaddexp(0.0, logit) - wanted.values * logit
    return PacsTerms(Scores(logit, known), Scores(weight, known), Scores(weight * loss, known))


def _class_weight(labels: Scores, label: Ints) -> Floats:
    count = np.bincount(label, weights=labels.known)
    right = np.bincount(label, weights=labels.values)
    own = np.where(labels.values == 1, right[label], (count - right)[label])
    both = ((right > 0) & (right < count))[label]
    return np.where(both, count[label] / np.where(both, 2 * own, 1.0), 1.0)


def _certain(given: Ragged, name: str) -> None:
    if (given.values > 0).any():
        raise ValueError(f"{name} must not be above 0: they are logarithms of probabilities")
