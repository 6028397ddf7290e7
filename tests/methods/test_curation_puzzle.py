"""Groups weighed by how hard their puzzle is and how widely the answers differ."""

import copy
from collections import Counter
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.puzzle import option_diversity, pc_grpo_advantage, pc_grpo_weight
from tests.methods.strategies import binary, close, numbers, probabilities

groups = st.lists(st.tuples(probabilities, st.sampled_from("ABCDEF"), st.sampled_from("pq")), min_size=1, max_size=10)


def columns(items: list) -> tuple[list, list, list]:
    return [i[0] for i in items], [i[1] for i in items], [i[2] for i in items]


@pytest.mark.example("pc_grpo_weight")
def test_the_weight_is_difficulty_times_the_root_of_diversity() -> None:
    for options, right, k, diversity, weight in (
        ("ABBBBBBB", 1, 6, 0.2103, 0.2006),
        ("ABBCCDEF", 1, 6, 0.9671, 0.4303),
        ("ABBCCDEF", 1, 8, 0.8333, 0.3994),
        ("AAAABBBB", 4, 6, 0.3869, 0.6220),
    ):
        assert option_diversity(options, available=k).tolist() == pytest.approx([diversity] * 8, abs=5e-5)
        rewards = [1] * right + [0] * (8 - right)
        assert pc_grpo_weight(rewards, options, available=k).tolist() == pytest.approx([weight] * 8, abs=5e-5)


@pytest.mark.invariant("pc_grpo_weight")
@given(groups, st.floats(0, 3))
def test_a_weight_lies_from_0_to_1_and_is_the_group_s(items: list, gamma: float) -> None:
    before = copy.deepcopy(items)
    rewards, options, group = columns(items)
    out = pc_grpo_weight(rewards, options, group=group, available=6, gamma=gamma).tolist()
    assert all(0 <= w <= 1 for w in out)
    assert all(len({w for w, g in zip(out, group, strict=True) if g == key}) == 1 for key in set(group))
    for key in set(group):
        mine = [i for i in items if i[2] == key]
        d = sum(i[0] for i in mine) / len(mine)
        counts = Counter(i[1] for i in mine).values()
        h = sum(-n / len(mine) * log(n / len(mine)) for n in counts) / log(6)
        assert close(out[group.index(key)], 4 * d * (1 - d) * max(h, 0) ** gamma)
    assert items == before


@pytest.mark.invariant("pc_grpo_weight")
@given(groups)
def test_right_and_wrong_are_symmetric_and_unanimity_weighs_nothing(items: list) -> None:
    rewards, options, group = columns(items)
    one = pc_grpo_weight(rewards, options, group=group, available=6).values
    two = pc_grpo_weight([1 - r for r in rewards], options, group=group, available=6).values
    assert close(one, two)
    for verdict in (0, 1):
        assert not pc_grpo_weight([verdict] * len(items), options, group=group, available=6).values.any()


@pytest.mark.invariant("pc_grpo_weight")
@given(groups)
def test_diversity_lies_from_0_to_1_and_is_0_where_all_agree(items: list) -> None:
    _, options, group = columns(items)
    for kind in ("entropy", "permutations"):
        out = option_diversity(options, group=group, diversity=kind, available=6)  # type: ignore[arg-type]
        for key in set(group):
            at = [i for i, g in enumerate(group) if g == key]
            different = {options[i] for i in at}
            assert all(0 <= out.values[i] <= 1 for i in at)
            assert (out.values[at[0]] == 0) == (len(different) == 1)
            if kind == "permutations" and len(at) > 1:
                assert close(out.values[at[0]], (len(different) - 1) / (len(at) - 1))


@pytest.mark.invariant("pc_grpo_weight")
@given(st.lists(st.tuples(binary, numbers), max_size=8).flatmap(lambda x: st.tuples(st.just(x), st.permutations(x))))
def test_advantages_are_centred_weighed_and_follow_a_permutation(data: tuple) -> None:
    for items in data:
        rewards, weight = [i[0] for i in items], [i[1] for i in items]
        out = pc_grpo_advantage(rewards, weight).tolist()
        mean = sum(rewards) / len(rewards) if items else 0
        assert close(out, [(r - mean) * w for r, w in items])
    shifted = pc_grpo_advantage([i[0] + 5 for i in data[0]], [2.0] * len(data[0])).tolist()
    assert close(sum(shifted), 0)


def test_groups_are_weighed_apart_and_gaps_stay() -> None:
    rewards, options, group = [1, 0, 1, 1], ["A", "B", "A", None], [1, 1, 2, 2]
    out = pc_grpo_weight(rewards, options, group=group, available=2)
    assert out.tolist() == [1.0, 1.0, 0.0, 0.0]
    assert pc_grpo_weight([1, 0], [None, None], available=2).tolist() == [None, None]
    assert pc_grpo_weight([1, None, 0], "ABB", available=2, missing="skip").tolist() == pytest.approx(
        [0.95828, None, 0.95828], abs=1e-5
    )
    assert pc_grpo_weight([1, None], "AB", available=2, missing=0).tolist() == [1.0, 1.0]
    assert pc_grpo_weight([1, 0], diversity="none", lam=2).tolist() == [0.5, 0.5]
    assert pc_grpo_weight([1, 0], "AA", available=2, lam=0).tolist() == [0.0, 0.0]
    assert pc_grpo_weight([1, 0, 0, 0], "ABCC", diversity="permutations", gamma=1).tolist() == [0.5] * 4
    assert option_diversity([None, "A", "B"], diversity="permutations").tolist() == [1.0] * 3
    assert option_diversity(["A"], diversity="permutations").tolist() == [0.0]
    assert option_diversity("AA", available=1).tolist() == [0.0, 0.0]
    assert option_diversity([], available=1).tolist() == pc_grpo_weight([], [], available=2).tolist() == []
    assert pc_grpo_weight([1, 0], "AA", available=2, gamma=0).tolist() == [1.0, 1.0]
    advantages = pc_grpo_advantage([1, 0, 4, None], [0.5, 0.5, 1, None], group=[1, 1, 2, 2], missing="skip")
    assert advantages.tolist() == [0.25, -0.25, 0.0, None]
    assert pc_grpo_advantage([1, 0], [None, 1]).tolist() == [None, -0.5]


def test_puzzles_have_their_errors() -> None:
    for call, words in (
        (lambda: pc_grpo_weight([2], "A", available=2), "rewards must lie"),
        (lambda: pc_grpo_weight([-1], "A", available=2), "rewards must lie"),
        (lambda: pc_grpo_weight([None], "A", available=2), "rewards are unscored"),
        (lambda: pc_grpo_weight([1]), "options must say"),
        (lambda: pc_grpo_weight([1], "AB", available=2), "rewards has 1, options has 2"),
        (lambda: pc_grpo_weight([1], "A"), "needs available"),
        (lambda: option_diversity("A"), "needs available"),
        (lambda: pc_grpo_weight([1], "A", available=0), "available must be"),
        (lambda: pc_grpo_weight([1, 1], "AB", available=1), "chose 2 different options, available says 1"),
        (lambda: pc_grpo_weight([1], "A", available=2, lam=-1), "lam must be"),
        (lambda: pc_grpo_weight([1], "A", available=2, gamma=-1), "gamma must be"),
        (lambda: pc_grpo_weight([1], "A", diversity="no"), "diversity must be"),  # type: ignore[arg-type]
        (lambda: pc_grpo_advantage([None], [1]), "rewards are unscored"),
        (lambda: pc_grpo_advantage([1], []), "rewards has 1, weight has 0"),
    ):
        with pytest.raises(ValueError, match=words):
            call()
