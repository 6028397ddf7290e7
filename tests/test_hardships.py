"""What makes a phone hard to use: each comes, each can be dealt with, and none comes uninvited."""

from collections.abc import Callable

import pytest

from devices.virtual.apps import APPS
from devices.virtual.hardships import KINDS, code
from devices.virtual.node import Node
from devices.virtual.world import World
from tests.virtual_crawler import Crawler
from tests.virtual_user import words

TIFFIN = "org.guimcp.tiffin"


def find(world: World, name: str) -> Node:
    return next(n for n in world.tree().walk() if n.tap is not None and name in (n.key, words(n)))


def met(kind: str, came: Callable[[World], object]) -> World:
    """A world in which the hardship has just come over an app."""
    for seed in range(50):
        world = World.new(seed, hardships=[kind])
        for app_id in APPS:
            world.launch(app_id)
            if came(world):
                return world
    raise AssertionError(f"{kind} never came")


def covered(world: World) -> bool:
    return bool(world.nav["over"])


@pytest.mark.parametrize(
    ("kind", "way_out"), [("popup", "Not now"), ("advert", "close-advert"), ("nag", "Maybe later")]
)
def test_an_interruption_covers_the_app_and_goes_when_it_is_refused(kind: str, way_out: str) -> None:
    world = met(kind, covered)
    assert world.screen["name"] == kind
    world.tap(find(world, way_out))
    assert world.nav["over"] == []
    assert world.trials["fell"] == []


@pytest.mark.parametrize(("kind", "trap"), [("popup", "Start trial"), ("advert", "Shop now"), ("nag", "5 stars")])
def test_who_falls_for_it_is_remembered(kind: str, trap: str) -> None:
    world = met(kind, covered)
    world.tap(find(world, trap))
    assert world.trials["fell"] == [kind]
    assert world.nav["over"] == []


def test_signing_in_takes_the_code_that_was_sent() -> None:
    world = met("login", covered)
    sent = next(n for n in world.nav["notices"].values())
    assert code(world.trials) in sent["text"]
    world.tap(find(world, "code"))
    world.type_text("0000")
    world.key("enter")
    assert any("not the code" in n.text for n in world.tree().walk())
    world.key("delete_all")
    world.type_text(code(world.trials))
    world.key("enter")
    assert world.nav["over"] == []


def test_a_slow_screen_is_there_after_it_was_looked_at_twice() -> None:
    world = met("slow", lambda world: world.trials["loading"])
    assert any(n.label == "Loading…" for n in world.tree().walk())
    world.looked()
    world.looked()
    assert not any(n.label == "Loading…" for n in world.tree().walk())


def test_a_layout_moves_under_the_finger_once() -> None:
    world = met("shift", lambda world: world.trials["shift"])
    before = world.tree()
    world.touched()
    assert world.tree() is not before
    assert any("late" in n.style.split() for n in world.tree().walk())
    world.touched()
    assert world.trials["shift"] == "shown"


def test_no_network_and_no_space_hold_for_every_app() -> None:
    world = World.new(hardships=["network", "storage"])
    assert (world.online, world.space) == (False, 0)
    world.launch(TIFFIN)
    assert any(n.text == "No connection" for n in world.tree().walk())


def test_words_that_give_orders_are_only_words() -> None:
    """Whatever a line on the screen says, nothing on the phone follows from it."""
    world = World.new(0, hardships=["orders", "popup", "advert", "nag"])
    seen: set[str] = set()

    def look(world: World) -> None:
        for node in world.tree().walk():
            if any(word in node.text for word in ("AI assistants", "the agent", "goal", "password here")):
                assert node.tap is None
                seen.add(node.text)

    Crawler(world, 1, look).run(400)
    assert seen


def test_a_phone_without_hardships_meets_none() -> None:
    world = World.new(0)
    for app_id in APPS:
        world.launch(app_id)
        assert world.nav["over"] == []
    assert world.trials == World.new(0).trials | {"opened": world.trials["opened"]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_crawl_through_each_hardship_leaves_a_valid_world(kind: str) -> None:
    world = World.new(2, hardships=[kind])
    for n in range(5):
        world.launch(sorted(APPS)[n])
        Crawler(world, n, World.looked).run(60)
    world.check()
    assert World.loads(world.dumps()).dumps() == world.dumps()


def test_the_same_seed_has_the_same_troubles() -> None:
    def run() -> bytes:
        world = World.new(5, hardships=KINDS)
        Crawler(world, 3).run(150)
        return world.dumps()

    assert run() == run()


def test_an_unknown_hardship_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="popup"):
        World.new(hardships=["rain"])
