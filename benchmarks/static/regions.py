"""Every right touch on a screen: whatever would lead to the same world as the recorded one did.

A touch is tried on a copy of the world without its glass, a fraction of a millisecond each. Two worlds are the same
where all apps hold the same data and the user is on the same screens with the same drafts; where a list is scrolled
to and what a toast says do not count.
"""

from collections.abc import Callable, Sequence
from typing import Any

import orjson

from benchmarks.static.step import Type, Valid
from devices.element import Box, Element
from devices.virtual.node import Node
from devices.virtual.world import World

Touch = Callable[[World, Node], None]


def meaning(world: World, focus: bool = True) -> bytes:
    """What makes two worlds the same to a user, as bytes. Without `focus` the field that is typed into is left out."""
    nav = world.nav
    stacks = {app: [_screen(s) for s in stack] for app, stack in nav["stacks"].items()}
    where: dict[str, Any] = {
        "apps": world.apps, "front": nav["front"], "stacks": stacks, "over": [_screen(s) for s in nav["over"]],
        "clipboard": nav["clipboard"], "page": nav["page"], "fell": world.trials["fell"],
    }  # fmt: skip
    if focus:
        where["focus"] = nav["focus"]
    return orjson.dumps(where, option=orjson.OPT_SORT_KEYS)


def same_touches(
    before: bytes, shown: Sequence[tuple[Element, int]], after: bytes, type_: Type = "CLICK"
) -> list[Valid]:
    """The touches among `shown` (elements in drawing order, with their nodes' places in the tree) that turn the world
    `before` into one whose `meaning` is `after`."""
    right = [_leads_to(before, number, after, type_) for _, number in shown]
    wrong = [(at, element.bounds) for at, (element, _) in enumerate(shown) if not right[at]]
    return [
        # What is drawn later lies on top: a button over a card, a switch in a row.
        Valid(type_, element.bounds, tuple(box for i, box in wrong if i > at and _meet(box, element.bounds)))
        for at, (element, _) in enumerate(shown)
        if right[at]
    ]


def _leads_to(before: bytes, number: int, after: bytes, type_: Type) -> bool:
    world = World.loads(before)
    node = next(node for i, node in enumerate(world.tree().walk()) if i == number)
    try:
        if type_ == "LONG_PRESS":
            world.hold(node)
        else:
            world.touched()
            world.tap(node)
    except LookupError:
        return False
    return meaning(world) == after


def _meet(a: Box, b: Box) -> bool:
    return a.x1 < b.x2 and b.x1 < a.x2 and a.y1 < b.y2 and b.y1 < a.y2


def _screen(screen: Any) -> tuple[Any, ...]:
    return screen["name"], screen["args"], screen["form"], screen["overlay"]
