"""A web page as a device, on Playwright: what a person sees of it, inside frames and open shadow roots too."""

import base64
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import Any, assert_never, cast
from urllib.parse import urlsplit

from playwright.async_api import CDPSession, Keyboard, Page, Route
from playwright.async_api import Error as PlaywrightError

from devices.action import Action, Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.browser import Browser
from devices.device import DeviceInfo, Observation, check_action
from devices.element import Box, Element
from devices.errors import ActionFailed, ActionUnsupported, DeviceUnavailable, ObservationFailed

DEFAULT_SIZE = (1280, 800)
KEYS = {
    "enter": "Enter", "backspace": "Backspace", "delete": "Delete", "tab": "Tab", "escape": "Escape", "space": "Space",
    "up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight", "page_up": "PageUp",
    "page_down": "PageDown", "ctrl": "Control", "control": "Control", "shift": "Shift", "alt": "Alt", "cmd": "Meta",
    "meta": "Meta",
}  # fmt: skip
DRAG_STEPS = 8
DRAWN = "() => new Promise(done => { requestAnimationFrame(done); setTimeout(done, 1000) }).then(() => null)"
FRAME_INSIDE = "frame => [frame.clientLeft, frame.clientTop, frame.clientWidth, frame.clientHeight]"


class WebDevice:
    """One page in a browser context of its own.

    `allow` lists origins (scheme://host[:port]) that the page may load from; None allows every origin. `scale` is how
    many pixels of the screenshot (and of `width` and `height`, multiples of it) one CSS pixel takes: small pages are
    seen enlarged. `context` goes to Playwright's `new_context`, as `offline=True` or `locale="en-US"`.
    """

    def __init__(
        self,
        url: str,
        width: int = DEFAULT_SIZE[0],
        height: int = DEFAULT_SIZE[1],
        allow: Sequence[str] | None = None,
        scale: int = 1,
        **context: Any,
    ) -> None:
        self._info = DeviceInfo(
            name=f"web:{url}",
            platform="web",
            width=width,
            height=height,
            actions=frozenset({Click, LongPress, Move, Drag, Swipe, InputText, Hotkey, Press, Wait}),
        )
        self._home = url
        self._allow = None if allow is None else frozenset(origin.rstrip("/").lower() for origin in allow)
        self._scale, self._inside = scale, Box(0, 0, width // scale, height // scale)
        self._browser = Browser.shared()
        self._page: Page | None = self._browser.page(self._inside.x2, self._inside.y2, **context)
        try:
            self._cdp = self._browser.run(self._open(self._page))
        except BaseException:
            self.close()
            raise

    @property
    def info(self) -> DeviceInfo:
        """What it is."""
        return self._info

    def observe(self) -> Observation:
        """Picture and elements. `app` is the page's origin."""
        return self._browser.run(self._look(self._alive()))

    def act(self, action: Action) -> None:
        """Carry out one action; `home` goes to the page the device was opened on, `back` one page back."""
        page = self._alive()
        check_action(self._info, action)
        self._browser.run(self._act(page, action))

    def close(self) -> None:
        """Close the page and its context."""
        page, self._page = self._page, None
        if page is not None and self._browser.alive():
            self._browser.run(page.context.close())

    async def _open(self, page: Page) -> CDPSession:
        if self._allow is not None:
            await page.context.route("**/*", self._gate)
        cdp = await page.context.new_cdp_session(page)
        try:
            await self._visit(page)
        except PlaywrightError as problem:
            raise DeviceUnavailable(f"{self._home} did not open: {problem.message.splitlines()[0]}") from problem
        return cdp

    async def _visit(self, page: Page) -> None:
        await page.goto(self._home, wait_until="load")
        with suppress(PlaywrightError):  # it may have gone elsewhere at once
            await page.evaluate(DRAWN)  # only then has its `autofocus` field the focus

    async def _gate(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        if parts.scheme in ("data", "blob", "about") or origin in (self._allow or ()):
            await route.continue_()
        else:
            await route.abort("blockedbyclient")

    async def _look(self, page: Page) -> Observation:
        try:
            found = await self._elements(page)
            shot = cast("dict[str, Any]", await self._cdp.send("Page.captureScreenshot", await self._picture()))
        except PlaywrightError as problem:
            raise ObservationFailed(f"the page could not be read: {problem.message.splitlines()[0]}") from problem
        parts = urlsplit(page.url)
        return Observation(
            png=base64.b64decode(shot["data"]),
            width=self._info.width,
            height=self._info.height,
            elements=found,
            app=f"{parts.scheme}://{parts.netloc}",
            at=time.monotonic(),
        )

    async def _picture(self) -> dict[str, Any]:
        how: dict[str, Any] = {"format": "png", "optimizeForSpeed": True}
        if self._scale == 1:
            return how
        # Only a clip is drawn enlarged, and it is a part of the document, wherever that is scrolled to.
        shown = cast("dict[str, Any]", await self._cdp.send("Page.getLayoutMetrics"))["cssVisualViewport"]
        _, _, width, height = self._inside
        clip = {"x": shown["pageX"], "y": shown["pageY"], "width": width, "height": height, "scale": self._scale}
        return {**how, "clip": clip}

    async def _elements(self, page: Page) -> tuple[Element, ...]:
        out: list[Element] = []
        for frame in page.frames:
            left, top, clip = 0, 0, self._inside
            if frame.parent_frame is not None:
                owner = await frame.frame_element()
                box = await owner.bounding_box()
                if box is None:
                    continue
                dx, dy, inner_width, inner_height = cast("list[int]", await owner.evaluate(FRAME_INSIDE))
                left, top = round(box["x"]) + dx, round(box["y"]) + dy
                clip = _cut(Box(left, top, left + inner_width, top + inner_height), clip)
            rows = cast("list[dict[str, Any]]", await frame.evaluate(_script()))
            kept: dict[int, int] = {}
            for number, row in enumerate(rows):
                x1, y1, x2, y2 = row.pop("bounds")
                bounds = _cut(Box(x1 + left, y1 + top, x2 + left, y2 + top), clip)
                if bounds.x2 > bounds.x1 and bounds.y2 > bounds.y1:
                    kept[number] = len(out)
                    row["parent"] = kept.get(row["parent"], -1)
                    out.append(Element(Box(*(self._scale * edge for edge in bounds)), **row))
        return tuple(out)

    async def _act(self, page: Page, action: Action) -> None:
        mouse, css = page.mouse, self._css
        try:
            match action:
                case Click(at=at, button=button, count=count):
                    await mouse.click(*css(at), button=button, click_count=count)
                case LongPress(at=at, seconds=seconds):
                    await mouse.click(*css(at), delay=seconds * 1000)
                case Move(to=to):
                    await mouse.move(*css(to))
                case Drag(start=start, end=end):
                    await mouse.move(*css(start))
                    await mouse.down()
                    await mouse.move(*css(end), steps=DRAG_STEPS)
                    await mouse.up()
                case Swipe(start=start, end=end):
                    # A finger pushes the content: the wheel turns the other way.
                    await mouse.move(*css(start))
                    await mouse.wheel(*css(Point(start.x - end.x, start.y - end.y)))
                case InputText(text=text):
                    await _type(page.keyboard, text)
                case Press(key="back"):
                    await page.go_back()
                case Press(key="home"):
                    await self._visit(page)
                case Press(key=key):
                    await page.keyboard.press(_key(key))
                case Hotkey(keys=keys):
                    await page.keyboard.press("+".join(_key(key) for key in keys))
                case Wait(seconds=seconds):
                    await page.wait_for_timeout(seconds * 1000)
                case Awake():
                    raise ActionUnsupported("a web page has no other apps")
                case _:
                    assert_never(action)
        except PlaywrightError as problem:
            raise ActionFailed(f"{action.kind} failed: {problem.message.splitlines()[0]}") from problem

    def _css(self, at: Point) -> tuple[float, float]:
        return at.x / self._scale, at.y / self._scale

    def _alive(self) -> Page:
        if self._page is None or self._page.is_closed() or not self._browser.alive():
            raise DeviceUnavailable(f"{self._info.name} is closed; open it again")
        return self._page


@cache
def _script() -> str:
    return files("devices").joinpath("web_elements.js").read_text(encoding="utf-8")


async def _type(keyboard: Keyboard, text: str) -> None:
    # Key by key, since pages listen to keys; but a newline or a tab is text here: neither Enter nor the next field.
    for words in re.findall(r"[\n\r\t]+|[^\n\r\t]+", text):
        await (keyboard.insert_text(words) if words[0] in "\n\r\t" else keyboard.type(words))


def _key(name: str) -> str:
    if len(name) == 1:
        return name
    try:
        return KEYS[name.lower()]
    except KeyError:
        raise ActionFailed(f"a web page has no {name} key; it has: {', '.join(KEYS)}") from None


def _cut(box: Box, clip: Box) -> Box:
    return Box(max(box.x1, clip.x1), max(box.y1, clip.y1), min(box.x2, clip.x2), min(box.y2, clip.y2))
