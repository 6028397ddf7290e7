"""What each event does in Notes."""

from devices.virtual.app import Turn
from devices.virtual.apps.notes.state import Note, NotesState, new_note, words_of
from devices.virtual.node import Event
from devices.virtual.words import t


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
            turn.toast(t("Note archived") if notes[event["id"]]["archived"] else t("Note unarchived"))
        case "copy":
            copy: Note = {**notes[event["id"]], "checklist": [{**e} for e in notes[event["id"]]["checklist"]]}
            _add(state, copy)
            turn.root()
            turn.toast(t("Copied"))
        case "share":
            note = notes[event["id"]]
            turn.close()
            turn.share("text", "\n".join(line for line in (note["title"], words_of(note)) if line))
        case "received":
            turn.open("edit", form={"title": "", "body": event["value"]})
        case "deleted":
            del notes[event["id"]]
            turn.root()
            turn.toast(t("Note deleted"))
        case _:
            raise ValueError(f"notes knows no event {event.name!r}")


def _save(state: NotesState, turn: Turn) -> None:
    title, body = turn.draft("title"), turn.draft("body")
    if not title and not body:
        turn.toast(t("Nothing to save"))
        return
    if "id" in turn.args:
        note = state["notes"][turn.args["id"]]
        note["title"], note["body"] = title, body
        note["edited"] = turn.now.isoformat(timespec="minutes")
    else:
        _add(state, new_note(title, body, "", turn.now))
    turn.close()
    turn.toast(t("Note saved"))


def _add(state: NotesState, note: Note) -> None:
    state["notes"][f"n{state['next_id']}"] = note
    state["next_id"] += 1
