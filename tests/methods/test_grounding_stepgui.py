"""Step-GUI's rewards of an action and its parts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.grounding.overlap import iou
from rewards.grounding.stepgui import step_gui_action, step_gui_box, step_gui_point, step_gui_slide
from tests.methods.boxes import GT, PRED, boxes, points, scaled, swapped
from tests.methods.strategies import close, probabilities

taus = st.floats(1, 200)
vectors = st.tuples(st.floats(-100, 100), st.floats(-100, 100)).map(lambda v: [round(x, 3) for x in v])


@pytest.mark.example("step_gui_point")
def test_the_quartic_point_reward_half_a_tau_and_a_tau_off() -> None:
    assert step_gui_point([[150, 225]], GT, tau=(20, 20)).one() == pytest.approx(0.9358, abs=5e-5)
    assert step_gui_point([[160, 220]], GT, tau=(20, 20)).one() == pytest.approx(0.3679, abs=5e-5)
    assert step_gui_point([[150, 220]], GT, tau=(20, 1)).one() == pytest.approx(0.9394, abs=5e-5)


@pytest.mark.invariant("step_gui_point")
@given(boxes(), points, taus, taus)
def test_swapping_axes_and_taus_changes_nothing(box: list[float], point: list[float], tx: float, ty: float) -> None:
    there = step_gui_point([point], [box], tau=(tx, ty)).tolist()
    assert close(there, step_gui_point(swapped([point]), swapped([box]), tau=(ty, tx)).tolist())


@pytest.mark.invariant("step_gui_point")
@given(boxes(), st.floats(-2, 2), st.floats(-2, 2), taus, taus)
def test_the_point_reward_is_the_exponential_of_fourth_powers(
    box: list[float], u: float, v: float, tx: float, ty: float
) -> None:
    point = [(box[0] + box[2]) / 2 + u * tx, (box[1] + box[3]) / 2 + v * ty]
    expected = math.exp(-(u**4 + v**4))
    assert close(step_gui_point([point], [box], tau=(tx, ty)).tolist(), [expected], 1e-6)
    mirrored = [(box[0] + box[2]) / 2 - u * tx, (box[1] + box[3]) / 2 - v * ty]
    assert close(step_gui_point([mirrored], [box], tau=(tx, ty)).tolist(), [expected], 1e-6)


@pytest.mark.invariant("step_gui_point")
@given(boxes(), points, taus, taus, st.sampled_from([0.25, 8.0]))
def test_the_point_reward_keeps_if_taus_are_scaled_along(
    box: list[float], point: list[float], tx: float, ty: float, k: float
) -> None:
    before = step_gui_point([point], [box], tau=(tx, ty)).tolist()
    assert close(step_gui_point(scaled([point], k), scaled([box], k), tau=(k * tx, k * ty)).tolist(), before)
    assert step_gui_point([box], [box], tau=(tx, ty)).tolist() == [1.0]


@pytest.mark.example("step_gui_box")
def test_the_box_reward_mixes_nearness_and_overlap() -> None:
    assert step_gui_box(PRED, GT, tau=(20, 20, 20, 20)).one() == pytest.approx(0.5828, abs=5e-5)
    # Centre 20 off in x (1 tau), height 10 off (half a tau of 20): E = 1 + .5 * (0 + .0625)
    assert step_gui_box([[120, 205, 200, 235]], GT, tau=(20, 9, 9, 20), alpha=1.0).one() == pytest.approx(
        math.exp(-1.03125)
    )


@pytest.mark.invariant("step_gui_box")
@given(boxes(), boxes(), taus, probabilities)
def test_the_box_reward_is_linear_between_overlap_and_nearness(
    a: list[float], b: list[float], tau: float, alpha: float
) -> None:
    four = (tau, tau, tau, tau)
    overlap, near = iou([a], [b]).one() or 0.0, step_gui_box([a], [b], tau=four, alpha=1.0).one() or 0.0
    assert step_gui_box([a], [b], tau=four, alpha=0.0).one() == pytest.approx(overlap)
    assert step_gui_box([a], [b], tau=four, alpha=alpha).one() == pytest.approx(alpha * near + (1 - alpha) * overlap)


@pytest.mark.invariant("step_gui_box")
@given(boxes(), boxes(), taus)
def test_without_lambda_size_counts_by_overlap_only(a: list[float], b: list[float], tau: float) -> None:
    four = (tau, tau, 1.0, 1.0)
    centre = [(b[0] + b[2]) / 2, (b[1] + b[3]) / 2]
    w, h = (a[2] - a[0]) / 2, (a[3] - a[1]) / 2
    moved = [centre[0] - w, centre[1] - h, centre[0] + w, centre[1] + h]
    assert step_gui_box([moved], [b], tau=four, alpha=1.0, lam=0.0).one() == pytest.approx(1.0)
    point = step_gui_point([a], [b], tau=(tau, tau)).one()
    assert step_gui_box([a], [b], tau=four, alpha=1.0, lam=0.0).one() == pytest.approx(point)


@pytest.mark.invariant("step_gui_box")
@given(boxes(), boxes(), taus)
def test_the_box_reward_is_1_for_the_same_box_and_a_share_for_any(a: list[float], b: list[float], tau: float) -> None:
    same, other = step_gui_box([a, a], [a, b], tau=(tau, tau, tau, tau)).tolist()
    assert same == pytest.approx(1.0)
    assert 0 <= (other or 0.0) <= 1


@pytest.mark.example("step_gui_slide")
def test_the_direction_of_a_slide() -> None:
    assert step_gui_slide([[1, 0]], [[1, 1]]).one() == pytest.approx(0.8536, abs=5e-5)


@pytest.mark.invariant("step_gui_slide")
@given(vectors, vectors, st.floats(0.01, 100))
def test_the_length_of_a_slide_is_irrelevant(a: list[float], b: list[float], k: float) -> None:
    before = step_gui_slide([a], [b]).one()
    after = step_gui_slide([[k * x for x in a]], [b]).one()
    assert (before is None) == (after is None)
    assert before is None or after == pytest.approx(before)


@pytest.mark.invariant("step_gui_slide")
@given(st.floats(0, 2 * math.pi), st.floats(0, math.pi), st.floats(1, 1e3))
def test_a_slide_turned_by_an_angle_has_half_of_1_plus_its_cosine(start: float, angle: float, size: float) -> None:
    a = [size * math.cos(start), size * math.sin(start)]
    b = [math.cos(start + angle), math.sin(start + angle)]
    assert step_gui_slide([a], [b]).one() == pytest.approx((1 + math.cos(angle)) / 2, abs=1e-9)


@pytest.mark.invariant("step_gui_slide")
@given(vectors, vectors)
def test_slides_are_compared_symmetrically_and_opposites_add_up_to_1(a: list[float], b: list[float]) -> None:
    forth, back = step_gui_slide([a], [b]).one(), step_gui_slide([b], [a]).one()
    opposite = step_gui_slide([[-x for x in a]], [b]).one()
    if forth is not None:
        assert back == pytest.approx(forth)
        assert (opposite or 0.0) + forth == pytest.approx(1.0)


def test_a_slide_without_length_has_no_direction() -> None:
    assert step_gui_slide([[0, 0], [1, 0], None], [[1, 0], [0, 0], [1, 0]]).tolist() == [None, None, None]
    assert step_gui_slide([[0, 0], None], [[1, 0]] * 2, on_zero=0.25).tolist() == [0.25, None]
    with pytest.raises(ValueError, match="pred must be .* vectors, end minus start"):
        step_gui_slide([[0, 0, 1, 1]], [[1, 0]])
    with pytest.raises(ValueError, match="lengths must agree: pred has 1, target has 2"):
        step_gui_slide([[1, 0]], [[1, 0]] * 2)
    with pytest.raises(ValueError, match="on_zero must be a finite number"):
        step_gui_slide([[0, 0]], [[1, 0]], on_zero=math.inf)


@pytest.mark.example("step_gui_action")
def test_an_action_of_the_right_type_has_the_weighted_mean_of_its_parts() -> None:
    assert step_gui_action([1], {"point": [0.9]}, {"point": 1}).one() == pytest.approx(0.9)
    mixed = step_gui_action([1, 1], {"point": [0.9, None], "judge": [0.3, 0.5]}, {"point": 2, "judge": 1})
    assert mixed.tolist() == pytest.approx([0.7, 0.5])


@pytest.mark.invariant("step_gui_action")
@given(st.lists(st.tuples(probabilities, probabilities), min_size=1, max_size=5), st.floats(0.1, 5), st.floats(0.1, 5))
def test_the_wrong_type_scores_0_whatever_its_parts(pairs: list, a: float, b: float) -> None:
    parts = {"one": [x for x, _ in pairs], "two": [y for _, y in pairs]}
    assert step_gui_action([0] * len(pairs), parts, {"one": a, "two": b}).tolist() == [0.0] * len(pairs)


@pytest.mark.invariant("step_gui_action")
@given(probabilities, probabilities, st.floats(0.1, 5), st.floats(0.1, 5), st.floats(0.1, 5))
def test_a_mix_lies_between_its_parts_and_knows_no_scale_of_weights(
    x: float, y: float, a: float, b: float, k: float
) -> None:
    value = step_gui_action([1], {"one": [x], "two": [y]}, {"one": a, "two": b}).one() or 0.0
    assert min(x, y) - 1e-9 <= value <= max(x, y) + 1e-9
    assert step_gui_action([1], {"one": [x], "two": [y]}, {"one": k * a, "two": k * b}).one() == pytest.approx(value)
    assert value == pytest.approx((a * x + b * y) / (a + b))


@pytest.mark.invariant("step_gui_action")
@given(probabilities, st.floats(0.1, 5), st.floats(0.1, 5))
def test_a_part_without_a_judge_is_left_out(x: float, a: float, b: float) -> None:
    value = step_gui_action([1], {"one": [x], "judge": [None]}, {"one": a, "judge": b}).one()
    assert value == pytest.approx(x)


def test_actions_without_parts_and_unreadable_ones() -> None:
    assert step_gui_action([1, 0, None], {}, {}).tolist() == [1.0, 0.0, None]
    assert step_gui_action([1, 0, 1], {"one": [None, None, 0.5]}, {"one": 1}).tolist() == [None, 0.0, 0.5]
    with pytest.raises(ValueError, match="must have the same names"):
        step_gui_action([1], {"one": [1]}, {})
    with pytest.raises(ValueError, match="types_match must hold 0 and 1 only"):
        step_gui_action([0.5], {}, {})
    with pytest.raises(ValueError, match="weight of one must be positive"):
        step_gui_action([1], {"one": [1]}, {"one": 0})
    with pytest.raises(ValueError, match="one must lie from 0 to 1"):
        step_gui_action([1], {"one": [1.5]}, {"one": 1})
    with pytest.raises(ValueError, match="lengths must agree"):
        step_gui_action([1], {"one": [1, 1]}, {"one": 1})


def test_taus_and_weights_out_of_range_are_errors() -> None:
    for tau in ((0, 1), (1, 0), (1, math.inf)):
        with pytest.raises(ValueError, match="tau must be positive"):
            step_gui_point(PRED, GT, tau=tau)
    for at in range(4):
        tau = tuple(0.0 if i == at else 1.0 for i in range(4))
        with pytest.raises(ValueError, match="tau must be positive"):
            step_gui_box(PRED, GT, tau=tau)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="alpha must be a finite number from 0"):
        step_gui_box(PRED, GT, tau=(1, 1, 1, 1), alpha=1.5)
    with pytest.raises(ValueError, match="lam must be a finite number from 0"):
        step_gui_box(PRED, GT, tau=(1, 1, 1, 1), lam=-1)
    with pytest.raises(ValueError, match="boxes are compared here"):
        step_gui_box([[1, 1]], GT, tau=(1, 1, 1, 1))


def test_inverted_and_missing_predictions() -> None:
    inverted = [[180.0, 240.0, 100.0, 200.0], None]
    for reward, tau in ((step_gui_point, (9, 9)), (step_gui_box, (9, 9, 9, 9))):
        assert reward(inverted, GT * 2, tau=tau).tolist() == [0.0, None]
        assert reward(inverted, GT * 2, tau=tau, fix_corners=True).tolist() == [pytest.approx(1.0), None]


def test_width_and_height_have_a_tolerance_each() -> None:
    wide, tall = [95, 200, 185, 240], [100, 190, 180, 250]  # ten and twenty pixels more than the target's 80 x 40
    scores = [step_gui_box([box], GT, tau=(20, 20, 10, 40), alpha=1.0, lam=1.0).one() for box in (wide, tall)]
    assert scores == [pytest.approx(math.exp(-1.0)), pytest.approx(math.exp(-1 / 16))]
