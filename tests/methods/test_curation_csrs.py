"""What a verdict lets one learn from: Step-GUI's selection as a method of the library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.csrs import csrs_select
from rewards.samples import Kind, Sample

samples = st.lists(st.builds(Sample, st.integers(0, 5), st.sampled_from(Kind), st.just("q"), st.text(max_size=2)))


def of(steps: int) -> list[Sample]:
    return [Sample(t, kind, "q", "a") for t in range(steps) for kind in Kind]


@pytest.mark.example("csrs_select")
def test_three_steps_give_21_samples_of_a_success_and_18_of_a_failure() -> None:
    assert len(csrs_select(of(3), True)) == 21
    assert len(csrs_select(of(3), False)) == 18


@pytest.mark.invariant("csrs_select")
@given(samples, st.booleans())
def test_a_failure_teaches_all_but_actions_and_intents_only_if_asked(given_samples: list, intents: bool) -> None:
    barred = {7} if intents else {6, 7}
    chosen = csrs_select(given_samples, False, failed_intents=intents)
    assert chosen == [s for s in given_samples if int(s.kind) not in barred]


@pytest.mark.invariant("csrs_select")
@given(samples)
def test_the_verdict_only_adds_or_removes_action_predictions(given_samples: list) -> None:
    won, lost = csrs_select(given_samples, True), csrs_select(given_samples, False)
    assert won == given_samples
    assert won is not given_samples
    assert [s for s in won if s.kind is not Kind.ACTION_PREDICTION] == lost


@pytest.mark.invariant("csrs_select")
@given(samples, st.sampled_from([True, False, None]))
def test_selecting_again_changes_nothing_and_no_verdict_gives_nothing(given_samples: list, v: bool | None) -> None:
    before = list(given_samples)
    once = csrs_select(given_samples, v)
    assert csrs_select(once, v) == once
    assert given_samples == before
    assert v is not None or once == []


@pytest.mark.invariant("csrs_select")
@given(st.integers(0, 6))
def test_a_step_gives_seven_samples_or_six(steps: int) -> None:
    assert len(csrs_select(of(steps), True)) == 7 * steps
    assert len(csrs_select(of(steps), False)) == 6 * steps
    assert len(csrs_select(of(steps), False, failed_intents=False)) == 5 * steps
