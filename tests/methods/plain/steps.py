"""Plain implementations of step scores from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations

Numbers = Sequence[float]


def differences(values: Sequence[float | None]) -> list[float | None]:
    """Each value less the one before it, None where either is missing."""
    out: list[float | None] = []
    for before, after in zip(values, values[1:], strict=False):
        out.append(None if before is None or after is None else after - before)
    return out


def best_of(q: float, k: int) -> float:
    """Chance that at least one of k tries succeeds."""
    failing = 1.0
    for _ in range(k):
        failing *= 1 - q
    return 1 - failing


def pav(start: float, q: Numbers, k: int = 1) -> list[float]:
    """Rise of the prover's success at every step, for a prover that takes the best of k."""
    values = [best_of(v, k) for v in (start, *q)]
    return [values[t + 1] - values[t] for t in range(len(q))]


def pav_search_score(policy: Numbers, start: float, q: Numbers, alpha: float, k: int = 1) -> list[float]:
    """Own value of each step plus the weighted rise of the prover's."""
    return [own + alpha * a for own, a in zip(policy, pav(start, q, k), strict=True)]


def pav_step_reward(start: float, q: Numbers, outcome: float, alpha: float, k: int = 1) -> list[float]:
    """Weighted rise of the prover's success, with the outcome at the last step."""
    out = [alpha * a for a in pav(start, q, k)]
    return [*out[:-1], out[-1] + outcome] if out else []


def mrt_progress(values: Numbers, outcome: float, alpha: float) -> tuple[list[float], float]:
    """Progress per prefix, and the outcome plus its weighted sum."""
    steps = [values[j] - values[j - 1] for j in range(1, len(values))]
    return steps, outcome + alpha * math.fsum(steps)


def cumulative_regret(values: Numbers, best: float) -> list[float]:
    """Shortfall from the best, summed up to each prefix."""
    return [math.fsum(best - values[j] for j in range(k + 1)) for k in range(len(values))]


def vsrm(accuracies: Numbers, epsilon: float, window: int, gamma: float = 0.7) -> list[float]:
    """Rise in accuracy, or the first notable rise ahead, discounted."""
    d = [accuracies[i + 1] - accuracies[i] for i in range(len(accuracies) - 1)]
    out = []
    for i in range(len(d)):
        reward = 0.0
        for q in range(window + 1):
            if i + q < len(d) and abs(d[i + q]) >= epsilon:
                reward = gamma**q * d[i + q]
                break
        out.append(reward)
    return out


def vps_delta(values: Numbers, advantage: float, alpha: float) -> list[float]:
    """Trajectory advantage plus the weighted rise of the answer's probability."""
    return [advantage + alpha * (values[k] - values[k - 1]) for k in range(1, len(values))]


def relative_progress(rates: Numbers, epsilon: float = 0.8) -> list[int | None]:
    """Whether each success rate kept enough of the one before; 0 for good once a rate is 0."""
    if not rates or rates[0] == 0:
        return [None] * max(len(rates) - 1, 0)
    labels: list[int | None] = []
    for t in range(1, len(rates)):
        if 0 in rates[: t + 1]:
            labels.append(0)
        else:
            labels.append(1 if rates[t] / rates[t - 1] >= epsilon else 0)
    return labels


def p2s(suffixes: Sequence[Numbers]) -> list[float | None]:
    """Rise of the mean probability of the rest of a good path, None where no rest is left."""
    faith = [math.fsum(math.exp(lp) for lp in lps) / len(lps) if lps else None for lps in suffixes]
    return differences(faith)


def implicit_log_ratio(lp: Numbers, ref: Numbers, beta: float = 0.05) -> tuple[list[float], list[float]]:
    """Scaled log-ratio of two models per step, and its running sum."""
    r = [beta * (a - b) for a, b in zip(lp, ref, strict=True)]
    return r, [math.fsum(r[: t + 1]) for t in range(len(r))]


def softplus(x: float) -> float:
    """log(1+exp(x)) without overflow."""
    return x + math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x))


def outcome_loss(q: float, label: float) -> float:
    """Cross-entropy of the outcome under the logistic of the summed ratio."""
    return label * softplus(-q) + (1 - label) * softplus(q)


def unit(v: Numbers) -> list[float]:
    """The vector scaled to length 1."""
    norm = math.hypot(*v)
    return [x / norm for x in v]


def goal_baseline(state: Numbers, goal: Numbers, baseline: Numbers, alpha: float) -> float:
    """One minus half the squared distance to the goal after projecting part of the state on the line to it."""
    s, g, b = unit(state), unit(goal), unit(baseline)
    along = [x - y for x, y in zip(g, b, strict=True)]
    length = math.fsum(x * x for x in along)
    if length < 1e-20:
        moved = s
    else:
        share = math.fsum((x - y) * z for x, y, z in zip(s, b, along, strict=True)) / length
        moved = [alpha * (y + share * z) + (1 - alpha) * x for x, y, z in zip(s, b, along, strict=True)]
    return 1 - math.fsum((x - y) ** 2 for x, y in zip(moved, g, strict=True)) / 2


def segment_cost(rows: Sequence[Numbers], weighted: bool = True) -> float:
    """Mean over dimensions of the variance inside a stretch, times its length when weighted."""
    total = 0.0
    for column in zip(*rows, strict=True):
        mean = math.fsum(column) / len(column)
        total += math.fsum((x - mean) ** 2 for x in column) / len(column)
    return total / len(rows[0]) * (len(rows) if weighted else 1)


def perceptual_segments(features: Sequence[Numbers], n: int, min_size: int = 1, weighted: bool = True) -> float:
    """Lowest cost over all splits in n stretches."""
    size, best = len(features), math.inf
    for cuts in combinations(range(1, size), n - 1):
        edges = (0, *cuts, size)
        if all(b - a >= min_size for a, b in zip(edges, edges[1:], strict=False)):
            parts = [features[a:b] for a, b in zip(edges, edges[1:], strict=False)]
            best = min(best, math.fsum(segment_cost(part, weighted) for part in parts))
    return best


def budget_progress(budgets: Numbers, changes: Numbers, subtasks: Sequence[int]) -> list[float]:
    """Budget of finished subtasks plus the share of the present one that has changed so far."""
    out = []
    for t, j in enumerate(subtasks):
        inside = [u for u in range(len(subtasks)) if subtasks[u] == j]
        whole = math.fsum(changes[u] for u in inside)
        if whole == 0:
            share = len([u for u in inside if u <= t]) / len(inside)
        else:
            share = math.fsum(changes[u] for u in inside if u <= t) / whole
        out.append(math.fsum(budgets[:j]) + budgets[j] * share)
    return out


def progress_estimate(predicted: float, actual: float) -> float:
    """One minus the absolute error."""
    return 1 - abs(predicted - actual)


def mean_ranks(values: Numbers) -> list[float]:
    """Rank of each value from 1, equal values sharing their mean rank."""
    return [sum(1 for w in values if w < v) + (sum(1 for w in values if w == v) + 1) / 2 for v in values]


def value_order(values: Numbers) -> float | None:
    """Rank correlation with time, None for a constant or too short series."""
    n = len(values)
    if n < 2 or len(set(values)) == 1:
        return None
    ranks, times = mean_ranks(values), list(range(1, n + 1))
    middle = (n + 1) / 2
    top = math.fsum((r - middle) * (t - middle) for r, t in zip(ranks, times, strict=True))
    left = math.fsum((r - middle) ** 2 for r in ranks)
    return top / math.sqrt(left) / math.sqrt(math.fsum((t - middle) ** 2 for t in times))


def quality_gain(
    q: Numbers,
    tool_used: bool,
    proper_stop: bool,
    turns: int,
    max_turns: int,
    w: tuple[float, float],
    lam: tuple[float, float, float],
) -> float:
    """Format part plus final quality, raised by gains and lowered by overshoot and by turns, kept in [0, 1]."""
    gains = math.fsum(max(0.0, b - a) for a, b in zip(q, q[1:], strict=False))
    raw = q[-1] + lam[0] * gains - lam[1] * (max(q) - q[-1]) - lam[2] * turns / max_turns
    form = 0.5 * (1 if tool_used else 0) + 0.5 * (1 if proper_stop else 0)
    return w[0] * form + w[1] * min(1.0, max(0.0, raw))


def overshoot(q: Numbers) -> float:
    """How far the last quality lies below the best."""
    return max(q) - q[-1]


def meta_tags(
    tags: Sequence[str | None], actions: Sequence[Hashable], valid: Sequence[bool], success: bool
) -> list[float]:
    """1 for a plan that led to success, a first-time action, or a change after an invalid step."""
    out = []
    for t, tag in enumerate(tags):
        good = False
        if tag == "planning":
            good = success
        elif tag == "explore":
            good = actions[t] not in actions[:t]
        elif tag == "reflection":
            good = t > 0 and not valid[t - 1] and actions[t] != actions[t - 1]
        out.append(1.0 if good and valid[t] else 0.0)
    return out


def novel_and_useful(results: Sequence[Sequence[Hashable]], useful: Sequence[bool], k: int) -> list[int]:
    """1 for a useful query with at most k results seen before."""
    out, seen = [], set()
    for ids, flag in zip(results, useful, strict=True):
        out.append(1 if flag and len([i for i in set(ids) if i in seen]) <= k else 0)
        seen.update(ids)
    return out


def count_decay(
    ext: Numbers, judged: Numbers, keys: Sequence[Hashable], c_ext: float, c_llm: float = 0.4, beta: float = 3.0
) -> list[float]:
    """Outside reward plus the judged one, divided by a power of the key's count so far."""
    out = []
    for t, key in enumerate(keys):
        count = list(keys[: t + 1]).count(key)
        out.append(c_ext * ext[t] + c_llm * judged[t] / count**beta)
    return out


def count_bonus(keys: Sequence[Hashable], weight: float) -> list[float]:
    """Bonus by the root of the earlier visits plus one."""
    return [weight / math.sqrt(list(keys[:t]).count(key) + 1) for t, key in enumerate(keys)]


def counted(seen: Sequence[tuple], pair: tuple, after: Hashable) -> tuple[float, list[float]]:
    """Chance of what followed, and of all that can, from counts; with one more of everything seen if it never did."""
    follows = [t[2] for t in seen if t[:2] == pair]
    support = sorted(set(follows), key=str)
    extra = 0
    if after not in follows:
        support, extra = sorted({t[2] for t in seen} | {after}, key=str), 1
    total = len(follows) + extra * len(support)
    chances = [(follows.count(x) + extra) / total for x in support]
    return chances[support.index(after)], chances


def hindsight_curiosity(p: float, outcomes: Numbers) -> float:
    """Surprise of what happened beyond the entropy of what could have."""
    entropy = -math.fsum(x * math.log(x) for x in outcomes if x > 0)
    return max(0.0, -math.log(p) - entropy)


def sign_reward(dense: Numbers, sparse: Numbers) -> list[float]:
    """Sign of the dense reward plus the sparse one."""
    return [(1 if d > 0 else -1 if d < 0 else 0) + s for d, s in zip(dense, sparse, strict=True)]


def vpr_oracle(states: Sequence, actions: Sequence, oracle: Callable) -> list[float]:
    """The oracle's grade of each pair."""
    return [float(oracle(s, a)) for s, a in zip(states, actions, strict=True)]


def overlap(a: Numbers, b: Numbers) -> float:
    """Shared area over covered area of two boxes."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    shared = max(0.0, width) * max(0.0, height)
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def visual_rationale(
    regions: Sequence[Numbers | None], gold: Sequence[Numbers], tau: float, repeat: Callable[[float], bool]
) -> list[int]:
    """1 for a region on its gold, 0 for one that repeats an earlier one, -1 for any other or none."""
    out = []
    for t, region in enumerate(regions):
        if region is None:
            out.append(-1)
        elif any(e is not None and repeat(overlap(region, e)) for e in regions[:t]):
            out.append(0)
        else:
            out.append(1 if overlap(region, gold[t]) >= tau else -1)
    return out


def webgen_step(good_format: bool, screenshot: float, agent: float) -> float:
    """Sum of both scores, -1 for bad format."""
    return screenshot + agent if good_format else -1.0


def tool_output(acc: float, fmt: float, judged: Numbers, lam: float) -> float | None:
    """Accuracy, format and the weighted mean of the judged outputs."""
    return acc + fmt + lam * math.fsum(judged) / len(judged) if judged else None


def reorder(predicted: Sequence[Hashable], gold: Sequence[Hashable], kendall: bool = False) -> float | None:
    """Share of right places, or of pairs in the right order."""
    n = len(gold)
    if n < 2:
        return None
    if not kendall:
        return sum(1 for a, b in zip(predicted, gold, strict=True) if a == b) / n
    good = 0
    for a, b in combinations(gold, 2):
        good += 1 if list(predicted).index(a) < list(predicted).index(b) else 0
    return good / (n * (n - 1) / 2)


def deviation(values: Numbers) -> float:
    """Population standard deviation, exactly 0 for equal values."""
    if len(set(values)) == 1:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))


def r3(lps: Sequence[Numbers], base: Numbers) -> list[float]:
    """Gain in log-probability over the base, tokens weighted by how much the reasonings disagree on them."""
    n = len(base)
    spread = [deviation([row[j] for row in lps]) for j in range(n)]
    total = math.fsum(spread)
    weights = [s / total if total > 0 else 1 / n for s in spread]
    return [math.fsum(weights[j] * (row[j] - base[j]) for j in range(n)) for row in lps]


def propagated(p: float, gamma: float, distance: float) -> float:
    """Certainty that grows towards 1 with distance."""
    return p + (1 - p) * (1 - math.exp(-gamma * distance))


def softmax_fusion(scores: Numbers) -> float:
    """Mean of the scores, weighted by their softmax."""
    top = max(scores)
    masses = [math.exp(s - top) for s in scores]
    return math.fsum(m * s for m, s in zip(masses, scores, strict=True)) / math.fsum(masses)


def standardised(values: Numbers, ddof: int = 0, eps: float = 0.0, single: str = "zero") -> list[float]:
    """Values in standard deviations from their mean, all 0 when equal; one alone is 0 or itself."""
    if len(values) == 1:
        return [0.0 if single == "zero" else values[0]]
    sd, mean = deviation(values), math.fsum(values) / len(values)
    sd *= math.sqrt(len(values) / (len(values) - ddof))
    return [0.0 if sd <= eps else (v - mean) / (sd + eps) for v in values]


def drm_score(
    dimensions: Sequence[Numbers], weights: Numbers, ddof: int = 0, eps: float = 0.0, single: str = "zero"
) -> list[float]:
    """Weighted sum of standardised dimensions per candidate."""
    z = [standardised(d, ddof, eps, single) for d in dimensions]
    return [math.fsum(w * d[i] for w, d in zip(weights, z, strict=True)) for i in range(len(dimensions[0]))]
