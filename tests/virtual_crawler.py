"""Touches a world at random by nodes, the way a restless thumb would."""

from collections.abc import Callable
from random import Random

from devices.virtual.node import Node
from devices.virtual.world import World

WORDS = ("12", "Anna", "hello there", "9:30", "555-0101", "x", "Maple 3", "2026-03-14")


class Crawler:
    """`look` is called after every step with the world."""

    def __init__(self, world: World, seed: int = 0, look: Callable[[World], None] | None = None) -> None:
        self.world, self.rng, self.look = world, Random(seed), look

    def run(self, steps: int, home: str = "") -> None:
        """Take so many steps; with `home` set, come back to that app whenever another is in front."""
        for _ in range(steps):
            if home and self.world.front != home:
                self.world.launch(home)
            self.step()
            if self.look is not None:
                self.look(self.world)

    def step(self) -> None:
        """One touch, stroke, key or text."""
        world, rng = self.world, self.rng
        chance = rng.random()
        if chance < 0.06:
            world.key("back")
            return
        if world.keyboard_shown and chance < 0.5:
            world.type_text(rng.choice(WORDS))
            if rng.random() < 0.3:
                world.key("enter")
            return
        nodes = [node for node in reach(world) if node.tap or node.hold or node.change or node.swipe]
        node = rng.choice(nodes)
        if node.change is not None:
            world.change(node, rng.random())
        elif node.hold is not None and (node.tap is None or rng.random() < 0.2):
            world.hold(node)
        elif node.swipe is not None and node.tap is None:
            world.swipe(node, rng.choice(("left", "right", "up", "down")))
        else:
            world.tap(node)


def reach(world: World) -> list[Node]:
    """The nodes of the top layer and the system's bars, without the keyboard's keys."""
    out: list[Node] = []

    def walk(node: Node) -> None:
        out.append(node)
        last = max((i for i, child in enumerate(node.children) if child.role == "layer"), default=-1)
        for i, child in enumerate(node.children):
            if child.style != "keyboard" and not (child.role == "layer" and i < last):
                walk(child)

    walk(world.tree())
    return out
