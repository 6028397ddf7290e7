"""Comparing worlds: what should have changed, what did, and what else did."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import orjson

from agent.trajectory import Row

Apps = dict[str, Any]
MISSING: Final = "(missing)"
ID = re.compile(r"[a-z]{1,4}\d+")


class Among:
    """A value that a goal leaves open within these."""

    def __init__(self, *values: Any) -> None:
        if not values:
            raise ValueError("a goal cannot leave a value open among none")
        self.values = values

    def __repr__(self) -> str:
        return " or ".join(map(_words, self.values))

    def __deepcopy__(self, memo: dict[int, Any]) -> "Among":
        return self


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows`: every fact the goal changes; `side_effects`: every other fact that differs from the start."""

    rows: tuple[Row, ...]
    side_effects: tuple[str, ...]


def compare(start: Apps, goal: Apps, final: Apps, volatile: Mapping[str, Sequence[str]]) -> Comparison:
    """Judge `final` against `goal`, both grown from `start`.

    New entities (a dict value under a new key) are matched by their content, not by the key they happened to get.
    `volatile` names per app what may differ without being a side effect: paths below the app's state ("next_id",
    "letters/*/read"), with all that lies under them. What the goal itself changes is looked at all the same.
    """
    start, goal, final = _differing(start, goal, final)
    final = {app: _aligned(start.get(app), goal.get(app), final[app]) for app in final}
    before, wanted, after = facts(start), facts(goal), facts(final)
    rows: list[Row] = []
    covered: set[Path] = set()
    for path in sorted(before.keys() | wanted.keys()):
        expected = wanted.get(path, MISSING)
        if _equal(before.get(path, MISSING), expected) or path[-1] == "next_id":
            continue
        covered.add(path)
        actual = after.get(path, MISSING)
        same = _equal(expected, actual) or _same_items(before.get(path, []), expected, actual)
        rows.append(Row("/".join(path), _words(expected), _words(actual), same))
    effects = [
        f"{'/'.join(path)}: {_words(wanted.get(path, MISSING))} → {_words(after.get(path, MISSING))}"
        for path in sorted(wanted.keys() | after.keys())
        if path not in covered
        and not _equal(wanted.get(path, MISSING), after.get(path, MISSING))
        and not is_volatile(path, volatile.get(path[0], ()))
    ]
    came = set(_hollow(final, goal)) & set(_hollow(final, start))
    went = set(_hollow(goal, final)) & set(_hollow(start, final))
    effects += [
        f"{'/'.join(path)}: empty" for path in sorted(came | went) if not is_volatile(path, volatile.get(path[0], ()))
    ]
    return Comparison(tuple(rows), tuple(effects))


Path = tuple[str, ...]


def facts(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Every leaf by its path; a list of plain values is one leaf."""
    items: list[tuple[str, Any]]
    if isinstance(value, dict) and value:
        items = [(str(k), v) for k, v in cast("dict[str, Any]", value).items()]
    elif isinstance(value, list) and any(isinstance(v, dict) for v in cast("list[Any]", value)):
        items = [(str(i), v) for i, v in enumerate(cast("list[Any]", value))]
    else:
        # An empty collection is the absence of facts: a list that gains its first entry has not lost "empty".
        return {} if value in ({}, []) else {path: value}
    out: dict[Path, Any] = {}
    for key, child in items:
        out.update(facts(child, (*path, key)))
    return out


def _differing(*states: Any) -> Any:
    """The same states without what is the same in all: most of a phone is as it was, and need not be looked at."""
    if not all(isinstance(state, dict) for state in states):
        return states
    trees = cast("tuple[dict[str, Any], ...]", states)
    out: tuple[dict[str, Any], ...] = tuple({} for _ in trees)
    for key in dict.fromkeys(key for tree in trees for key in tree):
        found = [tree.get(key, MISSING) for tree in trees]
        if all(value is found[0] for value in found) or len({_bytes(value) for value in found}) == 1:
            continue
        for into, tree, value in zip(out, trees, _differing(*found), strict=True):
            if key in tree:
                into[key] = value
    return out


def _bytes(state: Any) -> bytes:
    return orjson.dumps(state, default=repr, option=orjson.OPT_SORT_KEYS)


def is_volatile(path: Path, patterns: Sequence[str]) -> bool:
    """Does one of an app's `volatile` patterns cover this path, whose first part is the app?"""
    return any(_covers(pattern.split("/"), path[1:]) for pattern in patterns)


def _covers(pattern: Sequence[str], path: Path) -> bool:
    return len(path) >= len(pattern) and all(p in ("*", part) for part, p in zip(path, pattern, strict=False))


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, Among):
        return any(_equal(value, other) for value in one.values)
    # True == 1 in Python, but not on a phone.
    return type(one) is type(other) and one == other


def _same_items(was: Any, wanted: Any, found: Any) -> bool:
    """Has a list got (or lost) what it should, if in another order? Two things can be added either first. Where the
    goal only moves things about, and for what was there before, the order counts."""
    if not (isinstance(was, list) and isinstance(wanted, list) and isinstance(found, list)):
        return False
    old, want, got = ([_bytes(item) for item in items] for items in cast("tuple[list[Any], ...]", (was, wanted, found)))
    if sorted(want) != sorted(got) or sorted(want) == sorted(old):
        return False
    return [item for item in want if item in old] == [item for item in got if item in old]


def _hollow(there: Any, other: Any, path: Path = ()) -> Iterator[Path]:
    """Empty collections that `other` knows nothing of: no fact tells of them."""
    if not isinstance(there, dict):
        return
    for key, value in cast("dict[str, Any]", there).items():
        if not isinstance(other, dict) or key not in other:
            if value in ({}, []):
                yield (*path, key)
            continue
        yield from _hollow(value, cast("dict[str, Any]", other)[key], (*path, key))


def _words(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)


def _aligned(start: Any, goal: Any, final: Any) -> Any:
    """One app's `final`, its new entities under the ids that the goal gave them, wherever those ids stand."""
    ids: dict[str, str] = {}
    aligned = _align(start, goal, final, ids)
    moved = {old: new for old, new in ids.items() if old != new and ID.fullmatch(old)}
    return _renamed(aligned, moved) if moved else aligned


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(child, ids) for key, child in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_renamed(child, ids) for child in cast("list[Any]", value)]
    return ids.get(value, value) if isinstance(value, str) else value


def _align(start: Any, goal: Any, final: Any, ids: dict[str, str]) -> Any:
    """`final` with the keys of new entities renamed to those of the goal's new entities they resemble most; `ids`
    gathers what was renamed."""
    if isinstance(goal, list) and isinstance(final, list):
        old = len(cast("list[Any]", start)) if isinstance(start, list) else 0
        return _align_items(old, cast("list[Any]", goal), cast("list[Any]", final))
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
        if key not in was:
            ids[key] = name
        renamed[name] = _align(was.get(name), want.get(name), value, ids)
    return renamed


def _align_items(old: int, goal: list[Any], final: list[Any]) -> list[Any]:
    """A list of entities whose new ones, after the first `old`, stand in the order of the goal's."""
    if not any(isinstance(item, dict) for item in final[old:]):
        return final
    left, out = list(final[old:]), list(final[:old])
    for wanted in goal[old:]:
        if left:
            out.append(left.pop(min(range(len(left)), key=lambda i: _distance(wanted, left[i]))))
    return out + left


def _distance(one: Any, other: Any) -> int:
    a, b = facts(one), facts(other)
    return sum(not _equal(a.get(k, MISSING), b.get(k, MISSING)) for k in a.keys() | b.keys())
