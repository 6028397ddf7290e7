"""Boxes and points for the property tests of grounding."""

from hypothesis import strategies as st

GT = [[100.0, 200.0, 180.0, 240.0]]
PRED = [[110.0, 205.0, 170.0, 235.0]]

centres = st.floats(-1e3, 1e3).map(lambda x: round(x, 3))
lengths = st.floats(1, 500).map(lambda x: round(x, 3))


@st.composite
def boxes(draw: st.DrawFn) -> list[float]:
    """A box with area."""
    cx, cy, w, h = draw(centres), draw(centres), draw(lengths), draw(lengths)
    return [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]


points = st.tuples(centres, centres).map(list)


def scaled(rows: list[list[float]], k: float, dx: float = 0.0, dy: float = 0.0) -> list[list[float]]:
    """Every coordinate times k, then shifted."""
    return [[k * v + (dx if i % 2 == 0 else dy) for i, v in enumerate(row)] for row in rows]


def swapped(rows: list[list[float]]) -> list[list[float]]:
    """x for y."""
    return [[row[i ^ 1] for i in range(len(row))] for row in rows]
