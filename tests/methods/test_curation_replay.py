"""What is worth training on again, and which predicted screens are worth believing."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.replay import mean_probability, replay_filter, transition_filter, transition_probabilities
from tests.methods.strategies import close, flat, numbers, rows

chances = st.sampled_from([0.0, 0.3, 0.5, 0.7, 0.95, 0.99, 1.0, None])
seeds = st.integers(0, 99)
prompts = st.sampled_from(["a", "b"])


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@st.composite
def episodes(draw: st.DrawFn) -> tuple[list, list, list]:
    given_rows = draw(rows(chances))
    size = {"min_size": len(given_rows), "max_size": len(given_rows)}
    return given_rows, draw(st.lists(st.sampled_from([1, 1, 0, None]), **size)), draw(st.lists(prompts, **size))


@pytest.mark.example("replay_filter")
def test_a_probability_of_a_half_is_kept_by_the_inclusive_form_alone() -> None:
    assert replay_filter([[0.95, 0.5]], [1]).kept.tolist() == [0, 1]
    assert replay_filter([[0.95, 0.5]], [1], form="code").kept.tolist() == [0]


@pytest.mark.invariant("replay_filter")
@given(episodes(), st.sampled_from(["paper", "code"]))
def test_steps_in_the_band_of_each_task_s_first_success_stay(data: tuple, form: str) -> None:
    given_rows, success, task = data
    chosen = replay_filter(given_rows, success, task=task, form=form)  # type: ignore[arg-type]
    wanted, at, done = [], 0, set()
    for row, won, key in zip(given_rows, success, task, strict=True):
        use = won == 1 and key not in done
        done |= {key} if won == 1 else set()
        for p in row:
            if use and p is not None and p <= 0.95 and (p >= 0.5 if form == "paper" else p > 0.5):
                wanted.append(at)
            at += 1
    assert chosen.kept.tolist() == wanted
    assert len(chosen) == at


@pytest.mark.invariant("replay_filter")
@given(episodes(), seeds, st.integers(0, 4))
def test_what_is_kept_is_kept_again_and_never_more_than_there_is_room_for(data: tuple, seed: int, new: int) -> None:
    given_rows, success, task = data
    before = copy.deepcopy(data)
    free = replay_filter(given_rows, success, task=task).kept.tolist()
    once = replay_filter(given_rows, success, task=task, current=new, rng=rng(seed)).kept.tolist()
    assert len(once) == min(len(free), 2 * new)
    assert set(once) <= set(free)
    values = [flat(given_rows)[i] for i in once]
    assert replay_filter([values], [1], current=new, rng=rng(seed + 1)).dropped.tolist() == []
    assert data == before


@pytest.mark.invariant("replay_filter")
@given(episodes())
def test_failures_never_enter(data: tuple) -> None:
    given_rows, success, _ = data
    row = [i for i, r in enumerate(given_rows) for _ in r]
    chosen = replay_filter(given_rows, success)
    assert all(success[row[i]] == 1 for i in chosen.kept)
    lost = [reason for i, reason in zip(chosen.dropped, chosen.reason, strict=True) if success[row[i]] == 0]
    assert set(lost) <= {"failed", "unscored"}


@pytest.mark.invariant("replay_filter")
@given(rows(st.floats(-20, 0)))
def test_a_perplexity_is_at_least_one(logprobs: list) -> None:
    out = mean_probability(logprobs).tolist()
    for row, p in zip(logprobs, out, strict=True):
        assert (p is None) == (not row)
        assert p is None or (1 / p >= 1 and close(p, np.prod(np.exp(row)) ** (1 / len(row))))


def test_replay_has_its_reasons_bounds_and_errors() -> None:
    chosen = replay_filter([[0.6, None, 0.4, 0.96], [0.6], [0.6], [0.6]], [1, 0, None, 1], task=[1, 1, 1, 1])
    assert chosen.reason == ("unscored", "perplexity", "perplexity", "failed", "unscored", "task has a success")
    assert replay_filter([[0.6], [0.6]], [1, 1]).kept.tolist() == [0, 1]
    assert replay_filter([[0.2, 0.3, 0.4]], [1], low=0.2, high=0.3).kept.tolist() == [0, 1]
    room = replay_filter([[0.6] * 5], [1], current=2, rng=rng())
    assert room.reason == ("no room",)
    assert len(replay_filter([[0.6] * 5], [1], current=2, ratio=0.5, rng=rng()).kept) == 1
    drawn = {i for s in range(40) for i in replay_filter([[0.6] * 5], [1], current=1, rng=rng(s)).kept.tolist()}
    assert drawn == {0, 1, 2, 3, 4}
    assert replay_filter([], []).kept.tolist() == []
    assert replay_filter([[0.6]], [1], low=0.0, high=1.0).kept.tolist() == [0]
    for call, words in (
        (lambda: replay_filter([[1.5]], [1]), "probability must lie"),
        (lambda: replay_filter([[0.5]], [2]), "success must hold"),
        (lambda: replay_filter([[0.5]], [1, 1]), "probability has 1, success has 2"),
        (lambda: replay_filter([[0.5]], [1], low=-0.1), "low must be"),
        (lambda: replay_filter([[0.5]], [1], low=1.1, high=1.2), "low must be"),
        (lambda: replay_filter([[0.5]], [1], high=0.4), "high must be"),
        (lambda: replay_filter([[0.5]], [1], high=1.1), "high must be"),
        (lambda: replay_filter([[0.5]], [1], form="none"), "form must be"),  # type: ignore[arg-type]
        (lambda: replay_filter([[0.5]], [1], current=1), "needs rng"),
        (lambda: replay_filter([[0.5]], [1], current=-1, rng=rng()), "current must be"),
        (lambda: replay_filter([[0.5]], [1], current=1, ratio=-1, rng=rng()), "ratio must be"),
        (lambda: replay_filter([[0.5]], [1], task=[1, 2]), "2 keys for 1 items"),
        (lambda: mean_probability([[0.1]]), "logprobs must not be above 0"),
        (lambda: mean_probability([[None]]), "logprobs are unscored"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


@pytest.mark.example("transition_filter")
def test_equal_rewards_are_equally_likely() -> None:
    assert transition_probabilities([1, 1], temperature=1).tolist() == [0.5, 0.5]
    drawn = [transition_filter([[1], [1]], r_min=None, temperature=1, rng=rng(s)).kept.tolist()[0] for s in range(400)]
    assert 150 < sum(drawn) < 250


rewarded = st.lists(st.tuples(numbers, prompts), min_size=1, max_size=8)


@pytest.mark.invariant("transition_filter")
@given(rewarded, st.floats(0.1, 100))
def test_probabilities_of_a_group_sum_to_one_and_follow_the_reward(items: list, heat: float) -> None:
    reward, group = [i[0] for i in items], [i[1] for i in items]
    out = transition_probabilities(reward, temperature=heat, group=group).tolist()
    for key in set(group):
        at = [i for i, k in enumerate(group) if k == key]
        raised = [np.exp((reward[i] - max(reward[j] for j in at)) / heat) for i in at]
        assert close([out[i] for i in at], np.array(raised) / sum(raised))
        assert close(sum(out[i] for i in at), 1)


@pytest.mark.invariant("transition_filter")
@given(rewarded, st.floats(-50, 50).map(lambda x: round(x, 6)), seeds)
def test_a_shift_of_all_rewards_changes_nothing(items: list, shift: float, seed: int) -> None:
    reward, group = [i[0] for i in items], [i[1] for i in items]
    moved = [r + shift for r in reward]
    one, two = (transition_probabilities(r, temperature=5, group=group) for r in (reward, moved))
    assert close(one.values, two.values, 1e-6)
    assert len(transition_filter([[r] for r in moved], r_min=None, temperature=1, group=group, rng=rng(seed)).kept) == (
        len(set(group))
    )


@pytest.mark.invariant("transition_filter")
@given(st.lists(st.tuples(st.integers(-9, 9), prompts), min_size=1, max_size=8, unique_by=lambda i: i[0]), seeds)
def test_a_cold_softmax_is_argmax(items: list, seed: int) -> None:
    reward, group = [[i[0]] for i in items], [i[1] for i in items]
    best = transition_filter(reward, r_min=None, mode="argmax", group=group)
    cold = transition_filter(reward, r_min=None, temperature=1e-3, group=group, rng=rng(seed))
    assert cold.kept.tolist() == best.kept.tolist()
    assert {items[i] for i in best.kept} == {max(i for i in items if i[1] == key) for key in set(group)}
    assert transition_probabilities([i[0] for i in items], temperature=1e-300, group=group).tolist() == [
        float(i in best.kept) for i in range(len(items))
    ]


@pytest.mark.invariant("transition_filter")
@given(rows(numbers, min_steps=1), st.floats(-100, 100))
def test_the_ensemble_s_mean_must_reach_the_least_reward(members: list, r_min: float) -> None:
    before = copy.deepcopy(members)
    mean = [sum(row) / len(row) for row in members]
    chosen = transition_filter(members, r_min=r_min, mode="argmax", group=range(len(members)))
    for i, value in enumerate(mean):
        assert close(value, r_min) or (i in chosen.kept) == (value >= r_min)
    assert set(chosen.reason) <= {"below r_min"}
    assert members == before


def test_transitions_have_their_ties_reasons_and_errors() -> None:
    tie = transition_filter([[1], [2], [2]], r_min=2, mode="argmax")
    assert tie.kept.tolist() == [1]
    assert tie.reason == ("not chosen", "not chosen")
    gaps = transition_filter([[None], [1, None], [3]], r_min=None, mode="argmax", missing="skip", group=[1, 2, 2])
    assert gaps.kept.tolist() == [2]
    assert gaps.reason == ("unscored", "not chosen")
    assert transition_filter([[None], [-3]], r_min=None, mode="argmax", missing="skip").kept.tolist() == [1]
    assert transition_filter([[1], [3, None]], r_min=None, mode="argmax", missing=-4).kept.tolist() == [0]
    assert transition_probabilities([None, 0, 0], temperature=1).tolist() == [None, 0.5, 0.5]
    assert transition_probabilities([None, 2], temperature=1, group=[1, 2]).tolist() == [None, 1.0]
    assert transition_probabilities([], temperature=1).tolist() == []
    assert transition_filter([], r_min=None, mode="argmax").kept.tolist() == []
    assert transition_probabilities([1e99, 0], temperature=1e-300).tolist() == [1.0, 0.0]
    assert transition_probabilities([0, 2], temperature=2).tolist() == pytest.approx([0.26894, 0.73106], abs=1e-5)
    drawn = [transition_filter([[0], [2]], r_min=None, temperature=2, rng=rng(s)).kept[0] for s in range(400)]
    assert 260 < sum(drawn) < 325
    for call, words in (
        (lambda: transition_filter([[1]], r_min=None), "needs temperature and rng"),
        (lambda: transition_filter([[1]], r_min=None, temperature=1), "needs temperature and rng"),
        (lambda: transition_filter([[1]], r_min=None, rng=rng()), "needs temperature and rng"),
        (lambda: transition_filter([[1]], r_min=None, temperature=0, rng=rng()), "temperature must be positive"),
        (lambda: transition_filter([[1]], r_min=None, mode="none"), "mode must be"),  # type: ignore[arg-type]
        (lambda: transition_filter([[None]], r_min=None, mode="argmax"), "discriminators are unscored"),
        (lambda: transition_filter([[1]], r_min=float("nan"), mode="argmax"), "r_min must be"),
        (lambda: transition_filter([[1]], r_min=None, mode="argmax", group=[1, 2]), "2 keys for 1 items"),
        (lambda: transition_probabilities([float("inf")], temperature=1), "reward holds NaN"),
    ):
        with pytest.raises(ValueError, match=words):
            call()
