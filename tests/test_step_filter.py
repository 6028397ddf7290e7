"""Which steps of a success were needed: detours go, what may have left a trace stays."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.trajectory import Act, Ask, Done, Reply, Step, Stop, Trajectory, Verdict
from devices.action import Action, Click, InputText, Point, Press, Swipe, Wait
from devices.device import Observation
from devices.element import Box, Element
from rewards.step_filter import needed_steps, screen_of

TAP, SWIPE = Click(Point(5, 5)), Swipe(Point(5, 50), Point(5, 5))


def screen(name: str) -> Observation:
    return Observation(b"", 90, 90, (Element(Box(0, 0, 9, 9), text=name),), app="org.example")


def episode(*steps: tuple[str, Action | Ask]) -> Trajectory:
    """Steps as (screen, action), and the end on a screen of its own."""
    made = [Step(screen(name), Reply(what if isinstance(what, Ask) else Act(what))) for name, what in steps]
    return Trajectory("t", "g", (*made, Step(screen("end"), Reply(Done()))), Stop.DONE, verdict=Verdict(True))


def kept(*steps: tuple[str, Action | Ask]) -> str:
    """A letter a step: the screen's name where it was needed, a dot where not."""
    whole = episode(*steps)
    needed = needed_steps(whole)
    names = [step.seen.elements[0].text[0] for step in whole.steps]
    return "".join(name if keep else "." for name, keep in zip(names, needed, strict=True))


def test_a_straight_way_is_needed_whole() -> None:
    assert kept(("a", TAP), ("b", SWIPE), ("c", InputText("x")), ("d", Press("back"))) == "abcde"


def test_waiting_and_what_changed_nothing_was_not_needed_but_a_key_may_work_unseen() -> None:
    assert kept(("a", Wait(1)), ("b", TAP)) == ".be"
    assert kept(("a", TAP), ("a", SWIPE), ("a", TAP)) == "..ae"
    assert kept(("a", Press("enter")), ("a", TAP)) == ".ae", "yet it lies on a loop"
    assert kept(("a", TAP)) == "ae", "the last screen is the end's"


def test_the_longest_loop_goes_and_what_comes_after_it_stays() -> None:
    assert kept(("a", TAP), ("b", TAP), ("a", TAP), ("c", TAP), ("a", TAP), ("d", TAP)) == "....ade"
    assert kept(("a", TAP), ("b", TAP), ("a", TAP), ("c", TAP), ("d", TAP), ("c", TAP)) == "..a..ce"


def test_a_loop_after_an_idle_step_goes_too() -> None:
    assert kept(("a", Wait(1)), ("a", TAP), ("b", TAP), ("a", TAP)) == "...ae"
    assert kept(("a", TAP), ("a", TAP), ("b", TAP), ("a", TAP)) == "...ae"


def test_a_loop_within_a_loop_that_is_cut_is_not_looked_at_again() -> None:
    asked: list[list[int]] = []

    def replayed(numbers: object) -> bool:
        asked.append(list(numbers))  # type: ignore[call-overload]
        return True

    whole = episode(("a", TAP), ("b", TAP), ("c", TAP), ("b", TAP), ("a", TAP))
    assert needed_steps(whole, replayed) == [False, False, False, False, True, True]
    assert asked == [[4, 5]]


def test_a_loop_that_tells_something_stays_unless_a_replay_shows_it_needless() -> None:
    for telling in (InputText("x"), Ask("which?")):
        looped = (("a", TAP), ("b", telling), ("a", TAP))
        assert kept(*looped) == "abae"
        assert needed_steps(episode(*looped), lambda numbers: True) == [False, False, True, True]
        assert needed_steps(episode(*looped), lambda numbers: False) == [True] * 4


def test_a_loop_that_stays_does_not_keep_the_next_one() -> None:
    assert kept(("a", TAP), ("b", InputText("x")), ("a", TAP), ("c", TAP), ("d", TAP), ("c", TAP)) == "aba..ce"


def test_a_key_counts_as_a_loop_and_not_as_idle_so_that_a_replay_decides() -> None:
    pressed, tapped = (episode(("a", what), ("a", TAP)) for what in (Press("enter"), TAP))
    assert needed_steps(pressed, lambda numbers: False) == [True, True, True]
    assert needed_steps(tapped, lambda numbers: False) == [False, True, True]


def test_the_last_step_of_an_episode_that_was_cut_short_is_not_idle() -> None:
    whole = episode(("a", TAP), ("b", TAP))
    assert needed_steps(replace(whole, steps=whole.steps[:-1])) == [True, True]
    twice = episode(("a", Press("enter")), ("b", TAP), ("c", TAP))
    assert needed_steps(replace(twice, steps=twice.steps[:-1])) == [True, True, True]


def test_a_replay_is_asked_about_each_loop_with_what_is_left_of_the_others() -> None:
    asked: list[list[int]] = []

    def replayed(numbers: object) -> bool:
        asked.append(list(numbers))  # type: ignore[call-overload]
        return len(asked) == 2

    whole = episode(("a", TAP), ("b", TAP), ("a", TAP), ("c", TAP), ("d", TAP), ("c", TAP))
    assert needed_steps(whole, replayed) == [True, True, True, False, False, True, True]
    assert asked == [[2, 3, 4, 5, 6], [0, 1, 2, 5, 6]]


def test_what_the_device_refused_was_not_needed() -> None:
    whole = episode(("a", TAP), ("b", TAP))
    refused = replace(whole.steps[0], error="off the screen")
    assert needed_steps(replace(whole, steps=(refused, *whole.steps[1:]))) == [False, True, True]


def test_screens_differ_by_what_a_reader_sees_and_not_by_where_it_stands() -> None:
    seen = screen("a")
    one = seen.elements[0]
    for change in (
        {"text": "b"},
        {"label": "b"},
        {"role": "b"},
        {"checked": True},
        {"selected": True},
        {"focused": True},
    ):
        assert screen_of(replace(seen, elements=(replace(one, **change),))) != screen_of(seen)  # type: ignore[arg-type]
    assert screen_of(replace(seen, app="org.other")) != screen_of(seen)
    moved = replace(seen, elements=(replace(one, bounds=Box(1, 1, 8, 8), id="x"),), png=b"other", at=3.0)
    assert screen_of(moved) == screen_of(seen)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([TAP, SWIPE, Press("back"), Wait(1)])), max_size=9))
def test_no_screen_is_kept_twice_where_nothing_was_said_and_the_end_always_is(steps: list[tuple[str, Action]]) -> None:
    whole = episode(*steps)
    needed = needed_steps(whole)
    names = [step.seen.elements[0].text for step, keep in zip(whole.steps, needed, strict=True) if keep]
    assert len(names) == len(set(names))
    assert names[-1] == "end"
    last = {name: number for number, (name, _) in enumerate(steps)}
    assert [n for n, keep in enumerate(needed[:-1]) if keep and last[whole.steps[n].seen.elements[0].text] != n] == []
