"""Boxes and points out of a model's text, before they are scored.

Scoring takes parsed numbers; which of several boxes in a text counts is a choice of the parser, named here.
"""

import math
import re
from collections.abc import Sequence
from typing import Literal

Pick = Literal["first", "last", "only"]

_NUMBER = r"(-?[\d.]+(?:[eE][-+]?\d+)?)"
_COMMA = r"\s*[,\s]\s*"
_PLACE = re.compile(rf"[\[(<]\s*{_NUMBER}{_COMMA}{_NUMBER}(?:{_COMMA}{_NUMBER}{_COMMA}{_NUMBER})?\s*[\])>]")
MAX_DIGITS = 32


def parse_place(text: str, pick: Pick = "last") -> list[float] | None:
    """A box [x1, y1, x2, y2] or a point [x, y] in brackets; None where there is none (a refusal, a broken reply).

    `pick`: which one counts where there are several; "only" refuses several. Numbers may be floats or negative;
    three numbers, over-long ones and ones that are not finite are no place.
    """
    found = _PLACE.findall(text)
    if len(found) == 1:
        return _numbers(found[0])
    places = [place for group in found if (place := _numbers(group)) is not None]
    if not places or (pick == "only" and len(places) != 1):
        return None
    return places[0] if pick == "first" else places[-1]


def _numbers(group: Sequence[str]) -> list[float] | None:
    parts = group if group[2] else group[:2]
    if max(map(len, parts)) > MAX_DIGITS:
        return None
    try:
        values = [float(part) for part in parts]
    except ValueError:
        return None
    return values if all(map(math.isfinite, values)) else None
