"""What changed between two states of the apps: things that are new, things that are gone, fields that were set."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from benchmarks.changes import Apps, as_bytes, is_volatile
from benchmarks.daily.task import VOLATILE
from benchmarks.facts import MISSING, Path, equal

ITEM = "[]"  # the last part of a path to something that was added to, or taken out of, a list of things
COUNTER = "next_id"


@dataclass(frozen=True, slots=True)
class Effect:
    """One change. `path` leads from an app's id to the field that was set, or to the thing that is new (`before` is
    MISSING) or gone (`after` is)."""

    path: Path
    before: Any
    after: Any

    @property
    def place(self) -> Path:
        """Where it lies in the state: a thing of a list lies in the list."""
        return self.path[:-1] if self.path[-1] == ITEM else self.path

    def covers(self, path: Path) -> bool:
        """Does a leaf of the state lie where this changed something?"""
        return path[: len(self.place)] == self.place


def effects(before: Apps, after: Apps, *, volatile: bool = False) -> list[Effect]:
    """Every change between two states of all apps, by app and path. What is no data of the user (an app's `volatile`
    paths) is left out, unless it is asked for; counters always are."""
    changed = (app for app in sorted(before.keys() & after.keys()) if as_bytes(before[app]) != as_bytes(after[app]))
    found = (effect for app in changed for effect in _changes(before[app], after[app], (app,)))
    return [
        effect
        for effect in found
        if effect.path[-1] != COUNTER and (volatile or not is_volatile(effect.place, VOLATILE.get(effect.path[0], ())))
    ]


def value_at(apps: Apps, path: Path) -> Any:
    """What lies at a path, MISSING where nothing does."""
    value: Any = apps
    for part in path:
        if isinstance(value, dict) and part in value:
            value = cast("dict[str, Any]", value)[part]
        elif isinstance(value, list) and part[:1] == "[" and part[1:-1].isdigit() and int(part[1:-1]) < len(
            cast("list[Any]", value)
        ):  # fmt: skip
            value = cast("list[Any]", value)[int(part[1:-1])]
        else:
            return MISSING
    return value


def _changes(before: Any, after: Any, path: Path) -> Iterator[Effect]:
    if isinstance(before, dict) and isinstance(after, dict):
        was, now = cast("dict[str, Any]", before), cast("dict[str, Any]", after)
        for key in sorted(was.keys() | now.keys()):
            if key in was and key in now:
                yield from _changes(was[key], now[key], (*path, key))
            else:
                yield Effect((*path, key), was.get(key, MISSING), now.get(key, MISSING))
    elif _things(before) and _things(after) and (before or after):
        yield from _items(cast("list[Any]", before), cast("list[Any]", after), path)
    elif not equal(before, after):
        yield Effect(path, before, after)


def _items(before: list[Any], after: list[Any], path: Path) -> Iterator[Effect]:
    if len(before) == len(after):
        for at, (was, now) in enumerate(zip(before, after, strict=True)):
            yield from _changes(was, now, (*path, f"[{at}]"))
        return
    old, new = (Counter(as_bytes(item) for item in items) for items in (before, after))
    for items, gone in ((before, True), (after, False)):
        left = old - new if gone else new - old
        for item in items:
            if left[as_bytes(item)] > 0:
                left[as_bytes(item)] -= 1
                yield Effect((*path, ITEM), *((item, MISSING) if gone else (MISSING, item)))


def _things(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in cast("list[Any]", value))
