"""Where the user is: what is in front, what is open under it, what the phone says in passing."""

from collections.abc import Mapping
from typing import Any

from typing_extensions import TypedDict

HOME, RECENTS = "home", "recents"


class Screen(TypedDict):
    """One entry of a back stack. An overlay (dialog, sheet) is drawn over the entry below it."""

    name: str
    args: dict[str, Any]
    form: dict[str, str]
    scroll: dict[str, float]
    overlay: bool


class Sent(TypedDict):
    """An event, written down."""

    name: str
    args: dict[str, Any]


class Notice(TypedDict):
    """A notification: a touch sends `event` to the app `app`."""

    app: str
    title: str
    text: str
    at: str
    event: Sent


class Nav(TypedDict):
    """`front` is an app's id, HOME or RECENTS; `running` are the apps in recents, newest first; `callers` says which
    app Back leads to from one that another had opened. `over` are the system's own sheets, over everything.
    `focus` is the key of the field that is typed into, `caret` the ends of its selection; `grabbed` is text that
    was selected elsewhere. `tools` shows cut, copy and paste. `heads_up` is the notice that just came in.
    """

    front: str
    running: list[str]
    callers: dict[str, str]
    stacks: dict[str, list[Screen]]
    over: list[Screen]
    focus: str | None
    caret: list[int]
    tools: bool
    grabbed: str
    clipboard: str
    toast: str | None
    keyboard: bool
    shift: bool
    symbols: bool
    page: int
    landscape: bool
    awake: bool
    notices: dict[str, Notice]
    heads_up: str | None
    next_notice: int


def new_screen(
    name: str, args: Mapping[str, Any] | None = None, form: Mapping[str, str] | None = None, overlay: bool = False
) -> Screen:
    """An entry of a back stack."""
    return {"name": name, "args": dict(args or {}), "form": dict(form or {}), "scroll": {}, "overlay": overlay}


def new_nav() -> Nav:
    """A phone that was just switched on."""
    return {
        "front": HOME, "running": [], "callers": {}, "stacks": {HOME: [new_screen(HOME)]}, "over": [], "focus": None,
        "caret": [0, 0], "tools": False, "grabbed": "", "clipboard": "", "toast": None, "keyboard": False,
        "shift": False, "symbols": False, "page": 0, "landscape": False, "awake": True, "notices": {},
        "heads_up": None, "next_notice": 1,
    }  # fmt: skip
