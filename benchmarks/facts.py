"""What is true of a state: every leaf by its path."""

from collections.abc import Iterator
from typing import Any, Final, cast

Path = tuple[str, ...]
MISSING: Final = "(missing)"


class Among:
    """A value that a goal leaves open within these."""

    def __init__(self, *values: Any) -> None:
        if not values:
            raise ValueError("a goal cannot leave a value open among none")
        self.values = values

    def __repr__(self) -> str:
        return " or ".join(map(words, self.values))

    def __deepcopy__(self, memo: dict[int, Any]) -> "Among":
        return self


class Facts:
    """Every leaf of a state by its path; a list of plain values is one leaf, and so is an empty collection."""

    def __init__(self, value: Any) -> None:
        self._leaves = dict(_leaves(value))
        self._inner = {path[:end] for path in self._leaves for end in range(len(path))}

    def __getitem__(self, path: Path) -> Any:
        return self._leaves.get(path, MISSING)

    def unlike(self, other: "Facts") -> list[Path]:
        """Paths at which the two differ, sorted. A collection that is empty in one and not in the other differs in
        what it holds, which is told of by itself."""
        return sorted(
            path
            for path in self._leaves.keys() | other._leaves.keys()
            if not equal(self[path], other[path]) and not self._filled(path, other) and not other._filled(path, self)
        )

    def _filled(self, path: Path, other: "Facts") -> bool:
        return self[path] in ({}, []) and path in other._inner


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    items: list[tuple[str, Any]]
    if isinstance(value, dict) and value:
        items = [(str(k), v) for k, v in cast("dict[str, Any]", value).items()]
    elif isinstance(value, list) and any(isinstance(v, dict) for v in cast("list[Any]", value)):
        items = [(f"[{i}]", v) for i, v in enumerate(cast("list[Any]", value))]
    elif path:
        yield path, value
        return
    else:
        return
    for key, child in items:
        yield from _leaves(child, (*path, key))


def equal(one: Any, other: Any) -> bool:
    """The same value of the same type; `one` may be left open within some."""
    if isinstance(one, Among):
        return any(equal(value, other) for value in one.values)
    if type(one) is not type(other):
        return False  # True == 1 in Python, but not on a phone
    if isinstance(one, list):
        pair = cast("tuple[list[Any], list[Any]]", (one, other))
        return len(pair[0]) == len(pair[1]) and all(map(equal, *pair))
    return bool(one == other)


def words(value: Any) -> str:
    """A value as a report shows it."""
    return value if isinstance(value, str) else repr(value)
