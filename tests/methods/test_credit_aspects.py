"""Several rewards brought to one number."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.aspects import aspect_mix, vector_scalarise
from tests.methods.strategies import close, numbers, probabilities


@st.composite
def vectors(draw: st.DrawFn, items: st.SearchStrategy = numbers) -> tuple[list, list]:
    """Rows of M numbers, and M weights on the simplex."""
    m = draw(st.integers(1, 4))
    raw = draw(st.lists(st.floats(0.01, 1), min_size=m, max_size=m))
    return draw(st.lists(st.lists(items, min_size=m, max_size=m), max_size=5)), [w / sum(raw) for w in raw]


@pytest.mark.example("vector_scalarise")
def test_objectives_are_weighted() -> None:
    assert vector_scalarise([(1, 0), (0, 1)], weights=(0.7, 0.3)).tolist() == pytest.approx([0.7, 0.3])


@pytest.mark.invariant("vector_scalarise")
@given(vectors(), st.data())
def test_all_weight_on_one_objective_picks_it(data: tuple, draw: st.DataObject) -> None:
    rewards, weights = data
    kept = copy.deepcopy(rewards)
    k = draw.draw(st.integers(0, len(weights) - 1))
    one_hot = [float(i == k) for i in range(len(weights))]
    assert vector_scalarise(rewards, weights=one_hot).tolist() == [row[k] for row in rewards]
    assert rewards == kept


@pytest.mark.invariant("vector_scalarise")
@given(vectors(), numbers, numbers)
def test_the_weighted_reward_is_linear(data: tuple, k: float, shift: float) -> None:
    rewards, weights = data
    out = vector_scalarise(rewards, weights=weights).values
    moved = vector_scalarise([[k * x + shift for x in row] for row in rewards], weights=weights).values
    assert close(moved, k * out + shift, 1e-7)
    assert close(out, [sum(w * x for w, x in zip(weights, row, strict=True)) for row in rewards])


@pytest.mark.invariant("vector_scalarise")
@given(vectors(), st.lists(st.floats(0.001, 5), min_size=4, max_size=4))
def test_what_another_beats_in_every_objective_is_never_best(data: tuple, margins: list) -> None:
    rewards, weights = data
    better = [[x + d for x, d in zip(row, margins, strict=False)] for row in rewards]
    worse_out, better_out = (vector_scalarise(r, weights=weights).values for r in (rewards, better))
    assert (better_out > worse_out).all()


def test_weights_lie_on_the_simplex_and_match_the_objectives() -> None:
    for odd in ([0.5, 0.4], [1.5, -0.5], [0.0, 0.0]):
        with pytest.raises(ValueError, match="weights must be 0 or more and sum to 1"):
            vector_scalarise([[1, 2]], weights=odd)
    with pytest.raises(ValueError, match="weights holds NaN"):
        vector_scalarise([[1, 2]], weights=[float("nan"), 1])
    with pytest.raises(ValueError, match="every row of rewards must hold 2 numbers"):
        vector_scalarise([[1, 2, 3]], weights=[0.5, 0.5])
    with pytest.raises(ValueError, match="every row of rewards must hold 2 numbers"):
        vector_scalarise([[1, 2], [1]], weights=[0.5, 0.5])
    assert vector_scalarise([], weights=[1]).tolist() == []
    assert vector_scalarise([[1, 2]], weights=[0.1 + 0.2, 0.7]).tolist() == pytest.approx([1.7])


def test_the_weights_of_scored_objectives_are_scaled_up() -> None:
    rewards = [[1, None, 4], [None, None, None], [None, 2, None]]
    with pytest.raises(ValueError, match="6 of 9 rewards are unscored"):
        vector_scalarise(rewards, weights=[0.5, 0.25, 0.25])
    out = vector_scalarise(rewards, weights=[0.5, 0.25, 0.25], missing="skip").tolist()
    assert out == [pytest.approx(2.0), None, pytest.approx(2.0)]
    assert vector_scalarise(rewards, weights=[0, 0.5, 0.5], missing="skip").tolist() == [4.0, None, 2.0]
    assert vector_scalarise([[1, None, None]], weights=[0, 0.5, 0.5], missing="skip").tolist() == [None]
    assert vector_scalarise([[1, None]], weights=[0.5, 0.5], missing=3).tolist() == [2.0]


@pytest.mark.example("aspect_mix")
def test_a_rule_counts_as_far_as_it_is_trusted() -> None:
    assert aspect_mix([[1]], [[0.4]], [[0.8]], weights=[1]).tolist() == pytest.approx([0.88])


@pytest.mark.invariant("aspect_mix")
@given(vectors(), st.data())
def test_the_mix_stays_between_its_rewards(data: tuple, draw: st.DataObject) -> None:
    rule, weights = data
    model = [[draw.draw(numbers) for _ in row] for row in rule]
    trust = [[draw.draw(probabilities) for _ in row] for row in rule]
    kept = copy.deepcopy(rule)
    out = aspect_mix(rule, model, trust, weights=weights).tolist()
    for r, m, c, x in zip(rule, model, trust, out, strict=True):
        assert min(r + m) - 1e-9 <= x <= max(r + m) + 1e-9
        mixed = [t * a + (1 - t) * b for t, a, b in zip(c, r, m, strict=True)]
        assert close(x, sum(w * y for w, y in zip(weights, mixed, strict=True)))
    assert rule == kept


@pytest.mark.invariant("aspect_mix")
@given(vectors())
def test_full_trust_leaves_the_rule_and_none_the_model(data: tuple) -> None:
    rule, weights = data
    other = [[-x for x in row] for row in rule]
    full = aspect_mix(rule, other, [[1.0] * len(row) for row in rule], weights=weights)
    assert close(full.values, vector_scalarise(rule, weights=weights).values)
    none = aspect_mix(rule, other, [[0.0] * len(row) for row in rule], weights=weights)
    assert close(none.values, vector_scalarise(other, weights=weights).values)


@pytest.mark.invariant("aspect_mix")
@given(st.lists(st.floats(0, 50), min_size=2, max_size=6), st.floats(0.5, 20), st.floats(0, 3))
def test_length_costs_nothing_up_to_the_limit_and_never_less_beyond(sizes: list, limit: float, cost: float) -> None:
    sizes = sorted(sizes)
    ones = [[1.0]] * len(sizes)
    out = aspect_mix(ones, ones, ones, weights=[1], lengths=sizes, limit=limit, length_weight=cost).tolist()
    assert out == sorted(out, reverse=True)
    assert close(out, [1 - cost * min(max((s - limit) / limit, 0), 1) for s in sizes])
    assert all(x == 1 for x, s in zip(out, sizes, strict=True) if s <= limit)


def test_a_length_penalty_needs_its_limit_and_weight() -> None:
    one = [[1.0]]
    for odd in ({}, {"limit": 2.0}, {"length_weight": 1.0}):
        with pytest.raises(ValueError, match="lengths want limit and length_weight"):
            aspect_mix(one, one, one, weights=[1], lengths=[3], **odd)
    with pytest.raises(ValueError, match="limit must be positive"):
        aspect_mix(one, one, one, weights=[1], lengths=[3], limit=0, length_weight=1)
    with pytest.raises(ValueError, match="length_weight must be a finite number from 0"):
        aspect_mix(one, one, one, weights=[1], lengths=[3], limit=1, length_weight=-1)
    with pytest.raises(ValueError, match="rule has 1, lengths has 2"):
        aspect_mix(one, one, one, weights=[1], lengths=[3, 3], limit=1, length_weight=1)
    with pytest.raises(ValueError, match="lengths must lie from 0"):
        aspect_mix(one, one, one, weights=[1], lengths=[-1], limit=1, length_weight=1)
    tiny = aspect_mix(one, one, one, weights=[1], lengths=[1e100], limit=1e-300, length_weight=0.25)
    assert tiny.tolist() == [0.75]
    with pytest.raises(ValueError, match="1 of 1 lengths are unscored"):
        aspect_mix(one, one, one, weights=[1], lengths=[None], limit=1, length_weight=1)


def test_aspects_are_checked_and_gaps_leave_an_aspect_out() -> None:
    with pytest.raises(ValueError, match="confidence must lie from 0 to 1"):
        aspect_mix([[1]], [[1]], [[1.5]], weights=[1])
    with pytest.raises(ValueError, match="row 0: rule has 1 steps, model has 2"):
        aspect_mix([[1]], [[1, 1]], [[1]], weights=[1])
    with pytest.raises(ValueError, match="row 0: rule has 1 steps, confidence has 2"):
        aspect_mix([[1]], [[1]], [[1, 1]], weights=[1])
    with pytest.raises(ValueError, match="every row of rule must hold 2"):
        aspect_mix([[1]], [[1]], [[1]], weights=[0.5, 0.5])
    full, gap = [[1.0, 2.0]], [[None, 2.0]]
    for name, at in (("rule", 0), ("model", 1), ("confidence", 2)):
        given_rows = [full, full, [[1.0, 1.0]]]
        given_rows[at] = gap if name != "confidence" else [[None, 1.0]]
        with pytest.raises(ValueError, match=f"1 of 2 {name} are unscored"):
            aspect_mix(*given_rows, weights=[0.5, 0.5])
        assert aspect_mix(*given_rows, weights=[0.5, 0.5], missing="skip").tolist() == [2.0]
    out = aspect_mix([[1], [1]], [[1], [1]], [[1], [1]], weights=[1], lengths=[None, 3], limit=2, length_weight=1,
                     missing="skip")  # fmt: skip
    assert out.tolist() == [None, 0.5]
