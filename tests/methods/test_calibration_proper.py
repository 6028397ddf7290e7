"""Proper scores and metrics of calibration."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calibration.proper import auroc, brier, ece, preference_ece, rlcr
from tests.methods.strategies import binary, close, numbers, probabilities

answers = st.lists(st.tuples(binary, probabilities), min_size=1, max_size=30)


def split(pairs: list) -> tuple[list, list]:
    return [c for c, _ in pairs], [q for _, q in pairs]


@pytest.mark.example("rlcr")
def test_a_right_and_a_wrong_answer_said_with_confidence_of_four_fifths() -> None:
    assert rlcr([1, 0], [0.8, 0.8]).tolist() == pytest.approx([0.96, -0.64])
    expected = [0.7 * rlcr([1], [q / 10]).values[0] + 0.3 * rlcr([0], [q / 10]).values[0] for q in range(11)]
    assert int(np.argmax(expected)) == 7


@pytest.mark.invariant("rlcr")
@given(answers)
def test_a_right_answer_loses_the_square_of_its_doubt_and_a_wrong_one_that_of_its_confidence(pairs: list) -> None:
    correct, confidence = split(pairs)
    expected = [1 - (1 - q) ** 2 if c else -(q**2) for c, q in pairs]
    assert close(rlcr(correct, confidence).tolist(), expected)


@pytest.mark.invariant("rlcr")
@given(probabilities, probabilities)
def test_expected_reward_is_largest_for_the_true_success_rate(p: float, q: float) -> None:
    right, wrong = rlcr([1, 0], [q, q]).values
    honest = rlcr([1, 0], [p, p]).values
    assert p * right + (1 - p) * wrong <= p * honest[0] + (1 - p) * honest[1] + 1e-12
    assert p * honest[0] + (1 - p) * honest[1] == pytest.approx(p * p)


@pytest.mark.invariant("rlcr")
@given(answers)
def test_rewards_lie_between_minus_1_and_1_and_gaps_stay(pairs: list) -> None:
    correct, confidence = split(pairs)
    out = rlcr([None, *correct, 1], [0.5, *confidence, None]).tolist()
    assert out[0] is None
    assert out[-1] is None
    assert all(x is not None and -1 <= x <= 1 for x in out[1:-1])


@pytest.mark.example("brier")
@pytest.mark.example("ece")
def test_four_answers_in_two_bins() -> None:
    assert ece([1, 0, 1, 1], [0.9, 0.9, 0.6, 0.6]) == pytest.approx(0.4)
    assert brier([1, 0, 1, 1], [0.9, 0.9, 0.6, 0.6]) == pytest.approx(0.285)


@pytest.mark.invariant("brier")
@given(answers)
def test_the_brier_score_is_a_mean_square_in_0_1(pairs: list) -> None:
    value = brier(*split(pairs))
    assert value == pytest.approx(sum((q - c) ** 2 for c, q in pairs) / len(pairs))
    assert 0 <= value <= 1


@pytest.mark.invariant("brier")
@given(answers)
def test_turning_answers_and_confidence_round_keeps_the_brier_score(pairs: list) -> None:
    correct, confidence = split(pairs)
    turned = brier([1 - c for c in correct], [1 - q for q in confidence])
    assert turned == pytest.approx(brier(correct, confidence))


@pytest.mark.invariant("brier")
@given(answers, st.data())
def test_the_brier_score_is_0_for_certainty_that_is_right_and_knows_no_order(pairs: list, data: st.DataObject) -> None:
    correct, confidence = split(pairs)
    assert brier(correct, correct) == 0
    shuffled = data.draw(st.permutations(pairs))
    assert brier(*split(shuffled)) == pytest.approx(brier(correct, confidence))


@pytest.mark.invariant("ece")
@given(answers, st.integers(1, 12))
def test_the_calibration_error_is_the_weighted_gap_of_the_bins(pairs: list, bins: int) -> None:
    gap = 0.0
    for b in range(bins):
        held = [(c, q) for c, q in pairs if min(int(q * bins), bins - 1) == b]
        if held:
            gap += (
                abs(sum(q for _, q in held) / len(held) - sum(c for c, _ in held) / len(held)) * len(held) / len(pairs)
            )
    value = ece(*split(pairs), bins=bins)
    assert value == pytest.approx(gap, abs=1e-9)
    assert 0 <= value <= 1


@pytest.mark.invariant("ece")
@given(answers)
def test_one_bin_compares_the_means(pairs: list) -> None:
    correct, confidence = split(pairs)
    assert ece(correct, confidence, bins=1) == pytest.approx(abs(np.mean(confidence) - np.mean(correct)), abs=1e-9)


@pytest.mark.invariant("ece")
@given(st.integers(1, 9), st.integers(1, 5))
def test_bins_whose_share_is_their_confidence_have_no_error(tenths: int, times: int) -> None:
    confidence = [tenths / 10] * 10 * times
    correct = ([1] * tenths + [0] * (10 - tenths)) * times
    assert ece(correct, confidence) == pytest.approx(0, abs=1e-9)


def test_the_edges_of_bins_belong_to_the_upper_one_and_1_to_the_last() -> None:
    # .5 falls in [.5, 1]: were it in [0, .5), it would share a bin with 0 and the gaps would cancel.
    assert ece([0, 1], [0.5, 1.0], bins=2) == pytest.approx(0.25)
    assert ece([1, 0], [0.0, 0.5], bins=2) == pytest.approx(0.75)
    assert ece([1], [1.0], bins=3) == 0
    assert ece([1, 0, 1, 1], [0.9, 0.9, 0.6, 0.6]) == ece([1, 0, 1, 1], [0.9, 0.9, 0.6, 0.6], bins=10)
    with pytest.raises(ValueError, match="bins must be at least 1, not 0"):
        ece([1], [1], bins=0)


@pytest.mark.example("auroc")
def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    assert auroc([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1]) == 0.75
    assert auroc([1, 0], [0.5, 0.5]) == 0.5


@pytest.mark.invariant("auroc")
@given(answers)
def test_the_area_counts_pairs_with_ties_as_halves(pairs: list) -> None:
    good, bad = [q for c, q in pairs if c], [q for c, q in pairs if not c]
    value = auroc(*split(pairs))
    if not good or not bad:
        assert value is None
    else:
        wins = sum(1.0 if g > b else 0.5 if g == b else 0.0 for g in good for b in bad)
        assert value == pytest.approx(wins / len(good) / len(bad))


@pytest.mark.invariant("auroc")
@given(answers)
def test_the_area_knows_order_only(pairs: list) -> None:
    correct, scores = split(pairs)
    value = auroc(correct, scores)
    if value is not None:
        assert auroc(correct, [math.exp(3 * s) - 50 for s in scores]) == pytest.approx(value)
        assert auroc(correct, [-s for s in scores]) == pytest.approx(1 - value)


@pytest.mark.invariant("auroc")
@given(answers)
def test_turning_the_classes_round_turns_the_area_round(pairs: list) -> None:
    correct, scores = split(pairs)
    value = auroc(correct, scores)
    turned = auroc([1 - c for c in correct], scores)
    assert (value is None) == (turned is None)
    assert value is None or turned == pytest.approx(1 - value)


@pytest.mark.example("preference_ece")
def test_one_pair_right_and_one_wrong_by_a_margin_of_1() -> None:
    assert preference_ece([1, -1]) == pytest.approx(0.2311, abs=5e-5)


@pytest.mark.invariant("preference_ece")
@given(st.lists(numbers, min_size=1, max_size=20), st.integers(1, 12))
def test_pairs_are_calibrated_as_answers_are(margins: list[float], bins: int) -> None:
    confidence = [1 / (1 + math.exp(-abs(m))) for m in margins]
    correct = [float(m > 0) for m in margins]
    assert preference_ece(margins, bins=bins) == pytest.approx(ece(correct, confidence, bins=bins))


@pytest.mark.invariant("preference_ece")
@given(st.lists(numbers, min_size=1, max_size=20), st.data())
def test_the_order_of_pairs_is_irrelevant_and_the_error_a_share(margins: list[float], data: st.DataObject) -> None:
    value = preference_ece(margins)
    assert value is not None
    assert 0 <= value <= 1
    assert preference_ece(data.draw(st.permutations(margins))) == pytest.approx(value)


@pytest.mark.invariant("preference_ece")
@given(st.integers(1, 10))
def test_a_margin_of_0_counts_as_wrong(count: int) -> None:
    assert preference_ece([0.0] * count) == pytest.approx(0.5)
    assert preference_ece([0.0] * count + [None]) == pytest.approx(0.5)


def test_nothing_scored_has_no_metric_and_nonsense_is_refused() -> None:
    for metric in (brier, ece, auroc):
        assert metric([], []) is None
        assert metric([None, 1], [0.5, None]) is None
        with pytest.raises(ValueError, match="correct must hold 0 and 1 only"):
            metric([0.5], [0.5])
        with pytest.raises(ValueError, match="lengths must agree"):
            metric([1, 0], [0.5])
    assert preference_ece([None]) is None
    for metric in (brier, ece, rlcr):
        for q in (-0.1, 1.1):
            with pytest.raises(ValueError, match="confidence must lie from 0 to 1"):
                metric([1], [q])
    assert auroc([1, 0], [5, -3]) == 1.0
