"""Stabilised importance weights and the uncertainty of a calibrator."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calibration.weights import capped, effective_size, oua, simcal_w
from tests.methods.strategies import close, probabilities

positive_weights = st.lists(st.floats(0.01, 10).map(lambda x: round(x, 4)), min_size=4, max_size=12)


@st.composite
def samples(draw: st.DrawFn) -> tuple[list, list, list]:
    w = draw(positive_weights)
    n = len(w)
    return (
        w,
        draw(st.lists(probabilities, min_size=n, max_size=n)),
        draw(st.lists(probabilities, min_size=n, max_size=n)),
    )


@pytest.mark.example("simcal_w")
def test_five_weights_their_effective_size_and_their_cap() -> None:
    w = [0.2, 0.4, 1, 1.4, 2]
    assert effective_size(w) == pytest.approx(3.49, abs=5e-3)
    assert np.var(w) == pytest.approx(0.432)
    pulled = capped(w, 0.2)
    assert (1 - pulled[0]) / 0.8 == pytest.approx(1 - 0.3196, abs=5e-5)


@pytest.mark.invariant("simcal_w")
@given(samples(), st.floats(0.05, 0.9))
def test_weights_have_mean_1_and_keep_the_floor_of_their_effective_size(data: tuple, floor: float) -> None:
    out = simcal_w(*data, ess_floor=floor).values
    assert (out >= 0).all()
    assert out.mean() == pytest.approx(1)
    assert out.var() <= min(1.0, 1 / floor - 1) + 1e-9
    assert effective_size(out) >= floor * len(out) - 1e-6


@pytest.mark.invariant("simcal_w")
@given(samples(), st.floats(0.01, 100))
def test_the_scale_of_raw_weights_is_irrelevant(data: tuple, k: float) -> None:
    w, s, r = data
    assert close(simcal_w([k * x for x in w], s, r).tolist(), simcal_w(w, s, r).tolist(), 1e-6)


@pytest.mark.invariant("simcal_w")
@given(samples())
def test_equal_scores_have_equal_weights_and_equal_weights_stay(data: tuple) -> None:
    w, s, r = data
    out = simcal_w(w, s, r).values
    for i in range(len(s)):
        for j in range(i):
            if s[i] == s[j]:
                assert out[i] == pytest.approx(out[j])
    assert close(simcal_w([2.0] * len(w), s, r).tolist(), [1.0] * len(w))


@pytest.mark.invariant("simcal_w")
@given(positive_weights, st.floats(0, 2))
def test_pulling_keeps_the_mean_and_meets_the_cap(weights: list[float], cap: float) -> None:
    out = capped(weights, cap)
    scaled = np.array(weights) / np.mean(weights)
    assert out.mean() == pytest.approx(1)
    assert out.var() == pytest.approx(min(cap, scaled.var()), abs=1e-9)
    assert effective_size(out) == pytest.approx(len(out) / (1 + min(cap, scaled.var())))


def test_weights_that_rise_with_the_score_are_kept_where_the_reward_is_all_one() -> None:
    s = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    out = simcal_w([1, 1, 2, 2, 3, 3], s, [0.5] * 6, ess_floor=0.1, var_cap=9).values
    # Rising and falling fits vary alike with a constant reward: only the mix that varies least counts.
    assert out.mean() == pytest.approx(1)
    falling = simcal_w([3, 3, 2, 2, 1, 1], s, [0.5] * 6, ess_floor=0.1, var_cap=9).values
    assert close(falling, out[::-1], 1e-6) or falling.var() <= 1 / 6
    tight = simcal_w([1, 1, 2, 2, 3, 3], s, [0.1, 0.9] * 3, var_cap=0.01).values
    assert tight.var() <= 0.01 + 1e-12


def test_weights_without_sense_are_refused() -> None:
    four = [1.0, 2, 3, 4]
    for bad in ([0, 0, 0, 0], [1, 2, 3, -1]):
        with pytest.raises(ValueError, match="must not be negative, and not all 0"):
            simcal_w(bad, four, four)
        with pytest.raises(ValueError, match="must not be negative, and not all 0"):
            capped(bad, 1)
    with pytest.raises(ValueError, match="not all 0"):
        effective_size([])
    with pytest.raises(ValueError, match="3 weights and 5 folds: at least 4 and 2"):
        simcal_w(four[:3], four[:3], four[:3])
    with pytest.raises(ValueError, match="4 weights and 1 folds"):
        simcal_w(four, four, four, folds=1)
    for at in range(3):
        columns = [four, four, four]
        columns[at] = [None, 2, 3, 4]
        with pytest.raises(ValueError, match="must all be scored"):
            simcal_w(*columns)
    for name, options in (("ess_floor", {"ess_floor": 1.5}), ("var_cap", {"var_cap": -1})):
        with pytest.raises(ValueError, match=f"{name} must be"):
            simcal_w(four, four, four, **options)
    with pytest.raises(ValueError, match="cap must be"):
        capped(four, -1)
    with pytest.raises(ValueError, match="lengths must agree"):
        simcal_w(four, four, four[:3])
    assert simcal_w(four, four, four, ess_floor=0.0).values.var() <= 1.0


@pytest.mark.example("oua")
def test_five_folds_that_differ_by_a_few_hundredths() -> None:
    found = oua([0.5, 0.55, 0.6, 0.45, 0.5], 0.1, df_cluster=9)
    assert found.variance == pytest.approx(0.0104)
    assert found.se == pytest.approx(math.sqrt(0.01 + 0.0104))
    assert found.df == 4


@pytest.mark.invariant("oua")
@given(st.lists(probabilities, min_size=2, max_size=8), st.floats(0, 1), st.integers(1, 20))
def test_the_calibrator_only_adds_uncertainty(psi: list[float], se: float, df: int) -> None:
    found = oua(psi, se, df_cluster=df)
    assert found.se >= se - 1e-12
    assert found.se**2 == pytest.approx(se**2 + found.variance, abs=1e-12)
    assert found.df == max(1, min(df, len(psi) - 1))


@pytest.mark.invariant("oua")
@given(st.lists(probabilities, min_size=2, max_size=8), st.floats(-1, 1), st.data())
def test_the_variance_knows_neither_order_nor_level(psi: list[float], shift: float, data: st.DataObject) -> None:
    variance = oua(psi, 0, df_cluster=1).variance
    assert oua(data.draw(st.permutations(psi)), 0, df_cluster=1).variance == pytest.approx(variance, abs=1e-12)
    assert oua([p + shift for p in psi], 0, df_cluster=1).variance == pytest.approx(variance, abs=1e-9)
    assert variance == pytest.approx((len(psi) - 1) * float(np.var(psi)), abs=1e-12)


@pytest.mark.invariant("oua")
@given(probabilities, st.integers(0, 6), st.floats(0, 1))
def test_equal_folds_and_too_few_of_them_add_nothing(psi: float, count: int, se: float) -> None:
    found = oua([psi] * count, se, df_cluster=5)
    assert found.se == pytest.approx(se)
    assert found.variance == pytest.approx(0, abs=1e-12)
    assert found.df == max(1, min(5, count - 1))


def test_a_standard_error_is_not_negative() -> None:
    with pytest.raises(ValueError, match="se must be"):
        oua([0.5], -1, df_cluster=1)
