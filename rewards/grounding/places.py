"""Predicted and wanted places as clean NumPy arrays, and what becomes of broken ones.

All places of a call share one coordinate space, the caller's (`Space` converts); nothing is guessed from the values.
A prediction that is not there (None: a refusal, an unreadable reply) is unscored. A target that is no box (no area,
inverted) is an error, since no formula has a meaning there; [0, 0, 0, 0] stands for "refuse" in some files and must be
scored as such by the caller. An inverted predicted box scores 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rewards.scores import HUGE, Bools, Floats, Scores

Rows: TypeAlias = Sequence[Sequence[float] | None] | npt.NDArray[np.floating] | npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Points (n, 2) or boxes (n, 4); rows that are not `known` hold zeros."""

    values: Floats
    known: Bools

    @classmethod
    def of(cls, rows: Rows, name: str = "pred") -> "Places":
        """A copy of what a caller gives. Raises ValueError for NaN, infinity, and rows that are no point or box."""
        if isinstance(rows, np.ndarray):
            values, known = np.array(rows, dtype=np.float64), np.ones(len(rows), dtype=np.bool_)
        else:
            width = next((len(row) for row in rows if row is not None), 4)
            known = np.array([row is not None for row in rows], dtype=np.bool_)
            blank = (0.0,) * width
            try:
                values = np.array([blank if row is None else row for row in rows], dtype=np.float64)
            except ValueError:
                raise ValueError(f"{name} must be all points [x, y] or all boxes [x1, y1, x2, y2]") from None
            values = values.reshape(len(known), width)
        if values.ndim != 2 or values.shape[1] not in (2, 4):
            raise ValueError(f"{name} must be (n, 2) points or (n, 4) boxes, not {values.shape}")
        if not (np.abs(values) <= HUGE).all():  # false for NaN, too
            if np.isfinite(values).all():
                raise ValueError(f"{name} holds a coordinate beyond {HUGE:g}")
            raise ValueError(f"{name} holds NaN or infinity; say None where there is no prediction")
        return cls(values, known)

    @property
    def boxes(self) -> bool:
        """Boxes, not points?"""
        return self.values.shape[1] == 4

    def __len__(self) -> int:
        return len(self.values)


def pair(
    pred: Rows, target: Rows, *, boxes_only: bool = False, fix_corners: bool = False
) -> tuple[Floats, Floats, Bools, Bools]:
    """(pred, target, known, upright): `upright` is False for inverted predicted boxes, which score 0.

    `fix_corners` turns them round instead. Rows that are unknown or inverted are replaced by their target, so that no
    formula meets them. Raises ValueError for targets without area and for lengths that disagree.
    """
    places, wanted = Places.of(pred), Places.of(target, "target")
    if len(places) != len(wanted):
        raise ValueError(f"pred holds {len(places)} places and target {len(wanted)}; they must be as many")
    if not wanted.boxes and len(wanted):
        raise ValueError(f"target must be (n, 4) boxes, not {wanted.values.shape}")
    if not wanted.known.all():
        raise ValueError("a target is missing: what should be refused is not scored as a box")
    boxes = wanted.values.reshape(-1, 4)
    flat = (boxes[:, 2] <= boxes[:, 0]) | (boxes[:, 3] <= boxes[:, 1])
    if flat.any():
        bad = int(np.argmax(flat))
        raise ValueError(
            f"target {bad} {boxes[bad].tolist()} has no area; a refusal target such as [0, 0, 0, 0] is not a box"
        )
    values = places.values
    if boxes_only and not places.boxes:
        raise ValueError("boxes are compared here: pred must be (n, 4)")
    if not places.boxes:
        return _instead(values, centre_of(boxes), places.known), boxes, places.known, places.known.copy()
    if fix_corners:
        values = np.hstack([np.minimum(values[:, :2], values[:, 2:]), np.maximum(values[:, :2], values[:, 2:])])
    upright: Bools = (values[:, 2] >= values[:, 0]) & (values[:, 3] >= values[:, 1])
    return _instead(values, boxes, places.known & upright), boxes, places.known, upright


def scored(values: npt.NDArray[np.floating], known: Bools, upright: Bools) -> Scores:
    """Unscored where there is no prediction, 0 where it is an inverted box."""
    return Scores(np.where(upright, values, 0.0).astype(np.float64), known.copy())


def centre_of(boxes: Floats) -> Floats:
    """Middles of boxes, (n, 2)."""
    return boxes[:, :2] / 2.0 + boxes[:, 2:] / 2.0


def _instead(values: Floats, other: Floats, usable: Bools) -> Floats:
    return values if usable.all() else np.where(usable[:, None], values, other)
