"""Rubrics that tell right answers apart."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.rubric import f_beta, positive_only_rubric, rubric_recall
from tests.methods.strategies import binary, close, probabilities

groups = st.lists(st.tuples(probabilities, binary, st.sampled_from("ab")), max_size=8)


@pytest.mark.example("positive_only_rubric")
def test_a_rubric_tells_right_answers_apart() -> None:
    assert positive_only_rubric([0.5, 1, 0.75], [1, 1, 0]).tolist() == pytest.approx([0.85, 1, 0])


@pytest.mark.invariant("positive_only_rubric")
@given(groups, st.floats(0, 0.99))
def test_no_wrong_answer_gains_and_every_right_one_stays_above(items: list, eta: float) -> None:
    rubric, outcome, group = [list(x) for x in zip(*items, strict=True)] or [[], [], []]
    kept = copy.deepcopy(rubric)
    out = positive_only_rubric(rubric, outcome, group, eta=eta).tolist()
    assert all(x == 0 if r == 0 else 1 - eta - 1e-12 <= x <= 1 + 1e-12 for x, r in zip(out, outcome, strict=True))
    assert rubric == kept


@pytest.mark.invariant("positive_only_rubric")
@given(groups.filter(bool), st.floats(0.1, 1))
def test_only_the_share_of_the_group_s_best_rubric_counts(items: list, k: float) -> None:
    rubric, outcome, group = zip(*items, strict=True)
    out = positive_only_rubric(rubric, outcome, group).values
    assert close(out, positive_only_rubric([k * x for x in rubric], outcome, group).values)
    for x, r, o, g in zip(out, rubric, outcome, group, strict=True):
        best = max(q for q, h in zip(rubric, group, strict=True) if g == h)
        assert close(x, 0.7 + 0.3 * (r / best if best else 0) if o else 0)


@pytest.mark.invariant("positive_only_rubric")
@given(st.lists(probabilities, min_size=1, max_size=6), probabilities)
def test_a_better_rubric_under_the_same_best_never_earns_less(rubric: list, raised: float) -> None:
    better = [max(rubric[0], raised), *rubric[1:], 1.0]
    before = positive_only_rubric([*rubric, 1.0], [1] * len(better)).values
    assert positive_only_rubric(better, [1] * len(better)).values[0] >= before[0]


def test_each_group_is_scaled_by_its_own_best_whoever_has_it() -> None:
    out = positive_only_rubric([0.2, 0.8, 0.4, 0.0], [1, 0, 1, 1], ["a", "b", "b", "c"], eta=0.5).tolist()
    assert out == pytest.approx([1.0, 0, 0.75, 0.5])


def test_the_variants_mix_for_wrong_answers_or_by_an_f_score() -> None:
    rubric, outcome = [0.5, 1, 0.75], [1, 1, 0]
    assert positive_only_rubric(rubric, outcome, variant="negative").tolist() == pytest.approx([1, 1, 0.225])
    scaled = positive_only_rubric([0.25, 0.5], [1, 0], variant="negative", eta=0.5).tolist()
    assert scaled == pytest.approx([1, 0.5])
    assert positive_only_rubric(rubric, outcome, variant="f_beta").tolist() == pytest.approx([1.5, 2, 0.225])
    halved = positive_only_rubric([0.25, 0.5], [1, 0], variant="f_beta", eta=0.4).tolist()
    assert halved == pytest.approx([1 + 0.1 + 0.15, 0.2])
    with pytest.raises(ValueError, match="variant must be 'positive', 'negative' or 'f_beta', not 'none'"):
        positive_only_rubric(rubric, outcome, variant="none")  # type: ignore[arg-type]


def test_rubrics_and_outcomes_are_checked_and_gaps_kept() -> None:
    with pytest.raises(ValueError, match="rubric must lie from 0 to 1"):
        positive_only_rubric([1.5], [1])
    with pytest.raises(ValueError, match="outcome must hold 0 and 1 only"):
        positive_only_rubric([1], [0.5])
    with pytest.raises(ValueError, match="rubric has 1, outcome has 2"):
        positive_only_rubric([1], [1, 1])
    with pytest.raises(ValueError, match="group has 1 keys for 2 items"):
        positive_only_rubric([1, 1], [1, 1], ["a"])
    for eta in (-0.1, 1.1):
        with pytest.raises(ValueError, match="eta must be a finite number from 0"):
            positive_only_rubric([1], [1], eta=eta)
    with pytest.raises(ValueError, match="1 of 2 rubric are unscored"):
        positive_only_rubric([1, None], [1, 1])
    assert positive_only_rubric([0.5, None, 1], [1, 1, None], missing="skip").tolist() == [0.85, None, None]
    assert positive_only_rubric([None, 0.5], [1, 1], missing=0).tolist() == [0.7, 1.0]
    assert positive_only_rubric([], []).tolist() == []


@given(st.lists(st.tuples(probabilities, probabilities), min_size=1, max_size=5), st.floats(0.1, 5))
def test_an_f_score_lies_between_precision_and_recall(pairs: list, beta: float) -> None:
    precision, recall = zip(*pairs, strict=True)
    out = f_beta(precision, recall, beta=beta).tolist()
    assert all(min(p) - 1e-12 <= f <= max(p) + 1e-12 for f, p in zip(out, pairs, strict=True))


def test_an_f_score_leans_to_recall() -> None:
    assert f_beta([0.5, 1, 0], [1, 0.5, 0]).tolist() == pytest.approx([5 / 6, 5 / 9, 0])
    assert f_beta([0.5], [1], beta=1).tolist() == pytest.approx([2 / 3])
    assert f_beta([None, 1], [1, None]).tolist() == [None, None]
    with pytest.raises(ValueError, match="beta must be positive"):
        f_beta([1], [1], beta=0)
    with pytest.raises(ValueError, match="precision must lie from 0 to 1"):
        f_beta([2], [1])
    with pytest.raises(ValueError, match="recall must lie from 0 to 1"):
        f_beta([1], [2])
    with pytest.raises(ValueError, match="precision has 1, recall has 2"):
        f_beta([1], [1, 1])


def test_gold_items_are_found_whatever_their_case_and_spacing() -> None:
    texts = ["Went to  the\nCart, then PAY", "", None, "x"]
    gold = [["the cart", "Pay ", "refund", "pay"], ["a"], ["a"], []]
    assert rubric_recall(texts, gold).tolist() == [0.75, 0.0, None, None]
    with pytest.raises(ValueError, match="texts has 1, gold has 2"):
        rubric_recall(["a"], [["a"], ["b"]])
    assert rubric_recall([], []).tolist() == []
