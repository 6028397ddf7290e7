"""Hit, overlap and tiers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.grounding.gaussian import g2_point
from rewards.grounding.overlap import hit, iou, tiered
from tests.methods.boxes import GT, PRED, boxes, points, scaled, swapped
from tests.methods.strategies import close


@pytest.mark.example("hit")
def test_the_edge_is_a_hit_unless_the_test_is_strict() -> None:
    assert hit([[180, 220]], GT).one() == 1
    assert hit([[180, 220]], GT, inclusive=False).one() == 0


@pytest.mark.invariant("hit")
@given(boxes(), points)
def test_a_hit_has_a_point_reward_of_at_least_1_over_e(box: list[float], point: list[float]) -> None:
    found = hit([point], [box]).one()
    assert found in (0.0, 1.0)
    assert (g2_point([point], [box]).one() or 0) >= math.exp(-1) - 1e-9 or found == 0


@pytest.mark.invariant("hit")
@given(boxes(), points, st.booleans())
def test_a_hit_lies_between_all_four_bounds(box: list[float], point: list[float], inclusive: bool) -> None:
    (x, y), (x1, y1, x2, y2) = point, box
    inside = x1 <= x <= x2 and y1 <= y <= y2 if inclusive else x1 < x < x2 and y1 < y < y2
    assert hit([point], [box], inclusive=inclusive).one() == float(inside)


@pytest.mark.invariant("hit")
@given(boxes(), st.floats(-0.499, 0.499), st.floats(-0.499, 0.499), st.sampled_from([0.25, 8.0]))
def test_what_lies_within_is_hit_at_any_scale(box: list[float], u: float, v: float, k: float) -> None:
    point = [(box[0] + box[2]) / 2 + u * (box[2] - box[0]), (box[1] + box[3]) / 2 + v * (box[3] - box[1])]
    assert hit(scaled([point], k), scaled([box], k)).one() == 1
    beyond = [box[2] + (box[2] - box[0]) * (0.01 + abs(u)), point[1]]
    assert hit([beyond], [box]).one() == 0


@pytest.mark.parametrize("corner", [[100, 200], [180, 200], [100, 240], [180, 240], [100, 220], [140, 200]])
def test_all_bounds_count_alike(corner: list[float]) -> None:
    assert hit([corner], GT).one() == 1
    assert hit([corner], GT, inclusive=False).one() == 0


def test_a_box_hits_by_its_centre() -> None:
    assert hit([[0, 0, 281, 441]], GT).one() == 1
    assert hit([[0, 0, 400, 600]], GT).one() == 0
    assert hit([[180, 240, 100, 200]], GT).one() == 0
    assert hit([[180, 240, 100, 200]], GT, fix_corners=True).one() == 1
    assert hit([None], GT).one() is None


@pytest.mark.example("iou")
def test_the_overlap_of_a_smaller_and_of_a_shifted_box() -> None:
    assert iou(PRED, GT).one() == 0.5625
    assert iou([[120, 200, 200, 240]], GT).one() == pytest.approx(0.6)


@pytest.mark.invariant("iou")
@given(boxes(), boxes())
def test_overlap_is_symmetric_and_a_share(a: list[float], b: list[float]) -> None:
    forth, back = iou([a, b], [b, a]).tolist()
    assert close(forth, back)
    assert 0 <= (forth or 0.0) <= 1


@pytest.mark.invariant("iou")
@given(boxes(), st.floats(0.05, 1), st.floats(0.05, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_box_inside_another_covers_its_share_of_area(
    box: list[float], u: float, v: float, left: float, top: float
) -> None:
    w, h = box[2] - box[0], box[3] - box[1]
    x, y = box[0] + left * (1 - u) * w, box[1] + top * (1 - v) * h
    assert close(iou([[x, y, x + u * w, y + v * h]], [box]).tolist(), [u * v], 1e-6)


@pytest.mark.invariant("iou")
@given(boxes(), boxes())
def test_boxes_that_do_not_meet_have_no_overlap_and_the_same_have_all(a: list[float], b: list[float]) -> None:
    beside = [b[0] + (a[2] - b[0]) + 1, b[1], b[2] + (a[2] - b[0]) + 1, b[3]]
    below = [b[0], b[1] + (a[3] - b[1]) + 1, b[2], b[3] + (a[3] - b[1]) + 1]
    assert iou([a, a], [beside, below]).tolist() == [0.0, 0.0]
    assert close(iou([a], [a]).tolist(), [1.0])


@pytest.mark.invariant("iou")
@given(boxes(), boxes(), st.floats(0, 1))
def test_a_threshold_asks_for_more_than_itself(a: list[float], b: list[float], threshold: float) -> None:
    share = iou([a], [b]).one() or 0.0
    assert iou([a], [b], threshold=threshold).one() == float(share > threshold)


def test_overlap_wants_boxes_and_a_threshold_that_is_a_share() -> None:
    assert iou([[100, 200, 140, 240]], GT, threshold=0.5).one() == 0.0
    assert iou([[180, 240, 100, 200]], GT).one() == 0.0
    assert iou([[180, 240, 100, 200]], GT, fix_corners=True).one() == 1.0
    assert iou([[140, 220, 140, 220]], GT).one() == 0.0
    with pytest.raises(ValueError, match="boxes are compared here"):
        iou([[1, 1]], GT)
    with pytest.raises(ValueError, match="threshold must be a finite number from 0"):
        iou(PRED, GT, threshold=1.5)


@pytest.mark.example("tiered")
def test_the_tier_of_a_point_half_a_side_and_a_whole_side_off() -> None:
    assert tiered([[160, 220]], GT).one() == 1.0
    assert tiered([[220, 220]], GT).one() == 0.5
    assert tiered([[300, 220]], GT).one() == 0.25
    assert tiered([[301, 220]], GT).one() == 0.0


@pytest.mark.invariant("tiered")
@given(boxes(), points, st.sampled_from([0.25, 8.0]))
def test_a_tier_has_one_of_the_values_and_knows_no_scale_or_axis(
    box: list[float], point: list[float], k: float
) -> None:
    value = tiered([point], [box]).one()
    assert value in (1.0, 0.5, 0.25, 0.0)
    assert tiered(scaled([point], k), scaled([box], k)).one() == value
    assert tiered(swapped([point]), swapped([box])).one() == value


@pytest.mark.invariant("tiered")
@given(boxes(), st.floats(0, 6), st.floats(0.01, 1), st.floats(0, 2 * math.pi))
def test_tiers_are_rings_around_the_centre(box: list[float], m: float, alpha: float, angle: float) -> None:
    w, h = alpha * (box[2] - box[0]), alpha * (box[3] - box[1])
    centre = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    point = [centre[0] + m * w * math.cos(angle), centre[1] + m * h * math.sin(angle)]
    expected = 1.0 if m <= 1 else 0.5 if m <= 2 else 0.25 if m <= 4 else 0.0
    if min(abs(m - bound) for bound in (1, 2, 4)) > 1e-3:
        assert tiered([point], [box], alpha=alpha).one() == expected


@pytest.mark.invariant("tiered")
@given(boxes(), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_every_hit_can_be_put_on_top(box: list[float], u: float, v: float) -> None:
    point = [(box[0] + box[2]) / 2 + u * (box[2] - box[0]), (box[1] + box[3]) / 2 + v * (box[3] - box[1])]
    if hit([point], [box]).one() == 1:
        assert tiered([point], [box], hit_is_top=True).one() == 1.0
    far = [box[2] + 0.6 * (box[2] - box[0]), box[3]]
    assert tiered([far], [box], hit_is_top=True).one() == tiered([far], [box]).one()


def test_a_corner_falls_into_the_second_tier_unless_hits_are_on_top() -> None:
    assert tiered([[180, 240]], GT).one() == 0.5
    assert tiered([[180, 240]], GT, hit_is_top=True).one() == 1.0
    assert tiered([None, [140, 220]], GT * 2, bounds=[1], values=[9, 2]).tolist() == [None, 9.0]


def test_tiers_must_be_in_order() -> None:
    with pytest.raises(ValueError, match="2 bounds need 3 values, not 2"):
        tiered(PRED, GT, bounds=[1, 2], values=[1, 0])
    with pytest.raises(ValueError, match="bounds must rise"):
        tiered(PRED, GT, bounds=[2, 2], values=[1, 0.5, 0])
    with pytest.raises(ValueError, match="values must fall"):
        tiered(PRED, GT, bounds=[1, 2], values=[1, 1, 0])
    with pytest.raises(ValueError, match="bounds must be a finite number from 0"):
        tiered(PRED, GT, bounds=[-1], values=[1, 0])
    with pytest.raises(ValueError, match="values must be a finite number"):
        tiered(PRED, GT, bounds=[1], values=[math.inf, 0])
    with pytest.raises(ValueError, match="alpha"):
        tiered(PRED, GT, alpha=0)


def test_nothing_shares_memory_with_the_input() -> None:
    pred, target = np.array(PRED), np.array(GT)
    for measure in (hit, iou, tiered):
        measure(pred, target).values[:] = 5
    assert (pred.tolist(), target.tolist()) == (PRED, GT)
