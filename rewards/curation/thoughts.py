"""Thoughts that a corrector rewrites, learnt beside the actions that the policy gradient learns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from rewards.ragged import Ragged, Rows
from rewards.scores import Bools, Column, Missing, Scores, finite, same_length

Seen = TypeVar("Seen")
Token = TypeVar("Token")


@dataclass(frozen=True, slots=True)
class ThoughtStep(Generic[Seen, Token]):
    """A step as the policy wrote it: tokens of its thought, then tokens of its action."""

    seen: Seen
    thought: tuple[Token, ...]
    action: tuple[Token, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ThoughtPair(Generic[Seen, Token]):
    """What is imitated: `target` is the corrected thought and the action, `mask` is True on tokens of the thought."""

    step: int
    seen: Seen
    target: tuple[Token, ...]
    mask: Bools


def thought_correction_pairs(
    steps: Sequence[ThoughtStep[Seen, Token]],
    correct: Callable[[Seen, tuple[Token, ...]], Sequence[Token] | None],
    *,
    earlier: Sequence[ThoughtPair[Seen, Token]] = (),
) -> list[ThoughtPair[Seen, Token]]:
    """All `earlier` pairs and one more a corrected step: observation, corrected thought, actions masked out.

    `correct(observation, thought)` gives the thought as it should be, or None to skip the step; a thought it leaves as
    it is counts as corrected. Source: GTR, second-hand; its loss is `correction_loss`.
    """
    out = list(earlier)
    for number, step in enumerate(steps):
        thought = correct(step.seen, step.thought)
        if thought is None:
            continue
        target = (*thought, *step.action)
        out.append(ThoughtPair(number, step.seen, target, np.arange(len(target)) < len(thought)))
    return out


def thought_logprob(thought: Rows, action: Rows, *, weight: float, missing: Missing = "raise") -> Scores:
    """Log-probability of each step with its thought weighed: weight * sum log p(thought) + sum log p(action), (B,).

    Rows of token log-probabilities; an empty thought counts 0, an empty action leaves the step unscored.
    Source: GTR, second-hand; `weight` is unknown and required.
    """
    thoughts, actions = _logprobs(thought, "thought", missing), _logprobs(action, "action", missing)
    same_length(thought=thoughts.lengths, action=actions.lengths)
    done = actions.sum()
    return Scores(finite(weight, "weight", 0.0) * thoughts.sum().values + done.values, done.known)


def correction_loss(policy_loss: Column, corrected: Rows, *, missing: Missing = "raise") -> Scores:
    """Policy loss of each step plus the cross-entropy of its corrected thought, (B,).

    `corrected`: rows of token log-probabilities of the corrected thought, empty where there is none; the cross-entropy
    is their negative mean. Source: GTR, second-hand; the mean over tokens is our reading.
    """
    loss, tokens = Scores.of(policy_loss, "policy_loss"), _logprobs(corrected, "corrected", missing)
    same_length(policy_loss=loss, corrected=tokens.lengths)
    return Scores(loss.values - tokens.mean().values, loss.known)


def _logprobs(rows: Rows, name: str, missing: Missing) -> Ragged:
    given = Ragged.of(rows, name)
    if (given.values > 0).any():
        raise ValueError(f"{name} must hold log-probabilities, none above 0")
    return given.settled(missing, name)
