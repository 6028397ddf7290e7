"""The Hierarchical Reward Model: steps judged alone and two at a time, and more of them by merging nodes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Scores, finite, same_length
from rewards.tree import Tree

CROWD = 4  # children from which a node may lose one


@dataclass(frozen=True, slots=True)
class Window:
    """What is to be judged (`step`) after what (`prefix`), and its score. `coarse`: two steps in one."""

    prefix: tuple[str, ...]
    step: str
    score: float | None
    coarse: bool


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """The tree afterwards, what its nodes say, and which nodes moved up."""

    tree: Tree
    texts: tuple[str, ...]
    moved: tuple[int, ...]


def hrm_samples(steps: Sequence[Sequence[str]], scores: Rows, *, joint: str = "\n") -> list[Window]:
    """Training windows of every trajectory: each step after its prefix, and each two neighbours as one step.

    Both carry the score of the later step: a pair may be right though its first half is not. T fine and T - 1 coarse
    windows, in order. Source: Towards Hierarchical Multi-Step Reward Models (code).
    """
    rows = Ragged.of(scores, "scores")
    if [len(row) for row in steps] != rows.lengths.tolist():
        raise ValueError("steps and scores must have the same lengths")
    out: list[Window] = []
    for texts, row in zip(steps, rows.tolist(), strict=True):
        for t, (text, score) in enumerate(zip(texts, row, strict=True)):
            out.append(Window(tuple(texts[:t]), text, score, False))
            if t:
                out.append(Window(tuple(texts[: t - 1]), joint.join(texts[t - 1 : t + 1]), score, True))
    return out


def hnc_merge(
    tree: Tree, texts: Sequence[str], *, rng: np.random.Generator, probability: float = 0.5, joint: str = "\n"
) -> Merged:
    """The tree with a child of crowded nodes merged with them: it moves up to the grandparent, both texts joined.

    A node with a parent and at least 4 children loses one of them (any, by chance) with `probability`; the others
    stay. Leaves, their outcomes and every node's own value stay; a path says what it said. Nodes are gone through in
    order, by their number. Source: the same paper, Hierarchical Node Compression (code; that its "height" counts from
    the root is our reading).
    """
    same_length(tree=tree.parent, texts=texts)
    chance = finite(probability, "probability", 0.0, 1.0)
    parent, words, moved = tree.parent.copy(), list(texts), list[int]()
    for node in range(len(tree)):
        children = np.flatnonzero(parent == node)
        if parent[node] < 0 or len(children) < CROWD or rng.random() >= chance:
            continue
        child = int(rng.choice(children))
        parent[child] = parent[node]
        words[child] = joint.join((words[node], words[child]))
        moved.append(child)
    outcome = Scores(tree.outcome.values.copy(), tree.outcome.known.copy())
    return Merged(Tree(parent, outcome), tuple(words), tuple(moved))


def balanced_sample(height: Sequence[int], scores: Column, *, most: int, rng: np.random.Generator) -> list[int]:
    """At most `most` items of each score value at each height, by chance, in order: as many of one as of the rarest.

    Unscored items are left out. Source: the same paper (code).
    """
    given = Scores.of(scores, "scores")
    same_length(height=height, scores=given)
    if most < 1:
        raise ValueError(f"most must be at least 1, not {most}")
    chosen: list[int] = []
    for level in sorted(set(height)):
        groups: dict[float, list[int]] = {}
        for i, (own, score) in enumerate(zip(height, given.tolist(), strict=True)):
            if own == level and score is not None:
                groups.setdefault(score, []).append(i)
        if groups:
            size = min(most, *(len(group) for group in groups.values()))
            for group in groups.values():
                chosen += rng.choice(group, size=size, replace=False).tolist()
    return sorted(chosen)
