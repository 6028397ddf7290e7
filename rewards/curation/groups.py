"""Filters by what the rollouts of one prompt did: their accuracy, their agreement, the spread of their rewards."""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np

from rewards.curation.selection import Group, Selection, verdicts, whole
from rewards.groups import group_labels, group_mean, group_std
from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Column, Floats, Ints, Missing, Scores, finite, labels_of, same_length, within


def prof_filter(
    process: Rows,
    correct: Column,
    *,
    group: Group = None,
    remove: int = 4,
    mode: Literal["both", "correct"] = "both",
    form: Literal["code", "described"] = "code",
    penalty: float | None = None,
    long: int | None = None,
    missing: Missing = "raise",
    rng: np.random.Generator | None = None,
) -> Selection:
    """Rollouts without the `remove` least consistent of each group, right and wrong brought towards balance.

    `process` p in [0, 1], a number a step; `correct` R in {0, 1}, None is dropped and does not count; `group` the
    prompt. With D = right - wrong, min(m, round((D + m) / 2)) of the m removed are right ones, halves to the even
    number: those of lowest `prof_consistency`; the others are wrong ones, of lowest consistency (mode "both": a wrong
    rollout with high p goes first) or at random ("correct", needs `rng`). Not idempotent: each call removes m.
    `form`, `penalty` and `long` as in `prof_consistency`. ValueError for a rollout without steps.
    Source: code (removes 4 of 8; an empty response gave NaN there).
    """
    scores = prof_consistency(process, correct, form=form, penalty=penalty, long=long, missing=missing)
    label = group_labels(group, len(scores))
    right = scores.known & (Scores.of(correct).values == 1)
    wrong = scores.known & ~right
    size = int(label.max(initial=-1)) + 1
    rights, wrongs = (np.bincount(label[mask], minlength=size) for mask in (right, wrong))
    removed = np.minimum(whole(remove, "remove", 0), rights + wrongs)
    from_right = np.clip(np.rint((rights - wrongs + removed) / 2), 0, np.minimum(removed, rights)).astype(np.int64)
    if mode == "both":
        order = scores.values
    elif mode == "correct":
        if rng is None:
            raise ValueError("mode='correct' removes wrong rollouts at random: it needs rng")
        order = rng.random(len(scores))
    else:
        raise ValueError(f"mode must be 'both' or 'correct', not {mode!r}")
    rules = {
        "unscored": ~scores.known,
        "right": right & (_place(label, scores.values, right) < from_right[label]),
        "wrong": wrong & (_place(label, order, wrong) < (removed - from_right)[label]),
    }
    return Selection.dropping(len(scores), rules)


def prof_consistency(
    process: Rows,
    correct: Column,
    *,
    form: Literal["code", "described"] = "code",
    penalty: float | None = None,
    long: int | None = None,
    missing: Missing = "raise",
) -> Scores:
    """How well the steps' scores agree with the outcome of each rollout, (B,).

    "code": mean((2p - 1)(2R - 1)), less `penalty` (10) where there are fewer than 2 or more than `long` (30) steps, for
    right and wrong alike. "described": (mean p - penalty) * (2R - 1), the penalty where there is 1 step or at least
    `long`; both numbers required. Source: code; the description second-hand, R as -1 and 1 in it our reading.
    """
    given, outcome = Ragged.of(process, "process"), verdicts(correct, "correct")
    within(given.flat, 0, 1, "process")
    same_length(process=given.lengths, correct=outcome)
    if (given.lengths == 0).any():
        raise ValueError("process has a rollout without steps: there is nothing to be consistent")
    mean, steps, sign = given.settled(missing, "process").mean(), given.lengths, 2 * outcome.values - 1
    if form == "code":
        cost = finite(10.0 if penalty is None else penalty, "penalty", 0.0)
        odd = (steps < 2) | (steps > whole(30 if long is None else long, "long", 1))
        values = (2 * mean.values - 1) * sign - cost * odd
    elif form == "described":
        if penalty is None or long is None:
            raise ValueError("form='described' needs penalty and long: their values are not known")
        odd = (steps == 1) | (steps >= whole(long, "long", 1))
        values = (mean.values - finite(penalty, "penalty", 0.0) * odd) * sign
    else:
        raise ValueError(f"form must be 'code' or 'described', not {form!r}")
    return Scores(values, mean.known & outcome.known)


def one_pair_filter(correct: Column, *, group: Group = None, rng: np.random.Generator) -> Selection:
    """One random right and one random wrong rollout a prompt; none where the pass rate is 0, 1 or above .8.

    `correct` in {0, 1} (16 rollouts a prompt in the source), None is dropped and does not count. `pass_rate_repeats`
    says how often the pair is trained on. Source: OREAL, code; its policy is frozen for the first 10 steps.
    """
    outcome = verdicts(correct, "correct")
    label = group_labels(group, len(outcome))
    right, draw = outcome.known & (outcome.values == 1), rng.random(len(outcome))
    first = (_place(label, draw, right) == 0) | (_place(label, draw, outcome.known & ~right) == 0)
    repeats = pass_rate_repeats(Scores(group_mean(outcome, label), outcome.known))
    return Selection.dropping(
        len(outcome), {"unscored": ~outcome.known, "pass rate": repeats.values == 0, "not drawn": ~first}
    )


def pass_rate_repeats(rate: Column) -> Scores:
    """How often OREAL trains on a prompt of this pass rate, (n,): 6 to .2, 4 to .6, 2 to .8; 0 at 0 and above .8.

    Source: code; that an interval holds its upper end is our reading (no multiple of 1/16 meets one).
    """
    rates = within(Scores.of(rate, "rate"), 0, 1, "rate")
    times = np.array([0, 6, 4, 4, 2, 0])
    return Scores(times[np.searchsorted([0.0, 0.2, 0.4, 0.6, 0.8], rates.values)].astype(np.float64), rates.known)


def accuracy_band(correct: Column, *, group: Group = None, low: float = 0.2, high: float = 0.8) -> Selection:
    """The rollouts of prompts whose accuracy lies from `low` to `high`, both included.

    `correct` in {0, 1}, None is dropped and does not count. Source: PRIME, unchecked.
    """
    finite(low, "low", 0.0, 1.0)
    finite(high, "high", low, 1.0)
    outcome = verdicts(correct, "correct")
    rate = group_mean(outcome, group_labels(group, len(outcome)))
    rules = {"unscored": ~outcome.known, "too hard": rate < low, "too easy": rate > high}
    return Selection.dropping(len(outcome), rules)


def disagreement_filter(answers: Sequence[Hashable], *, group: Group = None) -> Selection:
    """The answers to queries that were not all answered alike.

    `answers` (n,), compared by ==; None (no answer) is dropped and is no answer of its own. `group` the query, asked
    4 times in the source. Source: DataPRM, paper.
    """
    label = group_labels(group, len(answers))
    known = np.array([answer is not None for answer in answers], dtype=np.bool_)
    said = Scores(labels_of(answers).astype(np.float64), known)
    alike = _extreme(said, label, np.maximum, -np.inf) <= _extreme(said, label, np.minimum, np.inf)
    return Selection.dropping(len(answers), {"no answer": ~known, "all alike": alike})


def rl_group_gate(
    scores: Column,
    *,
    std_min: float,
    max_min: float,
    group: Group = None,
    ddof: int = 0,
    missing: Missing = "raise",
) -> Selection:
    """The rollouts of prompts whose rewards spread and reach far enough: std >= `std_min` and best >= `max_min`.

    `scores`: the R3 reward of each rollout. Source: DRO, paper; both thresholds are unknown and required, `ddof` and
    what happens at a threshold are our reading.
    """
    if ddof not in (0, 1):
        raise ValueError(f"ddof must be 0 (population) or 1 (sample), not {ddof}")
    given = Scores.of(scores, "scores").settled(missing, "scores")
    label = group_labels(group, len(given))
    flat = group_std(given, label, ddof) < finite(std_min, "std_min", 0.0)
    low = _extreme(given, label, np.maximum, -np.inf) < finite(max_min, "max_min")
    return Selection.dropping(len(given), {"unscored": ~given.known, "too alike": flat, "too low": low})


def _place(label: Ints, key: Floats, among: Bools) -> Ints:
    """Place by key, lowest first and earliest on ties, among the marked items of the group; n for the others."""
    order = np.lexsort((key, label))
    order = order[among[order]]
    groups = label[order]
    start = np.searchsorted(groups, groups)
    place = np.full(len(label), len(label), dtype=np.int64)
    place[order] = np.arange(len(order)) - start
    return place


def _extreme(scores: Scores, label: Ints, ufunc: np.ufunc, start: float) -> Floats:
    out = np.full(int(label.max(initial=-1)) + 1, start)
    ufunc.at(out, label[scores.known], scores.values[scores.known])
    return out[label]
