"""The XML of `uiautomator dump` as elements; for any phone's dump."""

import re
from xml.etree import ElementTree

from devices.element import Box, Element
from devices.errors import ObservationFailed

MAX_BYTES = 8 << 20
ROLES = {
    "Button": "button", "ImageButton": "button", "FloatingActionButton": "button", "TextView": "text",
    "EditText": "field", "AutoCompleteTextView": "field", "Switch": "switch", "SwitchCompat": "switch",
    "ToggleButton": "switch", "CheckBox": "checkbox", "CheckedTextView": "checkbox", "RadioButton": "radio",
    "SeekBar": "slider", "RecyclerView": "list", "ListView": "list", "GridView": "list", "ScrollView": "list",
    "NestedScrollView": "list", "ImageView": "image", "CompoundButton": "chip", "Chip": "chip", "TabWidget": "tab",
    "ProgressBar": "ring",
}  # fmt: skip
BOUNDS = re.compile(r"\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]")
TAIL = re.compile(rb"UI hiera?rchy dumped to:.*\Z", re.DOTALL | re.IGNORECASE)


def parse(xml: bytes, width: int, height: int) -> tuple[Element, ...]:
    """Elements in drawing order, clipped to the screen; furniture without words or handlers is left out.

    Raises `ObservationFailed` for what is no hierarchy, is over 8 MB, or declares a document type.
    """
    start, end = xml.find(b"<hierarchy"), xml.rfind(b"</hierarchy>")
    if start < 0 or end < 0:
        said = TAIL.sub(b"", xml).decode(errors="replace").strip()
        raise ObservationFailed(f"uiautomator gave no hierarchy: {said[:200] or 'nothing'}")
    if end - start > MAX_BYTES:
        raise ObservationFailed("the screen's hierarchy is over 8 MB")
    body = xml[start : end + len(b"</hierarchy>")]
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ObservationFailed("the screen's hierarchy declares a document type, which no phone does")
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as problem:
        raise ObservationFailed(f"the screen's hierarchy is damaged: {problem}") from problem
    out: list[Element] = []
    screen = Box(0, 0, width, height)
    stack = [(child, -1) for child in reversed(root)]
    while stack:
        node, parent = stack.pop()
        element = _element(node, parent, screen)
        if element is not None and _named(element):
            parent = len(out)
            out.append(element)
        if element is not None:
            stack += [(child, parent) for child in reversed(node)]
    return tuple(out)


def _named(e: Element) -> bool:
    handlers = e.clickable or e.long_clickable or e.editable or e.scrollable or e.checkable
    return bool(e.text or e.label or handlers) or e.role in ("list", "ring")


def _element(node: ElementTree.Element, parent: int, screen: Box) -> Element | None:
    """None where nothing of it is on the screen."""
    at = BOUNDS.fullmatch(node.get("bounds", ""))
    if at is None:
        return None
    x1, y1, x2, y2 = map(int, at.groups())
    box = Box(max(x1, 0), max(y1, 0), min(x2, screen.x2), min(y2, screen.y2))
    if box.x1 >= box.x2 or box.y1 >= box.y2:
        return None

    def flag(name: str) -> bool:
        return node.get(name) == "true"

    role = ROLES.get(node.get("class", "").rpartition(".")[2], "item")
    editable = role == "field"
    label = (node.get("hint") or node.get("content-desc") or "") if editable else node.get("content-desc", "")
    text = node.get("text", "")
    if editable and text == label and node.get("showing-hint-text") == "true":
        text = ""
    return Element(
        bounds=box,
        text=text,
        label=label,
        role=role,
        id=node.get("resource-id", "").rpartition(":id/")[2],
        parent=parent,
        clickable=flag("clickable"),
        long_clickable=flag("long-clickable"),
        editable=editable,
        checkable=flag("checkable"),
        checked=flag("checked"),
        selected=flag("selected"),
        focused=flag("focused"),
        scrollable=flag("scrollable"),
        password=flag("password"),
        enabled=flag("enabled"),
    )
