"""Notes: write, pin, label, search, check lists, archive and delete."""

from datetime import datetime, timedelta
from random import Random

from typing_extensions import TypedDict

from devices.virtual.app import App, Look, Turn
from devices.virtual.node import Event, Node, on
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


class Entry(TypedDict):
    """A line of a check list."""

    text: str
    done: bool


class Note(TypedDict):
    """`label` is one of LABELS or empty."""

    title: str
    body: str
    checklist: list[Entry]
    label: str
    pinned: bool
    archived: bool
    edited: str


class NotesState(TypedDict):
    """Notes by id."""

    notes: dict[str, Note]
    next_id: int


LABELS = ("Home", "Work", "Travel", "Ideas")
TEXTS = (
    ("Gift ideas", "Scarf for Mum, climbing book for Theo", "Ideas"),
    ("Meter readings", "Gas 4471, water 918, power 20233", "Home"),
    ("Standup", "Ask Priya about the staging server", "Work"),
    ("Packing", "Charger, rain jacket, swimming things", "Travel"),
    ("Wi-Fi at the cabin", "Network is Birchwood, ask Elsa for the rest", "Travel"),
    ("Book club", "Finish part two before Thursday", "Home"),
    ("Retro notes", "Shorter meetings, clearer tickets", "Work"),
    ("Garden", "Prune the apple tree, sow radishes", "Home"),
    ("Names", "Clover, Juniper, Tansy", "Ideas"),
)
LISTS = (
    ("Groceries", ("Oat milk", "Lentils", "Tomatoes", "Bread", "Olive oil"), "Home"),
    ("Moving", ("Call the landlord", "Order boxes", "Change address"), "Home"),
)


def seed(rng: Random, now: datetime) -> NotesState:
    """Six notes and a check list or two, edited over the last weeks."""
    notes: dict[str, Note] = {}
    chosen = rng.sample(TEXTS, 6)
    lists = rng.sample(LISTS, rng.randint(1, 2))
    for i, (title, body, label) in enumerate(chosen):
        notes[f"n{i + 1}"] = _note(title, body, label, now - timedelta(days=2 * i + 1, hours=rng.randint(0, 9)))
    for j, (title, lines, label) in enumerate(lists, len(chosen)):
        note = _note(title, "", label, now - timedelta(days=rng.randint(1, 20)))
        note["checklist"] = [{"text": line, "done": rng.random() < 0.3} for line in lines]
        notes[f"n{j + 1}"] = note
    notes[rng.choice(sorted(notes))]["pinned"] = True
    return {"notes": notes, "next_id": len(notes) + 1}


def _note(title: str, body: str, label: str, edited: datetime) -> Note:
    return {"title": title, "body": body, "checklist": [], "label": label, "pinned": False, "archived": False,
            "edited": edited.isoformat(timespec="minutes")}  # fmt: skip


def view(state: NotesState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "note":
            return _read(look.args["id"], state)
        case "edit":
            return _edit(look)
        case "menu":
            return _menu(look.args["id"], state)
        case "label":
            now = state["notes"][look.args["id"]]["label"]
            return dialog(
                "Label",
                chips(*[chip(name, name == now, on("labelled", id=look.args["id"], label=name)) for name in LABELS]),
                actions=[
                    button("No label", on("labelled", id=look.args["id"], label=""), "flat"),
                    button("Cancel", BACK, "flat"),
                ],
            )
        case "delete":
            title = state["notes"][look.args["id"]]["title"]
            return confirm("Delete note?", f"“{title}” will be gone for good.", "Delete", on("deleted", **look.args))
        case "item":
            return dialog(
                "New item",
                field("item", "Item", look.form.get("item", ""), submit=on("added")),
                actions=[button("Cancel", BACK, "flat"), button("Add", on("added"), "flat")],
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
        "Archive" if archive else "Notes",
        search("query", "Search notes", look.form.get("query", "")),
        chips(*[chip(name, name == label, on("filter", label="" if name == label else name)) for name in LABELS]),
        heading("Pinned") if pinned else None,
        *pinned,
        heading("Others") if pinned and others else None,
        *others,
        None if shown else empty("note", "No notes here"),
        back=False,
        actions=[icon_button("unarchive" if archive else "archive", "Archive", on("show", archive=not archive))],
        fab=fab("add", "New note", on("new")),
    )


def _words(note: Note) -> str:
    return " ".join((note["title"], note["body"], *(entry["text"] for entry in note["checklist"])))


def _card(note_id: str, note: Note) -> Node:
    preview = note["body"] or "\n".join(("☑ " if e["done"] else "☐ ") + e["text"] for e in note["checklist"][:3])
    return card(
        text(note["title"] or "Untitled", "strong"),
        text(preview, "muted") if preview else None,
        badge(note["label"]) if note["label"] else None,
        tap=on("read", id=note_id),
        key=f"note-{note_id}",
    )


def _read(note_id: str, state: NotesState) -> Node:
    note = state["notes"][note_id]
    lines = [
        check(e["text"], e["done"], on("tick", id=note_id, at=i), key=f"line-{i}", style="done" if e["done"] else "")
        for i, e in enumerate(note["checklist"])
    ]
    return page(
        note["title"] or "Untitled",
        column(text(note["body"], key="body"), style="pad") if note["body"] else None,
        *lines,
        row(button("Add item", on("item"), "flat", icon="add"), style="pad") if lines else None,
        divider(),
        row(
            badge(note["label"]) if note["label"] else None,
            text(f"Edited {datetime.fromisoformat(note['edited']):%-d %B, %H:%M}", "small muted"),
            style="pad",
        ),
        actions=[
            icon_button("push_pin", "Unpin" if note["pinned"] else "Pin", on("pin", id=note_id), "", note["pinned"]),
            icon_button("edit", "Edit", on("edit", id=note_id)),
            icon_button("more_vert", "More options", on("menu", id=note_id)),
        ],
    )


def _menu(note_id: str, state: NotesState) -> Node:
    archived = state["notes"][note_id]["archived"]
    return menu(
        ("Label", on("label", id=note_id)),
        ("Make a copy", on("copy", id=note_id)),
        ("Unarchive" if archived else "Archive", on("archive", id=note_id)),
        ("Delete", on("delete", id=note_id)),
    )


def _edit(look: Look) -> Node:
    return page(
        "Edit note" if "id" in look.args else "New note",
        field("title", "Title", look.form.get("title", "")),
        field("body", "Note", look.form.get("body", ""), multiline=True),
        actions=[button("Save", on("save"), "flat")],
    )


def update(state: NotesState, event: Event, turn: Turn) -> None:
    """What each event does."""
    notes = state["notes"]
    match event.name:
        case "read":
            turn.open("note", id=event["id"])
        case "filter":
            turn.form["label"] = event["label"]
        case "show":
            turn.form["show"] = "archive" if event["archive"] else ""
        case "new":
            turn.open("edit")
        case "edit":
            note = notes[event["id"]]
            turn.open("edit", form={"title": note["title"], "body": note["body"]}, id=event["id"])
        case "save":
            _save(state, turn)
        case "pin":
            notes[event["id"]]["pinned"] = not notes[event["id"]]["pinned"]
        case "tick":
            line = notes[event["id"]]["checklist"][int(event["at"])]
            line["done"] = not line["done"]
        case "item":
            turn.overlay("item", id=turn.args["id"])
            turn.focus("item")
        case "added":
            if turn.draft("item"):
                notes[turn.args["id"]]["checklist"].append({"text": turn.draft("item"), "done": False})
            turn.close()
        case "menu" | "label" | "delete":
            if event.name != "menu":
                turn.close()
            turn.overlay(event.name, id=event["id"])
        case "labelled":
            notes[event["id"]]["label"] = event["label"]
            turn.close()
        case "archive":
            notes[event["id"]]["archived"] = not notes[event["id"]]["archived"]
            turn.root()
            turn.toast("Note archived" if notes[event["id"]]["archived"] else "Note unarchived")
        case "copy":
            copy: Note = {**notes[event["id"]], "checklist": [{**e} for e in notes[event["id"]]["checklist"]]}
            _add(state, copy)
            turn.root()
            turn.toast("Copied")
        case "deleted":
            del notes[event["id"]]
            turn.root()
            turn.toast("Note deleted")
        case _:
            raise ValueError(f"notes knows no event {event.name!r}")


def _save(state: NotesState, turn: Turn) -> None:
    title, body = turn.draft("title"), turn.draft("body")
    if not title and not body:
        turn.toast("Nothing to save")
        return
    if "id" in turn.args:
        note = state["notes"][turn.args["id"]]
        note["title"], note["body"] = title, body
        note["edited"] = turn.now.isoformat(timespec="minutes")
    else:
        _add(state, _note(title, body, "", turn.now))
    turn.close()
    turn.toast("Note saved")


def _add(state: NotesState, note: Note) -> None:
    state["notes"][f"n{state['next_id']}"] = note
    state["next_id"] += 1


APP = App("org.guimcp.notes", "Notes", "sticky_note_2", "#b3892f", NotesState, seed, view, update)
