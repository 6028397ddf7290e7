"""Credit by the worst step."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.min_form import pure_advantage, pure_soft, pure_strict
from tests.methods.strategies import close, rows

signed = st.floats(-1, 1).map(lambda x: round(x, 6))


@pytest.mark.example("pure_soft")
def test_the_soft_sum_is_near_the_worst_step() -> None:
    out = pure_soft([[0.8, -0.4, 0.6]])
    assert [x / r for x, r in zip(out.tolist()[0], [0.8, -0.4, 0.6], strict=True)] == pytest.approx(
        [0, 0.9999, 0], abs=6e-5
    )
    assert round(out.sum().one(), 4) == -0.3999


@pytest.mark.invariant("pure_soft")
@given(rows(signed, min_steps=1), st.sampled_from([0.01, 0.1, 1.0, 30.0]))
def test_the_soft_sum_lies_between_the_least_score_and_the_mean(scores: list, temperature: float) -> None:
    kept = copy.deepcopy(scores)
    for row, total in zip(scores, pure_soft(scores, temperature=temperature).sum().tolist(), strict=True):
        assert min(row) - 1e-9 <= total <= sum(row) / len(row) + 1e-9
    assert scores == kept


@pytest.mark.invariant("pure_soft")
@given(rows(signed, min_steps=1))
def test_cold_gives_the_least_score_and_heat_the_mean(scores: list) -> None:
    cold = pure_soft(scores, temperature=5e-324).sum().tolist()  # the least a float can be
    assert close(cold, [min(row) for row in scores])
    hot = pure_soft(scores, temperature=1e12).tolist()
    assert close(sum(hot, []), [r / len(row) for row in scores for r in row])
    assert close(sum(hot, []), pure_soft(scores, weights="uniform").values)


@pytest.mark.invariant("pure_soft")
@given(st.lists(signed, min_size=1, max_size=6), st.randoms())
def test_soft_weights_follow_their_steps_wherever_they_go(row: list, random) -> None:
    order = random.sample(range(len(row)), len(row))
    out = pure_soft([row, [row[i] for i in order]]).tolist()
    assert close([out[0][i] for i in order], out[1])


@pytest.mark.invariant("pure_soft")
@given(st.lists(signed.filter(lambda x: abs(x) > 0.01), min_size=2, max_size=6), signed.filter(lambda x: x > 0.05))
def test_weights_of_two_steps_differ_by_the_exponential_of_their_difference(row: list, temperature: float) -> None:
    out = pure_soft([row], temperature=temperature).tolist()[0]
    weight = [x / r for x, r in zip(out, row, strict=True)]
    assert sum(weight) == pytest.approx(1)
    assert weight[1] == pytest.approx(weight[0] * np.exp((row[0] - row[1]) / temperature))


@pytest.mark.example("pure_strict")
def test_a_step_is_worth_the_worst_to_come() -> None:
    assert pure_strict([[0.8, -0.4, 0.6]]).tolist() == [[-0.4, -0.4, 0.6]]


@pytest.mark.invariant("pure_strict")
@given(rows(signed, min_steps=1))
def test_strict_returns_never_fall_and_begin_at_the_least_score(scores: list) -> None:
    for row, out in zip(scores, pure_strict(scores), strict=True):
        assert out == [min(row[t:]) for t in range(len(row))]
        assert out == sorted(out)
        assert out[0] == min(row)


@pytest.mark.invariant("pure_strict")
@given(rows(signed, min_steps=1), signed)
def test_one_more_step_never_raises_the_first_return(scores: list, extra: float) -> None:
    longer = pure_strict([[*row, extra] for row in scores]).tolist()
    assert all(a[0] <= b[0] for a, b in zip(longer, pure_strict(scores), strict=True))


@pytest.mark.invariant("pure_strict")
@given(rows(signed))
def test_rows_do_not_touch_and_padding_is_no_score(scores: list) -> None:
    alone = [pure_strict([row]).tolist()[0] for row in scores]
    assert pure_strict(scores).tolist() == alone
    assert pure_strict([*scores, [1.0] * 9]).tolist() == [*alone, [1.0] * 9]


def test_unscored_steps_are_passed_over() -> None:
    for method in (pure_soft, pure_strict):
        with pytest.raises(ValueError, match="1 of 2 step_scores are unscored"):
            method([[1.0, None]])
    assert pure_strict([[0.5, None, 0.7], [None]], missing="skip").tolist() == [[0.5, None, 0.7], [None]]
    assert pure_strict([[0.5, None, 0.7]], missing=-0.5).tolist() == [[-0.5, -0.5, 0.7]]
    skipped = pure_soft([[0.5, None, 0.7], [None]], missing="skip").tolist()
    assert skipped == [[pure_soft([[0.5, 0.7]]).tolist()[0][0], None, pure_soft([[0.5, 0.7]]).tolist()[0][1]], [None]]
    assert pure_soft([[0.5, None]], weights="uniform", missing="skip").tolist() == [[0.5, None]]


def test_scores_beyond_one_and_odd_parameters_are_refused() -> None:
    for method in (pure_soft, pure_strict):
        with pytest.raises(ValueError, match="step_scores must lie from -1 to 1"):
            method([[1.5]])
        with pytest.raises(ValueError, match="step_scores must lie from -1 to 1"):
            method([[-1.5]])
        assert method([[1.0], [-1.0], []]).tolist() == [[1.0], [-1.0], []]
    with pytest.raises(ValueError, match="temperature must be positive"):
        pure_soft([[1.0]], temperature=0)
    with pytest.raises(ValueError, match="weights must be 'softmax' or 'uniform'"):
        pure_soft([[1.0]], weights="none")  # type: ignore[arg-type]


def test_the_default_temperature_is_a_tenth() -> None:
    assert pure_soft([[0.1, 0.2]]).tolist() == pure_soft([[0.1, 0.2]], temperature=0.1).tolist()
    assert pure_soft([[0.1, 0.2]]).tolist() != pure_soft([[0.1, 0.2]], temperature=0.11).tolist()


def test_a_rollout_is_compared_with_the_others_of_its_group() -> None:
    rewards = [[0.2, 0.4], [0.6], [1.0, 0.0, 0.2], [0.5], [0.5, 0.5]]
    out = pure_advantage(rewards, [1, 0, 0, 1, 1], group="aaabb").tolist()
    base = [(0.6 + 0.4) / 2, (0.3 + 0.4) / 2, (0.3 + 0.6) / 2]
    assert close(out[0], [0.2 - base[0], 0.4 - base[0] + 1])
    assert close(out[1], [0.6 - base[1] - 0.5])
    assert close(out[2], [1.0 - base[2], -base[2], 0.2 - base[2] - 0.5])
    assert close(out[3] + out[4], [0, 0, 0])
    doubled = pure_advantage(rewards, [1, 0, 0, 1, 1], group="aaabb", coef=2.0).tolist()
    assert close(doubled[1], [0.6 - base[1] - 1.0])


@given(rows(signed, min_rows=2, min_steps=1))
def test_mean_advantages_of_a_group_cancel(scores: list) -> None:
    out = pure_advantage(scores, [1] * len(scores))
    assert close(sum(x for x in out.mean().tolist()), 0)


def test_a_rollout_without_others_or_with_a_verdict_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="one rollout only"):
        pure_advantage([[0.1], [0.2], [0.3]], [1, 1, 0], group=[0, 0, 1])
    with pytest.raises(ValueError, match="one rollout only"):
        pure_advantage([[0.1], []], [1, 1])
    with pytest.raises(ValueError, match="outcome must lie from 0 to 1"):
        pure_advantage([[0.1], [0.2]], [1, -1])
    with pytest.raises(ValueError, match="lengths must agree: rewards has 1, outcome has 2"):
        pure_advantage([[0.1]], [1, 1])
    with pytest.raises(ValueError, match="rewards are unscored"):
        pure_advantage([[0.1], [None]], [1, 1])
    out = pure_advantage([[0.1], [0.2, None], [0.9]], [1, 1, None], missing="skip").tolist()
    assert close([out[0][0], out[1][0]], [0.1 - 0.55, 0.2 - 0.5])
    assert [out[1][1], out[2]] == [None, [None]]
    assert pure_advantage([], []).tolist() == []
