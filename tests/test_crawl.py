"""A restless thumb over the whole phone: no error, no dead end, no state that its schema refuses."""

from random import Random
from typing import Any

import pytest

from devices.action import Point
from devices.browser import Browser
from devices.virtual.apps import APPS
from devices.virtual.device import line
from devices.virtual.phone import VirtualPhone
from devices.virtual.spec import make
from devices.virtual.world import World
from tests.virtual_crawler import WORDS, Crawler

MOST_BACKS = 60


def leads_home(world: World) -> bool:
    """Back again and again ends at the home screen, from wherever one is."""
    world = World.loads(world.dumps())
    for _ in range(MOST_BACKS):
        if world.front == "home" and len(world.stack) == 1 and not world.nav["over"]:
            return True
        world.key("back")
    return False


@pytest.mark.parametrize("language", ["en", "zh"])
def test_ten_thousand_steps_by_nodes_leave_every_state_valid_and_no_dead_end(language: str) -> None:
    world = World.new(4, language=language)
    crawler = Crawler(world, 8)
    apps = sorted(APPS)
    for round_ in range(100):
        world.launch(apps[round_ % len(apps)])
        crawler.run(50)
        world.check()
        assert leads_home(world), (world.front, [screen["name"] for screen in world.stack])
    assert World.loads(world.dumps()).dumps() == world.dumps()
    world.key("home")
    assert world.front == "home"


def crawl(steps: int, seed: int, **spec: Any) -> list[str]:
    """Touch pixels at random, as a finger does that sees nothing; the errors that scripts threw."""
    chosen = make(seed, **spec)
    phone = VirtualPhone(seed, *chosen.screen, world=chosen.world())
    rng, browser = Random(seed), Browser.shared()
    faults: list[str] = []
    cdp: Any = phone.cdp()

    def thrown(event: Any) -> None:
        faults.append(str(event["exceptionDetails"]))

    cdp.on("Runtime.exceptionThrown", thrown)
    browser.run(cdp.send("Runtime.enable"))
    try:
        for step in range(steps):
            width, height = phone.width, phone.height
            at = Point(rng.randrange(width), rng.randrange(height))
            match rng.randrange(12):
                case 0:
                    phone.key(rng.choice(("back", "back", "home", "recents", "enter", "backspace", "left", "paste")))
                case 1:
                    end = Point(rng.randrange(width), rng.randrange(height))
                    phone.touch(line(at, end), rng.choice((0.1, 0.4, 1.2)))
                case 2:
                    phone.touch([at], 0.8)
                case 3 if phone.world.keyboard_shown and phone.world.nav["focus"]:
                    phone.world.type_text(rng.choice(WORDS))
                case 4 if step % 40 == 0:
                    phone.rotate(not phone.world.nav["landscape"])
                case 5 if step % 10 == 0:
                    phone.launch(rng.choice(sorted(APPS)))
                case _:
                    elements = [e for e in phone.observe(pixels=False).elements if e.clickable]
                    target = rng.choice(elements).bounds.centre if elements and rng.random() < 0.7 else at
                    phone.touch([target], 0.05)
            if step % 100 == 0:
                phone.world.check()
                assert leads_home(phone.world)
        before, seen = phone.snapshot(), phone.observe(pixels=False).elements
        phone.restore(World.new(0).dumps())
        phone.observe(pixels=False)
        phone.restore(before)
        assert phone.snapshot() == before
        assert phone.observe(pixels=False).elements == seen
    finally:
        phone.close()
    return faults


@pytest.mark.parametrize(("seed", "language"), [(1, "en"), (2, "zh")])
def test_random_touches_meet_no_script_error_and_a_snapshot_comes_back_to_the_byte(seed: int, language: str) -> None:
    assert crawl(250, seed, language=language) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_random_touches_on_every_kind_of_phone(seed: int) -> None:
    hard = ["popup", "slow", "shift"] if seed % 3 == 0 else []
    assert crawl(1000, seed, size="any", language="any", look=["any"], hard=hard) == []
