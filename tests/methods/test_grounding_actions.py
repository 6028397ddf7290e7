"""GUI-R1 and UI-Venus: rewards of whole actions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.grounding.actions import (
    gui_r1_action,
    token_f1,
    ui_venus_action,
    ui_venus_grounding,
    ui_venus_online,
)
from rewards.grounding.overlap import tiered
from tests.methods.boxes import GT, boxes, points
from tests.methods.strategies import binary

KINDS = ("click", "type", "scroll", "wait", "back")
kinds = st.sampled_from(KINDS)
words = st.text("ab ", max_size=6)
TIERS = {"bounds": (1.0, 2.0), "values": (1.0, 0.5, 0.0)}


@pytest.mark.example("gui_r1_action")
def test_a_right_click_in_a_bad_format_keeps_its_accuracy() -> None:
    assert gui_r1_action(["click"], ["click"], places=[[140, 220]], targets=GT, formatted=[0]).tolist() == [0.8]
    assert gui_r1_action(["click"], ["click"], places=[[140, 220]], targets=GT, formatted=[1]).tolist() == [1.0]


@pytest.mark.invariant("gui_r1_action")
@given(st.lists(st.tuples(kinds, kinds, binary, words, words), min_size=1, max_size=5))
def test_the_reward_is_one_of_four_and_the_wrong_type_earns_format_only(rows: list) -> None:
    said, wanted, formatted, a, b = ([row[i] for row in rows] for i in range(5))
    out = gui_r1_action(said, wanted, texts=a, wanted_texts=b, formatted=formatted).tolist()
    for reward, s, w, f in zip(out, said, wanted, formatted, strict=True):
        assert reward in (0.0, 0.2, 0.8, 1.0)
        assert s == w or reward == 0.2 * f


@pytest.mark.invariant("gui_r1_action")
@given(boxes(), points)
def test_a_click_must_lie_strictly_within_its_box(box: list[float], point: list[float]) -> None:
    inside = box[0] < point[0] < box[2] and box[1] < point[1] < box[3]
    assert gui_r1_action(["click"], ["click"], places=[point], targets=[box], formatted=[0]).one() == 0.8 * inside
    edge = [box[2], (box[1] + box[3]) / 2]
    assert gui_r1_action(["click"], ["click"], places=[edge], targets=[box], formatted=[0]).one() == 0.0


@pytest.mark.invariant("gui_r1_action")
@given(st.floats(-300, 300), st.floats(-300, 300))
def test_a_wanted_point_may_be_missed_by_less_than_140(dx: float, dy: float) -> None:
    near = dx * dx + dy * dy < 140 * 140
    out = gui_r1_action(["click"], ["click"], places=[[500 + dx, 500 + dy]], targets=[[500, 500]], formatted=[0])
    if abs(dx * dx + dy * dy - 140 * 140) > 1e-3:
        assert out.one() == 0.8 * near


def test_texts_are_right_from_half_of_their_words_and_other_types_by_themselves() -> None:
    pairs = [("type", "a b", "a c"), ("type", "a b c", "a x y"), ("scroll", "down", "up"), ("select", "UP", "up"),
             ("wait", None, None), ("type", None, None), ("type", "", "a")]  # fmt: skip
    kind, said, wanted = ([p[i] for p in pairs] for i in range(3))
    out = gui_r1_action(kind, kind, texts=said, wanted_texts=wanted, formatted=[0] * 7).tolist()
    assert out == [0.8, 0.0, 0.0, 0.8, 0.8, 0.8, 0.0]
    assert gui_r1_action([None], ["click"], formatted=[1]).tolist() == [None]
    assert gui_r1_action(["click"], ["click"], formatted=[1]).tolist() == [0.2]
    for kind in ("long_press", "open", "answer"):
        assert gui_r1_action([kind], [kind], places=[[0, 0]], targets=GT, texts=["a"], formatted=[0]).one() == 0.8


@given(words, words)
def test_token_f1_is_symmetric_and_knows_no_case_or_order(a: str, b: str) -> None:
    value = token_f1(a, b)
    assert value == token_f1(b, a) == token_f1(a.upper(), " ".join(reversed(b.split())))
    assert 0 <= value <= 1
    assert token_f1(a, a) == 1.0
    assert token_f1("a a b", "a b b") == pytest.approx(2 / 3)


@pytest.mark.example("ui_venus_action")
def test_an_online_trajectory_half_as_long_again_with_one_unreadable_step() -> None:
    reward = ui_venus_online([1], [12], [8], [1], eta=0.5, lam=0.1).one()
    assert reward == pytest.approx(0.6071, abs=5e-5)
    steps = ui_venus_action(
        ["click"], ["click"], places=[[160, 220]], targets=GT, formatted=[1], weights=(0.1, 0.9), **TIERS
    )
    assert steps.one() == pytest.approx(0.1 + 0.9 * 2)


@pytest.mark.invariant("ui_venus_action")
@given(st.integers(1, 20), st.integers(0, 20), st.floats(0.1, 0.9), st.floats(0, 1), st.integers(0, 5))
def test_longer_trajectories_earn_less_and_failures_only_their_penalty(
    shortest: int, more: int, eta: float, lam: float, bad: int
) -> None:
    out = ui_venus_online(
        [1, 1, 0],
        [shortest, shortest + more, shortest + more],
        [shortest] * 3,
        [0, bad, bad],
        reward=3.0,
        eta=eta,
        lam=lam,
    ).tolist()
    assert out[0] == pytest.approx(3.0)
    assert out[1] == pytest.approx(3.0 * eta ** (more / shortest) - lam * bad)
    assert out[2] == pytest.approx(-lam * bad)


@pytest.mark.invariant("ui_venus_action")
@given(kinds, kinds, binary, st.floats(0, 1), st.floats(0, 1), words, words)
def test_navigation_pays_the_format_and_only_the_right_type_more(
    kind: str, wanted: str, formatted: float, form: float, act: float, a: str, b: str
) -> None:
    reward = ui_venus_action(
        [kind], [wanted], texts=[a], wanted_texts=[b], formatted=[formatted], weights=(form, act), **TIERS
    ).one()
    extra = 0.0 if kind != wanted else 1 + token_f1(a, b) if kind in ("type", "scroll") else 1.0
    assert reward == pytest.approx(form * formatted + act * extra)


@pytest.mark.invariant("ui_venus_action")
@given(boxes(), points, st.floats(0, 1), st.floats(0, 1))
def test_a_click_is_worth_its_type_and_its_tier(box: list[float], point: list[float], form: float, act: float) -> None:
    tier = tiered([point], [box], **TIERS).one() or 0.0
    reward = ui_venus_action(
        ["click"], ["click"], places=[point], targets=[box], formatted=[1], weights=(form, act), **TIERS
    )
    assert reward.one() == pytest.approx(form + act * (1 + tier))


def test_a_refusal_is_right_where_there_is_no_target() -> None:
    refusal, box, nothing = [-1.0, -1.0], GT[0], [-1.0] * 4
    places = [refusal, refusal, [140, 220], [140, 220], None]
    out = ui_venus_grounding(places, [nothing, box, nothing, box, box], formatted=[1, 1, 0, 1, 1], weights=(0.1, 0.9))
    assert out.tolist() == [1.0, 0.1, 0.0, 1.0, None]
    assert ui_venus_action([None, "wait"], ["click", "wait"], formatted=[1, 0], weights=(0.5, 1), **TIERS).tolist() == [
        None,
        1.0,
    ]
    assert ui_venus_action(["click"], ["click"], formatted=[0], weights=(0.5, 1), **TIERS).tolist() == [1.0]


def test_what_is_out_of_range_or_does_not_fit_is_an_error() -> None:
    with pytest.raises(ValueError, match="shortest must be at least 1"):
        ui_venus_online([1], [1], [0], [0], eta=0.5, lam=0)
    for eta in (0.0, 1.0):
        with pytest.raises(ValueError, match="eta must lie between 0 and 1"):
            ui_venus_online([1], [1], [1], [0], eta=eta, lam=0)
    for steps, bad in (([-1], [0]), ([1], [-1])):
        with pytest.raises(ValueError, match="must not be negative"):
            ui_venus_online([1], steps, [1], bad, eta=0.5, lam=0)
    with pytest.raises(ValueError, match="lam must be a finite number from 0"):
        ui_venus_online([1], [1], [1], [0], eta=0.5, lam=-1)
    assert ui_venus_online([None, 1], [0, 2], [4, 4], [0, 0], eta=0.25, lam=0).tolist() == [None, 2.0]
    with pytest.raises(ValueError, match="texts has 2 entries for 1 actions"):
        gui_r1_action(["type"], ["type"], texts=["a", "b"], formatted=[1])
    with pytest.raises(ValueError, match="formatted are unscored"):
        gui_r1_action(["type"], ["type"], formatted=[None])
    with pytest.raises(ValueError, match="lengths must agree"):
        gui_r1_action(["type"], ["type", "type"], formatted=[1])
    for weights in ((-1, 1), (1, -1)):
        with pytest.raises(ValueError, match="weights must be a finite number from 0"):
            ui_venus_action(["wait"], ["wait"], formatted=[1], weights=weights, **TIERS)
        with pytest.raises(ValueError, match="weights must be a finite number from 0"):
            ui_venus_grounding([[1, 1]], GT, formatted=[1], weights=weights)


def test_an_unreadable_action_does_not_end_the_batch() -> None:
    places, targets = [None, [1, 1], [140, 220]], [None, [5, 5, 9, 9], GT[0]]
    kinds, wanted = [None, "wait", "click"], ["click", "click", "click"]
    assert gui_r1_action(kinds, wanted, places=places, targets=targets, formatted=[1, 0, 0]).tolist() == [None, 0, 0.8]


def test_a_wanted_point_is_compared_coordinate_by_coordinate() -> None:
    near = gui_r1_action(["click"] * 3, ["click"] * 3, places=[[100, 800], [800, 100], [240, 800]],
                         targets=[[100, 800]] * 3, formatted=[0] * 3)  # fmt: skip
    assert near.tolist() == [0.8, 0.0, 0.0]  # exactly 140 away is too far
    for point, target in ((None, [1, 1, 5, 5]), ([1, 1], None)):
        assert gui_r1_action(["click"], ["click"], places=[point], targets=[target], formatted=[0]).one() == 0.0


@pytest.mark.parametrize("edge", [[100, 220], [180, 220], [140, 200], [140, 240]])
def test_every_edge_of_the_box_is_outside(edge: list[float]) -> None:
    assert gui_r1_action(["click"], ["click"], places=[edge], targets=GT, formatted=[0]).one() == 0.0
