"""Rewards for what was not seen before: screens, results, transitions."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

import numpy as np

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Missing, Scores, finite
from rewards.steps.signals import Keys, flags, key_labels, probabilities, visits_before

Transition: TypeAlias = tuple[Hashable, Hashable, Hashable]
Transitions: TypeAlias = Sequence[Sequence[Transition]]


def novel_and_useful(results: Sequence[Sequence[Iterable[Hashable]]], useful: Rows, *, max_seen: int) -> Ragged:
    """1 for every step that found something new and useful, else 0.

    `results`: the ids each query returned (in a GUI: a digest of what the step showed); `useful`: 0, 1 or None a step.
    A step is new where at most `max_seen` of its distinct ids came earlier in the trajectory.
    Source: SmartSearch, second-hand; K is not known to us.
    """
    finite(max_seen, "max_seen", 0)
    seen, good = seen_before(results), flags(useful, "useful")
    same_rows(results=seen, useful=good)
    return good.like((seen.values <= max_seen) & (good.values == 1.0))


def seen_before(results: Sequence[Sequence[Iterable[Hashable]]]) -> Ragged:
    """How many distinct ids of every step's results came earlier in its trajectory."""
    out: list[list[int]] = []
    for trajectory in results:
        known: set[Hashable] = set()
        row: list[int] = []
        for found in map(set, trajectory):
            row.append(len(found & known))
            known |= found
        out.append(row)
    return Ragged.of(out, "results")


def all_steps_good(step_scores: Rows, *, missing: Missing = "raise") -> Scores:
    """1 for every trajectory whose steps all score 1, else 0, (B,): SmartSearch's first stage; None if empty."""
    least = flags(step_scores, "step_scores").settled(missing, "step_scores").min()
    return Scores((least.values == 1.0).astype(np.float64), least.known)


def count_decay(
    extrinsic: Rows, judged: Rows, keys: Keys, *, c_ext: float, c_llm: float = 0.4, beta: float = 3.0
) -> Ragged:
    """Reward of every step: c_ext * extrinsic + c_llm * judged / N^beta, N the times its key came up so far.

    `extrinsic`, `judged`: a number a step; `keys`: what was judged (a message, a screen digest), counted within its
    trajectory, the first time as 1. Source: ONI, code; c_ext is .1 for its Score task and 10 for the others.
    """
    outer, inner = Ragged.of(extrinsic, "extrinsic"), Ragged.of(judged, "judged")
    same_rows(extrinsic=outer, judged=inner)
    times = visits_before(key_labels(keys, outer.lengths, "keys")) + 1.0
    decayed = inner.values * times ** -finite(beta, "beta", 0.0)
    out = finite(c_ext, "c_ext") * outer.values + finite(c_llm, "c_llm") * decayed
    return outer.like(out, outer.known & inner.known)


class CachedLabels:
    """A judge's labels by key, for `count_decay`: what has no label yet scores `unseen` and is queued for the judge.

    Source: ONI, code (unseen 0); None instead leaves such steps unscored.
    """

    def __init__(self, labels: dict[Hashable, float] | None = None, *, unseen: float | None = 0.0) -> None:
        self.labels: dict[Hashable, float] = dict(labels or {})
        self.queue: dict[Hashable, None] = {}  # ordered, each key once
        self.unseen = unseen

    def learn(self, key: Hashable, label: float) -> None:
        """Take a judge's label; the key leaves the queue."""
        self.labels[key] = finite(label, "label")
        self.queue.pop(key, None)

    def transform(self, keys: Keys) -> Ragged:
        """The label of every step."""
        flat = [key for row in keys for key in row]
        self.queue.update({key: None for key in flat if key not in self.labels})
        found = Scores.of([self.labels.get(key, self.unseen) for key in flat], "labels")
        return Ragged.from_lengths(found, [len(row) for row in keys])


def classified(probability: Rows, *, threshold: float) -> Ragged:
    """1 where a classifier's P(positive) is above the threshold, else 0: ONI's second kind of judged reward."""
    given = probabilities(probability, "probability")
    return given.like(given.values > finite(threshold, "threshold", 0.0, 1.0))


def ranked(normalised: Rows, *, floor: float = -0.5) -> Ragged:
    """A ranking model's normalised score, 0 where it is below `floor`: ONI's third kind of judged reward."""
    given = Ragged.of(normalised, "normalised")
    return given.like(np.where(given.values < finite(floor, "floor"), 0.0, given.values))


def count_bonus(extrinsic: Rows, keys: Keys, *, weight: float, shaping: "Rows | None" = None) -> Ragged:
    """Reward of every step: extrinsic + shaping + weight / sqrt(N + 1), N its state's visits before this one.

    `keys`: the states, counted within their trajectory; `shaping`: a potential's reward a step (None: none).
    Source: Reward Design for RL Agents (EXPLORS), unchecked.
    """
    outer = Ragged.of(extrinsic, "extrinsic")
    inner = outer.like(np.zeros(len(outer.flat))) if shaping is None else Ragged.of(shaping, "shaping")
    same_rows(extrinsic=outer, shaping=inner)
    visits = visits_before(key_labels(keys, outer.lengths, "keys"))
    out = outer.values + inner.values + finite(weight, "weight") / np.sqrt(visits + 1.0)
    return outer.like(out, outer.known & inner.known)


def hindsight_curiosity(transitions: Transitions, *, history: Transitions | None = None) -> Ragged:
    """Surprise of every transition beyond what chance explains: max(0, -log p - entropy) of its next state.

    `transitions`: (state, action, next state) a step; p comes from the counts of `history` (None: these transitions
    themselves). A next state that never followed its (state, action) is counted by add-one over all next states seen.
    In nats. A deterministic step and a fair die both give 0. A tabular stand-in, our reading: the paper learns nets.
    """
    following: dict[tuple[Hashable, Hashable], Counter[Hashable]] = defaultdict(Counter)
    for trajectory in transitions if history is None else history:
        for state, action, after in trajectory:
            following[state, action][after] += 1
    everything = {after for counts in following.values() for after in counts}
    entropies = {pair: _entropy(counts.values()) for pair, counts in following.items()}

    def surprise(state: Hashable, action: Hashable, after: Hashable) -> float:
        counts = following.get((state, action), Counter[Hashable]())
        total = counts.total()
        if after in counts:
            return max(0.0, math.log(total / counts[after]) - entropies[state, action])
        support = len(everything | {after})
        smoothed = [counts[other] + 1 for other in counts] + [1] * (support - len(counts))
        return max(0.0, math.log(total + support) - _entropy(smoothed))

    return Ragged.of([[surprise(*step) for step in trajectory] for trajectory in transitions], "transitions")


def _entropy(counts: Iterable[int]) -> float:
    sizes = np.array(list(counts), dtype=np.float64)
    share = sizes / sizes.sum()
    return float(-(share * np.log(share)).sum())
