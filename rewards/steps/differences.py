"""Differences of a value series: what each step added to the estimated chance of success.

A row V_0 … V_T, the chance after 0 … T steps, has one number more than the trajectory has steps.
"""

from collections.abc import Iterable

import numpy as np

from rewards.groups import group_labels
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Ints, Missing, Scores, finite, positive, within
from rewards.steps.signals import column, flag_column, probabilities


def pav(values: Rows, *, k: int = 1) -> Ragged:
    """Process advantage of every step: the prover's chance of success after it minus before it.

    `values`: rows V_0, Q_0 … Q_{T-1} in [0, 1], one more than steps; in a deterministic environment the state before
    step t is worth Q_{t-1}. `k` turns the values of one attempt into those of a prover with k attempts (`best_of_k`);
    the paper's best-of-K prover has k = 4. Sums to the last Q minus V_0. Source: unchecked.
    """
    return best_of_k(values, k=k).differences()


def best_of_k(values: Rows, *, k: int = 4) -> Ragged:
    """Chance that at least one of k independent attempts succeeds, 1 - (1 - value)^k. Raises ValueError for k < 1."""
    finite(k, "k", 1)
    given = probabilities(values, "values")
    sure = given.values == 1.0
    missed = np.log1p(-np.where(sure, 0.0, given.values))
    return given.like(np.where(sure, 1.0, -np.expm1(k * missed)))


def pav_search_score(policy: Rows, values: Rows, *, alpha: float = 0.5, k: int = 1) -> Ragged:
    """Score of a step in a beam search: the policy's own Q plus alpha times the prover's advantage.

    `policy`: T numbers in [0, 1] a row; `values`, `k`: as for `pav`. Source: unchecked, alpha about .5.
    """
    own, advantage = probabilities(policy, "policy"), pav(values, k=k)
    same_rows(policy=own, advantage=advantage)
    return own.like(own.values + finite(alpha, "alpha") * advantage.values, own.known & advantage.known)


def pav_step_reward(values: Rows, outcome: Column, *, alpha: float, k: int = 1) -> Ragged:
    """Training reward of every step: alpha times the prover's advantage, the outcome added to the last step.

    `outcome`: (B,), None leaves its row unscored. Source: unchecked, alpha 3 to 5.
    """
    advantage = pav(values, k=k)
    wanted = column(outcome, len(advantage), "outcome")
    out = finite(alpha, "alpha") * advantage.values + np.where(advantage.last, advantage.spread(wanted.values), 0.0)
    return advantage.like(out, advantage.known & np.repeat(wanted.known, advantage.lengths))


def mrt_progress(values: Rows) -> Ragged:
    """Progress of every step: how much it raised the success of stopping there and answering.

    `values`: rows J_0 … J_T in [0, 1], from forced answers or from a judge of the screens so far. Source: second-hand.
    """
    return probabilities(values, "values").differences()


def mrt_reward(values: Rows, outcome: Column, *, alpha: float, missing: Missing = "raise") -> Scores:
    """Training reward of every trajectory, (B,): outcome + alpha * sum of progress. Source: second-hand, no alpha."""
    progress = mrt_progress(values).settled(missing, "progress")
    total, wanted = progress.sum(), column(outcome, len(progress), "outcome")
    return Scores(wanted.values + finite(alpha, "alpha") * total.values, total.known & wanted.known)


def cumulative_regret(best: Rows, values: Rows, *, missing: Missing = "raise") -> Ragged:
    """Regret summed up to every point: how far the values stayed below the best ones so far.

    `best` J*, `values` J: rows in [0, 1] of one length. Source: MRT, second-hand.
    """
    optimum, reached = probabilities(best, "best"), probabilities(values, "values")
    same_rows(best=optimum, values=reached)
    gap = reached.like(optimum.values - reached.values, optimum.known & reached.known).settled(missing, "regrets")
    return gap.like(gap.cumsum())


def most_progress(values: Rows, correct: Column, *, group: Iterable[object] | None = None) -> Ints:
    """Rows that MRT's fine-tuning keeps: of every group the correct trace that progressed most (ties: the first).

    `correct`: 0, 1 or None a row; a group without a correct trace gives no row. Source: second-hand.
    Raises ValueError where a value is unscored.
    """
    total = mrt_progress(values).settled("raise", "progress").sum()
    right, label = flag_column(correct, len(total), "correct"), group_labels(group, len(total))
    rows = np.flatnonzero(total.known & (right.values == 1.0))
    ranked = rows[np.lexsort((rows, -total.values[rows], label[rows]))]
    _, first = np.unique(label[ranked], return_index=True)
    return np.sort(ranked[first])


def vsrm(values: Rows, *, epsilon: float, lookahead: int, gamma: float = 0.7) -> Ragged:
    """Stepwise reward: a marked change of accuracy, or the next marked one discounted by its distance.

    `values`: rows A_0 … A_T, mean accuracy at step boundaries. |change| >= epsilon counts as marked; a step without
    one takes gamma^q of the first marked change at most `lookahead` steps later, else 0; None where an unscored change
    comes first. Source: unchecked; epsilon, the look-ahead and the number of samples behind an accuracy are not known.
    Differences are compared as floats: an epsilon that accuracies can hit exactly is better set a little lower.
    """
    finite(epsilon, "epsilon", 0.0)
    finite(lookahead, "lookahead", 0)
    finite(gamma, "gamma", 0.0, 1.0)
    change = probabilities(values, "values").differences()
    size = len(change.flat)
    event = np.flatnonzero(~change.known | (np.abs(change.values) >= epsilon))
    here = np.arange(size)
    at = np.append(event, size)[np.searchsorted(event, here)]
    distance = at - here
    reached = (distance <= lookahead) & (at < np.repeat(change.starts[1:], change.lengths))
    source = np.where(reached, at, here)
    return change.like(np.where(reached, gamma**distance * change.values[source], 0.0), change.known[source])


def vps_delta(values: Rows) -> Ragged:
    """Gain of every segment in the probability of the reference answer.

    `values`: rows p_0 … p_n in [0, 1] after each segment (`entropy_segments` cuts). Source: GRPO-VPS, second-hand.
    """
    return probabilities(values, "values").differences()


def vps_advantage(values: Rows, advantage: Column, *, alpha: float) -> Ragged:
    """Advantage of every segment: its trajectory's advantage + alpha * its gain.

    `advantage`: (B,), None leaves its row unscored. The sum is our reading of GRPO-VPS; its form is not known to us.
    """
    gain = vps_delta(values)
    whole = column(advantage, len(gain), "advantage")
    out = gain.spread(whole.values) + finite(alpha, "alpha") * gain.values
    return gain.like(out, gain.known & np.repeat(whole.known, gain.lengths))


def entropy_segments(entropy: Rows, *, segments: int = 4) -> Ragged:
    """Segment number of every token, from 0: a row is cut before its segments - 1 tokens of highest entropy.

    `entropy`: a number >= 0 a token, none unscored; a row of n tokens has at most n segments; ties: the earlier token.
    Source: GRPO-VPS, second-hand; that the cut comes before the token is our reading.
    """
    finite(segments, "segments", 1)
    given = Ragged.of(entropy, "entropy").settled("raise", "entropy")
    within(given.flat, 0.0, np.inf, "entropy")
    order = np.lexsort((given.position, -given.values, given.first, given.row))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = given.position  # rows stay in place: the sorted positions are the ranks
    return given.like(given.like((rank < segments - 1) & ~given.first).cumsum())


def relative_progress(values: Rows, *, epsilon: float = 0.8) -> Ragged:
    """Label of every step: 1 where it kept at least epsilon of the success rate before it, else 0.

    `values`: rows MC_0 … MC_T, success rates of prefixes. Once a rate is 0 every later label is 0; a row that starts
    at 0 has no labels, and a step beside an unscored rate has none. Source: GenPRM, second-hand.
    """
    positive(epsilon, "epsilon")
    series = probabilities(values, "values")
    steps = series.differences()
    zero = series.known & (series.values == 0.0)
    lost = series.like(zero, np.ones(len(zero))).scan(lambda block: np.maximum.accumulate(block, axis=1))
    hopeless = np.bincount(series.row[zero & series.first], minlength=len(series)) > 0
    kept = series.values[~series.first] >= epsilon * series.values[~series.last]
    return steps.like(kept & (lost[~series.last] == 0.0), steps.known & ~np.repeat(hopeless, steps.lengths))


def progress_ratio(values: Rows, *, clip: bool = True) -> Ragged:
    """Success rate after every step over the rate before it; None where that was 0.

    `values`: as for `relative_progress`. `clip` reports a ratio above 1 as 1. Source: GenPRM, second-hand.
    """
    series = probabilities(values, "values")
    steps = series.differences()
    before, after = series.values[~series.last], series.values[~series.first]
    known = steps.known & (before > 0.0)
    with np.errstate(over="ignore"):  # an infinite ratio is refused by the result's type
        ratio = after / np.where(known, before, 1.0)
    return steps.like(np.minimum(ratio, 1.0) if clip else ratio, known)
