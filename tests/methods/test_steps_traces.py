"""Self-supervision on good traces."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rewards.steps.traces import draw_masks, draw_orders, exact, mask_fill, reorder, type_and_value
from tests.methods.strategies import close, rows

tap = st.tuples(st.sampled_from(["tap", "type"]), st.sampled_from(["ok", "back"]), st.integers(0, 2))


@st.composite
def masked(draw: st.DrawFn) -> tuple[list, list]:
    """Traces, and predictions for some of their steps."""
    traces = draw(rows(tap))
    return traces, [draw(st.lists(st.none() | tap, min_size=len(row), max_size=len(row))) for row in traces]


@st.composite
def orders(draw: st.DrawFn, least: int = 0) -> tuple[list, list]:
    """Predicted and true orders of the same keys."""
    actual = [list(range(n)) for n in draw(st.lists(st.integers(least, 6), min_size=1, max_size=4))]
    actual = [draw(st.permutations(row)) for row in actual]
    return [draw(st.permutations(row)) for row in actual], actual


@pytest.mark.example("mask_fill")
def test_a_masked_step_is_right_or_wrong() -> None:
    traces = [[("tap", "ok", 1), ("tap", "ok", 2), ("type", "hi", 3)]]
    predicted = [[None, ("tap", "ok", 9), ("type", "hi", 3)]]
    assert mask_fill(traces, predicted).tolist() == [[None, 0.0, 1.0]]
    assert mask_fill(traces, predicted, match=type_and_value).tolist() == [[None, 1.0, 1.0]]
    assert mask_fill(traces, predicted, match=lambda a, b: 0.25).tolist() == [[None, 0.25, 0.25]]


@pytest.mark.invariant("mask_fill")
@given(masked())
def test_a_fill_scores_where_the_step_was_masked(data: tuple) -> None:
    kept = copy.deepcopy(data)
    traces, predicted = data
    for row, guesses, out in zip(traces, predicted, mask_fill(traces, predicted), strict=True):
        assert out == [None if g is None else float(s == g) for s, g in zip(row, guesses, strict=True)]
    assert data == kept


@pytest.mark.invariant("mask_fill")
@pytest.mark.parametrize("match", [exact, type_and_value])
@given(rows(tap))
def test_the_trace_itself_fills_every_mask(match, traces: list) -> None:
    assert mask_fill(traces, traces, match=match).tolist() == [[1.0] * len(row) for row in traces]


@pytest.mark.invariant("mask_fill")
@given(masked())
def test_type_and_value_ask_less_than_equality(data: tuple) -> None:
    loose, strict = mask_fill(*data, match=type_and_value), mask_fill(*data)
    assert loose.known.tolist() == strict.known.tolist()
    assert (loose.values >= strict.values).all()
    pairs = [(s, g) for row in zip(*data, strict=True) for s, g in zip(*row, strict=True)]
    assert loose.values.tolist() == [float(g is not None and s[0] == g[0] and s[1] == g[1]) for s, g in pairs]


def test_fills_that_do_not_fit_are_refused() -> None:
    for predicted in ([["a", "b"]], [["a"], []]):
        with pytest.raises(ValueError, match="rows of the same lengths"):
            mask_fill([["a"]], predicted)
    for wrong in (-0.5, 1.5):
        with pytest.raises(ValueError, match="match must lie from 0 to 1"):
            mask_fill([["a"]], [["a"]], match=lambda *_, wrong=wrong: wrong)
    assert mask_fill([], []).tolist() == []


@given(st.lists(st.integers(0, 4), max_size=5), st.integers(0, 99))
def test_draws_repeat_with_their_generator(lengths: list, start: int) -> None:
    masks, again = (draw_masks(lengths, np.random.default_rng(start)) for _ in range(2))
    assert masks == again
    assert all(mask is None if not n else 0 <= mask < n for mask, n in zip(masks, lengths, strict=True))
    shuffled, again = (draw_orders(lengths, np.random.default_rng(start)) for _ in range(2))
    assert shuffled == again
    assert [sorted(order) for order in shuffled] == [list(range(n)) for n in lengths]


def test_all_steps_and_all_orders_are_drawn() -> None:
    rng = np.random.default_rng(0)
    assert set(draw_masks([3] * 50, rng)) == {0, 1, 2}
    assert len({tuple(order) for order in draw_orders([3] * 100, rng)}) == 6


@pytest.mark.example("reorder")
def test_half_of_four_steps_are_in_their_place() -> None:
    assert reorder([[2, 1, 3, 4]], [[1, 2, 3, 4]]).tolist() == [0.5]
    assert close(reorder([[2, 1, 3, 4]], [[1, 2, 3, 4]], measure="kendall").tolist(), [5 / 6])


@pytest.mark.invariant("reorder")
@pytest.mark.parametrize("measure", ["positions", "kendall"])
@given(orders())
def test_the_true_order_scores_1_and_every_other_less(measure: str, data: tuple) -> None:
    kept = copy.deepcopy(data)
    for guess, true, out in zip(*data, reorder(*data, measure=measure).tolist(), strict=True):
        if len(true) < 2:
            assert out is None
        else:
            assert 0 <= out <= 1
            assert (out == 1) == (guess == true)
    assert data == kept


@pytest.mark.invariant("reorder")
@given(orders(least=2))
def test_places_are_counted_one_by_one(data: tuple) -> None:
    pairs = [list(zip(*pair, strict=True)) for pair in zip(*data, strict=True)]
    assert close(reorder(*data).tolist(), [sum(a == b for a, b in pair) / len(pair) for pair in pairs])


@pytest.mark.invariant("reorder")
@given(orders(least=2))
def test_pairs_agree_with_kendall_s_tau(data: tuple) -> None:
    taus = [
        stats.kendalltau([guess.index(key) for key in true], range(len(true))).statistic
        for guess, true in zip(*data, strict=True)
    ]
    assert close(reorder(*data, measure="kendall").tolist(), [(tau + 1) / 2 for tau in taus])
    backwards = reorder([guess[::-1] for guess in data[0]], data[1], measure="kendall").tolist()
    assert close(backwards, [(1 - tau) / 2 for tau in taus])


def test_orders_must_hold_the_same_keys_once() -> None:
    for wrong in ([1, 1], [1, 3], [1], [1, 2, 2]):
        with pytest.raises(ValueError, match="the same keys, each once"):
            reorder([wrong], [[1, 2]])
    for actual in ([1, 1], [1, 2, 2]):
        with pytest.raises(ValueError, match="the same keys, each once"):
            reorder([actual], [actual])
    with pytest.raises(ValueError, match="predicted has 1 rows, actual has 2"):
        reorder([[1, 2]], [[1, 2], [1, 2]])
    with pytest.raises(ValueError, match="measure must be 'positions' or 'kendall'"):
        reorder([[1, 2]], [[1, 2]], measure="none")  # type: ignore[arg-type]
    assert reorder([], []).tolist() == []
    assert reorder([["a"], ["b", "a"]], [["a"], ["b", "a"]]).tolist() == [None, 1.0]


def test_a_match_gets_the_step_first() -> None:
    out = mask_fill([[3, 1]], [[1, 3]], match=lambda step, predicted: float(step > predicted))
    assert out.tolist() == [[1.0, 0.0]]
