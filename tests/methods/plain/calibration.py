"""Plain implementations of calibration and shaping from the papers' formulas, to check rewards/ against."""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from statistics import NormalDist

Vector = Sequence[float]


def mean(values: Vector) -> float:
    """Arithmetic mean."""
    return math.fsum(values) / len(values)


def variance(values: Vector, ddof: int) -> float:
    """Variance with the given degrees of freedom taken off."""
    centre = mean(values)
    return math.fsum((v - centre) ** 2 for v in values) / (len(values) - ddof)


def logistic(x: float) -> float:
    """Logistic function that does not overflow."""
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    return math.exp(x) / (1.0 + math.exp(x))


def softplus(x: float) -> float:
    """log(1 + e^x) that does not overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def rlcr(c: int, q: float) -> float:
    """Correctness less the squared gap to the confidence."""
    return c - (q - c) ** 2


def rlcr_released(c: int, q: float, well_formed: bool) -> float:
    """Half each of format, correctness and one less the squared gap; nothing when unusable."""
    if not well_formed or not 0.0 <= q <= 1.0:
        return 0.0
    return 0.5 + 0.5 * c + 0.5 * (1.0 - (c - q) ** 2)


def brier(q: Vector, c: Sequence[int]) -> float:
    """Mean squared gap."""
    return mean([(a - b) ** 2 for a, b in zip(q, c, strict=True)])


def ece(q: Vector, c: Sequence[int], bins: int) -> float:
    """Weighted gap between mean confidence and accuracy over equal bins, the last one closed above."""
    total = 0.0
    for b in range(bins):
        inside = [i for i, p in enumerate(q) if min(int(p * bins), bins - 1) == b]
        if inside:
            gap = abs(mean([q[i] for i in inside]) - mean([c[i] for i in inside]))
            total += len(inside) / len(q) * gap
    return total


def auroc(q: Vector, c: Sequence[int]) -> float | None:
    """Share of right-wrong pairs in the right order, a tie being half."""
    pairs = [(a, b) for a, y in zip(q, c, strict=True) if y for b, z in zip(q, c, strict=True) if not z]
    if not pairs:
        return None
    return mean([1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs])


def preference_ece(margins: Vector, bins: int) -> float:
    """Calibration gap of the preference implied by a margin."""
    return ece([logistic(abs(m)) for m in margins], [1 if m > 0 else 0 for m in margins], bins)


def solve(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """Exact elimination; None for a singular matrix."""
    n = len(right)
    rows = [[*row, b] for row, b in zip(matrix, right, strict=True)]
    for k in range(n):
        pivot = next((r for r in range(k, n) if rows[r][k] != 0), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for r in range(n):
            if r != k:
                factor = rows[r][k] / rows[k][k]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[k], strict=True)]
    return [rows[k][n] / rows[k][k] for k in range(n)]


def simplex_minimum(matrix: Sequence[Sequence[Fraction]]) -> list[float]:
    """Weights on the simplex with the least quadratic form, every support tried, in exact numbers."""
    n, one = len(matrix), Fraction(1)
    best: list[Fraction] = [one / n] * n
    best_value: Fraction | None = None
    for size in range(1, n + 1):
        for support in combinations(range(n), size):
            block = [[*(matrix[i][j] for j in support), one] for i in support]
            x = solve([*block, [one] * size + [0 * one]], [0 * one] * size + [one])
            if x is None or any(v < 0 for v in x[:size]):
                continue
            weights = [0 * one] * n
            for i, v in zip(support, x, strict=False):
                weights[i] = v
            value = sum(weights[i] * matrix[i][j] * weights[j] for i in support for j in support) + 0 * one
            if best_value is None or value < best_value:
                best, best_value = weights, value
    return [float(w) for w in best]


def minnorm_weights(gradients: Sequence[Vector]) -> list[float]:
    """Convex weights of the shortest mixed gradient."""
    exact = [[Fraction(x) for x in g] for g in gradients]
    return simplex_minimum(
        [[sum((a * b for a, b in zip(g, h, strict=True)), Fraction(0)) for h in exact] for g in exact]
    )


def minnorm_two(g1: Vector, g2: Vector) -> float:
    """Weight of the first of two gradients."""
    gap = math.fsum((a - b) ** 2 for a, b in zip(g1, g2, strict=True))
    if gap == 0.0:
        return 0.5
    return min(1.0, max(0.0, math.fsum((b - a) * b for a, b in zip(g1, g2, strict=True)) / gap))


def ppo_c(
    rewards: Vector, confidence: Vector, average: float, alpha: float, w: float, form: str
) -> tuple[list[float], float]:
    """Confidence-adjusted rewards and the running average moved first."""
    clipped = [max(-10.0, min(10.0, r)) for r in rewards]
    average = alpha * mean(clipped) + (1.0 - alpha) * average
    out = []
    for r, q in zip(clipped, confidence, strict=True):
        if form == "difference":
            out.append(r + w * (r - average) * (q - 0.5))
        else:
            change = w * abs(r) * (q - 0.5)
            out.append(r + change if r >= average else r - change)
    return out, average


def ppo_m(chosen_hi: float, chosen_lo: float, rejected_hi: float, rejected_lo: float) -> float:
    """Loss that wants confidence in the chosen and doubt in the rejected answer."""
    return softplus(-(chosen_hi - chosen_lo)) + softplus(-(rejected_lo - rejected_hi))


def pava(values: Vector, weights: Vector) -> list[float]:
    """Closest rising sequence: merge neighbours while they fall."""
    blocks: list[list[float]] = []
    for v, w in zip(values, weights, strict=True):
        blocks.append([v * w, w, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            top = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], top, strict=True)]
    return [s / w for s, w, n in blocks for _ in range(int(n))]


def isotonic_knots(scores: Vector, targets: Vector) -> tuple[list[float], list[float]]:
    """Distinct scores and their fitted values, equal scores averaged first."""
    xs = sorted(set(scores))
    pools = [[t for s, t in zip(scores, targets, strict=True) if s == x] for x in xs]
    return xs, pava([mean(p) for p in pools], [float(len(p)) for p in pools])


def interpolate(xs: Vector, ys: Vector, x: float) -> float:
    """Straight lines between the knots, flat outside."""
    if x <= xs[0]:
        return ys[0]
    if x >= xs[-1]:
        return ys[-1]
    right = next(i for i, knot in enumerate(xs) if knot >= x)
    left = right - 1
    return ys[left] + (ys[right] - ys[left]) * (x - xs[left]) / (xs[right] - xs[left])


def isotonic(scores: Vector, targets: Vector, at: Vector) -> list[float]:
    """Rising least-squares fit evaluated at the given scores, kept inside the unit interval."""
    xs, ys = isotonic_knots(scores, targets)
    return [max(0.0, min(1.0, interpolate(xs, ys, x))) for x in at]


def cross_fit(scores: Vector, targets: Vector, folds: Sequence[int]) -> list[float]:
    """Fit without a fold, predict the fold."""
    out = []
    for s, fold in zip(scores, folds, strict=True):
        keep = [i for i, f in enumerate(folds) if f != fold]
        out.append(isotonic([scores[i] for i in keep], [targets[i] for i in keep], [s])[0])
    return out


def monotone_weights(w: Vector, scores: Vector, rising: bool) -> list[float]:
    """Weights projected on a monotone function of the score, mean one."""
    sign = 1.0 if rising else -1.0
    xs, ys = isotonic_knots(scores, [sign * v for v in w])
    fitted = [sign * ys[xs.index(s)] for s in scores]
    return [f / mean(fitted) for f in fitted]


def influence(w: Vector, scores: Vector, rewards: Vector, folds: Sequence[int], rising: bool) -> list[float]:
    """Influence of every item on the ratio estimate, weights and estimate fitted on the other folds."""
    out = []
    sign = 1.0 if rising else -1.0
    for i, fold in enumerate(folds):
        rest = [j for j, f in enumerate(folds) if f != fold]
        xs, ys = isotonic_knots([scores[j] for j in rest], [sign * w[j] for j in rest])
        fitted = [sign * interpolate(xs, ys, scores[j]) for j in rest]
        own = sign * interpolate(xs, ys, scores[i])
        psi = math.fsum(f * rewards[j] for f, j in zip(fitted, rest, strict=True)) / math.fsum(fitted)
        average = mean(fitted)
        out.append((own * (rewards[i] - psi) - psi * (own - average)) / average)
    return out


def covariance(columns: Sequence[Vector], ddof: int) -> list[list[float]]:
    """Covariance matrix of the columns."""
    n = len(columns[0])
    centred = [[v - mean(c) for v in c] for c in columns]
    return [[math.fsum(a * b for a, b in zip(x, y, strict=True)) / (n - ddof) for y in centred] for x in centred]


def ridge(matrix: Sequence[Vector], size: float) -> list[list[float]]:
    """Add a share of the mean diagonal to the diagonal."""
    k = len(matrix)
    extra = size * math.fsum(matrix[i][i] for i in range(k)) / k
    return [[v + (extra if i == j else 0.0) for j, v in enumerate(row)] for i, row in enumerate(matrix)]


def blend(w: Vector, cap: float, ddof: int) -> tuple[list[float], float]:
    """Pull the weights to one until their variance meets the cap."""
    var = variance(w, ddof)
    gamma = 0.0 if var <= cap else 1.0 - math.sqrt(cap / var)
    return [1.0 + (1.0 - gamma) * (v - 1.0) for v in w], gamma


def ess(w: Vector) -> float:
    """Effective sample size of weights."""
    return len(w) / (1.0 + variance([v / mean(w) for v in w], 0))


def simcal(weights: Vector, scores: Vector, rewards: Vector, floor: float, top: float, folds: int) -> list[float]:
    """Mix of the rising and the falling weights with the least variable influence, its variance held down."""
    w = [v / mean(weights) for v in weights]
    fold = [i % min(folds, len(w) // 2) for i in range(len(w))]
    sigma = ridge(covariance([influence(w, scores, rewards, fold, rising) for rising in (True, False)], 1), 1e-8)
    share = simplex_minimum([[Fraction(v) for v in row] for row in sigma]) if any(map(any, sigma)) else [0.5, 0.5]
    up, down = monotone_weights(w, scores, True), monotone_weights(w, scores, False)
    mixed = [share[0] * a + share[1] * b for a, b in zip(up, down, strict=True)]
    return blend(mixed, min(top, 1.0 / floor - 1.0), 0)[0]


def oua(psi: Vector) -> float:
    """Jackknife variance of the estimate over left-out folds."""
    k = len(psi)
    if k < 2:
        return 0.0
    return (k - 1) / k * math.fsum((p - mean(psi)) ** 2 for p in psi)


def h_error(p: Vector, y: Sequence[int], width: int, eps: float, padded: bool, single_cluster: bool) -> float:
    """Mean windowed error: over everything, or over the distinct probabilities first."""
    errors = window_errors(p, y, width, eps, padded)
    if single_cluster:
        return mean(errors)
    centres = sorted(p)
    if not padded:
        width = min(width, len(p))
        centres = centres[(width - 1) // 2 :][: len(errors)]
    return mean([mean([e for e, c in zip(errors, centres, strict=True) if c == x]) for x in sorted(set(centres))])


def window_errors(p: Vector, y: Sequence[int], width: int, eps: float, padded: bool) -> list[float]:
    """Gap of the windowed means of p and y along the sorted p."""
    alike = {x: mean([c for q, c in zip(p, y, strict=True) if q == x]) for x in p}
    gaps = [x - alike[x] for x in sorted(p)]
    n = len(gaps)
    if padded:
        half = width // 2
        sums = [math.fsum(gaps[max(0, i - half) : i + half + 1]) for i in range(n)]
    else:
        width = min(width, n)
        sums = [math.fsum(gaps[i : i + width]) for i in range(n - width + 1)]
    return [max(0.0, abs(s / width) - eps) for s in sums]


def par(reward: float, references: Vector, k: float) -> float:
    """Mean logistic of the margin over the references."""
    return mean([logistic(k * (reward - r)) for r in references])


def running(seen: Vector, reward: float, form: str, limit: float, k: float) -> float:
    """A reward shaped by the mean, spread or extremes of all rewards seen."""
    centre, width, low, high = mean(seen), math.sqrt(variance(seen, 0)), min(seen), max(seen)
    if form == "meanstd":
        return (reward - centre) / width if low < high else 0.0
    if form == "clip":
        return max(centre - width, min(centre + width, reward))
    if form == "minmax":
        return max(0.0, min(1.0, (reward - low) / (high - low))) if low < high else 0.5
    if form == "ceil":
        return min(reward, limit)
    if form == "tanh":
        return math.tanh(reward)
    if form == "lsc":
        return -softplus(-(reward - (centre + NormalDist().inv_cdf(0.85) * width)))
    if form == "sgfc":
        return logistic(k * (reward - 3.0 - limit))
    return polynomial(max(-5.0, min(5.0, reward)))


@cache
def coefficients() -> list[float]:
    """Least-squares polynomial of degree five through the logistic curve, in units of its half range."""
    grid = [i / 500.0 - 1.0 for i in range(1001)]
    normal = [[Fraction(math.fsum(x ** (i + j) for x in grid)) for j in range(6)] for i in range(6)]
    right = [Fraction(math.fsum(x**i * logistic(5.0 * x) for x in grid)) for i in range(6)]
    return [float(c) for c in solve(normal, right) or []]


def polynomial(x: float) -> float:
    """Value of that polynomial."""
    return math.fsum(c * (x / 5.0) ** i for i, c in enumerate(coefficients()))


def length_penalty(length: int, rate: float, valid: int) -> float:
    """Linear penalty for what exceeds the valid length."""
    return -rate * max(0, length - valid)


def rpr_calibrate(score: float, phrases: float) -> float:
    """Score when positive, else the reward for reasoning phrases."""
    return score if score > 0 else phrases


def trust_gamma(outcomes: Vector, thinking: Vector) -> float:
    """Discount when the wrong answers think better than the right ones."""
    right = [t for r, t in zip(outcomes, thinking, strict=True) if r >= 0.5]
    wrong = [t for r, t in zip(outcomes, thinking, strict=True) if r < 0.5]
    if not right or not wrong or mean(right) >= mean(wrong):
        return 1.0
    return math.exp(mean(right) - mean(wrong))


def trust_rewards(outcomes: Vector, thinking: Vector, step: int, alpha: float, horizon: float) -> list[float]:
    """Outcome plus the trusted and fading thinking reward."""
    factor = trust_gamma(outcomes, thinking) * alpha * math.exp(-step / horizon)
    return [r + factor * t for r, t in zip(outcomes, thinking, strict=True)]


def trust_gated(outcomes: Vector, thinking: Vector, step: int, alpha: float, horizon: float) -> list[float]:
    """The same without thinking reward for poor outcomes and where all thinking is rated alike."""
    alike = all(t >= 0.9 for t in thinking) or all(t <= 0.1 for t in thinking)
    shaped = trust_rewards(outcomes, thinking, step, alpha, horizon)
    return [r if alike or r < 0.2 else x for r, x in zip(outcomes, shaped, strict=True)]
