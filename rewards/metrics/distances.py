"""How different two rewards are, whatever their shaping and scale."""

import numpy as np
import numpy.typing as npt

from rewards.scores import HUGE, Column, Floats, Scores, finite, same_length


def starc(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    transitions: npt.ArrayLike,
    *,
    gamma: float,
    policy: npt.ArrayLike | None = None,
) -> float:
    """STARC distance of two rewards, from 0 (same optimal policies, but for shaping and positive scale) to 2.

    `first`, `second`: R(s, a, s'), (S, A, S); `transitions`: P(s' | s, a); gamma in [0, 1); `policy` (S, A), uniform by
    default. c(R)(s, a) = E[R - V(s) + gamma V(s')] with V the policy's values, divided by its L2 norm (0 stays 0); the
    distance is the L2 norm of the difference. Source: STARC (unchecked; some write-ups halve it).
    """
    p = _array(transitions, "transitions")
    if p.ndim != 3 or p.shape[0] != p.shape[2] or 0 in p.shape:
        raise ValueError(f"transitions must be (S, A, S), not {p.shape}")
    if (p < 0).any() or not np.allclose(p.sum(axis=2), 1.0):
        raise ValueError("transitions must be probabilities that sum to 1 over the next state")
    if not 0.0 <= gamma < 1.0:
        raise ValueError(f"gamma must be at least 0 and below 1, not {gamma}")
    states, actions, _ = p.shape
    pi = np.full((states, actions), 1.0 / actions) if policy is None else _array(policy, "policy")
    if pi.shape != (states, actions) or (pi < 0).any() or not np.allclose(pi.sum(axis=1), 1.0):
        raise ValueError(f"policy must be ({states}, {actions}) probabilities that sum to 1")
    one, other = (_standard(_array(r, n), p, pi, gamma) for r, n in ((first, "first"), (second, "second")))
    return float(min(2.0, np.linalg.norm(one - other)))


def pearson_distance(first: Column, second: Column) -> float | None:
    """Distance of two series of step rewards, in [0, 1]: sqrt((1 - correlation) / 2); None for a constant one.

    Our variant of STARC for logged data, where rewards were shaped alike. Steps with a gap in either are left out.
    """
    one, other = Scores.of(first, "first"), Scores.of(second, "second")
    same_length(first=one, second=other)
    both = one.known & other.known
    a, b = (_unit(s.values[both]) for s in (one, other))
    if a is None or b is None:
        return None
    return float(min(1.0, np.linalg.norm(a - b) / 2.0))  # the same, without 1 - 1


def _unit(values: Floats) -> Floats | None:
    """Centred and of length 1; None for a constant series."""
    if len(values) < 2 or (values == values[0]).all():
        return None
    scaled = values / np.abs(values).max()
    off = scaled - scaled.mean()
    size = np.linalg.norm(off)
    return off / size if size > 0 else None


def _standard(reward: Floats, p: Floats, pi: Floats, gamma: float) -> Floats:
    if reward.shape != p.shape:
        raise ValueError(f"a reward must be {p.shape}, not {reward.shape}")
    size = np.abs(reward).max()
    if size == 0:
        return np.zeros(p.shape[:2])
    r = reward / size
    expected = (p * r).sum(axis=2)
    step: Floats = np.einsum("sa,sax->sx", pi, p)
    own: Floats = (pi * expected).sum(axis=1)
    values: Floats = np.asarray(np.linalg.solve(np.eye(len(p)) - gamma * step, own), dtype=np.float64)
    canonical: Floats = expected - values[:, None] + gamma * (p @ values)
    norm = np.linalg.norm(canonical)
    # What is left of a pure shaping is rounding, not a reward.
    return canonical / norm if norm > 1e-12 * max(1.0, np.abs(values).max()) else np.zeros(p.shape[:2])


def _array(values: npt.ArrayLike, name: str) -> Floats:
    array = np.array(values, dtype=np.float64)
    if not np.isfinite(array).all() or (np.abs(array) > HUGE).any():
        raise ValueError(f"{name} must be finite and not beyond {HUGE:g}")
    return array


def tie_margin(scores: Column) -> float | None:
    """Difference of the two best scores, >= 0; None for fewer than two.

    Small: the best action changes with the least change of the reward. The Policy Cliff is theory; only this diagnostic
    is kept of it (our reading).
    """
    given = Scores.of(scores, "scores")
    known = np.sort(given.values[given.known])
    return float(finite(known[-1] - known[-2], "margin")) if len(known) > 1 else None
