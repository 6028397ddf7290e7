"""Notes: write, pin, label, search, check lists, archive and delete."""

from devices.virtual.app import App
from devices.virtual.apps.notes.state import NotesState, seed
from devices.virtual.apps.notes.update import update
from devices.virtual.apps.notes.views import view

APP = App(
    "org.guimcp.notes", "Notes", "sticky_note_2", "#b3892f", NotesState, seed, view, update,
    links={"guimcp://notes/note/{id}": "read"}, receives={"text": "received"},
)  # fmt: skip
