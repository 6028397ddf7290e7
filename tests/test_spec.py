"""Phones by name: sizes, languages, looks and hardships."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DeviceUnavailable
from devices.open import open_device
from devices.virtual.apps.settings.state import ACCENTS, FONT_SCALES
from devices.virtual.hardships import KINDS
from devices.virtual.phone import check_size
from devices.virtual.spec import SIZES, make, parse
from devices.virtual.words import LANGUAGES


def test_a_bare_seed_is_the_plain_phone_of_that_world() -> None:
    spec = parse("7")
    assert (spec.seed, spec.screen, spec.language, dict(spec.look), spec.hardships) == (7, SIZES["phone"], "en", {}, ())
    assert parse("") == parse("0")


def test_every_part_can_be_said() -> None:
    spec = parse("3?size=1080x2400&lang=zh&look=dark,largest,rtl,teal&hard=popup,slow")
    assert spec.screen == (1080, 2400, 420)
    world = spec.world()
    assert world.settings["language"] == "zh"
    assert (world.settings["dark_theme"], world.settings["rtl"]) == (True, True)
    assert (world.settings["font_scale"], world.settings["accent"]) == ("Largest", "Teal")
    assert world.trials["on"] == ["popup", "slow"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("seven", "seed number"),
        ("7?size=gigantic", "tablet"),
        ("7?size=99x99", "pixels a side"),
        ("7?size=720x1600@9000", "dots per inch"),
        ("7?lang=tlh", "en, zh"),
        ("7?look=loud", "dark"),
        ("7?hard=everything", "popup"),
        ("7?colour=red", "look"),
        ("7?nonsense", "look"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(words: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        parse(words)
    with pytest.raises(DeviceUnavailable, match=hint):
        open_device(f"virtual:{words}")


@given(st.integers(0, 10**6))
def test_any_look_is_drawn_by_the_seed_and_can_be_built(seed: int) -> None:
    spec = parse(f"{seed}?size=any&lang=any&look=any")
    assert spec == parse(f"{seed}?size=any&lang=any&look=any")
    check_size(*spec.screen)
    assert spec.language in LANGUAGES
    assert spec.look["font_scale"] in FONT_SCALES
    assert spec.look["accent"] in ACCENTS


def test_the_looks_of_many_seeds_are_all_there_are() -> None:
    specs = [make(seed, "any", "any", ["any"]) for seed in range(300)]
    assert {spec.screen for spec in specs} == set(SIZES.values())
    assert {spec.language for spec in specs} == set(LANGUAGES)
    assert {spec.look["font_scale"] for spec in specs} == set(FONT_SCALES)
    assert {spec.look["rtl"] for spec in specs} == {True, False}


def test_every_hardship_can_be_asked_for_at_once() -> None:
    assert make(0, hard=KINDS).world().trials["on"] == sorted(KINDS)


def test_a_phone_shows_its_world_at_its_size() -> None:
    device = open_device("virtual:2?size=tablet&lang=zh")
    seen = device.observe()
    assert (seen.width, seen.height) == (1600, 2560)
    assert any(element.text == "设置" for element in seen.elements)
    device.close()
