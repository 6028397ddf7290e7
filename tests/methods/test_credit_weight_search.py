"""How much an auxiliary reward should count."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.weight_search import AuxWeight, aux_weight_search
from tests.methods.strategies import binary, close, numbers

triples = st.lists(st.tuples(numbers, numbers, binary), min_size=2, max_size=8)
grids = st.lists(st.floats(-5, 5).map(lambda x: round(x, 3)), max_size=6)
measures = st.sampled_from(["correlation", "auc"])


def columns(items: list) -> tuple[list, list, list]:
    return tuple(list(x) for x in zip(*items, strict=True))  # type: ignore[return-value]


@pytest.mark.example("aux_weight_search")
def test_a_reward_that_only_misleads_is_not_used() -> None:
    assert aux_weight_search([0, 1], [1, 0], [0, 1], grid=[0.5, 1, 2]) == AuxWeight(0.0, pytest.approx(1), 1)


@pytest.mark.invariant("aux_weight_search")
@given(triples, grids, measures)
def test_the_choice_is_never_worse_than_doing_without(items: list, grid: list, measure: str) -> None:
    kept = copy.deepcopy(items)
    found = aux_weight_search(*columns(items), grid=grid, score=measure)
    assert found.weight in (0.0, *grid)
    if found.without is not None:
        assert found.score >= found.without
    assert items == kept


@pytest.mark.invariant("aux_weight_search")
@given(triples, grids)
def test_no_weight_of_the_grid_correlates_better(items: list, grid: list) -> None:
    primary, extra, outcome = (np.array(x) for x in columns(items))
    found = aux_weight_search(primary, extra, outcome, grid=grid)
    for w in grid:
        mixed = primary + w * extra
        if np.ptp(mixed) > 1e-6 and np.ptp(outcome) > 0:
            assert found.score >= np.corrcoef(mixed, outcome)[0, 1] - 1e-6


@pytest.mark.invariant("aux_weight_search")
@given(triples, measures)
def test_with_an_empty_grid_the_primary_reward_is_left(items: list, measure: str) -> None:
    found = aux_weight_search(*columns(items), grid=[], score=measure)
    assert found.weight == 0
    assert found.score == found.without


@pytest.mark.invariant("aux_weight_search")
@given(triples, grids)
def test_auc_is_the_share_of_pairs_in_the_right_order(items: list, grid: list) -> None:
    primary, extra, outcome = columns(items)
    found = aux_weight_search(primary, extra, outcome, grid=grid, score="auc")
    mixed = [p + found.weight * a for p, a in zip(primary, extra, strict=True)]
    pairs = [(x > y) + 0.5 * (x == y) for x, r in zip(mixed, outcome, strict=True) if r
             for y, s in zip(mixed, outcome, strict=True) if not s]  # fmt: skip
    assert (found.score is None) == (not pairs)
    assert not pairs or close(found.score, sum(pairs) / len(pairs))


def test_a_reward_that_helps_is_used_as_far_as_it_helps() -> None:
    found = aux_weight_search([0, 0, 1, 1], [0, 1, 0, 1], [0, 2, 1, 3], grid=[1, 2, 4])
    assert found.weight == 2
    assert found.score == pytest.approx(1)
    assert found.without == pytest.approx(1 / np.sqrt(5))
    against = aux_weight_search([0, 0, 1, 1], [0, 1, 0, 1], [2, 0, 3, 1], grid=[-2, -1, 1])
    assert against.weight == -2
    ranked = aux_weight_search([0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 0, 1], grid=[3, 2, 1, -1], score="auc")
    assert (ranked.weight, ranked.score, ranked.without) == (2, 1.0, 0.5)


def test_where_the_score_is_not_defined_it_is_none() -> None:
    assert aux_weight_search([1, 1], [2, 2], [0, 1], grid=[1]) == AuxWeight(0.0, None, None)
    assert aux_weight_search([1, 1], [0, 2], [0, 1], grid=[1, 0.5]) == AuxWeight(0.5, 1.0, None)
    assert aux_weight_search([0, 1], [0, 2], [1, 1], grid=[1]) == AuxWeight(0.0, None, None)
    assert aux_weight_search([1], [1], [1], grid=[1]) == AuxWeight(0.0, None, None)
    assert aux_weight_search([], [], [], grid=[1]) == AuxWeight(0.0, None, None)
    for outcome in ([1, 1], [0, 0]):
        assert aux_weight_search([0, 1], [0, 2], outcome, grid=[1], score="auc") == AuxWeight(0.0, None, None)


def test_what_is_unscored_is_refused_or_left_out() -> None:
    given_columns = [[0, 1, 5], [1, 0, 5], [0, 1, 0]]
    for i, name in enumerate(("primary", "auxiliary", "outcome")):
        gap = copy.deepcopy(given_columns)
        gap[i][2] = None  # type: ignore[call-overload]
        with pytest.raises(ValueError, match=f"1 of 3 {name} are unscored"):
            aux_weight_search(*gap, grid=[0.5])
        assert aux_weight_search(*gap, grid=[0.5], missing="skip") == AuxWeight(0.0, 1.0, 1.0)
    assert aux_weight_search([0, None], [0, 0], [0, 1], grid=[], missing=1).score == 1


def test_the_search_checks_what_it_is_given() -> None:
    for i in range(3):
        odd = [[1.0], [1.0], [1.0]]
        odd[i] = [1.0, 1.0]
        with pytest.raises(ValueError, match="lengths must agree"):
            aux_weight_search(*odd, grid=[])
    huge = aux_weight_search([0, 1e99, 3e99], [0, 0, 0], [0, 1e99, 3e99], grid=[1])
    assert huge.score == pytest.approx(1)
    with pytest.raises(ValueError, match="score must be 'correlation' or 'auc', not 'none'"):
        aux_weight_search([1], [1], [1], grid=[], score="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="outcome must hold 0 and 1 only"):
        aux_weight_search([1, 2], [1, 1], [0.5, 1], grid=[], score="auc")
    with pytest.raises(ValueError, match="grid holds NaN"):
        aux_weight_search([1], [1], [1], grid=[float("nan")])
    assert aux_weight_search([0, 1], [0, 0], [0.2, 0.7], grid=[1]).score == 1
