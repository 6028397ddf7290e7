"""How right step labels are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.metrics.steps import first_negative, processbench_f1, ternary_metrics
from tests.methods.strategies import rows

labels = st.sampled_from([-1.0, 0.0, 1.0])
errors = st.integers(-1, 4)
items = st.lists(st.tuples(errors, errors), min_size=1, max_size=12)


@pytest.mark.example("processbench_f1")
def test_six_tenths_of_errors_and_eight_of_right_ones() -> None:
    actual = [2] * 5 + [-1] * 5
    predicted = [2, 2, 2, 3, -1] + [-1, -1, -1, -1, 0]
    wrong, right, f1 = processbench_f1(predicted, actual)
    assert (wrong, right) == (0.6, 0.8)
    assert f1 == pytest.approx(0.6857, abs=5e-5)


@pytest.mark.invariant("processbench_f1")
@given(items)
def test_the_f1_is_the_harmonic_mean_of_both_sides(pairs: list) -> None:
    sides = [[p == a for p, a in pairs if (a == -1) == none] for none in (False, True)]
    shares = [sum(side) / len(side) if side else None for side in sides]
    found = processbench_f1([p for p, _ in pairs], [a for _, a in pairs])
    assert found[:2] == tuple(shares)
    if None in shares:
        assert found.f1 is None
    else:
        assert found.f1 == pytest.approx(2 / sum(1 / s for s in shares) if all(shares) else 0.0)


@pytest.mark.invariant("processbench_f1")
@given(items)
def test_the_f1_is_at_most_the_mean_of_both_sides(pairs: list) -> None:
    wrong, right, f1 = processbench_f1([p for p, _ in pairs], [a for _, a in pairs])
    assert f1 is None or f1 <= ((wrong or 0) + (right or 0)) / 2 + 1e-12


@pytest.mark.invariant("processbench_f1")
@given(st.lists(errors, min_size=1, max_size=10))
def test_saying_the_truth_has_1_and_nothing_0(actual: list) -> None:
    wrong, right, f1 = processbench_f1(actual, actual)
    assert wrong in (1.0, None)
    assert right in (1.0, None)
    assert f1 in (1.0, None)
    assert processbench_f1([None] * len(actual), actual).f1 in (0.0, None)


@pytest.mark.example("ternary_metrics")
def test_two_trajectories_with_one_label_wrong() -> None:
    reference, predicted = [[1, -1, -1, -1], [0, 1, 1]], [[1, 0, -1, -1], [0, 1, 1]]
    found = ternary_metrics([predicted], [reference])
    assert found.micro == pytest.approx(0.8571, abs=5e-5)
    assert found.first == 0.5
    assert found.exact == 0.5


@st.composite
def predictions(draw: st.DrawFn) -> tuple[list, list]:
    actual = draw(rows(labels, min_steps=1))
    return [[draw(st.one_of(st.none(), labels)) for _ in row] for row in actual], actual


@pytest.mark.invariant("ternary_metrics")
@given(predictions())
def test_steps_first_errors_and_whole_trajectories_are_counted(data: tuple) -> None:
    predicted, actual = data
    found = ternary_metrics([predicted], [actual])
    pairs = [(p, a) for row, true in zip(predicted, actual, strict=True) for p, a in zip(row, true, strict=True)]
    assert found.micro == pytest.approx(sum(p == a for p, a in pairs) / len(pairs))
    first = [(row.index(-1) if -1 in row else -1) for row in predicted]
    true = [(row.index(-1) if -1 in row else -1) for row in actual]
    assert found.first == pytest.approx(sum(a == b for a, b in zip(first, true, strict=True)) / len(actual))
    assert found.exact == pytest.approx(sum(a == b for a, b in zip(predicted, actual, strict=True)) / len(actual))


@pytest.mark.invariant("ternary_metrics")
@given(predictions(), predictions())
def test_sets_are_pooled_not_averaged(one: tuple, other: tuple) -> None:
    apart = ternary_metrics([one[0], other[0]], [one[1], other[1]])
    together = ternary_metrics([one[0] + other[0]], [one[1] + other[1]])
    assert apart == together


@pytest.mark.invariant("ternary_metrics")
@given(rows(labels, min_steps=1))
def test_the_truth_has_everything_right(actual: list) -> None:
    assert ternary_metrics([actual], [actual]) == (1.0, 1.0, 1.0)


@given(rows(labels))
def test_the_first_negative_is_the_first_one(given_rows: list) -> None:
    expected = [row.index(-1.0) if -1.0 in row else -1 for row in given_rows]
    assert first_negative(given_rows).tolist() == expected


def test_nothing_predicted_counts_as_no_error_and_as_wrong_steps() -> None:
    assert ternary_metrics([[[None, None]]], [[[1, 1]]]) == (0.0, 1.0, 0.0)
    assert ternary_metrics([], []) == (None, None, None)
    assert ternary_metrics([[[]]], [[[]]]) == (None, 1.0, 1.0)
    with pytest.raises(ValueError, match="predicted may only hold -1, 0 and 1"):
        ternary_metrics([[[0.5]]], [[[1]]])
    with pytest.raises(ValueError, match="actual may only hold"):
        ternary_metrics([[[1]]], [[[2]]])
    with pytest.raises(ValueError, match="actual are unscored"):
        ternary_metrics([[[1]]], [[[None]]])
    with pytest.raises(ValueError, match="predicted has 1 steps, actual has 2"):
        ternary_metrics([[[1]]], [[[1, 1]]])
    with pytest.raises(ValueError, match="lengths must agree"):
        ternary_metrics([], [[[1]]])
    for bad in (-2, 0.5):
        with pytest.raises(ValueError, match="predicted must be indices"):
            processbench_f1([bad], [1])
        with pytest.raises(ValueError, match="actual must be indices"):
            processbench_f1([1], [bad])
    with pytest.raises(ValueError, match="actual are unscored"):
        processbench_f1([1], [None])
    with pytest.raises(ValueError, match="lengths must agree"):
        processbench_f1([1, 2], [1])
    assert processbench_f1([], []) == (None, None, None)
