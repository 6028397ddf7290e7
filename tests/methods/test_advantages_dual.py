"""Outcome and dense rewards, each at its own grain."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.dual import dual_granularity, prime_advantage, prorag_outcome, prorag_step_reward
from rewards.advantages.trajectory import group_zscore, rloo, to_steps
from tests.methods.strategies import batch, close, flat, numbers, rows

whole_numbers = st.integers(-20, 20).map(float)


@st.composite
def written(draw: st.DrawFn) -> tuple[list, list, list, list]:
    """Step rewards, token counts, outcomes and groups."""
    steps, outcome = draw(batch(items=whole_numbers, outcomes=whole_numbers))
    tokens = [[draw(st.integers(0, 4)) for _ in row] for row in steps]
    return steps, tokens, outcome, ["ab"[i % 2] for i in range(len(steps))]


def per_token(values: list, tokens: list) -> list:
    return [x for row, counts in zip(values, tokens, strict=True) for x, n in zip(row, counts, strict=True)
            for _ in range(n)]  # fmt: skip


@pytest.mark.example("dual_granularity")
def test_the_outcome_part_is_the_group_s_z_score() -> None:
    out = dual_granularity([[0.0]] * 4, [3, 2, 1, 2], eps=0).tolist()
    assert flat(out) == pytest.approx([1.2247, 0, -1.2247, 0], abs=5e-5)
    source = dual_granularity([[0.0]] * 4, [3, 2, 1, 2]).tolist()
    assert flat(source) == pytest.approx([1.2246, 0, -1.2246, 0], abs=5e-5)


@pytest.mark.invariant("dual_granularity")
@given(written())
def test_the_step_part_sums_to_zero_over_the_tokens_of_a_group(data: tuple) -> None:
    steps, tokens, outcome, group = data
    kept = copy.deepcopy(steps)
    part = dual_granularity(steps, [0] * len(steps), group, tokens=tokens, beta=1).tolist()
    for key in "ab":
        mine = [i for i, g in enumerate(group) if g == key]
        assert close(sum(per_token([part[i] for i in mine], [tokens[i] for i in mine])), 0, 1e-7)
    assert steps == kept
    del outcome


@pytest.mark.invariant("dual_granularity")
@given(written())
def test_tokens_count_as_if_each_stood_alone(data: tuple) -> None:
    steps, tokens, outcome, group = data
    spelled = [[x for x, n in zip(row, counts, strict=True) for _ in range(n)] for row, counts in
               zip(steps, tokens, strict=True)]  # fmt: skip
    out = dual_granularity(steps, outcome, group, tokens=tokens).tolist()
    assert close(per_token(out, tokens), flat(dual_granularity(spelled, outcome, group).tolist()), 1e-6)
    assert all(
        x == 0 for row, counts in zip(out, tokens, strict=True) for x, n in zip(row, counts, strict=True) if not n
    )


@pytest.mark.invariant("dual_granularity")
@given(batch(items=whole_numbers, outcomes=whole_numbers))
def test_without_beta_only_the_outcome_counts_and_the_step_part_is_a_population_z_score(data: tuple) -> None:
    steps, outcome = data
    whole = to_steps(group_zscore(outcome, eps=1e-4), [len(row) for row in steps])
    assert dual_granularity(steps, outcome, beta=0).tolist() == whole.tolist()
    part = dual_granularity(steps, [0] * len(steps), beta=1).values
    pool = flat(steps)
    expected = (np.array(pool) - np.mean(pool)) / np.std(pool) if len(set(pool)) > 1 else np.zeros(len(pool))
    assert close(part, expected, 1e-6)
    assert close(dual_granularity(steps, outcome, beta=2).values, whole.values + 2 * part)


def test_dual_parameters_have_the_source_s_defaults() -> None:
    steps, outcome = [[1e-4, 0.0], [3e-4]], [1e-3, 0.0]
    default = dual_granularity(steps, outcome)
    assert default.tolist() == dual_granularity(
        steps, outcome, beta=0.3, ddof=1, eps=1e-4, step_eps=1e-8, single="zero").tolist()  # fmt: skip
    for other in ({"beta": 0.31}, {"ddof": 0}, {"eps": 1e-5}, {"step_eps": 1e-6}):
        assert dual_granularity(steps, outcome, **other).tolist() != default.tolist()
    assert dual_granularity([[5.0]], [3]).tolist() == [[0]]
    assert dual_granularity([[5.0]], [3], single="raw").tolist() == [[3]]
    part = dual_granularity([[2.0, 0.0]], [0], beta=1, step_eps=0.25).tolist()[0]
    assert part == [0.8, -0.8]
    assert dual_granularity([[2.0, 0.0]], [0], beta=1, step_eps=1.0).tolist() == [[0, 0]]
    assert dual_granularity([[2.0, 0.0]], [0], beta=1, step_eps=0.999).tolist()[0][0] > 0.5


def test_what_the_agent_did_not_write_has_no_advantage() -> None:
    out = dual_granularity([[9.0, 1.0], [3.0]], [1, 0], tokens=[[0, 2], [2]], beta=1, eps=0).tolist()
    assert out == [[0, pytest.approx(0.5**0.5 - 1)], [pytest.approx(1 - 0.5**0.5)]]
    fraction = dual_granularity([[0.0, 3.0]], [0], tokens=[[0.2, 0.1]], beta=1).tolist()[0]
    assert fraction == pytest.approx([-(0.5**0.5), 2**0.5])
    with pytest.raises(ValueError, match="tokens must not be negative"):
        dual_granularity([[1.0, 1.0]], [1], tokens=[[1, -1]])
    with pytest.raises(ValueError, match="1 of 1 tokens are unscored"):
        dual_granularity([[1.0]], [1], tokens=[[None]])
    with pytest.raises(ValueError, match="row 0: step_rewards has 1 steps, tokens has 2"):
        dual_granularity([[1.0]], [1], tokens=[[1, 1]])


def test_dual_checks_what_it_is_given() -> None:
    with pytest.raises(ValueError, match="step_rewards has 1, outcome has 2"):
        dual_granularity([[1.0]], [1, 1])
    with pytest.raises(ValueError, match="group has 2 keys for 1 items"):
        dual_granularity([[1.0]], [1], "ab")
    with pytest.raises(ValueError, match="1 of 1 outcome are unscored"):
        dual_granularity([[1.0]], [None])
    with pytest.raises(ValueError, match="1 of 2 step_rewards are unscored"):
        dual_granularity([[1.0, None]], [1])
    with pytest.raises(ValueError, match="beta must be a finite number"):
        dual_granularity([[1.0]], [1], beta=math.inf)
    with pytest.raises(ValueError, match="step_eps must be a finite number from 0"):
        dual_granularity([[1.0]], [1], step_eps=-1)
    out = dual_granularity([[1.0, None, 3.0], [1.0]], [1, None], beta=1, missing="skip", step_eps=0).tolist()
    assert out == [[pytest.approx(-(0.5**0.5)), None, pytest.approx(2**0.5)], [None]]
    assert dual_granularity([[1.0, None]], [1], beta=1, missing=3).tolist() == [pytest.approx([-1, 1])]
    assert dual_granularity([], []).tolist() == []


def test_rewards_of_prorag() -> None:
    out = prorag_step_reward([[0.0, 0.0, math.log(3), None]], [[1, 0, 1, 1]]).tolist()[0]
    assert out == [1.5, -1.5, pytest.approx(1.75), None]
    assert prorag_step_reward([[0.0]], [[None]]).tolist() == [[None]]
    assert prorag_outcome([1, 0.19, 0.2, 0, None, 1], [1, 1, 1, 0, 1, None]).tolist() == [3, 1, 1.4, -1, None, None]
    with pytest.raises(ValueError, match="f1 must lie from 0 to 1"):
        prorag_outcome([2], [1])
    with pytest.raises(ValueError, match="f1 must lie from 0 to 1"):
        prorag_outcome([-1], [1])
    with pytest.raises(ValueError, match="well_formed must hold 0 and 1 only"):
        prorag_outcome([1], [0.5])
    with pytest.raises(ValueError, match="f1 has 1, well_formed has 2"):
        prorag_outcome([1], [1, 1])
    with pytest.raises(ValueError, match="well_formed must hold 0 and 1 only"):
        prorag_step_reward([[1]], [[0.5]])
    with pytest.raises(ValueError, match="row 0: logits has 1 steps, well_formed has 2"):
        prorag_step_reward([[1]], [[1, 1]])


@pytest.mark.example("prime_advantage")
def test_dense_rewards_and_outcome_lose_what_the_others_got() -> None:
    out = prime_advantage([[0.2, -0.1], [0.4]], [1, 0], whiten=False).tolist()
    assert flat(out) == pytest.approx([1.5, 1.75, -3.25])
    dense = prime_advantage([[0.2, -0.1], [0.4]], [0, 0], dense_weight=1, outcome_weight=0, whiten=False).tolist()
    assert flat(dense) == pytest.approx([-0.7, -0.65, 0.35])
    final = prime_advantage([[0.2, -0.1], [0.4]], [1, 0], dense_weight=0, outcome_weight=1, whiten=False).tolist()
    assert flat(final) == [1, 1, -1]


pairs = batch(min_steps=1).filter(lambda data: len(data[0]) > 1)


@pytest.mark.invariant("prime_advantage")
@given(pairs)
def test_without_dense_rewards_all_tokens_share_the_outcome(data: tuple) -> None:
    dense, outcome = data
    out = prime_advantage(dense, outcome, dense_weight=0, whiten=False).tolist()
    assert close(flat(out), flat([[5 * a] * len(row) for a, row in zip(rloo(outcome).tolist(), dense, strict=True)]))


@pytest.mark.invariant("prime_advantage")
@given(pairs)
def test_whitened_advantages_have_mean_0_and_variance_1(data: tuple) -> None:
    dense, outcome = data
    out = prime_advantage(dense, outcome).values
    assert close(out.mean(), 0, 1e-7)
    assert close(out.var(), 1, 1e-6) or (out == 0).all()


@pytest.mark.invariant("prime_advantage")
@given(pairs)
def test_dense_rewards_are_centred_as_the_formula_says(data: tuple) -> None:
    dense, outcome = data
    kept, n = copy.deepcopy(dense), len(dense)
    means = sum(sum(row) / len(row) for row in dense)
    expected = []
    for row, r in zip(dense, outcome, strict=True):
        tail = [5 * (x * n / (n - 1) - means / (n - 1)) for x in row]
        tail[-1] += 5 * (r * n / (n - 1) - sum(outcome) / (n - 1))
        expected += [sum(tail[t:]) for t in range(len(tail))]
    assert close(flat(prime_advantage(dense, outcome, whiten=False).tolist()), expected, 1e-7)
    assert dense == kept


@pytest.mark.invariant("prime_advantage")
@given(pairs, pairs)
def test_groups_do_not_touch_before_whitening(one: tuple, other: tuple) -> None:
    group = ["a"] * len(one[0]) + ["b"] * len(other[0])
    both = prime_advantage(one[0] + other[0], one[1] + other[1], group, whiten=False).tolist()
    apart = [prime_advantage(*data, whiten=False).tolist() for data in (one, other)]
    assert close(flat(both), flat(apart[0]) + flat(apart[1]), 1e-7)


def test_whitening_is_over_the_call_and_has_its_parameters() -> None:
    dense, outcome, group = [[1.0], [0.0], [5.0], [1.0]], [0, 0, 0, 0], "aabb"
    plain = prime_advantage(dense, outcome, group, whiten=False)
    assert flat(plain.tolist()) == [5, -5, 20, -20]
    white = prime_advantage(dense, outcome, group, eps=0)
    assert flat(white.tolist()) == pytest.approx([x / np.std([5, -5, 20, -20]) for x in (5, -5, 20, -20)])
    sample = prime_advantage(dense, outcome, group, ddof=1, eps=0.5)
    assert sample.values[0] == pytest.approx(5 / (np.std([5, -5, 20, -20], ddof=1) + 0.5))
    small = prime_advantage([[1e-7], [0.0]], [0, 0]).values[0]
    assert small == pytest.approx(5e-7 / (5e-7 + 1e-8))


def test_prime_refuses_groups_of_one_and_knows_gaps() -> None:
    with pytest.raises(ValueError, match="one rollout only"):
        prime_advantage([[1.0]], [1])
    with pytest.raises(ValueError, match="one rollout only"):
        prime_advantage([[1.0], []], [1, 0])
    empty = prime_advantage([[1.0], [3.0], []], [1, 0, 1], whiten=False, outcome_weight=3).tolist()
    assert empty == [[pytest.approx(-10 + 1.5)], [pytest.approx(10 - 3)], []]
    two = prime_advantage([[0.0, 2.0], [3.0], []], [0, 0, 0], dense_weight=1, whiten=False).tolist()
    assert two == [[-4, 0], [2], []]  # two rollouts have tokens: a factor of 2
    with pytest.raises(ValueError, match="1 of 3 dense_rewards are unscored"):
        prime_advantage([[1.0, None], [2.0]], [1, 0])
    out = prime_advantage([[None, 1.0, None], [2.0]], [1, 0], whiten=False, missing="skip").tolist()
    assert out == [[None, pytest.approx(-5 + 5), None], [pytest.approx(5 - 5)]]
    with pytest.raises(ValueError, match="1 of 3 outcome are unscored"):
        prime_advantage([[1.0], [2.0], [3.0]], [1, 0, None])
    skipped = prime_advantage([[1.0], [2.0], [3.0]], [1, 0, None], dense_weight=0, whiten=False, missing="skip")
    assert skipped.tolist() == [[5], [-5], [None]]
    assert prime_advantage([[1.0], [None]], [0, 0], whiten=False, missing=0).tolist() == [[5], [-5]]
    with pytest.raises(ValueError, match="dense_weight must be a finite number"):
        prime_advantage([[1.0], [2.0]], [1, 0], dense_weight=math.inf)
    with pytest.raises(ValueError, match="outcome_weight must be a finite number"):
        prime_advantage([[1.0], [2.0]], [1, 0], outcome_weight=math.inf)
    with pytest.raises(ValueError, match="dense_rewards has 1, outcome has 2"):
        prime_advantage([[1.0]], [1, 0])
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        prime_advantage([[1.0], [2.0]], [1, 0], ["a"])
    assert prime_advantage([], []).tolist() == []


@given(rows(numbers, min_rows=2, min_steps=1))
def test_an_unknown_last_token_still_carries_the_outcome_back(dense: list) -> None:
    longer = [[*row, None] for row in dense]
    outcome = [float(i) for i in range(len(dense))]
    gap = prime_advantage(longer, outcome, whiten=False, missing="skip").tolist()
    assert close(flat([row[:-1] for row in gap]), flat(prime_advantage(dense, outcome, whiten=False).tolist()), 1e-7)
    assert all(row[-1] is None for row in gap)
