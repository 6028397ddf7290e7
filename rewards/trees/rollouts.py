"""Step values and labels by letting a policy play on. The number of rollouts spent is always told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np

from rewards.ragged import Ragged
from rewards.scores import Column, Scores, finite, same_length

Prefix = TypeVar("Prefix")


class Continuation(NamedTuple):
    """How a rollout went: the steps it took to its end, and whether that was right."""

    steps: int
    correct: bool


Rollout: TypeAlias = Callable[[Prefix, np.random.Generator], Continuation]
Check: TypeAlias = Callable[[Prefix, Continuation], bool]


class Estimate(NamedTuple):
    """`soft`: share of right rollouts; `hard`: 1 where any was right; both (n,), unscored without rollouts."""

    soft: Scores
    hard: Scores
    rollouts: int


class StepLabels(NamedTuple):
    """Labels 0 or 1 a step, and the rollouts they took."""

    labels: Ragged
    rollouts: int


class Probe(NamedTuple):
    """What was found at a prefix of `length` steps: its value, and the lengths of the rollouts that went wrong."""

    length: int
    value: float
    wrong: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FirstError:
    """`index`: length of the shortest prefix without hope (the error is its last step), None where there is none to
    find; `pool`: probed states that still have hope, with their wrong rollouts, for a search to go on from."""

    index: int | None
    probes: tuple[Probe, ...]
    pool: tuple[Probe, ...]
    rollouts: int


def mc_estimate(prefixes: Sequence[Prefix], *, rollout: Rollout[Prefix], k: int, rng: np.random.Generator) -> Estimate:
    """Monte-Carlo values of prefixes: the share of k rollouts from each that end right, and whether any does.

    Used by OmegaPRM, Lessons of PRMs (k = 8, unchecked) and MM-PRM (soft labels). Source: paper. k = 0 leaves all
    unscored; raises ValueError for k < 0.
    """
    _whole(k, "k", 0)
    wins = [sum(rollout(prefix, rng).correct for _ in range(k)) for prefix in prefixes]
    known = np.full(len(wins), k > 0)
    right = np.array(wins, dtype=np.float64)
    return Estimate(Scores(right / max(k, 1), known), Scores((right > 0).astype(np.float64), known), k * len(wins))


def binary_search_first_error(
    length: int,
    *,
    prefix: Callable[[int], Prefix],
    rollout: Rollout[Prefix],
    rng: np.random.Generator,
    k: int = 8,
    root: float | None = None,
) -> FirstError:
    """The first step of a wrong trajectory after which no rollout ends right, by bisection.

    `length`: its steps; `prefix(t)`: the trajectory after t steps; `root`: the value of the start if it is known, else
    it is probed. A start that is always or never right has nothing to find. At most ceil(log2 length) probes of k
    rollouts, and one for the start. Values need not fall: the answer is then some step with hope before it and none
    after. Source: OmegaPRM (paper). Raises ValueError for length < 1 and k < 1.
    """
    _whole(length, "length", 1)
    _whole(k, "k", 1)
    probes: list[Probe] = []

    def value(steps: int) -> float:
        found = [rollout(prefix(steps), rng) for _ in range(k)]
        wrong = tuple(c.steps for c in found if not c.correct)
        probes.append(Probe(steps, (k - len(wrong)) / k, wrong))
        return probes[-1].value

    start = value(0) if root is None else finite(root, "root", 0.0, 1.0)
    index: int | None = None
    if 0.0 < start < 1.0:
        hope, none = 0, length
        while none - hope > 1:
            middle = (hope + none) // 2
            if value(middle) > 0:
                hope = middle
            else:
                none = middle
        index = none
    pool = tuple(probe for probe in probes if probe.value > 0)
    return FirstError(index, tuple(probes), pool, k * len(probes))


def continuation_labels(
    prefixes: Sequence[Sequence[Prefix]],
    outcome: Column,
    *,
    rollout: Rollout[Prefix],
    rng: np.random.Generator,
    k: int = 5,
) -> StepLabels:
    """1 for every step of a success; in a failure 1 for the steps from which some of k rollouts succeeds.

    `prefixes`: for each trajectory the state after each of its steps; `outcome` 0, 1 or None (its steps stay unscored).
    Rollouts from a step end with the first that succeeds. Source: UI-Genie (paper; its third round takes tasks of more
    than 10 steps and failed ones).
    """
    return _any_of(prefixes, outcome, rollout, rng, k, None)


def sorm_labels(
    prefixes: Sequence[Sequence[Prefix]],
    outcome: Column,
    *,
    rollout: Rollout[Prefix],
    rng: np.random.Generator,
    k: int = 8,
    consistent: Check[Prefix] | None = None,
    running_minimum: bool = False,
) -> StepLabels:
    """1 for prefixes from which any of k rollouts is right: labels of a stepwise outcome reward model.

    A right trajectory has good prefixes only. `consistent(prefix, rollout)` rejects a right rollout that did not use
    what the prefix had found. `running_minimum` keeps labels from rising again. Source: GLoRe (unchecked; k = 8).
    """
    found = _any_of(prefixes, outcome, rollout, rng, k, consistent)
    if not running_minimum:
        return found
    lowest = found.labels.scan(lambda block: np.minimum.accumulate(block, axis=1), fill=1.0)
    return StepLabels(found.labels.like(lowest), found.rollouts)


def first_below(step_scores: Column, threshold: float = 0.5) -> int | None:
    """Index of the first step that scores below `threshold`, the first error by a stepwise reward model; else None."""
    given = Scores.of(step_scores, "step_scores")
    low = np.flatnonzero(given.known & (given.values < finite(threshold, "threshold")))
    return int(low[0]) if len(low) else None


def _any_of(
    prefixes: Sequence[Sequence[Prefix]],
    outcome: Column,
    rollout: Rollout[Prefix],
    rng: np.random.Generator,
    k: int,
    consistent: Check[Prefix] | None,
) -> StepLabels:
    won = Scores.of(outcome, "outcome")
    same_length(prefixes=prefixes, outcome=won)
    if not np.isin(won.values, (0.0, 1.0)).all():
        raise ValueError("outcome must hold 0 and 1 only")
    _whole(k, "k", 0)
    spent = 0

    def succeeds(prefix: Prefix) -> float | None:
        nonlocal spent
        for _ in range(k):
            spent += 1
            found = rollout(prefix, rng)
            if found.correct and (consistent is None or consistent(prefix, found)):
                return 1.0
        return 0.0 if k else None

    rows: list[list[float | None]] = []
    for states, result in zip(prefixes, won.tolist(), strict=True):
        rows.append([result if result != 0 else succeeds(state) for state in states])
    return StepLabels(Ragged.of(rows), spent)


def _whole(number: int, name: str, low: int) -> None:
    if number < low:
        raise ValueError(f"{name} must be at least {low}, not {number}")
