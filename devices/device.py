"""The three nouns every backend shares: what is seen, what a device is, and the two protocols."""

import io
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from PIL import Image

from devices.action import Action, Point, points_of
from devices.element import Element
from devices.errors import ActionFailed, ActionUnsupported


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at a screen.

    `png` holds the bytes the device gave, never re-encoded; empty only where a picture was expressly not asked for.
    `at` is `time.monotonic()` seconds of the moment of capture.
    """

    png: bytes = field(repr=False)
    width: int
    height: int
    elements: tuple[Element, ...] = field(default=(), repr=False)
    app: str = ""
    keyboard_shown: bool = False
    at: float = 0.0

    def image(self) -> Image.Image:
        """The picture, decoded now."""
        return Image.open(io.BytesIO(self.png))


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """What a device is and can do.

    `settles` says that `act` returns only when the screen is still, so that nobody has to wait after it.
    """

    name: str
    platform: str
    width: int
    height: int
    actions: frozenset[type]
    can_snapshot: bool = False
    settles: bool = False


class Device(Protocol):
    """A screen with hands. Synchronous; one device belongs to one thread at a time."""

    @property
    def info(self) -> DeviceInfo:
        """What it is; no side effects."""
        ...

    def observe(self) -> Observation:
        """Look at the screen. Raises `ObservationFailed` or `DeviceUnavailable`."""
        ...

    def act(self, action: Action) -> None:
        """Carry out one action. Raises `ActionUnsupported`, `ActionFailed` or `DeviceUnavailable`."""
        ...

    def close(self) -> None:
        """Let go of it; a second call does nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A device's whole state, opaque to everybody but the device that made it."""

    data: bytes = field(repr=False)


@runtime_checkable
class Snapshots(Protocol):
    """A capability: the whole state can be taken and put back."""

    def snapshot(self) -> Snapshot: ...

    def restore(self, snapshot: Snapshot) -> None: ...


def check_action(info: DeviceInfo, action: Action) -> None:
    """Refuse, before anything moves, an action the device lacks or a point off the screen."""
    if type(action) not in info.actions:
        known = ", ".join(sorted(a.__name__ for a in info.actions))
        raise ActionUnsupported(f"{info.name} cannot {type(action).__name__}; it can: {known}")
    for point in points_of(action):
        if not on_screen(point, info):
            raise ActionFailed(
                f"point ({point.x}, {point.y}) is off the {info.width}x{info.height} screen of {info.name}; "
                "coordinates are pixels of the last screenshot"
            )


def on_screen(point: Point, info: DeviceInfo) -> bool:
    """Is the pixel on the screen?"""
    return 0 <= point.x < info.width and 0 <= point.y < info.height
