"""One reward in the forms of four trainers, called as they call it."""

import inspect
import math
from typing import Any

import pytest

from rewards.adapters import (
    GroundingReward,
    easyr1_compute_score,
    swift_orm,
    trl_reward,
    verl_compute_score,
)
from rewards.grounding import g2_total, hit
from rewards.grounding.space import Space

TARGET = [100.0, 200.0, 180.0, 240.0]  # of a picture of 1000 x 1000: thousandths and pixels agree
EXACT, OFF, POINT, NONE = "Here: [100, 200, 180, 240]", "[110, 205, 170, 235]", "tap (140, 220)", "I cannot see it."
PIXELS = GroundingReward("g2_total", Space.PIXELS, Space.PIXELS)


def test_texts_are_read_and_scored_as_their_boxes_are() -> None:
    found = PIXELS.score([EXACT, OFF, POINT, NONE], [TARGET] * 4).tolist()
    assert found == [pytest.approx(2.0), pytest.approx(g2_total([[110, 205, 170, 235]], [TARGET]).one()), None, None]
    assert GroundingReward("hit", Space.PIXELS, Space.PIXELS).score([POINT, OFF, NONE], [TARGET] * 3).tolist() == [
        1,
        1,
        None,
    ]
    assert GroundingReward("g2_point", Space.PIXELS, Space.PIXELS).score([POINT], [TARGET]).tolist() == [1.0]


def test_answers_and_targets_may_speak_different_spaces() -> None:
    reward = GroundingReward("g2_total", Space.THOUSAND, Space.PIXELS)
    assert reward.score(["[100, 250, 180, 300]"], [[72, 400, 129.6, 480]], [(720, 1600)]).tolist() == [
        pytest.approx(2.0)
    ]
    with pytest.raises(ValueError, match="screenshot's size is needed"):
        reward.score([EXACT], [TARGET])
    unit = GroundingReward("hit", Space.UNIT, Space.THOUSAND)
    assert unit.score(["[0.14, 0.22]"], [TARGET]).tolist() == [1.0]


@pytest.mark.parametrize("target", [TARGET, tuple(TARGET), "[100, 200, 180, 240]", {"bbox": TARGET}])
def test_a_target_is_four_numbers_in_whatever_form_a_dataset_keeps_them(target: Any) -> None:
    assert PIXELS.score([EXACT], [target]).tolist() == [pytest.approx(2.0)]


def test_the_picture_s_size_comes_from_where_each_trainer_keeps_it() -> None:
    reward = GroundingReward("g2_total", Space.THOUSAND, Space.PIXELS)
    text, target, size = "[100, 250, 180, 300]", [72, 400, 129.6, 480], (720, 1600)
    perfect = pytest.approx(2.0)
    assert trl_reward(reward)([text], [target], image_size=[size]) == [perfect]
    assert swift_orm(reward)()([text], [target], image_size=[size]) == [perfect]
    assert verl_compute_score(reward)("gui", text, target, {"image_size": size})["score"] == perfect
    one = {"response": text, "ground_truth": target, "image_size": size}
    assert easyr1_compute_score(reward)(one) == {"overall": perfect, "accuracy": 1.0, "format": 1.0}


def test_which_of_several_places_counts_is_said() -> None:
    text = "Not [500, 500, 600, 600] but [100, 200, 180, 240]"
    first = GroundingReward("g2_total", Space.PIXELS, Space.PIXELS, pick="first")
    assert PIXELS.score([text], [TARGET]).tolist() == [pytest.approx(2.0)]
    assert first.score([text], [TARGET]).one() < 0.1
    got = verl_compute_score(first)("gui", text, TARGET)
    assert got["score"] < 0.1
    assert (got["hit"], got["format"]) == (0.0, 1.0)
    only = GroundingReward("hit", Space.PIXELS, Space.PIXELS, pick="only")
    assert verl_compute_score(only)("gui", text, TARGET) == {"score": 0.0, "hit": 0.0, "format": 0.0}


def test_points_and_boxes_of_one_batch_are_scored_as_each_alone() -> None:
    for form in ("g2_point", "hit"):
        reward = GroundingReward(form, Space.PIXELS, Space.PIXELS)
        texts = [POINT, OFF, "(170, 205)"]
        alone = [reward.score([text], [TARGET]).one() for text in texts]
        assert reward.score(texts, [TARGET] * 3).tolist() == [pytest.approx(value) for value in alone]


def test_a_target_without_width_or_height_has_no_reward() -> None:
    flat, thin = [100, 200, 180, 200], [100, 200, 100, 240]
    assert PIXELS.score([EXACT, EXACT, EXACT], [flat, thin, TARGET]).tolist() == [None, None, pytest.approx(2.0)]


def test_a_message_in_parts_is_read_as_one_text() -> None:
    parts = [{"type": "text", "text": "[100, 200,"}, {"type": "image"}, {"type": "text", "text": " 180, 240]"}]
    talk = [{"role": "user", "content": OFF}, {"role": "assistant", "content": parts}]
    assert trl_reward(PIXELS)([talk], [TARGET]) == [pytest.approx(2.0)]
    split = [{"text": "[100, 200, 18"}, {"text": None}, {"text": "0, 240]"}]
    assert trl_reward(PIXELS)([[{"content": split}]], [TARGET]) == [pytest.approx(2.0)]


def test_a_refusal_target_has_no_reward_and_does_not_spoil_the_batch() -> None:
    assert PIXELS.score([EXACT, EXACT], [[0, 0, 0, 0], TARGET]).tolist() == [None, pytest.approx(2.0)]


def test_trl_is_given_a_list_with_none_where_there_is_no_reward() -> None:
    function = trl_reward(PIXELS)
    completions = [
        [{"role": "assistant", "content": EXACT}],
        [{"role": "assistant", "content": [{"type": "text", "text": NONE}]}],
    ]
    got = function(
        prompts=["p", "p"], completions=completions, completion_ids=[[1], [2]], trainer_state=None,
        solution=[TARGET] * 2, image_size=[(1000, 1000)] * 2,
    )  # fmt: skip
    assert got == [pytest.approx(2.0), None]
    assert function(prompts=["p"], completions=[EXACT], completion_ids=[[1]], solution=[TARGET]) == [pytest.approx(2.0)]
    assert function.__name__ == "gui_grounding"  # what TRL logs it as


def test_verl_is_given_a_score_and_what_to_log() -> None:
    compute_score = verl_compute_score(GroundingReward("g2_point", Space.THOUSAND, Space.PIXELS))
    got = compute_score(
        data_source="gui", solution_str="(140, 220)", ground_truth=TARGET, extra_info={"image_size": (1000, 1000)},
        reward_router_address=None,
    )  # fmt: skip
    assert got == {"score": pytest.approx(1.0), "hit": 1.0, "format": 1.0}
    missed = verl_compute_score(GroundingReward("g2_point", Space.PIXELS, Space.PIXELS, on_unscored=-1.0))
    assert missed("gui", NONE, TARGET, None) == {"score": -1.0, "hit": 0.0, "format": 0.0}


def test_ms_swift_makes_its_own_instance_and_calls_it_with_columns() -> None:
    orm = swift_orm(PIXELS)(args=None)
    got = orm([EXACT, NONE], solution=[TARGET] * 2, trainer_state=None, prompt_id=["a", "b"])
    assert got == [pytest.approx(2.0), 0.0]
    assert isinstance(swift_orm(PIXELS), type)


def test_easyr1_may_ask_for_one_or_for_many() -> None:
    compute_score = easyr1_compute_score(PIXELS)
    whole = {"overall": pytest.approx(2.0), "accuracy": 1.0, "format": 1.0}
    assert compute_score(EXACT, TARGET) == whole
    assert compute_score({"response": EXACT, "response_length": 9, "ground_truth": TARGET}) == whole
    many = compute_score([{"response": EXACT, "ground_truth": TARGET}, {"response": NONE, "ground_truth": TARGET}])
    assert many == [whole, {"overall": 0.0, "accuracy": 0.0, "format": 0.0}]


def test_options_reach_the_formula() -> None:
    wide = GroundingReward("g2_point", Space.PIXELS, Space.PIXELS, options={"alpha": 1.0})
    assert wide.score(["(180, 220)"], [TARGET]).tolist() == [pytest.approx(math.exp(-0.125))]
    assert hit([[180, 220]], [TARGET]).one() == 1
    strict = GroundingReward("hit", Space.PIXELS, Space.PIXELS, options={"inclusive": False})
    assert strict.score(["(180, 220)"], [TARGET]).tolist() == [0.0]


def test_what_is_no_target_or_form_is_an_error_that_says_so() -> None:
    for target in ([1, 2, 3], "none", None, {"box": TARGET}):
        with pytest.raises(ValueError, match="a target must be four numbers"):
            PIXELS.score([EXACT], [target])
    with pytest.raises(ValueError, match="form must be one of g2_point, g2_coverage, g2_total, hit, iou, not 'best'"):
        GroundingReward("best", Space.PIXELS, Space.PIXELS)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="on_unscored must be"):
        GroundingReward("hit", Space.PIXELS, Space.PIXELS, on_unscored=math.nan)
    with pytest.raises(ValueError, match="2 texts need as many targets and sizes"):
        PIXELS.score([EXACT, EXACT], [TARGET])
    assert PIXELS.score([], []).tolist() == []
    assert "answers" in inspect.signature(GroundingReward).parameters
