"""Shaped and noisy rewards."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calibration.noise import flip_noise, rpr_calibrate
from rewards.calibration.shaping import FORMS, RunningShaper, length_penalty, par
from tests.methods.strategies import close, probabilities

small = st.floats(-20, 20).map(lambda x: round(x, 6))
batches = st.lists(small, min_size=1, max_size=8)


def sigma(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@pytest.mark.example("par")
def test_a_reward_of_2_against_references_of_1_and_of_1_and_3() -> None:
    assert par([2], [1]).one() == pytest.approx(0.7311, abs=5e-5)
    assert par([2], [1, 3]).one() == pytest.approx(0.5)


@pytest.mark.invariant("par")
@given(batches, batches, st.floats(0.1, 3))
def test_par_is_the_mean_preference_over_the_references(rewards: list, references: list, k: float) -> None:
    expected = [sum(sigma(k * (r - m)) for m in references) / len(references) for r in rewards]
    assert close(par(rewards, references, k=k).tolist(), expected)


@pytest.mark.invariant("par")
@given(batches, batches, small)
def test_shifting_rewards_and_references_together_changes_nothing(rewards: list, references: list, c: float) -> None:
    shifted = par([r + c for r in rewards], [m + c for m in references]).tolist()
    assert close(shifted, par(rewards, references).tolist(), 1e-6)


@pytest.mark.invariant("par")
@given(small, small)
def test_preference_and_its_opposite_sum_to_1_and_equals_tie(r: float, m: float) -> None:
    assert sum(par([r], [m]).values) + sum(par([m], [r]).values) == pytest.approx(1)
    assert par([r], [r]).tolist() == [0.5]


def test_references_may_be_each_answer_s_own() -> None:
    assert par([0, 0, None], [[0, 0], [1, -1], [5, 5]]).tolist() == [0.5, pytest.approx(0.5), None]
    assert par([1, 2], [[1], [1]]).tolist() == [0.5, pytest.approx(sigma(1))]
    assert par([1e5, -1e5], [0]).tolist() == [1.0, 0.0]
    for bad in ([], [[1], [1], [1]], 3.0):
        with pytest.raises(ValueError, match="references must be"):
            par([1, 2], bad)
    with pytest.raises(ValueError, match="references holds NaN"):
        par([1], [math.nan])
    with pytest.raises(ValueError, match="k must be positive"):
        par([1], [1], k=0)


@pytest.mark.example("running_shapers")
def test_twenty_tokens_too_many_cost_a_fifth() -> None:
    assert length_penalty([120, 100, 3], penalty=0.01, valid=100).tolist() == pytest.approx([-0.2, 0, 0])


@pytest.mark.invariant("running_shapers")
@given(st.lists(batches, min_size=1, max_size=4))
def test_what_was_seen_in_parts_is_as_if_seen_at_once(parts: list[list[float]]) -> None:
    seen = [r for part in parts for r in part]
    shaper = RunningShaper("meanstd")
    for part in parts:
        shaper = shaper.fit([*part, None])
    assert shaper.count == len(seen)
    assert shaper.mean == pytest.approx(np.mean(seen), abs=1e-9)
    assert shaper.std == pytest.approx(np.std(seen), abs=1e-6)
    assert (shaper.low, shaper.high) == (min(seen), max(seen))


@pytest.mark.invariant("running_shapers")
@given(batches, batches)
def test_each_form_is_its_formula(seen: list[float], rewards: list[float]) -> None:
    mean, std, low, high = float(np.mean(seen)), float(np.std(seen)), min(seen), max(seen)
    quantile = mean + std * 1.0364333894937898  # of the normal at .85
    expected = {
        "meanstd": [(r - mean) / std if low < high else 0.0 for r in rewards],
        "clip": [min(max(r, mean - std), mean + std) for r in rewards],
        "minmax": [min(max((r - low) / (high - low), 0), 1) if low < high else 0.5 for r in rewards],
        "ceil": [min(r, 1.5) for r in rewards],
        "tanh": [math.tanh(r) for r in rewards],
        "lsc": [-math.log1p(math.exp(-(r - quantile))) if r > quantile - 30 else r - quantile for r in rewards],
        "sgfc": [sigma(2.0 * (r - 3 - 1.5)) for r in rewards],
    }
    for form, values in expected.items():
        out = RunningShaper(form, limit=1.5, k=2.0).fit(seen).transform(rewards)  # type: ignore[arg-type]
        assert close(out.tolist(), values, 1e-6), form


@pytest.mark.invariant("running_shapers")
@given(batches, batches)
def test_bounds_of_the_forms(seen: list[float], rewards: list[float]) -> None:
    assert all(x <= 0 for x in RunningShaper("lsc").fit(seen).transform(rewards).values)
    assert all(0 <= x <= 1 for x in RunningShaper("minmax").fit(seen).transform(rewards).values)
    assert all(-1 <= x <= 1 for x in RunningShaper("tanh").transform(rewards).values)
    near = RunningShaper("polynomial").transform(rewards).values
    assert all(abs(a - sigma(min(max(r, -5), 5))) < 0.05 for a, r in zip(near, rewards, strict=True))


def test_shapers_have_seen_nothing_at_first_and_never_change() -> None:
    shaper = RunningShaper("meanstd")
    shaper.fit([1, 2])
    assert shaper == RunningShaper("meanstd")
    assert shaper.fit([]) is shaper
    assert shaper.std == 0.0
    assert shaper.fit([3]).transform([3, None, 9]).tolist() == [0.0, None, 0.0]
    assert RunningShaper("minmax").fit([3]).transform([3, 9]).tolist() == [0.5, 0.5]
    for form in ("meanstd", "clip", "minmax", "lsc"):
        with pytest.raises(ValueError, match="has seen no reward yet"):
            RunningShaper(form).transform([1])  # type: ignore[arg-type]
    assert len(FORMS) == 8
    for name, options in (("limit", {"limit": math.inf}), ("k", {"k": 0})):
        with pytest.raises(ValueError, match=f"{name} must be"):
            RunningShaper("ceil", **options)
    with pytest.raises(ValueError, match="form must be one of"):
        RunningShaper("x")  # type: ignore[arg-type]
    for name, options in (("penalty", {"penalty": -1, "valid": 0}), ("valid", {"penalty": 1, "valid": -1})):
        with pytest.raises(ValueError, match=f"{name} must be"):
            length_penalty([1], **options)
    assert RunningShaper("ceil").transform([1, -1]).tolist() == [0.0, -1.0]
    assert RunningShaper("sgfc").transform([3]).tolist() == [0.5]
    polynomial = RunningShaper("polynomial").transform([0, 99, 5, -99, -5]).values
    assert polynomial[0] == pytest.approx(0.5)
    assert polynomial[1] == polynomial[2]
    assert polynomial[3] == polynomial[4]


@pytest.mark.example("flip_noise")
def test_nothing_flips_at_0_and_everything_at_1() -> None:
    rng = np.random.default_rng(0)
    assert flip_noise([1, 0], p=0.0, rng=rng).tolist() == [1, 0]
    assert flip_noise([1, 0], p=1.0, rng=rng).tolist() == [0, 1]


@pytest.mark.invariant("flip_noise")
@given(
    st.lists(st.tuples(probabilities, st.integers(0, 3)), min_size=1, max_size=12), probabilities, st.integers(0, 99)
)
def test_a_group_flips_as_a_whole_and_the_same_chance_gives_the_same_flips(rows: list, p: float, seed: int) -> None:
    rewards, group = [r for r, _ in rows], [g for _, g in rows]
    out = flip_noise(rewards, group, p=p, rng=np.random.default_rng(seed)).tolist()
    assert out == flip_noise(rewards, group, p=p, rng=np.random.default_rng(seed)).tolist()
    for key in set(group):
        own = [(r, o) for r, o, g in zip(rewards, out, group, strict=True) if g == key]
        assert all(o == r for r, o in own) or all(o == 1 - r for r, o in own)


@pytest.mark.invariant("flip_noise")
@given(st.floats(0.05, 0.95), st.integers(0, 20))
def test_the_expected_reward_is_that_of_a_flipped_coin(p: float, seed: int) -> None:
    out = flip_noise([1.0] * 4000, range(4000), p=p, rng=np.random.default_rng(seed)).values
    assert abs(out.mean() - (1 - p)) < 5 * math.sqrt(p * (1 - p) / 4000)


@pytest.mark.invariant("flip_noise")
@given(st.lists(probabilities, min_size=1, max_size=6), st.integers(0, 99))
def test_flipping_twice_brings_everything_back(rewards: list[float], seed: int) -> None:
    once = flip_noise(rewards, p=1.0, rng=np.random.default_rng(seed))
    assert close(flip_noise(once, p=1.0, rng=np.random.default_rng(seed)).tolist(), rewards)


@pytest.mark.example("rpr_calibrate")
def test_a_wrong_answer_that_reasons_keeps_something() -> None:
    assert rpr_calibrate([1, 0], [0.3, 0.3]).tolist() == [1, 0.3]


@pytest.mark.invariant("rpr_calibrate")
@given(st.lists(st.tuples(probabilities, probabilities), max_size=8))
def test_positive_scores_are_untouched_and_none_falls(rows: list) -> None:
    scores, reasoning = [s for s, _ in rows], [r for _, r in rows]
    out = rpr_calibrate(scores, reasoning).tolist()
    assert out == [s if s > 0 else r for s, r in rows]
    assert all(o >= s for o, s in zip(out, scores, strict=True))


@pytest.mark.invariant("rpr_calibrate")
@given(st.lists(st.tuples(small, probabilities), max_size=8), small, st.floats(0, 1))
def test_a_weight_adds_below_the_threshold_only(rows: list, threshold: float, weight: float) -> None:
    scores, reasoning = [s for s, _ in rows], [r for _, r in rows]
    out = rpr_calibrate(scores, reasoning, threshold=threshold, weight=weight).tolist()
    assert close(out, [s if s > threshold else s + weight * r for s, r in rows])


@pytest.mark.invariant("rpr_calibrate")
@given(st.lists(probabilities, max_size=8))
def test_a_missing_pattern_matters_only_where_it_is_needed(scores: list[float]) -> None:
    out = rpr_calibrate(scores, [None] * len(scores)).tolist()
    assert out == [s if s > 0 else None for s in scores]


def test_noise_is_for_shares_and_a_chance_is_one() -> None:
    rng = np.random.default_rng(0)
    assert flip_noise([], p=0.5, rng=rng).tolist() == []
    assert flip_noise([None, 1], p=1.0, rng=rng).tolist() == [None, 0]
    assert rpr_calibrate([None, -1], [0.1, 0.2]).tolist() == [None, 0.2]
    with pytest.raises(ValueError, match="rewards must lie from 0 to 1"):
        flip_noise([2], p=0.5, rng=rng)
    with pytest.raises(ValueError, match="p must be a finite number from 0"):
        flip_noise([1], p=1.5, rng=rng)
    with pytest.raises(ValueError, match="lengths must agree"):
        rpr_calibrate([1], [1, 1])
    for options in ({"threshold": math.inf}, {"weight": math.nan}):
        with pytest.raises(ValueError, match=f"{next(iter(options))} must be"):
            rpr_calibrate([1], [1], **options)
