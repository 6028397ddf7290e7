"""Plain implementations of advantages from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections.abc import Hashable, Sequence

Ragged = Sequence[Sequence[float]]


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean."""
    return math.fsum(values) / len(values)


def spread(values: Sequence[float], ddof: int) -> float:
    """Standard deviation with the given degrees of freedom taken off."""
    centre = mean(values)
    return math.sqrt(math.fsum((v - centre) ** 2 for v in values) / (len(values) - ddof))


def zscore(values: Sequence[float], ddof: int, eps: float, single: str = "zero", scale: bool = True) -> list[float]:
    """Centre and scale one pool; a pool that does not vary gives zeros."""
    if not values:
        return []
    if len(values) == 1:
        return [0.0] if single == "zero" else [values[0]]
    if all(v == values[0] for v in values):
        return [0.0 for _ in values]
    centre = mean(values)
    if not scale:
        return [v - centre for v in values]
    width = spread(values, ddof)
    if width < eps:
        return [0.0 for _ in values]
    return [(v - centre) / (width + eps) for v in values]


def pool_zscore(rows: Ragged, ddof: int, eps: float, single: str = "zero") -> list[list[float]]:
    """Score every entry of ragged rows against all entries together."""
    flat = iter(zscore([v for row in rows for v in row], ddof, eps, single))
    return [[next(flat) for _ in row] for row in rows]


def rloo(rewards: Sequence[float]) -> list[float]:
    """Each reward less the mean of the other rewards."""
    rest = len(rewards) - 1
    return [r - math.fsum(q for j, q in enumerate(rewards) if j != i) / rest for i, r in enumerate(rewards)]


def answer_entropy(answers: Sequence[Hashable]) -> float:
    """Entropy of the shares of the distinct answers, in nats."""
    total = 0.0
    for answer in set(answers):
        share = sum(1 for a in answers if a == answer) / len(answers)
        total -= share * math.log(share)
    return total


def logistic(x: float) -> float:
    """Logistic function that does not overflow."""
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    return math.exp(x) / (1.0 + math.exp(x))


def copo(
    groups: Ragged,
    answers: Sequence[Sequence[Hashable]],
    sharpness: float,
    threshold: float | None,
    ddof: int,
    eps: float,
) -> list[list[float]]:
    """Blend of the score inside a prompt and the prompt's score inside the batch, by the answers' entropy."""
    across = zscore([mean(group) for group in groups], ddof, eps)
    out = []
    for group, names, wide in zip(groups, answers, across, strict=True):
        middle = 0.84 * math.log(len(group)) if threshold is None else threshold
        w = logistic(sharpness * (answer_entropy(names) - middle))
        out.append([w * a + (1.0 - w) * wide for a in zscore(group, ddof, eps)])
    return out


def pacs_weights(labels: Sequence[int]) -> list[float]:
    """Weights that give both classes of a prompt the same total."""
    n = len(labels)
    counts = {c: sum(1 for y in labels if y == c) for c in (0, 1)}
    if 0 in counts.values():
        return [1.0] * n
    return [n / (2.0 * counts[y]) for y in labels]


def softplus(x: float) -> float:
    """log(1 + e^x) that does not overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def pacs(scores: Sequence[float], labels: Sequence[int]) -> tuple[list[float], list[float], list[float], float]:
    """Leave-one-out logits, class weights, cross-entropies and their weighted mean for one prompt."""
    psi = rloo(scores)
    weights = pacs_weights(labels)
    losses = [softplus(-z) if y == 1 else softplus(z) for z, y in zip(psi, labels, strict=True)]
    return psi, weights, losses, mean([w * b for w, b in zip(weights, losses, strict=True)])


def two_level(outcomes: Sequence[float], steps: Ragged, alpha: float, ddof: int, eps: float) -> list[list[float]]:
    """Outcome score of the rollout plus the weighted score of the step among all steps."""
    whole = zscore(outcomes, ddof, eps)
    part = pool_zscore(steps, ddof, eps)
    return [[a + alpha * s for s in row] for a, row in zip(whole, part, strict=True)]


def suffix_sums(row: Sequence[float], gamma: float = 1.0) -> list[float]:
    """Discounted sum from each position to the end."""
    return [math.fsum(gamma ** (u - t) * row[u] for u in range(t, len(row))) for t in range(len(row))]


def turn_advantage(rows: Ragged, ddof: int, eps: float, single: str = "zero") -> list[list[float]]:
    """Score each step among the steps at the same turn of the rollouts still running."""
    out = [[0.0] * len(row) for row in rows]
    for t in range(max((len(row) for row in rows), default=0)):
        alive = [i for i, row in enumerate(rows) if len(row) > t]
        for i, value in zip(alive, zscore([rows[i][t] for i in alive], ddof, eps, single), strict=True):
            out[i][t] = value
    return out


def mixed_turn_batch(rows: Ragged, weight: float, gamma: float, ddof: int, eps: float) -> list[list[float]]:
    """Mix of the per-turn and the whole-batch score of the discounted returns."""
    returns = [suffix_sums(row, gamma) for row in rows]
    turns = turn_advantage(returns, ddof, eps)
    batch = pool_zscore(returns, ddof, eps)
    return [
        [weight * a + (1.0 - weight) * b for a, b in zip(x, y, strict=True)] for x, y in zip(turns, batch, strict=True)
    ]


def tag_scores(
    rows: Ragged, tags: Sequence[Sequence[Hashable]], ddof: int, eps: float, single: str, scale: bool = True
) -> list[list[float]]:
    """Score each step among the steps of the group that carry its tag."""
    out = [[0.0] * len(row) for row in rows]
    for tag in {t for row in tags for t in row}:
        where = [(i, t) for i, row in enumerate(tags) for t, name in enumerate(row) if name == tag]
        values = zscore([rows[i][t] for i, t in where], ddof, eps, single, scale)
        for (i, t), value in zip(where, values, strict=True):
            out[i][t] = value
    return out


def rlvmr(
    outcomes: Sequence[float],
    rows: Ragged,
    tags: Sequence[Sequence[Hashable]],
    alpha: float,
    ddof: int,
    eps: float,
    single: str,
) -> list[list[float]]:
    """Convex mix of the outcome score and the per-tag score."""
    whole = zscore(outcomes, ddof, eps, single)
    part = tag_scores(rows, tags, ddof, eps, single)
    return [[alpha * a + (1.0 - alpha) * s for s in row] for a, row in zip(whole, part, strict=True)]


def rlvmr_released(
    outcomes: Sequence[float],
    rows: Ragged,
    tags: Sequence[Sequence[Hashable]],
    w: float,
    ddof: int,
    eps: float,
    single: str,
    scale: bool,
) -> list[list[float]]:
    """Outcome score plus a weighted per-tag score."""
    whole = zscore(outcomes, ddof, eps, single, scale)
    part = tag_scores(rows, tags, ddof, eps, single, scale)
    return [[a + w * s for s in row] for a, row in zip(whole, part, strict=True)]


def prorag_reward(f1: float, well_formed: bool) -> float:
    """Twice the F1 above the floor, plus or minus one for the format."""
    return (0.0 if f1 < 0.2 else 2.0 * f1) + (1.0 if well_formed else -1.0)


def prorag_step(logit: float, well_formed: bool) -> float:
    """Probability of the step model plus one or minus two for the format."""
    return logistic(logit) + (1.0 if well_formed else -2.0)


def token_scores(rows: Ragged, tokens: Sequence[Sequence[int]], eps: float) -> list[list[float]]:
    """Score each step over the group's tokens, each step counted once per token."""
    spelt = [v for row, ns in zip(rows, tokens, strict=True) for v, n in zip(row, ns, strict=True) for _ in range(n)]
    if not spelt:
        return [[0.0] * len(row) for row in rows]
    centre = mean(spelt)
    width = spread(spelt, 0) if len(spelt) > 1 else 1.0
    if all(v == spelt[0] for v in spelt) or width < eps:
        return [[0.0] * len(row) for row in rows]
    return [
        [(v - centre) / (width + eps) if n > 0 else 0.0 for v, n in zip(row, ns, strict=True)]
        for row, ns in zip(rows, tokens, strict=True)
    ]


def dual_granularity(
    outcomes: Sequence[float],
    rows: Ragged,
    tokens: Sequence[Sequence[int]],
    beta: float,
    outcome_eps: float,
    step_eps: float,
) -> list[list[float]]:
    """Outcome score plus the weighted token-pooled step score."""
    whole = zscore(outcomes, 1, outcome_eps)
    part = token_scores(rows, tokens, step_eps)
    return [
        [a + beta * s if n > 0 else 0.0 for s, n in zip(row, ns, strict=True)]
        for a, row, ns in zip(whole, part, tokens, strict=True)
    ]


def prime_returns(
    dense: Ragged, outcomes: Sequence[float], dense_weight: float, outcome_weight: float
) -> list[list[float]]:
    """Suffix sums of the leave-one-out dense rewards and of the leave-one-out outcome on the last entry."""
    n = len(dense)
    base = math.fsum(mean(row) for row in dense if row) / (n - 1)
    total = math.fsum(outcomes) / (n - 1)
    out = []
    for row, outcome in zip(dense, outcomes, strict=True):
        rewards = [dense_weight * (r * n / (n - 1) - base) for r in row]
        if rewards:
            rewards[-1] += outcome_weight * (outcome * n / (n - 1) - total)
        out.append(suffix_sums(rewards))
    return out


def prime_advantage(
    dense: Ragged, outcomes: Sequence[float], dense_weight: float, outcome_weight: float, ddof: int, eps: float
) -> list[list[float]]:
    """Whitened leave-one-out returns."""
    return pool_zscore(prime_returns(dense, outcomes, dense_weight, outcome_weight), ddof, eps)


def flag_penalty(adv: Sequence[float], flagged: Sequence[float], alpha: float) -> list[float]:
    """Take a share of the size off where flagged."""
    return [a - alpha * m * abs(a) for a, m in zip(adv, flagged, strict=True)]


def webrl(rewards: Sequence[float], values: Sequence[float], lam: float, outcome: float) -> list[float]:
    """Mix of the one-step residual and the final outcome less the value."""
    after = [*values, 0.0][1:]
    return [lam * (r + nxt - v) + (1.0 - lam) * (outcome - v) for r, v, nxt in zip(rewards, values, after, strict=True)]


def webrl_released(
    rewards: Sequence[float], values: Sequence[float], tails: Sequence[float], cost: float
) -> list[float]:
    """Change of value less a cost, plus reward and return, kept within one of zero."""
    after = [*values, 0.0][1:]
    raw = [n - v - cost + r + m for r, v, n, m in zip(rewards, values, after, tails, strict=True)]
    return [max(-1.0, min(1.0, x)) for x in raw]


def direct(values: Sequence[float]) -> list[float]:
    """Change of value along the path."""
    return [values[t + 1] - values[t] for t in range(len(values) - 1)]


def critic_weights(steps: int, success: bool) -> list[float]:
    """Weights rising with the step, half a unit higher for a success."""
    return [(t / steps + (1.0 if success else 0.0)) * 0.5 + 0.5 for t in range(1, steps + 1)]


def gae(rewards: Sequence[float], values: Sequence[float], gamma: float, lam: float) -> list[float]:
    """Sum of discounted residuals, the value after the end being zero."""
    after = [*values, 0.0][1:]
    deltas = [r + gamma * nxt - v for r, v, nxt in zip(rewards, values, after, strict=True)]
    return suffix_sums(deltas, gamma * lam)


def fork_values(
    paths: Sequence[Sequence[Hashable]],
    outcomes: Sequence[float],
    ok: dict[Hashable, bool],
    gamma: float,
    lam: float,
    last: int = 0,
) -> dict[Hashable, float]:
    """Mean discounted outcome of the rollouts through a step plus a bonus when its tool worked."""
    pools: dict[Hashable, list[float]] = {}
    for path, outcome in zip(paths, outcomes, strict=True):
        for t, node in enumerate(path):
            pools.setdefault(node, []).append(gamma ** (len(path) - 1 - t + last) * outcome)
    return {node: mean(pool) + (lam if ok.get(node) else 0.0) for node, pool in pools.items()}


def fork_parts(paths: Sequence[Sequence[Hashable]], value: dict[Hashable, float]) -> dict[Hashable, float]:
    """Value of each step less the mean of the steps that leave the same point."""
    parent: dict[Hashable, Hashable] = {}
    for path in paths:
        for t, node in enumerate(path):
            parent[node] = path[t - 1] if t else "<start>"
    out = {}
    for node in value:
        siblings = [other for other in value if parent[other] == parent[node]]
        out[node] = value[node] - mean([value[s] for s in siblings]) if len(siblings) > 1 else 0.0
    return out


def graph_merge(adv: Sequence[float], edges: Sequence[Sequence[Hashable]]) -> list[list[float]]:
    """Replace each step's advantage by the mean over every occurrence of the same edge."""
    pools: dict[Hashable, list[float]] = {}
    for a, row in zip(adv, edges, strict=True):
        for edge in row:
            pools.setdefault(edge, []).append(a)
    return [[mean(pools[edge]) for edge in row] for row in edges]


def unit_range(values: Sequence[float], eps: float) -> list[float]:
    """Distance from the smallest value in units of the range."""
    low, high = min(values), max(values)
    return [0.0 if high == low else (v - low) / (high - low + eps) for v in values]


def empg(
    adv: Ragged, entropy: Ragged, k: float, bonus_k: float, zeta: float, eps: float, bonus_at: str = "next"
) -> list[list[float]]:
    """Scale by relative certainty, add a bonus for a certain next step, centre over the batch."""
    flat = [h for row in entropy for h in row]
    if not flat:
        return [[] for _ in adv]
    scaled = iter(unit_range(flat, eps))
    rows = [[next(scaled) for _ in row] for row in entropy]
    norm = mean([math.exp(-k * h) for row in rows for h in row])
    out = []
    for a_row, h_row in zip(adv, rows, strict=True):
        new = []
        for t, a in enumerate(a_row):
            value = a * math.exp(-k * h_row[t]) / norm
            if bonus_at == "own":
                value += zeta * math.exp(-bonus_k * h_row[t])
            elif t + 1 < len(h_row):
                value += zeta * math.exp(-bonus_k * h_row[t + 1])
            new.append(value)
        out.append(new)
    centre = mean([v for row in out for v in row])
    return [[v - centre for v in row] for row in out]


def aem_weights(entropy: Sequence[float], lam: float, gate: float, eps: float = 0.0) -> list[float]:
    """Relative certainty inside the group, one for all when the entropies hardly differ."""
    if not entropy:
        return []
    if max(entropy) - min(entropy) < gate:
        return [1.0] * len(entropy)
    raw = [math.exp(-lam * h) for h in unit_range(entropy, eps)]
    return [r / mean(raw) for r in raw]


def step_potential(acc: float, conf: float) -> float:
    """Potential of a step from the accuracy and the confidence of its probes."""
    return 1.5 * acc * conf + 0.5 * acc - conf


def saturation(potentials: Sequence[float], level: float, alpha: float) -> list[float]:
    """Factor that falls with the number of earlier steps above the level."""
    return [
        1.0 - alpha * (1.0 - math.exp(-float(sum(1 for p in potentials[:t] if p > level))))
        for t in range(len(potentials))
    ]


def spae(
    outcomes: Sequence[float], acc: Ragged, conf: Ragged, alpha: float, xi: float, level: float
) -> list[list[float]]:
    """Centred outcome of one group shrunk after saturation plus the weighted potential gain, before standardising."""
    phi = [[step_potential(a, c) for a, c in zip(x, y, strict=True)] for x, y in zip(acc, conf, strict=True)]
    group = zscore(outcomes, 0, 0.0, "zero", False)
    return [
        [a * f + xi * g for f, g in zip(saturation(p, level, alpha), row, strict=True)]
        for a, p, row in zip(group, phi, potential_gain(phi), strict=True)
    ]


def potential_gain(phi: Ragged) -> list[list[float]]:
    """Exponential of the scaled rise of the potential less its mean, all steps together."""
    rises = [[0.0 if t == 0 else row[t] - row[t - 1] for t in range(len(row))] for row in phi]
    flat = [v for row in rises for v in row]
    if not flat:
        return rises
    lifted = [math.exp(x) for x in unit_range(flat, 0.0)]
    centre = mean(lifted)
    rest = iter([v - centre if min(flat) < max(flat) else 0.0 for v in lifted])
    return [[next(rest) for _ in row] for row in rises]
