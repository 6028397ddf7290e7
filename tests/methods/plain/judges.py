"""Plain implementations of judge scores from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections.abc import Sequence


def log_sum(values: Sequence[float]) -> float:
    """log of the sum of exponentials, shifted by the largest."""
    top = max(values)
    return top + math.log(math.fsum(math.exp(v - top) for v in values))


def softplus(x: float) -> float:
    """log(1 + e^x), which is -log sigma(-x)."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def yes_token(yes: Sequence[float], no: Sequence[float], renormalise: bool = True) -> float:
    """Probability of yes over several spellings, against no or raw."""
    ly, ln = log_sum(yes), log_sum(no)
    if not renormalise:
        return math.exp(ly)
    top = max(ly, ln)
    a, b = math.exp(ly - top), math.exp(ln - top)
    return a / (a + b)


def principle_entailment(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Mean of log P(Yes) - log P(No) over principles."""
    if not pairs:
        return None
    total = 0.0
    for yes, no in pairs:
        total += yes - no
    return total / len(pairs)


def followup_likelihood(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Mean log-probability of good follow-ups less that of bad ones."""
    if not positive or not negative:
        return None
    return math.fsum(positive) / len(positive) - math.fsum(negative) / len(negative)


def pairwise_debiased(first_wins: float, first_wins_swapped: float) -> float:
    """Half of the win rate in one order plus the complement of the win rate in the other."""
    return 0.5 * (first_wins + 1.0 - first_wins_swapped)


def preference_loss(better: float, worse: float) -> float:
    """-log sigma(better - worse)."""
    return softplus(-(better - worse))


def sample_mean(scores: Sequence[float]) -> float | None:
    """Mean of parallel verification scores."""
    if not scores:
        return None
    return math.fsum(scores) / len(scores)


def majority_side(votes: Sequence[str | None]) -> str | None:
    """A or B by strict majority of the votes cast; None when tied or nobody voted."""
    a = sum(1 for v in votes if v == "A")
    b = sum(1 for v in votes if v == "B")
    if a > b:
        return "A"
    if b > a:
        return "B"
    return None


def faithful_and_correct(labels: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Share of faithful steps and share of correct steps."""
    if not labels:
        return None
    n = len(labels)
    return sum(f for f, _ in labels) / n, sum(c for _, c in labels) / n


def rubric_score(weights: Sequence[float], passed: Sequence[float]) -> float | None:
    """Weighted share of the rubric items passed."""
    total = math.fsum(weights)
    if total == 0:
        return None
    return math.fsum(w * p for w, p in zip(weights, passed, strict=True)) / total


def ui_genie_loss(pos_lp: float, neg_lp: float) -> float:
    """-log p(+ | good example) - log p(- | bad example)."""
    return -pos_lp - neg_lp


def ui_genie_screens(t: int, keep: int = 5) -> list[int]:
    """Indices of the screenshots in view at step t, oldest first."""
    seen = [i for i in range(t + 1)]
    while len(seen) > keep:
        seen.pop(0)
    return seen


def order_swapped_pick(first_order: int, second_order: int) -> int | None:
    """Winner (0 for a, 1 for b) when both presentation orders name it, else None for a tie."""
    if first_order == second_order:
        return first_order
    return None


def ternary_mean(labels: Sequence[str]) -> float | None:
    """Mean reward of the correct and incorrect answers, invalid ones left out."""
    values = []
    for label in labels:
        if label == "correct":
            values.append(1.0)
        elif label == "incorrect":
            values.append(0.0)
    return sum(values) / len(values) if values else None


def ranks(values: Sequence[float]) -> list[float]:
    """Average ranks from 1, ties share the mean of their places."""
    out = []
    for v in values:
        below = sum(1 for u in values if u < v)
        same = sum(1 for u in values if u == v)
        out.append(below + (same + 1) / 2)
    return out


def correlation(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Pearson correlation; None for a constant side."""
    n = len(x)
    if n == 0 or max(x) == min(x) or max(y) == min(y):
        return None
    mx, my = math.fsum(x) / n, math.fsum(y) / n
    sxy = math.fsum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    sxx = math.fsum((a - mx) ** 2 for a in x)
    syy = math.fsum((b - my) ** 2 for b in y)
    return sxy / (math.sqrt(sxx) * math.sqrt(syy))


def spearman(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Pearson correlation of the average ranks."""
    return correlation(ranks(x), ranks(y))


def view_gap(full: Sequence[float], stripped: Sequence[float]) -> float | None:
    """Mean absolute change of the score when the thought is hidden."""
    if not full:
        return None
    return math.fsum(abs(a - b) for a, b in zip(full, stripped, strict=True)) / len(full)


def debate_reward(env: float, justify: float, lam: float) -> float:
    """(1 - lambda) of the task reward plus lambda of the judge's."""
    return (1.0 - lam) * env + lam * justify


def spare_labels(matches: Sequence[Sequence[int]], labels: Sequence[int]) -> list[int | None]:
    """Label of each step that is matched to some reference step, None for the rest."""
    return [label if match else None for match, label in zip(matches, labels, strict=True)]


def step_majority(votes: Sequence[Sequence[int | None]], tie: int | None = 0) -> list[int | None]:
    """Per step, 1 iff more than half of the cast votes are 1; an even split takes the tie value; no vote gives None."""
    steps = len(votes[0]) if votes else 0
    out: list[int | None] = []
    for t in range(steps):
        cast = [row[t] for row in votes if row[t] is not None]
        ones = sum(1 for v in cast if v == 1)
        if not cast:
            out.append(None)
        elif 2 * ones == len(cast):
            out.append(tie)
        else:
            out.append(1 if 2 * ones > len(cast) else 0)
    return out


def first_zero(labels: Sequence[int | None]) -> int:
    """Index of the first 0, -1 when there is none."""
    for t, label in enumerate(labels):
        if label == 0:
            return t
    return -1


def wrong_steps(critiques: Sequence[Sequence[int] | None], rule: str) -> dict[int, float]:
    """Steps named wrong by all, by more than half, or by any critique, each with the share naming it."""
    kept = [set(c) for c in critiques if c is not None]
    out: dict[int, float] = {}
    for step in sorted({s for c in kept for s in c}):
        n = sum(1 for c in kept if step in c)
        if rule == "intersection" and n < len(kept):
            continue
        if rule == "majority" and 2 * n <= len(kept):
            continue
        out[step] = n / len(kept)
    return out


def standardise(values: Sequence[float], ddof: int, eps: float) -> list[float]:
    """Centre and divide by the standard deviation; a flat series gives zeros."""
    n = len(values)
    if n <= ddof:
        return [0.0] * n
    mean = math.fsum(values) / n
    std = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - ddof))
    if max(values) == min(values) or std <= eps:
        return [0.0] * n
    return [(v - mean) / (std + eps) for v in values]


def ensemble(models: Sequence[Sequence[float]], weights: Sequence[float] | None = None) -> list[float]:
    """Weighted mean over models, candidate by candidate."""
    w = [1.0] * len(models) if weights is None else list(weights)
    total = math.fsum(w)
    n = len(models[0]) if models else 0
    return [math.fsum(w[m] * models[m][i] for m in range(len(models))) / total for i in range(n)]


def ternary_propagate(labels: Sequence[int], corrected: Sequence[bool], depends: Sequence[bool]) -> list[int]:
    """After a -1, dependent steps are -1 until a correction clears the error."""
    out: list[int] = []
    broken = False
    for label, fixed, linked in zip(labels, corrected, depends, strict=True):
        if broken and fixed:
            broken = False
        if broken and linked:
            label = -1
        if label == -1:
            broken = True
        out.append(label)
    return out


def verifier_reward(predicted: int, true: int, lam: float) -> float:
    """-1 when only one of the two says there is an error, else lambda to the distance."""
    if (predicted < 0) != (true < 0):
        return -1.0
    return lam ** abs(predicted - true)


def run_consistency(runs: Sequence[int]) -> float | None:
    """Share of the runs giving the commonest first error."""
    if not runs:
        return None
    return max(sum(1 for r in runs if r == x) for x in runs) / len(runs)


def verifier_accuracy(predicted: Sequence[int], true: Sequence[int]) -> dict[str, float] | None:
    """Shares of exact, within-one and error-or-not agreement."""
    if not true:
        return None
    pairs = list(zip(predicted, true, strict=True))
    n = len(pairs)
    return {
        "precise": sum(1 for p, q in pairs if p == q) / n,
        "approx": sum(1 for p, q in pairs if abs(p - q) <= 1) / n,
        "rough": sum(1 for p, q in pairs if (p < 0) == (q < 0)) / n,
    }


def first_correction(ok: Sequence[bool]) -> int | None:
    """The step that gets the corrected version: the first that fails."""
    for t, good in enumerate(ok):
        if not good:
            return t
    return None


def agreed(votes: Sequence[Sequence[tuple[str, str]]], least: int) -> set[tuple[str, bool]]:
    """Principles to which enough annotators give the same yes or no."""
    out = set()
    for principle in {p for own in votes for p, _ in own}:
        for answer in ("yes", "no"):
            if sum(1 for own in votes if (principle, answer) in own) >= least:
                out.add((principle, answer == "yes"))
    return out


def prefix_to_error(labels: Sequence[int]) -> list[int]:
    """Labels up to and with the first wrong step."""
    first = first_zero(labels)
    return list(labels) if first < 0 else list(labels[: first + 1])


def population_std(values: Sequence[float]) -> float:
    """Standard deviation over all items."""
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))
