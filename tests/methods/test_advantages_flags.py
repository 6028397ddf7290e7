"""Advantages lowered where a claim is false."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.advantages.flags import flag_penalty, flags_of_spans
from tests.methods.strategies import binary, close, flat, rows


@st.composite
def flagged(draw: st.DrawFn) -> tuple[list, list]:
    values = draw(rows())
    return values, [[draw(binary) for _ in row] for row in values]


@pytest.mark.example("flag_penalty")
def test_a_tenth_is_taken_off_where_flagged() -> None:
    assert flag_penalty([[1.0, -0.5, 2.0]], [[1, 1, 0]]).tolist()[0] == pytest.approx([0.9, -0.55, 2.0])


@pytest.mark.invariant("flag_penalty")
@given(flagged(), st.floats(0, 3))
def test_a_flag_never_helps(data: tuple, alpha: float) -> None:
    kept = copy.deepcopy(data)
    out = flag_penalty(*data, alpha=alpha)
    assert all(x <= a for x, a in zip(out.values, flat(data[0]), strict=True))
    assert close(out.values, [a - alpha * m * abs(a) for a, m in zip(flat(data[0]), flat(data[1]), strict=True)])
    assert data == kept


@pytest.mark.invariant("flag_penalty")
@given(flagged(), st.floats(0.01, 3))
def test_without_flag_or_advantage_nothing_changes(data: tuple, alpha: float) -> None:
    for x, a, m in zip(flag_penalty(*data, alpha=alpha).values, flat(data[0]), flat(data[1]), strict=True):
        assert (x == a) == (m == 0 or a == 0)


@pytest.mark.invariant("flag_penalty")
@given(flagged(), st.floats(0, 0.99))
def test_below_1_no_sign_changes(data: tuple, alpha: float) -> None:
    out = flag_penalty(*data, alpha=alpha).values
    assert all((x > 0) == (a > 0) and (x < 0) == (a < 0) for x, a in zip(out, flat(data[0]), strict=True))


def test_an_unknown_flag_is_no_penalty_and_an_unknown_advantage_stays_so() -> None:
    assert flag_penalty([[1.0, None, -1.0]], [[None, 1, 1]]).tolist() == [[1.0, None, -1.1]]
    with pytest.raises(ValueError, match="flags must hold 0 and 1 only"):
        flag_penalty([[1.0]], [[0.5]])
    with pytest.raises(ValueError, match="row 0: advantages has 1 steps, flags has 2"):
        flag_penalty([[1.0]], [[1, 1]])
    with pytest.raises(ValueError, match="alpha must be a finite number from 0"):
        flag_penalty([[1.0]], [[1]], alpha=-0.1)
    assert flag_penalty([], []).tolist() == []


def test_spans_become_flags_and_lost_claims_are_counted() -> None:
    flags, lost = flags_of_spans([4, 0, 2], [[(1, 3), None, (2, 4)], [None, (0, 0)], []])
    assert flags.tolist() == [[0, 1, 1, 1], [], [0, 0]]
    assert lost.tolist() == [1, 1, 0]
    for odd in ((-1, 1), (2, 1), (0, 3)):
        with pytest.raises(ValueError, match="leaves trajectory 1 of 2"):
            flags_of_spans([5, 2], [[(0, 5)], [odd]])
    with pytest.raises(ValueError, match="lengths has 1, spans has 2"):
        flags_of_spans([1], [[], []])
    assert flags_of_spans([], [])[0].tolist() == []
