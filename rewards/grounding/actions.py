"""Rewards of whole actions from GUI-R1 and UI-Venus: type, place or text, format."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

import rewards.grounding.geometry as geometry
from rewards.grounding.overlap import tiered
from rewards.grounding.places import Places, Rows
from rewards.scores import Bools, Column, Scores, finite, same_length

ACCURACY, FORMAT = 0.8, 0.2  # GUI-R1's weights
NEAR = 140.0  # GUI-R1: how far from a wanted point a click may be, in thousandths of the picture
ENOUGH = 0.5  # GUI-R1: token F1 from which a text is right
WORDS = re.compile(r"\w+")
T = TypeVar("T")
TYPED = frozenset({"type", "select", "scroll"})  # GUI-R1's actions with a text
POINTING = frozenset({"click", "long_press", "grounding"})
WRITING = frozenset({"type", "select", "scroll", "open", "answer"})


def token_f1(said: str, wanted: str) -> float:
    """F1 of the words of two texts, case aside, in [0, 1]; two empty texts are equal."""
    a, b = Counter(WORDS.findall(said.casefold())), Counter(WORDS.findall(wanted.casefold()))
    if not a or not b:
        return float(a == b)
    shared = sum((a & b).values())
    return 2.0 * shared / (sum(a.values()) + sum(b.values()))


def gui_r1_action(
    types: Sequence[str | None],
    wanted_types: Sequence[str],
    *,
    places: Rows | None = None,
    targets: Sequence[Sequence[float] | None] | None = None,
    texts: Sequence[str | None] | None = None,
    wanted_texts: Sequence[str | None] | None = None,
    formatted: Column,
) -> Scores:
    """GUI-R1's reward of an action, one of 0, .2, .8 and 1: .8 * accuracy + .2 * format.

    Accuracy is 1 for the right type and, for clicks, a point strictly within the target box (or within 140 of a target
    point, coordinates 0 to 1000: our reading), for typing, selecting and scrolling token F1 >= .5, for others nothing
    more. `types`: None where the answer could not be read (unscored); `formatted`: 1 or 0 an answer.
    Source: GUI-R1, arXiv 2504.10458 (second-hand, from a fork of its code).
    """
    good = Scores.of(formatted, "formatted").settled("raise", "formatted")
    count = same_length(types=types, wanted_types=wanted_types, formatted=good)
    points, boxes = _places(places, count, "places"), _places(targets, count, "targets")
    said, want = _column(texts, count, "texts"), _column(wanted_texts, count, "wanted_texts")
    known = np.array([kind is not None for kind in types], dtype=np.bool_)
    right = np.zeros(count)
    for i, kind in enumerate(types):
        if kind is None or kind != wanted_types[i]:
            continue
        if kind == "click":
            right[i] = _on_target(points[i], boxes[i])
        elif kind in TYPED:
            right[i] = token_f1(said[i] or "", want[i] or "") >= ENOUGH
        else:
            right[i] = 1.0
    return Scores(ACCURACY * right + FORMAT * (good.values == 1), known)


def ui_venus_action(
    types: Sequence[str | None],
    wanted_types: Sequence[str],
    *,
    places: Rows | None = None,
    targets: Rows | None = None,
    texts: Sequence[str | None] | None = None,
    wanted_texts: Sequence[str | None] | None = None,
    formatted: Column,
    weights: tuple[float, float],
    bounds: Sequence[float],
    values: Sequence[float],
) -> Scores:
    """UI-Venus's navigation reward of an action: w1 * format + w2 * (right type + right text or tiered place).

    An action of the wrong type earns its format only. Text is scored by token F1, a place by `tiered` with `bounds` and
    `values`; an action with neither earns its type. `weights` (w1, w2) and the tiers are not given: required.
    Source: UI-Venus, arXiv 2508.10833 and 2602.09082 (paper).
    """
    good = Scores.of(formatted, "formatted").settled("raise", "formatted")
    count = same_length(types=types, wanted_types=wanted_types, formatted=good)
    points, boxes = _places(places, count, "places"), _places(targets, count, "targets")
    said, want = _column(texts, count, "texts"), _column(wanted_texts, count, "wanted_texts")
    known = np.array([kind is not None for kind in types], dtype=np.bool_)
    right = np.zeros(count)
    for i, kind in enumerate(types):
        if kind is None or kind != wanted_types[i]:
            continue
        right[i] = 1.0
        if kind in POINTING and points[i] is not None and boxes[i] is not None:
            right[i] += tiered([points[i]], [boxes[i]], bounds=bounds, values=values).one() or 0.0
        elif kind in WRITING:
            right[i] += token_f1(said[i] or "", want[i] or "")
    form, act = (finite(weight, "weights", 0.0) for weight in weights)
    return Scores(form * (good.values == 1) + act * right, known)


def ui_venus_grounding(pred: Rows, target: Rows, *, formatted: Column, weights: tuple[float, float]) -> Scores:
    """UI-Venus's grounding reward: w1 * format + w2 * hit, where [-1, -1] says that there is no target.

    A refusal hits a target of [-1, -1, -1, -1] and nothing else. `weights` are not given: required. Source: paper.
    """
    good = Scores.of(formatted, "formatted").settled("raise", "formatted")
    places, boxes = Places.of(pred), Places.of(target, "target")
    same_length(pred=places.values, target=boxes.values, formatted=good)
    refused: Bools = np.asarray((places.values == -1).all(axis=1))
    refusal: Bools = np.asarray((boxes.values == -1).all(axis=1))
    inside: Bools = geometry.inside(geometry.centre(places.values), boxes.values, True)
    found = np.where(refusal, refused, inside & ~refused)
    form, place = (finite(weight, "weights", 0.0) for weight in weights)
    return Scores(form * (good.values == 1) + place * found, places.known)


def ui_venus_online(
    success: Column,
    steps: Sequence[int],
    shortest: Sequence[int],
    unreadable: Sequence[int],
    *,
    reward: float = 1.0,
    eta: float,
    lam: float,
) -> Scores:
    """UI-Venus's reward of a trajectory: success * reward * eta^((T - T_min) / T_min) - lam per unreadable step.

    `shortest`: T_min, steps of the shortest success. eta in (0, 1) and lam >= 0 are required (not given); what T_min is
    and their ranges are our reading. Raises ValueError for T_min < 1 and for fewer steps than none.
    """
    won = Scores.of(success, "success")
    same_length(success=won, steps=steps, shortest=shortest, unreadable=unreadable)
    least, taken, bad = (np.array(list(c), dtype=np.float64) for c in (shortest, steps, unreadable))
    if (least < 1).any():
        raise ValueError("shortest must be at least 1 step")
    if (taken < 0).any() or (bad < 0).any():
        raise ValueError("steps and unreadable must not be negative")
    if not 0.0 < eta < 1.0:
        raise ValueError(f"eta must lie between 0 and 1, not {eta}")
    decay = np.power(eta, (taken - least) / least)
    return Scores(won.values * finite(reward, "reward") * decay - finite(lam, "lam", 0.0) * bad, won.known)


def _column(given: Sequence[T | None] | None, count: int, name: str) -> Sequence[T | None]:
    if given is None:
        return [None] * count
    if len(given) != count:
        raise ValueError(f"{name} has {len(given)} entries for {count} actions")
    return given


def _places(given: Rows | None, count: int, name: str) -> Sequence[Sequence[float] | None]:
    places = _column(None if given is None else list(given), count, name)
    if not all(place is None or np.isfinite(np.array(place, dtype=np.float64)).all() for place in places):
        raise ValueError(f"{name} holds NaN or infinity; say None where there is no place")
    return places


def _on_target(point: Sequence[float] | None, target: Sequence[float] | None) -> float:
    if point is None or target is None:
        return 0.0
    x, y = geometry.centre(np.array([point], dtype=np.float64))[0].tolist()
    if len(target) == 2:
        return float((x - target[0]) ** 2 + (y - target[1]) ** 2 < NEAR**2)
    return float(target[0] < x < target[2] and target[1] < y < target[3])
