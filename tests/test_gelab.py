"""The GELab dialect: what the released models write, and the faults that users of them report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.dialects import gelab
from agent.errors import ReplyMalformed
from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Step
from devices.action import Awake, Click, Hotkey, InputText, LongPress, Point, Press, Swipe, Wait
from devices.device import Observation

SEEN = Observation(b"png", 720, 1600)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("action:CLICK\tpoint:500,250\tsummary:s", Act(Click(Point(360, 400)))),
        ("action:TYPE\tvalue:it's 5 o'clock\tpoint:1,2\tsummary:s", Act(InputText("it's 5 o'clock"))),
        ("action:COMPLETE\treturn:12:30\tsummary:s", Done("12:30")),
        ("action:WAIT\tvalue:2\tsummary:s", Act(Wait(2.0))),
        ("action:AWAKE\tvalue:Notes\tsummary:s", Act(Awake("Notes"))),
        ("action:INFO\tvalue:Which one?\tsummary:s", Ask("Which one?")),
        ("action:ABORT\tvalue:no such contact\tsummary:s", GiveUp("no such contact")),
        ("action:SLIDE\tpoint1:500,800\tpoint2:500,200", Act(Swipe(Point(360, 1280), Point(360, 320), 0.5))),
        ("action:LONGPRESS\tpoint:0,0", Act(LongPress(Point(0, 0)))),
        ("action:BACK", Act(Press("back"))),
    ],
)
def test_every_action_of_the_released_prompt_is_read(text: str, decision: Decision) -> None:
    reply = gelab.parse(f"<THINK> why </THINK>\nexplain:because\t{text}", SEEN)
    assert reply.decision == decision
    assert reply.thought == "why"


@pytest.mark.parametrize(
    "text",
    [
        "junk</THINK>\n<THINK> b </THINK>\nexplain:x\taction:CLICK\tpoint:500,250\tsummary:s",
        "<THIN> c </THINK>\nexplain:x\taction:CLICK\tpoint:500,250\tsummary:s",
        "<TINK> c </TINK>explain:x\taction:CLICK\tpoint:500,250\tsummary:s",
        "<think>c</think>\nexplain:x\taction:click\tpoint:500 250\tsummary:s",
        "<THINK>never closed\nexplain:x\taction:CLICK\tpoint:(500, 250)\tsummary:s",
        "explain:x action:CLICK point:500,250 summary:s",
        "explain：x\taction：CLICK\tpoint：500，250\tsummary：s",
        "action:CLICK\tpoint1:500,250\tsummary:s",
        "explain:x\n action:CLICK\n point:500.0,250.0\n summary:s",
        "summary:s\taction:CLICK\tpoint:500,250",
    ],
)
def test_faults_that_users_report_are_read_all_the_same(text: str) -> None:
    assert gelab.parse(text, SEEN).decision == Act(Click(Point(360, 400)))
    assert gelab.fields(text)["summary"] == "s"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no action"),
        ("I would tap the button.", "no action"),
        ("action:CLICK\tsummary:s", "without a readable point"),
        ("action:CLICK\tpoint:1001,5", "outside 0-1000"),
        ("action:CLICK\tpoint:500", "without a readable point"),
        ("action:SLIDE\tpoint1:1,1\tsummary:s", "point2"),
        ("action:FLY\tvalue:1", "unknown action"),
        ("action:AWAKE\tsummary:s", "without an app"),
        ("action:TYPE\tpoint:1,1", "without a value"),
        ("action:WAIT\tvalue:a while", "no number"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_text_kept(text: str, why: str) -> None:
    with pytest.raises(ReplyMalformed, match=why) as caught:
        gelab.parse(text, SEEN)
    assert caught.value.said == text


def test_typed_text_may_hold_field_names() -> None:
    reply = gelab.parse("explain:x\taction:TYPE\tvalue:note: action: do it\tsummary:s", SEEN)
    assert reply.decision == Act(InputText("note: action: do it"))


@given(st.text(max_size=200))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        said = gelab.parse(text, SEEN).said
    except ReplyMalformed as problem:
        said = problem.said
    assert said == text


words = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="：:"), max_size=30).map(
    lambda t: " ".join(t.split())
)
points = st.builds(Point, st.integers(0, 719), st.integers(0, 1599))
decisions = st.one_of(
    st.builds(Act, st.builds(Click, points)),
    st.builds(Act, st.builds(LongPress, points)),
    st.builds(Act, st.builds(InputText, words)),
    st.builds(Act, st.builds(Awake, words.filter(bool))),
    st.builds(Done, words),
    st.builds(Ask, words),
)


@given(decisions, words, words)
def test_what_is_rendered_is_read_back(decision: Decision, explain: str, memory: str) -> None:
    text = gelab.render(decision, SEEN, explain, memory, "thought")
    again = gelab.parse(text, SEEN).decision
    if isinstance(decision, Act) and isinstance(decision.action, Click | LongPress):
        assert isinstance(again, Act)
        assert type(again.action) is type(decision.action)
        at, was = again.action.at, decision.action.at  # type: ignore[union-attr]
        assert abs(at.x - was.x) <= 1
        assert abs(at.y - was.y) <= 2
    else:
        assert again == decision
    assert gelab.fields(text)["summary"] == memory


def test_what_the_dialect_has_no_word_for_is_said() -> None:
    with pytest.raises(ValueError, match="no word for"):
        gelab.render(Act(Hotkey(("ctrl", "a"))), SEEN)


def test_the_prompt_carries_the_summary_and_the_last_error_forward() -> None:
    said = "explain:x\taction:CLICK\tpoint:1,1\tsummary:opened Notes"
    step = Step(SEEN, Reply(Act(Click(Point(1, 1))), said=said), error="refused")
    text = str(gelab.prompt("write a note", [step], SEEN))
    assert "opened Notes" in text
    assert "refused" in text
    assert "write a note" in text
    assert gelab.NO_HISTORY in str(gelab.prompt("g", [], SEEN))


def test_what_the_user_answered_belongs_to_the_instruction_from_then_on() -> None:
    asked = Step(SEEN, Reply(Ask("Which size?"), said="action:INFO\tvalue:Which size?"), told="Large, please")
    text = str(gelab.prompt("buy a shirt", [asked], SEEN))
    assert text.index("buy a shirt") < text.index("Which size?") < text.index("Large, please") < text.index("指令结束")
    assert "答" not in str(gelab.prompt("buy a shirt", [], SEEN)).split("指令结束")[0].split("buy a shirt")[1]
