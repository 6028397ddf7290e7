"""What kinds of change take a phone from one state to another, whatever it is that is changed, and to what.

`{"org.guimcp.notes/notes/*/pinned:set"}` is the signature of pinning a note, any note. Goals that were made up instead
of drawn from templates are kept away from the test split by it: one that asks for the same kinds of change as a test
template is a leak, however it is worded. What changes nothing (a question) cannot be told apart like this: there the
words must do (leaks.py).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias, cast

from benchmarks.changes import Apps, as_bytes, is_volatile
from benchmarks.daily import TEMPLATES
from benchmarks.daily.drawn import drawn
from benchmarks.daily.kept import keep_signatures, kept_signatures
from benchmarks.daily.scene import BY_NAME, TEST
from benchmarks.daily.task import VOLATILE
from benchmarks.daily.template import Template
from benchmarks.facts import MISSING, Path, equal
from devices.virtual.schema import json_schema

SEEDS = 8  # instances of each template: some change this in one and that in another
ANY = "*"
BY_ID = {app.id: name for name, app in BY_NAME.items()}

Schema: TypeAlias = Mapping[str, Any]
Signature: TypeAlias = frozenset[str]
Found: TypeAlias = tuple[Path, str, Any, Any]  # masked path, kind, before, after


class Change(NamedTuple):
    """One difference between two states. `kind` is its path with ids masked, and `:set`, `:add`, `:drop` or `:order`;
    `before` and `after` are MISSING where there was, or is, nothing; of things in a list, they are the whole lists."""

    kind: str
    before: Any
    after: Any


def changes(start: Apps, end: Apps) -> Iterator[Change]:
    """What is different between two states of all apps, but for what is volatile (counters, traces of looking)."""
    schemas = _schemas()
    for app in end:
        if app in start and as_bytes(start[app]) != as_bytes(end[app]):
            schema = schemas.get(app, {})
            for path, kind, before, after in _changes(schema, start[app], end[app], (app,), schema):
                if not is_volatile(path, VOLATILE.get(app, ())):
                    yield Change(f"{'/'.join(path)}:{kind}", before, after)


def signature(start: Apps, end: Apps) -> Signature:
    """The kinds of change between two states of all apps; empty where nothing changed that is not volatile."""
    return frozenset(change.kind for change in changes(start, end))


def leaks_by_state(start: Apps, end: Apps) -> str | None:
    """The test template that changes a phone in the same ways; None where none does, or where nothing is changed."""
    return leaks_by_signature(signature(start, end))


def leaks_by_signature(kinds: Signature) -> str | None:
    """As `leaks_by_state`, for a signature that was written down."""
    apps = {BY_ID[app] for kind in kinds if (app := kind.partition("/")[0]) in BY_ID}
    if not apps:
        return None
    near = (t for t in TEMPLATES.values() if t.split == TEST and apps <= set(t.axes.apps))
    return next((template.id for template in near if kinds in signatures_of(template)), None)


def signatures_of(template: Template) -> frozenset[Signature]:
    """Those of SEEDS instances of a template, as they were written down or else laid out, once in a process."""
    return kept_signatures().get(template.id) or laid_out(template)


@cache
def laid_out(template: Template) -> frozenset[Signature]:
    """The same, from the template itself."""
    return frozenset(signature(s.start, s.goal) for s in drawn(template, SEEDS))


@cache
def _schemas() -> Mapping[str, Schema]:
    return cast("Mapping[str, Schema]", json_schema()["properties"]["apps"]["properties"])


def _changes(schema: Schema, start: Any, end: Any, path: Path, root: Schema) -> Iterator[Found]:
    """`root` holds the definitions that an app's schema refers to."""
    schema = _resolved(schema, end if start is None else start, root)
    if isinstance(start, dict) and isinstance(end, dict):
        yield from _keys(schema, cast("dict[str, Any]", start), cast("dict[str, Any]", end), path, root)
    elif _things(start) and _things(end):
        lists = cast("tuple[list[Any], list[Any]]", (start, end))
        yield from _items(schema.get("items", {}), *lists, path, root)
    elif not equal(end, start):
        yield path, "set", start, end


def _keys(
    schema: Schema, start: Mapping[str, Any], end: Mapping[str, Any], path: Path, root: Schema
) -> Iterator[Found]:
    fields: Mapping[str, Schema] = schema.get("properties", {})
    for key in start.keys() | end.keys():
        inner = (*path, key if key in fields else ANY)
        if (before := start.get(key, MISSING)) is MISSING:
            yield inner, "add", MISSING, end[key]
        elif (after := end.get(key, MISSING)) is MISSING:
            yield inner, "drop", before, MISSING
        else:
            child = fields.get(key) or schema.get("additionalProperties", {})
            yield from _changes(child, before, after, inner, root)


def _items(schema: Schema, start: list[Any], end: list[Any], path: Path, root: Schema) -> Iterator[Found]:
    old, new = (Counter(as_bytes(item) for item in items) for items in (start, end))
    if old == new:
        if any(as_bytes(a) != as_bytes(b) for a, b in zip(start, end, strict=True)):
            yield path, "order", start, end
    elif len(start) == len(end):
        for before, after in zip(start, end, strict=True):
            yield from _changes(schema, before, after, (*path, ANY), root)
    else:
        if new - old:
            yield (*path, ANY), "add", start, end
        if old - new:
            yield (*path, ANY), "drop", start, end


def _things(value: Any) -> bool:
    """A list of objects, or an empty one, which may become one."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in cast("list[Any]", value))


def _resolved(schema: Any, value: Any, root: Schema) -> Schema:
    """A schema without references; of several it may be, the one that objects or lists have, where the value is one."""
    if not isinstance(schema, dict):
        return {}
    found = cast("dict[str, Any]", schema)
    if "$ref" in found:
        return _resolved(root.get("$defs", {}).get(found["$ref"].rpartition("/")[2], {}), value, root)
    kind = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""
    for option in found.get("anyOf", ()):
        resolved = _resolved(option, value, root)
        if kind and resolved.get("type") == kind:
            return resolved
    return found


if __name__ == "__main__":
    keep_signatures({t.id: laid_out(t) for t in TEMPLATES.values() if t.split == TEST})
