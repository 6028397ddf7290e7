"""Comparing worlds: what should have changed, what did, and what else did."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import orjson

from agent.trajectory import Row
from benchmarks.alignment import aligned
from benchmarks.facts import MISSING, Facts, Path, equal, words

Apps = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows`: every fact the goal changes; `side_effects`: every other fact that differs from the start."""

    rows: tuple[Row, ...]
    side_effects: tuple[str, ...]


def compare(start: Apps, goal: Apps, final: Apps, volatile: Mapping[str, Sequence[str]]) -> Comparison:
    """Judge `final` against `goal`, both grown from `start`.

    New entities are matched by their content, not by the id they happened to get (alignment.py).
    `volatile` names per app what may differ without being a side effect: paths below the app's state ("next_id",
    "letters/*/read"), with all that lies under them. What the goal itself changes is looked at all the same.
    """
    first = {app: state.get("next_id", math.inf) for app, state in start.items()}
    start, goal, final = _differing(start, goal, final)
    final = {app: aligned(start.get(app), goal.get(app), final[app], first.get(app, math.inf)) for app in final}
    before, wanted, after = Facts(start), Facts(goal), Facts(final)
    rows: list[Row] = []
    covered: set[Path] = set()
    for path in before.unlike(wanted):
        if path[-1] == "next_id":
            continue
        covered.add(path)
        expected, actual = wanted[path], after[path]
        same = equal(expected, actual) or _same_items(before[path], expected, actual)
        rows.append(Row("/".join(path), words(expected), words(actual), same))
    effects = (
        f"{'/'.join(path)}: {words(wanted[path])} → {words(after[path])}"
        for path in wanted.unlike(after)
        if path not in covered and not is_volatile(path, volatile.get(path[0], ()))
    )
    return Comparison(tuple(rows), tuple(effects))


def _differing(*states: Any) -> Any:
    """The same states without what is the same in all: most of a phone is as it was, and need not be looked at."""
    if not all(isinstance(state, dict) for state in states):
        return states
    trees = cast("tuple[dict[str, Any], ...]", states)
    out: tuple[dict[str, Any], ...] = tuple({} for _ in trees)
    for key in dict.fromkeys(key for tree in trees for key in tree):
        found = [tree.get(key, MISSING) for tree in trees]
        if all(value is found[0] for value in found) or len({as_bytes(value) for value in found}) == 1:
            continue
        for into, tree, value in zip(out, trees, _differing(*found), strict=True):
            if key in tree:
                into[key] = value
    return out


def as_bytes(state: Any) -> bytes:
    """A state to the letter, whatever the order of its keys; to Python, False would be 0."""
    return orjson.dumps(state, default=repr, option=orjson.OPT_SORT_KEYS)


def is_volatile(path: Path, patterns: Sequence[str]) -> bool:
    """Does one of an app's `volatile` patterns cover this path, whose first part is the app?"""
    return any(_covers(pattern.split("/"), path[1:]) for pattern in patterns)


def _covers(pattern: Sequence[str], path: Path) -> bool:
    return len(path) >= len(pattern) and all(p in ("*", part) for part, p in zip(path, pattern, strict=False))


def _same_items(was: Any, wanted: Any, found: Any) -> bool:
    """Has a list got (or lost) what it should, if in another order? Things that belong in the same place, between the
    same of those that were there before, can be added either first. Where the goal only moves things about, the order
    counts."""
    if not (isinstance(wanted, list) and isinstance(found, list)):
        return False
    old, want, got = _items(was), _items(wanted), _items(found)
    return sorted(want) != sorted(old) and _between(want, old) == _between(got, old)


def _items(value: Any) -> list[bytes]:
    return [as_bytes(item) for item in cast("list[Any]", value)] if isinstance(value, list) else []


def _between(items: list[bytes], old: list[bytes]) -> list[list[bytes]]:
    """Runs of new items, sorted, with the old ones between them."""
    out: list[list[bytes]] = [[]]
    for item in items:
        if item in old:
            out += [[item], []]
        else:
            out[-1].append(item)
    return [sorted(run) for run in out]
