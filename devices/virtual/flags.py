"""Switches of an app: fields of its state that are true or false."""

from typing import Any


def flip(flags: Any, key: str) -> bool:
    """Turn the switch `key` of a TypedDict over and say what it is now. Raises ValueError where it is no switch."""
    if type(flags.get(key)) is not bool:
        raise ValueError(f"there is no switch {key!r}")
    flags[key] = not flags[key]
    return bool(flags[key])
