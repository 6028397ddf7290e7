"""Labels and scores by vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.judges.ternary import ternary_propagate
from rewards.judges.votes import (
    Majority,
    ensemble_score,
    keep_above,
    step_majority,
    ternary_verdict,
    wrong_step_vote,
)
from tests.methods.strategies import binary, close, numbers, rows

ternary = st.sampled_from([-1.0, 0.0, 1.0])


@st.composite
def ballots(draw: st.DrawFn, items: st.SearchStrategy = binary) -> list[list]:
    steps = draw(st.integers(1, 5))
    return draw(st.lists(st.lists(items, min_size=steps, max_size=steps), min_size=1, max_size=5))


@pytest.mark.example("step_majority")
def test_three_verifications_of_three_steps() -> None:
    found = step_majority([[1, 1, 0], [1, 0, 0], [1, 1, 1]])
    assert (found.labels.tolist(), found.verdict, found.first_error) == ([1, 1, 0], 0.0, 2)


@pytest.mark.invariant("step_majority")
@given(ballots(), st.data())
def test_the_order_of_votes_and_counting_them_twice_change_nothing(votes: list, data: st.DataObject) -> None:
    found = step_majority(votes)
    for other in (data.draw(st.permutations(votes)), votes * 2):
        again = step_majority(other)
        assert again.labels.tolist() == found.labels.tolist()
        assert (again.verdict, again.first_error) == (found.verdict, found.first_error)


@pytest.mark.invariant("step_majority")
@given(ballots())
def test_a_step_is_right_if_more_than_half_say_so(votes: list) -> None:
    expected = [float(2 * sum(step) > len(votes)) for step in zip(*votes, strict=True)]
    found = step_majority(votes)
    assert found.labels.tolist() == expected
    assert found.verdict == float(all(expected))
    assert found.first_error == (expected.index(0.0) if 0.0 in expected else -1)


@pytest.mark.invariant("step_majority")
@given(st.lists(binary, min_size=1, max_size=5), st.integers(1, 4))
def test_one_vote_and_unanimous_ones_are_respected(vote: list, times: int) -> None:
    assert step_majority([vote] * times).labels.tolist() == vote
    silent = step_majority([vote, [None] * len(vote)])
    assert silent.labels.tolist() == vote


def test_ties_go_where_they_are_told_and_a_step_nobody_judged_leaves_the_verdict_open() -> None:
    split = [[1, 1], [1, 0]]
    assert step_majority(split).labels.tolist() == [1, 0]
    assert step_majority(split, ties="right").labels.tolist() == [1, 1]
    open_ = step_majority(split, ties="abstain")
    assert (open_.labels.tolist(), open_.verdict, open_.first_error) == ([1, None], None, -1)
    assert step_majority([[0, None]]).verdict == 0.0
    assert step_majority([[1, None]]).verdict is None
    nothing = step_majority([])
    assert (nothing.labels.tolist(), nothing.verdict, nothing.first_error) == ([], None, -1)
    assert isinstance(nothing, Majority)
    with pytest.raises(ValueError, match="votes must hold 0 and 1 only"):
        step_majority([[0.5]])
    with pytest.raises(ValueError, match="ties must be"):
        step_majority([[1]], ties="x")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="every row must have the same length"):
        step_majority([[1], [1, 0]])


@pytest.mark.example("wrong_step_vote")
def test_three_critiques_by_three_rules() -> None:
    critiques = [[2], [2, 3], [3, 2]]
    assert wrong_step_vote(critiques, 4).tolist() == [0, 0, 1, 0]
    assert wrong_step_vote(critiques, 4, rule="majority").tolist() == [0, 0, 1, 1]
    assert wrong_step_vote(critiques, 4, rule="average").tolist() == pytest.approx([0, 0, 1, 0.667], abs=5e-4)


critics = st.lists(st.one_of(st.none(), st.lists(st.integers(0, 4), max_size=4)), min_size=1, max_size=5)


@pytest.mark.invariant("wrong_step_vote")
@given(critics)
def test_all_is_within_more_than_half_and_that_within_any(critiques: list) -> None:
    every, most, share = (
        wrong_step_vote(critiques, 5, rule=rule).values for rule in ("intersection", "majority", "average")
    )  # type: ignore[arg-type]
    assert (every <= most).all()
    assert (most <= (share > 0)).all()


@pytest.mark.invariant("wrong_step_vote")
@given(critics)
def test_shares_are_those_of_the_critiques_that_could_be_read(critiques: list) -> None:
    read = [set(c) for c in critiques if c is not None]
    found = wrong_step_vote(critiques, 5, rule="average").tolist()
    if not read:
        assert found == [None] * 5
    else:
        assert close(found, [sum(t in c for c in read) / len(read) for t in range(5)])


@pytest.mark.invariant("wrong_step_vote")
@given(critics, st.sampled_from(["intersection", "majority", "average"]), st.data())
def test_the_order_of_critiques_and_unreadable_ones_change_nothing(critiques: list, rule, data: st.DataObject) -> None:
    found = wrong_step_vote(critiques, 5, rule=rule).tolist()
    shuffled = [None, *data.draw(st.permutations(critiques))]
    assert wrong_step_vote(shuffled, 5, rule=rule).tolist() == found


def test_a_critique_names_steps_that_are_there() -> None:
    assert wrong_step_vote([[0, 0]], 1, rule="average").tolist() == [1]
    assert wrong_step_vote([[0], []], 1, rule="majority").tolist() == [0]
    assert wrong_step_vote([[]], 2).tolist() == [0, 0]
    for step in (-1, 2):
        with pytest.raises(ValueError, match="names a step beyond the 2 there are"):
            wrong_step_vote([[step]], 2)
    with pytest.raises(ValueError, match="rule must be"):
        wrong_step_vote([[0]], 1, rule="x")  # type: ignore[arg-type]


@pytest.mark.example("ensemble_score")
def test_two_models_as_they_are_and_standardised() -> None:
    models = [[1, -1], [0.5, -0.5]]
    assert ensemble_score(models, standardise=False).tolist() == [0.75, -0.75]
    assert ensemble_score(models).tolist() == pytest.approx([1, -1])


@pytest.mark.invariant("ensemble_score")
@given(ballots(numbers), st.floats(0.1, 10), st.floats(-5, 5))
def test_a_model_s_scale_and_level_are_irrelevant_once_standardised(models: list, k: float, c: float) -> None:
    found = ensemble_score(models).tolist()
    if all(max(row) - min(row) > 1e-3 or max(row) == min(row) for row in models):
        moved = [[k * x + c for x in models[0]], *models[1:]]
        assert close(ensemble_score(moved).tolist(), found, 1e-5)


@pytest.mark.invariant("ensemble_score")
@given(ballots(numbers), st.data())
def test_the_mean_lies_between_the_models(models: list, data: st.DataObject) -> None:
    weights = [data.draw(st.floats(0.1, 5)) for _ in models]
    found = ensemble_score(models, accuracy=weights, standardise=False).tolist()
    for score, column in zip(found, zip(*models, strict=True), strict=True):
        expected = sum(w * x for w, x in zip(weights, column, strict=True)) / sum(weights)
        assert score == pytest.approx(expected, abs=1e-9)
        assert min(column) - 1e-9 <= (score or 0) <= max(column) + 1e-9


@pytest.mark.invariant("ensemble_score")
@given(ballots(numbers))
def test_one_model_s_word_is_its_own(models: list) -> None:
    weights = [1.0, *[0.0] * (len(models) - 1)]
    assert close(ensemble_score(models, accuracy=weights, standardise=False).tolist(), models[0])
    assert close(
        ensemble_score(models * 2, standardise=False).tolist(), ensemble_score(models, standardise=False).tolist()
    )


def test_gaps_constants_and_weights_without_sense() -> None:
    assert ensemble_score([[1, None], [3, None]], standardise=False, missing="skip").tolist() == [2, None]
    assert ensemble_score([[1, None], [3, 4]], standardise=False, missing="skip").tolist() == [2, 4]
    assert ensemble_score([[5, 5], [1, 3]]).tolist() == [-0.5, 0.5]
    with pytest.raises(ValueError, match="models are unscored"):
        ensemble_score([[None]])
    with pytest.raises(ValueError, match="at least one model"):
        ensemble_score([])
    for bad in ([1], [0, 0], [1, -1], [1, float("inf")]):
        with pytest.raises(ValueError, match="accuracy must hold 2 weights"):
            ensemble_score([[1], [1]], accuracy=bad)
    assert keep_above([1, 4, None, 2, 3], quantile=0.5).tolist() == [1, 4]
    assert keep_above([1, 2], quantile=0.0).tolist() == [0, 1]
    assert keep_above([None], quantile=0.5).tolist() == []
    with pytest.raises(ValueError, match="quantile must be"):
        keep_above([1], quantile=2)


@pytest.mark.example("ternary_verdict")
def test_an_invalid_answer_is_left_out_of_the_mean() -> None:
    found = ternary_verdict(["correct", "invalid", "incorrect"])
    assert (found.reward.tolist(), found.mean, found.valid) == ([1, None, 0], 0.5, 2)


answers = st.lists(st.sampled_from(["correct", "incorrect", "invalid", None]), max_size=8)


@pytest.mark.invariant("ternary_verdict")
@given(answers)
def test_the_mean_is_the_share_of_right_ones_among_valid_ones(verdicts: list) -> None:
    found = ternary_verdict(verdicts)
    right, wrong = verdicts.count("correct"), verdicts.count("incorrect")
    assert found.valid == right + wrong
    assert found.mean == (pytest.approx(right / (right + wrong)) if right + wrong else None)


@pytest.mark.invariant("ternary_verdict")
@given(answers, st.integers(0, 4))
def test_more_invalid_answers_change_no_mean(verdicts: list, more: int) -> None:
    found, other = ternary_verdict(verdicts), ternary_verdict(verdicts + ["invalid"] * more)
    assert (other.mean, other.valid) == (found.mean, found.valid)


@pytest.mark.invariant("ternary_verdict")
@given(answers)
def test_each_verdict_has_its_reward(verdicts: list) -> None:
    reward = {"correct": 1.0, "incorrect": 0.0}
    assert ternary_verdict(verdicts).reward.tolist() == [reward.get(v) for v in verdicts]


def test_another_word_is_no_verdict() -> None:
    with pytest.raises(ValueError, match="a verdict must be correct, incorrect or invalid, not 'yes'"):
        ternary_verdict(["yes"])  # type: ignore[list-item]


@pytest.mark.example("ternary_propagate")
def test_an_error_counts_against_all_that_follows_unless_it_is_mended() -> None:
    assert ternary_propagate([[1, -1, 1, 0, 1]]).tolist() == [[1, -1, -1, -1, -1]]
    assert ternary_propagate([[1, -1, 1, 0, 1]], [[0, 0, 0, 1, 0]]).tolist() == [[1, -1, -1, 0, 1]]


@st.composite
def labelled(draw: st.DrawFn) -> tuple[list, list, list]:
    labels = draw(rows(ternary))
    return labels, [[draw(binary) for _ in row] for row in labels], [[draw(binary) for _ in row] for row in labels]


@pytest.mark.invariant("ternary_propagate")
@given(labelled())
def test_propagation_follows_the_trajectory_step_by_step(data: tuple) -> None:
    labels, corrected, depends = data
    expected = []
    for row, mended, rests in zip(labels, corrected, depends, strict=True):
        out, error = [], False
        for label, mend, rest in zip(row, mended, rests, strict=True):
            error = error and not mend
            out.append(-1.0 if error and rest else label)
            error = error or label == -1
        expected.append(out)
    assert ternary_propagate(labels, corrected, depends).tolist() == expected


@pytest.mark.invariant("ternary_propagate")
@given(labelled())
def test_propagating_twice_changes_nothing_and_no_label_rises(data: tuple) -> None:
    labels, _, depends = data
    once = ternary_propagate(labels).tolist()
    assert ternary_propagate(once).tolist() == once
    out = ternary_propagate(*data).tolist()
    assert all(a <= b for row, own in zip(out, labels, strict=True) for a, b in zip(row, own, strict=True))
    free = ternary_propagate(labels, None, [[0.0] * len(row) for row in labels]).tolist()
    assert free == labels
    assert depends is not None


@pytest.mark.invariant("ternary_propagate")
@given(labelled(), st.data())
def test_one_correction_more_never_lowers_a_label(data: tuple, draw: st.DataObject) -> None:
    labels, corrected, depends = data
    filled = [i for i, row in enumerate(labels) if row]
    if filled:
        i = draw.draw(st.sampled_from(filled))
        more = [list(row) for row in corrected]
        more[i][draw.draw(st.integers(0, len(more[i]) - 1))] = 1.0
        before, after = ternary_propagate(labels, corrected, depends), ternary_propagate(labels, more, depends)
        assert (after.values >= before.values).all()


@pytest.mark.invariant("ternary_propagate")
@given(rows(ternary))
def test_what_comes_before_the_first_error_is_untouched(labels: list) -> None:
    for row, own in zip(ternary_propagate(labels).tolist(), labels, strict=True):
        first = own.index(-1) if -1 in own else len(own)
        assert row == own[:first] + [-1.0] * (len(own) - first)


def test_unscored_labels_stay_and_others_are_refused() -> None:
    assert ternary_propagate([[None, -1, None, 1], []]).tolist() == [[None, -1, None, -1], []]
    assert ternary_propagate([[-1, -1, 1]], [[0, 1, 0]]).tolist() == [[-1, -1, -1]]
    assert ternary_propagate([[1], [-1, 1], [1, 1]]).tolist() == [[1], [-1, -1], [1, 1]]
    with pytest.raises(ValueError, match="labels may only hold -1, 0, 1"):
        ternary_propagate([[0.5]])
    with pytest.raises(ValueError, match="corrected may only hold 0, 1"):
        ternary_propagate([[1]], [[2]])
    with pytest.raises(ValueError, match="depends are unscored"):
        ternary_propagate([[1]], None, [[None]])
    with pytest.raises(ValueError, match="labels has 1 steps, corrected has 2"):
        ternary_propagate([[1]], [[1, 1]])
