"""Places out of a model's text, and the spaces they are in."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.grounding.space import Space, convert
from rewards.grounding.text import parse_place
from tests.methods.boxes import boxes
from tests.methods.strategies import close


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[1, 2, 3, 4]", [1, 2, 3, 4]),
        ("<think>[9,9,9,9]</think> box: [0.1, 0.2, 0.3, 0.4].", [0.1, 0.2, 0.3, 0.4]),
        ("(12 34)", [12, 34]),
        ("[-5, 2.5]", [-5, 2.5]),
        ("no idea", None),
        ("[1, 2, 3]", None),
        ("[" + "9" * 400 + ", 1]", None),
        ("[1..2, 3]", None),
    ],
)
def test_places_are_read_from_text_or_not_at_all(text: str, place: list[float] | None) -> None:
    assert parse_place(text) == place


def test_which_of_several_boxes_counts_is_said() -> None:
    text = "[1,1,2,2] [3,3,4,4]"
    assert parse_place(text, "first") == [1, 1, 2, 2]
    assert parse_place(text, "last") == [3, 3, 4, 4]
    assert parse_place(text, "only") is None


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    place = parse_place(text)
    assert place is None or all(math.isfinite(v) for v in place)


def test_a_box_in_pixels_thousandths_and_shares() -> None:
    size = (200, 400)
    assert convert([[20, 40, 100, 400]], Space.PIXELS, Space.THOUSAND, size).tolist() == [[100, 100, 500, 1000]]
    assert convert([[20, 40]], Space.PIXELS, Space.UNIT, size).tolist() == [[0.1, 0.1]]
    assert convert([[500, 250]], Space.THOUSAND, Space.PIXELS, size).tolist() == [[100, 100]]
    assert convert([[500, 250]], Space.THOUSAND, Space.UNIT).tolist() == [[0.5, 0.25]]
    assert convert([[1, 1]] * 2, Space.UNIT, Space.PIXELS, [[10, 20], [30, 40]]).tolist() == [[10, 20], [30, 40]]


@given(boxes(), st.sampled_from(list(Space)), st.sampled_from(list(Space)))
def test_there_and_back_again(box: list[float], a: Space, b: Space) -> None:
    there = convert([box], a, b, (720, 1600))
    assert close(convert(there, b, a, (720, 1600)).tolist(), [box])


def test_converting_from_pixels_needs_a_size() -> None:
    with pytest.raises(ValueError, match="size is needed"):
        convert([[1, 1]], Space.PIXELS, Space.UNIT)
    for size in ((0, 1), (1, math.inf), (1, 2, 3), [[1, 1], [2, 2]]):
        with pytest.raises(ValueError, match="one for all rows or one a row"):
            convert([[1, 1]], Space.UNIT, Space.PIXELS, size)
    for rows in ([1, 2], [[1, 2, 3]]):
        with pytest.raises(ValueError, match="points or .* boxes"):
            convert(rows, Space.UNIT, Space.THOUSAND)
    rows = np.array([[1.0, 2.0]])
    convert(rows, Space.UNIT, Space.UNIT)[:] = 9
    assert rows.tolist() == [[1.0, 2.0]]
