"""The virtual phone without its glass: nobody draws it, and everything within reach is on one endless screen.

For those who try out what actions would lead to (planners, Monte-Carlo rollouts, searches): a step takes a fraction of
a millisecond, no browser is started, and nothing has to be scrolled for. Each element is a strip of the endless screen
of its own, a touch on which is a touch on its node. There are no pictures, so a policy that looks at pixels cannot use
it; what is covered by a dialog cannot be touched, as on the real screen.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, assert_never

from devices.action import Action, Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.device import DeviceInfo, Observation, Snapshot, check_action
from devices.element import Element
from devices.errors import ActionFailed
from devices.virtual.device import KEYS
from devices.virtual.node import Node
from devices.virtual.phone import find_app
from devices.virtual.wire import elements, pack, parents_of
from devices.virtual.world import World

WIDTH, HEIGHT = 720, 1 << 20  # pixels of the endless screen
STRIP = 40  # pixels down for each element


class NodeDevice:
    """Implements `Device` and `Snapshots` on a world alone."""

    def __init__(self, world: World | None = None, name: str = "nodes") -> None:
        self.world = world or World.new()
        self._shown: tuple[World, int] | None = None
        self._elements: tuple[Element, ...] = ()
        self._nodes: list[Node] = []
        self._numbers: list[int] = []
        self._parents: list[int] = []
        self._info = DeviceInfo(
            name=name,
            platform="android",
            width=WIDTH,
            height=HEIGHT,
            actions=frozenset({Click, LongPress, Drag, Swipe, InputText, Hotkey, Press, Awake, Wait}),
            can_snapshot=True,
            settles=True,
        )

    @property
    def info(self) -> DeviceInfo:
        """What it is."""
        return self._info

    def observe(self) -> Observation:
        """Everything within reach, without a picture."""
        self._look()
        self.world.looked()
        front = self.world.front
        return Observation(
            png=b"",
            width=WIDTH,
            height=HEIGHT,
            elements=self._elements,
            app="" if front in ("home", "recents") else front,
            keyboard_shown=self.world.keyboard_shown,
            at=time.monotonic(),
        )

    def act(self, action: Action) -> None:
        """Carry out one action on the node that lies there. Raises `ActionFailed` beyond the last strip."""
        check_action(self._info, action)
        self._do(action)

    def _do(self, action: Action) -> None:
        match action:
            case Click(at=at, count=count, button=button):
                if button != "left":
                    raise ActionFailed(f"a finger has no {button} button")
                for _ in range(count):
                    self._tap(at)
            case LongPress(at=at):
                self._hold(at)
            case Swipe(start=start, end=end) | Drag(start=start, end=end):
                self._stroke(start, end)
            case InputText(text=text):
                if not self.world.type_text(text):
                    raise ActionFailed("no field has the focus; tap the field first")
            case Press(key=key):
                self._press(key)
            case Hotkey(keys=keys):
                if tuple(key.lower() for key in keys) != ("ctrl", "backspace"):
                    raise ActionFailed(f"this phone knows no hotkey {'+'.join(keys)}; ctrl+backspace works")
                self.world.key("delete_all")
            case Awake(app=app):
                self.world.launch(find_app(app))
            case Wait():
                pass  # nothing moves by itself
            case Move():
                pass  # refused by check_action
            case _:
                assert_never(action)

    def snapshot(self) -> Snapshot:
        """The whole phone."""
        return Snapshot(self.world.dumps())

    def restore(self, snapshot: Snapshot) -> None:
        """Put the whole phone back."""
        self.world = World.loads(snapshot.data)

    def close(self) -> None:
        """Nothing is held open."""

    def _look(self) -> None:
        if self._shown == (self.world, self.world.version):
            return
        tree, nodes = pack(self.world.tree())
        spoken = _spoken(tree)
        geometry = [n for at, i in enumerate(spoken) for n in (i, 0, at * STRIP, WIDTH, (at + 1) * STRIP, 0)]
        self._elements = elements(nodes, geometry)
        self._nodes, self._numbers, self._parents = nodes, spoken, parents_of(nodes)
        self._shown = (self.world, self.world.version)

    def _minding(self, at: Point, minds: Callable[[Node], bool]) -> Node | None:
        """The node that gets a touch there: the one that lies there, or else what it lies in, if one of them minds."""
        self._look()
        number = at.y // STRIP
        if not 0 <= number < len(self._numbers):
            raise ActionFailed(
                f"nothing lies at {at.x}, {at.y}: the screen holds {len(self._numbers)} strips of {STRIP} pixels"
            )
        node = self._numbers[number]
        while node >= 0 and not minds(self._nodes[node]):
            node = self._parents[node]
        return self._nodes[node] if node >= 0 else None

    def _tap(self, at: Point) -> None:
        node = self._minding(at, lambda node: node.tap is not None or node.change is not None)
        if node is not None and node.change is not None:
            self._reach(lambda: self.world.change(node, at.x / WIDTH))
        elif node is not None:
            self._reach(lambda: self.world.tap(node))

    def _hold(self, at: Point) -> None:
        node = self._minding(at, lambda node: node.hold is not None or node.role == "field")
        if node is not None:
            self._reach(lambda: self.world.hold(node))

    def _stroke(self, start: Point, end: Point) -> None:
        dx, dy = end.x - start.x, end.y - start.y
        direction = ("right" if dx > 0 else "left") if abs(dx) >= abs(dy) else ("down" if dy > 0 else "up")
        node = self._minding(start, lambda node: node.swipe is not None)
        if node is not None:  # else it scrolls, and here all is in sight
            self._reach(lambda: self.world.swipe(node, direction))

    def _reach(self, gesture: Callable[[], None]) -> None:
        self.world.touched()
        try:
            gesture()
        except LookupError as problem:
            raise ActionFailed(str(problem)) from problem

    def _press(self, key: str) -> None:
        if key in ("tab", "space"):
            self.act(InputText({"tab": "\t", "space": " "}[key]))
        elif key in KEYS:
            self.world.key(KEYS[key])
        else:
            raise ActionFailed(f"this phone has no {key} key; it has: {', '.join([*KEYS, 'tab', 'space'])}")


def _spoken(tree: Mapping[str, Any]) -> list[int]:
    """The numbers of the nodes that are elements, in drawing order."""
    out = [tree["i"]] if tree.get("e") else []
    for child in tree.get("c", ()):
        out += _spoken(child)
    return out
