"""Plain implementations of credit from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections.abc import Sequence
from fractions import Fraction

Numbers = Sequence[float]


def spa_additive(scores: Numbers, outcome: float) -> list[float]:
    """The gap between outcome and sum, spread evenly."""
    gap = outcome - math.fsum(scores)
    return [s + gap / len(scores) for s in scores]


def spa_proportional(scores: Numbers, outcome: float) -> list[float]:
    """Scores rescaled to sum to the outcome, evenly shifted when their signs differ or they cancel."""
    total = math.fsum(scores)
    one_sided = all(s >= 0 for s in scores) or all(s <= 0 for s in scores)
    if total == 0 or not one_sided:
        return spa_additive(scores, outcome)
    return [s * outcome / total for s in scores]


def spa_step_reward(shares: Numbers, executable: Sequence[bool], alpha: float = 1.0, beta: float = 0.5) -> list[float]:
    """Progress share plus a bonus for an executable action."""
    return [alpha * c + beta * (1 if g else 0) for c, g in zip(shares, executable, strict=True)]


def importance_redistribute(weights: Numbers, outcome: float) -> list[float]:
    """The outcome shared by weight, evenly when nothing weighs."""
    total = math.fsum(weights)
    if total == 0:
        return [outcome / len(weights) for _ in weights]
    return [outcome * w / total for w in weights]


def solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """Exact Gauss-Jordan elimination."""
    n = len(right)
    rows = [[*matrix[i], right[i]] for i in range(n)]
    for col in range(n):
        pivot = next(r for r in range(col, n) if rows[r][col] != 0)
        rows[col], rows[pivot] = rows[pivot], rows[col]
        rows[col] = [v / rows[col][col] for v in rows[col]]
        for r in range(n):
            if r != col:
                factor = rows[r][col]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[col], strict=True)]
    return [row[n] for row in rows]


def return_decomposition(
    trajectories: Sequence[Sequence[Numbers]], labels: Numbers, ridge: float, kappa: float = 0.0
) -> tuple[list[float], list[list[float]]]:
    """Ridge weights on summed features in exact arithmetic, and every step's reward less its uncertainty."""
    size = len(trajectories[0][0])
    sums = [[sum((Fraction(step[k]) for step in steps), Fraction(0)) for k in range(size)] for steps in trajectories]
    gram = [
        [sum((s[a] * s[b] for s in sums), Fraction(0)) + (Fraction(ridge) if a == b else 0) for b in range(size)]
        for a in range(size)
    ]
    right = [sum((s[a] * Fraction(y) for s, y in zip(sums, labels, strict=True)), Fraction(0)) for a in range(size)]
    weights = solve(gram, right)
    rewards = []
    for steps in trajectories:
        row = []
        for step in steps:
            phi = [Fraction(v) for v in step]
            mean = sum((p * w for p, w in zip(phi, weights, strict=True)), Fraction(0))
            spread = sum((p * z for p, z in zip(phi, solve(gram, phi), strict=True)), Fraction(0))
            row.append(float(mean) - kappa * math.sqrt(spread))
        rewards.append(row)
    return [float(w) for w in weights], rewards


def thought_runs(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    """Longest stretches of one label as start, end, label."""
    runs: list[tuple[int, int, int]] = []
    for t, label in enumerate(labels):
        if runs and runs[-1][2] == label:
            runs[-1] = (runs[-1][0], t + 1, label)
        else:
            runs.append((t, t + 1, label))
    return runs


def thought_merge(labels: Sequence[int], success_rate: float, answered: int | None = None) -> list[float]:
    """Right thoughts earn 1 and wrong ones lose the success rate; thoughts starting after the answer step earn 0."""
    rewards = [0.0] * len(labels)
    for start, end, label in thought_runs(labels):
        for t in range(start, end):
            if answered is not None and start > answered:
                rewards[t] = 0.0
            else:
                rewards[t] = 1.0 if label == 1 else -success_rate
    return rewards


def capo_credit(outcome: int, wrong: Numbers, whole: float = 2.0, process: float = 1.0) -> list[float]:
    """Outcome part less the weight of being wrong, per step."""
    return [whole * (1 if outcome == 1 else 0) - process * w for w in wrong]


def exit_decay(correct: Sequence[int], count: str = "correct") -> list[float]:
    """Each right exit worth half the one before it, by rank among right ones or by position."""
    rewards, seen = [], 0
    for i, c in enumerate(correct):
        seen += 1 if c else 0
        power = seen - 1 if count == "correct" else i
        rewards.append(1 / 2**power if c else 0.0)
    return rewards


def centred(values: Numbers) -> list[float]:
    """Values less their mean."""
    mean = math.fsum(values) / len(values)
    return [v - mean for v in values]


def logistic(x: float) -> float:
    """1/(1+exp(-x)), safe on both sides."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def token_weights(scores: Numbers, theta: float = 0.5) -> tuple[list[float], list[float]]:
    """Weights for a right and for a wrong answer from the running mean score."""
    right, wrong = [], []
    for t in range(len(scores)):
        mean = math.fsum(scores[: t + 1]) / (t + 1)
        for out, p in ((right, logistic(mean)), (wrong, logistic(-mean))):
            out.append(min(1.0, max(0.0, (p - theta) / (1 - theta))))
    return right, wrong


def top_weights(scores: Numbers, ratio: float) -> list[float]:
    """Rank of the running mean's logistic inside the kept top share, from 0 to 1; 0 for what is not kept."""
    p = [logistic(math.fsum(scores[: t + 1]) / (t + 1)) for t in range(len(scores))]
    kept = sorted(range(len(p)), key=lambda t: (-p[t], t))[: math.ceil(ratio * len(p))]
    low, high = min((p[t] for t in kept), default=0.0), max((p[t] for t in kept), default=0.0)
    return [0.0 if t not in kept else 1.0 if high == low else (p[t] - low) / (high - low) for t in range(len(p))]


def discounted_return(rewards: Numbers, gamma: float) -> list[float]:
    """Sum of later rewards at each step, each discounted by its distance."""
    n = len(rewards)
    return [math.fsum(gamma ** (k - t) * rewards[k] for k in range(t, n)) for t in range(n)]


def pure_soft(scores: Numbers, tau: float = 0.1) -> list[float]:
    """Scores times the softmin of themselves."""
    low = min(scores, default=0.0)
    masses = [math.exp(-(s - low) / tau) for s in scores]
    return [s * m / math.fsum(masses) for s, m in zip(scores, masses, strict=True)]


def pure_strict(scores: Numbers) -> list[float]:
    """Lowest score from each step to the end."""
    return [min(scores[t:]) for t in range(len(scores))]


def pure_advantage(group: Sequence[Numbers], solved: Numbers, coef: float = 1.0) -> list[list[float]]:
    """Scores less the others' mean score per step; the last step also earns the outcome less the others' mean."""
    out = []
    for i, row in enumerate(group):
        means = [math.fsum(other) / len(other) for j, other in enumerate(group) if j != i and other]
        rest = [s - 1 for j, s in enumerate(solved) if j != i]
        values = [r - math.fsum(means) / len(means) for r in row]
        if values:
            values[-1] += coef * (solved[i] - 1 - math.fsum(rest) / len(rest))
        out.append(values)
    return out


def clip_delta(scores: Numbers, mode: str, eta: float = 0.0) -> list[float]:
    """Scores capped at a threshold, or their differences to the next, or both in that order."""
    values = list(scores)
    if mode in ("clip", "both"):
        values = [min(v - eta, 0.0) for v in values]
    if mode == "clip":
        return values
    n, out = len(values), []
    for k in range(n):
        if k < n - 2:
            out.append(values[k] - values[k + 1])
        elif k == n - 2:
            out.append(values[k])
        else:
            out.append(0.0)
    return out


def potential_shaping(potentials: Numbers, gamma: float) -> list[float]:
    """Discounted next potential less the present one."""
    return [gamma * potentials[t + 1] - potentials[t] for t in range(len(potentials) - 1)]


def renorm(points: Sequence[float | None], most: Sequence[float], outcome: float) -> list[float | None]:
    """Share of the judge's points plus the outcome less one; None where there was nothing to earn."""
    out: list[float | None] = []
    for p, m in zip(points, most, strict=True):
        out.append(None if p is None or m == 0 else p / m + outcome - 1)
    return out


def gated_sum(rewards: Numbers, gates: Numbers, strict: bool = False) -> float:
    """Rewards in order of priority, each counted only while all gates before it are open."""
    total = 0.0
    for i, r in enumerate(rewards):
        is_open = True
        for j in range(i):
            is_open = is_open and (rewards[j] > gates[j] if strict else rewards[j] >= gates[j])
        total += r if is_open else 0.0
    return total


def aspect_mix(parts: Numbers, weights: Numbers, lam: float, length: float, free: float) -> float:
    """Weighted aspects less a charge for length beyond the free part, at most once that part."""
    over = min(1.0, max(0.0, (length - free) / free))
    return math.fsum(w * r for w, r in zip(weights, parts, strict=True)) - lam * over


def verified_mix(confidence: float, rule: float, model: float) -> float:
    """The rule's reward by its confidence, the model's for the rest."""
    return confidence * rule + (1 - confidence) * model


def f_beta(precision: float, recall: float, beta: float = 2.0) -> float:
    """Weighted harmonic mean of precision and recall."""
    bottom = beta * beta * precision + recall
    return (1 + beta * beta) * precision * recall / bottom if bottom > 0 else 0.0


def positive_only_rubric(outcomes: Sequence[int], rubric: Numbers, eta: float = 0.3, target: int = 1) -> list[float]:
    """Rubric share of the group's best mixed into the answers with the target outcome only."""
    best = max(rubric, default=0.0)
    out = []
    for o, r in zip(outcomes, rubric, strict=True):
        scaled = r / best if best > 0 else r
        out.append((1 - eta) * o + eta * scaled if o == target else float(o))
    return out


def f_score_mix(outcome: int, f: float, eta: float = 0.3) -> float:
    """Outcome raised by an F score, once alone and once together with it."""
    return outcome + eta * f + (1 - eta) * outcome * f


def dataprm_steps(outcome: float, scores: Numbers, answered: bool = True) -> list[float]:
    """Step scores whose last is the outcome, or 0 without an answer."""
    return [*scores[:-1], outcome if answered else 0.0] if scores else []


def dataprm_mix(outcome: float, scores: Numbers, beta: float, answered: bool = True) -> float | None:
    """Outcome and mean step score, after the last step was made to agree with the outcome."""
    if not scores:
        return None
    fixed = dataprm_steps(outcome, scores, answered)
    return (1 - beta) * outcome + beta * math.fsum(fixed) / len(fixed)


def reasonflux_mix(scores: Numbers, final: float, outcome: float, alpha: float, beta: float) -> float | None:
    """Outcome mixed with the mean step score plus the weighted final score."""
    if not scores:
        return None
    return (1 - beta) * outcome + beta * (math.fsum(scores) / len(scores) + alpha * final)


def spark_step_average(labels: Sequence[int], gate: bool) -> float | None:
    """Mean step label behind the format gate."""
    if not gate:
        return 0.0
    return math.fsum(labels) / len(labels) if labels else None


def effective_action_scale(outcome: float, changed: Sequence[bool]) -> float:
    """Outcome times the share of actions that changed something, 0 for no action."""
    return outcome * sum(1 for c in changed if c) / len(changed) if changed else 0.0


def conciseness_scale(outcome: float, alpha: float, concise: float, schedule: float, difficulty: float) -> float:
    """Outcome raised by its conciseness; a negative one counts as 0."""
    return max(outcome, 0.0) * (1 + alpha * concise * (schedule + difficulty))


def bounded_penalty(parts: Numbers, bound: float) -> float | None:
    """Gains plus losses, the losses no lower than the bound."""
    if not parts:
        return None
    gains = math.fsum(p for p in parts if p > 0)
    losses = math.fsum(p for p in parts if p < 0)
    return gains + max(-bound, losses)


def correlation(a: Numbers, b: Numbers) -> float | None:
    """Pearson's correlation in exact sums, None when one side is constant."""
    x, y = [Fraction(v) for v in a], [Fraction(v) for v in b]
    mx, my = sum(x, Fraction(0)) / len(x), sum(y, Fraction(0)) / len(y)
    sxx = sum(((v - mx) ** 2 for v in x), Fraction(0))
    syy = sum(((v - my) ** 2 for v in y), Fraction(0))
    if sxx == 0 or syy == 0:
        return None
    sxy = sum(((v - mx) * (w - my) for v, w in zip(x, y, strict=True)), Fraction(0))
    return float(sxy) / math.sqrt(float(sxx)) / math.sqrt(float(syy))


def auc(values: Numbers, labels: Numbers) -> float | None:
    """Chance that a right one beats a wrong one, ties half; None where one side is missing."""
    right = [v for v, y in zip(values, labels, strict=True) if y == 1]
    wrong = [v for v, y in zip(values, labels, strict=True) if y == 0]
    if not right or not wrong:
        return None
    wins = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in right for b in wrong)
    return wins / (len(right) * len(wrong))


def aux_weight_search(
    primary: Numbers, aux: Numbers, outcomes: Numbers, grid: Numbers, by_auc: bool = False
) -> list[float | None]:
    """Agreement of each mix of rewards with the outcome, in the grid's order."""
    score = auc if by_auc else correlation
    return [score([p + g * a for p, a in zip(primary, aux, strict=True)], outcomes) for g in grid]


def vector_scalarise(rewards: Sequence[Numbers], weights: Numbers) -> list[float]:
    """Weighted sum of each row."""
    return [math.fsum(w * r for w, r in zip(weights, row, strict=True)) for row in rewards]
