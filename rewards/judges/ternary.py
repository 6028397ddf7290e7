"""Three-valued step labels: 1 effective, 0 neutral or exploring, -1 wrong."""

import numpy as np

from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Bools, Floats

NEVER = -1.0


def ternary_propagate(labels: Rows, corrected: Rows | None = None, depends: Rows | None = None) -> Ragged:
    """Labels in which an error counts against what rests on it: after a -1 every later step is -1.

    `labels` -1, 0 or 1. `corrected` 1 where a step acknowledges and mends the error: from there on labels are their
    own again; nowhere by default. `depends` 0 where a step does not rest on the error and keeps its label; 1 everywhere
    by default. No label is ever raised; an unscored one stays unscored. Raises ValueError for other values.
    Source: AgentProcessBench (code and annotation guide).
    """
    own = Ragged.of(labels, "labels")
    _among(own.values, (-1.0, 0.0, 1.0), "labels")
    mended = _flags(corrected, own, 0.0, "corrected")
    rests = _flags(depends, own, 1.0, "depends")
    wrong = own.known & (own.values == -1)
    at = own.position.astype(np.float64)
    last_wrong = _last_before(own, np.where(wrong, at, NEVER))
    last_mended = _last_before(own, np.where(mended, at, NEVER))
    # Mended and wrong in one step: what it mended is past, what it did wrong begins.
    in_error = (last_wrong > NEVER) & (last_wrong >= last_mended) & ~mended
    return own.like(np.where(in_error & rests, -1.0, own.values))


def _last_before(rows: Ragged, at: Floats) -> Floats:
    """The largest entry among the earlier steps of the row, NEVER at its first."""
    running = rows.like(at, np.ones(len(at), dtype=np.bool_)).scan(
        lambda block: np.maximum.accumulate(block, axis=1), fill=NEVER
    )
    return np.where(rows.first, NEVER, np.concatenate([[NEVER], running[:-1]])[: len(running)])


def _flags(given: Rows | None, like: Ragged, default: float, name: str) -> Bools:
    if given is None:
        return np.full(len(like.flat), default) == 1
    flags = Ragged.of(given, name).settled("raise", name)
    same_rows(**{"labels": like, name: flags})
    _among(flags.values, (0.0, 1.0), name)
    return flags.values == 1


def _among(values: Floats, allowed: tuple[float, ...], name: str) -> None:
    if not np.isin(values, allowed).all():
        raise ValueError(f"{name} may only hold {', '.join(f'{value:g}' for value in allowed)}")
