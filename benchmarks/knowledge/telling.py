"""Effects in words: which thing of which app became what."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, cast

from benchmarks.alignment import ID
from benchmarks.changes import Apps
from benchmarks.facts import MISSING, Path
from benchmarks.knowledge.effect import ITEM, Effect
from benchmarks.knowledge.naming import app_name, called, known_as, place, said, secret, spaced

MANY = 8  # things told of one step
FIELDS = 5  # fields told of a thing that is new


def told(found: Iterable[Effect], before: Apps, after: Apps) -> list[str]:
    """A line a thing: `Notes: notes “Groceries”: pinned was false, is now true`."""
    return [_line(list(group), before, after) for _, group in groupby(found, _row)]


def listed(lines: Sequence[str]) -> str:
    """Lines as one text; of many, how many more there are."""
    more = f" And {len(lines) - MANY} more." if len(lines) > MANY else ""
    return " ".join(f"{line}." for line in lines[:MANY]) + more


def sentences(lines: Sequence[str]) -> list[str]:
    """Lines that begin with a capital."""
    return [line[:1].upper() + line[1:] for line in lines]


def kept(effect: Effect, apps: Apps) -> str:
    """What holds now that this came about, in the words of a state in which it did."""
    app = app_name(apps, effect.path[0])
    if effect.after is MISSING:
        return f"{app}: {_thing(effect, apps)} is gone"
    if effect.before is MISSING:
        return f"{app}: there is the new {_thing(effect, apps)}"
    return f"{app}: {_at(effect.path[:-1], apps)}{_field(effect.path)} is {_value(effect.path, effect.after, apps)}"


def _row(effect: Effect) -> tuple[Path, bool]:
    alone = effect.before is MISSING or effect.after is MISSING
    return (effect.path, True) if alone else (effect.path[:-1], False)


def _line(group: list[Effect], before: Apps, after: Apps) -> str:
    first = group[0]
    app = app_name(after, first.path[0])
    if first.after is MISSING:
        return "; ".join(f"{app}: gone: {_thing(effect, before)}" for effect in group)
    if first.before is MISSING:
        return "; ".join(f"{app}: new: {_thing(effect, after)}{_fields(effect, after)}" for effect in group)
    words = (
        f"{_field(e.path)} was changed" if secret(e.path) else
        f"{_field(e.path)} was {_value(e.path, e.before, before)}, is now {_value(e.path, e.after, after)}"
        for e in group
    )  # fmt: skip
    return f"{app}: {_at(first.path[:-1], after)}{'; '.join(words)}"


def _thing(effect: Effect, apps: Apps) -> str:
    """The thing that is new or gone: `notes “Groceries”`."""
    value = effect.before if effect.after is MISSING else effect.after
    if effect.path[-1] == ITEM and isinstance(value, dict):
        thing = cast("dict[str, Any]", value)
        return f"{place(effect.path[:-1], apps)} {known_as(thing, apps, effect.path[0])}".strip()
    where = place(effect.path, apps)
    return where if isinstance(value, dict) else f"{where}: {_value(effect.path, value, apps)}"


def _fields(effect: Effect, apps: Apps) -> str:
    if not isinstance(effect.after, dict):
        return ""
    thing, app = cast("dict[str, Any]", effect.after), effect.path[0]
    name = called(thing)
    plain = [
        f"{spaced(key)} {said(value, apps, app)}"
        for key, value in thing.items()
        if value and not secret((key,)) and not (isinstance(value, str) and (name == value or ID.fullmatch(value)))
    ]
    return f" ({', '.join(plain[:FIELDS])})" if plain else ""


def _at(path: Path, apps: Apps) -> str:
    where = place(path, apps)
    return f"{where}: " if where else ""


def _field(path: Path) -> str:
    return spaced(path[-1])


def _value(path: Path, value: Any, apps: Apps) -> str:
    return "•••" if secret(path) else said(value, apps, path[0])
