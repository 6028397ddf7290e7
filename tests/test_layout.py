"""No text is cut off or lies over another, at any size, scale, language or direction."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from devices.browser import Browser
from devices.virtual.apps import APPS
from devices.virtual.phone import VirtualPhone
from devices.virtual.spec import Spec, make
from devices.virtual.world import World
from tests.virtual_crawler import Crawler

AUDIT = (Path(__file__).parent / "layout_audit.js").read_text(encoding="utf-8")
HARSH = (("short", "en", "largest"), ("short", "zh", "largest"))
REST = (
    ("phone", "en", "default"), ("phone", "zh", "default"), ("large", "en", "largest,dark"), ("large", "zh", "small"),
    ("huge", "en", "largest"), ("huge", "zh", "largest"), ("tablet", "en", "default"), ("tablet", "zh", "largest"),
    ("short", "en", "largest,rtl"), ("short", "zh", "largest,rtl"), ("1280x720@320", "en", "default"),
)  # fmt: skip


def audit(spec: Spec, app_id: str, steps: int, seed: int = 0) -> set[str]:
    """What is wrong on the screens that a crawl through an app comes by, as "app/screen: fault: words"."""
    world = spec.world()
    phone = VirtualPhone(0, *spec.screen, world=world)
    faults: set[str] = set()

    def look(world: World) -> None:
        if world.front != app_id or world.keyboard_shown:
            return
        phone.observe(pixels=False)
        answer: Any = Browser.shared().run(phone.cdp().send("Runtime.evaluate", {
            "expression": f"({AUDIT})()", "returnByValue": True}))  # fmt: skip
        assert "exceptionDetails" not in answer, answer
        for what, words in answer["result"]["value"]:
            faults.add(f"{world.app_name(app_id)}/{world.screen['name']}: {what}: {words}")

    try:
        world.launch(app_id)
        look(world)
        Crawler(world, seed, look).run(steps, home=app_id)
    finally:
        phone.close()
    return faults


@pytest.mark.parametrize("app_id", sorted(APPS))
@pytest.mark.parametrize(("size", "language", "look"), HARSH)
def test_the_largest_letters_fit_on_the_smallest_screen(app_id: str, size: str, language: str, look: str) -> None:
    assert not audit(make(0, size, language, look.split(",")), app_id, 40)


@pytest.mark.slow
@pytest.mark.parametrize("app_id", sorted(APPS))
@pytest.mark.parametrize(("size", "language", "look"), [*HARSH, *REST])
def test_every_size_scale_language_and_direction(app_id: str, size: str, language: str, look: str) -> None:
    seed = Random(f"{app_id}{size}{language}").randrange(100)
    assert not audit(make(0, size, language, look.split(",")), app_id, 150, seed)


def test_the_check_sees_what_is_wrong() -> None:
    """A check that never fails is none: texts that are cut, and texts over each other, are reported."""
    phone = VirtualPhone(0, 720, 1280, world=World.new())
    phone.launch("Notes")
    phone.observe(pixels=False)

    def found(script: str) -> set[str]:
        browser, cdp = Browser.shared(), phone.cdp()
        browser.run(cdp.send("Runtime.evaluate", {"expression": script}))
        answer: Any = browser.run(cdp.send("Runtime.evaluate", {"expression": f"({AUDIT})()", "returnByValue": True}))
        return {what for what, _ in answer["result"]["value"]}

    assert found("0") == set()
    title = "document.querySelector('.item-title, .card .text').style"
    assert "overlaps" in found(f"{title}.position = 'relative'; {title}.top = '40px'")
    assert "cut at the side" in found(f"{title}.top = ''; {title}.whiteSpace = 'nowrap'; {title}.left = '300px'")
    phone.close()
