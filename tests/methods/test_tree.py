"""Rollouts that share their beginnings."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.scores import Scores
from rewards.tree import Tree
from tests.methods.strategies import close, numbers

FORK = [-1, 0, 0, 1, 1, 2, 2]


@st.composite
def trees(draw: st.DrawFn, outcomes: st.SearchStrategy[Any] = numbers, max_nodes: int = 10) -> Tree:
    """A forest whose nodes stand in any order."""
    count = draw(st.integers(1, max_nodes))
    above = [draw(st.integers(-1, i - 1)) for i in range(count)]
    place = draw(st.permutations(range(count)))
    parent = [0] * count
    for i, p in enumerate(above):
        parent[place[i]] = place[p] if p >= 0 else -1
    return Tree.of(parent, [None if i in parent else draw(outcomes) for i in range(count)])


def below(tree: Tree, node: int) -> list[int]:
    """The node and all its descendants, by recursion."""
    return [node] + [x for child in np.flatnonzero(tree.parent == node) for x in below(tree, child)]


def path(tree: Tree, node: int) -> list[int]:
    """From the node up to its root."""
    return [node] + (path(tree, tree.parent[node]) if tree.parent[node] >= 0 else [])


def test_a_tree_knows_its_depths_and_leaves() -> None:
    tree = Tree.of(FORK, [None, None, None, 1, 0, 0, 0])
    assert tree.children.tolist() == [2, 2, 2, 0, 0, 0, 0]
    assert tree.depth.tolist() == [0, 1, 1, 2, 2, 2, 2]
    assert tree.root.tolist() == [0] * 7
    assert tree.leaves.tolist() == [4, 2, 2, 1, 1, 1, 1]
    assert tree.is_leaf.tolist() == [False] * 3 + [True] * 4
    assert tree.is_root.tolist() == [True] + [False] * 6
    assert len(tree) == 7
    assert tree.leaf_mean().tolist() == [0.25, 0.5, 0, 1, 0, 0, 0]
    assert tree.at_parent(np.arange(7.0)).tolist() == [0, 0, 0, 1, 1, 2, 2]


@given(trees())
def test_depths_roots_children_and_leaves_are_those_of_walking(tree: Tree) -> None:
    for node in range(len(tree)):
        way = path(tree, node)
        assert tree.depth[node] == len(way) - 1
        assert tree.root[node] == way[-1]
        assert tree.children[node] == (tree.parent == node).sum()
        assert tree.leaves[node] == sum(tree.is_leaf[below(tree, node)])


@given(trees(), st.sampled_from([0.0, 0.5, 0.9, 1.0]))
def test_a_value_is_the_mean_of_the_leaves_below_decayed_by_distance(tree: Tree, decay: float) -> None:
    value = tree.leaf_mean(decay=decay).tolist()
    for node in range(len(tree)):
        leaves = [x for x in below(tree, node) if tree.is_leaf[x]]
        far = [decay ** int(tree.depth[x] - tree.depth[node]) * tree.outcome.values[x] for x in leaves]
        assert close(value[node], np.mean(far))


@given(trees())
def test_a_node_is_worth_the_mean_of_its_children_weighted_by_their_leaves(tree: Tree) -> None:
    value = tree.leaf_mean().values
    for node in np.flatnonzero(~tree.is_leaf):
        kids = np.flatnonzero(tree.parent == node)
        assert close(value[node], np.average(value[kids], weights=tree.leaves[kids]))
        assert tree.leaves[node] == tree.leaves[kids].sum()


@given(trees(), st.sampled_from([-1.0, 0.5, 1.0]))
def test_sums_over_descendants_are_those_of_walking(tree: Tree, decay: float) -> None:
    values = np.arange(1.0, len(tree) + 1)
    out = tree.sum_up(values, decay)
    assert values.tolist() == list(range(1, len(tree) + 1))
    for node in range(len(tree)):
        far = [decay ** int(tree.depth[x] - tree.depth[node]) * values[x] for x in below(tree, node)]
        assert close(out[node], sum(far))


@given(trees(), st.randoms())
def test_the_order_of_nodes_does_not_matter(tree: Tree, random) -> None:
    order = np.array(random.sample(range(len(tree)), len(tree)))  # new place -> old place
    place = np.argsort(order)
    parent = [place[p] if p >= 0 else -1 for p in tree.parent[order]]
    moved = Tree.of(parent, [tree.outcome.tolist()[i] for i in order])
    assert moved.depth.tolist() == tree.depth[order].tolist()
    assert close(moved.leaf_mean().values, tree.leaf_mean().values[order])


@given(trees(st.none() | numbers))
def test_leaves_without_an_outcome_are_refused_left_out_or_replaced(tree: Tree) -> None:
    unknown = tree.is_leaf & ~tree.outcome.known
    if unknown.any():
        with pytest.raises(ValueError, match=f"{unknown.sum()} of {tree.is_leaf.sum()} leaves are unscored"):
            tree.leaf_mean()
    value, filled = tree.leaf_mean("skip").tolist(), tree.leaf_mean(3.0).tolist()
    for node in range(len(tree)):
        leaves = [tree.outcome.tolist()[x] for x in below(tree, node) if tree.is_leaf[x]]
        known = [x for x in leaves if x is not None]
        assert (value[node] is None) == (not known)
        assert not known or close(value[node], np.mean(known))
        assert close(filled[node], np.mean([3.0 if x is None else x for x in leaves]))


def test_other_numbers_can_stand_on_the_leaves() -> None:
    tree = Tree.of(FORK, [None, None, None, 1, 0, 0, 0])
    other = Scores.of([9, 9, 9, 4, None, 2, 6])
    assert tree.leaf_mean("skip", outcome=other).tolist() == [4, 4, 4, 4, None, 2, 6]
    with pytest.raises(ValueError, match="1 outcomes for 7 nodes"):
        tree.leaf_mean(outcome=Scores.of([1]))
    with pytest.raises(ValueError, match="1 of 4 leaves are unscored"):
        tree.leaf_mean(outcome=other)


@pytest.mark.parametrize("parent", [[0], [1, 0], [-1, 2, 3, 1], [2, 0, 1, -1], [-1, 1], [1, 2, 0, 0, 3, -1, 5]])
def test_a_cycle_is_no_tree(parent: list) -> None:
    with pytest.raises(ValueError, match="hangs from a cycle"):
        Tree.of(parent, [None] * len(parent))


def test_the_first_node_of_a_cycle_is_named() -> None:
    with pytest.raises(ValueError, match="node 2 hangs from a cycle"):
        Tree.of([-1, 0, 3, 2], [None] * 4)


def test_parents_are_nodes_and_only_leaves_have_outcomes() -> None:
    for odd in (2, -2):
        with pytest.raises(ValueError, match=f"parent {odd} is no node of 2"):
            Tree.of([-1, odd], [None, 1])
    with pytest.raises(ValueError, match="node 0 has children and an outcome"):
        Tree.of([-1, 0], [1, 1])
    with pytest.raises(ValueError, match="lengths must agree"):
        Tree.of([-1, 0], [None])
    with pytest.raises(ValueError, match="lengths must agree"):
        Tree.of(np.array([[-1]]), [1])
    with pytest.raises(ValueError, match="parent must hold whole numbers, not float64"):
        Tree.of(np.array([-1.0]), [1])
    with pytest.raises(ValueError, match="outcome holds NaN"):
        Tree.of([-1], [float("nan")])
    with pytest.raises(ValueError, match="3 values for 1 nodes"):
        Tree.of([-1], [1]).sum_up([1, 2, 3])
    with pytest.raises(ValueError, match="decay must be a finite number"):
        Tree.of([-1], [1]).sum_up([1], float("nan"))


def test_several_roots_are_several_trees() -> None:
    tree = Tree.of([-1, 0, -1, 2, 2, -1], [None, 1, None, 0, 1, 0.25])
    assert tree.root.tolist() == [0, 0, 2, 2, 2, 5]
    assert tree.leaf_mean().tolist() == [1, 1, 0.5, 0, 1, 0.25]
    assert tree.leaves.tolist() == [1, 1, 2, 1, 1, 1]


def test_no_nodes_one_node_and_a_long_chain_are_trees() -> None:
    none = Tree.of([], [])
    assert len(none) == 0
    assert none.leaf_mean().tolist() == none.leaves.tolist() == none.depth.tolist() == []
    assert Tree.of([-1], [0.5]).leaf_mean().tolist() == [0.5]
    assert Tree.of([-1], [None]).leaf_mean("skip").tolist() == [None]
    for count in (2, 3, 4, 5, 8, 9, 1000):
        for parent in (np.arange(count) - 1, np.append(np.arange(1, count), -1)):
            outcome: list[float | None] = [None] * count
            outcome[-1 if parent[0] < 0 else 0] = 1.0
            chain = Tree.of(parent, outcome)
            assert chain.depth.max() == count - 1
            assert chain.leaf_mean().tolist() == [1.0] * count


def test_a_tree_shares_no_memory_with_what_it_was_made_of() -> None:
    parent, outcome = np.array([-1, 0, 0]), Scores.of([None, 1, 0])
    tree = Tree.of(parent, outcome)
    parent[1], outcome.values[1] = 5, 7
    assert tree.parent.tolist() == [-1, 0, 0]
    assert tree.leaf_mean().tolist() == [0.5, 1, 0]
    tree.at_parent(tree.outcome.values)[0] = 9
    assert tree.outcome.tolist() == [None, 1, 0]
