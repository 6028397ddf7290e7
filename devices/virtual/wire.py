"""From nodes to what the glass draws, and from what it measured back to elements."""

from collections.abc import Sequence
from typing import Any

from devices.element import Box, Element
from devices.virtual.node import Node

TAP, HOLD, CHANGE, SWIPE = 1, 2, 4, 8
# Roles that are furniture: drawn, but nothing a person would name.
FURNITURE = frozenset({"column", "row", "spacer", "divider", "phone", "stage", "layer", "scrim", "grip", "tile", "grid",
                       "icon", "picture", "art", "keycap"})  # fmt: skip
ROLES = {"icon_button": "button", "fab": "button", "appicon": "button", "title": "text", "heading": "text",
         "avatar": "image", "badge": "text", "nav": "tab", "toast": "text", "day": "button",
         "card": "item", "phototile": "item", "quick": "switch", "pill": "button", "dot": "button",
         "headsup": "item", "caption": "text", "art": "image"}  # fmt: skip


def pack(tree: Node) -> tuple[dict[str, Any], list[Node]]:
    """The tree as compact JSON for phone.js, and its nodes in the order of the ids given to them."""
    nodes: list[Node] = []

    def one(node: Node, silent: bool) -> dict[str, Any]:
        out: dict[str, Any] = {"r": node.role, "i": len(nodes)}
        nodes.append(node)
        if not silent and (node.role not in FURNITURE or node.tap or node.hold) and node.role != "scrim":
            out["e"] = 1
        handlers = (TAP if node.tap else 0) | (HOLD if node.hold else 0) | (CHANGE if node.change else 0)
        handlers |= SWIPE if node.swipe else 0
        if handlers and node.enabled:
            out["h"] = handlers
        for name, value in (("t", _shown(node)), ("l", node.label), ("k", node.key), ("s", node.style),
                            ("b", node.tint), ("o", node.icon), ("x", _flags(node))):  # fmt: skip
            if value:
                out[name] = value
        if node.role in ("slider", "progress", "art"):
            out["v"] = round(node.value, 4)
        if node.caret is not None:
            out["a"] = node.caret
        if node.role == "list":
            out["w"] = node.scroll
        if node.children:
            out["c"] = _children(node, silent)
        return out

    def _children(node: Node, silent: bool) -> list[dict[str, Any]]:
        kids: list[dict[str, Any]] = []
        last = max((at for at, child in enumerate(node.children) if child.role == "layer"), default=-1)
        for at, child in enumerate(node.children):
            # Below an overlay everything belongs to another window; bars and keyboard are the system's windows.
            hidden = (child.role == "layer" and at < last) or child.style in ("statusbar", "navbar", "keyboard")
            packed = one(child, silent or hidden)
            if hidden:
                packed["z"] = 1
            kids.append(packed)
        return kids

    return one(tree, False), nodes


def _shown(node: Node) -> str:
    return "•" * len(node.text) if node.password else node.text


def _flags(node: Node) -> str:
    flags = (("checked", node.checked), ("selected", node.selected), ("focused", node.focused),
             ("disabled", not node.enabled), ("multiline", node.multiline))  # fmt: skip
    return " ".join(name for name, is_on in flags if is_on)


def elements(nodes: Sequence[Node], geometry: Sequence[int]) -> tuple[Element, ...]:
    """What the glass measured (id, x1, y1, x2, y2, scrolls, …) as elements, in drawing order."""
    seen: dict[int, int] = {}
    parents = parents_of(nodes)
    out: list[Element] = []
    for at in range(0, len(geometry), 6):
        number, x1, y1, x2, y2, scrolls = geometry[at : at + 6]
        node = nodes[number]
        above = parents[number]
        while above >= 0 and above not in seen:
            above = parents[above]
        seen[number] = len(out)
        out.append(
            Element(
                bounds=Box(x1, y1, x2, y2),
                text=_shown(node),
                label=node.label,
                role=ROLES.get(node.role, node.role),
                id=node.key,
                parent=seen.get(above, -1),
                clickable=node.enabled and (node.tap is not None or node.change is not None),
                long_clickable=node.enabled and node.hold is not None,
                editable=node.role == "field",
                checkable=node.role in ("switch", "checkbox", "radio"),
                checked=node.checked,
                selected=node.selected,
                focused=node.focused,
                scrollable=bool(scrolls),
                password=node.password,
                enabled=node.enabled,
            )
        )
    return tuple(out)


def parents_of(nodes: Sequence[Node]) -> list[int]:
    """For each node of `pack` the number of the one it lies in, -1 at the root."""
    number = {id(node): i for i, node in enumerate(nodes)}
    parents = [-1] * len(nodes)
    for i, node in enumerate(nodes):
        for child in node.children:
            parents[number[id(child)]] = i
    return parents
