"""What may be learnt from an episode, by its verdict."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.trajectory import Act, Done, Reply, Step, Stop, Trajectory, Verdict
from devices.action import Click, InputText, Point
from devices.device import Observation
from devices.element import Box, Element
from rewards.csrs import csrs_select, label
from rewards.samples import Kind, extract

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
