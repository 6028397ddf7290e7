"""Weights for several objectives at once."""

import numpy as np
import numpy.typing as npt

from rewards.scores import HUGE, Floats

ITERATIONS = 10_000
CLOSE = 1e-12


def minnorm_weights(gradients: npt.ArrayLike) -> Floats:
    """Weights on the simplex whose mix of the gradients is shortest, (k,).

    `gradients`: (k, d), one an objective. The mix d = sum w_i g_i leaves none behind: d . g_i >= |d|^2. For two,
    w_1 = clip((g_2 - g_1) . g_2 / |g_1 - g_2|^2, 0, 1); more are solved by Frank-Wolfe with away steps. Equal gradients
    share equally.
    Source: MORE, On Diversified Preferences (unchecked). Raises ValueError for none, and for NaN or infinity.
    """
    g = np.array(gradients, dtype=np.float64)
    if g.ndim != 2 or not len(g):
        raise ValueError(f"gradients must be (k, d) with k >= 1, not {g.shape}")
    if not np.isfinite(g).all() or (np.abs(g) > HUGE).any():
        raise ValueError("gradients must be finite and not beyond 1e100")
    size = np.abs(g).max(initial=0.0)
    if size == 0 or (g == g[0]).all():
        return np.full(len(g), 1.0 / len(g))
    inner = (g / size) @ (g / size).T
    if len(g) == 2:
        (a, b), (_, c) = inner.tolist()
        first = float(np.clip((c - b) / (a - 2 * b + c), 0.0, 1.0))
        return np.array([first, 1.0 - first])
    return shortest(inner)


def shortest(inner: Floats) -> Floats:
    """min w' M w on the simplex, by Frank-Wolfe with away steps."""
    w = np.zeros(len(inner))
    w[int(np.argmin(np.diag(inner)))] = 1.0
    for _ in range(ITERATIONS):
        slope = inner @ w
        to, away = int(np.argmin(slope)), int(np.argmax(np.where(w > 0, slope, -np.inf)))
        if slope[away] - slope[to] <= CLOSE:
            break
        direction = np.zeros(len(w))
        if slope @ w - slope[to] >= slope[away] - slope @ w:
            direction[to], longest = 1.0, 1.0
            direction -= w
        else:
            direction[away] = -1.0
            direction += w
            longest = w[away] / (1.0 - w[away]) if w[away] < 1 else 1.0
        curve = direction @ inner @ direction
        step = longest if curve <= 0 else min(longest, -(slope @ direction) / curve)
        w = np.clip(w + step * direction, 0.0, None)
        w /= w.sum()
    return w
