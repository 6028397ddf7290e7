"""Notes and lists. Also the example to copy for a new theme; see template.py."""

from random import Random

from agent.policies.scripted import Fill, Move, Open, Say, Tap
from benchmarks.answer import Answer
from benchmarks.changes import ANY, Apps
from benchmarks.daily.template import Axes, Params, Template

NOTES = "org.guimcp.notes"


def _note(apps: Apps, rng: Random, checklist: bool = False) -> str:
    """The id of a note that can be named by its title alone."""
    notes = apps[NOTES]["notes"]
    return rng.choice(sorted(i for i, n in notes.items() if bool(n["checklist"]) == checklist))


# -- create --------------------------------------------------------------------------------------------------------

TEXTS = (("Plumber", "Comes on Friday at 8, ring twice"), ("Recipe", "200 g flour, 3 eggs, a pinch of salt"),
         ("Parking", "Level 3, bay 27, next to the lift"))  # fmt: skip


def _create_params(rng: Random, apps: Apps) -> Params:
    title, body = rng.choice(TEXTS)
    return {"title": title, "body": body}


def _create_change(apps: Apps, p: Params) -> None:
    apps[NOTES]["notes"]["new"] = {
        "title": p["title"], "body": p["body"], "checklist": [], "label": "", "pinned": False, "archived": False,
        "edited": ANY,
    }  # fmt: skip


def _create_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Notes"), Tap("New note"), Fill("Title", p["title"]), Fill("Note", p["body"]), Tap("Save"), Say()]


# -- delete --------------------------------------------------------------------------------------------------------


def _delete_params(rng: Random, apps: Apps) -> Params:
    note_id = _note(apps, rng)
    return {"id": note_id, "title": apps[NOTES]["notes"][note_id]["title"]}


def _delete_change(apps: Apps, p: Params) -> None:
    del apps[NOTES]["notes"][p["id"]]


def _delete_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Notes"), Tap(p["title"]), Tap("More options"), Tap("Delete"), Tap("Delete"), Say()]


# -- add to a check list -------------------------------------------------------------------------------------------


def _add_params(rng: Random, apps: Apps) -> Params:
    note_id = _note(apps, rng, checklist=True)
    return {"id": note_id, "title": apps[NOTES]["notes"][note_id]["title"], "item": rng.choice(("Tape", "Pears"))}


def _add_change(apps: Apps, p: Params) -> None:
    apps[NOTES]["notes"][p["id"]]["checklist"].append({"text": p["item"], "done": False})


def _add_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Notes"), Tap(p["title"]), Tap("Add item"), Fill("Item", p["item"]), Tap("Add", "button"), Say()]


# -- how many are left ---------------------------------------------------------------------------------------------


def _count_params(rng: Random, apps: Apps) -> Params:
    note_id = _note(apps, rng, checklist=True)
    return {"id": note_id, "title": apps[NOTES]["notes"][note_id]["title"]}


def _count_answer(apps: Apps, p: Params) -> Answer:
    lines = apps[NOTES]["notes"][p["id"]]["checklist"]
    return Answer("number", str(sum(not line["done"] for line in lines)))


def _count_oracle(apps: Apps, p: Params) -> list[Move]:
    return [Open("Notes"), Tap(p["title"]), Say(_count_answer(apps, p).value)]


# -- archive everything with a label -------------------------------------------------------------------------------


def _archive_params(rng: Random, apps: Apps) -> Params:
    labels = sorted({n["label"] for n in apps[NOTES]["notes"].values() if n["label"]})
    return {"label": rng.choice(labels)}


def _labelled(apps: Apps, p: Params) -> list[str]:
    return [i for i, n in apps[NOTES]["notes"].items() if n["label"] == p["label"]]


def _archive_change(apps: Apps, p: Params) -> None:
    for note_id in _labelled(apps, p):
        apps[NOTES]["notes"][note_id]["archived"] = True


def _archive_oracle(apps: Apps, p: Params) -> list[Move]:
    moves: list[Move] = [Open("Notes"), Tap(p["label"], "chip")]
    for note_id in _labelled(apps, p):
        title = apps[NOTES]["notes"][note_id]["title"]
        moves += [Tap(title), Tap("More options"), Tap("Archive")]
    return [*moves, Say()]


TEMPLATES = (
    Template(
        id="notes-create",
        goals=(
            'Create a note titled "{title}" that says "{body}".',
            'Write down in Notes: title "{title}", text "{body}".',
            'I need a new note. Title: "{title}". Note: "{body}".',
        ),
        axes=Axes("system", ("Notes",)),
        params=_create_params,
        change=_create_change,
        oracle=_create_oracle,
    ),
    Template(
        id="notes-delete",
        goals=(
            'Delete the note "{title}".',
            'Remove my note called "{title}" for good.',
            'I no longer need the "{title}" note, delete it from Notes.',
        ),
        axes=Axes("system", ("Notes",), risk="delete"),
        params=_delete_params,
        change=_delete_change,
        oracle=_delete_oracle,
    ),
    Template(
        id="notes-checklist-add",
        goals=(
            'Add "{item}" to the check list "{title}" in Notes.',
            'Put "{item}" on my "{title}" list.',
            'My note "{title}" needs one more item: "{item}".',
        ),
        axes=Axes("system", ("Notes",)),
        params=_add_params,
        change=_add_change,
        oracle=_add_oracle,
    ),
    Template(
        id="notes-count-open",
        goals=(
            'How many items on the list "{title}" in Notes are not ticked off yet? Answer with the number.',
            'Count the open items of my note "{title}". Answer with a number only.',
            'On the check list "{title}", how many things are still to do? Answer with the number.',
        ),
        axes=Axes("system", ("Notes",), "analyse"),
        params=_count_params,
        answer=_count_answer,
        oracle=_count_oracle,
    ),
    Template(
        id="notes-archive-label",
        goals=(
            "Archive every note labelled {label}.",
            "Move all my {label} notes to the archive.",
            "In Notes, everything with the label {label} should be archived.",
        ),
        axes=Axes("system", ("Notes",), "filter", "loop"),
        params=_archive_params,
        change=_archive_change,
        oracle=_archive_oracle,
    ),
)
