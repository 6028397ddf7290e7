"""Beam searches over states: by value (AlphaMath) and by cumulative step reward (UI-Genie)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from rewards.scores import Column, Scores, finite

State = TypeVar("State")
Action = TypeVar("Action")


class Candidate(NamedTuple, Generic[State]):
    """A next state, its value, and whether it is an end."""

    state: State
    value: float
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Path(Generic[State, Action]):
    """Actions taken, the state they led to, their summed reward; `invalid` of them changed nothing."""

    state: State
    actions: tuple[Action, ...] = ()
    reward: float = 0.0
    invalid: int = 0


class Beams(NamedTuple, Generic[State]):
    """What was kept, best first, and how many candidates were looked at."""

    kept: list[State]
    tried: int


def keep_best(scores: Column, width: int) -> list[int]:
    """Indices of the `width` best, in order of their number; ties go to the earliest, unscored ones are never kept."""
    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    given = Scores.of(scores, "scores")
    order = np.argsort(-np.where(given.known, given.values, -np.inf), kind="stable")[
        : min(width, int(given.known.sum()))
    ]
    return sorted(order.tolist())


def value_beam(
    start: State,
    *,
    expand: Callable[[State, np.random.Generator], Sequence[Candidate[State]]],
    rng: np.random.Generator,
    beams: int = 1,
    depth: int,
) -> Beams[Candidate[State]]:
    """Step-level beam search: of all continuations of the beams the best `beams` by value, `depth` times.

    `expand` samples next states with values (B2 of them). Finished candidates persist and compete. One beam is greedy.
    Source: AlphaMath Almost Zero (unchecked). Raises ValueError for beams or depth below 1.
    """
    if depth < 1:
        raise ValueError(f"depth must be at least 1, not {depth}")
    kept: list[Candidate[State]] = [Candidate(start, 0.0)]
    tried = 0
    for _ in range(depth):
        pool: list[Candidate[State]] = []
        for beam in kept:
            found = [beam] if beam.finished else list(expand(beam.state, rng))
            tried += 0 if beam.finished else len(found)
            pool += found
        if not pool:
            break
        kept = [pool[i] for i in keep_best([candidate.value for candidate in pool], beams)]
        if all(candidate.finished for candidate in kept):
            break
    return Beams(sorted(kept, key=lambda candidate: -candidate.value), tried)


def puct(value: Column, prior: Column, visits: Column, *, c: float) -> Scores:
    """AlphaZero's choice among children: value + c * prior * sqrt(sum of visits) / (1 + visits); c is not given."""
    q, p, n = (Scores.of(column, name) for column, name in ((value, "value"), (prior, "prior"), (visits, "visits")))
    if not len(q) == len(p) == len(n):
        raise ValueError("value, prior and visits must have one length")
    if (n.values < 0).any() or (p.values < 0).any():
        raise ValueError("prior and visits must not be negative")
    bonus = finite(c, "c", 0.0) * p.values * np.sqrt(n.values.sum()) / (1.0 + n.values)
    return Scores(q.values + bonus, q.known & p.known & n.known)


def reward_beam(
    start: State,
    *,
    propose: Callable[[State, int, np.random.Generator], Sequence[Action]],
    act: Callable[[State, Action], State | None],
    reward: Callable[[State, Action, State], float],
    rng: np.random.Generator,
    depth: int,
    width: int = 5,
    candidates: int = 10,
) -> Beams[Path[State, Action]]:
    """UI-Genie's exploration: the `width` partial trajectories with the greatest sum of step rewards, `depth` times.

    `propose(state, n, rng)` gives up to n actions for a state; `act` the next state, None for an action that cannot be
    done: it changes nothing, is judged like any other, and its path goes on from the same state. Ties go to the
    earliest. Source: UI-Genie (paper: 10 candidates, 5 kept).
    """
    if depth < 1 or candidates < 1:
        raise ValueError(f"depth and candidates must be at least 1, not {depth} and {candidates}")
    kept: list[Path[State, Action]] = [Path(start)]
    tried = 0
    for _ in range(depth):
        pool: list[Path[State, Action]] = []
        for path in kept:
            for action in list(propose(path.state, candidates, rng))[:candidates]:
                after = act(path.state, action)
                state = path.state if after is None else after
                total = path.reward + finite(reward(path.state, action, state), "reward")
                pool.append(Path(state, (*path.actions, action), total, path.invalid + (after is None)))
        tried += len(pool)
        if not pool:
            break
        kept = [pool[i] for i in keep_best([path.reward for path in pool], width)]
    return Beams(sorted(kept, key=lambda path: -path.reward), tried)
