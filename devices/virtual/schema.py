"""What a world's JSON must look like, and what differs between two worlds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeGuard

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from devices.virtual.apps import APPS
from devices.virtual.hardships import Trials
from devices.virtual.nav import Nav

MISSING = "(missing)"


class WorldState(TypedDict):
    """One phone as JSON. `apps` holds a state for every app, each of its own schema (`App.state`)."""

    format: int
    seed: int
    now: str
    apps: dict[str, Any]
    nav: Nav
    trials: Trials


@dataclass(frozen=True, slots=True)
class Change:
    """`path` as "apps.org.guimcp.notes.notes.n1.title"; a value that is not there is `MISSING`."""

    path: str
    before: Any
    after: Any


def check(state: Mapping[str, Any]) -> None:
    """Raises ValueError that names the first places where a state is not as its schema says."""
    problems: list[str] = []
    for path, adapter, value in _parts(state):
        try:
            adapter.validate_python(value, strict=True)
        except ValidationError as wrong:
            problems += [
                ".".join((path, *map(str, error["loc"]))).strip(".") + ": " + error["msg"] for error in wrong.errors()
            ]
    if not problems:
        missing = sorted(APPS.keys() - state["apps"].keys())
        problems += [f"apps.{app_id}: is missing" for app_id in missing]
        problems += _time(state["now"])
    if problems:
        raise ValueError("not a world: " + "; ".join(problems[:5]))


def diff(before: Any, after: Any, path: str = "") -> Iterator[Change]:
    """Every leaf in which two JSON values differ, by path. Lists are compared as a whole."""
    if _is_object(before) and _is_object(after):
        for key in sorted(before.keys() | after.keys()):
            inner = f"{path}.{key}" if path else key
            yield from diff(before.get(key, MISSING), after.get(key, MISSING), inner)
    elif type(before) is not type(after) or before != after:
        yield Change(path, before, after)


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a world, every app's state spelled out."""
    whole = _whole().json_schema()
    apps = {app_id: _of(app_id).json_schema() for app_id in APPS}
    whole["properties"]["apps"] = {"type": "object", "properties": apps, "required": sorted(APPS)}
    return whole


def _parts(state: Mapping[str, Any]) -> Iterator[tuple[str, TypeAdapter[Any], Any]]:
    yield "", _whole(), state
    apps: Mapping[str, Any] = state.get("apps", {})
    for app_id in sorted(apps.keys() & APPS.keys()):
        yield f"apps.{app_id}", _of(app_id), apps[app_id]


def _time(words: str) -> list[str]:
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return [f"now: {words!r} is no ISO time"]
    return []


@cache
def _whole() -> TypeAdapter[Any]:
    return TypeAdapter(WorldState)


@cache
def _of(app_id: str) -> TypeAdapter[Any]:
    return TypeAdapter(APPS[app_id].state)
