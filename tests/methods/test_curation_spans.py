"""Trajectories cut into stretches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.spans import segment_samples, segments

apps = st.lists(st.sampled_from("abc"), max_size=10)


def changed(before: str, after: str) -> bool:
    return before != after


@pytest.mark.example("segments")
def test_a_boundary_before_the_fourth_of_five_steps_gives_two_segments() -> None:
    assert segments("aaabb", changed, max_len=5) == [(0, 3), (3, 5)]


@pytest.mark.invariant("segments")
@given(apps, st.integers(1, 4), st.integers(0, 4))
def test_segments_cut_the_trajectory_without_gap_or_overlap(steps: list, low: int, more: int) -> None:
    spans = segments(steps, changed, min_len=low, max_len=low + more)
    assert [i for a, b in spans for i in range(a, b)] == list(range(len(steps)))
    assert all(0 < b - a <= low + more for a, b in spans)
    assert all(b - a >= low for a, b in spans[:-1])


@pytest.mark.invariant("segments")
@given(apps)
def test_without_other_limits_segments_are_runs_of_the_same_app(steps: list) -> None:
    spans = segments(steps, changed, max_len=max(len(steps), 1))
    assert all(len(set(steps[a:b])) == 1 for a, b in spans)
    assert all(steps[a] != steps[a - 1] for a, _ in spans[1:])


@pytest.mark.invariant("segments")
@given(apps)
def test_length_one_gives_steps_and_no_boundary_the_whole(steps: list) -> None:
    assert segments(steps, lambda *_: False, max_len=1) == [(i, i + 1) for i in range(len(steps))]
    assert segments(steps, lambda *_: False, max_len=max(len(steps), 1)) == ([(0, len(steps))] if steps else [])


@pytest.mark.invariant("segments")
@given(apps, st.integers(1, 4))
def test_a_sample_is_the_first_observation_and_all_actions(steps: list, most: int) -> None:
    spans = segments(steps, changed, max_len=most)
    samples = segment_samples(range(len(steps)), steps, spans)
    assert [seen for seen, _ in samples] == [a for a, _ in spans]
    assert [action for _, actions in samples for action in actions] == steps


def test_short_segments_run_over_boundaries_and_bad_limits_are_refused() -> None:
    assert segments("abcc", changed, max_len=9, min_len=2) == [(0, 2), (2, 4)]
    assert segments("abab", lambda before, after: before < after, max_len=9) == [(0, 1), (1, 3), (3, 4)]
    assert segments("aaaab", changed, max_len=3) == [(0, 3), (3, 4), (4, 5)]
    with pytest.raises(ValueError, match="min_len must be a whole number from 1"):
        segments("ab", changed, max_len=2, min_len=0)
    with pytest.raises(ValueError, match="max_len must be a whole number from 3"):
        segments("ab", changed, max_len=2, min_len=3)
    assert segments("ab", changed, max_len=1) == [(0, 1), (1, 2)]
    with pytest.raises(ValueError, match="observations has 1, actions has 2"):
        segment_samples([1], "ab", [])
    for span in ((-1, 1), (1, 1), (1, 3)):
        with pytest.raises(ValueError, match="does not lie in a trajectory of 2 steps"):
            segment_samples("ab", "ab", [span])
    assert segment_samples("ab", "ab", [(0, 2)]) == [("a", ("a", "b"))]
