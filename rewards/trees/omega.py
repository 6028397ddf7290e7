"""OmegaPRM's choice of where to search next."""

from dataclasses import dataclass

import numpy as np

from rewards.scores import Column, Scores, finite, positive, same_length, within

ALPHA, BETA, LENGTH = 0.5, 0.9, 500.0  # tokens
C = 0.125


@dataclass(frozen=True, slots=True)
class Chosen:
    """`index` of the pool's pair to work on, None where none is worth it, and the visits with this one counted."""

    index: int | None
    visits: tuple[int, ...]


def omega_quality(
    value: Column, length: Column, *, alpha: float = ALPHA, beta: float = BETA, limit: float = LENGTH
) -> Scores:
    """Q of pairs of a state and one of its wrong rollouts, in (0, 1]: alpha^(1 - value) * beta^(length / limit).

    Rises with the state's value, falls with the rollout's length (tokens). Source: OmegaPRM (paper).
    """
    mc, size = within(Scores.of(value, "value"), 0.0, 1.0, "value"), Scores.of(length, "length")
    same_length(value=mc, length=size)
    if (size.values < 0).any():
        raise ValueError("length must not be negative")
    for name, base in (("alpha", alpha), ("beta", beta)):
        if not 0.0 < base <= 1.0:
            raise ValueError(f"{name} must be above 0 and at most 1, not {base}")
    quality = np.power(alpha, 1.0 - mc.values) * np.power(beta, size.values / positive(limit, "limit"))
    return Scores(quality, mc.known & size.known)


def omega_select(
    value: Column,
    length: Column,
    visits: "list[int] | tuple[int, ...]",
    *,
    alpha: float = ALPHA,
    beta: float = BETA,
    limit: float = LENGTH,
    c: float = C,
) -> Chosen:
    """The pair of the pool with the greatest Q + U among states with hope and doubt (0 < value < 1).

    U = c * sqrt(sum of visits) / (1 + visits). The chosen one's visits go up; nothing is backed up. Ties go to the
    earliest. Source: OmegaPRM (paper; a search ends after 100 choices a question).
    """
    quality = omega_quality(value, length, alpha=alpha, beta=beta, limit=limit)
    counts = np.array(visits, dtype=np.float64)
    same_length(value=quality, visits=counts)
    if (counts < 0).any():
        raise ValueError("visits must not be negative")
    mc = Scores.of(value, "value")
    open_ = quality.known & (mc.values > 0) & (mc.values < 1)
    if not open_.any():
        return Chosen(None, tuple(visits))
    bonus = finite(c, "c", 0.0) * np.sqrt(counts.sum()) / (1.0 + counts)
    index = int(np.argmax(np.where(open_, quality.values + bonus, -np.inf)))
    return Chosen(index, tuple(n + (i == index) for i, n in enumerate(visits)))
