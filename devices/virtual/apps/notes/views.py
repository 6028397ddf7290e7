"""The screens of Notes."""

from devices.virtual.app import Look
from devices.virtual.apps.notes.state import LABELS, Note, NotesState
from devices.virtual.node import Node, on
from devices.virtual.times import when_words
from devices.virtual.ui import (
    BACK,
    badge,
    button,
    card,
    check,
    chip,
    chips,
    column,
    confirm,
    dialog,
    divider,
    empty,
    fab,
    field,
    heading,
    icon_button,
    menu,
    page,
    row,
    search,
    text,
)
from devices.virtual.words import t


def view(state: NotesState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "note":
            return _read(look, state)
        case "edit":
            return _edit(look)
        case "menu":
            return _menu(look.args["id"], state)
        case "label":
            now = state["notes"][look.args["id"]]["label"]
            return dialog(
                t("Label"),
                chips(*[chip(t(name), name == now, on("labelled", id=look.args["id"], label=name)) for name in LABELS]),
                actions=[
                    button(t("No label"), on("labelled", id=look.args["id"], label=""), "flat"),
                    button(t("Cancel"), BACK, "flat"),
                ],
            )
        case "delete":
            title = state["notes"][look.args["id"]]["title"]
            words = t("“{title}” will be gone for good.", title=title)
            return confirm(t("Delete note?"), words, t("Delete"), on("deleted", **look.args))
        case "item":
            return dialog(
                t("New item"),
                field("item", t("Item"), look.form.get("item", ""), submit=on("added")),
                actions=[button(t("Cancel"), BACK, "flat"), button(t("Add"), on("added"), "flat")],
            )
        case _:
            return _home(state, look)


def _home(state: NotesState, look: Look) -> Node:
    archive = look.form.get("show") == "archive"
    query, label = look.draft("query").lower(), look.form.get("label", "")
    shown = {
        i: n
        for i, n in sorted(state["notes"].items(), key=lambda pair: pair[1]["edited"], reverse=True)
        if n["archived"] == archive and label in ("", n["label"]) and query in _words(n).lower()
    }
    pinned = [_card(i, n) for i, n in shown.items() if n["pinned"]]
    others = [_card(i, n) for i, n in shown.items() if not n["pinned"]]
    return page(
        t("Archive") if archive else t("Notes"),
        search("query", t("Search notes"), look.form.get("query", "")),
        chips(*[chip(t(name), name == label, on("filter", label="" if name == label else name)) for name in LABELS]),
        heading(t("Pinned")) if pinned else None,
        *pinned,
        heading(t("Others")) if pinned and others else None,
        *others,
        None if shown else empty("note", t("No notes here")),
        back=False,
        actions=[icon_button("unarchive" if archive else "archive", t("Archive"), on("show", archive=not archive))],
        fab=fab("add", t("New note"), on("new")),
    )


def _words(note: Note) -> str:
    return " ".join((note["title"], note["body"], *(entry["text"] for entry in note["checklist"])))


def _card(note_id: str, note: Note) -> Node:
    preview = note["body"] or "\n".join(("☑ " if e["done"] else "☐ ") + e["text"] for e in note["checklist"][:3])
    return card(
        text(note["title"] or t("Untitled"), "strong"),
        text(preview, "muted") if preview else None,
        badge(t(note["label"])) if note["label"] else None,
        tap=on("read", id=note_id),
        key=f"note-{note_id}",
    )


def _read(look: Look, state: NotesState) -> Node:
    note_id = look.args["id"]
    note = state["notes"][note_id]
    pin = t("Unpin") if note["pinned"] else t("Pin")
    lines = [
        check(e["text"], e["done"], on("tick", id=note_id, at=i), key=f"line-{i}", style="done" if e["done"] else "")
        for i, e in enumerate(note["checklist"])
    ]
    return page(
        note["title"] or t("Untitled"),
        column(text(note["body"], key="body", selectable=True), style="pad") if note["body"] else None,
        *lines,
        row(button(t("Add item"), on("item"), "flat", icon="add"), style="pad") if lines else None,
        divider(),
        row(
            badge(t(note["label"])) if note["label"] else None,
            text(t("Edited {when}", when=when_words(note["edited"], look.now, look.others)), "small muted"),
            style="pad",
        ),
        actions=[
            icon_button("push_pin", pin, on("pin", id=note_id), selected=note["pinned"]),
            icon_button("edit", t("Edit"), on("edit", id=note_id)),
            icon_button("more_vert", t("More options"), on("menu", id=note_id)),
        ],
    )


def _menu(note_id: str, state: NotesState) -> Node:
    archived = state["notes"][note_id]["archived"]
    return menu(
        (t("Label"), on("label", id=note_id)),
        (t("Make a copy"), on("copy", id=note_id)),
        (t("Unarchive") if archived else t("Archive"), on("archive", id=note_id)),
        (t("Share"), on("share", id=note_id)),
        (t("Delete"), on("delete", id=note_id)),
    )


def _edit(look: Look) -> Node:
    return page(
        t("Edit note") if "id" in look.args else t("New note"),
        field("title", t("Title"), look.form.get("title", "")),
        field("body", t("Note"), look.form.get("body", ""), multiline=True),
        actions=[button(t("Save"), on("save"), "flat")],
    )
