"""Values in trees, and where to search next."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.tree import Tree
from rewards.trees.omega import omega_quality, omega_select
from rewards.trees.values import decayed, grounded_backup, grounded_values, role_values, tree_value, uct
from tests.methods.strategies import binary, close, probabilities

signs = st.sampled_from([-1.0, 1.0])


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    n = draw(st.integers(1, 9))
    parent = [-1, *(draw(st.integers(0, i - 1)) for i in range(1, n))]
    leaf = [i not in parent for i in range(n)]
    return Tree.of(parent, [draw(binary) if is_leaf else None for is_leaf in leaf])


def below(tree: Tree, node: int) -> list[int]:
    """Leaves at or below a node."""
    children = [i for i in range(len(tree)) if tree.parent[i] == node]
    return [leaf for child in children for leaf in below(tree, child)] or [node]


@pytest.mark.example("tree_value")
def test_every_leaf_counts_alike_however_uneven_the_fan_out() -> None:
    uneven = Tree.of([-1, 0, 0, 1, 1, 1, 1, 2], [None, None, None, 1, 1, 0, 0, 1])
    assert tree_value(uneven).tolist()[:3] == [0.6, 0.5, 1.0]
    two = Tree.of([-1, 0, 0, 1, 1, 2, 2], [None, None, None, 1, 0, 0, 0])
    assert tree_value(two).tolist()[0] == 0.25


@pytest.mark.invariant("tree_value")
@given(trees())
def test_a_value_is_the_share_of_right_leaves_below(tree: Tree) -> None:
    expected = [float(np.mean([tree.outcome.values[leaf] for leaf in below(tree, i)])) for i in range(len(tree))]
    assert close(tree_value(tree).tolist(), expected)


@pytest.mark.invariant("tree_value")
@given(trees())
def test_a_parent_is_the_mean_of_its_children_by_their_leaves(tree: Tree) -> None:
    values, leaves = tree_value(tree).values, tree.leaves
    for node in range(len(tree)):
        children = np.flatnonzero(tree.parent == node)
        if len(children):
            assert values[node] == pytest.approx((values[children] * leaves[children]).sum() / leaves[node])


@pytest.mark.invariant("tree_value")
@given(trees())
def test_values_lie_between_the_outcomes_and_unknown_leaves_can_be_left_out(tree: Tree) -> None:
    values = tree_value(tree).values
    known = tree.outcome.values[tree.is_leaf]
    assert (values >= known.min() - 1e-12).all()
    assert (values <= known.max() + 1e-12).all()
    unknown = Tree.of(tree.parent, [None] * len(tree))
    assert tree_value(unknown, missing="skip").tolist() == [None] * len(tree)
    with pytest.raises(ValueError, match="unscored"):
        tree_value(unknown)


def roles(g1: list[list[int]], g2: list[list[int]]) -> Tree:
    """A root, two generators with two verifiers of two refiners each."""
    parent, outcome = [-1, 0, 0], [None, None, None]
    for generator, verifiers in ((1, g1), (2, g2)):
        for leaves in verifiers:
            verifier = len(parent)
            parent.append(generator)
            outcome.append(None)
            for leaf in leaves:
                parent.append(verifier)
                outcome.append(leaf)
    return Tree.of(parent, outcome)


@pytest.mark.example("role_values")
def test_two_generators_with_two_verifiers_and_refiners_each() -> None:
    found = role_values(roles([[1, 0], [1, 1]], [[0, 0], [1, 0]]))
    assert found.value.tolist()[1:3] == [0.75, 0.25]
    assert [found.value.tolist()[i] for i in (3, 6, 9, 12)] == [0.5, 1.0, 0.0, 0.5]
    assert found.good.tolist()[:4] == [False, True, False, False]
    assert (1, 2) in found.pairs
    assert (6, 3) in found.pairs
    assert (1, 3) not in found.pairs


@pytest.mark.invariant("role_values")
@given(trees(), probabilities)
def test_good_turns_are_those_above_the_threshold_and_pairs_share_a_parent(tree: Tree, threshold: float) -> None:
    found = role_values(tree, threshold=threshold)
    values = found.value.values
    assert found.good.tolist() == [bool(v > threshold) and p >= 0 for v, p in zip(values, tree.parent, strict=True)]
    expected = {
        (a, b)
        for a in range(len(tree))
        for b in range(len(tree))
        if found.good[a] and not found.good[b] and tree.parent[b] == tree.parent[a] >= 0
    }
    assert set(found.pairs) == expected
    assert len(found.pairs) == len(expected)


@pytest.mark.invariant("role_values")
@given(st.lists(binary, min_size=8, max_size=8))
def test_with_equal_fan_out_a_value_is_the_mean_of_its_children(leaves: list) -> None:
    tree = roles([leaves[:2], leaves[2:4]], [leaves[4:6], leaves[6:]])
    values = role_values(tree).value.values
    for node in np.flatnonzero(tree.children > 0):
        assert values[node] == pytest.approx(values[tree.parent == node].mean())


@pytest.mark.invariant("role_values")
@given(trees())
def test_what_is_unknown_is_neither_good_nor_bad(tree: Tree) -> None:
    found = role_values(Tree.of(tree.parent, [None] * len(tree)), missing="skip")
    assert not found.good.any()
    assert found.pairs == []
    assert role_values(tree).value.tolist() == tree_value(tree).tolist()


@pytest.mark.example("grounded_backup")
def test_three_verdicts_and_an_end() -> None:
    verdicts = [[1, 1, -1], [1, 1, -1], [], [1, 1, 1]]
    found = grounded_backup(verdicts, [1, -1, 1, 1]).tolist()
    assert found == pytest.approx([0.7778, 0.1111, 1.0, 1.0], abs=5e-5)


@pytest.mark.invariant("grounded_backup")
@given(st.lists(signs, max_size=8), signs)
def test_the_value_is_odd_and_bounded_and_earlier_verdicts_weigh_more(verdicts: list, final: float) -> None:
    value = grounded_backup([verdicts], [final]).values[0]
    n = len(verdicts)
    expected = sum(v * (n - i) / n for i, v in enumerate(verdicts)) / n + final / n if n else final
    assert value == pytest.approx(expected)
    assert grounded_backup([[-v for v in verdicts]], [-final]).values[0] == pytest.approx(-value)
    assert abs(value) <= ((n + 1) / (2 * n) + 1 / n if n else 1) + 1e-12


@pytest.mark.invariant("grounded_backup")
@given(st.lists(signs, min_size=1, max_size=8), signs, st.data())
def test_a_better_verdict_or_end_never_lowers_the_value(verdicts: list, final: float, data: st.DataObject) -> None:
    value = grounded_backup([verdicts], [final]).values[0]
    at = data.draw(st.integers(0, len(verdicts) - 1))
    better = [1.0 if i == at else v for i, v in enumerate(verdicts)]
    assert grounded_backup([better], [final]).values[0] >= value - 1e-12
    assert grounded_backup([verdicts], [1]).values[0] >= value - 1e-12


@pytest.mark.invariant("grounded_backup")
@given(st.lists(signs, max_size=6), signs, st.floats(0, 2), st.floats(0.1, 1))
def test_the_paper_s_form_is_the_mean_of_what_follows(verdicts: list, final: float, beta: float, decay: float) -> None:
    weights = [decay**i for i in range(len(verdicts))]
    expected = []
    for i in range(len(verdicts)):
        later = [w * v for w, v in list(zip(weights, verdicts, strict=True))[i + 1 :]]
        expected.append((sum(later) / len(later) if later else 0) + beta * final)
    found = grounded_values([verdicts], [final], weights=[weights], beta=beta)
    assert close(found.tolist()[0], expected)


def test_what_a_path_gives_its_ancestors_and_where_to_go() -> None:
    assert decayed(2.0, 3).tolist() == pytest.approx([2, 1.8, 1.62, 1.458])
    assert decayed(2.0, 0, decay=0.5).tolist() == [2]
    assert uct([0.5, 0.5], [0, 3], 7).tolist() == pytest.approx(
        [0.5 + 1.414 * math.sqrt(math.log(8)), 0.5 + 1.414 * math.sqrt(math.log(8) / 4)]
    )
    assert uct([0.5, None], [0, 0], 0).tolist() == [0.5, None]
    assert uct([0.0], [0], math.e - 1, c=2.0).tolist() == pytest.approx([2.0])
    with pytest.raises(ValueError, match="depth must not be negative"):
        decayed(1.0, -1)
    with pytest.raises(ValueError, match="decay must be"):
        decayed(1.0, 1, decay=2)
    with pytest.raises(ValueError, match="visits must not be negative"):
        uct([1], [-1], 1)
    with pytest.raises(ValueError, match="parent_visits must be"):
        uct([1], [1], -1)
    with pytest.raises(ValueError, match="verdicts must hold -1 and 1 only"):
        grounded_backup([[0]], [1])
    with pytest.raises(ValueError, match="final must hold -1 and 1 only"):
        grounded_backup([[1]], [0])
    with pytest.raises(ValueError, match="weights must have a number a verdict"):
        grounded_values([[1]], [1], weights=[[1, 1]], beta=1)
    with pytest.raises(ValueError, match="verdicts are unscored"):
        grounded_backup([[None]], [1])
    assert grounded_backup([[None, 1], [1]], [1, None], missing="skip").tolist() == [None, None]
    assert grounded_values([[1], [1]], [1, None], weights=[[1], [1]], beta=0.5).tolist() == [[0.5], [None]]
    with pytest.raises(ValueError, match="threshold must be"):
        role_values(Tree.of([-1], [1]), threshold=2)


@pytest.mark.example("omega_select")
def test_the_quality_of_three_pairs() -> None:
    assert omega_quality([1, 0.5, 0.875], [100, 100, 250]).tolist() == pytest.approx([0.9791, 0.6924, 0.8699], abs=5e-5)
    assert omega_select([1, 0.5, 0.875], [100, 100, 250], [0, 0, 0]).index == 2


pool = st.lists(st.tuples(probabilities, st.integers(0, 2000), st.integers(0, 9)), min_size=1, max_size=6)


@pytest.mark.invariant("omega_select")
@given(pool)
def test_the_choice_has_the_greatest_quality_and_bonus_among_those_in_doubt(rows: list) -> None:
    values, lengths, visits = ([row[i] for row in rows] for i in range(3))
    total = sum(visits)
    score = [
        0.5 ** (1 - v) * 0.9 ** (size / 500) + 0.125 * math.sqrt(total) / (1 + n) if 0 < v < 1 else -math.inf
        for v, size, n in rows
    ]
    found = omega_select(values, lengths, visits)
    if max(score) == -math.inf:
        assert found.index is None
        assert found.visits == tuple(visits)
    else:
        assert found.index is not None
        assert score[found.index] == pytest.approx(max(score))
        assert sum(found.visits) == total + 1
        assert found.visits[found.index] == visits[found.index] + 1


@pytest.mark.invariant("omega_select")
@given(probabilities, probabilities, st.integers(0, 2000), st.integers(1, 500))
def test_quality_rises_with_hope_and_falls_with_length(a: float, b: float, length: int, more: int) -> None:
    low, high = sorted((a, b))
    worse, better, longer = omega_quality([low, high, low], [length, length, length + more]).values
    assert 0 < worse <= better <= 1
    assert longer < worse


@pytest.mark.invariant("omega_select")
@given(st.integers(1, 6), st.sampled_from([0.0, 1.0]))
def test_states_without_doubt_are_never_chosen(count: int, value: float) -> None:
    assert omega_select([value] * count, [1] * count, [0] * count).index is None
    assert omega_select([value] * count + [0.5], [1] * (count + 1), [0] * (count + 1)).index == count
    assert omega_select([None] * count, [1] * count, [0] * count).index is None


def test_visits_spread_the_search_and_parameters_have_ranges() -> None:
    assert omega_select([0.5, 0.5], [1, 1], [3, 0]).index == 1
    assert omega_select([0.5, 0.5], [1, 1], [0, 0]).index == 0
    assert omega_select([0.6, 0.5], [1, 1], [4, 0], c=0.0).index == 0
    assert omega_select([0.6, 0.5], [1, 1], [4, 0]).index == 1
    for name in ("alpha", "beta"):
        for value in (0.0, 1.5):
            with pytest.raises(ValueError, match=f"{name} must be above 0 and at most 1"):
                omega_quality([0.5], [1], **{name: value})
    with pytest.raises(ValueError, match="limit must be positive"):
        omega_quality([0.5], [1], limit=0)
    with pytest.raises(ValueError, match="length must not be negative"):
        omega_quality([0.5], [-1])
    with pytest.raises(ValueError, match="visits must not be negative"):
        omega_select([0.5], [1], [-1])
    with pytest.raises(ValueError, match="c must be"):
        omega_select([0.5], [1], [1], c=-1)
    with pytest.raises(ValueError, match="lengths must agree"):
        omega_select([0.5], [1], [1, 1])
    with pytest.raises(ValueError, match="value must lie"):
        omega_quality([1.5], [1])
    assert omega_quality([None, 0.5], [1, None]).tolist() == [None, None]
    assert omega_quality([1.0], [500]).tolist() == pytest.approx([0.9])
    assert omega_quality([0.0], [0]).tolist() == pytest.approx([0.5])
