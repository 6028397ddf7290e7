"""Comparing worlds: what should have changed, what did, and what else did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import orjson

from agent.trajectory import Row

Apps = dict[str, Any]


class _Any:
    """A value that a goal leaves open."""

    def __repr__(self) -> str:
        return "ANY"

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Any":
        return self


ANY: Final = _Any()
MISSING: Final = "(missing)"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows`: every fact the goal changes; `side_effects`: every other fact that differs from the start."""

    rows: tuple[Row, ...]
    side_effects: tuple[str, ...]


def compare(start: Apps, goal: Apps, final: Apps, volatile: Mapping[str, tuple[str, ...]]) -> Comparison:
    """Judge `final` against `goal`, both grown from `start`. `volatile` names top-level keys per app to ignore.

    New entities (a dict value under a new key) are matched by their content, not by the key they happened to get.
    """
    start, goal, final = (_without(apps, volatile) for apps in (start, goal, final))
    # Most apps are as they were, and nothing need be known of those.
    touched = [app for app in start.keys() | goal.keys() | final.keys() if len({_bytes(apps.get(app)) for apps in
               (start, goal, final)}) > 1]  # fmt: skip
    start, goal, final = ({app: apps[app] for app in touched if app in apps} for apps in (start, goal, final))
    final = _align(start, goal, final)
    before, wanted, after = _facts(start), _facts(goal), _facts(final)
    rows: list[Row] = []
    covered: set[str] = set()
    for path in sorted(before.keys() | wanted.keys()):
        expected = wanted.get(path, MISSING)
        if before.get(path, MISSING) == expected:
            continue
        covered.add(path)
        if expected is not ANY:
            actual = after.get(path, MISSING)
            rows.append(Row(path, _words(expected), _words(actual), _equal(expected, actual)))
    effects = [
        f"{path}: {_words(wanted.get(path, MISSING))} → {_words(after.get(path, MISSING))}"
        for path in sorted(wanted.keys() | after.keys())
        if path not in covered and not _equal(wanted.get(path, MISSING), after.get(path, MISSING))
    ]
    return Comparison(tuple(rows), tuple(effects))


def _bytes(state: Any) -> bytes:
    return orjson.dumps(state, default=repr, option=orjson.OPT_SORT_KEYS)


def _equal(one: Any, other: Any) -> bool:
    # True == 1 in Python, but not on a phone.
    return one is ANY or other is ANY or (type(one) is type(other) and one == other)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)


def _without(apps: Apps, volatile: Mapping[str, tuple[str, ...]]) -> Apps:
    return {
        app: {key: value for key, value in state.items() if key not in volatile.get(app, ())}
        for app, state in apps.items()
    }


def _facts(value: Any, path: str = "") -> dict[str, Any]:
    """Every leaf by path; a list of plain values is one leaf, an empty container says so."""
    items: list[tuple[str, Any]]
    if isinstance(value, dict) and value:
        items = [(str(k), v) for k, v in cast("dict[str, Any]", value).items()]
    elif isinstance(value, list) and any(isinstance(v, dict) for v in cast("list[Any]", value)):
        items = [(str(i), v) for i, v in enumerate(cast("list[Any]", value))]
    else:
        # An empty collection is the absence of facts: a list that gains its first entry has not lost "empty".
        return {} if value in ({}, []) else {path: value}
    out: dict[str, Any] = {}
    for key, child in items:
        out.update(_facts(child, f"{path}/{key}" if path else key))
    return out


def _align(start: Any, goal: Any, final: Any) -> Any:
    """`final` with the keys of new entities renamed to those of the goal's new entities they resemble most."""
    if not (isinstance(goal, dict) and isinstance(final, dict)):
        return final
    was = cast("dict[str, Any]", start) if isinstance(start, dict) else {}
    want, got = cast("dict[str, Any]", goal), cast("dict[str, Any]", final)
    new_want = [k for k in want if k not in was and isinstance(want[k], dict)]
    new_got = [k for k in got if k not in was and isinstance(got[k], dict)]
    names: dict[str, str] = {}
    for key in new_want:
        free = [k for k in new_got if k not in names]
        if free:
            names[min(free, key=lambda k: (_distance(want[key], got[k]), k != key))] = key
    taken = set(names.values())
    renamed: dict[str, Any] = {}
    for key, value in got.items():
        # A superfluous entity may sit under the very key that the goal's one was given.
        name = names.get(key, f"{key}+" if key in taken else key)
        renamed[name] = _align(was.get(name), want.get(name), value)
    return renamed


def _distance(one: Any, other: Any) -> int:
    a, b = _facts(one), _facts(other)
    return sum(not _equal(a.get(k, MISSING), b.get(k, MISSING)) for k in a.keys() | b.keys())
