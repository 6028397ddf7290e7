"""The kit every app is drawn with. Each function returns a `Node`; phone.css gives the looks, one class a role.

Keys: give one to every field, list, switch and to buttons whose words are not unique; they become resource ids.
"""

from collections.abc import Iterable

from devices.virtual.node import Event, Node, on
from devices.virtual.words import t

Children = Iterable[Node | None]

BACK = on("system.back")


def _kids(*children: Node | None) -> tuple[Node, ...]:
    return tuple(child for child in children if child is not None)


# -- layout ---------------------------------------------------------------------------------------------------------


def column(*children: Node | None, style: str = "", key: str = "") -> Node:
    """Children below one another."""
    return Node("column", children=_kids(*children), style=style, key=key)


def row(*children: Node | None, style: str = "", key: str = "", tap: Event | None = None) -> Node:
    """Children side by side, centred vertically."""
    return Node("row", children=_kids(*children), style=style, key=key, tap=tap)


def spacer() -> Node:
    """Takes what room is left in a row or column."""
    return Node("spacer")


def divider() -> Node:
    """A hairline."""
    return Node("divider")


def scroll(*children: Node | None, key: str = "list", style: str = "") -> Node:
    """A column that scrolls; keep `key` the same from draw to draw, the offset is kept under it."""
    return Node("list", children=_kids(*children), key=key, style=style)


def page(
    title: str,
    *body: Node | None,
    back: bool = True,
    actions: Children = (),
    fab: Node | None = None,
    bottom: Node | None = None,
    top: Node | None = None,
    key: str = "list",
) -> Node:
    """A whole screen: a top bar, a scrolling body, and if given a fixed strip under the bar (`top`),
    one at the bottom (`bottom`) and a floating button (`fab`)."""
    bar = row(
        icon_button("arrow_back", t("Back"), BACK) if back else None,
        Node("title", title, key="page-title"),
        spacer(),
        *actions,
        style="bar",
    )
    return column(bar, top, scroll(*body, key=key), bottom, fab, style="page")


def dialog(title: str, *body: Node | None, actions: Children = ()) -> Node:
    """A small window in the middle of the screen; open it with `turn.overlay`."""
    return column(
        Node("title", title) if title else None,
        scroll(*body, key="dialog", style="dialog-body fit") if any(body) else None,
        row(spacer(), *actions, style="dialog-actions"),
        style="dialog",
    )


def confirm(title: str, text_: str, yes: str, tap: Event) -> Node:
    """A dialog with Cancel and one other button."""
    return dialog(title, text(text_), actions=[button(t("Cancel"), BACK, style="flat"), button(yes, tap, style="flat")])


def strip(*children: Node | None, key: str) -> Node:
    """A row that scrolls sideways; keep `key` the same from draw to draw."""
    return Node("list", children=_kids(*children), key=key, style="strip")


def gallery(*children: Node | None, columns: int = 3) -> Node:
    """Tiles side by side, two to four a row."""
    return Node("grid", children=_kids(*children), style=f"tiles of{columns}")


def sheet(title: str, *body: Node | None, key: str = "sheet") -> Node:
    """A panel from the bottom edge; open it with `turn.overlay`."""
    return column(
        Node("grip"), Node("title", title) if title else None, scroll(*body, key=key, style="fit"), style="sheet"
    )


def menu(*items: tuple[str, Event]) -> Node:
    """A pop-up menu at the top right; open it with `turn.overlay`."""
    rows = (Node("button", words, tap=tap, style="menu-item") for words, tap in items)
    return column(scroll(*rows, key="menu", style="fit"), style="menu")


# -- words and pictures -----------------------------------------------------------------------------------------------


def text(words: str, style: str = "", key: str = "", selectable: bool = False) -> Node:
    """Plain words. Styles: small, strong, big, huge, muted, accent, error, centre, strike, right, line (one line).

    Held down, `selectable` text can be copied and shared.
    """
    return Node("text", words, style=style, key=key, hold=on("system.grab", text=words) if selectable else None)


def link(words: str, tap: Event, style: str = "") -> Node:
    """Words that lead somewhere."""
    return Node("text", words, style=f"link {style}".strip(), tap=tap)


def heading(words: str) -> Node:
    """A heading inside a page."""
    return Node("heading", words)


def icon(name: str, tint: str = "", style: str = "") -> Node:
    """A picture that only decorates; names in glass/icons.js."""
    return Node("icon", icon=name, tint=tint, style=style)


def avatar(words: str, tint: str = "") -> Node:
    """A round picture with up to two initials of `words`."""
    initials = "".join(part[0] for part in words.split()[:2] if part).upper() or "?"
    return Node("avatar", initials, tint=tint or tint_of(words))


def picture(icon_name: str, tint: str, style: str = "") -> Node:
    """A coloured panel with a large icon, in the place of a photograph. Styles: thumb, wide."""
    return Node("picture", icon=icon_name, tint=tint, style=style)


def art(kind: str, number: int, label: str = "", style: str = "") -> Node:
    """A drawn scene in the place of a photograph, the same for the same number. Kinds: hills, sea, city, forest,
    desert, night, portrait, plate, room, cover, chart. Styles: thumb, wide, square, tall, round."""
    return Node("art", label=label, icon=kind, value=float(number), style=style)


def badge(words: str, style: str = "", tint: str = "") -> Node:
    """A small rounded label. Styles: good, warn, bad."""
    return Node("badge", words, style=style, tint=tint)


def empty(icon_name: str, words: str) -> Node:
    """What a list shows that has nothing in it."""
    return column(icon(icon_name), text(words, "muted centre"), style="empty")


TINTS = ("#7b5ea7", "#2f7d6b", "#b3593b", "#3c6fb0", "#9a4d6f", "#5c7a2e", "#8a6d1f", "#4a6572")


def tint_of(words: str) -> str:
    """A colour that is always the same for the same words."""
    return TINTS[sum(words.encode()) % len(TINTS)]


def spinner(words: str) -> Node:
    """What is shown while something loads."""
    return column(Node("ring", label=words), text(words, "muted centre"), style="empty")


def rating(tenths: int, count: int = 0) -> Node:
    """Stars out of five as "4.6 ★ (120)"; `tenths` of a star."""
    many = f" ({count})" if count else ""
    return text(f"{tenths // 10}.{tenths % 10} ★{many}", "small muted")


# -- things to touch ------------------------------------------------------------------------------------------------


def button(words: str, tap: Event, style: str = "", key: str = "", icon: str = "", enabled: bool = True) -> Node:
    """Styles: (none) filled, tonal, flat, wide, danger, small."""
    return Node("button", words, tap=tap, style=style, key=key, icon=icon, enabled=enabled)


def icon_button(icon_name: str, label: str, tap: Event, key: str = "", selected: bool = False) -> Node:
    """A button without words; `label` is its spoken name."""
    return Node("icon_button", label=label, icon=icon_name, tap=tap, key=key, selected=selected)


def fab(icon_name: str, label: str, tap: Event) -> Node:
    """The floating button at the bottom right of a page."""
    return Node("fab", label=label, icon=icon_name, tap=tap)


def item(
    title: str,
    subtitle: str = "",
    tap: Event | None = None,
    hold: Event | None = None,
    leading: Node | None = None,
    trailing: Node | None = None,
    key: str = "",
    selected: bool = False,
    extra: Node | None = None,
) -> Node:
    """A row of a list: something at the left, one or two lines (and `extra` under them), something at the right."""
    words = column(
        Node("text", title, style="item-title"),
        Node("text", subtitle, style="item-sub") if subtitle else None,
        extra,
        style="grow",
    )
    return Node("item", children=_kids(leading, words, trailing), tap=tap, hold=hold, key=key, selected=selected)


def card(*children: Node | None, tap: Event | None = None, key: str = "", style: str = "") -> Node:
    """A raised panel, touched as a whole where `tap` is given."""
    return Node("card", children=_kids(*children), tap=tap, key=key, style=style)


def field(
    key: str,
    label: str,
    draft: str,
    multiline: bool = False,
    password: bool = False,
    submit: Event | None = None,
    icon: str = "",
    style: str = "",
    error: str = "",
) -> Node:
    """A place to type. `draft` is what is in it: pass `look.form.get(key, "")`; the world keeps the typing.

    `submit` is sent by the Enter key; without one Enter makes a new line (multiline) or hides the keyboard.
    """
    line = Node(
        "field", draft, label=label, key=key, multiline=multiline, password=password, submit=submit, icon=icon,
        style=style, tap=on("system.focus", key=key),
    )  # fmt: skip
    return column(line, text(error, "error small")) if error else line


def search(key: str, label: str, draft: str) -> Node:
    """A field for filtering what is below it; the view reads its draft, no event needed."""
    return field(key, label, draft, icon="search", style="search")


def toggle(title: str, checked: bool, tap: Event, subtitle: str = "", key: str = "", icon_name: str = "") -> Node:
    """A row with a switch; a touch anywhere on it turns the switch."""
    switch = Node("switch", label=title, checked=checked, key=f"{key}-switch" if key else "")
    return item(title, subtitle, tap, leading=icon(icon_name) if icon_name else None, trailing=switch, key=key)


def check(title: str, checked: bool, tap: Event, subtitle: str = "", key: str = "", style: str = "") -> Node:
    """A row with a tick box."""
    box = Node("checkbox", label=title, checked=checked, icon="check_box" if checked else "check_box_outline_blank")
    row_ = item(title, subtitle, tap, leading=box, key=key)
    row_.style = style
    return row_


def radio(title: str, checked: bool, tap: Event, subtitle: str = "", key: str = "") -> Node:
    """A row with a round button, one of several."""
    name = "radio_button_checked" if checked else "radio_button_unchecked"
    return item(title, subtitle, tap, leading=Node("radio", label=title, checked=checked, icon=name), key=key)


def chip(words: str, selected: bool, tap: Event, key: str = "", icon: str = "") -> Node:
    """A small choice among others."""
    return Node("chip", words, tap=tap, selected=selected, key=key, icon=icon)


def chips(*children: Node | None) -> Node:
    """Chips side by side, wrapping."""
    return Node("row", children=_kids(*children), style="chips")


def tabs(*choices: tuple[str, bool, Event]) -> Node:
    """Tabs under the top bar: (words, selected, event)."""
    return Node("row", children=tuple(Node("tab", w, selected=s, tap=t) for w, s, t in choices), style="tabs")


def navigation(*choices: tuple[str, str, bool, Event]) -> Node:
    """The bar at the bottom of an app: (words, icon, selected, event)."""
    return Node(
        "row", children=tuple(Node("nav", w, icon=i, selected=s, tap=t) for w, i, s, t in choices), style="navigation"
    )


def stepper(label: str, value: str, less: Event | None, more: Event | None, key: str = "") -> Node:
    """A number with a minus and a plus; None makes a button inert."""
    return row(
        _step("remove", t("Decrease {label}", label=label), less),
        text(value, "stepper-value", key=key),
        _step("add", t("Increase {label}", label=label), more),
        style="stepper",
    )


def _step(icon_name: str, label: str, tap: Event | None) -> Node:
    return Node("icon_button", label=label, icon=icon_name, tap=tap, enabled=tap is not None, style="small")


def slider(label: str, value: float, change: Event, key: str = "") -> Node:
    """A line with a knob, `value` within 0 and 1. A touch sends `change` with `value` (0..1) added to its args."""
    return Node("slider", label=label, value=value, change=change, key=key)


def progress(value: float) -> Node:
    """How far something is, 0..1."""
    return Node("progress", value=value)


def banner(words: str, icon_name: str = "info", style: str = "") -> Node:
    """A note inside a page. Styles: good, warn, bad."""
    return row(icon(icon_name), text(words, "grow"), style=f"banner {style}".strip())
