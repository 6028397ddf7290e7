"""The virtual phone: a world behind a glass, safe to use from several threads (a device, an ADB daemon)."""

import difflib
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from playwright.async_api import CDPSession

from devices.action import Point
from devices.device import Observation
from devices.element import Element
from devices.errors import ActionFailed, DeviceUnavailable
from devices.virtual.app import App
from devices.virtual.apps import APPS
from devices.virtual.apps.settings.state import ACCENTS, FONT_SCALES
from devices.virtual.glass import DEFAULT_SIZE, Glass, Theme
from devices.virtual.node import Event
from devices.virtual.words import LANGUAGES, speaking, t
from devices.virtual.world import World

DEFAULT_DENSITY = 320
MIN_SIZE, MAX_SIZE = 320, 4096
MIN_DENSITY, MAX_DENSITY = 120, 800


def find_app(name: str) -> str:
    """The id of the app with this id or exact name (case aside). Raises `ActionFailed` naming the candidates."""
    wanted = name.strip().casefold()
    by_name = {name.casefold(): app.id for app in APPS.values() for name in (app.id, app.name, *names_of(app))}
    if wanted in by_name:
        return by_name[wanted]
    names = [app.name for app in APPS.values()]
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    raise ActionFailed(
        f"no app called {name!r}; " + ("did you mean " if close else "apps: ") + ", ".join(close or names)
    )


def check_size(width: int, height: int, density: int) -> None:
    """Raises ValueError for a screen that no phone or tablet has."""
    if not MIN_DENSITY <= density <= MAX_DENSITY:
        raise ValueError(f"a screen must have {MIN_DENSITY} to {MAX_DENSITY} dots per inch, not {density}")
    if not (MIN_SIZE <= width <= MAX_SIZE and MIN_SIZE <= height <= MAX_SIZE):
        raise ValueError(f"a screen must be {MIN_SIZE} to {MAX_SIZE} pixels a side, not {width}x{height}")


def names_of(app: App[Any]) -> list[str]:
    """What an app is called in the phone's languages."""
    names: list[str] = []
    for code in LANGUAGES:
        with speaking(code, app.package):
            names.append(t(app.name))
    return names


def theme_of(settings: Mapping[str, Any]) -> Theme:
    """How the settings want the screen to look."""
    return Theme(
        dark=settings["dark_theme"],
        font=FONT_SCALES[settings["font_scale"]],
        accent=ACCENTS[settings["accent"]],
        mirrored=settings["rtl"],
        language=settings["language"],
    )


class VirtualPhone:
    """One phone. Opening it starts the shared browser if need be; `close` gives the page back."""

    def __init__(
        self,
        seed: int = 0,
        width: int = DEFAULT_SIZE[0],
        height: int = DEFAULT_SIZE[1],
        density: int = DEFAULT_DENSITY,
        world: World | None = None,
    ) -> None:
        check_size(width, height, density)
        self._size, self.density = (width, height), density
        self.made = (width, height, density)
        self.lock = threading.RLock()
        self._world = world or World.new(seed)
        self._glass: Glass | None = Glass(width, height, density)
        self._drawn: int | None = None
        self._picture: bytes | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Pixels across and down when the phone is held upright; `made` also has the density it came with."""
        return self._size

    @property
    def width(self) -> int:
        """Pixels across, as the phone is held."""
        return self._size[1] if self._world.nav["landscape"] else self._size[0]

    @property
    def height(self) -> int:
        """Pixels down, as the phone is held."""
        return self._size[0] if self._world.nav["landscape"] else self._size[1]

    @property
    def world(self) -> World:
        """What the phone holds; a task's start and a verifier read it, an agent never does."""
        return self._world

    def observe(self, pixels: bool = True) -> Observation:
        """The screen as it is; without `pixels` the picture is left out (and no time spent on it)."""
        with self.lock:
            glass = self._show()
            if pixels and self._picture is None:
                self._picture = glass.picture()
            self._world.looked()
            front = self._world.front
            return Observation(
                png=self._picture or b"" if pixels else b"",
                width=self.width,
                height=self.height,
                elements=glass.elements,
                app="" if front in ("home", "recents") else front,
                keyboard_shown=self._world.keyboard_shown,
                at=time.monotonic(),
            )

    def touchable(self) -> list[tuple[Element, int]]:
        """What a tap does something to, each with its node's place in `world.tree().walk()`. For those who work out
        what a touch would do; an agent sees elements only."""
        with self.lock:
            glass = self._show()
            return [(e, n) for e, n in zip(glass.elements, glass.numbers, strict=True) if e.clickable]

    def touch(self, path: Sequence[Point], seconds: float = 0.05) -> None:
        """A finger goes down at the first point, along the path, and up at the last, `seconds` later."""
        with self.lock:
            if not self._world.nav["awake"]:
                return
            self._world.touched()
            self._heard(self._show().touch(list(path), seconds))

    def type_text(self, text: str) -> None:
        """Type into the focused field. Raises `ActionFailed` where none has the focus."""
        with self.lock:
            if not self._world.type_text(text):
                raise ActionFailed("no field has the focus; tap the field first")

    def key(self, name: str) -> None:
        """Press a key the world knows: back, home, recents, enter, backspace, delete_all."""
        with self.lock:
            self._world.key(name)

    def launch(self, app: str) -> None:
        """Bring an app to the front, by id or exact name."""
        with self.lock:
            self._world.launch(find_app(app))

    def quit(self, app_id: str) -> None:
        """Close an app; its data stay."""
        with self.lock:
            self._world.quit(app_id)

    def clear(self, app_id: str) -> None:
        """Put an app's data back to what the phone came with, as if it were new."""
        with self.lock:
            self._world.clear(app_id)

    def follow(self, link: str) -> bool:
        """Open a link in the app that knows it; False where none does."""
        with self.lock:
            return self._world.follow(link)

    def share(self, words: str, app_id: str = "") -> None:
        """Give a text to an app, or ask the user which app shall have it."""
        with self.lock:
            taker = APPS.get(app_id)
            if taker is not None and "text" in taker.receives:
                self._world.send(app_id, Event(taker.receives["text"], {"value": words}))
            else:
                self._world.share("", "text", words)
                self._world.touch_state()

    def shade(self, down: bool) -> None:
        """Pull the notifications down over the screen, or put them away."""
        with self.lock:
            self._world.shade(down)

    def set_up(self, **values: Any) -> None:
        """Change fields of the Settings app, as its own switches would."""
        with self.lock:
            self._world.settings.update(values)
            self._world.touch_state()

    def snapshot(self) -> bytes:
        """The whole world as bytes."""
        with self.lock:
            return self._world.dumps()

    def restore(self, data: bytes) -> None:
        """Put a world back; the next look at the screen shows it, scrolled and focused as it was."""
        with self.lock:
            self._world = World.loads(data)
            self._drawn = self._picture = None

    def rotate(self, landscape: bool) -> None:
        """Turn the phone on its side, or upright again."""
        with self.lock:
            self._world.nav["landscape"] = landscape
            self._world.touch_state()

    def resize(self, width: int, height: int, density: int) -> None:
        """Give the phone another screen. Raises ValueError for one out of bounds."""
        check_size(width, height, density)
        with self.lock:
            self._size, self.density = (width, height), density
            self._world.touch_state()

    def move_clock(self, to: datetime) -> None:
        """Set the phone's clock: alarms between then and now ring, orders arrive."""
        with self.lock:
            self._world.move_clock(to)

    def cdp(self) -> CDPSession:
        """The page's own line to the browser, for measurements (benchmarks/speed.py)."""
        with self.lock:
            return self._show().cdp

    def close(self) -> None:
        """Give the page back; a second call does nothing."""
        with self.lock:
            if self._glass is not None:
                self._glass.close()
                self._glass = None

    def _heard(self, reports: Sequence[Mapping[str, Any]]) -> None:
        glass, world = self._glass, self._world
        for report in reports:
            if glass is None:
                return
            node, value = glass.node(report["i"]), report["v"]
            if self._drawn != world.version and report["g"] != "scroll":
                continue  # what was touched is gone: an earlier part of the gesture has changed the screen
            match report["g"]:
                case "tap":
                    world.tap(node, value if value >= 0 else None)
                case "hold":
                    world.hold(node, value if value >= 0 else None)
                case "change":
                    world.change(node, value)
                case "swipe":
                    world.swipe(node, value)
                case _:
                    world.scrolled(node.key, value)
                    glass.measure()
                    self._picture = None

    def _show(self) -> Glass:
        if self._glass is None:
            raise DeviceUnavailable("this virtual phone was closed; open a new one")
        if self._drawn != self._world.version:
            self._glass.resize(self.width, self.height, self.density)
            reports = self._glass.draw(self._world.tree(), theme_of(self._world.settings))
            self._drawn, self._picture = self._world.version, None
            self._heard(reports)
        return self._glass
