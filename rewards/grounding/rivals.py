"""Grounding rewards in units of the picture: SE-GUI and GUI-G1."""

import numpy as np
import numpy.typing as npt

import rewards.grounding.geometry as geometry
from rewards.grounding.places import Rows, pair, scored
from rewards.scores import Floats, Scores

HIT, OVERLAP, NEARNESS = 1.0, 0.25, 0.125  # GUI-G1's weights


def se_gui(pred: Rows, target: Rows, size: npt.ArrayLike, *, fix_corners: bool = False) -> Scores:
    """SE-GUI's dense point reward, in [0, 2]: hit (bounds count) + 1 - (d / d_max)^2.

    d is the distance to the target's centre with each axis in units of the picture, d_max that of the farthest corner
    of the picture; nothing is added beyond d = 1. `size`: (width, height) of the picture, one for all or (n, 2), in the
    unit of the coordinates. Source: SE-GUI, arXiv 2505.12370 (code; its separate format reward is left out). There a
    point outside the picture can score below 0; here it is 0. The cut at d = 1 is a jump, as in the source.
    """
    places, boxes, known, upright = pair(pred, target, fix_corners=fix_corners)
    sizes = _sizes(size, len(boxes))
    points = geometry.centre(places)
    wanted = geometry.centre(boxes) / sizes
    d = np.hypot(*(points / sizes - wanted).T)
    corners = np.stack([np.hypot(*(np.array(corner) - wanted).T) for corner in ((0, 0), (0, 1), (1, 0), (1, 1))])
    near = np.where(d <= 1.0, 1.0 - np.square(np.minimum(d, 1.0) / corners.max(axis=0)), 0.0)
    inside = geometry.inside(points, boxes, True)
    return scored(inside + np.maximum(near, 0.0), known, upright)


def gui_g1(pred: Rows, target: Rows, size: npt.ArrayLike, *, fix_corners: bool = False) -> Scores:
    """GUI-G1's reward, in [0, 1.375]: 1 * hit of the centre + .25 * IoU + .125 * nearness of the edges.

    Nearness is the harmonic mean of 1 - |error| of the four edges in units of the picture; 0 where an edge is off by a
    whole picture or more (our rule). `size` as in `se_gui`. Source: GUI-G1, arXiv 2505.15810 (code); its weights by
    difficulty and length are not part of this function. Raises ValueError for points.
    """
    places, boxes, known, upright = pair(pred, target, boxes_only=True, fix_corners=fix_corners)
    sizes = np.tile(_sizes(size, len(boxes)), 2)
    c = 1.0 - np.abs(boxes - places) / sizes
    off = (c <= 0).any(axis=1)
    nearness = np.where(off, 0.0, 4.0 / (1.0 / np.where(c <= 0, 1.0, c)).sum(axis=1))
    inside = geometry.inside(geometry.centre(places), boxes, True)
    return scored(HIT * inside + OVERLAP * geometry.overlap(places, boxes) + NEARNESS * nearness, known, upright)


def _sizes(size: npt.ArrayLike, count: int) -> Floats:
    sizes = np.array(size, dtype=np.float64)
    if sizes.shape not in ((2,), (count, 2)):
        raise ValueError(f"size must be (width, height), one for all or ({count}, 2), not of shape {sizes.shape}")
    if not np.isfinite(sizes).all() or (sizes <= 0).any():
        raise ValueError("size must be positive and finite")
    return np.broadcast_to(sizes, (count, 2))
