"""Trajectories cut into stretches that are learnt as one."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rewards.curation.selection import Step, whole

Seen = TypeVar("Seen")


def segments(
    steps: Sequence[Step], boundary: Callable[[Step, Step], bool], *, max_len: int, min_len: int = 1
) -> list[tuple[int, int]]:
    """Intervals [start, end) that cut a trajectory where its subgoal, app or page changes.

    `boundary(before, after)` says whether the later of two neighbouring steps begins something new. A segment of
    `max_len` steps ends anyway; one of fewer than `min_len` goes on over a boundary, only the last may stay shorter.
    Our reading of segment-level learning (theorem proving), whose criterion is not known to us.
    """
    whole(min_len, "min_len", 1)
    whole(max_len, "max_len", min_len)
    out: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(steps)):
        size = end - start
        if size == max_len or (size >= min_len and boundary(steps[end - 1], steps[end])):
            out.append((start, end))
            start = end
    if len(steps):
        out.append((start, len(steps)))
    return out


def segment_samples(
    observations: Sequence[Seen], actions: Sequence[Step], spans: Sequence[tuple[int, int]]
) -> list[tuple[Seen, tuple[Step, ...]]]:
    """What each segment teaches: the observation at its start and all its actions.

    Raises ValueError where the two differ in length or a span is empty or leaves the trajectory.
    """
    if len(observations) != len(actions):
        raise ValueError(f"lengths must agree: observations has {len(observations)}, actions has {len(actions)}")
    for start, end in spans:
        if not 0 <= start < end <= len(actions):
            raise ValueError(f"span ({start}, {end}) does not lie in a trajectory of {len(actions)} steps")
    return [(observations[start], tuple(actions[start:end])) for start, end in spans]
