"""GUI-G2's rewards: worked examples, invariants and the edge cases that other implementations fall over."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rewards.grounding.gaussian import g2_coverage, g2_point, g2_total
from tests.methods.boxes import GT, PRED, boxes, centres, points, scaled, swapped
from tests.methods.strategies import close

factors = st.sampled_from([2.0**-10, 0.25, 8.0, 1024.0])


@pytest.mark.example("g2_point")
def test_the_point_reward_at_centre_quarter_edge_corner_and_beyond() -> None:
    assert g2_point(PRED, GT).tolist() == [1.0]
    assert g2_point([[160, 220]], GT).one() == pytest.approx(0.8825, abs=5e-5)
    assert g2_point([[180, 220]], GT).one() == pytest.approx(math.exp(-0.5))
    assert g2_point([[140, 240]], GT).one() == pytest.approx(math.exp(-0.5))
    assert g2_point([[180, 240]], GT).one() == pytest.approx(math.exp(-1))
    assert g2_point([[220, 220]], GT).one() == pytest.approx(0.1353, abs=5e-5)
    assert g2_point([[300, 220]], GT).one() == pytest.approx(3.354e-4, rel=1e-3)
    assert g2_point([[180, 220]], GT, alpha=1.0).one() == pytest.approx(math.exp(-0.125))


@pytest.mark.invariant("g2_point")
@given(boxes(), st.floats(0, 5), st.floats(0.01, 5), st.sampled_from([0, 1]))
def test_the_point_reward_falls_with_the_distance_on_each_axis(
    box: list[float], near: float, more: float, axis: int
) -> None:
    centre, side = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], [box[2] - box[0], box[3] - box[1]]
    close_by, far = list(centre), list(centre)
    close_by[axis] += near * side[axis]
    far[axis] += (near + more) * side[axis]
    a, b = g2_point([close_by, far], [box, box]).tolist()
    assert a is not None
    assert b is not None
    assert a > b or a == b == 0


@pytest.mark.invariant("g2_point")
@given(boxes(), points, factors, centres, centres)
def test_scaling_and_shifting_both_changes_no_point_reward(
    box: list[float], point: list[float], k: float, dx: float, dy: float
) -> None:
    before = g2_point([point], [box]).tolist()
    assert close(g2_point(scaled([point], k), scaled([box], k)).tolist(), before)
    assert close(g2_point(scaled([point], 1, dx, dy), scaled([box], 1, dx, dy)).tolist(), before, 1e-6)


@pytest.mark.invariant("g2_point")
@given(boxes(), points)
def test_the_axes_of_a_point_reward_are_alike(box: list[float], point: list[float]) -> None:
    assert close(g2_point([point], [box]).tolist(), g2_point(swapped([point]), swapped([box])).tolist())


@pytest.mark.invariant("g2_point")
@given(boxes(), st.floats(-1, 1), st.floats(-1, 1), st.floats(0.1, 2))
def test_the_point_reward_is_the_gaussian_of_its_distance_in_sides(
    box: list[float], u: float, v: float, alpha: float
) -> None:
    point = [(box[0] + box[2]) / 2 + u * (box[2] - box[0]), (box[1] + box[3]) / 2 + v * (box[3] - box[1])]
    expected = math.exp(-(u * u + v * v) / (2 * alpha * alpha))
    assert close(g2_point([point], [box], alpha=alpha).tolist(), [expected], 1e-6)


@pytest.mark.example("g2_coverage")
def test_the_coverage_of_a_smaller_and_of_a_shifted_box() -> None:
    assert g2_coverage(PRED, GT).one() == pytest.approx(0.96)
    assert g2_coverage([[120, 200, 200, 240]], GT).one() == pytest.approx(0.9692, abs=5e-5)


@pytest.mark.parametrize("k", [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0])
def test_a_concentric_box_k_times_as_large_covers_2k_over_1_plus_k_squared(k: float) -> None:
    pred = [[140 - 40 * k, 220 - 20 * k, 140 + 40 * k, 220 + 20 * k]]
    assert g2_coverage(pred, GT).one() == pytest.approx(2 * k / (1 + k * k))


@pytest.mark.invariant("g2_coverage")
@given(boxes(), boxes())
def test_coverage_is_symmetric_and_at_most_1(a: list[float], b: list[float]) -> None:
    forth, back = g2_coverage([a, b], [b, a]).tolist()
    assert close(forth, back)
    assert forth is not None
    assert 0 <= forth <= 1


@pytest.mark.invariant("g2_coverage")
@given(boxes(), boxes(), st.floats(0.1, 2))
def test_coverage_is_the_matrix_form_of_the_bhattacharyya_coefficient(
    a: list[float], b: list[float], alpha: float
) -> None:
    p, g = np.array(a).reshape(2, 2), np.array(b).reshape(2, 2)
    sp, sg = np.diag((alpha * (p[1] - p[0])) ** 2), np.diag((alpha * (g[1] - g[0])) ** 2)
    mean, d, det = (sp + sg) / 2, p.mean(axis=0) - g.mean(axis=0), np.linalg.det
    expected = math.exp(-d @ np.linalg.inv(mean) @ d / 8 - 0.5 * math.log(det(mean) / math.sqrt(det(sp) * det(sg))))
    assert close(g2_coverage([a], [b], alpha=alpha).tolist(), [expected], 1e-8)


@pytest.mark.invariant("g2_coverage")
@given(boxes(), boxes())
def test_coverage_is_1_for_the_same_box_and_less_for_another(a: list[float], b: list[float]) -> None:
    assert close(g2_coverage([a], [a]).tolist(), [1.0])
    assume(max(abs(x - y) for x, y in zip(a, b, strict=True)) > 1)
    assert (g2_coverage([a], [b]).one() or 0.0) < 1.0


@pytest.mark.invariant("g2_coverage")
@given(boxes(), boxes(), factors)
def test_coverage_knows_no_scale(a: list[float], b: list[float], k: float) -> None:
    assert close(g2_coverage(scaled([a], k), scaled([b], k)).tolist(), g2_coverage([a], [b]).tolist())


@pytest.mark.example("g2_total")
def test_the_total_adds_point_and_coverage() -> None:
    assert g2_total(GT, GT).one() == pytest.approx(2.0)
    assert g2_total(PRED, GT).one() == pytest.approx(1.96)
    assert g2_total(PRED, GT, nu=0.2, gamma=0.8).one() == pytest.approx(0.2 + 0.8 * 0.96)


@pytest.mark.invariant("g2_total")
@given(boxes(), boxes(), st.floats(0.1, 2))
def test_weights_of_1_and_0_leave_one_part(a: list[float], b: list[float], alpha: float) -> None:
    point, coverage = g2_point([a], [b], alpha=alpha).tolist(), g2_coverage([a], [b], alpha=alpha).tolist()
    assert g2_total([a], [b], nu=1, gamma=0, alpha=alpha).tolist() == point
    assert g2_total([a], [b], nu=0, gamma=1, alpha=alpha).tolist() == coverage


@pytest.mark.invariant("g2_total")
@given(boxes(), boxes(), st.floats(0, 3), st.floats(0, 3))
def test_the_total_is_linear_in_its_weights(a: list[float], b: list[float], nu: float, gamma: float) -> None:
    point, coverage = g2_point([a], [b]).values, g2_coverage([a], [b]).values
    assert close(g2_total([a], [b], nu=nu, gamma=gamma).values, nu * point + gamma * coverage)


@pytest.mark.invariant("g2_total")
@given(st.lists(st.tuples(boxes(), boxes()), max_size=8), st.data())
def test_a_batch_is_its_rows_in_any_order(pairs: list, data: st.DataObject) -> None:
    preds, targets = [p for p, _ in pairs], [t for _, t in pairs]
    alone = [g2_total([p], [t]).one() for p, t in pairs]
    assert g2_total(preds, targets).tolist() == alone
    order = data.draw(st.permutations(range(len(pairs))))
    assert g2_total([preds[i] for i in order], [targets[i] for i in order]).tolist() == [alone[i] for i in order]


@pytest.mark.parametrize(
    ("pred", "point", "coverage"),
    [
        ([0.10, 0.10, 0.15, 0.13], 1.0, 1.0),  # a perfect 0-1 box: 26.667 in the released code
        ([0.125, 0.115, 0.125, 0.115], 1.0, 0.0),  # no area, at the centre
        ([0.15, 0.13, 0.10, 0.10], 0.0, 0.0),  # inverted corners: 1.0 in the released code
        ([0.15, 0.10, 0.10, 0.13], 0.0, 0.0),  # inverted on one axis
        ([-1e99, -1e99, 1e99, 1e99], None, 0.0),
        ([1e99, 1e99, 1.5e99, 1.5e99], 0.0, 0.0),
        ([5e-324, 5e-324, 1e-323, 1e-323], None, 0.0),
    ],
)
def test_edge_cases_stay_within_their_bounds(pred: list[float], point: float | None, coverage: float) -> None:
    target = [[0.10, 0.10, 0.15, 0.13]]
    p, c = g2_point([pred], target).one(), g2_coverage([pred], target).one()
    assert p is not None
    assert 0 <= p <= 1
    assert c == pytest.approx(coverage, abs=1e-9)
    if point is not None:
        assert p == pytest.approx(point, abs=1e-6)


def test_a_tiny_target_far_away_and_a_huge_prediction_over_it_score_0() -> None:
    tiny = [[0.0, 0.0, 1e-300, 1e-300]]
    for pred in ([1e99, 1e99, 2e99, 2e99], [1.0, 1.0, 2.0, 2.0]):
        assert g2_total([pred], tiny).one() == pytest.approx(0.0, abs=1e-9)
    assert g2_coverage([[-1e99, -1e99, 1e99, 1e99]], tiny).one() == pytest.approx(0.0, abs=1e-9)
    assert g2_total(tiny, tiny).one() == pytest.approx(2.0)
    assert g2_coverage([[0.0, 0.0, 1e-300, 1e-300]], [[0.0, 0.0, 1.0, 1.0]]).one() == pytest.approx(0.0, abs=1e-9)


def test_inverted_corners_can_be_put_right() -> None:
    inverted = [[180.0, 240.0, 100.0, 200.0]]
    for reward, full in ((g2_point, 1.0), (g2_coverage, 1.0), (g2_total, 2.0)):
        assert reward(inverted, GT).one() == 0
        assert reward(inverted, GT, fix_corners=True).one() == pytest.approx(full)


def test_nothing_predicted_is_unscored_and_not_zero() -> None:
    for reward in (g2_point, g2_coverage, g2_total):
        assert reward([None, *GT], GT * 2).tolist()[0] is None
        assert reward([None], GT).one() is None
        assert len(reward([], [])) == 0
    assert g2_point([None, [140, 220]], GT * 2).tolist() == [None, 1.0]


@pytest.mark.parametrize("target", [[0, 0, 0, 0], [10, 10, 5, 20], [10, 10, 20, 10]])
def test_a_target_without_area_is_an_error(target: list[float]) -> None:
    for reward in (g2_point, g2_coverage, g2_total):
        with pytest.raises(ValueError, match="target 1 .* has no area; a refusal target"):
            reward(PRED * 2, [GT[0], target])


@pytest.mark.parametrize(
    ("pred", "target", "message"),
    [
        ([[1, 1], [2, 2]], GT, "pred holds 2 places and target 1; they must be as many"),
        ([[1, 1, 1]], GT, r"pred must be \(n, 2\) points or \(n, 4\) boxes"),
        ([[1, 1], [1, 1, 2, 2]], GT * 2, "all points .* or all boxes"),
        ([[1, math.nan]], GT, "pred holds NaN or infinity; say None"),
        (np.array([[1, math.inf]]), GT, "pred holds NaN or infinity"),
        ([[1, 1e101]], GT, "pred holds a coordinate beyond 1e"),
        ([[1, 1]], [[0, 0, math.inf, 1]], "target holds NaN or infinity"),
        ([[1, 1]], [None], "a target is missing"),
        ([[1, 1]], [[1, 1]], r"target must be \(n, 4\) boxes"),
    ],
)
def test_input_that_is_no_place_is_an_error(pred: list, target: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        g2_point(pred, target)


def test_parameters_out_of_range_are_errors() -> None:
    for alpha in (0, -1, math.inf, math.nan):
        for reward in (g2_point, g2_coverage, g2_total):
            with pytest.raises(ValueError, match="alpha must be positive and finite"):
                reward(PRED, GT, alpha=alpha)
    for weights in ({"nu": -1}, {"gamma": -1}):
        with pytest.raises(ValueError, match=f"{next(iter(weights))} must be a finite number from 0"):
            g2_total(PRED, GT, **weights)
    for reward in (g2_coverage, g2_total):
        with pytest.raises(ValueError, match="boxes are compared here"):
            reward([[1, 1]], GT)


def test_inputs_are_neither_changed_nor_shared() -> None:
    pred, target = np.array(PRED), np.array(GT)
    for reward in (g2_point, g2_coverage, g2_total):
        reward(pred, target).values[:] = 7
    assert pred.tolist() == PRED
    assert target.tolist() == GT
