"""h-calibration's error and a map that makes it small."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rewards.calibration.windows import HCalibration, h_error
from tests.methods.strategies import binary, close, probabilities

P, Y = [0.1, 0.2, 0.6, 0.9], [0, 0, 1, 1]
answers = st.lists(st.tuples(probabilities, binary), min_size=1, max_size=20, unique_by=lambda pair: pair[0])


def split(rows: list) -> tuple[list, list]:
    return [p for p, _ in rows], [y for _, y in rows]


@pytest.mark.example("h_calibration")
def test_one_window_over_four_answers() -> None:
    assert h_error(P, Y, padded=False) == pytest.approx(0.05)
    assert h_error(P, Y, padded=False, classes=2) == pytest.approx(0, abs=1e-12)


@pytest.mark.invariant("h_calibration")
@given(answers, st.integers(1, 25))
def test_whole_windows_are_means_of_what_was_said_too_much(rows: list, width: int) -> None:
    ordered = sorted(rows)
    size = min(width, len(rows))
    gaps = [abs(sum(p - y for p, y in ordered[i : i + size])) / size for i in range(len(rows) - size + 1)]
    assert h_error(*split(rows), width=width, clusters=1, padded=False) == pytest.approx(
        sum(gaps) / len(gaps), abs=1e-9
    )


@pytest.mark.invariant("h_calibration")
@given(answers, st.integers(1, 25))
def test_padded_windows_are_filled_up_with_zeros(rows: list, width: int) -> None:
    ordered = sorted(rows)
    size = min(width, len(rows))
    gaps = []
    for i in range(len(rows)):
        held = ordered[max(0, i - (size - 1) // 2) : i + size // 2 + 1]
        gaps.append(abs(sum(p - y for p, y in held)) / size)
    assert h_error(*split(rows), width=width, clusters=1) == pytest.approx(sum(gaps) / len(gaps), abs=1e-9)


@pytest.mark.invariant("h_calibration")
@given(answers, st.floats(0, 0.5), st.floats(0, 0.5), st.data())
def test_a_larger_tolerance_never_raises_the_error_and_order_is_irrelevant(
    rows: list, a: float, b: float, data: st.DataObject
) -> None:
    low, high = sorted((a, b))
    assert (h_error(*split(rows), epsilon=high) or 0) <= (h_error(*split(rows), epsilon=low) or 0) + 1e-12
    alike = rows + [(p, 1 - y) for p, y in rows]
    shuffled = data.draw(st.permutations(alike))
    assert h_error(*split(shuffled)) == pytest.approx(h_error(*split(alike)))


@pytest.mark.invariant("h_calibration")
@settings(max_examples=20)
@given(answers)
@example([(0.0, 1), (1.0, 1), (0.75, 0)])  # a steep map makes two of them one
def test_a_fitted_map_keeps_the_order_and_is_never_worse(rows: list) -> None:
    confidence, correct = split(rows)
    fitted = HCalibration().fit(confidence, correct)
    assert fitted.slope > 0
    out = fitted.transform(confidence).values
    assert (np.diff(out[np.argsort(confidence)]) >= -1e-12).all()
    assert ((out >= 0) & (out <= 1)).all()
    assert (h_error(out, correct) or 0) <= (h_error(HCalibration().transform(confidence), correct) or 0) + 1e-12


@pytest.mark.invariant("h_calibration")
@given(answers)
def test_the_first_map_is_the_identity(rows: list) -> None:
    confidence, _ = split(rows)
    assert close(HCalibration().transform(confidence).tolist(), confidence)


def test_clusters_count_alike_however_many_answers_they_hold() -> None:
    # Three answers near .1, all wrong by .1; one at .9, wrong by .9: windows of one answer each.
    p, y = [0.1, 0.1, 0.1, 0.9], [0, 0, 0, 0]
    assert h_error(p, y, width=1, clusters=1) == pytest.approx((0.3 + 0.9) / 4)
    assert h_error(p, y, width=1, clusters=2) == pytest.approx((0.1 + 0.9) / 2)
    assert h_error(p, y, width=1) == pytest.approx((0.1 + 0.9) / 2)
    assert h_error(p, y, width=1, clusters=2, epsilon=0.2) == pytest.approx((0.0 + 0.7) / 2)
    wide = [0.0, 0.1, 0.2, 0.7, 0.8, 0.9]
    assert h_error(wide, [0] * 6, width=1, clusters=2) == pytest.approx((0.1 + 0.8) / 2)


def test_an_overconfident_judge_is_set_right() -> None:
    rng = np.random.default_rng(0)
    truth = rng.uniform(0.2, 0.8, 3000)
    said = 1 / (1 + np.exp(-3 * np.log(truth / (1 - truth))))
    correct = (rng.random(3000) < truth).astype(float)
    fitted = HCalibration().fit(said, correct)
    assert fitted.slope == pytest.approx(1 / 3, abs=0.1)
    before, after = h_error(said, correct), h_error(fitted.transform(said), correct)
    assert before is not None
    assert after is not None
    assert after < before / 2


def test_nothing_to_fit_and_parameters_out_of_range() -> None:
    assert h_error([], []) is None
    assert h_error([None], [1]) is None
    assert HCalibration().transform([None, 0.0, 1.0]).tolist() == [None, pytest.approx(0), pytest.approx(1)]
    with pytest.raises(ValueError, match="no scored answer"):
        HCalibration().fit([None], [1])
    for width, clusters in ((0, 1), (1, 0)):
        with pytest.raises(ValueError, match="width and clusters must be at least 1"):
            h_error(P, Y, width=width, clusters=clusters)
    with pytest.raises(ValueError, match="epsilon must be"):
        h_error(P, Y, epsilon=-1)
    with pytest.raises(ValueError, match="classes must be 1 or 2, not 3"):
        h_error(P, Y, classes=3)
    with pytest.raises(ValueError, match="correct must hold 0 and 1 only"):
        h_error(P, [0.5] * 4)
    with pytest.raises(ValueError, match="confidence must lie"):
        h_error([2], [1])
