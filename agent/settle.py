"""Look when the screen has come to rest."""

import time

from devices.device import Device, Observation

PAUSE = 0.05  # s between two looks at a device that cannot say when it is still


def look(device: Device, timeout: float = 5.0) -> Observation:
    """The screen, still: at once where the device settles by itself, else when two looks in a row agree.

    `timeout` (s) bounds the wait; a screen that never rests (a video) is returned as it was last seen.
    """
    seen = device.observe()
    if device.info.settles:
        return seen
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        time.sleep(PAUSE)
        again = device.observe()
        if same(seen, again):
            return again
        seen = again
    return seen


def same(one: Observation, other: Observation) -> bool:
    """Do two looks show the same screen? Elements decide where there are any, else the picture's bytes."""
    if one.app != other.app or one.keyboard_shown != other.keyboard_shown:
        return False
    if one.elements or other.elements:
        return one.elements == other.elements
    return one.png == other.png
