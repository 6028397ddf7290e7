"""Distances between rewards."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.metrics.distances import pearson_distance, starc, tie_margin
from tests.methods.strategies import numbers

S, A = 3, 2
seeds = st.integers(0, 10_000)
series = st.lists(numbers, min_size=2, max_size=8)


def world(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(S), size=(S, A))
    return rng.normal(size=(S, A, S)), rng.normal(size=(S, A, S)), p, rng.normal(size=S)


@pytest.mark.example("starc")
def test_shaping_and_scale_are_no_difference_and_the_opposite_is_the_greatest() -> None:
    r, _, p, phi = world(0)
    shaped = 3 * r + 0.9 * phi[None, None, :] - phi[:, None, None]
    assert starc(r, shaped, p, gamma=0.9) == pytest.approx(0, abs=1e-9)
    assert starc(r, -r, p, gamma=0.9) == pytest.approx(2)
    assert starc(r, np.zeros_like(r), p, gamma=0.9) == pytest.approx(1)


@pytest.mark.invariant("starc")
@given(seeds, st.floats(0.01, 100), st.floats(0, 0.99))
def test_potentials_redistribution_and_positive_scale_do_not_matter(seed: int, k: float, gamma: float) -> None:
    r, other, p, phi = world(seed)
    shaped = k * r + gamma * phi[None, None, :] - phi[:, None, None]
    assert starc(shaped, other, p, gamma=gamma) == pytest.approx(starc(r, other, p, gamma=gamma), abs=1e-6)
    moved = np.random.default_rng(seed + 1).normal(size=(S, A, S))
    moved -= (p * moved).sum(axis=2, keepdims=True)  # nothing on average: S'-redistribution
    assert starc(r + moved, other, p, gamma=gamma) == pytest.approx(starc(r, other, p, gamma=gamma), abs=1e-6)


@pytest.mark.invariant("starc")
@given(seeds, st.floats(0, 0.95))
def test_the_distance_is_symmetric_within_bounds_and_obeys_the_triangle(seed: int, gamma: float) -> None:
    a, b, p, _ = world(seed)
    c = world(seed + 1)[0]
    ab, bc, ac = (starc(x, y, p, gamma=gamma) for x, y in ((a, b), (b, c), (a, c)))
    assert ab == pytest.approx(starc(b, a, p, gamma=gamma))
    assert 0 <= ab <= 2
    assert ac <= ab + bc + 1e-9


@pytest.mark.invariant("starc")
@given(seeds)
def test_without_a_future_the_distance_is_that_of_advantages(seed: int) -> None:
    a, b, p, _ = world(seed)
    units = []
    for r in (a, b):
        expected = (p * r).sum(axis=2)
        advantage = expected - expected.mean(axis=1, keepdims=True)
        units.append(advantage / np.linalg.norm(advantage))
    assert starc(a, b, p, gamma=0.0) == pytest.approx(np.linalg.norm(units[0] - units[1]))


def test_the_policy_of_the_values_can_be_given_and_worlds_must_make_sense() -> None:
    r, other, p, _ = world(3)
    pi = np.array([[0.9, 0.1]] * S)
    assert starc(r, other, p, gamma=0.5, policy=pi) != starc(r, other, p, gamma=0.5)
    assert starc(r, r, p, gamma=0.5, policy=pi) == pytest.approx(0, abs=1e-9)
    uniform = np.full((S, A), 0.5)
    assert starc(r, other, p, gamma=0.5, policy=uniform) == pytest.approx(starc(r, other, p, gamma=0.5))
    assert starc(np.zeros_like(r), np.zeros_like(r), p, gamma=0.5) == 0
    for gamma in (-0.1, 1.0):
        with pytest.raises(ValueError, match="gamma must be at least 0 and below 1"):
            starc(r, r, p, gamma=gamma)
    with pytest.raises(ValueError, match="transitions must be probabilities"):
        starc(r, r, p * 2, gamma=0.5)
    with pytest.raises(ValueError, match="transitions must be probabilities"):
        starc(r, r, np.concatenate([p[..., :1] + 2, p[..., 1:2] - 2, p[..., 2:]], axis=2), gamma=0.5)
    with pytest.raises(ValueError, match=r"transitions must be \(S, A, S\)"):
        starc(r, r, p[:2], gamma=0.5)
    with pytest.raises(ValueError, match="a reward must be"):
        starc(r[:, :1], r, p, gamma=0.5)
    with pytest.raises(ValueError, match="policy must be"):
        starc(r, r, p, gamma=0.5, policy=pi * 2)
    with pytest.raises(ValueError, match="first must be finite"):
        starc(r * math.nan, r, p, gamma=0.5)
    with pytest.raises(ValueError, match="second must be finite and not beyond"):
        starc(r, r * 1e120, p, gamma=0.5)


@pytest.mark.example("pearson_distance")
def test_a_line_and_its_mirror() -> None:
    r = [1.0, 3, 2, 7]
    assert pearson_distance(r, [2 * x + 1 for x in r]) == pytest.approx(0, abs=1e-7)
    assert pearson_distance(r, [-x for x in r]) == pytest.approx(1)


@pytest.mark.invariant("pearson_distance")
@given(series, st.data())
def test_the_distance_is_that_of_the_correlation(first: list, data: st.DataObject) -> None:
    second = data.draw(st.lists(numbers, min_size=len(first), max_size=len(first)))
    found = pearson_distance(first, second)
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert found is None
    elif np.std(first) > 1e-3 and np.std(second) > 1e-3:
        assert found == pytest.approx(math.sqrt(max(0, 1 - np.corrcoef(first, second)[0, 1]) / 2), abs=1e-6)


@pytest.mark.invariant("pearson_distance")
@given(series, st.floats(0.1, 10), st.floats(-10, 10), st.data())
def test_positive_lines_change_nothing_and_negative_ones_mirror(
    first: list, k: float, c: float, data: st.DataObject
) -> None:
    second = data.draw(st.lists(numbers, min_size=len(first), max_size=len(first)))
    found = pearson_distance(first, second)
    if found is not None and min(np.std(first), np.std(second)) > 1e-3:
        assert pearson_distance([k * x + c for x in first], second) == pytest.approx(found, abs=1e-6)
        mirrored = pearson_distance([-x for x in first], second) or 0.0
        assert mirrored**2 + found**2 == pytest.approx(1, abs=1e-6)


@pytest.mark.invariant("pearson_distance")
@given(series, st.data())
def test_the_distance_is_symmetric_and_steps_with_a_gap_are_left_out(first: list, data: st.DataObject) -> None:
    second = data.draw(st.lists(numbers, min_size=len(first), max_size=len(first)))
    found = pearson_distance(first, second)
    assert pearson_distance(second, first) == (None if found is None else pytest.approx(found, abs=1e-7))
    assert pearson_distance([None, 9.0, *first], [5.0, None, *second]) == found


@pytest.mark.example("tie_margin")
def test_the_two_best_of_two() -> None:
    assert tie_margin([0.9, 0.7]) == pytest.approx(0.2)


@pytest.mark.invariant("tie_margin")
@given(st.lists(numbers, min_size=2, max_size=8))
def test_the_margin_is_that_of_the_two_best(scores: list) -> None:
    first, second = sorted(scores, reverse=True)[:2]
    assert tie_margin(scores) == first - second
    assert (tie_margin(scores) == 0) == (scores.count(first) > 1)


@pytest.mark.invariant("tie_margin")
@given(st.lists(numbers, min_size=2, max_size=8), numbers)
def test_a_third_that_is_worse_and_a_shift_change_nothing(scores: list, c: float) -> None:
    assert tie_margin([*scores, min(scores) - 1]) == tie_margin(scores)
    assert tie_margin([s + c for s in scores]) == pytest.approx(tie_margin(scores), abs=1e-9)


@pytest.mark.invariant("tie_margin")
@given(st.lists(st.none(), max_size=3), numbers)
def test_fewer_than_two_have_no_margin(gaps: list, score: float) -> None:
    assert tie_margin(gaps) is None
    assert tie_margin([*gaps, score]) is None


def test_series_must_be_as_long_and_have_two_steps() -> None:
    assert pearson_distance([1.0], [2.0]) is None
    assert pearson_distance([1.0, 1.0], [2.0, 3.0]) is None
    with pytest.raises(ValueError, match="lengths must agree"):
        pearson_distance([1.0], [1.0, 2.0])
