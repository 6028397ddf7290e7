"""Windows and merges of the Hierarchical Reward Model, beams, truncated sampling."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.tree import Tree
from rewards.trees.beams import Candidate, keep_best, puct, reward_beam, value_beam
from rewards.trees.hierarchy import Window, balanced_sample, hnc_merge, hrm_samples
from rewards.trees.truncated import slate_reward, truncated_step_sampling
from tests.methods.strategies import binary, close, numbers, rows

seeds = st.integers(0, 999)
labels = st.sampled_from([-1.0, 0.0, 1.0])


def chance(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.example("hrm_samples")
def test_three_steps_give_two_coarse_windows() -> None:
    found = hrm_samples([["a", "b", "c"]], [[0.9, 0.4, 0.7]], joint="")
    assert [(w.step, w.score) for w in found if w.coarse] == [("ab", 0.4), ("bc", 0.7)]
    assert [w for w in found if not w.coarse] == [
        Window((), "a", 0.9, False), Window(("a",), "b", 0.4, False), Window(("a", "b"), "c", 0.7, False),
    ]  # fmt: skip
    assert found[4] == Window(("a",), "bc", 0.7, True)


@st.composite
def texts(draw: st.DrawFn) -> tuple[list, list]:
    scores = draw(rows(numbers))
    return [[f"s{i}" for i in range(len(row))] for row in scores], scores


@pytest.mark.invariant("hrm_samples")
@given(texts())
def test_a_trajectory_has_a_window_a_step_and_one_less_of_two(data: tuple) -> None:
    steps, scores = data
    found = hrm_samples(steps, scores)
    assert sum(not w.coarse for w in found) == sum(len(row) for row in steps)
    assert sum(w.coarse for w in found) == sum(max(0, len(row) - 1) for row in steps)


@pytest.mark.invariant("hrm_samples")
@given(texts())
def test_prefix_and_step_are_the_beginning_of_the_trajectory(data: tuple) -> None:
    steps, scores = data
    for window in hrm_samples(steps, scores, joint="|"):
        said = [*window.prefix, *window.step.split("|")]
        assert said == [f"s{i}" for i in range(len(said))]


@pytest.mark.invariant("hrm_samples")
@given(texts())
def test_both_kinds_carry_the_score_of_the_later_step(data: tuple) -> None:
    steps, scores = data
    flat = [s for row in scores for s in row]
    assert [w.score for w in hrm_samples(steps, scores) if not w.coarse] == flat
    assert [w.score for w in hrm_samples(steps, scores) if w.coarse] == [s for row in scores for s in row[1:]]


@st.composite
def crowded(draw: st.DrawFn) -> Tree:
    """Inner nodes with three to six children each, two levels below the root."""
    parent = [-1]
    for node in (0, 1, 2):
        parent += [node] * draw(st.integers(3, 6))
    leaf = [i not in parent for i in range(len(parent))]
    return Tree.of(parent, [draw(binary) if is_leaf else None for is_leaf in leaf])


def says(tree: Tree, words: tuple, leaf: int) -> str:
    node, out = leaf, ""
    while node >= 0:
        out, node = words[node] + out, int(tree.parent[node])
    return out


@pytest.mark.example("hnc_merge")
def test_a_node_with_four_children_loses_one_to_its_parent() -> None:
    tree = Tree.of([-1, 0, 1, 1, 1, 1], [None, None, 1, 0, 1, 0])
    found = hnc_merge(tree, ["r", "p", "a", "b", "c", "d"], rng=chance(), probability=1.0, joint="")
    (moved,) = found.moved
    assert found.tree.parent[moved] == 0
    assert found.texts[moved] == "p" + "rpabcd"[moved]
    assert found.tree.depth[moved] == 1


@pytest.mark.invariant("hnc_merge")
@given(crowded(), seeds, st.floats(0, 1))
def test_leaves_and_what_their_paths_say_stay(tree: Tree, seed: int, probability: float) -> None:
    words = [f"<{i}>" for i in range(len(tree))]
    found = hnc_merge(tree, words, rng=chance(seed), probability=probability, joint="")
    assert found.tree.is_leaf.tolist() == tree.is_leaf.tolist()
    assert found.tree.outcome.tolist() == tree.outcome.tolist()
    for leaf in np.flatnonzero(tree.is_leaf).tolist():
        assert says(found.tree, found.texts, leaf) == says(tree, tuple(words), leaf)


@pytest.mark.invariant("hnc_merge")
@given(crowded(), seeds)
def test_only_nodes_with_a_parent_and_four_children_lose_exactly_one(tree: Tree, seed: int) -> None:
    found = hnc_merge(tree, [str(i) for i in range(len(tree))], rng=chance(seed), probability=1.0)
    for node in range(len(tree)):
        lost = [c for c in found.moved if tree.parent[c] == node]
        assert len(lost) == int(tree.parent[node] >= 0 and tree.children[node] >= 4)
    still = [i for i in range(len(tree)) if i not in found.moved]
    assert found.tree.parent[still].tolist() == tree.parent[still].tolist()


@pytest.mark.invariant("hnc_merge")
@given(crowded(), seeds, st.floats(0, 1))
def test_the_same_chance_merges_the_same_and_without_chance_nothing(tree: Tree, seed: int, p: float) -> None:
    words = [str(i) for i in range(len(tree))]
    one, other = (hnc_merge(tree, words, rng=chance(seed), probability=p) for _ in range(2))
    assert one.moved == other.moved
    assert hnc_merge(tree, words, rng=chance(seed), probability=0.0).moved == ()


def test_samples_are_balanced_over_scores_at_each_height() -> None:
    height, scores = [1, 1, 1, 1, 2, 2, 2], [0.0, 1.0, 1.0, 1.0, 0.5, 0.5, None]
    found = balanced_sample(height, scores, most=9, rng=chance())
    assert found[0] == 0
    assert len(found) == 4
    assert set(found) <= {0, 1, 2, 3, 4, 5}
    assert balanced_sample(height, scores, most=1, rng=chance())[-1] in (4, 5)
    assert len(balanced_sample(height, scores, most=1, rng=chance())) == 3
    assert balanced_sample([], [], most=1, rng=chance()) == []
    with pytest.raises(ValueError, match="most must be at least 1"):
        balanced_sample([1], [1], most=0, rng=chance())
    with pytest.raises(ValueError, match="steps and scores must have the same lengths"):
        hrm_samples([["a"]], [[1, 2]])
    with pytest.raises(ValueError, match="lengths must agree"):
        hnc_merge(Tree.of([-1], [1]), [], rng=chance())
    with pytest.raises(ValueError, match="lengths must agree"):
        balanced_sample([1, 2], [1], most=1, rng=chance())
    with pytest.raises(ValueError, match="probability must be"):
        hnc_merge(Tree.of([-1], [1]), ["a"], rng=chance(), probability=2)


@pytest.mark.example("value_beam")
def test_two_of_four_values_are_kept() -> None:
    assert keep_best([0.2, 0.9, 0.5, 0.9], 2) == [1, 3]


@given(st.lists(st.one_of(st.none(), numbers), max_size=8), st.integers(1, 8))
def test_what_is_kept_is_not_worse_than_what_is_not(scores: list, width: int) -> None:
    kept = keep_best(scores, width)
    assert kept == sorted(set(kept))
    assert len(kept) == min(width, sum(s is not None for s in scores))
    left = [s for i, s in enumerate(scores) if i not in kept and s is not None]
    assert not left or not kept or max(left) <= min(scores[i] for i in kept)
    order = sorted((i for i, s in enumerate(scores) if s is not None), key=lambda i: (-scores[i], i))
    assert kept == sorted(order[:width])


def digits(state: str, rng) -> list[Candidate[str]]:
    """Numbers grow by a digit; worth their digits' sum; three digits are an end."""
    return [Candidate(state + d, sum(map(int, state + d)), len(state) == 2) for d in "012"]


@pytest.mark.invariant("value_beam")
@given(st.integers(1, 9), st.integers(1, 4))
def test_beams_keep_the_best_and_stop_at_ends(beams: int, depth: int) -> None:
    found = value_beam("", expand=digits, rng=chance(), beams=beams, depth=depth)
    best = "2" * min(depth, 3)
    assert found.kept[0].state == best
    assert len(found.kept) <= beams
    values = [c.value for c in found.kept]
    assert values == sorted(values, reverse=True)


@pytest.mark.invariant("value_beam")
@given(st.lists(st.lists(numbers, min_size=1, max_size=4), min_size=1, max_size=4))
def test_one_beam_is_greedy(levels: list) -> None:
    def expand(level: int, rng) -> list[Candidate[int]]:
        return [Candidate(level + 1, v, level + 1 == len(levels)) for v in levels[level]]

    found = value_beam(0, expand=expand, rng=chance(), depth=9)
    assert found.kept == [Candidate(len(levels), max(levels[-1]), True)]
    assert found.tried == sum(len(level) for level in levels)


@pytest.mark.invariant("value_beam")
@given(numbers, numbers)
def test_a_finished_candidate_persists_while_it_is_among_the_best(end: float, later: float) -> None:
    def expand(state: str, rng) -> list[Candidate[str]]:
        return [Candidate("end", end, True), Candidate("on", end, False)] if not state else [Candidate("on", later)]

    found = value_beam("", expand=expand, rng=chance(), beams=2, depth=3)
    assert ("end", end, True) in found.kept
    assert value_beam("", expand=lambda s, r: [], rng=chance(), depth=2).kept == [Candidate("", 0.0)]


def test_puct_and_the_ranges_of_beams() -> None:
    assert puct([0.5, 0.5], [0.2, 0.8], [4, 0], c=1.0).tolist() == pytest.approx([0.5 + 0.2 * 2 / 5, 0.5 + 0.8 * 2])
    assert puct([None], [1], [1], c=1.0).tolist() == [None]
    for column in (([1], [-1], [1]), ([1], [1], [-1])):
        with pytest.raises(ValueError, match="must not be negative"):
            puct(*column, c=1.0)
    with pytest.raises(ValueError, match="one length"):
        puct([1], [1], [1, 2], c=1.0)
    with pytest.raises(ValueError, match="c must be"):
        puct([1], [1], [1], c=-1.0)
    with pytest.raises(ValueError, match="width must be at least 1"):
        keep_best([1], 0)
    with pytest.raises(ValueError, match="depth must be at least 1"):
        value_beam("", expand=digits, rng=chance(), depth=0)


def step(state: int, action: int) -> int | None:
    return None if action == 3 else state + action


def propose(state: int, n: int, rng: np.random.Generator) -> list[int]:
    return list(range(n))


@pytest.mark.example("reward_beam")
def test_two_of_three_partial_trajectories_are_kept() -> None:
    sums = iter([1.2, 0.4, 1.2, 0.9])
    found = reward_beam(
        0, propose=propose, act=step, reward=lambda s, a, t: next(sums), rng=chance(), depth=1, width=2, candidates=4
    )
    assert [path.actions for path in found.kept] == [(0,), (2,)]
    assert found.tried == 4


@pytest.mark.invariant("reward_beam")
@given(st.integers(1, 5), st.integers(1, 6), st.integers(1, 3))
def test_paths_are_ranked_by_the_sum_of_their_rewards(width: int, candidates: int, depth: int) -> None:
    found = reward_beam(
        0, propose=propose, act=step, reward=lambda s, a, t: float(a), rng=chance(), depth=depth, width=width,
        candidates=candidates,
    )  # fmt: skip
    assert len(found.kept) <= width
    rewards = [path.reward for path in found.kept]
    assert rewards == sorted(rewards, reverse=True)
    assert rewards[0] == depth * (candidates - 1)
    assert all(path.reward == sum(path.actions) and len(path.actions) == depth for path in found.kept)


@pytest.mark.invariant("reward_beam")
@given(st.integers(1, 4))
def test_what_cannot_be_done_keeps_the_state_and_is_counted(depth: int) -> None:
    found = reward_beam(
        7, propose=lambda s, n, r: [3], act=step, reward=lambda s, a, t: float(s == t), rng=chance(), depth=depth
    )
    (path,) = found.kept
    assert (path.state, path.invalid, path.reward) == (7, depth, depth)


@pytest.mark.invariant("reward_beam")
@given(st.integers(1, 12), st.integers(1, 12))
def test_no_more_than_the_candidates_asked_for_are_tried(offered: int, candidates: int) -> None:
    found = reward_beam(
        0, propose=lambda s, n, r: list(range(offered)), act=lambda s, a: s, reward=lambda s, a, t: 0.0, rng=chance(),
        depth=1, candidates=candidates,
    )  # fmt: skip
    assert found.tried == min(offered, candidates)
    assert len(found.kept) == min(5, found.tried)


def test_the_paper_s_numbers_are_the_defaults_and_nothing_proposed_ends_the_search() -> None:
    asked = []
    found = reward_beam(
        0, propose=lambda s, n, r: asked.append(n) or [], act=step, reward=lambda s, a, t: 0.0, rng=chance(), depth=3
    )
    assert asked == [10]
    assert [path.actions for path in found.kept] == [()]
    for options in ({"depth": 0}, {"depth": 1, "candidates": 0}):
        with pytest.raises(ValueError, match="depth and candidates must be at least 1"):
            reward_beam(0, propose=propose, act=step, reward=lambda s, a, t: 0.0, rng=chance(), **options)
    with pytest.raises(ValueError, match="reward must be"):
        reward_beam(0, propose=propose, act=step, reward=lambda s, a, t: math.nan, rng=chance(), depth=1)


@pytest.mark.example("truncated_step_sampling")
def test_five_candidates_of_slate() -> None:
    found = truncated_step_sampling([[2, 1, 0, 1, -2]], rng=chance())
    assert found.advantages.tolist()[0] == pytest.approx([1.055, 0.3956, -0.2638, 0.3956, -1.5825], abs=5e-5)
    assert found.probabilities.tolist()[0] == pytest.approx([0.5116, 0.1994, 0.0778, 0.1994, 0.0118], abs=5e-5)
    assert slate_reward([1], [1], [1], [1]).tolist() == pytest.approx([2.075])


prefixes = rows(numbers, min_steps=0, max_steps=5)


@pytest.mark.invariant("truncated_step_sampling")
@given(prefixes, st.floats(0.1, 3), seeds)
def test_probabilities_sum_to_1_and_are_the_softmax_of_advantages(rewards: list, eta: float, seed: int) -> None:
    found = truncated_step_sampling(rewards, rng=chance(seed), eta=eta)
    for row, p, at in zip(found.advantages.tolist(), found.probabilities.tolist(), found.chosen.tolist(), strict=True):
        weight = [math.exp(a / eta) for a in row]
        assert close(p, [w / sum(weight) for w in weight], 1e-6)
        assert at == -1 if not row else 0 <= at < len(row)


@pytest.mark.invariant("truncated_step_sampling")
@given(prefixes, seeds)
def test_without_temperature_the_first_best_is_taken(rewards: list, seed: int) -> None:
    for eta in (0.0, -1.0):
        found = truncated_step_sampling(rewards, rng=chance(seed), eta=eta)
        advantages = found.advantages.tolist()
        assert found.chosen.tolist() == [row.index(max(row)) if row else -1 for row in advantages]
        assert [sum(p) for p in found.probabilities.tolist()] == [float(bool(row)) for row in rewards]


@pytest.mark.invariant("truncated_step_sampling")
@given(prefixes, st.floats(-50, 50))
def test_advantages_are_centred_in_each_prefix_and_know_no_level(rewards: list, c: float) -> None:
    found = truncated_step_sampling(rewards, rng=chance())
    moved = truncated_step_sampling([[r + c for r in row] for row in rewards], rng=chance())
    for row, a, b in zip(rewards, found.advantages.tolist(), moved.advantages.tolist(), strict=True):
        assert sum(a) == pytest.approx(0, abs=1e-6)
        if row and max(row) - min(row) > 1e-3:
            assert close(a, b, 1e-5)
            assert a[row.index(max(row))] == pytest.approx((max(row) - np.mean(row)) / (np.std(row, ddof=1) + 1e-6))


@given(labels, labels, st.integers(0, 4), st.booleans(), st.floats(0, 1))
def test_only_answers_have_a_bonus_that_falls_to_0_with_the_budget(
    thinking: float, action: float, turn: int, answers: bool, lam: float
) -> None:
    expected = thinking + action + (lam * (4 - turn) / 4 if answers else 0)
    assert slate_reward([thinking], [action], [answers], [turn], lam=lam).values[0] == pytest.approx(expected)


def test_equal_candidates_are_drawn_alike_and_labels_are_ternary() -> None:
    equal = truncated_step_sampling([[1, 1, 1, 1]], rng=chance())
    assert equal.advantages.tolist() == [[0, 0, 0, 0]]
    assert equal.probabilities.tolist() == [[0.25] * 4]
    drawn = truncated_step_sampling([[0, 1]] * 2000, rng=chance()).chosen
    share = 1 / (1 + math.exp(-2 * math.sqrt(0.5) / 0.7))
    assert abs(drawn.mean() - share) < 0.05
    skipped = truncated_step_sampling([[None, 3.0], [None]], rng=chance(), missing="skip")
    assert skipped.chosen.tolist() == [1, -1]
    with pytest.raises(ValueError, match="rewards are unscored"):
        truncated_step_sampling([[None, 1]], rng=chance())
    with pytest.raises(ValueError, match="eps must be"):
        truncated_step_sampling([[1, 2]], rng=chance(), eps=-1)
    with pytest.raises(ValueError, match="may only hold -1, 0 and 1"):
        slate_reward([0.5], [1], [1], [1])
    with pytest.raises(ValueError, match="may only hold -1, 0 and 1"):
        slate_reward([1], [0.5], [1], [1])
    with pytest.raises(ValueError, match="budget must be at least 1"):
        slate_reward([1], [1], [1], [1], budget=0)
    with pytest.raises(ValueError, match="lam must be"):
        slate_reward([1], [1], [1], [1], lam=-1)
    with pytest.raises(ValueError, match="lengths must agree"):
        slate_reward([1], [1], [1, 1], [1])
    assert slate_reward([1, 1, None], [1, 1, 1], [0, 1, 0], [None, None, 1]).tolist() == [2.0, None, None]
    assert slate_reward([1], [0], [1], [0], budget=1).tolist() == [1.1]
