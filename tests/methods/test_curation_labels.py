"""Filters by what two sources say of the same item."""

import copy
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.labels import (
    agreement_filter,
    chain_filter,
    consensus_filter,
    first_error,
    flip,
    hybrid_label,
    labels_to_error,
    verdict_filter,
)
from rewards.curation.selection import Pair
from tests.methods.strategies import binary, flat, rows

errors = st.sampled_from([-1, 0, 1, 2, None])
judged = st.lists(st.tuples(errors, errors), max_size=10)


@pytest.mark.example("consensus_filter")
def test_two_of_three_solutions_have_agreed_first_errors() -> None:
    chosen = consensus_filter([2, -1, 1], [2, -1, 0])
    assert chosen.kept.tolist() == [0, 1]
    assert chosen.reason == ("disagree",)


@pytest.mark.invariant("consensus_filter")
@given(judged)
def test_solutions_stay_where_both_name_the_same_error(items: list) -> None:
    kept = consensus_filter([i[0] for i in items], [i[1] for i in items]).kept.tolist()
    assert kept == [i for i, (mc, judge) in enumerate(items) if mc is not None and mc == judge]


@pytest.mark.invariant("consensus_filter")
@given(judged)
def test_it_is_the_same_whoever_is_asked_first(items: list) -> None:
    one = consensus_filter([i[0] for i in items], [i[1] for i in items])
    two = consensus_filter([i[1] for i in items], [i[0] for i in items])
    assert (one.kept.tolist(), one.reason) == (two.kept.tolist(), two.reason)


@pytest.mark.invariant("consensus_filter")
@given(judged)
def test_what_agrees_agrees_again_and_the_input_stays(items: list) -> None:
    before = copy.deepcopy(items)
    kept = consensus_filter([i[0] for i in items], [i[1] for i in items]).kept.tolist()
    again = consensus_filter([items[i][0] for i in kept], [items[i][1] for i in kept])
    assert again.dropped.tolist() == []
    assert items == before


@pytest.mark.invariant("consensus_filter")
@given(rows(st.sampled_from([0, 0.125, 0.5, 1.0]), min_steps=1))
def test_labels_end_at_the_first_step_nothing_succeeds_from(mc: list) -> None:
    found = first_error(mc)
    for row, at, labels in zip(mc, found.tolist(), labels_to_error(found, [len(r) for r in mc]), strict=True):
        assert at == (row.index(0) if 0 in row else -1)
        end = len(row) if at == -1 else int(at)
        assert labels == [1.0] * end + [0.0][: len(row) - end] + [None] * (len(row) - end - 1)


def test_what_is_not_judged_is_dropped_and_has_no_labels() -> None:
    assert consensus_filter([None, 1, None], [1, None, None]).reason == ("unscored",) * 3
    assert first_error([[], [0.5, None, 0], [0, None], [0.5, None], [1]]).tolist() == [None, None, 0, None, -1]
    assert first_error([]).tolist() == []
    assert first_error([[], []]).tolist() == [None, None]
    assert labels_to_error([None, 1, -1, -1], [2, 3, 0, 1]).tolist() == [[None, None], [1, 0, None], [], [1]]
    for call, words in (
        (lambda: consensus_filter([0.5], [0]), "mc_error must hold steps"),
        (lambda: consensus_filter([0], [-2]), "judge_error must hold steps"),
        (lambda: consensus_filter([0], [0, 1]), "mc_error has 1, judge_error has 2"),
        (lambda: first_error([[1.5]]), "mc must lie from 0 to 1"),
        (lambda: labels_to_error([2], [2]), "behind the last step"),
        (lambda: labels_to_error([0], [0]), "behind the last step"),
        (lambda: labels_to_error([0], [1, 1]), "error has 1, lengths has 2"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


estimates = rows(st.sampled_from([0, 0.25, 1.0, None]))


@pytest.mark.example("hybrid_label")
def test_the_step_on_which_estimate_and_judge_differ_is_dropped() -> None:
    labels, perception = hybrid_label([[0.75, 0.25, 0]], [[1, -1, -1]])
    assert labels.tolist() == [[1.0, None, 0.0]]
    assert perception.tolist() == [[None, None, 0.0]]


@st.composite
def two_opinions(draw: st.DrawFn) -> tuple[list, list]:
    mc = draw(estimates)
    opinion = st.sampled_from([1, -1, None])
    return mc, [draw(st.lists(opinion, min_size=len(row), max_size=len(row))) for row in mc]


@pytest.mark.invariant("hybrid_label")
@given(two_opinions())
def test_kept_labels_equal_both_opinions(data: tuple) -> None:
    mc, judge = data
    labels = hybrid_label(mc, judge).labels.tolist()
    assert [len(row) for row in labels] == [len(row) for row in mc]
    for p, j, label in zip(flat(mc), flat(judge), flat(labels), strict=True):
        same = p is not None and j is not None and (p > 0) == (j == 1)
        assert label == (float(j == 1) if same else None)


@pytest.mark.invariant("hybrid_label")
@given(two_opinions())
def test_overriding_takes_the_judge_s_word_where_there_is_one(data: tuple) -> None:
    mc, judge = data
    labels = hybrid_label(mc, judge, mode="override").labels.tolist()
    for p, j, label in zip(flat(mc), flat(judge), flat(labels), strict=True):
        assert label == (j == 1 if j is not None else None if p is None else p > 0)


@pytest.mark.invariant("hybrid_label")
@given(two_opinions(), st.sampled_from(["consensus", "override"]), st.data())
def test_only_wrong_steps_have_a_kind_of_error(data: tuple, mode: str, draw: st.DataObject) -> None:
    mc, judge = data
    seen = [draw.draw(st.lists(st.sampled_from([0.0, 1.0, None]), min_size=len(r), max_size=len(r))) for r in mc]
    before = copy.deepcopy((mc, judge, seen))
    labels, perception = hybrid_label(mc, judge, mode=mode, perception=seen)  # type: ignore[arg-type]
    for label, kind, given_kind in zip(flat(labels.tolist()), flat(perception.tolist()), flat(seen), strict=True):
        assert kind == (given_kind if label == 0 else None)
    assert (mc, judge, seen) == before


def test_hybrid_labels_refuse_other_opinions() -> None:
    assert hybrid_label([], []).labels.tolist() == []
    for call, words in (
        (lambda: hybrid_label([[0.5]], [[0]]), "judge must hold 1"),
        (lambda: hybrid_label([[1.5]], [[1]]), "mc must lie from 0 to 1"),
        (lambda: hybrid_label([[0.5]], [[1, 1]]), "mc has 1 steps, judge has 2"),
        (lambda: hybrid_label([[0.5]], [[1]], perception=[[]]), "mc has 1 steps, perception has 0"),
        (lambda: hybrid_label([[0.5]], [[1]], perception=[[0.5]]), "perception must hold 0 and 1"),
        (lambda: hybrid_label([[0.5]], [[1]], mode="none"), "mode must be"),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("agreement_filter")
def test_pairs_and_verdicts_stay_where_both_agree() -> None:
    chosen = agreement_filter([1.2, -0.3, 0.1], [1.2, -0.3, 0.1])
    assert chosen.kept.tolist() == [0, 2]
    assert chosen.reason == ("annotate again",)
    assert verdict_filter([1, 0, 1], [1, 1, 1]).kept.tolist() == [0, 2]


margins = st.lists(st.tuples(st.floats(-5, 5) | st.none(), st.floats(-5, 5) | st.none()), max_size=10)


@pytest.mark.invariant("agreement_filter")
@given(margins)
def test_a_pair_stays_where_both_margins_are_positive(items: list) -> None:
    chosen = agreement_filter([i[0] for i in items], [i[1] for i in items])
    known = [None not in i for i in items]
    assert chosen.kept.tolist() == [i for i, (a, b) in enumerate(items) if known[i] and a > 0 and b > 0]
    assert chosen.flipped.tolist() == []
    assert list(chosen.reason) == ["annotate again" if known[i] else "unscored" for i in chosen.dropped]


@pytest.mark.invariant("agreement_filter")
@given(margins, st.floats(0.501, 1))
def test_confidently_contradicted_pairs_are_turned_round(items: list, conf: float) -> None:
    chosen = agreement_filter([i[0] for i in items], [i[1] for i in items], min_conf=conf)
    sure = [i for i, (a, b) in enumerate(items) if None not in (a, b) and 1 / (1 + exp(max(a, b))) >= conf + 1e-12]
    unsure = [i for i, (a, b) in enumerate(items) if None in (a, b) or 1 / (1 + exp(max(a, b))) < conf - 1e-12]
    assert set(sure) <= set(chosen.flipped.tolist())
    assert not set(unsure) & set(chosen.flipped.tolist())


@pytest.mark.invariant("agreement_filter")
@given(margins, st.floats(0.501, 1))
def test_turning_round_twice_changes_nothing_and_once_settles_it(items: list, conf: float) -> None:
    chosen = agreement_filter([i[0] for i in items], [i[1] for i in items], min_conf=conf)
    pairs = [Pair(2 * i, 2 * i + 1, 0.5) for i in range(len(items))]
    once = flip(pairs, chosen)
    assert flip(once, chosen) == pairs
    assert [i for i, p in enumerate(once) if p != pairs[i]] == chosen.flipped.tolist()
    sign = [-1 if i in chosen.flipped else 1 for i in range(len(items))]
    settled = agreement_filter(
        *([sign[i] * items[i][k] for i in chosen.kept] for k in range(2)),  # type: ignore[misc]
        min_conf=conf,
    )
    assert settled.dropped.tolist() == settled.flipped.tolist() == []


@pytest.mark.invariant("agreement_filter")
@given(st.lists(st.tuples(st.sampled_from([0, 1, None]), st.sampled_from([0, 1, None])), max_size=10))
def test_a_response_stays_where_rule_and_judge_say_the_same(items: list) -> None:
    chosen = verdict_filter([i[0] for i in items], [i[1] for i in items])
    assert chosen.kept.tolist() == [i for i, (a, b) in enumerate(items) if a is not None and a == b]
    assert list(chosen.reason) == ["unscored" if None in items[i] else "disagree" for i in chosen.dropped]


def test_agreement_has_its_edges_and_errors() -> None:
    assert agreement_filter([0.0, 1.0, 0.0], [1.0, 0.0, 0.0], min_conf=0.51).kept.tolist() == []
    assert agreement_filter([-1e9, 1e-9], [-1e9, 1e-9], min_conf=1.0).flipped.tolist() == [0]
    assert agreement_filter([-1e9], [-1e9]).kept.tolist() == []
    assert agreement_filter([-2.0], [-0.1], min_conf=0.8).kept.tolist() == []
    assert flip([Pair("a", "b", 0.3)], agreement_filter([-2], [-2], min_conf=0.8)) == [Pair("b", "a", 0.3)]
    for call, words in (
        (lambda: agreement_filter([1], [1], min_conf=0.5), "min_conf must be above"),
        (lambda: agreement_filter([1], [1], min_conf=0.4), r"min_conf must be a finite number from 0\.5 to 1"),
        (lambda: agreement_filter([1], [1], min_conf=1.1), r"min_conf must be a finite number from 0\.5 to 1"),
        (lambda: agreement_filter([1], [1, 2]), "current has 1, gold has 2"),
        (lambda: agreement_filter([float("nan")], [1]), "current holds NaN"),
        (lambda: agreement_filter([1], [float("inf")]), "gold holds NaN or infinity"),
        (lambda: verdict_filter([0.5], [1]), "rule must hold 0 and 1"),
        (lambda: verdict_filter([1], [0.5]), "judge must hold 0 and 1"),
        (lambda: verdict_filter([1], [1, 1]), "rule has 1, judge has 2"),
        (lambda: flip([Pair(0, 1)], agreement_filter([], [])), "pairs has 1, selection has 0"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


chains = st.lists(
    st.tuples(
        binary,
        st.lists(st.tuples(st.sampled_from([0, 1, 1, None]), st.sampled_from([1, 1, 0, None])), max_size=3),
        st.integers(0, 5) | st.none(),
    ),
    max_size=8,
)


def chain(items: list, **options: int) -> object:
    said, gold = ([[s[k] for s in steps] for _, steps, _ in items] for k in range(2))
    return chain_filter([i[0] for i in items], said, gold, [i[2] for i in items], **options)


@pytest.mark.example("chain_filter")
def test_one_mismatch_in_six_steps_drops_the_chain() -> None:
    chosen = chain_filter([1, 1], [[1, 1, 1, 1, 1, 1]] * 2, [[1, 1, 0, 1, 1, 1], [1] * 6], [100, 100])
    assert chosen.kept.tolist() == [1]
    assert chosen.reason == ("mismatch",)


@pytest.mark.invariant("chain_filter")
@given(chains, st.integers(0, 5))
def test_a_kept_chain_is_formed_short_and_right_in_every_step(items: list, limit: int) -> None:
    kept = chain(items, limit=limit).kept.tolist()  # type: ignore[attr-defined]
    assert kept == [
        i
        for i, (form, steps, length) in enumerate(items)
        if form and steps and length is not None and length <= limit and all(a is not None and a == b for a, b in steps)
    ]


@pytest.mark.invariant("chain_filter")
@given(chains, st.integers(0, 5), st.integers(0, 5))
def test_a_shorter_limit_keeps_a_subset(items: list, one: int, two: int) -> None:
    short, long = (set(chain(items, limit=n).kept.tolist()) for n in sorted((one, two)))  # type: ignore[attr-defined]
    assert short <= long


@pytest.mark.invariant("chain_filter")
@given(chains)
def test_kept_chains_are_kept_again_and_the_input_stays(items: list) -> None:
    before = copy.deepcopy(items)
    kept = chain(items).kept.tolist()  # type: ignore[attr-defined]
    assert chain([items[i] for i in kept]).dropped.tolist() == []  # type: ignore[attr-defined]
    assert items == before


def test_a_dropped_chain_has_a_reason() -> None:
    said, gold = [[1], [], [0], [1], [1], [1]], [[1], [], [1], [1], [1], [1]]
    chosen = chain_filter([0, 1, 1, 1, 1, None], said, gold, [1, 1, 1, 4097, None, 4096])
    assert chosen.kept.tolist() == []
    assert chosen.reason == ("format", "no judgement", "mismatch", "too long", "too long", "format")
    assert chain_filter([1], [[1]], [[1]], [4096]).kept.tolist() == [0]
    assert chain_filter([], [], [], []).kept.tolist() == []
    for call, words in (
        (lambda: chain_filter([2], [[1]], [[1]], [1]), "format_valid must hold"),
        (lambda: chain_filter([1], [[2]], [[1]], [1]), "judgements must hold"),
        (lambda: chain_filter([1], [[1]], [[2]], [1]), "gold must hold"),
        (lambda: chain_filter([1], [[1]], [[1, 1]], [1]), "judgements has 1 steps, gold has 2"),
        (lambda: chain_filter([1, 1], [[1]], [[1]], [1]), "format_valid has 2, judgements has 1, length has 1"),
        (lambda: chain_filter([1], [[1]], [[1]], [1, 2]), "format_valid has 1, judgements has 1, length has 2"),
        (lambda: chain_filter([1], [[1]], [[1]], [1], limit=-1), "limit must be a whole number from 0"),
    ):
        with pytest.raises(ValueError, match=words):
            call()
