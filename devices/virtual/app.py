"""What an app of the virtual phone is: a state, a pure view of it and an update (model, view, update)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Generic, Protocol, TypeVar

from typing_extensions import TypedDict

from devices.virtual.node import Event, Node

S = TypeVar("S")


class Screen(TypedDict):
    """One entry of an app's back stack. An overlay (dialog, sheet) is drawn over the entry below it."""

    name: str
    args: dict[str, Any]
    form: dict[str, str]
    scroll: dict[str, float]
    overlay: bool


class Look:
    """What a view may read beside its own state. Nothing here may be changed by a view.

    `form` holds the drafts of the screen's fields by key; `others` the states of all apps by app id.
    """

    def __init__(self, screen: Screen, now: datetime, others: Mapping[str, Any]) -> None:
        self.screen = screen
        self.now = now
        self.others = others

    @property
    def name(self) -> str:
        """The screen's name."""
        return self.screen["name"]

    @property
    def args(self) -> Mapping[str, Any]:
        """What the screen was opened with."""
        return self.screen["args"]

    @property
    def form(self) -> Mapping[str, str]:
        """Drafts of the screen's fields by key."""
        return self.screen["form"]

    def draft(self, key: str) -> str:
        """The field's draft without white space around it; empty where nothing was typed."""
        return self.screen["form"].get(key, "").strip()


class Turn(Protocol):
    """What an update may do beside changing its own state: read the screen, move about, tell the user.

    `world` in devices/virtual/turn.py implements it. `close`, `replace` and `root` act on the app's own back stack.
    """

    @property
    def name(self) -> str: ...
    @property
    def args(self) -> Mapping[str, Any]: ...
    @property
    def now(self) -> datetime: ...
    @property
    def others(self) -> Mapping[str, Any]: ...
    @property
    def form(self) -> dict[str, str]:
        """Drafts of the screen the event came from; may be changed."""
        ...

    @property
    def below(self) -> dict[str, str]:
        """Drafts of the screen under the one the event came from: where a picker puts what was picked.

        To be read before `close`.
        """
        ...

    def draft(self, key: str) -> str:
        """The field's draft without white space around it."""
        ...

    def open(self, name: str, /, form: Mapping[str, str] | None = None, **args: Any) -> None:
        """Push a screen of this app."""
        ...

    def overlay(self, name: str, /, form: Mapping[str, str] | None = None, **args: Any) -> None:
        """Push a dialog or sheet, drawn over the present screen."""
        ...

    def replace(self, name: str, /, form: Mapping[str, str] | None = None, **args: Any) -> None:
        """Exchange the top screen (with its overlays) for another."""
        ...

    def close(self, count: int = 1) -> None:
        """Pop screens; the last one stays."""
        ...

    def root(self) -> None:
        """Pop everything above the app's first screen."""
        ...

    def toast(self, text: str) -> None:
        """Say something in passing; it goes with the next event."""
        ...

    def focus(self, key: str) -> None:
        """Give a field of the coming screen the keyboard."""
        ...

    def launch(self, app: str, name: str = "", /, **args: Any) -> None:
        """Bring another app to the front, on one of its screens if named."""
        ...


@dataclass(frozen=True)
class App(Generic[S]):
    """An app: `id` is its package name, `name` the label under its icon, `home` its first screen.

    `state` is the TypedDict that its state satisfies; `seed` makes one from a random generator and the frozen clock.
    `view(state, look)` is pure. `update(state, event, turn)` changes `state` in place.
    `volatile` names top-level keys of the state that are not the user's data (id counters, caches).
    """

    id: str
    name: str
    icon: str
    colour: str
    state: type[S]
    seed: Callable[[Random, datetime], S]
    view: Callable[[S, Look], Node]
    update: Callable[[S, Event, Turn], None]
    home: str = "home"
    volatile: tuple[str, ...] = ("next_id",)
