"""What things in a state are called, so that a person knows which is meant: by their titles, not by their ids."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from benchmarks.alignment import ID
from benchmarks.changes import Apps
from benchmarks.facts import Among, Path
from benchmarks.knowledge.effect import value_at
from devices.virtual.apps import APPS
from devices.virtual.words import speaking, t

NAMES = ("title", "name", "subject", "label", "text", "caption", "question", "purpose", "words", "body", "number")
SECRET = ("pin", "password", "passcode")  # fields whose values are never told
LONGEST = 60  # characters of a text that are told
FEW = 2  # fields that tell which thing is meant, where it has no name; and values told of a list
SETTINGS = "org.guimcp.settings"


def app_name(apps: Apps, app: str) -> str:
    """An app's name as the phone shows it."""
    with speaking(apps[SETTINGS]["language"], APPS[app].package):
        return t(APPS[app].name)


def called(thing: Any) -> str:
    """The name that a thing bears, empty where it bears none."""
    if not isinstance(thing, dict):
        return ""
    found = (value for key in NAMES if isinstance(value := cast("dict[str, Any]", thing).get(key), str))
    return next((_short(value) for value in found if value.strip()), "")


def known_as(thing: Mapping[str, Any], apps: Apps, app: str, like: Iterable[Any] = ()) -> str:
    """What tells a thing from those that lie beside it: its name, and where that is not enough, what it refers to or
    its first fields."""
    name = called(thing)
    if name and sum(called(other) == name for other in like) < 2:
        return f"“{name}”"
    others = list(dict.fromkeys(other for key in _ids(thing) if (other := referent(key, apps, app)) and other != name))
    plain = ((key, value) for key, value in thing.items() if isinstance(value, str | int) and key not in SECRET)
    fields = [
        f"{spaced(key)} {said(value, apps, app)}"
        for key, value in plain
        if value and not isinstance(value, bool) and not ID.fullmatch(str(value)) and _short(str(value)) != name
    ]
    telling = [f"“{other}”" for other in others] or fields
    ways = f" with {', '.join(telling[:FEW])}" if telling else ""
    return f"“{name}”{ways}" if name else f"the one{ways}" if ways else ""


def place(path: Path, apps: Apps) -> str:
    """Where in its app a path leads: `notes “Groceries”`, `chats “Hikers”, messages “See you”`; an app's own fields
    lie nowhere, which is empty."""
    parts: list[str] = []
    for end in range(2, len(path) + 1):
        key, own = _key(path[:end], apps)
        if own and parts:
            parts[-1] = f"{parts[-1]} {key}".rstrip()
        elif key:
            parts.append(key)
    return ", ".join(parts)


def said(value: Any, apps: Apps, app: str) -> str:
    """A value in words; what refers to a thing by its id is told by that thing's name."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "nothing"
        case str():
            other = referent(value, apps, app) if ID.fullmatch(value) else ""
            return f"“{other or _short(value)}”" if value else "empty"
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case Among():
            return " or ".join(said(one, apps, app) for one in value.values)
        case dict():
            thing = cast("dict[str, Any]", value)
            names = [f"“{name}”" for inner in thing.values() if (name := called(inner))]
            many = f"{len(thing)} in all" if thing else "empty"
            return f"“{called(thing)}”" if called(thing) else _few(names) or many
        case _:
            return _few([said(item, apps, app) for item in cast("list[Any]", value)]) or "empty"


def secret(path: Path) -> bool:
    """Is this a field whose value is never told?"""
    return path[-1] in SECRET


def referent(key: str, apps: Apps, app: str) -> str:
    """The name of the thing that an id stands for in an app; empty where several things, or none, have it."""
    tables: list[Any] = list(apps[app].values())
    names = {name for table in tables if isinstance(table, dict) if (name := called(cast("Any", table).get(key)))}
    return names.pop() if len(names) == 1 else ""


def spaced(key: str) -> str:
    """A field's name as words."""
    return key.replace("_", " ")


def _key(path: Path, apps: Apps) -> tuple[str, bool]:
    """The last part of a path in words, and whether it is a thing's own (after that of its table)."""
    app, part = path[0], path[-1]
    if part in APPS:
        return f"“{app_name(apps, part)}”", True
    item = part.startswith("[")
    if not item and not ID.fullmatch(part):
        return spaced(part), False
    thing, table = value_at(apps, path), value_at(apps, path[:-1])
    if isinstance(thing, dict):
        like: Any = cast("dict[str, Any]", table).values() if isinstance(table, dict) else table
        name = known_as(cast("dict[str, Any]", thing), apps, app, like)
        return (name if called(thing) or item else f"“{other}”" if (other := referent(part, apps, app)) else name), True
    if item:
        return f"line {int(part[1:-1]) + 1}", True
    return f"“{referent(part, apps, app)}”".replace("“”", ""), True


def _few(items: list[str]) -> str:
    return ", ".join(items[:FEW]) + (f" and {len(items) - FEW} more" if items[FEW:] else "")


def _ids(thing: Mapping[str, Any]) -> Iterator[str]:
    """What a thing refers to by its fields, or by the keys of a table of plain values."""
    for value in thing.values():
        if isinstance(value, str) and ID.fullmatch(value):
            yield value
        elif isinstance(value, dict):
            inner = cast("dict[str, Any]", value)
            yield from (key for key, one in inner.items() if ID.fullmatch(key) and not isinstance(one, dict | list))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
