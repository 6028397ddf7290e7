"""Elements as the XML that `uiautomator dump` prints."""

import re
from collections import defaultdict
from xml.sax.saxutils import quoteattr

from devices.device import Observation
from devices.element import Box, Element

CLASSES = {
    "button": "android.widget.Button", "text": "android.widget.TextView", "field": "android.widget.EditText",
    "switch": "android.widget.Switch", "checkbox": "android.widget.CheckBox", "radio": "android.widget.RadioButton",
    "slider": "android.widget.SeekBar", "list": "androidx.recyclerview.widget.RecyclerView",
    "image": "android.widget.ImageView", "chip": "android.widget.CompoundButton", "tab": "android.widget.TabWidget",
}  # fmt: skip
OTHER = "android.view.ViewGroup"
SYSTEM = "com.android.launcher"
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def dump(seen: Observation, rotation: int = 0) -> str:
    """The hierarchy, one `node` an element, under a root of the screen's size."""
    package = seen.app or SYSTEM
    children: dict[int, list[int]] = defaultdict(list)
    for i, element in enumerate(seen.elements):
        children[element.parent].append(i)
    out = ["<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>", f'<hierarchy rotation="{rotation}">']
    root = Element(Box(0, 0, seen.width, seen.height), role="frame")
    out.append(_open(root, 0, package, "android.widget.FrameLayout") + ">")

    def write(i: int, index: int) -> None:
        element = seen.elements[i]
        tag = _open(element, index, package, CLASSES.get(element.role, OTHER))
        if i not in children:
            out.append(tag + " />")
            return
        out.append(tag + ">")
        for at, child in enumerate(children[i]):
            write(child, at)
        out.append("</node>")

    for at, i in enumerate(children[-1]):
        write(i, at)
    return "".join([*out, "</node></hierarchy>"])


def _open(e: Element, index: int, package: str, cls: str) -> str:
    flags = {
        "checkable": e.checkable, "checked": e.checked, "clickable": e.clickable, "enabled": e.enabled,
        "focusable": e.clickable or e.editable, "focused": e.focused, "scrollable": e.scrollable,
        "long-clickable": e.long_clickable, "password": e.password, "selected": e.selected,
    }  # fmt: skip
    words = {
        "index": str(index), "text": e.text, "resource-id": f"{package}:id/{e.id}" if e.id else "", "class": cls,
        "package": package, "content-desc": "" if e.editable else e.label,
    }  # fmt: skip
    attributes = {**words, **{name: str(value).lower() for name, value in flags.items()}}
    attributes["bounds"] = f"[{e.bounds.x1},{e.bounds.y1}][{e.bounds.x2},{e.bounds.y2}]"
    if e.editable:
        attributes["hint"] = e.label
    return "<node " + " ".join(f"{name}={_quoted(value)}" for name, value in attributes.items())


def _quoted(value: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", value), {"\n": "&#10;", "\t": "&#9;", '"': "&quot;"})
