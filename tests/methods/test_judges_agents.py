"""Judges of what an agent does, with scripted models in their place."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from rewards.judges.agents import (
    StepContext,
    debate,
    justified,
    reward_plugin,
    step_context,
    tool_judge,
    ui_genie_loss,
    ui_genie_rm,
    view_ablation,
    webarbiter,
)
from rewards.judges.judgement import Judgement
from rewards.judges.likelihood import yes_token
from rewards.selection.candidates import best_of_n
from tests.methods.strategies import numbers, probabilities

logits = st.floats(-9, 9).map(lambda x: round(x, 6))


@pytest.mark.example("ui_genie_rm")
def test_the_third_step_is_judged_by_three_screenshots() -> None:
    context = step_context("goal", ["s0", "s1", "s2"], ["a0", "a1", "a2"], 2, describe=str)
    assert context.recent == (("s0", "a0"), ("s1", "a1"), ("s2", None))
    assert (context.told, context.action) == ((), "a2")


@pytest.mark.invariant("ui_genie_rm")
@given(st.integers(1, 12), st.integers(1, 6), st.data())
def test_a_context_has_the_latest_screenshots_and_none_from_the_future(
    steps: int, recent: int, data: st.DataObject
) -> None:
    t = data.draw(st.integers(0, steps - 1))
    context = step_context("g", range(steps), range(steps), t, describe=lambda a: f"did {a}", recent=recent)
    assert [seen for seen, _ in context.recent] == list(range(max(0, t + 1 - recent), t + 1))
    assert context.told == tuple(f"did {a}" for a in range(max(0, t + 1 - recent)))
    assert [action for _, action in context.recent] == [*range(max(0, t + 1 - recent), t), None]


@pytest.mark.invariant("ui_genie_rm")
@given(st.lists(st.one_of(st.none(), st.tuples(logits, logits)), max_size=6))
def test_steps_score_as_their_yes_token_does(pairs: list) -> None:
    found = ui_genie_rm("g", range(len(pairs)), range(len(pairs)), judge=lambda context: pairs[context.action])
    plus, minus = ([None if p is None else p[i] for p in pairs] for i in (0, 1))
    assert found.tolist() == yes_token(plus, minus).tolist()


@pytest.mark.invariant("ui_genie_rm")
@given(st.integers(1, 9))
def test_five_screenshots_are_shown_at_most(steps: int) -> None:
    sizes = []
    ui_genie_rm("g", range(steps), range(steps), judge=lambda context: sizes.append(len(context.recent)))
    assert sizes == [min(t + 1, 5) for t in range(steps)]


def test_the_loss_wants_good_steps_likely_and_bad_ones_not() -> None:
    assert ui_genie_loss([0.5], [0.5]).one() == pytest.approx(2 * math.log(2))
    assert ui_genie_loss([1.0], [0.0]).one() == 0
    assert ui_genie_loss([0.25], [0.75]).one() == pytest.approx(2 * math.log(4))
    assert ui_genie_loss([None, 0.5], [0.5, None]).tolist() == [None, None]
    for good, bad in ((0.0, 0.5), (0.5, 1.0), (1.5, 0.5), (0.5, -0.5)):
        with pytest.raises(ValueError, match="good must lie above 0 and bad below 1"):
            ui_genie_loss([good], [bad])
    for options in ({"t": -1}, {"t": 2}, {"t": 1, "recent": 0}):
        with pytest.raises(ValueError, match="is none of 2, or has no screenshot"):
            step_context("g", [0, 1], [0, 1], describe=str, **options)
    with pytest.raises(ValueError, match="has no screenshot"):
        step_context("g", [0], [0, 1], 1, describe=str)


@pytest.mark.example("webarbiter")
def test_orders_that_disagree_tie_and_orders_that_agree_decide() -> None:
    assert webarbiter("a", "b", judge=lambda x, y: "first").label == "tie"
    assert webarbiter("a", "b", judge=lambda x, y: "first" if x == "a" else "second").label == "first"


def by_size(x: float, y: float):
    return "first" if x > y else "second" if y > x else "tie"


@pytest.mark.invariant("webarbiter")
@given(numbers, numbers)
def test_swapping_swaps_a_consistent_verdict(x: float, y: float) -> None:
    forth, back = webarbiter(x, y, judge=by_size), webarbiter(y, x, judge=by_size)
    assert forth.label == by_size(x, y)
    assert back.label == by_size(y, x)
    assert (forth.score or 0) + (back.score or 0) == 1


@pytest.mark.invariant("webarbiter")
@given(st.sampled_from(["first", "second", "tie"]), st.sampled_from(["first", "second", "tie"]))
def test_a_verdict_needs_both_orders(one: str, other: str) -> None:
    found = webarbiter(0, 1, judge=lambda x, y: one if x < y else other)
    turned = {"first": "second", "second": "first", "tie": "tie"}[other]
    assert found.label == (one if one == turned else "tie")
    assert found.score == {"first": 1.0, "second": 0.0, "tie": 0.5}[found.label]


@pytest.mark.invariant("webarbiter")
@given(st.sampled_from(["first", "second", "tie"]), st.booleans())
def test_an_unreadable_answer_leaves_no_verdict(word: str, first: bool) -> None:
    found = webarbiter(0, 1, judge=lambda x, y: word if (x < y) == first else None)
    assert (found.label, found.score) == (None, None)


@pytest.mark.example("view_ablation")
def test_two_scores_with_and_without_thoughts() -> None:
    found = view_ablation([0.9, 0.2], [0.8, 0.3])
    assert found.difference == pytest.approx(0.1)
    assert found.correlation == pytest.approx(1)
    assert found.same_best is True


views = st.lists(st.tuples(probabilities, probabilities), min_size=1, max_size=8)


@pytest.mark.invariant("view_ablation")
@given(views)
def test_the_effect_is_a_mean_difference_and_a_rank_correlation(pairs: list) -> None:
    full, stripped = [a for a, _ in pairs], [b for _, b in pairs]
    found = view_ablation(full, stripped)
    assert found.difference == pytest.approx(sum(abs(a - b) for a, b in pairs) / len(pairs))
    assert found.same_best == (best_of_n(full) == best_of_n(stripped))
    if len(set(full)) > 1 and len(set(stripped)) > 1:
        assert found.correlation == pytest.approx(spearmanr(full, stripped).statistic)
    else:
        assert found.correlation is None


@pytest.mark.invariant("view_ablation")
@given(st.lists(probabilities, min_size=2, max_size=8, unique=True))
def test_equal_views_differ_in_nothing(scores: list) -> None:
    assert view_ablation(scores, scores) == (0.0, pytest.approx(1.0), True)


@pytest.mark.invariant("view_ablation")
@given(views)
def test_the_views_can_be_exchanged_and_gaps_left_out(pairs: list) -> None:
    full, stripped = [a for a, _ in pairs], [b for _, b in pairs]
    found = view_ablation(full, stripped)
    other = view_ablation([*stripped, None, 0.1], [*full, 0.2, None])
    assert other.difference == pytest.approx(found.difference)
    assert other.correlation == (None if found.correlation is None else pytest.approx(found.correlation))
    assert other.same_best == found.same_best


def test_no_scores_have_no_views() -> None:
    assert view_ablation([None], [1]) == (None, None, None)
    with pytest.raises(ValueError, match="lengths must agree"):
        view_ablation([1], [1, 2])


@pytest.mark.example("debate")
def test_a_verdict_of_1_at_a_fifth() -> None:
    assert justified(0.5, 1, lam=0.2) == pytest.approx(0.6)


@pytest.mark.invariant("debate")
@given(st.lists(st.integers(0, 4), max_size=5), st.lists(st.integers(0, 4), max_size=5), st.integers(1, 6))
def test_no_evidence_is_brought_twice_and_none_beyond_the_turns(a: list, b: list, turns: int) -> None:
    brought = {"a": iter(a), "b": iter(b)}
    found = debate(("a", "b"), propose=lambda d, e: next(brought[d], None), judge=lambda d, e: 1, turns=turns)
    pieces = [piece for _, piece in found.evidence]
    assert len(pieces) == len(set(pieces)) <= 2 * turns
    assert set(pieces) == set(a[:turns]) | set(b[:turns])


@pytest.mark.invariant("debate")
@given(st.integers(-5, 5).filter(bool), st.integers(1, 3))
def test_exchanging_the_decisions_turns_the_verdict_round(strength: int, turns: int) -> None:
    power = {"a": strength, "b": -strength}

    def judge(decisions, evidence) -> int:
        total = sum(power[decisions[side]] if side == 0 else -power[decisions[side]] for side, _ in evidence)
        return 1 if total > 0 else -1

    def propose(decision, evidence):
        return (decision, len(evidence))

    forth = debate(("a", "b"), propose=propose, judge=judge, turns=turns)
    back = debate(("b", "a"), propose=propose, judge=judge, turns=turns)
    assert forth.verdict == -(back.verdict or 0)


@pytest.mark.invariant("debate")
@given(numbers, st.sampled_from([1, -1, None]), probabilities)
def test_the_verdict_is_mixed_into_the_reward(reward: float, verdict: int | None, lam: float) -> None:
    found = justified(reward, verdict, lam=lam)
    assert found == (None if verdict is None else pytest.approx((1 - lam) * reward + lam * verdict))
    assert justified(reward, 1, lam=0.0) == reward


def test_the_sides_speak_in_turn_and_hear_each_other() -> None:
    heard = []

    def propose(decision, evidence):
        heard.append((decision, len(evidence)))
        return (decision, len(evidence))

    found = debate(("a", "b"), propose=propose, judge=lambda d, e: None, turns=2)
    assert heard == [("a", 0), ("b", 1), ("a", 2), ("b", 3)]
    assert [side for side, _ in found.evidence] == [0, 1, 0, 1]
    assert found.verdict is None
    with pytest.raises(ValueError, match="turns must be at least 1"):
        debate(("a", "b"), propose=propose, judge=lambda d, e: 1, turns=0)
    with pytest.raises(ValueError, match="judge must say 1 or -1, not 0"):
        debate(("a", "b"), propose=propose, judge=lambda d, e: 0, turns=1)
    with pytest.raises(ValueError, match="lam must be"):
        justified(1, 1, lam=2)
    with pytest.raises(ValueError, match="reward must be"):
        justified(math.nan, 1, lam=0.5)


@pytest.mark.example("tool_judge")
def test_two_calls_and_a_score_are_kept_together() -> None:
    def judge(item, call) -> float:
        return 0.7 if call("read", "title") == "TITLE" and call("count", "abc") == "3" else 0.0

    found = tool_judge("x", judge=judge, tools={"read": str.upper, "count": lambda text: str(len(text))})
    assert (found.score, found.trace) == (0.7, ("read('title')", "count('abc')"))


@pytest.mark.invariant("tool_judge")
@given(st.lists(st.text("ab", max_size=3), max_size=4), numbers)
def test_every_call_is_kept_in_order_and_the_same_calls_give_the_same_score(arguments: list, value: float) -> None:
    def judge(item, call) -> float:
        return value + sum(float(call("len", a)) for a in arguments)

    one, other = (tool_judge("x", judge=judge, tools={"len": lambda text: str(len(text))}) for _ in range(2))
    assert one == other
    assert one.trace == tuple(f"len({a!r})" for a in arguments)
    assert one.score == pytest.approx(value + sum(len(a) for a in arguments))


@pytest.mark.invariant("tool_judge")
@given(st.integers(0, 3))
def test_a_tool_that_fails_leaves_no_score_but_the_trace(before: int) -> None:
    def broken(text: str) -> str:
        raise OSError("gone")

    def judge(item, call) -> float:
        for _ in range(before):
            call("fine", "x")
        return float(call("broken", "y"))

    found = tool_judge("x", judge=judge, tools={"fine": str, "broken": broken})
    assert found.score is None
    assert found.rationale == "broken: gone"
    assert len(found.trace) == before + 1


@pytest.mark.invariant("tool_judge")
@given(st.text("xyz", min_size=1, max_size=4))
def test_an_unknown_tool_fails_like_a_broken_one(name: str) -> None:
    found = tool_judge("x", judge=lambda item, call: float(call(name, "1")), tools={})
    assert (found.score, found.rationale) == (None, f"no tool called {name!r}")
    assert tool_judge("x", judge=lambda item, call: None, tools={}).score is None


@pytest.mark.example("reward_plugin")
def test_a_reward_of_nan_is_rejected_with_the_reason() -> None:
    plugin = reward_plugin(lambda before, after: math.nan, [(0, 1)])
    assert plugin.rejected == "probe 0: nan is not a finite number from -1 to 1"
    with pytest.raises(ValueError, match="this reward was rejected: probe 0: nan"):
        plugin(0, 1)


@pytest.mark.invariant("reward_plugin")
@given(st.lists(st.tuples(numbers, numbers), max_size=5))
def test_a_bounded_pure_function_is_accepted_and_called(probes: list) -> None:
    plugin = reward_plugin(lambda before, after: float(np.sign(after - before)), probes)
    assert plugin.rejected == ""
    assert [plugin(*probe) for probe in probes] == [float(np.sign(b - a)) for a, b in probes]


@pytest.mark.invariant("reward_plugin")
@given(st.floats(-3, 3), st.floats(-2, 0), st.floats(0, 2))
def test_a_reward_must_lie_between_the_bounds(value: float, low: float, high: float) -> None:
    plugin = reward_plugin(lambda before, after: value, [(0, 0)], low=low, high=high)
    assert (plugin.rejected == "") == (low <= value <= high)


@pytest.mark.invariant("reward_plugin")
@given(st.integers(0, 3))
def test_the_first_probe_that_fails_is_named(bad: int) -> None:
    plugin = reward_plugin(lambda before, after: 1.0 / (before - bad) / 9, [(i, 0) for i in range(4)])
    assert plugin.rejected == f"probe {bad}: ZeroDivisionError: float division by zero"


def test_other_reasons_to_reject_a_reward() -> None:
    calls = iter(range(99))
    assert "it is not the same twice" in reward_plugin(lambda b, a: next(calls) / 100, [(0, 0)]).rejected
    assert reward_plugin(lambda b: 0.0, []).rejected == "it must take two arguments, before and after"  # type: ignore[arg-type,misc]
    for value, name in ((True, "bool"), ("1", "str"), (None, "NoneType")):
        assert reward_plugin(lambda b, a, v=value: v, [(0, 0)]).rejected == f"probe 0: it returned {name}, not a number"
    assert reward_plugin(lambda b, a: np.float32(0.5), [(0, 0)]).rejected == ""
    assert reward_plugin(lambda b, a: 1, [(0, 0)]).rejected == ""
    assert reward_plugin(lambda b, a: -1.0, [(0, 0)]).rejected == ""
    assert reward_plugin(lambda b, a: 1.01, [(0, 0)]).rejected != ""


def test_the_goal_the_item_and_the_words_for_older_steps_reach_the_judge() -> None:
    contexts: list[StepContext] = []
    ui_genie_rm("open it", "abcdefg", "1234567", judge=lambda c: contexts.append(c), describe=lambda a: f"did {a}")
    assert {context.goal for context in contexts} == {"open it"}
    assert contexts[-1].told == ("did 1", "did 2")
    asked: list[object] = []
    tool_judge("item", judge=lambda item, call: asked.append(item), tools={})
    assert asked == ["item"]
    with pytest.raises(ValueError, match="step 2 is none of 2"):
        step_context("g", "abc", "12", 2, describe=str)


def test_an_unreadable_answer_has_neither_label_nor_score() -> None:
    assert webarbiter("a", "b", judge=lambda x, y: None) == Judgement(None, None)
    assert webarbiter("a", "b", judge=lambda x, y: "first" if x == "b" else "second") == Judgement("second", 0.0)
    assert webarbiter("a", "b", judge=lambda x, y: "tie") == Judgement("tie", 0.5)


@pytest.mark.parametrize(
    ("full", "stripped"),
    [([1, 1, 2], [1, 2, 3]), ([1, 2, 2], [3, 2, 2]), ([2, 1, 1], [1, 1, 2]), ([1, 2, 1], [2, 2, 1])],
)
def test_two_equal_scores_do_not_make_a_constant(full: list, stripped: list) -> None:
    correlation = view_ablation(full, stripped).correlation
    assert correlation == pytest.approx(spearmanr(full, stripped).statistic)


def test_a_rejected_reward_is_kept_for_its_author_to_see() -> None:
    calls = itertools.count()
    for reward in (
        lambda before: 0.0, lambda before, after: 1 / 0, lambda before, after: "1", lambda before, after: 2.0,
        lambda before, after: next(calls) / 100,
    ):  # fmt: skip
        plugin = reward_plugin(reward, [(0, 0)])  # type: ignore[arg-type]
        assert plugin.rejected
        assert plugin.reward is reward
