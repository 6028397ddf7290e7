"""Several guesses: InfiGUI-G1's exploration reward, GUI-RC's vote."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.grounding.exploration import aer, rc_vote
from tests.methods.boxes import GT, boxes, scaled
from tests.methods.strategies import close

HIT, MISSES = [140.0, 220.0], [[1.0, 1.0], [3.0, 4.0], [9.0, 3.0], [20.0, 500.0], [31.0, 7.0]]


def answer(rank: int, count: int) -> list[list[float]]:
    """`count` guesses of which the one at `rank` (from 1) is the first hit; 0 for none."""
    return [HIT if i + 1 == rank else MISSES[i] for i in range(count)]


@pytest.mark.example("aer")
def test_four_guesses_by_the_rank_of_the_first_hit() -> None:
    found = aer([answer(1, 4), answer(2, 4), answer(4, 4), answer(0, 4)], GT * 4).tolist()
    assert found == pytest.approx([0.5, 0.3536, 0.25, -0.25], abs=5e-5)


@pytest.mark.invariant("aer")
@given(st.integers(1, 5), st.data())
def test_one_over_the_root_of_count_times_rank(count: int, data: st.DataObject) -> None:
    rank = data.draw(st.integers(1, count))
    assert aer([answer(rank, count)], GT).one() == pytest.approx(1 / math.sqrt(count * rank))
    assert aer([answer(0, count)], GT).one() == pytest.approx(-1 / count)


@pytest.mark.invariant("aer")
@given(st.integers(1, 4), st.data())
def test_more_guesses_cost_a_hit_and_cheapen_a_miss(count: int, data: st.DataObject) -> None:
    rank = data.draw(st.integers(1, count))
    fewer, more = aer([answer(rank, count), answer(rank, count + 1)], GT * 2).tolist()
    assert (fewer or 0) > (more or 0)
    once, again = aer([answer(0, count), answer(0, count + 1)], GT * 2).tolist()
    assert (once or 0) < (again or 0)


@pytest.mark.invariant("aer")
@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0.01, 3), st.sampled_from([1e-3, 1.0, 1e3]))
def test_three_guesses_on_one_line_are_a_sweep_at_any_scale(dx: float, dy: float, t: float, k: float) -> None:
    line = [[0.0, 0.0], [dx, dy], [dx + t * dx, dy + t * dy]]
    assert aer([scaled([HIT, *line], k)], scaled(GT, k)).one() == -1.0
    bent = [[0.0, 0.0], [dx, dy], [dx - t * dy, dy + t * dx]]
    assert aer([scaled(bent, k)], scaled([[900, 900, 950, 950]], k)).one() == pytest.approx(-1 / 3)


def test_no_guess_is_a_broken_answer_and_none_is_unscored() -> None:
    assert aer([[], None, [HIT]], GT * 3).tolist() == [-1.0, None, 1.0]
    assert aer([None, [HIT]], GT * 2, on_invalid=-1.0).tolist() == [-1.0, 1.0]
    assert aer([[[180, 220]]], GT).one() == 1.0
    assert aer([[[180, 220]]], GT, inclusive=False).one() == -1.0
    assert aer([[[1, 1], [1, 1], [5, 9]]], GT).one() == -1.0
    flat = [[0, 0], [100, 0], [200, 1.0]]
    assert aer([flat], GT).one() == pytest.approx(-1 / 3)
    assert aer([flat], GT, tolerance=0.01).one() == -1.0
    with pytest.raises(ValueError, match="2 answers for 1 targets"):
        aer([[], []], GT)
    with pytest.raises(ValueError, match="leave out what is no guess"):
        aer([[[1, 1], None]], GT)
    with pytest.raises(ValueError, match="tolerance must be a finite number from 0"):
        aer([[]], GT, tolerance=-1)


@pytest.mark.example("rc_vote")
def test_two_equal_boxes_and_one_beside_them() -> None:
    assert rc_vote([[0, 0, 2, 1], [0, 0, 2, 1], [1, 0, 3, 1]]).tolist() == pytest.approx(
        [0.8333, 0.8333, 0.6667], abs=5e-5
    )


@pytest.mark.invariant("rc_vote")
@given(st.lists(boxes(), min_size=1, max_size=5), st.data())
def test_votes_do_not_depend_on_order_and_not_on_everybody_voting_twice(given_boxes: list, data: st.DataObject) -> None:
    before = rc_vote(given_boxes).tolist()
    order = data.draw(st.permutations(range(len(given_boxes))))
    assert close(rc_vote([given_boxes[i] for i in order]).tolist(), [before[i] for i in order])
    assert close(rc_vote(given_boxes * 2).tolist(), before * 2)


@pytest.mark.invariant("rc_vote")
@given(st.lists(boxes(), min_size=1, max_size=5))
def test_a_share_lies_between_one_vote_of_the_most_and_all(given_boxes: list) -> None:
    assert all(1 / len(given_boxes) - 1e-9 <= (v or 0) <= 1 for v in rc_vote(given_boxes).tolist())
    assert close(rc_vote(given_boxes[:1] * 3).tolist(), [1.0] * 3)


@pytest.mark.invariant("rc_vote")
@given(st.lists(st.tuples(*[st.integers(0, 6)] * 2, *[st.integers(1, 5)] * 2), min_size=1, max_size=5))
def test_votes_are_those_counted_cell_by_cell(cells: list) -> None:
    given_boxes = [[x, y, x + w, y + h] for x, y, w, h in cells]
    grid = np.zeros((12, 12))
    for x1, y1, x2, y2 in given_boxes:
        grid[x1:x2, y1:y2] += 1
    expected = [grid[x1:x2, y1:y2].mean() / grid.max() for x1, y1, x2, y2 in given_boxes]
    assert close(rc_vote(given_boxes).tolist(), expected)
    assert close(rc_vote([[y1, x1, y2, x2] for x1, y1, x2, y2 in given_boxes]).tolist(), expected)


def test_what_is_no_box_has_no_vote() -> None:
    assert rc_vote([None, [0, 0, 1, 1], [2, 2, 1, 3], [2, 2, 2, 3]]).tolist() == [None, 1.0, None, None]
    assert rc_vote([]).tolist() == []
    assert rc_vote([None]).tolist() == [None]
    with pytest.raises(ValueError, match=r"boxes must be \(K, 4\)"):
        rc_vote([[1, 1]])


@pytest.mark.parametrize("guesses", list(itertools.permutations([[0.0, 0.0], [8.0, 0.0], [2.0, 3.0]])))
def test_a_sweep_is_told_by_its_area_against_its_longest_side(guesses: tuple) -> None:
    target = [[90, 90, 99, 99]]  # area 12, longest side 8: .1875 of its square
    assert aer([guesses], target, tolerance=0.1875).one() == -1.0
    assert aer([guesses], target, tolerance=0.1874).one() == pytest.approx(-1 / 3)
    steep = [[y, x] for x, y in guesses]
    assert aer([steep], target, tolerance=0.1875).one() == -1.0
    assert aer([steep], target, tolerance=0.1874).one() == pytest.approx(-1 / 3)
