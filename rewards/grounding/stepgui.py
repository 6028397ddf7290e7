"""Step-GUI's rewards of an action (arXiv 2512.15431): quartic fall-off with an absolute tolerance.

The paper gives no tolerances tau and no weights for mixing the parts: both are required arguments. Taus have the unit
of the coordinates, so these rewards depend on the scale of the picture.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

import rewards.grounding.geometry as geometry
from rewards.grounding.places import Places, Rows, pair, scored
from rewards.scores import Column, Scores, finite, positive, same_length, within


def step_gui_point(pred: Rows, target: Rows, *, tau: tuple[float, float], fix_corners: bool = False) -> Scores:
    """Step-GUI point reward, in (0, 1]: exp(-(dx^4 + dy^4)), distances from the target's centre in units of `tau`.

    For clicks, long presses and grounding. Flat near the centre, e^-1 at one tau on one axis. Source: paper; tau (x, y)
    is not given there. Raises ValueError for tau <= 0 and as all grounding rewards do.
    """
    places, boxes, known, upright = pair(pred, target, fix_corners=fix_corners)
    scale = np.array([positive(t, "tau") for t in tau])
    error = geometry.quartic(geometry.centre(places), geometry.centre(boxes), scale)
    return scored(np.exp(-error.sum(axis=1)), known, upright)


def step_gui_box(
    pred: Rows,
    target: Rows,
    *,
    tau: tuple[float, float, float, float],
    alpha: float = 0.8,
    lam: float = 0.5,
    fix_corners: bool = False,
) -> Scores:
    """Step-GUI box reward, in [0, 1]: alpha * exp(-E) + (1 - alpha) * IoU.

    E = dcx^4 + dcy^4 + lam * (dw^4 + dh^4), each difference in units of its `tau` (cx, cy, w, h).
    Source: paper (alpha .8, lambda .5); tau is not given there. Raises ValueError for points, tau <= 0, alpha outside
    [0, 1] and lam < 0.
    """
    places, boxes, known, upright = pair(pred, target, boxes_only=True, fix_corners=fix_corners)
    weight, size_weight = finite(alpha, "alpha", 0.0, 1.0), finite(lam, "lam", 0.0)
    scale = np.array([positive(t, "tau") for t in tau])
    centres = geometry.quartic(geometry.centre(places), geometry.centre(boxes), scale[:2]).sum(axis=1)
    sides = geometry.quartic(geometry.sides(places), geometry.sides(boxes), scale[2:]).sum(axis=1)
    near = np.exp(-(centres + size_weight * sides))
    return scored(weight * near + (1.0 - weight) * geometry.overlap(places, boxes), known, upright)


def step_gui_slide(pred: Rows, target: Rows, *, on_zero: float | None = None) -> Scores:
    """Step-GUI reward of a slide's direction, in [0, 1]: (1 + cos) / 2 of the two vectors.

    `pred`, `target`: vectors (n, 2), end minus start, None where there is none. A vector without length has no
    direction: unscored, or `on_zero`. Source: paper; the mapping of the cosine onto [0, 1] is our reading.
    """
    from_places = _vectors(pred, "pred")
    wanted = _vectors(target, "target")
    same_length(pred=from_places[0], target=wanted[0])
    known = from_places[1] & wanted[1]
    moving = (from_places[0] != 0).any(axis=1) & (wanted[0] != 0).any(axis=1)
    values = np.clip((1.0 + geometry.cosine(from_places[0], wanted[0])) / 2.0, 0.0, 1.0)
    if on_zero is None:
        return Scores(values, known & moving)
    return Scores(np.where(moving, values, finite(on_zero, "on_zero")), known)


def step_gui_action(types_match: Column, parts: Mapping[str, Column], weights: Mapping[str, float]) -> Scores:
    """Step-GUI reward of a whole action, in [0, 1]: 0 for the wrong type, else the weighted mean of what applies.

    `types_match`: 1 or 0 an action; `parts`: scores in [0, 1] under names of your own (point, slide, value, judge …),
    None where a part does not apply or has no judge; `weights` one a part, required. An action of the right type none
    of whose parts is scored is unscored; without any parts its type alone counts, 1. Parts: paper; the mixing is our
    reading. Raises ValueError for weights that are missing or not positive, and for scores outside [0, 1].
    """
    match = within(Scores.of(types_match, "types_match"), 0.0, 1.0, "types_match")
    if not np.isin(match.values, (0.0, 1.0)).all():
        raise ValueError("types_match must hold 0 and 1 only")
    if set(parts) != set(weights):
        raise ValueError(f"parts {sorted(parts)} and weights {sorted(weights)} must have the same names")
    total, weight = np.zeros(len(match)), np.zeros(len(match))
    for name, column in parts.items():
        part = within(Scores.of(column, name), 0.0, 1.0, name)
        same_length(types_match=match, **{name: part})
        share = positive(weights[name], f"weight of {name}")
        total += share * part.values
        weight += share * part.known
    judged = weight > 0
    mean = total / np.where(judged, weight, 1.0) if parts else np.ones(len(match))
    return Scores(np.where(match.values == 1, mean, 0.0), match.known & (judged | (match.values == 0) | (not parts)))


def _vectors(rows: Rows, name: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    places = Places.of(rows, name)
    if places.boxes and len(places) and places.known.any():
        raise ValueError(f"{name} must be (n, 2) vectors, end minus start")
    return places.values[:, :2], places.known
