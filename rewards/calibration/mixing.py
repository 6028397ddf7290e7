"""Weights for several objectives at once."""

from typing import cast

import numpy as np
import numpy.typing as npt

from rewards.scores import HUGE, Floats

ROUNDING = 1e-14


def minnorm_weights(gradients: npt.ArrayLike) -> Floats:
    """Weights on the simplex whose mix of the gradients is shortest, (k,).

    `gradients`: (k, d), one an objective. The mix d = sum w_i g_i leaves none behind: d . g_i >= |d|^2. For two,
    w_1 = clip((g_2 - g_1) . g_2 / |g_1 - g_2|^2, 0, 1); more are solved exactly (Wolfe 1976, the nearest point of
    a polytope). Equal gradients share equally.
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
    return shortest(g / size)


def shortest(points: Floats) -> Floats:
    """Weights of the point of the hull nearest 0, by Wolfe's active set: exact, in finitely many steps.

    Distances are kept as differences of points, never of squares, so that close and far-off points do not cancel.
    """
    best = int(np.argmin(np.linalg.norm(points, axis=1)))
    active, w = [best], np.ones(1)
    while True:
        nearest = w @ points[active]
        gain = (nearest - points) @ nearest
        gain[active] = -np.inf
        new = int(np.argmax(gain))
        if gain[new] <= ROUNDING * np.linalg.norm(nearest) * np.linalg.norm(nearest - points[new]):
            break
        tried, share = _inward(points, [*active, new], np.append(w, 0.0))
        if np.linalg.norm(share @ points[tried]) >= np.linalg.norm(nearest):
            break
        active, w = tried, share
    whole = np.zeros(len(points))
    whole[active] = w
    return whole


def _inward(points: Floats, active: list[int], w: Floats) -> tuple[list[int], Floats]:
    """Nearest point of the plane through the active points; those it would weigh negatively leave on the way."""
    while len(active) > 1:
        base = points[active[0]]
        rest = cast("Floats", np.linalg.lstsq((points[active[1:]] - base).T, -base, rcond=None)[0])
        aim = np.append(1.0 - rest.sum(), rest)
        if (aim > 0).all():
            return active, aim
        falling = np.flatnonzero(aim <= 0)
        ratio = w[falling] / np.maximum(w[falling] - aim[falling], np.finfo(float).tiny)
        step = min(1.0, float(ratio.min()))
        w = w + step * (aim - w)
        w[falling[int(np.argmin(ratio))]] = 0.0
        stay = w > 0
        active, w = [i for i, kept in zip(active, stay, strict=True) if kept], w[stay] / w[stay].sum()
    return active, np.ones(1)
