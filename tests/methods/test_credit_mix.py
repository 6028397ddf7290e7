"""A process reward joined with the outcome."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.mix import answer_gate, dataprm_mix, dataprm_steps, reasonflux_mix, renorm, spark_rewards
from tests.methods.strategies import batch, binary, close, flat, numbers, probabilities


@pytest.mark.example("renorm")
def test_a_step_is_read_against_the_outcome() -> None:
    out = renorm([[0.9, 0.2], [0.9, 0.2]], [1, 0]).tolist()
    assert close(out, [[0.9, 0.2], [-0.1, -0.8]])


@pytest.mark.invariant("renorm")
@given(batch(probabilities))
def test_no_step_of_a_success_is_negative_and_none_of_a_failure_positive(data: tuple) -> None:
    scores, outcome = data
    kept = copy.deepcopy(scores)
    for row, r in zip(renorm(scores, outcome), outcome, strict=True):
        assert all(0 <= x <= 1 if r else -1 <= x <= 0 for x in row)
    assert scores == kept


@pytest.mark.invariant("renorm")
@given(batch(probabilities, probabilities))
def test_a_reward_is_the_sum_of_both_halves(data: tuple) -> None:
    scores, outcome = data
    expected = [(x - 0.5) + (r - 0.5) for row, r in zip(scores, outcome, strict=True) for x in row]
    assert close(flat(renorm(scores, outcome).tolist()), expected)


@pytest.mark.invariant("renorm")
@given(batch(probabilities), st.integers(1, 20))
def test_points_count_as_a_share_of_the_maximum(data: tuple, most: int) -> None:
    scores, outcome = data
    points = [[most * x for x in row] for row in scores]
    out = renorm(points, outcome, maximum=[[most] * len(row) for row in scores])
    assert close(out.values, renorm(scores, outcome).values)


def test_a_maximum_of_zero_leaves_a_step_unscored() -> None:
    out = renorm([[3, 0, 2]], [1], maximum=[[4, 0, 2]])
    assert out.tolist() == [[0.75, None, 1.0]]
    assert renorm([[3, 1]], [1], maximum=[[4, None]], missing="skip").tolist() == [[0.75, None]]
    with pytest.raises(ValueError, match="1 of 2 maximum are unscored"):
        renorm([[3, 1]], [1], maximum=[[4, None]])
    assert renorm([[3, 1]], [1], maximum=[[4, None]], missing=0.5).tolist() == [[0.75, None]]
    with pytest.raises(ValueError, match="maximum must not be negative"):
        renorm([[3]], [1], maximum=[[-1]])
    with pytest.raises(ValueError, match="step_scores must lie from 0 to 1, found 1.25"):
        renorm([[5]], [1], maximum=[[4]])
    with pytest.raises(ValueError, match="row 0: step_scores has 1 steps, maximum has 2"):
        renorm([[5]], [1], maximum=[[4, 4]])


def test_renorm_keeps_to_its_ranges_and_gaps() -> None:
    with pytest.raises(ValueError, match="step_scores must lie from 0 to 1"):
        renorm([[-0.1]], [1])
    with pytest.raises(ValueError, match="outcome must lie from 0 to 1"):
        renorm([[0.1]], [2])
    with pytest.raises(ValueError, match="1 of 2 step_scores are unscored"):
        renorm([[0.1, None]], [1])
    assert renorm([[0.5, None], [0.5], []], [1, None, 1], missing="skip").tolist() == [[0.5, None], [None], []]
    assert renorm([[0.5, None]], [1], missing=0).tolist() == [[0.5, 0.0]]
    assert renorm([], []).tolist() == []


@pytest.mark.example("dataprm_mix")
def test_process_and_outcome_are_averaged() -> None:
    assert dataprm_mix([[1, 0.5, 1]], [1], beta=0.5).tolist() == pytest.approx([0.9167], abs=5e-5)
    assert dataprm_mix([[1, 0.5, 1]], [0], beta=0.25).tolist() == pytest.approx([0.125])


levels = st.sampled_from([0.0, 0.5, 1.0])


@pytest.mark.invariant("dataprm_mix")
@given(batch(levels, min_steps=1), probabilities)
def test_the_mix_lies_from_0_to_1_and_is_linear_in_beta(data: tuple, beta: float) -> None:
    scores, outcome = data
    kept = copy.deepcopy(scores)
    out = dataprm_mix(scores, outcome, beta=beta).values
    assert ((out >= 0) & (out <= 1)).all()
    process = [(sum(row[:-1]) + r) / len(row) for row, r in zip(scores, outcome, strict=True)]
    assert close(out, [(1 - beta) * r + beta * m for r, m in zip(outcome, process, strict=True)])
    assert scores == kept


@pytest.mark.invariant("dataprm_mix")
@given(batch(levels, min_steps=1))
def test_the_last_step_agrees_with_the_outcome_and_correcting_twice_changes_nothing(data: tuple) -> None:
    scores, outcome = data
    once = dataprm_steps(scores, outcome)
    assert [row[-1] for row in once] == outcome
    assert [row[:-1] for row in once] == [row[:-1] for row in scores]
    assert dataprm_steps(once, outcome).tolist() == once.tolist()
    assert dataprm_mix(once, outcome, beta=0.3).tolist() == dataprm_mix(scores, outcome, beta=0.3).tolist()


@pytest.mark.invariant("dataprm_mix")
@given(batch(levels, min_steps=2), probabilities, st.data())
def test_a_better_step_never_lowers_the_mix(data: tuple, beta: float, draw: st.DataObject) -> None:
    scores, outcome = data
    better = [[max(x, draw.draw(levels)) for x in row] for row in scores]
    a, b = dataprm_mix(better, outcome, beta=beta).values, dataprm_mix(scores, outcome, beta=beta).values
    assert (a >= b - 1e-12).all()


def test_a_last_step_without_an_answer_earns_nothing() -> None:
    assert dataprm_steps([[1, 1], [1, 1]], [1, 1], answered=[0, 1]).tolist() == [[1, 0], [1, 1]]
    assert dataprm_mix([[1, 1]], [1], beta=1, answered=[0]).tolist() == [0.5]
    with pytest.raises(ValueError, match="answered must hold 0 and 1 only"):
        dataprm_steps([[1]], [1], answered=[0.5])
    with pytest.raises(ValueError, match="answered are unscored"):
        dataprm_steps([[1]], [1], answered=[None])
    with pytest.raises(ValueError, match="outcome has 1, answered has 2"):
        dataprm_steps([[1]], [1], answered=[1, 1])


def test_what_could_not_be_parsed_is_refused_skipped_or_penalised() -> None:
    scores = [[None, 1, 0]]
    with pytest.raises(ValueError, match="1 of 3 step_scores are unscored"):
        dataprm_mix(scores, [1], beta=0.5)
    assert dataprm_steps(scores, [1], missing="skip").tolist() == [[None, 1, 1]]
    assert dataprm_steps(scores, [1], on_invalid=-1).tolist() == [[-1, 1, 1]]
    assert dataprm_mix(scores, [1], beta=1, on_invalid=-1).tolist() == pytest.approx([1 / 3])
    assert dataprm_mix(scores, [1], beta=1, missing="skip").tolist() == [1.0]
    assert dataprm_steps([[1, None]], [0], missing="skip").tolist() == [[1, 0]]
    assert dataprm_mix([[1], [], [1]], [None, 1, 1], beta=0.5).tolist() == [None, None, 1.0]
    assert dataprm_steps([[1], []], [None, 1]).tolist() == [[None], []]


def test_data_steps_and_beta_have_their_ranges() -> None:
    with pytest.raises(ValueError, match="step_scores must lie from 0 to 1"):
        dataprm_mix([[-1]], [1], beta=0.5)
    with pytest.raises(ValueError, match="outcome must lie from 0 to 1"):
        dataprm_mix([[1]], [-1], beta=0.5)
    for beta in (-0.1, 1.1):
        with pytest.raises(ValueError, match="beta must be a finite number from 0"):
            dataprm_mix([[1]], [1], beta=beta)
        with pytest.raises(ValueError, match="beta must be a finite number from 0"):
            reasonflux_mix([[1]], [1], [1], beta=beta)


@pytest.mark.example("reasonflux_mix")
def test_step_scores_and_guided_answers_are_mixed_with_the_outcome() -> None:
    assert reasonflux_mix([[0.4, 0.8]], [1], [0.5], alpha=1, beta=0.5).tolist() == pytest.approx([1.05])


@pytest.mark.invariant("reasonflux_mix")
@given(batch(min_steps=1), probabilities)
def test_without_beta_the_outcome_is_left(data: tuple, final: float) -> None:
    scores, outcome = data
    kept = copy.deepcopy(scores)
    assert reasonflux_mix(scores, outcome, [final] * len(outcome), beta=0).tolist() == outcome
    assert scores == kept


@pytest.mark.invariant("reasonflux_mix")
@given(batch(min_steps=1), probabilities, numbers, probabilities)
def test_the_mix_is_linear_in_each_part(data: tuple, final: float, alpha: float, beta: float) -> None:
    scores, outcome = data
    out = reasonflux_mix(scores, outcome, [final] * len(outcome), alpha=alpha, beta=beta)
    mean = [sum(row) / len(row) for row in scores]
    expected = [(1 - beta) * r + beta * m + beta * alpha * final for r, m in zip(outcome, mean, strict=True)]
    assert close(out.values, expected)


@pytest.mark.invariant("reasonflux_mix")
@given(batch(min_steps=1), probabilities, st.randoms())
def test_neither_the_order_of_steps_nor_of_trajectories_matters(data: tuple, final: float, random) -> None:
    scores, outcome = data
    order = random.sample(range(len(scores)), len(scores))
    mixed = [random.sample(scores[i], len(scores[i])) for i in order]
    finals = [final + i for i in range(len(scores))]
    finals = [f / max(finals[-1], 1) for f in finals]
    out = reasonflux_mix(scores, outcome, finals, beta=0.5).values
    permuted = reasonflux_mix(mixed, [outcome[i] for i in order], [finals[i] for i in order], beta=0.5)
    assert close(permuted.values, out[order])


def test_reasonflux_counts_the_answers_in_full_unless_told() -> None:
    assert reasonflux_mix([[0.5]], [1], [0.5], beta=1).tolist() == [1.0]
    assert reasonflux_mix([[0.5], [0.5], [], [0.5]], [1, None, 1, 1], [0.5, 0.5, 0.5, None], beta=1,
                          missing="skip").tolist() == [1.0, None, None, None]  # fmt: skip
    with pytest.raises(ValueError, match="final must lie from 0 to 1"):
        reasonflux_mix([[0.5]], [1], [1.5], beta=1)
    with pytest.raises(ValueError, match="1 of 1 final are unscored"):
        reasonflux_mix([[0.5]], [1], [None], beta=1)
    with pytest.raises(ValueError, match="1 of 1 step_scores are unscored"):
        reasonflux_mix([[None]], [1], [1], beta=1)
    with pytest.raises(ValueError, match="outcome has 1, final has 2"):
        reasonflux_mix([[0.5]], [1], [1, 1], beta=1)
    with pytest.raises(ValueError, match="alpha must be a finite number"):
        reasonflux_mix([[0.5]], [1], [1], beta=1, alpha=float("inf"))


@pytest.mark.example("spark_rewards")
def test_a_verdict_or_the_mean_of_the_steps() -> None:
    labels = [[1, 1, 0]]
    assert spark_rewards(labels, [0], form="step_average").tolist() == pytest.approx([0.667], abs=5e-4)
    assert spark_rewards(labels, [1], form="process_aware").tolist() == [1]
    assert spark_rewards(labels, [1]).tolist() == [1]
    assert spark_rewards(labels, [0]).tolist() == [0]


forms = st.sampled_from(["process_aware", "step_average"])


@pytest.mark.invariant("spark_rewards")
@given(batch(binary, min_steps=1), forms)
def test_a_broken_format_earns_nothing(data: tuple, form: str) -> None:
    labels, verdict = data
    assert spark_rewards(labels, verdict, form=form, well_formed=[0] * len(labels)).tolist() == [0] * len(labels)


@pytest.mark.invariant("spark_rewards")
@given(batch(binary, min_steps=1), forms)
def test_spark_lies_from_0_to_1_and_a_sound_format_changes_nothing(data: tuple, form: str) -> None:
    labels, verdict = data
    kept = copy.deepcopy(labels)
    out = spark_rewards(labels, verdict, form=form)
    assert ((out.values >= 0) & (out.values <= 1)).all()
    assert spark_rewards(labels, verdict, form=form, well_formed=[1] * len(labels)).tolist() == out.tolist()
    assert labels == kept


@pytest.mark.invariant("spark_rewards")
@given(batch(binary, min_steps=1))
def test_each_form_reads_its_own_argument(data: tuple) -> None:
    labels, verdict = data
    other = [1 - v for v in verdict]
    assert spark_rewards(labels, verdict).tolist() == verdict
    mean = spark_rewards(labels, verdict, form="step_average").tolist()
    assert mean == spark_rewards(labels, other, form="step_average").tolist()
    assert close(mean, [sum(row) / len(row) for row in labels])


def test_spark_checks_what_it_is_given() -> None:
    with pytest.raises(ValueError, match="labels must hold 0 and 1 only"):
        spark_rewards([[0.5]], [1])
    with pytest.raises(ValueError, match="outcome must hold 0 and 1 only"):
        spark_rewards([[1]], [0.5])
    with pytest.raises(ValueError, match="well_formed must hold 0 and 1 only"):
        spark_rewards([[1]], [1], well_formed=[0.5])
    with pytest.raises(ValueError, match="well_formed are unscored"):
        spark_rewards([[1]], [1], well_formed=[None])
    with pytest.raises(ValueError, match="outcome has 1, well_formed has 2"):
        spark_rewards([[1]], [1], well_formed=[1, 1])
    with pytest.raises(ValueError, match="labels are unscored"):
        spark_rewards([[None]], [1])
    with pytest.raises(ValueError, match="form must be 'process_aware' or 'step_average', not 'selective'"):
        spark_rewards([[1]], [1], form="selective")  # type: ignore[arg-type]
    labels = [[1, None], [], [1], [None]]
    assert spark_rewards(labels, [0, 1, None, None], form="step_average", missing="skip").tolist() == [1, None, 1, None]
    gated = spark_rewards(labels, [0, 1, None, None], well_formed=[1, 1, 1, 0], missing="skip")
    assert gated.tolist() == [0, 1, None, 0]


def test_an_answer_block_stands_once_and_at_the_end() -> None:
    sound = ["so <a>1</a>", "<a>1</a> \n", "<a></a>"]
    broken = ["<a>1</a> so", "<a>1", "1</a>", "<a>1</a><a>2</a>", "<a><a>1</a>", "", "</a><a>1</a>"]
    assert answer_gate(sound + broken, opening="<a>", closing="</a>").tolist() == [1] * 3 + [0] * 7
    with pytest.raises(ValueError, match="must not be empty"):
        answer_gate(["x"], opening="", closing="x")
    with pytest.raises(ValueError, match="must not be empty"):
        answer_gate(["x"], opening="x", closing="")
    assert answer_gate([], opening="<a>", closing="</a>").tolist() == []
