"""Plain implementations of curation from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Any


def logistic(x: float) -> float:
    """1 / (1 + e^-x) for either sign."""
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    return math.exp(x) / (1.0 + math.exp(x))


def neg_log_sigma(x: float) -> float:
    """-log sigma(x) without overflow."""
    return max(-x, 0.0) + math.log1p(math.exp(-abs(x)))


def csrs_keeps(verdict: int | None, kind: int, keep_six: bool = True, truncated: bool = False) -> bool:
    """Whether a sample of a kind 1..7 is kept under the trajectory's verdict."""
    if truncated:
        verdict = 0
    if verdict is None:
        return False
    if verdict == 1:
        return True
    return kind <= (6 if keep_six else 5)


def segments(n: int, boundary: Sequence[bool], min_len: int = 1, max_len: int | None = None) -> list[tuple[int, int]]:
    """Cut before each boundary step once the piece is long enough, and always at the length limit."""
    out: list[tuple[int, int]] = []
    start = 0
    for t in range(1, n):
        size = t - start
        if (boundary[t] and size >= min_len) or (max_len is not None and size >= max_len):
            out.append((start, t))
            start = t
    if n:
        out.append((start, n))
    return out


def first_correct(correct: Sequence[int]) -> list[int]:
    """Index of the first correct answer, as a list of at most one."""
    for i, c in enumerate(correct):
        if c:
            return [i]
    return []


def prof_code_score(p: Sequence[float], outcome: int, short: int = 2, long: int = 30) -> float:
    """Mean signed agreement of process and outcome, with a penalty for odd lengths."""
    score = math.fsum((2 * x - 1) * (2 * outcome - 1) for x in p) / len(p)
    return score - (10.0 if len(p) < short or len(p) > long else 0.0)


def prof_paper_score(p: Sequence[float], sign: float, lam: float, longest: int) -> float:
    """Process mean less the length penalty, times the outcome."""
    mean = math.fsum(p) / len(p)
    return (mean - (lam if len(p) == 1 or len(p) >= longest else 0.0)) * sign


def prof_drop(scores: Sequence[float], outcomes: Sequence[int], m: int) -> list[int]:
    """Indices removed: lowest positives up to the balance, lowest negatives for the rest, positives again if short."""
    pos = [i for i, r in enumerate(outcomes) if r == 1]
    neg = [i for i, r in enumerate(outcomes) if r != 1]
    want = round((len(pos) - len(neg) + m) / 2)
    take_pos = max(0, min(m, want, len(pos)))
    pos.sort(key=lambda i: (scores[i], i))
    neg.sort(key=lambda i: (scores[i], i))
    gone = pos[:take_pos]
    gone += neg[: m - len(gone)]
    spare = pos[take_pos:]
    while len(gone) < m and spare:
        gone.append(spare.pop(0))
    return sorted(gone)


def consensus_keep(mc: Sequence[int], judged: Sequence[int]) -> list[int]:
    """Items where both first errors coincide."""
    return [i for i in range(len(mc)) if mc[i] == judged[i]]


def hybrid_keep(mc: Sequence[float], judged: Sequence[int]) -> list[int]:
    """Steps where a positive estimate and the judge's sign agree (judge +1/1 good, otherwise bad)."""
    return [t for t in range(len(mc)) if (mc[t] > 0) == (judged[t] > 0)]


def agreement_keep(delta: Sequence[float], gold: Sequence[float]) -> list[int]:
    """Pairs both reward models order as labelled."""
    return [i for i in range(len(delta)) if logistic(delta[i]) > 0.5 and logistic(gold[i]) > 0.5]


def rule_judge_keep(rule: Sequence[int], judged: Sequence[int]) -> list[int]:
    """Responses on which rule and judge give the same label."""
    return [i for i in range(len(rule)) if rule[i] == judged[i]]


def oreal_repeat(rate: float) -> int:
    """How often a prompt of this pass rate is repeated, band edges going to the lower band; 0 means dropped."""
    if rate <= 0.0 or rate > 0.8:
        return 0
    if rate <= 0.2:
        return 6
    if rate <= 0.6:
        return 4
    return 2


def accuracy_band(correct: Sequence[int], low: float = 0.2, high: float = 0.8) -> bool:
    """Whether the group's accuracy lies in the closed band."""
    if not correct:
        return False
    return low <= sum(correct) / len(correct) <= high


def answers_differ(answers: Sequence[Hashable]) -> bool:
    """Whether at least two answers are not the same."""
    return any(a != answers[0] for a in answers)


def replay_keep(p: float, form: str) -> bool:
    """Whether a step of a success, taken with probability p, is neither trivial nor hopeless."""
    if form == "paper":
        return p > 0 and 1 / 0.95 <= 1 / p <= 1 / 0.5
    return 0.5 < p <= 0.95


def chain_keep(valid: bool, judged: Sequence[int], gold: Sequence[int], length: int, limit: int = 4096) -> bool:
    """Whether the format holds, every step judgement is right and the chain is short enough."""
    return valid and list(judged) == list(gold) and length <= limit


def softmax(values: Sequence[float], kappa: float) -> list[float]:
    """Probabilities proportional to e^(v / kappa)."""
    top = max(values)
    e = [math.exp((v - top) / kappa) for v in values]
    total = math.fsum(e)
    return [x / total for x in e]


def spread(values: Sequence[float], ddof: int = 0) -> float:
    """Standard deviation."""
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (len(values) - ddof))


def rl_gate(values: Sequence[float], std_min: float, max_min: float, ddof: int = 0) -> bool:
    """Whether a group spreads enough and reaches high enough."""
    flat = len(values) <= ddof or max(values) == min(values)
    return (0.0 if flat else spread(values, ddof)) >= std_min and max(values) >= max_min


def critic_band(value: float | None, low: float = 0.05, high: float = 0.75) -> bool:
    """Whether the critic finds the task neither too hard nor too easy."""
    return value is not None and low <= value <= high


def learnability(rates: Sequence[float]) -> float | None:
    """One less the mean success, and nothing at the two ends."""
    if not rates:
        return None
    mean = math.fsum(rates) / len(rates)
    return 0.0 if mean in (0.0, 1.0) else 1.0 - mean


def role_reward(kind: str, reward: float) -> float:
    """Reward when right, -0.5 when wrong but well formed, -1 when ill formed."""
    return {"right": reward, "wrong": -0.5, "ill": -1.0}[kind]


def option_entropy(options: Sequence[Hashable], k: int) -> float:
    """Entropy of the chosen options over log of their number."""
    if k <= 1 or not options:
        return 0.0
    n = len(options)
    seen: list[Hashable] = []
    for o in options:
        if o not in seen:
            seen.append(o)
    total = 0.0
    for o in seen:
        p = sum(1 for x in options if x == o) / n
        total -= p * math.log(p)
    return total / math.log(k)


def permutation_spread(options: Sequence[Hashable]) -> float:
    """(number of different answers - 1) over (group size - 1)."""
    return (len(set(options)) - 1) / (len(options) - 1) if len(options) > 1 else 0.0


def puzzle_weight(rewards: Sequence[float], diversity: float, lam: float = 4.0, gamma: float = 0.5) -> float:
    """lambda d (1 - d) times diversity to the gamma."""
    d = math.fsum(rewards) / len(rewards)
    return lam * d * (1 - d) * diversity**gamma


def puzzle_advantages(rewards: Sequence[float], weight: float) -> list[float]:
    """Centred rewards times the weight."""
    mean = math.fsum(rewards) / len(rewards)
    return [(r - mean) * weight for r in rewards]


def chance_of_chain(rates: Sequence[float]) -> float:
    """Success of a chain of independent parts."""
    out = 1.0
    for r in rates:
        out *= r
    return out


def turn_cap(mean: float, most: float) -> int:
    """Halfway between mean and largest recent turns, rounded up, at least 1."""
    return max(1, math.ceil((mean + most) / 2))


def hard_negatives(scores: Sequence[float], is_target: Sequence[bool], tau: float) -> list[int]:
    """Candidates off the target that the model scores positive."""
    return [i for i in range(len(scores)) if not is_target[i] and scores[i] > tau]


def critic_game(found: bool) -> tuple[int, int]:
    """Rewards of critic and generator."""
    return (1, -1) if found else (-1, 1)


def mutation_labels(n: int, at: int, passes: bool) -> list[int | None]:
    """Steps before the mutation stay good, the mutated one follows the replay, the rest is unknown."""
    return [1 if t < at else ((1 if passes else -1) if t == at else None) for t in range(n)]


def salvage_at(scores: Sequence[float], tau: float, rho: float) -> int | None:
    """First step under the threshold if it is late enough in the trajectory."""
    for k, s in enumerate(scores):
        if s < tau:
            return k if k / len(scores) >= rho else None
    return None


def refined_pool(originals: Sequence[float], refined: Sequence[float | None]) -> tuple[int, float] | None:
    """Size of the pool of originals and repaired ones, and its best score."""
    pool = list(originals) + [r for r in refined if r is not None]
    return (len(pool), max(pool)) if pool else None


def smartsearch_wins(a: tuple[int, int, int], b: tuple[int, int, int]) -> int:
    """1 when a = (right, good, bad) wins, -1 when b does, 0 for a tie."""
    if a[0] != b[0]:
        return 1 if a[0] > b[0] else -1
    x, y = (-a[2], -b[2]) if a[0] else (a[1], b[1])
    return (x > y) - (x < y)


def wdpo_pair(a: tuple[int, float | None], b: tuple[int, float | None]) -> tuple[int, float] | None:
    """Winner (0 or 1) and weight of two (right, share of right steps) solutions."""
    if a[0] != b[0]:
        return (0 if a[0] > b[0] else 1), 1.0
    if a[1] is None or b[1] is None or a[1] == b[1]:
        return None
    return (0 if a[1] > b[1] else 1), abs(a[1] - b[1])


def all_pairs(items: Sequence[Any], wins: Callable[[Any, Any], bool]) -> list[tuple[int, int]]:
    """Every ordered pair (winner, loser)."""
    n = range(len(items))
    return [(i, j) for i in n for j in n if i != j and wins(items[i], items[j])]


def spare_wins(a: tuple[int, Sequence[int]], b: tuple[int, Sequence[int]]) -> bool:
    """A right solution with all steps right over a wrong one with a lower mean label."""
    (ra, sa), (rb, sb) = a, b
    if not sa or not sb or not ra or rb:
        return False
    return all(s == 1 for s in sa) and sum(sa) / len(sa) > sum(sb) / len(sb)


def wdpo_loss(weight: float, win: float, lose: float, beta: float) -> float:
    """-w log sigma(beta times the log-probability gap)."""
    return weight * neg_log_sigma(beta * (win - lose))


def scaled_bt(delta: float, magnitude: float, form: str) -> float:
    """Preference loss, plain, with a margin or scaled by the magnitude."""
    if form == "margin":
        return neg_log_sigma(delta - magnitude)
    return neg_log_sigma(delta) * (magnitude if form == "scaled" else 1.0)


def dynamic_beta(delta: float, base: float = 0.1, w: float = 0.5, k: float = 0.5) -> float:
    """Preference temperature growing with the margin, never under 0.001."""
    if -k * delta > 700:
        return 1e-3 if w > 0 else max(1e-3, base)
    return max(1e-3, base * (1.0 + w * (1.0 - math.exp(-k * delta))))


def released_beta(factor: float, base: float = 0.1, w: float = 0.1) -> float:
    """The same from a factor worked out beforehand."""
    return max(1e-3, base * (1.0 + w * factor))


def agreed_mean(strengths: Sequence[float], annotators: int = 3, limit: float = 2.0) -> float | None:
    """Mean of the closest annotations, the lowest such on ties; None for too few or too far apart."""
    best: list[float] | None = None
    for some in combinations(sorted(strengths), annotators):
        if best is None or some[-1] - some[0] < best[-1] - best[0]:
            best = list(some)
    if best is None or best[-1] - best[0] > limit:
        return None
    return math.fsum(best) / annotators


def by_group(group: Sequence[Hashable]) -> list[list[int]]:
    """Positions of each group's items."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for i, key in enumerate(group):
        places[key].append(i)
    return list(places.values())


def horizons(success: Sequence[float], threshold: float, patience: int, start: int = 1) -> list[int]:
    """Chain length after each evaluation: one more after `patience` good ones in a row at the present length."""
    out, h, good = [], start, 0
    for rate in success:
        good = good + 1 if rate >= threshold else 0
        if good == patience:
            h, good = h + 1, 0
        out.append(h)
    return out


def turn_caps(turns: Sequence[Sequence[int]], start: int, period: int) -> list[int]:
    """The cap in each iteration and after them, renewed every `period` from the episodes since the last renewal."""
    out, cap, recent = [start], start, []
    for i, row in enumerate(turns, 1):
        recent += row
        if i % period == 0:
            if recent:
                cap = turn_cap(sum(recent) / len(recent), max(recent))
            recent = []
        out.append(cap)
    return out


def early_ends(steps: Sequence[Any], done: Any) -> list[tuple[Any, ...]]:
    """Every strict prefix with success declared after it, except the trajectory itself."""
    out = [(*steps[:k], done) for k in range(1, len(steps))]
    return [x for x in out if x != tuple(steps)]


def swaps(steps: Sequence[Any], donors: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Every trajectory with one stretch replaced by a stretch of a donor, except the trajectory itself."""
    out = []
    for a in range(len(steps)):
        for b in range(a + 1, len(steps) + 1):
            for donor in donors:
                for c in range(len(donor)):
                    for d in range(c + 1, len(donor) + 1):
                        out.append((*steps[:a], *donor[c:d], *steps[b:]))
    return [x for x in out if x != tuple(steps)]


def overruns(steps: Sequence[Any], extra: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The whole trajectory followed by some of the extra steps."""
    return [(*steps, *extra[:k]) for k in range(1, len(extra) + 1)] if steps else []


def verified(
    same_type: bool | None, in_box: bool | None, same_text: bool | None, touch: bool, text: bool
) -> bool | None:
    """False when any needed part is wrong, None when one is unknown, else True."""
    if same_type is False:
        return False
    parts = [same_type] + ([in_box] if touch else []) + ([same_text] if text else [])
    if any(p is False for p in parts):
        return False
    return None if any(p is None for p in parts) else True


def thought_logprob(thought: Sequence[float], action: Sequence[float], lam: float) -> float:
    """lambda times the log-probability of the thought plus that of the action."""
    return lam * math.fsum(thought) + math.fsum(action)


def mc_first_error(estimates: Sequence[float]) -> int:
    """First step from which nothing succeeded, -1 for none."""
    for t, p in enumerate(estimates):
        if p == 0:
            return t
    return -1


def labels_up_to(error: int, n: int) -> list[int | None]:
    """1 before the first error, 0 at it, nothing after it."""
    return [1 if error < 0 or t < error else (0 if t == error else None) for t in range(n)]
