"""SE-GUI and GUI-G1: rewards in units of the picture."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.grounding.overlap import hit, iou
from rewards.grounding.rivals import gui_g1, se_gui
from tests.methods.boxes import GT, PRED, scaled, swapped

W, H = 1000, 800
xs = st.floats(0, W).map(lambda x: round(x, 3))
ys = st.floats(0, H).map(lambda x: round(x, 3))


@st.composite
def on_screen(draw: st.DrawFn) -> list[float]:
    """A box on a picture of W x H."""
    x1, y1 = draw(st.floats(0, W - 2)), draw(st.floats(0, H - 2))
    return [x1, y1, draw(st.floats(x1 + 1, W)), draw(st.floats(y1 + 1, H))]


@pytest.mark.example("se_gui")
def test_a_hit_and_a_miss_on_a_picture_of_1000_by_1000() -> None:
    assert se_gui([[150, 225], [500, 500]], GT * 2, (1000, 1000)).tolist() == pytest.approx([1.9999, 0.8457], abs=5e-5)
    assert se_gui([[140, 220]], GT, (1000, 1000)).one() == 2.0


@pytest.mark.invariant("se_gui")
@given(on_screen(), xs, ys)
def test_the_dense_part_is_a_parabola_that_ends_at_the_farthest_corner(box: list[float], x: float, y: float) -> None:
    cx, cy = (box[0] + box[2]) / 2 / W, (box[1] + box[3]) / 2 / H
    d, far = math.hypot(x / W - cx, y / H - cy), max(math.hypot(a - cx, b - cy) for a in (0, 1) for b in (0, 1))
    expected = (1 - (d / far) ** 2 if d <= 1 else 0.0) + (hit([[x, y]], [box]).one() or 0.0)
    if abs(d - 1) > 1e-6:
        assert se_gui([[x, y]], [box], (W, H)).one() == pytest.approx(expected, abs=1e-9)


@pytest.mark.invariant("se_gui")
@given(on_screen(), st.floats(-3e3, 3e3), st.floats(-3e3, 3e3))
def test_no_point_scores_below_0_or_above_2_wherever_it_is(box: list[float], x: float, y: float) -> None:
    assert 0 <= (se_gui([[x, y]], [box], (W, H)).one() or 0.0) <= 2


@pytest.mark.invariant("se_gui")
@given(on_screen(), xs, ys, st.sampled_from([0.25, 8.0]))
def test_scaling_the_picture_along_and_swapping_its_axes_changes_nothing(
    box: list[float], x: float, y: float, k: float
) -> None:
    before = se_gui([[x, y]], [box], (W, H)).one()
    assert se_gui(scaled([[x, y]], k), scaled([box], k), (k * W, k * H)).one() == pytest.approx(before)
    assert se_gui(swapped([[x, y]]), swapped([box]), (H, W)).one() == pytest.approx(before)


@pytest.mark.example("gui_g1")
def test_hit_overlap_and_nearness_on_a_full_hd_picture() -> None:
    assert gui_g1(PRED, GT, (1920, 1080)).one() == pytest.approx(1.2650, abs=5e-5)
    assert (gui_g1(PRED, GT, (1920, 1080)).values[0] - 1 - 0.25 * 0.5625) / 0.125 == pytest.approx(0.9951, abs=5e-5)
    assert gui_g1(GT, GT, (1920, 1080)).one() == 1.375


@pytest.mark.invariant("gui_g1")
@given(on_screen(), on_screen())
def test_the_reward_adds_hit_overlap_and_the_harmonic_mean_of_the_edges(a: list[float], b: list[float]) -> None:
    c = [1 - abs(p - g) / side for p, g, side in zip(a, b, (W, H, W, H), strict=True)]
    nearness = 4 / sum(1 / x for x in c) if min(c) > 1e-9 else 0.0
    expected = (hit([a], [b]).one() or 0.0) + 0.25 * (iou([a], [b]).one() or 0.0) + 0.125 * nearness
    assert gui_g1([a], [b], (W, H)).one() == pytest.approx(expected, abs=1e-9)


@pytest.mark.invariant("gui_g1")
@given(on_screen())
def test_the_same_box_has_the_maximum(box: list[float]) -> None:
    assert gui_g1([box], [box], (W, H)).one() == pytest.approx(1.375)


@pytest.mark.invariant("gui_g1")
@given(on_screen(), on_screen(), st.sampled_from([0.25, 8.0]))
def test_scaling_and_swapping_along_with_the_picture_changes_nothing(a: list[float], b: list[float], k: float) -> None:
    before = gui_g1([a], [b], (W, H)).one()
    assert gui_g1(scaled([a], k), scaled([b], k), (k * W, k * H)).one() == pytest.approx(before)
    assert gui_g1(swapped([a]), swapped([b]), (H, W)).one() == pytest.approx(before)


def test_an_edge_that_is_off_by_a_whole_picture_brings_no_nearness() -> None:
    assert gui_g1([[0, 0, 10, 10]], [[W, 0, W + 10, 10]], (W, H)).one() == 0.0
    assert gui_g1([[0, 0, 10, 10]], [[W - 1, 0, W + 9, 10]], (W, H)).one() == pytest.approx(0.125 * 4 / (2 + 2 * 1000))
    assert se_gui([[0, 0]], [[998, 0, 1000, 2]], (1000, 1000)).one() == pytest.approx(
        1 - (0.999**2 + 1e-6) / 1.997, abs=2e-3
    )
    assert se_gui([[0, 0]], [[1001, 0, 1003, 2]], (1000, 1000)).one() == 0.0


def test_every_row_may_have_a_picture_of_its_own() -> None:
    sizes = [(1920, 1080), (1000, 800)]
    assert gui_g1(PRED * 2, GT * 2, sizes).tolist() == [gui_g1(PRED, GT, size).one() for size in sizes]
    assert se_gui(PRED * 2, GT * 2, sizes).tolist() == [se_gui(PRED, GT, size).one() for size in sizes]


def test_pictures_and_predictions_that_are_none() -> None:
    for reward in (se_gui, gui_g1):
        assert reward([None, [180, 240, 100, 200]], GT * 2, (W, H)).tolist() == [None, 0.0]
        assert (reward([[180, 240, 100, 200]], GT, (W, H), fix_corners=True).one() or 0) > 1.3
        for size in ((0, 10), (10, -1), (10, math.inf)):
            with pytest.raises(ValueError, match="size must be positive and finite"):
                reward(PRED, GT, size)
        for size in (10, [[1, 1], [2, 2]], (1, 2, 3)):
            with pytest.raises(ValueError, match="one for all or"):
                reward(PRED, GT, size)
    with pytest.raises(ValueError, match="boxes are compared here"):
        gui_g1([[1, 1]], GT, (W, H))
    size = np.array([10.0, 10.0])
    se_gui([[1, 1]], [[0, 0, 2, 2]], size).values[:] = 3
    assert size.tolist() == [10.0, 10.0]
