"""How units stand to each other: shared words, order, place on the screen, numbers that compare."""

from collections.abc import Hashable, Sequence, Set

import numpy as np

from agent.pocket.amount import AMOUNTS, Amount
from agent.pocket.arrays import Floats
from agent.pocket.unit import Sort, Unit
from agent.pocket.words import keys_of, meanings_of
from devices.device import Observation

RELATIONS = 13  # ways in which two units can stand to each other
WORDED = (0, 1, 2, 8, 9, 10, 12)  # those that come of what is written


def relations_of(
    units: Sequence[Unit],
    amounts: Sequence[Sequence[Amount]],
    seen: Observation,
) -> Floats:
    """(RELATIONS, N, N), each in [0, 1]. Row i, column j tells how j stands to i:

    0 share of i's telling words that j has, 1 share of j's that i has, rare ones weighing more; 2 any; 3, 4 the next
    and the one before of the same sort; 5 a word of the goal near by; 6 the same parent, 7 parent or child; 8 an equal
    number of the same kind, 9 a smaller, 10 a greater; 11 the same line of the screen; 12 share of
    i's concepts that j has (thesaurus.py).
    """
    n = len(units)
    out = np.zeros((RELATIONS, n, n), np.float32)
    both, whole = _shared([keys_of(unit.text) for unit in units])
    out[0], out[1], out[2] = both / whole[:, None], both / whole[None, :], both > 0
    both, whole = _shared([meanings_of(unit.text) for unit in units])
    out[12] = both / whole[:, None]
    sorts = np.array([u.sort for u in units])
    same = sorts[:, None] == sorts[None, :]
    gap = np.arange(n)[None, :] - np.arange(n)[:, None]
    out[3], out[4] = same & (gap == 1), same & (gap == -1)
    out[5] = same & (np.abs(gap) <= 4) & (sorts == Sort.GOAL)[:, None]
    parent = np.array([u.node.parent if u.node is not None else -2 - i for i, u in enumerate(units)])
    element = np.array([u.element if u.element >= 0 else -2 - n - i for i, u in enumerate(units)])
    out[6] = parent[:, None] == parent[None, :]
    out[7] = (parent[:, None] == element[None, :]) | (element[:, None] == parent[None, :])
    for kind in AMOUNTS:
        value = np.array([next((a.value for a in found if a.kind == kind), np.nan) for found in amounts], np.float32)
        with np.errstate(invalid="ignore"):
            out[8] += value[:, None] == value[None, :]
            out[9] += value[:, None] > value[None, :]
            out[10] += value[:, None] < value[None, :]
    top = np.array([u.node.bounds.y1 if u.node is not None else np.nan for u in units])
    with np.errstate(invalid="ignore"):
        out[11] = np.abs(top[:, None] - top[None, :]) < 0.01 * seen.height
    return np.minimum(out, 1.0)


def _shared(marks: Sequence[Set[Hashable]]) -> tuple[Floats, Floats]:
    """(N, N) what marks each two units share and (N,) what each has, in weight: a mark that few have tells more."""
    n = len(marks)
    holders: dict[Hashable, list[int]] = {}
    for i, has in enumerate(marks):
        for mark in has:
            holders.setdefault(mark, []).append(i)
    both, whole = np.zeros((n, n), np.float32), np.full(n, 1e-6, np.float32)
    for found in holders.values():
        weight = len(found) ** -0.5
        whole[found] += weight
        if len(found) > 1:
            both[np.ix_(found, found)] += weight
    return both, whole
