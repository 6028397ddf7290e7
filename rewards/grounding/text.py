"""Boxes and points out of a model's text, before they are scored.

Scoring takes parsed numbers; which of several boxes in a text counts is a choice of the parser, named here.
"""

import math
import re
from typing import Literal

Pick = Literal["first", "last", "only"]

_GROUP = re.compile(r"[\[(<]\s*(-?[\d.]+(?:[eE][-+]?\d+)?(?:\s*[,\s]\s*-?[\d.]+(?:[eE][-+]?\d+)?){1,3})\s*[\])>]")
_SPLIT = re.compile(r"[,\s]+")
MAX_DIGITS = 32


def parse_place(text: str, pick: Pick = "last") -> list[float] | None:
    """A box [x1, y1, x2, y2] or a point [x, y] in brackets; None where there is none (a refusal, a broken reply).

    `pick`: which one counts where there are several; "only" refuses several. Numbers may be floats or negative;
    three numbers, over-long ones and ones that are not finite are no place.
    """
    found = [place for group in _GROUP.findall(text) if (place := _numbers(group)) is not None]
    if not found or (pick == "only" and len(found) != 1):
        return None
    return found[0] if pick == "first" else found[-1]


def _numbers(group: str) -> list[float] | None:
    parts = [part for part in _SPLIT.split(group.strip()) if part]
    if len(parts) not in (2, 4) or any(len(part) > MAX_DIGITS for part in parts):
        return None
    try:
        values = [float(part) for part in parts]
    except ValueError:
        return None
    return values if all(math.isfinite(value) for value in values) else None
