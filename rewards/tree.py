"""Rollouts that share their beginnings: a tree of steps whose leaves have outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from rewards.scores import Bools, Column, Floats, Ints, Missing, Scores, finite


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """`parent`: (n,), the node each comes from, -1 for a root; nodes may stand in any order. `outcome`: (n,), scored on
    leaves only, None on the others and where unknown.

    Several roots are several trees, one a task, say: nothing passes between them. Raises ValueError for parents that
    are no nodes, for cycles, and for outcomes of inner nodes. Sums over descendants take one array operation a level.
    """

    parent: Ints
    outcome: Scores
    children: Ints = field(init=False)  # how many each node has, (n,)
    depth: Ints = field(init=False)  # steps from its root, 0 there, (n,)
    root: Ints = field(init=False)  # the root it hangs from, (n,)

    def __post_init__(self) -> None:
        parent, count = self.parent, len(self.parent)
        if parent.ndim != 1 or len(self.outcome) != count:
            raise ValueError(f"lengths must agree: parent has {parent.shape}, outcome has {len(self.outcome)}")
        odd = (parent < -1) | (parent >= count)
        if odd.any():
            raise ValueError(f"parent {parent[odd][0]} is no node of {count}")
        children = np.bincount(parent[parent >= 0], minlength=count).astype(np.int64)
        depth, root = _climb(parent)
        inner = self.outcome.known & (children > 0)
        if inner.any():
            raise ValueError(f"node {np.flatnonzero(inner)[0]} has children and an outcome: only leaves have one")
        for name, value in (("children", children), ("depth", depth), ("root", root)):
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, parent: Sequence[int] | npt.NDArray[np.integer], outcome: Column) -> "Tree":
        """A copy of what a caller gives."""
        nodes = np.array(parent)
        if nodes.size and not np.issubdtype(nodes.dtype, np.integer):
            raise ValueError(f"parent must hold whole numbers, not {nodes.dtype}")
        return cls(nodes.astype(np.int64), Scores.of(outcome, "outcome"))

    def __len__(self) -> int:
        return len(self.parent)

    @property
    def is_root(self) -> Bools:
        """(n,)."""
        return self.parent < 0

    @property
    def is_leaf(self) -> Bools:
        """(n,)."""
        return self.children == 0

    @property
    def leaves(self) -> Ints:
        """How many leaves are at or below each node, (n,); 1 for a leaf."""
        return self.sum_up(self.is_leaf.astype(np.float64)).astype(np.int64)

    def at_parent(self, values: Floats) -> Floats:
        """What the parent of each node has, (n,); a root's own."""
        return values[np.where(self.is_root, np.arange(len(self)), self.parent)]

    def sum_up(self, values: npt.ArrayLike, decay: float = 1.0) -> Floats:
        """Each node's number plus `decay` times the same of its children, (n,); with decay 1 a sum over descendants."""
        total = Scores.all_known(values).values
        if len(total) != len(self):
            raise ValueError(f"lengths must agree: {len(total)} values for {len(self)} nodes")
        finite(decay, "decay")
        order = np.argsort(self.depth, kind="stable")
        edges = np.cumsum(np.bincount(self.depth)).tolist()
        for begin, end in zip(reversed(edges[:-1]), reversed(edges[1:]), strict=True):
            level = order[begin:end]
            np.add.at(total, self.parent[level], decay * total[level])
        return total

    def leaf_mean(self, missing: Missing = "raise", *, decay: float = 1.0, outcome: Scores | None = None) -> Scores:
        """Mean outcome of the leaves at or below each node, (n,); an outcome d steps below counts decay^d times.

        Every leaf counts alike, so nodes with many leaves weigh more than their siblings. missing="skip" leaves
        unknown leaves out; a node with no known leaf is unscored. `outcome`: other numbers for the leaves, (n,).
        """
        given = self.outcome if outcome is None else outcome
        if len(given) != len(self):
            raise ValueError(f"lengths must agree: {len(given)} outcomes for {len(self)} nodes")
        leaf = self.is_leaf
        known = Scores(given.values[leaf], given.known[leaf]).settled(missing, "leaves")
        values, counted = np.zeros(len(self)), np.zeros(len(self))
        values[leaf], counted[leaf] = known.values, known.known
        count = self.sum_up(counted)
        return Scores(self.sum_up(values, decay) / np.maximum(count, 1.0), count > 0)


def _climb(parent: Ints) -> tuple[Ints, Ints]:
    """Depth and root of each node: every round doubles how far all nodes have climbed. ValueError for a cycle."""
    depth = (parent >= 0).astype(np.int64)
    above = np.where(parent >= 0, parent, np.arange(len(parent)))
    for _ in range(len(parent).bit_length()):
        if (parent[above] < 0).all():
            break
        depth = depth + depth[above]
        above = above[above]
    lost = np.flatnonzero(parent[above] >= 0)
    if len(lost):
        raise ValueError(f"node {lost[0]} hangs from a cycle: its parents never lead to a root")
    return depth, above
