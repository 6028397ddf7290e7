"""What to ask, what to train on next, and how hard it should be."""

from collections.abc import Callable, Hashable, Sequence
from typing import Literal, TypeVar

import numpy as np

from rewards.curation.selection import Selection, whole
from rewards.groups import centred
from rewards.ragged import Ragged, Rows
from rewards.scores import Column, Ints, Missing, Scores, finite, labels_of, same_length, within

Task = TypeVar("Task")
Text = TypeVar("Text")


def active_query(consistency: Column, *, threshold: float, share: float, rng: np.random.Generator) -> Selection:
    """The items to ask a person about: those the verifier contradicts itself on, and a share of the others.

    `consistency` in [0, 1]: the share of a verifier's runs that find the commonest first error; None is not asked.
    Asked below `threshold`, else with probability `share`. With the same rng a lower threshold never asks more.
    Source: OPV, paper; threshold and share are unknown and required.
    """
    scores = within(Scores.of(consistency, "consistency"), 0, 1, "consistency")
    finite(threshold, "threshold", 0.0, 1.0)
    drawn = rng.random(len(scores)) < finite(share, "share", 0.0, 1.0)
    sure = (scores.values >= threshold) & ~drawn
    return Selection.dropping(len(scores), {"unscored": ~scores.known, "consistent": sure})


def critic_band(
    value: Column, *, low: float = 0.05, high: float = 0.75, feasible: Callable[[int], bool] | None = None
) -> Selection:
    """The new tasks that the critic finds neither hopeless nor easy: its value of the first state from `low` to `high`.

    `value` in [0, 1], None drops; both bounds included. `feasible(position)` is asked of those in the band only.
    Source: WebRL, second-hand; `seed_tasks` makes the tasks out of failed ones.
    """
    scores = within(Scores.of(value, "value"), 0, 1, "value")
    finite(low, "low", 0.0, 1.0)
    finite(high, "high", low, 1.0)
    rules = {"unscored": ~scores.known, "too hard": scores.values < low, "too easy": scores.values > high}
    if feasible is not None:
        band = np.flatnonzero(~np.logical_or.reduce(list(rules.values())))
        rules["infeasible"] = np.zeros(len(scores), dtype=np.bool_)
        rules["infeasible"][band] = [not feasible(int(i)) for i in band]
    return Selection.dropping(len(scores), rules)


def seed_tasks(
    failed: Sequence[Task],
    propose: Callable[[Sequence[Task]], Sequence[Task]],
    *,
    rng: np.random.Generator,
    examples: int = 10,
    turns: int = 2,
) -> list[Task]:
    """New tasks proposed in `turns` turns after `examples` failed ones each, drawn without repetition (all if fewer).

    Source: WebRL, second-hand (10 examples, 2 turns).
    """
    count = min(whole(examples, "examples", 1), len(failed))
    if count == 0:
        return []
    draws = (rng.permutation(len(failed))[:count] for _ in range(whole(turns, "turns", 1)))
    return [task for draw in draws for task in propose([failed[int(i)] for i in draw])]


def learnability(mean_reward: Column) -> Scores:
    """What a proposer earns for a task, (n,): 1 - the solver's mean reward, and 0 where it is exactly 0 or 1.

    `mean_reward` in [0, 1] over the solver's rollouts. `role_reward` adds the format, `role_advantage` the baseline.
    Source: Absolute Zero, unchecked.
    """
    mean = within(Scores.of(mean_reward, "mean_reward"), 0, 1, "mean_reward")
    return Scores(np.where(mean.values > 0, 1 - mean.values, 0.0), mean.known)


def role_reward(reward: Column, form: Sequence[Literal["right", "wrong", "ill_formed"]]) -> Scores:
    """The reward with its format, (n,): as it is where right, -.5 where wrong but well formed, -1 where ill formed.

    Source: Absolute Zero, unchecked.
    """
    scores, words = Scores.of(reward, "reward"), list(form)
    same_length(reward=scores, form=words)
    for word in words:
        if word not in ("right", "wrong", "ill_formed"):
            raise ValueError(f"form must hold 'right', 'wrong' and 'ill_formed', not {word!r}")
    right, ill = (np.array([word == wanted for word in words], dtype=np.bool_) for wanted in ("right", "ill_formed"))
    return Scores(np.where(right, scores.values, np.where(ill, -1.0, -0.5)), scores.known | ~right)


def role_advantage(
    reward: Column, task: Sequence[Hashable], role: Sequence[Hashable], *, missing: Missing = "raise"
) -> Scores:
    """Reward less the mean of its task and role, (n,). Source: Absolute Zero, unchecked (the baseline, no scaling)."""
    scores = Scores.of(reward, "reward").settled(missing, "reward")
    same_length(reward=scores, task=task, role=role)
    return centred(scores, labels_of(zip(task, role, strict=True)))


def horizon_curriculum(success: Column, *, threshold: float, patience: int, start: int = 1) -> Ints:
    """The number of chained atomic tasks after each evaluation, (n,): one more when success has saturated.

    `success` in [0, 1], one an evaluation; saturated is at least `threshold` for `patience` evaluations in a row at
    this length (None neither counts nor breaks the row). `chained` runs a chain, `chain_success` says what to expect.
    Our reading of h1: threshold and patience are unknown and required.
    """
    rates = within(Scores.of(success, "success"), 0, 1, "success")
    good = rates.values >= finite(threshold, "threshold", 0.0, 1.0)
    horizon, row = whole(start, "start", 1), 0
    wanted = whole(patience, "patience", 1)
    out = np.empty(len(rates), dtype=np.int64)
    for i in range(len(rates)):  # each evaluation depends on what the one before decided
        if rates.known[i]:
            row = row + 1 if good[i] else 0
        if row == wanted:
            horizon, row = horizon + 1, 0
        out[i] = horizon
    return out


def chained(atoms: Sequence[Callable[[Text], Text]], first: Text) -> Text:
    """The answer to a chain of atomic tasks: the answer of each is what the next is asked about."""
    for atom in atoms:
        first = atom(first)
    return first


def chain_success(rates: Rows) -> Scores:
    """The chance that all tasks of each chain succeed if they are independent, (B,): the product of the rates."""
    given = Ragged.of(rates, "rates").settled("raise", "rates")
    within(given.flat, 0, 1, "rates")
    product = np.ones(len(given))
    np.multiply.at(product, given.row, given.values)
    return Scores(product, given.lengths > 0)


def turn_cap(turns: Rows, *, start: int = 30, period: int = 100) -> Ints:
    """The most turns an episode may take in each iteration and in the one after them, (iterations + 1,).

    `turns`: a row an iteration, the turns of its episodes. `start` holds for the first `period` iterations; then the
    cap is (mean + maximum) / 2 over the last `period` of them, rounded up and at least 1; without an episode it stays.
    Source: WMAct, second-hand; that mean and maximum share the window is our reading.
    """
    given = Ragged.of(turns, "turns").settled("raise", "turns")
    if not ((given.values >= 0) & (given.values < 2**31) & (given.values == np.rint(given.values))).all():
        raise ValueError("turns must be whole numbers from 0 to 2^31 - 1")
    size = whole(period, "period", 1)
    windows = len(given) // size
    inside = given.row < windows * size
    window, count = given.row[inside] // size, given.values[inside].astype(np.int64)
    episodes = np.bincount(window, minlength=windows)
    total, most = np.zeros((2, windows), dtype=np.int64)
    np.add.at(total, window, count)
    np.maximum.at(most, window, count)
    new = np.maximum(-(-(total + most * episodes) // np.maximum(2 * episodes, 1)), 1)
    caps = np.concatenate([[whole(start, "start", 1)], new])
    source = np.maximum.accumulate(np.concatenate([[0], np.where(episodes > 0, np.arange(1, windows + 1), 0)]))
    return caps[source][np.arange(len(given) + 1) // size].astype(np.int64)
