"""Maps fitted on labels."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import BSpline

from rewards.calibration.isotonic import AutocalR, Steps, TwoStage
from tests.methods.strategies import binary, close, numbers

pairs = st.lists(st.tuples(numbers, binary), min_size=4, max_size=12)


def split(rows: list) -> tuple[list, list]:
    return [s for s, _ in rows], [y for _, y in rows]


@pytest.mark.example("autocal_r")
def test_five_scores_with_one_inversion() -> None:
    fitted = AutocalR().fit([0.1, 0.2, 0.3, 0.4, 0.5], [0, 1, 0, 1, 1])
    assert fitted.transform([0.1, 0.2, 0.3, 0.4, 0.5]).tolist() == [0, 0.5, 0.5, 1, 1]
    assert fitted.estimate([0.1, 0.2, 0.3, 0.4, 0.5]) == pytest.approx(0.6)
    assert fitted.chosen == "monotone"


@pytest.mark.invariant("autocal_r")
@given(pairs, st.lists(numbers, max_size=8))
def test_calibrated_scores_rise_with_the_scores_and_are_shares(rows: list, fresh: list[float]) -> None:
    out = AutocalR(mode="monotone").fit(*split(rows)).transform(sorted(fresh)).values
    assert (np.diff(out) >= -1e-12).all()
    assert ((out >= 0) & (out <= 1)).all()


@pytest.mark.invariant("autocal_r")
@given(pairs)
def test_the_mean_calibrated_score_is_the_mean_label(rows: list) -> None:
    scores, labels = split(rows)
    assert AutocalR(mode="monotone").fit(scores, labels).estimate(scores) == pytest.approx(np.mean(labels))


@pytest.mark.invariant("autocal_r")
@given(pairs)
def test_calibrating_what_is_calibrated_changes_nothing(rows: list) -> None:
    scores, labels = split(rows)
    once = AutocalR(mode="monotone").fit(scores, labels).transform(scores).tolist()
    assert close(AutocalR(mode="monotone").fit(once, labels).transform(once).tolist(), once)


@pytest.mark.invariant("autocal_r")
@given(st.lists(st.tuples(st.integers(0, 4), binary), min_size=4, max_size=6))
def test_no_rising_map_fits_better(rows: list) -> None:
    scores, labels = split(rows)
    out = AutocalR(mode="monotone").fit(scores, labels).transform(scores).values
    best = float(np.square(out - labels).sum())
    places = sorted(set(scores))
    grid = [0.0, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 1.0]
    for values in itertools.combinations_with_replacement(grid, len(places)):
        other = dict(zip(places, values, strict=True))
        assert best <= sum((other[s] - y) ** 2 for s, y in rows) + 1e-9


@pytest.mark.invariant("autocal_r")
@given(pairs, st.lists(st.sampled_from("abcdef"), min_size=12, max_size=12))
def test_a_label_has_no_say_in_its_own_cross_fitted_score(rows: list, prompts: list[str]) -> None:
    scores, labels = split(rows)
    names = prompts[: len(rows)]
    model = AutocalR(mode="monotone")
    try:
        before = model.fit(scores, labels, names).crossfitted
    except ValueError as problem:
        assert "more prompts are needed" in str(problem)  # noqa: PT017 - either outcome is right
        return
    assert before is not None
    own = [i for i, fold in enumerate(model.fold) if fold == model.fold[0]]
    turned = [1 - y if i in own else y for i, y in enumerate(labels)]
    after = AutocalR(mode="monotone").fit(scores, turned, names).crossfitted
    assert after is not None
    assert [before.tolist()[i] for i in own] == [after.tolist()[i] for i in own]


def test_a_constant_label_gives_that_constant_and_gaps_are_left_out() -> None:
    fitted = AutocalR().fit([1, 2, None, 3, 4, 5], [0.3, 0.3, 1, 0.3, 0.3, None])
    assert fitted.transform([-9, 2.5, 9, None]).tolist() == pytest.approx([0.3, 0.3, 0.3, None])
    assert fitted.crossfitted is not None
    assert [x is None for x in fitted.crossfitted.tolist()] == [False, False, True, False, False, True]
    assert fitted.estimate([None]) is None
    assert fitted.held_out([None]) == []


def test_between_labelled_scores_the_map_is_straight_and_beyond_them_flat() -> None:
    fitted = AutocalR(mode="monotone").fit([0, 0, 10, 10], [0, 0, 1, 1])
    assert fitted.transform([-5, 2.5, 5, 20]).tolist() == [0, 0.25, 0.5, 1]


def test_held_out_estimates_are_those_of_the_maps_that_miss_a_fold() -> None:
    scores, labels = [0, 1, 2, 3, 4, 5], [0, 0, 1, 0, 1, 1]
    model = AutocalR(mode="monotone", folds=3).fit(scores, labels)
    expected = []
    for fold in range(3):
        kept = [i for i in range(6) if i % 3 != fold]
        other = Steps.fit(
            np.array([scores[i] for i in kept], dtype=float), np.array([labels[i] for i in kept], dtype=float)
        )
        expected.append(float(other(np.array(scores, dtype=float)).mean()))
    assert model.held_out(scores) == pytest.approx(expected)
    assert model.fold.tolist() == [0, 1, 2, 0, 1, 2]


def test_folds_are_the_same_for_the_same_prompts() -> None:
    scores, labels = list(range(12)), [0, 1] * 6
    names = [f"task {i // 2}" for i in range(12)]
    a, b = AutocalR().fit(scores, labels, names), AutocalR().fit(scores, labels, names)
    assert a.fold.tolist() == b.fold.tolist()
    assert all(a.fold[i] == a.fold[i + 1] for i in range(0, 12, 2))
    assert len(set(AutocalR().fit(scores, labels).fold.tolist())) == 5
    assert len(set(AutocalR().fit(scores[:4], labels[:4]).fold.tolist())) == 2


def test_a_judge_whose_scores_do_not_rise_with_the_truth_needs_two_stages() -> None:
    rng = np.random.default_rng(0)
    scores = rng.random(400)
    bump = (rng.random(400) < np.exp(-30 * (scores - 0.5) ** 2)).astype(float)
    bent = AutocalR().fit(scores, bump)
    assert bent.chosen == "two_stage"
    low, middle, high = bent.transform([0.05, 0.5, 0.95]).values
    assert middle > 0.8
    assert max(low, high) < 0.3
    rising = AutocalR().fit(scores, (rng.random(400) < scores).astype(float))
    forced = AutocalR(mode="two_stage").fit(scores, bump)
    assert forced.chosen == "two_stage"
    assert rising.transform([0.1, 0.9]).values[0] < rising.transform([0.1, 0.9]).values[1]
    assert AutocalR().fit(scores[:19], bump[:19]).chosen == "monotone"
    assert AutocalR().fit([0.5] * 30, [0, 1] * 15).chosen == "monotone"


def test_two_stages_end_flat_and_know_one_score_only_as_one() -> None:
    x, y = np.linspace(0, 1, 50), np.linspace(0, 1, 50) ** 2
    fitted = TwoStage.fit(x, y)
    assert fitted(np.array([-3.0]))[0] == pytest.approx(fitted(np.array([0.0]))[0])
    assert fitted(np.array([7.0]))[0] == pytest.approx(fitted(np.array([1.0]))[0])
    assert np.abs(fitted(x) - y).max() < 0.02
    same = AutocalR(mode="two_stage").fit([2, 2, 2, 2], [0, 1, 1, 1])
    assert same.transform([2, 5]).tolist() == pytest.approx([0.75, 0.75])


def test_falling_steps_mirror_rising_ones() -> None:
    x, y = np.array([1.0, 2, 3, 4]), np.array([0.0, 1, 0, 1])
    rising, falling = Steps.fit(x, y), Steps.fit(-x, y, increasing=False)
    assert rising(x).tolist() == falling(-x).tolist() == [0, 0.5, 0.5, 1]


def test_too_few_labels_and_parameters_out_of_range() -> None:
    with pytest.raises(ValueError, match="3 labelled scores are too few: at least 4"):
        AutocalR().fit([1, 2, 3], [0, 1, 1])
    assert AutocalR().fit([1, 2, 3, 4], [0, 1, 1, 1]).chosen == "monotone"
    with pytest.raises(ValueError, match="labels must lie from 0 to 1"):
        AutocalR().fit([1, 2, 3, 4], [0, 1, 1, 2])
    with pytest.raises(ValueError, match="fit it first"):
        AutocalR().transform([1])
    with pytest.raises(ValueError, match="prompts has 1 entries for 4"):
        AutocalR().fit([1, 2, 3, 4], [0, 1, 1, 1], ["a"])
    with pytest.raises(ValueError, match="all labelled prompts fall into one fold"):
        AutocalR().fit([1, 2, 3, 4], [0, 1, 1, 1], ["a"] * 4)
    with pytest.raises(ValueError, match="folds must be at least 2"):
        AutocalR(folds=1).fit([1, 2, 3, 4], [0, 1, 1, 1])
    with pytest.raises(ValueError, match="mode must be"):
        AutocalR(mode="x").fit([1, 2, 3, 4], [0, 1, 1, 1])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="scores holds NaN"):
        AutocalR().fit([math.nan, 2, 3, 4], [0, 1, 1, 1])


@pytest.mark.parametrize("seed", range(60))
def test_two_stages_are_taken_where_held_out_errors_speak_for_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = np.round(rng.random(int(rng.integers(18, 60))), 2)
    truth = (x, 1 - np.abs(2 * x - 1), np.where(x < 0.3, 0.9, 0.2), 0 * x + 0.5)[seed % 4]
    y = (rng.random(len(x)) < truth).astype(float)
    modes = {mode: AutocalR(mode).fit(x, y) for mode in ("auto", "monotone", "two_stage")}
    order = np.argsort(x, kind="stable")
    wrong, less = (
        np.square(np.array(modes[mode].crossfitted.tolist()) - y)[order]
        for mode in ("monotone", "two_stage")  # type: ignore[union-attr]
    )
    rmse, other = math.sqrt(wrong.mean()), math.sqrt(less.mean())
    by_delta_method = wrong.std() / math.sqrt(len(y)) / (2 * rmse)
    third = math.ceil(len(y) / 3)
    cuts = [0, third, third + math.ceil((len(y) - third) / 2), len(y)]
    wins = sum(less[a:b].mean() < wrong[a:b].mean() for a, b in itertools.pairwise(cuts))
    taken = len(x) >= 20 and (other < rmse - by_delta_method or wins >= 2)
    assert modes["auto"].chosen == ("two_stage" if taken else "monotone")
    assert modes["auto"].transform(x).tolist() == modes["two_stage" if taken else "monotone"].transform(x).tolist()


def test_twenty_labels_are_enough_to_try_and_one_score_is_not() -> None:
    x = [n / 20 for n in range(20)]
    bump = [float(5 <= n < 15) for n in range(20)]
    assert AutocalR().fit(x, bump).chosen == "two_stage"
    assert AutocalR().fit(x[:19], bump[:19]).chosen == "monotone"
    assert AutocalR().fit([0.5] * 20, bump).chosen == "monotone"
    assert AutocalR().fit(x, [0.0] * 10 + [1.0] * 10).chosen == "monotone"  # nothing is left to win


def test_the_index_is_a_cubic_spline_with_knots_at_the_scores_quantiles() -> None:
    rng = np.random.default_rng(3)
    x = np.sort(rng.random(400))
    y = np.clip(0.5 + 0.4 * np.sin(9 * x), 0, 1)
    fitted = AutocalR("two_stage").fit(x, y)
    inner = np.quantile(x, np.linspace(0, 1, 7))
    knots = np.concatenate([[inner[0]] * 3, inner, [inner[-1]] * 3])
    design = BSpline.design_matrix(x, knots, 3).toarray()
    index = design @ np.linalg.lstsq(design, y, rcond=None)[0]  # the ridge is a millionth
    rank = np.array([(index <= own).mean() for own in index])
    expected = Steps.fit(rank, y)(rank)
    assert np.allclose(fitted.transform(x).values, expected, atol=5e-3)
    assert np.abs(fitted.transform(x).values - y).mean() < 0.02
    low, high = fitted.transform([x[0], x[-1]]).tolist()
    assert fitted.transform([-5, 5]).tolist() == [low, high]
