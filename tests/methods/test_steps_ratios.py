"""Gains of segments and ratios of success rates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.steps.differences import (
    entropy_segments,
    progress_ratio,
    relative_progress,
    vps_advantage,
    vps_delta,
)
from tests.methods.strategies import close, flat, numbers, probabilities, rows

series = rows(probabilities, max_steps=6)
eighths = st.integers(0, 8).map(lambda n: n / 8)
coarse = rows(eighths, max_steps=7)


@pytest.mark.example("vps_delta")
def test_a_segment_s_gain_is_added_to_its_trajectory_s_advantage() -> None:
    assert close(flat(vps_delta([[0.1, 0.3, 0.25, 0.8]]).tolist()), [0.2, -0.05, 0.55])
    assert close(flat(vps_advantage([[0.1, 0.3, 0.25, 0.8]], [1.0], alpha=2.0).tolist()), [1.4, 0.9, 2.1])


@pytest.mark.invariant("vps_delta")
@given(series)
def test_gains_sum_to_the_last_probability_minus_the_first(values: list) -> None:
    for row, out in zip(values, vps_delta(values), strict=True):
        assert close(sum(out), row[-1] - row[0] if row else 0.0)
        assert all(-1 <= x <= 1 for x in out)


@pytest.mark.invariant("vps_delta")
@given(probabilities, st.lists(numbers, min_size=1, max_size=4), numbers)
def test_a_constant_probability_leaves_the_group_advantage(p: float, advantage: list, alpha: float) -> None:
    out = vps_advantage([[p] * 4] * len(advantage), advantage, alpha=alpha)
    assert out.tolist() == [[a] * 3 for a in advantage]


@pytest.mark.invariant("vps_delta")
@given(rows(numbers.map(abs), max_steps=9), st.integers(1, 5))
def test_tokens_are_cut_at_the_highest_entropies(entropy: list, segments: int) -> None:
    for row, out in zip(entropy, entropy_segments(entropy, segments=segments), strict=True):
        assert len(out) == len(row)
        cuts = [t for t in range(1, len(row)) if out[t] != out[t - 1]]
        assert len(set(out)) == min(segments, len(row)) == (len(cuts) + 1 if row else 0)
        assert all(out[t] == out[t - 1] + 1 for t in cuts)
        assert not row or out[0] == 0
        assert all(row[t] >= row[u] for t in cuts for u in range(1, len(row)) if u not in cuts)


def test_the_first_token_never_starts_a_second_segment_and_ties_cut_early() -> None:
    assert entropy_segments([[9, 1, 1, 5, 1], [0, 1]], segments=3).tolist() == [[0, 1, 1, 2, 2], [0, 1]]
    assert entropy_segments([[0, 1, 2, 3, 4, 5]]).tolist() == [[0, 0, 0, 1, 2, 3]]
    assert entropy_segments([], segments=2).tolist() == []
    with pytest.raises(ValueError, match="segments must be a finite number from 1"):
        entropy_segments([[1.0]], segments=0)
    with pytest.raises(ValueError, match="entropy must lie from 0"):
        entropy_segments([[-1.0]])
    with pytest.raises(ValueError, match="1 of 2 entropy are unscored"):
        entropy_segments([[1.0, None]])


def test_an_unknown_advantage_leaves_its_segments_unscored() -> None:
    assert vps_advantage([[0.5, 0.75], [0.5, None]], [None, 1], alpha=1.0).tolist() == [[None], [None]]
    with pytest.raises(ValueError, match="advantage has 2 numbers for 1"):
        vps_advantage([[0.5, 0.75]], [1, 1], alpha=1.0)
    with pytest.raises(ValueError, match="alpha must be"):
        vps_advantage([[0.5, 0.75]], [1], alpha=float("nan"))


@pytest.mark.example("relative_progress")
def test_a_step_keeps_its_label_if_it_keeps_most_of_the_success_rate() -> None:
    assert relative_progress([[0.6, 0.4], [0.7, 0.6]]).tolist() == [[0.0], [1.0]]
    assert close(flat(progress_ratio([[0.6, 0.4], [0.7, 0.6]]).tolist()), [2 / 3, 6 / 7])


@pytest.mark.invariant("relative_progress")
@given(coarse, st.integers(1, 4))
def test_labels_and_ratios_do_not_depend_on_the_scale(values: list, halvings: int) -> None:
    smaller = [[x / 2**halvings for x in row] for row in values]
    assert relative_progress(smaller).tolist() == relative_progress(values).tolist()
    assert progress_ratio(smaller, clip=False).tolist() == progress_ratio(values, clip=False).tolist()


@pytest.mark.invariant("relative_progress")
@given(coarse)
def test_every_label_is_0_once_the_rate_was_0(values: list) -> None:
    for row, out in zip(values, relative_progress(values), strict=True):
        assert len(out) == max(len(row) - 1, 0)
        if row and row[0] == 0:
            assert set(out) <= {None}
        elif 0 in row:
            assert set(out[row.index(0) - 1 :]) == {0.0}


@pytest.mark.invariant("relative_progress")
@given(rows(eighths.filter(bool)), eighths.filter(bool))
def test_a_label_says_whether_the_rate_reached_epsilon_of_the_one_before(values: list, epsilon: float) -> None:
    for row, out in zip(values, relative_progress(values, epsilon=epsilon), strict=True):
        assert out == [float(b >= epsilon * a) for a, b in zip(row, row[1:], strict=False)]


@pytest.mark.invariant("relative_progress")
@given(coarse)
def test_ratios_are_reported_clipped_unless_asked_otherwise(values: list) -> None:
    clipped, plain = flat(progress_ratio(values).tolist()), flat(progress_ratio(values, clip=False).tolist())
    assert clipped == [None if x is None else min(x, 1.0) for x in plain]
    steps = [pair for row in values for pair in zip(row, row[1:], strict=False)]
    assert plain == [b / a if a else None for a, b in steps]


def test_labels_beside_an_unscored_rate_are_unscored() -> None:
    values = [[None, 0.5, 0.5], [0.5, None, 0.5, 0.5], [0.0, 0.5], [0.5, 0.0, None, 0.5, 0.5], []]
    assert relative_progress(values).tolist() == [[None, 1.0], [None, None, 1.0], [None], [0.0, None, None, 0.0], []]
    assert progress_ratio([[0.5, None, 0.5]]).tolist() == [[None, None]]
    assert relative_progress([]).tolist() == []


def test_a_step_that_keeps_exactly_epsilon_of_the_rate_keeps_its_label() -> None:
    assert relative_progress([[1.0, 0.5, 0.25, 0.125]], epsilon=0.5).tolist() == [[1.0] * 3]
    assert relative_progress([[1.0, 0.8, 0.5]]).tolist() == [[1.0, 0.0]]


def test_a_label_does_not_see_the_trajectory_before() -> None:
    assert relative_progress([[0.5, 0.0], [0.5, 0.5]]).tolist() == [[0.0], [1.0]]


def test_a_ratio_that_no_float_holds_and_an_epsilon_of_0_are_refused() -> None:
    assert progress_ratio([[5e-324, 1.0]]).tolist() == [[1.0]]
    with pytest.raises(ValueError, match="not finite"):
        progress_ratio([[5e-324, 1.0]], clip=False)
    with pytest.raises(ValueError, match="epsilon must be positive"):
        relative_progress([[0.5, 0.5]], epsilon=0.0)
