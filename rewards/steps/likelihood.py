"""Step scores from a model's own log-probabilities."""

from collections.abc import Iterable, Sequence

import numpy as np

from rewards.groups import group_labels, group_std
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Column, Floats, Ints, Missing, Scores, finite, within
from rewards.steps.signals import column, log_probabilities


def p2s(logprobs: Sequence[Rows], *, missing: Missing = "raise") -> Ragged:
    """Gain of every step in the mean token probability of the rest of a gold path.

    `logprobs`: for each trajectory T + 1 rows, the log-probs of the tokens of the suffix of the gold path that fits
    best after 0 … T steps (in a GUI: of the remaining reference actions). A step beside an empty suffix is None.
    Needs no outcome: it still tells steps apart where a whole group failed. Our reading of P2S, whose normalisation
    is not known to us; the search for the suffix is the caller's.
    """
    parts = [suffix_probability(rows, missing=missing) for rows in logprobs]
    flat = Scores(
        np.concatenate([np.zeros(0), *(part.values for part in parts)]),
        np.concatenate([np.zeros(0, dtype=np.bool_), *(part.known for part in parts)]),
    )
    return Ragged.from_lengths(flat, [len(part) for part in parts]).differences()


def suffix_probability(logprobs: Rows, *, missing: Missing = "raise") -> Scores:
    """Mean token probability of every suffix, (n,); None for an empty one. `logprobs`: a row of tokens a prefix."""
    given = log_probabilities(logprobs, "logprobs").settled(missing, "logprobs")
    return given.like(np.exp(given.values)).mean()


def implicit_log_ratio(policy: Rows, reference: Rows, *, beta: float = 0.05) -> Ragged:
    """Implicit reward of every token or step: beta * (log-prob of the model minus that of the reference model).

    `policy`, `reference`: log-probs <= 0 of the same tokens; a step's is the sum over its tokens (`step_sums`).
    Source: Implicit PRM (unchecked), PRIME (a port of its code); OPRL (second-hand) takes the old policy as reference.
    """
    own, other = log_probabilities(policy, "policy"), log_probabilities(reference, "reference")
    same_rows(policy=own, reference=other)
    return own.like(finite(beta, "beta") * (own.values - other.values), own.known & other.known)


def implicit_value(rewards: Rows, *, missing: Missing = "raise") -> Ragged:
    """Implicit value after every token or step: the rewards of `implicit_log_ratio` summed up to it."""
    given = Ragged.of(rewards, "rewards").settled(missing, "rewards")
    return given.like(given.cumsum())


def step_sums(rewards: Rows, tokens: Sequence[Sequence[int]], *, missing: Missing = "raise") -> Ragged:
    """Token rewards summed a step; None for a step without tokens.

    `tokens`: how many tokens each step has. Raises ValueError where they do not add up to the row.
    """
    given = Ragged.of(rewards, "rewards").settled(missing, "rewards")
    counts = Ragged.of(tokens, "tokens")
    if (counts.values < 0).any() or (counts.values % 1 != 0).any():
        raise ValueError("tokens must hold whole numbers from 0")
    if len(counts) != len(given) or (counts.sum().values != given.lengths).any():
        raise ValueError(f"tokens add up to {counts.sum().tolist()}, the rows have {given.lengths.tolist()}")
    return Ragged.from_lengths(Ragged.from_lengths(given.flat, counts.values).sum(), counts.lengths)


def implicit_loss(rewards: Rows, label: Column, *, missing: Missing = "raise") -> Scores:
    """Cross-entropy of every trajectory, (B,): its summed reward as the logit of success.

    `label`: (B,) in [0, 1], None leaves its row unscored. Source: Implicit PRM's form of it, unchecked.
    """
    logit = Ragged.of(rewards, "rewards").settled(missing, "rewards").sum()
    wanted = within(column(label, len(logit), "label"), 0.0, 1.0, "label")
    loss = wanted.values * _softplus(-logit.values) + (1.0 - wanted.values) * _softplus(logit.values)
    return Scores(loss, logit.known & wanted.known)


def oprl_loss(better: Rows, worse: Rows, *, missing: Missing = "raise") -> Scores:
    """OPRL's preference loss of every pair of trajectories, (B,): -log sigmoid(sum of better - sum of worse).

    `better`, `worse`: rewards of `implicit_log_ratio`; pair i is row i of both. Source: second-hand.
    """
    won = Ragged.of(better, "better").settled(missing, "better").sum()
    lost = column(Ragged.of(worse, "worse").settled(missing, "worse").sum(), len(won), "worse")
    return Scores(_softplus(lost.values - won.values), won.known & lost.known)


def r3(logprobs: Rows, base: Rows, *, group: Iterable[object] | None = None, missing: Missing = "raise") -> Scores:
    """Reasoning reflection reward of every rollout, (B,): how much its reasoning helps the tokens that depend on it.

    `logprobs`: log-probs of the n reference tokens under each rollout's reasoning (in a GUI: of the gold action);
    `base`: the same with the reasoning masked, a row a group in order of first appearance; `group`: a key a rollout,
    None: all one group. Sum over tokens of weight * (logprob - base), weights from `r3_weights`; "skip" leaves
    unscored tokens out of both. Source: paper; the shape of the weight is our reading.
    Raises ValueError where rows of a group differ in length.
    """
    given = log_probabilities(logprobs, "logprobs").settled(missing, "logprobs")
    plain = log_probabilities(base, "base").settled(missing, "base")
    cell, sizes = _cells(given, group_labels(group, len(given)))
    if plain.lengths.tolist() != sizes.tolist():
        raise ValueError(f"base has rows of {plain.lengths.tolist()} tokens, the groups have {sizes.tolist()}")
    usable = given.like(given.values, given.known & plain.known[cell])
    weight = _weights(usable, cell)
    return usable.like(weight.values * (usable.values - plain.values[cell])).sum()


def r3_weights(logprobs: Rows, *, group: Iterable[object] | None = None, missing: Missing = "raise") -> Ragged:
    """Weight of every reference token: its standard deviation over the group's rollouts, scaled to sum to 1.

    Population std; equal weights where no token varies. The paper leaves the shape open; this one is our reading.
    """
    given = log_probabilities(logprobs, "logprobs").settled(missing, "logprobs")
    return _weights(given, _cells(given, group_labels(group, len(given)))[0])


def r3_propagate(probability: Column, distance: Column, *, gamma: float) -> Scores:
    """Probability of a token after a correction that lies `distance` tokens back: p + (1 - p)(1 - e^(-gamma d)).

    `probability` in [0, 1], `distance` >= 0, (n,) each. Source: paper; gamma >= 0 is not given.
    """
    p = within(Scores.of(probability, "probability"), 0.0, 1.0, "probability")
    d = within(column(distance, len(p), "distance"), 0.0, np.inf, "distance")
    share = -np.expm1(-finite(gamma, "gamma", 0.0) * d.values)
    return Scores(p.values + (1.0 - p.values) * share, p.known & d.known)


def _cells(given: Ragged, label: Ints) -> tuple[Ints, Ints]:
    """For every number the place of its (group, token), (N,), and the tokens of each group."""
    _, first = np.unique(label, return_index=True)
    sizes = given.lengths[first]
    if (given.lengths != sizes[label]).any():
        raise ValueError("logprobs of a group must all have the same reference tokens")
    return (np.cumsum(sizes) - sizes)[label[given.row]] + given.position, sizes


def _weights(given: Ragged, cell: Ints) -> Ragged:
    std = given.like(group_std(given.flat, cell))
    most = std.spread(std.max().values)
    share = std.like(np.where(most > 0, std.values / np.where(most > 0, most, 1.0), 1.0))
    return share.like(share.values / share.spread(np.maximum(share.sum().values, 1.0)))


def _softplus(x: Floats) -> Floats:
    return np.logaddexp(0.0, x)
