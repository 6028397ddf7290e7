"""What holds for every app of the phone, without being told of any."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from random import Random

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps import APPS
from devices.virtual.words import SYSTEM, catalogue, speaking
from devices.virtual.world import EPOCH, World
from tests.virtual_crawler import Crawler, reach

IDS = sorted(APPS)
ICONS = json.loads(
    files("devices.virtual.glass").joinpath("icons.js").read_text(encoding="utf-8").partition("=")[2].strip().strip(";")
)
# Latin words that a Chinese phone shows too: names of things, units, and what nobody translates.
LATIN = re.compile(r"\b(?!Wi\b|Fi\b|AM\b|PM\b|GB\b|MB\b|km\b|PIN\b|OK\b|VIP\b|ID\b|KB\b)[A-Za-z]{2,}\b")
PLACEHOLDER = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("app_id", IDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_seed_gives_plain_json_that_satisfies_the_schema_and_is_always_the_same(app_id: str, language: str) -> None:
    app = APPS[app_id]
    with speaking(language, app.package):
        one, two = (app.seed(Random("7"), EPOCH) for _ in range(2))
    assert json.dumps(one) == json.dumps(two)
    TypeAdapter(app.state).validate_python(one, strict=True)
    assert json.loads(json.dumps(one)) == one


@pytest.mark.parametrize("app_id", IDS)
def test_every_icon_is_one_that_the_phone_can_draw(app_id: str) -> None:
    world, asked = World.new(2), {APPS[app_id].icon}

    def look(seen: World) -> None:
        asked.update(node.icon for node in seen.tree().walk() if node.icon and node.role != "art")

    world.launch(app_id)
    Crawler(world, 1, look).run(150, home=app_id)
    assert asked <= ICONS.keys(), asked - ICONS.keys()


@pytest.mark.parametrize("app_id", IDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_crawl_meets_no_error_and_leaves_a_valid_state(app_id: str, language: str) -> None:
    world = World.new(3, language=language)
    schema = TypeAdapter(APPS[app_id].state)
    world.launch(app_id)
    for round_ in range(4):
        Crawler(world, round_).run(120, home=app_id)
        schema.validate_python(world.apps[app_id], strict=True)
        before = world.dumps()
        world = World.loads(before)
        world.tree()
        assert world.dumps() == before, "drawing changed the state"


@pytest.mark.parametrize("app_id", IDS)
def test_a_moved_clock_leaves_a_valid_state_and_moving_it_back_does_not_hurt(app_id: str) -> None:
    world = World.new(1)
    for days in (0.1, 1, 40, -60):
        world.move_clock(EPOCH + timedelta(days=days))
        world.launch(app_id)
        world.tree()
        state = world.apps[app_id]
        assert TypeAdapter(APPS[app_id].state).validate_python(state, strict=True) == state


@pytest.mark.parametrize("app_id", IDS)
def test_in_chinese_no_english_is_left_on_any_screen_a_crawl_reaches(app_id: str) -> None:
    world = World.new(0, language="zh")
    world.settings["language"] = "zh"
    found: dict[str, str] = {}

    def look(seen: World) -> None:
        if seen.settings["language"] != "zh":  # the crawl found the switch
            seen.settings["language"] = "zh"
            seen.version += 1
        for node in reach(seen):
            for words in (node.text, node.label):
                typed = any(w in words for w in ("Anna", "hello", "Maple")) or words == "x"
                if LATIN.search(words) and not typed and node.role != "field" and seen.front == app_id:
                    found.setdefault(words, seen.screen["name"])

    world.launch(app_id)
    Crawler(world, 5, look).run(400, home=app_id)
    assert not {w: s for w, s in found.items() if not _is_a_name(w)}


NOT_WORDS = (
    r"\S+@\S+",
    r"\w+://\S+",
    r"[\w.-]+\.example",
    r"\b(?:ABC|DEF|GHI|JKL|MNO|PQRS|TUV|WXYZ)\b",  # what stands on a telephone's keys
    r"\b[A-Z]{1,3}[- ]?\d+\w*",
    r"\b[A-Z]{5,}\d*\b",
)


def _is_a_name(words: str) -> bool:
    """Addresses, codes and brand names stay as they are."""
    bare = re.sub("|".join((*NOT_WORDS, rf"\b(?:{'|'.join(NAMES)})\b")), "", words)
    return not LATIN.search(bare)


NAMES = (
    "Virtual",
    "One",
    "Nova",
    "Finch",
    "Phone",
    "Lindenhof",
    "Kestrel",
    "Buds",
    "Android",
    "Pixelfolk",
    "English",
    "GM",
)


@pytest.mark.parametrize("package", [SYSTEM, *sorted(app.package for app in APPS.values())])
def test_a_catalogue_has_every_word_that_is_translated_and_no_other(package: str) -> None:
    words = catalogue("zh", package)
    literals = set(_shared(package))
    known = words.keys() | catalogue("zh", SYSTEM).keys()
    missing = sorted(set(_translated(package)) - known)
    assert not missing, f"{package} says these without a translation: {missing[:20]}"
    unused = sorted(words.keys() - literals - {app.name for app in APPS.values() if app.package == package})
    assert not unused, f"{package}/zh.json translates what nobody says: {unused[:20]}"


@pytest.mark.parametrize("package", [SYSTEM, *sorted(app.package for app in APPS.values())])
def test_a_translation_fills_in_the_same_things(package: str) -> None:
    for english, chinese in catalogue("zh", package).items():
        assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(chinese)), english
        assert chinese.strip(), english


def _sources(package: str) -> Iterator[ast.Module]:
    for path in files(package).iterdir():
        if path.name.endswith(".py"):
            yield ast.parse(path.read_text(encoding="utf-8"))
    if package == SYSTEM:
        yield from _sources("devices.virtual.system")


def _shared(package: str) -> Iterator[str]:
    """What a catalogue may translate: the system's is also for what several apps say."""
    for one in (SYSTEM, *(app.package for app in APPS.values())) if package == SYSTEM else (package,):
        yield from _literals(one)


def _literals(package: str) -> Iterator[str]:
    for tree in _sources(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value.removeprefix(">")  # so begins what I say in a conversation that a seed writes


def _translated(package: str) -> Iterator[str]:
    """What stands as a literal in a call of `t`, or as the plural in one of `tn`."""
    for tree in _sources(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("t", "tn"):
                at = node.args[0 if node.func.id == "t" else 1]
                for part in (at.body, at.orelse) if isinstance(at, ast.IfExp) else (at,):
                    if isinstance(part, ast.Constant):
                        yield str(part.value)
