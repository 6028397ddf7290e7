"""Filters by what the rollouts of one prompt did."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.groups import (
    accuracy_band,
    disagreement_filter,
    one_pair_filter,
    pass_rate_repeats,
    rl_group_gate,
)
from rewards.curation.selection import Selection
from tests.methods.strategies import numbers

maybe = st.sampled_from([0.0, 1.0, None])
prompts = st.sampled_from(["a", "b", "c"])


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def members(group: list) -> list[list[int]]:
    return [[i for i, key in enumerate(group) if key == wanted] for wanted in sorted(set(group))]


def permuted(items: list, order: list) -> list:
    return [items[i] for i in order]


@pytest.mark.example("one_pair_filter")
def test_one_right_and_one_wrong_of_four_are_kept_and_repeated_four_times() -> None:
    chosen = one_pair_filter([1, 0, 0, 0], rng=rng())
    assert len(chosen.kept) == 2
    assert chosen.kept[0] == 0
    assert pass_rate_repeats([0.25]).tolist() == [4.0]


@pytest.mark.invariant("one_pair_filter")
@given(st.lists(st.tuples(maybe, prompts), max_size=12), st.integers(0, 99))
def test_a_prompt_keeps_one_right_and_one_wrong_or_none(items: list, seed: int) -> None:
    correct, group = [i[0] for i in items], [i[1] for i in items]
    kept = one_pair_filter(correct, group=group, rng=rng(seed)).kept.tolist()
    for at in members(group):
        mine, judged = [correct[i] for i in at if i in kept], [correct[i] for i in at if correct[i] is not None]
        usable = sum(judged) > 0 and 5 * sum(judged) <= 4 * len(judged)
        assert sorted(mine) == ([0.0, 1.0] if usable else [])


@pytest.mark.invariant("one_pair_filter")
@given(st.lists(st.sampled_from([0.0, 1.0]), max_size=8), st.integers(0, 99))
def test_the_draw_is_the_rng_s_and_the_input_stays(correct: list, seed: int) -> None:
    before = list(correct)
    one, two = (one_pair_filter(correct, rng=rng(seed)) for _ in range(2))
    assert one.kept.tolist() == two.kept.tolist()
    assert len(one) == len(correct)
    assert correct == before


@pytest.mark.invariant("one_pair_filter")
@given(st.integers(1, 16), st.sampled_from([0.0, 1.0]), st.integers(0, 9))
def test_unanimous_prompts_and_lonely_rollouts_teach_nothing(count: int, verdict: float, seed: int) -> None:
    assert one_pair_filter([verdict] * count, rng=rng(seed)).reason == ("pass rate",) * count


def test_every_rollout_is_drawn_some_time() -> None:
    drawn = {i for seed in range(60) for i in one_pair_filter([1, 1, 0, 0, 0], rng=rng(seed)).kept.tolist()}
    assert drawn == {0, 1, 2, 3, 4}
    chosen = one_pair_filter([None, 1, 0, 0], rng=rng())
    assert chosen.reason == ("unscored", "not drawn")
    assert one_pair_filter([], rng=rng()).kept.tolist() == []
    with pytest.raises(ValueError, match="correct must hold 0 and 1"):
        one_pair_filter([2], rng=rng())


def test_hard_prompts_are_repeated_more_often() -> None:
    rates = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, None]
    assert pass_rate_repeats(rates).tolist() == [0, 6, 6, 4, 4, 4, 4, 2, 2, 0, 0, None]
    with pytest.raises(ValueError, match="rate must lie from 0 to 1"):
        pass_rate_repeats([1.5])
    assert len(one_pair_filter([1, 1, 1, 1, 0], rng=rng()).kept) == 2
    assert len(one_pair_filter([1, 1, 1, 1, 1, 0], rng=rng()).kept) == 0


@pytest.mark.example("accuracy_band")
def test_a_quarter_right_is_kept_and_all_right_is_not() -> None:
    chosen = accuracy_band([1, 0, 0, 0, 1, 1], group=[1, 1, 1, 1, 2, 2])
    assert chosen.kept.tolist() == [0, 1, 2, 3]
    assert chosen.reason == ("too easy", "too easy")


@pytest.mark.invariant("accuracy_band")
@given(st.lists(st.tuples(maybe, prompts), max_size=12))
def test_prompts_between_a_fifth_and_four_fifths_are_kept(items: list) -> None:
    correct, group = [i[0] for i in items], [i[1] for i in items]
    kept = accuracy_band(correct, group=group).kept.tolist()
    wanted = []
    for at in members(group):
        judged = [i for i in at if correct[i] is not None]
        if judged and 1 <= 5 * Fraction(int(sum(correct[i] for i in judged)), len(judged)) <= 4:
            wanted += judged
    assert kept == sorted(wanted)


@pytest.mark.invariant("accuracy_band")
@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=8).flatmap(lambda c: st.tuples(
    st.just(c), st.permutations(range(len(c))))), st.floats(0.01, 0.5))  # fmt: skip
def test_the_order_of_rollouts_is_irrelevant_and_unanimity_never_passes(data: tuple, low: float) -> None:
    correct, order = data
    here, there = accuracy_band(correct, low=low, high=1 - low), accuracy_band(permuted(correct, order), low=low)
    assert len(accuracy_band(permuted(correct, order), low=low, high=1 - low).kept) == len(here.kept)
    assert len(set(correct)) > 1 or len(here.kept) == len(there.kept) == 0


@pytest.mark.invariant("accuracy_band")
@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0]), prompts), max_size=12))
def test_filtering_the_kept_prompts_again_drops_none(items: list) -> None:
    correct, group = [i[0] for i in items], [i[1] for i in items]
    kept = accuracy_band(correct, group=group).kept
    again = accuracy_band([correct[i] for i in kept], group=[group[i] for i in kept])
    assert again.dropped.tolist() == []


def test_the_band_holds_its_bounds() -> None:
    assert len(accuracy_band([1, 0, 0, 0, 0]).kept) == len(accuracy_band([1, 1, 1, 1, 0]).kept) == 5
    assert accuracy_band([1, 0, 0, 0, 0, 0]).reason == ("too hard",) * 6
    assert accuracy_band([1, 1, 1, 1, 1, 0]).reason == ("too easy",) * 6
    assert accuracy_band([1, None]).reason == ("too easy", "unscored")
    assert accuracy_band([1, 0], low=0.6).reason == ("too hard",) * 2
    assert accuracy_band([1, 0], high=0.4).reason == ("too easy",) * 2
    assert accuracy_band([1, 0], low=0.5, high=0.5).kept.tolist() == [0, 1]
    assert len(accuracy_band([1, 0, 0], low=0.0, high=1.0).kept) == 3
    for low, high, words in ((-0.1, 0.8, "low"), (1.1, 1.2, "low"), (0.5, 0.4, "high"), (0.5, 1.1, "high")):
        with pytest.raises(ValueError, match=f"{words} must be a finite number"):
            accuracy_band([1], low=low, high=high)
    with pytest.raises(ValueError, match="correct must hold 0 and 1"):
        accuracy_band([0.5])


@pytest.mark.example("disagreement_filter")
def test_queries_answered_alike_are_dropped() -> None:
    chosen = disagreement_filter(["x", "x", "x", "x", "x", "y", "x", "x"], group=[1, 1, 1, 1, 2, 2, 2, 2])
    assert chosen.kept.tolist() == [4, 5, 6, 7]
    assert chosen.reason == ("all alike",) * 4


answered = st.lists(st.tuples(st.sampled_from(["x", "y", None]), prompts), max_size=10)


@pytest.mark.invariant("disagreement_filter")
@given(answered)
def test_answers_stay_where_a_query_has_two_of_them(items: list) -> None:
    answers, group = [i[0] for i in items], [i[1] for i in items]
    kept = disagreement_filter(answers, group=group).kept.tolist()
    split = {key for key in group if {"x", "y"} <= {a for a, g in items if g == key}}
    assert kept == [i for i, (a, g) in enumerate(items) if g in split and a is not None]


@pytest.mark.invariant("disagreement_filter")
@given(answered.flatmap(lambda x: st.tuples(st.just(x), st.permutations(range(len(x))))))
def test_permuting_answers_permutes_what_stays(data: tuple) -> None:
    items, order = data
    there = disagreement_filter([items[i][0] for i in order], group=[items[i][1] for i in order]).kept
    here = disagreement_filter([i[0] for i in items], group=[i[1] for i in items]).kept
    assert sorted(order[i] for i in there) == here.tolist()


@pytest.mark.invariant("disagreement_filter")
@given(st.lists(st.sampled_from([("x", 1), "y", 3]), max_size=6))
def test_what_the_answers_are_called_is_irrelevant(answers: list) -> None:
    names = {("x", 1): "left", "y": "right", 3: "middle"}
    renamed = disagreement_filter([names[a] for a in answers])
    assert renamed.kept.tolist() == disagreement_filter(answers).kept.tolist()
    assert len(renamed) == len(answers)


def test_no_answer_is_not_another_answer() -> None:
    assert disagreement_filter(["x", None, "x"]).reason == ("all alike", "no answer", "all alike")
    assert disagreement_filter([None, None]).reason == ("no answer",) * 2
    assert disagreement_filter([]).kept.tolist() == []
    with pytest.raises(ValueError, match="1 keys for 2 items"):
        disagreement_filter(["x", "y"], group=[1])


@pytest.mark.example("rl_group_gate")
def test_a_prompt_without_spread_is_dropped() -> None:
    chosen = rl_group_gate([0.5, 0.5], std_min=0.1, max_min=0.0)
    assert chosen.kept.tolist() == []
    assert chosen.reason == ("too alike", "too alike")


scored = st.lists(st.tuples(numbers, prompts), max_size=10)


def gated(items: list, std_min: float, max_min: float) -> Selection:
    return rl_group_gate([i[0] for i in items], group=[i[1] for i in items], std_min=std_min, max_min=max_min)


@pytest.mark.invariant("rl_group_gate")
@given(scored, st.floats(0, 50), st.floats(-50, 50))
def test_what_passes_the_gate_passes_again(items: list, std_min: float, max_min: float) -> None:
    kept = gated(items, std_min, max_min).kept.tolist()
    assert gated([items[i] for i in kept], std_min, max_min).kept.tolist() == list(range(len(kept)))


@pytest.mark.invariant("rl_group_gate")
@given(scored, st.integers(1, 40), st.integers(-50, 50))
def test_a_group_passes_as_a_whole_by_its_spread_and_its_best(items: list, std_min: int, max_min: int) -> None:
    limit, best = std_min + 0.1234567, max_min + 0.1234567
    kept = gated(items, limit, best).kept.tolist()
    for at in members([g for _, g in items]):
        values = [items[i][0] for i in at]
        passes = float(np.std(values)) >= limit and max(values) >= best
        assert [i for i in at if i in kept] == (at if passes else [])


@pytest.mark.invariant("rl_group_gate")
@given(scored.flatmap(lambda x: st.tuples(st.just(x), st.permutations(range(len(x))))))
def test_permuting_rollouts_permutes_what_passes(data: tuple) -> None:
    items, order = data
    there = gated(permuted(items, order), 10.0012345, 5.0).kept
    assert sorted(order[i] for i in there) == gated(items, 10.0012345, 5.0).kept.tolist()


def test_the_gate_is_open_at_its_thresholds() -> None:
    assert rl_group_gate([0, 1], std_min=0.5, max_min=1).kept.tolist() == [0, 1]
    assert rl_group_gate([0, 1], std_min=0.51, max_min=1).reason == ("too alike",) * 2
    assert rl_group_gate([0, 1], std_min=0.7, max_min=1, ddof=1).kept.tolist() == [0, 1]
    assert rl_group_gate([0, 1], std_min=0.5, max_min=1.01).reason == ("too low",) * 2
    assert rl_group_gate([0, None, 1], std_min=0.5, max_min=1, missing="skip").dropped.tolist() == [1]
    assert rl_group_gate([0, None, 1], std_min=0.41, max_min=1, missing=1).kept.tolist() == [0, 1, 2]
    assert rl_group_gate([-5, None], std_min=0, max_min=-5, missing="skip").reason == ("unscored",)
    with pytest.raises(ValueError, match="1 of 2 scores are unscored"):
        rl_group_gate([1, None], std_min=0, max_min=0)
    for options, words in (
        ({"std_min": -1, "max_min": 0}, "std_min"),
        ({"std_min": 0, "max_min": np.inf}, "max_min"),
        ({"std_min": 0, "max_min": 0, "ddof": 2}, "ddof"),
    ):
        with pytest.raises(ValueError, match=f"{words} must be"):
            rl_group_gate([1], **options)
    assert rl_group_gate([], std_min=0, max_min=0).kept.tolist() == []
