"""Pairs of a better and a worse answer to the same prompt."""

import copy
from fractions import Fraction
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.pairs import rule_pairs, smartsearch_pairs, spare_pairs, wdpo_loss, wdpo_pairs
from rewards.curation.selection import Pair
from tests.methods.strategies import close

verdicts = st.sampled_from([0, 1, None])
counts = st.integers(0, 3)
prompts = st.sampled_from("ab")


def wins(pairs: list[Pair]) -> list[tuple]:
    return [(p.win, p.lose) for p in pairs]


@pytest.mark.example("smartsearch_pairs")
def test_of_two_right_searches_the_one_without_a_bad_query_wins() -> None:
    assert smartsearch_pairs([1, 1], [2, 2], [1, 0]) == [Pair(1, 0, 1.0)]


searches = st.lists(st.tuples(verdicts, counts, counts, prompts), max_size=8)


def searched(items: list) -> list[tuple]:
    return wins(smartsearch_pairs(*([i[k] for i in items] for k in range(3)), group=[i[3] for i in items]))


@pytest.mark.invariant("smartsearch_pairs")
@given(searches)
def test_the_better_search_is_right_or_as_right_with_better_queries(items: list) -> None:
    before = copy.deepcopy(items)
    expected = set()
    for i, (a, good_a, bad_a, prompt_a) in enumerate(items):
        for j, (b, good_b, bad_b, prompt_b) in enumerate(items):
            if prompt_a != prompt_b or None in (a, b):
                continue
            if a > b or (a == b == 1 and bad_a < bad_b) or (a == b == 0 and good_a > good_b):
                expected.add((i, j))
    got = searched(items)
    assert set(got) == expected
    assert len(got) == len(expected)
    assert items == before


@pytest.mark.invariant("smartsearch_pairs")
@given(searches)
def test_the_order_is_strict_and_weak(items: list) -> None:
    better = set(searched([(a, g, b, "p") for a, g, b, _ in items]))
    judged = [i for i, item in enumerate(items) if item[0] is not None]
    assert all((j, i) not in better for i, j in better)
    assert all((i, k) in better for i, j in better for jj, k in better if j == jj)
    assert all((i, k) in better or (k, j) in better for i, j in better for k in judged)


@pytest.mark.invariant("smartsearch_pairs")
@given(searches.flatmap(lambda x: st.tuples(st.just(x), st.permutations(range(len(x))))))
def test_permuting_searches_permutes_the_pairs(data: tuple) -> None:
    items, order = data
    there = {(order[i], order[j]) for i, j in searched([items[i] for i in order])}
    assert there == set(searched(items))


def test_searches_pair_by_outcome_alone_where_queries_are_uncounted() -> None:
    assert wins(smartsearch_pairs([1, 0, 0], [None, None, 3], [None, 5, 5])) == [(0, 1), (0, 2)]
    assert wins(smartsearch_pairs([1, 0, 1, 0], [0] * 4, [0] * 4)) == [(0, 1), (0, 3), (2, 1), (2, 3)]
    assert smartsearch_pairs([], [], []) == []
    for call, words in (
        (lambda: smartsearch_pairs([2], [0], [0]), "outcome must hold"),
        (lambda: smartsearch_pairs([1], [-1], [0]), "good must hold counts"),
        (lambda: smartsearch_pairs([1], [0], [0.5]), "bad must hold counts"),
        (lambda: smartsearch_pairs([1], [0, 1], [0]), "outcome has 1, good has 2, bad has 1"),
        (lambda: smartsearch_pairs([1], [0], [0], group=[1, 2]), "2 keys for 1 items"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("wdpo_pairs")
def test_a_weight_of_four_tenths_gives_its_loss() -> None:
    assert wdpo_loss([0.4], [-1], [-3], beta=0.1).one() == pytest.approx(0.2393, abs=5e-5)
    pairs = wdpo_pairs([0, 0], [[1, 1, 1, 1, 0], [1, 1, 0, 0, 0]])
    assert wins(pairs) == [(0, 1)]
    assert pairs[0].weight == pytest.approx(0.4)


solved = st.lists(st.tuples(verdicts, st.lists(st.sampled_from([0, 1]), max_size=4), prompts), max_size=7)


def weighed(items: list) -> list[Pair[int]]:
    return wdpo_pairs([i[0] for i in items], [i[1] for i in items], group=[i[2] for i in items])


@pytest.mark.invariant("wdpo_pairs")
@given(solved)
def test_right_beats_wrong_and_otherwise_the_share_of_right_steps_decides(items: list) -> None:
    before = copy.deepcopy(items)
    expected = {}
    for i, (a, one, prompt_a) in enumerate(items):
        for j, (b, two, prompt_b) in enumerate(items):
            if prompt_a != prompt_b or None in (a, b):
                continue
            if a > b:
                expected[i, j] = 1
            elif a == b and one and two:
                off = Fraction(sum(one), len(one)) - Fraction(sum(two), len(two))
                expected |= {(i, j): off} if off > 0 else {}
    pairs = weighed(items)
    assert sorted(wins(pairs)) == sorted(expected)
    assert all(close(p.weight, float(expected[p.win, p.lose])) for p in pairs)
    assert items == before


@pytest.mark.invariant("wdpo_pairs")
@given(solved)
def test_weights_lie_above_0_and_up_to_1_and_never_both_ways(items: list) -> None:
    pairs = weighed(items)
    assert all(0 < p.weight <= 1 for p in pairs)
    assert all((p.lose, p.win) not in wins(pairs) for p in pairs)
    assert all(p.weight == 1 for p in pairs if items[p.win][0] != items[p.lose][0])


losses = st.lists(st.tuples(*[st.floats(0, 1)] * 1, *[st.floats(-30, 0)] * 4), max_size=6)


@pytest.mark.invariant("wdpo_pairs")
@given(losses, st.floats(0.01, 2))
def test_the_loss_is_a_weighed_logistic_of_the_margin(items: list, beta: float) -> None:
    w, win, lose, ref_win, ref_lose = ([i[k] for i in items] for k in range(5))
    plain = wdpo_loss(w, win, lose, beta=beta).tolist()
    assert close(plain, [-x * log(1 / (1 + exp(-beta * (a - b)))) for x, a, b in zip(w, win, lose, strict=True)])
    bound = wdpo_loss(w, win, lose, beta=beta, reference=(ref_win, ref_lose)).tolist()
    margins = [a - b - (c - d) for _, a, b, c, d in items]
    assert close(bound, [-x * log(1 / (1 + exp(-beta * m))) for x, m in zip(w, margins, strict=True)])
    assert all(x >= 0 for x in plain)


def test_weighted_pairs_have_their_gaps_and_errors() -> None:
    assert wins(wdpo_pairs([1, 0], [[], []])) == [(0, 1)]
    assert wins(wdpo_pairs([0, 0], [[1, None], [0]], missing="skip")) == [(0, 1)]
    assert [p.weight for p in wdpo_pairs([0, 0], [[1, None], [0]], missing=0)] == [0.5]
    assert wdpo_loss([1, None, 1], [-1, -1, None], [-1, -1, -1], beta=1).tolist() == [pytest.approx(log(2)), None, None]
    assert wdpo_loss([1], [-1], [-1], beta=1, reference=([None], [-1])).tolist() == [None]
    assert wdpo_loss([1], [-1e6], [0], beta=1).tolist() == [1e6]
    for call, words in (
        (lambda: wdpo_pairs([2], [[1]]), "outcome must hold"),
        (lambda: wdpo_pairs([1], [[2]]), "steps must hold"),
        (lambda: wdpo_pairs([1], [[None]]), "steps are unscored"),
        (lambda: wdpo_pairs([1], [[1], [1]]), "outcome has 1, steps has 2"),
        (lambda: wdpo_loss([2], [-1], [-1], beta=1), "weight must lie"),
        (lambda: wdpo_loss([-1], [-1], [-1], beta=1), "weight must lie"),
        (lambda: wdpo_loss([1], [0.1], [-1], beta=1), "log-probabilities must not be above 0"),
        (lambda: wdpo_loss([1], [-1], [0.1], beta=1), "log-probabilities must not be above 0"),
        (lambda: wdpo_loss([1], [-1], [-1], beta=1, reference=([0.1], [0])), "log-probabilities must not"),
        (lambda: wdpo_loss([1], [-1], [-1], beta=1, reference=([0], [0.1])), "log-probabilities must not"),
        (lambda: wdpo_loss([1], [-1, -1], [-1], beta=1), "weight has 1, win has 2"),
        (lambda: wdpo_loss([1], [-1], [-1], beta=0), "beta must be positive"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("spare_pairs")
def test_a_faultless_answer_beats_a_wrong_one_of_lower_mean() -> None:
    assert spare_pairs([[1, 1, 1], [1, -1, 1]], [1, 0]) == [Pair(0, 1, 1.0)]
    assert spare_pairs([[1, 1, 1], [1, 1, 1]], [1, 0]) == []


annotated = st.lists(st.tuples(st.lists(st.sampled_from([1, 1, 1, 0, -1]), max_size=3), verdicts, prompts), max_size=8)


def spared(items: list) -> list[tuple]:
    return wins(spare_pairs([i[0] for i in items], [i[1] for i in items], group=[i[2] for i in items]))


@pytest.mark.invariant("spare_pairs")
@given(annotated)
def test_winners_are_faultless_and_losers_wrong_with_a_margin(items: list) -> None:
    before = copy.deepcopy(items)
    expected = [
        (i, j)
        for prompt in dict.fromkeys(p for _, _, p in items)
        for i, (one, a, prompt_a) in enumerate(items)
        for j, (two, b, prompt_b) in enumerate(items)
        if prompt_a == prompt_b == prompt and a == 1 and b == 0 and one and set(one) == {1} and two and set(two) != {1}
    ]
    assert spared(items) == expected
    assert items == before


@pytest.mark.invariant("spare_pairs")
@given(annotated)
def test_nobody_wins_and_loses(items: list) -> None:
    pairs = spared(items)
    assert not {i for i, _ in pairs} & {j for _, j in pairs}
    assert all(items[i][2] == items[j][2] for i, j in pairs)


@pytest.mark.invariant("spare_pairs")
@given(annotated.flatmap(lambda x: st.tuples(st.just(x), st.permutations(range(len(x))))))
def test_permuting_answers_permutes_their_pairs(data: tuple) -> None:
    items, order = data
    assert {(order[i], order[j]) for i, j in spared([items[i] for i in order])} == set(spared(items))


def test_spare_pairs_have_their_gaps_and_errors() -> None:
    rows = [[1, None], [1], [-1]]
    assert wins(spare_pairs(rows, [1, 1, 0], missing="skip")) == [(1, 2)]
    assert wins(spare_pairs(rows, [1, 1, 0], missing=1)) == [(0, 2), (1, 2)]
    assert spare_pairs([[None], [-1]], [1, 0], missing="skip") == []
    assert spare_pairs([], []) == []
    for call, words in (
        (lambda: spare_pairs([[0.5]], [1]), "steps must hold -1, 0 and 1"),
        (lambda: spare_pairs([[1]], [2]), "outcome must hold"),
        (lambda: spare_pairs([[None]], [1]), "steps are unscored"),
        (lambda: spare_pairs([[1]], [1, 0]), "steps has 1, outcome has 2"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def even(number: int) -> bool | None:
    return None if number > 100 else number % 2 == 0


@pytest.mark.example("rule_pairs")
def test_the_first_and_third_of_three_responses_are_positives() -> None:
    pairs = rule_pairs([2, 3, 4], even, lambda n: n + 1, rng=rng(), group=[0, 1, 2])
    assert pairs == [Pair(2, 3, 1.0), Pair(4, 5, 1.0)]


numbered = st.lists(st.tuples(st.integers(0, 9) | st.just(101), prompts), max_size=8)


@pytest.mark.invariant("rule_pairs")
@given(numbered, st.integers(0, 99))
def test_the_rule_accepts_the_winner_and_rejects_the_loser(items: list, seed: int) -> None:
    responses, group = [i[0] for i in items], [i[1] for i in items]
    before = list(responses)
    pairs = rule_pairs(responses, even, lambda n: n + 1, rng=rng(seed), group=group)
    assert all(even(p.win) is True and even(p.lose) is False and p.lose == p.win + 1 for p in pairs)
    prompts_with = [{n for n, g in items if g == key and even(n)} for key in dict.fromkeys(group)]
    assert len(pairs) == sum(bool(some) for some in prompts_with)
    assert all(p.win in some for p, some in zip(pairs, filter(None, prompts_with), strict=True))
    assert responses == before


@pytest.mark.invariant("rule_pairs")
@given(numbered, st.integers(0, 99))
def test_a_corruption_that_is_not_rejected_gives_no_pair(items: list, seed: int) -> None:
    responses = [i[0] for i in items]
    for still in (lambda n: n + 2, lambda n: None, lambda n: 101):
        assert rule_pairs(responses, even, still, rng=rng(seed)) == []


@pytest.mark.invariant("rule_pairs")
@given(st.lists(st.sampled_from([1, 3, 101])), st.integers(0, 99))
def test_without_a_right_response_there_is_no_pair(responses: list, seed: int) -> None:
    assert rule_pairs(responses, even, lambda n: n + 1, rng=rng(seed)) == []


def test_positives_are_tried_until_one_can_be_corrupted_and_any_may_come_first() -> None:
    def stubborn(number: int) -> int | None:
        return number + 1 if number == 6 else number

    assert all(wins(rule_pairs([2, 4, 6, 8], even, stubborn, rng=rng(s))) == [(6, 7)] for s in range(10))
    first = {rule_pairs([2, 4, 6], even, lambda n: n + 1, rng=rng(s))[0].win for s in range(40)}
    assert first == {2, 4, 6}
    with pytest.raises(ValueError, match="2 keys for 1 items"):
        rule_pairs([1], even, lambda n: n, rng=rng(), group=[1, 2])
