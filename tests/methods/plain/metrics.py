"""Plain implementations of metrics from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence


def rank_at_1(scores: Sequence[Sequence[float]], correct: Sequence[Sequence[int]]) -> float | None:
    """Mean chance that a uniformly drawn top-scored candidate is correct."""
    values = []
    for s, c in zip(scores, correct, strict=True):
        if not s:
            continue
        top = max(s)
        tied = [c[i] for i in range(len(s)) if s[i] == top]
        values.append(sum(tied) / len(tied))
    return math.fsum(values) / len(values) if values else None


def one_vs_many(right: float, wrong: Sequence[float]) -> tuple[float, float]:
    """Whether the right answer beats all others, and one over its worst rank."""
    at_least = sum(1 for w in wrong if w >= right)
    return (1.0 if at_least == 0 else 0.0), 1.0 / (1 + at_least)


def best_of_4(scores: Sequence[float], tie: str) -> float:
    """1 for a strictly largest first score; a tie of n for the top is worth 1/n or nothing."""
    top = max(scores)
    if scores[0] < top:
        return 0.0
    n = sum(1 for s in scores if s == top)
    if n == 1:
        return 1.0
    return 1.0 / n if tie == "split" else 0.0


def ties_item(right: Sequence[float], wrong: Sequence[float]) -> tuple[bool, bool]:
    """All right above all wrong, and the gap larger than the spread among the right."""
    margin = min(right) - max(wrong)
    return margin > 0, margin > 0 and margin > max(right) - min(right)


def processbench_f1(predicted: Sequence[int], true: Sequence[int]) -> tuple[float | None, float | None, float | None]:
    """Accuracy on wrong items, on right items, and their harmonic mean."""
    wrong = [p == t for p, t in zip(predicted, true, strict=True) if t >= 0]
    clean = [p == t for p, t in zip(predicted, true, strict=True) if t < 0]
    a = sum(wrong) / len(wrong) if wrong else None
    b = sum(clean) / len(clean) if clean else None
    if a is None or b is None:
        return a, b, None
    return a, b, (2 * a * b / (a + b) if a + b > 0 else 0.0)


def first_minus(labels: Sequence[int | None]) -> int:
    """Index of the first -1 label, -1 without one."""
    for t, label in enumerate(labels):
        if label == -1:
            return t
    return -1


def ternary_metrics(ref: Sequence[Sequence[int]], pred: Sequence[Sequence[int | None]]) -> dict[str, float | None]:
    """Pooled step accuracy, first-error accuracy and exact-match share."""
    equal = steps = first = exact = 0
    for r, p in zip(ref, pred, strict=True):
        for t, label in enumerate(r):
            steps += 1
            if t < len(p) and p[t] == label:
                equal += 1
        first += first_minus(r) == first_minus(p)
        exact += list(r) == list(p)
    n = len(ref)
    return {
        "step_micro_acc": equal / steps if steps else None,
        "first_neg1": first / n if n else None,
        "step_exact": exact / n if n else None,
    }


def prm_bench(positive: Sequence[float], rejected: Sequence[Sequence[float]]) -> tuple[float, float] | None:
    """Share of pairs won by the positive, and share of instances where it wins them all."""
    if not positive:
        return None
    won = pairs = swept = 0
    for p, others in zip(positive, rejected, strict=True):
        beats = sum(1 for o in others if p > o)
        won += beats
        pairs += len(others)
        swept += beats == len(others)
    return won / pairs, swept / len(positive)


def acc_plus(ids: Sequence[Hashable], better: Sequence[float], worse: Sequence[float]) -> tuple[float, float] | None:
    """Share of right pairs, and share of ids whose pairs are all right."""
    if not ids:
        return None
    right = [b > w for b, w in zip(better, worse, strict=True)]
    distinct: list[Hashable] = []
    for i in ids:
        if i not in distinct:
            distinct.append(i)
    whole = sum(1 for d in distinct if all(r for i, r in zip(ids, right, strict=True) if i == d))
    return sum(right) / len(right), whole / len(distinct)


def contrast_consistency(s: Sequence[Sequence[float]]) -> tuple[float | None, float | None]:
    """Response and instruction consistency: own response (instruction) above every other one."""
    n = len(s)
    res, ins = [], []
    for i in range(n):
        for j in range(n):
            if i != j:
                res.append(s[i][i] > s[i][j])
                ins.append(s[i][i] > s[j][i])
    if not res:
        return None, None
    return sum(res) / len(res), sum(ins) / len(ins)


Tensor = Sequence[Sequence[Sequence[float]]]


def solve(a: list[list[float]], b: list[float]) -> list[float]:
    """Solution of a linear system by elimination with pivoting."""
    n = len(b)
    m = [row[:] + [b[i]] for i, row in enumerate(a)]
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(m[i][k]))
        m[k], m[pivot] = m[pivot], m[k]
        for i in range(k + 1, n):
            f = m[i][k] / m[k][k]
            for j in range(k, n + 1):
                m[i][j] -= f * m[k][j]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - math.fsum(m[i][j] * x[j] for j in range(i + 1, n))) / m[i][i]
    return x


def canonical(reward: Tensor, p: Tensor, gamma: float) -> list[float]:
    """Expected advantage-like reward of each (state, action) under the uniform policy, flattened."""
    states, actions = len(reward), len(reward[0])
    r = [
        [math.fsum(p[s][a][z] * reward[s][a][z] for z in range(states)) for a in range(actions)] for s in range(states)
    ]
    system = []
    for s in range(states):
        row = []
        for z in range(states):
            flow = math.fsum(p[s][a][z] for a in range(actions)) / actions
            row.append((1.0 if s == z else 0.0) - gamma * flow)
        system.append(row)
    v = solve(system, [math.fsum(r[s]) / actions for s in range(states)])
    out = []
    for s in range(states):
        for a in range(actions):
            out.append(r[s][a] - v[s] + gamma * math.fsum(p[s][a][z] * v[z] for z in range(states)))
    return out


def unit(vector: Sequence[float], tiny: float = 1e-10) -> list[float]:
    """The vector scaled to length one, zeros for a vanishing one."""
    length = math.sqrt(math.fsum(x * x for x in vector))
    return [0.0] * len(vector) if length <= tiny else [x / length for x in vector]


def starc(first: Tensor, second: Tensor, p: Tensor, gamma: float) -> float:
    """Distance between the normalised canonical rewards."""
    a, b = unit(canonical(first, p, gamma)), unit(canonical(second, p, gamma))
    return math.sqrt(math.fsum((x - y) ** 2 for x, y in zip(a, b, strict=True)))


def pearson_distance(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Root of half of one minus the correlation, which is half the distance of the standardised series."""
    if len(x) == 0 or max(x) == min(x) or max(y) == min(y):
        return None
    a, b = standard(x), standard(y)
    return math.sqrt(math.fsum((p - q) ** 2 for p, q in zip(a, b, strict=True))) / 2.0


def standard(x: Sequence[float]) -> list[float]:
    """The series less its mean, scaled to length one."""
    mean = math.fsum(x) / len(x)
    length = math.sqrt(math.fsum((v - mean) ** 2 for v in x))
    return [(v - mean) / length for v in x]


def mean_similarity(thoughts: Sequence[str], similar: Callable[[str, str], float]) -> float | None:
    """Mean over all pairs of two thoughts."""
    values = [similar(a, b) for i, a in enumerate(thoughts) for b in thoughts[i + 1 :]]
    return math.fsum(values) / len(values) if values else None


def f1(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1; nothing against nothing is perfect."""
    if predicted == 0 and gold == 0:
        return 1.0, 1.0, 1.0
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, (2 * hits / (predicted + gold))


def set_scores(predicted: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two sets."""
    a, b = set(predicted), set(gold)
    return f1(sum(1 for x in a if x in b), len(a), len(b))


def bag_scores(predicted: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two multisets."""
    a, b = Counter(predicted), Counter(gold)
    return f1(sum(min(n, b[x]) for x, n in a.items()), sum(a.values()), sum(b.values()))


def place_hits(predicted: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two lists compared place by place."""
    return f1(sum(1 for x, y in zip(predicted, gold, strict=False) if x == y), len(predicted), len(gold))


def distinct_ratio(thoughts: Sequence[str]) -> float | None:
    """Number of different thoughts over the number of thoughts."""
    return len(set(thoughts)) / len(thoughts) if thoughts else None


def tie_margin(scores: Sequence[float]) -> float | None:
    """Best score less the runner-up."""
    if len(scores) < 2:
        return None
    ordered = sorted(scores)
    return ordered[-1] - ordered[-2]


def family_accuracy(families: Sequence[str], right: Sequence[int]) -> tuple[dict[str, float], float | None]:
    """Accuracy inside each family and the plain mean over families."""
    per = {}
    for name in dict.fromkeys(families):
        mine = [r for f, r in zip(families, right, strict=True) if f == name]
        per[name] = sum(mine) / len(mine)
    return per, (math.fsum(per.values()) / len(per) if per else None)
