"""The virtual phone without its glass: all apps, navigation and clock as one JSON value, and what events do to it.

Nothing here knows of pixels or a browser; a world can be driven by nodes alone.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Any

from devices.virtual.app import Look, Screen
from devices.virtual.apps import APPS
from devices.virtual.node import Event, Node, on
from devices.virtual.system import clock_words, keyboard, launcher, navigation_bar, recents, status_bar
from devices.virtual.turn import AppTurn, new_screen
from devices.virtual.ui import column

FORMAT = 1
EPOCH = datetime(2026, 3, 10, 9, 30)  # a Tuesday; the clock stands still unless a task moves it
HOME, RECENTS = "home", "recents"
SETTINGS = "org.guimcp.settings"


class World:
    """One phone's whole state. `state` is plain JSON; `version` counts changes, for whoever draws it."""

    def __init__(self, state: dict[str, Any]) -> None:
        if state.get("format") != FORMAT:
            raise ValueError(f"a world of format {state.get('format')!r} cannot be read; this is format {FORMAT}")
        self.state = state
        self.version = 0
        self._drawn: tuple[int, Node] | None = None

    @classmethod
    def new(cls, seed: int = 0, now: datetime = EPOCH) -> "World":
        """A freshly set up phone; the same seed and clock give the same world."""
        apps = {app.id: app.seed(Random(f"{seed}:{app.id}"), now) for app in APPS.values()}
        nav: dict[str, Any] = {"front": HOME, "running": [], "stacks": {}, "focus": None, "toast": None}
        nav.update(keyboard=False, shift=False, symbols=False)
        return cls({"format": FORMAT, "seed": seed, "now": now.isoformat(), "apps": apps, "nav": nav})

    # -- reading ----------------------------------------------------------------------------------------------------

    @property
    def apps(self) -> dict[str, Any]:
        """The state of every app by app id: what a user would call their data."""
        return self.state["apps"]

    @property
    def now(self) -> datetime:
        """The phone's clock."""
        return datetime.fromisoformat(self.state["now"])

    @property
    def front(self) -> str:
        """The id of the app in front; "home" or "recents" where it is the system's own screen."""
        return self.state["nav"]["front"]

    @property
    def keyboard_shown(self) -> bool:
        """Is the on-screen keyboard up?"""
        return self.state["nav"]["keyboard"]

    def tree(self) -> Node:
        """What is on the screen now; the same object until something changes."""
        if self._drawn is None or self._drawn[0] != self.version:
            self._drawn = (self.version, self._build())
        return self._drawn[1]

    def clock_words(self) -> str:
        """The time as the status bar shows it."""
        return clock_words(self.now, self.apps[SETTINGS])

    def dumps(self) -> bytes:
        """The world as canonical JSON: equal worlds give equal bytes."""
        return json.dumps(self.state, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def loads(cls, data: bytes) -> "World":
        """Back from `dumps`."""
        return cls(json.loads(data))

    # -- acting -----------------------------------------------------------------------------------------------------

    def tap(self, node: Node) -> None:
        """Touch a node; one without a tap event does nothing."""
        if node.tap is not None and node.enabled:
            self._send(node.tap)

    def hold(self, node: Node) -> None:
        """Touch and hold a node."""
        if node.hold is not None and node.enabled:
            self._send(node.hold)

    def change(self, node: Node, value: float) -> None:
        """Move a slider to `value` within 0 and 1."""
        if node.change is not None and node.enabled:
            self._send(Event(node.change.name, {**node.change.args, "value": min(1.0, max(0.0, value))}))

    def scrolled(self, key: str, offset: float) -> None:
        """Remember how far a list has been scrolled (dp); no redraw follows from it."""
        screen = self._screen()
        if screen is not None:
            screen["scroll"][key] = offset
            node = self.tree().find(key)
            if node is not None:
                node.scroll = offset

    def type_text(self, text: str) -> bool:
        """Put text at the end of the focused field; False where no field has the focus."""
        nav, screen, field = self.state["nav"], self._screen(), self._focused()
        if screen is None or field is None:
            return False
        for char in text:
            if char == "\n" and not field.multiline:
                self.key("enter")
                if self._focused() is None:
                    break
            else:
                screen["form"][nav["focus"]] = screen["form"].get(nav["focus"], "") + char
        nav["toast"] = None
        self.version += 1
        return True

    def key(self, name: str) -> None:
        """Press a key: back, home, recents, enter, backspace, delete_all, shift, symbols."""
        nav, screen = self.state["nav"], self._screen()
        match name:
            case "back" | "home" | "recents":
                self._send(on(f"system.{name}"))
                return
            case "shift" | "symbols":
                nav[name] = not nav[name]
            case "backspace" if screen is not None and nav["focus"]:
                screen["form"][nav["focus"]] = screen["form"].get(nav["focus"], "")[:-1]
            case "delete_all" if screen is not None and nav["focus"]:
                screen["form"][nav["focus"]] = ""
            case "enter":
                self._enter()
            case _:
                pass
        self.version += 1

    def launch(self, app_id: str, name: str = "", args: Mapping[str, Any] | None = None) -> None:
        """Bring an app to the front, as it was left, or on the screen called `name`."""
        app, nav = APPS[app_id], self.state["nav"]
        stack: list[Screen] = nav["stacks"].setdefault(app_id, [new_screen(app.home)])
        if name:
            stack[:] = [new_screen(app.home)] if name == app.home else [new_screen(app.home), new_screen(name, args)]
        nav["running"] = [app_id, *(other for other in nav["running"] if other != app_id)]
        self._front(app_id)

    def quit(self, app_id: str) -> None:
        """Close an app: its screens are forgotten, its data stay."""
        nav = self.state["nav"]
        nav["stacks"].pop(app_id, None)
        nav["running"] = [other for other in nav["running"] if other != app_id]
        if nav["front"] == app_id:
            self._front(HOME)
        self.version += 1

    def touch_state(self) -> None:
        """Say that `state` was changed from outside (a task's start, a moved clock)."""
        self.version += 1

    # -- inside -----------------------------------------------------------------------------------------------------

    def _front(self, target: str) -> None:
        nav = self.state["nav"]
        nav.update(front=target, focus=None, keyboard=False, shift=False, symbols=False)
        self.version += 1

    def _stack(self) -> list[Screen] | None:
        return self.state["nav"]["stacks"].get(self.front)

    def _screen(self) -> Screen | None:
        stack = self._stack()
        return stack[-1] if stack else None

    def _focused(self) -> Node | None:
        focus = self.state["nav"]["focus"]
        return self.tree().find(focus) if focus else None

    def _send(self, event: Event) -> None:
        nav = self.state["nav"]
        nav["toast"] = None
        if event.name.startswith("system."):
            self._system(event)
        else:
            self._app_event(event)
        self.version += 1

    def _app_event(self, event: Event) -> None:
        stack = self._stack()
        if not stack:
            return
        app = APPS[self.front]
        turn = AppTurn(stack, self.now, self.apps, self.state["nav"], self.launch)
        app.update(self.apps[app.id], event, turn)

    def _system(self, event: Event) -> None:
        nav = self.state["nav"]
        match event.name:
            case "system.back":
                self._back()
            case "system.home":
                self._front(HOME)
            case "system.recents":
                self._front(RECENTS)
            case "system.launch":
                self.launch(event["app"])
            case "system.quit":
                self.quit(event["app"])
            case "system.focus":
                nav.update(focus=event["key"], keyboard=True, shift=False, symbols=False)
            case "system.char":
                self.type_text(event["char"])
                nav["shift"] = False
            case "system.key":
                self.key(event["name"])
            case _:
                raise ValueError(f"unknown system event {event.name!r}")

    def _back(self) -> None:
        nav, stack = self.state["nav"], self._stack()
        if nav["keyboard"]:
            nav.update(keyboard=False, focus=None)
        elif stack and len(stack) > 1:
            stack.pop()
            nav["focus"] = None
        else:
            self._front(HOME)

    def _enter(self) -> None:
        nav, field = self.state["nav"], self._focused()
        if field is None:
            return
        if field.multiline:
            self.type_text("\n")
        elif field.submit is not None:
            self._send(field.submit)
        else:
            nav.update(keyboard=False, focus=None)

    def _build(self) -> Node:
        nav, settings = self.state["nav"], self.apps[SETTINGS]
        stage = Node("stage", children=tuple(self._layers()))
        toast = Node("toast", nav["toast"]) if nav["toast"] else None
        keys = keyboard(nav["shift"], nav["symbols"]) if nav["keyboard"] else None
        return column(status_bar(self.now, settings), stage, keys, navigation_bar(), toast, style="screen")

    def _layers(self) -> list[Node]:
        stack = self._stack()
        if not stack:
            running = [APPS[app_id] for app_id in self.state["nav"]["running"]]
            shown = recents(running) if self.front == RECENTS else launcher(APPS, self.now, self.apps[SETTINGS])
            return [Node("layer", children=(shown,))]
        base = max(i for i, screen in enumerate(stack) if not screen["overlay"])
        layers: list[Node] = []
        for depth, screen in enumerate(stack[base:]):
            app = APPS[self.front]
            shown = app.view(self.apps[app.id], Look(screen, self.now, self.apps))
            self._dress(shown, screen, top=depth == len(stack) - base - 1)
            scrim = (Node("scrim", tap=on("system.back")),) if screen["overlay"] else ()
            layers.append(Node("layer", children=(*scrim, shown), key=f"layer-{depth}"))
        return layers

    def _dress(self, shown: Node, screen: Screen, top: bool) -> None:
        """Lay the world's own memory over an app's view: the focus and how far lists are scrolled."""
        focus = self.state["nav"]["focus"]
        for node in shown.walk():
            if node.role == "list":
                node.scroll = screen["scroll"].get(node.key, -1.0 if "end" in node.style else 0.0)
            elif node.role == "field" and top:
                node.focused = node.key == focus
