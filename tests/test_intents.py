"""Sentences for what was changed: none of the test split's, none for nothing, and filled with what was touched."""

import re
from random import Random
from typing import Any

import pytest

from agent.policies.scripted import Move, Open, Tap
from benchmarks.daily.leaks import leak
from benchmarks.daily.signature import changes, leaks_by_signature
from benchmarks.hindsight import intents
from benchmarks.hindsight.intents import WITHIN, asked
from benchmarks.hindsight.narrate import told
from benchmarks.hindsight.said import Said
from benchmarks.hindsight.wander import Walk, replay
from devices.virtual.apps import APPS
from devices.virtual.schema import json_schema
from devices.virtual.spec import make
from devices.virtual.world import World

KNOWN = intents._intents()  # pyright: ignore[reportPrivateUsage]
PLACES = {"name", "owner", "switch", "choice", "press", "last", "text", *WITHIN}
FIELDS = {"street and number", "label", "whom do you ask?", "what for?"}  # which something was typed into


def sentences(kinds: str) -> list[str]:
    found = KNOWN[kinds]
    return [s for way in found.values() for s in way] if isinstance(found, dict) else list(found)


@pytest.fixture(scope="module")
def schema() -> Any:
    return json_schema()


@pytest.mark.parametrize("kinds", sorted(KNOWN))
def test_a_kind_of_change_is_one_that_a_phone_knows_and_no_test_template_asks_for(kinds: str, schema: Any) -> None:
    assert leaks_by_signature(frozenset(kinds.split())) is None
    for kind in kinds.split():
        app, *path = kind.rpartition(":")[0].split("/")
        of_app = schema["properties"]["apps"]["properties"][app]
        assert known(of_app, path, of_app), kind


def known(schema: Any, path: list[str], root: Any) -> bool:
    """Does a schema have a path, ids masked?"""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if not path:
        return True
    inner = [schema.get("properties", {}).get(path[0])]
    if path[0] == "*":
        inner += [schema.get("additionalProperties"), schema.get("items")]
    below = any(known(one, path[1:], root) for one in inner if isinstance(one, dict))
    return below or any(known(one, path, root) for one in schema.get("anyOf", ()))


@pytest.mark.parametrize("kinds", sorted(KNOWN))
def test_a_sentence_has_known_placeholders_and_is_no_test_wording(kinds: str) -> None:
    for sentence in sentences(kinds):
        assert set(re.findall(r"\{([^}]*)\}", sentence)) <= PLACES | FIELDS
        assert sentence[-1] not in ".!", "what ends it is drawn with the frame"
        assert leak(re.sub(r"\{[^}]+\}", "Zorbl", sentence)) is None


def walked(app: str, *moves: Move, seed: int = 11) -> tuple[Walk, list[Said]]:
    start = make(seed).world().dumps()
    device = replay(start, (Open(app), *moves))
    assert device is not None
    walk = Walk(start, (Open(app), *moves), device.world.apps)
    return walk, told(walk)


def said(app: str, *moves: Move) -> list[str]:
    walk, parts = walked(app, *moves)
    return [s.replace("“", "").replace("”", "").replace('"', "")
            for s in asked(changes(World.loads(walk.world).apps, walk.apps), parts, Random(1))]  # fmt: skip


def test_what_was_touched_stands_in_the_sentence_and_the_way_of_the_change_picks_it() -> None:
    assert "pin the note Garden" in said("Notes", Tap("note-n1"), Tap("Pin"))
    assert "disable mobile data" in said("Settings", Tap("go-network"), Tap("mobile_data"))
    assert not any("enable" in s.split() for s in said("Settings", Tap("go-network"), Tap("mobile_data")))


def test_what_is_chosen_among_the_options_of_a_thing_is_about_that_thing() -> None:
    walk, parts = walked("Reelhouse", *options("Reelhouse", "Not interested"))
    assert parts[-1].name
    assert any(parts[-1].name in s for s in asked(changes(World.loads(walk.world).apps, walk.apps), parts, Random(1)))


def options(app: str, act: str) -> tuple[Move, Move]:
    """The first button of a screen that opens options, and one of them."""
    device = replay(make(11).world().dumps(), (Open(app),))
    assert device is not None
    button = next(e for e in device.observe().elements if e.label.startswith("Options for "))
    return Tap(button.label, "button"), Tap(act)


def test_a_change_of_two_apps_and_one_that_nobody_has_words_for_have_no_sentences() -> None:
    world = make(11).world()
    other = World.loads(world.dumps())
    for app in ("notes", "clock"):
        other.apps[f"org.guimcp.{app}"].clear()
    assert asked(changes(world.apps, other.apps), [Said("app", "Notes")], Random(0)) == []
    assert asked(changes(world.apps, world.apps), [Said("app", "Notes")], Random(0)) == []


def test_changes_tell_what_was_there_before_and_after() -> None:
    walk, _ = walked("Notes", Tap("note-n1"), Tap("Pin"))
    (change,) = (c for c in changes(World.loads(walk.world).apps, walk.apps))
    assert (change.kind, change.before, change.after) == ("org.guimcp.notes/notes/*/pinned:set", False, True)


def test_every_app_has_sentences() -> None:
    assert {kinds.partition("/")[0] for kinds in KNOWN} == set(APPS)
