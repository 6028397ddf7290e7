"""Process rewards that more steps do not raise."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.clip_delta import clip_delta, clip_delta_total
from tests.methods.strategies import batch, close, numbers, rows

modes = st.sampled_from(["clip", "delta", "both"])


@pytest.mark.example("clip_delta")
def test_scores_are_clipped_or_differenced() -> None:
    scores = [[0.6, 0.8, 0.5, 0.9]]
    assert close(clip_delta(scores, mode="clip", eta=0.7).tolist()[0], [-0.1, 0, -0.2, 0])
    delta = clip_delta(scores, mode="delta")
    assert close(delta.tolist()[0], [-0.2, 0.3, 0.5, 0])
    assert close(delta.suffix_sum(), [0.6, 0.8, 0.5, 0])


@pytest.mark.invariant("clip_delta")
@given(rows(), numbers, numbers.filter(lambda x: x <= 0))
def test_clipped_rewards_never_gain_by_another_step(scores: list, eta: float, extra: float) -> None:
    out = clip_delta(scores, mode="clip", eta=eta).tolist()
    assert all(x <= 0 for row in out for x in row)
    longer = clip_delta([[*row, extra] for row in scores], mode="clip", eta=eta).tolist()
    assert all(sum(a) <= sum(b) for a, b in zip(longer, out, strict=True))


@pytest.mark.invariant("clip_delta")
@given(rows(min_steps=2))
def test_differences_sum_to_the_first_score_whatever_the_length(scores: list) -> None:
    assert close(clip_delta(scores, mode="delta").sum().values, [row[0] for row in scores])


@pytest.mark.invariant("clip_delta")
@given(rows(min_steps=1))
def test_what_follows_a_step_sums_to_its_score_and_the_last_is_left_to_the_outcome(scores: list) -> None:
    kept = copy.deepcopy(scores)
    out = clip_delta(scores, mode="delta")
    assert close(out.suffix_sum(), [x for row in scores for x in [*row[:-1], 0.0]])
    assert all(row[-1] == 0 for row in out)
    assert scores == kept


@pytest.mark.invariant("clip_delta")
@given(rows(), numbers)
def test_both_means_clip_and_then_difference_and_is_the_default(scores: list, eta: float) -> None:
    both = clip_delta(scores, mode="both", eta=eta)
    assert both.tolist() == clip_delta(clip_delta(scores, mode="clip", eta=eta), mode="delta").tolist()
    assert both.tolist() == clip_delta(scores, eta=eta).tolist()


@given(batch(), modes, numbers)
def test_the_total_is_the_outcome_and_alpha_times_the_sum(data: tuple, mode: str, alpha: float) -> None:
    scores, outcome = data
    total = clip_delta_total(scores, outcome, alpha=alpha, mode=mode, eta=0.5).tolist()
    dense = [sum(row) for row in clip_delta(scores, mode=mode, eta=0.5)]
    assert close(total, [r + alpha * d for r, d in zip(outcome, dense, strict=True)])


def test_short_trajectories_have_little_to_difference() -> None:
    assert clip_delta([[0.7], [], [0.7, 0.3], [0.7, 0.3, 0.1]], mode="delta").tolist() == [
        [0.0],
        [],
        [0.7, 0.0],
        pytest.approx([0.4, 0.3, 0.0]),
    ]
    assert clip_delta([], mode="delta").tolist() == []


def test_the_threshold_itself_costs_nothing() -> None:
    assert clip_delta([[0.5, 0.25, 0.75]], mode="clip", eta=0.5).tolist() == [[0.0, -0.25, 0.0]]


def test_eta_has_no_default_and_the_mode_is_known() -> None:
    for mode in ("clip", "both"):
        with pytest.raises(ValueError, match="eta, the clipping threshold, has no published value"):
            clip_delta([[0.5]], mode=mode)
    with pytest.raises(ValueError, match="eta must be a finite number"):
        clip_delta([[0.5]], eta=float("inf"))
    with pytest.raises(ValueError, match="mode must be 'clip', 'delta' or 'both', not 'none'"):
        clip_delta([[0.5]], mode="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="alpha must be a finite number"):
        clip_delta_total([[0.5]], [1], alpha=float("nan"), mode="delta")
    with pytest.raises(ValueError, match="has no published value"):
        clip_delta_total([[0.5]], [1], alpha=1)


def test_a_difference_with_an_unscored_step_is_unscored() -> None:
    scores = [[0.5, None, 0.25, 0.125, None]]
    with pytest.raises(ValueError, match="2 of 5 step_scores are unscored"):
        clip_delta(scores, mode="delta")
    assert clip_delta(scores, mode="delta", missing="skip").tolist() == [[None, None, 0.125, 0.125, None]]
    assert clip_delta(scores, mode="clip", eta=0.25, missing="skip").tolist() == [[0.0, None, 0.0, -0.125, None]]
    assert clip_delta([[0.5, None, 1]], mode="delta", missing=0).tolist() == [[0.5, 0.0, 0.0]]
    assert clip_delta([[0.5], [None, 1]], mode="delta", missing="skip").tolist() == [[0.0], [None, 0.0]]
    total = clip_delta_total([[0.5, 0.5], [None], [], []], [1, 1, 1, None], alpha=2, mode="delta", missing="skip")
    assert total.tolist() == [2.0, None, 1.0, None]
    with pytest.raises(ValueError, match="step_scores are unscored"):
        clip_delta_total([[None]], [1], alpha=2, mode="delta")
