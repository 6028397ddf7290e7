"""What to ask, what to train on next, how hard it should be."""

import copy
from math import ceil, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.curriculum import (
    active_query,
    chain_success,
    chained,
    critic_band,
    horizon_curriculum,
    learnability,
    role_advantage,
    role_reward,
    seed_tasks,
    turn_cap,
)
from tests.methods.strategies import close, numbers, probabilities, rows

maybe = st.lists(probabilities | st.none(), max_size=10)
seeds = st.integers(0, 99)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.example("active_query")
def test_three_of_five_runs_agreeing_is_too_few() -> None:
    chosen = active_query([3 / 5, 4 / 5], threshold=0.7, share=0.0, rng=rng())
    assert chosen.kept.tolist() == [0]
    assert chosen.reason == ("consistent",)


@pytest.mark.invariant("active_query")
@given(maybe, probabilities, probabilities, probabilities, seeds)
def test_a_lower_threshold_asks_no_more(given_scores: list, a: float, b: float, share: float, seed: int) -> None:
    low, high = (
        set(active_query(given_scores, threshold=t, share=share, rng=rng(seed)).kept.tolist()) for t in sorted((a, b))
    )
    assert low <= high


@pytest.mark.invariant("active_query")
@given(maybe, probabilities, seeds)
def test_without_a_share_the_inconsistent_are_asked_and_with_all_of_it_everyone(
    given_scores: list, threshold: float, seed: int
) -> None:
    before = list(given_scores)
    none = active_query(given_scores, threshold=threshold, share=0.0, rng=rng(seed)).kept.tolist()
    every = active_query(given_scores, threshold=threshold, share=1.0, rng=rng(seed)).kept.tolist()
    assert none == [i for i, c in enumerate(given_scores) if c is not None and c < threshold]
    assert every == [i for i, c in enumerate(given_scores) if c is not None]
    assert given_scores == before


@pytest.mark.invariant("active_query")
@given(st.integers(0, 20), probabilities, probabilities, seeds)
def test_the_unanimous_are_asked_by_the_share_alone(count: int, threshold: float, share: float, seed: int) -> None:
    one = active_query([1.0] * count, threshold=threshold, share=share, rng=rng(seed)).kept.tolist()
    assert one == active_query([1.0] * count, threshold=0.0, share=share, rng=rng(seed)).kept.tolist()


def test_the_share_is_a_chance_and_the_unscored_are_not_asked() -> None:
    assert 150 < len(active_query([1.0] * 1000, threshold=0.5, share=0.2, rng=rng()).kept) < 250
    assert active_query([None, 0.2], threshold=0.2, share=0.0, rng=rng()).reason == ("unscored", "consistent")
    for options, words in (
        ({"threshold": 1.1, "share": 0}, "threshold must be"),
        ({"threshold": -0.1, "share": 0}, "threshold must be"),
        ({"threshold": 1, "share": 1.1}, "share must be"),
        ({"threshold": 1, "share": -0.1}, "share must be"),
    ):
        with pytest.raises(ValueError, match=words):
            active_query([1], rng=rng(), **options)
    for value in (1.1, -0.1):
        with pytest.raises(ValueError, match="consistency must lie"):
            active_query([value], threshold=1, share=0, rng=rng())


@pytest.mark.example("critic_band")
def test_a_value_of_four_fifths_is_too_easy() -> None:
    assert critic_band([0.8, 0.5]).reason == ("too easy",)
    assert critic_band([0.8, 0.5]).kept.tolist() == [1]


@pytest.mark.invariant("critic_band")
@given(maybe)
def test_the_band_holds_its_bounds_and_drops_the_unscored(values: list) -> None:
    before = list(values)
    assert critic_band(values).kept.tolist() == [i for i, v in enumerate(values) if v is not None and 0.05 <= v <= 0.75]
    assert values == before


@pytest.mark.invariant("critic_band")
@given(maybe, st.sets(st.integers(0, 9)))
def test_only_tasks_in_the_band_are_checked_and_only_feasible_ones_stay(values: list, able: set) -> None:
    asked: list[int] = []
    chosen = critic_band(values, feasible=lambda i: bool(asked.append(i)) or i in able)
    assert asked == critic_band(values).kept.tolist()
    assert chosen.kept.tolist() == [i for i in asked if i in able]
    assert set(chosen.reason) <= {"unscored", "too hard", "too easy", "infeasible"}


@pytest.mark.invariant("critic_band")
@given(maybe)
def test_what_is_in_the_band_stays_in_it(values: list) -> None:
    kept = critic_band(values).kept.tolist()
    assert critic_band([values[i] for i in kept]).dropped.tolist() == []
    assert len(critic_band(values)) == len(values)


def test_the_band_has_reasons_and_errors() -> None:
    assert critic_band([0.05, 0.75, None, 0.04, 0.76]).reason == ("unscored", "too hard", "too easy")
    assert critic_band([0.3], low=0.3, high=0.3, feasible=lambda _: False).reason == ("infeasible",)
    assert critic_band([0.0, 1.0], low=0.0, high=1.0).kept.tolist() == [0, 1]
    for low, high, words in ((-0.1, 1, "low"), (1.1, 1.2, "low"), (0.5, 0.4, "high"), (0, 1.1, "high")):
        with pytest.raises(ValueError, match=f"{words} must be"):
            critic_band([0.5], low=low, high=high)
    for value in (1.1, -0.1):
        with pytest.raises(ValueError, match="value must lie"):
            critic_band([value])


@given(st.integers(0, 15), seeds)
def test_failed_tasks_seed_new_ones(count: int, seed: int) -> None:
    turns: list[list[int]] = []
    out = seed_tasks(range(count), lambda some: turns.append(list(some)) or [len(turns)], rng=rng(seed))
    assert out == ([1, 2] if count else [])
    for turn in turns:
        assert len(turn) == len(set(turn)) == min(count, 10)
        assert set(turn) <= set(range(count))


def test_examples_are_drawn_anew_each_turn() -> None:
    turns: list[tuple] = []
    seed_tasks(range(50), lambda some: turns.append(tuple(some)) or [], rng=rng(), examples=3, turns=5)
    assert len(set(turns)) == 5
    assert {len(t) for t in turns} == {3}
    for options in ({"examples": 0}, {"turns": 0}):
        with pytest.raises(ValueError, match=f"{list(options)[0]} must be a whole number from 1"):
            seed_tasks([1], lambda some: some, rng=rng(), **options)
    assert seed_tasks([1], lambda some: some, rng=rng(), examples=1, turns=1) == [1]


@pytest.mark.example("learnability")
def test_a_task_solved_now_and_then_is_worth_most() -> None:
    assert learnability([0, 0.25, 1]).tolist() == [0, 0.75, 0]


@pytest.mark.invariant("learnability")
@given(st.lists(probabilities | st.none()))
def test_learnability_is_the_failure_rate_except_where_nothing_is_solved(means: list) -> None:
    before = list(means)
    expected = [None if m is None else 0.0 if m in (0, 1) else 1 - m for m in means]
    assert learnability(means).tolist() == expected
    assert all(x is None or 0 <= x < 1 for x in expected)
    assert means == before


@pytest.mark.invariant("learnability")
@given(st.floats(1e-6, 1), st.floats(1e-6, 1))
def test_learnability_falls_with_success_and_jumps_at_none(a: float, b: float) -> None:
    one, two = learnability([min(a, b), max(a, b)]).values
    assert one >= two
    assert learnability([0.0, 1e-9]).values.tolist() == pytest.approx([0, 1])


@pytest.mark.invariant("learnability")
@given(st.lists(st.tuples(numbers, st.sampled_from(["right", "wrong", "ill_formed"]))))
def test_format_comes_before_reward(items: list) -> None:
    out = role_reward([i[0] for i in items], [i[1] for i in items]).tolist()
    assert out == [{"right": r, "wrong": -0.5, "ill_formed": -1.0}[form] for r, form in items]


@pytest.mark.invariant("learnability")
@given(st.lists(st.tuples(numbers, st.sampled_from("ab"), st.sampled_from("ps")), max_size=10))
def test_the_baseline_is_the_mean_of_task_and_role(items: list) -> None:
    out = role_advantage(*([i[k] for i in items] for k in range(3))).tolist()
    for key in {i[1:] for i in items}:
        at = [i for i, item in enumerate(items) if item[1:] == key]
        mean = sum(items[i][0] for i in at) / len(at)
        assert close([out[i] for i in at], [items[i][0] - mean for i in at])


def test_proposers_and_solvers_have_their_errors() -> None:
    assert role_reward([None, None], ["right", "wrong"]).tolist() == [None, -0.5]
    assert role_advantage([1, None, 3], "aaa", "sss", missing="skip").tolist() == [-1, None, 1]
    for call, words in (
        (lambda: learnability([1.1]), "mean_reward must lie"),
        (lambda: learnability([-0.1]), "mean_reward must lie"),
        (lambda: role_reward([1], ["good"]), "form must hold"),  # type: ignore[list-item]
        (lambda: role_reward([1], []), "reward has 1, form has 0"),
        (lambda: role_advantage([1, None], "aa", "ss"), "reward are unscored"),
        (lambda: role_advantage([1], "a", "ss"), "reward has 1, task has 1, role has 2"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("horizon_curriculum")
def test_five_tasks_at_nine_tenths_succeed_in_59_of_a_hundred() -> None:
    assert chain_success([[0.9] * 5]).one() == pytest.approx(0.59, abs=5e-3)
    assert horizon_curriculum([0.95, 0.59, 0.95, 0.96], threshold=0.9, patience=2).tolist() == [1, 1, 1, 2]


@pytest.mark.invariant("horizon_curriculum")
@given(maybe, probabilities, st.integers(1, 3), st.integers(1, 4))
def test_the_horizon_rises_by_one_after_patience_good_evaluations(
    success: list, threshold: float, patience: int, start: int
) -> None:
    before = list(success)
    out = horizon_curriculum(success, threshold=threshold, patience=patience, start=start).tolist()
    text = "".join("" if s is None else "g" if s >= threshold else "b" for s in success)
    runs = [len(run) // patience for run in text.split("b")]
    assert (out or [start])[-1] == start + sum(runs)
    assert all(0 <= b - a <= 1 for a, b in zip([start, *out], out, strict=False))
    assert success == before


@pytest.mark.invariant("horizon_curriculum")
@given(st.integers(0, 12), st.integers(1, 4))
def test_constant_success_raises_it_every_patience_evaluations(count: int, patience: int) -> None:
    out = horizon_curriculum([1.0] * count, threshold=1.0, patience=patience).tolist()
    assert out == [1 + (i + 1) // patience for i in range(count)]


@pytest.mark.invariant("horizon_curriculum")
@given(rows(probabilities))
def test_a_chain_succeeds_no_oftener_than_any_of_its_tasks(rates: list) -> None:
    for row, chance in zip(rates, chain_success(rates).tolist(), strict=True):
        assert chance is None if not row else close(chance, prod(row))
        assert chance is None or chance <= min(row)


def test_chains_hand_on_their_answers_and_curricula_have_their_errors() -> None:
    assert chained([lambda x: x + 1, lambda x: x * 10], 2) == 30
    assert chained([], 2) == 2
    assert horizon_curriculum([1, None, 1, 0, 1], threshold=1, patience=2).tolist() == [1, 1, 2, 2, 2]
    assert horizon_curriculum([], threshold=1, patience=1).tolist() == []
    for call, words in (
        (lambda: horizon_curriculum([1.1], threshold=1, patience=1), "success must lie"),
        (lambda: horizon_curriculum([-0.1], threshold=1, patience=1), "success must lie"),
        (lambda: horizon_curriculum([1], threshold=1.1, patience=1), "threshold must be"),
        (lambda: horizon_curriculum([1], threshold=-0.1, patience=1), "threshold must be"),
        (lambda: horizon_curriculum([1], threshold=1, patience=0), "patience must be"),
        (lambda: horizon_curriculum([1], threshold=1, patience=1, start=0), "start must be"),
        (lambda: chain_success([[1.1]]), "rates must lie"),
        (lambda: chain_success([[-0.1]]), "rates must lie"),
        (lambda: chain_success([[None]]), "rates are unscored"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("turn_cap")
def test_a_mean_of_18_and_a_maximum_of_30_cap_turns_at_24() -> None:
    assert turn_cap([[6, 30]], period=1).tolist() == [30, 24]


turns = st.lists(st.lists(st.integers(0, 30), max_size=3), max_size=8)


@pytest.mark.invariant("turn_cap")
@given(turns, st.integers(1, 3))
def test_the_cap_is_renewed_each_period_from_the_turns_in_it(played: list, period: int) -> None:
    before = copy.deepcopy(played)
    cap, expected = 40, [40]
    for i in range(len(played)):
        window = [t for row in played[i + 1 - period : i + 1] for t in row]
        if (i + 1) % period == 0 and window:
            cap = max(1, ceil((sum(window) / len(window) + max(window)) / 2 - 1e-9))
        expected.append(cap)
    assert turn_cap(played, start=40, period=period).tolist() == expected
    assert played == before


@pytest.mark.invariant("turn_cap")
@given(st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=4), min_size=1, max_size=8))
def test_the_cap_never_rises_while_episodes_obey_it(shares: list) -> None:
    played: list[list[int]] = []
    for row in shares:
        played.append([int(share * turn_cap(played, period=1)[-1]) for share in row])
    caps = turn_cap(played, period=1).tolist()
    assert caps == sorted(caps, reverse=True)
    assert caps[-1] >= 1


@pytest.mark.invariant("turn_cap")
@given(st.integers(1, 30), st.integers(1, 4), st.integers(1, 3))
def test_constant_turns_become_the_cap(count: int, episodes: int, period: int) -> None:
    assert turn_cap([[count] * episodes] * period, period=period).tolist() == [30] * period + [count]


def test_the_cap_waits_a_hundred_iterations_and_has_its_errors() -> None:
    assert turn_cap([[3]] * 100).tolist() == [30] * 100 + [3]
    assert turn_cap([[3]] * 99).tolist() == [30] * 100
    assert turn_cap([[0], [], [2, 3]], period=1).tolist() == [30, 1, 1, 3]
    assert turn_cap([[], [4]], period=1, start=7).tolist() == [7, 7, 4]
    assert turn_cap([]).tolist() == [30]
    assert turn_cap([[2**31 - 1]], period=1).tolist() == [30, 2**31 - 1]
    assert turn_cap([[1]], period=1, start=1).tolist() == [1, 1]
    for call, words in (
        (lambda: turn_cap([[-1]]), "turns must be whole numbers"),
        (lambda: turn_cap([[1.5]]), "turns must be whole numbers"),
        (lambda: turn_cap([[2**31]]), "turns must be whole numbers"),
        (lambda: turn_cap([[None]]), "turns are unscored"),
        (lambda: turn_cap([[1]], period=0), "period must be"),
        (lambda: turn_cap([[1]], start=0), "start must be"),
    ):
        with pytest.raises(ValueError, match=words):
            call()
