"""Grounding rewards: one predicted place against one target, batch first.

GUI-G2 (Tang et al., arXiv 2507.15846): a target box is a Gaussian with sigma = alpha * side on each axis.

Everything is vectorised over the leading axis. Predictions and targets share one coordinate space, the caller's;
nothing is guessed from the values. Results are float64 in [0, 1] a term, without rounding and without an
epsilon in a determinant: the closed form needs neither.

A prediction that is not there (None, a row of NaN) scores NaN in an array and None in the scalar forms: unscored is
not zero. A target without area is an error, an inverted predicted box scores 0.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Rows: TypeAlias = Sequence[Sequence[float] | None] | npt.NDArray[np.floating]

ALPHA = 0.5  # paper, section 4.3: best of .1 .3 .5 .7 .9
NU, GAMMA = 1.0, 1.0


def g2_point(pred: Rows, target: Rows, alpha: float = ALPHA) -> Floats:
    """GUI-G2 point reward, (n,): exp(-1/2 [(dx/sx)^2 + (dy/sy)^2]) of the predicted centre in the target's Gaussian.

    `pred`: (n, 2) points or (n, 4) boxes, None or NaN where there is none; `target`: (n, 4) boxes, any scale.
    1 iff the centres agree, e^-1/2 at an edge's middle and e^-1 at a corner for alpha = .5. Source: paper and code
    (the authors round to three decimals, which makes it 0 beyond 3.9 sigma; not here).
    Raises ValueError for targets that are not finite or have no area, for shapes that do not fit and for alpha <= 0.
    """
    points, boxes = _pred(pred, len(target)), _target(target)
    sigma = _alpha(alpha) * _size(boxes)
    with np.errstate(over="ignore"):
        z = (_centre(points) - _centre(boxes)) / sigma
        return _where_valid(points, np.exp(-0.5 * np.minimum(np.square(z), 1e6).sum(axis=1)))


def g2_coverage(pred: Rows, target: Rows, alpha: float = ALPHA) -> Floats:
    """GUI-G2 coverage reward, (n,): the Bhattacharyya coefficient of the two boxes' Gaussians.

    Per axis sqrt(sp*sg/v) * exp(-d^2 / 8v) with v = (sp^2 + sg^2)/2; the product over the axes. `alpha` only scales
    the distance term. 1 iff the boxes are equal, symmetric, 2k/(1+k^2) for a concentric box k times as large a side.
    `pred` must be (n, 4) boxes; a box without area scores 0 (its Gaussian is a point). Source: paper and code
    (the authors' determinant carries an epsilon that lets small boxes score above 1; the closed form needs none).
    """
    points, boxes = _pred(pred, len(target)), _target(target)
    if points.shape[1] != 4:
        raise ValueError("coverage compares boxes: pred must be (n, 4); use g2_point for points")
    size, wanted = _size(points), _size(boxes)
    # Sides in units of the target's: no square of a tiny or a huge number is ever taken.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        k = np.minimum(np.abs(size / wanted), 1e150)
        d = np.minimum(np.abs(_centre(points) - _centre(boxes)) / (_alpha(alpha) * wanted), 1e150)
        v = (np.square(k) + 1.0) / 2.0
        axis = np.sqrt(k / v) * np.exp(-np.square(d) / (8.0 * v))
        score = np.where(np.isfinite(axis), axis, 0.0).prod(axis=1)
    return _where_valid(points, np.asarray(np.clip(score, 0.0, 1.0), dtype=np.float64))


def g2_total(pred: Rows, target: Rows, nu: float = NU, gamma: float = GAMMA, alpha: float = ALPHA) -> Floats:
    """GUI-G2 total reward, (n,): nu * point + gamma * coverage, in [0, nu + gamma]; no format term (paper).

    A point prediction has no coverage, so boxes are required.
    """
    return nu * g2_point(pred, target, alpha) + gamma * g2_coverage(pred, target, alpha)


def hit(pred: Rows, target: Rows, inclusive: bool = True) -> Floats:
    """1 where the predicted centre lies in the target box, else 0, (n,). Bounds count unless `inclusive` is False.

    Source: ScreenSpot-Pro's scorer (inclusive); GUI-R1 tests strictly.
    """
    points, boxes = _pred(pred, len(target)), _target(target)
    centre = _centre(points)
    low, high = boxes[:, :2], boxes[:, 2:]
    inside = (centre >= low) & (centre <= high) if inclusive else (centre > low) & (centre < high)
    return _where_valid(points, np.asarray(inside.all(axis=1), dtype=np.float64))


def iou(pred: Rows, target: Rows) -> Floats:
    """Intersection over union of continuous boxes, (n,). 0 for boxes without area."""
    points, boxes = _pred(pred, len(target)), _target(target)
    if points.shape[1] != 4:
        raise ValueError("IoU compares boxes: pred must be (n, 4)")
    with np.errstate(over="ignore", invalid="ignore"):
        overlap = np.minimum(points[:, 2:], boxes[:, 2:]) - np.maximum(points[:, :2], boxes[:, :2])
        shared = np.maximum(overlap, 0.0).prod(axis=1)
        union = np.maximum(_size(points), 0.0).prod(axis=1) + _size(boxes).prod(axis=1) - shared
        score = shared / union
    return _where_valid(points, np.where(np.isfinite(score), score, 0.0))


def one(scores: Floats) -> float | None:
    """The only score of a batch of one as a Python float, None where it is unscored."""
    (score,) = scores.tolist()
    return None if np.isnan(score) else float(score)


def _pred(rows: Rows, count: int) -> Floats:
    if isinstance(rows, np.ndarray):
        out = np.array(rows, dtype=np.float64, ndmin=2)
    else:
        width = next((len(row) for row in rows if row is not None), 4)
        out = np.array([[np.nan] * width if row is None else list(row) for row in rows], dtype=np.float64)
        out = out.reshape(len(rows), width)
    if out.ndim != 2 or out.shape[1] not in (2, 4) and len(out):
        raise ValueError(f"pred must be (n, 2) points or (n, 4) boxes, not {out.shape}")
    if len(out) != count:
        raise ValueError(f"{len(out)} predictions for {count} targets")
    return out


def _target(rows: Rows) -> Floats:
    out = np.array(list(rows), dtype=np.float64).reshape(-1, 4) if len(rows) else np.empty((0, 4))
    if len(out) != len(rows):
        raise ValueError(f"target must be (n, 4) boxes, not {len(rows)} rows of another length")
    if not (np.isfinite(out).all() and np.isfinite(_size(out)).all()):
        raise ValueError("target holds NaN, infinity or a side too long for a float")
    if (_size(out) <= 0).any():
        bad = int(np.argmax((_size(out) <= 0).any(axis=1)))
        raise ValueError(
            f"target {bad} {out[bad].tolist()} has no area; a refusal target such as [0, 0, 0, 0] is not a box"
        )
    return out


def _alpha(alpha: float) -> float:
    if not (np.isfinite(alpha) and alpha > 0):
        raise ValueError(f"alpha must be positive and finite, not {alpha}")
    return alpha


def _centre(rows: Floats) -> Floats:
    if rows.shape[1] == 2:
        return rows
    return rows[:, :2] / 2.0 + rows[:, 2:] / 2.0


def _size(boxes: Floats) -> Floats:
    with np.errstate(over="ignore", invalid="ignore"):  # an infinite side is dealt with by whoever asks
        return boxes[:, 2:] - boxes[:, :2]


def _where_valid(pred: Floats, scores: Floats) -> Floats:
    """NaN (unscored) where the prediction is not there, 0 where it is infinite or an inverted box."""
    missing = np.isnan(pred).any(axis=1)
    refused = np.isinf(pred).any(axis=1)
    if pred.shape[1] == 4:
        refused |= (_size(pred) < 0).any(axis=1)
    return np.where(missing, np.nan, np.where(refused, 0.0, scores))
