"""The virtual phone: a world behind a glass, safe to use from several threads (a device, an ADB daemon)."""

import difflib
import threading
import time
from collections.abc import Sequence

from playwright.async_api import CDPSession

from devices.action import Point
from devices.device import Observation
from devices.errors import ActionFailed, DeviceUnavailable
from devices.virtual.apps import APPS
from devices.virtual.apps.settings import FONT_SCALES
from devices.virtual.glass import DEFAULT_SIZE, Glass
from devices.virtual.world import SETTINGS, World

DEFAULT_DENSITY = 320
MIN_SIZE, MAX_SIZE = 320, 4096


def find_app(name: str) -> str:
    """The id of the app with this id or exact name (case aside). Raises `ActionFailed` naming the candidates."""
    wanted = name.strip().casefold()
    by_name = {app.name.casefold(): app.id for app in APPS.values()} | {app_id.casefold(): app_id for app_id in APPS}
    if wanted in by_name:
        return by_name[wanted]
    names = [app.name for app in APPS.values()]
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    raise ActionFailed(
        f"no app called {name!r}; " + ("did you mean " if close else "apps: ") + ", ".join(close or names)
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
        if not (MIN_SIZE <= width <= MAX_SIZE and MIN_SIZE <= height <= MAX_SIZE):
            raise ValueError(f"a screen must be {MIN_SIZE} to {MAX_SIZE} pixels a side, not {width}x{height}")
        self.width, self.height, self.density = width, height, density
        self.lock = threading.RLock()
        self._world = world or World.new(seed)
        self._glass: Glass | None = Glass(width, height, density)
        self._drawn: int | None = None
        self._picture: bytes | None = None

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

    def touch(self, path: Sequence[Point], seconds: float = 0.05) -> None:
        """A finger goes down at the first point, along the path, and up at the last, `seconds` later."""
        with self.lock:
            glass = self._show()
            for report in glass.touch(list(path), seconds):
                node = glass.node(report["i"])
                match report["g"]:
                    case "tap":
                        self._world.tap(node)
                    case "hold":
                        self._world.hold(node)
                    case "change":
                        self._world.change(node, report["v"])
                    case _:
                        self._world.scrolled(node.key, report["v"])
                        glass.measure()
                        self._picture = None

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

    def snapshot(self) -> bytes:
        """The whole world as bytes."""
        with self.lock:
            return self._world.dumps()

    def restore(self, data: bytes) -> None:
        """Put a world back; the next look at the screen shows it, scrolled and focused as it was."""
        with self.lock:
            self._world = World.loads(data)
            self._drawn = self._picture = None

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

    def _show(self) -> Glass:
        if self._glass is None:
            raise DeviceUnavailable("this virtual phone was closed; open a new one")
        if self._drawn != self._world.version:
            settings = self._world.apps[SETTINGS]
            self._glass.draw(self._world.tree(), settings["dark_theme"], FONT_SCALES[settings["font_scale"]])
            self._drawn, self._picture = self._world.version, None
        return self._glass
