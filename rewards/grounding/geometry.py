"""The geometry of all grounding rewards, once, for NumPy arrays and torch tensors alike.

Everything here takes clean arrays of one kind, row by row: points (n, 2), boxes (n, 4) as x1, y1, x2, y2 with positive
sides, and returns (n,). What to do about missing or broken predictions is decided by who calls (places.py for NumPy,
tensors.py for torch). Differentiable wherever the formula is.
"""

from typing import Any, TypeAlias

from array_api_compat import array_namespace

Array: TypeAlias = Any  # NumPy array or torch tensor
FAR = 1e6  # exponents beyond which exp is 0 in float64, and squares still finite


def centre(rows: Array) -> Array:
    """The points themselves, or the middles of boxes, (n, 2)."""
    if rows.shape[1] == 2:
        return rows
    return rows[:, :2] / 2.0 + rows[:, 2:] / 2.0


def sides(boxes: Array) -> Array:
    """Width and height, (n, 2)."""
    return boxes[:, 2:] - boxes[:, :2]


def area(boxes: Array) -> Array:
    """Area, 0 for inverted boxes, (n,)."""
    xp = array_namespace(boxes)
    return xp.prod(xp.clip(sides(boxes), 0.0, None), axis=1)


def inside(points: Array, boxes: Array, inclusive: bool) -> Array:
    """Is the point in the box? Booleans (n,)."""
    xp = array_namespace(points)
    low, high = boxes[:, :2], boxes[:, 2:]
    found = (points >= low) & (points <= high) if inclusive else (points > low) & (points < high)
    return xp.all(found, axis=1)


def overlap(a: Array, b: Array) -> Array:
    """Intersection over union of continuous boxes, 0 where both have no area, (n,)."""
    xp = array_namespace(a)
    shared = xp.prod(xp.clip(xp.minimum(a[:, 2:], b[:, 2:]) - xp.maximum(a[:, :2], b[:, :2]), 0.0, None), axis=1)
    union = area(a) + area(b) - shared
    there = union > 0
    return xp.where(there, shared / xp.where(there, union, xp.ones_like(union)), xp.zeros_like(union))


def distance(points: Array, boxes: Array, alpha: float) -> Array:
    """Mahalanobis distance of points in the Gaussian of a box, sigma = alpha * side: z per axis, (n, 2)."""
    return (points - centre(boxes)) / sides(boxes) / alpha


def gaussian_point(points: Array, boxes: Array, alpha: float) -> Array:
    """exp(-1/2 |z|^2), (n,)."""
    xp = array_namespace(points)
    z = distance(points, boxes, alpha)
    return xp.exp(-0.5 * xp.clip(xp.sum(z * z, axis=1), None, FAR))


def gaussian_coverage(pred: Array, target: Array, alpha: float) -> Array:
    """Bhattacharyya coefficient of two boxes' Gaussians, (n,).

    Per axis, with sides in units of the target's (k of the prediction's) and d the distance of the centres in sigmas
    of the target: sqrt(k / v) * exp(-d^2 / 8v), v = (k^2 + 1) / 2. No determinant, hence no epsilon.
    """
    xp = array_namespace(pred)
    k = sides(pred) / sides(target)
    d = distance(centre(pred), target, alpha)
    v = (k * k + 1.0) / 2.0
    # The root of 0 has no gradient; a box without area scores 0 whatever the root is.
    thin = k <= 0.0
    shape = xp.sqrt(xp.where(thin, xp.ones_like(k), k) / v)
    axis = xp.where(thin, xp.zeros_like(k), shape * xp.exp(-xp.clip(d * d / (8.0 * v), None, FAR)))
    return xp.clip(xp.prod(axis, axis=1), 0.0, 1.0)


def quartic(pred: Array, target: Array, tau: Array) -> Array:
    """((pred - target) / tau)^4 per column, (n, m), cut where exp(-x) is 0 anyway."""
    xp = array_namespace(pred)
    delta = xp.clip((pred - target) / tau, -FAR, FAR)
    return xp.clip(delta * delta * delta * delta, None, FAR)


def cosine(a: Array, b: Array) -> Array:
    """Cosine of the angle between vectors, 0 where one of them has no length, (n,)."""
    xp = array_namespace(a)
    lengths = [xp.clip(xp.max(xp.abs(v), axis=1), 1e-300, None)[:, None] for v in (a, b)]
    a, b = a / lengths[0], b / lengths[1]  # squares stay in range
    norm = xp.sqrt(xp.sum(a * a, axis=1) * xp.sum(b * b, axis=1))
    there = norm > 0
    return xp.where(there, xp.sum(a * b, axis=1) / xp.where(there, norm, xp.ones_like(norm)), xp.zeros_like(norm))
