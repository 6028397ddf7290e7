"""Refinement: what the present policy makes of the steps there are, sorted by how sure it is of each.

Self-distillation with rejection sampling (Step-GUI, arXiv 2512.15431, section 2.2.2): a step that the policy would
make again is accepted (stable), one that it would make seldom is near its decision boundary. The paper samples; a
policy whose choices have exact probabilities need not: the probability is the share of samples that would agree.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from agent.pocket.example import Example
from agent.pocket.learn import likelihoods
from agent.pocket.net import Net

STABLE = 0.75  # probability from which a step is accepted
HOPELESS = 0.0005  # below, a step is none that the policy could have made: left for later rounds


@dataclass(frozen=True, slots=True)
class Refined:
    """`accepted` goes to every stage of training, `rejected` to the last only, `hopeless` to none."""

    accepted: list[Example]
    rejected: list[Example]
    hopeless: list[Example]


def refine(net: Net, good: Sequence[Example]) -> Refined:
    """Sort the good steps by the probability that the policy gives them."""
    sorted_out = Refined([], [], [])
    for example, nats in zip(good, likelihoods(net, good) if good else (), strict=True):
        chance = math.exp(float(nats))
        part = (
            sorted_out.accepted if chance >= STABLE else sorted_out.rejected if chance >= HOPELESS
            else sorted_out.hopeless
        )  # fmt: skip
        part.append(example)
    return sorted_out
