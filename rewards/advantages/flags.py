"""Advantages lowered where a claim was found to be false."""

from collections.abc import Sequence

import numpy as np

from rewards.credit.inputs import binary
from rewards.ragged import Ragged, Rows, same_rows
from rewards.scores import Ints, Scores, finite, same_length


def flag_penalty(advantages: Rows, flags: Rows, *, alpha: float = 0.1) -> Ragged:
    """Advantage - alpha * |advantage| where flagged, a step or token.

    `flags`: 0 or 1, 1 inside a claim that contradicts what is on the screen, see `flags_of_spans`; None is no
    penalty. alpha 0.1 is the source's choice (0.03 weak, 0.3 too strong); below 1 no sign changes.
    Source: Perceval (code).
    """
    given, flagged = Ragged.of(advantages, "advantages"), Ragged.of(flags, "flags")
    same_rows(advantages=given, flags=flagged)
    binary(flagged.flat, "flags")
    return given.like(given.values - finite(alpha, "alpha", 0.0) * flagged.values * np.abs(given.values))


def flags_of_spans(lengths: Sequence[int], spans: Sequence[Sequence[tuple[int, int] | None]]) -> tuple[Ragged, Ints]:
    """1 within the spans of each trajectory, else 0; and how many of its claims have no span, (B,).

    `spans`: of each flagged claim the tokens (start, end), end not included, or None where its text was not found.
    Raises ValueError for spans that leave their trajectory.
    """
    same_length(lengths=lengths, spans=spans)
    rows = [np.zeros(length) for length in lengths]
    for i, (row, found) in enumerate(zip(rows, spans, strict=True)):
        for start, end in (span for span in found if span is not None):
            if not 0 <= start <= end <= len(row):
                raise ValueError(f"span ({start}, {end}) leaves trajectory {i} of {len(row)}")
            row[start:end] = 1.0
    lost = np.array([sum(span is None for span in found) for found in spans], dtype=np.int64)
    return Ragged.from_lengths(Scores.all_known(np.concatenate([np.zeros(0), *rows])), list(lengths)), lost
