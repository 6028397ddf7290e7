"""Step scores from features of what was seen: distance to a goal, segments of a demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from rewards.ragged import Ragged
from rewards.scores import Bools, Floats, Ints, Scores, finite, positive
from rewards.steps.signals import Vector, VectorRows, vectors

Cost: TypeAlias = Literal["weighted", "variance"]

_SAME = 1e-12  # unit vectors closer than this are one point: the line through them has no direction


def goal_baseline(states: VectorRows, goal: Sequence[Vector], baseline: Sequence[Vector], *, alpha: float) -> Ragged:
    """Closeness of every state to the goal, at most 1, with what the baseline already explains projected away.

    `states`: for each trajectory (T, D) embeddings, None where there is none; `goal`, `baseline`: (B, D); all are
    normalised. R = 1 - |alpha * p + (1 - alpha) * s - g|^2 / 2 with p the state's projection on the line through
    baseline and goal. alpha in [0, 1] has to be tuned: 0 is the cosine (used as well where goal and baseline agree),
    1 keeps the component along the line only. Source: VLM-RM, unchecked; about .5 for its humanoid.
    Raises ValueError for a zero vector.
    """
    finite(alpha, "alpha", 0.0, 1.0)
    want, start = _matrix(goal, len(states), "goal"), _matrix(baseline, len(states), "baseline")
    if want.shape != start.shape:
        raise ValueError(f"goal is {want.shape}, baseline is {start.shape}")
    point, known, lengths = vectors(states, "states", want.shape[1])
    row = np.repeat(np.arange(len(states)), lengths)
    s = np.zeros_like(point)
    s[known] = _unit(point[known], "states")
    g, b = want[row], start[row]
    along = g - b
    span = np.square(along).sum(axis=1)
    apart = span > _SAME**2
    share = ((s - b) * along).sum(axis=1) / np.where(apart, span, 1.0)
    weight = np.where(apart, alpha, 0.0)[:, None]
    off = weight * (b + share[:, None] * along) + (1.0 - weight) * s - g
    return Ragged.from_lengths(Scores(1.0 - 0.5 * np.square(off).sum(axis=1), known), lengths)


def goal_progress(states: VectorRows, goal: Sequence[Vector], baseline: Sequence[Vector], *, alpha: float) -> Ragged:
    """Gain of every step in `goal_baseline`: T numbers for T + 1 states."""
    return goal_baseline(states, goal, baseline, alpha=alpha).differences()


@dataclass(frozen=True, slots=True)
class Segments:
    """`number` holds the segment of each step, from 0; `cost` is the least total cost of each row, None if empty."""

    number: Ragged
    cost: Scores

    @property
    def boundaries(self) -> list[list[int]]:
        """First step of every segment but the first, for each row."""
        changed = (self.number.differences().values > 0).tolist()
        sizes = np.maximum(self.number.lengths - 1, 0)
        ends = np.cumsum(sizes)
        pairs = zip((ends - sizes).tolist(), ends.tolist(), strict=True)
        return [[i + 1 for i, new in enumerate(changed[a:b]) if new] for a, b in pairs]


def perceptual_segments(features: VectorRows, *, segments: int, min_size: int = 1, cost: Cost = "weighted") -> Segments:
    """Segment of every step in the cheapest split of its trajectory, found by dynamic programming.

    `features`: for each trajectory (T, D), none missing. A segment of m steps costs the mean over dimensions of its
    population variance ("variance", the source's) or m times that ("weighted", our reading and default: only that
    never rises with the number of segments, for min_size 1). Ties: the latest segment starts earliest.
    Source: Unsupervised Perceptual Rewards, unchecked outline. T^2 memory, segments * T^2 time a trajectory.
    Raises ValueError for a trajectory too short for its segments; an empty one gives an empty row.
    """
    finite(segments, "segments", 1)
    finite(min_size, "min_size", 1)
    if cost not in ("weighted", "variance"):
        raise ValueError(f"cost must be 'weighted' or 'variance', not {cost!r}")
    point, lengths = _complete(features)
    numbers: list[Ints] = []
    costs: list[float | None] = []
    for rows in np.split(point, np.cumsum(lengths)[:-1]) if len(lengths) else []:
        if not len(rows):
            costs.append(None)
            continue
        if segments * min_size > len(rows):
            raise ValueError(f"{len(rows)} steps are too few for {segments} segments of at least {min_size}")
        starts, total = _split(_costs(rows, cost == "weighted"), segments, min_size)
        numbers.append(np.searchsorted(starts, np.arange(len(rows)), side="right"))
        costs.append(total)
    flat = np.concatenate([np.zeros(0), *numbers])
    return Segments(Ragged.from_lengths(Scores.all_known(flat), lengths), Scores.of(costs, "cost"))


class PerceptualReward:
    """Step scores learnt from demonstrations: naive-Bayes log-odds of having passed each segment's start, summed.

    `fit` splits the demonstrations with `perceptual_segments`; for the start of each segment but the first, frames
    from there on and frames before it get a Gaussian a dimension. `transform` adds up their log-density ratios over
    the `top` dimensions that tell the two apart best: |difference of means| / sum of stds. `floor` > 0 is the least
    std, in units of the features. Source: Unsupervised Perceptual Rewards, unchecked outline; the cumulative odds,
    the ranking of dimensions and the floor are our reading.
    """

    def __init__(self, segments: int, *, top: int, floor: float, min_size: int = 1, cost: Cost = "weighted") -> None:
        self.segments = int(finite(segments, "segments", 2))
        self.top = int(finite(top, "top", 1))
        self.floor = positive(floor, "floor")
        self.min_size = min_size
        self.cost: Cost = cost
        self._steps: list[_Gate] = []

    def fit(self, demonstrations: VectorRows) -> "PerceptualReward":
        """Learn from (T, D) features a demonstration. Raises ValueError where there is none."""
        point, _ = _complete(demonstrations)
        if not len(point):
            raise ValueError("demonstrations must hold at least one step")
        split = perceptual_segments(demonstrations, segments=self.segments, min_size=self.min_size, cost=self.cost)
        self._steps = [self._gate(point, split.number.values >= k) for k in range(1, self.segments)]
        return self

    def transform(self, features: VectorRows) -> Ragged:
        """Score of every step, None where its features are. Raises ValueError before `fit`."""
        if not self._steps:
            raise ValueError("fit the reward to demonstrations first")
        point, known, lengths = vectors(features, "features", len(self._steps[0].after[0]))
        with np.errstate(over="ignore", invalid="ignore"):  # what overflows is refused by the result's type
            odds = sum((gate.odds(point) for gate in self._steps), np.zeros(len(point)))
        return Ragged.from_lengths(Scores(odds, known), lengths)

    def _gate(self, point: Floats, passed: Bools) -> "_Gate":
        after, before = (
            (part.mean(axis=0), np.maximum(part.std(axis=0), self.floor)) for part in (point[passed], point[~passed])
        )
        telling = np.abs(after[0] - before[0]) / (after[1] + before[1])
        return _Gate(after, before, np.argsort(-telling, kind="stable")[: self.top])


@dataclass(frozen=True, slots=True)
class _Gate:
    """Mean and std (D,) of the frames after a segment's start and before it, and the dimensions that count."""

    after: tuple[Floats, Floats]
    before: tuple[Floats, Floats]
    dimensions: Ints

    def odds(self, point: Floats) -> Floats:
        def logs(gauss: tuple[Floats, Floats]) -> Floats:
            mean, std = gauss[0][self.dimensions], gauss[1][self.dimensions]
            return (-np.square((point[:, self.dimensions] - mean) / std) / 2.0 - np.log(std)).sum(axis=1)

        return logs(self.after) - logs(self.before)


def _complete(features: VectorRows) -> tuple[Floats, Ints]:
    point, known, lengths = vectors(features, "features")
    if not known.all():
        raise ValueError("features must not be missing")
    if len(point) and not point.shape[1]:
        raise ValueError("features must have at least one dimension")
    return point, lengths


def _costs(rows: Floats, weighted: bool) -> Floats:
    """Cost of every segment [i, j), (T + 1, T + 1), inf where there is none; running means lose no digits."""
    size = len(rows)
    out = np.full((size + 1, size + 1), np.inf)
    mean, square = np.zeros_like(rows), np.zeros_like(rows)
    for j in range(size):
        count = np.arange(j + 1, 0, -1.0)[:, None]
        off = rows[j] - mean[: j + 1]
        mean[: j + 1] += off / count
        square[: j + 1] += off * (rows[j] - mean[: j + 1])
        out[: j + 1, j + 1] = (square[: j + 1] / (1.0 if weighted else count)).mean(axis=1)
    return out


def _split(cost: Floats, segments: int, min_size: int) -> tuple[list[int], float]:
    """Starts of all segments but the first, and the total cost."""
    steps = np.arange(len(cost))
    cost = np.where(steps - steps[:, None] >= min_size, cost, np.inf)
    best, back = cost[0], list[Ints]()
    for _ in range(segments - 1):
        total = best[:, None] + cost
        back.append(total.argmin(axis=0))
        best = total.min(axis=0)
    starts = [len(cost) - 1]
    for came in reversed(back):
        starts.append(int(came[starts[-1]]))
    return starts[:0:-1], float(best[-1])


def _matrix(rows: Sequence[Vector], count: int, name: str) -> Floats:
    if len(rows) != count:
        raise ValueError(f"{name} has {len(rows)} vectors for {count} trajectories")
    return _unit(vectors([rows], name)[0], name)


def _unit(rows: Floats, name: str) -> Floats:
    size = np.abs(rows).max(axis=1, initial=0.0, keepdims=True)
    if (size == 0).any():
        raise ValueError(f"{name} holds a zero vector")
    scaled = rows / size  # first to the order of 1, so that no square leaves float64
    return scaled / np.sqrt(np.square(scaled).sum(axis=1, keepdims=True))
