"""Actions told right from wrong by rule, and wrong ones that fool a reward model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.action import Click, InputText, LongPress, Point, Press, Swipe, Wait
from devices.element import Box, Element
from rewards.curation.negatives import WantedAction, hard_negatives, other_targets, same_words, verify_action

BOX = Box(10, 20, 30, 40)
points = st.builds(Point, st.integers(5, 35), st.integers(15, 45))
touches = points.map(Click) | points.map(LongPress)
actions = touches | st.text(max_size=3).map(InputText) | st.just(Press("back")) | st.just(Wait())
kinds = st.sampled_from(["click", "long_press", "input_text", "press", "wait", None])
wishes = st.builds(WantedAction, kinds, st.sampled_from([BOX, None]), st.sampled_from(["a", "ab", None]))


@pytest.mark.example("verify_action")
def test_a_click_in_the_box_is_right() -> None:
    assert verify_action(Click(Point(15, 25)), WantedAction("click", BOX)) is True


@pytest.mark.invariant("verify_action")
@given(actions, wishes)
def test_another_type_is_wrong_whatever_else_is_right(action: object, wanted: WantedAction) -> None:
    if wanted.kind not in (None, action.kind):  # type: ignore[attr-defined]
        assert verify_action(action, wanted) is False  # type: ignore[arg-type]


@pytest.mark.invariant("verify_action")
@given(touches, wishes)
def test_a_touch_is_right_in_the_box_and_unknown_without_one(action: Click, wanted: WantedAction) -> None:
    x, y = action.at
    inside = 10 <= x < 30 and 20 <= y < 40
    right_type = wanted.kind in (None, action.kind)
    known = wanted.kind is not None and wanted.box is not None
    wrong = not right_type or (wanted.box is not None and not inside)
    assert verify_action(action, wanted) is (False if wrong else True if known else None)


@pytest.mark.invariant("verify_action")
@given(st.text(max_size=3), wishes, st.sampled_from([True, False, None]))
def test_a_text_is_as_right_as_the_judge_says(text: str, wanted: WantedAction, verdict: bool | None) -> None:
    asked: list[tuple] = []
    out = verify_action(InputText(text), wanted, same_meaning=lambda *both: asked.append(both) or verdict)
    judged = wanted.text is not None and wanted.kind in (None, "input_text")
    assert asked == ([(text, wanted.text)] if judged else [])
    if wanted.kind in (None, "input_text") and not (judged and verdict is False):
        assert out is (True if judged and verdict and wanted.kind else None)
    else:
        assert out is False


@pytest.mark.invariant("verify_action")
@given(actions)
def test_an_annotation_that_says_nothing_decides_nothing(action: object) -> None:
    assert verify_action(action, WantedAction()) is None  # type: ignore[arg-type]


def test_texts_are_compared_by_their_words() -> None:
    assert same_words("  Grüße\n AN ", "grüsse an") is True
    assert same_words("ＡＢ", "ab") is True
    assert same_words("ab", "a b") is False
    assert verify_action(InputText("Hello "), WantedAction("input_text", text="hello")) is True
    assert verify_action(InputText("Hallo"), WantedAction("input_text", text="hello")) is False
    assert verify_action(InputText("Hello"), WantedAction("input_text", BOX)) is None
    assert verify_action(Press("back"), WantedAction("press", BOX, "x")) is True
    assert verify_action(Swipe(Point(0, 0), Point(9, 9)), WantedAction("swipe", BOX)) is True
    assert verify_action(LongPress(Point(5, 5)), WantedAction("long_press", BOX)) is False


@pytest.mark.example("hard_negatives")
def test_the_miss_that_the_reward_model_likes_is_kept() -> None:
    chosen = hard_negatives([Click(Point(0, 0)), Click(Point(50, 50))], [0.7, 0.2], BOX)
    assert chosen.kept.tolist() == [0]
    assert chosen.reason == ("not positive",)


scored = st.lists(st.tuples(actions, st.floats(-2, 2) | st.none()), max_size=8)


@pytest.mark.invariant("hard_negatives")
@given(scored, st.floats(-2, 2))
def test_kept_actions_touch_elsewhere_and_score_above_the_threshold(items: list, threshold: float) -> None:
    chosen = hard_negatives([i[0] for i in items], [i[1] for i in items], BOX, threshold=threshold)
    assert chosen.kept.tolist() == [
        i
        for i, (action, score) in enumerate(items)
        if isinstance(action, Click | LongPress) and not BOX.holds(action.at) and score is not None
        if score > threshold
    ]


@pytest.mark.invariant("hard_negatives")
@given(scored, st.floats(-2, 2), st.floats(-2, 2))
def test_a_higher_threshold_keeps_a_subset(items: list, a: float, b: float) -> None:
    high, low = (
        set(hard_negatives([i[0] for i in items], [i[1] for i in items], BOX, threshold=t).kept.tolist())
        for t in sorted((a, b), reverse=True)
    )
    assert high <= low


@pytest.mark.invariant("hard_negatives")
@given(st.lists(st.tuples(points, st.booleans()), max_size=8))
def test_candidates_are_other_clickable_elements(items: list) -> None:
    elements = [Element(Box(x - 1, y - 1, x + 1, y + 1), clickable=able) for (x, y), able in items]
    clicks = other_targets(elements, BOX)
    assert [c.at for c in clicks] == [p for p, able in items if able and not BOX.holds(p)]
    assert hard_negatives(clicks, [1.0] * len(clicks), BOX).dropped.tolist() == []


def test_dropped_candidates_have_reasons() -> None:
    given_actions = [Wait(), Click(Point(15, 25)), Click(Point(0, 0)), Click(Point(0, 0)), LongPress(Point(1, 1))]
    chosen = hard_negatives(given_actions, [1, 1, None, 0.5, 0.51], BOX)
    assert chosen.reason == ("no point", "target", "unscored", "not positive")
    assert hard_negatives([], [], BOX).kept.tolist() == []
    with pytest.raises(ValueError, match="actions has 1, scores has 2"):
        hard_negatives([Wait()], [1, 2], BOX)
    with pytest.raises(ValueError, match="threshold must be"):
        hard_negatives([], [], BOX, threshold=float("nan"))
