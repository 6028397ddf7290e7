"""Whether two results are the same but for rounding, None where the other has None."""

from collections.abc import Sequence
from typing import Any

from tests.methods.strategies import close


def agree(found: Any, wanted: Any) -> bool:
    """Equal within 1e-9 relative or absolute, list by list."""
    if isinstance(wanted, Sequence):
        return len(found) == len(wanted) and all(agree(a, b) for a, b in zip(found, wanted, strict=True))
    if found is None or wanted is None:
        return found is None and wanted is None
    return close(found, wanted)


def rows_of(ragged: Any) -> list[list[float | None]]:
    """A ragged result as lists, row by row."""
    flat, starts = ragged.flat.tolist(), ragged.starts.tolist()
    return [flat[a:b] for a, b in zip(starts, starts[1:], strict=False)]
