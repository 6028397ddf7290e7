"""Losses of reward models on preference pairs, and how hard a pair pulls."""

from itertools import combinations
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.preference import agreed_preference, dynamic_beta, scaled_bt
from tests.methods.strategies import close, numbers, rows

pairs = st.lists(st.tuples(numbers, numbers, st.sampled_from([1, 2, 3])), max_size=8)


def loss(items: list, form: str) -> list:
    return scaled_bt(*([i[k] for i in items] for k in range(3)), form=form).tolist()  # type: ignore[arg-type]


@pytest.mark.example("scaled_bt")
def test_a_margin_of_one_costs_as_published() -> None:
    assert scaled_bt([1], [0], [3], form="regular").one() == pytest.approx(0.3133, abs=5e-5)
    assert scaled_bt([1], [0], [3]).one() == pytest.approx(0.9398, abs=5e-5)
    assert scaled_bt([1], [0], [3], form="margin").one() == pytest.approx(2.1269, abs=5e-5)


@pytest.mark.invariant("scaled_bt")
@given(pairs)
def test_the_loss_is_the_logistic_one_of_the_difference(items: list) -> None:
    before = list(items)
    small = [(a / 10, b / 10, m) for a, b, m in items]
    assert close(loss(small, "regular"), [log(1 + exp(b - a)) for a, b, _ in small])
    assert close(loss(small, "margin"), [log(1 + exp(m + b - a)) for a, b, m in small])
    assert items == before


@pytest.mark.invariant("scaled_bt")
@given(pairs)
def test_scaled_is_linear_in_the_magnitude_and_margin_is_no_less_than_regular(items: list) -> None:
    regular, scaled, margin = (loss(items, form) for form in ("regular", "scaled", "margin"))
    assert close(scaled, [m * x for (_, _, m), x in zip(items, regular, strict=True)])
    assert loss([(a, b, 1) for a, b, _ in items], "scaled") == regular
    assert all(0 <= x <= y for x, y in zip(regular, margin, strict=True))


@pytest.mark.invariant("scaled_bt")
@given(pairs, numbers, st.sampled_from(["scaled", "margin", "regular"]))
def test_a_common_shift_of_rewards_changes_no_loss(items: list, shift: float, form: str) -> None:
    moved = [(a + shift, b + shift, m) for a, b, m in items]
    assert close(loss(moved, form), loss(items, form), 1e-6)


@pytest.mark.invariant("scaled_bt")
@given(rows(st.integers(-3, 3)), st.integers(1, 3), st.integers(0, 4))
def test_the_most_agreeing_annotators_decide_or_nobody_does(annotations: list, count: int, spread: int) -> None:
    out = agreed_preference(annotations, annotators=count, max_spread=spread).tolist()
    for row, mean in zip(annotations, out, strict=True):
        some = sorted(combinations(sorted(row), count), key=lambda c: (c[-1] - c[0], c[0]))
        best = [c for c in some if c[-1] - c[0] == some[0][-1] - some[0][0]]
        if not some or some[0][-1] - some[0][0] > spread:
            assert mean is None
        else:
            assert close(mean, min(sum(c) / count for c in best))


def test_preferences_have_their_gaps_and_errors() -> None:
    assert agreed_preference([[1, 3, -3], [3, 1, 2, -3], [1, 2], [3, 3, 1, 1, 1], []]).tolist() == [
        None, 2.0, None, 1.0, None,
    ]  # fmt: skip
    assert agreed_preference([[1, None, 3, 2]]).tolist() == [2.0]
    assert agreed_preference([[0, 1, 2]]).tolist() == [1.0]
    assert agreed_preference([[0, 1, 2.1]]).tolist() == [None]
    assert agreed_preference([[3, 4, 5, 0, 1, 2]]).tolist() == [1.0]
    assert agreed_preference([]).tolist() == []
    assert scaled_bt([1, None, 1, 1], [0, 0, None, 0], [1, 1, 1, None]).tolist()[1:] == [None] * 3
    assert scaled_bt([-1e90], [0], [1]).tolist() == [1e90]
    for call, words in (
        (lambda: scaled_bt([1], [0], [4]), "magnitude must be 1, 2 or 3"),
        (lambda: scaled_bt([1], [0], [0]), "magnitude must be 1, 2 or 3"),
        (lambda: scaled_bt([1], [0, 0], [1]), "chosen has 1, rejected has 2"),
        (lambda: scaled_bt([1], [0], [1], form="none"), "form must be"),  # type: ignore[arg-type]
        (lambda: agreed_preference([[1]], annotators=0), "annotators must be"),
        (lambda: agreed_preference([[1]], max_spread=-1), "max_spread must be"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("dynamic_beta")
def test_a_sure_pair_pulls_half_as_hard_again() -> None:
    assert dynamic_beta([0, 2, 1e9]).tolist() == pytest.approx([0.1, 0.1316, 0.15], abs=5e-5)


@pytest.mark.invariant("dynamic_beta")
@given(st.lists(st.floats(0, 50), max_size=8), st.floats(0.01, 1), st.floats(0, 2), st.floats(0.1, 3))
def test_beta_rises_from_its_base_towards_its_limit(margins: list, beta: float, weight: float, rate: float) -> None:
    before = list(margins)
    out = dynamic_beta(margins, beta=beta, weight=weight, rate=rate).tolist()
    assert close(out, [beta * (1 + weight * (1 - exp(-rate * d))) for d in margins])
    assert all(beta - 1e-12 <= x <= beta * (1 + weight) + 1e-12 for x in out)
    assert margins == before


@pytest.mark.invariant("dynamic_beta")
@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_larger_margin_never_lowers_beta(a: float, b: float) -> None:
    low, high = dynamic_beta(sorted((a, b))).values
    assert 1e-3 <= low <= high


@pytest.mark.invariant("dynamic_beta")
@given(st.lists(st.floats(-50, 50), max_size=8), st.floats(0.01, 1), st.floats(0, 2))
def test_the_released_form_is_linear_in_its_factor(factors: list, beta: float, weight: float) -> None:
    out = dynamic_beta(factors, beta=beta, weight=weight, form="code").tolist()
    assert close(out, [max(1e-3, beta * (1 + weight * f)) for f in factors])


def test_beta_has_its_floor_defaults_and_errors() -> None:
    assert dynamic_beta([-10, -1e9]).tolist() == [1e-3, 1e-3]
    assert dynamic_beta([-1]).tolist() == pytest.approx([0.1 * (1 + 0.5 * (1 - exp(0.5)))])
    assert dynamic_beta([2, -100], form="code").tolist() == pytest.approx([0.12, 1e-3])
    assert dynamic_beta([-100], low=0.02).tolist() == [0.02]
    assert dynamic_beta([None, 0], beta=0.2).tolist() == [None, 0.2]
    assert dynamic_beta([0], beta=1e-3).tolist() == [1e-3]
    for options, words in (
        ({"beta": 0}, "beta must be positive"),
        ({"beta": 5e-4}, "beta must not be below low"),
        ({"low": 0}, "low must be positive"),
        ({"rate": 0}, "rate must be positive"),
        ({"weight": -1}, "weight must be"),
        ({"weight": -1, "form": "code"}, "weight must be"),
        ({"form": "none"}, "form must be"),
    ):
        with pytest.raises(ValueError, match=words):
            dynamic_beta([1], **options)
