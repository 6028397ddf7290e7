"""Rewards for what was not seen before."""

import copy
import inspect
import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.steps.novelty import (
    CachedLabels,
    all_steps_good,
    classified,
    count_bonus,
    count_decay,
    hindsight_curiosity,
    novel_and_useful,
    ranked,
    seen_before,
)
from tests.methods.strategies import binary, close, flat, numbers, probabilities, rows

found = st.lists(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=5), min_size=1, max_size=3)
step = st.tuples(st.sampled_from("xy"), st.sampled_from("ab"), st.integers(0, 2))
transitions = st.lists(st.lists(step, max_size=6), min_size=1, max_size=3)


@st.composite
def keyed(draw: st.DrawFn) -> tuple[list, list, list]:
    """Extrinsic and judged rewards and keys."""
    keys = draw(rows(st.sampled_from("abc")))
    return *([draw(st.lists(numbers, min_size=len(row), max_size=len(row))) for row in keys] for _ in "ej"), keys


@pytest.mark.example("novel_and_useful")
def test_a_query_that_mostly_returns_what_was_seen_is_not_novel() -> None:
    results = [[[1, 2, 3], [2, 3, 4]]]
    assert seen_before(results).tolist() == [[0.0, 2.0]]
    assert novel_and_useful(results, [[1, 1]], max_seen=1).tolist() == [[1.0, 0.0]]
    assert novel_and_useful(results, [[1, 1]], max_seen=2).tolist() == [[1.0, 1.0]]


@pytest.mark.invariant("novel_and_useful")
@given(found)
def test_seen_ids_are_those_of_all_earlier_steps(results: list) -> None:
    for row, out in zip(results, seen_before(results), strict=True):
        assert out == [len(set(ids) & set(flat(row[:t]))) for t, ids in enumerate(row)]


@pytest.mark.invariant("novel_and_useful")
@given(found, st.data(), st.integers(0, 4))
def test_a_step_must_be_both_and_a_first_query_is_always_novel(results: list, data, most: int) -> None:
    kept = copy.deepcopy(results)
    useful = [data.draw(st.lists(binary, min_size=len(row), max_size=len(row))) for row in results]
    out = novel_and_useful(results, useful, max_seen=most).tolist()
    every = novel_and_useful(results, [[1] * len(row) for row in results], max_seen=most).tolist()
    assert out == [[a * b for a, b in zip(*pair, strict=True)] for pair in zip(every, useful, strict=True)]
    assert all(row[0] == 1 for row in every if row)
    assert results == kept


@pytest.mark.invariant("novel_and_useful")
@given(found, st.integers(0, 4))
def test_allowing_more_repeats_never_takes_novelty_away(results: list, most: int) -> None:
    good = [[1] * len(row) for row in results]
    less, more = (flat(novel_and_useful(results, good, max_seen=k).tolist()) for k in (most, most + 1))
    assert all(a <= b for a, b in zip(less, more, strict=True))
    counts = flat(seen_before(results).tolist())
    assert less == [float(n <= most) for n in counts]


def test_what_no_judge_called_useful_stays_unscored() -> None:
    assert novel_and_useful([[[1], [1]], []], [[None, 1], []], max_seen=0).tolist() == [[None, 0.0], []]
    assert novel_and_useful([], [], max_seen=0).tolist() == []
    with pytest.raises(ValueError, match="row 0: results has 1 steps, useful has 2"):
        novel_and_useful([[[1]]], [[1, 1]], max_seen=0)
    with pytest.raises(ValueError, match="useful must hold 0 and 1 only"):
        novel_and_useful([[[1]]], [[0.5]], max_seen=0)
    with pytest.raises(ValueError, match="max_seen must be a finite number from 0"):
        novel_and_useful([[[1]]], [[1]], max_seen=-1)


def test_the_first_stage_keeps_trajectories_without_a_bad_step() -> None:
    assert all_steps_good([[1, 1], [1, 0], []]).tolist() == [1.0, 0.0, None]
    with pytest.raises(ValueError, match="1 of 2 step_scores are unscored"):
        all_steps_good([[1, None]])
    assert all_steps_good([[1, None], [None]], missing="skip").tolist() == [1.0, None]
    assert all_steps_good([[1, None]], missing=0).tolist() == [0.0]
    with pytest.raises(ValueError, match="step_scores must hold 0 and 1 only"):
        all_steps_good([[0.5]])


@pytest.mark.example("count_decay")
def test_a_judged_reward_decays_with_the_cube_of_its_count() -> None:
    out = count_decay([[0, 0, 0]], [[1, 1, 1]], [["k", "k", "k"]], c_ext=10).tolist()[0]
    assert out == pytest.approx([0.4, 0.05, 0.0148], abs=5e-5)
    repeats = count_decay([[0, 0, 0]], [[1, 1, 1]], [["k", "k", "k"]], c_ext=10, c_llm=1).tolist()[0]
    assert repeats == pytest.approx([1, 0.125, 0.037], abs=5e-5)


@pytest.mark.invariant("count_decay")
@given(keyed(), st.integers(0, 3))
def test_the_count_of_a_key_is_its_own_trajectory_s(data: tuple, beta: int) -> None:
    out = count_decay(*data, c_ext=0.1, c_llm=2.0, beta=beta)
    for e, j, names, scored in zip(*data, out, strict=True):
        counts = [names[: t + 1].count(name) for t, name in enumerate(names)]
        expected = [0.1 * a + 2 * b / n**beta for a, b, n in zip(e, j, counts, strict=True)]
        assert close(scored, expected)


@pytest.mark.invariant("count_decay")
@given(st.integers(1, 60), probabilities)
def test_repeating_one_thing_never_pays_more_than_zeta_of_3(times: int, reward: float) -> None:
    out = count_decay([[0] * times], [[reward] * times], [["k"] * times], c_ext=1, c_llm=1).tolist()[0]
    assert reward - 1e-12 <= sum(out) <= 1.2020569032 * reward + 1e-12
    assert out == sorted(out, reverse=True)


@pytest.mark.invariant("count_decay")
@given(keyed())
def test_without_a_judge_s_weight_the_extrinsic_reward_is_left(data: tuple) -> None:
    kept = copy.deepcopy(data)
    assert count_decay(*data, c_ext=1.0, c_llm=0.0).tolist() == data[0]
    assert data == kept


@pytest.mark.invariant("count_decay")
@given(rows(st.sampled_from("abcde"), max_steps=4), st.dictionaries(st.sampled_from("abcde"), binary))
def test_a_cache_answers_alike_and_queues_what_it_does_not_know(keys: list, labels: dict) -> None:
    cache = CachedLabels(labels)
    once = cache.transform(keys).tolist()
    assert once == cache.transform(keys).tolist() == [[labels.get(key, 0.0) for key in row] for row in keys]
    assert list(cache.queue) == [key for key in dict.fromkeys(flat(keys)) if key not in labels]


def test_a_label_learnt_leaves_the_queue_and_counts_from_then_on() -> None:
    given_labels = {"a": 1.0}
    cache = CachedLabels(given_labels, unseen=None)
    assert cache.transform([["a", "b"], ["c"], []]).tolist() == [[1.0, None], [None], []]
    cache.learn("b", 0.5)
    assert list(cache.queue) == ["c"]
    cache.learn("d", 1.0)
    assert cache.transform([["b", "d"]]).tolist() == [[0.5, 1.0]]
    assert given_labels == {"a": 1.0}
    with pytest.raises(ValueError, match="label must be a finite number"):
        cache.learn("c", float("nan"))
    assert CachedLabels().transform([["a"]]).tolist() == [[0.0]]


def test_other_kinds_of_judged_reward_cut_off_below_a_threshold() -> None:
    assert classified([[0.4, 0.5, 0.6, None]], threshold=0.5).tolist() == [[0.0, 0.0, 1.0, None]]
    with pytest.raises(ValueError, match="threshold must be a finite number from 0"):
        classified([[0.5]], threshold=1.5)
    with pytest.raises(ValueError, match="threshold must be a finite number from 0"):
        classified([[0.5]], threshold=-0.5)
    with pytest.raises(ValueError, match="probability must lie from 0 to 1"):
        classified([[1.5]], threshold=0.5)
    assert ranked([[-0.6, -0.5, -0.4, 2.0, None]]).tolist() == [[0.0, -0.5, -0.4, 2.0, None]]
    assert ranked([[-0.6, 0.6]], floor=1.0).tolist() == [[0.0, 0.0]]
    with pytest.raises(ValueError, match="floor must be a finite number"):
        ranked([[0.0]], floor=float("nan"))


def test_rewards_by_count_want_a_key_a_step_and_keep_gaps() -> None:
    keys = [["a", "a", "a"]]
    assert count_decay([[None, 1, 1]], [[1, None, 1]], keys, c_ext=1).tolist()[0][:2] == [None, None]
    third = count_decay([[None, 1, 1]], [[1, None, 1]], keys, c_ext=1).tolist()[0][2]
    assert close(third, 1 + 0.4 / 27)
    assert count_decay([], [], [], c_ext=1).tolist() == []
    parameters = inspect.signature(count_decay).parameters
    assert parameters["c_ext"].default is inspect.Parameter.empty
    assert (parameters["c_llm"].default, parameters["beta"].default) == (0.4, 3.0)
    with pytest.raises(ValueError, match="keys has rows of \\[1\\] keys, the steps are \\[2\\]"):
        count_decay([[1, 1]], [[1, 1]], [["a"]], c_ext=1)
    with pytest.raises(ValueError, match="row 0: extrinsic has 1 steps, judged has 2"):
        count_decay([[1]], [[1, 1]], [["a"]], c_ext=1)
    for name, wrong in (("c_ext", math.inf), ("c_llm", math.nan), ("beta", -1.0)):
        with pytest.raises(ValueError, match=f"{name} must be a finite number"):
            count_decay([[1]], [[1]], [["a"]], **({"c_ext": 1.0} | {name: wrong}))


@pytest.mark.example("count_bonus")
def test_the_bonus_falls_with_the_root_of_visits() -> None:
    out = count_bonus([[0, 0, 0]], [["s", "s", "s"]], weight=1).tolist()[0]
    assert out == pytest.approx([1, 0.7071, 0.5774], abs=5e-5)


@pytest.mark.invariant("count_bonus")
@given(keyed())
def test_without_weight_there_is_no_bonus(data: tuple) -> None:
    extrinsic, shaping, keys = data
    assert count_bonus(extrinsic, keys, weight=0).tolist() == extrinsic
    both = [[a + b for a, b in zip(*pair, strict=True)] for pair in zip(extrinsic, shaping, strict=True)]
    assert count_bonus(extrinsic, keys, weight=0, shaping=shaping).tolist() == both


@pytest.mark.invariant("count_bonus")
@given(keyed(), st.floats(-5, 5))
def test_the_bonus_counts_earlier_visits_of_the_trajectory(data: tuple, weight: float) -> None:
    extrinsic, _, keys = data
    for row, names, out in zip(extrinsic, keys, count_bonus(extrinsic, keys, weight=weight), strict=True):
        expected = [x + weight / math.sqrt(names[: t + 1].count(names[t])) for t, x in enumerate(row)]
        assert close(out, expected)


@pytest.mark.invariant("count_bonus")
@given(rows(st.sampled_from("abc")), st.randoms(use_true_random=False))
def test_other_names_for_the_states_change_nothing(keys: list, random) -> None:
    nothing = [[0.0] * len(row) for row in keys]
    names = dict(zip("abc", random.sample(range(9), 3), strict=True))
    renamed = [[names[key] for key in row] for row in keys]
    assert count_bonus(nothing, keys, weight=1).tolist() == count_bonus(nothing, renamed, weight=1).tolist()


def test_bonus_keeps_gaps_and_wants_a_key_a_step() -> None:
    assert count_bonus([[None, 1]], [["a", "a"]], weight=2, shaping=[[1, None]]).tolist() == [[None, None]]
    assert count_bonus([[None, 0]], [["a", "b"]], weight=2).tolist() == [[None, 2.0]]
    with pytest.raises(ValueError, match="row 0: extrinsic has 1 steps, shaping has 2"):
        count_bonus([[1]], [["a"]], weight=1, shaping=[[1, 1]])
    with pytest.raises(ValueError, match="keys has rows of"):
        count_bonus([[1]], [["a"], []], weight=1)
    with pytest.raises(ValueError, match="weight must be a finite number"):
        count_bonus([[1]], [["a"]], weight=math.nan)


def outcomes(*counts: int) -> list:
    """One trajectory that saw next state i counts[i] times after the same state and action."""
    return [[("s", "a", i) for i, n in enumerate(counts) for _ in range(n)]]


@pytest.mark.example("hindsight_curiosity")
def test_only_surprise_beyond_the_entropy_is_paid() -> None:
    out = hindsight_curiosity(outcomes(9, 1)).tolist()[0]
    assert out[:9] == [0.0] * 9
    assert out[9] == pytest.approx(2.3026 - 0.3251, abs=1e-4)
    assert close(hindsight_curiosity(outcomes(1, 1, 1, 1)).tolist(), [[0.0] * 4])


@pytest.mark.invariant("hindsight_curiosity")
@given(transitions)
def test_curiosity_is_surprise_minus_entropy_where_counted(batch: list) -> None:
    kept = copy.deepcopy(batch)
    every = Counter(flat(batch))
    pairs = Counter(t[:2] for t in flat(batch))
    for row, out in zip(batch, hindsight_curiosity(batch), strict=True):
        for t, x in zip(row, out, strict=True):
            p = [n / pairs[t[:2]] for other, n in every.items() if other[:2] == t[:2]]
            entropy = -sum(q * math.log(q) for q in p)
            assert close(x, max(0.0, -math.log(every[t] / pairs[t[:2]]) - entropy))
    assert batch == kept


@pytest.mark.invariant("hindsight_curiosity")
@given(st.integers(1, 6), st.integers(1, 6))
def test_fair_chance_and_certainty_are_not_interesting(sides: int, times: int) -> None:
    assert close(flat(hindsight_curiosity(outcomes(*[times] * sides)).tolist()), [0.0] * sides * times)


@pytest.mark.invariant("hindsight_curiosity")
@given(transitions, transitions)
def test_a_new_outcome_is_counted_by_add_one_over_all_next_states(batch: list, history: list) -> None:
    seen = Counter(flat(history))
    for row, out in zip(batch, hindsight_curiosity(batch, history=history), strict=True):
        for t, x in zip(row, out, strict=True):
            assert x >= 0
            if t not in seen:
                support = {other[2] for other in seen} | {t[2]}
                counts = [seen[*t[:2], after] + 1 for after in support]
                p = [n / sum(counts) for n in counts]
                assert close(x, max(0.0, math.log(sum(counts)) + sum(q * math.log(q) for q in p)))


@pytest.mark.invariant("hindsight_curiosity")
@given(transitions, st.randoms(use_true_random=False))
def test_permuting_trajectories_permutes_curiosity(batch: list, random) -> None:
    order = list(range(len(batch)))
    random.shuffle(order)
    out = hindsight_curiosity(batch).tolist()
    assert close(flat(hindsight_curiosity([batch[i] for i in order]).tolist()), flat([out[i] for i in order]))


def test_a_first_visit_is_not_paid_and_a_broken_habit_is() -> None:
    history = outcomes(8)
    assert hindsight_curiosity([[("t", "a", 0)]], history=history).tolist() == [[0.0]]
    assert hindsight_curiosity(history, history=history).tolist() == [[0.0] * 8]
    entropy = -(0.9 * math.log(0.9) + 0.1 * math.log(0.1))
    assert close(hindsight_curiosity([[("s", "a", 1)]], history=history).tolist(), [[math.log(10) - entropy]])
    assert hindsight_curiosity([[], []]).tolist() == [[], []]
    assert hindsight_curiosity([[("s", "a", 0)]], history=[]).tolist() == [[0.0]]


NAN = float("nan")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("useful", lambda: novel_and_useful([[[1]]], [[NAN]], max_seen=0)),
        ("step_scores", lambda: all_steps_good([[NAN]])),
        ("extrinsic", lambda: count_decay([[NAN]], [[1]], [[0]], c_ext=1)),
        ("judged", lambda: count_decay([[1]], [[NAN]], [[0]], c_ext=1)),
        ("extrinsic", lambda: count_bonus([[NAN]], [[0]], weight=1)),
        ("shaping", lambda: count_bonus([[1]], [[0]], weight=1, shaping=[[NAN]])),
        ("labels", lambda: CachedLabels({0: NAN}).transform([[0]])),
        ("probability", lambda: classified([[NAN]], threshold=0.5)),
        ("normalised", lambda: ranked([[NAN]])),
    ],
)
def test_what_is_not_a_number_is_named(name: str, call) -> None:
    with pytest.raises(ValueError, match=f"^{name} holds NaN or infinity"):
        call()
