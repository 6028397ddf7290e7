"""Which numbers a model speaks in. Always said, never guessed: "all below 1 is normalised" mis-scales small targets."""

from enum import Enum

import numpy as np
import numpy.typing as npt

from rewards.scores import Floats


class Space(Enum):
    """Coordinates of a screenshot of `size` pixels."""

    PIXELS = "px"
    UNIT = "rel1"  # 0 to 1 on each axis
    THOUSAND = "rel1000"  # 0 to 1000 on each axis


def convert(rows: npt.ArrayLike, source: Space, target: Space, size: npt.ArrayLike | None = None) -> Floats:
    """Points (n, 2) or boxes (n, 4) of one space in another, (n, 2 | 4).

    `size` is (width, height) of the screenshot in pixels, one for all or (n, 2); needed from or to pixels.
    Raises ValueError where it is missing or not positive.
    """
    values = np.array(rows, dtype=np.float64)
    if values.ndim != 2 or values.shape[1] not in (2, 4):
        raise ValueError(f"rows must be (n, 2) points or (n, 4) boxes, not {values.shape}")
    if source is target:
        return values
    return values / _scale(source, size, values.shape) * _scale(target, size, values.shape)


def _scale(space: Space, size: npt.ArrayLike | None, shape: tuple[int, ...]) -> Floats:
    match space:
        case Space.UNIT:
            return np.ones(shape[1])
        case Space.THOUSAND:
            return np.full(shape[1], 1000.0)
        case Space.PIXELS:
            if size is None:
                raise ValueError("the screenshot's size is needed to convert from or to pixels")
            sizes = np.array(size, dtype=np.float64)
            if sizes.shape not in ((2,), (shape[0], 2)) or not np.isfinite(sizes).all() or (sizes <= 0).any():
                raise ValueError("size must be (width, height) in pixels, one for all rows or one a row")
            return np.tile(sizes, shape[1] // 2)
