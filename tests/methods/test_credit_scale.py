"""An outcome scaled by how it was reached."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.scale import bounded_penalty, changed, conciseness_scale, effective_action_scale
from tests.methods.strategies import batch, binary, close, numbers, probabilities, rows


@pytest.mark.example("effective_action_scale")
def test_six_actions_of_ten_did_something() -> None:
    assert effective_action_scale([[1] * 6 + [0] * 4], [1]).tolist() == [0.6]


@pytest.mark.invariant("effective_action_scale")
@given(batch(binary, numbers))
def test_idle_actions_shrink_the_outcome_and_only_they(data: tuple) -> None:
    effective, outcome = data
    kept = copy.deepcopy(effective)
    for row, r, x in zip(effective, outcome, effective_action_scale(effective, outcome).tolist(), strict=True):
        assert abs(x) <= abs(r)
        assert (x == r) == (r == 0 or (bool(row) and all(row)))
    assert effective == kept


@pytest.mark.invariant("effective_action_scale")
@given(batch(binary, numbers, min_steps=1), numbers)
def test_the_scaled_outcome_is_linear_in_the_outcome(data: tuple, k: float) -> None:
    effective, outcome = data
    out = effective_action_scale(effective, outcome).values
    assert close(effective_action_scale(effective, [k * r for r in outcome]).values, k * out)
    assert close(out, [r * sum(row) / len(row) for row, r in zip(effective, outcome, strict=True)])


@pytest.mark.invariant("effective_action_scale")
@given(batch(binary, min_steps=1))
def test_one_more_idle_action_never_pays(data: tuple) -> None:
    effective, outcome = data
    idle = effective_action_scale([[*row, 0.0] for row in effective], outcome).values
    assert (idle <= effective_action_scale(effective, outcome).values).all()


def test_no_action_earns_nothing_and_an_unscored_one_is_left_out() -> None:
    assert effective_action_scale([[], []], [1, None]).tolist() == [0, None]
    with pytest.raises(ValueError, match="1 of 2 effective are unscored"):
        effective_action_scale([[1, None]], [1])
    assert effective_action_scale([[1, None, 0], [None]], [1, 1], missing="skip").tolist() == [0.5, None]
    assert effective_action_scale([[1, None]], [1], missing=0).tolist() == [0.5]
    with pytest.raises(ValueError, match="effective must hold 0 and 1 only"):
        effective_action_scale([[0.5]], [1])
    with pytest.raises(ValueError, match="effective has 1, outcome has 2"):
        effective_action_scale([[1]], [1, 1])
    assert effective_action_scale([], []).tolist() == []


def test_an_action_did_something_if_the_state_after_it_is_another() -> None:
    assert changed([["a", "b", "b", "a"], ["a"], []]).tolist() == [[1, 0, 1], [], []]


unit = st.floats(0.1, 1).map(lambda x: round(x, 6))


@pytest.mark.example("conciseness_scale")
def test_a_short_right_answer_earns_a_bonus() -> None:
    out = conciseness_scale([1], [0.8], [0.4], alpha=0.5, annealing=0.5)
    assert out.tolist() == pytest.approx([1.36])


@pytest.mark.invariant("conciseness_scale")
@given(st.lists(st.tuples(unit, probabilities), max_size=5), st.floats(0, 5), st.floats(0, 5))
def test_short_wrong_answers_earn_nothing(items: list, alpha: float, annealing: float) -> None:
    short, hard = [a for a, _ in items], [b for _, b in items]
    for r in (0, -1):
        out = conciseness_scale([r] * len(items), short, hard, alpha=alpha, annealing=annealing)
        assert out.tolist() == [0] * len(items)


@pytest.mark.invariant("conciseness_scale")
@given(unit, probabilities, probabilities, st.floats(0, 5), st.floats(0, 5))
def test_a_bonus_is_never_a_malus(c: float, d: float, r: float, alpha: float, annealing: float) -> None:
    out = conciseness_scale([r], [c], [d], alpha=alpha, annealing=annealing).tolist()[0]
    assert out >= r
    assert close(out - r, r * alpha * c * (annealing + d))


@pytest.mark.invariant("conciseness_scale")
@given(st.lists(unit, min_size=2, max_size=6), probabilities, st.floats(0, 5))
def test_the_more_concise_of_two_right_answers_never_earns_less(short: list, d: float, alpha: float) -> None:
    short, count = sorted(short), len(short)
    kept = copy.deepcopy(short)
    out = conciseness_scale([1] * count, short, [d] * count, alpha=alpha, annealing=0.3).tolist()
    assert out == sorted(out)
    assert short == kept


def test_conciseness_is_checked() -> None:
    good = {"outcome": [1], "conciseness": [0.5], "difficulty": [0.5]}
    for name, odd in (("conciseness", 0.05), ("conciseness", 1.1), ("difficulty", -0.1), ("difficulty", 1.1)):
        with pytest.raises(ValueError, match=f"{name} must lie from"):
            conciseness_scale(**(good | {name: [odd]}), alpha=1, annealing=1)
    assert conciseness_scale([1, 1], [0.1, 1], [0, 1], alpha=1, annealing=0).tolist() == [1.0, 2.0]
    for name in good:
        with pytest.raises(ValueError, match=f"1 of 1 {name} are unscored"):
            conciseness_scale(**(good | {name: [None]}), alpha=1, annealing=1)
        assert conciseness_scale(**(good | {name: [None]}), alpha=1, annealing=1, missing="skip").tolist() == [None]
    for name, value in good.items():
        with pytest.raises(ValueError, match="lengths must agree"):
            conciseness_scale(**(good | {name: value * 2}), alpha=1, annealing=1)
    with pytest.raises(ValueError, match="alpha must be a finite number from 0"):
        conciseness_scale([1], [1], [1], alpha=-1, annealing=1)
    with pytest.raises(ValueError, match="annealing must be a finite number from 0"):
        conciseness_scale([1], [1], [1], alpha=1, annealing=-1)


@pytest.mark.example("bounded_penalty")
def test_penalties_are_bounded_together() -> None:
    assert bounded_penalty([[0.4, -2]], cap=0.5).tolist() == pytest.approx([-0.1])
    assert bounded_penalty([[0.4, -0.2, -0.2, 1]], cap=0.5).tolist() == pytest.approx([1.0])


@pytest.mark.invariant("bounded_penalty")
@given(rows(min_steps=1), st.floats(0, 300))
def test_a_total_loses_at_most_the_cap(terms: list, cap: float) -> None:
    kept = copy.deepcopy(terms)
    for row, out in zip(terms, bounded_penalty(terms, cap=cap).tolist(), strict=True):
        gain = sum(x for x in row if x > 0)
        assert out >= gain - cap - 1e-9
        assert close(out, max(sum(row), gain - cap))
    assert terms == kept


@pytest.mark.invariant("bounded_penalty")
@given(rows(min_steps=1))
def test_a_cap_of_zero_leaves_the_gains(terms: list) -> None:
    gains = [sum(x for x in row if x > 0) for row in terms]
    assert close(bounded_penalty(terms, cap=0).values, gains)


@pytest.mark.invariant("bounded_penalty")
@given(rows(min_steps=1))
def test_a_wide_cap_leaves_the_sum(terms: list) -> None:
    assert close(bounded_penalty(terms, cap=1e6).values, [sum(row) for row in terms])


def test_a_cap_is_not_negative_and_gaps_are_left_out() -> None:
    with pytest.raises(ValueError, match="cap must be a finite number from 0"):
        bounded_penalty([[1]], cap=-1)
    with pytest.raises(ValueError, match="1 of 2 terms are unscored"):
        bounded_penalty([[1, None]], cap=1)
    assert bounded_penalty([[1, None], [None], []], cap=1, missing="skip").tolist() == [1, None, None]
    assert bounded_penalty([[1, None]], cap=1, missing=-3).tolist() == [0]
