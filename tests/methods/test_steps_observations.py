"""Step scores from features of what was seen."""

import copy
import inspect
import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rewards.steps.observations import PerceptualReward, goal_baseline, goal_progress, perceptual_segments
from tests.methods.strategies import close, probabilities

part = st.integers(-8, 8).map(lambda n: n / 4)
vector = st.lists(part, min_size=3, max_size=3).filter(any)
states = st.lists(st.lists(vector, max_size=4), min_size=1, max_size=3)
feature_rows = st.integers(1, 2).flatmap(
    lambda width: st.lists(st.lists(part, min_size=width, max_size=width), min_size=1, max_size=7)
)


def unit(x: list) -> np.ndarray:
    return np.array(x) / np.linalg.norm(x)


@pytest.mark.example("goal_baseline")
@pytest.mark.parametrize(("alpha", "expected"), [(0.0, 0.80), (0.5, 0.83), (1.0, 0.84)])
def test_closeness_rises_as_the_baseline_is_projected_away(alpha: float, expected: float) -> None:
    assert close(goal_baseline([[[0.8, 0.6]]], [[1, 0]], [[0, 1]], alpha=alpha).tolist(), [[expected]])


@pytest.mark.invariant("goal_baseline")
@given(states, vector, vector, probabilities)
def test_closeness_is_at_most_1_and_1_at_the_goal(batch: list, goal: list, baseline: list, alpha: float) -> None:
    kept = copy.deepcopy(batch)
    out = goal_baseline(batch, [goal] * len(batch), [baseline] * len(batch), alpha=alpha).tolist()
    assert [len(row) for row in out] == [len(row) for row in batch]
    assert all(x <= 1 for row in out for x in row)
    assert batch == kept
    assert close(goal_baseline([[goal]], [goal], [baseline], alpha=alpha).tolist(), [[1.0]])


@pytest.mark.invariant("goal_baseline")
@given(states, vector, vector)
def test_without_projection_closeness_is_the_cosine(batch: list, goal: list, baseline: list) -> None:
    out = goal_baseline(batch, [goal] * len(batch), [baseline] * len(batch), alpha=0.0).tolist()
    for row, scored in zip(batch, out, strict=True):
        assert close(scored, [float(unit(s) @ unit(goal)) for s in row])
    same = goal_baseline(batch, [goal] * len(batch), [goal] * len(batch), alpha=1.0).tolist()
    assert all(close(a, b) for a, b in zip(same, out, strict=True))


@pytest.mark.invariant("goal_baseline")
@given(vector, vector, vector)
def test_full_projection_sees_the_component_along_the_line_only(state: list, goal: list, baseline: list) -> None:
    along = unit(goal) - unit(baseline)
    assume(np.linalg.norm(along) > 0.01)
    share = (unit(state) - unit(baseline)) @ along / (along @ along)
    expected = 1 - 0.5 * (1 - share) ** 2 * (along @ along)
    assert close(goal_baseline([[state]], [goal], [baseline], alpha=1.0).tolist(), [[expected]])


@pytest.mark.invariant("goal_baseline")
@given(states, vector, vector, probabilities, st.floats(1e-3, 1e3))
def test_lengths_of_vectors_do_not_matter(batch: list, goal: list, baseline: list, alpha: float, k: float) -> None:
    plain = goal_baseline(batch, [goal] * len(batch), [baseline] * len(batch), alpha=alpha)
    longer = [[[k * x for x in s] for s in row] for row in batch]
    scaled = goal_baseline(longer, [[k * x for x in goal]] * len(batch), [baseline] * len(batch), alpha=alpha)
    assert all(close(a, b, 1e-6) for a, b in zip(plain, scaled, strict=True))


def test_each_trajectory_has_its_own_goal_and_progress_is_the_difference() -> None:
    batch = [[[1.0, 0.0], [0.0, 1.0], None], [[0.0, 2.0]], []]
    goals, baselines = [[1, 0], [0, 1], [1, 1]], [[0, 1], [1, 0], [1, 0]]
    assert goal_baseline(batch, goals, baselines, alpha=0.0).tolist() == [[1.0, 0.0, None], [1.0], []]
    assert goal_progress(batch, goals, baselines, alpha=0.0).tolist() == [[-1.0, None], [], []]
    half = goal_progress([[[0.8, 0.6], [1.0, 0.0]]], [[1, 0]], [[0, 1]], alpha=0.5).tolist()
    assert close(half, [[0.17]])
    assert goal_baseline([np.array([[1.0, 0.0]])], np.array([[1.0, 0.0]]), [[0, 1]], alpha=0.5).tolist() == [[1.0]]
    assert goal_baseline([], [], [], alpha=0.5).tolist() == []
    assert goal_baseline([[None]], [[1, 0]], [[0, 1]], alpha=0.5).tolist() == [[None]]


def test_goals_that_agree_but_for_rounding_leave_the_cosine() -> None:
    out = goal_baseline([[[1.0, 0.0]]], [[0.1, 0.7]], [[0.3, 2.1]], alpha=1.0).tolist()
    assert close(out, [[0.1 / np.hypot(0.1, 0.7)]])


@pytest.mark.parametrize("scale", [1e-200, 1e99])
def test_tiny_and_huge_vectors_are_normalised(scale: float) -> None:
    out = goal_baseline([[[0.8 * scale, 0.6 * scale]]], [[scale, 0]], [[0, scale]], alpha=0.5)
    assert close(out.tolist(), [[0.83]])


def test_vectors_that_do_not_fit_are_refused() -> None:
    good = {"states": [[[1.0, 0.0]]], "goal": [[1.0, 0.0]], "baseline": [[0.0, 1.0]], "alpha": 0.5}
    for change, match in (
        ({"states": [[[0.0, 0.0]]]}, "states holds a zero vector"),
        ({"goal": [[0.0, 0.0]]}, "goal holds a zero vector"),
        ({"baseline": [[0.0, 0.0]]}, "baseline holds a zero vector"),
        ({"states": [[[1.0, 0.0, 0.0]]]}, "states must hold vectors of 2 numbers, found \\[3\\]"),
        ({"goal": [[1.0, 0.0, 0.0]]}, "goal is \\(1, 3\\), baseline is \\(1, 2\\)"),
        ({"goal": [[1.0, 0.0]] * 2}, "goal has 2 vectors for 1 trajectories"),
        ({"baseline": []}, "baseline has 0 vectors for 1 trajectories"),
        ({"states": [[[float("nan"), 0.0]]]}, "states holds NaN"),
        ({"alpha": -0.1}, "alpha must be a finite number from 0"),
        ({"alpha": 1.1}, "alpha must be a finite number from 0"),
    ):
        with pytest.raises(ValueError, match=match):
            goal_baseline(**(good | change))  # type: ignore[arg-type]


def segment_cost(rows: list, weighted: bool) -> float:
    return float(np.var(rows, axis=0).mean()) * (len(rows) if weighted else 1)


def splits(length: int, segments: int, min_size: int) -> list:
    """All ways to cut, as lists of (start, end)."""
    cuts = itertools.combinations(range(1, length), segments - 1)
    ways = [list(itertools.pairwise([0, *cut, length])) for cut in cuts]
    return [way for way in ways if all(b - a >= min_size for a, b in way)]


@pytest.mark.example("perceptual_segments")
@pytest.mark.parametrize("cost", ["weighted", "variance"])
def test_a_trajectory_is_cut_where_it_changes(cost: str) -> None:
    out = perceptual_segments([[[0], [0], [5], [5]]], segments=2, cost=cost)
    assert out.boundaries == [[2]]
    assert out.number.tolist() == [[0.0, 0.0, 1.0, 1.0]]
    assert out.cost.tolist() == [0.0]


@pytest.mark.invariant("perceptual_segments")
@pytest.mark.parametrize("cost", ["weighted", "variance"])
@given(feature_rows, st.integers(1, 3), st.integers(1, 2))
def test_no_other_split_is_cheaper(cost: str, features: list, segments: int, min_size: int) -> None:
    assume(segments * min_size <= len(features))
    out = perceptual_segments([features], segments=segments, min_size=min_size, cost=cost)
    ways = splits(len(features), segments, min_size)
    price = [sum(segment_cost(features[a:b], cost == "weighted") for a, b in way) for way in ways]
    assert close(out.cost.tolist()[0], min(price))
    own = list(itertools.pairwise([0, *out.boundaries[0], len(features)]))
    assert own in ways
    assert close(price[ways.index(own)], min(price))


@pytest.mark.invariant("perceptual_segments")
@given(st.lists(feature_rows, min_size=1, max_size=3), st.integers(1, 3))
def test_segments_partition_every_trajectory_in_order(batch: list, segments: int) -> None:
    width = len(batch[0][0])
    batch = [[(step * 2)[:width] for step in row] for row in batch if len(row) >= segments]
    kept = copy.deepcopy(batch)
    out = perceptual_segments(batch, segments=segments)
    for row, numbers, cuts in zip(batch, out.number, out.boundaries, strict=True):
        assert numbers == sorted(numbers)
        assert sorted(set(numbers)) == list(range(segments))
        assert len(numbers) == len(row)
        assert cuts == [t for t in range(1, len(row)) if numbers[t] > numbers[t - 1]]
    assert batch == kept
    alone = [perceptual_segments([row], segments=segments) for row in batch]
    assert out.number.tolist() == [one.number.tolist()[0] for one in alone]
    assert out.cost.tolist() == [one.cost.one() for one in alone]


@pytest.mark.invariant("perceptual_segments")
@pytest.mark.parametrize("cost", ["weighted", "variance"])
@given(feature_rows, st.integers(-9, 9))
def test_the_cost_does_not_depend_on_where_the_features_lie(cost: str, features: list, shift: int) -> None:
    assume(len(features) >= 2)
    moved = [[x + 1000.0 * shift for x in step] for step in features]
    one, two = (perceptual_segments([f], segments=2, cost=cost).cost.tolist() for f in (features, moved))
    assert close(one, two)


@pytest.mark.invariant("perceptual_segments")
@given(feature_rows)
def test_the_weighted_cost_never_rises_with_more_segments(features: list) -> None:
    costs = [perceptual_segments([features], segments=n).cost.tolist()[0] for n in range(1, len(features) + 1)]
    assert all(b <= a + 1e-9 for a, b in itertools.pairwise(costs))
    assert close(costs[-1], 0.0)


def test_the_plain_variance_can_cost_more_with_more_segments() -> None:
    uneven = [[[0], [4], [0], [4]]]
    one, two = (perceptual_segments(uneven, segments=n, min_size=2, cost="variance") for n in (1, 2))
    assert (one.cost.tolist(), two.cost.tolist()) == ([4.0], [8.0])


def test_ties_cut_early_and_empty_trajectories_stay_empty() -> None:
    out = perceptual_segments([[[1.0]] * 4, [], [[1.0]] * 3], segments=3)
    assert out.boundaries == [[1, 2], [], [1, 2]]
    assert out.cost.tolist() == [0.0, None, 0.0]
    assert perceptual_segments([], segments=2).number.tolist() == []
    assert perceptual_segments([[[0.0], [0.0], [0.0], [0.0]]], segments=2, min_size=2).boundaries == [[2]]
    assert perceptual_segments([np.array([[0.0], [3.0]])], segments=1).cost.tolist() == [4.5]
    assert perceptual_segments([[[0.0], [3.0]]], segments=1, cost="variance").cost.tolist() == [2.25]


def test_splits_that_cannot_be_made_are_refused() -> None:
    for kwargs, match in (
        ({"segments": 3}, "2 steps are too few for 3 segments of at least 1"),
        ({"segments": 2, "min_size": 2}, "2 steps are too few for 2 segments of at least 2"),
        ({"segments": 0}, "segments must be a finite number from 1"),
        ({"segments": 1, "min_size": 0}, "min_size must be a finite number from 1"),
        ({"segments": 1, "cost": "range"}, "cost must be 'weighted' or 'variance'"),
    ):
        with pytest.raises(ValueError, match=match):
            perceptual_segments([[[0.0], [1.0]]], **kwargs)
    with pytest.raises(ValueError, match="features must not be missing"):
        perceptual_segments([[[0.0], None]], segments=1)
    with pytest.raises(ValueError, match="at least one dimension"):
        perceptual_segments([[[], []]], segments=1)
    with pytest.raises(ValueError, match="features must hold vectors of 1 numbers"):
        perceptual_segments([[[0.0], [1.0, 2.0]]], segments=1)
    assert inspect.signature(perceptual_segments).parameters["min_size"].default == 1


DEMONSTRATIONS = [[[0, 0], [0, 1], [4, 0], [4, 1], [9, 0], [9, 1]], [[0, 1], [4, 0], [9, 1]]]


def test_learnt_scores_rise_from_segment_to_segment() -> None:
    reward = PerceptualReward(3, top=1, floor=0.5).fit(DEMONSTRATIONS)
    scores = reward.transform([[[0, 0], [4, 1], [9, 0]], [], [[9, 5], None]]).tolist()
    assert scores[0] == sorted(scores[0])
    assert scores[1:] == [[], [pytest.approx(scores[0][2]), None]]  # the second dimension tells nothing apart


def test_learnt_scores_are_log_odds_of_gaussians() -> None:
    reward = PerceptualReward(2, top=2, floor=2.0).fit([[[0, 0], [6, 4]]])
    # both stds are the floor: (x - m0)^2 - (x - m1)^2 over 2 * 2^2, for both dimensions
    assert close(reward.transform([[[6, 4], [3, 2], [0, 1]]]).tolist(), [[6.5, 0.0, (1 - 36 - 9) / 8]])
    one = PerceptualReward(2, top=1, floor=2.0).fit([[[0, 0], [6, 4]]])
    assert close(one.transform([[[6, 9]]]).tolist(), [[4.5]])
    wide = PerceptualReward(2, top=1, floor=1.0).fit([[[0], [0], [0], [6], [12]]])
    assert close(wide.transform([[[9]]]).tolist(), [[81 / 2 - np.log(3)]])
    three = PerceptualReward(3, top=1, floor=1.0).fit([[[0], [4], [8]]])
    gates = (4 - 0) ** 2 / 2 - (4 - 6) ** 2 / 2 / 4 - np.log(2), (4 - 2) ** 2 / 2 / 4 + np.log(2) - (4 - 8) ** 2 / 2
    assert close(three.transform([[[4]]]).tolist(), [[sum(gates)]])


def test_the_dimensions_that_tell_best_apart_are_picked() -> None:
    # the first dimension moves further, the second is narrower
    demonstrations = [[[100, 0], [108, 0], [106, 4], [114, 4]]]
    reward = PerceptualReward(2, top=1, floor=0.5, min_size=2).fit(demonstrations)
    assert close(reward.transform([[[100, 0], [-100, 4]]]).tolist(), [[-32.0, 32.0]])


def test_the_split_follows_its_options() -> None:
    rise, bump = [[[0], [5], [5], [5]]], [[[0], [0], [1], [0]]]
    plain, late = PerceptualReward(2, top=1, floor=1.0), PerceptualReward(2, top=1, floor=1.0, min_size=2)
    assert close(plain.fit(rise).transform([[[5]]]).tolist(), [[12.5]])
    assert close(late.fit(rise).transform([[[5]]]).tolist(), [[0.5 + np.log(2.5)]])
    assert perceptual_segments(bump, segments=2).boundaries == [[2]]
    assert perceptual_segments(bump, segments=2, cost="variance").boundaries == [[1]]
    assert close(plain.fit(bump).transform([[[1]]]).tolist(), [[0.375]])
    loose = PerceptualReward(2, top=1, floor=1.0, cost="variance")
    assert close(loose.fit(bump).transform([[[1]]]).tolist(), [[0.5 - 2 / 9]])


def test_a_reward_that_cannot_be_learnt_is_refused() -> None:
    for kwargs, match in (
        ({"segments": 1}, "segments must be a finite number from 2"),
        ({"top": 0}, "top must be a finite number from 1"),
        ({"floor": 0.0}, "floor must be positive"),
    ):
        with pytest.raises(ValueError, match=match):
            PerceptualReward(**({"segments": 2, "top": 1, "floor": 1.0} | kwargs))  # type: ignore[arg-type]
    reward = PerceptualReward(2, top=1, floor=1.0)
    with pytest.raises(ValueError, match="fit the reward"):
        reward.transform([[[1.0]]])
    for none in ([], [[]]):
        with pytest.raises(ValueError, match="at least one step"):
            reward.fit(none)
    with pytest.raises(ValueError, match="features must hold vectors of 1 numbers"):
        reward.fit([[[0.0], [5.0]]]).transform([[[1.0, 2.0]]])
    with pytest.raises(ValueError, match="not finite"):
        PerceptualReward(2, top=1, floor=1e-99).fit([[[0.0], [1e99]]]).transform([[[1e99]]])
