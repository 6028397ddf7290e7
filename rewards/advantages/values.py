"""Advantages from estimates of what a state is worth."""

from collections.abc import Sequence

import numpy as np

from rewards.credit.inputs import binary, known_with, paired
from rewards.credit.returns import decayed
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Bools, Column, Floats, Missing, Scores, finite, same_length, within


def webrl_advantage(
    values: Rows, rewards: Rows | None, outcome: Column, *, lam: float = 0.5, missing: Missing = "raise"
) -> Ragged:
    """lam * (reward + next value - value) + (1 - lam) * (outcome - value), a step; the value after the end is 0.

    `values`: the critic's probability of success before each step, 0 to 1; `outcome`: (B,), from 0 to 1; `rewards`:
    a number a step, None for the outcome on the last step and 0 before. lam from 0 (Monte Carlo) to 1 (one step).
    Source: WebRL (second-hand: the paper's form); `webrl_released` is what its code does instead.
    """
    state, wanted = paired(_probabilities(values, "values"), outcome, missing, "values")
    within(wanted, 0.0, 1.0, "outcome")
    finite(lam, "lam", 0.0, 1.0)
    final = state.spread(wanted.values)
    reward = state.like(np.where(state.last, final, 0.0))
    if rewards is not None:
        reward = Ragged.of(rewards, "rewards").settled(missing, "rewards")
        same_rows(values=state, rewards=reward)
    following, there = _following(state)
    out = lam * (reward.values + following - state.values) + (1 - lam) * (final - state.values)
    return state.like(out, known_with(state, wanted) & reward.known & there)


def webrl_released(values: Rows, rewards: Rows, mc_return: Rows, *, cost: float = 0.05, bound: float = 1.0) -> Ragged:
    """Next value - value - cost + reward + Monte-Carlo return, clamped to -bound..bound: WebRL's released form (code).

    All a number a step; the value after the end is 0. The release then trains on its sign, +1 or -0.6. How it forms
    `mc_return` (gamma 0.9) mixes array shapes, so it is asked for here. Unscored where an argument is.
    """
    state, reward, tail = (
        _probabilities(values, "values"),
        Ragged.of(rewards, "rewards"),
        Ragged.of(mc_return, "mc_return"),
    )
    same_rows(values=state, rewards=reward, mc_return=tail)
    following, there = _following(state)
    out = following - state.values - finite(cost, "cost") + reward.values + tail.values
    limit = finite(bound, "bound", 0.0)
    return state.like(np.clip(out, -limit, limit), state.known & there & reward.known & tail.known)


def direct_advantage(values: Rows, *, missing: Missing = "raise") -> Ragged:
    """Next value - value, a step.

    `values`: T + 1 probabilities of a right end for T steps, by Monte Carlo; the last one may be the outcome itself.
    Drop states where all sampled actions are alike (`informative`). Source: Direct Advantage PO (unchecked; not the
    DAPO of ByteDance).
    """
    return _probabilities(values, "values").settled(missing, "values").differences()


def informative(advantages: Rows) -> Bools:
    """Which states have sampled actions of different advantage, (B,); a row holds one state's actions."""
    given = Ragged.of(advantages, "advantages")
    return given.min().values < given.max().values


def hindsight_gae(values: Rows, rewards: Rows, *, gamma: float, lam: float, missing: Missing = "raise") -> Ragged:
    """Generalised advantage estimate, a step: delta + gamma * lam * the next, delta = reward + gamma * V' - V.

    `values`: before each step, in any unit; 0 after the end. `rewards`: of the environment alone. gamma and lam from 0
    to 1, not published. The critic learns from steps weighted by `hindsight_weights`, with penalties for bad format,
    invalid and idle actions that the advantage never sees. Source: Q-Evolve (second-hand; the penalties and the
    critic's expectile are not known to us).
    """
    state, reward = Ragged.of(values, "values"), Ragged.of(rewards, "rewards")
    same_rows(values=state, rewards=reward)
    state, reward = state.settled(missing, "values"), reward.settled(missing, "rewards")
    finite(gamma, "gamma", 0.0, 1.0)
    finite(lam, "lam", 0.0, 1.0)
    following, there = _following(state)
    known = state.known & reward.known & there
    delta = state.like(reward.values + gamma * following - state.values, known)
    return delta.like(decayed(delta, gamma * lam))


def hindsight_weights(won: Column, lengths: Sequence[int]) -> Ragged:
    """How much the critic learns from each step: (t / T + won) / 2 + 1/2 for t = 1..T.

    `won`: (B,), 1 where the return is not 0, else 0. Above 1/2, up to 3/2; half more in a success.
    """
    success = binary(Scores.of(won, "won"), "won")
    same_length(won=success, lengths=lengths)
    rows = Ragged.from_lengths(Scores(np.repeat(success.values, lengths), np.repeat(success.known, lengths)), lengths)
    return rows.like(((rows.position + 1) / rows.spread(rows.lengths) + rows.values) * 0.5 + 0.5)


def _probabilities(values: Rows, name: str) -> Ragged:
    """A copy of rows of probabilities. Raises ValueError for what is not from 0 to 1."""
    given = Ragged.of(values, name)
    within(given.flat, 0.0, 1.0, name)
    return given


def _following(state: Ragged) -> tuple[Floats, Bools]:
    """The value of the next step, 0 after the last, and whether it is known."""
    last = state.last
    return np.where(last, 0.0, np.roll(state.values, -1)), last | np.roll(state.known, -1)
