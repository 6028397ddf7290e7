"""How far pocket's own choices are to be trusted: from how likely they were to it to the chance of success.

A network that is lost is less sure of what it does; how much less says what became of its own episodes.
"""

import math
from dataclasses import dataclass

TRUST = "trust"  # what it is called in a file of weights
SURE = 0.3  # the least chance of success at which it says that something is done
LOST = 0.05  # below this it goes no further
PATIENCE = 5  # choices before it can know that


@dataclass(frozen=True, slots=True)
class Trust:
    """Chance of success = 1 / (1 + exp(-(bias + slope * nats))), `nats` the mean log-likelihood of the choices made so
    far in an episode (Platt 1999, sigmoid training)."""

    bias: float
    slope: float

    def chance(self, nats: float) -> float:
        """Of success, 0..1."""
        return (1 + math.tanh((self.bias + self.slope * nats) / 2)) / 2  # the same, without overflow
