"""The glass: one browser page that draws a world and takes real touches at pixels."""

import asyncio
import base64
import json
import time
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any, cast

from playwright.async_api import CDPSession, Page

from devices.action import Point
from devices.browser import Browser
from devices.element import Element
from devices.virtual.node import Node
from devices.virtual.wire import elements, pack

DEFAULT_SIZE = (720, 1600)
BASELINE_DPI = 160


@dataclass(frozen=True, slots=True)
class Theme:
    """How a screen is drawn: `font` scales all text, `accent` is a CSS colour, `mirrored` puts left to the right."""

    dark: bool
    font: float
    accent: str
    mirrored: bool
    language: str


class Glass:
    """Draws trees, reports touches, takes pictures. Sizes in device pixels, `density` in dots per inch."""

    def __init__(self, width: int, height: int, density: int) -> None:
        self.width, self.height, self.density = width, height, density
        self._browser = Browser.shared()
        self._page: Page = self._browser.offline_page(width, height)
        self.cdp: CDPSession = self._browser.run(self._boot())
        # Time stamps of touches; the page clamps those that lie before its own start.
        self._clock = time.time() + 5.0
        self._nodes: list[Node] = []
        self._elements: tuple[Element, ...] = ()
        self._numbers: list[int] = []

    @property
    def elements(self) -> tuple[Element, ...]:
        """What the last `draw` or `measure` found on the screen."""
        return self._elements

    @property
    def numbers(self) -> list[int]:
        """For each element the id of its node, which is its place in `tree.walk()`."""
        return self._numbers

    def node(self, number: int) -> Node:
        """The node with this id in the last drawn tree."""
        return self._nodes[number]

    def draw(self, tree: Node, theme: Theme) -> list[dict[str, Any]]:
        """Show a tree and measure it; what the page had to scroll for it (a field above the keyboard) is reported."""
        packed, self._nodes = pack(tree)
        look = {
            "theme": "dark" if theme.dark else "",
            "zoom": self.density / BASELINE_DPI,
            "font": theme.font,
            "accent": theme.accent,
            "dir": "rtl" if theme.mirrored else "ltr",
            "lang": theme.language,
        }
        call = f"(async () => [await draw({json.dumps(packed)},{json.dumps(look)}), drain()])()"
        geometry, reports = self._browser.run(self._evaluate(call))
        self._measured(geometry)
        return reports

    def resize(self, width: int, height: int, density: int) -> None:
        """Give the page another size; nothing happens where it has it already."""
        if (width, height, density) != (self.width, self.height, self.density):
            self.width, self.height, self.density = width, height, density
            self._browser.run(self._page.set_viewport_size({"width": width, "height": height}))

    def touch(self, path: list[Point], seconds: float) -> list[dict[str, Any]]:
        """Put a finger down at the first point, move it along, lift it; what the page reported.

        `seconds` is told to the page in the events' time stamps, nobody waits for it.
        """

        async def go() -> list[dict[str, Any]]:
            start = self._clock = self._clock + 1.0
            last = max(1, len(path) - 1)
            moves = [("mouseMoved", at, start + seconds * n / last) for n, at in enumerate(path[1:], 1)]
            strokes = [("mousePressed", path[0], start), *moves, ("mouseReleased", path[-1], start + seconds)]
            # Sent in one go: the browser handles them in order, and nobody waits for the ones before the last.
            await asyncio.gather(*(self._pointer(kind, at, stamp) for kind, at, stamp in strokes))
            self._clock = start + seconds
            return await self._evaluate("drain()")

        return self._browser.run(go())

    def measure(self) -> None:
        """Read the geometry again (after a scroll, which needs no redraw)."""
        self._measured(self._browser.run(self._evaluate("geometry()")))

    def picture(self) -> bytes:
        """A PNG of the screen, in device pixels."""

        async def go() -> bytes:
            shot = await self._send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
            return base64.b64decode(shot["data"])

        return self._browser.run(go())

    def close(self) -> None:
        """Close the page."""
        if self._browser.alive():
            self._browser.run(self._page.close())

    def _measured(self, geometry: list[int]) -> None:
        self._elements, self._numbers = elements(self._nodes, geometry), list(geometry[::6])

    async def _pointer(self, kind: str, at: Point, stamp: float) -> None:
        # A mouse event costs 1 ms where an emulated touch waits for two frames (33 ms); the page listens to pointers.
        button = {"button": "left", "buttons": 1, "clickCount": 1}
        await self.cdp.send(
            "Input.dispatchMouseEvent", {"type": kind, "x": at.x, "y": at.y, "timestamp": stamp, **button}
        )

    async def _send(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        return cast("dict[str, Any]", await self.cdp.send(method, params))

    async def _evaluate(self, call: str) -> Any:
        answer = await self._send("Runtime.evaluate", {"expression": call, "returnByValue": True, "awaitPromise": True})
        if "exceptionDetails" in answer:
            raise RuntimeError(f"the glass failed: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    async def _boot(self) -> CDPSession:
        folder = files("devices.virtual.glass")
        with as_file(folder) as place:
            await self._page.goto((place / "phone.html").as_uri())
        cdp = await self._page.context.new_cdp_session(self._page)
        await cdp.send("Runtime.evaluate", {"expression": "boot()", "awaitPromise": True})
        return cdp
