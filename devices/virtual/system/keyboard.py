"""The on-screen keyboard."""

from devices.virtual.node import Node, on
from devices.virtual.ui import column, row

LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SYMBOLS = ("1234567890", "@#$%&-+()/", "*\"':;!?,_=")


def keyboard(shift: bool, symbols: bool) -> Node:
    """Its keys are no elements, as on Android: they belong to another window."""
    rows = SYMBOLS if symbols else LETTERS
    case = str.upper if shift and not symbols else str
    lines = [[_key(case(char)) for char in line] for line in rows]
    if not symbols:
        lines[2].insert(0, _key("", "shift", "keyboard_capslock", "wide selected" if shift else "wide"))
    lines[2].append(_key("", "backspace", "backspace", "wide"))
    bottom = [
        _key("ABC" if symbols else "?123", "symbols", style="wide"),
        _key(","),
        _key(" ", style="bar"),
        _key("."),
        _key("", "enter", "keyboard_return", "wide"),
    ]
    return column(*(row(*line, style="keyrow") for line in [*lines, bottom]), style="keyboard")


def _key(char: str, name: str = "", icon: str = "", style: str = "") -> Node:
    event = on("system.key", name=name) if name else on("system.char", char=char)
    return Node("keycap", char, icon=icon, style=style, tap=event)
