"""Several guesses at one target: InfiGUI-G1's exploration reward and GUI-RC's vote without labels."""

from collections.abc import Sequence

import numpy as np

import rewards.grounding.geometry as geometry
from rewards.grounding.places import Places, Rows
from rewards.scores import Floats, Scores, finite


def aer(
    guesses: Sequence[Rows | None],
    target: Rows,
    *,
    tolerance: float = 1e-9,
    inclusive: bool = True,
    on_invalid: float | None = None,
) -> Scores:
    """InfiGUI-G1's adaptive exploration reward, in [-1, 1]: the fewer and better ordered the guesses, the higher.

    `guesses`: for each target the answer's points in order. With n guesses, the first hit at rank k (from 1):
    1 / sqrt(n * k); no hit: -1 / n; no guess at all, or three that lie on one line (a sweep): -1; None (an answer that
    could not be read) stays unscored, or has `on_invalid` (-1 in the source). On one line are three points whose
    triangle has at most `tolerance` times the area of the square over its longest side.
    Source: InfiGUI-G1 (AEPO, arXiv 2508.05731), code; there 1 for the right format is added.
    """
    boxes = Places.of(target, "target")
    if len(guesses) != len(boxes):
        raise ValueError(f"{len(guesses)} answers for {len(boxes)} targets")
    limit = finite(tolerance, "tolerance", 0.0)
    values, known = np.zeros(len(boxes)), np.array([answer is not None for answer in guesses], dtype=np.bool_)
    for i, answer in enumerate(guesses):
        if answer is None:
            continue
        if not len(answer):
            values[i] = -1.0
            continue
        places = Places.of(answer, "guesses")
        if not places.known.all():
            raise ValueError("guesses holds None; leave out what is no guess")
        points = geometry.centre(places.values)
        if _swept(points, limit):
            values[i] = -1.0
            continue
        hits = np.flatnonzero(
            geometry.inside(points, np.repeat(boxes.values[i : i + 1], len(points), axis=0), inclusive)
        )
        n = len(points)
        values[i] = 1.0 / np.sqrt(n * (hits[0] + 1)) if len(hits) else -1.0 / n
    if on_invalid is not None:
        values, known = np.where(known, values, finite(on_invalid, "on_invalid")), np.ones_like(known)
    return Scores(values, known)


def _swept(points: Floats, tolerance: float) -> bool:
    """Do any three of the points lie on one line?"""
    for i in range(len(points)):
        for j in range(i + 1, len(points)):
            for k in range(j + 1, len(points)):
                (ax, ay), (bx, by) = points[j] - points[i], points[k] - points[i]
                longest = max(ax * ax + ay * ay, bx * bx + by * by, (ax - bx) ** 2 + (ay - by) ** 2)
                if abs(ax * by - ay * bx) / 2.0 <= tolerance * longest:
                    return True
    return False


def rc_vote(boxes: Rows) -> Scores:
    """GUI-RC's region consistency of each of K boxes sampled for one target, in (0, 1]: needs no label.

    v counts the boxes that cover a spot and vmax is its maximum; a box scores the mean of v over its area, divided by
    vmax. Exact on continuous boxes, over the grid of all their edges. A box without area, inverted or None is unscored
    and has no vote. Source: GUI-RC / GUI-RCPO (paper, read off its figure). Raises ValueError for points.
    """
    places = Places.of(boxes, "boxes")
    if not places.boxes and len(places):
        raise ValueError("boxes must be (K, 4)")
    values = places.values.reshape(-1, 4)
    voting = places.known & (values[:, 2:] > values[:, :2]).all(axis=1)
    out = np.zeros(len(values))
    if voting.any():
        given = values[voting]
        xs, ys = np.unique(given[:, [0, 2]]), np.unique(given[:, [1, 3]])
        cover_x = (given[:, :1] <= xs[:-1]) & (xs[1:] <= given[:, 2:3])  # (k, columns of the grid)
        cover_y = (given[:, 1:2] <= ys[:-1]) & (ys[1:] <= given[:, 3:])
        votes = cover_x.astype(np.float64).T @ cover_y.astype(np.float64)
        # Shares of each box's own sides: areas of huge and tiny boxes stay in range.
        share_x = cover_x * np.diff(xs) / (given[:, 2] - given[:, 0])[:, None]
        share_y = cover_y * np.diff(ys) / (given[:, 3] - given[:, 1])[:, None]
        out[voting] = np.einsum("kx,xy,ky->k", share_x, votes, share_y) / votes.max()
    return Scores(np.minimum(out, 1.0), voting)
