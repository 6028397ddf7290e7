"""Plain measures of grounding benchmarks: hit, overlap, tiers of distance."""

from collections.abc import Sequence

import numpy as np

import rewards.grounding.geometry as geometry
from rewards.grounding.gaussian import ALPHA
from rewards.grounding.places import Rows, pair, scored
from rewards.scores import Floats, Scores, finite, positive


def hit(pred: Rows, target: Rows, *, inclusive: bool = True, fix_corners: bool = False) -> Scores:
    """1 where the predicted centre lies in the target box, else 0.

    Bounds count unless `inclusive` is False. Source: ScreenSpot-Pro's scorer (code, inclusive); GUI-R1 tests strictly.
    Where several regions are right, take the maximum over them.
    """
    places, boxes, known, upright = pair(pred, target, fix_corners=fix_corners)
    found = geometry.inside(geometry.centre(places), boxes, inclusive)
    return scored(found.astype(np.float64), known, upright)


def iou(pred: Rows, target: Rows, *, threshold: float | None = None, fix_corners: bool = False) -> Scores:
    """Intersection over union of continuous boxes, in [0, 1]; 1 or 0 above a `threshold`, if one is given.

    Standard definition. Some released code counts inclusive pixels (side + 1), which differs for small boxes.
    Raises ValueError for points.
    """
    places, boxes, known, upright = pair(pred, target, boxes_only=True, fix_corners=fix_corners)
    values = geometry.overlap(places, boxes)
    if threshold is not None:
        values = (values > finite(threshold, "threshold", 0.0, 1.0)).astype(np.float64)
    return scored(values, known, upright)


def tiered(
    pred: Rows,
    target: Rows,
    *,
    bounds: Sequence[float] = (1.0, 2.0, 4.0),
    values: Sequence[float] = (1.0, 0.5, 0.25, 0.0),
    alpha: float = ALPHA,
    hit_is_top: bool = False,
) -> Scores:
    """The value of the tier that the predicted centre's distance falls in.

    `values[j]` up to `bounds[j]`, the last value beyond them all.

    The distance is sqrt((dx/sx)^2 + (dy/sy)^2) with sigma = alpha * side; a box's corner is sqrt(2) away, so a hit can
    fall into the second tier unless `hit_is_top`. Our reading of the tiers of SSL (arXiv 2601.22491) and UI-Venus
    (arXiv 2508.10833), whose tables are not known to us. Raises ValueError unless bounds rise, values fall and there is
    one value more than bounds.
    """
    steps = [finite(bound, "bounds", 0.0) for bound in bounds]
    worth = [finite(value, "values") for value in values]
    if len(worth) != len(steps) + 1:
        raise ValueError(f"{len(steps)} bounds need {len(steps) + 1} values, not {len(worth)}")
    if any(a >= b for a, b in zip(steps, steps[1:], strict=False)):
        raise ValueError("bounds must rise")
    if any(a <= b for a, b in zip(worth, worth[1:], strict=False)):
        raise ValueError("values must fall")
    places, boxes, known, upright = pair(pred, target)
    centres = geometry.centre(places)
    x, y = geometry.distance(centres, boxes, positive(alpha, "alpha"))
    # Distances that are equal to a bound but for rounding belong to it.
    far: Floats = np.hypot(x, y)
    tier = np.searchsorted(np.array(steps) * (1 + 1e-12), far, side="left")
    if hit_is_top:
        tier[geometry.inside(centres, boxes, True)] = 0
    return scored(np.array(worth)[tier], known, upright)
