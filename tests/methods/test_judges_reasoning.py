"""Judges that reason first, with scripted ones in their place."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.judges.judgement import Judgement
from rewards.judges.reasoning import (
    Chain,
    branch_rethink,
    critical_trm,
    critique_then_score,
    read_chain,
    rm_r1,
    rubric_route,
    rubric_score,
    think_prm_score,
)
from tests.methods.strategies import close, numbers, probabilities, rows

maybe = st.sampled_from([True, False, None])


@pytest.mark.example("think_prm_score")
def test_three_verifications_of_one_solution() -> None:
    assert think_prm_score([[0.9, 0.6, 0.75]]).one() == pytest.approx(0.75)


@pytest.mark.invariant("think_prm_score")
@given(rows(probabilities, min_steps=1))
def test_the_score_is_the_mean_and_lies_within_the_verifications(given_rows: list) -> None:
    found = think_prm_score(given_rows).tolist()
    assert close(found, [sum(row) / len(row) for row in given_rows])
    assert all(min(row) - 1e-9 <= (s or 0) <= max(row) + 1e-9 for s, row in zip(found, given_rows, strict=True))


@pytest.mark.invariant("think_prm_score")
@given(probabilities, st.integers(1, 5))
def test_one_verification_and_the_same_ones_are_themselves(p: float, k: int) -> None:
    assert think_prm_score([[p]]).one() == p
    assert think_prm_score([[p] * k]).one() == pytest.approx(p)


@pytest.mark.invariant("think_prm_score")
@given(st.lists(st.booleans(), max_size=5), st.booleans())
def test_a_chain_is_read_up_to_its_first_wrong_step(labels: list, stops: bool) -> None:
    first = labels.index(False) if False in labels else None
    said = labels[: first + 1] if stops and first is not None else labels
    text = " so ".join(f"Step: \\boxed{{{'correct' if label else 'Incorrect'}}}" for label in said)
    kept = tuple(int(x) for x in (labels if first is None else labels[: first + 1]))
    assert read_chain(text, len(labels)) == Chain(kept, first)


def test_chains_that_say_too_much_or_too_little_cannot_be_read() -> None:
    assert read_chain(r"\boxed{correct}", 2) is None
    assert read_chain(r"\boxed{correct} \boxed{correct}", 1) is None
    assert read_chain(r"\boxed{ incorrect }", 2) == Chain((0,), 0)
    assert think_prm_score([[]]).tolist() == [None]
    with pytest.raises(ValueError, match="probability must lie"):
        think_prm_score([[1.5]])
    with pytest.raises(ValueError, match="probability are unscored"):
        think_prm_score([[None]])


@pytest.mark.example("rm_r1")
def test_two_of_three_judgements_prefer_a() -> None:
    said = iter(["[[A]]", "[[A]]", "[[B]]"])
    found = rm_r1("x", "y", judge=lambda a, b: next(said), k=3, swap=False)
    assert (found.label, found.score) == ("A", pytest.approx(2 / 3))


@pytest.mark.invariant("rm_r1")
@given(numbers, numbers, st.integers(1, 6), st.booleans())
def test_swapping_the_answers_swaps_a_consistent_judge_s_verdict(x: float, y: float, k: int, swap: bool) -> None:
    def judge(a: float, b: float) -> str:
        return "reasons … [[A]]" if a > b else "[[B]]" if b > a else "equal"

    forth, back = rm_r1(x, y, judge=judge, k=k, swap=swap), rm_r1(y, x, judge=judge, k=k, swap=swap)
    if x == y:
        assert forth.label is back.label is forth.score is None
    else:
        assert forth.label == ("A" if x > y else "B")
        assert back.label == ("B" if x > y else "A")


@pytest.mark.invariant("rm_r1")
@given(st.lists(st.sampled_from(["[[A]]", "[[B]]", "none"]), min_size=1, max_size=7))
def test_the_majority_of_readable_judgements_wins_and_a_tie_abstains(said: list) -> None:
    words = iter(said)
    found = rm_r1(0, 1, judge=lambda a, b: next(words), k=len(said), swap=False)
    a, b = said.count("[[A]]"), said.count("[[B]]")
    assert found.label == ("A" if a > b else "B" if b > a else None)
    assert found.score == (pytest.approx(a / (a + b)) if a + b else None)
    assert found.raw == "\n".join(said)


@pytest.mark.invariant("rm_r1")
@given(st.integers(1, 4))
def test_a_judge_that_likes_the_first_place_is_caught_by_swapping(pairs: int) -> None:
    found = rm_r1(0, 1, judge=lambda a, b: "[[A]]", k=2 * pairs)
    assert (found.label, found.score) == (None, 0.5)
    assert rm_r1(0, 1, judge=lambda a, b: "[[A]]", k=2 * pairs, swap=False).label == "A"


def test_the_last_choice_counts_and_none_at_all_is_invalid() -> None:
    assert rm_r1(0, 1, judge=lambda a, b: "not [[B]] but [[A]]").label == "A"
    assert rm_r1(0, 1, judge=lambda a, b: "?", on_invalid=-1.0).score == -1.0
    with pytest.raises(ValueError, match="k must be at least 1"):
        rm_r1(0, 1, judge=lambda a, b: "", k=0)


@pytest.mark.example("branch_rethink")
def test_two_dimensions_and_a_verdict() -> None:
    found = branch_rethink(
        "step", branch=lambda item: ["target", "text"], rethink=lambda item, d: Judgement(True, rationale=str(d))
    )
    assert (found.label, found.score, found.rationale) == (True, 1.0, "['target', 'text']")


@pytest.mark.invariant("branch_rethink")
@given(st.lists(st.sampled_from("abcd"), max_size=5), maybe)
def test_a_verdict_needs_one_to_three_dimensions_and_a_label(dimensions: list, label: bool | None) -> None:
    found = branch_rethink("x", branch=lambda item: dimensions, rethink=lambda item, d: Judgement(label))
    if 1 <= len(dimensions) <= 3 and label is not None:
        assert (found.label, found.score) == (label, float(label))
    else:
        assert (found.label, found.score) == (None, None)


@pytest.mark.invariant("branch_rethink")
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3))
def test_the_second_look_sees_what_the_first_one_named(dimensions: list) -> None:
    seen = []
    branch_rethink("x", branch=lambda item: dimensions, rethink=lambda item, d: seen.append(list(d)) or Judgement(True))
    assert seen == [dimensions]


@pytest.mark.invariant("branch_rethink")
@given(st.lists(st.sampled_from("abcd"), max_size=6), st.integers(1, 4), st.floats(-2, 0))
def test_a_broken_form_has_the_floor_it_is_given(dimensions: list, most: int, floor: float) -> None:
    found = branch_rethink(
        "x", branch=lambda item: dimensions, rethink=lambda item, d: Judgement(None), most=most, on_invalid=floor
    )
    assert (found.label, found.score) == (None, floor)


@pytest.mark.example("critical_trm")
def test_a_step_may_be_unfaithful_and_right() -> None:
    found = critical_trm(["a", "b"], faithful=lambda s, t: [True, False][t], correct=lambda s, t, f: True)
    assert (found.share_faithful, found.share_correct) == (0.5, 1.0)


@pytest.mark.invariant("critical_trm")
@given(st.lists(st.tuples(maybe, maybe), max_size=6))
def test_every_step_has_two_labels(labels: list) -> None:
    found = critical_trm([0] * len(labels), faithful=lambda s, t: labels[t][0], correct=lambda s, t, f: labels[t][1])
    assert found.faithful.tolist() == [None if a is None else float(a) for a, _ in labels]
    assert found.correct.tolist() == [None if b is None else float(b) for _, b in labels]


@pytest.mark.invariant("critical_trm")
@given(st.lists(maybe, max_size=6))
def test_the_second_question_knows_the_answer_to_the_first(labels: list) -> None:
    told = []
    critical_trm([0] * len(labels), faithful=lambda s, t: labels[t], correct=lambda s, t, f: told.append(f))
    assert told == labels


@pytest.mark.invariant("critical_trm")
@given(st.lists(maybe, max_size=6))
def test_shares_are_over_what_was_judged(labels: list) -> None:
    found = critical_trm([0] * len(labels), faithful=lambda s, t: labels[t], correct=lambda s, t, f: None)
    known = [x for x in labels if x is not None]
    assert found.share_faithful == (pytest.approx(sum(known) / len(known)) if known else None)
    assert found.share_correct is None


@pytest.mark.example("critique_then_score")
def test_a_critique_and_the_score_that_follows_it() -> None:
    found = critique_then_score("step", critique=lambda item: "wrong field", score=lambda item, text: 0.3)
    assert (found.score, found.rationale) == (0.3, "wrong field")


@pytest.mark.invariant("critique_then_score")
@given(st.text(max_size=8), numbers)
def test_the_score_is_given_knowing_the_critique(text: str, value: float) -> None:
    found = critique_then_score("x", critique=lambda item: text, score=lambda item, said: value if said == text else 99)
    assert (found.score, found.rationale, found.raw) == (value, text, text)


@pytest.mark.invariant("critique_then_score")
@given(st.text(max_size=8))
def test_no_score_is_none_and_not_0(text: str) -> None:
    assert critique_then_score("x", critique=lambda item: text, score=lambda item, said: None).score is None


@pytest.mark.invariant("critique_then_score")
@given(st.sampled_from([math.nan, math.inf, -math.inf]))
def test_a_score_is_a_finite_number(value: float) -> None:
    with pytest.raises(ValueError, match="score must be a finite number"):
        critique_then_score("x", critique=lambda item: "", score=lambda item, said: value)


RUBRICS = {"form": [("right field", 2.0), ("right text", 1.0), ("sent", 1.0)]}


@pytest.mark.example("rubric_route")
def test_a_rubric_of_three_items_with_one_failed() -> None:
    assert rubric_score([True, False, True], [2, 1, 1]) == 0.75
    found = rubric_route(
        "fill in", ["form"], route=lambda g, p: "form", rubrics=RUBRICS, generic=[],
        passes=lambda g, item: item != "right text",
    )  # fmt: skip
    assert found == Judgement("form", 0.75, rationale="failed: right text")


weighted = st.lists(st.tuples(maybe, st.floats(0.1, 5)), max_size=6)


@pytest.mark.invariant("rubric_route")
@given(weighted, st.floats(0.1, 10))
def test_the_score_is_a_weighted_share_and_knows_no_scale(items: list, k: float) -> None:
    score = rubric_score([p for p, _ in items], [w for _, w in items])
    judged = [(p, w) for p, w in items if p is not None]
    if not judged:
        assert score is None
    else:
        assert score == pytest.approx(sum(w for p, w in judged if p) / sum(w for _, w in judged))
        assert 0 <= (score or 0) <= 1
        assert rubric_score([p for p, _ in items], [k * w for _, w in items]) == pytest.approx(score)


@pytest.mark.invariant("rubric_route")
@given(weighted, st.data())
def test_one_pass_more_never_lowers_the_score(items: list, data: st.DataObject) -> None:
    failed = [i for i, (p, _) in enumerate(items) if p is False]
    if failed:
        at = data.draw(st.sampled_from(failed))
        better = [True if i == at else p for i, (p, _) in enumerate(items)]
        weights = [w for _, w in items]
        assert (rubric_score(better, weights) or 0) >= (rubric_score([p for p, _ in items], weights) or 0)


@pytest.mark.invariant("rubric_route")
@given(st.lists(maybe, max_size=4))
def test_without_a_route_the_generic_rubric_is_used_and_said(marks: list) -> None:
    generic = [(str(i), 1.0) for i in range(len(marks))]
    found = rubric_route(
        "x",
        ["form"],
        route=lambda g, p: None,
        rubrics=RUBRICS,
        generic=generic,
        passes=lambda g, item: marks[int(item)],
    )
    assert found.label is None
    assert found.score == rubric_score(marks, [1.0] * len(marks))


def test_rubrics_and_routes_that_make_no_sense() -> None:
    with pytest.raises(ValueError, match="1 passes and 2 weights"):
        rubric_score([True], [1, 1])
    for weight in (0, -1, math.inf):
        with pytest.raises(ValueError, match="weights must be positive and finite"):
            rubric_score([True], [weight])
    for name, prototypes in (("other", ["form"]), ("bare", ["bare"])):
        with pytest.raises(ValueError, match=f"'{name}' is no prototype with a rubric"):
            rubric_route(
                "x", prototypes, route=lambda g, p, n=name: n, rubrics=RUBRICS, generic=[], passes=lambda g, i: True
            )
    plain = rubric_route(
        "x", ["form"], route=lambda g, p: "form", rubrics=RUBRICS, generic=[], passes=lambda g, i: None
    )
    assert plain == Judgement("form", None)


def test_every_question_is_about_the_item_that_was_given() -> None:
    asked: list[tuple[Any, ...]] = []

    def noting(answer: Any) -> Any:
        return lambda *about: asked.append(about) or answer

    branch_rethink("item", branch=noting(["x"]), rethink=noting(Judgement(True)))
    critique_then_score("item", critique=noting("hm"), score=noting(0.5))
    rubrics = {"form": [("a", 1.0)]}
    rubric_route("goal", ["form"], route=noting("form"), rubrics=rubrics, generic=[], passes=noting(True))
    assert asked == [
        ("item",), ("item", ["x"]), ("item",), ("item", "hm"), ("goal", ["form"]), ("goal", "a"),
    ]  # fmt: skip


def test_what_was_said_is_kept_whatever_comes_of_it() -> None:
    words = iter(["first [[A]]", "then [[B]]", "last [[A]]"])
    found = rm_r1("x", "y", judge=lambda a, b: next(words), k=3, swap=False)
    assert (found.rationale, found.raw) == ("last [[A]]", "first [[A]]\nthen [[B]]\nlast [[A]]")
    none = branch_rethink("x", branch=lambda i: list("abcd"), rethink=lambda i, d: Judgement(True))
    assert (none.label, none.score, none.rationale) == (None, None, "4 dimensions")
    assert branch_rethink("x", branch=lambda i: list("abc"), rethink=lambda i, d: Judgement(True)).label is True
    spoken = Judgement(None, rationale="because", raw="all of it")
    unsure = branch_rethink("x", branch=lambda i: ["a"], rethink=lambda i, d: spoken)
    assert (unsure.rationale, unsure.raw) == ("because", "all of it")
    sure = branch_rethink("x", branch=lambda i: ["a"], rethink=lambda i, d: Judgement(True, 1.0, "so", "raw"))
    assert (sure.rationale, sure.raw) == ("so", "raw")
