"""Pieces that several screens of Gallery share."""

from devices.virtual.app import Look
from devices.virtual.apps.gallery.state import GalleryState, Photo
from devices.virtual.node import Event, Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import art, gallery, icon, text
from devices.virtual.words import t

FILTER_STYLES = {"none": "", "warm": "warm", "cool": "cool", "mono": "mono", "vivid": "vivid"}
CROP_STYLES = {"original": "", "square": "square", "4:3": "four3", "16:9": "sixteen9"}


def drawing(photo: Photo, style: str, label: str = "") -> Node:
    """A photo with its edits laid over it."""
    kind, _, number = photo["art"].partition(":")
    edits = photo["edits"]
    light = f"lit{edits['light']}" if edits["light"] > 0 else f"dim{-edits['light']}" if edits["light"] < 0 else ""
    styles = (style, FILTER_STYLES[edits["filter"]], light, f"turn{edits['turn']}" if edits["turn"] else "")
    return art(kind, int(number), label, " ".join(word for word in styles if word))


def tile(photo_id: str, photo: Photo, tap: Event, hold: Event | None = None, chosen: bool = False) -> Node:
    """A photo in a grid, with marks for what it is."""
    picture = drawing(photo, "square")
    marks = [
        icon("check_circle", style="mark chosen") if chosen else None,
        icon("favorite", style="mark heart") if photo["favourite"] else None,
        text(f"{photo['seconds'] // 60}:{photo['seconds'] % 60:02}", "onpicture") if photo["kind"] == "video" else None,
    ]
    return Node(
        "phototile", label=name_of(photo), key=f"photo-{photo_id}", tap=tap, hold=hold, selected=chosen,
        children=(picture, *[mark for mark in marks if mark is not None]),
    )  # fmt: skip


def name_of(photo: Photo) -> str:
    """The caption, or the file's name."""
    return photo["caption"] or photo["name"]


def grid(state: GalleryState, rows: list[tuple[str, Photo]], tap: str, chosen: frozenset[str] = frozenset()) -> Node:
    """Photos side by side; a touch sends `tap` with the id, holding one begins to select."""
    tiles = [tile(i, p, on(tap, id=i), on("select", id=i), i in chosen) for i, p in rows]
    return gallery(*tiles, columns=state["columns"])


def when_taken(photo: Photo, look: Look) -> str:
    """ "Fri, 13 March, 9:30 AM"."""
    return f"{date_words(photo['at'], look.now.date())}{t(', ')}{time_words(photo['at'][11:16], look.others)}"


def count_words(rows: list[tuple[str, Photo]]) -> str:
    """How many of what, and since when."""
    return t("{n} items", n=len(rows))
