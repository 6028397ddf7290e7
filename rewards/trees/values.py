"""Values of nodes from the outcomes below them."""

from typing import NamedTuple

import numpy as np

from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Column, Floats, Missing, Scores, finite, same_length
from rewards.tree import Tree

DECAY, EXPLORATION = 0.9, 1.414


class RoleValues(NamedTuple):
    """`value` (n,); `good` (n,): above the threshold; `pairs`: (good, bad) nodes with the same parent."""

    value: Scores
    good: Bools
    pairs: list[tuple[int, int]]


def tree_value(tree: Tree, *, missing: Missing = "raise") -> Scores:
    """Share of right leaves at or below each node, (n,): every leaf counts alike, however uneven the fan-out.

    Source: TreePS-RAG (second-hand), the node score of the Hierarchical Reward Model (code), MALT (unchecked).
    `rewards.advantages.trees.tree_advantage` takes differences of these.
    """
    return tree.leaf_mean(missing)


def role_values(tree: Tree, *, threshold: float = 0.5, missing: Missing = "raise") -> RoleValues:
    """Values of the turns of agents that work one after the other, which of them are good, and pairs to learn from.

    A level a role (generator, verifier, refiner), n samples each. A turn is good if its value is above `threshold`
    (equal is bad). Roots are no turns. Fine-tune on good ones, prefer good over bad of the same parent.
    Source: MALT (unchecked).
    """
    value = tree.leaf_mean(missing)
    good = value.known & ~tree.is_root & (value.values > finite(threshold, "threshold", 0.0, 1.0))
    bad = value.known & ~tree.is_root & ~good
    losers: dict[int, list[int]] = {}
    for node in np.flatnonzero(bad).tolist():
        losers.setdefault(int(tree.parent[node]), []).append(node)
    pairs = [(win, lose) for win in np.flatnonzero(good).tolist() for lose in losers.get(int(tree.parent[win]), ())]
    return RoleValues(value, good, pairs)


def grounded_backup(verdicts: Rows, final: Column, *, missing: Missing = "raise") -> Scores:
    """Value of a simulated path: (1/N) * sum_i v_i (N - i) / N + F / N, (B,); F alone where nothing lies between.

    `verdicts`: -1 or 1 for each of the N steps between the expanded node and the end, as a tool judged them; `final`:
    -1 or 1. Earlier verdicts weigh more; |value| <= (N + 1) / 2N + 1 / N, which is 2 for N = 1. `decayed` says what a
    path's nodes get of it. Source: GroundedPRM (a hosted copy of its code); the paper's form, which differs, is
    `grounded_values`.
    """
    rows, end = _signs(verdicts, final, missing)
    n = rows.spread(rows.lengths)
    weight = (n - rows.position) / np.maximum(n, 1)
    total = rows.like(rows.values * weight, np.ones(len(rows.flat), dtype=np.bool_)).sum().values
    length = np.maximum(rows.lengths, 1)
    known = end.known & (rows.count() == rows.lengths)
    return Scores((total + end.values) / length, known)


def grounded_values(verdicts: Rows, final: Column, *, weights: Rows, beta: float, missing: Missing = "raise") -> Ragged:
    """Value of every step: the mean of the later steps' weighted verdicts + beta * F; the last step has beta * F.

    `weights`: a decay a step, not given in print, nor is beta. Source: GroundedPRM's paper (unchecked).
    """
    rows, end = _signs(verdicts, final, missing)
    decay = Ragged.of(weights, "weights").settled("raise", "weights")
    if decay.lengths.tolist() != rows.lengths.tolist():
        raise ValueError("weights must have a number a verdict")
    later = rows.like(rows.values * decay.values).suffix_sum() - rows.values * decay.values
    count = rows.spread(rows.lengths) - 1 - rows.position
    mean = np.where(count > 0, later / np.maximum(count, 1), 0.0)
    known = np.repeat(end.known & (rows.count() == rows.lengths), rows.lengths)
    return rows.like(mean + finite(beta, "beta") * rows.spread(end.values), known)


def decayed(value: float, depth: int, *, decay: float = DECAY) -> Floats:
    """What a node and its ancestors up to the root, `depth` above it, add to their values: decay^distance * value."""
    if depth < 0:
        raise ValueError(f"depth must not be negative, not {depth}")
    powers = np.power(finite(decay, "decay", 0.0, 1.0), np.arange(depth + 1, dtype=np.float64))
    return np.asarray(finite(value, "value") * powers, dtype=np.float64)


def uct(value: Column, visits: Column, parent_visits: float, *, c: float = EXPLORATION) -> Scores:
    """Upper confidence of children: value + c * sqrt(ln(parent's visits + 1) / (visits + 1)), one a child.

    Of GroundedPRM's code, whose search picks children at random all the same.
    """
    given, seen = Scores.of(value, "value"), Scores.of(visits, "visits")
    same_length(value=given, visits=seen)
    if (seen.values < 0).any():
        raise ValueError("visits must not be negative")
    bonus = np.sqrt(np.log(finite(parent_visits, "parent_visits", 0.0) + 1.0) / (seen.values + 1.0))
    return Scores(given.values + finite(c, "c", 0.0) * bonus, given.known & seen.known)


def _signs(verdicts: Rows, final: Column, missing: Missing) -> tuple[Ragged, Scores]:
    rows, end = Ragged.of(verdicts, "verdicts").settled(missing, "verdicts"), Scores.of(final, "final")
    same_length(verdicts=rows.lengths, final=end)
    for name, values, known in (("verdicts", rows.values, rows.known), ("final", end.values, end.known)):
        if not np.isin(values[known], (-1.0, 1.0)).all():
            raise ValueError(f"{name} must hold -1 and 1 only")
    return rows, end
