"""What keys and typed text do to the field that has the focus."""

from devices.virtual.editing import EDITS, Draft
from devices.virtual.host import Host
from devices.virtual.node import Node


def type_text(host: Host, text: str) -> bool:
    """Put text in the place of the selection, or at the caret; False where no field has the focus."""
    for n, line in enumerate(text.split("\n")):
        field = focused(host)
        if field is None:
            return n > 0
        if n and field.multiline:
            _edit(host, _draft(host).typed("\n"))
        elif n:
            host.key("enter")
        if line and focused(host) is not None:
            _edit(host, _draft(host).typed(line))
    return True


def press(host: Host, name: str) -> None:
    """Press a key that is not the system's: see `World.key`."""
    nav = host.nav
    match name:
        case "power":
            nav.update(awake=not nav["awake"], keyboard=False, focus=None, tools=False)
        case "shift":
            nav["shift"] = not nav["shift"]
        case "symbols":
            nav["symbols"] = not nav["symbols"]
        case "enter":
            _enter(host)
        case "copy" if nav["grabbed"]:
            nav.update(clipboard=nav["grabbed"], grabbed="")
        case _ if nav["focus"]:
            _edit_key(host, name)
        case _:
            pass


def focused(host: Host) -> Node | None:
    """The field that is typed into, if it is on the screen."""
    focus = host.nav["focus"]
    if not focus:
        return None
    return next((n for n in host.tree().walk() if n.role == "field" and n.focused and n.key == focus), None)


def _edit_key(host: Host, name: str) -> None:
    nav, draft = host.nav, _draft(host)
    match name:
        case "copy" | "cut":
            if draft.selected:
                nav["clipboard"] = draft.selected
                _edit(host, draft.typed("") if name == "cut" else Draft(draft.text, draft.end, draft.end))
        case "paste":
            _edit(host, draft.typed(nav["clipboard"]))
        case "select_word":
            _edit(host, draft.word(draft.end))
            nav["tools"] = True
        case _ if name in EDITS:
            _edit(host, draft.key(name))
            nav["tools"] = name == "select_all"
        case _:
            pass


def _draft(host: Host) -> Draft:
    return Draft.of(host.screen["form"].get(host.nav["focus"] or "", ""), host.nav["caret"])


def _edit(host: Host, draft: Draft) -> None:
    host.screen["form"][host.nav["focus"] or ""] = draft.text
    host.nav.update(caret=[draft.start, draft.end], tools=False, toast=None)
    host.touch_state()


def _enter(host: Host) -> None:
    field = focused(host)
    if field is None:
        return
    if field.multiline:
        _edit(host, _draft(host).typed("\n"))
    elif field.submit is not None:
        host.do(field.submit)
    else:
        host.nav.update(keyboard=False, focus=None)
