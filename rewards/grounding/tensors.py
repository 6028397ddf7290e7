"""The grounding rewards for torch: same geometry, on the device the tensors are on, with gradients.

A row of NaN in `pred` is a prediction that is not there: its reward is 0, its `known` False, and no gradient flows into
it. An inverted box scores 0 and is known. Targets are checked once a call, which waits for the GPU.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import rewards.grounding.geometry as geometry
from rewards.scores import finite, positive

try:
    import torch
except ImportError as problem:  # pragma: no cover - tried out without torch by hand
    raise ImportError("rewards.grounding.tensors needs torch: pip install 'gui-mcp[train]'") from problem

Tensor = torch.Tensor


class Rewards(NamedTuple):
    """`values` (n,), 0 where not `known` (n,)."""

    values: Tensor
    known: Tensor


def g2_point(pred: Tensor, target: Tensor, *, alpha: float = 0.5) -> Rewards:
    """As `gaussian.g2_point`."""
    width = positive(alpha, "alpha")
    return _scored(pred, target, lambda p, t: geometry.gaussian_point(geometry.centre(p), t, width))


def g2_coverage(pred: Tensor, target: Tensor, *, alpha: float = 0.5) -> Rewards:
    """As `gaussian.g2_coverage`."""
    width = positive(alpha, "alpha")
    return _scored(pred, target, lambda p, t: geometry.gaussian_coverage(p, t, width), boxes_only=True)


def g2_total(pred: Tensor, target: Tensor, *, nu: float = 1.0, gamma: float = 1.0, alpha: float = 0.5) -> Rewards:
    """As `gaussian.g2_total`."""
    point, coverage = g2_point(pred, target, alpha=alpha), g2_coverage(pred, target, alpha=alpha)
    total = finite(nu, "nu", 0.0) * point.values + finite(gamma, "gamma", 0.0) * coverage.values
    return Rewards(total, point.known)


def hit(pred: Tensor, target: Tensor, *, inclusive: bool = True) -> Rewards:
    """As `overlap.hit`; it has no gradient."""

    def inside(p: Tensor, t: Tensor) -> Tensor:
        return geometry.inside(geometry.centre(p), t, inclusive).to(t.dtype)

    return _scored(pred, target, inside)


def iou(pred: Tensor, target: Tensor) -> Rewards:
    """As `overlap.iou`."""
    return _scored(pred, target, geometry.overlap, boxes_only=True)


def step_gui_point(pred: Tensor, target: Tensor, *, tau: tuple[float, float]) -> Rewards:
    """As `stepgui.step_gui_point`."""
    scale = target.new_tensor([positive(t, "tau") for t in tau])

    def near(p: Tensor, t: Tensor) -> Tensor:
        return torch.exp(-geometry.quartic(geometry.centre(p), geometry.centre(t), scale).sum(dim=1))

    return _scored(pred, target, near)


def step_gui_box(
    pred: Tensor, target: Tensor, *, tau: tuple[float, float, float, float], alpha: float = 0.8, lam: float = 0.5
) -> Rewards:
    """As `stepgui.step_gui_box`."""
    scale = target.new_tensor([positive(t, "tau") for t in tau])
    weight, size_weight = finite(alpha, "alpha", 0.0, 1.0), finite(lam, "lam", 0.0)

    def near(p: Tensor, t: Tensor) -> Tensor:
        centres = geometry.quartic(geometry.centre(p), geometry.centre(t), scale[:2]).sum(dim=1)
        sides = geometry.quartic(geometry.sides(p), geometry.sides(t), scale[2:]).sum(dim=1)
        return weight * torch.exp(-(centres + size_weight * sides)) + (1.0 - weight) * geometry.overlap(p, t)

    return _scored(pred, target, near, boxes_only=True)


def _scored(pred: Tensor, target: Tensor, work: Callable[[Any, Any], Any], boxes_only: bool = False) -> Rewards:
    if pred.ndim != 2 or pred.shape[1] not in (2, 4) or (boxes_only and pred.shape[1] != 4):
        wanted = "(n, 4) boxes" if boxes_only else "(n, 2) points or (n, 4) boxes"
        raise ValueError(f"pred must be {wanted}, not {tuple(pred.shape)}")
    if target.shape != (len(pred), 4):
        raise ValueError(f"target must be ({len(pred)}, 4) boxes, not {tuple(target.shape)}")
    if not bool(torch.isfinite(target).all()) or bool((target[:, 2:] <= target[:, :2]).any()):
        raise ValueError("target holds a box that is not finite or has no area")
    known = ~torch.isnan(pred).any(dim=1)
    usable = known & torch.isfinite(pred).all(dim=1)
    if pred.shape[1] == 4:
        usable = usable & (pred[:, 2:] >= pred[:, :2]).all(dim=1)
    stand_in = target if pred.shape[1] == 4 else geometry.centre(target)
    # The stand-in keeps NaN out of the backward pass, too, where 0 * NaN would bring it back.
    values = work(torch.where(usable[:, None], pred, stand_in), target)
    return Rewards(torch.where(usable, values, torch.zeros_like(values)), known)
