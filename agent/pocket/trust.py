"""How far pocket's own choices are to be trusted: from how likely they were to it to the chance of success.

A network that is lost is less sure of what it does; how much less says what became of its own episodes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from scipy.optimize import minimize  # pyright: ignore[reportUnknownVariableType]
from scipy.special import expit

from agent.pocket.arrays import Floats

TRUST = "trust"  # what it is called in a file of weights
SURE = 0.3  # the least chance of success at which it says that something is done
LOST = 0.05  # below this it goes no further
PATIENCE = 5  # choices before it can know that
FEWEST = 8  # wins, and losses, that a curve is drawn through
RIDGE = 0.005  # of the fit, so that it stays finite where wins and losses do not overlap


@dataclass(frozen=True, slots=True)
class Trust:
    """Chance of success = 1 / (1 + exp(-(bias + slope * nats))), `nats` the mean log-likelihood of the choices made so
    far in an episode (Platt 1999, sigmoid training)."""

    bias: float
    slope: float

    def chance(self, nats: float) -> float:
        """Of success, 0..1."""
        return float(expit(self.bias + self.slope * nats))


def fitted(nats: Sequence[float], won: Sequence[bool]) -> Trust | None:
    """The curve through whole episodes' mean log-likelihoods, and whether each was a success; None where there are
    fewer than FEWEST of either."""
    if not FEWEST <= sum(won) <= len(won) - FEWEST:
        return None
    x, signs = np.asarray(nats, float), np.where(np.asarray(won), 1.0, -1.0)

    def loss(line: Floats) -> float:
        return float(np.logaddexp(0, -signs * (line[0] + line[1] * x)).sum() + RIDGE * (line**2).sum())

    solve = cast("Callable[..., Any]", minimize)  # it ships few types
    return Trust(*map(float, solve(loss, np.zeros(2)).x))
