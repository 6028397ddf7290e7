"""Which templates a command is about."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from benchmarks.daily import TEMPLATES
from benchmarks.daily.template import Template

SPLITS = ("test", "train", "all")


class HasAxes(Protocol):
    """A task of any suite that is sorted by something."""

    @property
    def axes(self) -> Mapping[str, str]:
        """Value by axis."""
        ...


T = TypeVar("T", bound=HasAxes)


def parse_where(words: Sequence[str]) -> dict[str, set[str]]:
    """["language=zh", "difficulty=L3", "difficulty=L4"] as axis → allowed values. Raises ValueError."""
    out: dict[str, set[str]] = {}
    for word in words:
        axis, equals, value = word.partition("=")
        if not equals or not value:
            raise ValueError(f"--where takes AXIS=VALUE, as in difficulty=L3, not {word!r}")
        out.setdefault(axis.strip(), set()).add(value.strip())
    return out


def holding(tasks: Sequence[T], where: Mapping[str, set[str]]) -> list[T]:
    """The tasks whose axes have one of the allowed values each; "apps" holds where one of the apps is meant. Raises
    ValueError that says what there is."""
    axes: Mapping[str, str] = tasks[0].axes if tasks else {}
    for axis, values in where.items():
        if axis not in axes:
            raise ValueError(f"no axis called {axis!r}; there are: {', '.join(axes)}")
        there = {value for task in tasks for value in _values(task, axis)}
        if not values & there:
            raise ValueError(f"no task has {axis}={'/'.join(sorted(values))}; there are: {', '.join(sorted(there))}")
    found = [task for task in tasks if all(values & _values(task, axis) for axis, values in where.items())]
    if not found:
        raise ValueError("no task has all of what --where asks for")
    return found


def _values(task: HasAxes, axis: str) -> set[str]:
    value = task.axes[axis]
    return set(value.split(", ")) if axis == "apps" else {value}


def chosen(suite: str, split: str = "all", only: Sequence[str] = ()) -> list[Template]:
    """Templates of a split whose ids begin with one of `only`. Raises ValueError that says what there is."""
    if suite != "daily":
        raise ValueError(f"no suite called {suite!r}; there is: daily")
    if split not in SPLITS:
        raise ValueError(f"no split called {split!r}; there are: {', '.join(SPLITS)}")
    here = [t for t in TEMPLATES.values() if split in ("all", t.split)]
    found = [t for t in here if not only or any(t.id.startswith(prefix) for prefix in only)]
    if not found:
        themes = sorted({t.id.partition("-")[0] for t in here})
        raise ValueError(f"no template begins with {', '.join(only)}; they begin with: {', '.join(themes)}")
    return found
