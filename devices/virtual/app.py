"""What an app of the virtual phone is: a state, a pure view of it and an update (model, view, update)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, Generic, Literal, Protocol, TypeVar

from devices.virtual.nav import Screen
from devices.virtual.node import Event, Node

S = TypeVar("S")
Permission = Literal["camera", "contacts", "location", "microphone", "photos", "calendar", "phone"]
Shared = Literal["text", "image"]


class Look:
    """What a view may read beside its own state. Nothing here may be changed by a view.

    `others` holds the states of all apps by app id, `installed` the apps themselves; `online` says whether there is
    a network.
    """

    def __init__(
        self,
        screen: Screen,
        now: datetime,
        others: Mapping[str, Any],
        installed: "Mapping[str, App[Any]] | None" = None,
        online: bool = True,
    ) -> None:
        self.screen, self.now, self.others, self.online = screen, now, others, online
        self.installed: Mapping[str, App[Any]] = installed or {}

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
    """What an update may do beside changing its own state: read the screen, move about, tell the user, reach out.

    `AppTurn` in devices/virtual/turn.py implements it. `close`, `replace` and `root` act on the app's own back stack.
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
    def online(self) -> bool:
        """Is there a network?"""
        ...

    @property
    def space(self) -> int:
        """Megabytes left on the phone; what saves a file says so and stops where it is 0."""
        ...

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
        """Bring another app to the front, on one of its screens if named. Back leads here again."""
        ...

    def send(self, app: str, event: Event) -> None:
        """Bring another app to the front at its first screen and have it do `event` (see `App.links`)."""
        ...

    def follow(self, link: str) -> bool:
        """Open a link ("tel:5550101", "guimcp://tiffin/restaurant/r3") in the app that knows it; False if none does."""
        ...

    def share(self, kind: Shared, value: str) -> None:
        """Ask the user which app shall have a text or a picture (a name in Gallery's state)."""
        ...

    def ask(self, permission: Permission, then: Event) -> bool:
        """May the app do this? False where it must wait: `then` comes as an event once the user allows it."""
        ...

    def copy(self, text: str) -> None:
        """Put text on the clipboard."""
        ...

    def notify(self, title: str, text: str, event: Event) -> None:
        """Show a notification of this app; a touch on it sends `event` to the app at its first screen."""
        ...


@dataclass(frozen=True)
class App(Generic[S]):
    """An app: `id` is its package name, `name` the label under its icon, `home` its first screen.

    `state` is the TypedDict that its state satisfies; `seed` makes one from a random generator and the frozen clock.
    `view(state, look)` is pure. `update(state, event, turn)` changes `state` in place. Catalogues (`zh.json`) lie in
    the folder of the module that defines `view`.

    `volatile` names what is not the user's data, and the traces that merely looking leaves: paths in the state with all
    that lies under them ("next_id", "letters/*/read"). A verifier counts no change there as a side effect.
    `tick(state, since, turn)` is called when the clock was moved from `since` to `turn.now`.
    `links` maps forms of links to events, what is in braces becoming their arguments: {"tel:{number}": "dial"};
    `receives` names the event for what is shared to the app, its value in the argument "value".
    `leaving` maps screens to events: what the phone's Back key does there in the place of closing the screen (a
    composer that keeps its draft; the event closes the screen itself).
    `permissions` are those it may `ask` for; `online` says that without a network it has nothing to show.
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
    tick: Callable[[S, datetime, Turn], None] | None = None
    links: Mapping[str, str] = field(default_factory=dict[str, str])
    receives: Mapping[Shared, str] = field(default_factory=dict[Shared, str])
    leaving: Mapping[str, str] = field(default_factory=dict[str, str])
    permissions: tuple[Permission, ...] = ()
    online: bool = False

    @property
    def package(self) -> str:
        """The Python package its catalogues lie in."""
        return self.view.__module__.rpartition(".")[0]
