"""Scores out of a judge's token probabilities."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.judges.likelihood import (
    ReferencePolicyScore,
    agreed_principles,
    followup_likelihood,
    healthy,
    margin_loss,
    pairwise_debiased,
    principle_entailment,
    spellings,
    yes_token,
)
from tests.methods.strategies import close, probabilities, rows

logprobs = st.floats(-20, 0).map(lambda x: round(x, 6))
pairs = st.lists(st.tuples(logprobs, logprobs), min_size=1, max_size=6)


def sigma(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@pytest.mark.example("yes_token")
def test_logits_of_2_and_a_half() -> None:
    assert yes_token([2], [0.5]).one() == pytest.approx(0.8176, abs=5e-5)
    assert yes_token([-0.1], [-9], normalised=False).one() == pytest.approx(math.exp(-0.1))


@pytest.mark.invariant("yes_token")
@given(pairs, st.floats(-50, 50))
def test_adding_to_both_changes_nothing(given_pairs: list, c: float) -> None:
    yes, no = [a for a, _ in given_pairs], [b for _, b in given_pairs]
    assert close(yes_token([a + c for a in yes], [b + c for b in no]).tolist(), yes_token(yes, no).tolist(), 1e-7)


@pytest.mark.invariant("yes_token")
@given(pairs)
def test_swapping_yes_and_no_turns_the_probability_round(given_pairs: list) -> None:
    yes, no = [a for a, _ in given_pairs], [b for _, b in given_pairs]
    forth, back = yes_token(yes, no).values, yes_token(no, yes).values
    assert close(forth + back, [1.0] * len(yes))
    assert close(forth, [math.exp(a) / (math.exp(a) + math.exp(b)) for a, b in given_pairs])


@pytest.mark.invariant("yes_token")
@given(pairs)
def test_the_raw_form_is_the_probability_itself_and_never_the_larger_one(given_pairs: list) -> None:
    yes = [math.log(sigma(a - b)) for a, b in given_pairs]
    no = [math.log1p(-sigma(a - b)) if a - b < 30 else -1e3 for a, b in given_pairs]
    assert close(yes_token(yes, no, normalised=False).tolist(), [math.exp(a) for a in yes])
    assert close(yes_token(yes, no).tolist(), [math.exp(a) for a in yes], 1e-6)


def test_spellings_add_up_and_a_flat_judge_is_an_alarm() -> None:
    split = spellings([[math.log(0.2), math.log(0.3)], [math.log(0.5), None], [], [None]])
    assert split.tolist() == [pytest.approx(math.log(0.5)), pytest.approx(math.log(0.5)), None, None]
    assert spellings([[-5000.0, -5000.0]]).tolist() == [pytest.approx(-5000 + math.log(2))]
    assert healthy([[0, 1], [0.5, 0.5], [], [0.25, 0.75]], floor=0.25).tolist() == [1, 0, None, 1]
    assert healthy([[0.25, 0.75]], floor=0.26).tolist() == [0]
    with pytest.raises(ValueError, match="floor must be"):
        healthy([[1]], floor=-1)
    assert yes_token([None, -1], [-1, None]).tolist() == [None, None]
    assert yes_token([None, -1], [-1, None], normalised=False).tolist() == [None, pytest.approx(math.exp(-1))]
    assert yes_token([1e5, -1e5], [0, 0]).tolist() == [1.0, 0.0]
    with pytest.raises(ValueError, match="yes must hold log-probabilities"):
        yes_token([0.1], [0], normalised=False)
    assert yes_token([0.0], [0.0], normalised=False).tolist() == [1.0]
    with pytest.raises(ValueError, match="lengths must agree"):
        yes_token([1], [1, 2])


@pytest.mark.example("principle_entailment")
def test_one_principle_and_the_mean_of_two() -> None:
    assert principle_entailment([[-0.2]], [[-1.7]]).tolist() == pytest.approx([1.5])
    assert principle_entailment([[-0.2, -1.0]], [[-1.7, -0.5]]).tolist() == pytest.approx([0.5])


@st.composite
def principles(draw: st.DrawFn) -> tuple[list, list]:
    yes = draw(rows(logprobs, min_steps=1))
    return yes, [[draw(logprobs) for _ in row] for row in yes]


@pytest.mark.invariant("principle_entailment")
@given(principles())
def test_swapping_negates_the_score(data: tuple) -> None:
    yes, no = data
    assert close(principle_entailment(no, yes).values, -principle_entailment(yes, no).values)


@pytest.mark.invariant("principle_entailment")
@given(pairs)
def test_the_logistic_of_one_principle_is_its_yes_token(given_pairs: list) -> None:
    yes, no = [[a] for a, _ in given_pairs], [[b] for _, b in given_pairs]
    odds = principle_entailment(yes, no).values
    assert close([sigma(x) for x in odds], yes_token([a for a, _ in given_pairs], [b for _, b in given_pairs]).values)


@pytest.mark.invariant("principle_entailment")
@given(principles())
def test_several_principles_count_alike(data: tuple) -> None:
    yes, no = data
    expected = [sum(a - b for a, b in zip(y, n, strict=True)) / len(y) for y, n in zip(yes, no, strict=True)]
    assert close(principle_entailment(yes, no).tolist(), expected)
    twice = principle_entailment([row * 2 for row in yes], [row * 2 for row in no])
    assert close(twice.tolist(), expected)


def test_principles_need_annotators_who_agree() -> None:
    votes = [
        [("short", "yes"), ("kind", "partially")],
        [("short", "yes"), ("kind", "no")],
        [("short", "no"), ("kind", "no")],
    ]
    assert agreed_principles(votes, annotators=2) == [("short", True), ("kind", False)]
    assert agreed_principles(votes) == []
    assert agreed_principles([[("a", "yes"), ("a", "yes")]] * 2, annotators=3) == []
    with pytest.raises(ValueError, match="yes, no or partially"):
        agreed_principles([[("a", "maybe")]])
    with pytest.raises(ValueError, match="principles are unscored"):
        principle_entailment([[None]], [[-1]])
    assert principle_entailment([[None, -1.0]], [[-1, -2.0]], missing="skip").tolist() == [1.0]


@pytest.mark.example("followup_likelihood")
def test_two_follow_ups_on_each_side() -> None:
    assert followup_likelihood([[-1, -2]], [[-3, -4]]).tolist() == [2.0]


sides = st.lists(
    st.tuples(st.lists(logprobs, min_size=1, max_size=4), st.lists(logprobs, min_size=1, max_size=4)),
    min_size=1,
    max_size=4,
)


@pytest.mark.invariant("followup_likelihood")
@given(sides)
def test_swapping_the_sides_negates(given_sides: list) -> None:
    good, bad = [g for g, _ in given_sides], [b for _, b in given_sides]
    forth = followup_likelihood(good, bad).values
    assert close(followup_likelihood(bad, good).values, -forth)
    assert close(forth, [sum(g) / len(g) - sum(b) / len(b) for g, b in given_sides])


@pytest.mark.invariant("followup_likelihood")
@given(sides, st.floats(-5, 0))
def test_a_constant_on_all_cancels_and_order_is_irrelevant(given_sides: list, c: float) -> None:
    good, bad = [g for g, _ in given_sides], [b for _, b in given_sides]
    moved = followup_likelihood([[x + c for x in g[::-1]] for g in good], [[x + c for x in b] for b in bad])
    assert close(moved.values, followup_likelihood(good, bad).values, 1e-8)


@pytest.mark.invariant("followup_likelihood")
@given(st.lists(st.tuples(logprobs, st.integers(1, 9)), min_size=1, max_size=4))
def test_lengths_divide_each_follow_up(tokens: list) -> None:
    good, size = [[x for x, _ in tokens]], [[n for _, n in tokens]]
    found = followup_likelihood(good, [[0.0]], lengths=(size, [[1]])).one()
    assert found == pytest.approx(sum(x / n for x, n in tokens) / len(tokens))


def test_a_side_without_follow_ups_is_unscored() -> None:
    assert followup_likelihood([[], [-1], [None]], [[-1], [], [-1]]).tolist() == [None, None, None]
    with pytest.raises(ValueError, match="lengths must be at least 1"):
        followup_likelihood([[-1]], [[-1]], lengths=([[0]], [[1]]))
    with pytest.raises(ValueError, match="lengths must agree"):
        followup_likelihood([[-1]], [[-1], [-1]])


@pytest.mark.example("pairwise_debiased")
def test_seven_tenths_and_four_the_other_way_round() -> None:
    assert pairwise_debiased([0.7], [0.4]).one() == pytest.approx(0.65)


@pytest.mark.invariant("pairwise_debiased")
@given(probabilities, probabilities)
def test_an_answer_and_its_anchor_share_the_probability(p: float, q: float) -> None:
    assert sum(pairwise_debiased([p, q], [q, p]).values) == pytest.approx(1)
    assert pairwise_debiased([p], [p]).one() == pytest.approx(0.5)


@pytest.mark.invariant("pairwise_debiased")
@given(probabilities, probabilities, probabilities)
def test_more_wins_in_either_order_raise_the_score(p: float, q: float, more: float) -> None:
    base = pairwise_debiased([p], [q]).values[0]
    assert 0 <= base <= 1
    assert pairwise_debiased([max(p, more)], [q]).values[0] >= base
    assert pairwise_debiased([p], [min(q, more)]).values[0] >= base


@pytest.mark.invariant("pairwise_debiased")
@given(probabilities, st.floats(-0.5, 0.5))
def test_a_bias_for_the_first_place_cancels(p: float, bias: float) -> None:
    if 0 <= p + bias <= 1 and 0 <= 1 - p + bias <= 1:
        assert pairwise_debiased([p + bias], [1 - p + bias]).one() == pytest.approx(p)


def test_probabilities_of_orders_are_probabilities() -> None:
    for columns in (([1.5], [0.5]), ([0.5], [-0.5])):
        with pytest.raises(ValueError, match="must lie from 0 to 1"):
            pairwise_debiased(*columns)
    assert pairwise_debiased([None, 0.5], [0.5, None]).tolist() == [None, None]


def words(text: str, tokens: int, keep: str) -> str:
    parts = text.split(" ")
    return " ".join(parts[:tokens] if keep == "head" else parts[-tokens:])


@pytest.mark.example("reference_policy_score")
def test_a_margin_of_1_costs_a_third() -> None:
    assert margin_loss([1], [0]).one() == pytest.approx(0.3133, abs=5e-5)


short = st.text("abc ", max_size=12)


@pytest.mark.invariant("reference_policy_score")
@given(short, short, short)
def test_what_the_model_reads_can_be_taken_apart_again(prompt: str, reference: str, candidate: str) -> None:
    read = ReferencePolicyScore.read(ReferencePolicyScore(len).text(prompt, reference, candidate))
    assert read == (f"{prompt}\n{reference}", f"{prompt}\n{candidate}")


@pytest.mark.invariant("reference_policy_score")
@given(short, short, st.lists(st.one_of(st.none(), short), max_size=4))
def test_every_candidate_is_scored_against_the_same_reference(prompt: str, reference: str, candidates: list) -> None:
    asked: list[str] = []

    def model(text: str) -> float:
        asked.append(text)
        return float(len(text))

    scores = ReferencePolicyScore(model)(prompt, reference, candidates)
    assert [s is None for s in scores.tolist()] == [c is None for c in candidates]
    assert {ReferencePolicyScore.read(text).reference for text in asked} <= {f"{prompt}\n{reference}"}


@pytest.mark.invariant("reference_policy_score")
@given(st.integers(1, 6000), st.integers(1, 6000))
def test_prompts_keep_their_tail_and_answers_their_head(prompt: int, answer: int) -> None:
    scorer = ReferencePolicyScore(len, words)
    text = scorer.text(" ".join(f"p{i}" for i in range(prompt)), "r", " ".join(f"a{i}" for i in range(answer)))
    head, said = scorer.read(text).candidate.split("\n")
    assert head.split(" ")[-1] == f"p{prompt - 1}"
    assert len(head.split(" ")) == min(prompt, 4094)
    assert said.split(" ")[0] == "a0"
    assert len(said.split(" ")) == min(answer, 4096)


def test_margins_and_texts_that_are_none() -> None:
    assert margin_loss([1, None], [1, 1]).tolist() == [pytest.approx(math.log(2)), None]
    assert margin_loss([-1e5], [1e5]).tolist() == [2e5]
    for bad in ("no mark", "a<|reward|>b"):
        with pytest.raises(ValueError, match="no mark between two answers"):
            ReferencePolicyScore.read(bad)
    with pytest.raises(ValueError, match="scores holds NaN"):
        ReferencePolicyScore(lambda text: math.nan)("p", "r", ["c"])
