"""Plain implementations of selection from the papers' formulas, one item at a time, to check rewards/ against."""

import math
from collections.abc import Callable, Hashable, Sequence


def best_of_n(scores: Sequence[float]) -> int | None:
    """Index of the largest score, the earliest of equals."""
    best = None
    for i, score in enumerate(scores):
        if best is None or score > scores[best]:
            best = i
    return best


def step_aggregate(steps: Sequence[float], how: str) -> float | None:
    """Last, least, product or mean of the step scores."""
    if not steps:
        return None
    if how == "last":
        return steps[-1]
    if how == "min":
        least = steps[0]
        for s in steps:
            if s < least:
                least = s
        return least
    if how == "prod":
        product = 1.0
        for s in steps:
            product *= s
        return product
    return math.fsum(steps) / len(steps)


def weighted_vote(answers: Sequence[Hashable | None], scores: Sequence[float]) -> Hashable | None:
    """The answer with the largest sum of scores, the earliest of equals; None never votes."""
    best, best_total = None, -math.inf
    seen: list[Hashable] = []
    for answer in answers:
        if answer is None or answer in seen:
            continue
        seen.append(answer)
        total = math.fsum(s for a, s in zip(answers, scores, strict=True) if a == answer)
        if total > best_total:
            best, best_total = answer, total
    return best


def most_confident(answers: Sequence[Hashable | None], q: Sequence[float]) -> Hashable | None:
    """The answer given with the largest single confidence."""
    best = None
    for i, answer in enumerate(answers):
        if answer is not None and (best is None or q[i] > q[best]):
            best = i
    return None if best is None else answers[best]


def knockout(n: int, compare: Callable[[int, int], int | None]) -> tuple[int | None, int]:
    """Champion of a bracket in index order and the number of matches; compare gives the winner or None for a tie."""
    alive = list(range(n))
    matches = 0
    while len(alive) > 1:
        winners = []
        for k in range(0, len(alive) - 1, 2):
            a, b = alive[k], alive[k + 1]
            matches += 1
            winner = compare(a, b)
            winners.append(min(a, b) if winner is None else winner)
        if len(alive) % 2:
            winners.append(alive[-1])
        alive = winners
    return (alive[0] if alive else None), matches


def ladder(n: int, compare: Callable[[int, int], int | None]) -> tuple[int | None, int]:
    """The champion so far meets each next candidate in turn."""
    if n == 0:
        return None, 0
    champion = 0
    for i in range(1, n):
        winner = compare(champion, i)
        champion = min(champion, i) if winner is None else winner
    return champion, n - 1


def refine_rerank(draft: float, glob: float | None, local: float | None) -> int:
    """0 draft, 1 global, 2 local: the best-scored, draft first among equals."""
    best, score = 0, draft
    for i, s in ((1, glob), (2, local)):
        if s is not None and s > score:
            best, score = i, s
    return best


def webgen_select(shots: Sequence[float], guis: Sequence[float], errors: Sequence[bool]) -> int | None:
    """Among error-free nodes with a good screenshot (or all), the largest (gui, shot, index)."""
    pool = [i for i in range(len(shots)) if shots[i] >= 3 and not errors[i]]
    if not pool:
        pool = list(range(len(shots)))
    best = None
    for i in pool:
        if best is None or (guis[i], shots[i], i) > (guis[best], shots[best], best):
            best = i
    return best


def must_backtrack(errors: Sequence[bool], limit: int = 5) -> bool:
    """Whether the history ends in a run of at least `limit` errors."""
    run = 0
    for wrong in errors:
        run = run + 1 if wrong else 0
    return run >= limit


def gated_bon(gates: Sequence[bool], potentials: Sequence[bool], scores: Sequence[float]) -> tuple[int | None, bool]:
    """Best of those passing both gates, or of all with the flag set."""
    survivors = [i for i in range(len(scores)) if gates[i] and potentials[i]]
    pool = survivors or list(range(len(scores)))
    best = None
    for i in pool:
        if best is None or scores[i] > scores[best]:
            best = i
    return best, not survivors


def backtrack(
    errors: Sequence[bool], shots: Sequence[float], guis: Sequence[float], limit: int
) -> tuple[bool, int | None]:
    """Whether to go back, and to which version without error; None for a fresh start."""
    if not must_backtrack(errors, limit):
        return False, None
    sound = [i for i in range(len(errors)) if not errors[i]]
    best = webgen_select([shots[i] for i in sound], [guis[i] for i in sound], [False] * len(sound))
    return True, None if best is None else sound[best]
