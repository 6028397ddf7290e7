"""PROF: rollouts whose steps and outcome disagree go, right and wrong brought towards balance."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.groups import prof_consistency, prof_filter
from tests.methods.strategies import probabilities

prompts = st.sampled_from(["a", "b", "c"])


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def members(group: list) -> list[list[int]]:
    return [[i for i, key in enumerate(group) if key == wanted] for wanted in sorted(set(group))]


rollouts = st.lists(
    st.tuples(st.lists(probabilities, min_size=2, max_size=4), st.sampled_from([0.0, 1.0]), prompts), max_size=12
)


def released(process: list, correct: list, group: list, m: int) -> set[int]:
    """PROF's removal group by group, as a person would do it."""
    gone = set()
    for at in members(group):
        score = {i: sum((2 * p - 1) * (2 * correct[i] - 1) for p in process[i]) / len(process[i]) for i in at}
        score = {i: round(x, 9) for i, x in score.items()}
        right, wrong = ([i for i in at if correct[i] == r] for r in (1, 0))
        n = min(m, round((len(right) - len(wrong) + m) / 2))
        first = sorted(right, key=lambda i: (score[i], i))[: max(n, 0)]
        gone |= set(first) | set(sorted(wrong, key=lambda i: (score[i], i))[: m - len(first)])
    return gone


@pytest.mark.example("prof_filter")
def test_of_five_right_and_three_wrong_three_right_and_one_wrong_go() -> None:
    process = [[p, p] for p in (0.9, 0.2, 0.5, 0.8, 0.1, 0.7, 0.3, 0.4)]
    chosen = prof_filter(process, [1, 1, 1, 1, 1, 0, 0, 0])
    assert chosen.kept.tolist() == [0, 3, 6, 7]
    assert chosen.dropped.tolist() == [1, 2, 4, 5]
    assert chosen.reason == ("right", "right", "right", "wrong")


@pytest.mark.invariant("prof_filter")
@given(rollouts, st.integers(0, 6))
def test_exactly_m_of_each_group_go_and_the_balance_gets_no_worse(items: list, m: int) -> None:
    process, correct, group = ([item[k] for item in items] for k in range(3))
    kept = set(prof_filter(process, correct, group=group, remove=m).kept.tolist())
    for at in members(group):
        off = sum(2 * correct[i] - 1 for i in at)
        assert len(kept & set(at)) == len(at) - min(m, len(at))
        assert abs(sum(2 * correct[i] - 1 for i in kept & set(at))) <= max(abs(off), 1)


@pytest.mark.invariant("prof_filter")
@given(rollouts, st.integers(0, 6))
def test_what_goes_is_what_the_release_removes(items: list, m: int) -> None:
    items = [([round(p, 1) for p in row][:2], r, g) for row, r, g in items]
    process, correct, group = ([item[k] for item in items] for k in range(3))
    scores = prof_consistency(process, correct).values
    distinct = all(len({round(scores[i], 9) for i in at}) == len(at) for at in members(group))
    if distinct:  # ties within rounding may go either way
        assert set(prof_filter(process, correct, group=group, remove=m).dropped.tolist()) == released(
            process, correct, group, m
        )


@pytest.mark.invariant("prof_filter")
@given(rollouts, st.integers(0, 6))
def test_right_ones_with_high_and_wrong_ones_with_low_steps_stay(items: list, m: int) -> None:
    process, correct, group = ([item[k] for item in items] for k in range(3))
    chosen = prof_filter(process, correct, group=group, remove=m)
    mean = [sum(row) / len(row) for row in process]
    for i in chosen.kept:
        for j in chosen.dropped:
            if group[i] == group[j] and correct[i] == correct[j]:
                assert (mean[i] - mean[j]) * (2 * correct[i] - 1) >= -1e-9


@pytest.mark.invariant("prof_filter")
@given(rollouts, st.integers(0, 99))
def test_removing_none_keeps_all_and_the_input_stays(items: list, seed: int) -> None:
    process, correct, group = ([item[k] for item in items] for k in range(3))
    before = copy.deepcopy((process, correct, group))
    assert prof_filter(process, correct, group=group, remove=0).kept.tolist() == list(range(len(items)))
    once = prof_filter(process, correct, group=group, mode="correct", rng=rng(seed))
    assert once.kept.tolist() == prof_filter(process, correct, group=group, mode="correct", rng=rng(seed)).kept.tolist()
    assert (process, correct, group) == before


def test_halves_are_rounded_to_the_even_number() -> None:
    def left(right: int, wrong: int) -> tuple[int, int]:
        kept = prof_filter([[0.5, 0.5]] * (right + wrong), [1] * right + [0] * wrong).kept
        return int((kept < right).sum()), int((kept >= right).sum())

    assert left(4, 3) == (2, 1)  # 2.5 -> 2
    assert left(3, 4) == (1, 2)  # 1.5 -> 2
    assert left(0, 5) == (0, 1)
    assert left(1, 7) == (1, 3)
    assert left(7, 1) == (3, 1)
    assert left(2, 1) == (0, 0)


def test_ties_go_from_the_front_and_wrong_ones_at_random_on_request() -> None:
    chosen = prof_filter([[0.5, 0.5]] * 8, [1, 1, 1, 1, 0, 0, 0, 0])
    assert chosen.dropped.tolist() == [0, 1, 4, 5]
    process = [[p, p] for p in (0.1, 0.2, 0.3, 0.4, 0.1, 0.2, 0.3, 0.4)]
    drawn = [prof_filter(process, [1] * 4 + [0] * 4, mode="correct", rng=rng(s)).dropped.tolist() for s in range(40)]
    assert {tuple(d[:2]) for d in drawn} == {(0, 1)}
    assert {i for d in drawn for i in d[2:]} == {4, 5, 6, 7}
    assert all(len(d) == 4 for d in drawn)


def test_rollouts_without_a_verdict_are_dropped_and_do_not_count() -> None:
    chosen = prof_filter([[0.5, 0.5]] * 5, [1, None, 1, 0, 0], remove=2)
    assert chosen.dropped.tolist() == [0, 1, 3]
    assert chosen.reason == ("right", "unscored", "wrong")
    assert prof_filter([], []).kept.tolist() == []
    unscored = prof_filter([[None, None], [0.5, 0.5]], [1, 1], remove=0, missing="skip")
    assert unscored.dropped.tolist() == [0]
    with pytest.raises(ValueError, match="1 of 2 process are unscored"):
        prof_filter([[None, 0.5]], [1])


def test_consistency_is_agreement_less_a_penalty_for_odd_lengths() -> None:
    assert prof_consistency([[0.9, 0.7], [0.9, 0.7]], [1, 0]).tolist() == pytest.approx([0.6, -0.6])
    odd = prof_consistency([[0.9], [0.9], [0.9] * 31, [0.9] * 30], [1, 0, 0, 0]).tolist()
    assert odd == pytest.approx([-9.2, -10.8, -10.8, -0.8])
    assert prof_consistency([[0.9] * 3, [0.9]], [1, 1], penalty=1, long=2).tolist() == pytest.approx([-0.2, -0.2])
    assert prof_consistency([[0.9, 0.9], [0.5]], [None, 1]).tolist()[0] is None
    assert prof_consistency([[0.9, None]], [1], missing="skip").tolist() == pytest.approx([0.8])
    assert prof_consistency([[0.9, None]], [1], missing=0.5).tolist() == pytest.approx([0.4])


def test_the_filter_penalises_odd_lengths_as_the_release_does() -> None:
    assert prof_filter([[0.9], [0.1, 0.1]], [1, 1], remove=1).dropped.tolist() == [0]
    assert prof_filter([[0.9] * 31, [0.1] * 30], [1, 1], remove=1).dropped.tolist() == [0]
    assert prof_filter([[0.9], [0.1, 0.1]], [1, 1], remove=1, penalty=0.5).dropped.tolist() == [1]
    assert prof_consistency([[0.9]], [1], penalty=0).tolist() == pytest.approx([0.8])
    assert prof_consistency([[0.9]], [1], form="described", penalty=0, long=1).tolist() == pytest.approx([0.9])
    with pytest.raises(ValueError, match="1 of 2 process are unscored"):
        prof_consistency([[None, 0.5]], [1])


def test_the_described_consistency_penalises_before_the_sign() -> None:
    rows = [[0.9, 0.7], [0.9, 0.7], [0.9, 0.9, 0.9], [0.9], [0.9]]
    out = prof_consistency(rows, [1, 0, 0, 1, 0], form="described", penalty=0.5, long=3).tolist()
    assert out == pytest.approx([0.8, -0.8, -0.4, 0.4, -0.4])
    for some in ({"penalty": 1.0}, {"long": 3}):
        with pytest.raises(ValueError, match="needs penalty and long"):
            prof_consistency(rows, [1, 0, 0, 1, 0], form="described", **some)
    chosen = prof_filter([[0.9, 0.9, 0.9], [0.6, 0.6]], [1, 1], remove=1, form="described", penalty=0.5, long=3)
    assert chosen.dropped.tolist() == [0]
    assert prof_filter([[0.9, 0.9, 0.9], [0.6, 0.6]], [1, 1], remove=1, penalty=10, long=2).dropped.tolist() == [0]


def test_prof_refuses_what_it_cannot_score() -> None:
    for process, correct, options, words in (
        ([[]], [1], {}, "rollout without steps"),
        ([[1.1]], [1], {}, "process must lie from 0 to 1"),
        ([[0.5]], [0.5], {}, "correct must hold 0 and 1"),
        ([[0.5]], [1, 1], {}, "process has 1, correct has 2"),
        ([[0.5]], [1], {"remove": -1}, "remove must be a whole number from 0"),
        ([[0.5]], [1], {"mode": "none"}, "mode must be"),
        ([[0.5]], [1], {"mode": "correct"}, "needs rng"),
        ([[0.5]], [1], {"form": "none"}, "form must be"),
        ([[0.5]], [1], {"penalty": -1}, "penalty must be"),
        ([[0.5]], [1], {"long": 0}, "long must be"),
        ([[0.5]], [1], {"form": "described", "penalty": -1, "long": 3}, "penalty must be"),
        ([[0.5]], [1], {"form": "described", "penalty": 1, "long": 0}, "long must be"),
        ([[0.5]], [1], {"group": ["a", "b"]}, "2 keys for 1 items"),
    ):
        with pytest.raises(ValueError, match=words):
            prof_filter(process, correct, **options)
