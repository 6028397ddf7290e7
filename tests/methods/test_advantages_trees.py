"""Advantages in a tree of rollouts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.trajectory import group_zscore
from rewards.advantages.trees import fork_advantage, tree_advantage
from rewards.tree import Tree
from tests.methods.strategies import close, numbers
from tests.methods.test_tree import FORK, below, path, trees

PLAIN = {"trajectory_weight": 0.0, "fork_weight": 1.0, "gamma": 1.0}


def star(outcomes: list) -> Tree:
    return Tree.of([-1] + [0] * len(outcomes), [None, *outcomes])


@pytest.mark.example("fork_advantage")
def test_a_step_is_compared_with_its_siblings() -> None:
    assert fork_advantage(star([1, 0, 1, 1]), **PLAIN).tolist() == [0, 0.25, -0.75, 0.25, 0.25]


@pytest.mark.invariant("fork_advantage")
@given(trees(), st.floats(0, 1))
def test_advantages_over_a_fork_sum_to_zero_and_an_only_child_has_none(tree: Tree, gamma: float) -> None:
    out = fork_advantage(tree, **(PLAIN | {"gamma": gamma})).values
    for node in range(len(tree)):
        kids = np.flatnonzero(tree.parent == node)
        assert close(out[kids].sum(), 0, 1e-7)
        assert len(kids) != 1 or out[kids[0]] == 0
    assert (out[tree.is_root] == 0).all()


@pytest.mark.invariant("fork_advantage")
@given(st.lists(numbers, min_size=1, max_size=6), st.floats(0, 2), st.floats(0, 2))
def test_a_star_of_leaves_has_the_group_s_form(outcomes: list, one: float, two: float) -> None:
    out = fork_advantage(star(outcomes), trajectory_weight=one, fork_weight=two, gamma=1.0).values[1:]
    ranked = group_zscore(outcomes, ddof=0, eps=1e-8).values
    centred = group_zscore(outcomes, scale=False).values
    assert close(out, one * ranked + two * centred)


@pytest.mark.invariant("fork_advantage")
@given(trees(), st.floats(0, 1))
def test_both_parts_are_those_of_walking(tree: Tree, gamma: float) -> None:
    def reward(node: int) -> float:
        leaves = [x for x in below(tree, node) if tree.is_leaf[x]]
        return float(
            np.mean([gamma ** (len(path(tree, x)) - len(path(tree, node))) * tree.outcome.values[x] for x in leaves])
        )

    ranked = np.zeros(len(tree))
    for root in np.flatnonzero(tree.is_root):
        leaves = [x for x in below(tree, root) if tree.is_leaf[x]]
        ranked[leaves] = group_zscore(tree.outcome.values[leaves], ddof=0, eps=1e-8).values
    fork = fork_advantage(tree, **(PLAIN | {"gamma": gamma})).values
    whole = fork_advantage(tree, trajectory_weight=1, fork_weight=0, gamma=gamma).values
    for node in range(len(tree)):
        leaves = [x for x in below(tree, node) if tree.is_leaf[x]]
        assert close(whole[node], np.mean(ranked[leaves]), 1e-7)
        if tree.parent[node] >= 0:
            siblings = np.flatnonzero(tree.parent == tree.parent[node])
            assert close(fork[node], reward(node) - np.mean([reward(x) for x in siblings]))
    mixed = fork_advantage(tree, trajectory_weight=0.3, fork_weight=2, gamma=gamma).values
    assert close(mixed, 0.3 * whole + 2 * fork)


@pytest.mark.invariant("fork_advantage")
@given(trees(), st.integers(-9, 9), st.data())
def test_a_tool_call_that_worked_is_worth_its_weight_among_siblings(
    tree: Tree, weight: int, data: st.DataObject
) -> None:
    ok = data.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=len(tree), max_size=len(tree)))
    out = fork_advantage(tree, **PLAIN, tool_ok=ok, tool_weight=weight).values
    plain = fork_advantage(tree, **PLAIN).values
    for node in np.flatnonzero(~tree.is_root):
        siblings = np.flatnonzero(tree.parent == tree.parent[node])
        assert close(out[node] - plain[node], weight * (ok[node] - np.mean([ok[x] for x in siblings])), 1e-7)


def test_forks_further_from_the_end_count_less() -> None:
    tree = Tree.of([-1, 0, 0, 1], [None, None, 1, 1])
    assert fork_advantage(tree, **(PLAIN | {"gamma": 0.5})).tolist() == [0, -0.25, 0.25, 0]


def test_fork_parameters_are_checked_and_gaps_left_out() -> None:
    tree = star([1, 0])
    with pytest.raises(ValueError, match="tool_ok wants tool_weight"):
        fork_advantage(tree, **PLAIN, tool_ok=[1, 1, 1])
    with pytest.raises(ValueError, match="tree has 3, tool_ok has 1"):
        fork_advantage(tree, **PLAIN, tool_ok=[1], tool_weight=1)
    for name in ("trajectory_weight", "fork_weight", "tool_weight"):
        with pytest.raises(ValueError, match=f"{name} must be a finite number"):
            fork_advantage(tree, **(PLAIN | {name: float("inf")}), tool_ok=[1, 1, 1],
                           **({} if name == "tool_weight" else {"tool_weight": 1}))  # fmt: skip
    for gamma in (-0.1, 1.1):
        with pytest.raises(ValueError, match="gamma must be a finite number from 0"):
            fork_advantage(tree, **(PLAIN | {"gamma": gamma}))
    gap = star([1, None, 0])
    with pytest.raises(ValueError, match="1 of 3 leaves are unscored"):
        fork_advantage(gap, **PLAIN)
    both = PLAIN | {"trajectory_weight": 1.0, "eps": 0.0}
    assert fork_advantage(gap, **both, missing="skip").tolist() == [0, 1.5, None, -1.5]
    assert fork_advantage(gap, **both, missing=1).tolist()[2] == pytest.approx(1 / 3 + 0.5**0.5)
    with pytest.raises(ValueError, match="1 of 3 tool_ok are unscored"):
        fork_advantage(tree, **PLAIN, tool_ok=[None, 1, 1], tool_weight=1)
    skipped = fork_advantage(star([1, 0, 0]), **PLAIN, tool_ok=[1, None, 1, 1], tool_weight=1, missing="skip")
    assert skipped.tolist() == [0, None, 0, 0]


def test_fork_trajectories_are_ranked_as_told() -> None:
    tree = star([1e-6, 0.0])
    weights = {"trajectory_weight": 1.0, "fork_weight": 0.0, "gamma": 1.0}
    default = fork_advantage(tree, **weights).tolist()
    assert default == fork_advantage(tree, **weights, ddof=0, eps=1e-8, single="zero").tolist()
    assert default != fork_advantage(tree, **weights, eps=0).tolist()
    assert fork_advantage(star([1, 0]), **weights, ddof=1, eps=0).tolist()[1] == pytest.approx(0.5**0.5)
    assert fork_advantage(star([3]), **weights).tolist() == [0, 0]
    assert fork_advantage(star([3]), **weights, single="raw").tolist() == [3, 3]


@pytest.mark.example("tree_advantage")
def test_a_step_is_worth_what_it_adds_to_its_parent() -> None:
    tree = Tree.of(FORK, [None, None, None, 1, 0, 0, 0])
    assert tree_advantage(tree).tolist() == [0, 0.25, -0.25, 0.5, -0.5, 0, 0]


@pytest.mark.invariant("tree_advantage")
@given(trees())
def test_advantages_of_children_cancel_when_weighted_by_their_leaves(tree: Tree) -> None:
    out = tree_advantage(tree).values
    for node in range(len(tree)):
        kids = np.flatnonzero(tree.parent == node)
        assert close((out[kids] * tree.leaves[kids]).sum(), 0, 1e-7)


@pytest.mark.invariant("tree_advantage")
@given(trees())
def test_advantages_along_a_path_sum_to_the_outcome_less_the_root_s_value(tree: Tree) -> None:
    out, value = tree_advantage(tree).values, tree.leaf_mean().values
    for leaf in np.flatnonzero(tree.is_leaf):
        assert close(out[path(tree, leaf)].sum(), tree.outcome.values[leaf] - value[tree.root[leaf]], 1e-7)


@pytest.mark.invariant("tree_advantage")
@given(st.integers(1, 8), numbers)
def test_a_chain_has_no_advantages(count: int, outcome: float) -> None:
    chain = Tree.of(np.arange(count) - 1, [None] * (count - 1) + [outcome])
    for to_root in (False, True):
        assert tree_advantage(chain, to_root=to_root).tolist() == [0] * count


@pytest.mark.invariant("tree_advantage")
@given(trees())
def test_against_the_root_as_well_a_node_gets_both_differences(tree: Tree) -> None:
    value = tree.leaf_mean().values
    both = tree_advantage(tree, to_root=True).values
    assert close(both - tree_advantage(tree).values, value - value[tree.root])


def test_nodes_without_a_known_leaf_have_no_advantage() -> None:
    tree = Tree.of([-1, 0, 0, 1], [None, None, 1, None])
    with pytest.raises(ValueError, match="1 of 2 leaves are unscored"):
        tree_advantage(tree)
    assert tree_advantage(tree, missing="skip").tolist() == [0, None, 0, None]
    assert tree_advantage(tree, missing=0).tolist() == [0, -0.5, 0.5, 0]
    assert tree_advantage(Tree.of([], [])).tolist() == []
