"""GUI-G2's rewards: worked examples, invariants and the edge cases that other implementations fall over."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.boxes import parse_place
from rewards.grounding import g2_coverage, g2_point, g2_total, hit, iou, one

GT = [[100.0, 200.0, 180.0, 240.0]]
PRED = [[110.0, 205.0, 170.0, 235.0]]

centres = st.floats(-1e4, 1e4)
sides = st.floats(1e-3, 1e4)


@st.composite
def boxes(draw: st.DrawFn) -> list[float]:
    cx, cy, w, h = draw(centres), draw(centres), draw(sides), draw(sides)
    return [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]


def test_worked_examples_of_the_paper_s_formulas() -> None:
    assert g2_point(PRED, GT)[0] == 1.0
    assert g2_point([[160, 220]], GT)[0] == pytest.approx(0.8825, abs=5e-5)
    assert g2_point([[180, 220]], GT)[0] == pytest.approx(math.exp(-0.5))
    assert g2_point([[180, 240]], GT)[0] == pytest.approx(math.exp(-1))
    assert g2_point([[220, 220]], GT)[0] == pytest.approx(0.1353, abs=5e-5)
    assert g2_point([[300, 220]], GT)[0] == pytest.approx(3.354e-4, rel=1e-3)
    assert g2_coverage(PRED, GT)[0] == pytest.approx(0.96)
    assert g2_coverage([[120, 200, 200, 240]], GT)[0] == pytest.approx(0.9692, abs=5e-5)
    assert g2_total(PRED, GT)[0] == pytest.approx(1.96)
    assert iou(PRED, GT)[0] == 0.5625
    assert hit([[180, 220]], GT)[0] == 1
    assert hit([[180, 220]], GT, inclusive=False)[0] == 0


@pytest.mark.parametrize("k", [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0])
def test_a_concentric_box_k_times_as_large_covers_2k_over_1_plus_k_squared(k: float) -> None:
    pred = [[140 - 40 * k, 220 - 20 * k, 140 + 40 * k, 220 + 20 * k]]
    assert g2_coverage(pred, GT)[0] == pytest.approx(2 * k / (1 + k * k))


def test_coverage_equals_the_matrix_form_of_the_bhattacharyya_coefficient() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        p, g = np.sort(rng.uniform(0, 500, (2, 2, 2)), axis=1)
        sp, sg = np.diag((0.5 * (p[1] - p[0])) ** 2), np.diag((0.5 * (g[1] - g[0])) ** 2)
        mean = (sp + sg) / 2
        d = p.mean(axis=0) - g.mean(axis=0)
        det = np.linalg.det
        expected = math.exp(-d @ np.linalg.inv(mean) @ d / 8 - 0.5 * math.log(det(mean) / math.sqrt(det(sp) * det(sg))))
        assert g2_coverage([p.ravel()], [g.ravel()])[0] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("pred", "point", "coverage"),
    [
        ([0.10, 0.10, 0.15, 0.13], 1.0, 1.0),  # a perfect 0-1 box: 26.667 in the released code
        ([0.125, 0.115, 0.125, 0.115], 1.0, 0.0),  # no area, at the centre
        ([0.15, 0.13, 0.10, 0.10], 0.0, 0.0),  # inverted corners: 1.0 in the released code
        ([float("inf"), 0, 1, 1], 0.0, 0.0),
        ([-1e308, -1e308, 1e308, 1e308], None, 0.0),
        ([1e308, 1e308, 1.5e308, 1.5e308], 0.0, 0.0),
        ([5e-324, 5e-324, 1e-323, 1e-323], None, 0.0),
    ],
)
def test_edge_cases_stay_within_their_bounds(pred: list[float], point: float | None, coverage: float) -> None:
    target = [[0.10, 0.10, 0.15, 0.13]]
    p, c = g2_point([pred], target)[0], g2_coverage([pred], target)[0]
    assert 0 <= p <= 1
    assert c == pytest.approx(coverage, abs=1e-9)
    if point is not None:
        assert p == pytest.approx(point, abs=1e-9)


@given(boxes(), boxes())
def test_every_term_lies_in_0_1_and_is_never_nan(pred: list[float], target: list[float]) -> None:
    for f in (g2_point, g2_coverage, hit, iou):
        (score,) = f([pred], [target])
        assert 0 <= score <= 1


@given(boxes(), boxes())
def test_coverage_and_iou_are_symmetric(a: list[float], b: list[float]) -> None:
    assert g2_coverage([a], [b])[0] == pytest.approx(g2_coverage([b], [a])[0], abs=1e-9)
    assert iou([a], [b])[0] == pytest.approx(iou([b], [a])[0], abs=1e-9)


@given(boxes(), st.sampled_from([2.0**-10, 0.25, 8.0, 1024.0]))
def test_pixels_and_normalised_boxes_score_alike(box: list[float], scale: float) -> None:
    pred = [[v * scale for v in PRED[0]]]
    target = [[v * scale for v in GT[0]]]
    assert g2_total(pred, target)[0] == pytest.approx(1.96)
    shifted = [v + (box[0] if i % 2 == 0 else box[1]) for i, v in enumerate(PRED[0])]
    goal = [v + (box[0] if i % 2 == 0 else box[1]) for i, v in enumerate(GT[0])]
    assert g2_total([shifted], [goal])[0] == pytest.approx(1.96, abs=1e-6)


@given(boxes(), st.floats(0, 5), st.floats(0, 5))
def test_the_point_reward_falls_with_the_distance(target: list[float], near: float, more: float) -> None:
    cx, cy = (target[0] + target[2]) / 2, (target[1] + target[3]) / 2
    w = target[2] - target[0]
    close, far = g2_point([[cx + near * w, cy]], [target]), g2_point([[cx + (near + more) * w, cy]], [target])
    assert far[0] <= close[0] + 1e-12


@given(st.lists(st.tuples(boxes(), boxes()), max_size=20))
def test_a_batch_is_its_rows(pairs: list[tuple[list[float], list[float]]]) -> None:
    preds, targets = [p for p, _ in pairs], [t for _, t in pairs]
    for f in (g2_point, g2_coverage):
        assert f(preds, targets).tolist() == [one(f([p], [t])) for p, t in pairs]


def test_nothing_predicted_is_unscored_and_not_zero() -> None:
    scores = g2_point([None, [140, 220, 140, 220]], GT * 2)
    assert np.isnan(scores[0])
    assert scores[1] == 1
    assert one(g2_coverage([None], GT)) is None
    assert g2_point([], []).shape == (0,)


@pytest.mark.parametrize("target", [[0, 0, 0, 0], [10, 10, 5, 20], [0, 0, math.nan, 1], [0, 0, math.inf, 1]])
def test_a_target_that_is_no_box_is_an_error(target: list[float]) -> None:
    for f in (g2_point, g2_coverage, hit, iou):
        with pytest.raises(ValueError, match="target"):
            f([[1, 1, 2, 2]], [target])


def test_shapes_and_parameters_that_do_not_fit_are_errors() -> None:
    with pytest.raises(ValueError, match="2 predictions for 1 targets"):
        g2_point([[1, 1], [2, 2]], GT)
    with pytest.raises(ValueError, match="boxes"):
        g2_coverage([[1, 1]], GT)
    with pytest.raises(ValueError, match="alpha"):
        g2_point([[1, 1]], GT, alpha=0)


def test_inputs_are_not_changed() -> None:
    pred, target = np.array(PRED), np.array(GT)
    g2_total(pred, target)
    assert pred.tolist() == PRED
    assert target.tolist() == GT


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[1, 2, 3, 4]", [1, 2, 3, 4]),
        ("<think>[9,9,9,9]</think> box: [0.1, 0.2, 0.3, 0.4].", [0.1, 0.2, 0.3, 0.4]),
        ("(12 34)", [12, 34]),
        ("[-5, 2.5]", [-5, 2.5]),
        ("no idea", None),
        ("[1, 2, 3]", None),
        ("[" + "9" * 400 + ", 1]", None),
        ("[1..2, 3]", None),
    ],
)
def test_places_are_read_from_text_or_not_at_all(text: str, place: list[float] | None) -> None:
    assert parse_place(text) == place


def test_which_of_several_boxes_counts_is_said() -> None:
    text = "[1,1,2,2] [3,3,4,4]"
    assert parse_place(text, "first") == [1, 1, 2, 2]
    assert parse_place(text, "last") == [3, 3, 4, 4]
    assert parse_place(text, "only") is None


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    place = parse_place(text)
    assert place is None or all(math.isfinite(v) for v in place)
