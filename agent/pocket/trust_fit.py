"""Trust, measured: the curve through episodes' likelihoods and what became of them."""

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from scipy.optimize import minimize  # pyright: ignore[reportUnknownVariableType]

from agent.pocket.arrays import Floats
from agent.pocket.trust import Trust

FEWEST = 8  # wins, and losses, that a curve is drawn through
RIDGE = 0.005  # of the fit, so that it stays finite where wins and losses do not overlap


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
