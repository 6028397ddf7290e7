"""One Chromium process for the whole program, driven from one background thread; web pages and phones share it."""

import asyncio
import atexit
import os
import shutil
import sys
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import BrowserContext, Page, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from devices.errors import DeviceUnavailable

T = TypeVar("T")

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    "--disable-quic",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--mute-audio",
    "--no-first-run",
    "--process-per-site",  # many phones: one renderer that is warm, instead of one each that is cold
)
NO_BROWSER = (
    "no Chromium found. Try, in this order: `playwright install chromium`; a system Chromium, Chrome or Edge "
    "(Debian/Ubuntu: `apt-get install -y chromium`); or set GUI_MCP_BROWSER to the path of one"
)


def find_chromium(bundled: str = "") -> str | None:
    """Path of a Chromium: $GUI_MCP_BROWSER, Playwright's own (`bundled`), then the system's; None if there is none."""
    chosen = os.environ.get("GUI_MCP_BROWSER")
    if chosen:
        return chosen if Path(chosen).exists() else None
    if bundled and Path(bundled).exists():
        return bundled
    found = (shutil.which(name) for name in COMMANDS)
    return next((path for path in found if path), None) or next((p for p in APPLICATIONS if Path(p).exists()), None)


class Browser:
    """The process and its thread. Use `Browser.shared()`; it starts on first use and ends with the program."""

    _shared: ClassVar["Browser | None"] = None
    _guard: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="browser", daemon=True)
        self._thread.start()
        self._playwright: Playwright | None = None
        self._process: PlaywrightBrowser | None = None
        self._offline: asyncio.Future[BrowserContext] | None = None
        self._starting = threading.Lock()
        self.path = ""

    @classmethod
    def shared(cls) -> "Browser":
        """The one browser of this program. Raises `DeviceUnavailable` where no Chromium can be started."""
        with cls._guard:
            if cls._shared is None:
                browser = cls()
                try:
                    browser.run(browser._start())
                except BaseException:
                    browser.close()
                    raise
                cls._shared = browser
                atexit.register(cls.shutdown)
            return cls._shared

    @classmethod
    def shutdown(cls) -> None:
        """End the shared browser; the next `shared()` starts a new one."""
        with cls._guard:
            if cls._shared is not None:
                cls._shared.close()
                cls._shared = None

    def run(self, work: Coroutine[Any, Any, T], timeout: float = 60.0) -> T:
        """Carry out `work` in the browser's thread and wait for it."""
        if threading.current_thread() is self._thread:
            work.close()
            raise RuntimeError("Browser.run called from the browser's own thread")
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(timeout)
        except PlaywrightError as error:
            raise DeviceUnavailable(f"the browser failed: {error.message.splitlines()[0]}") from error
        except TimeoutError as error:
            future.cancel()
            raise DeviceUnavailable(
                f"the browser did not answer within {timeout:.0f} s; open the device again"
            ) from error

    def alive(self) -> bool:
        """Is the process still there?"""
        return self._process is not None and self._process.is_connected()

    def page(self, width: int, height: int, *, touch: bool = False, **context: Any) -> Page:
        """A new page in a context of its own, `width` x `height` pixels."""

        async def make() -> Page:
            assert self._process is not None
            room = await self._process.new_context(
                viewport={"width": width, "height": height}, has_touch=touch, reduced_motion="reduce", **context
            )
            return await room.new_page()

        return self.run(make())

    def offline_page(self, width: int, height: int) -> Page:
        """A new page without a network, in the one context that all such pages share: for pages of our own, which keep
        nothing. It opens in half the time that one with a context of its own takes."""

        async def make() -> Page:
            assert self._process is not None
            if self._offline is None:
                self._offline = asyncio.ensure_future(
                    self._process.new_context(reduced_motion="reduce", offline=True, no_viewport=True)
                )
            page = await (await self._offline).new_page()
            await page.set_viewport_size({"width": width, "height": height})
            return page

        return self.run(make())

    def close(self) -> None:
        """End the process and the thread."""

        async def stop() -> None:
            if self._process is not None:
                await self._process.close()
            if self._playwright is not None:
                await self._playwright.stop()

        if self._loop.is_running():
            asyncio.run_coroutine_threadsafe(stop(), self._loop).result(20)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5)
            self._loop.close()

    async def _start(self) -> None:
        self._playwright = await async_playwright().start()
        path = find_chromium(self._playwright.chromium.executable_path)
        if path is None:
            raise DeviceUnavailable(NO_BROWSER)
        root = sys.platform.startswith("linux") and os.geteuid() == 0
        try:
            self._process = await self._playwright.chromium.launch(
                executable_path=path, args=[*QUIET, *(["--no-sandbox"] if root else [])],
                handle_sigint=False, handle_sigterm=False, handle_sighup=False,
            )  # fmt: skip
        except PlaywrightError as error:
            raise DeviceUnavailable(f"{path} did not start: {error.message.splitlines()[0]}. {NO_BROWSER}") from error
        self.path = path
