"""Thoughts that a corrector rewrites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.curation.thoughts import ThoughtStep, correction_loss, thought_correction_pairs, thought_logprob
from tests.methods.strategies import close, numbers, rows

words = st.text("abc", max_size=4).map(tuple)
steps = st.lists(st.builds(ThoughtStep, st.integers(0, 9), words, words), max_size=6)
logprobs = st.floats(-10, 0).map(lambda x: round(x, 6))


def even(seen: int, thought: tuple) -> tuple | None:
    return (*thought, "!") if seen % 2 == 0 else None


@pytest.mark.example("thought_correction_pairs")
def test_three_steps_with_one_skipped_give_two_pairs() -> None:
    given_steps = [ThoughtStep(i, ("t",), ("click", "5")) for i in (0, 1, 2)]
    pairs = thought_correction_pairs(given_steps, even)
    assert [(p.step, p.seen, p.target) for p in pairs] == [
        (0, 0, ("t", "!", "click", "5")),
        (2, 2, ("t", "!", "click", "5")),
    ]
    assert pairs[0].mask.tolist() == [True, True, False, False]


@pytest.mark.invariant("thought_correction_pairs")
@given(steps)
def test_actions_are_never_in_the_mask(given_steps: list) -> None:
    for pair in thought_correction_pairs(given_steps, even):
        step = given_steps[pair.step]
        thought = [token for token, learnt in zip(pair.target, pair.mask, strict=True) if learnt]
        assert tuple(thought) == (*step.thought, "!")
        assert pair.target[len(thought) :] == step.action


@pytest.mark.invariant("thought_correction_pairs")
@given(steps)
def test_a_thought_that_needs_no_change_is_learnt_all_the_same(given_steps: list) -> None:
    pairs = thought_correction_pairs(given_steps, lambda _, thought: thought)
    assert [p.target for p in pairs] == [(*s.thought, *s.action) for s in given_steps]
    assert [p.step for p in pairs] == list(range(len(given_steps)))


@pytest.mark.invariant("thought_correction_pairs")
@given(steps, steps)
def test_pairs_of_all_times_are_gathered_one_a_corrected_step(one: list, two: list) -> None:
    earlier = thought_correction_pairs(one, even)
    kept = list(earlier)
    both = thought_correction_pairs(two, even, earlier=earlier)
    assert both[: len(earlier)] == earlier == kept
    assert [p.step for p in both[len(earlier) :]] == [i for i, s in enumerate(two) if s.seen % 2 == 0]
    assert [p.seen for p in both] == [s.seen for s in (*one, *two) if s.seen % 2 == 0]


@pytest.mark.invariant("thought_correction_pairs")
@given(rows(logprobs), st.floats(0, 3), st.data())
def test_log_p_weighs_thoughts_and_adds_actions(thought: list, weight: float, draw: st.DataObject) -> None:
    action = [draw.draw(st.lists(logprobs, max_size=3)) for _ in thought]
    out = thought_logprob(thought, action, weight=weight).tolist()
    for t, a, total in zip(thought, action, out, strict=True):
        assert (total is None) == (not a)
        assert total is None or close(total, weight * sum(t) + sum(a))


@pytest.mark.invariant("thought_correction_pairs")
@given(rows(logprobs), st.data())
def test_the_loss_adds_the_cross_entropy_of_the_thought(corrected: list, draw: st.DataObject) -> None:
    policy = [draw.draw(numbers) for _ in corrected]
    out = correction_loss(policy, corrected).tolist()
    expected = [p - (sum(row) / len(row) if row else 0) for p, row in zip(policy, corrected, strict=True)]
    assert close(out, expected)


def test_thoughts_have_their_gaps_and_errors() -> None:
    assert thought_correction_pairs([], even) == []
    assert thought_logprob([[-1.0], []], [[-2.0], [-1.0]], weight=0.5).tolist() == [-2.5, -1.0]
    assert thought_logprob([[None]], [[-2.0]], weight=0.5, missing=-4).tolist() == [-4.0]
    assert thought_logprob([[-1.0]], [[None, -2.0]], weight=1, missing="skip").tolist() == [-3.0]
    assert correction_loss([1.0, None], [[-2.0, -4.0], [-1.0]]).tolist() == [4.0, None]
    assert correction_loss([1.0], [[-2.0, None]], missing="skip").tolist() == [3.0]
    for call, match in (
        (lambda: thought_logprob([[0.1]], [[-1]], weight=1), "thought must hold log-probabilities"),
        (lambda: thought_logprob([[-1]], [[0.1]], weight=1), "action must hold log-probabilities"),
        (lambda: thought_logprob([[-1]], [[-1], [-1]], weight=1), "thought has 1, action has 2"),
        (lambda: thought_logprob([[-1]], [[-1]], weight=-1), "weight must be"),
        (lambda: thought_logprob([[None]], [[-1]], weight=1), "thought are unscored"),
        (lambda: correction_loss([1.0], [[0.1]]), "corrected must hold log-probabilities"),
        (lambda: correction_loss([1.0], [[None]]), "corrected are unscored"),
        (lambda: correction_loss([1.0], []), "policy_loss has 1, corrected has 0"),
    ):
        with pytest.raises(ValueError, match=match):
            call()
