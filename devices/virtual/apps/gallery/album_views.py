"""Albums: one with its photos, naming one, putting photos into one."""

from devices.virtual.app import Look
from devices.virtual.apps.gallery.parts import count_words, grid
from devices.virtual.apps.gallery.state import GalleryState, albums_of, in_album, shown
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    button,
    confirm,
    dialog,
    empty,
    fab,
    field,
    icon,
    icon_button,
    item,
    page,
    sheet,
    text,
)
from devices.virtual.words import t


def album(state: GalleryState, look: Look) -> Node:
    """An album's photos."""
    album_id: str = look.args["id"]
    held = state["albums"].get(album_id)
    if held is None:
        return page(t("Album"), empty("photo_album", t("This album is gone")))
    rows = in_album(state, album_id)
    removing = look.form.get("removing") == "1"
    return page(
        held["name"],
        text(t("Touch what shall leave the album") if removing else count_words(rows), "small muted pad"),
        grid(state, rows, "leave" if removing else "open") if rows else empty("photo", t("This album is empty")),
        actions=[
            icon_button("edit", t("Rename"), on("rename_album", id=album_id)),
            icon_button("remove_circle_outline", t("Remove photos"), on("removing"), selected=removing),
            icon_button("delete", t("Delete album"), on("delete_album", id=album_id)),
        ],
        fab=fab("add_photo_alternate", t("Add photos"), on("pick", id=album_id)),
        key="album",
    )


def album_name(look: Look) -> Node:
    """A new album's name, or another one."""
    error = look.form.get("error", "")
    return dialog(
        t("Rename album") if "id" in look.args else t("New album"),
        field("name", t("Name"), look.form.get("name", ""), submit=on("album_named"), error=error),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("album_named"), "flat")],
    )


def delete_album(state: GalleryState, look: Look) -> Node:
    """Asked before an album goes; its photos stay."""
    name = state["albums"][look.args["id"]]["name"]
    return confirm(
        t("Delete album?"), t("“{name}” will be gone. Its photos stay.", name=name), t("Delete"),
        on("album_deleted", id=look.args["id"]),
    )  # fmt: skip


def pick(state: GalleryState, look: Look) -> Node:
    """Photos to put into an album."""
    chosen = frozenset(i for i in look.form.get("chosen", "").split(",") if i)
    inside = state["albums"][look.args["id"]]["photos"]
    rows = [(i, p) for i, p in shown(state) if i not in inside]
    return page(
        t("{n} selected", n=len(chosen)) if chosen else t("Add photos"),
        grid(state, rows, "toggle", chosen) if rows else empty("photo", t("All photos are in it already")),
        actions=[button(t("Add"), on("picked"), "flat", enabled=bool(chosen), key="add")],
        key="pick",
    )


def pick_album(state: GalleryState, look: Look) -> Node:
    """Which album shall have what is selected."""
    return sheet(
        t("Add to album"),
        item(t("New album"), tap=on("new_album_with"), leading=icon("add"), key="new-album"),
        *[
            item(a["name"], count_words(in_album(state, i)), on("put_in", album=i), leading=icon("photo_album"),
                 key=f"into-{i}")
            for i, a in albums_of(state)
        ],
    )  # fmt: skip
