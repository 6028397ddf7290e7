"""One among several candidates, by comparing two at a time."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

Candidate = TypeVar("Candidate")
Winner = Literal["first", "second", "tie"]
Compare = Callable[[Candidate, Candidate], Winner]

BACK: dict[Winner, Winner] = {"first": "second", "second": "first", "tie": "tie"}


def tournament(candidates: Sequence[Candidate], compare: Compare[Candidate], *, both_orders: bool = True) -> int | None:
    """Index of the champion of a knockout in the order given: each winner meets the next candidate.

    `compare(a, b)` says which is better. It is asked in both orders, and where the answers differ that is a tie, which
    the earlier candidate wins; both_orders=False asks once. N - 1 matches. Source: WebArbiter (second-hand; bracket and
    order are not known to us). Raises ValueError for an answer that is none of "first", "second" and "tie".
    """
    if not candidates:
        return None
    best = 0
    for challenger in range(1, len(candidates)):
        if duel(candidates[best], candidates[challenger], compare, both_orders=both_orders) == "second":
            best = challenger
    return best


def duel(a: Candidate, b: Candidate, compare: Compare[Candidate], *, both_orders: bool = True) -> Winner:
    """Which of two is better; a tie where asking in the other order gives another answer."""
    forth = _answer(compare(a, b))
    if not both_orders:
        return forth
    return forth if BACK[_answer(compare(b, a))] == forth else "tie"


def _answer(winner: Winner) -> Winner:
    if winner not in BACK:
        raise ValueError(f"compare must say 'first', 'second' or 'tie', not {winner!r}")
    return winner
