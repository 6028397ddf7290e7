"""The virtual phone without its glass: all apps, navigation and clock as one JSON value, and what events do to it.

Nothing here knows of pixels or a browser; a world can be driven by nodes alone.
"""

import gc
from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random
from typing import Any

import orjson

from devices.virtual.app import Permission, Shared
from devices.virtual.apps import APPS
from devices.virtual.hardships import LOGIN, NETWORK, STORAGE, Trials, code, looked, new_trials, opened
from devices.virtual.keys import press, type_text
from devices.virtual.links import find_link
from devices.virtual.nav import HOME, RECENTS, Nav, Screen, new_nav, new_screen
from devices.virtual.node import Event, Node, on
from devices.virtual.schema import Change, check, diff
from devices.virtual.system.compose import compose, within_reach
from devices.virtual.system.update import system_event
from devices.virtual.times import clock_words
from devices.virtual.turn import AppTurn
from devices.virtual.words import speaking, t

FORMAT = 2
EPOCH = datetime(2026, 3, 10, 9, 30)  # a Tuesday; the clock stands still unless a task moves it
SETTINGS = "org.guimcp.settings"
KEYS = ("back", "home", "recents")


class World:
    """One phone's whole state. `state` is plain JSON; `version` counts changes, for whoever draws it."""

    def __init__(self, state: dict[str, Any]) -> None:
        if state.get("format") != FORMAT:
            raise ValueError(f"a world of format {state.get('format')!r} cannot be read; this is format {FORMAT}")
        self.state = state
        self.version = 0
        self._drawn: tuple[int, Node, frozenset[int]] | None = None

    @classmethod
    def new(cls, seed: int = 0, now: datetime = EPOCH, language: str = "en", hardships: Iterable[str] = ()) -> "World":
        """A freshly set up phone; the same arguments give the same world. Raises ValueError for an unknown language
        or hardship (devices/virtual/words.py and hardships.py list them)."""
        apps: dict[str, Any] = {app_id: _seeded(app_id, seed, now, language) for app_id in APPS}
        apps[SETTINGS].update(language=language, notifications=dict.fromkeys(APPS, True))
        apps[SETTINGS]["permissions"] = {
            app.id: dict.fromkeys(app.permissions, "ask") for app in APPS.values() if app.permissions
        }
        trials = new_trials(hardships, seed)
        state = {"format": FORMAT, "seed": seed, "now": now.isoformat(), "apps": apps, "nav": new_nav(),
                 "trials": trials}  # fmt: skip
        return cls(state)

    # -- reading ----------------------------------------------------------------------------------------------------

    @property
    def apps(self) -> dict[str, Any]:
        """The state of every app by app id: what a user would call their data."""
        return self.state["apps"]

    @property
    def nav(self) -> Nav:
        """Where the user is."""
        return self.state["nav"]

    @property
    def trials(self) -> Trials:
        """What makes this phone hard to use."""
        return self.state["trials"]

    @property
    def settings(self) -> dict[str, Any]:
        """The state of the Settings app."""
        return self.state["apps"][SETTINGS]

    @property
    def now(self) -> datetime:
        """The phone's clock."""
        return datetime.fromisoformat(self.state["now"])

    @property
    def front(self) -> str:
        """The id of the app in front; "home" or "recents" where it is the system's own screen."""
        return self.nav["front"]

    @property
    def keyboard_shown(self) -> bool:
        """Is the on-screen keyboard up?"""
        return self.nav["keyboard"]

    @property
    def online(self) -> bool:
        """Is there a network?"""
        settings = self.settings
        wanted = settings["wifi"] or (settings["mobile_data"] and not settings["airplane"])
        return bool(wanted) and NETWORK not in self.trials["on"]

    @property
    def space(self) -> int:
        """Megabytes left on the phone."""
        return 0 if STORAGE in self.trials["on"] else 4096

    @property
    def stack(self) -> list[Screen]:
        """The screens of what is in front, the last on top."""
        return self.nav["stacks"].setdefault(self.front, [new_screen(self.front)])

    @property
    def screen(self) -> Screen:
        """The screen that is touched and typed into: the system's sheet where there is one."""
        return self.nav["over"][-1] if self.nav["over"] else self.stack[-1]

    def tree(self) -> Node:
        """What is on the screen now; the same object until something changes."""
        return self._shown()[0]

    def app_name(self, app_id: str) -> str:
        """An app's name in the phone's language."""
        app = APPS[app_id]
        with speaking(self.settings["language"], app.package):
            return t(app.name)

    def clock_words(self) -> str:
        """The time as the status bar shows it."""
        with speaking(self.settings["language"]):
            return clock_words(self.now, self.settings)

    def dumps(self) -> bytes:
        """The world as canonical JSON: equal worlds give equal bytes."""
        return orjson.dumps(self.state, option=orjson.OPT_SORT_KEYS)

    @classmethod
    def loads(cls, data: bytes) -> "World":
        """Back from `dumps`."""
        # Twenty thousand new objects set the collector off again and again, though JSON has no cycles to find.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return cls(orjson.loads(data))
        finally:
            if collecting:
                gc.enable()

    def check(self) -> None:
        """Raises ValueError where the state is not as its schema (devices/virtual/schema.py) says."""
        check(self.state)

    def diff(self, other: "World") -> list[Change]:
        """What is different in `other`: every changed leaf with its path, here and there."""
        return list(diff(self.state, other.state))

    # -- touching ---------------------------------------------------------------------------------------------------
    # A node that is not on the screen, or lies under a sheet, cannot be touched: LookupError.

    def tap(self, node: Node, at: int | None = None) -> None:
        """Touch a node; one without a tap event does nothing. `at` is the character of a field that was touched."""
        if self._reach(node, node.tap) and node.tap is not None:
            extra = {"at": at} if at is not None and node.role == "field" else {}
            self.do(Event(node.tap.name, {**node.tap.args, **extra}) if extra else node.tap)

    def hold(self, node: Node, at: int | None = None) -> None:
        """Touch and hold a node; in a field that selects the word there."""
        if node.role == "field" and self._reach(node, node.tap):
            self.tap(node, at)
            self.do(on("system.select"))
        elif self._reach(node, node.hold) and node.hold is not None:
            self.do(node.hold)

    def change(self, node: Node, value: float) -> None:
        """Move a slider to `value` within 0 and 1."""
        if self._reach(node, node.change) and node.change is not None:
            self.do(Event(node.change.name, {**node.change.args, "value": min(1.0, max(0.0, value))}))

    def swipe(self, node: Node, direction: str) -> None:
        """Stroke over a node: left, right, up or down."""
        if self._reach(node, node.swipe) and node.swipe is not None:
            self.do(Event(node.swipe.name, {**node.swipe.args, "direction": direction}))

    def scrolled(self, key: str, offset: float) -> None:
        """Remember how far a list has been scrolled (dp); no redraw follows from it."""
        self.screen["scroll"][key] = offset
        node = self.tree().find(key)
        if node is not None:
            node.scroll = offset

    def touched(self) -> None:
        """A finger is about to come down: what was about to move under it moves now."""
        if self.trials["shift"] == "armed":
            self.trials["shift"] = "shown"
            self.version += 1

    def looked(self) -> None:
        """The screen was looked at, which is what slow screens wait for."""
        if self.trials["loading"] and looked(self.trials):
            self.version += 1

    # -- typing -----------------------------------------------------------------------------------------------------

    def type_text(self, text: str) -> bool:
        """Put text in the place of the selection, or at the caret; False where no field has the focus."""
        return type_text(self, text)

    def key(self, name: str) -> None:
        """Press a key: back, home, recents, enter, power, shift, symbols, cut, copy, paste, select_word or one of
        `EDITS` in devices/virtual/editing.py."""
        if name in KEYS:
            self.do(on(f"system.{name}"))
        else:
            press(self, name)
            self.version += 1

    # -- apps -------------------------------------------------------------------------------------------------------

    def launch(self, app_id: str, name: str = "", args: Mapping[str, Any] | None = None, caller: str = "") -> None:
        """Bring an app to the front, as it was left, or on the screen called `name`. Back leads to `caller`."""
        app, nav = APPS[app_id], self.nav
        stack: list[Screen] = nav["stacks"].setdefault(app_id, [new_screen(app.home)])
        if name:
            stack[:] = [new_screen(app.home)] if name == app.home else [new_screen(app.home), new_screen(name, args)]
        nav["running"] = [app_id, *(other for other in nav["running"] if other != app_id)]
        nav["callers"].pop(app_id, None)
        if caller and caller != app_id:
            nav["callers"][app_id] = caller
        self.to_front(app_id)
        self._met(opened(self.trials, app=True))

    def send(self, app_id: str, event: Event, caller: str = "") -> None:
        """Bring an app to the front at its first screen and have it do something; "" is the app in front, as it is,
        and an event without a name is none."""
        if app_id:
            self.launch(app_id, APPS[app_id].home, caller=caller)
        if event.name:
            self._app_event(event)
        self.version += 1

    def follow(self, link: str, caller: str = "") -> bool:
        """Open a link in the app that knows it; False where none does."""
        found = find_link(APPS.values(), link)
        if found is not None:
            self.send(*found, caller)
        return found is not None

    def share(self, app_id: str, kind: Shared, value: str) -> None:
        """Show the sheet of apps that take texts or pictures."""
        takers = [app.id for app in APPS.values() if kind in app.receives and app.id != app_id]
        args = {"kind": kind, "value": value, "by": app_id, "apps": takers}
        self.nav.update(keyboard=False, focus=None, tools=False, grabbed="")
        self.nav["over"].append(new_screen("share", args, overlay=True))

    def ask(self, app_id: str, permission: Permission, then: Event) -> bool:
        """May the app? Where the user was not asked yet they are now, and `then` follows once they allow it."""
        answer = self.settings["permissions"].get(app_id, {}).get(permission, "deny")
        if answer == "ask":
            args = {"app": app_id, "permission": permission, "name": then.name, "args": dict(then.args)}
            self.nav["over"].append(new_screen("permission", args, overlay=True))
        elif answer == "deny":
            self.nav["toast"] = t("Not allowed. You can change this in Settings, under Apps.")
        return answer == "allow"

    def notify(self, app_id: str, title: str, text: str, event: Event) -> None:
        """Put a notification in the shade, and over the top of the screen unless Do Not Disturb is on."""
        nav, settings = self.nav, self.settings
        if not settings["notifications"].get(app_id, True):
            return
        key = str(nav["next_notice"])
        nav["next_notice"] += 1
        nav["notices"][key] = {"app": app_id, "title": title, "text": text, "at": self.state["now"],
                               "event": {"name": event.name, "args": dict(event.args)}}  # fmt: skip
        nav["heads_up"] = None if settings["do_not_disturb"] else key
        self.version += 1

    def shade(self, down: bool) -> None:
        """Pull the shade of notifications and quick settings down, or put it away."""
        over = self.nav["over"]
        there = bool(over) and over[-1]["name"] == "shade"
        if down and not there:
            self.nav.update(keyboard=False, focus=None, tools=False)
            over.append(new_screen("shade", overlay=True))
        elif there and not down:
            over.pop()
        self.version += 1

    def quit(self, app_id: str) -> None:
        """Close an app: its screens are forgotten, its data stay."""
        nav = self.nav
        nav["stacks"].pop(app_id, None)
        nav["callers"].pop(app_id, None)
        nav["running"] = [other for other in nav["running"] if other != app_id]
        if nav["front"] == app_id:
            nav["over"].clear()
            self.to_front(HOME)
        self.version += 1

    def clear(self, app_id: str) -> None:
        """Forget an app's data: it is as the phone came. What Settings knows of other apps stays."""
        self.quit(app_id)
        state = _seeded(app_id, self.state["seed"], self.now, self.settings["language"])
        if app_id == SETTINGS:
            state |= {key: self.settings[key] for key in ("language", "notifications", "permissions")}
        self.apps[app_id] = state
        self.version += 1

    def to_front(self, target: str) -> None:
        """Show an app as it is, or HOME or RECENTS."""
        if target in (HOME, RECENTS):
            self.nav["stacks"][target] = [new_screen(target)]
        over = self.nav["over"]  # an app's wish for a permission stays behind with the app: it asks again
        over[:] = [s for s in over if s["name"] != "permission" or s["args"]["app"] == target]
        self.nav.update(front=target, focus=None, keyboard=False, shift=False, symbols=False, tools=False, grabbed="")
        self.version += 1

    def move_clock(self, to: datetime) -> None:
        """Set the clock; every app learns of it in turn, so that alarms ring and orders arrive."""
        since = self.now
        self.state["now"] = to.isoformat()
        for app in APPS.values():
            if app.tick is None:
                continue
            stacks = self.nav["stacks"]
            stack = stacks.setdefault(app.id, [new_screen(app.home)])
            with speaking(self.settings["language"], app.package):
                app.tick(self.apps[app.id], since, AppTurn(self, app.id, stack))
            if app.id not in self.nav["running"]:
                del stacks[app.id]
        self.version += 1

    def touch_state(self) -> None:
        """Say that `state` was changed from outside (a task's start)."""
        self.version += 1

    # -- inside -----------------------------------------------------------------------------------------------------

    def _shown(self) -> tuple[Node, frozenset[int]]:
        if self._drawn is None or self._drawn[0] != self.version:
            tree = compose(self)
            self._drawn = (self.version, tree, frozenset(id(node) for node in within_reach(tree)))
        return self._drawn[1:]

    def _reach(self, node: Node, event: Event | None) -> bool:
        if id(node) not in self._shown()[1]:
            raise LookupError(f"this {node.role} is not on the screen or lies under a sheet; read `tree()` again")
        return event is not None and node.enabled

    def do(self, event: Event) -> None:
        """What a touch on a node comes to: an event of the system, or of the app in front."""
        nav = self.nav
        nav["toast"] = None
        if event.name not in ("system.notice", "system.hush"):
            nav["heads_up"] = None
        if event.name.startswith("system."):
            system_event(self, event)
        else:
            nav.update(grabbed="", tools=False)
            depth, here = len(self.stack), self.front
            self._app_event(event)
            if self.front == here and len(self.stack) > depth and not self.stack[-1]["overlay"]:
                self._met(opened(self.trials, app=False))
        self.version += 1

    def _app_event(self, event: Event) -> None:
        app = APPS.get(self.front)
        if app is not None:
            with speaking(self.settings["language"], app.package):
                app.update(self.apps[app.id], event, AppTurn(self, app.id, self.stack))

    def _met(self, hardship: str | None) -> None:
        """A hardship comes over the app in front."""
        if hardship is None:
            return
        self.nav.update(keyboard=False, focus=None, tools=False)
        self.nav["over"].append(new_screen(hardship, {"app": self.front}, overlay=hardship not in ("login", "advert")))
        if hardship == LOGIN:
            with speaking(self.settings["language"]):
                text = t("{code} is your sign-in code", code=code(self.trials))
            self.notify("org.guimcp.messages", self.app_name(self.front), text, on(""))


def _seeded(app_id: str, seed: int, now: datetime, language: str) -> dict[str, Any]:
    app = APPS[app_id]
    with speaking(language, app.package):
        return app.seed(Random(f"{seed}:{app.id}"), now)
