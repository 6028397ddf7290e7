"""What may be learnt from an episode, by its verdict."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Reply, Step, Stop, Trajectory, Verdict
from devices.action import Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.device import Observation
from devices.element import Box, Element
from rewards.csrs import csrs_select, label
from rewards.samples import Kind, Sample, describe, extract, name_at

SEEN = Observation(b"", 100, 100, (Element(Box(0, 0, 50, 50), text="Save", role="button", clickable=True),))
AFTER = Observation(b"", 100, 100, (Element(Box(0, 0, 50, 50), text="Saved", role="text"),))


def episode(steps: int, success: bool | None, stop: Stop = Stop.DONE) -> Trajectory:
    acts = [Step(SEEN, Reply(Act(Click(Point(5, 5)))))] * (steps - 1)
    return Trajectory("t", "save it", (*acts, Step(AFTER, Reply(Done()))), stop, verdict=Verdict(success))


def test_a_success_of_three_steps_gives_21_samples_and_a_failure_18() -> None:
    samples = extract(episode(3, True))
    assert len(csrs_select(samples, True)) == 21
    assert len(csrs_select(samples, False)) == 18
    assert len(csrs_select(samples, False, failed_intents=False)) == 15
    assert csrs_select(samples, None) == []


@given(st.integers(1, 8), st.booleans())
def test_a_failure_never_teaches_an_action_and_keeps_the_order(steps: int, intents: bool) -> None:
    samples = extract(episode(steps, False))
    chosen = csrs_select(samples, False, failed_intents=intents)
    assert all(s.kind is not Kind.ACTION_PREDICTION for s in chosen)
    assert chosen == [s for s in samples if s in chosen]
    assert csrs_select(chosen, False, failed_intents=intents) == chosen
    assert set(chosen) <= set(csrs_select(samples, True))


@pytest.mark.parametrize(
    ("stop", "success", "expected"),
    [
        (Stop.DONE, True, True),
        (Stop.DONE, False, False),
        (Stop.STEP_LIMIT, True, False),
        (Stop.CANCELLED, True, False),
        (Stop.DONE, None, None),
    ],
)
def test_the_label_is_the_verdict_and_cut_short_is_failed(
    stop: Stop, success: bool | None, expected: bool | None
) -> None:
    assert label(episode(2, success, stop)) is expected
    assert label(replace(episode(2, True), verdict=None)) is None


def test_samples_say_what_the_screens_say() -> None:
    by_kind = {s.kind: s for s in extract(episode(2, True)) if s.step == 0}
    assert by_kind[Kind.INTENT_EXECUTION].question == "Do this: tap “Save”"
    assert by_kind[Kind.INTENT_EXECUTION].answer == "click(5, 5)"
    assert by_kind[Kind.EFFECT_PREDICTION].answer == "Appears: Saved. Disappears: Save."
    assert by_kind[Kind.STATE_VERIFICATION].answer == "No"
    assert by_kind[Kind.ACTION_PREDICTION].answer == "click(5, 5)"


def words_of(*texts: str) -> tuple[Element, ...]:
    return tuple(Element(Box(0, 10 * i, 50, 10 * i + 10), text=text) for i, text in enumerate(texts))


def test_each_kind_asks_and_answers_in_full_and_of_its_own_step() -> None:
    first = Observation(b"", 100, 100, words_of("Door", "Key  of\ngold"), app="org.example.house")
    second = Observation(b"", 100, 100, words_of("Door"))
    third = Observation(b"", 100, 100, words_of("Garden"))
    tap, hold = Act(Click(Point(5, 5))), Act(LongPress(Point(5, 15)))
    steps = (
        Step(first, Reply(hold)), Step(second, Reply(tap), error="unreadable reply: what?"),
        Step(second, Reply(tap), error="the phone is asleep"), Step(second, Reply(Done("in"))),
    )  # fmt: skip
    samples = extract(Trajectory("t", "get out", steps, Stop.DONE, last=third, verdict=Verdict(True)))
    assert [s.step for s in samples] == [0] * 7 + [2] * 7 + [3] * 7
    assert [s.kind for s in samples] == list(Kind) * 3
    told = {step: [(s.question, s.answer) for s in samples if s.step == step] for step in (0, 2, 3)}
    assert told[0] == [
        ("Goal: get out\nWhat has been done so far?", "nothing yet"),
        ("What does the screen show?", "org.example.house: Door; Key of gold"),
        ("What will change after this? long_press(5, 15)", "Appears: nothing. Disappears: Key of gold."),
        ("Goal: get out\nDone: long_press(5, 15)\nDid it work?", "Yes. Appears: nothing. Disappears: Key of gold."),
        ("Is “Door” on the screen?", "Yes"),
        ("Do this: hold “Key  of\ngold”", "long_press(5, 15)"),
        ("Goal: get out\nDone so far: nothing yet\nWhat is the next action?", "long_press(5, 15)"),
    ]
    so_far = "long_press(5, 15); click(5, 5)"
    assert told[2] == [
        ("Goal: get out\nWhat has been done so far?", so_far),
        ("What does the screen show?", "home screen: Door"),
        ("What will change after this? click(5, 5)", "Appears: nothing. Disappears: nothing."),
        ("Goal: get out\nDone: click(5, 5)\nDid it work?", "No: the phone is asleep"),
        ("Is “Door” on the screen?", "Yes"),
        ("Do this: tap “Door”", "click(5, 5)"),
        (f"Goal: get out\nDone so far: {so_far}\nWhat is the next action?", "click(5, 5)"),
    ]
    assert told[3][2:5] == [
        ("What will change after this? done('in')", "Appears: Garden. Disappears: Door."),
        ("Goal: get out\nDone: done('in')\nDid it work?", "Yes. Appears: Garden. Disappears: Door."),
        ("Is “Garden” on the screen?", "No"),
    ]


def test_what_changed_nothing_says_so_and_new_words_alone_are_a_change() -> None:
    step = Step(SEEN, Reply(Act(Click(Point(5, 5)))))
    still = extract(Trajectory("t", "g", (step,), Stop.DONE, last=SEEN))
    assert still[3].answer == "It changed nothing seen."
    more = replace(SEEN, elements=(*SEEN.elements, *words_of("New")))
    assert extract(Trajectory("t", "g", (step,), Stop.DONE, last=more))[3].answer == (
        "Yes. Appears: New. Disappears: nothing."
    )
    blank = replace(SEEN, elements=())
    assert extract(Trajectory("t", "g", (replace(step, seen=blank),), Stop.DONE, last=blank))[4] == Sample(
        0, Kind.STATE_VERIFICATION, "Is “Notes” on the screen?", "No"
    )
    assert extract(Trajectory("t", "g", (step,), Stop.ERROR))[2].answer == "Appears: nothing. Disappears: nothing."


def test_long_screens_are_told_by_their_first_twelve_texts() -> None:
    def summary(count: int) -> str:
        seen = Observation(b"", 100, 100, words_of(*(f"w{n}" for n in range(count))))
        return extract(Trajectory("t", "g", (Step(seen, Reply(Done())),), Stop.DONE))[1].answer

    assert summary(12) == "home screen: " + "; ".join(f"w{n}" for n in range(12))
    assert summary(15) == "home screen: " + "; ".join(f"w{n}" for n in range(12)) + " and 3 more"


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Done(), "done()"),
        (Done("42"), "done('42')"),
        (GiveUp("no seats"), "give_up('no seats')"),
        (Ask("Which one?"), "ask('Which one?')"),
        (Act(Click(Point(1, 2), count=2)), "click(1, 2) x2"),
        (Act(LongPress(Point(1, 2))), "long_press(1, 2)"),
        (Act(Move(Point(1, 2))), "move_to(1, 2)"),
        (Act(Swipe(Point(1, 2), Point(3, 4))), "swipe(1, 2, 3, 4)"),
        (Act(Drag(Point(1, 2), Point(3, 4))), "drag(1, 2, 3, 4)"),
        (Act(InputText("hi")), "input_text('hi')"),
        (Act(Hotkey(("ctrl", "a"))), "hotkey(ctrl+a)"),
        (Act(Press("home")), "press(home)"),
        (Act(Awake("Notes")), "awake('Notes')"),
        (Act(Wait(1.5)), "wait(1.5)"),
    ],
)
def test_a_decision_is_told_in_one_line(decision: Decision, said: str) -> None:
    field = Element(Box(0, 0, 9, 9), editable=True, focused=True)
    other = Element(Box(0, 0, 9, 9), editable=True, password=True)
    assert describe(decision, replace(SEEN, elements=(field, other))) == said


def test_what_is_typed_into_a_password_is_told_by_its_length() -> None:
    field = Element(Box(0, 0, 50, 50), role="field", editable=True, focused=True, password=True)
    assert describe(Act(InputText("hunter2")), replace(SEEN, elements=(field,))) == "input_text('•••••••')"


def test_a_touch_is_named_by_the_smallest_thing_there_that_has_words() -> None:
    page = Element(Box(0, 0, 100, 100), text="Page")
    wide = Element(Box(0, 40, 100, 50), text="Row")
    square = Element(Box(10, 20, 50, 60), text="Card")
    tall = Element(Box(40, 0, 44, 100), text="Bar")
    dot = Element(Box(41, 44, 43, 46))
    seen = replace(SEEN, elements=(page, wide, square, tall, dot))
    assert name_at(seen, Point(42, 45)) == "Bar"
    assert name_at(seen, Point(30, 45)) == "Row"
    assert name_at(seen, Point(30, 30)) == "Card"
    assert name_at(seen, Point(80, 80)) == "Page"
    assert name_at(replace(seen, elements=(dot,)), Point(42, 45)) == "the empty area"


def test_a_password_is_in_no_sample() -> None:
    field = Element(Box(0, 0, 50, 50), text="hunter2", role="field", editable=True, focused=True, password=True)
    seen = Observation(b"", 100, 100, (field,))
    step = Step(seen, Reply(Act(InputText("hunter2"))))
    samples = extract(Trajectory("t", "log in", (step,), Stop.DONE, last=seen, verdict=Verdict(True)))
    assert samples
    assert all("hunter2" not in s.question + s.answer for s in samples)


def test_an_unreadable_reply_teaches_nothing() -> None:
    bad = Step(SEEN, Reply(Act(Click(Point(1, 1))), said="???"), error="unreadable reply: no action field")
    assert extract(Trajectory("t", "g", (bad,), Stop.ERROR)) == []
