"""What an app's update is handed to steer with; see `Turn` in devices/virtual/app.py."""

from collections.abc import Mapping
from typing import Any

from devices.virtual.app import Permission, Shared
from devices.virtual.host import Host
from devices.virtual.nav import Screen, new_screen
from devices.virtual.node import Event


class AppTurn:
    """Acts for one app, on its own back stack and through the phone."""

    def __init__(self, host: Host, app: str, stack: list[Screen]) -> None:
        self._host, self._app, self._stack = host, app, stack
        self._screen = stack[-1]
        self.now = host.now
        self.others: Mapping[str, Any] = host.apps

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
    def online(self) -> bool:
        return self._host.online

    @property
    def space(self) -> int:
        return self._host.space

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
        self._host.nav["toast"] = text

    def focus(self, key: str) -> None:
        size = len(self._stack[-1]["form"].get(key, ""))
        self._host.nav.update(focus=key, keyboard=True, caret=[size, size])

    def launch(self, app: str, name: str = "", /, **args: Any) -> None:
        self._host.launch(app, name, args, self._app)

    def send(self, app: str, event: Event) -> None:
        self._host.send(app, event, self._app)

    def follow(self, link: str) -> bool:
        return self._host.follow(link, self._app)

    def share(self, kind: Shared, value: str) -> None:
        self._host.share(self._app, kind, value)

    def ask(self, permission: Permission, then: Event) -> bool:
        return self._host.ask(self._app, permission, then)

    def copy(self, text: str) -> None:
        self._host.nav["clipboard"] = text

    def notify(self, title: str, text: str, event: Event) -> None:
        self._host.notify(self._app, title, text, event)

    def _unfocus(self) -> None:
        self._host.nav.update(focus=None, keyboard=False, tools=False, caret=[0, 0])
