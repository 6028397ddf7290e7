"""Checking answers, and whether an agent's thoughts still differ."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

Form = Literal["item", "set", "list", "rows", "cells"]


class Checked(NamedTuple):
    """All right or not, and how much of it: 0 to 1."""

    exact: bool
    precision: float
    recall: float
    f1: float


def answer_checkers(said: object, wanted: object, *, form: Form) -> Checked:
    """How right a typed answer is: an item, a set (order and repetition irrelevant), a list (place by place), a table
    by its rows, or by its cells.

    Tables are sequences of mappings column → value. Two empty answers are equal. The kinds of GISA; its exact
    definitions are not known to us (our reading). Raises ValueError for another form.
    """
    match form:
        case "item":
            same = said == wanted
            return Checked(same, float(same), float(same), float(same))
        case "set":
            return _overlap(Counter(set(_sequence(said))), Counter(set(_sequence(wanted))))
        case "list":
            return _overlap(Counter(enumerate(_sequence(said))), Counter(enumerate(_sequence(wanted))))
        case "rows":
            return _overlap(Counter(map(_row, _sequence(said))), Counter(map(_row, _sequence(wanted))))
        case "cells":
            return _overlap(_cells(said), _cells(wanted))
        case _:
            raise ValueError(f"form must be item, set, list, rows or cells, not {form!r}")


@dataclass(frozen=True, slots=True)
class Variety:
    """`distinct`: different thoughts over all, in (0, 1]; `similarity`: mean over pairs, if there is a measure."""

    distinct: float
    similarity: float | None


def thought_collapse(
    thoughts: Sequence[Hashable],
    *,
    window: int | None = None,
    similar: Callable[[Hashable, Hashable], float] | None = None,
) -> Variety | None:
    """How varied the last `window` thoughts are (all by default); None without any.

    1 / N where they are all the same: the sign of collapse that GTR guards against (our reading: distinct ratio, or
    mean pairwise similarity by `similar`). Raises ValueError for a window below 1.
    """
    if window is not None and window < 1:
        raise ValueError(f"window must be at least 1, not {window}")
    last = list(thoughts if window is None else thoughts[-window:])
    if not last:
        return None
    pairs = [(a, b) for i, a in enumerate(last) for b in last[:i]]
    similarity = sum(similar(a, b) for a, b in pairs) / len(pairs) if similar is not None and pairs else None
    return Variety(len(set(last)) / len(last), similarity)


def _sequence(value: object) -> list[Hashable]:
    if isinstance(value, str | Mapping) or not hasattr(value, "__iter__"):
        raise ValueError("this form compares sequences of things")
    return list(cast("Iterable[Hashable]", value))


def _row(row: object) -> frozenset[Hashable]:
    if not isinstance(row, Mapping):
        raise ValueError("a table's rows are mappings from column to value")
    return frozenset(cast("Mapping[Hashable, Hashable]", row).items())


def _cells(table: object) -> Counter[Hashable]:
    """Cells by column: a table whose rows are in another order has the same ones."""
    return Counter(cell for row in map(_row, _sequence(table)) for cell in row)


def _overlap(said: Counter[Hashable], wanted: Counter[Hashable]) -> Checked:
    if not said and not wanted:
        return Checked(True, 1.0, 1.0, 1.0)
    shared = (said & wanted).total()
    precision = shared / said.total() if said else 0.0
    recall = shared / wanted.total() if wanted else 0.0
    return Checked(said == wanted, precision, recall, 2 * shared / (said.total() + wanted.total()))
