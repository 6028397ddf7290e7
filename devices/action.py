"""What a hand can do: a closed union of frozen dataclasses, matched with `assert_never` in every backend.

Points are pixels of the last screenshot: origin top left, x right, y down, after rotation.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Button = Literal["left", "right", "middle"]
Key = Literal[
    "back", "home", "recents", "enter", "backspace", "delete", "tab", "escape", "space",
    "up", "down", "left", "right", "page_up", "page_down", "volume_up", "volume_down", "power",
]  # fmt: skip
KEYS: tuple[str, ...] = get_args(Key)


class Point(NamedTuple):
    """A pixel of the last screenshot."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Click:
    """Press and let go `count` times at one point."""

    at: Point
    button: Button = "left"
    count: int = 1
    kind: Literal["click"] = "click"

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 3:
            raise ValueError(f"count must be 1, 2 or 3, not {self.count}")


@dataclass(frozen=True, slots=True)
class LongPress:
    """Press, hold for `seconds`, let go."""

    at: Point
    seconds: float = 0.8
    kind: Literal["long_press"] = "long_press"

    def __post_init__(self) -> None:
        _duration(self.seconds)


@dataclass(frozen=True, slots=True)
class Move:
    """Move the pointer without pressing."""

    to: Point
    kind: Literal["move"] = "move"


@dataclass(frozen=True, slots=True)
class Drag:
    """Pick up what is at `start` (press and hold) and drop it at `end`."""

    start: Point
    end: Point
    seconds: float = 0.8
    kind: Literal["drag"] = "drag"

    def __post_init__(self) -> None:
        _duration(self.seconds)


@dataclass(frozen=True, slots=True)
class Swipe:
    """Slide a finger from `start` to `end`; content follows the finger."""

    start: Point
    end: Point
    seconds: float = 0.3
    kind: Literal["swipe"] = "swipe"

    def __post_init__(self) -> None:
        _duration(self.seconds)


@dataclass(frozen=True, slots=True)
class InputText:
    """Type `text` as it is into the focused field: any script, newlines included, no escapes."""

    text: str
    kind: Literal["input_text"] = "input_text"


@dataclass(frozen=True, slots=True)
class Hotkey:
    """Press keys together, for example `("ctrl", "a")`."""

    keys: tuple[str, ...]
    kind: Literal["hotkey"] = "hotkey"

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError("a hotkey needs at least one key")


@dataclass(frozen=True, slots=True)
class Press:
    """Press one named key."""

    key: Key
    kind: Literal["press"] = "press"

    def __post_init__(self) -> None:
        if self.key not in KEYS:
            raise ValueError(f"unknown key {self.key!r}; known: {', '.join(KEYS)}")


@dataclass(frozen=True, slots=True)
class Awake:
    """Bring an app to the front, by its id or its exact name."""

    app: str
    kind: Literal["awake"] = "awake"


@dataclass(frozen=True, slots=True)
class Wait:
    """Do nothing for `seconds`."""

    seconds: float = 1.0
    kind: Literal["wait"] = "wait"

    def __post_init__(self) -> None:
        _duration(self.seconds)


Action = Click | LongPress | Move | Drag | Swipe | InputText | Hotkey | Press | Awake | Wait
ACTIONS: tuple[type, ...] = get_args(Action)


def points_of(action: Action) -> tuple[Point, ...]:
    """Every point an action names, in order; empty for actions without one."""
    match action:
        case Click(at=at) | LongPress(at=at):
            return (at,)
        case Move(to=to):
            return (to,)
        case Drag(start=start, end=end) | Swipe(start=start, end=end):
            return (start, end)
        case _:
            return ()


def _duration(seconds: float) -> None:
    if not 0 <= seconds <= 60:
        raise ValueError(f"seconds must be within 0 and 60, not {seconds}")
