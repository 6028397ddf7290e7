"""Weights of tokens."""

import copy
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.tokens import token_weights
from tests.methods.strategies import close, numbers, rows

small = st.floats(-5, 5).map(lambda x: round(x, 6))


@pytest.mark.example("token_weights")
def test_weights_come_from_the_running_mean() -> None:
    right, wrong = token_weights([[1, 0.5, -1, 2]])
    assert right.tolist()[0] == pytest.approx([0.4621, 0.3584, 0.0831, 0.3027], abs=5e-5)
    assert wrong.tolist() == [[0, 0, 0, 0]]
    p = [0.7311, 0.6792, 0.5416, 0.6514]
    assert token_weights([[1, 0.5, -1, 2]], theta=0.0).positive.tolist()[0] == pytest.approx(p, abs=5e-5)


@pytest.mark.invariant("token_weights")
@given(rows(small))
def test_a_token_counts_on_one_side_only_and_by_its_distance_from_a_half(scores: list) -> None:
    kept = copy.deepcopy(scores)
    right, wrong = token_weights(scores)
    p = [1 / (1 + math.exp(-sum(row[: t + 1]) / (t + 1))) for row in scores for t in range(len(row))]
    assert close(right.values, [max(2 * x - 1, 0) for x in p])
    assert close(wrong.values, [max(1 - 2 * x, 0) for x in p])
    assert (right.values * wrong.values == 0).all()
    assert scores == kept


@pytest.mark.invariant("token_weights")
@given(rows(numbers), st.floats(0, 0.99), st.sampled_from(["rescale", "top"]))
def test_weights_lie_from_0_to_1_a_weight_a_token(scores: list, theta: float, mode: str) -> None:
    for weights in token_weights(scores, theta=theta, mode=mode):
        assert ((weights.values >= 0) & (weights.values <= 1)).all()
        assert [len(row) for row in weights] == [len(row) for row in scores]


@pytest.mark.invariant("token_weights")
@given(rows(small), st.floats(0, 0.9))
def test_turning_the_scores_round_swaps_the_sides(scores: list, theta: float) -> None:
    for mode in ("rescale", "top"):
        right, wrong = token_weights(scores, theta=theta, mode=mode)
        turned = token_weights([[-x for x in row] for row in scores], theta=theta, mode=mode)
        assert close(turned.positive.values, wrong.values)
        assert close(turned.negative.values, right.values)


@pytest.mark.invariant("token_weights")
@given(rows(small, min_steps=1), st.floats(0, 1))
def test_the_top_is_a_share_of_the_tokens_and_its_greatest_counts_in_full(scores: list, ratio: float) -> None:
    for weights in token_weights(scores, mode="top", ratio=ratio):
        for row in weights:
            assert sum(x > 0 for x in row) <= math.ceil(ratio * len(row))
            assert (max(row) == 1) == (ratio > 0)


def test_the_top_half_is_scaled_by_its_ends() -> None:
    scores = [[2.0, 0.0, -2.0, 4.0], [1.0, 1.0, 1.0]]  # running means 2, 1, 0, 1
    p = [1 / (1 + math.exp(-x)) for x in (2, 1, 0, 1)]
    right, wrong = token_weights(scores, mode="top")
    assert right.tolist() == [[1, 0, 0, 0], [1, 1, 0]]  # of equals the earlier; two of three
    assert wrong.tolist() == [[0, 0, 1, 0], [1, 1, 0]]
    wide, _ = token_weights(scores, mode="top", ratio=0.75)
    assert wide.tolist()[0] == [1, 0, 0, 0]
    whole = token_weights(scores, mode="top", ratio=1.0)
    assert close(whole.positive.tolist()[0], [1, (p[1] - 0.5) / (p[0] - 0.5), 0, (p[1] - 0.5) / (p[0] - 0.5)])
    assert whole.positive.tolist()[1] == [1, 1, 1]
    assert token_weights([[0.0, 3.0]], mode="top", ratio=0.5).positive.tolist() == [[0, 1]]
    many = token_weights([[0.0] * 100, [0.0]], mode="top", ratio=0.5).positive.tolist()
    assert many == [[1.0] * 50 + [0.0] * 50, [1.0]]
    ties = token_weights([[0.0] * 25 + [9.0, -9.0] + [0.0] * 24], mode="top").negative.tolist()
    assert ties == [[1.0] * 25 + [0.0, 1.0] + [0.0] * 24]


def test_unscored_tokens_are_left_out_of_the_mean() -> None:
    with pytest.raises(ValueError, match="1 of 3 token_scores are unscored"):
        token_weights([[1, None, 3]])
    out = token_weights([[None, 1, None, 3]], theta=0, missing="skip").positive.tolist()[0]
    assert [out[0], out[2]] == [None, None]
    assert close([out[1], out[3]], [1 / (1 + math.exp(-1)), 1 / (1 + math.exp(-2))])
    top = token_weights([[None, 1, None, 3]], mode="top", missing="skip").positive.tolist()
    assert top == [[None, 0, None, 1]]
    filled = token_weights([[1, None]], theta=0, missing=-1).positive.tolist()[0]
    assert close(filled[1], 0.5)


def test_parameters_have_their_ranges_and_defaults() -> None:
    for theta in (-0.1, 1.0, float("nan")):
        with pytest.raises(ValueError, match="theta must be from 0 to below 1"):
            token_weights([[1.0]], theta=theta)
    for ratio in (-0.1, 1.1):
        with pytest.raises(ValueError, match="ratio must be a finite number from 0"):
            token_weights([[1.0]], ratio=ratio)
    with pytest.raises(ValueError, match="mode must be 'rescale' or 'top'"):
        token_weights([[1.0]], mode="none")  # type: ignore[arg-type]
    scores = [[1.0, 2.0, 3.0, 4.0]]
    assert token_weights(scores).positive.tolist() == token_weights(scores, theta=0.5).positive.tolist()
    assert token_weights(scores, mode="top").positive.tolist()[0][:2] == [0, 0]
    assert token_weights(scores, theta=0.8).positive.tolist()[0][0] == 0.0
    assert token_weights([[1e90, -1e90]]).positive.tolist() == [[1, 0]]
    assert [w.tolist() for w in token_weights([])] == [[], []]
