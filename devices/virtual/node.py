"""What a screen is made of: one `Node` type. Python builds a tree, the glass draws it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an app: a name and plain JSON arguments."""

    name: str
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __getitem__(self, key: str) -> Any:
        return self.args[key]


def on(name: str, /, **args: Any) -> Event:
    """The event a node sends when it is touched: `tap=on("delete", id=note_id)`."""
    return Event(name, args)


@dataclass(slots=True)
class Node:
    """One thing on the screen.

    `role` decides its looks and its Android class, `label` is its spoken name where `text` does not say it,
    `key` its resource id (unique on a screen), `style` extra classes of `phone.css`, `tint` a CSS colour.
    `value` is a slider's or progress bar's number 0..1, `caret` the ends of a focused field's selection.
    A stroke over a node with `swipe` sends it with `direction` ("left", "right", "up", "down") added.
    """

    role: str
    text: str = ""
    label: str = ""
    key: str = ""
    style: str = ""
    tint: str = ""
    icon: str = ""
    children: tuple["Node", ...] = ()
    tap: Event | None = None
    hold: Event | None = None
    change: Event | None = None
    swipe: Event | None = None
    submit: Event | None = None
    value: float = 0.0
    checked: bool = False
    selected: bool = False
    enabled: bool = True
    password: bool = False
    focused: bool = False
    multiline: bool = False
    scroll: float = 0.0
    caret: tuple[int, int] | None = None

    def walk(self) -> Iterator["Node"]:
        """Itself and everything below, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, key: str) -> "Node | None":
        """The first node with this key, or None."""
        return next((node for node in self.walk() if node.key == key), None)
