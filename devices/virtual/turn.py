"""What an app's update is handed to steer with; see `Turn` in devices/virtual/app.py."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from devices.virtual.app import Screen


def new_screen(
    name: str, args: Mapping[str, Any] | None = None, form: Mapping[str, str] | None = None, overlay: bool = False
) -> Screen:
    """An entry of a back stack."""
    return {"name": name, "args": dict(args or {}), "form": dict(form or {}), "scroll": {}, "overlay": overlay}


class AppTurn:
    """Acts on one app's back stack inside the world's navigation state."""

    def __init__(
        self,
        stack: list[Screen],
        now: datetime,
        others: Mapping[str, Any],
        nav: dict[str, Any],
        launch: Callable[[str, str, Mapping[str, Any]], None],
    ) -> None:
        self._stack, self._nav, self._launch = stack, nav, launch
        self._screen = stack[-1]
        self.now = now
        self.others = others

    @property
    def name(self) -> str:
        return self._screen["name"]

    @property
    def args(self) -> Mapping[str, Any]:
        return self._screen["args"]

    @property
    def form(self) -> dict[str, str]:
        return self._screen["form"]

    @property
    def below(self) -> dict[str, str]:
        at = next(i for i, screen in enumerate(self._stack) if screen is self._screen)
        return self._stack[max(0, at - 1)]["form"]

    def draft(self, key: str) -> str:
        return self._screen["form"].get(key, "").strip()

    def open(self, name: str, /, form: Mapping[str, str] | None = None, **args: Any) -> None:
        self._unfocus()
        self._stack.append(new_screen(name, args, form))

    def overlay(self, name: str, /, form: Mapping[str, str] | None = None, **args: Any) -> None:
        self._unfocus()
        self._stack.append(new_screen(name, args, form, overlay=True))

    def replace(self, name: str, /, form: Mapping[str, str] | None = None, **args: Any) -> None:
        self._unfocus()
        while self._stack and self._stack[-1]["overlay"]:
            self._stack.pop()
        if self._stack:
            self._stack.pop()
        self._stack.append(new_screen(name, args, form))

    def close(self, count: int = 1) -> None:
        self._unfocus()
        for _ in range(count):
            if len(self._stack) > 1:
                self._stack.pop()

    def root(self) -> None:
        self._unfocus()
        del self._stack[1:]

    def toast(self, text: str) -> None:
        self._nav["toast"] = text

    def focus(self, key: str) -> None:
        self._nav["focus"] = key
        self._nav["keyboard"] = True

    def launch(self, app: str, name: str = "", /, **args: Any) -> None:
        self._launch(app, name, args)

    def _unfocus(self) -> None:
        self._nav["focus"] = None
        self._nav["keyboard"] = False
