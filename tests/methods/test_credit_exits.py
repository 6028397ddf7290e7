"""Answers forced early."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.credit.exits import exit_decay
from tests.methods.strategies import binary, close, rows

counts = st.sampled_from(["correct", "index"])


@pytest.mark.example("exit_decay")
def test_each_right_exit_earns_half_of_the_one_before() -> None:
    assert exit_decay([[0, 1, 1, 0, 1]]).tolist() == [[0, 1, 0.5, 0, 0.25]]
    assert exit_decay([[0, 1, 1, 0, 1]], count="index").tolist() == [[0, 0.5, 0.25, 0, 0.0625]]


@pytest.mark.invariant("exit_decay")
@given(rows(binary), counts)
def test_an_earlier_right_exit_earns_more_and_all_together_less_than_two(correct: list, count: str) -> None:
    kept = copy.deepcopy(correct)
    out = exit_decay(correct, count=count).tolist()
    assert [[x > 0 for x in row] for row in out] == [[c == 1 for c in row] for row in correct]
    for row in out:
        earned = [x for x in row if x]
        assert earned == sorted(set(earned), reverse=True)
        assert sum(row) < 2
    assert correct == kept


@pytest.mark.invariant("exit_decay")
@given(rows(binary))
def test_counting_right_exits_never_pays_less_than_counting_all(correct: list) -> None:
    right, index = exit_decay(correct).values, exit_decay(correct, count="index").values
    assert (right >= index).all()


@pytest.mark.invariant("exit_decay")
@given(rows(binary))
def test_rewards_are_halves_of_the_one_before_or_of_their_place(correct: list) -> None:
    for row, out, by_index in zip(correct, exit_decay(correct), exit_decay(correct, count="index"), strict=True):
        assert [x for x in out if x] == [0.5**n for n in range(int(sum(row)))]
        assert by_index == [c * 0.5**i for i, c in enumerate(row)]


@pytest.mark.invariant("exit_decay")
@given(rows(binary), counts)
def test_a_centred_series_sums_to_zero(correct: list, count: str) -> None:
    plain, out = exit_decay(correct, count=count).tolist(), exit_decay(correct, count=count, centre=True).tolist()
    assert close([sum(row) for row in out], [0] * len(correct))
    assert close(sum(out, []), [x - sum(row) / len(row) for row in plain for x in row])


def test_an_unscored_exit_is_passed_over_and_what_is_not_yes_or_no_is_refused() -> None:
    with pytest.raises(ValueError, match="1 of 3 correct are unscored"):
        exit_decay([[1, None, 1]])
    assert exit_decay([[1, None, 1]], missing="skip").tolist() == [[1, None, 0.5]]
    assert exit_decay([[1, None, 1]], count="index", missing="skip").tolist() == [[1, None, 0.25]]
    assert exit_decay([[1, None, 1]], missing=1).tolist() == [[1, 0.5, 0.25]]
    assert exit_decay([[1, None, 1]], centre=True, missing="skip").tolist() == [[0.25, None, -0.25]]
    with pytest.raises(ValueError, match="correct must hold 0 and 1 only"):
        exit_decay([[0.5]])
    with pytest.raises(ValueError, match="count must be 'correct' or 'index', not 'none'"):
        exit_decay([[1]], count="none")  # type: ignore[arg-type]
    assert exit_decay([[], [0, 0]]).tolist() == [[], [0, 0]]
    assert exit_decay([[1.0] * 3000]).sum().one() == 2.0
