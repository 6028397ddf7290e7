"""First errors, alignment with a reference, corrections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.judges.first_error import (
    Match,
    Reviewed,
    agreement,
    consistency,
    corrective_prm,
    first_error_verifier,
    spare_align,
)
from rewards.judges.judgement import Judgement

errors = st.integers(-1, 5)
items = st.lists(st.tuples(errors, errors), min_size=1, max_size=8)


@pytest.mark.example("first_error_verifier")
def test_four_predictions_at_lambda_one_half() -> None:
    assert first_error_verifier([-1, -1, 3, 2], [-1, 2, 2, 2], lam=0.5).tolist() == [1, -1, 0.5, 1]


@pytest.mark.invariant("first_error_verifier")
@given(items, st.floats(0.05, 0.95))
def test_the_reward_is_a_power_of_the_distance_if_both_or_neither_have_an_error(pairs: list, lam: float) -> None:
    found = first_error_verifier([p for p, _ in pairs], [a for _, a in pairs], lam=lam).tolist()
    assert found == pytest.approx([lam ** abs(p - a) if (p < 0) == (a < 0) else -1.0 for p, a in pairs])


@pytest.mark.invariant("first_error_verifier")
@given(items, st.floats(0.05, 0.95))
def test_prediction_and_truth_can_be_exchanged(pairs: list, lam: float) -> None:
    one, other = [p for p, _ in pairs], [a for _, a in pairs]
    found = first_error_verifier(one, other, lam=lam).tolist()
    assert first_error_verifier(other, one, lam=lam).tolist() == found
    assert all(x == -1 or 0 < (x or 0) <= 1 for x in found)


@pytest.mark.invariant("first_error_verifier")
@given(items)
def test_exact_ones_are_near_and_rough_ones(pairs: list) -> None:
    predicted, actual = [p for p, _ in pairs], [a for _, a in pairs]
    found = agreement(predicted, actual)
    exact = sum(p == a for p, a in pairs) / len(pairs)
    assert found.precise == pytest.approx(exact)
    assert found.approx == pytest.approx(sum(abs(p - a) <= 1 for p, a in pairs) / len(pairs))
    assert found.rough == pytest.approx(sum((p < 0) == (a < 0) for p, a in pairs) / len(pairs))
    assert exact <= min(found.approx or 0, found.rough or 0) + 1e-12


@pytest.mark.invariant("first_error_verifier")
@given(st.lists(st.lists(errors, min_size=3, max_size=3), min_size=1, max_size=5))
def test_consistency_is_the_share_of_the_most_frequent_prediction(runs: list) -> None:
    most, share = consistency(runs)
    for item in range(3):
        said = [run[item] for run in runs]
        top = max(said.count(x) for x in said)
        assert share.values[item] == pytest.approx(top / len(runs))
        assert most.values[item] == min(x for x in said if said.count(x) == top)
        assert 1 / len(runs) <= share.values[item] <= 1


def test_gaps_in_runs_and_lambdas_out_of_range() -> None:
    most, share = consistency([[1, None], [2, None], [1, None]])
    assert (most.tolist(), share.tolist()) == ([1, None], [pytest.approx(2 / 3), None])
    assert [len(x) for x in consistency([])] == [0, 0]
    assert agreement([], []) == (None, None, None)
    assert agreement([None, 0], [-1, -1]) == (0.0, 0.5, 0.0)
    assert first_error_verifier([None, 1], [1, None], lam=0.5).tolist() == [None, None]
    for lam in (0.0, 1.0):
        with pytest.raises(ValueError, match="lam must lie between 0 and 1"):
            first_error_verifier([1], [1], lam=lam)
    for bad in (-2, 0.5):
        with pytest.raises(ValueError, match="predicted must be indices"):
            first_error_verifier([bad], [1], lam=0.5)
        with pytest.raises(ValueError, match="actual must be indices"):
            agreement([1], [bad])
    with pytest.raises(ValueError, match="actual are unscored"):
        agreement([1], [None])
    with pytest.raises(ValueError, match="lengths must agree"):
        consistency([[1], [1, 2]])
    with pytest.raises(ValueError, match="lengths must agree"):
        first_error_verifier([1], [1, 2], lam=0.5)


marks = st.lists(st.one_of(st.none(), st.tuples(st.booleans(), st.booleans())), max_size=6)


def reviewer(given_marks: list):
    def review(steps, t: int) -> Reviewed[str] | None:
        mark = given_marks[t]
        if mark is None:
            return None
        return Reviewed("intent", *mark, correction=f"better {t}" if not all(mark) else None)

    return review


@pytest.mark.example("corrective_prm")
def test_the_wrong_step_of_three_is_corrected() -> None:
    found = corrective_prm(["a", "b", "c"], review=reviewer([(True, True), (True, False), (True, True)]))
    assert (found.labels.tolist(), found.first_error, found.correction) == ([1, 0, 1], 1, "better 1")


@pytest.mark.invariant("corrective_prm")
@given(marks)
def test_a_step_is_right_if_it_fits_and_is_logical(given_marks: list) -> None:
    found = corrective_prm([""] * len(given_marks), review=reviewer(given_marks))
    assert found.labels.tolist() == [None if m is None else float(all(m)) for m in given_marks]


@pytest.mark.invariant("corrective_prm")
@given(marks)
def test_only_the_first_wrong_step_is_corrected(given_marks: list) -> None:
    found = corrective_prm([""] * len(given_marks), review=reviewer(given_marks))
    wrong = [t for t, m in enumerate(given_marks) if m is not None and not all(m)]
    assert found.first_error == (wrong[0] if wrong else None)
    assert found.correction == (f"better {wrong[0]}" if wrong else None)


@pytest.mark.invariant("corrective_prm")
@given(st.integers(0, 6))
def test_where_all_pass_nothing_is_corrected(count: int) -> None:
    found = corrective_prm([""] * count, review=reviewer([(True, True)] * count))
    assert (found.first_error, found.correction) == (None, None)
    assert found.labels.tolist() == [1.0] * count


@pytest.mark.example("spare_align")
def test_three_steps_of_which_two_have_a_match() -> None:
    found = spare_align(
        ["a", "b", "c"], ["a", "b"], align=lambda steps, reference: [Match((0,), True), Match((1,), True), None]
    )
    assert found.labels.tolist() == [1, 1, None]


matches = st.lists(
    st.one_of(st.none(), st.builds(Match, st.lists(st.integers(0, 2), max_size=2).map(tuple), st.booleans())),
    max_size=6,
)


@pytest.mark.invariant("spare_align")
@given(matches)
def test_every_step_has_exactly_one_label_or_none(given_matches: list) -> None:
    found = spare_align([0] * len(given_matches), [0] * 3, align=lambda s, r: given_matches)
    assert len(found.labels) == len(found.matches) == len(given_matches)
    expected = [None if m is None or not m.steps else 1.0 if m.right else -1.0 for m in given_matches]
    assert found.labels.tolist() == expected


@pytest.mark.invariant("spare_align")
@given(matches)
def test_explanations_are_kept(given_matches: list) -> None:
    found = spare_align([0] * len(given_matches), [0] * 3, align=lambda s, r: given_matches)
    assert list(found.matches) == given_matches


@pytest.mark.invariant("spare_align")
@given(st.integers(0, 5), st.integers(0, 5))
def test_an_aligner_that_loses_steps_is_refused(steps: int, given_back: int) -> None:
    if steps != given_back:
        with pytest.raises(ValueError, match=f"align gave {given_back} matches for {steps} steps"):
            spare_align([0] * steps, [0], align=lambda s, r: [None] * given_back)


def test_a_match_names_steps_of_the_reference() -> None:
    for step in (-1, 2):
        with pytest.raises(ValueError, match="a match names a step beyond the 2 of the reference"):
            spare_align([0], [0, 0], align=lambda s, r, step=step: [Match((step,), True)])
    assert Match((0,), False).error_type == ""
    assert Judgement() == Judgement(None, None, "", "", ())
