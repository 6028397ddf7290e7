"""GUI-G2: a target box is a Gaussian (Tang et al., arXiv 2507.15846).

Sigma is alpha times the side on each axis. Results are exact: the released code rounds to three decimals, which makes
the reward 0 beyond 3.9 sigma, and puts an epsilon into a determinant, which lets small boxes score above 1.
"""

import numpy as np

import rewards.grounding.geometry as geometry
from rewards.grounding.places import Rows, pair, scored
from rewards.scores import Scores, finite, positive

ALPHA = 0.5  # best of .1 .3 .5 .7 .9 on ScreenSpot-v2, section 4.3
NU, GAMMA = 1.0, 1.0


def g2_point(pred: Rows, target: Rows, *, alpha: float = ALPHA, fix_corners: bool = False) -> Scores:
    """GUI-G2 point reward, in (0, 1]: the density of the predicted centre in the target's Gaussian, 1 at its peak.

    exp(-1/2 [(dx/sx)^2 + (dy/sy)^2]); `pred`: (n, 2) points or (n, 4) boxes, None where there is none; `target`: (n, 4)
    boxes. 1 iff the centres agree; for alpha = .5 it is e^-1/2 at an edge's middle and e^-1 at a corner.
    Source: paper and code. Raises ValueError for targets without area, shapes that do not fit, alpha <= 0.
    """
    places, boxes, known, upright = pair(pred, target, fix_corners=fix_corners)
    with np.errstate(over="ignore"):  # beyond all bounds is as far as it can be
        values = geometry.gaussian_point(geometry.centre(places), boxes, positive(alpha, "alpha"))
    return scored(values, known, upright)


def g2_coverage(pred: Rows, target: Rows, *, alpha: float = ALPHA, fix_corners: bool = False) -> Scores:
    """GUI-G2 coverage reward, in [0, 1]: the Bhattacharyya coefficient of the two boxes' Gaussians.

    Per axis sqrt(sp*sg/v) * exp(-d^2 / 8v) with v = (sp^2 + sg^2)/2; the product over the axes. 1 iff the boxes are
    equal, symmetric, 2k/(1+k^2) for a concentric box k times as large; a predicted box without area scores 0.
    Source: paper and code, in closed form. Raises ValueError as `g2_point`, and for points.
    """
    places, boxes, known, upright = pair(pred, target, boxes_only=True, fix_corners=fix_corners)
    with np.errstate(over="ignore"):
        values = geometry.gaussian_coverage(places, boxes, positive(alpha, "alpha"))
    return scored(values, known, upright)


def g2_total(
    pred: Rows,
    target: Rows,
    *,
    nu: float = NU,
    gamma: float = GAMMA,
    alpha: float = ALPHA,
    fix_corners: bool = False,
) -> Scores:
    """GUI-G2 total reward: nu * point + gamma * coverage, in [0, nu + gamma].

    Source: paper, which has no format term (the released training script adds one by default).
    Raises ValueError as `g2_coverage`, and for negative weights.
    """
    places, boxes, known, upright = pair(pred, target, boxes_only=True, fix_corners=fix_corners)
    width = positive(alpha, "alpha")
    with np.errstate(over="ignore"):
        point = geometry.gaussian_point(geometry.centre(places), boxes, width)
        coverage = geometry.gaussian_coverage(places, boxes, width)
    total = finite(nu, "nu", 0.0) * point + finite(gamma, "gamma", 0.0) * coverage
    return scored(total, known, upright)
