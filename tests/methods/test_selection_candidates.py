"""Choosing by scores."""

import math
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.selection.candidates import (
    Gated,
    best_of_n,
    confidence_vote,
    gated_bon,
    refine_rerank,
    step_aggregate,
    weighted_vote,
)
from tests.methods.strategies import binary, close, numbers, probabilities, rows

scores = st.lists(st.one_of(st.none(), numbers), max_size=8)
votes = st.lists(st.tuples(st.sampled_from([None, "a", "b", "c"]), probabilities), min_size=1, max_size=8)


@pytest.mark.example("best_of_n")
def test_the_earliest_of_two_best_is_chosen() -> None:
    assert best_of_n([0.2, 0.9, 0.9]) == 1


@pytest.mark.invariant("best_of_n")
@given(scores)
def test_the_choice_is_the_first_maximum_of_what_is_scored(given_scores: list) -> None:
    known = [s for s in given_scores if s is not None]
    assert best_of_n(given_scores) == (given_scores.index(max(known)) if known else None)


@pytest.mark.invariant("best_of_n")
@given(scores)
def test_a_rising_map_of_scores_changes_no_choice(given_scores: list) -> None:
    mapped = [None if s is None else 2 * s + 3 for s in given_scores]
    assert best_of_n(mapped) == best_of_n(given_scores)


@pytest.mark.invariant("best_of_n")
@given(scores, numbers)
def test_a_lower_candidate_more_changes_no_choice(given_scores: list, less: float) -> None:
    known = [s for s in given_scores if s is not None]
    if known:
        assert best_of_n([*given_scores, min(known) - 1 - abs(less)]) == best_of_n(given_scores)


@pytest.mark.example("step_aggregate")
@pytest.mark.parametrize(("steps", "product"), [(5, 0.7738), (10, 0.5987), (30, 0.2146)])
def test_a_product_punishes_long_candidates(steps: int, product: float) -> None:
    assert step_aggregate([[0.95] * steps], how="prod").one() == pytest.approx(product, abs=5e-5)


@pytest.mark.invariant("step_aggregate")
@given(st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=5), min_size=1, max_size=4))
def test_a_geometric_mean_lies_between_least_and_mean_and_a_zero_makes_it_zero(steps: list[list[float]]) -> None:
    low, middle, mean = (step_aggregate(steps, how=how).values for how in ("min", "geomean", "mean"))  # type: ignore[arg-type]
    assert (low <= middle + 1e-12).all()
    assert (middle <= mean + 1e-12).all()
    assert step_aggregate([[*row, 0.0] for row in steps], how="geomean").tolist() == [0.0] * len(steps)


def test_a_geometric_mean_of_steps() -> None:
    assert step_aggregate([[0.5, 0.125], [0.3], []], how="geomean").tolist() == [
        pytest.approx(0.25), pytest.approx(0.3), None,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="at least 0"):
        step_aggregate([[-0.1]], how="geomean")


@pytest.mark.invariant("step_aggregate")
@given(rows(probabilities))
def test_each_way_to_aggregate_is_what_it_says(steps: list) -> None:
    for how, work in (
        ("last", lambda r: r[-1]),
        ("min", min),
        ("prod", math.prod),
        ("mean", lambda r: sum(r) / len(r)),
    ):
        out = step_aggregate(steps, how=how).tolist()  # type: ignore[arg-type]
        assert [x is None for x in out] == [not row for row in steps]
        assert close([x for x in out if x is not None], [work(row) for row in steps if row])


@pytest.mark.invariant("step_aggregate")
@given(rows(probabilities, min_steps=1))
def test_products_lie_below_minima_and_means_above(steps: list) -> None:
    low, product, mean = (step_aggregate(steps, how=how).values for how in ("min", "prod", "mean"))  # type: ignore[arg-type]
    assert (product <= low + 1e-12).all()
    assert (low <= mean + 1e-12).all()


@pytest.mark.invariant("step_aggregate")
@given(probabilities, st.lists(probabilities, max_size=4), st.randoms())
def test_the_last_step_ignores_the_order_of_those_before(last: float, before: list, rng) -> None:
    shuffled = list(before)
    rng.shuffle(shuffled)
    assert step_aggregate([[*shuffled, last]]).tolist() == step_aggregate([[*before, last]]).tolist() == [last]
    for how in ("last", "min", "prod", "mean"):
        assert step_aggregate([[last]], how=how).tolist() == [last]


def test_steps_without_a_score_are_refused_or_skipped() -> None:
    with pytest.raises(ValueError, match="step_scores are unscored"):
        step_aggregate([[None, 1]])
    assert step_aggregate([[None, 0.5], [0.5, None]], how="prod", missing="skip").tolist() == [0.5, 0.5]
    assert step_aggregate([[None]], how="prod", missing="skip").tolist() == [None]
    assert step_aggregate([[0.5, None]], missing=0.25).tolist() == [0.25]
    assert step_aggregate([[-1.0, 0.5, -4.0]], how="prod").tolist() == [2.0]
    with pytest.raises(ValueError, match="how must be"):
        step_aggregate([[1]], how="max")  # type: ignore[arg-type]


@pytest.mark.example("weighted_vote")
def test_two_middling_answers_outvote_the_best_one() -> None:
    steps = [[0.9, 0.8], [0.7, 0.9], [0.6, 0.5]]
    candidates = step_aggregate(steps, how="prod")
    assert weighted_vote(["A", "B", "B"], candidates) == "B"
    assert best_of_n(candidates) == 0


@pytest.mark.invariant("weighted_vote")
@given(votes)
def test_the_winner_has_the_greatest_sum(pairs: list) -> None:
    total: dict = defaultdict(float)
    for answer, score in pairs:
        if answer is not None:
            total[answer] += score
    winner = weighted_vote([a for a, _ in pairs], [s for _, s in pairs])
    assert (winner is None) == (not total)
    assert winner is None or total[winner] == pytest.approx(max(total.values()))


@pytest.mark.invariant("weighted_vote")
@given(votes, st.sampled_from([0.5, 2.0, 1024.0]))
def test_the_scale_of_scores_and_candidates_without_answer_do_not_count(pairs: list, k: float) -> None:
    answers, weights = [a for a, _ in pairs], [s for _, s in pairs]
    winner = weighted_vote(answers, weights)
    assert weighted_vote(answers, [k * s for s in weights]) == winner
    assert weighted_vote([None, *answers], [99.0, *weights]) == winner
    assert weighted_vote([*answers, "d"], [*weights, None]) == winner


@pytest.mark.invariant("weighted_vote")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=9))
def test_equal_scores_make_a_majority_and_ties_go_to_the_earliest(answers: list) -> None:
    most = max(answers.count(a) for a in answers)
    assert weighted_vote(answers, [1.0] * len(answers)) == next(a for a in answers if answers.count(a) == most)


@pytest.mark.example("confidence_vote")
def test_the_surest_answer_wins_by_sum_though_two_others_agree() -> None:
    assert confidence_vote(["A", "B", "B"], [0.9, 0.4, 0.4]) == "A"
    assert confidence_vote(["A", "B", "B"], [math.sqrt(q) for q in (0.9, 0.4, 0.4)]) == "B"
    assert confidence_vote(["A", "B", "B"], [0.5, 0.4, 0.4]) == "B"
    assert confidence_vote(["A", "B", "B"], [0.5, 0.4, 0.4], form="max") == "A"


@pytest.mark.invariant("confidence_vote")
@given(votes)
def test_summing_confidence_is_voting_by_it(pairs: list) -> None:
    answers, weights = [a for a, _ in pairs], [s for _, s in pairs]
    assert confidence_vote(answers, weights) == weighted_vote(answers, weights)


@pytest.mark.invariant("confidence_vote")
@given(votes)
def test_the_greatest_confidence_is_that_of_the_first_who_has_it(pairs: list) -> None:
    voting = [(a, s) for a, s in pairs if a is not None]
    expected = max(voting, key=lambda pair: pair[1])[0] if voting else None
    assert confidence_vote([a for a, _ in pairs], [s for _, s in pairs], form="max") == expected


@pytest.mark.invariant("confidence_vote")
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), st.floats(0.1, 1))
def test_equal_confidence_makes_a_majority(answers: list, q: float) -> None:
    assert confidence_vote(answers, [q] * len(answers)) == weighted_vote(answers, [1.0] * len(answers))


@pytest.mark.example("refine_rerank")
def test_the_draft_wins_ties() -> None:
    assert refine_rerank(0.6, [0.6, 0.5]) == 0


@pytest.mark.invariant("refine_rerank")
@given(numbers, st.lists(numbers, max_size=4))
def test_what_is_chosen_is_never_worse_than_the_draft(draft: float, refined: list) -> None:
    chosen = refine_rerank(draft, refined)
    assert [draft, *refined][chosen] == max([draft, *refined])
    assert chosen == 0 or refined[chosen - 1] > draft


@pytest.mark.invariant("refine_rerank")
@given(numbers, st.lists(numbers, min_size=1, max_size=4))
def test_a_worse_refinement_more_changes_nothing(draft: float, refined: list) -> None:
    assert refine_rerank(draft, [*refined, draft - 1]) == refine_rerank(draft, refined)


@pytest.mark.invariant("refine_rerank")
@given(st.lists(numbers, min_size=1, max_size=4))
def test_without_a_score_of_the_draft_the_best_refinement_is_taken(refined: list) -> None:
    assert refine_rerank(None, refined) == refined.index(max(refined)) + 1
    assert refine_rerank(None, [None] * len(refined)) == 0


@pytest.mark.example("gated_bon")
def test_the_best_of_those_that_pass() -> None:
    assert gated_bon([0.2, 0.9, 0.5], [1, 0, 1]) == Gated(2, False)


@pytest.mark.invariant("gated_bon")
@given(scores)
def test_open_gates_and_no_gates_leave_the_best_of_all(given_scores: list) -> None:
    flagged = bool(given_scores) and all(s is None for s in given_scores)
    assert gated_bon(given_scores) == Gated(best_of_n(given_scores), flagged)
    assert gated_bon(given_scores, [1.0] * len(given_scores)).index == best_of_n(given_scores)


@pytest.mark.invariant("gated_bon")
@given(st.lists(st.tuples(numbers, binary, binary), min_size=1, max_size=6))
def test_who_is_chosen_passed_every_gate_if_anybody_did(rows_given: list) -> None:
    values, a, b = ([row[i] for row in rows_given] for i in range(3))
    chosen = gated_bon(values, a, b)
    passed = [i for i in range(len(values)) if a[i] and b[i]]
    assert chosen.none_passed == (not passed)
    among = passed or range(len(values))
    assert values[chosen.index or 0] == max(values[i] for i in among)


@pytest.mark.invariant("gated_bon")
@given(st.lists(numbers, min_size=1, max_size=5))
def test_closed_gates_choose_among_all_and_say_so(values: list) -> None:
    assert gated_bon(values, [0] * len(values)) == Gated(best_of_n(values), True)
    assert gated_bon(values, [None] * len(values)) == Gated(best_of_n(values), True)


def test_nothing_to_choose_from_and_what_does_not_fit() -> None:
    assert best_of_n([]) is None
    assert gated_bon([]) == Gated(None, False)
    assert weighted_vote([], []) is None
    with pytest.raises(ValueError, match="gate 1 must hold 0 and 1 only"):
        gated_bon([1.0], [1], [0.5])
    with pytest.raises(ValueError, match="lengths must agree"):
        gated_bon([1.0], [1, 1])
    with pytest.raises(ValueError, match="lengths must agree"):
        weighted_vote(["a"], [1, 1])
    with pytest.raises(ValueError, match="lengths must agree"):
        confidence_vote(["a"], [1, 1], form="max")
    with pytest.raises(ValueError, match="confidence must lie"):
        confidence_vote(["a"], [2])
    with pytest.raises(ValueError, match="form must be"):
        confidence_vote(["a"], [1], form="x")  # type: ignore[arg-type]
