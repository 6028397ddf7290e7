"""Advantages shared by trajectories that do the same in the same place."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.graph import graph_merge
from rewards.advantages.trajectory import group_zscore
from tests.methods.strategies import binary, close, flat, numbers


def same(state: str) -> str:
    return state


walks = st.lists(
    st.tuples(
        numbers, st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from("pq")), max_size=4), st.sampled_from("ab")
    ),
    min_size=1,
    max_size=6,
)


def columns(items: list) -> tuple[list, list, list, list]:
    """Rewards, states (all begin at the same), actions and groups."""
    states = [["p", *(state for _, state in walk)] for _, walk, _ in items]
    return [r for r, _, _ in items], states, [[a for a, _ in walk] for _, walk, _ in items], [g for _, _, g in items]


@pytest.mark.example("graph_merge")
def test_a_shared_edge_has_the_mean_of_those_who_took_it() -> None:
    plain = graph_merge([1, 1, 0, 0], ["ab", "cd", "ef", "gh"], ["x"] * 4, key_fn=same).tolist()
    assert flat(plain) == pytest.approx([0.866, 0.866, -0.866, -0.866], abs=5e-5)
    one_one = graph_merge([1, 1, 0, 0], ["ab", "cd", "ab", "gh"], ["x"] * 4, key_fn=same).tolist()
    assert flat(one_one) == pytest.approx([0, 0.866, 0, -0.866], abs=5e-5)
    two_one = graph_merge([1, 1, 0, 0], ["ab", "ab", "ab", "gh"], ["x"] * 4, key_fn=same).tolist()
    assert flat(two_one) == pytest.approx([0.2887, 0.2887, 0.2887, -0.866], abs=5e-5)


@pytest.mark.invariant("graph_merge")
@given(walks)
def test_where_no_edge_is_shared_the_group_s_advantage_is_left(items: list) -> None:
    rewards, states, actions, group = columns(items)
    apart = [[(i, t) for t in range(len(row))] for i, row in enumerate(states)]
    out = graph_merge(rewards, apart, actions, group, key_fn=lambda s: s).tolist()
    whole = group_zscore(rewards, group, eps=0).tolist()
    assert close(flat(out), [a for a, row in zip(whole, actions, strict=True) for _ in row])


@pytest.mark.invariant("graph_merge")
@given(walks)
def test_an_edge_has_the_mean_advantage_of_its_occurrences_in_the_group(items: list) -> None:
    rewards, states, actions, group = columns(items)
    kept = copy.deepcopy(states)
    whole = group_zscore(rewards, group, eps=0).tolist()
    edges = [[(g, row[t], a, row[t + 1]) for t, a in enumerate(acts)]
             for g, row, acts in zip(group, states, actions, strict=True)]  # fmt: skip
    taken: dict = {}
    for row, a in zip(edges, whole, strict=True):
        for edge in row:
            taken.setdefault(edge, []).append(a)
    out = graph_merge(rewards, states, actions, group, key_fn=same).tolist()
    assert close(flat(out), [np.mean(taken[edge]) for row in edges for edge in row])
    assert states == kept


@pytest.mark.invariant("graph_merge")
@given(walks)
def test_merging_keeps_the_sum_over_all_steps_and_no_edge_exceeds_the_best_trajectory(items: list) -> None:
    rewards, states, actions, group = columns(items)
    whole = group_zscore(rewards, group, eps=0).values
    out = graph_merge(rewards, states, actions, group, key_fn=same).values
    assert close(out.sum(), sum(a * len(row) for a, row in zip(whole, actions, strict=True)), 1e-7)
    assert not len(out) or np.abs(out).max() <= np.abs(whole).max() + 1e-9


@pytest.mark.invariant("graph_merge")
@given(walks, st.integers(2, 4), binary)
def test_rollouts_that_do_the_same_have_no_advantage(items: list, count: int, first: float) -> None:
    _, states, actions, _ = columns(items[:1])
    rewards = [first] + [1 - first] * (count - 1)
    assert close(graph_merge(rewards, states * count, actions * count, key_fn=same).values, 0 * np.ones(
        count * len(actions[0])))  # fmt: skip


@pytest.mark.invariant("graph_merge")
@given(walks, st.randoms())
def test_advantages_go_with_their_rollouts(items: list, random) -> None:
    order = random.sample(range(len(items)), len(items))
    rewards, states, actions, group = columns(items)
    out = graph_merge(rewards, states, actions, group, key_fn=same).tolist()
    moved = columns([items[i] for i in order])
    assert close(flat(graph_merge(*moved, key_fn=same).tolist()), flat([out[i] for i in order]), 1e-7)


def test_an_edge_is_state_action_and_next_state_of_one_group() -> None:
    def merged(states: list, actions: list, group: str = "aa") -> bool:
        return graph_merge([1, 0], states, actions, group, key_fn=same).tolist() == [[0], [0]]

    assert merged(["ab", "ab"], ["x", "x"])
    assert not merged(["ab", "cb"], ["x", "x"])
    assert not merged(["ab", "ac"], ["x", "x"])
    assert not merged(["ab", "ab"], ["x", "y"])
    assert not merged(["ab", "ba"], ["x", "x"])
    apart = graph_merge([1, 0, 0, 1], ["ab", "cd", "ab", "cd"], ["x"] * 4, "mmnn", key_fn=same).tolist()
    assert flat(apart) == pytest.approx([0.5**0.5, -(0.5**0.5), -(0.5**0.5), 0.5**0.5])
    twice = graph_merge([3, 0], [["a", "a", "a"], ["a", "a"]], ["xx", "x"], key_fn=same, ddof=0).tolist()
    assert flat(twice) == pytest.approx([1 / 3] * 3)
    digest = graph_merge([1, 0], [["A", "b"], ["a", "B"]], ["x", "x"], key_fn=str.lower).tolist()
    assert digest == [[0], [0]]


def test_the_z_score_is_as_told_and_gaps_have_no_say() -> None:
    states, actions = ["ab", "cd"], ["x", "x"]
    assert flat(graph_merge([1, 0], states, actions, key_fn=same, ddof=0).tolist()) == [1, -1]
    assert flat(graph_merge([1, 0], states, actions, key_fn=same, ddof=0, eps=0.25).tolist()) == pytest.approx(
        [2 / 3, -2 / 3])  # fmt: skip
    assert flat(graph_merge([1, 0], states, actions, key_fn=same).tolist()) == pytest.approx([0.5**0.5, -(0.5**0.5)])
    assert graph_merge([5], ["ab"], ["x"], key_fn=same).tolist() == [[0]]
    assert graph_merge([5], ["ab"], ["x"], key_fn=same, single="raw").tolist() == [[5]]
    with pytest.raises(ValueError, match="1 of 2 rewards are unscored"):
        graph_merge([1, None], states, actions, key_fn=same)
    gap = graph_merge([1, 0, None], ["ab", "cd", "ab"], ["x"] * 3, key_fn=same, ddof=0, missing="skip").tolist()
    assert gap == [[1], [-1], [None]]
    assert graph_merge([1, None], states, actions, key_fn=same, ddof=0, missing=0).tolist() == [[1], [-1]]


def test_there_is_a_state_more_than_actions() -> None:
    with pytest.raises(ValueError, match="states must hold one more than actions"):
        graph_merge([1], ["a"], ["x"], key_fn=same)
    with pytest.raises(ValueError, match="states must hold one more than actions"):
        graph_merge([1, 1], ["abc", "a"], ["x", "x"], key_fn=same)
    with pytest.raises(ValueError, match="lengths must agree"):
        graph_merge([1], ["ab", "ab"], ["x"], key_fn=same)
    with pytest.raises(ValueError, match="lengths must agree"):
        graph_merge([1], ["ab"], ["x", "x"], key_fn=same)
    with pytest.raises(ValueError, match="rewards has 1, states has 2"):
        graph_merge([1], ["ab", "ab"], ["x", "x"], key_fn=same)
    with pytest.raises(ValueError, match="group has 2 keys for 1 items"):
        graph_merge([1], ["ab"], ["x"], "ab", key_fn=same)
    assert graph_merge([], [], [], key_fn=same).tolist() == []
    assert graph_merge([1, 0], ["a", "b"], ["", ""], key_fn=same).tolist() == [[], []]
    assert graph_merge([1, 0], ["a", "ab"], ["", "x"], key_fn=same, ddof=0).tolist() == [[], [-1]]
