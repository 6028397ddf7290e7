"""New things come under whatever id the phone gave them: matching them with those that a goal is about."""

import re
from collections.abc import Mapping
from typing import Any, cast

from benchmarks.facts import Facts

ID = re.compile(r"[a-z]+(\d+)")


def aligned(start: Any, goal: Any, final: Any, first: float) -> Any:
    """One app's `final`, its new entities under the ids that the goal gave them, wherever those ids stand.

    New entities are dict values under ids that the phone has given since the start: letters and a number not below
    `first`, the start's "next_id". What has a name of its own (a product, a place) is never taken for another.
    """
    ids: dict[str, str] = {}
    out = _align(start, goal, final, first, ids)
    return _renamed(out, ids) if ids else out


def is_given(key: str, first: float) -> bool:
    """Is this an id that the phone has given since its next number was `first`?"""
    match = ID.fullmatch(key)
    return match is not None and int(match[1]) >= first


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(child, ids) for key, child in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_renamed(child, ids) for child in cast("list[Any]", value)]
    return ids.get(value, value) if isinstance(value, str) else value


def _align(start: Any, goal: Any, final: Any, first: float, ids: dict[str, str]) -> Any:
    """`final` with the keys of new entities renamed to those of the goal's new entities they resemble most; `ids`
    gathers what was renamed."""
    if isinstance(goal, list) and isinstance(final, list):
        old = len(cast("list[Any]", start)) if isinstance(start, list) else 0
        return _align_items(old, cast("list[Any]", goal), cast("list[Any]", final))
    if not (isinstance(goal, dict) and isinstance(final, dict)):
        return final
    was = cast("dict[str, Any]", start) if isinstance(start, dict) else {}
    want, got = cast("dict[str, Any]", goal), cast("dict[str, Any]", final)
    new_want, new_got = (
        [k for k, value in table.items() if k not in was and isinstance(value, dict) and is_given(k, first)]
        for table in (want, got)
    )
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
        if name != key:
            ids[key] = name
        renamed[name] = _align(was.get(name), want.get(name), value, first, ids)
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
    return len(Facts({"": one}).unlike(Facts({"": other})))
