"""What the property tests draw: batches of trajectories, groups, outcomes, probabilities."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

numbers = st.floats(-100, 100).map(lambda x: round(x, 6))
probabilities = st.floats(0, 1).map(lambda x: round(x, 6))
binary = st.sampled_from([0.0, 1.0])


def rows(
    items: st.SearchStrategy[Any] = numbers,
    min_rows: int = 1,
    max_rows: int = 5,
    min_steps: int = 0,
    max_steps: int = 6,
) -> st.SearchStrategy[list[list[Any]]]:
    """A ragged batch."""
    return st.lists(st.lists(items, min_size=min_steps, max_size=max_steps), min_size=min_rows, max_size=max_rows)


@st.composite
def batch(
    draw: st.DrawFn,
    items: st.SearchStrategy[Any] = numbers,
    outcomes: st.SearchStrategy[Any] = binary,
    min_steps: int = 0,
) -> tuple[list[list[Any]], list[Any]]:
    """A ragged batch and an outcome a trajectory."""
    given = draw(rows(items, min_steps=min_steps))
    return given, draw(st.lists(outcomes, min_size=len(given), max_size=len(given)))


def flat(ragged: list[list[Any]]) -> list[Any]:
    """All steps of all rows."""
    return [x for row in ragged for x in row]


def close(a: Any, b: Any, tolerance: float = 1e-9) -> bool:
    """Equal but for rounding, in units of the larger number."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return a.shape == b.shape and bool(
        np.all(np.abs(a - b) <= tolerance * np.maximum(1, np.maximum(np.abs(a), np.abs(b))))
    )
