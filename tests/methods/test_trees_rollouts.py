"""Values and labels by letting a policy play on."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.trees.rollouts import (
    Continuation,
    binary_search_first_error,
    continuation_labels,
    first_below,
    mc_estimate,
    sorm_labels,
)
from tests.methods.strategies import numbers

shares = st.lists(st.integers(0, 4), min_size=1, max_size=6)


class Scripted:
    """Rollouts that win `wins[prefix]` times in every `k`, the wins first; counts how often it was asked."""

    def __init__(self, wins: dict, k: int) -> None:
        self.wins, self.k, self.asked = wins, k, {}

    def __call__(self, prefix, rng) -> Continuation:
        number = self.asked.get(prefix, 0)
        self.asked[prefix] = number + 1
        return Continuation(10 * prefix + number, number % self.k < self.wins[prefix])

    @property
    def spent(self) -> int:
        return sum(self.asked.values())


def coin(prefix: float, rng: np.random.Generator) -> Continuation:
    return Continuation(1, bool(rng.random() < prefix))


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


@pytest.mark.example("mc_estimate")
def test_three_of_four_rollouts_end_right() -> None:
    found = mc_estimate([0], rollout=Scripted({0: 3}, 4), k=4, rng=rng())
    assert (found.soft.tolist(), found.hard.tolist(), found.rollouts) == ([0.75], [1.0], 4)


@pytest.mark.invariant("mc_estimate")
@given(shares)
def test_soft_values_are_shares_and_hard_ones_ask_for_one_win(wins: list[int]) -> None:
    script = Scripted(dict(enumerate(wins)), 4)
    found = mc_estimate(range(len(wins)), rollout=script, k=4, rng=rng())
    assert found.soft.tolist() == [w / 4 for w in wins]
    assert found.hard.tolist() == [float(w > 0) for w in wins]
    assert found.rollouts == script.spent == 4 * len(wins)


@pytest.mark.invariant("mc_estimate")
@given(st.lists(st.floats(0, 1), max_size=4), st.integers(0, 4), st.integers(0, 99))
def test_the_same_chance_gives_the_same_values(prefixes: list[float], k: int, seed: int) -> None:
    one, other = (mc_estimate(prefixes, rollout=coin, k=k, rng=np.random.default_rng(seed)) for _ in range(2))
    assert one.soft.tolist() == other.soft.tolist()


@pytest.mark.invariant("mc_estimate")
@given(st.lists(st.floats(0, 1), max_size=4), st.integers(0, 99))
def test_one_rollout_has_equal_soft_and_hard_values_and_none_has_no_value(prefixes: list[float], seed: int) -> None:
    once = mc_estimate(prefixes, rollout=coin, k=1, rng=np.random.default_rng(seed))
    assert once.soft.tolist() == once.hard.tolist()
    never = mc_estimate(prefixes, rollout=coin, k=0, rng=np.random.default_rng(seed))
    assert never.soft.tolist() == never.hard.tolist() == [None] * len(prefixes)
    assert never.rollouts == 0
    with pytest.raises(ValueError, match="k must be at least 0, not -1"):
        mc_estimate(prefixes, rollout=coin, k=-1, rng=rng())


@pytest.mark.example("binary_search_first_error")
def test_three_probes_find_the_seventh_of_eight_steps() -> None:
    script = Scripted({4: 2, 6: 4, 7: 0}, 8)
    found = binary_search_first_error(8, prefix=lambda t: t, rollout=script, rng=rng(), root=0.5)
    assert found.index == 7
    assert [(p.length, p.value) for p in found.probes] == [(4, 0.25), (6, 0.5), (7, 0.0)]
    assert [p.length for p in found.pool] == [4, 6]
    assert found.pool[0].wrong == tuple(range(42, 48))
    assert found.rollouts == 24


@pytest.mark.invariant("binary_search_first_error")
@given(st.integers(1, 40), st.data())
def test_bisection_finds_what_going_through_all_steps_finds(length: int, data: st.DataObject) -> None:
    error = data.draw(st.integers(1, length))
    script = Scripted({t: 2 if t < error else 0 for t in range(length + 1)}, 4)
    found = binary_search_first_error(length, prefix=lambda t: t, rollout=script, rng=rng(), k=4)
    assert found.index == error
    assert found.probes[0].length == 0


@pytest.mark.invariant("binary_search_first_error")
@given(st.integers(1, 200), st.integers(1, 4), st.data())
def test_there_are_at_most_as_many_probes_as_halvings_and_one_for_the_start(
    length: int, k: int, data: st.DataObject
) -> None:
    wins = {t: data.draw(st.integers(0, k)) for t in range(length + 1)}
    script = Scripted(wins, k)
    found = binary_search_first_error(length, prefix=lambda t: t, rollout=script, rng=rng(), k=k)
    assert len(found.probes) <= math.ceil(math.log2(length)) + 1
    assert found.rollouts == script.spent == k * len(found.probes)


@pytest.mark.invariant("binary_search_first_error")
@given(st.integers(2, 40), st.data())
def test_hope_that_comes_and_goes_still_ends_between_hope_and_none(length: int, data: st.DataObject) -> None:
    wins = {t: data.draw(st.integers(0, 2)) for t in range(length)} | {0: 1, length: 0}
    found = binary_search_first_error(length, prefix=lambda t: t, rollout=Scripted(wins, 2), rng=rng(), k=2)
    assert found.index is not None
    assert wins[found.index - 1] > 0
    assert wins[found.index] == 0 or found.index == length


def test_a_start_without_doubt_has_nothing_to_find() -> None:
    for root in (0.0, 1.0):
        found = binary_search_first_error(4, prefix=lambda t: t, rollout=coin, rng=rng(), root=root)
        assert (found.index, found.probes, found.rollouts) == (None, (), 0)
    sure = binary_search_first_error(4, prefix=lambda t: 1.0, rollout=coin, rng=rng())
    assert (sure.index, len(sure.probes), sure.rollouts) == (None, 1, 8)
    one = binary_search_first_error(1, prefix=lambda t: t, rollout=coin, rng=rng(), root=0.5)
    assert (one.index, one.probes) == (1, ())
    for name, options in (("length", {"length": 0}), ("k", {"length": 2, "k": 0})):
        with pytest.raises(ValueError, match=f"{name} must be at least 1"):
            binary_search_first_error(prefix=lambda t: t, rollout=coin, rng=rng(), root=0.5, **options)
    with pytest.raises(ValueError, match="root must be"):
        binary_search_first_error(2, prefix=lambda t: t, rollout=coin, rng=rng(), root=1.5)


@pytest.mark.example("continuation_labels")
def test_steps_of_a_failure_are_good_while_some_continuation_wins() -> None:
    script = Scripted({0: 2, 1: 1, 2: 0, 3: 0}, 5)
    found = continuation_labels([[0, 1, 2, 3]], [0], rollout=script, rng=rng())
    assert found.labels.tolist() == [[1, 1, 0, 0]]
    assert found.rollouts == 1 + 1 + 5 + 5


@st.composite
def trajectories(draw: st.DrawFn) -> tuple[list, list, dict]:
    lengths = draw(st.lists(st.integers(0, 4), min_size=1, max_size=4))
    outcome = draw(st.lists(st.sampled_from([0, 1, None]), min_size=len(lengths), max_size=len(lengths)))
    prefixes, wins, number = [], {}, 0
    for length in lengths:
        prefixes.append(list(range(number, number + length)))
        for p in prefixes[-1]:
            wins[p] = draw(st.integers(0, 3))
        number += length
    return prefixes, outcome, wins


LABELLERS = {"continuation_labels": continuation_labels, "sorm_labels": sorm_labels}


@pytest.mark.invariant("continuation_labels")
@pytest.mark.invariant("sorm_labels")
@pytest.mark.parametrize("name", LABELLERS)
@given(trajectories())
def test_a_success_has_good_steps_only_and_a_failure_those_with_a_win(name: str, data: tuple) -> None:
    prefixes, outcome, wins = data
    found = LABELLERS[name](prefixes, outcome, rollout=Scripted(wins, 3), rng=rng(), k=3)
    expected = [
        [None if won is None else 1.0 if won else float(wins[p] > 0) for p in row]
        for row, won in zip(prefixes, outcome, strict=True)
    ]
    assert found.labels.tolist() == expected


@pytest.mark.invariant("continuation_labels")
@pytest.mark.invariant("sorm_labels")
@pytest.mark.parametrize("name", LABELLERS)
@given(trajectories(), st.integers(0, 4))
def test_only_failures_are_played_on_and_only_until_a_win(name: str, data: tuple, k: int) -> None:
    prefixes, outcome, wins = data
    script = Scripted(wins, 3)
    found = LABELLERS[name](prefixes, outcome, rollout=script, rng=rng(), k=k)
    failed = [p for row, won in zip(prefixes, outcome, strict=True) if won == 0 for p in row]
    assert set(script.asked) <= set(failed)
    assert found.rollouts == script.spent == sum(min(1, k) if wins[p] else k for p in failed)


@pytest.mark.invariant("continuation_labels")
@pytest.mark.invariant("sorm_labels")
@pytest.mark.parametrize("name", LABELLERS)
@given(trajectories(), st.integers(1, 3), st.integers(0, 3))
def test_more_continuations_never_make_a_good_step_bad(name: str, data: tuple, k: int, more: int) -> None:
    prefixes, outcome, wins = data

    class Late(Scripted):
        """The win comes last."""

        def __call__(self, prefix, rng) -> Continuation:
            number = self.asked.get(prefix, 0)
            self.asked[prefix] = number + 1
            return Continuation(1, self.wins[prefix] > 0 and number >= self.wins[prefix])

    few = LABELLERS[name](prefixes, outcome, rollout=Late(wins, 9), rng=rng(), k=k).labels.values
    many = LABELLERS[name](prefixes, outcome, rollout=Late(wins, 9), rng=rng(), k=k + more).labels.values
    assert (many >= few).all()


@pytest.mark.example("sorm_labels")
def test_prefixes_with_hope_are_good_and_the_first_without_is_the_error() -> None:
    script = Scripted({0: 2, 1: 1, 2: 0, 3: 0}, 2)
    found = sorm_labels([[0, 1, 2, 3]], [0], rollout=script, rng=rng(), k=2)
    assert found.labels.tolist() == [[1, 1, 0, 0]]
    assert first_below(found.labels.flat) == 2


@pytest.mark.invariant("sorm_labels")
@given(trajectories())
def test_a_running_minimum_never_rises(data: tuple) -> None:
    prefixes, outcome, wins = data
    plain = sorm_labels(prefixes, outcome, rollout=Scripted(wins, 3), rng=rng(), k=3)
    lowest = sorm_labels(prefixes, outcome, rollout=Scripted(wins, 3), rng=rng(), k=3, running_minimum=True)
    for row, low in zip(plain.labels.tolist(), lowest.labels.tolist(), strict=True):
        assert low == [None if x is None else min(row[: t + 1]) for t, x in enumerate(row)]
    assert lowest.rollouts == plain.rollouts


def test_a_right_rollout_that_ignores_the_prefix_proves_nothing() -> None:
    script = Scripted({5: 2}, 4)
    found = sorm_labels([[5]], [0], rollout=script, rng=rng(), k=4, consistent=lambda p, c: c.steps != 50)
    assert found.labels.tolist() == [[1]]
    assert found.rollouts == 2
    none = sorm_labels([[5]], [0], rollout=Scripted({5: 2}, 4), rng=rng(), k=4, consistent=lambda p, c: False)
    assert none.labels.tolist() == [[0]]


def test_defaults_and_what_does_not_fit() -> None:
    assert continuation_labels([[0]], [0], rollout=Scripted({0: 0}, 9), rng=rng()).rollouts == 5
    assert sorm_labels([[0]], [0], rollout=Scripted({0: 0}, 9), rng=rng()).rollouts == 8
    assert continuation_labels([[0]], [0], rollout=coin, rng=rng(), k=0).labels.tolist() == [[None]]
    assert continuation_labels([], [], rollout=coin, rng=rng()).labels.tolist() == []
    with pytest.raises(ValueError, match="outcome must hold 0 and 1 only"):
        sorm_labels([[0]], [0.5], rollout=coin, rng=rng())
    with pytest.raises(ValueError, match="lengths must agree"):
        sorm_labels([[0]], [0, 1], rollout=coin, rng=rng())
    with pytest.raises(ValueError, match="k must be at least 0"):
        continuation_labels([[0]], [0], rollout=coin, rng=rng(), k=-1)


@given(st.lists(st.one_of(st.none(), numbers), max_size=6), numbers)
def test_the_first_error_is_the_first_score_below_the_threshold(scores: list, threshold: float) -> None:
    below = [i for i, s in enumerate(scores) if s is not None and s < threshold]
    assert first_below(scores, threshold) == (below[0] if below else None)
    assert first_below([0.5, 0.49]) == 1
    with pytest.raises(ValueError, match="threshold must be"):
        first_below([1], math.inf)
