"""The geometry of all grounding rewards, once, for NumPy arrays and torch tensors alike.

Everything here takes clean arrays of one kind, row by row: points (n, 2), boxes (n, 4) as x1, y1, x2, y2 with positive
sides, and returns (n,). What to do about missing or broken predictions is decided by who calls (places.py for NumPy,
tensors.py for torch). Differentiable wherever the formula is. Column by column: reductions over two columns are slow.
"""

from typing import Any, TypeAlias

from array_api_compat import array_namespace

Array: TypeAlias = Any  # NumPy array or torch tensor
FAR = 1e6  # exponents beyond which exp is 0 in float64
MANY = 1e15  # sides or sigmas beyond which a score is 0; squares stay finite in float32, too


def centre(rows: Array) -> Array:
    """The points themselves, or the middles of boxes, (n, 2)."""
    if rows.shape[1] == 2:
        return rows
    return (rows[:, :2] + rows[:, 2:]) * 0.5


def sides(boxes: Array) -> Array:
    """Width and height, (n, 2)."""
    return boxes[:, 2:] - boxes[:, :2]


def area(boxes: Array) -> Array:
    """Area, 0 for inverted boxes, (n,)."""
    xp = array_namespace(boxes)
    width, height = (xp.clip(boxes[:, axis + 2] - boxes[:, axis], 0.0, None) for axis in (0, 1))
    return width * height


def inside(points: Array, boxes: Array, inclusive: bool) -> Array:
    """Is the point in the box? Booleans (n,)."""
    x, y = points[:, 0], points[:, 1]
    if inclusive:
        return (x >= boxes[:, 0]) & (x <= boxes[:, 2]) & (y >= boxes[:, 1]) & (y <= boxes[:, 3])
    return (x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])


def overlap(a: Array, b: Array) -> Array:
    """Intersection over union of continuous boxes, 0 where both have no area, (n,)."""
    xp = array_namespace(a)
    width, height = (
        xp.clip(xp.minimum(a[:, axis + 2], b[:, axis + 2]) - xp.maximum(a[:, axis], b[:, axis]), 0.0, None)
        for axis in (0, 1)
    )
    shared = width * height
    union = area(a) + area(b) - shared
    there = union > 0
    return xp.where(there, shared / xp.where(there, union, xp.ones_like(union)), xp.zeros_like(union))


def distance(points: Array, boxes: Array, alpha: float) -> tuple[Array, Array]:
    """How many sigmas points lie from the middles of boxes on each axis, sigma = alpha * side: (n,) each."""
    return _distance(points, boxes, 0, alpha), _distance(points, boxes, 1, alpha)


def gaussian_point(points: Array, boxes: Array, alpha: float) -> Array:
    """exp(-1/2 |z|^2), (n,)."""
    xp = array_namespace(points)
    x, y = distance(points, boxes, alpha)
    return xp.exp(-0.5 * xp.clip(x * x + y * y, None, FAR))


def gaussian_coverage(pred: Array, target: Array, alpha: float) -> Array:
    """Bhattacharyya coefficient of two boxes' Gaussians, (n,).

    Per axis, with the side k of the prediction in units of the target's and d the distance of the middles in sigmas of
    the target: sqrt(k / v) * exp(-d^2 / 8v), v = (k^2 + 1) / 2. No determinant, hence no epsilon.
    """
    xp = array_namespace(pred)
    ratio, exponent, thin = 1.0, 0.0, False
    for axis in (0, 1):
        low, high = target[:, axis], target[:, axis + 2]
        side = high - low
        k = xp.clip((pred[:, axis + 2] - pred[:, axis]) / side, None, MANY)
        d = xp.clip((pred[:, axis] + pred[:, axis + 2] - low - high) * (0.5 / alpha) / side, -MANY, MANY)
        v = (k * k + 1.0) * 0.5
        ratio, exponent, thin = ratio * (k / v), exponent + d * d / v, thin | (k <= 0.0)
    # The root of 0 has no gradient; a box without area scores 0 whatever the root is.
    shape = xp.sqrt(xp.where(thin, xp.ones_like(exponent), ratio))
    score = xp.clip(shape * xp.exp(xp.clip(exponent, None, FAR) * -0.125), 0.0, 1.0)
    return xp.where(thin, xp.zeros_like(score), score)


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


def _distance(points: Array, boxes: Array, axis: int, alpha: float) -> Array:
    low, high = boxes[:, axis], boxes[:, axis + 2]
    return (points[:, axis] - (low + high) * 0.5) / ((high - low) * alpha)
