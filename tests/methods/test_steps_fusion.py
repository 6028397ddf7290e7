"""Several scores made into one."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.steps.fusion import drm_advantage, drm_pairs, drm_score, softmax_fusion
from tests.methods.strategies import close, flat, numbers, rows

small = st.floats(-5, 5).map(lambda x: round(x, 6))
tens = st.integers(-20, 20).map(float)


@st.composite
def signals(draw: st.DrawFn, items: st.SearchStrategy = numbers) -> list:
    """One to three signals of one shape."""
    first = draw(rows(items))
    more = draw(st.integers(0, 2))
    return [first, *([draw(st.lists(items, min_size=len(r), max_size=len(r))) for r in first] for _ in range(more))]


@st.composite
def answers(draw: st.DrawFn) -> tuple[list, list, list]:
    """Two dimensions and a group of each answer."""
    n = draw(st.integers(1, 6))
    first, second = (draw(st.lists(tens, min_size=n, max_size=n)) for _ in "ab")
    return first, second, draw(st.lists(st.sampled_from("gh"), min_size=n, max_size=n))


@pytest.mark.example("softmax_fusion")
def test_the_highest_score_weighs_most() -> None:
    assert softmax_fusion([[0.2]], [[0.8]], [[0.5]]).tolist() == [[pytest.approx(0.5591, abs=5e-5)]]


@pytest.mark.invariant("softmax_fusion")
@given(signals())
def test_a_fusion_lies_between_the_mean_and_the_greatest(given_signals: list) -> None:
    kept = copy.deepcopy(given_signals)
    for scores, out in zip(
        zip(*map(flat, given_signals), strict=True), flat(softmax_fusion(*given_signals)), strict=True
    ):
        assert np.mean(scores) - 1e-9 <= out <= max(scores) + 1e-9
    assert given_signals == kept


@pytest.mark.invariant("softmax_fusion")
@given(signals(small))
def test_weights_are_the_exponentials_of_the_scores(given_signals: list) -> None:
    scores = np.array([flat(signal) for signal in given_signals])
    expected = (np.exp(scores) * scores).sum(axis=0) / np.exp(scores).sum(axis=0)
    assert close(flat(softmax_fusion(*given_signals)), expected)


@pytest.mark.invariant("softmax_fusion")
@given(signals(), st.randoms(use_true_random=False))
def test_the_order_of_signals_does_not_matter(given_signals: list, random) -> None:
    shuffled = random.sample(given_signals, len(given_signals))
    assert close(flat(softmax_fusion(*shuffled)), flat(softmax_fusion(*given_signals)))


@pytest.mark.invariant("softmax_fusion")
@given(signals(), numbers)
def test_shifting_all_scores_shifts_their_fusion(given_signals: list, shift: float) -> None:
    moved = [[[x + shift for x in row] for row in signal] for signal in given_signals]
    assert close(flat(softmax_fusion(*moved)), [x + shift for x in flat(softmax_fusion(*given_signals))])


@pytest.mark.invariant("softmax_fusion")
@given(signals(), st.integers(0, 5))
def test_a_score_left_out_is_as_if_its_signal_were_not_there(given_signals: list, at: int) -> None:
    holed = [
        [[None if (i + t) % 3 == at % 3 else x for t, x in enumerate(row)] for i, row in enumerate(given_signals[0])]
    ]
    out = softmax_fusion(*holed, *given_signals[1:], missing="skip").tolist()
    full = softmax_fusion(*given_signals).tolist()
    rest = softmax_fusion(*given_signals[1:]).tolist() if given_signals[1:] else None
    for i, row in enumerate(out):
        assert len(row) == len(full[i])
        for t, x in enumerate(row):
            if holed[0][i][t] is not None:
                assert close(x, full[i][t])
            else:
                assert x is None if rest is None else close(x, rest[i][t])


def test_fusing_huge_scores_does_not_overflow() -> None:
    assert softmax_fusion([[1e6, -1e6]], [[0.0, 0.0]]).tolist() == [[1e6, 0.0]]
    assert softmax_fusion([[1e6, None]], [[None, -1e6]], missing="skip").tolist() == [[1e6, -1e6]]
    assert softmax_fusion([[5.0, 5.0]], [[None, 5.0]], missing="skip").tolist() == [[5.0, 5.0]]


def test_signals_must_be_there_and_agree() -> None:
    with pytest.raises(ValueError, match="at least one signal"):
        softmax_fusion()
    with pytest.raises(ValueError, match="row 0: signal 0 has 1 steps, signal 1 has 2"):
        softmax_fusion([[1]], [[1, 1]])
    with pytest.raises(ValueError, match="1 of 2 signals are unscored"):
        softmax_fusion([[1, 1]], [[None, 1]])
    assert softmax_fusion([[0]], [[None]], missing=0).tolist() == [[0.0]]
    assert softmax_fusion([[None]], [[None]], missing="skip").tolist() == [[None]]
    assert softmax_fusion([[], []]).tolist() == [[], []]
    with pytest.raises(ValueError, match="signals holds NaN"):
        softmax_fusion([[float("nan")]])


@pytest.mark.example("drm_score")
def test_dimensions_are_weighed_after_normalising() -> None:
    assert drm_score([1, -1], [0, 0], weights=[0.5, 0.5]).tolist() == [0.5, -0.5]


@pytest.mark.invariant("drm_score")
@given(answers(), small, small)
def test_scores_of_a_group_sum_to_0(data: tuple, v: float, w: float) -> None:
    kept = copy.deepcopy(data)
    first, second, group = data
    out = drm_score(first, second, weights=[v, w], group=group).tolist()
    for key in set(group):
        assert close(sum(x for x, g in zip(out, group, strict=True) if g == key), 0.0)
    assert data == kept


@pytest.mark.invariant("drm_score")
@given(answers(), small, small, st.integers(1, 9), tens)
def test_neither_scale_nor_offset_of_a_dimension_matters(data: tuple, v: float, w: float, k: int, b: float) -> None:
    first, second, group = data
    moved = [k * x + b for x in first]
    out = drm_score(first, second, weights=[v, w], group=group).tolist()
    assert close(drm_score(moved, second, weights=[v, w], group=group).tolist(), out)


@pytest.mark.invariant("drm_score")
@given(answers(), small, small)
def test_without_normalising_scores_are_a_plain_weighted_sum(data: tuple, v: float, w: float) -> None:
    first, second, _ = data
    out = drm_score(first, second, weights=[v, w], normalise=False).tolist()
    assert close(out, [v * a + w * b for a, b in zip(first, second, strict=True)])


@pytest.mark.invariant("drm_score")
@given(answers(), st.sampled_from([0, 1]))
def test_a_score_that_tells_nothing_leaves_the_outcome_s_advantage(data: tuple, ddof: int) -> None:
    outcome, other, group = data
    out = drm_advantage(outcome, [3.0] * len(outcome), group=group, ddof=ddof).tolist()
    for key in set(group):
        own = np.array([x for x, g in zip(outcome, group, strict=True) if g == key])
        std = own.std(ddof=ddof) if len(own) > ddof else 0.0
        expected = (own - own.mean()) / std if std else own * 0
        assert close([x for x, g in zip(out, group, strict=True) if g == key], expected)
    both = drm_advantage(outcome, other, group=group, ddof=ddof).tolist()
    parts = [drm_score(x, weights=[1.0], group=group, ddof=ddof).tolist() for x in (outcome, other)]
    assert close(both, np.sum(parts, axis=0))


@pytest.mark.invariant("drm_score")
@given(answers())
def test_pairs_are_the_best_and_the_worst_of_each_group(data: tuple) -> None:
    scores, _, group = data
    pairs = drm_pairs(scores, group=group)
    assert len(pairs) <= len(set(group))
    paired = {group[i] for i, _ in pairs}
    for i, j in pairs:
        own = [x for x, g in zip(scores, group, strict=True) if g == group[i]]
        assert group[i] == group[j]
        assert scores[i] == max(own) > min(own) == scores[j]
    for key in set(group) - paired:
        assert len({x for x, g in zip(scores, group, strict=True) if g == key}) == 1


def test_pairs_take_the_first_of_equals_and_no_unscored_answer() -> None:
    assert drm_pairs([1, 3, 3, 1, None]) == [(1, 0)]
    assert drm_pairs([1, None, 1, None]) == []
    assert drm_pairs([5, 2, 2, 5, 9, 9], group="aabbcc") == [(0, 1), (3, 2)]
    assert drm_pairs([]) == []
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        drm_pairs([1, 2], group="a")


def test_an_answer_unscored_in_one_dimension_counts_in_none() -> None:
    out = drm_score([1, None, -1, 9], [0, 5, 2, None], weights=[1, 1]).tolist()
    assert out == [0.0, None, 0.0, None]
    assert drm_advantage([1, 0, None], [0, 2, 5]).tolist() == [0.0, 0.0, None]


def test_options_of_the_normalisation_are_passed_on() -> None:
    assert close(drm_score([1, -1], weights=[1], ddof=1).tolist(), [0.5**0.5, -(0.5**0.5)])
    assert close(drm_score([1, -1], weights=[1], eps=0.5).tolist(), [1 / 1.5, -1 / 1.5])
    assert drm_score([7], weights=[2]).tolist() == [0.0]
    assert drm_score([7], weights=[2], single="raw").tolist() == [14.0]
    assert close(drm_advantage([1, -1], [1, -1], ddof=1).tolist(), [2**0.5, -(2**0.5)])
    assert close(drm_advantage([1, -1], [1, -1], eps=0.5).tolist(), [2 / 1.5, -2 / 1.5])
    assert drm_advantage([7], [1], single="raw").tolist() == [8.0]
    assert drm_advantage([7], [1]).tolist() == [0.0]


def test_every_dimension_needs_a_weight_and_an_answer_a_number() -> None:
    for dimensions, weights in (([[1]], [1, 1]), ([], []), ([[1], [1]], [1])):
        with pytest.raises(ValueError, match="it needs a weight each"):
            drm_score(*dimensions, weights=weights)
    with pytest.raises(ValueError, match="dimension 0 has 1, dimension 1 has 2"):
        drm_score([1], [1, 1], weights=[1, 1])
    with pytest.raises(ValueError, match="outcome has 1, scores has 2"):
        drm_advantage([1], [1, 1])
    with pytest.raises(ValueError, match="weights must be a finite number"):
        drm_score([1], weights=[float("nan")])
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        drm_score([1, 2], weights=[1], group="a")
    assert drm_score([], weights=[1]).tolist() == []


NAN = float("nan")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("signals", lambda: softmax_fusion([[NAN]])),
        ("dimensions", lambda: drm_score([NAN], weights=[1])),
        ("scores", lambda: drm_pairs([NAN])),
        ("outcome", lambda: drm_advantage([NAN], [1])),
        ("scores", lambda: drm_advantage([1], [NAN])),
    ],
)
def test_what_is_not_a_number_is_named(name: str, call) -> None:
    with pytest.raises(ValueError, match=f"^{name} holds NaN or infinity"):
        call()
