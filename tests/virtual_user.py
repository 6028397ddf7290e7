"""A user of the virtual phone without a browser: finds nodes by their words and touches them."""

from typing import Any

from devices.virtual.apps import APPS
from devices.virtual.node import Node
from devices.virtual.world import World


def words(node: Node) -> str:
    """What is written on a node, or in it."""
    return (
        node.label
        or node.text
        or " · ".join(child.text for child in node.walk() if child.text and child.role != "avatar")
    )


class User:
    """Drives one app of a fresh world."""

    def __init__(self, app: str, seed: int = 0) -> None:
        self.world = World.new(seed)
        self.app = next(i for i, a in APPS.items() if a.name == app)
        self.world.launch(self.app)

    @property
    def state(self) -> Any:
        return self.world.apps[self.app]

    @property
    def front(self) -> Node:
        """The layer that can be touched."""
        return [node for node in self.world.tree().walk() if node.role == "layer"][-1]

    @property
    def title(self) -> str:
        return next(node.text for node in self.front.walk() if node.role == "title")

    @property
    def toast(self) -> str:
        return next((node.text for node in self.world.tree().walk() if node.role == "toast"), "")

    def sees(self, text: str) -> bool:
        return any(text in (node.text, node.label) for node in self.front.walk())

    def find(self, name: str, hold: bool = False) -> Node:
        """The first touchable node with this key or these words, or that begins with them."""
        nodes = [node for node in self.front.walk() if (node.hold if hold else node.tap) is not None]
        for fits in (lambda n: name in (n.key, words(n)), lambda n: words(n).startswith(name + " · ")):
            for node in nodes:
                if fits(node):
                    return node
        raise AssertionError(f"no {name!r} among {[words(node) for node in nodes]}")

    def tap(self, *names: str) -> None:
        for name in names:
            self.world.tap(self.find(name))

    def hold(self, name: str) -> None:
        self.world.hold(self.find(name, hold=True))

    def fill(self, key: str, text: str) -> None:
        self.world.tap(self.find(key))
        self.world.key("delete_all")
        assert self.world.type_text(text)

    def back(self) -> None:
        self.world.key("back")

    def restart(self) -> None:
        """Write the world out and read it back, which also reorders every dict."""
        self.world = World.loads(self.world.dumps())
