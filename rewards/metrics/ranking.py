"""How often a reward model ranks the right answer first."""

from collections.abc import Hashable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from rewards.groups import group_labels
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Scores, finite, labels_of, same_length


class Ranked(NamedTuple):
    """Accuracy and mean reciprocal rank, both (B,)."""

    accuracy: Scores
    reciprocal_rank: Scores


class PairAccuracy(NamedTuple):
    """Share of right pairs, and share of instances all of whose pairs are right."""

    pairs: float | None
    instances: float | None


def rank_at_1(scores: Rows, correct: Rows) -> Scores:
    """Probability that the top-scored candidate is right, one an instance; ties at the top share.

    `scores`, `correct` (0 or 1): a row an instance; None scores are no candidates. Unscored without candidates.
    Source: ToolComp's metric as its abstract states it (our reading).
    """
    given, right = _both(scores, correct)
    known = given.known & right.known
    live = given.like(given.values, known)
    top = known & (given.values == given.spread(live.max().values))
    return given.like(right.values, top).mean()


def one_vs_many(chosen: Column, rejected: Rows) -> Ranked:
    """Whether the right answer beats all wrong ones, and 1 / its rank, one an instance; ties count against it.

    Source: RewardMATH (unchecked; 1 against 9). Unscored where the right answer, or every wrong one, is.
    """
    best, others = Scores.of(chosen, "chosen"), Ragged.of(rejected, "rejected")
    same_length(chosen=best, rejected=others.lengths)
    above = others.known & (others.values >= others.spread(best.values))
    rank = 1 + np.bincount(others.row[above], minlength=len(best))
    known = best.known & (others.count() > 0)
    return Ranked(Scores((rank == 1).astype(np.float64), known), Scores(1.0 / rank, known))


def best_of_4(chosen: Column, rejected: Rows, *, ties: Literal["share", "lose"] = "share") -> Scores:
    """1 where the chosen answer alone has the highest score; a tie of n at the top gives 1 / n, or 0 with ties="lose".

    Source: RewardBench 2 (unchecked; 1 chosen against 3 rejected, so that chance is .25). Unscored where an answer is.
    """
    if ties not in ("share", "lose"):
        raise ValueError(f"ties must be 'share' or 'lose', not {ties!r}")
    best, others = Scores.of(chosen, "chosen"), Ragged.of(rejected, "rejected")
    same_length(chosen=best, rejected=others.lengths)
    beaten = np.bincount(others.row[others.values > others.spread(best.values)], minlength=len(best)) > 0
    level = np.bincount(others.row[others.values == others.spread(best.values)], minlength=len(best))
    won = 1.0 / (1.0 + level) if ties == "share" else (level == 0).astype(np.float64)
    known = best.known & (others.count() == others.lengths) & (others.lengths > 0)
    return Scores(np.where(beaten, 0.0, won), known)


def ties_accuracy(right: Rows, wrong: Rows) -> Scores:
    """RewardBench 2's Ties subset, one an instance: 1 where every right answer beats every wrong one by more than the
    right ones differ among themselves, else 0. Unscored without right or wrong ones."""
    good, bad = Ragged.of(right, "right").settled("raise", "right"), Ragged.of(wrong, "wrong").settled("raise", "wrong")
    same_length(right=good.lengths, wrong=bad.lengths)
    low, high, worst = good.min(), good.max(), bad.max()
    margin = low.values - worst.values
    return Scores(((margin > 0) & (margin > high.values - low.values)).astype(np.float64), low.known & worst.known)


def prm_bench(positive: Column, negatives: Rows) -> PairAccuracy:
    """Share of pairs in which the right action is preferred, and share of instances that win all of theirs.

    Ties are not won. Source: WebArbiter's benchmark (second-hand; 1150 instances, 1 right and 4 wrong actions).
    """
    best, others = Scores.of(positive, "positive"), Ragged.of(negatives, "negatives")
    same_length(positive=best, negatives=others.lengths)
    scored = others.known & np.repeat(best.known, others.lengths)
    won = scored & (others.spread(best.values) > others.values)
    return _share(others.row, scored, won)


def acc_plus(first: Column, second: Column, instance: Sequence[Hashable]) -> PairAccuracy:
    """ACC, the share of pairs whose first answer has the higher reward, and ACC+, of instances with all right.

    `instance`: what each pair belongs to. Pairs with a gap are left out. Source: MM-RLHF (code).
    """
    better, worse = Scores.of(first, "first"), Scores.of(second, "second")
    count = same_length(first=better, second=worse, instance=instance)
    scored = better.known & worse.known
    return _share(group_labels(instance, count), scored, scored & (better.values > worse.values))


def contrast_consistency(scores: Sequence[Column]) -> PairAccuracy:
    """C_res and C_ins of a square matrix: does each instruction prefer its own response, each response its own
    instruction?

    `scores[i][j]`: score of response j under instruction i, i and j belonging together on the diagonal. Ties count 0,
    None for one instruction only; `fused_reward` is the paper's remedy. Source: The Trickle-down Impact of Reward
    (In-)consistency (unchecked).
    """
    rows = [Scores.of(row, "scores").settled("raise", "scores").values for row in scores]
    if any(len(row) != len(rows) for row in rows):
        raise ValueError("scores must be square: a response for each instruction")
    if len(rows) < 2:
        return PairAccuracy(None, None)
    matrix: Floats = np.stack(rows)
    own, other = np.diag(matrix), ~np.eye(len(matrix), dtype=np.bool_)
    return PairAccuracy(float((own[:, None] > matrix)[other].mean()), float((own[None, :] > matrix)[other].mean()))


def fused_reward(own: Column, similar: Rows, weights: Rows, *, own_weight: float = 1.0) -> Scores:
    """Weighted mean of each item's score and those of items like it, (B,): what the paper fuses for consistency.

    `similar`, `weights` (at least 0): a row an item, of retrieved neighbours or rewordings; unscored ones are left out.
    Unscored where the item itself is, or where no weight is above 0. How neighbours are weighed against the item is
    unknown: `own_weight` is ours. Source: as `contrast_consistency`.
    """
    first, others, weight = Scores.of(own, "own"), Ragged.of(similar, "similar"), Ragged.of(weights, "weights")
    same_rows(similar=others, weights=weight)
    same_length(own=first, similar=others.lengths)
    each = np.where(others.known, weight.settled("raise", "weights").values, 0.0)
    share = finite(own_weight, "own_weight", 0.0)
    if (each < 0).any():
        raise ValueError("weights must be at least 0")
    total = share + others.like(each).sum().values
    summed = share * first.values + others.like(each * others.values).sum().values
    known = first.known & (total > 0)
    return Scores(np.where(known, summed / np.where(total > 0, total, 1.0), 0.0), known)


def family_accuracy(correct: Column, family: Sequence[Hashable]) -> tuple[dict[Hashable, float | None], float | None]:
    """Accuracy of each family of questions, and their macro mean; one without a scored answer is None, and left out.

    The form of VLRMBench, ViLBench, RoboProcessBench and PRIMO R1's reports (our reading).
    """
    right = Scores.of(correct, "correct")
    same_length(correct=right, family=family)
    label = labels_of(family)
    names = list(dict.fromkeys(family))
    count = np.bincount(label[right.known], minlength=len(names))
    total = np.bincount(label, weights=right.values, minlength=len(names))
    shares = {name: float(t / n) if n else None for name, t, n in zip(names, total, count, strict=True)}
    known = [share for share in shares.values() if share is not None]
    return shares, sum(known) / len(known) if known else None


def _both(scores: Rows, correct: Rows) -> tuple[Ragged, Ragged]:
    given, right = Ragged.of(scores, "scores"), Ragged.of(correct, "correct")
    same_rows(scores=given, correct=right)
    if not np.isin(right.values, (0.0, 1.0)).all():
        raise ValueError("correct must hold 0 and 1 only")
    return given, right


def _share(
    label: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    scored: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    won: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
) -> PairAccuracy:
    if not scored.any():
        return PairAccuracy(None, None)
    tried = np.bincount(label[scored])
    wins = np.bincount(label[won], minlength=len(tried))
    return PairAccuracy(float(won.sum() / scored.sum()), float((wins == tried)[tried > 0].mean()))
