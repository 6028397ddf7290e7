"""Which virtual phone: its world, screen, language, looks and hardships, in words.

`7?size=tablet&lang=zh&look=dark,largest,rtl,teal&hard=popup,slow`: world 7 on a tablet that speaks Chinese. Looks are
`dark`, a font scale, an accent colour and `rtl`; `look=any` draws one by the seed, as `size=any` and `lang=any` do.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qsl

from devices.virtual.apps.settings.state import ACCENTS, FONT_SCALES
from devices.virtual.hardships import new_trials
from devices.virtual.phone import VirtualPhone, check_size
from devices.virtual.words import LANGUAGES
from devices.virtual.world import World

Screen = tuple[int, int, int]  # pixels across and down, dots per inch
SIZES: dict[str, Screen] = {
    "phone": (720, 1600, 320), "short": (720, 1280, 320), "large": (1080, 2400, 420), "huge": (1440, 3120, 560),
    "tablet": (1600, 2560, 320),
}  # fmt: skip
DENSITIES = {width: density for width, _, density in SIZES.values()}
WRITTEN = re.compile(r"(\d{2,5})x(\d{2,5})(?:@(\d{2,4}))?")
ANY = "any"
KEYS = ("size", "lang", "look", "hard")


@dataclass(frozen=True, slots=True)
class Spec:
    """What `parse` read: `look` are fields of the Settings app."""

    seed: int = 0
    screen: Screen = SIZES["phone"]
    language: str = "en"
    look: Mapping[str, Any] = field(default_factory=dict[str, Any])
    hardships: tuple[str, ...] = ()

    def world(self) -> World:
        """A freshly set up world of this kind."""
        world = World.new(self.seed, language=self.language, hardships=self.hardships)
        world.settings.update(self.look)
        return world

    def phone(self) -> VirtualPhone:
        """A phone with this world behind a glass of this size."""
        width, height, density = self.screen
        return VirtualPhone(width=width, height=height, density=density, world=self.world())


def parse(words: str) -> Spec:
    """Read "SEED?key=value&…". Raises ValueError that says what can be written."""
    seed_words, _, rest = words.partition("?")
    if seed_words and not seed_words.isdigit():
        raise ValueError(f"a virtual phone is named by a seed number, not {seed_words!r}: try virtual:7")
    values = dict(parse_qsl(rest, keep_blank_values=True))
    unknown = sorted(values.keys() - set(KEYS))
    if unknown or (rest and not values):
        raise ValueError(f"a virtual phone has no {(unknown or [rest])[0]!r}; write virtual:7?size=large&lang=zh&"
                         f"look=dark,largest&hard=popup with any of {', '.join(KEYS)}")  # fmt: skip
    return make(
        int(seed_words or 0), values.get("size", ""), values.get("lang", ""), listed(values.get("look", "")),
        listed(values.get("hard", "")),
    )  # fmt: skip


def make(seed: int, size: str = "", language: str = "", look: Iterable[str] = (), hard: Iterable[str] = ()) -> Spec:
    """The same from its parts; empty words mean the defaults. Raises ValueError."""
    rng = Random(f"{seed}:looks")
    screens, codes = list(SIZES.values()), list(LANGUAGES)
    any_screen, any_code, any_look = rng.choice(screens), rng.choice(codes), _any_look(rng)
    language = any_code if language == ANY else language or "en"
    if language not in LANGUAGES:
        raise ValueError(f"the phone speaks {', '.join(LANGUAGES)} (or {ANY}), not {language!r}")
    hardships = tuple(hard)
    new_trials(hardships)  # says which there are
    looks = list(look)
    return Spec(
        seed, any_screen if size == ANY else _screen(size), language,
        any_look if looks == [ANY] else _look(looks), hardships,
    )  # fmt: skip


def listed(words: str) -> list[str]:
    """ "dark, largest" as a list."""
    return [word.strip() for word in words.split(",") if word.strip()]


def _screen(size: str) -> Screen:
    if not size or size in SIZES:
        return SIZES[size or "phone"]
    match = WRITTEN.fullmatch(size)
    if match is None:
        raise ValueError(f"a size is one of {', '.join(SIZES)}, {ANY}, or WIDTHxHEIGHT[@DPI] in pixels, not {size!r}")
    width, height = int(match[1]), int(match[2])
    screen = (width, height, int(match[3]) if match[3] else DENSITIES.get(min(width, height), 320))
    check_size(*screen)
    return screen


def _look(words: list[str]) -> dict[str, Any]:
    fonts = {name.casefold(): name for name in FONT_SCALES}
    accents = {name.casefold(): name for name in ACCENTS}
    out: dict[str, Any] = {}
    for word in words:
        known = word.casefold()
        if known in ("dark", "light"):
            out["dark_theme"] = known == "dark"
        elif known in ("rtl", "ltr"):
            out["rtl"] = known == "rtl"
        elif known in fonts:
            out["font_scale"] = fonts[known]
        elif known in accents:
            out["accent"] = accents[known]
        else:
            raise ValueError(
                f"no look called {word!r}; there are: dark, light, rtl, ltr, {ANY}, {', '.join([*fonts, *accents])}"
            )
    return out


def _any_look(rng: Random) -> dict[str, Any]:
    return {"dark_theme": rng.random() < 0.5, "rtl": rng.random() < 0.1, "font_scale": rng.choice(list(FONT_SCALES)),
            "accent": rng.choice(list(ACCENTS))}  # fmt: skip
