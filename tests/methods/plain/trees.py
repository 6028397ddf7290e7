"""Plain implementations of tree values and searches from the papers' formulas, to check rewards/ against."""

import math
from collections.abc import Callable, Hashable, Sequence


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean."""
    return math.fsum(values) / len(values)


def mc_estimate(correct: Sequence[bool]) -> tuple[float, int]:
    """Share of right continuations, and whether there is any."""
    right = sum(1 for c in correct if c)
    return right / len(correct), 1 if right > 0 else 0


def halve(steps: int, value: Callable[[int], float]) -> tuple[int, list[tuple[int, float]]]:
    """Number of steps kept at the first prefix without a right continuation, and the probes made."""
    low, high = 0, steps
    probes = []
    while high - low > 1:
        middle = (low + high) // 2
        got = value(middle)
        probes.append((middle, got))
        if got > 0:
            low = middle
        else:
            high = middle
    return high, probes


def omega_q(mc: float, length: float, alpha: float, beta: float, unit: float) -> float:
    """Preference for states that are nearly solved and for short rollouts."""
    return alpha ** (1.0 - mc) * beta ** (length / unit)


def omega_u(visits: Sequence[int], which: int, c: float) -> float:
    """Preference for states seldom visited."""
    return c * math.sqrt(sum(visits)) / (1.0 + visits[which])


def omega_select(
    pool: Sequence[tuple[float, float]], visits: Sequence[int], alpha: float, beta: float, unit: float, c: float
) -> int | None:
    """Earliest best entry among those that are neither hopeless nor solved."""
    best, best_score = None, -math.inf
    for i, (mc, length) in enumerate(pool):
        if not 0.0 < mc < 1.0:
            continue
        score = omega_q(mc, length, alpha, beta, unit) + omega_u(visits, i, c)
        if score > best_score:
            best, best_score = i, score
    return best


def leaves(children: dict[Hashable, list[Hashable]], node: Hashable) -> list[Hashable]:
    """Leaves under a node, itself when it has no children."""
    kids = children.get(node, [])
    if not kids:
        return [node]
    return [leaf for kid in kids for leaf in leaves(children, kid)]


def tree_value(children: dict[Hashable, list[Hashable]], outcome: dict[Hashable, float], node: Hashable) -> float:
    """Mean outcome of the leaves under a node."""
    return mean([outcome[leaf] for leaf in leaves(children, node)])


def role_values(tree: Sequence[Sequence[Sequence[float]]]) -> tuple[list[float], list[list[float]]]:
    """Mean outcome under every generator answer and under every verifier answer."""
    return [mean([x for v in g for x in v]) for g in tree], [[mean(v) for v in g] for g in tree]


def role_labels(values: Sequence[float], threshold: float) -> list[bool]:
    """Which values lie strictly above the threshold."""
    return [v > threshold for v in values]


def grounded_code(verdicts: Sequence[int], final: int) -> float:
    """Verdicts after the node weighted linearly down, plus the shared final verdict."""
    n = len(verdicts)
    if n == 0:
        return float(final)
    return math.fsum(v * (n - i) / n for i, v in enumerate(verdicts)) / n + final / n


def grounded_paper(verdicts: Sequence[float], weights: Sequence[float], final: int, beta: float) -> float:
    """Mean of the weighted verdicts after the node plus the weighted final verdict."""
    if not verdicts:
        return beta * final
    return math.fsum(d * v for d, v in zip(weights, verdicts, strict=True)) / len(verdicts) + beta * final


def grounded_credit(depth: int, value: float, decay: float) -> list[float]:
    """What the node and each ancestor up to the root receive, nearest first."""
    return [decay**d * value for d in range(depth + 1)]


def uct(value: float, parent_visits: int, child_visits: int, c: float) -> float:
    """Value plus an exploration term."""
    return value + c * math.sqrt(math.log(parent_visits + 1) / (child_visits + 1))


def hrm_samples(
    steps: Sequence[str], scores: Sequence[float], join: str = ""
) -> tuple[list[tuple[list[str], str, float]], list[tuple[list[str], str, float]]]:
    """Fine samples of one step and coarse samples of two joined steps, each with the later step's score."""
    fine = [(list(steps[:t]), steps[t], scores[t]) for t in range(len(steps))]
    coarse = [(list(steps[: t - 1]), steps[t - 1] + join + steps[t], scores[t]) for t in range(1, len(steps))]
    return fine, coarse


def top(values: Sequence[float], width: int) -> list[int]:
    """Indices of the largest values, the earliest first among equals, in index order."""
    order = sorted(range(len(values)), key=lambda i: (-values[i], i))
    return sorted(order[:width])


def beam(
    root: Hashable, table: dict[Hashable, list[tuple[Hashable, float, bool]]], width: int, depth: int
) -> tuple[list[tuple[Hashable, float]], int]:
    """Keep the best states of every level, finished ones among them; and how many were made."""
    front: list[tuple[Hashable, float, bool]] = [(root, 0.0, False)]
    made = 0
    for _ in range(depth):
        if all(done for _, _, done in front):
            break
        pool = []
        for entry in front:
            if entry[2]:
                pool.append(entry)
            else:
                pool.extend(table[entry[0]])
                made += len(table[entry[0]])
        if not pool:
            break
        front = [pool[i] for i in top([value for _, value, _ in pool], width)]
    return sorted([(state, value) for state, value, _ in front], key=lambda pair: -pair[1]), made


def explore(
    root: int,
    actions: Callable[[int], list[int]],
    act: Callable[[int, int], int | None],
    reward: Callable[[int, int], float],
    depth: int,
    width: int,
    candidates: int,
) -> list[tuple[int, list[int], float]]:
    """Keep the partial paths with the most reward; an action that cannot be done leaves the state alone."""
    front: list[tuple[int, list[int], float]] = [(root, [], 0.0)]
    for _ in range(depth):
        pool = []
        for state, path, total in front:
            for action in actions(state)[:candidates]:
                after = act(state, action)
                pool.append((state if after is None else after, [*path, action], total + reward(state, action)))
        if not pool:
            break
        front = [pool[i] for i in top([total for _, _, total in pool], width)]
    return sorted(front, key=lambda entry: -entry[2])


def merge_child(parent: list[int], texts: list[str], child: int, join: str) -> None:
    """Hang a child on its grandparent and let it say its parent's text first."""
    above = parent[child]
    texts[child] = texts[above] + join + texts[child]
    parent[child] = parent[above]


def continuation_labels(success: bool, wins: Sequence[int]) -> list[int]:
    """One everywhere after a success, else one where a continuation won."""
    return [1 if success or w > 0 else 0 for w in wins]


def sorm_labels(mc: Sequence[float], final: bool, falling: bool = False) -> list[int]:
    """One where any rollout is right, one everywhere when the final answer is."""
    labels = [1 if final or m > 0 else 0 for m in mc]
    return [min(labels[: t + 1]) for t in range(len(labels))] if falling else labels


def first_below(scores: Sequence[float], threshold: float) -> int:
    """First index under the threshold, minus one when there is none."""
    for i, s in enumerate(scores):
        if s < threshold:
            return i
    return -1


def slate_search(think: int, query: int) -> float:
    """Reward of a step that searches."""
    return float(think + query)


def slate_answer(think: int, answer: int, t: int, lam: float, budget: int) -> float:
    """Reward of a step that answers, higher when early."""
    return think + answer + lam * (budget - t) / budget


def slate_advantages(rewards: Sequence[float], eps: float) -> list[float]:
    """Sample z-score of the candidates at one prefix."""
    if len(rewards) < 2 or all(r == rewards[0] for r in rewards):
        return [0.0] * len(rewards)
    centre = mean(rewards)
    width = math.sqrt(math.fsum((r - centre) ** 2 for r in rewards) / (len(rewards) - 1))
    return [(r - centre) / (width + eps) if width >= eps else 0.0 for r in rewards]


def slate_probabilities(adv: Sequence[float], temperature: float) -> list[float]:
    """Softmax of the advantages, all on the earliest best without a temperature."""
    best = max(adv)
    if temperature <= 0:
        pick = list(adv).index(best)
        return [1.0 if i == pick else 0.0 for i in range(len(adv))]
    raw = [math.exp((a - best) / temperature) for a in adv]
    return [r / math.fsum(raw) for r in raw]
