"""Ways of thinking compared with their like."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.meta import rlvmr_advantage
from rewards.advantages.trajectory import group_zscore, to_steps
from tests.methods.strategies import close, flat, numbers

steps = st.tuples(st.integers(-3, 3).map(float), st.sampled_from(["plan", "explore", None]))
episodes = st.lists(st.tuples(st.lists(steps, max_size=5), numbers, st.sampled_from("ab")), min_size=1, max_size=5)


def columns(items: list) -> tuple[list, list, list, list]:
    return (
        [[m for m, _ in row] for row, _, _ in items],
        [[t for _, t in row] for row, _, _ in items],
        [r for _, r, _ in items],
        [g for _, _, g in items],
    )


@pytest.mark.example("rlvmr_advantage")
def test_meta_rewards_are_compared_among_equal_tags() -> None:
    rewards, tags = [[1, 0], [1]], [["explore", "explore"], ["explore"]]
    assert flat(rlvmr_advantage(rewards, tags, [1, 0], alpha=1).tolist()) == pytest.approx(
        [0.7071, 0.7071, -0.7071], abs=5e-5)  # fmt: skip
    assert flat(rlvmr_advantage(rewards, tags, [1, 0], alpha=0).tolist()) == pytest.approx(
        [0.577, -1.155, 0.577], abs=5e-4)  # fmt: skip
    half = [(a + b) / 2 for a, b in zip([0.7071, 0.7071, -0.7071], [0.5774, -1.1547, 0.5774], strict=True)]
    assert flat(rlvmr_advantage(rewards, tags, [1, 0]).tolist()) == pytest.approx(half, abs=1e-4)


@pytest.mark.invariant("rlvmr_advantage")
@given(episodes)
def test_the_meta_part_sums_to_zero_for_each_tag_of_each_group(items: list) -> None:
    meta, tags, outcome, group = columns(items)
    kept = copy.deepcopy(meta)
    out = rlvmr_advantage(meta, tags, outcome, group, alpha=0, single="zero").tolist()
    pools: dict = {}
    for row, names, g in zip(out, tags, group, strict=True):
        for x, name in zip(row, names, strict=True):
            pools.setdefault((g, name), []).append(x)
    assert all(close(sum(pool), 0, 1e-7) for pool in pools.values())
    assert meta == kept


@pytest.mark.invariant("rlvmr_advantage")
@given(episodes)
def test_with_full_alpha_the_group_s_advantage_is_left(items: list) -> None:
    meta, tags, outcome, group = columns(items)
    whole = to_steps(group_zscore(outcome, group, ddof=1, eps=0, single="raw"), [len(row) for row in meta])
    assert rlvmr_advantage(meta, tags, outcome, group, alpha=1).tolist() == whole.tolist()


@pytest.mark.invariant("rlvmr_advantage")
@given(episodes, st.floats(0, 1), st.floats(0, 2))
def test_both_forms_mix_the_same_parts(items: list, alpha: float, weight: float) -> None:
    given_columns = columns(items)
    whole, part = (rlvmr_advantage(*given_columns, alpha=a).values for a in (1, 0))
    assert close(rlvmr_advantage(*given_columns, alpha=alpha).values, alpha * whole + (1 - alpha) * part)
    released = rlvmr_advantage(*given_columns, form="code", step_weight=weight).values
    assert close(released, whole + weight * part)


@pytest.mark.invariant("rlvmr_advantage")
@given(episodes)
def test_each_tag_is_standardised_by_itself(items: list) -> None:
    meta, tags, outcome, group = columns(items)
    out = rlvmr_advantage(meta, tags, outcome, group, alpha=0).tolist()
    for i, row in enumerate(meta):
        for t, x in enumerate(row):
            pool = [m for ms, ns, g in zip(meta, tags, group, strict=True) if g == group[i]
                    for m, n in zip(ms, ns, strict=True) if n == tags[i][t]]  # fmt: skip
            if tags[i][t] is None:
                expected = 0.0
            elif len(pool) == 1:
                expected = x
            else:
                expected = (x - np.mean(pool)) / np.std(pool, ddof=1) if len(set(pool)) > 1 else 0.0
            assert close(out[i][t], expected)


def test_the_released_form_and_the_other_options() -> None:
    rewards, tags = [[1, 0], [1]], [["a", "a"], ["a"]]
    whole, part = (np.array(flat(rlvmr_advantage(rewards, tags, [1, 0], alpha=a).tolist())) for a in (1, 0))
    assert close(flat(rlvmr_advantage(rewards, tags, [1, 0], form="code").tolist()), whole + part)
    centred = flat(rlvmr_advantage(rewards, tags, [1, 0], alpha=0, scale=False).tolist())
    assert close(centred, [1 / 3, -2 / 3, 1 / 3])
    assert close(flat(rlvmr_advantage(rewards, tags, [1, 0], alpha=1, scale=False).tolist()), [0.5, 0.5, -0.5])
    assert flat(rlvmr_advantage(rewards, tags, [1, 0], alpha=1, ddof=0).tolist()) == [1, 1, -1]
    wide = flat(rlvmr_advantage(rewards, tags, [1, 0], alpha=0, eps=0.1, ddof=0).tolist())
    assert close(wide, [1 / 3 / (2**0.5 / 3 + 0.1), -2 / 3 / (2**0.5 / 3 + 0.1), 1 / 3 / (2**0.5 / 3 + 0.1)])
    assert rlvmr_advantage([[1], [1]], [["a"], ["a"]], [2, 0], eps=0.25, ddof=0).tolist() == [[0.4], [-0.4]]
    assert rlvmr_advantage([[2]], [["a"]], [4]).tolist() == [[3]]
    assert rlvmr_advantage([[2]], [["a"]], [4], single="zero").tolist() == [[0]]
    with pytest.raises(ValueError, match="form must be 'paper' or 'code', not 'none'"):
        rlvmr_advantage(rewards, tags, [1, 0], form="none")  # type: ignore[arg-type]
    for alpha in (-0.1, 1.1):
        with pytest.raises(ValueError, match="alpha must be a finite number from 0"):
            rlvmr_advantage(rewards, tags, [1, 0], alpha=alpha)
    with pytest.raises(ValueError, match="step_weight must be a finite number"):
        rlvmr_advantage(rewards, tags, [1, 0], form="code", step_weight=float("inf"))


def test_untagged_steps_need_no_reward_and_get_the_first_part() -> None:
    out = rlvmr_advantage([[None, 1, 7], [0]], [[None, "a", None], ["a"]], [1, 0], alpha=0.5).tolist()
    assert flat(out) == pytest.approx([0.5**0.5 / 2, 0.5**0.5, 0.5**0.5 / 2, -(0.5**0.5)])
    with pytest.raises(ValueError, match="1 of 2 meta_rewards are unscored"):
        rlvmr_advantage([[None, 1]], [["a", "a"]], [1])
    skipped = rlvmr_advantage([[None, 1], [0]], [["a", "a"], ["a"]], [1, 0], alpha=0, missing="skip").tolist()
    assert skipped == [[None, pytest.approx(0.5**0.5)], [pytest.approx(-(0.5**0.5))]]
    assert rlvmr_advantage([[None], [1]], [["a"], ["a"]], [0, 0], alpha=0, missing=0).tolist() == [
        [pytest.approx(-(0.5**0.5))], [pytest.approx(0.5**0.5)]]  # fmt: skip
    with pytest.raises(ValueError, match="1 of 2 outcome are unscored"):
        rlvmr_advantage([[0], [1]], [["a"], ["a"]], [0, None])
    assert rlvmr_advantage([[0], [1]], [["a"], ["a"]], [0, None], alpha=0, missing="skip").tolist() == [
        [pytest.approx(-(0.5**0.5))], [None]]  # fmt: skip


def test_there_is_a_tag_a_step() -> None:
    with pytest.raises(ValueError, match="tags must have a tag a step"):
        rlvmr_advantage([[1], [1, 1]], [["a", "a"], ["a"]], [1, 1])
    with pytest.raises(ValueError, match="meta_rewards has 1, tags has 2"):
        rlvmr_advantage([[1]], [["a"], []], [1])
    with pytest.raises(ValueError, match="meta_rewards has 1, outcome has 2"):
        rlvmr_advantage([[1]], [["a"]], [1, 1])
    with pytest.raises(ValueError, match="group has 2 keys for 1 items"):
        rlvmr_advantage([[1]], [["a"]], [1], "ab")
    assert rlvmr_advantage([], [], []).tolist() == []


def test_many_tags_in_many_groups_are_told_apart() -> None:
    meta = [[float(i), float(i + 1)] for i in range(30)]
    tags = [[f"tag {i % 15}", f"other {i}"] for i in range(30)]
    out = rlvmr_advantage(meta, tags, [0] * 30, [i % 15 for i in range(30)], alpha=0).tolist()
    for i, row in enumerate(out):
        assert row == [pytest.approx(-(0.5**0.5) if i < 15 else 0.5**0.5), i + 1]
